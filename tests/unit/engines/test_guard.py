"""What an embedded engine must not be given."""

from __future__ import annotations

import pytest

from gumru_kg.engines.guard import DEEPEST, MOST_TOKENS, check_query
from gumru_kg.errors import QueryError

HOST = "<http://127.0.0.1:1/>"

# pyoxigraph runs each of these but the last ones, which may as well be refused.
CALLS = [
    f"SELECT * {{ SERVICE {HOST} {{ ?s ?p ?o }} }}",
    f"SELECT * {{ service {HOST} {{ ?s ?p ?o }} }}",
    f"SELECT * {{ SeRvIcE SILENT {HOST} {{ ?s ?p ?o }} }}",
    "SELECT * { BIND(<urn:x> AS ?x) SERVICE ?x { ?s ?p ?o } }",
    f"SELECT * {{SERVICE{HOST}{{?s ?p ?o}}}}",
    f"SELECT * {{SERVICESILENT{HOST}{{?s ?p ?o}}}}",
    f"SELECT * {{?s ?p 1SERVICE{HOST}{{?s ?p ?o}}}}",
    f"SELECT * {{?s ?p 1e5SERVICE{HOST}{{?s ?p ?o}}}}",
    f"SELECT * {{?s ?p 1.SERVICE{HOST}{{?s ?p ?o}}}}",
    f"SELECT * {{?s ?p trueSERVICE{HOST}{{?s ?p ?o}}}}",
    f"SELECT * {{?s ?p ?o.SERVICE{HOST}{{?s ?p ?o}}}}",
    f"SELECT * {{?s ?p 'x'SERVICE{HOST}{{?s ?p ?o}}}}",
    f'SELECT * {{?s ?p """x"""SERVICE{HOST}{{?s ?p ?o}}}}',
    f"SELECT * {{ SERVICE # where?\n {HOST} {{ ?s ?p ?o }} }}",
    f"SELECT * {{ # SERVICE\n SERVICE {HOST} {{ ?s ?p ?o }} }}",
    f"PREFIX : {HOST} SELECT * {{ SERVICE:x {{ ?s ?p ?o }} }}",
    f"PREFIX : {HOST} PREFIX SERVICE: <urn:x> SELECT * {{ SERVICE:x {{ ?s ?p ?o }} }}",
    f"PREFIX x: {HOST} SELECT * {{ SERVICE x:y {{ ?s ?p ?o }} }}",
    f"SELECT * {{ {{ SELECT * {{ SERVICE {HOST} {{ ?s ?p ?o }} }} }} }}",
    f"SELECT * {{ FILTER EXISTS {{ SERVICE {HOST} {{ ?s ?p ?o }} }} }}",
    f"SELECT * {{ FILTER(?a<1)SERVICE{HOST}{{?s ?p ?o}} FILTER(2>?b) }}",
    f"ASK {{ SERVICE {HOST} {{ ?s ?p ?o }} }}",
    f"CONSTRUCT {{ ?s ?p ?o }} {{ SERVICE {HOST} {{ ?s ?p ?o }} }}",
    f"SELECT * {{ FILTER('\\u0027 = 'x') SERVICE {HOST} {{ ?s ?p ?o }} }}",
    f"SELECT * {{ ?s ?p 'it\\'s' SERVICE {HOST} {{ ?s ?p ?o }} }}",
]


@pytest.mark.parametrize("query", CALLS)
def test_service_is_refused_however_it_is_written(query: str) -> None:
    with pytest.raises(QueryError, match="SERVICE is refused"):
        check_query(query)


@pytest.mark.parametrize(
    "query",
    [
        "SELECT ?service { ?service a <urn:Service> }",
        "SELECT $service { $service a <urn:Service> }",
        "SELECT * { ?s ?p 'SERVICE <x> {' }",
        'SELECT * { ?s ?p """a "quoted" SERVICE <x> {""" }',
        "SELECT * { ?s ?p '''it's SERVICE <x> {''' }",
        "SELECT * { ?s a <http://example.org/SERVICE> } # SERVICE",
        "SELECT * { ?s gum:service ?o }",
        "SELECT * { _:service ?p 'x'@service }",
        "SELECT ?serviceSilent { ?serviceSilent ?p ?o }",
        "SELECT * { ?s ?p 'it\\'s SERVICE' }",
    ],
)
def test_the_word_elsewhere_is_no_call(query: str) -> None:
    check_query(query)


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * " + "{" * 50_000 + "}" * 50_000,
        "SELECT * { BIND(" + "STR(" * 2_000 + "1" + ")" * 2_000 + " AS ?x) }",
        "SELECT * {" + "FILTER EXISTS {" * 1_000 + "}" * 1_000 + "}",
        "SELECT * { ?s ?p " + "<<( ?s ?p " * 1_000 + "1" + " )>>" * 1_000 + " }",
        "SELECT * { ?s ?p " + "[ ?p " * 1_000 + "1" + "]" * 1_000 + " }",
    ],
)
def test_deep_nesting_is_refused(query: str) -> None:
    with pytest.raises(QueryError, match=f"more than {DEEPEST} levels"):
        check_query(query)


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { FILTER(" + "!" * 10_000 + "1) }",
        "SELECT * { BIND(" + "1+" * 10_000 + "1 AS ?x) }",
        "SELECT * {" + "{} UNION " * 10_000 + "{} }",
        "SELECT * { ?s " + "<urn:a>/" * 10_000 + "<urn:a> ?o }",
        "SELECT * { FILTER(" + "1=1||" * 10_000 + "1=1) }",
        "SELECT * {" + "VALUES ?x { 1 } " * 10_000 + "}",
    ],
)
def test_long_chains_are_refused(query: str) -> None:
    with pytest.raises(QueryError, match=f"more than {MOST_TOKENS} words"):
        check_query(query)


def test_long_block_of_data_is_fine() -> None:
    rows = " ".join(f"<urn:x{number}>" for number in range(50_000))
    check_query(f"SELECT * {{ VALUES ?x {{ {rows} }} }}")
    rows = " ".join(f'(<urn:x{number}> "}}")' for number in range(50_000))
    check_query(f"SELECT * {{ VALUES (?x ?y) {{ {rows} }} }}")


def test_long_comment_is_fine() -> None:
    check_query("SELECT * { ?s ?p ?o }" + "\n# (((" * 5_000)
