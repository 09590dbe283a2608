"""Validation from the file to the report, each in a process of its own."""

from __future__ import annotations

import hashlib
import json
import sys
from collections import Counter
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import pyoxigraph as ox

from benchmarks.measurements import Measurement
from benchmarks.timing import BenchmarkError, Sample, alternate, run_process
from benchmarks.workbench import BROKEN, COMMAND, PROGRAMS
from gumru_kg._resources import read_resource
from gumru_kg.namespaces import SH

if TYPE_CHECKING:
    from collections.abc import Callable

    from benchmarks.corpora import Corpus
    from benchmarks.workbench import Workbench

SECTION: Final = "validation"
OURS: Final = "gumru-kg"
REFERENCE: Final = "pySHACL"
CORE: Final = "core"
ALL: Final = "core and SPARQL"
PER_NODE: Final = "core and SPARQL for each node"
PEERS: Final = {
    "pySHACL": "validate_pyshacl.py",
    "shacl": "validate_shacl.py",
    "shifty": "validate_shifty.py",
    "shacl-rust": "validate_shacl_rust.py",
}
# The others take minutes for one run, and shacl does so with SPARQL.
_PEERS_OF_CORE_AT_1M: Final = ("shacl",)
# In the shapes of every node, the constraint that finds each flaw.
_FLAWS_PER_NODE: Final = (
    "AcceptedVerdictShape-stance",
    "UnacceptedVerdictShape-leak",
    "LatestShape-missing",
)
_EXTRA: Final = Path(__file__).parent / "shapes" / "per-node.ttl"


def measure_validation(bench: Workbench) -> None:
    """Validate the corpora with broken nodes, against three sets of shapes.

    Args:
        bench: What is measured on, and where it is put down.
    """
    shapes = write_shapes(bench.folder)
    # The slowest comes last, for a run may be cut off.
    for what, path in shapes.items():
        for size in bench.sizes:
            if size == "10M" or not bench.wants(SECTION, what, size):
                continue
            corpus = bench.corpus(size, broken=BROKEN)
            programs = _list_programs(corpus, what, path, size)
            # The longest of them take minutes, and nothing that a first run warms.
            taken = alternate(programs, runs=bench.runs, warm=size == "10k")
            for program, series in taken.items():
                key = (SECTION, what, size, program)
                bench.put(Measurement.of(key, series))


def write_shapes(folder: Path) -> dict[str, Path]:
    """Write the shapes of the project without SPARQL, whole, and with more of it.

    Args:
        folder: Where to write them.

    Returns:
        The files, by what they hold.
    """
    whole = read_resource("shapes", "gumru.ttl")
    quads = list(ox.parse(whole, format=ox.RdfFormat.TURTLE))
    constraint = ox.NamedNode(f"{SH}SPARQLConstraint")
    constraints = {quad.subject for quad in quads if quad.object == constraint}
    core = [
        quad
        for quad in quads
        if quad.subject not in constraints and quad.object not in constraints
    ]
    extra = list(ox.parse(_EXTRA.read_bytes(), format=ox.RdfFormat.TURTLE))
    written = {}
    for what, name, content in (
        (CORE, "core.ttl", core),
        (ALL, "all.ttl", quads),
        (PER_NODE, "per-node.ttl", core + extra),
    ):
        written[what] = folder / name
        ox.serialize(
            [quad.triple for quad in content],
            str(written[what]),
            format=ox.RdfFormat.TURTLE,
        )
    return written


def count_expected(corpus: Corpus, what: str) -> int:
    """Count what a validator must find.

    Args:
        corpus: The corpus.
        what: The set of shapes.

    Returns:
        The number of results.
    """
    core = corpus.core.total()
    if what == CORE:
        return core
    if what == ALL:
        return core + corpus.sparql.total()
    return core + sum(corpus.sparql[name] for name in _FLAWS_PER_NODE)


def _list_programs(
    corpus: Corpus, what: str, shapes: Path, size: str
) -> dict[str, Callable[[], Sample]]:
    data, expected = str(corpus.path), count_expected(corpus, what)
    ours = (*COMMAND, "validate", data, "--shapes", str(shapes))
    programs: dict[str, Callable[[], Sample]] = {
        OURS: partial(
            _run, (*ours, "--engine", "native", "--json"), _read_ours, expected
        )
    }
    for name in _choose_peers(what, size):
        script = (sys.executable, str(PROGRAMS / PEERS[name]), data, str(shapes))
        programs[name] = partial(_run, script, json.loads, expected)
    return programs


def _choose_peers(what: str, size: str) -> tuple[str, ...]:
    if size != "1M":
        return tuple(PEERS)
    return _PEERS_OF_CORE_AT_1M if what == CORE else ()


def _read_ours(output: bytes) -> list[tuple[str, str]]:
    report: dict[str, Any] = json.loads(output)
    return [(it["focus_node"], it["component"]) for it in report["results"]]


def _run(
    command: tuple[str, ...],
    read: Callable[[bytes], list[tuple[str, str]]],
    expected: int,
) -> Sample:
    sample, output = run_process(command, allowed=(0, 1))
    results = read(output)
    if len(results) != expected:
        problem = f"finds {len(results):,} results, where {expected:,} were put in"
        raise BenchmarkError(problem)
    return replace(sample, answer=digest_results(results), found=len(results))


def digest_results(results: list[tuple[str, str]]) -> str:
    """Digest focus nodes and components, in whatever order and brackets.

    Args:
        results: A pair for each result.

    Returns:
        A digest.
    """
    pairs = Counter(tuple(part.strip("<>") for part in pair) for pair in results)
    lines = sorted(f"{' '.join(pair)} {count}" for pair, count in pairs.items())
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()[:16]
