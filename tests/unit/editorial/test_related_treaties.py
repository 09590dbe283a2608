"""Each row of the table of related treaties: in the graph, or out with a reason."""

from __future__ import annotations

import csv
import re
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

import pytest

from gumru_kg import open_graph
from gumru_kg.namespaces import compress
from tests.unit.editorial.test_identifiers import read_rows

if TYPE_CHECKING:
    from collections.abc import Mapping

# Where the rows of each treaty record, signatory, territory and difference stand in the
# graph; a row without thing and property stays out, and its value says why.
PLACES: Final = Path(__file__).with_name("related-treaties.tsv")
RECALLED: Final = "recall_unverified"
# The texts of the treaties in whose articles and annexes the rows are numbered.
TEXTS: Final = {
    "GUMRU": "gumru-1920-18",
    "MOSCOW": "moscow-1921",
    "KARS": "kars-1921",
    "SEVRES": "sevres-1920",
    "MUDROS": "mudros-1918",
    "BATUM": "batum-1918",
    "BREST": "brest-litovsk-1918",
    "BERLIN": "berlin-1878",
}
OTHER_ARTICLES: Final = {
    "BATUM.art.7-9": "clause-batum-1918-art-07",
    "BATUM.art.Ottoman–Azerbaijan_1-2": "clause-batum-azerbaijan-1918-art-02",
    "BATUM.art.additional_treaty": "provision-batum-additional-1918-demobilisation",
    "WILSONAWARD.art.decision": "event-wilson-decision",
}
BOUNDARIES: Final = {
    "GUMRU": "gumru-1920",
    "GUMRU-NAKH": "gumru-1920-nakhchivan",
    "KARS-ART4": "kars-1921",
    "BATUM-OTT-AZ": "batum-azerbaijan-1918",
    "BERLIN-58": "berlin-1878",
}
# Points that only a text without an address gives.
WITHOUT_ADDRESS: Final = {"GUMRU-NAKH.wp.05", "GUMRU-NAKH.wp.06"}
SLUGS: Final = {"GUMRU": "gumru-1920", "MOSCOW": "moscow-1921", "KARS": "kars-1921"}
# Pairs whose tie the table only recalls, or calls no more than related.
UNTIED: Final = {
    "C06.GUMRU-MOSCOW",
    "C06.GUMRU-KARS",
    "C15.GUMRU-MOSCOW",
    "C15.GUMRU-KARS",
    "C16.MOSCOW-KARS",
    "C18.GUMRU-MOSCOW",
    "C18.GUMRU-KARS",
    # Moscow 11 and 14 and Kars 19 are recalled, and so are the numbers of Gümrü 15-17.
    "C17.MOSCOW-KARS",
    "C21.GUMRU-MOSCOW",
    "C21.GUMRU-KARS",
    "C27.GUMRU-MOSCOW",
    "C27.GUMRU-KARS",
    "C28.GUMRU-MOSCOW",
    "C28.MOSCOW-KARS",
    "C28.GUMRU-KARS",
}


class Said(NamedTuple):
    """A statement, as a fact or as what a claim says."""

    thing: str
    predicate: str
    value: str
    source: str = ""
    place: str = ""


@pytest.fixture(scope="module")
def rows(shared: Path) -> list[dict[str, str]]:
    return read_rows(shared / "facts" / "related_treaties.tsv")


@pytest.fixture(scope="module")
def said() -> list[Said]:
    """All facts, and what all claims say that are not rejected."""
    kg = open_graph()
    facts = kg.select("SELECT ?thing ?property ?value { ?thing ?property ?value }")
    claims = kg.select(
        "SELECT ?thing ?property ?value ?source ?place { ?claim a gum:Claim ; "
        "rdf:subject ?thing ; rdf:predicate ?property ; rdf:object ?value ; "
        "gum:source ?source ; gum:evidence ?evidence ; gum:verdict ?verdict . "
        "FILTER(?verdict != gv:verdict.rejected) "
        "OPTIONAL { ?evidence gum:locator ?place } }"
    )
    return [_shorten(row) for answer in (facts, claims) for row in answer.dicts()]


def _shorten(row: Mapping[str, object]) -> Said:
    names = ("thing", "property", "value", "source", "place")
    texts = [str(row.get(name) or "") for name in names]
    return Said(*(compress(text).removeprefix("gid:") for text in texts))


