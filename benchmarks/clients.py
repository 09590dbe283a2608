"""Clients of an endpoint, each in a process of its own: CLIENT URL QUERY."""

from __future__ import annotations

import hashlib
import json
import resource
import sys
from dataclasses import asdict
from time import perf_counter, process_time
from typing import IO, TYPE_CHECKING, Final, cast

from benchmarks.timing import Sample

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    import httpx

_JSON: Final = "application/sparql-results+json"
_WARM: Final = "SELECT * { ?a ?p ?x . ?b ?q ?y } LIMIT 1"


class _Stream:
    """The least that a parser needs of a file."""

    def __init__(self, response: httpx.Response) -> None:
        self._pieces = response.iter_bytes()
        self._rest = b""

    def read(self, size: int) -> bytes:
        if not self._rest:
            self._rest = next(self._pieces, b"")
        piece, self._rest = self._rest[:size], self._rest[size:]
        return piece


def ask_ours(url: str, query: str) -> Iterator[str]:
    """Ask through the package."""
    from gumru_kg import open_graph

    for row in open_graph(url).select(query):
        yield " ".join(getattr(term, "value", "") for term in row)


def ask_bare(url: str, query: str) -> Iterator[str]:
    """Ask with httpx, parse with pyoxigraph, and check nothing."""
    import httpx
    import pyoxigraph as ox

    headers = {"Accept": _JSON}
    with httpx.stream("GET", url, params={"query": query}, headers=headers) as response:
        parsed = ox.parse_query_results(
            cast("IO[bytes]", _Stream(response)), format=ox.QueryResultsFormat.JSON
        )
        for row in cast("Iterable[Iterable[object]]", parsed):
            yield " ".join(getattr(term, "value", "") for term in row)


def ask_rdflib(url: str, query: str) -> Iterator[str]:
    """Ask through the store of rdflib."""
    from rdflib.plugins.stores.sparqlstore import SPARQLStore

    for row in SPARQLStore(url, returnFormat="json").query(query):
        yield " ".join(map(str, cast("Iterable[object]", row)))


CLIENTS: Final[dict[str, Callable[[str, str], Iterator[str]]]] = {
    "gumru-kg": ask_ours,
    "httpx and pyoxigraph": ask_bare,
    "rdflib": ask_rdflib,
}


def measure(client: str, url: str, query: str) -> dict[str, Sample]:
    """Ask once, in this process.

    Args:
        client: One of the clients.
        url: The endpoint.
        query: A SELECT.

    Returns:
        What the ``first`` row took, and the ``whole`` answer, with the memory added.
    """
    ask = CLIENTS[client]
    # Imports and the first connection are the same for every question.
    list(ask(url, _WARM))
    digest, rows, first = hashlib.sha256(), 0, 0.0
    before = _peak()
    cpu, start = process_time(), perf_counter()
    for row in ask(url, query):
        first = first or perf_counter() - start
        digest.update(row.encode())
        rows += 1
    whole = Sample(
        perf_counter() - start,
        process_time() - cpu,
        _peak() - before,
        digest.hexdigest()[:16],
        rows,
    )
    return {"first": Sample(first), "whole": whole}


def _peak() -> float:
    usage = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return usage / (1024 if sys.platform == "linux" else 1024**2)


if __name__ == "__main__":
    taken = measure(*sys.argv[1:4])
    print(json.dumps({name: asdict(sample) for name, sample in taken.items()}))
