from __future__ import annotations

import tomllib
from collections import Counter
from pathlib import Path

import pytest
from rdflib import DCTERMS, OWL, RDF, RDFS, SKOS, VANN, XSD, Graph, Literal, URIRef

from gumru_kg.namespaces import BASE, GUM, GV
from tests.ontology.vocabulary import (
    ATTRIBUTED_ONLY,
    CLAIM_BEARING,
    DERIVED,
    EDTF_DATATYPE,
    LICENCE,
    ONTOLOGY_IRI,
    PROPERTY_KINDS,
    TRUE,
    classes,
    properties,
)

# One value per subject: rival claims on these are disputes.
FUNCTIONAL = {
    "agent",
    "articleCount",
    "born",
    "bornAt",
    "checkStatus",
    "date",
    "datedOn",
    "died",
    "diedAt",
    "earliest",
    "enteredIntoForceOn",
    "from",
    "group",
    "latest",
    "legalStatus",
    "number",
    "order",
    "perspective",
    "signedOn",
    "signing",
    "source",
    "stance",
    "statusType",
    "until",
    "verdict",
}

# What a source says of causes, beginnings and merits is never taken over.
ATTRIBUTED = {"areaCeded", "areaRetained", "cause", "evaluation", "initiatedBy"}

COMPUTED = {
    "earliest",
    "latest",
    "participant",
    "signatory",
    "signedAt",
    "signedOn",
}


def names(graph: Graph, predicate: URIRef) -> set[str]:
    """The local names of the terms that carry an annotation with the value true."""
    return {str(s).removeprefix(GUM) for s in graph.subjects(predicate, TRUE)}


def terms(graph: Graph) -> list[URIRef]:
    return sorted(classes(graph) | properties(graph))


def test_the_header_names_version_titles_licence_and_prefix(
    vocabulary: Graph, checkout: Path
) -> None:
    with (checkout / "pyproject.toml").open("rb") as file:
        version = tomllib.load(file)["project"]["version"]
    header = vocabulary.predicate_objects(ONTOLOGY_IRI)
    facts = {(p, o) for p, o in header if p != RDFS.comment}
    assert facts == {
        (RDF.type, OWL.Ontology),
        (OWL.versionIRI, URIRef(f"{ONTOLOGY_IRI}/{version}")),
        (OWL.versionInfo, Literal(version)),
        (DCTERMS.title, Literal("Gümrü treaty ontology", lang="en")),
        (DCTERMS.title, Literal("Gümrü antlaşma ontolojisi", lang="tr")),
        (DCTERMS.license, LICENCE),
        (VANN.preferredNamespacePrefix, Literal("gum")),
        (VANN.preferredNamespaceUri, Literal(GUM)),
    }


def test_every_subject_is_the_ontology_or_one_of_its_terms(vocabulary: Graph) -> None:
    assert set(vocabulary.subjects()) - {ONTOLOGY_IRI} == set(terms(vocabulary))
    assert all(str(term).startswith(GUM) for term in terms(vocabulary))


def test_every_property_is_of_exactly_one_kind(vocabulary: Graph) -> None:
    for term in properties(vocabulary):
        kinds = set(vocabulary.objects(term, RDF.type))
        assert len(kinds & PROPERTY_KINDS) == 1, term
        assert kinds <= PROPERTY_KINDS | {OWL.FunctionalProperty}, term


@pytest.mark.parametrize("predicate", [RDFS.label, SKOS.definition])
def test_every_term_has_one_label_and_definition_in_english_and_turkish(
    vocabulary: Graph, predicate: URIRef
) -> None:
    for term in terms(vocabulary):
        texts = list(vocabulary.objects(term, predicate))
        tags = sorted(t.language or "" for t in texts if isinstance(t, Literal))
        assert tags == ["en", "tr"], (term, predicate)
        assert all(str(text).strip() for text in texts), term


def test_every_definition_is_one_sentence(vocabulary: Graph) -> None:
    for term in terms(vocabulary):
        for text in vocabulary.objects(term, SKOS.definition):
            assert str(text).endswith("."), (term, str(text))
            assert ". " not in str(text), (term, str(text))


def test_no_class_is_defined_by_its_own_label(vocabulary: Graph) -> None:
    for term in classes(vocabulary):
        labels = {str(o).casefold() for o in vocabulary.objects(term, RDFS.label)}
        for text in vocabulary.objects(term, SKOS.definition):
            first_words = str(text).casefold().split()[:3]
            assert not labels & set(first_words), term


