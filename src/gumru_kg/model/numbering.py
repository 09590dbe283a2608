"""What texts call their articles: 2, 2 §1, 10, Annex I; their order and their names."""

from __future__ import annotations

import re
from typing import Final

# Numbers of the graph that are words.
_PARTS: Final = (("Annex", "Ek"), ("preamble", "başlangıç"))


def read_digits(number: str) -> list[tuple[int, str]]:
    """Give the numbers in the number of an article, in a form that sorts by value.

    Args:
        number: What a text calls an article; anything in a graph of others.

    Returns:
        How many digits each has, and which. They are never made a number, for Python
        refuses to make one of thousands of digits.

    Example:
        >>> sorted(["10", "2 §1", "2"], key=read_digits)
        ['2', '2 §1', '10']
    """
    found = (digits.lstrip("0") for digits in re.findall(r"[0-9]+", number))
    return [(len(digits), digits) for digits in found]


def name_number(number: str, *, lang: str) -> str:
    """Name an article in the language of a reader.

    Args:
        number: What a text calls an article, as the graph has it.
        lang: ``tr`` for Turkish; any other tag gives English.

    Returns:
        The number; words in it are translated.

    Example:
        >>> name_number("Annex I(B)", lang="tr"), name_number("2 §1", lang="tr")
        ('Ek I(B)', '2 §1')
    """
    for english, turkish in _PARTS if lang == "tr" else ():
        number = number.replace(english, turkish)
    return number
