"""Answers of an engine: solutions of a SELECT, triples of a CONSTRUCT, a truth value.

Both are read once, row by row, as the engine finds them.
"""

from __future__ import annotations

from io import BytesIO
from typing import IO, TYPE_CHECKING, Final, TypeAlias, cast

import pyoxigraph as ox

from gumru_kg.errors import EngineError, GumruError
from gumru_kg.namespaces import PREFIXES
from gumru_kg.result_formats import (
    LineEndingSink,
    graph_format,
    results_format,
    write_csv,
)
from gumru_kg.values import to_text, to_value

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    import pandas as pd
    import polars as pl
    import pyarrow as pa
    import rdflib
    from rdflib.term import Node

    from gumru_kg.data_frames import Column
    from gumru_kg.result_formats import Sink
    from gumru_kg.values import Value

# How the parser says it of what comes from another process; memory has not run out.
_TOO_LONG: Final = "buffer maximal size"

Term: TypeAlias = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple


class Solution:
    """One row of an answer: a term, or nothing, for each variable or place.

    Example:
        >>> row = Solution(("place",), (ox.Literal("Kars"),))
        >>> row["place"].value, row[0].value, row.get("date")
        ('Kars', 'Kars', None)
    """

    __slots__ = ("terms", "variables")

    def __init__(
        self, variables: tuple[str, ...], terms: tuple[Term | None, ...]
    ) -> None:
        self.variables = variables
        self.terms = terms

    def __getitem__(self, variable: str | int) -> Term | None:
        if isinstance(variable, int):
            return self.terms[variable]
        try:
            return self.terms[self.variables.index(variable)]
        except ValueError:
            raise KeyError(variable) from None

    def get(self, variable: str) -> Term | None:
        """Give the term of a variable, or nothing where the query has none such."""
        return self[variable] if variable in self.variables else None

    def __iter__(self) -> Iterator[Term | None]:
        return iter(self.terms)

    def __len__(self) -> int:
        return len(self.terms)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Solution):
            return NotImplemented
        return (self.variables, self.terms) == (other.variables, other.terms)

    def __hash__(self) -> int:
        return hash((self.variables, self.terms))

    def __repr__(self) -> str:
        return f"Solution({self.to_dict()!r})"

    def text(self, variable: str) -> str | None:
        """Give the value of a variable as text, without language or datatype.

        Args:
            variable: Its name, without a question mark.

        Returns:
            The IRI or the lexical form; ``None`` where the variable is unbound.

        Raises:
            KeyError: When the query has no such variable.
        """
        return to_text(self[variable])

    def to_dict(self) -> dict[str, str | None]:
        """Give all values as text, by variable.

        Returns:
            The IRIs and lexical forms; ``None`` where a variable is unbound.
        """
        return dict(zip(self.variables, map(to_text, self.terms), strict=True))


