"""The page of results, rendered from the record alone."""

from __future__ import annotations

from statistics import median
from typing import TYPE_CHECKING, Final

from benchmarks import (
    cold_start,
    endpoints,
    queries,
    rdflib_store,
    results,
    stores,
    validation,
)
from benchmarks.corpora import SIZES
from benchmarks.measurements import Spread, find_ratio

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from benchmarks.measurements import Measurement, Record

_DISK: Final = ", on disk"
_INTRODUCTION: Final = """# Benchmarks

`make bench` measures this package beside its peers and writes this page; no number on
it is typed by hand. `make bench ARGS=--quick` takes minutes, `ARGS=--large` adds the
corpus of ten million triples, and `ARGS=--resume` goes on where a run was cut off. The
runs themselves are in [benchmarks.json](benchmarks.json).

The data are corpora of invented treaties in the model of the project, some 1,150
triples a treaty with its claims and evidence, the same bytes each time
(`python -m benchmarks.corpora`). Programs run in turn (A B A B …). A time is the median
of the runs by the clock, and the least and the most beside it are the noise of the
machine. **An answer is compared before its time counts**: rows with those of ours,
results of validation also with the number of faults that were put into the corpus. A
program that fails or answers otherwise has a reason in place of a time. A ratio is the
median of the ratios of the runs, pair by pair. Memory is the most that a run took.
"""
_TEXTS: Final = {
    queries.SECTION: """## Queries

Twelve kinds of query, each a named query (`gumru queries`), asked through our API and
of the engines themselves, and read to the last row. *gumru-kg* and *pyoxigraph* share a
process, each with the same data in memory; so do the two *on disk*, which open the same
index. What is short is asked many times in one run. rdflib is asked up to 100k.
""",
    validation.SECTION: """## Validation

From the file to the report, each a process of its own. One node in a hundred is broken,
in one of {flaws} ways. *core* is `shapes/gumru.ttl` without its SPARQL, *core and
SPARQL* the whole of it; *for each node* has, in place of its SPARQL, three constraints
that are asked anew for each claim and event, as most shapes are written.
""",
    stores.SECTION: """## Loading

Each a process of its own, from its start to its end. Into a store on disk ours packs
the file beside the index, to export and validate what was loaded as it was.
""",
    cold_start.SECTION: """## Cold start

From nothing to the answer on standard output. *pyoxigraph* is a program of a few lines
that imports nothing else, opens an index that is ready and asks it the same query;
*pyoxigraph, reads the file* has no index. Ours keeps its index and the answers to named
queries in the user's cache, as from the second run on.
""",
    endpoints.SECTION: """## Endpoints

Clients ask one server of Oxigraph on this machine; memory is what the answer added.
Then our client asks two servers that hold the same data.
""",
    results.SECTION: """## Answers

On the shipped graph: what a limit of time and memory costs, what a table costs, and
what it costs to compare claims in pairs.
""",
    rdflib_store.SECTION: """## rdflib

On the shipped graph: rdflib on our store, and on the one in memory that it parses the
file into.
""",
}
_HEADS: Final = (
    "what",
    "on",
    "program",
    "time",
    "processor",
    "memory, MB",
    "answer",
    "to the first",
)


def render_page(record: Record) -> str:
    """Write the page.

    Args:
        record: What was measured.

    Returns:
        Markdown.
    """
    parts = [
        _INTRODUCTION,
        "\n".join(_list_machine(record)),
        "\n".join(_sum_up(record)),
    ]
    for section, text in _TEXTS.items():
        if record.of_section(section):
            tables = (
                _tabulate_queries(record)
                if section == queries.SECTION
                else _tabulate(record.of_section(section))
            )
            parts += [text.format(flaws=_count_flaws()), "\n".join(tables)]
    return "\n".join(parts) + "\n"


def _count_flaws() -> int:
    from benchmarks.corpora.flaws import FLAWS

    return len(FLAWS)


