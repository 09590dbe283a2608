"""Measure what each export of the shipped graph takes, start of the command included.

``python -m benchmarks.exports [RUNS]`` prints a table in Markdown: of each format the
median of its runs, by the clock and of the processor, the most memory that a run took,
and how much was written. Runs of a format that do not all write the same bytes do not
count.
"""

from __future__ import annotations

import hashlib
import shutil
import sys
import tempfile
from dataclasses import replace
from functools import partial
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Final

from benchmarks.timing import RUNS, Sample, Series, alternate, run_process
from benchmarks.workbench import COMMAND
from gumru_kg.exporters import EXPORTS

if TYPE_CHECKING:
    from collections.abc import Mapping

_KILOBYTE: Final = 1_000
_HEAD: Final = "| format | wall, s | CPU, s | peak, MB | written, kB |"


def measure_exports(folder: Path, *, runs: int = RUNS) -> dict[str, Series]:
    """Export the shipped graph in each format, a new process each time.

    Args:
        folder: Where to write.
        runs: How many times each, beside one that does not count.

    Returns:
        The runs by format.
    """
    found: dict[str, Series] = {}
    for name in EXPORTS:
        # One format beside nothing else: another one has other bytes.
        found |= alternate({name: partial(_export, name, folder / name)}, runs=runs)
    return found


def _export(name: str, path: Path) -> Sample:
    sample, _ = run_process((*COMMAND, "export", name, "-o", str(path)))
    files = sorted(path.rglob("*")) if path.is_dir() else [path]
    contents = {
        str(file.relative_to(path)): file.read_bytes()
        for file in files
        if file.is_file()
    }
    shutil.rmtree(path) if path.is_dir() else path.unlink()
    digest = hashlib.sha256(repr(sorted(contents.items())).encode()).hexdigest()
    return replace(sample, answer=digest, found=sum(map(len, contents.values())))


def write_table(found: Mapping[str, Series]) -> str:
    """Write what was measured as a table in Markdown.

    Args:
        found: The runs by format.

    Returns:
        A row for each format, with the reason where it has no runs.
    """
    rows = [_HEAD, "| --- | ---: | ---: | ---: | ---: |"]
    for name, series in found.items():
        samples = series.samples
        if not samples:
            rows.append(f"| `{name}` | {series.problem} | | | |")
            continue
        wall = median(each.seconds for each in samples)
        cpu = median(each.cpu or 0.0 for each in samples)
        peak = max(each.memory or 0.0 for each in samples)
        size = (samples[0].found or 0) / _KILOBYTE
        rows.append(f"| `{name}` | {wall:.2f} | {cpu:.2f} | {peak:.0f} | {size:,.0f} |")
    return "\n".join(rows)


def main(runs: str = str(RUNS)) -> None:
    """Print the table."""
    with tempfile.TemporaryDirectory() as folder:
        print(write_table(measure_exports(Path(folder), runs=int(runs))))


if __name__ == "__main__":
    main(*sys.argv[1:2])
