"""Measure the shipped graph beside its peers and print a table in Markdown.

Each pair runs in turn (A B A B ...), so that a drift of the machine meets both; the
median ratio counts. A ratio is of wall time, ours to the peer's: below 1 is faster.
"""

from __future__ import annotations

import os
import re
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph as ox

import gumru_kg
from gumru_kg.dataset import shipped_graph
from gumru_kg.named_queries import load_catalog
from gumru_kg.namespaces import PREFIXES

if TYPE_CHECKING:
    from collections.abc import Callable

DATA = Path(__file__).resolve().parents[1] / "data" / "gumru.ttl"
COMMAND = "from gumru_kg.cli import run; run()"


@dataclass(frozen=True, slots=True)
class Comparison:
    """What one thing took beside another.

    Attributes:
        what: Ours and the peer.
        ours: Median seconds of ours.
        peer: Median seconds of the peer.
        ratio: Median of the ratios, pair by pair.
    """

    what: str
    ours: float
    peer: float
    ratio: float


def seconds(action: Callable[[], object]) -> float:
    """Time one call."""
    start = time.perf_counter()
    action()
    return time.perf_counter() - start


def compare(
    what: str, ours: Callable[[], object], peer: Callable[[], object], *, runs: int
) -> Comparison:
    """Run both in turn, once unmeasured and then as often as asked."""
    ours()
    peer()
    pairs = [(seconds(ours), seconds(peer)) for _ in range(runs)]
    return Comparison(
        what,
        statistics.median(mine for mine, _ in pairs),
        statistics.median(other for _, other in pairs),
        statistics.median(mine / other for mine, other in pairs),
    )


def start_python(*arguments: str, cache: str) -> Callable[[], object]:
    """Make a call that starts an interpreter and waits for its end."""
    environment = {**os.environ, "XDG_CACHE_HOME": cache}
    # A fresh installation has its byte code as well.
    environment.pop("PYTHONDONTWRITEBYTECODE", None)

    def run() -> None:
        subprocess.run(
            [sys.executable, *arguments],
            env=environment,
            capture_output=True,
            check=True,
        )

    return run


def load_bare(path: Path = DATA) -> ox.Store:
    """Load the file as the engine alone would, in the faster of its two ways."""
    store = ox.Store()
    store.load(path=str(path), format=ox.RdfFormat.TURTLE)
    return store


def write_double(folder: str) -> Path:
    """Write a graph of twice the size, every thing in it a second time."""
    text = DATA.read_text("utf-8")
    _, blank, statements = text.partition("\n\n")
    path = Path(folder) / "double.ttl"
    path.write_text(
        text + blank + re.sub(r"\bgid:", "gid:second-", statements), "utf-8"
    )
    return path


def find_shared_queries() -> list[str]:
    """Find the named queries that rdflib's own engine can answer as well."""
    shared = []
    for query in load_catalog().values():
        if query.returns == "select":
            try:
                len(GRAPH.query(query.text))
            except Exception as error:  # noqa: BLE001 - it fails in many ways
                print(f"{query.name}: rdflib fails ({error})", file=sys.stderr)
            else:
                shared.append(query.text)
    return shared


def ask_native(queries: list[str]) -> None:
    """Answer queries on the embedded engine."""
    for query in queries:
        answer = STORE.query(query, prefixes=PREFIXES)
        assert isinstance(answer, ox.QuerySolutions)  # noqa: S101 - for the type checker
        for _ in answer:
            pass


def ask_rdflib(queries: list[str]) -> None:
    """Answer queries with rdflib's own engine."""
    for query in queries:
        len(GRAPH.query(query))


STORE = load_bare()
GRAPH = shipped_graph().to_rdflib()


def compare_loads(
    what: str, path: Path, open_it: Callable[[], gumru_kg.KnowledgeGraph]
) -> Comparison:
    """Open a graph and ask it once, beside a bare store."""
    return compare(
        f"{what} / pyoxigraph load of the file",
        lambda: open_it().ask("ASK { ?s ?p ?o }"),
        lambda: load_bare(path).query("ASK { ?s ?p ?o }"),
        runs=15,
    )


def measure(cache: str) -> list[Comparison]:
    """Take all measurements."""
    double = write_double(cache)
    bare = start_python("-c", "pass", cache=cache)
    return [
        compare(
            "`gumru treaties --json` / `python -c pass`",
            start_python("-c", COMMAND, "treaties", "--json", cache=cache),
            bare,
            runs=25,
        ),
        compare(
            "`gumru show treaty-gumru-1920` / `python -c pass`",
            start_python("-c", COMMAND, "show", "treaty-gumru-1920", cache=cache),
            bare,
            runs=10,
        ),
        compare_loads("`open_graph(file)`", DATA, lambda: gumru_kg.open_graph(DATA)),
        compare_loads(
            "`open_graph(file)` on twice the data",
            double,
            lambda: gumru_kg.open_graph(double),
        ),
        compare_loads("`open_graph()`", DATA, gumru_kg.open_graph),
    ]


def measure_queries() -> Comparison:
    """Measure the queries that both engines can answer."""
    shared = find_shared_queries()
    return compare(
        f"{len(shared)} named queries, pyoxigraph / rdflib",
        lambda: ask_native(shared),
        lambda: ask_rdflib(shared),
        runs=1,
    )


def main() -> None:
    """Print the table."""
    with tempfile.TemporaryDirectory() as cache:
        # The library, too, keeps its index where the commands do.
        os.environ["XDG_CACHE_HOME"] = cache
        comparisons = [*measure(cache), measure_queries()]
    print(
        f"{len(STORE)} triples; Python {sys.version.split()[0]}, "
        f"pyoxigraph {version('pyoxigraph')}, rdflib {version('rdflib')}\n"
    )
    print("| ours / peer | ours, ms | peer, ms | ratio |")
    print("| --- | ---: | ---: | ---: |")
    for it in comparisons:
        times = f"{it.ours * 1e3:.1f} | {it.peer * 1e3:.1f}"
        print(f"| {it.what} | {times} | {it.ratio:.2f} |")


if __name__ == "__main__":
    main()
