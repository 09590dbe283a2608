"""The graph in the words of others: CIDOC CRM, ELI, schema.org, reifiers of RDF 1.2.

A view is what its CONSTRUCT queries, named queries of the topic ``views``, make of the
graph. Nodes that only a view needs, a time-span say, get the IRI of what they belong to
and a suffix: ``gid:event-gumru-signing-time-span``. So a view has no blank nodes of its
own, and the same graph gives the same view. A blank node has no IRI to go on from: what
would belong to it is left out.
"""

from __future__ import annotations

from collections import Counter
from math import prod
from typing import TYPE_CHECKING, Final, TypeAlias

import pyoxigraph as ox

from gumru_kg.dataset import Dataset
from gumru_kg.engines.embedded import EmbeddedEngine
from gumru_kg.errors import DataError, FormatError
from gumru_kg.named_queries import load_query
from gumru_kg.namespaces import RDF, XSD
from gumru_kg.results import Triples

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

VIEW_QUERIES: Final[dict[str, tuple[str, ...]]] = {
    "crm": (
        "views/crm-beliefs",
        "views/crm-claims",
        "views/crm-dataset",
        "views/crm-events",
        "views/crm-names",
        "views/crm-places",
        "views/crm-sources",
        "views/crm-things",
        "views/crm-treaties",
        "views/crm-types",
        "views/crm-values",
    ),
    "eli": (
        "views/eli-dataset",
        "views/eli-force",
        "views/eli-relations",
        "views/eli-resources",
    ),
    "schema": (
        "views/schema-claims",
        "views/schema-dataset",
        "views/schema-events",
        "views/schema-legislation",
        "views/schema-places",
        "views/schema-things",
        "views/schema-words",
    ),
    "rdf12": ("views/rdf-others", "views/rdf-reifiers"),
}

_Renaming: TypeAlias = dict[ox.Literal, ox.Literal]
_Object: TypeAlias = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple
_PARTS: Final = frozenset({f"{RDF}subject", f"{RDF}predicate", f"{RDF}object"})
_MOST_STATEMENTS: Final = 1_000
# A datatype that no engine knows keeps the lexical form of its literals.
_UNKNOWN: Final = "urn:x-gumru:unchanged:"


def derive_view(dataset: Dataset, name: str) -> Dataset:
    """Derive a view from a graph.

    Args:
        dataset: The graph; of a data set, the triples of all its graphs.
        name: A key of ``VIEW_QUERIES``.

    Returns:
        The triples of the view in no order, with literals as they stand in the graph.
        Empty when the graph has nothing in the vocabulary of the project, and the
        view is another than ``rdf12``.

    Raises:
        FormatError: When there is no such view.
        DataError: When a claim has so many subjects, properties and values that
            they make thousands of statements.

    Example:
        >>> from gumru_kg.dataset import shipped_graph
        >>> graph = shipped_graph()
        >>> any("E52_Time-Span" in str(quad) for quad in derive_view(graph, "crm"))
        True
    """
    if name not in VIEW_QUERIES:
        raise FormatError(
            name, tuple(VIEW_QUERIES), problem=f"there is no view {name!r}"
        )
    _check_statements(dataset)
    hidden = _find_rewritten(dataset)
    engine = EmbeddedEngine.from_quads(_rename(dataset, hidden))
    found: set[ox.Quad] = set()
    for query in VIEW_QUERIES[name]:
        answer = engine.query_named(load_query(query).text)
        if isinstance(answer, Triples):
            found.update(ox.Quad(*triple) for triple in answer)
    shown = {value: key for key, value in hidden.items()}
    return Dataset(tuple(_rename(found, shown)))


def _check_statements(dataset: Dataset) -> None:
    """Refuse claims of which a view would write every combination."""
    counts: dict[ox.NamedNode | ox.BlankNode | ox.Triple, Counter[str]] = {}
    for quad in dataset:
        if quad.predicate.value in _PARTS:
            counts.setdefault(quad.subject, Counter())[quad.predicate.value] += 1
    for node, parts in counts.items():
        if prod(parts.values()) > _MOST_STATEMENTS:
            problem = (
                f"{node} is one claim, but makes {prod(parts.values())} statements"
            )
            remedy = "give each claim one rdf:subject, rdf:predicate and rdf:object"
            raise DataError("the graph", problem, remedy=remedy)


def _find_rewritten(dataset: Dataset) -> _Renaming:
    """Name the literals that a store would write in another way, such as ``01``."""
    literals = {
        literal
        for quad in dataset
        for literal in _literals_of(quad.object)
        if literal.datatype.value.startswith(XSD)
    }
    node = ox.NamedNode(_UNKNOWN)
    store = ox.Store()
    store.bulk_extend(ox.Quad(node, node, literal) for literal in literals)
    kept = {quad.object for quad in store}
    return {
        literal: ox.Literal(
            literal.value,
            datatype=ox.NamedNode(_UNKNOWN + literal.datatype.value),
        )
        for literal in literals - kept
    }


def _literals_of(term: object) -> Iterator[ox.Literal]:
    if isinstance(term, ox.Literal):
        yield term
    elif isinstance(term, ox.Triple):
        yield from _literals_of(term.object)


def _rename(quads: Iterable[ox.Quad], names: _Renaming) -> Iterable[ox.Quad]:
    if not names:
        return quads

    def rename(term: _Object) -> _Object:
        if isinstance(term, ox.Literal):
            return names.get(term, term)
        if isinstance(term, ox.Triple):
            return ox.Triple(term.subject, term.predicate, rename(term.object))
        return term

    return [
        ox.Quad(quad.subject, quad.predicate, rename(quad.object), quad.graph_name)
        for quad in quads
    ]
