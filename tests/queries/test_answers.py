"""Every named query gives the expected answer, the same on both engines."""

from __future__ import annotations

import pyoxigraph as ox
import pytest
import rdflib

from tests.queries.named import (
    QueryFile,
    ask_graph,
    ask_store,
    read_query_files,
    read_table,
)

QUERY_FILES = read_query_files()
# What rdflib cannot compute is answered by the embedded engine alone.
PORTABLE = [query for query in QUERY_FILES if not query.needs_geosparql]
EXPECTED = [query for query in QUERY_FILES if query.expected.is_file()]


def _name(query: QueryFile) -> str:
    return query.name


@pytest.mark.parametrize("query", EXPECTED, ids=_name)
def test_answer_is_the_expected_one(store: ox.Store, query: QueryFile) -> None:
    assert ask_store(store, query.text) == read_table(query.expected)


@pytest.mark.parametrize("query", PORTABLE, ids=_name)
def test_both_engines_give_one_answer(
    store: ox.Store, graph: rdflib.Graph, query: QueryFile
) -> None:
    assert ask_graph(graph, query.text) == ask_store(store, query.text)


def test_queries_that_need_the_embedded_engine_are_marked() -> None:
    marked = [query for query in QUERY_FILES if "geosparql" in query.header["tags"]]
    assert marked == [query for query in QUERY_FILES if query.needs_geosparql]


@pytest.mark.parametrize("query", QUERY_FILES, ids=_name)
def test_rows_come_in_one_order_only(store: ox.Store, query: QueryFile) -> None:
    table = ask_store(store, query.text)
    assert len(set(table)) == len(table), "rows that are alike cannot be ordered"


def test_every_expected_answer_belongs_to_a_query() -> None:
    kept = {
        file.relative_to(query.expected.parents[1]).with_suffix("").as_posix()
        for query in QUERY_FILES[:1]
        for file in query.expected.parents[1].rglob("*.csv")
    }
    assert kept == {query.name for query in EXPECTED}


def test_every_question_has_an_expected_answer() -> None:
    missing = [
        query.name
        for query in QUERY_FILES
        if "question" in query.header and not query.expected.is_file()
    ]
    assert missing == []


def test_every_expected_answer_is_noted_in_the_readme() -> None:
    readme = (EXPECTED[0].expected.parents[1] / "README.md").read_text("utf-8")
    assert [query.name for query in EXPECTED if f"`{query.name}`" not in readme] == []
