"""Graphs of others, and the pairs in them that were checked by hand."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from gumru_kg.dataset import Dataset, shipped_graph

PREFIXES = """@prefix s: <https://schema.org/> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix wd: <http://www.wikidata.org/entity/> .
@prefix ex: <http://example.org/> .
"""


class CheckedPair(NamedTuple):
    graph: str
    ours: str
    theirs: str
    relation: str


@pytest.fixture(scope="session")
def ours() -> Dataset:
    return shipped_graph()


@pytest.fixture(scope="session")
def checked_pairs() -> tuple[CheckedPair, ...]:
    path = Path(__file__).with_name("pairs.tsv")
    with path.open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        return tuple(
            CheckedPair(
                row["graph"],
                f"https://w3id.org/gumru/id/{row['ours']}",
                row["theirs"],
                row["relation"],
            )
            for row in rows
        )


@pytest.fixture
def write_turtle(tmp_path: Path) -> Callable[..., str]:
    """Write a graph of others, with the prefixes that it needs."""

    def write(text: str, name: str = "other.ttl") -> str:
        path = tmp_path / name
        path.write_text(PREFIXES + text, "utf-8")
        return str(path)

    return write
