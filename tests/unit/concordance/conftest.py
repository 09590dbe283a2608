"""Three invented treaties, one case of the concordance a subject."""

from __future__ import annotations

from pathlib import Path

import pytest

from gumru_kg import KnowledgeGraph, open_graph

TREATIES = Path(__file__).parent / "treaties.ttl"


@pytest.fixture
def treaties() -> KnowledgeGraph:
    return open_graph(TREATIES)
