"""Files into stores: in memory, and on disk beside the loader of Oxigraph."""

from __future__ import annotations

import sys
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pyoxigraph as ox

from benchmarks.measurements import Measurement
from benchmarks.timing import Sample, alternate, run_process
from benchmarks.workbench import COMMAND, PROGRAMS
from gumru_kg.engines.store_folder import INDEX

if TYPE_CHECKING:
    from collections.abc import Callable

    from benchmarks.corpora import Corpus
    from benchmarks.workbench import Workbench

SECTION: Final = "loading"
OURS: Final = "gumru-kg"
RAW: Final = "pyoxigraph"
LOADER: Final = "oxigraph load"
MEMORY: Final = "a file, opened in memory"
DISK: Final = "a file, into a store on disk"
_PATIENCE: Final = 1800.0


def measure_loading(bench: Workbench) -> None:
    """Load the corpora.

    Args:
        bench: What is measured on, and where it is put down.
    """
    for size in bench.sizes:
        for what, list_programs in ((MEMORY, _list_memory), (DISK, _list_disk)):
            if (what, size) == (MEMORY, "10M") or not bench.wants(SECTION, what, size):
                continue
            programs = list_programs(bench, bench.corpus(size), size)
            # What is as large as the memory of the machine needs no warming.
            taken = alternate(programs, runs=bench.runs, warm=size != "10M")
            for program, series in taken.items():
                bench.put(Measurement.of((SECTION, what, size, program), series))


def _list_memory(
    bench: Workbench, corpus: Corpus, size: str
) -> dict[str, Callable[[], Sample]]:
    del bench, size
    path = str(corpus.path)
    commands = {
        OURS: ("open_ours.py", path),
        RAW: ("open_pyoxigraph.py", path),
        "oxrdflib": ("open_rdflib.py", path, "Oxigraph", "ox-nt"),
        "rdflib": ("open_rdflib.py", path, "default", "nt"),
    }
    return {name: partial(_open, command) for name, command in commands.items()}


def _open(command: tuple[str, ...]) -> Sample:
    script, *arguments = command
    run = (sys.executable, str(PROGRAMS / script), *arguments)
    sample, output = run_process(run)
    return _count(sample, int(output))


def _list_disk(
    bench: Workbench, corpus: Corpus, size: str
) -> dict[str, Callable[[], Sample]]:
    path, place = str(corpus.path), bench.folder / f"{size}.loaded"
    oxigraph = str(Path(sys.executable).with_name("oxigraph"))
    script = str(PROGRAMS / "load_pyoxigraph.py")
    commands = {
        OURS: (*COMMAND, "load", path, "--store", str(place)),
        LOADER: (oxigraph, "load", "--location", str(place), "--file", path),
        RAW: (sys.executable, script, path, str(place)),
    }
    return {
        name: partial(_load, bench, command, place, INDEX if name == OURS else ".")
        for name, command in commands.items()
    }


def _load(
    bench: Workbench, command: tuple[str, ...], place: Path, index: str
) -> Sample:
    bench.fresh(place.name)
    sample, _ = run_process(command, patience=_PATIENCE)
    quads = len(ox.Store.read_only(str(place / index)))
    bench.fresh(place.name)
    return _count(sample, quads)


def _count(sample: Sample, triples: int) -> Sample:
    return replace(sample, answer=f"{triples:,} triples", found=triples)
