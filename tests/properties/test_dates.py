"""What holds for all dates."""

from __future__ import annotations

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from gumru_kg.dates import bounds
from gumru_kg.errors import DateError

DAYS = st.dates(min_value=dt.date(1, 1, 1))


@st.composite
def sides(draw: st.DrawFn) -> tuple[str, dt.date]:
    """Draw one side of a date, and a day that it allows."""
    day = draw(DAYS)
    form = draw(
        st.sampled_from(["%Y-%m-%d", "%Y-%m", "%Y", "%Y-%m-XX", "%Y-XX", "%Y-XX-XX"])
    )
    # strftime writes years before 1000 without zeros.
    text = form.replace("%Y", f"{day.year:04}")
    text = text.replace("%m", f"{day.month:02}").replace("%d", f"{day.day:02}")
    mark = "" if "X" in text else draw(st.sampled_from(["", "?", "~", "%"]))
    return text + mark, day


@given(sides())
def test_a_date_lies_within_its_bounds(side: tuple[str, dt.date]) -> None:
    text, day = side
    span = bounds(text)
    assert span.earliest is not None
    assert span.latest is not None
    assert span.earliest <= day <= span.latest


@given(sides(), sides())
def test_an_interval_begins_before_it_ends_or_is_refused(
    first: tuple[str, dt.date], last: tuple[str, dt.date]
) -> None:
    text = f"{first[0]}/{last[0]}"
    try:
        span = bounds(text)
    except DateError:
        assert first[1] > last[1]
        return
    assert span.earliest is not None
    assert span.latest is not None
    assert span.earliest <= span.latest
    assert span.earliest == bounds(first[0]).earliest
    assert span.latest == bounds(last[0]).latest


@given(st.text(alphabet="0123456789-/.X?~% YT:", max_size=24) | st.text(max_size=12))
def test_whatever_is_written_gives_bounds_or_a_date_error(text: str) -> None:
    try:
        span = bounds(text)
    except DateError:
        return
    assert span.earliest or span.latest
