from __future__ import annotations

from collections import Counter

import pytest
from rdflib import DCTERMS, RDF, SKOS, Graph, Literal, URIRef

from gumru_kg.namespaces import GV
from tests.ontology.vocabulary import LICENCE

SCHEMES = {
    "calendar",
    "capacity",
    "certainty",
    "check",
    "ground",
    "perspective",
    "role",
    "stance",
    "status",
    "subject",
    "topic",
    "verdict",
}


def concepts_of(graph: Graph, scheme: str) -> list[URIRef]:
    members = graph.subjects(SKOS.inScheme, URIRef(GV + scheme))
    return sorted(member for member in members if isinstance(member, URIRef))


def slugs(graph: Graph, scheme: str) -> set[str]:
    return {
        str(concept).removeprefix(f"{GV}{scheme}.")
        for concept in concepts_of(graph, scheme)
    }


def test_the_schemes_are_those_the_properties_speak_of(concepts: Graph) -> None:
    schemes = concepts.subjects(RDF.type, SKOS.ConceptScheme)
    assert {str(scheme).removeprefix(GV) for scheme in schemes} == SCHEMES


def test_every_scheme_bears_the_licence(concepts: Graph) -> None:
    for scheme in SCHEMES:
        assert (URIRef(GV + scheme), DCTERMS.license, LICENCE) in concepts


def test_every_subject_is_a_scheme_or_a_concept(concepts: Graph) -> None:
    for subject in set(concepts.subjects()):
        kinds = set(concepts.objects(subject, RDF.type))
        assert kinds in ({SKOS.ConceptScheme}, {SKOS.Concept}), subject


def test_every_concept_is_in_the_one_scheme_that_its_name_begins_with(
    concepts: Graph,
) -> None:
    for concept in concepts.subjects(RDF.type, SKOS.Concept):
        scheme, dot, slug = str(concept).removeprefix(GV).partition(".")
        assert dot, concept
        assert slug == slug.lower(), concept
        assert slug.replace("-", "").isascii(), concept
        assert slug.replace("-", "").isalnum(), concept
        assert list(concepts.objects(concept, SKOS.inScheme)) == [URIRef(GV + scheme)]


@pytest.mark.parametrize("predicate", [SKOS.prefLabel, SKOS.definition])
def test_every_scheme_and_concept_is_labelled_and_defined_in_english_and_turkish(
    concepts: Graph, predicate: URIRef
) -> None:
    for subject in set(concepts.subjects()):
        texts = concepts.objects(subject, predicate)
        tags = sorted(t.language or "" for t in texts if isinstance(t, Literal))
        assert tags == ["en", "tr"], (subject, predicate)


def test_every_definition_is_one_sentence(concepts: Graph) -> None:
    for subject, text in concepts.subject_objects(SKOS.definition):
        assert str(text).endswith("."), subject
        assert ". " not in str(text).replace("XV. ", ""), subject


@pytest.mark.parametrize("scheme", sorted(SCHEMES))
def test_labels_are_unique_within_a_scheme(concepts: Graph, scheme: str) -> None:
    members = concepts_of(concepts, scheme)
    assert members
    labels = Counter(o for m in members for o in concepts.objects(m, SKOS.prefLabel))
    assert [str(label) for label, n in labels.items() if n > 1] == []


@pytest.mark.parametrize("scheme", ["status", "ground"])
def test_legal_concepts_name_the_convention_in_both_languages(
    concepts: Graph, scheme: str
) -> None:
    for concept in concepts_of(concepts, scheme):
        notes = {
            note.language: str(note)
            for note in concepts.objects(concept, SKOS.note)
            if isinstance(note, Literal)
        }
        assert set(notes) == {"en", "tr"}, concept
        assert "Vienna Convention on the Law of Treaties" in notes["en"]
        assert "Viyana Antlaşmalar Hukuku Sözleşmesi" in notes["tr"]


@pytest.mark.parametrize("scheme", ["status", "ground"])
def test_a_note_that_cites_an_article_says_that_the_convention_is_not_retroactive(
    concepts: Graph, scheme: str
) -> None:
    for concept in concepts_of(concepts, scheme):
        for note in concepts.objects(concept, SKOS.note):
            if isinstance(note, Literal) and "Compare" in note:
                assert "not retroactive (article 4)" in note, concept


def test_verdicts_and_stances_are_complete(concepts: Graph) -> None:
    # Checks, shapes and queries name each of these.
    assert slugs(concepts, "verdict") == {"accepted", "attributed", "rejected"}
    assert slugs(concepts, "stance") == {"asserts", "reports", "doubts", "denies"}


def test_the_roles_that_make_a_signatory_exist(concepts: Graph) -> None:
    assert {"signatory", "head-of-delegation"} <= slugs(concepts, "role")
