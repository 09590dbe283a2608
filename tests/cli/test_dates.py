"""EDTF dates in words."""

from __future__ import annotations

import pytest

from gumru_kg.cli._dates import read_date


@pytest.mark.parametrize(
    ("edtf", "english", "turkish"),
    [
        ("1920-12-02/1920-12-03", "2–3 December 1920", "2–3 Aralık 1920"),
        (
            "1920-11-30/1920-12-02",
            "30 November – 2 December 1920",
            "30 Kasım – 2 Aralık 1920",
        ),
        ("1920-11/1920-12", "November–December 1920", "Kasım–Aralık 1920"),
        ("1918/1920", "1918–1920", "1918–1920"),
        ("1920-09", "September 1920", "Eylül 1920"),
        ("1920", "1920", "1920"),
        ("1920-12-02?", "2 December 1920 (uncertain)", "2 Aralık 1920 (kesin değil)"),
        ("1920-11~", "November 1920 (about)", "Kasım 1920 (yaklaşık)"),
        ("../1920-12-02", "before or on 2 December 1920", "en geç 2 Aralık 1920"),
        ("1920-12-02/..", "2 December 1920 or later", "2 Aralık 1920 veya sonrası"),
    ],
)
def test_dates_are_read_as_people_write_them(
    edtf: str, english: str, turkish: str
) -> None:
    assert read_date(edtf, lang="en") == english
    assert read_date(edtf, lang="tr") == turkish


@pytest.mark.parametrize("edtf", ["192X", "1920-XX", "1920-21", "-0044", "about 1920"])
def test_unusual_dates_stay_as_written(edtf: str) -> None:
    assert read_date(edtf, lang="en") == edtf


def test_other_languages_get_english() -> None:
    assert read_date("1920-12-02", lang="hy") == "2 December 1920"
