"""The form of shapes/gumru.ttl itself."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

import pyshacl
import pytest
from rdflib import RDF, BNode, Graph, Literal, Namespace, URIRef
from rdflib.namespace import OWL, RDFS, SH
from rdflib.plugins.sparql import prepareQuery

from gumru_kg.dates import bounds
from gumru_kg.errors import DateError
from gumru_kg.namespaces import BASE, GUM, PREFIXES

CHECKOUT = Path(__file__).parents[2]
GSH = Namespace(f"{BASE}shapes#")
PROPERTY_SHAPES_AND_QUERIES = (SH.PropertyShape, SH.SPARQLConstraint)


@pytest.fixture(scope="module")
def shapes() -> Graph:
    return Graph().parse(CHECKOUT / "shapes" / "gumru.ttl")


@pytest.fixture(scope="module")
def ontology() -> Graph:
    return Graph().parse(CHECKOUT / "ontology" / "gumru.ttl")


def pattern_of(shapes: Graph, shape: URIRef) -> re.Pattern[str]:
    return re.compile(str(shapes.value(shape, SH.pattern)))


def test_the_shapes_are_well_formed_shacl(shapes: Graph) -> None:
    conforms, _report, text = pyshacl.validate(
        Graph(), shacl_graph=shapes, meta_shacl=True
    )
    assert conforms, text


def test_only_paths_and_lists_are_blank_nodes(shapes: Graph) -> None:
    used_by = {
        (predicate, value)
        for _subject, predicate, value in shapes
        if isinstance(value, BNode)
    }
    assert {predicate for predicate, _value in used_by} <= {
        RDF.first,
        RDF.rest,
        SH.alternativePath,
        SH["in"],
        SH.languageIn,
        SH["or"],
        SH.path,
    }


def test_a_property_shape_is_named_after_the_node_shape_that_has_it(
    shapes: Graph,
) -> None:
    for link in (SH.property, SH.sparql):
        for shape, part in shapes.subject_objects(link):
            assert str(part).startswith(f"{shape}-")
            assert len(list(shapes.subjects(link, part))) == 1


def test_every_shape_with_a_target_has_a_label_and_a_part(shapes: Graph) -> None:
    for shape in shapes.subjects(RDF.type, SH.NodeShape):
        assert shapes.value(shape, RDFS.label), shape
        assert (shape, None, None) in shapes


@pytest.mark.parametrize("kind", PROPERTY_SHAPES_AND_QUERIES)
def test_every_message_is_english_and_names_a_remedy(
    kind: URIRef, shapes: Graph
) -> None:
    for shape in shapes.subjects(RDF.type, kind):
        (message,) = shapes.objects(shape, SH.message)
        assert isinstance(message, Literal)
        assert message.language == "en"
        problem, semicolon, remedy = message.partition("; ")
        assert problem
        assert semicolon
        assert remedy.endswith(".")


def test_every_property_shape_has_an_english_name(shapes: Graph) -> None:
    for shape in shapes.subjects(RDF.type, SH.PropertyShape):
        (name,) = shapes.objects(shape, SH.name)
        assert isinstance(name, Literal)
        assert name.language == "en"


def test_every_class_of_the_ontology_has_a_shape(
    shapes: Graph, ontology: Graph
) -> None:
    targets = set(shapes.objects(None, SH.targetClass))
    for each in ontology.subjects(RDF.type, OWL.Class):
        assert targets & set(ontology.transitive_objects(each, RDFS.subClassOf)), each


def test_every_term_of_ours_in_the_shapes_is_in_the_ontology(
    shapes: Graph, ontology: Graph
) -> None:
    terms = {term for triple in shapes for term in triple}
    used = {each for each in terms if isinstance(each, URIRef) and each.startswith(GUM)}
    queries = " ".join(str(text) for text in shapes.objects(None, SH.select))
    used |= {URIRef(GUM + name) for name in re.findall(r"\bgum:(\w+)", queries)}
    assert used <= set(ontology.subjects(RDF.type))


def test_every_concept_in_the_shapes_is_in_its_scheme(shapes: Graph) -> None:
    concepts = Graph().parse(CHECKOUT / "ontology" / "concepts.ttl")
    voc = PREFIXES["gv"]
    terms = {term for triple in shapes for term in triple}
    used = {each for each in terms if isinstance(each, URIRef) and each.startswith(voc)}
    # The groups of sources stand with the sources.
    used.remove(URIRef(f"{voc}group"))
    assert used <= set(concepts.subjects())


def test_the_declared_prefixes_are_those_of_the_package(shapes: Graph) -> None:
    for declaration in shapes.objects(None, SH.declare):
        prefix = str(shapes.value(declaration, SH.prefix))
        assert str(shapes.value(declaration, SH.namespace)) == PREFIXES[prefix]


def test_every_query_is_legal_for_prebinding(shapes: Graph) -> None:
    for query in shapes.objects(None, SH.select):
        assert not re.search(r"\b(VALUES|MINUS|SERVICE)\b|AS \$this", str(query))
        assert str(query).count("SELECT") == 1
        prepareQuery(str(query), initNs=PREFIXES)


DATES = (
    "1920",
    "1920-12",
    "1920-12-02",
    "1920-12-02~",
    "1920?",
    "1920-12%",
    "192X",
    "19XX",
    "1920-XX",
    "1920-XX-XX",
    "1920-12-XX",
    "1920-12-02/1920-12-03",
    "1920-11/1920-12-03",
    "1920-12-02/",
    "1920-12-02/..",
    "../1920",
    "/1920-12",
    "",
    "/",
    "..",
    "../..",
    "../",
    "1920-13",
    "1920-00",
    "1920-12-32",
    "1920-12-00",
    "1920-11-31",
    "1920-02-30",
    "1920-21",
    "1920-1-2",
    "20-12-02",
    "2 December 1920",
    "1920-12-02T10:00:00",
    "1920/1921/1922",
    "-0044",
    "Y19200",
    "192u",
    "1920-X2",
)


@pytest.mark.parametrize("text", DATES)
def test_the_pattern_of_dates_agrees_with_the_build(text: str, shapes: Graph) -> None:
    fits = pattern_of(shapes, GSH.EdtfValue).search(text) is not None
    has_no_date = pattern_of(shapes, GSH.DatelessText).search(text) is not None
    assert (fits and not has_no_date) == _is_date(text)


def _is_date(text: str) -> bool:
    try:
        bounds(text)
    except DateError:
        return False
    return True


def test_the_pattern_takes_every_day_of_a_leap_year(shapes: Graph) -> None:
    pattern = pattern_of(shapes, GSH.EdtfValue)
    first = dt.date(1920, 1, 1)
    days = (first + dt.timedelta(days=number) for number in range(366))
    assert all(pattern.search(day.isoformat()) for day in days)


@pytest.mark.parametrize(
    "text",
    [
        "POINT(43.85 40.79)",
        "POINT (-43 -40)",
        "POINT(143.85 40.79)",
        "LINESTRING(43.1 40, 44.2 41)",
        "POLYGON((43 40, 44 40, 44 41, 43 40))",
    ],
)
def test_the_pattern_of_geometries_takes_longitude_before_latitude(
    text: str, shapes: Graph
) -> None:
    assert pattern_of(shapes, GSH["GeometryShape-asWKT"]).search(text)


@pytest.mark.parametrize(
    "text",
    [
        "POINT(43.85 40.79)",
        "POINT (-10 30)",
        "POINT(60.0 62.00)",
        "POINT(0.5 61.999)",
        "LINESTRING(-9.9 30.1,44.2 41, 59.99999 59)",
        "POLYGON((43 40, 44 40, 44 41, 43 40), (43.5 40, 44 40, 44 41, 43.5 40))",
    ],
)
def test_the_pattern_of_the_region_takes_what_lies_in_it(
    text: str, shapes: Graph
) -> None:
    assert pattern_of(shapes, GSH["GeometryShape-region"]).search(text)


@pytest.mark.parametrize(
    "text",
    [
        "POINT(43.85 29.99)",
        "POINT(43.85 62.01)",
        "POINT(60.01 40)",
        "POINT(-10.1 40)",
        "POINT(143.85 40)",
        "POINT(43.85 -40)",
        "LINESTRING(43 40, 44 71)",
        "POLYGON((43 40, 44 40, 44 41, 43 40), (43 40, 61 40, 44 41, 43 40))",
    ],
)
def test_the_pattern_of_the_region_refuses_what_lies_beyond(
    text: str, shapes: Graph
) -> None:
    assert not pattern_of(shapes, GSH["GeometryShape-region"]).search(text)


@pytest.mark.parametrize(
    "text",
    [
        "POINT(43.85 140.79)",
        "POINT(243.85 40.79)",
        "POINT(43.85,40.79)",
        "POINT(43.85)",
        "LINESTRING(43.1 40)",
        "POLYGON((43 40, 44 40))",
        "<http://www.opengis.net/def/crs/OGC/1.3/CRS84> POINT(43.85 40.79)",
    ],
)
def test_the_pattern_of_geometries_refuses_other_orders_and_reference_systems(
    text: str, shapes: Graph
) -> None:
    assert not pattern_of(shapes, GSH["GeometryShape-asWKT"]).search(text)