def _list_machine(record: Record) -> Iterator[str]:
    yield from ("| | |", "| --- | --- |")
    yield from (f"| {name} | {value} |" for name, value in record.machine.items())
    libraries = ", ".join(f"{name} {it}" for name, it in record.libraries.items())
    yield f"| libraries | {libraries} |"
    yield from ("", "![Time against the number of triples](benchmarks.svg)", "")


def _sum_up(record: Record) -> Iterator[str]:
    yield from (
        "## In short",
        "",
        "Least and most in brackets; of queries, over the twelve kinds.",
        "",
        "| what | measured | aim |",
        "| --- | ---: | ---: |",
    )
    sizes = [size for size in SIZES if record.of_section(queries.SECTION)]
    for size in sizes:
        for where, name in (("", "in memory"), (_DISK, "on disk")):
            ratio = _over_kinds(record, size, f"gumru-kg{where}", f"pyoxigraph{where}")
            yield from _line(
                f"queries at {size}, {name}: gumru-kg / pyoxigraph", ratio, "≤ 1.15"
            )
    for size in sizes:
        ratio = _over_kinds(record, size, "rdflib", "gumru-kg")
        aim = "≥ 30" if size == "100k" else ""
        yield from _line(f"queries at {size}: rdflib / gumru-kg", ratio, aim)
    for what, aim in (
        (validation.CORE, "≥ 40"),
        (validation.ALL, "≥ 80"),
        (validation.PER_NODE, "≥ 80"),
    ):
        yield from _sum_up_validation(record, what, aim)
    yield from _sum_up_growth(record)
    yield from _sum_up_processes(record)
    yield ""


def _line(what: str, ratio: Spread | None, aim: str) -> Iterator[str]:
    if ratio is not None:
        yield f"| {what} | {format_ratio(ratio)} | {aim} |"


def _over_kinds(record: Record, size: str, one: str, other: str) -> Spread | None:
    ratios = []
    for kind in queries.KINDS:
        pair = [
            record.find(queries.SECTION, kind.name, size, program)
            for program in (one, other)
        ]
        ratio = _divide(*pair)
        if ratio is not None:
            ratios.append(ratio.median)
    return Spread.of(ratios) if ratios else None


def _divide(one: Measurement | None, other: Measurement | None) -> Spread | None:
    return find_ratio(one, other) if one is not None and other is not None else None


def _sum_up_validation(record: Record, what: str, aim: str) -> Iterator[str]:
    ours, peer = (
        record.find(validation.SECTION, what, "100k", program)
        for program in (validation.REFERENCE, validation.OURS)
    )
    label = f"validation at 100k, {what}: pySHACL / gumru-kg"
    yield from _line(label, _divide(ours, peer), aim)


def _sum_up_growth(record: Record) -> Iterator[str]:
    small, large = (
        record.find(validation.SECTION, validation.ALL, size, validation.OURS)
        for size in ("100k", "1M")
    )
    if large is not None and large.memory is not None:
        yield (
            f"| validation at 1M, {validation.ALL}: memory of gumru-kg "
            f"| {large.memory:,.0f} MB | < 1,000 MB |"
        )
    label = f"validation, {validation.ALL}: gumru-kg at 1M / at 100k"
    yield from _line(label, _divide(large, small), "≤ 15")


def _sum_up_processes(record: Record) -> Iterator[str]:
    for what, size, peer, aim in (
        (cold_start.SHIPPED, "shipped", cold_start.FILE, "≤ 1.3"),
        (cold_start.SHIPPED, "shipped", cold_start.RAW, "≤ 1.3"),
        (cold_start.OPENED, "1M", cold_start.RAW, "≤ 1.3"),
        (cold_start.STORE, "1M", cold_start.RAW, ""),
    ):
        ours, bare = (
            record.find(cold_start.SECTION, what, size, program)
            for program in (cold_start.OURS, peer)
        )
        label = f"cold start, {what}: gumru-kg / {peer}"
        yield from _line(label, _divide(ours, bare), aim)
    for size in SIZES:
        ours, loader = (
            record.find(stores.SECTION, stores.DISK, size, program)
            for program in (stores.OURS, stores.LOADER)
        )
        aim = "≤ 1.2" if size == "10M" else ""
        label = f"{size} into a store on disk: gumru-kg / oxigraph load"
        yield from _line(label, _divide(ours, loader), aim)


