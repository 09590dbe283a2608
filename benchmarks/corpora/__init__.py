"""Corpora of invented treaties in the model of the project, of any size.

The same size, seed and share of broken nodes give the same bytes. A corpus keeps the
shapes of the project, but for the nodes that were broken on purpose, of which it is
known what a validator must find. ``python -m benchmarks.corpora 100k FILE`` writes one.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from benchmarks.corpora.flaws import Breaker, count_results
from benchmarks.corpora.treaty import write_treaty
from benchmarks.corpora.world import make_world

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Iterator
    from pathlib import Path

__all__ = ["SIZES", "Corpus", "make_lines", "write_corpus"]

SIZES: Final = {"10k": 10_000, "100k": 100_000, "1M": 1_000_000, "10M": 10_000_000}


@dataclass(frozen=True, slots=True)
class Corpus:
    """A corpus on disk.

    Attributes:
        path: The file, in N-Triples.
        triples: How many it has, no two of them equal.
        treaties: How many it has, ``gid:treaty-000000`` and on.
        nodes: How many nodes might have been broken.
        broken: How many are.
        core: What SHACL Core must find, by name of the shape.
        sparql: What SHACL-SPARQL must find.
    """

    path: Path
    triples: int
    treaties: int
    nodes: int
    broken: int
    core: Counter[str]
    sparql: Counter[str]


def make_lines(*, triples: int, breaker: Breaker, seed: int = 1) -> Iterator[list[str]]:
    """Make the lines of a corpus, first those of the model and then by treaty.

    Args:
        triples: How many there are to be; the last treaty is finished.
        breaker: Decides which nodes are broken.
        seed: Another one gives another corpus.

    Yields:
        Lines of N-Triples.
    """
    world = make_world()
    yield list(world.lines)
    done, number = len(world.lines), 0
    while done < triples:
        lines = write_treaty(number, world, seed=seed, breaker=breaker)
        yield lines
        done, number = done + len(lines), number + 1


def write_corpus(
    path: Path, *, triples: int, seed: int = 1, broken: float = 0.0
) -> Corpus:
    """Write a corpus to a file, treaty by treaty.

    Args:
        path: The file.
        triples: How many there are to be; the last treaty is finished.
        seed: Another one gives another corpus.
        broken: The share of nodes that break a rule, such as 0.01.

    Returns:
        What was written.
    """
    breaker = Breaker(share=broken, seed=seed)
    count, treaties = 0, -1
    with path.open("w", encoding="utf-8", newline="\n") as file:
        for lines in make_lines(triples=triples, breaker=breaker, seed=seed):
            file.writelines(lines)
            count, treaties = count + len(lines), treaties + 1
    core, sparql = count_results(breaker.flaws)
    flawed = breaker.flaws.total()
    return Corpus(path, count, treaties, breaker.nodes, flawed, core, sparql)
