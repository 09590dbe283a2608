"""Marks in a row are counted before a text is brought into a normal form.

Sorting the combining marks on one letter, which every normal form does, takes time by
the square of their number: a file of nothing but marks would take days.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

MOST_MARKS: Final = 100

# Words of any language are shorter, and ASCII has no marks: few texts are looked at
# sign by sign.
_LONG_RUN: Final = re.compile(rf"[^\x00-\x7f]{{{MOST_MARKS + 1},}}")
# No marks themselves, but made of marks.
_COMPOSED: Final = frozenset("\u0f73\u0f75\u0f81\uff9e\uff9f")


def limit_marks(text: str) -> str:
    r"""Leave out the marks that no writing has: all after the hundredth on one letter.

    Args:
        text: Any text.

    Returns:
        The text, which can be brought into a normal form in a time by its length.

    Example:
        >>> len(limit_marks("a" + "\u0301" * 5_000))
        101
        >>> limit_marks("Gümrü")
        'Gümrü'
    """
    return _LONG_RUN.sub(_limit_run, text)


def _limit_run(run: re.Match[str]) -> str:
    kept: list[str] = []
    marks = 0
    for sign in run[0]:
        is_mark = unicodedata.combining(sign) or sign in _COMPOSED
        marks = marks + 1 if is_mark else 0
        if marks <= MOST_MARKS:
            kept.append(sign)
    return "".join(kept)
