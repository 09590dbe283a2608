"""Tables fit, lose nothing and fall back to blocks."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from gumru_kg.cli._tables import Table, paint, terminal_width
from gumru_kg.cli._text import display_width

if TYPE_CHECKING:
    import pytest

_CELLS = st.text(alphabet="abc çğışö Աբգ абв e\u0301條", max_size=60)


def _rows(columns: int) -> st.SearchStrategy[list[list[str]]]:
    row = st.lists(_CELLS, min_size=columns, max_size=columns)
    return st.lists(row, max_size=5)


@given(
    st.integers(min_value=1, max_value=6).flatmap(_rows),
    st.integers(min_value=30, max_value=120),
)
def test_no_line_is_wider_than_the_terminal(rows: list[list[str]], width: int) -> None:
    headers = [f"column {n}" for n in range(len(rows[0]))] if rows else ["column"]
    for line in Table.of(headers, rows).lines(width=width):
        assert display_width(line) <= width


def test_cells_are_wrapped_and_not_cut() -> None:
    cell = "Government of the Grand National Assembly of Türkiye"
    lines = Table.of(["agent", "side"], [[cell, "A"]]).lines(width=30)
    words = re.findall(r"\w+", " ".join(line[:26] for line in lines[2:]))
    assert words == cell.split()


def test_many_columns_become_blocks() -> None:
    headers = [f"variable{n}" for n in range(10)]
    lines = Table.of(headers, [["value"] * 10]).lines(width=40)
    assert lines[:2] == ["variable0  value", "variable1  value"]


def test_cells_cannot_send_escape_sequences_to_the_terminal() -> None:
    (row,) = Table.of(["name"], [["\x1b[2Jgone\r\nline"]]).rows
    assert row == ("\\x1b[2Jgone line",)


def test_width_is_taken_from_columns_and_never_tiny(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("COLUMNS", "72")
    assert terminal_width() == 72
    monkeypatch.setenv("COLUMNS", "3")
    assert terminal_width() == 30
    monkeypatch.setenv("COLUMNS", "wide")
    assert terminal_width() >= 30


def test_captured_output_has_no_colours() -> None:
    assert paint("Kars", bold=True) == "Kars"
