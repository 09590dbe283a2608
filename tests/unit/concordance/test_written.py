"""The concordance as a table, as CSV and as a page of HTML."""

from __future__ import annotations

import base64
import csv
import hashlib
import io
import re
from html.parser import HTMLParser
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from gumru_kg import KnowledgeGraph, open_graph
from gumru_kg.exporters.concordance import (
    tabulate,
    word,
    write_concordance_csv,
)
from gumru_kg.exporters.concordance_html import write_concordance_html
from gumru_kg.model.concordance import KINDS

ALL = ("alpha", "beta", "gamma")
HOSTILE = "</th><script>alert(1)</script>\"' & <img src=x onerror=y> \\u0007 \\u202e"
_XHTML = "{http://www.w3.org/1999/xhtml}"


@pytest.fixture
def hostile(tmp_path: Path) -> KnowledgeGraph:
    """A graph whose labels want to be something else than labels."""
    text = (Path(__file__).parent / "treaties.ttl").read_text("utf-8")
    quoted = HOSTILE.replace('"', '\\"')
    text = text.replace('"river"@en', f'"{quoted}"@en')
    text = text.replace('"bridge"@en', '"=HYPERLINK(\\"http://example.org\\")"@en')
    text = text.replace('"R02"', '"+R02"')
    text = text.replace('"Treaty of Alpha, 1900"@en', f'"{quoted}"@en')
    text = text.replace('gum:number "5"', f'gum:number "{quoted}"')
    text += (
        f'\n<urn:data> a <http://www.w3.org/ns/dcat#Dataset> ; dcterms:title "{quoted}"'
        "@en ; dcterms:license <javascript:alert(1)> .\n"
    )
    file = tmp_path / "hostile.ttl"
    file.write_text(text, "utf-8")
    return open_graph(file)


def _page(graph: KnowledgeGraph, *names: str, lang: str = "en") -> str:
    shown = graph.concordance(*names, lang=lang)
    return write_concordance_html(shown, info=graph.info(lang=lang), lang=lang).decode()


def _parse(page: str) -> ET.Element:
    # Of our own making, and without entities.
    return ET.fromstring(page)  # noqa: S314 - of our own making