class Solutions:
    """The rows of a SELECT, to be read once, in the order of the query.

    Attributes:
        variables: The names of the variables, without question marks.

    Example:
        >>> found = ox.Store().query("SELECT ?place { VALUES ?place { 'Kars' } }")
        >>> [row["place"].value for row in Solutions(found)]
        ['Kars']
    """

    def __init__(
        self,
        solutions: ox.QuerySolutions,
        *,
        rows: Iterable[ox.QuerySolution] | None = None,
    ) -> None:
        # The rows may have been parsed before, to find what is wrong with them.
        self._solutions = solutions
        self._rows = iter(solutions if rows is None else rows)
        self._passed: int | None = None if rows is None else 0
        self.variables = tuple(variable.value for variable in solutions.variables)

    def __iter__(self) -> Iterator[Solution]:
        try:
            for row in self._rows:
                if self._passed is not None:
                    self._passed += 1
                yield Solution(self.variables, tuple(row))
        except GumruError:
            raise
        except (MemoryError, OSError, RuntimeError) as error:
            raise _describe(error) from error

    def rows(self) -> Iterator[tuple[Value, ...]]:
        """Iterate over the rows as values of Python.

        Yields:
            Numbers, truth values and dates as such, else IRIs and texts; ``None``
            where a variable is unbound.

        Raises:
            EngineError: When the engine fails on the way.

        Example:
            >>> list(Solutions(ox.Store().query("SELECT (1 + 1 AS ?n) {}")).rows())
            [(2,)]
        """
        for row in self:
            yield tuple(map(to_value, row.terms))

    def dicts(self) -> Iterator[dict[str, Value]]:
        """Iterate over the rows as values of Python, by variable.

        Yields:
            The values of a row; ``None`` where a variable is unbound.

        Raises:
            EngineError: When the engine fails on the way.
        """
        for row in self.rows():
            yield dict(zip(self.variables, row, strict=True))

    def to_arrow(self, *, languages: bool = False) -> pa.Table:
        """Collect the rows that have not been read yet into a table of Arrow.

        Args:
            languages: Whether a column ``name@lang`` follows each one whose texts
                have languages.

        Returns:
            The table. A column is of numbers, truth values or dates where all its
            values are; else it is of text.

        Raises:
            EngineUnavailableError: When pyarrow is not installed.
            EngineError: When the engine fails on the way.
        """
        from gumru_kg.data_frames import to_arrow

        return to_arrow(self._columns(languages=languages))

    def to_polars(self, *, languages: bool = False) -> pl.DataFrame:
        """Collect the rows that have not been read yet into a frame of polars.

        Args:
            languages: As for ``to_arrow``.

        Returns:
            The frame, typed as ``to_arrow`` does.

        Raises:
            EngineUnavailableError: When polars is not installed.
            EngineError: When the engine fails on the way.
        """
        from gumru_kg.data_frames import to_polars

        return to_polars(self._columns(languages=languages))

    def to_pandas(self, *, languages: bool = False) -> pd.DataFrame:
        """Collect the rows that have not been read yet into a frame of pandas.

        Args:
            languages: As for ``to_arrow``.

        Returns:
            The frame, with the types of Arrow.

        Raises:
            EngineUnavailableError: When pandas or pyarrow is not installed.
            EngineError: When the engine fails on the way.
        """
        from gumru_kg.data_frames import to_pandas

        return to_pandas(self._columns(languages=languages))

    def _columns(self, *, languages: bool) -> tuple[Column, ...]:
        from gumru_kg.data_frames import build_columns

        rows = (row.terms for row in self)
        return build_columns(self.variables, rows, languages=languages)

    def write(self, format: str) -> bytes:
        """Serialize the rows that have not been read yet.

        Args:
            format: A name of ``RESULTS_FORMATS``.

        Returns:
            The results in that format, ending in a line break.

        Raises:
            FormatError: When the format is unknown.
            DataError: When the format is of XML, and a value holds a control sign.
            EngineError: When the engine fails on the way.
        """
        content = BytesIO()
        self.write_to(content, format=format)
        return content.getvalue()

    def write_to(self, output: Sink, *, format: str) -> None:
        """Serialize the rows that have not been read yet, as the engine finds them.

        Args:
            output: A file that is open for bytes, or whatever has their ``write``.
            format: A name of ``RESULTS_FORMATS``.

        Raises:
            FormatError: When the format is unknown.
            DataError: When the format is of XML, and a value holds a control sign.
            EngineError: When the engine fails on the way; what was written until then
                is no whole answer.
        """
        chosen = results_format(format)
        if format == "csv":
            write_csv(self.variables, self, output)
            return
        sink = LineEndingSink(output, format=format)
        try:
            if self._passed is not None:
                # The engine's own rows go on where the others ended.
                for _ in range(self._passed):
                    next(self._solutions)
                self._rows, self._passed = iter(()), None
            self._solutions.serialize(cast("IO[bytes]", sink), format=chosen)
        except GumruError:
            # Of the process that a limited query runs in.
            raise
        except (MemoryError, OSError, RuntimeError) as error:
            raise _describe(error) from error
        sink.end()

    def to_rdflib(self) -> Iterator[dict[str, Node]]:
        """Iterate over the rows as terms of rdflib, by variable.

        Yields:
            The bound variables of a row.

        Raises:
            DataError: When a term is of RDF 1.2, which rdflib does not have.
            EngineError: When the engine fails on the way.
        """
        from gumru_kg.rdflib_terms import translate_rows

        yield from translate_rows(self.variables, (row.terms for row in self))


