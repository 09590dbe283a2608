"""Day bounds of dates written in EDTF, levels 0 and 1.

The ``edtf`` library knows what ``1920-12~`` or ``192X`` spans. It does not know what
no calendar has (it takes 29 February 1919), takes intervals that run backwards, pads
an unknown end with ten years and reads much of level 2. So a date is first held
against the grammar of the two levels, the library then spans each side of it, and the
days must exist and be in order.
"""

from __future__ import annotations

import datetime as dt
import re
import warnings
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from gumru_kg.errors import DateError

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import ModuleType

_DAY: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_DATE: Final = re.compile(
    r"""(?: [0-9]{4} (?: -[0-9]{2} (?: -[0-9]{2} )? )? [?~%]?   # qualified as a whole
          | [0-9]{3}X | [0-9]{2}XX                              # some year of these
          | [0-9]{4}-XX | [0-9]{4}-[0-9]{2}-XX | [0-9]{4}-XX-XX
        )""",
    re.VERBOSE,
)
_SEASON: Final = re.compile(r"[0-9]{4}-2[1-4][?~%]?")
_FAR_YEAR: Final = re.compile(r"-[0-9]{4}.*|0000.*|Y-?[0-9]{5,}")
_OPEN: Final = frozenset({"", ".."})


@dataclass(frozen=True, slots=True)
class Bounds:
    """The first and the last day that a date allows.

    Attributes:
        earliest: The first day, or ``None`` when the date is open to the past.
        latest: The last day, or ``None`` when the date is open to the future.
    """

    earliest: dt.date | None
    latest: dt.date | None


@lru_cache(maxsize=4096)
def bounds(text: str) -> Bounds:
    """Compute the first and last day of an EDTF date.

    A season is refused although level 1 has it: no calendar says on which days it
    begins and ends. So is a year before 1 or after 9999, which no day can bound.

    Args:
        text: A date of EDTF level 0 or 1, without a time of day.

    Returns:
        The bounds; an end that is open or unknown is ``None``.

    Raises:
        DateError: When the text is no such date, names a day that does not exist, or
            is an interval that ends before it begins.

    Example:
        >>> bounds("1920-12-02/1920-12-03").latest
        datetime.date(1920, 12, 3)
        >>> bounds("1920-12").earliest
        datetime.date(1920, 12, 1)
    """
    begin, slash, end = text.partition("/")
    if not slash:
        return _span(text, text)
    if begin in _OPEN and end in _OPEN:
        raise DateError(text, "an interval with no date in it")
    first = Bounds(None, None) if begin in _OPEN else _span(begin, text)
    last = Bounds(None, None) if end in _OPEN else _span(end, text)
    if first.earliest and last.latest and first.earliest > last.latest:
        raise DateError(text, "an interval that ends before it begins")
    return Bounds(first.earliest, last.latest)


def _span(side: str, text: str) -> Bounds:
    if _DAY.fullmatch(side):
        # The usual case needs no library, and the standard one knows leap years.
        day = _existing(text, lambda: dt.date.fromisoformat(side))
        return Bounds(day, day)
    if _SEASON.fullmatch(side):
        raise DateError(text, "a season, whose days no calendar fixes")
    if _FAR_YEAR.fullmatch(side):
        raise DateError(text, "outside the years 0001 to 9999")
    if not _DATE.fullmatch(side):
        raise DateError(text, "not an EDTF date of level 0 or 1")
    found = _ask_library(side)
    if found is None:
        # The grammar above lets only a month or a day out of range come this far.
        raise DateError(text, "not a date that the calendar has")
    lower, upper = found
    return Bounds(
        _existing(text, lambda: dt.date(*lower)),
        _existing(text, lambda: dt.date(*upper)),
    )


# Kept apart from the bounds, so that a date is refused as fast the second time.
@lru_cache(maxsize=4096)
def _ask_library(side: str) -> tuple[tuple[int, int, int], tuple[int, int, int]] | None:
    library = _library()
    try:
        parsed = library.parse_edtf(side)
        return parsed.lower_strict()[:3], parsed.upper_strict()[:3]
    except library.EDTFParseException:
        return None


def _existing(text: str, make: Callable[[], dt.date]) -> dt.date:
    try:
        return make()
    except ValueError:
        raise DateError(text, "not a date that the calendar has") from None


@lru_cache(maxsize=1)
def _library() -> ModuleType:
    with warnings.catch_warnings():
        # Its grammar sets off a diagnostic of pyparsing, on import only.
        warnings.simplefilter("ignore")
        import edtf
    return edtf
