from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from pyld import jsonld
from pyoxigraph import RdfFormat, Triple, parse
from rdflib import OWL, RDF, RDFS, SKOS, XSD, Graph, Literal, URIRef
from rdflib.term import Node

from gumru_kg.namespaces import EDTF, GID, GUM, GV, PREFIXES
from tests.ontology.vocabulary import EDTF_DATATYPE, TRUE, properties

Document = dict[str, Any]
Reader = Callable[[Document], set[Triple]]

# rdflib's JSON-LD reader uses a class of its own that rdflib deprecates.
pytestmark = pytest.mark.filterwarnings(
    "ignore:ConjunctiveGraph is deprecated:DeprecationWarning"
)

# Where several languages stand side by side, and each may have several texts.
MANY_TEXTS = ["@language", "@set"]
COMPACT_DATATYPES = {URIRef(EDTF_DATATYPE): "edtf:EDTF"} | {
    datatype: f"xsd:{str(datatype).removeprefix(str(XSD))}"
    for datatype in (XSD.boolean, XSD.date, XSD.decimal, XSD.integer)
}
SAMPLES = {
    URIRef(EDTF_DATATYPE): "1920-12-02/1920-12-03",
    XSD.boolean: "true",
    XSD.date: "1920-12-02",
    XSD.decimal: "20.7",
    XSD.integer: "18",
    XSD.string: "97",
}
EXAMPLE = """
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix gid: <https://w3id.org/gumru/id/> .
@prefix gum: <https://w3id.org/gumru/ont#> .
@prefix gv: <https://w3id.org/gumru/voc/> .
@prefix edtf: <http://id.loc.gov/datatypes/edtf/> .
@prefix geo: <http://www.opengis.net/ont/geosparql#> .
@prefix oa: <http://www.w3.org/ns/oa#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .

gid:event-one a gum:Signing ;
    skos:prefLabel "One"@en , "Bir"@tr , "Մեկ"@hy ;
    skos:altLabel "First"@en , "Number one"@en , "İlk"@tr ;
    gum:date "1920-12-02/.."^^edtf:EDTF ;
    gum:tookPlaceAt gid:place-one , gid:place-two .
gid:place-one a gum:Place ;
    geo:hasGeometry gid:geometry-one .
gid:geometry-one a geo:Geometry ;
    geo:asWKT "POINT(43.8 40.7)"^^geo:wktLiteral ;
    dcterms:source gid:source-one .
gid:claim-one a gum:Claim ;
    rdf:subject gid:treaty-one ;
    rdf:predicate gum:legalStatus ;
    rdf:object gv:status.not-in-force ;
    dcterms:identifier "S01" ;
    gum:nameInSource "Katisyan" ;
    gum:verdict gv:verdict.accepted .
gid:claim-two a gum:Claim ;
    rdf:subject gid:event-one ;
    rdf:predicate gum:date ;
    rdf:object "1920-12-02"^^edtf:EDTF ;
    gum:rationale "Why."@en , "Neden."@tr .
gid:claim-three a gum:Claim ;
    rdf:subject gid:event-one ;
    rdf:predicate rdf:type ;
    rdf:object gum:Violence .
gid:claim-four a gum:Claim ;
    rdf:subject gid:treaty-one ;
    rdf:predicate gum:articleCount ;
    rdf:object 18 .
gid:selector-one a oa:TextPositionSelector ;
    oa:start 1064 ;
    oa:end 1108 .
gid:source-one a gum:Source ;
    dcterms:title "A title"@en ;
    dcterms:language "en" .
gid:source-two a gum:Source ;
    dcterms:title "A title in no stated language" ;
    dcterms:creator "Somebody" , gid:agent-one .
"""


@pytest.fixture(scope="session")
def context(ontology_dir: Path) -> Document:
    text = (ontology_dir / "context.jsonld").read_text(encoding="utf-8")
    document: Document = json.loads(text)["@context"]
    return document


def fetch_nothing(url: str, _options: object) -> Document:
    raise AssertionError(f"a document was asked for: {url}")


def compact(graph: Graph, context: Document) -> Document:
    """Write a graph as JSON-LD with our context, by PyLD alone."""
    expanded = jsonld.from_rdf(
        graph.serialize(format="nt"), {"format": "application/n-quads"}
    )
    document: Document = jsonld.compact(
        expanded, {"@context": context}, {"documentLoader": fetch_nothing}
    )
    return document


