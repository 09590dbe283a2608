"""Things are found by what people call them."""

from __future__ import annotations

import pytest

from gumru_kg.errors import UnknownNameError
from gumru_kg.names import Label, NameIndex, fold, loosen
from gumru_kg.namespaces import GID, GV

GUMRU = f"{GID}treaty-gumru-1920"
KARS = f"{GID}treaty-kars-1921"
TOWN = f"{GID}place-kars"
KARABEKIR = f"{GID}agent-karabekir"
ACCEPTED = f"{GV}verdict.accepted"


@pytest.fixture
def names() -> NameIndex:
    return NameIndex(
        [
            Label(GUMRU, "Treaty of Gümrü (Alexandropol), 1920", "en"),
            Label(GUMRU, "Gümrü Antlaşması", "tr"),
            Label(GUMRU, "Ալեքսանդրապոլի պայմանագիր", "hy"),
            Label(KARS, "Treaty of Kars, 1921", "en"),
            Label(KARS, "Kars Antlaşması", "tr"),
            Label(TOWN, "Kars", "en"),
            Label(TOWN, "Карс", "ru"),
            Label(KARABEKIR, "Kâzım Karabekir", "tr"),
            Label(ACCEPTED, "accepted", "en"),
            Label(f"{GID}place-ani", "The town", "en"),
            Label(f"{GID}place-van", "The town", "en"),
        ]
    )


@pytest.mark.parametrize(
    ("name", "iri"),
    [
        (GUMRU, GUMRU),
        ("gid:treaty-gumru-1920", GUMRU),
        ("treaty-gumru-1920", GUMRU),
        ("gumru-1920", GUMRU),
        ("Gumru 1920", GUMRU),
        ("GÜMRÜ ANTLAŞMASI", GUMRU),
        ("gumru antlasmasi", GUMRU),
        ("  Gümrü Antlaşması ", GUMRU),
        ("Gu\u0308mru\u0308 Antlaşması", GUMRU),
        ("Treaty of Gümrü", GUMRU),
        ("ԱԼԵՔՍԱՆԴՐԱՊՈԼԻ ՊԱՅՄԱՆԱԳԻՐ", GUMRU),
        ("Treaty of Kars", KARS),
        ("kars", TOWN),
        ("КАРС", TOWN),
        ("KÂZIM KARABEKİR", KARABEKIR),
        ("kazim karabekir", KARABEKIR),
        ("KAZIM KARABEKIR", KARABEKIR),
        ("gv:verdict.accepted", ACCEPTED),
        ("accepted", ACCEPTED),
    ],
)
def test_one_thing_is_found(names: NameIndex, name: str, iri: str) -> None:
    assert names.resolve(name) == iri


def test_several_things_of_one_name_are_listed(names: NameIndex) -> None:
    with pytest.raises(UnknownNameError, match="names 2 things") as caught:
        names.resolve("the town")
    assert [near.partition(" ")[0] for near in caught.value.nearest] == [
        "place-ani",
        "place-van",
    ]


@pytest.mark.parametrize("name", ["Karsantlasmasi", "Kars Antlaşmsı", "treaty of cars"])
def test_unknown_name_comes_with_the_nearest(names: NameIndex, name: str) -> None:
    with pytest.raises(UnknownNameError) as caught:
        names.resolve(name)
    assert "treaty-kars-1921" in caught.value.nearest[0]
    assert len(caught.value.nearest) <= 5


@pytest.mark.parametrize("name", ["", " ", "xyzzy", "???", "\ud800", "x" * 10_000])
def test_what_nothing_is_called_has_no_nearest(names: NameIndex, name: str) -> None:
    with pytest.raises(UnknownNameError) as caught:
        names.resolve(name)
    assert caught.value.nearest == ()


def test_nearest_are_found_among_many() -> None:
    labels = [
        Label(f"{GID}place-{n}", f"Village number {n} of the north", "en")
        for n in range(20_000)
    ]
    names = NameIndex(labels)
    nearest = names.find_nearest("Vilage nummer 777 of the north")
    assert nearest[0] == "Village number 777 of the north (place-777)"


def test_search_finds_parts_and_exact_names_first(names: NameIndex) -> None:
    assert names.search("kars") == (TOWN, KARS)
    assert names.search("xyzzy") == ()
    assert names.search("") == ()


def test_label_falls_back_to_english_then_to_any(names: NameIndex) -> None:
    assert names.label(GUMRU, lang="tr").text == "Gümrü Antlaşması"
    assert names.label(GUMRU, lang="fr").language == "en"
    assert names.label(KARABEKIR, lang="fr").language == "tr"
    assert names.label("urn:x") == Label("urn:x", "urn:x", "")


def test_folding_makes_the_four_letters_i_one() -> None:
    assert fold("İI") == fold("iı")
    assert loosen("Brest–Litovsk'in") == "brest litovsk in"
