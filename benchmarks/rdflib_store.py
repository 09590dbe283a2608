"""rdflib on our store beside rdflib on its own."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any, Final

import rdflib

from benchmarks.measurements import Measurement
from benchmarks.timing import Sample, alternate, time_call
from gumru_kg._resources import resource
from gumru_kg.namespaces import GUM

if TYPE_CHECKING:
    from collections.abc import Callable

    from benchmarks.workbench import Workbench

SECTION: Final = "rdflib"
PARSED: Final = "Graph().parse"
STORE: Final = 'Graph(store="gumru")'
_GROUPED: Final = """PREFIX gum: <https://w3id.org/gumru/ont#>
SELECT ?claim (COUNT(?evidence) AS ?number) {
  ?claim a gum:Claim ; gum:evidence ?evidence ; gum:source/gum:perspective ?of
} GROUP BY ?claim"""
_CLAIM: Final = rdflib.URIRef(f"{GUM}Claim")
_ACTIONS: Final[dict[str, Callable[[rdflib.Graph], Any]]] = {
    "claims with evidence and perspective, grouped": lambda graph: len(
        graph.query(_GROUPED)
    ),
    "claims by their class": lambda graph: len(
        list(graph.subjects(rdflib.RDF.type, _CLAIM))
    ),
    "all triples, one by one": lambda graph: len(list(graph)),
}


def measure_rdflib_store(bench: Workbench) -> None:
    """Open the shipped graph in both ways, and ask it.

    Args:
        bench: Where it is put down.
    """
    path = str(resource("data", "gumru.ttl"))
    openings: dict[str, Callable[[], rdflib.Graph]] = {
        STORE: partial(rdflib.Graph, store="gumru"),
        PARSED: lambda: rdflib.Graph().parse(path),
    }
    graphs = {name: open_it() for name, open_it in openings.items()}
    programs: dict[str, dict[str, Callable[[], int]]] = {
        "open, and count the triples": {
            name: lambda open_it=open_it: len(open_it())  # type: ignore[misc]  # a lambda has no types
            for name, open_it in openings.items()
        }
    }
    for what, action in _ACTIONS.items():
        programs[what] = {
            name: partial(action, graph) for name, graph in graphs.items()
        }
    for what, actions in programs.items():
        if bench.wants(SECTION, what, "shipped"):
            calls = {name: partial(_time, action) for name, action in actions.items()}
            for program, series in alternate(calls, runs=bench.runs).items():
                key = (SECTION, what, "shipped", program)
                bench.put(Measurement.of(key, series))


def _time(action: Callable[[], int]) -> Sample:
    found = action()
    return replace(time_call(action), answer=f"{found:,}", found=found)
