"""Views use terms that exist, as the vocabularies that define them ask for."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

import pytest
import rdflib
from rdflib import DCTERMS, RDF, URIRef

from gumru_kg.exporters.views import VIEW_QUERIES
from gumru_kg.named_queries import load_query
from gumru_kg.namespaces import BASE, PREFIXES
from tests.exporters.conftest import VIEWS, VOCABULARIES
from tests.exporters.constraints import SCHEMA, Constraints
from tests.ontology.vocabulary import verified_terms

if TYPE_CHECKING:
    from pathlib import Path

# Not in the list of terms that were checked one by one: looked up in their files here.
LOOKED_UP: Final = {
    *(
        PREFIXES["crm"] + name
        for name in ("P121_overlaps_with", "P130_shows_features_of")
    ),
    *(PREFIXES["eli"] + name for name in ("Agent", "Language")),
    str(DCTERMS.LicenseDocument),
    *(
        SCHEMA + name
        for name in (
            "GeoCoordinates",
            "Organization",
            "Rating",
            "Thing",
            "about",
            "alternateName",
            "appearance",
            "author",
            "birthDate",
            "birthPlace",
            "claimReviewed",
            "containedInPlace",
            "creator",
            "deathDate",
            "deathPlace",
            "description",
            "exampleOfWork",
            "geo",
            "isPartOf",
            "itemReviewed",
            "latitude",
            "legislationPassedBy",
            "license",
            "longitude",
            "name",
            "position",
            "ratingExplanation",
            "reviewBody",
            "reviewRating",
            "sameAs",
            "superEvent",
            "text",
            "version",
            "workExample",
        )
    ),
}


def find_terms(graph: rdflib.Graph) -> set[str]:
    """The classes, properties and named individuals of others that a graph uses."""
    used = set(graph.predicates()) | set(graph.objects(None, RDF.type))
    namespaces = tuple(PREFIXES[name] for name in VOCABULARIES)
    named = {
        node
        for node in graph.all_nodes()
        if isinstance(node, URIRef) and str(node).startswith(namespaces)
    }
    return {str(term) for term in used | named if not str(term).startswith(BASE)}


@pytest.mark.parametrize("name", VIEWS)
def test_foreign_terms_are_verified(
    name: str, graphs: dict[str, rdflib.Graph], shared: Path
) -> None:
    verified = set(verified_terms(shared / "design" / "terms.tsv"))
    assert find_terms(graphs[name]) - verified - LOOKED_UP == set()


@pytest.mark.parametrize("query", [q for name in VIEWS for q in VIEW_QUERIES[name]])
def test_terms_of_the_queries_are_verified_used_or_not(
    query: str, shared: Path
) -> None:
    template = load_query(query).text.partition("CONSTRUCT")[2].partition("WHERE")[0]
    found = re.findall(r"(?<![\w?])([a-z]+):([\w-]+)", template)
    terms = {PREFIXES[prefix] + name for prefix, name in found if prefix != "gum"}
    verified = set(verified_terms(shared / "design" / "terms.tsv"))
    assert terms - verified - LOOKED_UP == set()


def test_terms_that_were_looked_up_are_declared(constraints: Constraints) -> None:
    assert set(map(URIRef, LOOKED_UP)) - set(constraints.kinds) == set()


@pytest.mark.parametrize("name", VIEWS)
def test_subjects_and_values_are_of_the_classes_asked_for(
    name: str, graphs: dict[str, rdflib.Graph], constraints: Constraints
) -> None:
    assert constraints.find_breaches(graphs[name]) == []


def test_breaches_are_found(constraints: Constraints) -> None:
    text = """
        @prefix crm: <http://www.cidoc-crm.org/cidoc-crm/> .
        @prefix schema: <https://schema.org/> .
        <urn:a> a crm:E53_Place ; crm:P7_took_place_at <urn:b> .
        <urn:c> a crm:E7_Activity ; crm:P7_took_place_at "Kars" .
        <urn:d> a schema:Event ; schema:startDate "in winter" , <urn:a> .
        <urn:e> schema:startDate "1920-12-02" .
    """
    graph = rdflib.Graph().parse(data=text, format="turtle")
    assert [
        breach.partition(" http")[0] for breach in constraints.find_breaches(graph)
    ] == [
        "domain: urn:a",
        "domain: urn:e",
        "range: urn:a",
        "range: urn:c",
        "range: urn:d",
        "range: urn:d",
        "range: urn:e",
    ]
