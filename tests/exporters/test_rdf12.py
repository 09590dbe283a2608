"""The view in RDF 1.2 holds the whole graph, and the way back loses nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pyoxigraph as ox
import pytest

from gumru_kg import open_graph
from gumru_kg.dataset import Dataset, load_dataset
from gumru_kg.exporters import export
from gumru_kg.exporters.views import derive_view
from gumru_kg.namespaces import RDF

if TYPE_CHECKING:
    from pathlib import Path

REIFIES: Final = ox.NamedNode(f"{RDF}reifies")
PARTS: Final = {
    ox.NamedNode(f"{RDF}{name}") for name in ("subject", "predicate", "object")
}
AWKWARD: Final = """
@prefix gum: <https://w3id.org/gumru/ont#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
<urn:claim-1> a gum:Claim ; rdf:subject <urn:a> ; rdf:predicate gum:number ;
    rdf:object "007"^^xsd:integer .
<urn:claim-2> a gum:Claim ; rdf:subject <urn:a> ; rdf:predicate gum:content ;
    rdf:object "two\\nlines \\"quoted\\""@tr .
<urn:claim-3> a gum:Claim ; rdf:subject _:b ; rdf:predicate gum:concerns ;
    rdf:object _:c .
<urn:claim-4> a gum:Claim ; rdf:subject <urn:a> ; rdf:predicate gum:date ;
    rdf:object "1920-12-02/1920-12-03"^^<http://id.loc.gov/datatypes/edtf/EDTF> .
<urn:half> rdf:subject <urn:a> ; rdf:predicate gum:date .
<urn:odd> rdf:subject <urn:a> ; rdf:predicate "no property" ; rdf:object 1.50 .
_:b gum:order 1 .
"""


def lead_back(dataset: Dataset) -> set[ox.Quad]:
    """What the query for the way back makes of a view."""
    triples = open_graph(dataset).query("views/rdf-statements")
    return {ox.Quad(*triple) for triple in triples}  # type: ignore[union-attr] # a CONSTRUCT gives triples


def test_shipped_graph_comes_back_whole(shipped: Dataset) -> None:
    view = export(shipped, "rdf12")
    read = Dataset(tuple(ox.parse(view, format=ox.RdfFormat.TURTLE)))
    assert lead_back(read) == set(shipped)


def test_every_claim_is_a_reifier_of_what_it_says(shipped: Dataset) -> None:
    view = derive_view(shipped, "rdf12")
    reified = {
        quad.subject: quad.object
        for quad in view
        if quad.predicate == REIFIES and isinstance(quad.object, ox.Triple)
    }
    parts: dict[object, dict[ox.NamedNode, object]] = {}
    for quad in shipped:
        if quad.predicate in PARTS:
            parts.setdefault(quad.subject, {})[quad.predicate] = quad.object
    assert {node: set(term) for node, term in reified.items()} == {
        node: set(found.values()) for node, found in parts.items()
    }
    assert not any(quad.predicate in PARTS for quad in view)


def test_view_is_read_again_and_written_as_n_quads(
    shipped: Dataset, tmp_path: Path
) -> None:
    path = tmp_path / "gumru-rdf12.ttl"
    path.write_bytes(export(shipped, "rdf12"))
    content = export(load_dataset(path), "nquads")
    read = set(ox.parse(content, format=ox.RdfFormat.N_QUADS))
    assert read == set(derive_view(shipped, "rdf12"))


def test_lexical_forms_and_ill_formed_statements_survive(tmp_path: Path) -> None:
    path = tmp_path / "awkward.ttl"
    path.write_text(AWKWARD, "utf-8")
    given = load_dataset(path)
    view = export(given, "rdf12").decode()
    assert "<<( <urn:a> gum:number 007 )>>" in view
    assert '"no property"' in view
    assert "rdf:object 1.50 ." in view
    assert "@prefix edtf:" in view
    read = Dataset(tuple(ox.parse(view.encode(), format=ox.RdfFormat.TURTLE)))
    # The way back is a query, and a query may write a number in another way.
    again = ox.Dataset(derive_view(given, "rdf12"))
    again.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    once = ox.Dataset(read)
    once.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    assert set(once) == set(again)
    assert {str(quad) for quad in lead_back(read) if "_:" not in str(quad)} == {
        str(quad).replace('"007"', '"7"').replace('"1.50"', '"1.5"')
        for quad in given
        if "_:" not in str(quad)
    }


@pytest.mark.parametrize("name", ["crm", "schema"])
def test_other_views_keep_lexical_forms(name: str, tmp_path: Path) -> None:
    path = tmp_path / "awkward.ttl"
    path.write_text(AWKWARD, "utf-8")
    view = export(load_dataset(path), name).decode()
    assert "007" in view
    assert "urn:x-gumru" not in view