class _Tags(HTMLParser):
    """The tags and attributes as a browser reads them."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes.update(name for name, _ in attrs)


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_has_a_word_in_both_languages(kind: str) -> None:
    assert word(kind, lang="en") == kind
    assert word(kind, lang="tr") != kind


def test_table_has_a_column_between_each_two_treaties(
    treaties: KnowledgeGraph,
) -> None:
    table = tabulate(treaties.concordance(*ALL))
    assert [header[:9] for header in table.headers] == [
        "Subject",
        "Treaty of",
        "→",
        "Treaty of",
        "→",
        "Treaty of",
    ]
    assert {len(row) for row in table.rows} == {6}


def test_notes_explain_only_what_is_there(treaties: KnowledgeGraph) -> None:
    notes = " ".join(tabulate(treaties.concordance(*ALL)).notes)
    for sign in ("→", "–", "?", "not verified", "dropped, new", "not compared"):
        assert f"{sign}: " in notes
    few = tabulate(treaties.concordance("alpha", "beta", topic="river")).notes
    assert [note[:1] for note in few] == ["→", "A"]


def test_annex_is_told_in_turkish(treaties: KnowledgeGraph) -> None:
    shown = treaties.concordance("alpha", "gamma", topic="island", lang="tr")
    assert tabulate(shown, lang="tr").rows[0][-1] == "Ek I"
    assert tabulate(shown, lang="en").rows[0][-1] == "Annex I"


# --- CSV ---------------------------------------------------------------------


def test_csv_has_a_column_for_each_two_treaties(treaties: KnowledgeGraph) -> None:
    data = write_concordance_csv(treaties.concordance(*ALL)).decode()
    header, *rows = csv.reader(io.StringIO(data, newline=""))
    assert header[:3] == ["No.", "Subject", "IRI"]
    assert [column.count("→") for column in header[3:]] == [0, 0, 0, 1, 1, 1]
    assert {len(row) for row in rows} == {len(header)}
    bridge = dict(zip(header, rows[1], strict=True))
    assert bridge["Treaty of Alpha, 1900 → Treaty of Gamma, 1920"] == "broadens"


def test_csv_holds_no_formula(hostile: KnowledgeGraph) -> None:
    data = write_concordance_csv(hostile.concordance(*ALL)).decode()
    cells = [cell for row in csv.reader(io.StringIO(data, newline="")) for cell in row]
    assert '\'=HYPERLINK("http://example.org")' in cells
    assert "'+R02" in cells
    assert [cell for cell in cells if cell.startswith(("=", "+", "-", "@"))] == []


def test_csv_holds_nothing_that_a_terminal_obeys(hostile: KnowledgeGraph) -> None:
    text = write_concordance_csv(hostile.concordance(*ALL)).decode()
    assert "\a" not in text
    assert "\ufffd" in text


# --- HTML --------------------------------------------------------------------


def test_page_is_well_formed_and_says_its_language(treaties: KnowledgeGraph) -> None:
    for lang, expected in (("en", "en"), ("tr", "tr"), ("hy", "en")):
        page = _page(treaties, *ALL, lang=lang)
        assert page.startswith("<!DOCTYPE html>\n")
        assert _parse(page).get("lang") == expected


def test_table_of_the_page_is_accessible(treaties: KnowledgeGraph) -> None:
    table = _parse(_page(treaties, *ALL, lang="tr")).find(f".//{_XHTML}table")
    assert table is not None
    assert table.find(f"{_XHTML}caption") is not None
    heads = table.findall(f"{_XHTML}thead/{_XHTML}tr/{_XHTML}th")
    assert {head.get("scope") for head in heads} == {"col"}
    assert [head.get("aria-label") for head in heads if head.text == "→"] == [
        "Sonraki antlaşmada ne olduğu",
        "Sonraki antlaşmada ne olduğu",
    ]
    rows = table.findall(f"{_XHTML}tbody/{_XHTML}tr")
    assert len(rows) == 6
    assert all(row[0].get("scope") == "row" for row in rows)
    # A label that is in another language says so.
    assert [row[0].get("lang") for row in rows].count("en") == 1


def test_page_loads_nothing_and_forbids_the_rest(treaties: KnowledgeGraph) -> None:
    page = _page(treaties, *ALL)
    found = _Tags()
    found.feed(page)
    assert found.tags.isdisjoint({"script", "link", "img", "iframe", "object", "form"})
    assert found.attributes.isdisjoint({"src", "srcset", "style", "onclick"})
    style = re.search(r"<style>(.*)</style>", page, re.DOTALL)
    assert style is not None
    assert "url(" not in style[1]
    digest = base64.b64encode(hashlib.sha256(style[1].encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{digest}'"
    assert f'http-equiv="Content-Security-Policy" content="{policy}' in page


def test_hostile_labels_stay_text(hostile: KnowledgeGraph) -> None:
    page = _page(hostile, *ALL)
    found = _Tags()
    found.feed(page)
    assert found.tags.isdisjoint({"script", "img"})
    assert "onerror" not in found.attributes
    root = _parse(page)
    assert "<script>alert(1)</script>" in "".join(root.itertext())
    assert [link.get("href") for link in root.iter(f"{_XHTML}a")] == []
    assert "\a" not in page


def test_empty_concordance_says_so(tmp_path: Path) -> None:
    file = tmp_path / "bare.ttl"
    file.write_text(
        "@prefix gum: <https://w3id.org/gumru/ont#> .\n"
        "<urn:a> a gum:Treaty . <urn:b> a gum:Treaty .\n"
    )
    page = _page(open_graph(file), "urn:a", "urn:b")
    assert "puts no article of these treaties under a subject" in page
    assert "<table>" not in page


def test_page_of_the_shipped_graph_names_its_licence_and_version() -> None:
    graph = open_graph()
    page = _page(graph, "gumru", "moscow", "kars")
    foot = "".join(_parse(page)[1][-1].itertext())
    info = graph.info()
    assert info.licence in foot
    assert info.version in foot
