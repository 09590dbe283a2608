"""Rows of the named queries that measure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gumru_kg.errors import QueryError
from gumru_kg.results import Solutions

if TYPE_CHECKING:
    from gumru_kg.descriptions import Queryable


def ask(graph: Queryable, name: str, *, lang: str) -> Solutions:
    """Answer a named query that selects."""
    answer = graph.query(name, lang=lang)
    if not isinstance(answer, Solutions):
        raise QueryError(f"query {name!r} gives no rows; it must be a SELECT")
    return answer
