"""Text as a terminal shows it: width in columns, wrapping, harmless characters."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

_UNSEEN_CATEGORIES: Final = frozenset({"Mn", "Me", "Cf"})
_UNSAFE_CATEGORIES: Final = frozenset({"Cc", "Cs", "Zl", "Zp"})
# Marks that turn the order of the rest of a line around.
_BIDI_CONTROLS: Final = frozenset(
    "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
)
_HANGUL_MEDIALS: Final = range(0x1160, 0x1200)
# Beside a letter only: dates and spans of numbers stay whole.
_AFTER_A_DASH: Final = re.compile(
    r"(?<=[^\W\d_][-\u2010\u2013\u2014])(?=\w)|(?<=\w[-\u2010\u2013\u2014])(?=[^\W\d_])"
)
_NUMBER: Final = re.compile(
    r"(?P<sign>[+-]?)(?P<whole>[0-9]{1,40})(?P<rest>(\.[0-9]+)?)"
)
_BEFORE_THOUSANDS: Final = re.compile(r"(?<=[0-9])(?=([0-9]{3})+$)")
_TURKISH_POINTS: Final = str.maketrans(",.", ".,")


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


def write_number(number: str, *, lang: str) -> str:
    """Write a number as readers of a language do, its thousands apart.

    Args:
        number: An integer or decimal number of RDF; anything in a graph of others.
        lang: ``tr`` for Turkish; any other tag gives English.

    Returns:
        The number, or the text when it is none.

    Example:
        >>> write_number("20700.5", lang="en"), write_number("20700.5", lang="tr")
        ('20,700.5', '20.700,5')
    """
    match = _NUMBER.fullmatch(number)
    if match is None:
        return number
    whole = _BEFORE_THOUSANDS.sub(",", match["whole"])
    text = f"{match['sign']}{whole}{match['rest']}"
    return text.translate(_TURKISH_POINTS) if lang == "tr" else text


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
        text: A text on one line; it breaks at spaces. A word that is wider than the
            line breaks after a hyphen or dash, and inside only where it has none.
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
        space = " "
        for piece in _split_wide_word(word, width):
            candidate = f"{line}{space}{piece}" if line else piece
            space = ""
            if display_width(candidate) <= width:
                line = candidate
            else:
                lines.append(line)
                line = piece
    return [*lines, line] if line or not lines else lines


def split_at_dashes(word: str) -> list[str]:
    """Take a word apart where it may be broken.

    Args:
        word: A text without spaces.

    Returns:
        Its pieces, each but the last with the hyphen or dash that ends it.

    Example:
        >>> split_at_dashes("Turkish–Armenian"), split_at_dashes("1920-12-02")
        (['Turkish–', 'Armenian'], ['1920-12-02'])
    """
    return _AFTER_A_DASH.split(word)


def _split_wide_word(word: str, width: int) -> list[str]:
    if display_width(word) <= width:
        return [word]
    return [
        letters
        for piece in split_at_dashes(word)
        for letters in _split_letters(piece, width)
    ]


def _split_letters(word: str, width: int) -> list[str]:
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
