"""The status of a treaty on a day, with what is not known."""

from __future__ import annotations

from typing import TypeAlias

import pyoxigraph as ox
import pytest

from tests.queries.named import ask_store, read_query_file

GNA = "gid:agent-gna-government"
RUSSIA = "gid:agent-soviet-russia"
BEFORE = "the treaty was not yet signed on this day@en"
NONE = "no accepted source gives the status of the treaty on this day@en"
NOT_FOR_PARTY = "no accepted source gives this party a status of its own on this day@en"

Rows: TypeAlias = set[tuple[str, str, str]]


def _ask(store: ox.Store, treaty: str, day: str) -> Rows:
    query = read_query_file("status/on-day")
    text = query.with_value("treaty", f"gid:treaty-{treaty}")
    text = type(query)(query.name, text).with_value("day", f'"{day}"^^xsd:date')
    table = ask_store(store, text)
    places = [table[0].index(name) for name in ("party", "status", "gap")]
    return {(row[places[0]], row[places[1]], row[places[2]]) for row in table[1:]}


@pytest.mark.parametrize(
    ("treaty", "day", "expected"),
    [
        ("gumru-1920", "1920-12-01", {("", "", BEFORE)}),
        (
            "moscow-1921",
            "1921-07-25",
            {
                ("", "gv:status.signed", ""),
                (RUSSIA, "gv:status.ratified", ""),
                (GNA, "", NOT_FOR_PARTY),
            },
        ),
        (
            "moscow-1921",
            "1921-09-22",
            {
                ("", "gv:status.in-force", ""),
                (RUSSIA, "gv:status.ratified", ""),
                (GNA, "gv:status.ratified", ""),
            },
        ),
        ("lausanne-1923", "1924-01-01", {("", "", NONE)}),
    ],
)
def test_status_on_a_day(
    store: ox.Store, treaty: str, day: str, expected: Rows
) -> None:
    assert _ask(store, treaty, day) == expected


def test_signed_gives_way_to_in_force(store: ox.Store) -> None:
    before = _ask(store, "kars-1921", "1922-09-10")
    assert {status for _, status, _ in before} == {"gv:status.signed", ""}
    after = _ask(store, "kars-1921", "1922-09-11")
    # No source speaks of the parties one by one.
    assert {(party, status) for party, status, gap in after if not gap} == {
        ("", "gv:status.in-force")
    }


def test_a_ground_that_nobody_names_is_said(store: ox.Store) -> None:
    table = ask_store(store, read_query_file("status/invalidity").text)
    ground, claim, gap = (table[0].index(name) for name in ("ground", "claim", "gap"))
    assert all(bool(row[claim]) != bool(row[gap]) for row in table[1:])
    assert "gv:ground.coercion" in {row[ground] for row in table[1:] if row[gap]}


def test_every_ground_is_compared_with_the_vienna_convention(store: ox.Store) -> None:
    table = ask_store(store, read_query_file("status/invalidity").text)
    notes = {row[table[0].index("note")] for row in table[1:]}
    assert all("Vienna Convention" in note for note in notes)
