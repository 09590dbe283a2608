"""What an embedded engine must not be given."""

from __future__ import annotations

import socket

import pyoxigraph as ox
import pytest

from gumru_kg.engines.embedded import EmbeddedEngine
from gumru_kg.engines.guard import DEEPEST, MOST_TOKENS, check_query
from gumru_kg.errors import QueryError

HOST = "<http://127.0.0.1:1/>"
NODE = ox.NamedNode("urn:x")

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
    # No calls, but a word that holds the keyword is not told from one that is it.
    "SELECT * { ?s gum:service ?o }",
    "SELECT * { _:service ?p 'x' }",
    "SELECT * { ?s ?p 'x'@service }",
]
# What a look at the words alone takes for names, IRIs, comments or strings.
DISGUISES = [
    "PREFIX a: <{0}> SELECT * {{ SERVICEa:{{?a ?b ?c}} }}",
    "PREFIX a: <{0}> SELECT * {{ SERVICEa:x{{?a ?b ?c}} }}",
    "PREFIX a: <{0}> SELECT * {{ SERVICESILENTa:{{?a ?b ?c}} }}",
    "PREFIX gid: <urn:x> SELECT * {{ ?s ?p gid:.SERVICE <{0}> {{}} }}",
    "SELECT * {{ FILTER(1<3)SERVICE#>\n<{0}> {{?a ?b ?c}} }}",
    "PREFIX x:<urn:\\u0041#> SELECT * {{ SERVICE <{0}> {{?a ?b ?c}} }}",
    "PREFIX x:<urn:\u00a0#> SELECT * {{ SERVICE <{0}> {{?a ?b ?c}} }}",
    "SELECT * {{ FILTER('a'<'b>')SERVICE <{0}>{{?a ?b ?c}} FILTER('x'='y') }}",
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
        "SELECT ?serviceSilent { ?serviceSilent ?p ?o }",
        "SELECT * { ?s ?p 'it\\'s SERVICE' }",
    ],
)
def test_the_word_elsewhere_is_no_call(query: str) -> None:
    check_query(query)


@pytest.mark.parametrize("query", DISGUISES)
def test_no_disguise_makes_the_engine_call_a_host(query: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.2)
        address = f"http://127.0.0.1:{server.getsockname()[1]}/"
        engine = EmbeddedEngine.from_quads([ox.Quad(NODE, NODE, NODE)])
        with pytest.raises(QueryError):
            list(engine.select(query.format(address)))
        with pytest.raises(TimeoutError):
            server.accept()


def test_the_word_in_data_is_found() -> None:
    iri = ox.NamedNode("urn:Service")
    quad = ox.Quad(NODE, iri, ox.Literal("a SERVICE 'to' all"))
    query = """ASK { ?service <urn:Service> "a SERVICE 'to' all" } # SERVICE"""
    assert EmbeddedEngine.from_quads([quad]).ask(query)


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
