"""What an endpoint answers, as the objects that every engine gives.

Solutions and truth values come as JSON, whose end can be told from a break; CSV is cut
in silence. Graphs come as N-Triples or Turtle, which have no end of their own, so their
length must be told by HTTP.
"""

from __future__ import annotations

import json
import weakref
from typing import IO, TYPE_CHECKING, Final, cast

import pyoxigraph as ox

from gumru_kg.engines.endpoint_nesting import JsonNesting, TripleTermNesting
from gumru_kg.errors import EndpointAnswerError
from gumru_kg.results import Solutions, Triples

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from gumru_kg.engines.endpoint_body import Body
    from gumru_kg.results import Answer

ACCEPTED: Final = {
    "SELECT": "application/sparql-results+json, application/json;q=0.5",
    "ASK": "application/sparql-results+json, application/json;q=0.5",
    "CONSTRUCT": "application/n-triples, text/turtle;q=0.8",
    "DESCRIBE": "application/n-triples, text/turtle;q=0.8",
}

_JSON: Final = ("application/sparql-results+json", "application/json")
_GRAPHS: Final = {
    "application/n-triples": ox.RdfFormat.N_TRIPLES,
    "text/turtle": ox.RdfFormat.TURTLE,
}
_HTML: Final = ("text/html", "application/xhtml+xml")
# What Virtuoso says of an answer that is cut at a limit of its own.
_PARTIAL: Final = ("x-sparql-maxrows", "x-sql-state")
# How Virtuoso says yes or no, also where JSON was asked for: with a row or without.
_TRUTH_OF_VIRTUOSO: Final = ["__ASK_RETVAL"]
# Its limit is a round number, and it gives one triple more.
_ROUND: Final = 1_000
_LONGEST_TRUTH: Final = 100_000
_REST: Final = 10_000


def read_answer(body: Body, *, form: str) -> Answer:
    """Read the answer to a query of a form, as far as it must be read now.

    Args:
        body: The body of the answer.
        form: ``SELECT``, ``ASK``, ``CONSTRUCT`` or ``DESCRIBE``.

    Returns:
        Solutions or triples that are read from the wire row by row, or a truth value.

    Raises:
        EndpointAnswerError: When it is not of the type that was asked for, is only a
            part, or is broken.
        EndpointTimeoutError: When it does not go on.

    Example:
        >>> import httpx
        >>> from gumru_kg.engines.endpoint_body import Body
        >>> from gumru_kg.engines.endpoint_settings import EndpointSettings
        >>> body = Body(
        ...     httpx.Response(
        ...         200,
        ...         headers={"Content-Type": "application/json"},
        ...         content=iter([b'{"head": {}, "boolean": true}']),
        ...     ),
        ...     address="https://example.org/sparql",
        ...     settings=EndpointSettings(),
        ... )
        >>> read_answer(body, form="ASK")
        True
    """
    try:
        media_type = _check_headers(body, form=form)
        if form == "ASK":
            return _read_truth(body)
        if form == "SELECT":
            # It has what is used of the solutions of pyoxigraph.
            return Solutions(cast("ox.QuerySolutions", _Rows(body)))
        return Triples(_Statements(body, media_type))
    except BaseException:
        body.close()
        raise


class _Rows:
    """Solutions on their way; stands in for those of pyoxigraph."""

    def __init__(self, body: Body) -> None:
        body.watch(JsonNesting())
        self._body = body
        self._parsed = _parse_json(body)
        # Whoever stops half-way gives the connection back.
        weakref.finalize(self, body.close)

    @property
    def variables(self) -> list[ox.Variable]:
        return self._parsed.variables

    def __iter__(self) -> Iterator[ox.QuerySolution]:
        return self

    def __next__(self) -> ox.QuerySolution:
        try:
            row: ox.QuerySolution = next(self._parsed)
        except (SyntaxError, MemoryError) as error:
            raise _describe(self._body, error) from error
        return row

    def serialize(self, output: IO[bytes], format: ox.QueryResultsFormat) -> None:
        try:
            self._parsed.serialize(output, format=format)
        except (SyntaxError, MemoryError) as error:
            raise _describe(self._body, error) from error


