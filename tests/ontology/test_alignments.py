from __future__ import annotations

import re
from pathlib import Path

import pytest
from rdflib import DCTERMS, OWL, RDF, RDFS, SKOS, Graph, URIRef

from gumru_kg.namespaces import BASE, GUM
from tests.ontology.foreign import (
    CLASS_KINDS,
    PROPERTY_KINDS,
    TEMPORAL_AND_PERSISTENT,
    Axioms,
    read_vocabulary,
    statements,
)
from tests.ontology.vocabulary import (
    ALIGN,
    EDTF_DATATYPE,
    LICENCE,
    ExternalTerm,
    classes,
    ours,
    properties,
)

JOINING = {
    RDFS.subClassOf,
    RDFS.subPropertyOf,
    SKOS.closeMatch,
    SKOS.broadMatch,
    SKOS.relatedMatch,
}

# Terms of the language that ontologies are written in. They are not in the list of
# checked terms, which holds what is aligned to; the files named here declare them.
LANGUAGE = {
    f"{OWL}FunctionalProperty": "owl.ttl",
    f"{RDFS}domain": "rdfs.ttl",
    f"{RDFS}isDefinedBy": "rdfs.ttl",
    f"{SKOS}example": "skos.ttl",
    "http://www.w3.org/2001/XMLSchema#decimal": "xsd.ttl",
    "http://www.w3.org/2001/XMLSchema#string": "xsd.ttl",
}

# LKIF is one ontology in many files; each file imports others.
LKIF = re.compile(r"lkif-.*\.owl")


@pytest.fixture(scope="session")
def matches(alignments: dict[str, Graph]) -> list[tuple[URIRef, URIRef, URIRef]]:
    """Every statement of the alignments but their headers."""
    return [
        (s, p, o)
        for graph in alignments.values()
        for s, p, o in graph
        if isinstance(s, URIRef)
        and isinstance(p, URIRef)
        and isinstance(o, URIRef)
        and not str(s).startswith(ALIGN)
    ]


@pytest.fixture(scope="session")
def axioms(
    shared: Path,
    vocabulary: Graph,
    alignments: dict[str, Graph],
    matches: list[tuple[URIRef, URIRef, URIRef]],
    external_terms: dict[str, ExternalTerm],
) -> Axioms:
    """Our hierarchy, merged with the alignments and all vocabularies they reach."""
    folder = shared / "vocab"
    aligned = {external_terms[str(o)].defined_in for _, _, o in matches}
    files = {folder / name for name in aligned if (folder / name).is_file()}
    files |= {path for path in folder.iterdir() if LKIF.fullmatch(path.name)}
    merged = Axioms(disjoint={TEMPORAL_AND_PERSISTENT})
    for path in sorted(files):
        merged.add(read_vocabulary(path))
    for graph in (vocabulary, *alignments.values()):
        merged.add(statements(graph))
    return merged


def test_every_alignment_has_a_header_of_its_own(
    alignments: dict[str, Graph], vocabulary: Graph
) -> None:
    version = next(vocabulary.objects(None, OWL.versionInfo))
    for name, graph in alignments.items():
        header = URIRef(ALIGN + name)
        assert (header, RDF.type, OWL.Ontology) in graph
        assert (header, OWL.versionInfo, version) in graph
        assert (header, OWL.versionIRI, URIRef(f"{header}/{version}")) in graph
        assert (header, DCTERMS.license, LICENCE) in graph
        titles = graph.objects(header, DCTERMS.title)
        # Titles are literals, which rdflib's types do not say.
        assert sorted(t.language for t in titles) == ["en", "tr"]  # type: ignore[attr-defined] # literals


def test_alignments_speak_only_of_terms_that_exist(
    matches: list[tuple[URIRef, URIRef, URIRef]], vocabulary: Graph, concepts: Graph
) -> None:
    declared = set(vocabulary.subjects()) | set(concepts.subjects())
    assert {s for s, _, _ in matches} <= declared


def test_alignments_join_ours_to_what_is_not_ours(
    matches: list[tuple[URIRef, URIRef, URIRef]],
) -> None:
    assert all(ours(s) for s, _, _ in matches)
    assert not [o for _, _, o in matches if str(o).startswith(BASE)]


def test_no_term_is_said_to_be_the_same_as_a_foreign_one(
    matches: list[tuple[URIRef, URIRef, URIRef]],
) -> None:
    # None has the same extension, and equivalence would import foreign axioms.
    assert {p for _, p, _ in matches} <= JOINING


