"""Measure ours beside the peers, and write ``docs/benchmarks.md``: ``make bench``."""

from __future__ import annotations

import argparse
import os
import platform
import sys
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING, Final

from benchmarks.cold_start import measure_cold_start
from benchmarks.corpora import SIZES as CORPORA
from benchmarks.endpoints import measure_endpoints
from benchmarks.measurements import Record
from benchmarks.queries import measure_queries
from benchmarks.rdflib_store import measure_rdflib_store
from benchmarks.results import measure_results
from benchmarks.stores import measure_loading
from benchmarks.timing import RUNS, BenchmarkError
from benchmarks.validation import measure_validation
from benchmarks.workbench import Workbench

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

ROOT: Final = Path(__file__).resolve().parents[1]
DOCS: Final = ROOT / "docs"
SECTIONS: Final[dict[str, Callable[[Workbench], None]]] = {
    "queries": measure_queries,
    "cold start": measure_cold_start,
    "answers": measure_results,
    "rdflib": measure_rdflib_store,
    "endpoints": measure_endpoints,
    "loading": measure_loading,
    "validation": measure_validation,
}
LIBRARIES: Final = (
    "httpx",
    "matplotlib",
    "oxigraph",
    "oxrdflib",
    "pyoxigraph",
    "pyshacl",
    "pyshifty",
    "rdflib",
    "rdflib-endpoint",
    "shacl",
    "shacl-rust",
)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the sections, and write the page.

    Args:
        arguments: Those of the command line.

    Returns:
        The exit code: 1 when ours failed or gave another answer.
    """
    chosen = _parse(arguments)
    page: Path = chosen.output
    if not chosen.page_only:
        record = _start_record(page, resume=chosen.resume)
        sizes = _choose_sizes(chosen)
        folder: Path = chosen.folder
        folder.mkdir(parents=True, exist_ok=True)
        bench = Workbench(folder, sizes, record, page, 3 if chosen.quick else RUNS)
        for name, measure in SECTIONS.items():
            if not chosen.only or name in chosen.only:
                try:
                    measure(bench)
                except BenchmarkError as error:
                    print(f"{name}: {error}", file=sys.stderr)
    return _finish(page)


def _parse(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="10k triples only")
    parser.add_argument("--large", action="store_true", help="10M triples as well")
    parser.add_argument(
        "--size", action="append", choices=CORPORA, help="this size; repeatable"
    )
    parser.add_argument(
        "--only", action="append", choices=SECTIONS, help="one section; repeatable"
    )
    parser.add_argument(
        "--resume", action="store_true", help="keep what the record holds already"
    )
    parser.add_argument(
        "--page-only", action="store_true", help="render what was measured before"
    )
    parser.add_argument("--output", type=Path, default=DOCS / "benchmarks.json")
    parser.add_argument("--folder", type=Path, default=ROOT / "build" / "bench")
    return parser.parse_args(arguments)


def _choose_sizes(chosen: argparse.Namespace) -> list[str]:
    if chosen.size:
        return [size for size in CORPORA if size in chosen.size]
    if chosen.quick:
        return ["10k"]
    return [size for size in CORPORA if size != "10M" or chosen.large]


def _start_record(page: Path, *, resume: bool) -> Record:
    machine = {
        "processor": _find_processor(),
        "cores": str(os.cpu_count()),
        "memory": f"{_find_memory():.0f} GB",
        "system": f"{platform.system()} {platform.machine()}",
        "python": platform.python_version(),
        "load of others at the start": f"{os.getloadavg()[0]:.1f}",
    }
    libraries = {name: _find_version(name) for name in LIBRARIES}
    kept = list(Record.read(page)) if resume and page.exists() else []
    return Record(kept, machine=machine, libraries=libraries)


def _find_version(library: str) -> str:
    try:
        return version(library)
    except PackageNotFoundError:
        return "not installed"


def _find_processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text("utf-8").splitlines()
    except OSError:
        return platform.processor() or "unknown"
    names = [line.partition(":")[2] for line in lines if line.startswith("model name")]
    return " ".join(names[0].split()) if names else "unknown"


def _find_memory() -> float:
    return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1024**3


def _finish(page: Path) -> int:
    from benchmarks.page import render_page
    from benchmarks.plot import draw_plot

    record = Record.read(page)
    draw_plot(record, page.with_suffix(".svg"))
    page.with_suffix(".md").write_text(render_page(record), "utf-8")
    problems = [it for it in record if it.problem]
    for it in problems:
        print(*it.key, it.problem, sep=" | ", file=sys.stderr)
    # A peer that fails is a row of its own; ours must not.
    return int(any(it.program.startswith("gumru") for it in problems))


if __name__ == "__main__":
    sys.exit(main())