def choose(rows: list[dict[str, str]], *kinds: str) -> dict[str, dict[str, str]]:
    chosen = {row["id"]: row for row in rows if row["record_type"] in kinds}
    assert chosen
    return chosen


def test_every_row_is_of_a_kind_that_is_looked_up(rows: list[dict[str, str]]) -> None:
    assert len(rows) > 590
    assert {row["record_type"] for row in rows} == {
        "article",
        "concordance",
        "concordance_pair",
        "disagreement",
        "signatory",
        "territory",
        "treaty_fact",
        "waypoint",
    }


def test_rows_of_records_stand_in_the_graph(
    rows: list[dict[str, str]], said: list[Said]
) -> None:
    kinds = ("treaty_fact", "signatory", "territory", "disagreement")
    looked_up = choose(rows, *kinds)
    with PLACES.open(encoding="utf-8", newline="") as file:
        places = {row["row"]: row for row in csv.DictReader(file, delimiter="\t")}
    # What is only recalled is no source; the graph may know it from elsewhere.
    seen = {key for key, row in looked_up.items() if row["evidence"] != RECALLED}
    assert seen ^ set(places) == set()
    lost = []
    for key, place in places.items():
        thing, predicate, value = place["thing"], place["property"], place["value"]
        if thing and not any(
            re.fullmatch(thing, one.thing)
            and re.fullmatch(predicate, one.predicate)
            and re.search(value, one.value)
            for one in said
        ):
            lost.append(key)
        assert value, key
    assert lost == []


def test_articles_have_a_clause_that_says_what_is_known_of_it(
    rows: list[dict[str, str]], said: list[Said]
) -> None:
    things = {one.thing for one in said}
    told = {one.thing: one for one in said if one.predicate == "gum:content"}
    placed = {one.value: one for one in said if one.predicate == "gum:expressedIn"}
    notes = {one.thing for one in said if one.predicate == "skos:scopeNote"}
    for key, row in choose(rows, "article").items():
        number = row["number_or_order"]
        clause = OTHER_ARTICLES.get(key) or _name_clause(row["treaty"], number)
        assert clause in things, key
        # A clause that nothing is known of says so.
        assert (
            clause in told
            or clause in placed
            or clause in notes
            or (key in OTHER_ARTICLES)
        ), key


def _name_clause(treaty: str, number: str) -> str:
    part = f"art-{number:0>2}"
    if number == "preamble":
        part = number
    if annex := re.fullmatch(r"Annex (I+)(\(([ABC])\))?", number.replace("_", " ")):
        part = f"annex-{len(annex[1])}{(annex[3] or '').lower()}"
    return f"clause-{TEXTS[treaty]}-{part}"


def test_waypoints_stand_in_their_order_and_recalled_ones_do_not(
    rows: list[dict[str, str]], said: list[Said]
) -> None:
    points: dict[str, int] = {}
    for one in said:
        if one.predicate == "gum:waypointOf" and not one.source:
            boundary = one.value.removeprefix("place-boundary-")
            points[boundary] = points.get(boundary, 0) + 1
    expected: dict[str, int] = {}
    for key, row in choose(rows, "waypoint").items():
        if row["evidence"] != RECALLED and key not in WITHOUT_ADDRESS:
            boundary = BOUNDARIES[row["treaty"]]
            expected[boundary] = expected.get(boundary, 0) + 1
    assert points == expected


def test_pairs_of_the_concordance_are_tied_or_found_dropped_and_new(
    rows: list[dict[str, str]], said: list[Said]
) -> None:
    tied = [one for one in said if one.source == "source-concordance"]
    pairs = choose(rows, "concordance_pair")
    assert len(pairs) == 93
    lost, added = [], []
    for key, row in pairs.items():
        subject, _, ends = key.partition(".")
        earlier, later = (SLUGS[end] for end in ends.split("-"))
        is_tied = any(
            one.place == subject and later in one.thing and earlier in one.value
            for one in tied
        )
        is_expected = row["field"] not in {"dropped", "new"} and key not in UNTIED
        if is_expected and not is_tied:
            lost.append(key)
        if is_tied and not is_expected:
            added.append(key)
    assert (lost, added) == ([], [])


def test_subjects_of_the_concordance_that_were_read_are_concepts(
    rows: list[dict[str, str]], said: list[Said]
) -> None:
    numbers = {one.value for one in said if one.predicate == "skos:notation"}
    for key, row in choose(rows, "concordance").items():
        if row["evidence"] != RECALLED:
            assert key in numbers, key
