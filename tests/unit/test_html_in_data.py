"""HTML in the data is a text for both engines of validation."""

from __future__ import annotations

from pathlib import Path

import pytest

from gumru_kg.validation import validate
from gumru_kg.validation.validator import EngineName

PREFIXES = """
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix ex: <https://example.org/> .
"""
SHAPES = """
ex:PageShape a sh:NodeShape ; sh:targetClass ex:Page ; sh:property ex:body .
ex:body sh:path ex:body ; sh:minCount 1 ; sh:datatype rdf:HTML ; sh:minLength 3 .
"""


@pytest.mark.parametrize("engine", ["native", "pyshacl"])
@pytest.mark.parametrize(
    ("body", "conforms"),
    [
        ('"<p>never closed"^^rdf:HTML', True),
        ('"' + "<div>" * 20_000 + '"^^rdf:HTML', True),
        ('"<"^^rdf:HTML', False),
        ('"<p>of another datatype</p>"', False),
    ],
    ids=("unclosed", "nested", "short", "plain"),
)
def test_html_is_any_text_of_its_datatype(
    tmp_path: Path, engine: EngineName, body: str, *, conforms: bool
) -> None:
    (tmp_path / "shapes.ttl").write_text(PREFIXES + SHAPES, "utf-8")
    data = f"{PREFIXES} ex:a a ex:Page ; ex:body {body} ."
    (tmp_path / "data.ttl").write_text(data, "utf-8")
    report = validate(
        tmp_path / "data.ttl", shapes=tmp_path / "shapes.ttl", engine=engine
    )
    assert report.conforms is conforms
