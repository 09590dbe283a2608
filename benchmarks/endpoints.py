"""Measure how rows come from an endpoint: ours, bare httpx with pyoxigraph, rdflib.

A server of Oxigraph on this machine answers; each client is a process of its own, and
they run in turn. That all got the same rows is checked before a time counts. Run
``python -m benchmarks.endpoints [ROWS [RUNS]]``; CPU and memory are the client's.
"""

from __future__ import annotations

import hashlib
import json
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from importlib.metadata import version
from pathlib import Path
from typing import IO, TYPE_CHECKING, Final, cast

from gumru_kg import open_graph, shipped_graph
from tests.engines.servers import JSON, run_oxigraph

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    import httpx

CLIENTS: Final = ("gumru-kg", "httpx", "rdflib")
_QUERY: Final = "SELECT * { ?a ?p ?x . ?b ?q ?y } LIMIT "


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
    for row in open_graph(url).select(query):
        yield " ".join(getattr(term, "value", "") for term in row)


def ask_bare(url: str, query: str) -> Iterator[str]:
    """Ask with httpx, parse with pyoxigraph, and check nothing."""
    import httpx
    import pyoxigraph as ox

    headers = {"Accept": JSON}
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


def measure(client: str, url: str, query: str) -> dict[str, float | str]:
    """Ask once, in this process, and tell what it took."""
    ask = dict(zip(CLIENTS, (ask_ours, ask_bare, ask_rdflib), strict=True))[client]
    # Imports and the first connection are the same for every question.
    list(ask(url, f"{_QUERY}1"))
    digest = hashlib.sha256()
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    cpu, start = time.process_time(), time.perf_counter()
    first = 0.0
    for row in ask(url, query):
        first = first or time.perf_counter() - start
        digest.update(row.encode())
    return {
        "first": first,
        "all": time.perf_counter() - start,
        "cpu": time.process_time() - cpu,
        "memory": (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - memory) / 1024,
        "digest": digest.hexdigest(),
    }


def run_client(client: str, url: str, query: str) -> dict[str, float | str]:
    """Ask once, in a process of its own."""
    done = subprocess.run(
        (sys.executable, "-m", "benchmarks.endpoints", "--client", client, url, query),
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    found: dict[str, float | str] = json.loads(done.stdout)
    return found


def main(rows: int = 200_000, runs: int = 5) -> None:
    """Print a table in Markdown."""
    query = f"{_QUERY}{rows}"
    found: dict[str, list[dict[str, float | str]]] = {name: [] for name in CLIENTS}
    with (
        tempfile.TemporaryDirectory() as folder,
        run_oxigraph(Path(folder), shipped_graph()) as url,
    ):
        for _ in range(runs):
            for client in CLIENTS:
                found[client].append(run_client(client, url, query))
    digests = {each["digest"] for taken in found.values() for each in taken}
    if len(digests) != 1:
        sys.exit("the clients did not get the same rows")
    libraries = ", ".join(f"{name} {version(name)}" for name in ("httpx", "rdflib"))
    print(f"{rows:,} rows of six terms, median of {runs}; {libraries}\n")
    print("| client | first row, s | all, s | CPU, s | memory added, MB |")
    print("| --- | ---: | ---: | ---: | ---: |")
    for client, taken in found.items():
        keys = ("first", "all", "cpu", "memory")
        medians = [
            statistics.median(float(each[key]) for each in taken) for key in keys
        ]
        print("| {} | {:.3f} | {:.2f} | {:.2f} | {:.0f} |".format(client, *medians))


if __name__ == "__main__":
    if sys.argv[1:2] == ["--client"]:
        print(json.dumps(measure(*sys.argv[2:5])))
    else:
        main(*map(int, sys.argv[1:3]))
