"""Views say what the graph says: nothing is lost on the way, nothing is added."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pyoxigraph as ox
import pytest
import rdflib
from rdflib import RDF, RDFS, SKOS, URIRef

from gumru_kg.dataset import Dataset
from gumru_kg.errors import FormatError
from gumru_kg.exporters import export
from gumru_kg.exporters.views import VIEW_QUERIES, derive_view
from gumru_kg.formats import VIEW_FORMATS
from gumru_kg.namespaces import EDTF, GID, GUM, GV, PREFIXES, SCHEMA
from tests.exporters.conftest import VIEWS
from tests.queries.named import QUERIES

if TYPE_CHECKING:
    from rdflib.term import Node

CRM: Final = rdflib.Namespace(PREFIXES["crm"])
CRMINF: Final = rdflib.Namespace(PREFIXES["crminf"])
LRM: Final = rdflib.Namespace(PREFIXES["lrm"])
ELI: Final = rdflib.Namespace(PREFIXES["eli"])
SDO: Final = rdflib.Namespace(SCHEMA)
OURS: Final = rdflib.Namespace(GUM)
VOC: Final = rdflib.Namespace(GV)
NEGATIVE: Final = {VOC["stance.denies"], VOC["stance.doubts"]}


@pytest.fixture(scope="module")
def graph(shipped: Dataset) -> rdflib.Graph:
    """The shipped graph."""
    return shipped.to_rdflib()


def find_instances(graph: rdflib.Graph, kind: URIRef) -> set[Node]:
    """Things of a class of ours or of one below it."""
    kinds = graph.transitive_subjects(RDFS.subClassOf, kind)
    return {thing for one in kinds for thing in graph.subjects(RDF.type, one)}


def find_claims(graph: rdflib.Graph) -> dict[Node, tuple[Node, Node, Node]]:
    """What each claim says."""
    found = {}
    for claim in graph.subjects(RDF.type, OURS.Claim):
        parts = [
            graph.value(claim, place)
            for place in (RDF.subject, RDF.predicate, RDF.object)
        ]
        assert None not in parts
        found[claim] = (parts[0], parts[1], parts[2])
    return found  # type: ignore[return-value] # none is None, as asserted


def test_every_view_has_queries_and_every_query_a_view() -> None:
    assert set(VIEW_QUERIES) == set(VIEW_FORMATS)
    used = {query for queries in VIEW_QUERIES.values() for query in queries}
    kept = {f"views/{file.stem}" for file in (QUERIES / "views").glob("*.rq")}
    assert kept - used == {"views/rdf-statements", "views/treaty"}
    assert used - kept == set()


def test_unknown_view_is_refused(shipped: Dataset) -> None:
    with pytest.raises(FormatError, match="use one of: crm, eli, schema, rdf12"):
        derive_view(shipped, "crm2")
    with pytest.raises(FormatError, match=r"jsonld.*crm"):
        export(shipped, "crm2")


@pytest.mark.parametrize("name", VIEWS)
def test_two_parsers_read_the_same_triples(
    name: str, files: dict[str, bytes], views: dict[str, Dataset]
) -> None:
    read = rdflib.Graph().parse(data=files[name], format="turtle")
    assert set(Dataset.from_rdflib(read)) == set(views[name])
    assert set(ox.parse(files[name], format=ox.RdfFormat.TURTLE)) == set(views[name])


@pytest.mark.parametrize("name", VIEW_FORMATS)
def test_order_of_the_graph_does_not_matter(name: str, shipped: Dataset) -> None:
    turned = Dataset(shipped.quads[::-1])
    assert export(turned, name) == export(shipped, name)


@pytest.mark.parametrize("name", VIEWS)
def test_views_have_no_blank_nodes(name: str, views: dict[str, Dataset]) -> None:
    assert len(views[name]) > 100
    assert not views[name].has_blank_nodes()


@pytest.mark.parametrize("name", VIEWS)
def test_views_use_no_property_or_class_of_ours(
    name: str, graphs: dict[str, rdflib.Graph]
) -> None:
    view = graphs[name]
    used = set(view.predicates()) | set(view.objects(None, RDF.type))
    assert [term for term in used if str(term).startswith(GUM)] == []


@pytest.mark.parametrize(
    ("kind", "theirs"),
    [
        ("Treaty", {LRM.F1_Work}),
        ("TreatyText", {LRM.F2_Expression}),
        ("Clause", {LRM.F2_Expression}),
        ("Provision", {CRM.E89_Propositional_Object}),
        ("Person", {CRM.E21_Person}),
        ("Agent", {CRM.E21_Person, CRM.E39_Actor, CRM.E74_Group}),
        ("Event", {CRM.E5_Event, CRM.E7_Activity}),
        ("Place", {CRM.E53_Place}),
        ("Waypoint", {CRM.E53_Place}),
        ("Appellation", {CRM.E33_E41_Linguistic_Appellation}),
        ("Evidence", {CRM.E73_Information_Object}),
        ("Participation", {CRM.E5_Event}),
        ("Question", {CRM.E55_Type}),
        ("StatusPhase", {CRM.E2_Temporal_Entity}),
        ("Source", {CRM.E31_Document}),
        ("Claim", {CRM.E13_Attribute_Assignment, CRMINF.I1_Argumentation}),
    ],
)
def test_everything_is_in_the_crm_view(
    kind: str,
    theirs: set[URIRef],
    graph: rdflib.Graph,
    graphs: dict[str, rdflib.Graph],
) -> None:
    found = {thing for one in theirs for thing in graphs["crm"].subjects(RDF.type, one)}
    things = find_instances(graph, OURS[kind])
    assert things
    assert things - found == set()


@pytest.mark.parametrize(
    ("name", "kind", "theirs"),
    [
        ("eli", "Treaty", ELI.LegalResource),
        ("eli", "TreatyText", ELI.LegalExpression),
        ("eli", "Clause", ELI.LegalResourceSubdivision),
        ("schema", "Treaty", SDO.Legislation),
        ("schema", "Person", SDO.Person),
        ("schema", "Event", SDO.Event),
        ("schema", "Place", SDO.Place),
        ("schema", "Source", SDO.CreativeWork),
        ("schema", "Claim", SDO.Claim),
    ],
)
def test_treaties_and_what_belongs_to_them_are_in_the_other_views(
    name: str,
    kind: str,
    theirs: URIRef,
    graph: rdflib.Graph,
    graphs: dict[str, rdflib.Graph],
) -> None:
    found = set(graphs[name].subjects(RDF.type, theirs))
    assert find_instances(graph, OURS[kind]) - found == set()


def test_each_claim_is_one_assignment_unless_its_source_disagrees(
    graph: rdflib.Graph, graphs: dict[str, rdflib.Graph]
) -> None:
    crm = graphs["crm"]
    claims = set(find_claims(graph))
    negative = {
        claim for stance in NEGATIVE for claim in graph.subjects(OURS.stance, stance)
    }
    assert negative
    assert set(crm.subjects(RDF.type, CRM.E13_Attribute_Assignment)) == (
        claims - negative
    )
    for claim in negative:
        assert (claim, CRM.P141_assigned, None) not in crm
        belief = crm.value(claim, CRMINF.J2_concluded_that)
        words = {str(word) for word in crm.objects(belief, CRMINF.J5_holds_to_be)}
        assert words & {"denies", "doubts"}


def test_assignments_say_what_the_claims_say(
    graph: rdflib.Graph, graphs: dict[str, rdflib.Graph]
) -> None:
    crm = graphs["crm"]
    found = {}
    for claim in crm.subjects(RDF.type, CRM.E13_Attribute_Assignment):
        value = crm.value(claim, CRM.P141_assigned)
        content = crm.value(value, CRM.P190_has_symbolic_content)
        if content is not None and str(value) == f"{claim}-value":
            value = content
        elif (value, RDF.type, CRM["E52_Time-Span"]) in crm:
            date = crm.value(value, RDFS.label)
            value = rdflib.Literal(str(date), datatype=URIRef(f"{EDTF}EDTF"))
        found[claim] = (
            crm.value(claim, CRM.P140_assigned_attribute_to),
            crm.value(claim, CRM.P177_assigned_property_of_type),
            value,
        )
    expected = find_claims(graph)
    assert found == {claim: expected[claim] for claim in found}


def test_propositions_hold_the_parts_of_every_claim(
    graph: rdflib.Graph, graphs: dict[str, rdflib.Graph]
) -> None:
    crm = graphs["crm"]
    for claim, (subject, predicate, _) in find_claims(graph).items():
        proposition = URIRef(f"{claim}-proposition")
        assert crm.value(proposition, CRMINF.J30_has_domain) == subject
        assert crm.value(proposition, CRMINF.J32_has_property_type) == predicate
        assert crm.value(proposition, CRMINF.J31_has_range) is not None


def test_what_only_claims_put_in_a_class_is_named_and_of_no_closer_kind(
    graph: rdflib.Graph, graphs: dict[str, rdflib.Graph]
) -> None:
    crm = graphs["crm"]
    claimed = {
        thing
        for thing, predicate, _ in find_claims(graph).values()
        if predicate == RDF.type and (thing, RDF.type, None) not in graph
    }
    assert URIRef(f"{GID}event-acts-kars-1919") in claimed
    for thing in claimed:
        assert set(crm.objects(thing, RDF.type)) == {CRM.E1_CRM_Entity}
        names = set(graph.objects(thing, SKOS.prefLabel))
        assert names
        assert set(crm.objects(thing, RDFS.label)) == names
        notes = set(graph.objects(thing, SKOS.scopeNote))
        assert set(crm.objects(thing, CRM.P3_has_note)) == notes


def test_editors_believe_nothing_of_attributed_claims(
    graph: rdflib.Graph, graphs: dict[str, rdflib.Graph]
) -> None:
    crm = graphs["crm"]
    for claim in find_claims(graph):
        verdict = graph.value(claim, OURS.verdict)
        belief = URIRef(f"{claim}-belief")
        words = {str(word) for word in crm.objects(belief, CRMINF.J5_holds_to_be)}
        names = {str(name) for name in graph.objects(verdict, SKOS.prefLabel)}
        expected = set() if verdict == VOC["verdict.attributed"] else names
        assert words == expected, claim
    adopted = set(crm.subjects(RDF.type, CRMINF.I7_Belief_Adoption))
    accepted = set(graph.subjects(OURS.verdict, VOC["verdict.accepted"]))
    assert adopted == {URIRef(f"{claim}-adoption") for claim in accepted}
    assert all(
        (one, CRMINF.J7_is_based_on_evidence_from, None) in crm for one in adopted
    )


def test_each_claim_has_one_review_that_says_the_verdict_in_words(
    graph: rdflib.Graph, graphs: dict[str, rdflib.Graph]
) -> None:
    schema = graphs["schema"]
    claims = find_claims(graph)
    reviews = dict(schema.subject_objects(SDO.itemReviewed))
    assert set(reviews.values()) == set(claims)
    assert len(reviews) == len(claims)
    for review, claim in reviews.items():
        assert list(schema.objects(review, SDO.claimReviewed))
        rating = schema.value(review, SDO.reviewRating)
        verdict = graph.value(claim, OURS.verdict)
        assert set(schema.objects(rating, SDO.alternateName)) == set(
            graph.objects(verdict, SKOS.prefLabel)
        )
    assert (None, SDO.ratingValue, None) not in schema


def test_words_of_a_claim_name_the_stance(graphs: dict[str, rdflib.Graph]) -> None:
    schema = graphs["schema"]
    words = {str(text) for text in schema.objects(None, SDO.claimReviewed)}
    assert (
        "Signing of the Treaty of Gümrü (Alexandropol) – date – 1920-12-02 (asserts)"
        in (words)
    )
    assert any(text.endswith(" (denies)") for text in words)
    assert any(text.endswith(" (ileri sürer)") for text in words)


def test_longitude_is_not_taken_for_latitude(graphs: dict[str, rdflib.Graph]) -> None:
    schema = graphs["schema"]
    coordinates = schema.value(URIRef(f"{GID}place-gyumri"), SDO.geo)
    latitude = schema.value(coordinates, SDO.latitude)
    longitude = schema.value(coordinates, SDO.longitude)
    assert 40 < float(str(latitude)) < 41
    assert 43 < float(str(longitude)) < 44


def test_eli_says_of_the_treaty_what_the_facts_say(
    graphs: dict[str, rdflib.Graph],
) -> None:
    eli = graphs["eli"]
    gumru, kars = (
        URIRef(f"{GID}treaty-{slug}") for slug in ("gumru-1920", "kars-1921")
    )
    assert eli.value(gumru, ELI.in_force) == ELI["InForce-notInForce"]
    # It was signed in a night, on one of two days, and ELI has room for one day only.
    assert (gumru, ELI.date_document, None) not in eli
    assert str(eli.value(kars, ELI.date_document)) == "1921-10-13"
    numbers = {
        str(eli.value(clause, ELI.number))
        for clause in eli.objects(gumru, ELI.has_part)
    }
    assert {str(number) for number in range(1, 19)} <= numbers
