"""The order of articles by what their texts call them: 2, 2 §1, 10, Annex I."""

from __future__ import annotations

import re


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
