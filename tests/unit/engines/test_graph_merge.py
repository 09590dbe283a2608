"""Graphs that a query names with FROM are merged: a triple in two of them is one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyoxigraph as ox
import pytest

from gumru_kg import load_store, open_graph
from gumru_kg.engines.embedded import EmbeddedEngine
from gumru_kg.engines.graph_merge import NamedGraphs, merge_graphs
from gumru_kg.engines.limits import Limits
from gumru_kg.errors import CapabilityError, QuerySyntaxError
from gumru_kg.rdf_input import parse_quads

if TYPE_CHECKING:
    from pathlib import Path

    from gumru_kg.engines import Engine

PREFIX = "PREFIX ex: <http://e/> "
DATA = """@prefix ex: <http://e/> .
ex:a ex:seats 7 .
ex:g1 { ex:t ex:seats 5 . _:b ex:p ex:t }
ex:g2 { ex:t ex:seats 5 , 6 }
ex:g3 { ex:t ex:seats 5 }
"""
# Each gives one number, by SPARQL 1.1, section 13.2.
COUNTS = {
    "FROM ex:g1 FROM ex:g2 { ?s ?p ?o }": 3,
    "FROM ex:g1 FROM ex:g1 { ?s ?p ?o }": 2,
    "FROM ex:g1 # FROM ex:g3\nfrom<http://e/g2> WHERE { ?s ?p ?o }": 3,
    "FROM ex:g1 FROM ex:g2 { GRAPH ?g { ?s ?p ?o } }": 0,
    "FROM ex:g1 FROM ex:g2 FROM NAMED ex:g3 { GRAPH ?g { ?s ?p ?o } }": 1,
    "FROM ex:g1 FROM ex:g3 FROM NAMED ex:g2 { ?s ?p ?o }": 2,
    "FROM NAMED ex:g1 FROM NAMED ex:g2 { ?s ?p ?o }": 0,
    "FROM NAMED ex:g2 FROM NAMED ex:g2 { GRAPH ?g { ?s ?p ?o } }": 2,
    "FROM ex:g1 FROM ex:none { ?s ?p ?o }": 2,
    "FROM ex:g1 FROM ex:g2 { { SELECT ?s { ?s ex:seats 5 } } }": 1,
    "FROM ex:g1 FROM <http://e/\\u00672> { ?s ?p ?o }": 3,
}


@pytest.fixture(params=["memory", "file", "store", "limited"])
def engine(request: pytest.FixtureRequest, tmp_path: Path) -> Engine:
    if request.param == "memory":
        return EmbeddedEngine.from_quads(
            parse_quads(DATA.encode(), source="", format="trig")
        )
    file = tmp_path / "a.trig"
    file.write_text(DATA, "utf-8")
    if request.param == "store":
        load_store(file, store=tmp_path / "store")
        return open_graph(f"store:{tmp_path / 'store'}").engine
    graph = open_graph(file)
    if request.param == "file":
        return graph.engine
    engine = graph.engine
    assert isinstance(engine, EmbeddedEngine)
    return engine.limited(Limits(timeout=60, max_memory=500_000_000))


@pytest.mark.parametrize("query", COUNTS)
def test_triple_of_two_graphs_counts_once(engine: Engine, query: str) -> None:
    count = f"{PREFIX} SELECT (COUNT(*) AS ?n) {query}"
    assert list(engine.select(count).rows()) == [(COUNTS[query],)]


@pytest.mark.parametrize("query", ["CONSTRUCT { ?s ?p ?o }", "DESCRIBE ex:t"])
def test_triples_come_from_the_merge(engine: Engine, query: str) -> None:
    clauses = "FROM ex:g2 FROM ex:g3 WHERE { ?s ?p ?o }"
    found = list(engine.construct(f"{PREFIX} {query} {clauses}"))
    assert len(set(found)) == len(found) == 2


def test_fault_of_a_clause_has_its_place(engine: Engine) -> None:
    with pytest.raises(QuerySyntaxError, match="prefix of 'nope:g'") as caught:
        engine.ask("ASK FROM <urn:a> FROM nope:g {}")
    assert caught.value.line == 1


@pytest.mark.parametrize("clauses", ["FROM", "FROM <urn:a> FROM", "FROM FROM"])
def test_clause_without_a_graph_is_refused(engine: Engine, clauses: str) -> None:
    with pytest.raises(QuerySyntaxError):
        engine.ask(f"ASK {clauses} {{}}")


def test_large_graphs_of_a_store_are_not_copied() -> None:
    store = ox.Store()
    store.extend(parse_quads(DATA.encode(), source="", format="trig"))
    names = tuple(ox.NamedNode(f"http://e/g{number}") for number in (1, 2))
    assert len(merge_graphs(store, NamedGraphs(names, ()), most=4)) == 3
    with pytest.raises(CapabilityError, match=r"more than 3 quads.*name one graph"):
        merge_graphs(store, NamedGraphs(names, ()), most=3)
