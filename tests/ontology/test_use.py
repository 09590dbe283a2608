"""The built data use the vocabulary as it is defined."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import pytest
from rdflib import OWL, RDF, RDFS, SKOS, XSD, Graph, Literal, URIRef
from rdflib.term import Node

from gumru_kg.namespaces import GUM, GV
from tests.ontology.vocabulary import TRUE, ours, properties

Statement = tuple[Node, Node, Node]

CLAIM = URIRef(f"{GUM}Claim")


def claimed(data: Graph) -> Iterator[Statement]:
    """What the claims say, accepted or not."""
    for claim in data.subjects(RDF.type, CLAIM):
        (subject,) = data.objects(claim, RDF.subject)
        (predicate,) = data.objects(claim, RDF.predicate)
        (value,) = data.objects(claim, RDF.object)
        yield subject, predicate, value


@pytest.fixture(scope="session")
def said(data: Graph, vocabulary: Graph) -> set[Statement]:
    """Facts and claimed statements with our properties, of things with a type.

    Some things stand in claims only, and no fact says what they are.
    """
    ours_only = properties(vocabulary)
    facts = {(s, p, o) for s, p, o in data if not ours(s)}
    return {
        (s, p, o)
        for s, p, o in facts | set(claimed(data))
        if p in ours_only and (s, RDF.type, None) in data
    }


def types(thing: Node, data: Graph, vocabulary: Graph) -> set[Node]:
    """The classes of a thing, those above its own included."""
    return {
        above
        for stated in data.objects(thing, RDF.type)
        for above in vocabulary.transitive_objects(stated, RDFS.subClassOf)
        if above is not None
    }


def datatype(literal: Literal) -> Node:
    if literal.language:
        return RDF.langString
    return literal.datatype or XSD.string


def test_the_data_use_the_vocabulary(said: set[Statement]) -> None:
    assert len({p for _, p, _ in said}) > 40


def test_every_term_of_ours_in_the_data_is_declared(
    data: Graph, vocabulary: Graph, concepts: Graph
) -> None:
    used = {n for n in data.all_nodes() | set(data.predicates()) if ours(n)}
    declared = set(vocabulary.subjects()) | set(concepts.subjects())
    # The groups of sources stand with the sources.
    declared |= {
        node
        for kind in (SKOS.Concept, SKOS.ConceptScheme)
        for node in data.subjects(RDF.type, kind)
        if str(node).startswith(f"{GV}group")
    }
    assert used - declared == set()


def test_subjects_are_of_the_domain_of_their_property(
    said: set[Statement], data: Graph, vocabulary: Graph
) -> None:
    for subject, predicate, _ in said:
        domain = vocabulary.value(predicate, RDFS.domain)
        if domain is not None:
            assert domain in types(subject, data, vocabulary), (subject, predicate)


def test_objects_are_of_the_range_of_their_property(
    said: set[Statement], data: Graph, vocabulary: Graph
) -> None:
    for subject, predicate, value in said:
        expected = vocabulary.value(predicate, RDFS.range)
        if expected is None:
            continue
        if isinstance(value, Literal):
            assert datatype(value) == expected, (subject, predicate)
        elif (value, RDF.type, None) in data:
            assert expected in types(value, data, vocabulary), (subject, predicate)


def test_literals_stand_with_datatype_properties_and_things_with_object_properties(
    said: set[Statement], vocabulary: Graph
) -> None:
    for subject, predicate, value in said:
        literal = (predicate, RDF.type, OWL.DatatypeProperty) in vocabulary
        assert isinstance(value, Literal) == literal, (subject, predicate)


def test_functional_properties_have_one_value(data: Graph, vocabulary: Graph) -> None:
    for term in vocabulary.subjects(RDF.type, OWL.FunctionalProperty):
        values = Counter(data.subjects(term, None))
        assert [s for s, n in values.items() if n > 1] == [], term


def test_no_fact_has_a_property_that_is_attributed_only(
    data: Graph, vocabulary: Graph
) -> None:
    for term in vocabulary.subjects(URIRef(f"{GUM}attributedOnly"), TRUE):
        assert list(data.subjects(term, None)) == [], term


def test_violence_is_never_a_fact(data: Graph) -> None:
    assert list(data.subjects(RDF.type, URIRef(f"{GUM}Violence"))) == []
