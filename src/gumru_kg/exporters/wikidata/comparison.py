"""Statements beside what an extract of Wikidata says of the same items."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import pyoxigraph as ox

from gumru_kg.exporters.wikidata.statements import list_statements
from gumru_kg.things import Things

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gumru_kg.dataset import Dataset
    from gumru_kg.exporters.wikidata.statements import Statement
    from gumru_kg.things import Thing

_WIKIDATA: Final = "http://www.wikidata.org/"
_WIKIBASE: Final = "http://wikiba.se/ontology#"
_DEPRECATED: Final = f"{_WIKIBASE}DeprecatedRank"

STANDINGS: Final[dict[str, str]] = {
    "there": "the statement is there already",
    "other": "the item has this property with other values",
    "new": "the item has no such statement",
    "unknown": "the extract does not describe the item, or none was given",
}


@dataclass(frozen=True, slots=True)
class Comparison:
    """A statement, and how it stands with Wikidata.

    Attributes:
        statement: The statement.
        standing: A key of ``STANDINGS``.
        values: What the extract has for the property, as commands write it.
    """

    statement: Statement
    standing: str
    values: tuple[str, ...]


def compare_with_wikidata(
    graph: Dataset, extract: Dataset | None = None
) -> tuple[Comparison, ...]:
    """Hold the statements of a graph against an extract of Wikidata.

    Args:
        graph: The graph.
        extract: RDF of items as ``Special:EntityData`` gives it; nothing is fetched.

    Returns:
        Each statement with its standing. Values of rank *deprecated* do not count.

    Example:
        >>> from gumru_kg.dataset import shipped_graph
        >>> found = compare_with_wikidata(shipped_graph())
        >>> {each.standing for each in found}
        {'unknown'}
    """
    items = Things(extract or ())
    return tuple(
        _compare(statement, items) for statement in list_statements(Things(graph))
    )


def list_new(comparisons: Iterable[Comparison]) -> tuple[Statement, ...]:
    """List the statements that are worth a command.

    Args:
        comparisons: Statements with their standing.

    Returns:
        Those that neither stand there already nor meet another value there.

    Example:
        >>> list_new([])
        ()
    """
    return tuple(
        each.statement for each in comparisons if each.standing in {"new", "unknown"}
    )


def _compare(statement: Statement, items: Things) -> Comparison:
    item = items.find(f"{_WIKIDATA}entity/{statement.item}") if statement.item else None
    if item is None:
        return Comparison(statement, "unknown", ())
    values = tuple(sorted(_list_values(item, statement.property)))
    if statement.value in values:
        return Comparison(statement, "there", values)
    return Comparison(statement, "other" if values else "new", values)


def _list_values(item: Thing, number: str) -> set[str]:
    found = set()
    for node in item.things(f"{_WIKIDATA}prop/{number}"):
        if _DEPRECATED in node.iris(f"{_WIKIBASE}rank"):
            continue
        for value in node.things(f"{_WIKIDATA}prop/statement/value/{number}"):
            found |= _write_times(value)
        found |= {
            iri.removeprefix(f"{_WIKIDATA}entity/")
            for iri in node.iris(f"{_WIKIDATA}prop/statement/{number}")
        }
    return found


def _write_times(value: Thing) -> set[str]:
    """Write times with what is finer than their precision set to zero."""
    found = set()
    precisions = value.texts(f"{_WIKIBASE}timePrecision")
    for term in value.terms(f"{_WIKIBASE}timeValue"):
        if not isinstance(term, ox.Literal) or len(precisions) != 1:
            continue
        parts = term.value.partition("T")[0].lstrip("+").split("-")
        if len(parts) != len(("year", "month", "day")):
            # Before the common era; no date here is that old.
            continue
        kept = {"9": 1, "10": 2}.get(precisions[0], len(parts))
        day = "-".join([*parts[:kept], *["00"] * (len(parts) - kept)])
        found.add(f"+{day}T00:00:00Z/{precisions[0]}")
    return found
