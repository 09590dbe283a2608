"""Dates in EDTF, with their first and last day, for formats that know neither."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from gumru_kg.dates import bounds
from gumru_kg.errors import DateError

if TYPE_CHECKING:
    import datetime as dt

_OPEN: Final = ".."
_PLAIN: Final = re.compile(r"[0-9]{4}(?:-[0-9]{2}(?:-[0-9]{2})?)?")


class TimeSpan(NamedTuple):
    """A date and the days it allows.

    Attributes:
        text: The date in EDTF.
        earliest: The first day, or ``None`` when it is open to the past.
        latest: The last day, or ``None`` when it is open to the future.
    """

    text: str
    earliest: dt.date | None
    latest: dt.date | None

    @property
    def sides(self) -> tuple[str, str]:
        """Beginning and end as written, the same for a single date; empty if open."""
        begin, slash, end = self.text.partition("/")
        sides = (begin, end if slash else begin)
        return (
            "" if sides[0] == _OPEN else sides[0],
            "" if sides[1] == _OPEN else sides[1],
        )

    @property
    def is_interval(self) -> bool:
        """Whether it has a beginning and an end of its own."""
        return "/" in self.text

    @property
    def is_vague(self) -> bool:
        """Whether it is written as uncertain or approximate."""
        return any(sign in self.text for sign in "?~%")


def read_time_span(text: str | None) -> TimeSpan | None:
    """Read a date.

    Args:
        text: A date in EDTF.

    Returns:
        The date with its bounds, or ``None`` when there is none that can be read.

    Example:
        >>> span = read_time_span("1920-12-02/1920-12-03")
        >>> span.latest.isoformat(), span.sides
        ('1920-12-03', ('1920-12-02', '1920-12-03'))
        >>> read_time_span("some day")
    """
    if not text:
        return None
    try:
        found = bounds(text)
    except DateError:
        return None
    return TimeSpan(text, found.earliest, found.latest)


def join_time_span(begin: str | None, end: str | None) -> TimeSpan | None:
    """Make one interval of a beginning and an end.

    Args:
        begin: A date in EDTF, or nothing when it is not known.
        end: Likewise.

    Returns:
        The interval, or ``None`` when neither is known or they cannot be read.

    Example:
        >>> join_time_span(None, "1837").text
        '../1837'
    """
    if not begin and not end:
        return None
    return read_time_span(f"{begin or _OPEN}/{end or _OPEN}")


def is_plain_date(text: str) -> bool:
    """Tell whether a date is a year, a month or a day with nothing to it.

    Args:
        text: A date in EDTF.

    Returns:
        True when every reader of ISO 8601 reads it.

    Example:
        >>> is_plain_date("1920-12"), is_plain_date("192X"), is_plain_date("1920~")
        (True, False, False)
    """
    return _PLAIN.fullmatch(text) is not None