def test_every_term_says_where_it_is_defined(vocabulary: Graph) -> None:
    for term in terms(vocabulary):
        assert list(vocabulary.objects(term, RDFS.isDefinedBy)) == [ONTOLOGY_IRI], term


def test_labels_are_unique_among_classes_and_among_properties(
    vocabulary: Graph,
) -> None:
    for kind in (classes(vocabulary), properties(vocabulary)):
        labels = Counter(
            o for term in kind for o in vocabulary.objects(term, RDFS.label)
        )
        assert [str(label) for label, n in labels.items() if n > 1] == []


def test_class_names_begin_in_upper_and_property_names_in_lower_case(
    vocabulary: Graph,
) -> None:
    assert all(str(c).removeprefix(GUM)[0].isupper() for c in classes(vocabulary))
    assert all(str(p).removeprefix(GUM)[0].islower() for p in properties(vocabulary))


def test_the_hierarchy_joins_declared_terms_of_one_kind_without_a_circle(
    vocabulary: Graph,
) -> None:
    known_elsewhere = {SKOS.note, SKOS.editorialNote}
    for predicate, kind in (
        (RDFS.subClassOf, classes(vocabulary)),
        (RDFS.subPropertyOf, properties(vocabulary)),
    ):
        for lower, upper in vocabulary.subject_objects(predicate):
            assert lower in kind
            assert upper in kind | known_elsewhere
            assert lower not in vocabulary.transitive_objects(upper, predicate)


def test_domains_are_classes_of_ours(vocabulary: Graph) -> None:
    assert set(vocabulary.objects(None, RDFS.domain)) <= classes(vocabulary)


def test_ranges_are_classes_or_datatypes_as_the_kind_of_property_demands(
    vocabulary: Graph,
) -> None:
    datatypes = {URIRef(EDTF_DATATYPE), RDF.langString} | {
        XSD.boolean,
        XSD.date,
        XSD.decimal,
        XSD.integer,
        XSD.string,
    }
    for term, value in vocabulary.subject_objects(RDFS.range):
        if (term, RDF.type, OWL.ObjectProperty) in vocabulary:
            assert value in classes(vocabulary) | {SKOS.Concept}, term
        else:
            assert value in datatypes, term


def test_properties_with_one_value_are_functional(vocabulary: Graph) -> None:
    functional = vocabulary.subjects(RDF.type, OWL.FunctionalProperty)
    assert {str(s).removeprefix(GUM) for s in functional} == FUNCTIONAL


def test_properties_of_blame_cause_and_merit_are_attributed_only(
    vocabulary: Graph,
) -> None:
    assert names(vocabulary, ATTRIBUTED_ONLY) == ATTRIBUTED


def test_what_is_attributed_only_is_claim_bearing_too(vocabulary: Graph) -> None:
    assert names(vocabulary, ATTRIBUTED_ONLY) <= names(vocabulary, CLAIM_BEARING)


def test_computed_properties_are_derived_and_carry_no_claims(
    vocabulary: Graph,
) -> None:
    assert names(vocabulary, DERIVED) == COMPUTED
    assert not names(vocabulary, DERIVED) & names(vocabulary, CLAIM_BEARING)


def test_annotations_are_only_ever_true(vocabulary: Graph) -> None:
    for predicate in (CLAIM_BEARING, ATTRIBUTED_ONLY, DERIVED):
        assert set(vocabulary.objects(None, predicate)) == {TRUE}


def test_no_foreign_class_or_property_is_joined_here(vocabulary: Graph) -> None:
    # Alignments are a choice of their own: loading the vocabulary loads no others.
    language = (str(RDF), str(RDFS), str(OWL), str(SKOS), str(DCTERMS), str(VANN))
    allowed = (BASE, *language, str(XSD), EDTF_DATATYPE, str(LICENCE))
    for node in vocabulary.all_nodes() | set(vocabulary.predicates()):
        if isinstance(node, URIRef):
            assert str(node).startswith(allowed), node


def test_every_example_that_names_a_concept_names_one_that_exists(
    vocabulary: Graph, concepts: Graph
) -> None:
    for example in vocabulary.objects(None, SKOS.example):
        if str(example).startswith("gv:"):
            concept = URIRef(GV + str(example).removeprefix("gv:"))
            assert (concept, RDF.type, SKOS.Concept) in concepts, example
