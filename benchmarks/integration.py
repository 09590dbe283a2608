"""Measure what integration finds in graphs that others have published.

Run ``python -m benchmarks.integration FOLDER``, with the folder of those graphs. What
is proposed as the same is held against pairs that were checked by hand, once with
identifiers and once without.
"""

from __future__ import annotations

import csv
import resource
import sys
import time
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from gumru_kg import shipped_graph
from gumru_kg.integration.candidates import find_candidates
from gumru_kg.integration.graph_reading import GraphReader
from gumru_kg.integration.links import find_rejected
from gumru_kg.integration.profile import ProfileCounter
from gumru_kg.integration.sources import OtherGraph

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gumru_kg.integration.comparables import Comparable
    from gumru_kg.integration.judgement import Candidate

GRAPHS: Final = {
    "whosonfirst": "whosonfirst_caucasus_places.geojson",
    "periodo": "periodo_azerbaijani-districts.json",
    "wikidata": "wikidata_Q182397.ttl",
    "linked-art": "linkedart_text_diss-0.json",
}
_LINKED_ART: Final = "https://linked.art/ns/v1/linked-art.json"
_CONTEXT: Final = "integration/schemas/contexts/linked-art.json"
_ID: Final = "https://w3id.org/gumru/id/"
_PAIRS: Final = Path(__file__).parents[1] / "tests" / "integration" / "pairs.tsv"


def read_pairs(graph: str) -> set[tuple[str, str]]:
    """Read the pairs of a graph that are the same."""
    with _PAIRS.open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        return {
            (f"{_ID}{row['ours']}", row["theirs"])
            for row in rows
            if row["graph"] == graph and row["relation"] == "exact"
        }


def read_others(shared: Path, graph: str) -> list[Comparable]:
    """Read the things of another graph."""
    contexts = {_LINKED_ART: str(shared / _CONTEXT)}
    other = OtherGraph(str(shared / "dhgraphs" / GRAPHS[graph]), contexts)
    counter = ProfileCounter()
    for _ in counter.count(other.read()):
        pass
    reader = GraphReader(other.read_compared(), wikibase=counter.wikibase)
    return list(reader.read())


def rate(candidates: Iterable[Candidate], right: set[tuple[str, str]]) -> str:
    """Write precision and recall of what is proposed as the same."""
    found = list(candidates)
    exact = {
        (each.subject, each.object)
        for each in found
        if each.relation == "exactMatch" and each.state == "clear"
    }
    all_proposed = {(each.subject, each.object) for each in found}
    hits = exact & right
    precision = f"{len(hits) / len(exact):.2f}" if exact else "–"
    recall = f"{len(hits) / len(right):.2f}" if right else "–"
    for_review = f"{len(all_proposed & right) / len(right):.2f}" if right else "–"
    return f"{len(found)} | {len(exact)} | {precision} | {recall} | {for_review}"


def main(shared: str = "../shared") -> None:
    """Print a table in Markdown."""
    dataset = shipped_graph()
    ours = list(GraphReader(dataset).read())
    bare = [
        replace(thing, identifiers=frozenset({thing.iri}), near_identifiers=frozenset())
        for thing in ours
    ]
    rejected = find_rejected(dataset)
    print(
        "| graph | proposed | as the same | precision | recall | recall with all "
        "proposed | s |"
    )
    print("| --- | ---: | ---: | ---: | ---: | ---: | ---: |")
    for graph in GRAPHS:
        right = read_pairs(graph)
        for name, things in ((graph, ours), (f"{graph}, no identifiers", bare)):
            start = time.perf_counter()
            theirs = read_others(Path(shared), graph)
            found = find_candidates(things, theirs, rejected=rejected)
            seconds = time.perf_counter() - start
            print(f"| {name} | {rate(found.candidates, right)} | {seconds:.2f} |")
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(f"\npeak memory of the process: {memory} MB")


if __name__ == "__main__":
    main(*sys.argv[1:2])
