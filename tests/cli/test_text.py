"""Width, wrapping and harmless characters."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gumru_kg.cli._text import display_width, make_harmless, pad, wrap, write_number


@pytest.mark.parametrize(
    ("text", "width"),
    [
        ("Gümrü", 5),
        ("Gu\u0308mru\u0308", 5),
        ("İstanbul", 8),
        ("I\u0307stanbul", 8),
        ("Ալեքսանդրապոլ", 13),
        ("ﬓ", 1),
        ("Alek\u02bbsandrapoli", 15),
        ("Александрополь", 14),
        ("გიუმრი", 6),
        ("گمرى", 4),
        ("گُمرى", 4),
        ("條約", 4),
        ("a\u200db", 2),
        ("", 0),
    ],
)
def test_width_counts_columns_not_code_points(text: str, width: int) -> None:
    assert display_width(text) == width


@given(st.text(), st.integers(min_value=2, max_value=100))
def test_no_wrapped_line_is_wider_than_asked(text: str, width: int) -> None:
    assert all(display_width(line) <= width for line in wrap(text, width))


@given(st.text(), st.integers(min_value=2, max_value=100))
def test_wrapping_loses_no_character_but_spaces(text: str, width: int) -> None:
    assert "".join("".join(wrap(text, width)).split()) == "".join(text.split())


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("non-recognition of", ["non-", "recognition", "of"]),
        ("Turkish–Armenian line", ["Turkish–", "Armenian", "line"]),
        ("gid:place-gyumri", ["gid:place-", "gyumri"]),
        ("up-to-the-hilt", ["up-to-the-", "hilt"]),
        ("on 1920-12-02", ["on", "1920-12-02"]),
        ("cumhuriyetlerinin", ["cumhuriyetle", "rinin"]),
    ],
)
def test_wide_word_breaks_at_its_dashes_before_its_letters(
    text: str, lines: list[str]
) -> None:
    assert wrap(text, 12) == lines


def test_empty_text_is_one_empty_line() -> None:
    assert wrap("", 10) == [""]


def test_padding_counts_columns() -> None:
    assert pad("e\u0301", 3) == "e\u0301  "
    assert pad("條約", 3) == "條約"


@given(st.text())
def test_harmless_text_has_no_control_characters(text: str) -> None:
    harmless = make_harmless(text)
    assert not any(ord(character) < 0x20 for character in harmless)
    assert "\x7f" not in harmless
    assert "\u202e" not in harmless


def test_harmless_text_keeps_letters_and_joiners() -> None:
    text = "گ\u200cمرى Ալեքսանդրապոլ Gümrü"
    assert make_harmless(text) == text


@pytest.mark.parametrize(
    ("number", "english", "turkish"),
    [
        ("9500", "9,500", "9.500"),
        ("-1234567.25", "-1,234,567.25", "-1.234.567,25"),
        ("999", "999", "999"),
        ("1E3", "1E3", "1E3"),
        ("many", "many", "many"),
    ],
)
def test_thousands_are_set_apart_as_the_language_does(
    number: str, english: str, turkish: str
) -> None:
    assert write_number(number, lang="en") == english
    assert write_number(number, lang="tr") == turkish
