"""No value of a parameter changes what a query does with it."""

from __future__ import annotations

from typing import Any

import pyoxigraph as ox
import pytest
import rdflib
from hypothesis import example, given, settings
from hypothesis import strategies as st
from rdflib.plugins.sparql.algebra import translateQuery
from rdflib.plugins.sparql.parser import parseQuery
from rdflib.plugins.sparql.parserutils import CompValue

from gumru_kg.engines.syntax import check_syntax
from gumru_kg.errors import QueryParameterError
from gumru_kg.named_queries import NamedQuery, load_catalog, parse_query
from gumru_kg.namespaces import expand
from gumru_kg.query_parameters import is_iri

DEFAULTS = {
    "word": '""',
    "thing": "<urn:thing>",
    "lang": '"en"',
    "number": "0",
    "since": '"1920-01-01"^^<http://www.w3.org/2001/XMLSchema#date>',
}
VALUES = "\n".join(f"  VALUES ?{name} {{ {term} }}" for name, term in DEFAULTS.items())
TEXT = f"""#+ params: [{", ".join(DEFAULTS)}]
SELECT ?s ?word ?thing ?lang ?number ?since WHERE {{
{VALUES}
  ?s <urn:says> ?word .
  OPTIONAL {{ ?s <urn:about> ?thing . FILTER(LANG(?word) = ?lang) }}
  MINUS {{ ?s <urn:secret> true }}
}}
ORDER BY ?s
"""
QUERY = parse_query(TEXT, name="test/parameters")
# What one would write to break out of a string, an IRI, a line or the block.
PIECES = st.sampled_from(
    [
        *('"', "'", '"""', "\\", "\n", "\r", "\t", "{", "}", "<", ">", "#", "?s", "$s"),
        *("\\u0022", "\\U00000022", "\\u007D", "\\u000A", "\\n", "\\", "u0022", "%7D"),
        *(' " } ', "UNION {", "SERVICE <urn:x>", 'VALUES ?word { "" }', "UNDEF", "@en"),
        *("^^xsd:date", "gid:", "urn:x", "\0", "\x85", "\u2028", "\ufeff", "\ufffe"),
        *("🗺", "ı", "İ", "a", "1", "-", "+", ".", ",", ";", " ", "(", ")"),
    ]
)
TRICKS = st.lists(PIECES, max_size=8).map("".join)
TEXTS = st.one_of(TRICKS, st.text(st.characters(exclude_categories=["Cs"])))
# What the reader takes for the secret if the filter is gone, and for other words.
WORDS = [
    "",
    "secret",
    '"',
    "}",
    "\\",
    "\\u0022",
    "a\nb",
    'x" } UNION { ?s ?p ?word',
    "#",
]


def trapped_graph(word: str) -> ox.Store:
    says, secret = ox.NamedNode("urn:says"), ox.NamedNode("urn:secret")
    store = ox.Store()
    for number, text in enumerate([*WORDS, word]):
        store.add(ox.Quad(ox.NamedNode(f"urn:s{number}"), says, ox.Literal(text)))
    hidden = ox.NamedNode("urn:hidden")
    store.add(ox.Quad(hidden, says, ox.Literal(word)))
    store.add(ox.Quad(hidden, secret, ox.Literal(True)))  # noqa: FBT003 - a value
    return store


def read_algebra(node: Any) -> Any:  # noqa: ANN401 - trees of rdflib
    """Copy a tree of algebra, with the values of VALUES left out."""
    if isinstance(node, CompValue):
        parts = {
            key: [sorted(row) for row in node[key]]
            if key == "res"
            else read_algebra(node[key])
            for key in node
        }
        return (node.name, parts)
    if isinstance(node, dict):
        return {read_algebra(key): read_algebra(node[key]) for key in node}
    if isinstance(node, set | frozenset):
        return sorted(map(repr, node))
    if isinstance(node, list | tuple):
        return [read_algebra(part) for part in node]
    return repr(node)


def find_rows(node: Any) -> list[dict[Any, Any]]:  # noqa: ANN401 - trees of rdflib
    """Find the rows of all VALUES in a tree of algebra."""
    if isinstance(node, CompValue):
        own = [dict(row) for row in node["res"]] if "res" in node else []
        return own + [row for key in node for row in find_rows(node[key])]
    if isinstance(node, list | tuple):
        return [row for part in node for row in find_rows(part)]
    return []


def translate(text: str) -> Any:  # noqa: ANN401 - trees of rdflib
    return translateQuery(parseQuery(text)).algebra


