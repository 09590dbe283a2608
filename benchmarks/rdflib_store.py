"""rdflib on our store beside its own: ``python -m benchmarks.rdflib_store``."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import rdflib

from benchmarks.results import report
from gumru_kg.namespaces import GUM

DATA: Final = Path(__file__).resolve().parents[1] / "data" / "gumru.ttl"
GROUPED: Final = """PREFIX gum: <https://w3id.org/gumru/ont#>
SELECT ?claim (COUNT(?evidence) AS ?number) {
  ?claim a gum:Claim ; gum:evidence ?evidence ; gum:source/gum:perspective ?of
} GROUP BY ?claim"""


def main() -> None:
    """Print what opening, asking and reading take."""
    theirs = rdflib.Graph().parse(DATA)
    ours = rdflib.Graph(store="gumru")
    kind = rdflib.URIRef(f"{GUM}Claim")
    report(
        "open, and count the triples",
        {
            "parse": lambda: len(rdflib.Graph().parse(DATA)),
            "store gumru": lambda: len(rdflib.Graph(store="gumru")),
        },
    )
    for title, action in {
        "claims with evidence and perspective, grouped": lambda graph: len(
            graph.query(GROUPED)
        ),
        "claims by their class": lambda graph: len(
            list(graph.subjects(rdflib.RDF.type, kind))
        ),
        "all triples, one by one": lambda graph: len(list(graph)),
    }.items():
        report(
            title,
            {
                "parsed": lambda act=action: act(theirs),  # type: ignore[misc]
                "store gumru": lambda act=action: act(ours),  # type: ignore[misc]
            },
        )


if __name__ == "__main__":
    main()
