"""Write a data set as RDF, as a view in others' words, or for tools of other fields.

The same quads give the same bytes. They are the parsed ones, never those of a store,
which rewrites literals; they are sorted, and blank nodes, which the shipped graph does
not have, are named canonically. Turtle, N-Triples and RDF/XML know no graph names: they
get the triples of all graphs. The formats of other fields are written from the things
of the graph, each by a module of its own.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any, Final

from gumru_kg.errors import FormatError
from gumru_kg.formats import EXCHANGE_FORMATS, RDF_FORMATS, VIEW_FORMATS

if TYPE_CHECKING:
    from collections.abc import Iterable

    import pyoxigraph as ox

    from gumru_kg.dataset import Dataset
    from gumru_kg.things import Things

EXPORT_FORMATS: Final = tuple(RDF_FORMATS)
EXPORTS: Final = (*EXPORT_FORMATS, *VIEW_FORMATS, *EXCHANGE_FORMATS)
FILE_EXPORTS: Final = tuple(
    name
    for name in EXPORTS
    if name not in EXCHANGE_FORMATS or not EXCHANGE_FORMATS[name].is_folder
)
_WITH_GRAPHS: Final = ("trig", "nquads", "jsonld")
_FILE_NAME: Final = "gumru-kg"


def export(
    dataset: Dataset,
    format: str,
    *,
    only: str | None = None,
    graphs: bool = False,
) -> bytes:
    r"""Write a data set as one file.

    Args:
        dataset: The data set.
        format: A name of ``FILE_EXPORTS``.
        only: ``facts`` or ``claims``, in a serialization; by default all triples.
        graphs: Whether facts, claims, sources, concepts and alignments get a named
            graph each, in a serialization that has such.

    Returns:
        The bytes of a file.

    Raises:
        FormatError: When the format is unknown, is several files, or can be no part
            or have no graphs.
        DataError: When the format cannot hold a term: control signs in RDF/XML, say.
        EngineUnavailableError: When what writes the format is not installed.

    Example:
        >>> from gumru_kg.dataset import shipped_graph
        >>> export(shipped_graph(), "ntriples").count(b"\n") == len(shipped_graph())
        True
    """
    name = format
    _check_format(name)
    if only or graphs:
        dataset = _arrange(dataset, name, only=only, graphs=graphs)
    if name in EXCHANGE_FORMATS:
        if EXCHANGE_FORMATS[name].is_folder:
            problem = f"{name} is several files, which export_files gives"
            raise FormatError(name, FILE_EXPORTS, problem=problem)
        content: bytes = _write_exchange(dataset, name)
        return content
    if name in VIEW_FORMATS:
        from gumru_kg.exporters.views import derive_view

        dataset, name = derive_view(dataset, name), "turtle"
    if name == "turtle":
        from gumru_kg.turtle import write_turtle

        return write_turtle(quad.triple for quad in _name_blank_nodes(dataset))
    quads = sorted(set(_name_blank_nodes(dataset)), key=str)
    if name == "trig":
        from gumru_kg.turtle import write_trig

        return write_trig(quads)
    if name == "jsonld":
        from gumru_kg.exporters.jsonld import write_jsonld

        return write_jsonld(quads)
    return _serialize(quads, name)


def export_files(dataset: Dataset, format: str) -> dict[str, bytes]:
    """Write a data set as files.

    Args:
        dataset: The data set.
        format: A name of ``EXPORTS``.

    Returns:
        The bytes of each file by its name, which may lie in a folder: ``a/b.csv``.

    Raises:
        FormatError: When the format is unknown.
        DataError: When the format cannot hold a term.
        EngineUnavailableError: When what writes the format is not installed.

    Example:
        >>> from gumru_kg.dataset import shipped_graph
        >>> list(export_files(shipped_graph(), "ntriples"))
        ['gumru-kg.nt']
    """
    _check_format(format)
    if format in EXCHANGE_FORMATS and EXCHANGE_FORMATS[format].is_folder:
        files: dict[str, bytes] = _write_exchange(dataset, format)
        return files
    suffixes = {
        each.name: each.suffix
        for table in (RDF_FORMATS, VIEW_FORMATS, EXCHANGE_FORMATS)
        for each in table.values()
    }
    return {f"{_FILE_NAME}{suffixes[format]}": export(dataset, format)}


def read_things(dataset: Dataset) -> Things:
    """Give the things of a data set, blank nodes by names that are the same each time.

    Args:
        dataset: The data set.

    Returns:
        The things.

    Raises:
        DataError: When its blank nodes are too much alike to be named.

    Example:
        >>> from gumru_kg.dataset import shipped_graph
        >>> read_things(shipped_graph()).find("gid:place-kars").label("tr")
        'Kars'
    """
    from gumru_kg.things import Things

    # A parser makes up the labels of blank nodes, so that they differ each time.
    return Things(_name_blank_nodes(dataset))


def _check_format(name: str) -> None:
    if name not in EXPORTS:
        raise FormatError(name, EXPORTS)


def _arrange(dataset: Dataset, name: str, *, only: str | None, graphs: bool) -> Dataset:
    from gumru_kg.exporters.layers import PARTS, choose_layers, name_graphs

    if only is not None and only not in PARTS:
        raise FormatError(only, tuple(PARTS), problem=f"there is no part {only!r}")
    if name not in RDF_FORMATS:
        problem = f"{name} is of the whole graph, neither of a part nor in named graphs"
        raise FormatError(name, EXPORT_FORMATS, problem=problem)
    if not graphs:
        return choose_layers(dataset, str(only))
    if name not in _WITH_GRAPHS:
        raise FormatError(name, _WITH_GRAPHS, problem=f"{name} has no named graphs")
    return name_graphs(dataset, only)


def _write_exchange(dataset: Dataset, name: str) -> Any:  # noqa: ANN401 - two kinds
    module, function = EXCHANGE_FORMATS[name].writer.split(":")
    writer = getattr(import_module(f"{__name__}.{module}"), function)
    return writer(read_things(dataset))


def _name_blank_nodes(dataset: Dataset) -> Iterable[ox.Quad]:
    if not dataset.has_blank_nodes():
        return dataset
    from gumru_kg.exporters.blank_nodes import name_blank_nodes

    return name_blank_nodes(dataset)


def _serialize(quads: list[ox.Quad], name: str) -> bytes:
    import pyoxigraph as ox

    from gumru_kg.rdfxml import write_rdfxml

    if name == "nquads":
        return ox.serialize(quads, format=ox.RdfFormat.N_QUADS) or b""
    triples = sorted({quad.triple for quad in quads}, key=str)
    if name == "ntriples":
        return ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES) or b""
    return write_rdfxml(triples)
