"""The form of a language tag, the same wherever one is taken from a user."""

from __future__ import annotations

from typing import Final

_LONGEST_SUBTAG: Final = 8


def is_language_tag(text: str) -> bool:
    """Tell whether a text has the form of a language tag, in capitals or not.

    Args:
        text: Any text.

    Returns:
        True for a language and its subtags, of at most eight letters or digits each.

    Example:
        >>> is_language_tag("ota-Arab"), is_language_tag("turkish, please")
        (True, False)
    """
    language, *others = text.split("-")
    return (
        text.isascii()
        and language.isalpha()
        and all(part.isalnum() for part in others)
        and all(len(part) <= _LONGEST_SUBTAG for part in (language, *others))
    )
