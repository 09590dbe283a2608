"""The engine on the graph that comes with the package.

Its data never change while they are in use, so an index of them is kept on disk, and
so are the answers to named queries: opening the index alone costs a small command as
much time as starting Python.
"""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING, Final

import pyoxigraph as ox

from gumru_kg._resources import read_resource
from gumru_kg.engines.cache import Cache, find_cache_root
from gumru_kg.engines.capabilities import Capabilities
from gumru_kg.results import Solutions

if TYPE_CHECKING:
    from collections.abc import Callable

    from gumru_kg.engines import Engine
    from gumru_kg.engines.embedded import EmbeddedEngine
    from gumru_kg.engines.limits import Limits
    from gumru_kg.results import Answer, Triples

_DATA: Final = ("data", "gumru.ttl")
_JSON: Final = ox.QueryResultsFormat.JSON


class ShippedEngine:
    """Answers on the shipped graph, from what is kept where that is possible.

    The environment variable ``GUMRU_NO_CACHE`` makes it index in memory and keep
    nothing.

    Example:
        >>> ShippedEngine().ask("ASK { ?treaty a gum:Treaty }")
        True
    """

    def __init__(self) -> None:
        self._data = read_resource(*_DATA)
        self._opened: EmbeddedEngine | None = None
        self._cache: Cache | None = None
        root = find_cache_root()
        if root is not None:
            self._cache = Cache(root, data=self._data, engine=ox.__version__)

    @property
    def capabilities(self) -> Capabilities:
        """What it can do beside answering."""
        return Capabilities(
            is_local=True,
            has_exact_terms=True,
            has_exact_distances=True,
            keeps_answers=self._cache is not None,
        )

    def query(self, text: str) -> Answer:
        """Run a query of any form; see ``EmbeddedEngine.query``."""
        return self._open().query(text)

    def select(self, text: str) -> Solutions:
        """Run a SELECT; see ``EmbeddedEngine.select``."""
        return self._open().select(text)

    def ask(self, text: str) -> bool:
        """Run an ASK; see ``EmbeddedEngine.ask``."""
        return self._open().ask(text)

    def construct(self, text: str) -> Triples:
        """Run a CONSTRUCT or DESCRIBE; see ``EmbeddedEngine.construct``."""
        return self._open().construct(text)

    def query_named(self, text: str) -> Answer:
        """Run a query that comes with the package, or take its kept answer.

        Args:
            text: SPARQL with its parameters bound.

        Returns:
            Solutions of a SELECT, triples of a CONSTRUCT, or a truth value.

        Raises:
            QuerySyntaxError: When it does not parse.
            EngineError: When the store fails.

        Example:
            >>> ShippedEngine().query_named("ASK { ?treaty a gum:Treaty }")
            True
        """
        cache = self._cache
        if cache is None:
            return self._open().query_named(text)
        try:
            return _read(cache.read_answer(text))
        except (OSError, RuntimeError, ValueError, SyntaxError):
            answer = self._open().query_named(text)
        if not isinstance(answer, Solutions):
            return answer
        content = answer.write("json")
        with contextlib.suppress(OSError):
            cache.keep_answer(text, content)
        return _read(content)

    def limited(self, limits: Limits) -> Engine:
        """Give an engine whose queries are limited; see ``EmbeddedEngine.limited``."""
        return self._open().limited(limits)

    def _open(self) -> EmbeddedEngine:
        if self._opened is None:
            from gumru_kg.engines.embedded import EmbeddedEngine

            store, path = self._open_store()
            self._opened = EmbeddedEngine(store, path=path)
        return self._opened

    def _open_store(self) -> tuple[ox.Store, str | None]:
        if self._cache is not None:
            # RocksDB reports some of its troubles as RuntimeError.
            with contextlib.suppress(OSError, RuntimeError):
                path = self._cache.find_index()
                return ox.Store.read_only(path), path
            with contextlib.suppress(OSError, RuntimeError):
                path = self._cache.make_index(self._fill)
                return ox.Store.read_only(path), path
        store = ox.Store()
        self._index(store.load)
        return store, None

    def _fill(self, path: str) -> None:
        store = ox.Store(path)
        self._index(store.bulk_load)
        store.flush()

    def _index(self, load: Callable[..., None]) -> None:
        from gumru_kg.rdf_input import index_data

        index_data(self._data, load=load, source="/".join(_DATA))


def _read(content: bytes) -> Solutions:
    # The parser goes row by row: a fault in the last one would come out when nobody
    # can ask the graph instead any more.
    return Solutions(_parse(content), rows=list(_parse(content)))


def _parse(content: bytes) -> ox.QuerySolutions:
    parsed = ox.parse_query_results(content, format=_JSON)
    if not isinstance(parsed, ox.QuerySolutions):
        raise SyntaxError("no solutions")  # noqa: TRY004 - as the parser says it
    return parsed
