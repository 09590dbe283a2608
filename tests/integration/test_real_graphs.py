"""Graphs that others have published, held against pairs that were checked by hand."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import pytest

from gumru_kg.dataset import Dataset
from gumru_kg.integration.candidates import find_candidates
from gumru_kg.integration.comparables import Comparable
from gumru_kg.integration.graph_reading import GraphReader
from gumru_kg.integration.judgement import Candidate
from gumru_kg.integration.links import find_rejected
from gumru_kg.integration.profile import ProfileCounter
from gumru_kg.integration.proposing import propose
from gumru_kg.integration.sources import OtherGraph
from tests.integration.conftest import CheckedPair

FILES = {
    "whosonfirst": "whosonfirst_caucasus_places.geojson",
    "periodo": "periodo_azerbaijani-districts.json",
    "wikidata": "wikidata_Q182397.ttl",
    "linked-art": "linkedart_text_diss-0.json",
}
LINKED_ART = "https://linked.art/ns/v1/linked-art.json"


def read_others(shared: Path, graph: str) -> list[Comparable]:
    context = shared / "integration" / "schemas" / "contexts" / "linked-art.json"
    other = OtherGraph(
        str(shared / "dhgraphs" / FILES[graph]), {LINKED_ART: str(context)}
    )
    counter = ProfileCounter()
    for _ in counter.count(other.read()):
        pass
    reader = GraphReader(other.read_compared(), wikibase=counter.wikibase)
    return list(reader.read())


def compare(
    ours: Iterable[Comparable], theirs: Iterable[Comparable], dataset: Dataset
) -> tuple[Candidate, ...]:
    rejected = find_rejected(dataset)
    return find_candidates(list(ours), list(theirs), rejected=rejected).candidates


def clear_exact(candidates: Iterable[Candidate]) -> set[tuple[str, str]]:
    return {
        (each.subject, each.object)
        for each in candidates
        if each.relation == "exactMatch" and each.state == "clear"
    }


def of_relation(
    pairs: Iterable[CheckedPair], graph: str, *relations: str
) -> set[tuple[str, str]]:
    return {
        (pair.ours, pair.theirs)
        for pair in pairs
        if pair.graph == graph and pair.relation in relations
    }


@pytest.mark.parametrize("graph", ["whosonfirst", "periodo"])
def test_what_is_proposed_as_the_same_is_the_same(
    ours: Dataset,
    shared: Path,
    checked_pairs: tuple[CheckedPair, ...],
    graph: str,
) -> None:
    theirs = read_others(shared, graph)
    candidates = compare(GraphReader(ours).read(), theirs, ours)
    right = of_relation(checked_pairs, graph, "exact")
    assert clear_exact(candidates) <= right
    proposed = {(each.subject, each.object) for each in candidates}
    assert right <= proposed


def test_name_kind_and_distance_find_the_same_without_identifiers(
    ours: Dataset, shared: Path, checked_pairs: tuple[CheckedPair, ...]
) -> None:
    bare = [
        replace(thing, identifiers=frozenset({thing.iri}), near_identifiers=frozenset())
        for thing in GraphReader(ours).read()
    ]
    candidates = compare(bare, read_others(shared, "whosonfirst"), ours)
    right = of_relation(checked_pairs, "whosonfirst", "exact")
    placed = {thing.iri for thing in bare if thing.geometries}
    assert clear_exact(candidates) == {pair for pair in right if pair[0] in placed}
    assert right <= {(each.subject, each.object) for each in candidates}


@pytest.mark.parametrize("graph", ["wikidata", "linked-art"])
def test_graph_of_other_matters_is_read_and_nothing_is_proposed(
    ours: Dataset, shared: Path, graph: str
) -> None:
    theirs = read_others(shared, graph)
    assert {kind for thing in theirs for kind in thing.kinds} == {"person"}
    assert compare(GraphReader(ours).read(), theirs, ours) == ()


def test_wikibase_tells_its_own_properties(shared: Path) -> None:
    [person] = [it for it in read_others(shared, "wikidata") if it.kinds]
    [born] = person.dates
    assert (born.role, born.text) == ("born", "1964-05-15")
    assert len(person.names) > 50


def test_profile_names_the_vocabularies(
    ours: Dataset, shared: Path, tmp_path: Path
) -> None:
    paths = [str(shared / "dhgraphs" / FILES["wikidata"])]
    proposal = propose(ours, paths, folder=str(tmp_path / "work"))
    [finding] = proposal.graphs
    names = {tally.name: tally.number for tally in finding.profile.vocabularies}
    assert names["Wikibase"] > names["SKOS"] > 0
    assert finding.profile.triples == sum(names.values())
    assert proposal.mappings == ()
