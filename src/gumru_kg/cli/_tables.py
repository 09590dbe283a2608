"""Tables that fit the terminal, coloured only where somebody sees the colours."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import click

from gumru_kg.cli._text import display_width, make_harmless, pad, wrap

if TYPE_CHECKING:
    from collections.abc import Sequence

_FALLBACK_WIDTH: Final = 80
_NARROWEST_TERMINAL: Final = 30
_GAP: Final = "  "
# A column may be squeezed to its longest word, but a long word may be broken.
_LONGEST_UNBROKEN_WORD: Final = 14


def terminal_width() -> int:
    """Tell how many columns there are; 80 when nobody says.

    Returns:
        The width of the terminal, or of ``COLUMNS`` where it is set.

    Example:
        >>> terminal_width() >= 30
        True
    """
    wanted = os.environ.get("COLUMNS", "")
    if wanted.isascii() and wanted.isdigit() and int(wanted) > 0:
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
        minimums = [_narrowest(column) for column in columns]
        widths = _fit(naturals, minimums, room)
        if widths is None:
            return _lay_out_blocks(self, width)
        header = _lay_out_row(self.headers, widths)
        rule = _GAP.join("─" * column_width for column_width in widths)
        return [
            *(paint(line, bold=True) for line in header),
            paint(rule, dim=True),
            *(line for row in self.rows for line in _lay_out_row(row, widths)),
        ]


def _narrowest(column: Sequence[str]) -> int:
    words = (word for cell in column for word in cell.split())
    longest = max(map(display_width, words), default=1)
    return min(longest, _LONGEST_UNBROKEN_WORD)


def _fit(naturals: list[int], minimums: list[int], room: int) -> list[int] | None:
    """Cut the widest columns until all fit; None when that cannot be."""
    if sum(minimums) > room:
        return None
    for cap in range(max(naturals), 0, -1):
        widths = [
            min(natural, max(cap, minimum))
            for natural, minimum in zip(naturals, minimums, strict=True)
        ]
        if sum(widths) <= room:
            return _share_rest(widths, naturals, room)
    return minimums


def _share_rest(widths: list[int], naturals: list[int], room: int) -> list[int]:
    rest = room - sum(widths)
    shared = list(widths)
    for index, natural in enumerate(naturals):
        if rest and shared[index] < natural:
            shared[index] += 1
            rest -= 1
    return shared


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
    for row in table.rows:
        if lines:
            lines.append("")
        for header, cell in zip(table.headers, row, strict=True):
            if cell:
                lines += [paint(line, bold=True) for line in wrap(header, width)]
                lines += [f"  {line}" for line in wrap(cell, max(2, width - 2))]
    return lines
