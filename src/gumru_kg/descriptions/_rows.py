"""Rows of named queries, as a description reads them."""

from __future__ import annotations

from operator import itemgetter
from typing import TYPE_CHECKING, Protocol

from gumru_kg.errors import QueryError
from gumru_kg.results import Solutions

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gumru_kg.results import Answer, Solution, Term


class Queryable(Protocol):
    """Whatever answers named queries: a knowledge graph, here or elsewhere."""

    def query(self, name: str, /, **parameters: object) -> Answer:
        """Answer a named query."""
        ...


class Row:
    """One solution, with text in place of terms that are not there."""

    __slots__ = ("_solution",)

    def __init__(self, solution: Solution) -> None:
        self._solution = solution

    def term(self, variable: str) -> Term | None:
        """Give a term, or None."""
        return self._solution[variable]

    def text(self, variable: str) -> str:
        """Give the IRI or the lexical form; empty when there is no term."""
        return self._solution.text(variable) or ""

    def language(self, variable: str) -> str:
        """Give the language tag of a text; empty when there is none."""
        return getattr(self._solution[variable], "language", None) or ""

    def is_true(self, variable: str) -> bool:
        """Tell whether the term is the boolean true."""
        return self.text(variable) == "true"


class Reader:
    """Reads the rows of named queries."""

    def __init__(self, graph: Queryable) -> None:
        self._graph = graph

    def rows(self, name: str, **parameters: str) -> Iterator[Row]:
        """Answer a named query.

        Args:
            name: A query that selects.
            parameters: Its parameters; an IRI as text.

        Yields:
            Row after row.

        Raises:
            QueryError: When the query gives no rows.
        """
        yield from map(Row, self._select(name, **parameters))

    def terms(self, name: str, *variables: str) -> Iterator[tuple[Term | None, ...]]:
        """Answer a named query without parameters, of which many rows are read.

        Args:
            name: A query that selects.
            variables: Which of its variables to give, two or more.

        Yields:
            Their terms, row after row.

        Raises:
            QueryError: When the query gives no rows.
        """
        answer = self._select(name)
        choose = itemgetter(*map(answer.variables.index, variables))
        yield from (choose(solution.terms) for solution in answer)

    def _select(self, name: str, **parameters: str) -> Solutions:
        answer = self._graph.query(name, **parameters)
        if not isinstance(answer, Solutions):
            raise QueryError(f"query {name!r} gives no rows; it must be a SELECT")
        return answer