class _Statements:
    """Triples on their way."""

    def __init__(self, body: Body, media_type: str) -> None:
        parser = _GRAPHS[media_type]
        body.watch(TripleTermNesting(is_by_line=parser == ox.RdfFormat.N_TRIPLES))
        self._body = body
        # The parser needs .read() and nothing else of a file.
        self._parsed = ox.parse(input=cast("IO[bytes]", body), format=parser)
        self._count = 0
        weakref.finalize(self, body.close)

    def __iter__(self) -> Iterator[ox.Triple]:
        return self

    def __next__(self) -> ox.Triple:
        try:
            triple: ox.Triple = next(self._parsed).triple
        except (SyntaxError, MemoryError) as error:
            raise _describe(self._body, error) from error
        except StopIteration:
            self._check_whole()
            raise
        self._count += 1
        return triple

    def _check_whole(self) -> None:
        """Refuse a graph that Virtuoso cut at its limit, without a word."""
        is_cut = self._count > _ROUND and self._count % _ROUND == 1
        if is_cut and is_virtuoso(self._body.headers):
            problem = f"ends after {self._count} triples, where Virtuoso cuts a graph"
            remedy = "ask for less at a time, or for its rows with SELECT"
            raise EndpointAnswerError(self._body.address, problem, remedy)


def is_virtuoso(headers: Mapping[str, str]) -> bool:
    """Tell whether an answer comes from Virtuoso.

    Args:
        headers: The headers of the answer.

    Returns:
        True when it says so.

    Example:
        >>> is_virtuoso({"server": "Virtuoso/07.20.3229 (Linux)"})
        True
    """
    return headers.get("server", "").lower().startswith("virtuoso/")


def _check_headers(body: Body, *, form: str) -> str:
    """Check that the answer is of the type that was asked for, and whole."""
    for name in _PARTIAL:
        if name in body.headers:
            problem = f"gives only a part of the answer ({name}: {body.headers[name]})"
            remedy = "ask for less at a time, with LIMIT and OFFSET"
            raise EndpointAnswerError(body.address, problem, remedy)
    encoding = body.headers.get("content-encoding", "identity").lower()
    if encoding not in ("identity", "gzip", "x-gzip"):
        problem = f"packs its answer as {encoding!r}, which was not asked for"
        raise EndpointAnswerError(body.address, problem, "tell those who run it")
    content_type: str = body.headers.get("content-type", "")
    media_type = content_type.partition(";")[0].strip().lower()
    is_graph = form in ("CONSTRUCT", "DESCRIBE")
    known: tuple[str, ...] = tuple(_GRAPHS) if is_graph else _JSON
    if media_type in _HTML:
        problem = f"answers with a page for people ({media_type})"
        remedy = "check the address: that of an endpoint often ends in /sparql"
        raise EndpointAnswerError(body.address, problem, remedy)
    if media_type not in known:
        found = repr(media_type) if media_type else "without saying what it is"
        problem = f"answers {found}, where {known[0]} was asked for"
        remedy = "check that it is an endpoint of SPARQL 1.1"
        raise EndpointAnswerError(body.address, problem, remedy)
    if is_graph and not body.has_end:
        problem = "ends its answer by hanging up, so half a graph would look whole"
        remedy = "ask for its rows with SELECT instead"
        raise EndpointAnswerError(body.address, problem, remedy)
    return media_type


def _parse_json(body: Body) -> ox.QuerySolutions:
    try:
        parsed = ox.parse_query_results(
            cast("IO[bytes]", body), format=ox.QueryResultsFormat.JSON
        )
    except (SyntaxError, MemoryError) as error:
        raise _describe(body, error) from error
    if not isinstance(parsed, ox.QuerySolutions):
        raise body.describe_fault("answers yes or no, where rows were asked for")
    return parsed


def _read_truth(body: Body) -> bool:
    text = body.drain(_LONGEST_TRUTH)
    try:
        answer: object = json.loads(text)
    except (ValueError, RecursionError):
        answer = None
    truth = cast("Mapping[str, object]", answer if isinstance(answer, dict) else {})
    found = truth.get("boolean")
    if isinstance(found, bool) and "results" not in truth:
        return found
    match truth:
        case {"head": {"vars": variables}, "results": {"bindings": list(rows)}}:
            if variables == _TRUTH_OF_VIRTUOSO and found is None:
                return bool(rows)
    raise body.describe_fault("its answer is no whole yes or no in JSON")


def _describe(body: Body, error: SyntaxError | MemoryError) -> EndpointAnswerError:
    if isinstance(error, MemoryError):
        # The parser's own limit for one value; memory has not run out.
        return body.describe_fault("has a value of some 16 MB in its answer")
    # How it ends says more than what the parser misses: there stands a reason, or
    # nothing.
    body.drain(_REST)
    return body.describe_fault("its answer breaks off, or is none of SPARQL")
