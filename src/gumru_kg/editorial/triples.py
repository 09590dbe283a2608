"""The only kind of triple that the graph holds."""

from __future__ import annotations

from typing import NamedTuple

import pyoxigraph as ox


class PlainTriple(NamedTuple):
    """A triple of IRIs and literals, without blank nodes and nested triples.

    pyoxigraph's own triple may hold those, so its types promise less.
    """

    subject: ox.NamedNode
    predicate: ox.NamedNode
    object: ox.NamedNode | ox.Literal


def find_plain(triple: ox.Triple) -> PlainTriple | None:
    """Take a parsed triple as a plain one, if it is plain.

    Args:
        triple: What a parser gave.

    Returns:
        The same triple, or ``None`` when it holds a blank node or another triple.

    Example:
        >>> node = ox.NamedNode("https://w3id.org/gumru/data")
        >>> find_plain(ox.Triple(ox.BlankNode(), node, node)) is None
        True
    """
    if isinstance(triple.subject, ox.NamedNode) and isinstance(
        triple.object, ox.NamedNode | ox.Literal
    ):
        return PlainTriple(triple.subject, triple.predicate, triple.object)
    return None
