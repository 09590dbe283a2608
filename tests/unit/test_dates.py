"""Bounds of EDTF dates, by the calendar."""

from __future__ import annotations

import contextlib
import datetime as dt
import io
import re

import pytest

from gumru_kg.dates import Bounds, bounds
from gumru_kg.errors import DateError


def day(text: str | None) -> dt.date | None:
    return None if text is None else dt.date.fromisoformat(text)


@pytest.mark.parametrize(
    ("text", "earliest", "latest"),
    [
        ("1920-12-02", "1920-12-02", "1920-12-02"),
        ("1920-02-29", "1920-02-29", "1920-02-29"),
        ("1920-02", "1920-02-01", "1920-02-29"),
        ("1919-02", "1919-02-01", "1919-02-28"),
        ("1920-12", "1920-12-01", "1920-12-31"),
        ("1920", "1920-01-01", "1920-12-31"),
        ("0001", "0001-01-01", "0001-12-31"),
        ("9999-12-31", "9999-12-31", "9999-12-31"),
        ("192X", "1920-01-01", "1929-12-31"),
        ("19XX", "1900-01-01", "1999-12-31"),
        ("1920-XX", "1920-01-01", "1920-12-31"),
        ("1920-XX-XX", "1920-01-01", "1920-12-31"),
        ("1920-04-XX", "1920-04-01", "1920-04-30"),
        ("1920?", "1920-01-01", "1920-12-31"),
        ("1920-12~", "1920-12-01", "1920-12-31"),
        ("1920-12-02%", "1920-12-02", "1920-12-02"),
        ("1920-12-02/1920-12-03", "1920-12-02", "1920-12-03"),
        ("1920-12-02/1920-12-02", "1920-12-02", "1920-12-02"),
        ("1920-12/1920-12-01", "1920-12-01", "1920-12-01"),
        ("1920-12-02?/1921~", "1920-12-02", "1921-12-31"),
        ("1920-12-02/..", "1920-12-02", None),
        ("../1920", None, "1920-12-31"),
        ("1920/", "1920-01-01", None),
        ("/1920-12", None, "1920-12-31"),
    ],
)
def test_a_date_has_these_bounds(
    text: str, earliest: str | None, latest: str | None
) -> None:
    assert bounds(text) == Bounds(day(earliest), day(latest))


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("1920-02-30", "not a date that the calendar has"),
        ("1919-02-29", "not a date that the calendar has"),
        ("1919-02-29?", "not a date that the calendar has"),
        ("1920-13", "not a date that the calendar has"),
        ("1920-00", "not a date that the calendar has"),
        ("1920-13-01", "not a date that the calendar has"),
        ("1920-13-XX", "not a date that the calendar has"),
        ("1920-12-00", "not a date that the calendar has"),
        ("1920-12-01/1920-12-32", "not a date that the calendar has"),
        ("1920-12-05/1920-12-01", "an interval that ends before it begins"),
        ("1920/1919", "an interval that ends before it begins"),
        ("../..", "an interval with no date in it"),
        ("/", "an interval with no date in it"),
        ("1920-24", "a season"),
        ("1920-21/1920-22", "a season"),
        ("0000", "outside the years 0001 to 9999"),
        ("0000-12-01", "not a date that the calendar has"),
        ("-0044", "outside the years 0001 to 9999"),
        ("Y12000", "outside the years 0001 to 9999"),
        ("Y-12000", "outside the years 0001 to 9999"),
        ("", "not an EDTF date of level 0 or 1"),
        ("..", "not an EDTF date of level 0 or 1"),
        ("1920-12-02/1920-12-03/1920", "not an EDTF date of level 0 or 1"),
        (" 1920", "not an EDTF date of level 0 or 1"),
        ("1920\n", "not an EDTF date of level 0 or 1"),
        ("20", "not an EDTF date of level 0 or 1"),
        ("1920-1-2", "not an EDTF date of level 0 or 1"),
        ("02.12.1920", "not an EDTF date of level 0 or 1"),
        ("1920-12-02T10:00:00", "not an EDTF date of level 0 or 1"),
        ("1920-XX-02", "not an EDTF date of level 0 or 1"),
        ("1920-1X", "not an EDTF date of level 0 or 1"),
        ("192u", "not an EDTF date of level 0 or 1"),
        ("{1920,1921}", "not an EDTF date of level 0 or 1"),
        ("[1920..1922]", "not an EDTF date of level 0 or 1"),
        ("?1920", "not an EDTF date of level 0 or 1"),
        ("١٩٢٠", "not an EDTF date of level 0 or 1"),
        ("2 Aralık 1920", "not an EDTF date of level 0 or 1"),
    ],
)
def test_what_is_no_date_is_refused(text: str, problem: str) -> None:
    with pytest.raises(DateError, match=re.escape(problem)) as caught:
        bounds(text)
    assert caught.value.text == text
    assert str(caught.value).startswith(repr(text))
    assert "; write an EDTF date such as 1920-12-02" in str(caught.value)


def test_nothing_is_printed() -> None:
    written = io.StringIO()
    with contextlib.redirect_stdout(written), pytest.raises(DateError):
        bounds("1920-1X")
    assert written.getvalue() == ""
