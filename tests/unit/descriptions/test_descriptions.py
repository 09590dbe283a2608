"""Descriptions of small graphs, where each rule shows by itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from gumru_kg.knowledge_graph import KnowledgeGraph, open_graph

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from gumru_kg.descriptions import Description

HEAD = """
PREFIX gid: <https://w3id.org/gumru/id/>
PREFIX gum: <https://w3id.org/gumru/ont#>
PREFIX gv: <https://w3id.org/gumru/voc/>
PREFIX edtf: <http://id.loc.gov/datatypes/edtf/>
PREFIX oa: <http://www.w3.org/ns/oa#>
PREFIX owl: <http://www.w3.org/2002/07/owl#>
PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
gum:date a owl:FunctionalProperty ; rdfs:label "date"@en, "tarih"@tr .
gid:event-x a gum:Event ; skos:prefLabel "Event X"@en, "X olayı"@tr .
"""


def claim(  # noqa: PLR0913 - a claim has as many parts
    name: str,
    value: str,
    *,
    subject: str = "gid:event-x",
    predicate: str = "gum:date",
    stance: str = "asserts",
    verdict: str = "attributed",
    group: str = "",
    more: str = "",
) -> str:
    """Write a claim with its source and evidence."""
    return f"""
gid:claim-{name} a gum:Claim ; rdf:subject {subject} ; rdf:predicate {predicate} ;
  rdf:object {value} ; gum:source gid:source-{name} ; gum:evidence gid:evidence-{name} ;
  gum:stance gv:stance.{stance} ; gum:verdict gv:verdict.{verdict} {more} .
gid:source-{name} a gum:Source ; skos:prefLabel "Source {name}"@en ;
  gum:group gv:group.{group or name} .
gid:evidence-{name} a gum:Evidence ; oa:hasSource gid:source-{name} .
"""


@pytest.fixture
def graph_of(tmp_path: Path) -> Callable[..., KnowledgeGraph]:
    """Make a graph of some Turtle."""

    def make(*parts: str) -> KnowledgeGraph:
        file = tmp_path / "graph.ttl"
        file.write_text(HEAD + "".join(parts), encoding="utf-8")
        return open_graph(file)

    return make


@pytest.fixture
def describe(graph_of: Callable[..., KnowledgeGraph]) -> Callable[..., Description]:
    """Describe a thing of some Turtle."""

    def run(*parts: str, name: str = "event-x", lang: str = "en") -> Description:
        return graph_of(*parts).describe(name, lang=lang)

    return run


def test_label_comes_in_the_language_else_in_english_else_in_any(
    describe: Callable[..., Description],
) -> None:
    kars = 'gid:place-kars a gum:Place ; skos:prefLabel "Կարս"@hy .'
    assert describe(lang="tr").label.text == "X olayı"
    assert describe(lang="ru").label.text == "Event X"
    label = describe(kars, name="place-kars", lang="ru").label
    assert (label.text, label.language) == ("Կարս", "hy")


def test_text_in_several_languages_is_shown_in_one(
    describe: Callable[..., Description],
) -> None:
    note = 'gid:event-x skos:scopeNote "note"@en, "not"@tr .'
    for lang, text in (("en", "note"), ("tr", "not"), ("hy", "note")):
        (fact,) = describe(note, lang=lang).facts
        assert [value.text for value in fact.values] == [text]


def test_names_hold_each_name_once(describe: Callable[..., Description]) -> None:
    also = 'gid:event-x skos:altLabel "Event X"@en, "X"@en .'
    names = [name for name in describe(also).names if name.language == "en"]
    assert [(n.text, n.is_preferred) for n in names] == [
        ("Event X", True),
        ("X", False),
    ]


def test_two_values_of_a_property_that_has_one_are_a_dispute(
    describe: Callable[..., Description],
) -> None:
    description = describe(claim("a", '"1920"'), claim("b", '"1921"'))
    (dispute,) = description.disputes
    assert dispute.question.text == "Event X: date"
    assert {position.value.text for position in dispute.positions} == {"1920", "1921"}
    assert description.attributed == ()


def test_two_values_of_a_property_that_may_have_several_are_none(
    describe: Callable[..., Description],
) -> None:
    parts = [
        claim("a", "gid:place-a", predicate="gum:tookPlaceAt"),
        claim("b", "gid:place-b", predicate="gum:tookPlaceAt"),
    ]
    description = describe(*parts)
    assert description.disputes == ()
    assert len(description.attributed) == 2


def test_claims_on_one_question_are_compared_whatever_their_property(
    describe: Callable[..., Description],
) -> None:
    question = """gid:question-q a gum:Question ; skos:prefLabel "When?"@en ."""
    answers = "; gum:answers gid:question-q"
    description = describe(
        question,
        claim("a", '"1920"', more=answers),
        claim("b", '"early"@en', predicate="gum:evaluation", more=answers),
        name="question-q",
    )
    (dispute,) = description.disputes
    assert dispute.question.text == "When?"
    assert len(dispute.positions) == 2


def test_rejected_claim_is_no_rival_but_is_shown_as_rejected(
    describe: Callable[..., Description],
) -> None:
    description = describe(
        claim("a", '"1920"', verdict="accepted"),
        claim("b", '"1921"', verdict="rejected"),
    )
    assert description.disputes == ()
    (statement,) = description.attributed
    assert statement.value.text == "1921"
    assert statement.witnesses[0].verdict.iri.endswith("verdict.rejected")


@pytest.mark.parametrize("stance", ["doubts", "denies"])
def test_denial_is_a_position_of_its_own(
    describe: Callable[..., Description], stance: str
) -> None:
    parts = claim("a", '"1920"'), claim("b", '"1920"', stance=stance)
    (dispute,) = describe(*parts).disputes
    assert sorted(position.is_denied for position in dispute.positions) == [False, True]
    assert {position.lead for position in dispute.positions} == {"date:"}


def test_sources_of_one_group_count_once(
    describe: Callable[..., Description],
) -> None:
    description = describe(
        claim("a", '"1920"', group="copies"),
        claim("b", '"1920"', group="copies"),
        claim("c", '"1921"'),
    )
    (dispute,) = description.disputes
    assert [(p.groups, len(p.witnesses)) for p in dispute.positions] == [(1, 2), (1, 1)]
    assert description.backing.sources == 3
    assert description.backing.groups == 2


def test_best_attested_position_comes_first(
    describe: Callable[..., Description],
) -> None:
    parts = [claim("a", '"1919"'), claim("b", '"1920"'), claim("c", '"1920"')]
    (dispute,) = describe(*parts).disputes
    assert [position.value.text for position in dispute.positions] == ["1920", "1919"]


def test_paraphrase_stands_for_the_whole_statement(
    describe: Callable[..., Description],
) -> None:
    more = '; rdfs:label "It happened early."@en, "Erken oldu."@tr'
    description = describe(
        claim("a", '"early"@en', predicate="gum:evaluation", more=more), lang="tr"
    )
    (statement,) = description.attributed
    assert statement.paraphrase.text == "Erken oldu."
    assert statement.value.text == "early"


def test_no_source_is_given_the_paraphrase_of_another(
    describe: Callable[..., Description],
) -> None:
    claims = (
        claim(name, '"early"@en', predicate="gum:evaluation", more=more)
        for name, more in (
            ("a", '; rdfs:label "It was too early."@en'),
            ("b", '; rdfs:label "It came early, as planned."@en'),
        )
    )
    said = {
        statement.paraphrase.text: [it.source.text for it in statement.witnesses]
        for statement in describe(*claims).attributed
    }
    assert said == {
        "It was too early.": ["Source a"],
        "It came early, as planned.": ["Source b"],
    }


def test_accepted_claims_are_not_among_what_is_only_said(
    describe: Callable[..., Description],
) -> None:
    description = describe(claim("a", '"1920"', verdict="accepted"))
    assert description.attributed == ()
    assert description.backing.claims == 1


TREATY = """
gid:treaty-t a gum:Treaty ; skos:prefLabel "Treaty T"@en ; gum:hasText gid:text-t ;
  gum:hasProvision gid:provision-t-peace .
