"""Tables that fit the terminal, coloured only where somebody sees the colours."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from itertools import product
from typing import TYPE_CHECKING, Any, Final

import click

from gumru_kg.cli._text import (
    display_width,
    make_harmless,
    pad,
    split_at_dashes,
    wrap,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

_FALLBACK_WIDTH: Final = 80
_NARROWEST_TERMINAL: Final = 30
_MOST_DIGITS: Final = 5
_GAP: Final = "  "
# A column may be squeezed to its longest word. Only words longer than these, such as
# addresses, are broken where there is no dash.
_LONGEST_UNBROKEN: Final = 32
_LONGEST_UNBROKEN_IN_NEED: Final = 16
# Enough to find good widths for, also in a long table.
_ROWS_MEASURED: Final = 60
_LETTERS_MEASURED: Final = 2_000
_STEPS: Final = (8, 4, 2, 1)


def terminal_width() -> int:
    """Tell how many columns there are; 80 when nobody says.

    Returns:
        The width of the terminal, or of ``COLUMNS`` where it is set.

    Example:
        >>> terminal_width() >= 30
        True
    """
    wanted = os.environ.get("COLUMNS", "").strip()
    # More digits than any terminal has columns are nobody's wish.
    is_number = wanted.isascii() and wanted.isdigit() and len(wanted) <= _MOST_DIGITS
    if is_number and int(wanted) > 0:
        return max(_NARROWEST_TERMINAL, int(wanted))
    try:
        columns = os.get_terminal_size(1).columns
    except OSError:
        # Standard output is a file or a pipe.
        columns = 0
    return max(_NARROWEST_TERMINAL, columns or _FALLBACK_WIDTH)


def has_colours() -> bool:
    """Tell whether standard output shows colours and its reader wants them.

    Returns:
        False for a file, a pipe, a dumb terminal, or when ``NO_COLOR`` is set.

    Example:
        >>> has_colours()
        False
    """
    return (
        sys.stdout is not None
        and sys.stdout.isatty()
        and not os.environ.get("NO_COLOR")
        and os.environ.get("TERM") != "dumb"
    )


def paint(text: str, **style: Any) -> str:  # noqa: ANN401 - the keywords of click.style
    """Colour a text for the terminal, or leave it as it is.

    Args:
        text: What to colour.
        style: What ``click.style`` takes: ``bold``, ``dim``, ``fg``.

    Returns:
        The text, with colours only where they are shown.

    Example:
        >>> paint("Kars", bold=True)
        'Kars'
    """
    return click.style(text, **style) if has_colours() else text


@dataclass(frozen=True, slots=True)
class Table:
    """A table to print.

    Attributes:
        headers: The names of the columns.
        rows: The cells, as many a row as there are headers.
    """

    headers: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    @classmethod
    def of(cls, headers: Sequence[str], rows: Sequence[Sequence[object]]) -> Table:
        """Make a table of whatever can be written as text.

        Args:
            headers: The names of the columns.
            rows: The cells; ``None`` becomes an empty one.

        Returns:
            The table, its cells on one line each.

        Example:
            >>> Table.of(["place"], [["Kars"], [None]]).rows
            (('Kars',), ('',))
        """
        return cls(
            tuple(map(make_harmless, headers)),
            tuple(
                tuple("" if cell is None else make_harmless(str(cell)) for cell in row)
                for row in rows
            ),
        )

    def lines(self, *, width: int) -> list[str]:
        """Lay the table out.

        Args:
            width: The columns there are.

        Returns:
            The lines: a row a line where they fit, wrapped cells where they do
            not, and a block a row where even that is too narrow.

        Example:
            >>> Table.of(["place"], [["Kars"]]).lines(width=80)
            ['place', '─────', 'Kars']
        """
        columns = list(zip(self.headers, *self.rows, strict=True))
        naturals = [max(map(display_width, column)) for column in columns]
        room = width - len(_GAP) * (len(columns) - 1)
        widths = _choose_widths(columns, naturals, room)
        if widths is None:
            return _lay_out_blocks(self, width)
        header = _lay_out_row(self.headers, widths)
        rule = _GAP.join("─" * column_width for column_width in widths)
        return [
            *(paint(line, bold=True) for line in header),
            paint(rule, dim=True),
            *(line for row in self.rows for line in _lay_out_row(row, widths)),
        ]


def _choose_widths(
    columns: Sequence[Sequence[str]], naturals: list[int], room: int
) -> list[int] | None:
    # Names to be copied stay whole where there is room for that.
    for split, longest in (
        (_keep_whole, _LONGEST_UNBROKEN),
        (split_at_dashes, _LONGEST_UNBROKEN),
        (split_at_dashes, _LONGEST_UNBROKEN_IN_NEED),
    ):
        minimums = [_narrowest(column, split, longest) for column in columns]
        widths = _fit(naturals, minimums, room)
        if widths is not None:
            is_whole = widths == naturals
            return widths if is_whole else _save_lines(widths, minimums, columns, room)
    return None


def _keep_whole(word: str) -> list[str]:
    return [word]


def _narrowest(
    column: Sequence[str], split: Callable[[str], list[str]], longest: int
) -> int:
    words = (word for cell in column for word in cell.split())
    pieces = (piece for word in words for piece in split(word))
    return min(max(map(display_width, pieces), default=1), longest)


def _fit(naturals: list[int], minimums: list[int], room: int) -> list[int] | None:
    """Cut the widest columns until all fit; None when that cannot be."""
    if sum(minimums) > room:
        return None
    for cap in range(min(max(naturals), room), 0, -1):
        widths = [
            min(natural, max(cap, minimum))
            for natural, minimum in zip(naturals, minimums, strict=True)
        ]
        if sum(widths) <= room:
            return widths
    return minimums


def _save_lines(
    widths: list[int], minimums: list[int], columns: Sequence[Sequence[str]], room: int
) -> list[int]:
    """Move room between columns while that makes the table shorter."""
    heights = _Heights(columns)
    best = list(widths)
    rest = room - sum(best)
    height = heights.total(best)
    is_better = True
    while is_better:
        is_better = False
        for step, taker, giver in product(_STEPS, range(len(best)), range(len(best))):
            tried = list(best)
            gift = min(step, rest) if taker == giver else step
            tried[taker] += gift
            if taker != giver:
                tried[giver] -= step
            if gift == 0 or tried[giver] < minimums[giver]:
                continue
            lower = heights.total(tried)
            if lower < height:
                best, height, is_better = tried, lower, True
                rest = room - sum(best)
    return best


class _Heights:
    """How many lines the first rows of a table take."""

    def __init__(self, columns: Sequence[Sequence[str]]) -> None:
        self._columns = [
            [cell[:_LETTERS_MEASURED] for cell in column[:_ROWS_MEASURED]]
            for column in columns
        ]
        self._known: dict[tuple[int, int], list[int]] = {}

    def total(self, widths: Sequence[int]) -> int:
        """Add the lines up."""
        by_column = [self._of(index, width) for index, width in enumerate(widths)]
        return sum(map(max, zip(*by_column, strict=True)))

    def _of(self, index: int, width: int) -> list[int]:
        key = index, width
        if key not in self._known:
            column = self._columns[index]
            self._known[key] = [len(wrap(cell, width)) for cell in column]
        return self._known[key]


def _lay_out_row(cells: Sequence[str], widths: Sequence[int]) -> list[str]:
    wrapped = [wrap(cell, width) for cell, width in zip(cells, widths, strict=True)]
    height = max(map(len, wrapped))
    lines = []
    for index in range(height):
        parts = [
            pad(lines_of_cell[index] if index < len(lines_of_cell) else "", width)
            for lines_of_cell, width in zip(wrapped, widths, strict=True)
        ]
        lines.append(_GAP.join(parts).rstrip())
    return lines


def _lay_out_blocks(table: Table, width: int) -> list[str]:
    lines: list[str] = []
    label = min(max(map(display_width, table.headers), default=0), width // 3)
    room = width - label - len(_GAP)
    for row in table.rows:
        if lines:
            lines.append("")
        for header, cell in zip(table.headers, row, strict=True):
            if cell:
                lines += _lay_out_row((header, cell), (label, room))
    return lines
