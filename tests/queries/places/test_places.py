"""Questions on places with other parameters than the defaults."""

from __future__ import annotations

import pyoxigraph as ox
import pytest

from tests.queries.named import Table, ask_store, read_query_file


def _ask(store: ox.Store, name: str, **terms: str) -> list[dict[str, str]]:
    query = read_query_file(name)
    text = query.text
    for parameter, term in terms.items():
        text = type(query)(name, text).with_value(parameter, term)
    table: Table = ask_store(store, text)
    return [dict(zip(table[0], row, strict=True)) for row in table[1:]]


def test_only_the_river_is_within_twenty_kilometres_of_kars(store: ox.Store) -> None:
    (row,) = _ask(store, "places/within", distance="20")
    assert (row["thing"], row["kilometres"]) == ("gid:place-kars-river", "1.8")


def test_waypoints_are_found_with_their_boundary(store: ox.Store) -> None:
    rows = _ask(store, "places/within", centre="gid:place-mount-ararat")
    found = {(row["boundary"], row["order"]) for row in rows if row["boundary"]}
    assert found == {
        ("gid:place-boundary-gumru-1920", "1"),
        ("gid:place-boundary-gumru-1920-nakhchivan", "7"),
        ("gid:place-boundary-kars-1921", "7"),
        ("gid:place-boundary-kars-1921", "8"),
    }


def test_each_thing_is_found_once_at_its_nearest(store: ox.Store) -> None:
    rows = _ask(store, "places/within", distance="400")
    things = [(row["thing"], row["kind"]) for row in rows]
    assert len(set(things)) == len(things)
    distances = [float(row["kilometres"]) for row in rows]
    assert distances == sorted(distances)


@pytest.mark.parametrize(
    ("centre", "distance", "gap"),
    [
        ("gid:place-kars-province", "50", "the graph has no geometry of this place"),
        ("gid:place-erzurum", "1", "nothing with a geometry lies within"),
    ],
)
def test_what_cannot_be_found_is_said(
    store: ox.Store, centre: str, distance: str, gap: str
) -> None:
    (row,) = _ask(store, "places/within", centre=centre, distance=distance)
    assert row["thing"] == ""
    assert row["gap"].startswith(gap)


def test_a_gap_is_said_in_turkish(store: ox.Store) -> None:
    centre = "gid:place-kars-province"
    (row,) = _ask(store, "places/within", centre=centre, lang='"tr"')
    assert row["gap"].endswith("@tr")


def test_a_waypoint_without_coordinate_says_so(store: ox.Store) -> None:
    rows = _ask(store, "places/waypoints")
    points = [row["point"] for row in rows]
    assert points[0].startswith("POINT(")
    assert set(points[1:]) == {"no coordinate in the graph@en"}
    assert not any(row["pointSource"] for row in rows[1:])


def test_every_coordinate_of_a_waypoint_cites_its_source(store: ox.Store) -> None:
    for boundary in ("gumru-1920", "gumru-1920-nakhchivan", "kars-1921", "berlin-1878"):
        for row in _ask(
            store, "places/waypoints", boundary=f"gid:place-boundary-{boundary}"
        ):
            assert row["point"].startswith("POINT(") == bool(row["pointSource"])


def test_nakhchivan_is_followed_through_the_treaties_in_order(store: ox.Store) -> None:
    rows = _ask(store, "places/in-treaties")
    dates = [row["earliest"] for row in rows]
    assert dates == sorted(dates)
    assert {"gid:treaty-gumru-1920", "gid:treaty-moscow-1921"} <= {
        row["treaty"] for row in rows
    }


def test_batum_and_nakhchivan_change_hands_by_the_treaty_of_moscow(
    store: ox.Store,
) -> None:
    rows = _ask(store, "places/changing-hands", treaty="gid:treaty-moscow-1921")
    assert {"gid:place-batum", "gid:place-nakhchivan-district"} <= {
        row["place"] for row in rows
    }
    assert {row["articles"] for row in rows} == {"2", "3"}


def test_a_place_of_which_treaties_are_void_changes_no_hands(store: ox.Store) -> None:
    rows = _ask(store, "places/changing-hands", treaty="gid:treaty-kars-1921")
    assert {row["place"] for row in rows} == {
        "gid:place-batum",
        "gid:place-batum-district",
        "gid:place-nakhchivan-district",
    }


def test_sides_differ_where_sources_do(store: ox.Store) -> None:
    rows = _ask(store, "places/waypoints")
    differing = {row["order"] for row in rows if row["sidesDiffer"] == "true"}
    told = {row["order"] for row in rows if row["sides"]}
    assert (differing, told) == ({"4", "5"}, {"4", "5", "6"})


def test_sides_are_told_in_turkish(store: ox.Store) -> None:
    sides = [row["sides"] for row in _ask(store, "places/waypoints", lang='"tr"')]
    kiziltas = "Hat Kızıltaş'ın batısından geçer. (1–3. maddelerin Ermenice metni"
    assert sides[5].startswith(kiziltas)
    assert not any("passes" in side or "(Armenian" in side for side in sides)


@pytest.mark.parametrize("place", ["gyumri", "yerevan", "batum"])
def test_a_name_in_use_has_no_end(store: ox.Store, place: str) -> None:
    rows = _ask(store, "places/names", place=f"gid:place-{place}")
    preferred = [row for row in rows if row["kind"] == "preferred"]
    assert {row["language"] for row in preferred} >= {"en", "tr"}
    assert not any(row["until"] for row in preferred)
    assert any(row["until"] for row in rows)


def test_a_reading_shows_among_the_names_of_its_place(store: ox.Store) -> None:
    rows = _ask(store, "places/names", place="gid:place-sharur")
    (row,) = [row for row in rows if row["name"] == "İtur"]
    assert (row["kind"], row["certainty"]) == ("in a source", "gv:certainty.probable")


def test_places_that_an_article_only_names_have_no_order(store: ox.Store) -> None:
    rows = {row["place"]: row for row in _ask(store, "places/boundaries-compared")}
    sarp = rows["gid:place-sarp"]
    assert (sarp["inFirst"], sarp["inMiddle"], sarp["inLast"]) == ("", "named", "1")
    assert rows["gid:place-boundary-moscow-1921"]["gap"] != ""
    assert all(row["namedBy"] != "0" for row in rows.values() if not row["gap"])
