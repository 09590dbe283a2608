"""Graphs whose names are nodes of their own, as in SKOS-XL."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from gumru_kg import open_graph
from gumru_kg.dataset import Dataset
from gumru_kg.integration import merge, propose

XL = "http://www.w3.org/2008/05/skos-xl#"
PLACE = """
@prefix xl: <http://www.w3.org/2008/05/skos-xl#> .
@prefix wgs: <http://www.w3.org/2003/01/geo/wgs84_pos#> .
ex:x a skos:Concept , s:Place ; wgs:lat 40.61 ; wgs:long 43.09 ;
    xl:prefLabel ex:x-en ; xl:altLabel [ xl:literalForm "Ghars"@xcl ] .
ex:x-en a xl:Label ; xl:literalForm "Kars"@en .
"""


def test_a_place_is_found_by_labels_of_skos_xl(
    ours: Dataset, write_turtle: Callable[..., str], tmp_path: Path
) -> None:
    found = propose(ours, [write_turtle(PLACE)], folder=str(tmp_path / "work"))
    [mapping] = found.mappings
    assert mapping.subject == "https://w3id.org/gumru/id/place-kars"
    assert mapping.object == "http://example.org/x"
    assert mapping.relation == "exactMatch"
    profile = found.graphs[0].profile
    assert {(kind.name, kind.number) for kind in profile.kinds} == {("place", 1)}
    assert "SKOS-XL" in {each.name for each in profile.vocabularies}


def test_labels_of_skos_xl_become_claims_that_say_so(
    ours: Dataset, write_turtle: Callable[..., str], tmp_path: Path
) -> None:
    kars = "<http://www.wikidata.org/entity/Q127063>"
    path = write_turtle(f"{PLACE} ex:x skos:exactMatch {kars} .")
    propose(ours, [path], folder=str(tmp_path / "work"))
    merge(ours, folder=str(tmp_path / "work"), accept_identifiers=True)
    rows = open_graph(tmp_path / "work" / "merged" / "graphs").select(
        """SELECT ?locator {
          GRAPH <https://w3id.org/gumru/graph/imported-claims> {
            ?claim rdf:object "Ghars"@xcl ; gum:evidence/gum:locator ?locator
          }
        }"""
    )
    [locator] = [row.text("locator") for row in rows]
    assert locator == f"http://example.org/x {XL}altLabel"