def _tabulate_queries(record: Record) -> Iterator[str]:
    for size in SIZES:
        found = [it for it in record.of_section(queries.SECTION) if it.size == size]
        if not found:
            continue
        programs = list(dict.fromkeys(it.program for it in found))
        yield from (f"### {size}", "")
        heads = (*programs, "ours / pyoxigraph", "ours / the same, on disk")
        yield f"| kind (named query) | answer | {' | '.join(heads)} |"
        yield "| --- | ---: |" + " ---: |" * len(heads)
        for kind in queries.KINDS:
            by_program = {it.program: it for it in found if it.what == kind.name}
            if by_program:
                yield _write_kind(kind, programs, by_program)
        yield ""


def _write_kind(
    kind: queries.Kind, programs: list[str], found: dict[str, Measurement]
) -> str:
    cells = [format_time(found[it]) if it in found else "–" for it in programs]
    for where in ("", _DISK):
        ratio = _divide(found.get(f"gumru-kg{where}"), found.get(f"pyoxigraph{where}"))
        cells.append("–" if ratio is None else format_ratio(ratio))
    count = next((it.found for it in found.values() if it.found is not None), 0)
    return f"| {kind.kind} (`{kind.name}`) | {count:,} | {' | '.join(cells)} |"


def _tabulate(measurements: Iterable[Measurement]) -> Iterator[str]:
    groups: dict[tuple[str, str], list[Measurement]] = {}
    for it in measurements:
        groups.setdefault((it.what, it.size), []).append(it)
    yield f"| {' | '.join(_HEADS)} |"
    yield "| --- | --- | --- | ---: | ---: | ---: | ---: | ---: |"
    for (what, size), members in groups.items():
        for number, it in enumerate(members):
            start = f"{what} | {size}" if number == 0 else " | "
            yield f"| {start} | {it.program} | {_write_cells(it, members[0])} |"
    yield ""


def _write_cells(it: Measurement, first: Measurement) -> str:
    if it.problem:
        return f"{it.problem} | | | |"
    ratio = find_ratio(it, first)
    cells = (
        format_time(it, is_long=True),
        format_seconds(median(it.cpu)) if it.cpu else "",
        "" if it.memory is None else f"{it.memory:,.0f}",
        "" if it.found is None else f"{it.found:,}",
        "" if ratio is None or it is first else format_ratio(ratio),
    )
    return " | ".join(cells)


def format_time(it: Measurement, *, is_long: bool = False) -> str:
    """Write the median of the runs, or why there are none.

    Args:
        it: What was measured.
        is_long: Whether the range stands beside it.

    Returns:
        Text for a cell.
    """
    if not it.seconds:
        return it.problem or "–"
    spread = Spread.of(it.seconds)
    middle = format_seconds(spread.median)
    if not is_long:
        return middle
    span = f"{format_seconds(spread.least)} – {format_seconds(spread.most)}"
    return f"{middle} ({span})"


def format_seconds(seconds: float) -> str:
    """Write a time with three digits that count.

    Args:
        seconds: The time.

    Returns:
        Such as ``1.23 ms``.
    """
    number, unit = (seconds * 1e3, "ms") if seconds < 1 else (seconds, "s")
    return f"{_round(number)} {unit}"


def format_ratio(ratio: Spread) -> str:
    """Write a ratio with its range.

    Args:
        ratio: The ratio.

    Returns:
        Such as ``1.05 (0.98 – 1.20)``.
    """
    numbers = (_round(it) for it in (ratio.median, ratio.least, ratio.most))
    return "{} ({} – {})".format(*numbers)


def _round(number: float) -> str:
    whole = len(str(int(number)))
    return f"{number:,.{max(0, 3 - whole)}f}"
