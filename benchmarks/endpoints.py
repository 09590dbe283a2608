"""Endpoints on this machine: clients of one server, and servers for one client."""

from __future__ import annotations

import json
import sys
from functools import partial
from typing import TYPE_CHECKING, Final

from benchmarks.clients import CLIENTS
from benchmarks.measurements import Measurement
from benchmarks.queries import KINDS
from benchmarks.servers import run_oxigraph, run_rdflib_endpoint
from benchmarks.timing import Sample, Series, alternate, run_process

if TYPE_CHECKING:
    from benchmarks.workbench import Workbench

SECTION: Final = "endpoints"
ROWS: Final = 200_000
CLIENT: Final = f"{ROWS:,} rows of six terms"
FIRST_ROW: Final = f"the first of {ROWS:,} rows"
_QUERY: Final = f"SELECT * {{ ?a ?p ?x . ?b ?q ?y }} LIMIT {ROWS}"
_SIZE: Final = "100k"
# What rdflib, behind its endpoint, answers in a second or two.
_KINDS: Final = (KINDS[0], KINDS[2], KINDS[6], KINDS[10])


def measure_endpoints(bench: Workbench) -> None:
    """Ask endpoints.

    Args:
        bench: What is measured on, and where it is put down.
    """
    size = _SIZE if _SIZE in bench.sizes else bench.sizes[0]
    wants_clients = bench.wants(SECTION, CLIENT, size)
    kinds = [it for it in KINDS if it in _KINDS and bench.wants(SECTION, it.name, size)]
    if not wants_clients and not kinds:
        return
    corpus = bench.corpus(size).path
    with run_oxigraph(corpus, bench.fresh("served")) as oxigraph:
        if wants_clients:
            _measure_clients(bench, oxigraph, size)
        if kinds:
            with run_rdflib_endpoint(corpus) as rdflib:
                _measure_servers(
                    bench, {"oxigraph": oxigraph, "rdflib-endpoint": rdflib}, size
                )


def _measure_clients(bench: Workbench, url: str, size: str) -> None:
    firsts: dict[str, list[Sample]] = {client: [] for client in CLIENTS}

    def run(client: str) -> Sample:
        command = (sys.executable, "-m", "benchmarks.clients", client, url, _QUERY)
        _, output = run_process(command)
        taken = json.loads(output)
        firsts[client].append(Sample(**taken["first"]))
        return Sample(**taken["whole"])

    programs = {client: partial(run, client) for client in CLIENTS}
    for client, series in alternate(programs, runs=bench.runs).items():
        bench.put(Measurement.of((SECTION, CLIENT, size, client), series))
        counted = firsts[client][len(firsts[client]) - len(series.samples) :]
        first = Series(tuple(counted), series.problem)
        bench.put(Measurement.of((SECTION, FIRST_ROW, size, client), first))


def _measure_servers(bench: Workbench, urls: dict[str, str], size: str) -> None:
    with bench.workers(
        {name: ("endpoint", url) for name, url in urls.items()}
    ) as workers:
        for kind in _KINDS:
            programs = {
                name: worker.asking("gumru-kg", kind.name, kind.parameters)
                for name, worker in workers.items()
            }
            for server, series in alternate(programs, runs=bench.runs).items():
                key = (SECTION, kind.name, size, server)
                bench.put(Measurement.of(key, series))
