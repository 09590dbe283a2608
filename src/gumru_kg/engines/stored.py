"""An index on disk, opened to be asked, and the files that were loaded into it.

The index is never the original: it rewrites literals. So the files lie beside it as
they were, and whoever wants quads gets them parsed from those.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, NamedTuple

import pyoxigraph as ox

from gumru_kg.engines.embedded import EmbeddedEngine
from gumru_kg.engines.store_folder import INDEX, ORIGINALS, read_manifest
from gumru_kg.errors import FileError

if TYPE_CHECKING:
    from gumru_kg.dataset import Dataset
    from gumru_kg.rdf_input import CheckedText


class StoredGraph(NamedTuple):
    """A store that was opened for reading.

    Attributes:
        folder: Its folder.
        engine: The engine on its index.
        quads: How many quads were loaded, each once.
        originals: The files that were loaded, in their order.
    """

    folder: str
    engine: EmbeddedEngine
    quads: int
    originals: tuple[str, ...]

    def to_dataset(self) -> Dataset:
        """Parse the files that were loaded, with their lexical forms as written.

        Returns:
            The quads of all files, each once.

        Raises:
            FileError: When a file cannot be read.
            DataError: When a file was damaged.

        Example:
            >>> from gumru_kg.engines.store_loading import load_store
            >>> loaded = load_store("ontology/gumru.ttl", store="of-ontology")
            >>> len(open_store("of-ontology").to_dataset()) == loaded.quads
            True
        """
        from gumru_kg.dataset import load_dataset

        return load_dataset(self._places())

    def read_texts(self) -> tuple[CheckedText, ...]:
        """Read the files that were loaded, and do not parse them.

        Returns:
            Their texts, unpacked.

        Raises:
            FileError: When a file cannot be read.
            DataError: When a file was damaged.

        Example:
            >>> from gumru_kg.engines.store_loading import load_store
            >>> loaded = load_store("ontology/gumru.ttl", store="read")
            >>> open_store("read").read_texts()[0].content[:7]
            b'@prefix'
        """
        from gumru_kg.rdf_input import read_text

        return tuple(map(read_text, self._places()))

    def _places(self) -> list[str]:
        return [os.path.join(self.folder, ORIGINALS, name) for name in self.originals]


def open_store(folder: str | os.PathLike[str]) -> StoredGraph:
    """Open a store to ask it; nothing is written to it.

    Args:
        folder: The folder that ``load_store`` filled.

    Returns:
        The open store.

    Raises:
        FileError: When there is no store, or only half of one; when it is of another
            format, was changed, or is being written to.

    Example:
        >>> from gumru_kg.engines.store_loading import load_store
        >>> loaded = load_store("ontology/gumru.ttl", store="asked")
        >>> open_store("asked").engine.ask("ASK { gum:Treaty a owl:Class }")
        True
    """
    name = os.fspath(folder)
    manifest = read_manifest(name, engine=ox.__version__)
    try:
        index = os.path.join(name, INDEX)
        store = ox.Store.read_only(index)
    except (OSError, RuntimeError, UnicodeError) as error:
        problem = f"cannot be opened: {' '.join(str(error).split())}"
        raise FileError(name, problem, "load the files again") from error
    return StoredGraph(
        name,
        EmbeddedEngine(store, path=os.path.abspath(index)),
        manifest.quads,
        manifest.originals,
    )
