"""A store of rdflib that refuses to be written to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NoReturn

from rdflib.store import Store

from gumru_kg.errors import ReadOnlyError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from rdflib.graph import (
        Graph,
        _ContextType,
        _QuadType,
        _TriplePatternType,
        _TripleType,
    )
    from rdflib.plugins.sparql.sparql import Update
    from rdflib.term import Identifier


class ReadOnlyStore(Store):
    """A store whose every change raises ``ReadOnlyError``."""

    def create(self, configuration: str) -> NoReturn:
        """Refuse to make a store."""
        raise ReadOnlyError(f"{configuration!r} cannot be created")

    def destroy(self, configuration: str) -> NoReturn:
        """Refuse to remove a store."""
        raise ReadOnlyError(f"{configuration!r} cannot be destroyed")

    def add(
        self,
        triple: _TripleType,
        context: _ContextType,
        quoted: bool = False,  # noqa: FBT001, FBT002 - as rdflib has it
    ) -> NoReturn:
        """Refuse a triple."""
        del context, quoted
        raise ReadOnlyError(f"{triple[0]!r} cannot be added")

    def addN(self, quads: Iterable[_QuadType]) -> None:  # noqa: N802 - rdflib calls it by this name
        """Refuse quads."""
        del quads
        raise ReadOnlyError("nothing can be added")

    def remove(
        self, triple: _TriplePatternType, context: _ContextType | None = None
    ) -> NoReturn:
        """Refuse to remove triples."""
        del triple, context
        raise ReadOnlyError("nothing can be removed")

    def remove_graph(self, graph: Graph) -> NoReturn:
        """Refuse to remove a graph."""
        raise ReadOnlyError(f"the graph {graph.identifier!r} cannot be removed")

    def update(
        self,
        update: Update | str,
        initNs: Mapping[str, Any],  # noqa: N803 - rdflib passes it by this name
        initBindings: Mapping[str, Identifier],  # noqa: N803 - rdflib passes it by this name
        queryGraph: str,  # noqa: N803 - rdflib passes it by this name
        **kwargs: Any,  # noqa: ANN401 - rdflib passes on what its caller gave
    ) -> NoReturn:
        """Refuse an update."""
        del update, initNs, initBindings, queryGraph, kwargs
        raise ReadOnlyError("no update can be run")
