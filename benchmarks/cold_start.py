"""From nothing to an answer: a new process each time, beside one that does the same."""

from __future__ import annotations

import sys
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Final

import pyoxigraph as ox

from benchmarks.asking import digest_rows
from benchmarks.measurements import Measurement
from benchmarks.queries import KINDS, Kind
from benchmarks.timing import Sample, alternate, run_process
from benchmarks.workbench import COMMAND, PROGRAMS
from gumru_kg._resources import resource
from gumru_kg.engines.store_folder import INDEX

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from benchmarks.workbench import Workbench

SECTION: Final = "cold start"
OURS: Final = "gumru-kg"
RAW: Final = "pyoxigraph"
FILE: Final = "pyoxigraph, reads the file"
EMPTY: Final = "python -c pass"
SHIPPED: Final = "gumru query, shipped graph"
STORE: Final = "gumru query, store of 1M triples"
OPENED: Final = "open_graph and a query, store of 1M triples"
_RUNS: Final = 15
_SHIPPED_KIND: Final = Kind("", "treaty/list")
_STORE_KIND: Final = KINDS[0]


def measure_cold_start(bench: Workbench) -> None:
    """Start our command, and our API, beside bare programs.

    Args:
        bench: What is measured on, and where it is put down.
    """
    cases: list[tuple[str, str, Callable[[], dict[str, Callable[[], Sample]]]]] = [
        (SHIPPED, "shipped", partial(_list_shipped, bench))
    ]
    if "1M" in bench.sizes:
        cases += [
            (STORE, "1M", partial(_list_store, bench, is_command=True)),
            (OPENED, "1M", partial(_list_store, bench, is_command=False)),
        ]
    for what, size, list_programs in cases:
        if bench.wants(SECTION, what, size):
            for program, series in alternate(list_programs(), runs=_RUNS).items():
                bench.put(Measurement.of((SECTION, what, size, program), series))


def _list_shipped(bench: Workbench) -> dict[str, Callable[[], Sample]]:
    cache = bench.folder / "cache"
    data, index = str(resource("data", "gumru.ttl")), bench.fresh("shipped.index")
    store = ox.Store(str(index))
    store.bulk_load(path=data, format=ox.RdfFormat.TURTLE)
    store.flush()
    del store
    query = str(_write_query(bench.folder / "shipped.rq", _SHIPPED_KIND))
    ours = (*COMMAND, "query", _SHIPPED_KIND.name, "--format", "json")
    script = (sys.executable, str(PROGRAMS / "open_pyoxigraph.py"))
    return {
        OURS: partial(_run, ours, cache),
        RAW: partial(_run, (*script, str(index), query), cache),
        FILE: partial(_run, (*script, data, query), cache),
        EMPTY: partial(_run_empty, cache),
    }


def _list_store(
    bench: Workbench, *, is_command: bool
) -> dict[str, Callable[[], Sample]]:
    store, cache = bench.store("1M"), bench.folder / "cache"
    query = str(_write_query(bench.folder / "store.rq", _STORE_KIND))
    values = [f"{name}={value}" for name, value in _STORE_KIND.parameters.items()]
    if is_command:
        parameters = [part for pair in values for part in ("-p", pair)]
        source = ("--file", f"store:{store}", "--format", "json")
        ours = (*COMMAND, "query", _STORE_KIND.name, *parameters, *source)
    else:
        script = (sys.executable, str(PROGRAMS / "open_ours.py"), f"store:{store}")
        ours = (*script, _STORE_KIND.name, *values)
    bare = (sys.executable, str(PROGRAMS / "open_pyoxigraph.py"))
    return {
        OURS: partial(_run, ours, cache),
        RAW: partial(_run, (*bare, str(store / INDEX), query), cache),
        EMPTY: partial(_run_empty, cache),
    }


def _write_query(path: Path, kind: Kind) -> Path:
    path.write_text(kind.text, "utf-8")
    return path


def _run(command: tuple[str, ...], cache: Path) -> Sample:
    sample, output = run_process(command, environment=_environment(cache))
    answer = ox.parse_query_results(output, format=ox.QueryResultsFormat.JSON)
    assert isinstance(answer, ox.QuerySolutions)  # noqa: S101 - for the type checker
    digest, found = digest_rows(answer)
    return replace(sample, answer=digest, found=found)


def _run_empty(cache: Path) -> Sample:
    sample, _ = run_process(
        (sys.executable, "-c", "pass"), environment=_environment(cache)
    )
    return sample


def _environment(cache: Path) -> dict[str, str]:
    return {"XDG_CACHE_HOME": str(cache)}