gid:text-t a gum:TreatyText ; skos:prefLabel "Text T"@en ;
  gum:hasClause gid:clause-t-2, gid:clause-t-10, gid:clause-t-3 .
gid:clause-t-2 gum:number "2" .
gid:clause-t-3 gum:number "3" ; skos:scopeNote "Content not verified: lost."@en .
gid:clause-t-10 gum:number "10" ; skos:scopeNote "Content not verified: lost."@en .
gid:provision-t-peace a gum:Obligation ; skos:prefLabel "Peace"@en ;
  gum:expressedIn gid:clause-t-2 .
gid:provision-t-arms a gum:Prohibition ; skos:prefLabel "No arms"@en .
"""


def test_provision_without_an_accepted_claim_is_only_reported(
    describe: Callable[..., Description],
) -> None:
    reported = claim(
        "arms",
        "gid:provision-t-arms",
        subject="gid:treaty-t",
        predicate="gum:hasProvision",
    )
    description = describe(TREATY, reported, name="treaty-t")
    peace, arms = description.provisions
    assert (peace.provision.text, peace.is_accepted) == ("Peace", True)
    assert [article.number for article in peace.articles] == ["2"]
    assert (arms.provision.text, arms.is_accepted) == ("No arms", False)
    assert [source.text for source in arms.sources] == ["Source arms"]
    assert description.attributed == ()


def test_unverified_clauses_are_gaps_in_the_order_of_their_numbers(
    describe: Callable[..., Description],
) -> None:
    (gap,) = describe(TREATY, name="treaty-t").gaps
    assert (gap.text.text, gap.numbers) == ("Text T", ("3", "10"))


def test_nothing_but_its_iri_is_known_of_a_bare_thing(
    describe: Callable[..., Description],
) -> None:
    description = describe("gid:thing-bare gum:order 1 .", name="thing-bare")
    assert description.label.text == "gid:thing-bare"
    assert description.names == ()
    assert description.backing.claims == 0
