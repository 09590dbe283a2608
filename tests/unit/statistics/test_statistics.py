"""Statistics of a small graph, where each number can be counted by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from gumru_kg.dataset import load_dataset
from gumru_kg.knowledge_graph import open_graph
from gumru_kg.statistics import Statistics, add_vocabulary, measure

if TYPE_CHECKING:
    from pathlib import Path

HEAD = """
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX edtf: <http://id.loc.gov/datatypes/edtf/>
PREFIX geo: <http://www.opengis.net/ont/geosparql#>
PREFIX gid: <https://w3id.org/gumru/id/>
PREFIX gum: <https://w3id.org/gumru/ont#>
PREFIX gv: <https://w3id.org/gumru/voc/>
PREFIX oa: <http://www.w3.org/ns/oa#>
PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
"""
SOURCES = """
gid:source-a a gum:Source ; skos:prefLabel "A"@en ; dcterms:language "tr" ;
    gum:perspective gv:perspective.turkish-national ; gum:group gv:group.one .
gid:source-b a gum:Source ; skos:prefLabel "B"@en ; dcterms:language "hy" ;
    gum:perspective gv:perspective.armenian-national ; gum:group gv:group.one .
gid:source-c a gum:Source ; skos:prefLabel "C"@en ;
    gum:perspective gv:perspective.armenian-national .
gid:source-d a gum:Source ; skos:prefLabel "D"@en .
"""
THINGS = """
gid:treaty-x a gum:Treaty ; skos:prefLabel "Treaty X"@en ; gum:hasText gid:text-x .
gid:treaty-y a gum:Treaty ; skos:prefLabel "Treaty Y"@en .
gid:text-x a gum:TreatyText ; skos:prefLabel "Text X"@en ;
    gum:hasClause gid:clause-10 , gid:clause-2 , gid:clause-2-1 , gid:clause-i ,
        gid:clause-none .
gid:clause-2 a gum:Clause ; gum:number "2" ; gum:content "Peace."@en , "Barış."@tr .
gid:clause-2-1 a gum:Clause ; gum:number "2 §1" ; gum:content "Love."@en .
gid:clause-10 a gum:Clause ; gum:number "10" .
gid:clause-i a gum:Clause ; gum:number "I(A)" ; skos:scopeNote "Not verified."@en .
gid:clause-none a gum:Clause .
gid:event-x a gum:Signing ; skos:prefLabel "Signing"@en , "İmza"@tr ;
    gum:date "1921-03-16"^^edtf:EDTF .
gid:event-y a gum:Event ; skos:prefLabel "Event"@en .
gid:agent-x a gum:Person ; skos:prefLabel "X"@en ; gum:born "1880"^^edtf:EDTF .
gid:place-x a gum:Place ; geo:hasGeometry gid:geometry-x .
gid:place-y a gum:Place .
gid:boundary a gum:Boundary .
gid:waypoint-1 a gum:Waypoint ; gum:waypointOf gid:boundary ; gum:atPlace gid:place-x .
gid:waypoint-2 a gum:Waypoint ; gum:waypointOf gid:boundary ; gum:atPlace gid:place-y .
"""


def claim(name: str, statement: str, *, source: str, verdict: str = "accepted") -> str:
    """Write a claim; the statement is subject, predicate and object."""
    subject, predicate, value = statement.split(" ", 2)
    return f"""
    gid:claim-{name} a gum:Claim ;
        rdf:subject {subject} ; rdf:predicate {predicate} ; rdf:object {value} ;
        gum:source gid:source-{source} ; gum:evidence gid:evidence-{name} ;
        gum:stance gv:stance.asserts ; gum:verdict gv:verdict.{verdict} .
    gid:evidence-{name} a gum:Evidence ; oa:hasSource gid:source-{source} .
    """


DATE = 'gid:event-x gum:date "1921-03-16"^^edtf:EDTF'
CLAIMS = "".join(
    [
        # One fact of two sources that are one group, and of a source on its own.
        claim("1", DATE, source="a"),
        claim("2", DATE, source="b"),
        claim("3", DATE, source="c"),
        # One text in two languages.
        claim("4", 'gid:clause-2 gum:content "Peace."@en', source="a"),
        claim("5", 'gid:clause-2 gum:content "Barış."@tr', source="a"),
        # A text that only stands in another language.
        claim("6", 'gid:clause-2-1 gum:content "Sevgi."@tr', source="b"),
        # Two names.
        claim("7", 'gid:event-x skos:altLabel "Sign"@en', source="a"),
        claim("8", 'gid:event-x skos:altLabel "İmza"@tr', source="a"),
        # A source of no perspective.
        claim("9", 'gid:agent-x gum:born "1880"^^edtf:EDTF', source="d"),
        # Not accepted.
        claim(
            "10",
            'gid:clause-10 gum:content "War."@en',
            source="c",
            verdict="attributed",
        ),
        claim(
            "11",
            'gid:event-x gum:date "1921-03-18"^^edtf:EDTF',
            source="d",
            verdict="attributed",
        ),
        claim(
            "12",
            'gid:event-x gum:date "1821"^^edtf:EDTF',
            source="d",
            verdict="rejected",
        ),
        'gid:claim-12 gum:rationale "A slip."@en .',
    ]
)
LINKS = """
gid:link-1 a gum:Link ; rdf:object <http://www.wikidata.org/entity/Q1> ;
    gum:checkStatus gv:check.verified .
