"""The sources as literature: what programs that cite find in the files."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Final

import pyoxigraph as ox
import pytest

from gumru_kg import open_graph
from gumru_kg.dataset import Dataset
from gumru_kg.exporters import export
from gumru_kg.things import Things
from tests.checkers import install_python
from tests.exporters.hostile import HOSTILE
from tests.exporters.programs import run_python

KINDS: Final = (ox.Literal, ox.NamedNode)
READERS: Final = ("bibtexparser==2.1.0", "pybtex==0.26.1")
JSON_SCHEMA: Final = ("jsonschema[format-nongpl]==4.26.0",)
CITEPROC: Final = ("citeproc-py==0.11.1",)
# Both libraries must give the same values; those of the file, key by key.
READ_BIBTEX: Final = """
import json, sys, bibtexparser
from pybtex.database import parse_file
library = bibtexparser.parse_file(sys.argv[1])
assert not library.failed_blocks, library.failed_blocks
first = {
    entry.key: {field.key: field.value for field in entry.fields}
    for entry in library.entries
}
second = {}
for key, entry in parse_file(sys.argv[1]).entries.items():
    second[key] = dict(entry.fields)
    if "author" in entry.persons:
        names = [str(person) for person in entry.persons["author"]]
        second[key]["author"] = " and ".join(names)
assert first == second
json.dump(first, sys.stdout)
"""
CHECK_ITEMS: Final = """
import json, sys
from jsonschema import Draft7Validator
schemas = json.load(open(sys.argv[1], encoding="utf-8"))["definitions"]
validator = Draft7Validator({**schemas["csl-data-item"], "definitions": schemas})
items = json.load(open(sys.argv[2], encoding="utf-8"))
faults = [[fault.message for fault in validator.iter_errors(item)] for item in items]
json.dump(faults, sys.stdout)
"""
CITE: Final = """
import json, sys
from citeproc import (
    Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter
)
from citeproc.source.json import CiteProcJSON
items = json.load(open(sys.argv[1], encoding="utf-8"))
bibliography = CitationStylesBibliography(
    CitationStylesStyle("harvard-cite-them-right", validate=False), CiteProcJSON(items),
    formatter.plain,
)
for item in items:
    bibliography.register(Citation([CitationItem(item["id"])]))
json.dump([str(each) for each in bibliography.bibliography()], sys.stdout)
"""


def ask_sources(variable: str, pattern: str) -> list[str]:
    query = f"SELECT DISTINCT ?x ?source WHERE {{ ?source a gum:Source . {pattern} }}"
    found = open_graph().select(query)
    return [term.value for row in found if isinstance(term := row[variable], KINDS)]


@pytest.fixture(scope="module")
def csl(shipped: Dataset) -> list[dict[str, Any]]:
    items: list[dict[str, Any]] = json.loads(export(shipped, "csl-json"))
    return items


def test_every_source_is_an_item_with_its_title_and_its_address(
    csl: list[dict[str, Any]],
) -> None:
    assert sorted(item["title"] for item in csl) == sorted(
        ask_sources("x", "?source dcterms:title ?x")
    )
    addresses = [item["URL"] for item in csl if "URL" in item]
    assert sorted(addresses) == sorted(ask_sources("x", "?source schema:url ?x"))
    assert len({item["id"] for item in csl}) == len(csl)


def test_perspective_of_a_source_is_its_keyword(csl: list[dict[str, Any]]) -> None:
    found = {item["id"]: item["keyword"] for item in csl}
    assert found["nutuk-1927"] == (
        "Turkish national writing, "
        "https://w3id.org/gumru/voc/perspective.turkish-national"
    )
    named = ask_sources("x", "?source gum:perspective/skos:prefLabel ?x")
    assert {keyword.split(",")[0] for keyword in found.values()} <= set(named)


def test_no_source_gets_a_year_that_the_graph_does_not_have(
    csl: list[dict[str, Any]], shipped: Dataset
) -> None:
    assert all(item["type"] == "document" for item in csl)
    assert not any("issued" in item for item in csl)
    assert b"year" not in export(shipped, "bibtex").split(b"@misc")[1]


@pytest.mark.slow
def test_items_follow_the_schema_of_csl(
    csl: list[dict[str, Any]], shared: Path, tmp_path: Path
) -> None:
    schema = shared / "integration" / "schemas" / "lpf" / "csl-citation.json"
    file = tmp_path / "items.json"
    wrong = {**csl[0], "type": "thing"}
    # This copy of the schema wants a family name; names that are not taken apart,
    # which CSL has as well, it does not know.
    whole = [{**item, "author": []} for item in csl]
    items = [*whole, *json.loads(export(HOSTILE, "csl-json"))[1:], wrong]
    file.write_text(json.dumps(items), "utf-8")
    faults = run_python(install_python(*JSON_SCHEMA), CHECK_ITEMS, schema, file)
    assert len(faults) == len(csl) + 3
    assert faults[:-1] == [[]] * (len(csl) + 2)
    assert "'thing' is not one of" in faults[-1][0]


@pytest.mark.slow
def test_citation_processor_cites_every_source(
    csl: list[dict[str, Any]], shipped: Dataset, tmp_path: Path
) -> None:
    file = tmp_path / "sources.json"
    file.write_bytes(export(shipped, "csl-json"))
    cited = run_python(install_python(*CITEPROC), CITE, file)
    sources = list(Things(shipped).of_class("gum:Source"))
    assert len(cited) == len(csl) == len(sources)
    assert any(
        "Mustafa Kemal Atatürk" in line and "Nutuk (Mustafa Kemal, 1927)" in line
        for line in cited
    )


@pytest.mark.slow
def test_two_readers_of_bibtex_find_the_same_values(
    csl: list[dict[str, Any]], shipped: Dataset, tmp_path: Path
) -> None:
    file = tmp_path / "sources.bib"
    file.write_bytes(export(shipped, "bibtex"))
    found = run_python(install_python(*READERS), READ_BIBTEX, file)
    assert found.keys() == {item["id"] for item in csl}
    assert found["nutuk-1927"]["author"] == "{Mustafa Kemal Atatürk}"
    for item in csl:
        assert found[item["id"]].get("url") == item.get("URL")
        assert unescape(found[item["id"]]["title"]) == f"{{{item['title']}}}"


@pytest.mark.slow
def test_readers_of_bibtex_take_no_command_from_a_title(tmp_path: Path) -> None:
    file = tmp_path / "hostile.bib"
    file.write_bytes(export(HOSTILE, "bibtex"))
    found = run_python(install_python(*READERS), READ_BIBTEX, file)
    assert len(found) == 3
    bad = found["bad"]
    assert r"\input" not in bad["title"]
    assert "\\textbackslash{}input\\textbraceleft{}" in bad["title"]
    assert unescape(bad["title"]).startswith("{a { \\input{/etc/passwd} % $x$ ~^_&# }")
    assert "url" not in bad


def unescape(text: str) -> str:
    for name, sign in (
        ("textbackslash", "\\"),
        ("textbraceleft", "{"),
        ("textbraceright", "}"),
        ("textasciitilde", "~"),
        ("textasciicircum", "^"),
    ):
        text = text.replace(f"\\{name}{{}}", sign)
    for sign in "$&#_%":
        text = text.replace(f"\\{sign}", sign)
    return text
