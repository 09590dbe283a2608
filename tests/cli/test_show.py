"""The page of a thing: what is accepted, what is only said, what is not known."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from tests.cli.conftest import Gumru

GV = "https://w3id.org/gumru/voc/"
ACCEPTED = f"{GV}verdict.accepted"


@pytest.fixture
def page(gumru: Gumru) -> str:
    """The page of the Treaty of Gümrü in English."""
    ended = gumru("show", "gumru-1920")
    assert ended.exit_code == 0, ended
    return ended.stdout


@pytest.fixture
def sheet(gumru: Gumru) -> Any:  # noqa: ANN401 - JSON
    """The same as JSON."""
    return gumru("show", "gumru-1920", "--json").json()


def test_page_of_a_treaty_has_what_a_reader_asks(page: str) -> None:
    sections = re.findall(r"^(\w[^·\n]*)$", page, re.MULTILINE)
    names = [section.partition(" (")[0] for section in sections[1:]]
    assert names == [
        "Names",
        "Facts",
        "Signatories",
        "Provisions",
        "Not known",
        "Disputed",
        "Said by sources, not accepted",
        "Rests on",
    ]


def test_page_names_the_treaty_in_its_languages(page: str) -> None:
    for name in ("Ալեքսանդրապոլի", "Gümrü Antlaşması", "Александропольский"):
        assert name in page


def test_page_says_for_whom_and_in_which_capacity_people_signed(page: str) -> None:
    signatories = page.partition("\nSignatories")[2].partition("\nProvisions")[0]
    for side in ("Grand National Assembly", "Republic of Armenia"):
        assert f"For {side}" in signatories or side in signatories
    assert "Karabekir: commander of the Eastern Front" in signatories
    assert "Khatisian" in signatories
    assert "prime minister" in signatories


def test_unverified_articles_are_said_to_be_unverified(page: str, sheet: Any) -> None:  # noqa: ANN401 - JSON
    numbers = {number for gap in sheet["gaps"] for number in gap["numbers"]}
    assert {"15", "16", "17"} <= numbers
    assert "not verified" in page.partition("\nNot known")[2]


def test_every_name_of_a_thing_is_shown(
    gumru: Gumru,
    sheet: Any,  # noqa: ANN401 - JSON
) -> None:
    query = b"SELECT ?name { gid:treaty-gumru-1920 skos:prefLabel|skos:altLabel ?name }"
    ended = gumru("sparql", "-", "--json", stdin=query).json()
    known = {row["name"]["value"] for row in ended["results"]["bindings"]}
    assert {name["text"] for name in sheet["names"]} == known


def test_accepted_provisions_have_the_articles_of_the_graph(
    gumru: Gumru,
    sheet: Any,  # noqa: ANN401 - JSON
) -> None:
    query = b"""SELECT ?provision ?number {
      gid:treaty-gumru-1920 gum:hasProvision ?provision .
      ?provision gum:expressedIn/gum:number ?number }"""
    ended = gumru("sparql", "-", "--json", stdin=query).json()
    known = {
        (row["provision"]["value"], row["number"]["value"])
        for row in ended["results"]["bindings"]
    }
    told = {
        (line["provision"]["iri"], article["number"])
        for line in sheet["provisions"]
        if line["is_accepted"]
        for article in line["articles"]
    }
    assert told == known


def test_what_is_not_accepted_stands_with_its_sources(sheet: Any) -> None:  # noqa: ANN401 - JSON
    assert sheet["attributed"]
    for statement in sheet["attributed"]:
        verdicts = {witness["verdict"]["iri"] for witness in statement["witnesses"]}
        assert verdicts
        assert ACCEPTED not in verdicts
        assert all(witness["source"]["text"] for witness in statement["witnesses"])


def test_a_statement_is_marked_accepted_only_when_a_claim_of_it_is(
    sheet: Any,  # noqa: ANN401 - JSON
) -> None:
    for dispute in sheet["disputes"]:
        for position in dispute["positions"]:
            verdicts = {witness["verdict"]["iri"] for witness in position["witnesses"]}
            assert position["is_accepted"] == (ACCEPTED in verdicts)


def test_facts_on_the_page_are_triples_of_the_graph(
    gumru: Gumru,
    sheet: Any,  # noqa: ANN401 - JSON
) -> None:
    query = b"SELECT ?p ?o { gid:treaty-gumru-1920 ?p ?o }"
    ended = gumru("sparql", "-", "--json", stdin=query).json()
    known = {
        (row["p"]["value"], row["o"]["value"]) for row in ended["results"]["bindings"]
    }
    told = {
        (fact["property"]["iri"], value["iri"] or value["text"])
        for fact in sheet["facts"]
        for value in fact["values"]
    }
    assert told
    assert told <= known


def test_turkish_page_is_turkish(gumru: Gumru) -> None:
    page = gumru("show", "gumru-1920", "--lang", "tr")
    assert page.stdout.startswith("Gümrü Antlaşması")
    assert page.stderr == ""
    for word in ("Adlar", "İmzacılar", "Hükümler", "Tartışmalı", "Bilinmeyen"):
        assert f"\n{word}" in page.stdout
    for english in ("Names", "Provisions", "never entered", "December", " and "):
        assert english not in page.stdout


def test_missing_labels_are_counted(gumru: Gumru) -> None:
    page = gumru("show", "gumru-1920", "--lang", "hy")
    assert page.exit_code == 0
    assert page.stdout.startswith("Ալեքսանդրապոլի պայմանագիր")
    assert re.fullmatch(r"gumru: \d+ labels are not in 'hy'.*\n", page.stderr)


KINDS = (
    "Person",
    "Place",
    "Event",
    "Treaty",
    "TreatyText",
    "Clause",
    "Provision",
    "Question",
    "Source",
    "Claim",
    "Agent",
    "StatusPhase",
    "Participation",
    "Evidence",
)


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_thing_has_a_page_in_both_languages(
    gumru: Gumru, kind: str
) -> None:
    query = f"""SELECT ?thing {{ ?thing a/rdfs:subClassOf* gum:{kind} .
      FILTER(STRSTARTS(STR(?thing), "https://w3id.org/gumru/id/")) }}
      ORDER BY ?thing LIMIT 1"""
    ended = gumru("sparql", "-", "--json", stdin=query.encode()).json()
    [row] = ended["results"]["bindings"]
    for lang in ("en", "tr"):
        page = gumru("show", row["thing"]["value"], "--lang", lang)
        assert page.exit_code == 0
        assert len(page.stdout.splitlines()) > 4


@pytest.mark.parametrize(
    "name",
    ["gv:status.void", "gum:Treaty", "gum:legalStatus", "https://w3id.org/gumru/data"],
)
def test_concepts_terms_and_the_data_set_have_a_page(gumru: Gumru, name: str) -> None:
    assert gumru("show", name).exit_code == 0


def test_claim_is_not_headed_as_fact(gumru: Gumru) -> None:
    query = b"SELECT ?c { ?c gum:verdict gv:verdict.attributed } ORDER BY ?c LIMIT 1"
    ended = gumru("sparql", "-", "--json", stdin=query).json()
    [row] = ended["results"]["bindings"]
    page = gumru("show", row["c"]["value"]).stdout
    assert "\nThe claim\n" in page
    assert "\nFacts\n" not in page
    assert "source " in page
    assert "attributed" in page


def test_names_of_all_forms_lead_to_one_thing(gumru: Gumru) -> None:
    pages = {
        gumru("show", name).stdout
        for name in (
            "https://w3id.org/gumru/id/treaty-gumru-1920",
            "gid:treaty-gumru-1920",
            "treaty-gumru-1920",
            "gumru-1920",
            "Ալեքսանդրապոլի պայմանագիր",
            "Александропольский договор",
        )
    }
    assert len(pages) == 1


def test_json_has_the_same_keys_for_everything(gumru: Gumru) -> None:
    keys = {
        tuple(gumru("show", name, "--json").json())
        for name in ("gumru-1920", "agent-karabekir", "place-kars", "source-seed")
    }
    assert len(keys) == 1


def test_statement_on_one_of_several_things_names_it(gumru: Gumru) -> None:
    disputes = gumru("disputed", "--json").json()
    several = 0
    for dispute in disputes:
        plain = [it for it in dispute["positions"] if not it["paraphrase"]["text"]]
        subjects = {position["subject"]["text"] for position in plain}
        if len(subjects) > 1 and len({it["property"]["iri"] for it in plain}) > 1:
            several += 1
            for position in plain:
                assert position["lead"].startswith(f"{position['subject']['text']}:")
    assert several > 0
    shown = gumru("disputed").stdout
    assert "• Soviet republic of Armenia set up: took place at: Yerevan" in shown


@pytest.mark.parametrize(
    ("lang", "areas"),
    [("en", "20,700 km² 60,000 km²"), ("tr", "20.700 km² 60.000 km²")],
)
def test_areas_are_written_as_in_the_words_of_the_sources(
    gumru: Gumru, lang: str, areas: str
) -> None:
    shown = gumru("disputed", "--lang", lang).stdout
    assert (
        " ".join(re.findall(r"[267]0\W?[07]00 km²", shown))
        == f"20{areas[2]}000 km² {areas}"
    )


WIDE = {"COLUMNS": "200"}


@pytest.mark.parametrize(
    ("lang", "told"),
    [
        ("en", ("in force (22 September 1921); today disputed", "–: nothing is acc")),
        ("tr", ("yürürlükte (22 Eylül 1921); bugünü tartışmalı", "–: kabul edilmiş")),
    ],
)
def test_list_tells_the_last_accepted_state_and_whether_it_is_disputed(
    gumru: Gumru, lang: str, told: tuple[str, str]
) -> None:
    shown = gumru("treaties", "--lang", lang, environment=WIDE).stdout
    for words in told:
        assert words in shown
    page = gumru("show", "moscow-1921", "--lang", lang, environment=WIDE).stdout
    assert told[0].partition(";")[0] in page


def test_state_that_nobody_accepted_is_a_gap_in_the_list(gumru: Gumru) -> None:
    shown = gumru("treaties", environment=WIDE).stdout
    (line,) = [line for line in shown.splitlines() if "Treaty of Sèvres" in line]
    assert line.endswith("  –")
    said = gumru("who-says", "sevres-1920").stdout
    assert "never entered into force" in said


def test_fact_of_which_no_source_is_sure_says_so(gumru: Gumru) -> None:
    for lang, told in (("en", "(probable)"), ("tr", "(muhtemel)")):
        for command in (["show", "event-vratsian-cabinet"], ["chronology"]):
            text = " ".join(gumru(*command, "--lang", lang).stdout.split())
            assert told in text
    described = gumru("show", "event-vratsian-cabinet", "--json").json()
    [date] = [
        f["values"] for f in described["facts"] if f["property"]["text"] == "date"
    ]
    assert [value["certainty"] for value in date] == ["probable"]
    events = gumru("chronology", "--json").json()
    assert {each["certainty"] for each in events} == {"", "probable"}


@pytest.mark.parametrize(
    ("name", "heading", "namesake"),
    [
        ("gumru", "See also", "treaty-gumru-1920 (Treaty of Gümrü"),
        ("moscow", "See also", "treaty-moscow-1921 (Treaty of Moscow, 1921)"),
    ],
)
def test_page_of_a_town_leads_to_the_treaty_of_the_same_name(
    gumru: Gumru, name: str, heading: str, namesake: str
) -> None:
    page = gumru("show", name).stdout
    assert " · gid:place-" in page
    assert namesake in page.partition(f"\n{heading}\n")[2]
    assert heading not in gumru("show", "place-ardahan").stdout
    assert heading not in gumru("show", namesake.partition(" ")[0]).stdout


@pytest.mark.parametrize(
    ("lang", "told"),
    [
        ("en", ("Kumayri (before or on 1837)", "Kumayri (1990–1992)")),
        ("tr", ("Kumayri (en geç 1837)", "Kumayri (1990–1992)")),
    ],
)
def test_names_that_look_alike_are_told_with_their_years(
    gumru: Gumru, lang: str, told: tuple[str, str]
) -> None:
    page = gumru("show", "place-gyumri", "--lang", lang).stdout
    for words in told:
        assert words in page


def test_waypoints_are_told_with_their_boundary(gumru: Gumru) -> None:
    page = gumru("show", "place-karasu-mouth", environment=WIDE).stdout
    told = re.findall(r"\d: mouth of the Lower Karasu( \([^;]*\))?", page)
    assert len(told) == len(set(told)) == 3
    assert "" not in told
    mentions = gumru("show", "place-karasu-mouth", "--json").json()["mentions"]
    assert "1: mouth of the Lower Karasu" in [
        value["text"] for fact in mentions for value in fact["values"]
    ]


def test_fact_on_which_sources_differ_says_so(gumru: Gumru) -> None:
    for lang, told in (
        ("en", "language Ottoman Turkish (disputed, see below)"),
        ("tr", "dili Osmanlı Türkçesi (tartışmalı, aşağıya bakınız)"),
    ):
        text = gumru("show", "gumru-1920", "--lang", lang).stdout
        assert told in " ".join(text.split())
