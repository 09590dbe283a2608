"""Named queries: header, parameters, and binding that nothing can break out of."""

from __future__ import annotations

import datetime as dt

import pyoxigraph as ox
import pytest
import rdflib

from gumru_kg.errors import QueryParameterError, UnknownQueryError
from gumru_kg.named_queries import (
    NamedQuery,
    find_queries,
    load_catalog,
    load_query,
    parse_query,
)

TEXT = """\
#+ summary: What is there?
#+ summary-tr: Ne var?
#+ question: 99
#+ description: Nothing much: one row.
#+ tags: [a, b]
#+ params: [thing, lang, word, number, since]
#+ returns: select
#+ since: 0.1.0
#+ empty: Nothing.
#+ empty-tr: Hiç.

SELECT ?thing ?lang ?word ?number ?since
WHERE {
  VALUES ?thing { gid:treaty-gumru-1920 }
  VALUES ?lang { "en" }
  VALUES ?word { "x" }
    VALUES ?number { 10 }
  VALUES ?since { "1918-01-01"^^<http://www.w3.org/2001/XMLSchema#date> }
}
"""


@pytest.fixture
def query() -> NamedQuery:
    return parse_query(TEXT, name="test/all")


def run(text: str) -> list[str | None]:
    prefixes = {"gid": "https://w3id.org/gumru/id/"}
    found = ox.Store().query(text, prefixes=prefixes)
    assert isinstance(found, ox.QuerySolutions)
    (row,) = found
    return [None if term is None else str(term) for term in row]


def test_header_is_read(query: NamedQuery) -> None:
    assert query.summary == "What is there?"
    assert query.summary_tr == "Ne var?"
    assert query.description == "Nothing much: one row."
    assert query.question == 99
    assert query.tags == ("a", "b")
    assert query.returns == "select"
    assert query.since == "0.1.0"
    assert (query.empty, query.empty_tr) == ("Nothing.", "Hiç.")


def test_kind_of_a_parameter_is_that_of_its_default(query: NamedQuery) -> None:
    kinds = {parameter.name: parameter.kind for parameter in query.parameters}
    assert kinds == {
        "thing": "iri",
        "lang": "language",
        "word": "string",
        "number": "integer",
        "since": "date",
    }


def test_nothing_bound_leaves_the_file_as_it_is(query: NamedQuery) -> None:
    assert query.bind() == TEXT
    assert query.bind({}) == TEXT


@pytest.mark.parametrize(
    ("name", "value", "term"),
    [
        ("thing", "gid:place-kars", "<https://w3id.org/gumru/id/place-kars>"),
        ("thing", "urn:x", "<urn:x>"),
        ("thing", ox.NamedNode("urn:x"), "<urn:x>"),
        ("thing", rdflib.URIRef("urn:x"), "<urn:x>"),
        ("lang", "TR", '"tr"'),
        ("lang", rdflib.Literal("hy-latn"), '"hy-latn"'),
        ("word", 'a"\\\n}', r'"a\"\\\n}"'),
        ("word", ox.Literal("x"), '"x"'),
        ("word", "", '""'),
        ("number", 7, "7"),
        ("number", "007", "7"),
        ("number", rdflib.Literal(7), "7"),
        ("since", "1920-12-02", '"1920-12-02"'),
        ("since", dt.date(1920, 12, 2), '"1920-12-02"'),
        ("since", rdflib.Literal(dt.date(1920, 12, 2)), '"1920-12-02"'),
    ],
)
def test_values_of_each_kind_are_bound(
    query: NamedQuery, name: str, value: object, term: str
) -> None:
    place = [parameter.name for parameter in query.parameters].index(name)
    found = run(query.bind({name: value}))[place] or ""
    assert found.partition("^^")[0].strip('"') == term.strip('"')


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("thing", "no iri"),
        ("thing", "urn:a> } #"),
        ("thing", "unknown:"),
        ("thing", "urn:\ud800"),
        ("lang", "tr} #"),
        ("lang", ""),
        ("number", "ten"),
        ("number", "1 2"),
        ("number", "٣"),
        ("number", ""),
        ("since", "1920-13-01"),
        ("since", "1920"),
        ("since", "19201202"),
        ("word", "\ud800"),
    ],
)
def test_ill_values_are_refused(query: NamedQuery, name: str, value: str) -> None:
    with pytest.raises(QueryParameterError) as caught:
        query.bind({name: value})
    assert caught.value.parameter == name


def test_unknown_parameter_is_told_with_the_known_ones(query: NamedQuery) -> None:
    with pytest.raises(QueryParameterError, match="it has: thing, lang, word"):
        query.bind({"treaty": "urn:x"})


@pytest.mark.parametrize(
    "line", ["", "  VALUES ?x { 1 }\n  VALUES ?x { 2 }\n", "  VALUES ?x { 1.5 }\n"]
)
def test_parameter_needs_one_default_of_a_known_kind(line: str) -> None:
    text = f"#+ params: [x]\nSELECT ?x WHERE {{\n{line}}}"
    with pytest.raises(QueryParameterError):
        parse_query(text, name="test/broken")


def test_catalogue_lists_the_files_and_reads_each() -> None:
    catalog = load_catalog()
    assert len(catalog) == len(list(catalog)) > 20
    assert list(catalog) == sorted(catalog)
    assert "treaty/list" in catalog
    assert catalog["treaty/list"].name == "treaty/list"
    for query in catalog.values():
        assert query.summary
        assert query.summary_tr


@pytest.mark.parametrize(
    "name",
    ["treaty/lists", "list", "", "../treaty/list", "treaty/../treaty/list", "a/b/c"],
)
def test_unknown_query_is_told(name: str) -> None:
    with pytest.raises(UnknownQueryError):
        load_query(name)


def test_unknown_query_names_the_nearest() -> None:
    with pytest.raises(UnknownQueryError, match="did you mean: treaty/list"):
        load_query("treaty/lists")
    with pytest.raises(UnknownQueryError, match="treaty/list"):
        load_query("list")


def test_queries_are_found_by_words() -> None:
    assert "treaty/list" in {query.name for query in find_queries(["TREATIES", "date"])}
    assert len(find_queries([])) == len(load_catalog())
    assert find_queries(["xyzzy"]) == ()
