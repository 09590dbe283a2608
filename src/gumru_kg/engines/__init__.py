"""Engines answer SPARQL: in memory, in a store, at an endpoint, with limits."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from gumru_kg.engines.capabilities import Capabilities
    from gumru_kg.results import Answer, Solutions, Triples


class Engine(Protocol):
    """What every engine can do."""

    @property
    def capabilities(self) -> Capabilities:
        """What it can do beside that."""
        ...

    def query(self, text: str) -> Answer:
        """Run a query of any form."""
        ...

    def select(self, text: str) -> Solutions:
        """Run a SELECT."""
        ...

    def ask(self, text: str) -> bool:
        """Run an ASK."""
        ...

    def construct(self, text: str) -> Triples:
        """Run a CONSTRUCT or DESCRIBE."""
        ...

    def query_named(self, text: str) -> Answer:
        """Run a query that comes with the package."""
        ...
