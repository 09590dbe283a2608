"""Corpora: the same bytes for the same seed, and a known number of flaws."""

from __future__ import annotations

import hashlib
import subprocess
import sys
import tracemalloc
from collections import Counter
from pathlib import Path

import pyoxigraph as ox
import pytest

from benchmarks.corpora import SIZES, make_lines, write_corpus
from benchmarks.corpora.flaws import FLAWS, Breaker
from gumru_kg import open_graph
from gumru_kg.namespaces import GSH, SKOS
from gumru_kg.results import Solutions
from gumru_kg.validation import validate

ROOT = Path(__file__).resolve().parents[2]


def digest_in_a_process(hash_seed: str, *arguments: str, folder: Path) -> str:
    path = folder / f"{hash_seed}.nt"
    subprocess.run(
        [sys.executable, "-m", "benchmarks.corpora", "10k", str(path), *arguments],
        cwd=ROOT,
        env={"PYTHONHASHSEED": hash_seed, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        check=True,
    )
    return hashlib.sha256(path.read_bytes()).hexdigest()


def count_shapes(path: Path) -> Counter[str]:
    results = validate(path, engine="native").results
    return Counter(
        (result.source_constraint or result.source_shape).removeprefix(GSH)
        for result in results
    )


def test_a_seed_gives_the_same_bytes_in_every_process(tmp_path: Path) -> None:
    same = {
        digest_in_a_process(hash_seed, "--broken", "0.01", folder=tmp_path)
        for hash_seed in ("0", "1", "2")
    }
    other = digest_in_a_process("3", "--seed", "2", folder=tmp_path)
    assert len(same) == 1
    assert other not in same


def test_a_small_corpus_is_the_beginning_of_a_larger_one(tmp_path: Path) -> None:
    small = write_corpus(tmp_path / "small.nt", triples=5_000)
    large = write_corpus(tmp_path / "large.nt", triples=15_000)
    assert large.path.read_bytes().startswith(small.path.read_bytes())


def test_corpus_has_the_size_that_was_asked_for(tmp_path: Path) -> None:
    corpus = write_corpus(tmp_path / "corpus.nt", triples=SIZES["10k"])
    quads = list(ox.parse(path=corpus.path, format=ox.RdfFormat.N_TRIPLES))
    assert len(quads) == len(set(quads)) == corpus.triples
    one_treaty = (corpus.triples - SIZES["10k"]) / SIZES["10k"]
    assert 0 <= one_treaty < 0.15


def test_corpus_conforms_to_the_shapes(tmp_path: Path) -> None:
    corpus = write_corpus(tmp_path / "corpus.nt", triples=SIZES["10k"])
    report = validate(corpus.path, engine="native")
    assert report.conforms, [result.message for result in report.results[:5]]
    assert corpus.broken == 0


@pytest.mark.parametrize("seed", [1, 2])
def test_a_validator_finds_what_was_broken(seed: int, tmp_path: Path) -> None:
    corpus = write_corpus(
        tmp_path / "corpus.nt", triples=60_000, seed=seed, broken=0.05
    )
    assert count_shapes(corpus.path) == corpus.core + corpus.sparql
    assert 0.04 < corpus.broken / corpus.nodes < 0.06


def test_a_corpus_of_broken_nodes_has_every_flaw(tmp_path: Path) -> None:
    corpus = write_corpus(tmp_path / "corpus.nt", triples=60_000, broken=0.3)
    names = {name for flaw in FLAWS.values() for name in (*flaw.core, *flaw.sparql)}
    assert set(count_shapes(corpus.path)) == names


def test_flaws_change_nothing_else(tmp_path: Path) -> None:
    whole = write_corpus(tmp_path / "whole.nt", triples=30_000)
    broken = write_corpus(tmp_path / "broken.nt", triples=30_000, broken=0.01)
    lines = whole.path.read_text("utf-8").splitlines()
    difference = set(lines) ^ set(broken.path.read_text("utf-8").splitlines())
    # The broken corpus lacks some lines, so that one treaty more may fit in.
    assert len(difference) < 10 * broken.broken + 1_500


def test_corpus_answers_the_named_queries(tmp_path: Path) -> None:
    corpus = write_corpus(tmp_path / "corpus.nt", triples=SIZES["10k"])
    graph = open_graph(corpus.path)
    assert len(graph.treaties()) == corpus.treaties
    assert len(graph.treaty("treaty-000000").parties) == 2
    clauses = graph.query("treaty/clauses", treaty="gid:treaty-000000")
    assert isinstance(clauses, Solutions)
    assert len(list(clauses)) >= 6


def test_corpus_has_labels_in_four_languages_and_no_blank_nodes(tmp_path: Path) -> None:
    corpus = write_corpus(tmp_path / "corpus.nt", triples=SIZES["10k"])
    quads = list(ox.parse(path=corpus.path, format=ox.RdfFormat.N_TRIPLES))
    tags = {
        quad.object.language
        for quad in quads
        if quad.predicate.value == f"{SKOS}prefLabel"
        and isinstance(quad.object, ox.Literal)
    }
    assert tags == {"en", "hy", "ru", "tr"}
    assert not any(isinstance(quad.subject, ox.BlankNode) for quad in quads)


def peak_of_making(triples: int) -> int:
    tracemalloc.start()
    for _ in make_lines(triples=triples, breaker=Breaker(share=0.01, seed=1)):
        pass
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return peak


def test_memory_does_not_grow_with_the_corpus() -> None:
    peak_of_making(5_000)
    assert peak_of_making(100_000) < 1.1 * peak_of_making(10_000)
