"""The queries of the documentation parse, and name what the graph knows."""

from __future__ import annotations

import csv
import re
from pathlib import Path
from typing import Final

import pytest

from gumru_kg import KnowledgeGraph, open_graph
from gumru_kg.engines.guard import check_query
from gumru_kg.engines.syntax import check_syntax
from gumru_kg.errors import QueryError
from gumru_kg.exporters.layers import name_graphs
from gumru_kg.namespaces import PREFIXES

ROOT: Final = Path(__file__).resolve().parents[2]
BLOCK: Final = re.compile(r"^```sparql\n(.*?)^```$", re.MULTILINE | re.DOTALL)
PAGES: Final = sorted((ROOT / "docs").glob("*.md"))
QUERIES: Final = {
    f"{page.stem}-{number}": text
    for page in PAGES
    for number, text in enumerate(BLOCK.findall(page.read_text("utf-8")), 1)
}
FEDERATED: Final = {
    name: text for name, text in QUERIES.items() if name.startswith("federation-")
}


@pytest.fixture(scope="module")
def kg() -> KnowledgeGraph:
    return open_graph()


def names(prefix: str, text: str) -> set[str]:
    return set(re.findall(rf"\b{prefix}:([A-Za-z][\w.-]*\w)", text))


@pytest.mark.parametrize("text", QUERIES.values(), ids=QUERIES)
def test_query_of_a_page_parses(text: str) -> None:
    check_syntax(text)


def test_pages_hold_queries() -> None:
    assert len(FEDERATED) > 5
    assert sum("SERVICE" in text for text in FEDERATED.values()) > 3


@pytest.mark.parametrize("text", FEDERATED.values(), ids=FEDERATED)
def test_query_to_two_hosts_declares_its_prefixes_and_is_refused_here(
    kg: KnowledgeGraph, text: str
) -> None:
    if "SERVICE" in text:
        declared = set(re.findall(r"^PREFIX (\w+):", text, re.MULTILINE))
        used = set(re.findall(r"(?<![\w<?])([a-z]+):[A-Za-z]", text))
        assert declared == used
        with pytest.raises(QueryError, match="SERVICE is refused"):
            kg.select(text)
    else:
        assert check_query(text) == text


@pytest.mark.parametrize("text", FEDERATED.values(), ids=FEDERATED)
def test_query_names_only_what_the_graph_has(kg: KnowledgeGraph, text: str) -> None:
    for prefix in ("gum", "gv", "gid"):
        for name in names(prefix, text):
            assert kg.ask(f"ASK {{ <{PREFIXES[prefix]}{name}> ?p ?o }}")
    for item in names("wd", text):
        iri = f"http://www.wikidata.org/entity/{item}"
        assert kg.ask(f"ASK {{ ?thing skos:exactMatch|skos:closeMatch <{iri}> }}")


def test_part_of_a_query_that_is_for_the_graph_has_answers(kg: KnowledgeGraph) -> None:
    for text in FEDERATED.values():
        if "SERVICE" not in text or "example.org" in text:
            continue
        # What the other host would say is left open.
        here = re.sub(r"SERVICE <[^>]*>", "OPTIONAL", text)
        here = here.replace("FILTER(?ours != ?theirs)", "")
        assert list(kg.select(here)), here


def test_properties_of_wikidata_were_seen_in_files(shared: Path) -> None:
    table = shared / "facts" / "identifiers.tsv"
    if not table.is_file():
        pytest.skip("the table of identifiers is not among the third-party material")
    with table.open(encoding="utf-8", newline="") as file:
        seen = {row["id"] for row in csv.DictReader(file, delimiter="\t")}
    used = {name for text in FEDERATED.values() for name in names("wdt", text)}
    assert used
    assert used - seen == set()


def test_named_graphs_of_the_page_on_rdf_answer(kg: KnowledgeGraph) -> None:
    (query,) = [text for name, text in QUERIES.items() if name.startswith("rdf-")]
    assert list(kg.select(query)) == []
    named = open_graph(name_graphs(kg.dataset))
    assert len(list(named.select(query))) == len(
        list(kg.select("SELECT ?t ?d { ?t gum:signedOn ?d }"))
    )
