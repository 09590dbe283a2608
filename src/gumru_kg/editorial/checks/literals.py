"""Literals: well typed, normalised, dates that exist."""

from __future__ import annotations

import datetime as dt
import re
import textwrap
import unicodedata
from typing import TYPE_CHECKING, Final

import pyoxigraph as ox

from gumru_kg.dates import bounds
from gumru_kg.errors import DateError
from gumru_kg.namespaces import EDTF, RDF, XSD, compress

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gumru_kg.editorial.manuscript import Manuscript
    from gumru_kg.editorial.parts import Statement
    from gumru_kg.editorial.problems import Problem

EDTF_DATE: Final = f"{EDTF}EDTF"
_LEXICAL_FORMS: Final = {
    f"{XSD}string": re.compile(r".*", re.DOTALL),
    f"{XSD}boolean": re.compile(r"true|false|0|1"),
    f"{XSD}integer": re.compile(r"[+-]?[0-9]+"),
    f"{XSD}nonNegativeInteger": re.compile(r"\+?[0-9]+|-0+"),
    f"{XSD}decimal": re.compile(r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)"),
    f"{XSD}double": re.compile(
        r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?|[+-]?INF|NaN"
    ),
    f"{XSD}date": re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}"),
    f"{XSD}gYear": re.compile(r"-?[0-9]{4}"),
    f"{XSD}anyURI": re.compile(r"\S+"),
    f"{XSD}language": re.compile(r"[a-zA-Z]{1,8}(?:-[a-zA-Z0-9]{1,8})*"),
}


def check_literals(manuscript: Manuscript) -> Iterator[Problem]:
    """Find literals that do not say what their datatype promises.

    Args:
        manuscript: The parts.

    Yields:
        The problems.

    Example:
        >>> from gumru_kg.editorial.manuscript import Manuscript
        >>> list(check_literals(Manuscript([])))
        []
    """
    for statement in manuscript.statements:
        value = statement.object
        if isinstance(value, ox.Literal):
            yield from _check_text(statement, value)
            if value.language is None:
                yield from _check_type(statement, value)
                yield from _check_range(manuscript, statement, value)


def _check_text(statement: Statement, value: ox.Literal) -> Iterator[Problem]:
    if not unicodedata.is_normalized("NFC", value.value):
        yield statement.problem(
            f"{_quote(value.value)} is not in Unicode normal form NFC",
            "save the file in NFC",
        )
    if value.value != value.value.strip() or (not value.value):
        yield statement.problem(
            f"{_quote(value.value)} is empty or has blanks at its ends", "trim it"
        )


def _check_type(statement: Statement, value: ox.Literal) -> Iterator[Problem]:
    datatype = value.datatype.value
    if datatype == EDTF_DATE:
        try:
            bounds(value.value)
        except DateError as error:
            problem, _, remedy = str(error).partition("; ")
            yield statement.problem(problem, remedy)
        return
    form = _LEXICAL_FORMS.get(datatype)
    is_right = form is None or form.fullmatch(value.value) is not None
    if is_right and datatype == f"{XSD}date":
        is_right = _is_day(value.value)
    if not is_right:
        yield statement.problem(
            f"{_quote(value.value)} is no {compress(datatype)}",
            "mend the value or its datatype",
        )


def _check_range(
    manuscript: Manuscript, statement: Statement, value: ox.Literal
) -> Iterator[Problem]:
    predicate = statement.predicate
    if predicate == f"{RDF}object":
        # In a claim the literal is a value of the claim's predicate.
        named = manuscript.values(statement.subject, f"{RDF}predicate")
        predicate = named[0] if named else predicate
    wanted = manuscript.vocabulary.ranges.get(predicate)
    if wanted is not None and wanted != value.datatype.value:
        yield statement.problem(
            f"{compress(predicate)} has the range {compress(wanted)}, not "
            f"{compress(value.datatype.value)}",
            f'write "…"^^{compress(wanted)}',
        )


def _is_day(text: str) -> bool:
    try:
        dt.date.fromisoformat(text)
    except ValueError:
        return False
    return True


def _quote(text: str) -> str:
    shown = textwrap.shorten(text, 40, placeholder="…") or text[:40]
    return f'"{shown}"'
