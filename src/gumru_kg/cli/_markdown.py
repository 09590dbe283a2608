"""Markdown from texts that may come from a user's file: tables, links, lists."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from gumru_kg.cli._text import make_harmless
from gumru_kg.namespaces import compress

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

# What Markdown, or HTML inside it, would take for markup.
_MARKUP: Final = re.compile(r"[\\`*_\[\]<>|&#~]")
_UNSAFE_IN_ADDRESS: Final = re.compile(r"[^\w.~:/?#@!$&'*+,;=%-]", re.ASCII)
_WEB: Final = ("https://", "http://")
# No text has more articles, and Python refuses to read a number of thousands of digits.
_SHORT: Final = re.compile(r"[0-9]{1,6}")
BREAK: Final = "<br>"


def escape(text: str) -> str:
    r"""Make a text stand in Markdown as it is.

    Args:
        text: A text of any origin.

    Returns:
        The text on one line, without markup or control characters.

    Example:
        >>> escape("a|b <script> [x](y)")
        'a\\|b \\<script\\> \\[x\\](y)'
    """
    return _MARKUP.sub(lambda found: f"\\{found[0]}", make_harmless(text))


def link(text: str, *, iri: str) -> str:
    """Link a text to a thing.

    Args:
        text: The words of the link; without words the compact IRI.
        iri: Where it leads; what is no address of the web is only named.

    Returns:
        A link, or the text alone.

    Example:
        >>> link("Kars", iri="https://w3id.org/gumru/id/place-kars")
        '[Kars](https://w3id.org/gumru/id/place-kars)'
        >>> link("Kars", iri="javascript:alert(1)")
        'Kars'
    """
    words = escape(text if text and text != iri else compress(iri))
    if not iri.startswith(_WEB):
        return words
    return f"[{words}]({_UNSAFE_IN_ADDRESS.sub(_percent_encode, iri)})"


def _percent_encode(found: re.Match[str]) -> str:
    return "".join(f"%{byte:02X}" for byte in found[0].encode("utf-8", "replace"))


def table(headers: Sequence[str], rows: Iterable[Sequence[object]]) -> list[str]:
    """Write a table; a column whose cells are all numbers is set to the right.

    Args:
        headers: The names of the columns.
        rows: Cells that are Markdown already, or numbers.

    Returns:
        The lines; none when there are no rows.

    Example:
        >>> table(["place", "events"], [["Kars", 3]])
        ['| place | events |', '| --- | ---: |', '| Kars | 3 |']
    """
    cells = [tuple(row) for row in rows]
    if not cells:
        return []
    numeric = [
        all(isinstance(cell, int) for cell in col) for col in zip(*cells, strict=True)
    ]
    rule = ["---:" if is_number else "---" for is_number in numeric]
    lines = [headers, rule, *cells]
    return [f"| {' | '.join(map(str, line))} |" for line in lines]


def list_ranges(numbers: Sequence[str]) -> str:
    """Write numbers of clauses, neighbours as a range.

    Args:
        numbers: The numbers in their order, of any origin.

    Returns:
        The numbers in a line, without markup; a dash for none.

    Example:
        >>> list_ranges(["1", "2", "2 §1", "3", "4", "5", "9"])
        '1, 2, 2 §1, 3–5, 9'
    """
    runs: list[list[str]] = []
    for number in numbers:
        last = runs[-1][-1] if runs else ""
        are_numbers = _SHORT.fullmatch(last) and _SHORT.fullmatch(number)
        if are_numbers and int(number) == int(last) + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    parts: list[str] = []
    for run in runs:
        # Two neighbours are no range.
        parts += run if len(run) <= 2 else [f"{run[0]}–{run[-1]}"]  # noqa: PLR2004 - two are no range
    return ", ".join(map(escape, parts)) or "–"