def test_no_term_is_aligned_twice_to_the_same_target(
    matches: list[tuple[URIRef, URIRef, URIRef]],
) -> None:
    pairs = [(s, o) for s, _, o in matches]
    assert len(pairs) == len(set(pairs))


def test_every_foreign_term_was_checked_in_the_file_that_defines_it(
    vocabulary: Graph,
    concepts: Graph,
    alignments: dict[str, Graph],
    external_terms: dict[str, ExternalTerm],
) -> None:
    used = {
        str(node)
        for graph in (vocabulary, concepts, *alignments.values())
        for node in graph.all_nodes() | set(graph.predicates())
        if isinstance(node, URIRef) and not str(node).startswith(BASE)
    }
    # The datatype of dates is published as a page only, and seen in use widely.
    expected = set(external_terms) | set(LANGUAGE) | {EDTF_DATATYPE, str(LICENCE)}
    assert used - expected == set()


@pytest.mark.parametrize("term", sorted(LANGUAGE))
def test_terms_of_the_language_are_declared_in_their_own_files(
    shared: Path, term: str
) -> None:
    path = shared / "vocab" / LANGUAGE[term]
    declared = Axioms()
    declared.add(read_vocabulary(path))
    assert declared.kinds[term]


def test_classes_are_aligned_to_classes_and_properties_to_properties(
    matches: list[tuple[URIRef, URIRef, URIRef]],
    vocabulary: Graph,
    external_terms: dict[str, ExternalTerm],
) -> None:
    for s, p, o in matches:
        kind = external_terms[str(o)].kind
        if s in classes(vocabulary):
            assert kind in {"class", "item"}, (s, o)
            assert p != RDFS.subPropertyOf, (s, o)
        elif s in properties(vocabulary):
            assert kind == "property", (s, o)
            assert p != RDFS.subClassOf, (s, o)
        else:
            assert kind == "individual", (s, o)
            assert p not in {RDFS.subClassOf, RDFS.subPropertyOf}, (s, o)


def test_the_files_declare_the_aligned_terms_as_what_they_are_aligned_as(
    matches: list[tuple[URIRef, URIRef, URIRef]],
    axioms: Axioms,
    external_terms: dict[str, ExternalTerm],
    shared: Path,
) -> None:
    seen = 0
    for _, _, o in matches:
        term = external_terms[str(o)]
        if not (shared / "vocab" / term.defined_in).is_file():
            continue
        seen += 1
        kinds = axioms.kinds[str(o)]
        assert kinds, f"{o} is not declared in {term.defined_in}"
        assert bool(kinds & CLASS_KINDS) == (term.kind == "class"), (o, kinds)
        assert bool(kinds & PROPERTY_KINDS) == (term.kind == "property"), (o, kinds)
    assert seen > 100


def test_the_merged_vocabularies_know_disjoint_classes(axioms: Axioms) -> None:
    # Else the next tests would pass on nothing.
    prov = "http://www.w3.org/ns/prov#"
    assert frozenset({f"{prov}Activity", f"{prov}Entity"}) in axioms.disjoint
    assert len(axioms.disjoint) > 26


def test_a_contradiction_between_foreign_classes_would_be_found(
    axioms: Axioms,
) -> None:
    treaty_and_event = axioms.types([f"{GUM}Treaty", f"{GUM}Event"], [], [])
    assert TEMPORAL_AND_PERSISTENT in axioms.contradictions(treaty_and_event)
    located_treaty = axioms.types([f"{GUM}Treaty"], [f"{GUM}tookPlaceAt"], [])
    assert axioms.contradictions(located_treaty)


def test_no_class_falls_under_two_disjoint_classes(
    axioms: Axioms, vocabulary: Graph
) -> None:
    for term in classes(vocabulary):
        assert axioms.contradictions(axioms.types([str(term)], [], [])) == [], term


def test_no_property_puts_its_subjects_or_objects_under_two_disjoint_classes(
    axioms: Axioms, vocabulary: Graph
) -> None:
    for term in map(str, properties(vocabulary)):
        for types in (axioms.types([], [term], []), axioms.types([], [], [term])):
            assert axioms.contradictions(types) == [], term


def test_no_thing_of_the_data_falls_under_two_disjoint_classes(
    axioms: Axioms, data: Graph
) -> None:
    for thing in set(data.subjects()):
        if not str(thing).startswith(f"{BASE}id/"):
            continue
        types = axioms.types(
            map(str, data.objects(thing, RDF.type)),
            map(str, data.predicates(thing, None)),
            map(str, data.predicates(None, thing)),
        )
        assert axioms.contradictions(types) == [], thing
