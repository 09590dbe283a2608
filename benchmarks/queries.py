"""Twelve kinds of named query: through our API, and by the engines alone."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from benchmarks.measurements import Measurement
from benchmarks.timing import alternate
from gumru_kg.named_queries import load_query

if TYPE_CHECKING:
    from pathlib import Path

    from benchmarks.workbench import Workbench

SECTION: Final = "queries"
OURS: Final = "gumru-kg"
RAW: Final = "pyoxigraph"
RUNS: Final = 7
# rdflib alone takes minutes with more.
_WITH_RDFLIB: Final = {"10k", "100k"}
# And minutes with this one, each time.
_NOT_BY_RDFLIB: Final = {("views/eli-relations", "100k")}
# What is asked in each process. Two in one share its memory and its luck.
PROGRAMS: Final = {
    "memory": ("gumru-kg", "pyoxigraph"),
    "disk": ("gumru-kg, on disk", "pyoxigraph, on disk"),
    "oxrdflib": ("oxrdflib",),
    "rdflib": ("rdflib",),
}


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of query, and the named query that stands for it.

    Attributes:
        kind: What is particular about it.
        name: The named query.
        parameters: Its values.
    """

    kind: str
    name: str
    parameters: dict[str, str] = field(default_factory=dict)

    @property
    def text(self) -> str:
        """The query as SPARQL."""
        return load_query(self.name).bind(self.parameters)


_TREATY: Final = {"treaty": "gid:treaty-000003"}
KINDS: Final = (
    Kind("facts of a thing", "entity/facts", {"entity": "gid:person-000003-1"}),
    Kind("names of a thing, by language", "treaty/names", _TREATY),
    Kind("joins over several things", "treaty/provisions", _TREATY),
    Kind("optional parts, in order", "treaty/list"),
    Kind(
        "claims on a thing and its parts",
        "entity/claims",
        {"entity": _TREATY["treaty"]},
    ),
    Kind(
        "a span of time",
        "events/chronology",
        {"since": "1830-01-01", "until": "1869-12-31"},
    ),
    Kind("counts by class", "dataset/counts"),
    Kind("sums by source", "statistics/sources"),
    Kind("what has no link", "links/without"),
    Kind("statements that clash", "claims/disputed"),
    Kind("all names", "entity/labels"),
    Kind("triples made of an answer", "views/eli-relations"),
)


def measure_queries(bench: Workbench) -> None:
    """Ask all kinds on all sizes.

    Args:
        bench: What is measured on, and where it is put down.
    """
    for size in bench.sizes:
        missing = [it for it in KINDS if bench.wants(SECTION, it.name, size)]
        if not missing:
            continue
        with bench.workers(_list_engines(bench, size)) as workers:
            for kind in missing:
                programs = {
                    program: workers[engine].asking(program, kind.name, kind.parameters)
                    for engine in workers
                    if engine != "rdflib" or (kind.name, size) not in _NOT_BY_RDFLIB
                    for program in PROGRAMS[engine]
                }
                for program, series in alternate(programs, runs=RUNS).items():
                    key = (SECTION, kind.name, size, program)
                    bench.put(Measurement.of(key, series))


def _list_engines(bench: Workbench, size: str) -> dict[str, tuple[str, Path]]:
    engines: dict[str, tuple[str, Path]] = {}
    corpus = bench.corpus(size).path
    if size != "10M":
        engines["memory"] = ("memory", corpus)
    engines["disk"] = ("disk", bench.store(size))
    if size in _WITH_RDFLIB:
        engines["oxrdflib"] = ("oxrdflib", corpus)
        engines["rdflib"] = ("rdflib", corpus)
    return engines
