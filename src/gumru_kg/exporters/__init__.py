"""Write a data set in the serializations of RDF, or as a view in others' words.

The same quads give the same bytes. They are the parsed ones, never those of a store,
which rewrites literals; they are sorted, and blank nodes, which the shipped graph does
not have, are named canonically. Turtle, N-Triples and RDF/XML know no graph names: they
get the triples of all graphs.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from gumru_kg.errors import DataError, FormatError
from gumru_kg.formats import RDF_FORMATS, VIEW_FORMATS

if TYPE_CHECKING:
    from collections.abc import Iterable

    import pyoxigraph as ox

    from gumru_kg.dataset import Dataset

EXPORT_FORMATS: Final = tuple(RDF_FORMATS)
EXPORTS: Final = (*EXPORT_FORMATS, *VIEW_FORMATS)


def export(dataset: Dataset, format: str) -> bytes:
    r"""Serialize a data set.

    Args:
        dataset: The data set.
        format: A name of ``EXPORTS``.

    Returns:
        The bytes of a file.

    Raises:
        FormatError: When the format is unknown.
        DataError: When the format cannot hold a term: control signs in RDF/XML, say.

    Example:
        >>> from gumru_kg.dataset import shipped_graph
        >>> export(shipped_graph(), "ntriples").count(b"\n") == len(shipped_graph())
        True
    """
    name = format
    if name not in EXPORTS:
        raise FormatError(name, EXPORTS)
    if name in VIEW_FORMATS:
        from gumru_kg.exporters.views import derive_view

        dataset, name = derive_view(dataset, name), "turtle"
    if name == "turtle":
        from gumru_kg.turtle import write_turtle

        return write_turtle(quad.triple for quad in _name_blank_nodes(dataset))
    quads = sorted(set(_name_blank_nodes(dataset)), key=str)
    if name == "trig":
        return _write_trig(quads)
    if name == "jsonld":
        from gumru_kg.exporters.jsonld import write_jsonld

        return write_jsonld(quads)
    return _serialize(quads, name)


def _name_blank_nodes(dataset: Dataset) -> Iterable[ox.Quad]:
    if not dataset.has_blank_nodes():
        return dataset
    from gumru_kg.exporters.blank_nodes import name_blank_nodes

    return name_blank_nodes(dataset)


def _write_trig(quads: list[ox.Quad]) -> bytes:
    """Write the default graph as Turtle, and each named graph after it."""
    import pyoxigraph as ox

    from gumru_kg.namespaces import PREFIXES
    from gumru_kg.turtle import write_turtle

    default = ox.DefaultGraph()
    unnamed = [quad.triple for quad in quads if quad.graph_name == default]
    named = [quad for quad in quads if quad.graph_name != default]
    head = write_turtle(unnamed)
    if not named:
        return head
    named.sort(key=lambda quad: str(quad.graph_name))
    body = ox.serialize(named, format=ox.RdfFormat.TRIG, prefixes=PREFIXES)
    return head + b"\n" + (body or b"")


def _serialize(quads: list[ox.Quad], name: str) -> bytes:
    import pyoxigraph as ox

    from gumru_kg.namespaces import PREFIXES

    if name == "nquads":
        return ox.serialize(quads, format=ox.RdfFormat.N_QUADS) or b""
    triples = sorted({quad.triple for quad in quads}, key=str)
    if name == "ntriples":
        return ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES) or b""
    for triple in triples:
        _check_xml(triple)
    content = ox.serialize(triples, format=ox.RdfFormat.RDF_XML, prefixes=PREFIXES)
    return (content or b"").rstrip() + b"\n"


def _check_xml(triple: ox.Triple) -> None:
    import pyoxigraph as ox

    value = triple.object
    if isinstance(value, ox.Literal) and any(
        # XML 1.0 has no way to write these, not even as references.
        (sign < " " and sign not in "\t\n\r") or sign in "\ufffe\uffff"
        for sign in value.value
    ):
        problem = f"a value of {triple.subject} holds a control sign, which XML cannot"
        raise DataError("rdfxml", problem, remedy="export another format")
    if isinstance(value, ox.Triple):
        problem = f"{triple.subject} has a triple term, which RDF 1.1 cannot hold"
        raise DataError("rdfxml", problem, remedy="export turtle or ntriples")
