"""Limits of time and memory for a query, which then runs in a process of its own.

No embedded engine can be told to stop. So a second process, the fork server, holds the
graph and does nothing else; each query runs in a fork of it that the system limits, and
that is ended when its time is over, when its answer is dropped, or when either of the
two processes ends. Nothing of this exists before a limit is asked for.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from typing import IO, TYPE_CHECKING, Final, Protocol, cast, runtime_checkable

import pyoxigraph as ox

from gumru_kg.engines import Engine
from gumru_kg.engines.embedded import EmbeddedEngine
from gumru_kg.errors import CapabilityError, QueryError
from gumru_kg.results import Solutions, Triples

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from gumru_kg.engines.fork_client import AnswerStream, ForkServer
    from gumru_kg.results import Answer

# More than eleven days.
_LONGEST: Final = 1_000_000


@dataclass(frozen=True, slots=True)
class Limits:
    """What a query may take.

    Attributes:
        timeout: Seconds that may be waited for the answer, all in all; the time in
            which nobody reads it does not count.
        max_memory: Bytes on top of what the graph takes.
        max_answer: Bytes of the answer, as JSON or N-Triples. Who reads it row by row
            needs no such limit; who holds all of it may.
    """

    timeout: float | None = None
    max_memory: int | None = None
    max_answer: int | None = None

    @classmethod
    def of(cls, timeout: object, max_memory: object) -> Limits:
        """Take limits from a user.

        Args:
            timeout: Seconds, or nothing.
            max_memory: Bytes, or nothing.

        Returns:
            The limits.

        Raises:
            QueryError: When one of them is no number, or none to work with.
        """
        if timeout is not None and not (
            isinstance(timeout, int | float) and 0 < timeout <= _LONGEST
        ):
            remedy = f"give seconds, more than 0 and up to {_LONGEST:,}"
            raise QueryError(f"timeout is {timeout!r}; {remedy}")
        if max_memory is not None and not (
            isinstance(max_memory, int) and 0 < max_memory <= sys.maxsize
        ):
            remedy = "give bytes, a whole number above 0"
            raise QueryError(f"max_memory is {max_memory!r}; {remedy}")
        return cls(timeout, max_memory)

    def __bool__(self) -> bool:
        limits = (self.timeout, self.max_memory, self.max_answer)
        return any(limit is not None for limit in limits)


@runtime_checkable
class LimitableEngine(Engine, Protocol):
    """An engine that can hold a query to limits."""

    def limited(self, limits: Limits) -> Engine:
        """Give the same engine, whose queries are limited."""
        ...


def limit_engine(engine: Engine, limits: Limits) -> Engine:
    """Hold the queries of an engine to limits.

    Args:
        engine: The engine.
        limits: What a query may take.

    Returns:
        An engine on the same graph; the engine itself when there is no limit.

    Raises:
        CapabilityError: When the engine cannot do so.

    Example:
        >>> engine = EmbeddedEngine(ox.Store())
        >>> limit_engine(engine, Limits()) is engine
        True
    """
    if not limits:
        return engine
    if not isinstance(engine, LimitableEngine):
        problem = "it cannot hold a query to limits"
        remedy = "ask without timeout and max_memory"
        raise CapabilityError(type(engine).__name__, problem, remedy)
    return engine.limited(limits)


class LimitedEngine(EmbeddedEngine):
    """An embedded engine whose queries run in processes with limits.

    Example:
        >>> limits = Limits(timeout=10, max_memory=200_000_000)
        >>> with_limits = EmbeddedEngine(ox.Store()).limited(limits)
        >>> with_limits.ask("ASK { ?s ?p ?o }")
        False
    """

    def __init__(self, server: ForkServer, limits: Limits) -> None:
        super().__init__(ox.Store())
        self._asked = server
        self._limits = limits

    def limited(self, limits: Limits) -> Engine:
        """Give an engine on the same graph with other limits; see above."""
        return LimitedEngine(self._asked, limits)

    def _run(self, text: str, prefixes: Mapping[str, str]) -> Answer:
        # The process declares all prefixes. The limits hold until the last row is read.
        del prefixes
        stream = self._asked.run(text, self._limits)
        head = stream.read_head()
        if head["kind"] == "truth":
            stream.close()
            return bool(head["value"])
        if head["kind"] == "triples":
            return Triples(_read_triples(stream))
        source = cast("IO[bytes]", stream)
        found = ox.parse_query_results(source, format=ox.QueryResultsFormat.JSON)
        assert isinstance(found, ox.QuerySolutions)  # noqa: S101 - for the type checker
        return Solutions(found)


def check_system() -> None:
    """Refuse systems that have no way to limit a process and to fork it.

    Raises:
        CapabilityError: Elsewhere than on Linux.

    Example:
        >>> check_system()
    """
    if sys.platform != "linux":
        problem = f"{sys.platform} cannot hold a query to limits"
        remedy = "ask without timeout and max_memory, or on Linux"
        raise CapabilityError("the embedded engine", problem, remedy)


def _read_triples(stream: AnswerStream) -> Iterator[ox.Triple]:
    # It comes from the engine and need not be checked again.
    source = cast("IO[bytes]", stream)
    quads = ox.parse(source, format=ox.RdfFormat.N_TRIPLES, lenient=True)
    for quad in quads:
        yield quad.triple