gid:link-2 a gum:Link ; rdf:object <https://www.wikidata.org/wiki/Q2> ;
    gum:checkStatus gv:check.verified .
gid:link-3 a gum:Link ; rdf:object <https://viaf.org/viaf/3> ;
    gum:checkStatus gv:check.rejected .
"""


@pytest.fixture(scope="module")
def statistics(tmp_path_factory: pytest.TempPathFactory) -> Statistics:
    file = tmp_path_factory.mktemp("graph") / "graph.ttl"
    file.write_text(HEAD + SOURCES + THINGS + CLAIMS + LINKS, "utf-8")
    return measure(open_graph(add_vocabulary(load_dataset(file))))


def slug(iri: str) -> str:
    return iri.rpartition("/")[2].rpartition("#")[2]


def test_facts_are_counted_by_what_they_rest_on(statistics: Statistics) -> None:
    rows = {
        (slug(it.property.iri), it.sources, it.groups, it.perspectives, it.facts)
        for it in statistics.support
    }
    assert rows == {
        ("date", 3, 2, 2, 1),
        ("content", 1, 1, 1, 2),
        ("altLabel", 1, 1, 1, 2),
        ("born", 1, 1, 0, 1),
    }


def test_a_text_in_two_languages_counts_once(statistics: Statistics) -> None:
    texts = [it for it in statistics.support if it.property.label == "content"]
    assert sum(it.facts for it in texts) == 2


def test_perspectives_carry_facts_together_and_alone(statistics: Statistics) -> None:
    rows = {
        slug(it.perspective.iri): (
            it.sources,
            it.groups,
            it.claims,
            it.facts,
            it.facts_alone,
        )
        for it in statistics.perspectives
    }
    assert rows == {
        "perspective.turkish-national": (1, 1, 5, 4, 3),
        "perspective.armenian-national": (2, 2, 4, 2, 1),
    }


def test_sources_have_their_claims_by_verdict(statistics: Statistics) -> None:
    rows = {
        it.source.label: (it.language, it.accepted, it.attributed, it.rejected)
        for it in statistics.sources
    }
    assert rows == {
        "A": ("tr", 5, 0, 0),
        "B": ("hy", 2, 0, 0),
        "C": ("", 1, 1, 0),
        "D": ("", 1, 1, 1),
    }


def test_a_dispute_is_found_where_the_file_lacks_the_vocabulary(
    statistics: Statistics,
) -> None:
    (dispute,) = statistics.disputes
    assert [position.value.text for position in dispute.positions] == [
        "1921-03-16",
        "1921-03-18",
    ]


def test_a_rejected_claim_comes_with_its_reason(statistics: Statistics) -> None:
    (rejection,) = statistics.rejections
    assert rejection.value.text == "1821"
    assert rejection.rationale == "A slip."


def test_clauses_are_told_apart_by_what_is_known_of_them(
    statistics: Statistics,
) -> None:
    known, empty = statistics.texts
    assert known.accepted == ("2", "2 §1")
    assert known.attributed == ("10",)
    assert known.unverified == ("I(A)", "gid:clause-none")
    assert empty.text is None
    assert empty.treaty.label == "Treaty Y"


def test_what_is_missing_is_named(statistics: Statistics) -> None:
    missing = {
        it.measure: (it.things, [slug(thing.iri) for thing in it.missing])
        for it in statistics.completeness
    }
    assert missing["treaties with a text"] == (2, ["treaty-y"])
    assert missing["events with a date"] == (2, ["event-y"])
    assert missing["persons with a date of birth"] == (1, [])
    assert missing["persons with a date of death"] == (1, ["agent-x"])
    assert missing["places with coordinates"] == (2, ["place-y"])
    assert missing["boundaries with waypoints"] == (1, [])
    assert missing["waypoints with coordinates"] == (2, ["waypoint-2"])


def test_names_are_counted_by_the_widest_class(statistics: Statistics) -> None:
    events = {
        it.language: (it.things, it.named)
        for it in statistics.labels
        if it.kind.label == "Event"
    }
    assert events == {"en": (2, 2), "tr": (2, 1)}


def test_links_are_counted_by_site_and_check(statistics: Statistics) -> None:
    links = {(it.site, slug(it.status.iri)): it.links for it in statistics.links}
    assert links == {
        ("wikidata.org", "check.verified"): 2,
        ("viaf.org", "check.rejected"): 1,
    }


def test_a_graph_with_the_vocabulary_is_left_as_it_is(checkout: Path) -> None:
    dataset = load_dataset(checkout / "ontology" / "gumru.ttl")
    assert add_vocabulary(dataset) is dataset
