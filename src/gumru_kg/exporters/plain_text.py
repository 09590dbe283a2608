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
