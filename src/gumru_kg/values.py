"""Values of Python for the terms of an answer."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final, TypeAlias

import pyoxigraph as ox

if TYPE_CHECKING:
    import datetime as dt
    import re
    from collections.abc import Callable, Mapping
    from decimal import Decimal

    Value: TypeAlias = str | int | float | bool | Decimal | dt.date | dt.datetime | None
    _Reader: TypeAlias = tuple[re.Pattern[str], Callable[[str], Value]]

_XSD: Final = "http://www.w3.org/2001/XMLSchema#"
_INTEGERS: Final = (
    "integer long int short byte nonNegativeInteger positiveInteger nonPositiveInteger "
    "negativeInteger unsignedLong unsignedInt unsignedShort unsignedByte"
)
# Python reads more than XML Schema allows: 1_000, 19201202, Arabic digits.
_INTEGER: Final = r"[+-]?[0-9]+"
_DECIMAL: Final = r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)"
_DOUBLE: Final = rf"{_DECIMAL}(?:[eE][+-]?[0-9]+)?|[+-]?INF|NaN"
_DATE: Final = r"[0-9]{4}-[0-9]{2}-[0-9]{2}"
# A microsecond is the smallest time that Python has.
_TIME: Final = (
    r"[0-9]{2}:[0-9]{2}:[0-9]{2}(?:\.[0-9]{1,6})?(?:Z|[+-][0-9]{2}:[0-9]{2})?"
)
_BOOLEANS: Final = {"true": True, "1": True, "false": False, "0": False}


def to_value(
    term: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple | None,
) -> Value:
    """Give a term as a value of Python, where one says the same.

    Args:
        term: A term, or nothing.

    Returns:
        A number, a truth value or a date for a literal of such a datatype; else the
        IRI or the lexical form. Text stays what Python cannot hold without a loss: a
        date with a time zone, the year 0, an ill-typed literal, a date in EDTF.

    Example:
        >>> date = ox.NamedNode("http://www.w3.org/2001/XMLSchema#date")
        >>> to_value(ox.Literal("1920-12-02", datatype=date))
        datetime.date(1920, 12, 2)
        >>> to_value(ox.Literal("1920-12-02/1920-12-03"))
        '1920-12-02/1920-12-03'
    """
    if not isinstance(term, ox.Literal):
        return to_text(term)
    text = term.value
    known = _readers().get(term.datatype.value)
    if known is None or known[0].fullmatch(text) is None:
        return text
    try:
        return known[1](text)
    except ValueError:
        # No such day, or more digits than Python reads.
        return text


def to_text(
    term: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple | None,
) -> str | None:
    """Give a term as text, without language or datatype.

    Args:
        term: A term, or nothing.

    Returns:
        The IRI or the lexical form; a triple as it is written in SPARQL.

    Example:
        >>> to_text(ox.Literal("Карс", language="ru"))
        'Карс'
    """
    if term is None:
        return None
    return str(term) if isinstance(term, ox.Triple) else term.value


@cache
def _readers() -> Mapping[str, _Reader]:
    """Tell how to read each datatype: what may be there, and what makes the value."""
    # A small command has no time to import these.
    import datetime as dt
    import re
    from decimal import Decimal

    readers: dict[str, tuple[str, Callable[[str], Value]]] = {
        **dict.fromkeys(_INTEGERS.split(), (_INTEGER, int)),
        "decimal": (_DECIMAL, Decimal),
        "double": (_DOUBLE, float),
        "float": (_DOUBLE, float),
        "boolean": ("|".join(_BOOLEANS), _BOOLEANS.__getitem__),
        "date": (_DATE, dt.date.fromisoformat),
        "dateTime": (f"{_DATE}T{_TIME}", dt.datetime.fromisoformat),
    }
    return {
        f"{_XSD}{name}": (re.compile(pattern), read)
        for name, (pattern, read) in readers.items()
    }
