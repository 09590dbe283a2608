"""Columns from what is said of some things."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Final, NamedTuple

import pyoxigraph as ox

from gumru_kg.errors import DataError
from gumru_kg.exporters.tables.column_names import NameBook, name_after
from gumru_kg.exporters.tables.table import Cell, Form, TableColumn, Term
from gumru_kg.exporters.time_spans import read_time_span
from gumru_kg.namespaces import EDTF, RDF, XSD

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Sequence

    from gumru_kg.things import Thing

    Labeller = Callable[[Term], str | None]
    Cells = dict[int, list[Term]]

_EDTF: Final = f"{EDTF}EDTF"
_DATE: Final = ox.NamedNode(f"{XSD}date")
_FIRST: Final = ("type", "label", "other_label")
_FIRST_LANGUAGES: Final = ("en", "tr")
_MOST_CELLS: Final = 20_000_000


class Key(NamedTuple):
    """A property and the form of its values: IRIs, or one kind of literals."""

    predicate: str
    is_iri: bool
    language: str
    datatype: str


def build_columns(
    members: Sequence[Thing], *, name: str, label: Labeller
) -> tuple[TableColumn, ...]:
    """Lay what is said of things out in columns.

    Args:
        members: The things, a row each.
        name: What the table is called.
        label: Gives the name of a term, or nothing.

    Returns:
        The IRI; class and names; then the properties by name. Beside the IRIs of
        things that have names stand these, beside dates their first and last day.

    Raises:
        DataError: When that would be far too many cells for any table.

    Example:
        >>> from gumru_kg.dataset import shipped_graph
        >>> from gumru_kg.things import Things
        >>> persons = Things(shipped_graph()).of_class("gum:Person")
        >>> columns = build_columns(persons, name="persons", label=lambda term: None)
        >>> [column.name for column in columns][:3]
        ['id', 'type', 'label_en']
    """
    found = _collect(members)
    if len(found) * len(members) > _MOST_CELLS:
        problem = f"{name} would have {len(found)} columns, {len(members)} rows"
        raise DataError("the graph", problem, remedy="export one of the RDF formats")
    names = _name(found)
    blank = [()] * len(members)
    columns = [TableColumn("id", "id", tuple((each.node,) for each in members))]
    for key in sorted(found, key=lambda key: _order(key, names[key])):
        cells: list[Cell] = list(blank)
        for row, terms in found[key].items():
            cells[row] = tuple(terms)
        form: Form = "iri" if key.is_iri else "text"
        columns.append(TableColumn(names[key], form, tuple(cells), *_say(key)))
    return tuple(_add_derived(columns, label))


def _collect(members: Sequence[Thing]) -> dict[Key, Cells]:
    found: dict[Key, Cells] = defaultdict(lambda: defaultdict(list))
    for row, thing in enumerate(members):
        for predicate in thing.predicates:
            for term in thing.terms(predicate):
                found[_key(predicate, term)][row].append(term)  # type: ignore[arg-type]  # narrower than what the library declares
    return found


def _key(predicate: str, term: object) -> Key:
    if isinstance(term, ox.Literal):
        datatype = "" if term.language else term.datatype.value
        return Key(predicate, False, term.language or "", datatype)  # noqa: FBT003 - a fact, by its place in the record
    is_iri = not isinstance(term, ox.Triple)
    return Key(predicate, is_iri, "", "" if is_iri else f"{RDF}Statement")


def _say(key: Key) -> tuple[str, str, str]:
    return key.predicate, key.language, key.datatype


def _name(keys: dict[Key, Cells]) -> dict[Key, str]:
    """Name columns: by property, and by language or datatype where it needs it."""
    forms: dict[str, int] = defaultdict(int)
    for key in keys:
        forms[key.predicate] += not key.language
    book = NameBook("id")
    names = {}
    for key in sorted(keys):
        ending = ""
        if key.language:
            ending = "_" + key.language.replace("-", "_")
        elif not key.is_iri and forms[key.predicate] > 1:
            is_text = key.datatype == f"{XSD}string"
            ending = "_text" if is_text else f"_{name_after(key.datatype)}"
        word = name_after(key.predicate)
        names[key] = book.take(word, iri=key.predicate, ending=ending)
    return names


def _order(key: Key, name: str) -> tuple[int, str, int, str]:
    word = name_after(key.predicate)
    place = _FIRST.index(word) if word in _FIRST else len(_FIRST)
    tag = key.language
    is_first = tag in _FIRST_LANGUAGES
    language = _FIRST_LANGUAGES.index(tag) if is_first else len(_FIRST_LANGUAGES)
    return place, word, 0 if not tag else 1 + language, name


def _add_derived(columns: list[TableColumn], label: Labeller) -> list[TableColumn]:
    book = NameBook(*(column.name for column in columns))
    # What a property with several forms has for each thing is shown in one column.
    by_predicate: dict[str, list[TableColumn]] = defaultdict(list)
    for column in columns:
        by_predicate[column.predicate].append(column)
    made = []
    for column in columns:
        made.append(column)
        if column.form == "iri":
            made += _show_names(column, by_predicate[column.predicate], label, book)
        elif column.datatype == _EDTF:
            made += _show_days(column, book)
    return made


def _show_names(
    column: TableColumn, alike: list[TableColumn], label: Labeller, book: NameBook
) -> list[TableColumn]:
    texts = [[label(term) for term in cell] for cell in column.cells]
    if not any(text for row in texts for text in row):
        return []
    others = [each for each in alike if each is not column]
    cells = []
    for row, shown in enumerate(texts):
        terms = column.cells[row]
        own = [text or _iri(term) for text, term in zip(shown, terms, strict=True)]
        own += [text for other in others for text in other.texts[row]]
        cells.append(tuple(ox.Literal(text) for text in own))
    name = book.take(column.name, ending="_label")
    return [TableColumn(name, "derived", tuple(cells), column.predicate)]


def _iri(term: Term) -> str:
    return term.value if isinstance(term, ox.NamedNode) else str(term)


def _show_days(column: TableColumn, book: NameBook) -> list[TableColumn]:
    first, last = [], []
    for cell in column.texts:
        spans = [span for span in map(read_time_span, cell) if span]
        first.append(_choose_day([span.earliest for span in spans], min))
        last.append(_choose_day([span.latest for span in spans], max))
    return [
        TableColumn(
            book.take(column.name, ending=ending),
            "derived",
            tuple(days),
            column.predicate,
            datatype=_DATE.value,
        )
        for ending, days in (("_min", first), ("_max", last))
        if any(days)
    ]


def _choose_day(
    days: list[dt.date | None], choose: Callable[[list[dt.date]], dt.date]
) -> Cell:
    known = [day for day in days if day]
    # An end that is open leaves the whole open.
    if not known or len(known) < len(days):
        return ()
    return (ox.Literal(choose(known).isoformat(), datatype=_DATE),)
