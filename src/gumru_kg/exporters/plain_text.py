"""Text as the formats of others can hold it."""

from __future__ import annotations

import re
from typing import Final

_SPACES: Final = re.compile(r"\s+")
# What XML 1.0 has no way to write, and no reader of a table expects.
_CONTROL: Final = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]"
)
_REPLACEMENT: Final = "\ufffd"
# A spreadsheet takes a cell that begins so for a formula.
_FORMULA_SIGNS: Final = ("=", "+", "-", "@", "\t", "\r")


def write_one_line(text: str) -> str:
    r"""Write a text in one line, without control signs.

    Args:
        text: Any text.

    Returns:
        The text; runs of white space are one space, and a sign that XML cannot hold is
        the replacement character.

    Example:
        >>> write_one_line("Kars\n  and\x07 Gyumri")
        'Kars and� Gyumri'
    """
    return _SPACES.sub(" ", _CONTROL.sub(_REPLACEMENT, text)).strip()


def disarm_formula(cell: str) -> str:
    """Keep a spreadsheet from taking a cell for a formula.

    Args:
        cell: The text of a cell.

    Returns:
        The text; one that begins like a formula has an apostrophe before it, which
        spreadsheets do not show.

    Example:
        >>> disarm_formula("=HYPERLINK(A1)"), disarm_formula("Kars")
        ("'=HYPERLINK(A1)", 'Kars')
    """
    return f"'{cell}" if cell.startswith(_FORMULA_SIGNS) else cell
