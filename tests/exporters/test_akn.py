"""Akoma Ntoso: articles in order, summaries marked as ours, gaps shown as gaps."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path
from typing import Final
from xml.etree import ElementTree as ET

import pyoxigraph as ox
import pytest

from gumru_kg import open_graph
from gumru_kg.dataset import Dataset
from gumru_kg.exporters import export_files
from tests.checkers import find_program, install_python
from tests.exporters.hostile import EMPTY, HOSTILE
from tests.exporters.programs import run_python

AKN: Final = "{http://docs.oasis-open.org/legaldocml/ns/akn/3.0}"
SCHEMAS: Final = "integration/schemas"
COBALT: Final = ("cobalt==9.0.1",)
READ: Final = """
import json, sys
from pathlib import Path
from cobalt import Act
found = {}
for file in sorted(Path(sys.argv[1]).glob("*.xml")):
    act = Act(file.read_bytes())
    found[file.name] = [
        act.title, act.frbr_uri.work_uri(), str(act.work_date), act.language,
    ]
json.dump(found, sys.stdout)
"""


@pytest.fixture(scope="module")
def files(shipped: Dataset) -> dict[str, bytes]:
    return export_files(shipped, "akn")


@pytest.fixture(scope="module")
def gumru(files: dict[str, bytes]) -> ET.Element:
    content = files["text-gumru-1920-18.en.xml"]
    return ET.fromstring(content)  # noqa: S314 - of our own


def ask(query: str) -> set[str]:
    found = open_graph().select(query)
    terms = (row[found.variables[0]] for row in found)
    return {term.value for term in terms if isinstance(term, ox.NamedNode | ox.Literal)}


def test_every_text_is_a_document_in_english_and_in_turkish(
    files: dict[str, bytes],
) -> None:
    texts = ask("SELECT ?x WHERE { ?treaty gum:hasText ?x }")
    names = {iri.rpartition("/")[2] for iri in texts}
    assert set(files) == {f"{name}.{tag}.xml" for name in names for tag in ("en", "tr")}


def test_articles_stand_in_the_order_of_their_numbers(gumru: ET.Element) -> None:
    articles = gumru.findall(f".//{AKN}body/{AKN}article")
    numbers = [article.findtext(f"{AKN}num") for article in articles]
    assert numbers == [str(number) for number in range(1, 19)]
    [second] = [each for each in articles if each.get("eId") == "art_2"]
    parts = second.findall(f"{AKN}paragraph")
    assert [part.get("eId") for part in parts] == ["art_2__para_1", "art_2__para_2"]


def test_preamble_comes_first_and_annexes_last(files: dict[str, bytes]) -> None:
    root = ET.fromstring(files["text-kars-1921-20.en.xml"])  # noqa: S314 - of our own
    parts = list(root.findall(f".//{AKN}body/*"))
    numbers = [part.findtext(f"{AKN}num") for part in parts]
    assert numbers[:2] == ["preamble", "1"]
    assert numbers[20:] == ["20", "Annex I", "Annex II", "Annex III"]


def test_all_that_articles_hold_is_marked_as_editorial_or_as_a_gap(
    files: dict[str, bytes],
) -> None:
    for content in files.values():
        root = ET.fromstring(content)  # noqa: S314 - of our own
        blocks = [each for body in root.iter(f"{AKN}body") for each in body.iter()]
        paragraphs = [each for each in blocks if each.tag == f"{AKN}p"]
        assert paragraphs
        for paragraph in paragraphs:
            remarks = paragraph.findall(f"{AKN}remark[@status='editorial']")
            assert paragraph.get("status") == "editorial" or len(remarks) == 1
        assert b'FRBRauthoritative value="false"' in content
        assert b'FRBRprescriptive value="false"' in content


def test_articles_that_nobody_read_are_gaps(gumru: ET.Element) -> None:
    gaps = {
        article.findtext(f"{AKN}num")
        for article in gumru.iter(f"{AKN}article")
        if article.find(f".//{AKN}p[@status='unknown']") is not None
    }
    assert gaps == ask(
        "SELECT ?n WHERE { gid:text-gumru-1920-18 gum:hasClause ?c . ?c gum:number ?n "
        "FILTER NOT EXISTS { ?c gum:content ?x } "
        "FILTER NOT EXISTS { ?p gum:expressedIn ?c } }"
    )
    assert len(gaps) > 3
    notice = [each.text for each in gumru.iter(f"{AKN}remark")][1]
    assert notice == (
        f"Articles of the text: 18; listed here: 18, of them not read: {len(gaps)}."
    )


def test_provision_stands_in_the_article_only_where_that_is_a_fact(
    gumru: ET.Element,
) -> None:
    found = {
        str(block.get("refersTo")).removeprefix("#provision-gumru-1920-")
        for block in gumru.iter(f"{AKN}p")
        if block.get("class") == "provision"
    }
    facts = ask(
        "SELECT ?p WHERE { gid:text-gumru-1920-18 gum:hasClause ?c . "
        "?p gum:expressedIn ?c }"
    )
    assert found == {iri.rpartition("provision-gumru-1920-")[2] for iri in facts}
    assert len(found) > 15


def test_provision_that_is_only_attributed_stands_in_no_article(
    files: dict[str, bytes],
) -> None:
    attributed = ask(
        "SELECT DISTINCT ?p WHERE { ?claim rdf:predicate gum:expressedIn ; "
        "rdf:subject ?p FILTER NOT EXISTS { ?t gum:hasProvision ?p } }"
    )
    names = {iri.rpartition("/")[2].encode() for iri in attributed}
    assert b"provision-kars-1921-refugees" in names
    content = b"".join(files.values())
    assert not [name for name in names if b'#%s"' % name in content]
    assert b'#provision-kars-1921-nakhchivan"' in content


def test_signing_that_is_no_one_day_has_both_its_bounds(gumru: ET.Element) -> None:
    dates = gumru.findall(f".//{AKN}FRBRWork/{AKN}FRBRdate")
    assert [(each.get("name"), each.get("date")) for each in dates] == [
        ("signature-earliest", "1920-12-02"),
        ("signature-latest", "1920-12-03"),
    ]


def test_treaty_without_a_date_gets_no_document() -> None:
    assert export_files(EMPTY, "akn") == {}
    assert export_files(HOSTILE, "akn") == {}


@pytest.mark.slow
def test_xmllint_finds_the_documents_valid(
    files: dict[str, bytes], shared: Path, tmp_path: Path
) -> None:
    shutil.copy(shared / SCHEMAS / "akn" / "akomantoso30.xsd", tmp_path)
    # The schema wants this one beside it.
    included = shared / SCHEMAS / "datacite" / "kernel-4.7" / "include" / "xml.xsd"
    shutil.copy(included, tmp_path)
    hostile = Dataset(tuple(HOSTILE) + tuple(_sign(HOSTILE)))
    extra = export_files(hostile, "akn")
    assert len(extra) == 2
    for name, content in (*files.items(), *extra.items()):
        (tmp_path / name).write_bytes(content)
    names = [*files, *extra]
    program = find_program("xmllint", package="libxml2-utils")
    options = ("--nonet", "--noout", "--schema", "akomantoso30.xsd")
    words = [program, *options, *names]
    done = subprocess.run(words, cwd=tmp_path, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()
    assert done.stderr.decode().splitlines() == [f"{name} validates" for name in names]
    broken = files[names[0]].replace(b"</identification>", b"<x/></identification>")
    (tmp_path / names[0]).write_bytes(broken)
    done = subprocess.run(words, cwd=tmp_path, capture_output=True, check=False)
    assert done.returncode != 0


@pytest.mark.slow
def test_cobalt_reads_titles_addresses_and_dates(
    files: dict[str, bytes], tmp_path: Path
) -> None:
    for name, content in files.items():
        (tmp_path / name).write_bytes(content)
    found = run_python(install_python(*COBALT), READ, tmp_path)
    assert set(found) == set(files)
    assert found["text-gumru-1920-18.tr.xml"] == [
        "Gümrü Antlaşması (1920)",
        "/akn/xx/act/treaty/1920-12-02/gumru-1920-18",
        "1920-12-02",
        "tr",
    ]


def _sign(graph: Dataset) -> list[ox.Quad]:
    treaty = ox.NamedNode("https://w3id.org/gumru/id/treaty-a")
    date = ox.NamedNode("https://w3id.org/gumru/ont#signedOn")
    assert any(quad.subject == treaty for quad in graph)
    return [ox.Quad(treaty, date, ox.Literal("1920"))]
