"""Measure validation, from the file to the report: native beside pySHACL.

Both are whole processes of our own command, so that the reading of files, imports and
the writing of the report count. The reports are compared before a time counts. Run
``python -m benchmarks.validation [COPIES [RUNS]]``.
"""

from __future__ import annotations

import re
import statistics
import subprocess
import sys
import tempfile
import time
from importlib.metadata import version
from pathlib import Path
from typing import Final

import pyoxigraph as ox

DATA: Final = Path(__file__).resolve().parents[1] / "data" / "gumru.ttl"
COMMAND: Final = "from gumru_kg.cli import run; run()"
# Statements of which some are left out, so that there is something to find.
_DROPPED: Final = re.compile(r"    gum:(?:stance|verdict|perspective) \S+ ;")
_EVERY: Final = 300


def write_copies(path: Path, copies: int) -> int:
    """Write the shipped graph several times over, each time with names of its own.

    Args:
        path: The file to write; some statements are left out of it.
        copies: How many times.

    Returns:
        How many triples it has.
    """
    head, blank, body = DATA.read_text("utf-8").partition("\n\n")
    parts = [head + blank + body]
    parts += [re.sub(r"\bgid:", f"gid:x{n}-", body) for n in range(1, copies)]
    kept, seen = [], 0
    for line in "\n".join(parts).split("\n"):
        seen += bool(_DROPPED.fullmatch(line))
        if not (_DROPPED.fullmatch(line) and seen % _EVERY == 0):
            kept.append(line)
    text = "\n".join(kept)
    path.write_text(text, "utf-8")
    return len(set(ox.parse(text.encode(), format=ox.RdfFormat.TURTLE)))


def run(engine: str, path: Path) -> tuple[float, bytes]:
    """Validate a file in a process of its own.

    Args:
        engine: The engine.
        path: The file.

    Returns:
        The seconds that it took, and the report.
    """
    command = [sys.executable, "-c", COMMAND, "validate", str(path)]
    start = time.perf_counter()
    ended = subprocess.run(
        [*command, "--engine", engine, "--json"], capture_output=True, check=False
    )
    return time.perf_counter() - start, ended.stdout


def measure(copies: int, runs: int) -> str:
    """Measure both engines in turn on a graph.

    Args:
        copies: How many times the shipped graph is in it.
        runs: How many pairs.

    Returns:
        A row of the table.
    """
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "data.ttl"
        triples = write_copies(path, copies)
        _, ours = run("native", path)
        pairs = []
        for _ in range(runs):
            mine, report = run("native", path)
            other, reference = run("pyshacl", path)
            if not report == reference == ours:
                message = "the engines give different reports; no time counts"
                raise SystemExit(message)
            pairs.append((mine, other))
    ratios = sorted(other / mine for mine, other in pairs)
    native, reference_time = (
        statistics.median(times) for times in zip(*pairs, strict=True)
    )
    found = ours.count(b'"focus_node"')
    return (
        f"| {triples:,} | {found} | {native:.2f} | {reference_time:.2f} "
        f"| {statistics.median(ratios):.1f} ({ratios[0]:.1f}–{ratios[-1]:.1f}) |"
    )


def main() -> None:
    """Print the table."""
    copies = int(sys.argv[1]) if len(sys.argv) > 1 else 3
    runs = int(sys.argv[2]) if len(sys.argv) > 2 else 5  # noqa: PLR2004 - the second
    print(
        f"Python {sys.version.split()[0]}, shacl {version('shacl')}, "
        f"pyshacl {version('pyshacl')}, pyoxigraph {version('pyoxigraph')}; "
        f"medians of {runs} alternating runs\n"
    )
    print("| triples | results | native, s | pySHACL, s | times faster (min–max) |")
    print("| ---: | ---: | ---: | ---: | ---: |")
    for count in dict.fromkeys((1, copies)):
        print(measure(count, runs), flush=True)


if __name__ == "__main__":
    main()
