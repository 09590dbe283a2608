"""Text of RDF of which a store of pyoxigraph rewrites no literal, told by a look at it.

To parse the text and compare would take as long as all the rest of a validation. Most
text has no literal that could be written otherwise, and that is quickly seen.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

_PIECE: Final = 1_000_000
_TYPED: Final = b'"^^'
_DATATYPE: Final = re.compile(rb"\s*(?:<[^>\\]*[#/]|[\w.-]*:)([A-Za-z]+)(?![\w%\\-])")
# Numbers of no more digits than these are not rounded.
_NUMBERS: Final = {b"integer": 15, b"decimal": 15, b"double": 15, b"float": 6}
_NUMBER: Final = re.compile(rb"0|-?(?:[1-9][0-9]*|(?:0|[1-9][0-9]*)\.[0-9]*[1-9])")
_TIMES: Final = (b"dateTime", b"time")
_DAYS: Final = (b"date", b"gDay", b"gMonth", b"gMonthDay", b"gYear", b"gYearMonth")
_OFFSET: Final = re.compile(rb"[+-]00:00$")
# The store has no such types, and takes them for numbers, times and lengths of time.
_UNLIKE: Final = re.compile(rb"(?i).*(?:int|integer|long|short|byte|duration|stamp)")
_ESCAPE: Final = re.compile(rb"\\.", re.DOTALL)
_IRI: Final = re.compile(rb'<[^<>"\s]*>')
_QUOTE_IN_COMMENT: Final = re.compile(rb'#[^\n"]*"')
# What may stand beside a number becomes a blank, and each digit but 0 becomes 1.
_BLUR: Final = bytes.maketrans(b'"\t\r\n,;()[]23456789E', b" " * 10 + b"1" * 8 + b"e")
# With an exponent, or a fraction that ends in 0. A search for two signs is fast.
_INEXACT: Final = rb"(?:\.?e|\.[01]*(?:e|0(?![01e])))"
_SUSPECTS: Final = (
    re.compile(rb" \+[.01]"),
    re.compile(rb" -(?:\.|0(?!\.[01])|[01]{15}|[01]+%b)" % _INEXACT),
    re.compile(rb" \.[01]"),
    re.compile(rb" 0(?:[01]|%b)" % _INEXACT),
    re.compile(rb" 1(?:[01]{14}|[01]*%b)" % _INEXACT),
)


def may_be_rewritten(text: bytes, *, is_turtle: bool) -> bool:
    """Tell whether a store may write a literal of a text in another way.

    Args:
        text: Turtle or N-Triples.
        is_turtle: Whether numbers may stand without quotes.

    Returns:
        False when it does not.

    Example:
        >>> may_be_rewritten(b"<urn:a> <urn:p> 7 .", is_turtle=True)
        False
        >>> may_be_rewritten(b"<urn:a> <urn:p> 007 .", is_turtle=True)
        True
    """
    # Only texts in such quotes go over several lines.
    if is_turtle and b'"""' in text:
        return True
    return any(
        _has_typed_suspect(lines) or (is_turtle and _has_bare_suspect(lines))
        for lines in _cut(text)
    )


def _cut(text: bytes) -> Iterator[bytes]:
    """Cut a text between lines: a copy of all of it may not find room."""
    start = 0
    while start < len(text):
        end = text.find(b"\n", start + _PIECE)
        end = len(text) if end < 0 else end
        yield text[start:end]
        start = end


def _has_typed_suspect(text: bytes) -> bool:
    """Look at the literals that have a datatype."""
    parts = text.split(_TYPED)
    # A datatype may stand apart from its text, or the quotes may be others.
    if len(parts) != text.count(b"^^") + 1:
        return True
    typed = {
        (before[before.rfind(b'"') + 1 :], _read_datatype(after))
        for before, after in pairwise(parts)
    }
    return any(_is_suspect(lexical, datatype) for lexical, datatype in typed)


def _read_datatype(after: bytes) -> bytes:
    found = _DATATYPE.match(after)
    return b"" if found is None else found[1]


def _is_suspect(lexical: bytes, datatype: bytes) -> bool:
    if datatype in _NUMBERS:
        is_plain = _NUMBER.fullmatch(lexical) is not None
        return not is_plain or len(lexical) > _NUMBERS[datatype]
    if datatype in _DAYS:
        return _OFFSET.search(lexical) is not None
    if datatype in _TIMES:
        is_odd = b"." in lexical or b"24:" in lexical
        return is_odd or _OFFSET.search(lexical) is not None
    if datatype == b"boolean":
        return lexical not in (b"true", b"false")
    return not datatype or _UNLIKE.match(datatype) is not None


def _has_bare_suspect(text: bytes) -> bool:
    """Look at the numbers of Turtle that stand without quotes."""
    # Each other part lies within quotes.
    outside = _IRI.sub(b" ", b'"'.join(_ESCAPE.sub(b"", text).split(b'"')[::2]))
    if b"'" in outside or _QUOTE_IN_COMMENT.search(outside):
        return True
    blurred = outside.translate(_BLUR)
    return any(suspect.search(blurred) for suspect in _SUSPECTS)