EXPECTED = read_algebra(translate(TEXT))


def test_the_measure_sees_what_a_value_could_do() -> None:
    broken = TEXT.replace(DEFAULTS["word"], '"x" } MINUS { ?s <urn:p> ?word', 1)
    assert broken != TEXT
    assert read_algebra(translate(broken)) != EXPECTED
    assert [list(row) for row in find_rows(translate(TEXT))]


@given(TEXTS)
@example("\\u0022 } #")
@example("\\\\u0022")
@example("\\U00000022")
@example("\\\n")
@settings(max_examples=150, deadline=None)
def test_no_text_changes_the_algebra_in_another_parser(text: str) -> None:
    algebra = translate(QUERY.bind({"word": text}))
    assert read_algebra(algebra) == EXPECTED
    (found,) = [
        row[variable]
        for row in find_rows(algebra)
        for variable in row
        if variable == rdflib.Variable("word")
    ]
    assert str(found) == text


@given(st.dictionaries(st.sampled_from(list(DEFAULTS)), TEXTS, min_size=1))
@settings(max_examples=100, deadline=None)
def test_values_of_any_kind_are_bound_or_refused(values: dict[str, str]) -> None:
    try:
        bound = QUERY.bind(values)
    except QueryParameterError:
        return
    assert read_algebra(translate(bound)) == EXPECTED


@given(TEXTS)
@example('x" } UNION { ?s ?p ?word')
@settings(max_examples=300, deadline=None)
def test_a_text_finds_itself_and_nothing_else(text: str) -> None:
    found = trapped_graph(text).query(QUERY.bind({"word": text}))
    assert isinstance(found, ox.QuerySolutions)
    rows = [(row["s"].value, row["word"].value) for row in found]
    same = [number for number, word in enumerate([*WORDS, text]) if word == text]
    assert sorted(rows) == sorted((f"urn:s{number}", text) for number in same)


@given(st.one_of(TEXTS, TRICKS.map("urn:{}".format), TRICKS.map("http://a/{}".format)))
@settings(max_examples=300, deadline=None)
def test_what_is_taken_for_an_iri_is_that_iri(text: str) -> None:
    if not is_iri(text):
        if expand(text) is None:
            with pytest.raises(QueryParameterError):
                QUERY.bind({"thing": text})
        return
    found = ox.Store().query(
        "SELECT ?thing WHERE {\n"
        + next(
            line
            for line in QUERY.bind({"thing": text}).split("\n")
            if "VALUES ?thing" in line
        )
        + "\n}"
    )
    assert isinstance(found, ox.QuerySolutions)
    (row,) = found
    assert row["thing"] == ox.NamedNode(expand(text) or text)


@given(st.one_of(st.integers(), TEXTS, st.integers().map(str), st.floats()))
@example(10**4_000)
@example(10**5_000)
@example("--5")
@example("9" * 5_000)
@settings(max_examples=150, deadline=None)
def test_a_number_is_bound_as_that_number(value: object) -> None:
    try:
        bound = QUERY.bind({"number": value})
    except QueryParameterError:
        return
    line = next(line for line in bound.split("\n") if "VALUES ?number" in line)
    assert line == f"  VALUES ?number {{ {int(str(value))} }}"


NASTY = {
    "iri": ["urn:x#'()*,;=", "https://example.org/%7D%22?q={}".replace("{}", "~")],
    "language": ["hy-latn-alalc97"],
    "string": ['"', "\\", "\\u0022 } #", "a\nb\r", '"""', "' } UNION { ?s ?p ?o"],
    "integer": ["-1", "+007"],
    "date": ["0001-01-01", "9999-12-31"],
}
WITH_PARAMETERS = [query for query in load_catalog().values() if query.parameters]


@pytest.mark.parametrize("query", WITH_PARAMETERS, ids=lambda query: query.name)
def test_binding_touches_only_the_line_of_the_parameter(query: NamedQuery) -> None:
    for parameter in query.parameters:
        for value in NASTY[parameter.kind]:
            bound = query.bind({parameter.name: value})
            pairs = zip(query.text.split("\n"), bound.split("\n"), strict=True)
            changed = [before for before, after in pairs if before != after]
            assert all(f"VALUES ?{parameter.name} {{" in line for line in changed)
            assert len(changed) == 1
            check_syntax(bound)


def test_no_parameter_is_called_like_a_limit() -> None:
    names = {
        parameter.name for query in WITH_PARAMETERS for parameter in query.parameters
    }
    assert not names & {"name", "timeout", "max_memory"}
