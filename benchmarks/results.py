"""What limits cost, what tables cost, and what it costs to compare claims in pairs."""

from __future__ import annotations

import csv
import hashlib
import io
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

import polars as pl
import pyoxigraph as ox

from benchmarks.measurements import Measurement
from benchmarks.timing import Sample, alternate, time_call
from gumru_kg.dataset import shipped_graph
from gumru_kg.engines.embedded import EmbeddedEngine
from gumru_kg.engines.limits import Limits

if TYPE_CHECKING:
    from collections.abc import Callable

    from benchmarks.workbench import Workbench
    from gumru_kg.engines import Engine

SECTION: Final = "answers"
LIMITED: Final = {
    "facts of a thing": "SELECT ?p ?o { gid:treaty-gumru-1920 ?p ?o } ORDER BY ?p ?o",
    "all triples": "SELECT ?s ?p ?o { ?s ?p ?o }",
}
TABLES: Final = "a table of all triples"
_GROUPED: Final = """SELECT ?s { ?c rdf:subject ?s ; rdf:predicate ?p ; rdf:object ?o }
GROUP BY ?s ?p HAVING (COUNT(DISTINCT ?o) > 1) ORDER BY ?s"""
_PAIRED: Final = """SELECT DISTINCT ?s {
  ?c rdf:subject ?s ; rdf:predicate ?p ; rdf:object ?o .
  FILTER EXISTS { ?d rdf:subject ?s ; rdf:predicate ?p ; rdf:object ?x
    FILTER(?x != ?o) }
} ORDER BY ?s"""
_CLAIMS: Final = (50, 100, 200)


def measure_results(bench: Workbench) -> None:
    """Ask the shipped graph with limits and without, and make tables of it.

    Args:
        bench: Where it is put down.
    """
    engine = EmbeddedEngine.from_quads(shipped_graph())
    limited = engine.limited(Limits(timeout=600, max_memory=4_000_000_000))
    for what, query in LIMITED.items():
        _measure(
            bench,
            what,
            {
                "without limits": _reading(engine, query),
                "with limits": _reading(limited, query),
            },
        )
    scan = LIMITED["all triples"]
    _measure(
        bench,
        TABLES,
        {
            "terms": lambda: len(list(engine.select(scan))),
            "rows()": lambda: len(list(engine.select(scan).rows())),
            "to_polars()": lambda: len(engine.select(scan).to_polars()),
            "to_arrow()": lambda: len(engine.select(scan).to_arrow()),
            "to_pandas()": lambda: len(engine.select(scan).to_pandas()),
            "CSV, by the csv module": lambda: len(_parse_csv(engine, scan)),
        },
    )
    for count in _CLAIMS:
        claims = EmbeddedEngine.from_quads(make_claims(count))
        programs = {
            "GROUP BY": _reading(claims, _GROUPED),
            "pairs": _reading(claims, _PAIRED),
        }
        _measure(bench, f"what is disputed among {count} claims", programs)


def _measure(
    bench: Workbench, what: str, programs: dict[str, Callable[[], object]]
) -> None:
    if not bench.wants(SECTION, what, "shipped"):
        return
    calls = {name: _timing(program) for name, program in programs.items()}
    for program, series in alternate(calls, runs=bench.runs).items():
        bench.put(Measurement.of((SECTION, what, "shipped", program), series))


def _timing(program: Callable[[], object]) -> Callable[[], Sample]:
    answer = program()
    digest = hashlib.sha256(repr(answer).encode()).hexdigest()[:16]
    return lambda: replace(time_call(program), answer=digest)


def _reading(engine: Engine, query: str) -> Callable[[], object]:
    return lambda: sorted(tuple(map(str, row)) for row in engine.select(query))


def _parse_csv(engine: EmbeddedEngine, query: str) -> Any:  # noqa: ANN401 - a frame
    written = io.StringIO(engine.select(query).write("csv").decode(), newline="")
    header, *rows = csv.reader(written)
    return pl.DataFrame(rows, schema=header, orient="row")


def make_claims(count: int) -> list[ox.Quad]:
    """Make claims, ten about a thing; every second thing is disputed.

    Args:
        count: How many.

    Returns:
        Three quads for each.
    """
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
