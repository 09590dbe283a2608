from __future__ import annotations

import json
import subprocess
import sys
import unicodedata
from pathlib import Path

import pytest
from rdflib import BNode, Graph, Literal

TURTLEFMT = Path(sys.executable).with_name("turtlefmt")


@pytest.fixture(scope="session")
def turtle_files(ontology_dir: Path) -> list[Path]:
    return sorted(ontology_dir.rglob("*.ttl"))


@pytest.fixture(scope="session")
def graphs(turtle_files: list[Path]) -> dict[str, Graph]:
    return {path.name: Graph().parse(path, format="turtle") for path in turtle_files}


def test_the_files_are_the_vocabulary_the_concepts_and_the_alignments(
    turtle_files: list[Path], ontology_dir: Path
) -> None:
    names = {str(path.relative_to(ontology_dir)) for path in turtle_files}
    assert {"gumru.ttl", "concepts.ttl"} <= names
    targets = ("crm", "lrmoo", "eli", "schema", "prov", "sem", "wikidata")
    assert {f"alignments/{target}.ttl" for target in targets} <= names


def test_every_file_is_formatted(ontology_dir: Path) -> None:
    run = subprocess.run(
        [TURTLEFMT, "--check", ontology_dir],
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stdout + run.stderr


def test_every_file_begins_with_a_prefix(turtle_files: list[Path]) -> None:
    for path in turtle_files:
        assert path.read_text(encoding="utf-8").startswith("@prefix "), path.name


def test_no_file_has_a_blank_node(graphs: dict[str, Graph]) -> None:
    for name, graph in graphs.items():
        assert not any(isinstance(node, BNode) for node in graph.all_nodes()), name


def test_every_text_is_in_normal_form_c(turtle_files: list[Path]) -> None:
    for path in turtle_files:
        text = path.read_text(encoding="utf-8")
        assert unicodedata.is_normalized("NFC", text), path.name


def test_every_language_tag_is_in_lower_case(turtle_files: list[Path]) -> None:
    # Read from the text: parsers may change the case of tags.
    for path in turtle_files:
        for line in path.read_text(encoding="utf-8").splitlines():
            for piece in line.split('"@')[1:]:
                tag = piece.split(maxsplit=1)[0]
                assert tag == tag.lower(), (path.name, tag)


def test_every_language_is_english_or_turkish(graphs: dict[str, Graph]) -> None:
    for name, graph in graphs.items():
        tags = {o.language for o in graph.objects() if isinstance(o, Literal)}
        assert tags <= {"en", "tr", None}, name


def test_no_text_has_spaces_at_its_ends_or_twice(graphs: dict[str, Graph]) -> None:
    for name, graph in graphs.items():
        for text in graph.objects():
            if isinstance(text, Literal):
                assert str(text) == " ".join(str(text).split()), (name, str(text))


def test_the_context_is_one_json_object(ontology_dir: Path) -> None:
    document = json.loads((ontology_dir / "context.jsonld").read_text(encoding="utf-8"))
    assert list(document) == ["@context"]
