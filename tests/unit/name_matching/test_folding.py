"""Names are folded to what is heard in them."""

from __future__ import annotations

import pytest

from gumru_kg.name_matching.folding import fold_name
from gumru_kg.name_matching.romanisation import MOST_SIGNS, romanise, tidy


def hear(text: str, language: str = "") -> list[str]:
    return [word.sound for word in fold_name(text, language=language)[0].words]


@pytest.mark.parametrize(
    "spellings",
    [
        ("Iğdır", "IĞDIR", "iğdır", "İĞDIR"),
        ("Qarabəkir", "Karabekir", "Карабекир", "Կարաբեքիր"),
        ("Hatisyan", "Khatisian", "Хатисов", "Խատիսյան", "Խատիսեան", "Xatisyan"),
        ("Gümrü", "Gyumri", "Գյումրի"),
        ("Şalva", "Shalva", "შალვა"),
        ("Çiçerin", "Chicherin", "Чичерин", "Tchitcherine"),
        ("Rıza", "Riza", "Риза"),
        ("Ahmet", "Ahmed"),
        ("Poghos", "Boghos", "Bogos"),
        ("قارص", "Kars", "ყარს"),
        ("Yerevan", "Երևան", "Երեւան", "Ереван"),
    ],
)
def test_spellings_of_one_name_sound_alike(spellings: tuple[str, ...]) -> None:
    sounds = {tuple(hear(each)) for each in spellings}
    if spellings[0] in {"Gümrü", "Çiçerin"}:
        # Near is enough: letters that one language lacks stay apart.
        assert len(sounds) <= 2
    else:
        assert len(sounds) == 1, sounds


@pytest.mark.parametrize(
    ("one", "other"),
    [("Kars", "Van"), ("Sarp", "Sarpi"), ("Korganov", "Korgan"), ("Ani", "Oni")],
)
def test_other_names_sound_otherwise(one: str, other: str) -> None:
    assert hear(one) != hear(other)


def test_turkish_letters_are_read_as_such_where_the_language_is_known() -> None:
    assert romanise("Celal", turkic=True) == "jelal"
    assert hear("Celal", "tr") == hear("Jelal", "en")
    assert hear("Celal", "tr") != hear("Celal", "en")


def test_western_armenian_is_read_by_its_own_spelling() -> None:
    assert romanise("յովհաննէս") == "hovhannes"
    assert romanise("հայաստանեան") == "hayastanyan"


def test_titles_and_names_of_fathers_are_laid_aside() -> None:
    [name] = fold_name("Georgy Vasilyevich Chicherin", language="en")
    assert [word.letters for word in name.words] == ["georgy", "chicherin"]
    assert name.has_title
    assert hear("Кязим Кара-Бекир паша") == hear("Kâzım Kara Bekir")


@pytest.mark.parametrize(
    "text",
    [
        "Treaty of Kars, 13 October 1921",
        "Kars Antlaşması (13 Ekim 1921)",
        "Карсский договор 1921",
        "Կարսի պայմանագիր, 1921",
        "ყარსის ხელშეკრულება 1921",
        "Qars müqaviləsi (1921)",
        "Traité de Kars de 1921",
    ],
)
def test_treaties_are_known_by_their_place_and_year(text: str) -> None:
    name = fold_name(text)[0]
    assert [word.sound for word in name.words] == hear("Kars")
    assert name.kinds == {"treaty"}
    assert name.years == (1921,)


def test_month_beside_no_number_is_a_name() -> None:
    [name] = fold_name("May Uprising, 18 May 1920")
    assert [word.letters for word in name.words] == ["may", "uprising"]


def test_stroke_parts_names_and_dates_are_left_whole() -> None:
    assert len(fold_name("Arpaçay / Akhuryan (river)")) == 2
    assert len(fold_name("2/3 December 1920", language="en")) == 1


def test_name_of_titles_only_is_kept() -> None:
    [name] = fold_name("Paşa")
    assert [word.letters for word in name.words] == ["pasha"]


@pytest.mark.parametrize(
    "text",
    ["", "   ", "?!", "\ud800", "\u202e\u200b", "\u0301" * 50, "x" * (MOST_SIGNS + 1)],
)
def test_what_is_no_name_folds_to_nothing(text: str) -> None:
    assert fold_name(text) == ()


def test_controls_and_marks_do_not_hide_a_name() -> None:
    assert tidy("K\u200bars\u202e") == "Kars"
    assert romanise(tidy("Kars\n\x1bAni")) == "kars ani"
    assert hear("K" + "\u0301" * 90 + "ars") == hear("Kars")


@pytest.mark.parametrize("text", ["a" + "\u0301" * 1_000_000, "((" * 500_000, "\ud800"])
def test_hostile_text_is_put_away(text: str) -> None:
    assert fold_name(text) == ()
