"""What every engine does alike."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyoxigraph as ox
import pytest

from gumru_kg.engines.shipped import ShippedEngine
from gumru_kg.errors import QueryError, QuerySyntaxError
from gumru_kg.results import Solutions, Triples

if TYPE_CHECKING:
    from pathlib import Path

    from gumru_kg.engines import Engine

counts_twice = pytest.mark.not_on_virtuoso(
    "a triple that lies in two graphs comes twice from their union"
)
TREATIES = "SELECT ?t WHERE { ?t a gum:Treaty } ORDER BY ?t"


def names(solutions: Solutions) -> list[str]:
    return [str(row[0])[-1] for row in solutions.rows()]


@counts_twice
def test_select_gives_solutions(engine: Engine) -> None:
    solutions = engine.select(TREATIES)
    assert solutions.variables == ("t",)
    assert names(solutions) == ["a", "b", "c"]


def test_ask_gives_a_truth_value(engine: Engine) -> None:
    assert engine.ask("ASK { ?t gum:articleCount 18 }") is True
    assert engine.ask("ASK { ?t gum:articleCount 17 }") is False


def test_construct_and_describe_give_triples(engine: Engine) -> None:
    query = "CONSTRUCT { ?t a gum:Party } WHERE { ?t gum:articleCount 18 }"
    (triple,) = engine.construct(query)
    assert triple.object == ox.NamedNode("https://w3id.org/gumru/ont#Party")
    assert len(list(engine.construct("DESCRIBE gid:treaty-a"))) == 2


def test_query_gives_what_its_form_gives(engine: Engine) -> None:
    assert isinstance(engine.query(TREATIES), Solutions)
    assert isinstance(engine.query("CONSTRUCT WHERE { ?s ?p ?o }"), Triples)
    assert engine.query("ASK {}") is True
    assert isinstance(engine.query_named(TREATIES), Solutions)


def test_other_form_than_promised_is_refused(engine: Engine) -> None:
    with pytest.raises(QueryError, match="no SELECT"):
        engine.select("ASK {}")
    with pytest.raises(QueryError, match="no ASK"):
        engine.ask(TREATIES)
    with pytest.raises(QueryError, match="no CONSTRUCT"):
        engine.construct("ASK {}")


@counts_twice
def test_default_graph_is_the_union_of_all(engine: Engine) -> None:
    count = "SELECT (COUNT(*) AS ?n) WHERE { ?t a gum:Treaty }"
    assert list(engine.select(count).rows()) == [(3,)]


def test_named_graph_is_asked_alone(engine: Engine) -> None:
    query = "SELECT ?t WHERE { GRAPH <urn:graph> { ?t a gum:Treaty } } ORDER BY ?t"
    assert names(engine.select(query)) == ["a", "c"]
    query = "SELECT ?t FROM <urn:graph> WHERE { ?t a gum:Treaty } ORDER BY ?t"
    assert names(engine.select(query)) == ["a", "c"]


def test_from_reads_no_file(engine: Engine, tmp_path: Path) -> None:
    path = tmp_path / "secret.ttl"
    path.write_text("<urn:secret> a <https://w3id.org/gumru/ont#Treaty> .", "utf-8")
    for clause in (f"FROM <{path.as_uri()}>", f"FROM NAMED <{path.as_uri()}>"):
        for body in ("?t ?p ?o", "GRAPH ?g { ?t ?p ?o }"):
            query = f"SELECT ?t {clause} WHERE {{ {body} }}"
            assert "secret" not in str(list(engine.select(query)))


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }",
        "SELECT * { ?s ?p 1SERVICE SILENT <http://127.0.0.1:1/> { ?s ?p ?o } }",
    ],
)
def test_no_other_host_is_called(engine: Engine, query: str) -> None:
    with pytest.raises(QueryError, match="SERVICE is refused"):
        engine.query(query)


@pytest.mark.parametrize(
    ("query", "line", "problem"),
    [
        ("", 1, "at the end"),
        ("SELECT ?s WHERE {\n  ?s ?p\n}", 3, ""),
        ("SELECT * { }\n\n}", 3, ""),
        ("SELECT * { ?s nothing:known ?o }", 1, "the prefix of 'nothing:known'"),
        ("SELECT ?s (COUNT(*) AS ?n) { ?s ?p ?o }", 1, ""),
        ("SELECT * { ?s ?p <a b> }", 1, ""),
        ("SELECT * { ?s ?p 'x }", 1, ""),
        ("INSERT DATA { <urn:a> <urn:b> 1 }", 1, ""),
        ("LOAD <file:///etc/passwd>", 1, ""),
        ("DROP ALL", 1, ""),
        ("\0", 1, ""),
    ],
)
def test_syntax_error_has_its_place_and_one_line(
    engine: Engine, query: str, line: int, problem: str
) -> None:
    with pytest.raises(QuerySyntaxError) as caught:
        engine.query(query)
    assert caught.value.line == line
    assert caught.value.column is not None
    assert problem in str(caught.value)
    assert "\n" not in str(caught.value)
    assert len(str(caught.value)) < 300


def test_text_that_is_no_unicode_is_refused(engine: Engine) -> None:
    with pytest.raises(QueryError):
        engine.query("SELECT * { ?s ?p '\ud800' }")


def test_prefixes_of_the_project_need_no_declaration(engine: Engine) -> None:
    assert engine.ask("ASK { gid:treaty-a rdf:type gum:Treaty }")


def test_prefixes_of_a_query_come_first(engine: Engine) -> None:
    assert engine.ask("PREFIX gum: <urn:other#> ASK {}")
    assert not engine.ask("PREFIX gum: <urn:other#> ASK { ?t a gum:Treaty }")


def test_capabilities_are_told(engine: Engine) -> None:
    can = engine.capabilities
    assert can.is_local == can.has_exact_terms == can.has_exact_distances
    assert not can.keeps_answers


def test_shipped_graph_keeps_its_answers(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.delenv("GUMRU_NO_CACHE", raising=False)
    assert ShippedEngine().capabilities.keeps_answers
    monkeypatch.setenv("GUMRU_NO_CACHE", "1")
    assert not ShippedEngine().capabilities.keeps_answers
