"""What all formats of literature, texts, collections, Wikidata and claims promise."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from pathlib import Path
from typing import Final

import pytest

from gumru_kg.exporters import export_files
from tests.exporters.hostile import EMPTY, HOSTILE

GUMRU: Final = Path(sys.executable).parent / "gumru"
FILES: Final = ("bibtex", "csl-json", "tei", "quickstatements")
FOLDERS: Final = ("akn", "linked-art", "nanopub")
# Blank nodes get other labels with each parse.
GRAPH: Final = """
@prefix gum: <https://w3id.org/gumru/ont#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
<http://example.org/e> a gum:Event ; skos:prefLabel "an event" ;
    gum:participation [ gum:agent [ a gum:Person ; skos:prefLabel "A" ] ] ,
        [ gum:agent [ a gum:Person ; skos:prefLabel "B" ] ] .
[] a gum:Source ; skos:prefLabel "one" . [] a gum:Source ; skos:prefLabel "two" .
[] a gum:Claim ; rdf:subject <http://example.org/e> ; rdf:predicate gum:content ;
    rdf:object "something" ; gum:source [ a gum:Source ; skos:prefLabel "three" ] .
"""


def run(folder: Path, *words: str, seed: str = "0") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [str(GUMRU), *words],
        cwd=folder,
        capture_output=True,
        check=False,
        text=True,
        env={**os.environ, "PYTHONHASHSEED": seed},
    )


def digest(path: Path) -> dict[str, str]:
    files = [path] if path.is_file() else sorted(path.rglob("*"))
    return {
        str(file.relative_to(path)): hashlib.sha256(file.read_bytes()).hexdigest()
        for file in files
        if file.is_file()
    }


@pytest.mark.slow
@pytest.mark.parametrize("name", [*FILES, *FOLDERS])
def test_two_processes_write_the_same_bytes(name: str, tmp_path: Path) -> None:
    (tmp_path / "own.ttl").write_text(GRAPH, "utf-8")
    for options in ((), ("--file", "own.ttl")):
        found = []
        for seed in ("1", "2"):
            target = f"{'own' if options else 'shipped'}-{seed}"
            done = run(tmp_path, "export", name, "-o", target, *options, seed=seed)
            assert done.returncode == 0, done.stderr
            found.append(digest(tmp_path / target))
        assert found[0] == found[1]
        assert found[0] or name in {"akn", "quickstatements"}


@pytest.mark.parametrize("name", [*FILES, *FOLDERS])
def test_names_of_files_stay_within_their_folder(name: str) -> None:
    for graph in (HOSTILE, EMPTY):
        for file in export_files(graph, name):
            parts = file.split("/")
            assert all(part not in {"", ".", ".."} for part in parts)
            assert file.isascii()
            assert len(file) < 220


@pytest.mark.parametrize("name", ["quickstatements", *FOLDERS])
def test_graph_with_nothing_for_a_format_is_told_in_one_line(
    name: str, tmp_path: Path
) -> None:
    (tmp_path / "own.ttl").write_text("<urn:a> <urn:b> <urn:c> .", "utf-8")
    done = run(tmp_path, "export", name, "-o", "out", "--file", "own.ttl")
    assert done.returncode == 0
    [line] = done.stderr.splitlines()
    assert f"the graph has nothing for {'it' if name in FILES else name}" in line
    assert set(digest(tmp_path / "out")) <= {"."}