class Triples:
    """The triples of a CONSTRUCT or DESCRIBE, to be read once.

    Example:
        >>> found = ox.Store().query("CONSTRUCT { ?s ?p ?o } { ?s ?p ?o }")
        >>> list(Triples(found))
        []
    """

    def __init__(self, triples: Iterable[ox.Triple]) -> None:
        self._triples = triples

    def __iter__(self) -> Iterator[ox.Triple]:
        try:
            yield from self._triples
        except GumruError:
            raise
        except (MemoryError, OSError, RuntimeError) as error:
            raise _describe(error) from error

    def write(self, format: str) -> bytes:
        """Serialize the triples that have not been read yet, sorted, each once.

        Args:
            format: A name of ``RDF_FORMATS``.

        Returns:
            The graph in that format.

        Raises:
            FormatError: When the format is unknown.
            DataError: When the format is of XML, which cannot hold a control sign in a
                value, nor a property whose IRI ends in no name.
            EngineError: When the engine fails on the way.
        """
        chosen = graph_format(format)
        triples = sorted(set(self), key=str)
        if chosen == ox.RdfFormat.RDF_XML:
            from gumru_kg.rdfxml import write_rdfxml

            return write_rdfxml(triples)
        content = BytesIO()
        sink = LineEndingSink(content, format=format)
        quads = (ox.Quad(*triple) for triple in triples)
        ox.serialize(quads, cast("IO[bytes]", sink), chosen, prefixes=PREFIXES)
        sink.end()
        return content.getvalue()

    def to_rdflib(self) -> rdflib.Graph:
        """Copy the triples that have not been read yet into a graph of rdflib.

        Returns:
            A graph in memory.

        Raises:
            DataError: When a term is of RDF 1.2, which rdflib does not have.
            EngineError: When the engine fails on the way.
        """
        from gumru_kg.rdflib_terms import build_rdflib_graph

        return build_rdflib_graph(self)


Answer: TypeAlias = Solutions | Triples | bool


def write_truth(truth: bool, *, format: str) -> bytes:  # noqa: FBT001 - the answer
    r"""Serialize the answer of an ASK.

    Args:
        truth: The answer.
        format: A name of ``RESULTS_FORMATS``.

    Returns:
        The result in that format, ending in a line break.

    Raises:
        FormatError: When the format is unknown.

    Example:
        >>> write_truth(True, format="json")
        b'{"head":{},"boolean":true}\n'
    """
    chosen = results_format(format)
    text = '{"head":{},"boolean":%s}' % ("true" if truth else "false")
    parsed = ox.parse_query_results(text, format=ox.QueryResultsFormat.JSON)
    assert isinstance(parsed, ox.QueryBoolean)  # noqa: S101 - for the type checker
    content = BytesIO()
    sink = LineEndingSink(content, format=format)
    parsed.serialize(cast("IO[bytes]", sink), format=chosen)
    sink.end()
    return content.getvalue()


def _describe(error: Exception) -> EngineError:
    if isinstance(error, MemoryError):
        if _TOO_LONG not in str(error):
            raise error
        problem = "a value of the answer is longer than 16 MB, which a query with "
        problem += "limits cannot give; ask without timeout and max_memory, or for a "
        return EngineError(f"{problem}part of it with SUBSTR")
    return EngineError(f"the engine failed while answering: {error}; run it again")
