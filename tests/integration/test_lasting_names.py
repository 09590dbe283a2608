"""Things of others that are named by other schemes than those of the web."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from rdflib import Graph, URIRef
from rdflib.namespace import SH

from gumru_kg.dataset import Dataset
from gumru_kg.integration import merge, propose
from gumru_kg.integration.identifiers import can_be_linked
from gumru_kg.namespaces import GID, GSH

KARS = "<http://www.wikidata.org/entity/Q127063>"
LASTING = (
    "urn:uuid:6e8bc430-9c3a-11d9-9669-0800200c9a66",
    "tag:example.org,2024:kars",
    "info:example/kars",
    "ark:/12345/kars",
)
LOCAL = (
    "file:///home/reader/places.ttl#kars",
    "ftp://example.org/kars",
    "mailto:k@e.org",
)


@pytest.mark.parametrize("iri", LASTING)
def test_lasting_name_is_linked_and_the_merge_conforms(
    ours: Dataset, write_turtle: Callable[..., str], tmp_path: Path, iri: str
) -> None:
    folder = str(tmp_path / "work")
    other = f'<{iri}> a s:City ; s:name "Kars"@en ; skos:exactMatch {KARS} .'
    proposal = propose(ours, [write_turtle(other)], folder=folder)
    assert [row.object for row in proposal.mappings] == [iri]
    report = merge(ours, folder=folder, accept_identifiers=True)
    assert [(tally.name, tally.number) for tally in report.links] == [("exactMatch", 1)]
    assert report.conforms


@pytest.mark.parametrize("iri", LOCAL)
def test_for_a_name_that_others_cannot_follow_nothing_is_proposed(
    ours: Dataset, write_turtle: Callable[..., str], tmp_path: Path, iri: str
) -> None:
    folder = str(tmp_path / "work")
    other = f'<{iri}> a s:City ; s:name "Kars"@en ; skos:exactMatch {KARS} .'
    proposal = propose(ours, [write_turtle(other)], folder=folder)
    assert proposal.mappings == ()
    [finding] = proposal.graphs
    assert [each.value for each in finding.repairs] == [iri]
    assert finding.unmatched == 1
    assert merge(ours, folder=folder, accept_identifiers=True).conforms


def test_what_is_proposed_is_what_the_shape_of_links_allows() -> None:
    shapes = Graph().parse(Path(__file__).parents[2] / "shapes" / "gumru.ttl")
    pattern = shapes.value(URIRef(f"{GSH}LinkShape-object"), SH.pattern)
    both = (*LASTING, *LOCAL, "http://example.org/", "https://example.org/", "doi:10/x")
    for iri in (*both, "data:,x", "hdl:1/2", "did:web:example.org", f"{GID}urn:x"):
        assert can_be_linked(iri) is (re.search(str(pattern), iri) is not None), iri
