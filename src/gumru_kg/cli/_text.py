"""Text as a terminal shows it: width in columns, wrapping, harmless characters."""

from __future__ import annotations

import unicodedata
from typing import Final

_UNSEEN_CATEGORIES: Final = frozenset({"Mn", "Me", "Cf"})
_UNSAFE_CATEGORIES: Final = frozenset({"Cc", "Cs", "Zl", "Zp"})
# Marks that turn the order of the rest of a line around.
_BIDI_CONTROLS: Final = frozenset(
    "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
)
_HANGUL_MEDIALS: Final = range(0x1160, 0x1200)


def make_harmless(text: str) -> str:
    r"""Put a text on one line and make its control characters visible.

    Args:
        text: A text that may come from a user's file.

    Returns:
        The text without line breaks, escape sequences or reordering marks.

    Example:
        >>> make_harmless("a\nb \x1b[31m")
        'a b \\x1b[31m'
    """
    joined = " ".join(text.split())
    if joined.isprintable():
        return joined
    return "".join(
        ascii(character)[1:-1]
        if unicodedata.category(character) in _UNSAFE_CATEGORIES
        or character in _BIDI_CONTROLS
        else character
        for character in joined
    )


def write_count(number: int, noun: str, *, plural: str | None = None) -> str:
    """Write how many of something there are.

    Args:
        number: How many.
        noun: What, as one of it is called.
        plural: What several are called, where an s is not enough.

    Returns:
        The number and the noun.

    Example:
        >>> write_count(1, "quad"), write_count(2500, "quad")
        ('1 quad', '2,500 quads')
    """
    return f"{number:,} {noun if number == 1 else plural or f'{noun}s'}"


def display_width(text: str) -> int:
    """Count the columns that a text takes in a terminal.

    Args:
        text: A text on one line.

    Returns:
        The number of columns; combining marks take none, wide characters two.

    Example:
        >>> display_width("Гюмри"), display_width("e\u0301"), display_width("條約")
        (5, 1, 4)
    """
    if text.isascii():
        return len(text)
    return sum(map(_character_width, text))


def _character_width(character: str) -> int:
    if unicodedata.category(character) in _UNSEEN_CATEGORIES:
        return 0
    if ord(character) in _HANGUL_MEDIALS:
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def wrap(text: str, width: int) -> list[str]:
    """Break a text into lines of at most so many columns.

    Args:
        text: A text on one line; it breaks at spaces, or inside a word that is
            wider than the line.
        width: The number of columns, at least two.

    Returns:
        At least one line.

    Example:
        >>> wrap("Government of the Grand National Assembly", 20)
        ['Government of the', 'Grand National', 'Assembly']
    """
    lines: list[str] = []
    line = ""
    for word in text.split():
        for piece in _split_wide_word(word, width):
            candidate = f"{line} {piece}" if line else piece
            if display_width(candidate) <= width:
                line = candidate
            else:
                lines.append(line)
                line = piece
    return [*lines, line] if line or not lines else lines


def _split_wide_word(word: str, width: int) -> list[str]:
    if display_width(word) <= width:
        return [word]
    pieces = [""]
    taken = 0
    for character in word:
        needed = _character_width(character)
        if taken + needed > width:
            pieces.append("")
            taken = 0
        pieces[-1] += character
        taken += needed
    return pieces


def pad(text: str, width: int) -> str:
    """Fill a text with spaces on the right.

    Args:
        text: A text on one line.
        width: The number of columns to reach.

    Returns:
        The text, at least so many columns wide.

    Example:
        >>> pad("Kars", 6)
        'Kars  '
    """
    return text + " " * max(0, width - display_width(text))
