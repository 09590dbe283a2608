"""Rows of marks do not make a normal form a matter of hours."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

import pytest

from gumru_kg.combining_marks import MOST_MARKS, limit_marks
from gumru_kg.errors import DataError
from gumru_kg.evidence import read_text
from gumru_kg.names import loosen

if TYPE_CHECKING:
    from pathlib import Path

# Each would take some minutes at least.
ROWS = {
    "two kinds": "\u0301\u0323" * 500_000,
    "falling classes": "\u0315\u0301\u0323\u05b0" * 250_000,
    "signs made of marks": "\u0f81" * 500_000,
}


@pytest.mark.parametrize("row", ROWS.values(), ids=ROWS)
def test_rows_of_marks_are_cut(row: str) -> None:
    assert len(limit_marks(f"a{row}b")) == MOST_MARKS + 2
    assert loosen(f"Kars{row}") == "kars"


@pytest.mark.parametrize("row", ROWS.values(), ids=ROWS)
def test_text_of_marks_is_refused(tmp_path: Path, row: str) -> None:
    path = tmp_path / "marks.txt"
    path.write_text(f"Kars {row}", "utf-8")
    with pytest.raises(DataError, match="a letter with more than 100 marks; name a"):
        read_text(path)


@pytest.mark.parametrize(
    "text",
    [
        "Gümrü Antlaşması",
        unicodedata.normalize("NFD", "Kâzım Karabekir"),
        "Ալեքսանդրապոլի պայմանագիր" * 50,
        "條約" * 500,
        "e\u0301" * 500,
        "בְּרֵאשִׁית" * 50,
    ],
)
def test_writing_is_left_as_it_is(text: str) -> None:
    assert limit_marks(text) == text
