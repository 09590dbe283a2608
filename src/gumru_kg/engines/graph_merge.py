"""The graphs that a query names with FROM, merged as SPARQL 1.1 has it.

pyoxigraph reads graphs one after the other, so that what lies in two of them is found
twice. The default graph of such a query is the merge of them, where a triple is once.
"""

from __future__ import annotations

from itertools import chain, islice
from typing import TYPE_CHECKING, Final, NamedTuple

import pyoxigraph as ox

from gumru_kg.engines.guard import locate_words
from gumru_kg.errors import CapabilityError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

MOST_MERGED: Final = 1_000_000

_FORMS: Final = ("SELECT", "ASK", "CONSTRUCT", "DESCRIBE")
_AFTER: Final = ("WHERE", "GROUP", "HAVING", "ORDER", "LIMIT", "OFFSET", "VALUES")


class NamedGraphs(NamedTuple):
    """The graphs that a query names, each once.

    Attributes:
        default: Those of FROM.
        named: Those of FROM NAMED.
    """

    default: tuple[ox.NamedNode, ...]
    named: tuple[ox.NamedNode, ...]


def names_several(text: str) -> bool:
    """Tell whether a query may name several graphs; most queries do not.

    Args:
        text: SPARQL.

    Returns:
        False when there is nothing to merge.

    Example:
        >>> names_several("SELECT * FROM <urn:a> { ?s ?p ?o }")
        False
    """
    return text.upper().count("FROM") > 1


def read_named_graphs(text: str, *, prefixes: Mapping[str, str]) -> NamedGraphs | None:
    """Read which graphs a query names.

    Args:
        text: SPARQL.
        prefixes: Those that need no declaration.

    Returns:
        The graphs; nothing when it names one at most, or does not parse.

    Example:
        >>> found = read_named_graphs("ASK FROM <urn:a> FROM <urn:b> {}", prefixes={})
        >>> [graph.value for graph in found.default]
        ['urn:a', 'urn:b']
    """
    prologue, clauses = _split_clauses(text)
    if len(clauses) < len(("FROM", "FROM")):
        return None
    rows = " ".join(
        f"({graph}\n {str(is_named).lower()})" for graph, is_named in clauses
    )
    query = f"{prologue}\nSELECT * {{ VALUES (?graph ?isNamed) {{ {rows} }} }}"
    try:
        found = ox.Store().query(query, prefixes=dict(prefixes))
        assert isinstance(found, ox.QuerySolutions)  # noqa: S101 - it is a SELECT
        graphs = [(row["graph"], row["isNamed"].value == "true") for row in found]
    except (SyntaxError, UnicodeEncodeError):
        # The engine says what is wrong with it.
        return None
    return NamedGraphs(
        *(
            tuple(dict.fromkeys(graph for graph, named in graphs if named is wanted))
            for wanted in (False, True)
        )
    )


def merge_graphs(
    store: ox.Store, graphs: NamedGraphs, *, most: int | None = None
) -> ox.Store:
    """Copy the graphs of a query into a store of their own.

    Args:
        store: Where they lie.
        graphs: Which they are.
        most: The greatest number of quads to copy; by default there is none.

    Returns:
        A store with those of FROM in its default graph, each triple once.

    Raises:
        CapabilityError: When there are too many quads.

    Example:
        >>> graphs = NamedGraphs((ox.NamedNode("urn:a"), ox.NamedNode("urn:b")), ())
        >>> len(merge_graphs(ox.Store(), graphs))
        0
    """
    merged = ox.Store()
    quads = _read_quads(store, graphs)
    if most is None:
        merged.extend(quads)
        return merged
    merged.extend(islice(quads, most))
    if next(quads, None) is not None:
        problem = f"the graphs of FROM hold more than {most:,} quads, which are not "
        problem += "merged for a query"
        remedy = "name one graph with FROM, or none for all of them"
        raise CapabilityError("the store", problem, remedy)
    return merged


def _split_clauses(text: str) -> tuple[str, list[tuple[str, bool]]]:
    """Find the prologue of a query, and each graph with whether it is FROM NAMED."""
    prologue = ""
    clauses: list[tuple[str, bool]] = []
    start, depth, is_named = None, 0, False
    for word, kind, end in chain(locate_words(text), [("{", "mark", len(text) + 1)]):
        begin = end - len(word)
        keyword = word.upper() if kind == "word" and depth == 0 else ""
        if keyword in _FORMS and not prologue:
            prologue = text[:begin] or " "
        is_end = keyword == "FROM" or keyword in _AFTER or word == "{"
        if start is not None and is_end:
            clauses.append((text[start:begin], is_named))
            start = None
        if keyword == "FROM":
            start, is_named = end, False
        elif keyword == "NAMED" and start is not None:
            start, is_named = end, True
        if kind == "mark":
            depth += (word in "{(") - (word in "})")
    return prologue, clauses


def _read_quads(store: ox.Store, graphs: NamedGraphs) -> Iterator[ox.Quad]:
    for name in graphs.default:
        for quad in store.quads_for_pattern(None, None, None, name):
            yield ox.Quad(*quad.triple)
    for name in graphs.named:
        yield from store.quads_for_pattern(None, None, None, name)
