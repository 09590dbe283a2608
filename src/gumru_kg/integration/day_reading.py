"""Dates as other graphs write them, in EDTF."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from gumru_kg.dates import bounds
from gumru_kg.errors import DateError
from gumru_kg.integration.comparables import Dated

if TYPE_CHECKING:
    from gumru_kg.integration.comparables import ComparableDraft

_TIME: Final = re.compile(
    r"(\d{4}-\d{2}-\d{2})T\d{2}:\d{2}:\d{2}(?:\.\d+)?(?:Z|[+-]\d{2}:\d{2})?"
)
_ZONE: Final = re.compile(r"(?:Z|[+-]\d{2}:\d{2})$")
_DAY_PRECISION: Final = 11
_PRECISIONS: Final = {_DAY_PRECISION: 10, 10: 7, 9: 4}
_NOT_READ: Final = "is no date that is read: EDTF, xsd:date, xsd:gYear or xsd:dateTime"


def add_date(draft: ComparableDraft, role: str, text: str, *, locator: str) -> None:
    """Add a date to a thing, or note that it cannot be read.

    Args:
        draft: The thing.
        role: What it is the date of.
        text: How it is written.
        locator: The property that gives it.

    Example:
        >>> from gumru_kg.integration.comparables import ComparableDraft
        >>> draft = ComparableDraft("urn:x")
        >>> add_date(draft, "date", "1920-12-02T00:00:00Z", locator="urn:p")
        >>> [date.text for date in draft.dates]
        ['1920-12-02']
    """
    written = _to_edtf(text)
    try:
        span = bounds(written)
    except DateError:
        draft.complain(text, _NOT_READ)
        return
    dated = Dated(role, written, span.earliest, span.latest, locator)
    draft.dates[dated] = None


def add_interval(
    draft: ComparableDraft,
    role: str,
    begin: str | None,
    end: str | None,
    *,
    locator: str,
) -> None:
    """Add a date that is given by its first and last day.

    Args:
        draft: The thing.
        role: What it is the date of.
        begin: The first day, or nothing.
        end: The last day, or nothing.
        locator: The property that gives it.

    Example:
        >>> from gumru_kg.integration.comparables import ComparableDraft
        >>> draft = ComparableDraft("urn:x")
        >>> add_interval(draft, "date", "1920-12-02", "1920-12-03", locator="urn:p")
        >>> [date.text for date in draft.dates]
        ['1920-12-02/1920-12-03']
    """
    first = _to_edtf(begin) if begin else ".."
    last = _to_edtf(end) if end else ".."
    text = first if first == last else f"{first}/{last}"
    add_date(draft, role, text, locator=locator)


def shorten_time(text: str, precision: int | None) -> str | None:
    """Cut a moment of Wikibase to what is known of it.

    Args:
        text: The moment: ``1920-01-01T00:00:00Z`` where only the year is known.
        precision: 11 for a day, 10 for a month, 9 for a year. Without one, the first
            of January is taken for a year, as truthy statements do not tell.

    Returns:
        The date in EDTF; ``None`` where no calendar of EDTF level 1 reaches.

    Example:
        >>> shorten_time("1920-01-01T00:00:00Z", 9), shorten_time("1920-12-02", 11)
        ('1920', '1920-12-02')
    """
    day = _to_edtf(text)
    if precision is None:
        return day[:4] if day.endswith("-01-01") else day
    length = _PRECISIONS.get(precision)
    return None if length is None else day[:length]


def _to_edtf(text: str) -> str:
    found = _TIME.fullmatch(text)
    return found[1] if found else _ZONE.sub("", text) if text[:1].isdigit() else text
