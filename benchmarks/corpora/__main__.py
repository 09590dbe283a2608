"""Write a corpus: ``python -m benchmarks.corpora SIZE FILE [--broken SHARE]``."""

from __future__ import annotations

import argparse
from pathlib import Path

from benchmarks.corpora import SIZES, write_corpus


def main() -> None:
    """Write it, and say what it holds."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.corpora",
        description="Write a corpus of invented treaties in N-Triples.",
    )
    parser.add_argument("size", choices=SIZES)
    parser.add_argument("file", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--broken", type=float, default=0.0, metavar="SHARE")
    chosen = parser.parse_args()
    corpus = write_corpus(
        chosen.file,
        triples=SIZES[chosen.size],
        seed=chosen.seed,
        broken=chosen.broken,
    )
    print(f"{corpus.triples:,} triples, {corpus.treaties:,} treaties")
    print(
        f"{corpus.broken:,} of {corpus.nodes:,} nodes broken; a validator finds "
        f"{corpus.core.total():,} by SHACL Core, {corpus.sparql.total():,} by SPARQL"
    )


if __name__ == "__main__":
    main()
