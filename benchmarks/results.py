"""What limits cost, and what tables cost: ``python -m benchmarks.results``."""

from __future__ import annotations

import csv
import io
from functools import partial
from statistics import median
from time import perf_counter
from typing import TYPE_CHECKING, Any, Final

import polars as pl
import pyoxigraph as ox

from gumru_kg.dataset import shipped_graph
from gumru_kg.engines.embedded import EmbeddedEngine
from gumru_kg.engines.limits import Limits

if TYPE_CHECKING:
    from collections.abc import Callable

    from gumru_kg.engines import Engine
    from gumru_kg.results import Solution

ROUNDS: Final = 9
POINT: Final = "SELECT ?p ?o { gid:treaty-gumru-1920 ?p ?o }"
SCAN: Final = "SELECT ?s ?p ?o { ?s ?p ?o }"
GROUPED: Final = """SELECT ?s { ?c rdf:subject ?s ; rdf:predicate ?p ; rdf:object ?o }
GROUP BY ?s ?p HAVING (COUNT(DISTINCT ?o) > 1) ORDER BY ?s"""
PAIRED: Final = """SELECT DISTINCT ?s {
  ?c rdf:subject ?s ; rdf:predicate ?p ; rdf:object ?o .
  FILTER EXISTS { ?d rdf:subject ?s ; rdf:predicate ?p ; rdf:object ?x
    FILTER(?x != ?o) }
} ORDER BY ?s"""


def measure(functions: dict[str, Callable[[], object]]) -> dict[str, list[float]]:
    """Time functions in turns, after one round that does not count.

    Args:
        functions: What to call, by name.

    Returns:
        The milliseconds of each call, sorted, by name.
    """
    found: dict[str, list[float]] = {name: [] for name in functions}
    for number in range(ROUNDS + 1):
        for name, function in functions.items():
            before = perf_counter()
            function()
            if number:
                found[name].append((perf_counter() - before) * 1000)
    return {name: sorted(times) for name, times in found.items()}


def report(title: str, functions: dict[str, Callable[[], object]]) -> None:
    """Print medians, their range, and their ratio to the first."""
    times = measure(functions)
    first = median(next(iter(times.values())))
    print(f"\n{title}")
    for name, found in times.items():
        middle = median(found)
        span = f"{found[0]:.1f} to {found[-1]:.1f}"
        print(f"  {name:<28}{middle:>9.1f} ms  ({span})  {middle / first:>6.2f} x")


def read(engine: Engine, query: str) -> list[Solution]:
    """Read all rows of a query."""
    return list(engine.select(query))


def parse_csv(engine: EmbeddedEngine) -> Any:  # noqa: ANN401 - a frame
    """Make a frame by way of CSV."""
    written = io.StringIO(engine.select(SCAN).write("csv").decode(), newline="")
    header, *rows = csv.reader(written)
    return pl.DataFrame(rows, schema=header, orient="row")


def run() -> None:
    """Check that answers are equal, then measure."""
    engine = EmbeddedEngine.from_quads(shipped_graph())
    limited = engine.limited(Limits(timeout=600, max_memory=4_000_000_000))
    for query in (POINT, SCAN):
        assert set(engine.select(query)) == set(limited.select(query))  # noqa: S101
    frame = engine.select(SCAN).to_polars()
    assert parse_csv(engine).rows() == frame.rows()  # noqa: S101
    for title, query in ((f"a thing: {POINT}", POINT), (f"all: {SCAN}", SCAN)):
        report(
            title,
            {
                "without limits": partial(read, engine, query),
                "with limits": partial(read, limited, query),
            },
        )
    report(
        f"tables of {len(frame):,} rows and 3 columns",
        {
            "rows of terms": lambda: list(engine.select(SCAN)),
            "rows()": lambda: list(engine.select(SCAN).rows()),
            "to_polars()": lambda: engine.select(SCAN).to_polars(),
            "to_arrow()": lambda: engine.select(SCAN).to_arrow(),
            "to_pandas()": lambda: engine.select(SCAN).to_pandas(),
            "CSV, by the csv module": lambda: parse_csv(engine),
        },
    )
    report_pairs()


def report_pairs() -> None:
    """Compare claims in pairs and in groups."""
    for count in (50, 100, 200):
        engine = EmbeddedEngine.from_quads(make_claims(count))
        answers = [list(engine.select(query)) for query in (GROUPED, PAIRED)]
        assert answers[0] == answers[1]  # noqa: S101
        report(
            f"disputes among {count} claims",
            {
                "GROUP BY": partial(read, engine, GROUPED),
                "pairs": partial(read, engine, PAIRED),
            },
        )


def make_claims(count: int) -> list[ox.Quad]:
    """Make claims, ten about a thing; every second thing is disputed."""
    rdf = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
    quads = []
    for number in range(count):
        thing = number // 10
        value = thing * 10 + (number % 3 if thing % 2 else 0)
        for part, name in (
            ("subject", f"urn:thing{thing}"),
            ("predicate", "urn:p"),
            ("object", f"urn:value{value}"),
        ):
            claim, node = ox.NamedNode(f"urn:claim{number}"), ox.NamedNode(name)
            quads.append(ox.Quad(claim, ox.NamedNode(rdf + part), node))
    return quads


if __name__ == "__main__":
    run()
