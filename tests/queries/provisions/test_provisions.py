"""Questions on provisions, asked of other treaties than the default."""

from __future__ import annotations

import pyoxigraph as ox
import pytest

from tests.queries.named import ask_store, read_query_file


def _ask(store: ox.Store, name: str, treaty: str) -> list[dict[str, str]]:
    query = read_query_file(name)
    table = ask_store(store, query.with_value("treaty", f"gid:treaty-{treaty}"))
    return [dict(zip(table[0], row, strict=True)) for row in table[1:]]


@pytest.mark.parametrize(
    ("treaty", "provision", "beneficiary"),
    [
        ("kars-1921", "prisoners", "agent-prisoners-caucasus-front"),
        ("kars-1921", "option", "agent-population-formerly-russian-lands"),
        ("mudros-1918", "ottoman-prisoners", "agent-allied-powers"),
    ],
)
def test_prisoners_and_those_who_may_leave_are_people(
    store: ox.Store, treaty: str, provision: str, beneficiary: str
) -> None:
    rows = _ask(store, "provisions/people", treaty)
    assert (f"gid:provision-{treaty}-{provision}", f"gid:{beneficiary}") in {
        (row["provision"], row["beneficiary"]) for row in rows
    }


def test_a_renounced_treaty_is_no_place(store: ox.Store) -> None:
    rows = _ask(store, "provisions/renouncing", "kars-1921")
    assert {row["renounced"] for row in rows} == {"", "gid:agent-third-states"}


@pytest.mark.parametrize("treaty", ["moscow-1921", "kars-1921"])
def test_batum_is_left_to_georgia_on_condition(store: ox.Store, treaty: str) -> None:
    (row,) = _ask(store, "provisions/conditional", treaty)
    assert row["provision"] == f"gid:provision-{treaty}-batum-cession"
    assert "autonomy" in row["condition"]
    assert "transit" in row["condition"]
