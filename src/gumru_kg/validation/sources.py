"""What may be validated, and what may hold shapes: files, and graphs of any kind."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet
from typing import TYPE_CHECKING, Final, Protocol, TypeAlias

from gumru_kg.errors import DataError, FileError
from gumru_kg.rdf_input import CheckedText, read_text
from gumru_kg.rdflib_terms import is_rdflib_graph, read_rdflib_quads
from gumru_kg.validation.data_graph import DataGraph

if TYPE_CHECKING:
    import pyoxigraph as ox
    import rdflib
    from typing_extensions import TypeIs

    from gumru_kg.dataset import Dataset
    from gumru_kg.validation.report import ValidationReport
    from gumru_kg.validation.validator import EngineName

_STORE: Final = "store:"
_ADDRESSES: Final = ("http://", "https://")


class Graph(Protocol):
    """A graph that knows how it is best validated: one that was opened."""

    @property
    def dataset(self) -> Dataset:
        """Its quads."""

    def validate(
        self, *, shapes: Source | None, extra_shapes: Source | None, engine: EngineName
    ) -> ValidationReport:
        """Hold it against shapes."""


if TYPE_CHECKING:
    _Files: TypeAlias = str | os.PathLike[str] | Iterable[str | os.PathLike[str]]
    Source: TypeAlias = Dataset | rdflib.Graph | Graph | _Files
    Data: TypeAlias = Source | tuple[CheckedText, ...]


def is_opened_graph(source: object) -> TypeIs[Graph]:
    """Tell whether something validates itself.

    Args:
        source: What was given.

    Returns:
        True for a ``KnowledgeGraph``.

    Example:
        >>> is_opened_graph("data/gumru.ttl")
        False
    """
    # Its quads are not asked for: to parse them takes longer than to validate.
    return all(hasattr(type(source), name) for name in ("dataset", "validate"))


def read_data(source: Data, *, is_ours: bool) -> DataGraph:
    """Read what is to be validated.

    Args:
        source: Files, their texts, or a graph.
        is_ours: Whether our vocabulary belongs to it.

    Returns:
        The data.

    Raises:
        DataError: When it is no such thing, or nothing at all.
        FileError: When a file cannot be read, or an address is given for one.

    Example:
        >>> len(read_data("ontology/gumru.ttl", is_ours=False).quads) > 100
        True
    """
    quads = _find_quads(source)
    if quads is not None:
        return DataGraph(quads, is_ours=is_ours)
    texts = source if _is_text(source) else _read_paths(_list_names(source))
    return DataGraph(texts, is_ours=is_ours)


def read_shapes(source: Source) -> Iterator[ox.Quad]:
    """Read a graph of shapes.

    Args:
        source: Files or a graph.

    Returns:
        Its quads.

    Raises:
        DataError: When it is no such thing, or a file does not parse.
        FileError: When a file cannot be read.

    Example:
        >>> len(list(read_shapes("shapes/gumru.ttl"))) > 100
        True
    """
    from gumru_kg.dataset import load_dataset

    quads = _find_quads(source)
    return iter(load_dataset(_list_names(source)) if quads is None else quads)


def _find_quads(source: object) -> Iterable[ox.Quad] | None:
    from gumru_kg.dataset import Dataset

    if isinstance(source, Dataset):
        return source
    if is_opened_graph(source):
        return source.dataset
    return read_rdflib_quads(source) if is_rdflib_graph(source) else None


def _list_names(source: object) -> list[str]:
    if isinstance(source, str | os.PathLike):
        return [os.fspath(source)]
    members = list(source) if isinstance(source, Iterable) else [source]
    # Something else may be empty as well.
    is_list = members or isinstance(source, list | tuple | AbstractSet | Iterator)
    paths = [each for each in members if isinstance(each, str | os.PathLike)]
    if not is_list or len(paths) < len(members):
        kind = type(source)
        name = f"{kind.__module__}.{kind.__qualname__}".removeprefix("builtins.")
        problem = "is neither the path of a file nor a graph"
        remedy = "give paths, a graph of rdflib, or one of gumru_kg.open_graph"
        raise DataError(name, problem, remedy=remedy)
    return [os.fspath(path) for path in paths]


def _read_paths(names: list[str]) -> tuple[CheckedText, ...]:
    from gumru_kg.input_files import list_files

    if not names:
        problem = "there is nothing to check"
        raise DataError("no file", problem, remedy="name a file, a folder or a graph")
    for name in names:
        if name.lower().startswith(_ADDRESSES):
            problem = "is an address, and nothing is fetched"
            raise FileError(name, problem, "get the files, and validate those")
    stores = [name for name in names if name.startswith(_STORE)]
    if not stores:
        return tuple(map(read_text, list_files(names)))
    if len(names) > 1:
        problem = "a store is validated by itself, and other files were given with it"
        remedy = "load the files of all into one store"
        raise DataError(stores[0], problem, remedy=remedy)
    from gumru_kg.engines.stored import open_store

    return open_store(names[0].removeprefix(_STORE)).read_texts()


def _is_text(source: Data) -> TypeIs[tuple[CheckedText, ...]]:
    return (
        isinstance(source, tuple)
        and bool(source)
        and all(isinstance(each, CheckedText) for each in source)
    )
