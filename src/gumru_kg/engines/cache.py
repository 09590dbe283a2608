"""Open the shipped graph."""

from __future__ import annotations

from gumru_kg.dataset import shipped_graph
from gumru_kg.engines.embedded import EmbeddedEngine


def open_shipped_engine() -> EmbeddedEngine:
    """Open the shipped graph."""
    return EmbeddedEngine.from_quads(shipped_graph())
