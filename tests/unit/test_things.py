from __future__ import annotations

import pyoxigraph as ox
import pytest

from gumru_kg.dataset import shipped_graph
from gumru_kg.rdf_input import parse_quads
from gumru_kg.things import Name, Things


@pytest.fixture(scope="module")
def things() -> Things:
    return Things(shipped_graph())


def test_class_has_the_members_of_its_subclasses(things: Things) -> None:
    events = things.of_class("gum:Event")
    signings = things.of_class("gum:Signing")
    assert set(signings) < set(events)
    assert all(signing.is_a("gum:Event") for signing in signings)
    assert [event.iri for event in events] == sorted(event.iri for event in events)


def test_thing_tells_its_names_and_their_languages(things: Things) -> None:
    gyumri = things.find("gid:place-gyumri")
    assert gyumri is not None
    assert Name("Գյումրի", "hy") in gyumri.names
    assert Name("Leninakan", "en") in gyumri.other_names
    assert (gyumri.label("tr"), gyumri.language_of("tr")) == ("Gümrü", "tr")
    assert (gyumri.label("ka"), gyumri.language_of("ka")) == ("Gyumri", "en")


def test_claims_are_found_by_what_they_are_about(things: Things) -> None:
    treaty = things.find("gid:treaty-gumru-1920")
    assert treaty is not None
    status = things.claims_of(treaty, "gum:legalStatus")
    assert status
    assert {claim.iris("rdf:subject") for claim in status} == {(treaty.iri,)}
    assert set(status) < set(things.claims_of(treaty))


def test_all_triples_of_the_graph_are_reached(things: Things) -> None:
    reached = sum(len(it.terms(each)) for it in things for each in it.predicates)
    assert reached == len({quad.triple for quad in shipped_graph()})


def test_graph_without_our_vocabulary_has_its_classes() -> None:
    quads = parse_quads(
        b"<urn:s> a <https://w3id.org/gumru/ont#Signing> .", source="mine"
    )
    [event] = Things(quads).of_class("gum:Event")
    assert (event.iri, event.is_a("gum:Event")) == ("urn:s", True)


def test_circle_of_classes_ends() -> None:
    quads = parse_quads(
        b"@prefix s: <http://www.w3.org/2000/01/rdf-schema#> ."
        b"<urn:a> s:subClassOf <urn:b> . <urn:b> s:subClassOf <urn:a> ."
        b"<urn:x> a <urn:a> .",
        source="circle",
    )
    [found] = Things(quads).of_class("urn:b")
    assert found.iri == "urn:x"


def test_what_points_to_a_thing_is_found_and_a_blank_node_has_no_slug_of_ours() -> None:
    quads = parse_quads(b"_:x <urn:p> <urn:y> . <urn:y> <urn:q> 1 .", source="blank")
    things = Things(quads)
    target = things.find("urn:y")
    assert target is not None
    [pointing] = things.subjects_of("urn:p", target)
    assert isinstance(pointing.node, ox.BlankNode)
    assert pointing.label().startswith("_:")
