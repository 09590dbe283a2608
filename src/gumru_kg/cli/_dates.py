"""EDTF dates in words, for readers; anything unusual stays as it is written."""

from __future__ import annotations

import re
from typing import Final

_MONTHS: Final[dict[str, tuple[str, ...]]] = {
    "en": (
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ),
    "tr": (
        "Ocak",
        "Şubat",
        "Mart",
        "Nisan",
        "Mayıs",
        "Haziran",
        "Temmuz",
        "Ağustos",
        "Eylül",
        "Ekim",
        "Kasım",
        "Aralık",
    ),
}
_QUALIFIERS: Final[dict[str, dict[str, str]]] = {
    "en": {"?": "uncertain", "~": "about", "%": "about, uncertain"},
    "tr": {"?": "kesin değil", "~": "yaklaşık", "%": "yaklaşık, kesin değil"},
}
_OPEN: Final = {
    "en": ("before or on {}", "{} or later"),
    "tr": ("en geç {}", "{} veya sonrası"),
}
_DATE: Final = re.compile(
    r"(?P<year>\d{4})(-(?P<month>\d\d)(-(?P<day>\d\d))?)?(?P<qualifier>[?~%])?"
)


def read_date(edtf: str, *, lang: str) -> str:
    """Write an EDTF date as people do.

    Args:
        edtf: A date such as ``1920-12-02/1920-12-03``.
        lang: ``tr`` for Turkish; any other tag gives English.

    Returns:
        The date in words, or the literal where words would lose something.

    Example:
        >>> read_date("1920-12-02/1920-12-03", lang="en")
        '2–3 December 1920'
        >>> read_date("1920-11~", lang="tr")
        'Kasım 1920 (yaklaşık)'
    """
    known = lang if lang in _MONTHS else "en"
    start, slash, end = edtf.partition("/")
    if not slash:
        return _read_one(edtf, known) or edtf
    if start in {"", ".."} or end in {"", ".."}:
        return _read_open(edtf, start, end, known)
    first, last = _DATE.fullmatch(start), _DATE.fullmatch(end)
    if first is None or last is None:
        return edtf
    return _join(first, last, known)


def _read_one(text: str, lang: str) -> str:
    match = _DATE.fullmatch(text)
    if match is None or not _is_in_calendar(match):
        return ""
    words = " ".join(_parts(match, lang))
    qualifier = match["qualifier"]
    return f"{words} ({_QUALIFIERS[lang][qualifier]})" if qualifier else words


def _is_in_calendar(match: re.Match[str]) -> bool:
    # The number of months needs no name.
    return match["month"] is None or 1 <= int(match["month"]) <= 12  # noqa: PLR2004 - the number of months


def _parts(match: re.Match[str], lang: str) -> list[str]:
    day = [str(int(match["day"]))] if match["day"] else []
    month = [_MONTHS[lang][int(match["month"]) - 1]] if match["month"] else []
    return [*day, *month, match["year"]]


def _read_open(edtf: str, start: str, end: str, lang: str) -> str:
    is_open_start = start in {"", ".."}
    words = _read_one(end if is_open_start else start, lang)
    if not words:
        return edtf
    return _OPEN[lang][0 if is_open_start else 1].format(words)


def _join(first: re.Match[str], last: re.Match[str], lang: str) -> str:
    start, end = _read_one(first[0], lang), _read_one(last[0], lang)
    if not start or not end:
        return f"{first[0]}/{last[0]}"
    if first["qualifier"] or last["qualifier"]:
        return f"{start} – {end}"
    # Only what differs is said twice: 2–3 December 1920.
    left, right = _parts(first, lang), _parts(last, lang)
    if len(left) != len(right):
        return f"{start} – {end}"
    while len(left) > 1 and left[-1] == right[len(left) - 1]:
        left.pop()
    dash = "–" if len(left) == 1 else " – "
    return f"{' '.join(left)}{dash}{end}"