def triples(text: str) -> set[Triple]:
    """Statements as they are written: rdflib would tidy up lexical forms."""
    return {quad.triple for quad in parse(text, format=RdfFormat.N_QUADS)}


def written(graph: Graph) -> set[Triple]:
    """The statements of an rdflib graph."""
    return triples(graph.serialize(format="nt"))


def read_with_pyld(document: Document) -> set[Triple]:
    options = {"documentLoader": fetch_nothing, "format": "application/n-quads"}
    return triples(jsonld.to_rdf(document, options))


def read_with_rdflib(document: Document) -> set[Triple]:
    return written(Graph().parse(data=json.dumps(document), format="json-ld"))


def nodes(document: Document) -> dict[str, Document]:
    """The nodes of a compacted document by their compacted names."""
    return {node["id"]: node for node in document["@graph"]}


def value_for(term: URIRef, vocabulary: Graph) -> list[Node]:
    """Values that a property may have, by its kind and its range."""
    if (term, RDF.type, OWL.ObjectProperty) in vocabulary:
        return [URIRef(f"{GV}status.not-in-force"), URIRef(f"{GID}agent-one")]
    if (term, RDF.type, OWL.AnnotationProperty) in vocabulary:
        return [TRUE]
    datatype = vocabulary.value(term, RDFS.range)
    if datatype == RDF.langString:
        return [Literal("why", lang="en"), Literal("niçin", lang="tr")]
    assert isinstance(datatype, URIRef), term
    if datatype == XSD.string:
        return [Literal(SAMPLES[datatype])]
    return [Literal(SAMPLES[datatype], datatype=datatype)]


def test_prefixes_are_those_of_the_one_table(context: Document) -> None:
    prefixes = {
        name: value
        for name, value in context.items()
        if isinstance(value, str) and value.startswith("http")
    }
    del prefixes["@vocab"]
    assert prefixes.items() <= PREFIXES.items()
    assert {"gid", "gum", "gv", "edtf", "rdf", "rdfs", "skos", "xsd"} <= set(prefixes)


def test_the_context_names_nothing_to_fetch(context: Document) -> None:
    assert "@import" not in context
    assert "@base" not in context
    assert context["@vocab"] == GUM


def test_every_property_has_a_term_of_its_own_name(
    context: Document, vocabulary: Graph
) -> None:
    named = {
        definition["@id"]: name
        for name, definition in context.items()
        if isinstance(definition, dict) and definition["@id"].startswith("gum:")
    }
    expected = {str(term).removeprefix(GUM) for term in properties(vocabulary)}
    assert {iri.removeprefix("gum:"): name for iri, name in named.items()} == {
        name: name for name in expected
    }


def test_every_property_is_coerced_to_its_range(
    context: Document, vocabulary: Graph
) -> None:
    for term in properties(vocabulary):
        definition = context[str(term).removeprefix(GUM)]
        datatype = vocabulary.value(term, RDFS.range)
        if (term, RDF.type, OWL.ObjectProperty) in vocabulary:
            assert definition["@type"] == "@id", term
        elif (term, RDF.type, OWL.AnnotationProperty) in vocabulary:
            assert definition["@type"] == "xsd:boolean", term
        elif datatype == RDF.langString:
            assert definition["@container"] == MANY_TEXTS, term
        elif datatype == XSD.string:
            assert "@type" not in definition, term
        else:
            assert isinstance(datatype, URIRef)
            assert definition["@type"] == COMPACT_DATATYPES[datatype], term


def test_properties_with_one_value_are_no_sets(
    context: Document, vocabulary: Graph
) -> None:
    for term in vocabulary.subjects(RDF.type, OWL.FunctionalProperty):
        assert "@container" not in context[str(term).removeprefix(GUM)], term


def test_labels_titles_and_definitions_are_maps_by_language(context: Document) -> None:
    for name in ("prefLabel", "label", "title", "definition"):
        assert context[name]["@container"] == "@language"
    assert context["altLabel"]["@container"] == MANY_TEXTS


