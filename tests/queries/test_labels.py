"""Labels come in the language asked, else in English."""

from __future__ import annotations

from collections.abc import Callable

import pyoxigraph as ox
import pytest
import rdflib

from gumru_kg.namespaces import GID, GUM
from tests.queries.named import Table, ask_graph, ask_store, read_query_file

PREFIXES = f"""
    @prefix edtf: <http://id.loc.gov/datatypes/edtf/> .
    @prefix gid: <{GID}> .
    @prefix gum: <{GUM}> .
    @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
"""

Ask = Callable[[str, str], Table]


def _ask_pyoxigraph(data: str, text: str) -> Table:
    store = ox.Store()
    store.load(f"{PREFIXES}{data}".encode(), format=ox.RdfFormat.TURTLE)
    return ask_store(store, text)


def _ask_rdflib(data: str, text: str) -> Table:
    graph = rdflib.Graph().parse(data=f"{PREFIXES}{data}", format="turtle")
    return ask_graph(graph, text)


@pytest.fixture(params=[_ask_pyoxigraph, _ask_rdflib], ids=["pyoxigraph", "rdflib"])
def ask(request: pytest.FixtureRequest) -> Ask:
    answer: Ask = request.param
    return answer


def _labels(table: Table) -> list[str]:
    return [row[table[0].index("treatyLabel")] for row in table[1:]]


@pytest.mark.parametrize(
    ("labels", "language", "expected"),
    [
        ('"Treaty"@en , "Antlaşma"@tr', "tr", "Antlaşma@tr"),
        ('"Treaty"@en , "Antlaşma"@tr', "ka", "Treaty@en"),
    ],
)
def test_one_label_is_chosen(
    ask: Ask, labels: str, language: str, expected: str
) -> None:
    text = read_query_file("treaty/list").with_value("lang", f'"{language}"')
    data = f"gid:treaty-a a gum:Treaty ; skos:prefLabel {labels} ."
    assert _labels(ask(data, text)) == [expected]


def test_a_thing_without_label_is_named_by_its_iri(ask: Ask) -> None:
    text = read_query_file("treaty/list").text
    assert _labels(ask("gid:treaty-a a gum:Treaty .", text)) == [f"{GID}treaty-a"]


def test_facts_without_claims_are_answered_without_sources(ask: Ask) -> None:
    data = """
        gid:treaty-gumru-1920 gum:signing gid:event-a .
        gid:event-a gum:date "1920-12-02"^^edtf:EDTF .
    """
    text = read_query_file("treaty/signed-on").text
    assert ask(data, text)[1:] == (("1920-12-02", "", "", ""),)


def test_turkish_is_asked_and_answered(store: ox.Store) -> None:
    text = read_query_file("treaty/status").with_value("lang", '"tr"')
    (row,) = ask_store(store, text)[1:]
    assert row[1] == "yürürlüğe girmemiş@tr"


def test_armenian_is_answered_where_the_graph_has_it(store: ox.Store) -> None:
    text = read_query_file("treaty/list").with_value("lang", '"hy"')
    labels = _labels(ask_store(store, text))
    assert "Ալեքսանդրապոլի պայմանագիր@hy" in labels
    assert "Treaty of Sèvres, 1920@en" in labels
