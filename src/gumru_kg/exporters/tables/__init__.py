"""The graph as tables: one a class, and one of what a thing has several of.

The same columns become CSV with its metadata, a workbook, files of Parquet and data
frames. Every thing is a row of one table, every statement a cell; no fact is left out
and none is added. Verdicts stand in the table of claims, as in the graph.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Final

import pyoxigraph as ox

from gumru_kg.errors import DataError, UnknownNameError
from gumru_kg.exporters.layers import list_attributed_only
from gumru_kg.exporters.tables.column_names import NameBook, name_after
from gumru_kg.exporters.tables.columns import build_columns
from gumru_kg.exporters.tables.table import Cell, Table, TableColumn, Term
from gumru_kg.namespaces import RDFS, SKOS, compress

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from gumru_kg.things import Thing, Things

__all__ = ["Table", "TableColumn", "build_tables", "tabulate_class"]

# In reading order. A thing is in the first that takes it.
_TABLES: Final[dict[str, tuple[str, ...]]] = {
    "treaties": ("gum:Treaty",),
    "texts": ("gum:TreatyText",),
    "clauses": ("gum:Clause",),
    "provisions": ("gum:Provision",),
    "status_phases": ("gum:StatusPhase",),
    "persons": ("gum:Person",),
    "agents": ("gum:Agent",),
    "boundaries": ("gum:Boundary",),
    "places": ("gum:Place",),
    "names": ("gum:Appellation",),
    "waypoints": ("gum:Waypoint",),
    "geometries": ("geo:Geometry",),
    "events": ("gum:Event",),
    "participations": ("gum:Participation",),
    "questions": ("gum:Question",),
    "claims": ("gum:Claim",),
    "evidence": ("gum:Evidence",),
    "passages": ("oa:TextPositionSelector",),
    "sources": ("gum:Source",),
    "links": ("gum:Link",),
    "concepts": ("skos:Concept",),
    "concept_schemes": ("skos:ConceptScheme",),
    "classes": ("owl:Class", "rdfs:Class"),
    "properties": (
        "owl:ObjectProperty",
        "owl:DatatypeProperty",
        "owl:AnnotationProperty",
        "rdf:Property",
    ),
    "datasets": ("dcat:Dataset", "void:Dataset", "owl:Ontology"),
}
_REST: Final = "things"
_RELATIONS: Final = "relations"
_ATTRIBUTED: Final[Cell] = (ox.Literal("attributed"),)
# A graph with more classes than that is no collection of tables.
_MOST_CLASSES: Final = 100


def build_tables(things: Things) -> tuple[Table, ...]:
    """Lay a graph out in tables.

    Args:
        things: The things of the graph.

    Returns:
        The tables that have rows. The last, ``relations``, has a row for each IRI in
        a column that lists several.

    Raises:
        DataError: When the graph has no things, or far too many columns.

    Example:
        >>> from gumru_kg.dataset import shipped_graph
        >>> from gumru_kg.things import Things
        >>> tables = build_tables(Things(shipped_graph()))
        >>> tables[0].name, tables[-1].name
        ('treaties', 'relations')
    """
    label, attributed = _label_terms(things), frozenset(list_attributed_only(things))
    tables = [
        Table(name, _mark(build_columns(members, name=name, label=label), attributed))
        for name, members in _assign(things).items()
    ]
    if not tables:
        problem = "it has no things, and so no tables"
        raise DataError("the graph", problem, remedy="name a file that has some")
    tables += _relate(tables, label)
    home = {
        cell[0]: table.name for table in tables[:-1] for cell in table.columns[0].cells
    }
    return tuple(
        Table(table.name, table.columns, _refer(table.columns, home))
        for table in tables
    )


def tabulate_class(things: Things, name: str) -> Table:
    """Lay the things of one class, and of those below it, out in a table.

    Args:
        things: The things of the graph.
        name: The class, a CURIE or IRI: ``gum:Event``.

    Returns:
        The table.

    Raises:
        UnknownNameError: When nothing in the graph is of this class.

    Example:
        >>> from gumru_kg.dataset import shipped_graph
        >>> from gumru_kg.things import Things
        >>> signings = tabulate_class(Things(shipped_graph()), "gum:Signing")
        >>> signings.column("date_min").typed.kind
        'date'
    """
    members = things.of_class(name)
    if not members:
        classes = sorted({compress(each) for it in things for each in it.classes})
        problem = f"nothing in the graph is a {name!r}"
        raise UnknownNameError(name, classes, problem=problem)
    word = name_after(name)
    columns = build_columns(members, name=word, label=_label_terms(things))
    return Table(word, _mark(columns, frozenset(list_attributed_only(things))))


def _mark(
    columns: tuple[TableColumn, ...], attributed: frozenset[Term]
) -> tuple[TableColumn, ...]:
    """Say beside the things of which nothing is a fact that they are attributed."""
    cells = tuple(
        _ATTRIBUTED if cell[0] in attributed else () for cell in columns[0].cells
    )
    if not any(cells):
        return columns
    book = NameBook(*(column.name for column in columns))
    return (*columns, TableColumn(book.take("standing"), "derived", cells))


def _assign(things: Things) -> dict[str, list[Thing]]:
    """Give each thing its table."""
    home: dict[Thing, str] = {}
    for name, classes in _TABLES.items():
        for thing in things.of_class(*classes):
            home.setdefault(thing, name)
    others = [thing for thing in things if thing not in home]
    foreign = sorted({each.classes[0] for each in others if each.classes})
    book = NameBook(*_TABLES, _REST, _RELATIONS)
    names = {iri: book.take(name_after(iri), iri=iri) for iri in foreign}
    if len(foreign) > _MOST_CLASSES:
        names = {}
    for thing in others:
        home[thing] = names.get(thing.classes[0], _REST) if thing.classes else _REST
    members: dict[str, list[Thing]] = defaultdict(list)
    for thing in things:
        members[home.get(thing, _REST)].append(thing)
    order = (*_TABLES, *names.values(), _REST)
    return {name: members[name] for name in order if name in members}


def _label_terms(things: Things) -> Callable[[Term], str | None]:
    """Name terms in English, or else in the language that there is."""
    known: dict[Term, str | None] = {}

    def label(term: Term) -> str | None:
        if term not in known:
            known[term] = _find_label(things, term)
        return known[term]

    return label


def _find_label(things: Things, term: Term) -> str | None:
    if not isinstance(term, ox.NamedNode | ox.BlankNode):
        return None
    for predicate in (f"{SKOS}prefLabel", f"{RDFS}label"):
        texts = [
            each
            for each in things.objects_of(term, predicate)
            if isinstance(each, ox.Literal)
        ]
        if texts:
            return min(texts, key=_prefer_english).value
    return None


def _prefer_english(text: ox.Literal) -> tuple[bool, str, str]:
    return text.language != "en", text.language or "", text.value


def _relate(
    tables: Iterable[Table], label: Callable[[Term], str | None]
) -> list[Table]:
    rows = [
        (table.columns[0].cells[row][0], ox.NamedNode(column.predicate), term)
        for table in tables
        for column in table.columns
        if column.form == "iri" and column.is_list
        for row, cell in enumerate(column.cells)
        for term in cell
    ]
    rows.sort(key=str)
    columns = []
    for place, name in enumerate(("subject", "property", "object")):
        cells: tuple[Cell, ...] = tuple((row[place],) for row in rows)
        columns.append(TableColumn(name, "id" if place == 0 else "iri", cells))
        shown = [label(cell[0]) for cell in cells]
        if any(shown):
            texts = tuple((ox.Literal(text),) if text else () for text in shown)
            columns.append(TableColumn(f"{name}_label", "derived", texts))
    return [Table(_RELATIONS, tuple(columns))] if rows else []


def _refer(columns: Sequence[TableColumn], home: dict[Term, str]) -> dict[str, str]:
    """Find the columns whose IRIs all are rows of one table."""
    found = {}
    for column in columns:
        if column.form == "iri" and not column.is_list:
            tables = {home.get(term, "") for cell in column.cells for term in cell}
            if len(tables) == 1 and "" not in tables:
                found[column.name] = tables.pop()
    return found