@pytest.mark.parametrize("read", [read_with_pyld, read_with_rdflib])
def test_every_property_survives_the_way_there_and_back(
    context: Document, vocabulary: Graph, read: Reader
) -> None:
    graph = Graph()
    for term in properties(vocabulary):
        for value in value_for(term, vocabulary):
            graph.add((URIRef(f"{GID}thing-one"), term, value))
    document = compact(graph, context)
    assert not [key for key in document if ":" in key], "a property has no term"
    assert read(document) == written(graph)


@pytest.mark.parametrize("read", [read_with_pyld, read_with_rdflib])
def test_the_example_survives_the_way_there_and_back(
    context: Document, read: Reader
) -> None:
    graph = Graph().parse(data=EXAMPLE, format="turtle")
    assert read(compact(graph, context)) == written(graph)


@pytest.mark.parametrize("read", [read_with_pyld, read_with_rdflib])
def test_the_ontology_and_the_concepts_survive_the_way_there_and_back(
    context: Document, vocabulary: Graph, concepts: Graph, read: Reader
) -> None:
    graph = vocabulary + concepts
    assert read(compact(graph, context)) == written(graph)


def test_what_rdflib_writes_with_the_context_pyld_reads(context: Document) -> None:
    graph = Graph().parse(data=EXAMPLE, format="turtle")
    text = graph.serialize(format="json-ld", context=context, auto_compact=False)
    document = json.loads(text)
    assert document["@context"]
    assert read_with_pyld(document) == written(graph)


def test_things_and_concepts_are_written_as_short_names(context: Document) -> None:
    graph = Graph().parse(data=EXAMPLE, format="turtle")
    found = nodes(compact(graph, context))
    assert found["gid:claim-one"]["verdict"] == "gv:verdict.accepted"
    assert found["gid:claim-one"]["predicate"] == "gum:legalStatus"
    assert found["gid:claim-one"]["object"] == {"id": "gv:status.not-in-force"}
    assert found["gid:event-one"]["type"] == "Signing"


def test_labels_dates_and_sets_are_written_plainly(context: Document) -> None:
    graph = Graph().parse(data=EXAMPLE, format="turtle")
    event = nodes(compact(graph, context))["gid:event-one"]
    assert event["prefLabel"] == {"en": "One", "tr": "Bir", "hy": "Մեկ"}
    assert sorted(event["altLabel"]["en"]) == ["First", "Number one"]
    assert event["altLabel"]["tr"] == ["İlk"]
    assert event["date"] == "1920-12-02/.."
    assert sorted(event["tookPlaceAt"]) == ["gid:place-one", "gid:place-two"]


def test_a_set_of_one_is_still_a_set(context: Document) -> None:
    graph = Graph()
    treaty = URIRef(f"{GID}treaty-one")
    graph.add((treaty, URIRef(f"{GUM}party"), URIRef(f"{GID}agent-one")))
    graph.add((treaty, SKOS.prefLabel, Literal("One", lang="en")))
    assert compact(graph, context)["party"] == ["gid:agent-one"]


def test_a_literal_of_another_type_keeps_its_type(context: Document) -> None:
    # The datatype of a term is a default, not a promise about foreign data.
    graph = Graph()
    day = Literal("1920-12-02", datatype=XSD.date)
    graph.add((URIRef(f"{GID}event-one"), URIRef(f"{GUM}date"), day))
    graph.add((URIRef(f"{GID}event-one"), URIRef(f"{GUM}participation"), Literal("x")))
    document = compact(graph, context)
    assert read_with_pyld(document) == written(graph)
    assert read_with_rdflib(document) == written(graph)


def test_lexical_forms_are_not_tidied_up(context: Document) -> None:
    text = (
        f'<{GID}treaty-one> <{GUM}articleCount> "018"^^<{XSD.integer}> .\n'
        f'<{GID}treaty-one> <{GUM}areaCeded> "020.70"^^<{XSD.decimal}> .\n'
    )
    options = {"format": "application/n-quads"}
    document = jsonld.compact(jsonld.from_rdf(text, options), {"@context": context})
    assert document["articleCount"] == "018"
    assert read_with_pyld(document) == triples(text)


def test_dates_keep_the_datatype_that_the_library_of_congress_names() -> None:
    assert f"{EDTF}EDTF" == "http://id.loc.gov/datatypes/edtf/EDTF"
