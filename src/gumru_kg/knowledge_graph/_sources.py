"""What a graph is opened from: paths, a store, an address, what was parsed before."""

from __future__ import annotations

import os
from collections.abc import Iterable
from typing import TYPE_CHECKING, Final, TypeAlias, cast

from gumru_kg.errors import DataError, FileError

if TYPE_CHECKING:
    from gumru_kg.dataset import Dataset

Paths: TypeAlias = tuple[str | os.PathLike[str], ...]

_STORE: Final = "store:"


def check_several(sources: tuple[object, ...]) -> Paths | None:
    """Take several sources for files and folders, and none for the shipped graph."""
    if not sources:
        return None
    if all(isinstance(path, str | os.PathLike) for path in sources):
        return cast("Paths", sources)
    problem = "several sources are given, and not each is a file or folder"
    remedy = "join the quads of all into one Dataset"
    raise DataError("open_graph", problem, remedy=remedy)


def check_paths(source: object) -> Paths:
    """Take a source for a path or for several."""
    if isinstance(source, str | os.PathLike):
        return (source,)
    # What is open, or holds something else, can be iterated as well.
    is_one = isinstance(source, bytes) or hasattr(source, "read")
    is_list = isinstance(source, Iterable) and not is_one
    given = tuple(cast("Iterable[object]", source)) if is_list else (source,)
    for path in given:
        if not isinstance(path, str | os.PathLike):
            problem = f"an object of the type {type(path).__name__} is given"
            remedy = "give a path or a list of paths, a Dataset, a graph of rdflib, "
            remedy += "a Store of pyoxigraph, or the address of an endpoint"
            raise DataError("open_graph", problem, remedy=remedy)
    if not given:
        problem = "there is nothing to open, for the list is empty"
        raise FileError("open_graph", problem, "name a file, a folder or a store")
    return cast("Paths", given)


def find_store(paths: Paths) -> str | None:
    """Find the folder of a store among paths."""
    names = [os.fspath(path) for path in paths]
    stores = [name for name in names if name.startswith(_STORE)]
    if not stores:
        return None
    if len(names) > 1:
        problem = "a store is opened by itself, and other sources were given with it"
        remedy = "load the files of all into one store"
        raise DataError(stores[0], problem, remedy=remedy)
    folder = stores[0].removeprefix(_STORE)
    if not folder:
        raise FileError(
            "store", "names no folder", "write it after the colon: store:DIR"
        )
    return folder


def is_address(source: object) -> bool:
    start = source[:8].lower() if isinstance(source, str) else ""
    return start.startswith(("http://", "https://"))


def take_dataset(source: object) -> Dataset | None:
    """Take what has been parsed already."""
    if isinstance(source, str | os.PathLike):
        # A store opens without what parses files.
        return None
    import pyoxigraph as ox

    from gumru_kg.dataset import Dataset
    from gumru_kg.rdflib_terms import is_rdflib_graph

    if isinstance(source, Dataset):
        return source
    if isinstance(source, ox.Store):
        return Dataset(tuple(source))
    return Dataset.from_rdflib(source) if is_rdflib_graph(source) else None
