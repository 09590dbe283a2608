"""The page holds what was measured, and nothing else."""

from __future__ import annotations

import json
from importlib.metadata import version
from pathlib import Path

import pytest

from benchmarks.measurements import Measurement, Record, Spread, find_ratio
from benchmarks.page import format_ratio, format_seconds, render_page
from benchmarks.plot import collect_lines
from benchmarks.queries import KINDS
from benchmarks.timing import Sample, Series

DOCS = Path(__file__).resolve().parents[2] / "docs"


def measure(program: str, *seconds: float, what: str = "core") -> Measurement:
    return Measurement("validation", what, "100k", program, seconds=seconds)


def test_the_committed_page_is_what_the_committed_record_renders_to() -> None:
    record = Record.read(DOCS / "benchmarks.json")
    assert len(record) > 0
    assert (DOCS / "benchmarks.md").read_text("utf-8") == render_page(record)


def test_the_committed_plot_is_what_the_committed_record_draws(tmp_path: Path) -> None:
    pytest.importorskip("matplotlib", reason="is in the group bench")
    from benchmarks.plot import draw_plot

    record = Record.read(DOCS / "benchmarks.json")
    draw_plot(record, tmp_path / "one.svg")
    draw_plot(record, tmp_path / "two.svg")
    drawn = (tmp_path / "one.svg").read_bytes()
    assert drawn == (tmp_path / "two.svg").read_bytes()
    if version("matplotlib") == record.libraries["matplotlib"]:
        assert drawn == (DOCS / "benchmarks.svg").read_bytes()


def test_a_record_is_read_as_it_was_written(tmp_path: Path) -> None:
    record = Record(
        [
            measure("gumru-kg", 1.0, 2.0),
            Measurement("loading", "x", "10k", "peer", problem="is not installed"),
        ],
        machine={"cores": "2"},
        libraries={"rdflib": "7"},
    )
    record.write(tmp_path / "record.json")
    read = Record.read(tmp_path / "record.json")
    assert list(read) == list(record)
    assert (read.machine, read.libraries) == (record.machine, record.libraries)
    assert [path.name for path in tmp_path.iterdir()] == ["record.json"]


def test_a_measurement_taken_again_stands_in_place_of_the_first() -> None:
    record = Record([measure("gumru-kg", 1.0)])
    record.add(measure("gumru-kg", 2.0))
    assert [it.seconds for it in record] == [(2.0,)]
    assert record.has("validation", "core", "100k")
    assert not record.has("validation", "core", "1M")


def test_a_measurement_holds_the_runs_and_the_most_memory() -> None:
    samples = (
        Sample(2.0, 1.5, 40.0, "x", 7),
        Sample(1.0, 0.5, 50.0, "x", 7),
    )
    it = Measurement.of(("loading", "a", "10k", "b"), Series(samples))
    assert (it.seconds, it.cpu, it.memory, it.found) == (
        (2.0, 1.0),
        (1.5, 0.5),
        50.0,
        7,
    )


def test_a_ratio_is_taken_pair_by_pair() -> None:
    ours, peer = measure("gumru-kg", 1.0, 2.0, 1.0), measure("peer", 4.0, 4.0, 1.0)
    assert find_ratio(peer, ours) == Spread(2.0, 1.0, 4.0)
    assert find_ratio(ours, measure("broken")) is None


def test_a_program_with_a_problem_has_no_time_on_the_page() -> None:
    wrong = Measurement("validation", "core", "100k", "peer", problem="finds 2 results")
    page = render_page(Record([measure("gumru-kg", 1.0), wrong]))
    row = next(line for line in page.splitlines() if "| peer |" in line)
    assert row == "|  |  | peer | finds 2 results | | | | |"


def test_the_page_says_how_many_times_faster() -> None:
    page = render_page(
        Record([measure("gumru-kg", 0.5, 0.5, 1.0), measure("pySHACL", 10, 20, 20)])
    )
    start = "| validation at 100k, core: pySHACL / gumru-kg "
    assert f"{start}| 20.0 (20.0 – 40.0) | ≥ 40 |" in page


def test_a_sum_of_queries_is_drawn_when_none_is_missing() -> None:
    every = [
        Measurement("queries", kind.name, "10k", "gumru-kg", seconds=(0.5, 1.0, 9.0))
        for kind in KINDS
    ]
    drawn = collect_lines(Record(every))
    title = "the twelve queries, one after another"
    assert drawn[title] == {"gumru-kg": [(10_000, float(len(KINDS)))]}
    assert collect_lines(Record(every[1:]))[title] == {}


@pytest.mark.parametrize(
    ("seconds", "text"),
    [(0.0001234, "0.12 ms"), (0.0123, "12.3 ms"), (1.5, "1.50 s"), (1234.5, "1,234 s")],
)
def test_times_have_three_digits(seconds: float, text: str) -> None:
    assert format_seconds(seconds) == text


def test_a_ratio_has_its_range() -> None:
    assert format_ratio(Spread(1.0512, 0.98, 120.4)) == "1.05 (0.98 – 120)"


def test_the_record_has_one_measurement_a_line() -> None:
    text = (DOCS / "benchmarks.json").read_text("utf-8")
    count = len(json.loads(text)["measurements"])
    assert sum(line.startswith('{"section"') for line in text.splitlines()) == count
