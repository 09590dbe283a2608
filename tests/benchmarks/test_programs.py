"""What is measured is the same question: answers of real libraries are compared."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest
import rdflib

from benchmarks.asking import ENGINES, describe_term, digest_rows
from benchmarks.corpora import write_corpus
from benchmarks.queries import KINDS
from benchmarks.validation import (
    ALL,
    CORE,
    PER_NODE,
    count_expected,
    digest_results,
    write_shapes,
)
from benchmarks.workbench import PROGRAMS
from gumru_kg.rdflib_terms import build_rdflib_graph
from gumru_kg.validation import validate


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("corpus") / "corpus.nt"
    return write_corpus(path, triples=7_000).path


def test_all_kinds_of_query_find_something_and_rdflib_finds_the_same(
    corpus: Path,
) -> None:
    engines = {**ENGINES["memory"](str(corpus)), **ENGINES["rdflib"](str(corpus))}
    for kind in KINDS:
        answers = {
            digest_rows(ask(kind.name, kind.parameters)) for ask in engines.values()
        }
        assert len(answers) == 1, kind.name
        [(_, found)] = answers
        assert found > 0, kind.name


def test_there_are_twelve_kinds() -> None:
    assert len({kind.name for kind in KINDS}) == 12


@pytest.mark.parametrize(
    "literal",
    ['"x"', '"x"@tr', '"1"^^xsd:integer', '"1.50"^^xsd:decimal', '"a\\"b"'],
)
def test_terms_of_both_libraries_are_described_alike(literal: str) -> None:
    text = f"PREFIX xsd: <{rdflib.XSD}> <urn:s> <urn:p> {literal} ."
    quads = list(ox.parse(text, format=ox.RdfFormat.TURTLE))
    [(_, _, theirs)] = build_rdflib_graph(quads)
    assert describe_term(quads[0].object) == describe_term(theirs)


def test_a_digest_of_rows_tells_values_kinds_and_their_number() -> None:
    literal, iri = ox.Literal("urn:a"), ox.NamedNode("urn:a")
    rows: list[list[list[Any]]] = [
        [[literal]],
        [[iri]],
        [[iri], [iri]],
        [[None]],
        [[ox.Literal("x")]],
    ]
    assert len({digest_rows(each) for each in rows}) == len(rows)
    assert digest_rows([[iri], [literal]]) == digest_rows([[literal], [iri]])


def test_three_sets_of_shapes_find_what_was_broken(tmp_path: Path) -> None:
    corpus = write_corpus(tmp_path / "corpus.nt", triples=30_000, broken=0.05)
    shapes = write_shapes(tmp_path)
    counts = {
        what: len(validate(corpus.path, shapes=path, engine="native").results)
        for what, path in shapes.items()
    }
    assert counts == {what: count_expected(corpus, what) for what in shapes}
    assert 0 < counts[CORE] < counts[PER_NODE] < counts[ALL]


def test_results_are_compared_in_any_order_and_in_any_brackets() -> None:
    one = [("<urn:a>", "urn:c"), ("urn:b", "urn:c")]
    assert digest_results(one) == digest_results(
        [("urn:b", "urn:c"), ("urn:a", "urn:c")]
    )
    assert digest_results(one) != digest_results([*one, one[0]])


@pytest.mark.parametrize("script", ["open_ours.py", "open_pyoxigraph.py"])
def test_programs_open_a_file_and_count_it(
    corpus: Path, script: str, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    from benchmarks.timing import run_process

    lines = corpus.read_bytes().count(b"\n")
    command = (sys.executable, str(PROGRAMS / script), str(corpus))
    _, output = run_process(command)
    assert int(output) == lines
    assert capfdbinary.readouterr().err == b""
