"""What is measured on: corpora, stores and processes, and the record beside them."""

from __future__ import annotations

import shutil
import sys
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Final

from benchmarks.corpora import SIZES, Corpus, write_corpus
from benchmarks.timing import run_process
from benchmarks.workers import Worker

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from benchmarks.measurements import Measurement, Record

# What our command is without the script that an installation makes.
COMMAND: Final = (sys.executable, "-c", "from gumru_kg.cli import run; run()")
BROKEN: Final = 0.01
# Scripts that start without anything of ours but what they import.
PROGRAMS: Final = Path(__file__).parent / "programs"


@dataclass(slots=True)
class Workbench:
    """A run of the benchmarks.

    Attributes:
        folder: Where corpora and stores are made.
        sizes: The sizes to measure on.
        record: What has been measured.
        page: The file of the record.
        runs: How often each program runs.
    """

    folder: Path
    sizes: Sequence[str]
    record: Record
    page: Path
    runs: int
    _corpora: dict[tuple[str, float], Corpus] = field(default_factory=dict)

    def corpus(self, size: str, *, broken: float = 0.0) -> Corpus:
        """Make a corpus, once.

        Args:
            size: Its size.
            broken: The share of broken nodes.

        Returns:
            The corpus.
        """
        if (size, broken) not in self._corpora:
            name = f"{size}-broken.nt" if broken else f"{size}.nt"
            self._corpora[size, broken] = write_corpus(
                self.folder / name, triples=SIZES[size], broken=broken
            )
        return self._corpora[size, broken]

    def store(self, size: str) -> Path:
        """Load a corpus into a store of ours, once.

        Args:
            size: Its size.

        Returns:
            The folder of the store.
        """
        store = self.folder / f"{size}.store"
        corpus = self.corpus(size)
        if not store.exists():
            load = (*COMMAND, "load", str(corpus.path), "--store", str(store))
            run_process(load)
        return store

    def fresh(self, name: str) -> Path:
        """Give a folder that does not exist, for a program to make."""
        path = self.folder / name
        shutil.rmtree(path, ignore_errors=True)
        return path

    @contextmanager
    def workers(
        self, engines: Mapping[str, tuple[str, object]]
    ) -> Iterator[dict[str, Worker]]:
        """Hold a process for each graph, and end them.

        Args:
            engines: What to open, and with which engine, by any name.

        Yields:
            The processes by name; each starts when it is first asked.
        """
        started = {
            name: Worker(engine, str(source))
            for name, (engine, source) in engines.items()
        }
        try:
            yield started
        finally:
            for worker in started.values():
                worker.close()

    def wants(self, section: str, what: str, size: str) -> bool:
        """Tell whether something is still to be measured."""
        return not self.record.has(section, what, size)

    def put(self, measurement: Measurement) -> None:
        """Put a measurement down, on disk and on standard error."""
        self.record.add(measurement)
        self.record.write(self.page)
        times = sorted(measurement.seconds)
        shown = f"{times[len(times) // 2]:.4f} s" if times else measurement.problem
        print(*measurement.key, shown, sep=" | ", file=sys.stderr, flush=True)
