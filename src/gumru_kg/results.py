"""Answers of an engine: solutions of a SELECT, triples of a CONSTRUCT, a truth value.

Both are read once, row by row, as the engine finds them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, TypeAlias

import pyoxigraph as ox

from gumru_kg.errors import DataError, EngineError, FormatError
from gumru_kg.namespaces import PREFIXES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    import rdflib
    from rdflib.term import Node

Term: TypeAlias = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple

# The names of the table of formats, which a test compares: importing it takes longer
# than a small command has.
_RESULTS: Final = {
    "json": ox.QueryResultsFormat.JSON,
    "csv": ox.QueryResultsFormat.CSV,
    "tsv": ox.QueryResultsFormat.TSV,
    "xml": ox.QueryResultsFormat.XML,
}
_GRAPHS: Final = {
    "turtle": ox.RdfFormat.TURTLE,
    "trig": ox.RdfFormat.TRIG,
    "ntriples": ox.RdfFormat.N_TRIPLES,
    "nquads": ox.RdfFormat.N_QUADS,
    "jsonld": ox.RdfFormat.JSON_LD,
    "rdfxml": ox.RdfFormat.RDF_XML,
}


class Solution:
    """One row of an answer: a term, or nothing, for each variable.

    Example:
        >>> row = Solution(("place",), (ox.Literal("Kars"),))
        >>> row["place"].value
        'Kars'
    """

    __slots__ = ("terms", "variables")

    def __init__(
        self, variables: tuple[str, ...], terms: tuple[Term | None, ...]
    ) -> None:
        self.variables = variables
        self.terms = terms

    def __getitem__(self, variable: str) -> Term | None:
        try:
            return self.terms[self.variables.index(variable)]
        except ValueError:
            raise KeyError(variable) from None

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
        return _text(self[variable])

    def to_dict(self) -> dict[str, str | None]:
        """Give all values as text, by variable.

        Returns:
            The IRIs and lexical forms; ``None`` where a variable is unbound.
        """
        return dict(zip(self.variables, map(_text, self.terms), strict=True))


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
        except (OSError, RuntimeError) as error:
            raise _describe(error) from error

    def rows(self) -> Iterator[tuple[str | None, ...]]:
        """Iterate over the rows as text.

        Yields:
            The IRIs and lexical forms of a row; ``None`` where a variable is unbound.

        Raises:
            EngineError: When the engine fails on the way.
        """
        for row in self:
            yield tuple(map(_text, row.terms))

    def dicts(self) -> Iterator[dict[str, str | None]]:
        """Iterate over the rows as text, by variable.

        Yields:
            The values of a row; ``None`` where a variable is unbound.

        Raises:
            EngineError: When the engine fails on the way.
        """
        for row in self:
            yield row.to_dict()

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
        chosen = _results_format(format)
        try:
            for _ in range(self._passed or 0):
                next(self._solutions)
            content = self._solutions.serialize(format=chosen)
        except (OSError, RuntimeError) as error:
            raise _describe(error) from error
        if format == "xml":
            _check_xml(format, content)
        return _end_line(content)

    def to_rdflib(self) -> Iterator[dict[str, Node]]:
        """Iterate over the rows as terms of rdflib, by variable.

        Yields:
            The bound variables of a row.

        Raises:
            DataError: When a term is of RDF 1.2, which rdflib does not have.
            EngineError: When the engine fails on the way.
        """
        from gumru_kg.rdflib_terms import intern_term

        interned: dict[Term, Node] = {}
        for row in self:
            yield {
                variable: intern_term(term, interned)
                for variable, term in zip(row.variables, row.terms, strict=True)
                if term is not None
            }


class Triples:
    """The triples of a CONSTRUCT or DESCRIBE, to be read once.

    Example:
        >>> found = ox.Store().query("CONSTRUCT { ?s ?p ?o } { ?s ?p ?o }")
        >>> list(Triples(found))
        []
    """

    def __init__(self, triples: ox.QueryTriples) -> None:
        self._triples = triples

    def __iter__(self) -> Iterator[ox.Triple]:
        try:
            yield from self._triples
        except (OSError, RuntimeError) as error:
            raise _describe(error) from error

    def write(self, format: str) -> bytes:
        """Serialize the triples that have not been read yet, sorted, each once.

        Args:
            format: A name of ``RDF_FORMATS``.

        Returns:
            The graph in that format.

        Raises:
            FormatError: When the format is unknown.
            DataError: When the format is of XML, and a value holds a control sign.
            EngineError: When the engine fails on the way.
        """
        if format not in _GRAPHS:
            raise FormatError(format, tuple(_GRAPHS))
        content = ox.serialize(
            (ox.Quad(*triple) for triple in sorted(set(self), key=str)),
            format=_GRAPHS[format],
            prefixes=PREFIXES,
        )
        if format == "rdfxml":
            _check_xml(format, content)
        return _end_line(content)

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
    chosen = _results_format(format)
    text = '{"head":{},"boolean":%s}' % ("true" if truth else "false")
    parsed = ox.parse_query_results(text, format=ox.QueryResultsFormat.JSON)
    assert isinstance(parsed, ox.QueryBoolean)  # noqa: S101 - for the type checker
    return _end_line(parsed.serialize(format=chosen))


def _results_format(format: str) -> ox.QueryResultsFormat:
    if format not in _RESULTS:
        raise FormatError(format, tuple(_RESULTS))
    return _RESULTS[format]


def _check_xml(format: str, content: bytes | None) -> None:
    import re

    # XML 1.0 has no way to write these, not even as references.
    pattern = rb"[\x00-\x08\x0b\x0c\x0e-\x1f]|\xef\xbf[\xbe\xbf]"
    if re.search(pattern, content or b""):
        problem = "a value holds a control sign, which XML cannot"
        raise DataError(format, problem, remedy="take another format")


def _end_line(content: bytes | None) -> bytes:
    # None comes back only when an output is named.
    data = content or b""
    return data if data.endswith(b"\n") else data + b"\n"


def _text(term: Term | None) -> str | None:
    if term is None:
        return None
    return str(term) if isinstance(term, ox.Triple) else term.value


def _describe(error: Exception) -> EngineError:
    return EngineError(f"the engine failed while answering: {error}; run it again")
