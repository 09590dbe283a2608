"""Queries of the command line that are limited, or explained."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.cli.conftest import Gumru

on_linux = pytest.mark.skipif(sys.platform != "linux", reason="limits need Linux")

ENDLESS = b"SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
STREAM = b"SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
PAIRS = b"""SELECT ?claim {
  ?claim rdf:subject ?s ; rdf:predicate ?p ; rdf:object ?o .
  FILTER NOT EXISTS {
    ?rival rdf:subject ?s ; rdf:predicate ?p ; rdf:object ?x .
    FILTER(?x != ?o)
  }
}"""


@on_linux
def test_limits_change_no_answer(gumru: Gumru) -> None:
    limits = ("--timeout", "100", "--max-memory", "500")
    for command in (
        ("query", "treaty/parties", "-p", "treaty=kars-1921"),
        ("query", "treaty/list", "--json"),
    ):
        assert gumru(*command, *limits) == gumru(*command)
    ask = b"ASK { ?t a gum:Nothing }"
    assert gumru("sparql", "-", *limits, stdin=ask).exit_code == 1


@on_linux
def test_a_query_that_takes_too_long_is_one_line(gumru: Gumru) -> None:
    ended = gumru("sparql", "-", "--timeout", "0.5", stdin=ENDLESS)
    assert ended.exit_code == 3
    assert ended.stdout == ""
    assert len(ended.error_lines) == 1
    assert "more than 0.5 s" in ended.stderr


@on_linux
@pytest.mark.parametrize("format", ["table", "json", "csv"])
@pytest.mark.parametrize(
    "query", [STREAM, STREAM + b" ORDER BY ?c", b"CONSTRUCT { ?a ?e ?i }" + STREAM[8:]]
)
def test_a_query_that_takes_too_much_is_one_line(
    gumru: Gumru, query: bytes, format: str
) -> None:
    shown = "turtle" if query.startswith(b"CONSTRUCT") else format
    ended = gumru("sparql", "-", "--max-memory", "30", "--format", shown, stdin=query)
    assert ended.exit_code == 3
    assert ended.stdout == ""
    assert len(ended.error_lines) == 1
    assert "more than 30 MB of memory" in ended.stderr


@pytest.mark.parametrize(
    "option",
    [("--timeout", "0"), ("--timeout", "soon"), ("--max-memory", "0")],
)
def test_a_limit_that_is_none_is_a_fault_of_usage(
    gumru: Gumru, option: tuple[str, str]
) -> None:
    assert gumru("query", "treaty/list", *option).exit_code == 2


def test_a_query_is_explained_and_not_run(gumru: Gumru) -> None:
    ended = gumru("sparql", "-", "--explain", stdin=ENDLESS)
    assert (ended.exit_code, ended.stderr) == (0, "")
    assert (
        ended.stdout == "The query is a SELECT.\nNothing in it is known to be slow.\n"
    )


def test_pairs_of_claims_are_told_with_the_grouped_form(gumru: Gumru) -> None:
    ended = gumru("sparql", "-", "--explain", stdin=PAIRS)
    assert "each claim ?claim is held against each ?rival" in ended.stdout
    found = gumru("sparql", "-", "--explain", "--json", stdin=PAIRS).json()
    assert found["form"] == "SELECT"
    (advice,) = found["advice"]
    assert "GROUP BY ?subject ?predicate" in advice["instead"]
    # What is advised can be run.
    assert gumru("sparql", "-", stdin=advice["instead"].encode()).exit_code == 0


def test_a_fault_is_told_when_a_query_is_explained(gumru: Gumru) -> None:
    ended = gumru("sparql", "-", "--explain", stdin=b"SELECT * {")
    assert ended.exit_code == 3
    assert "syntax error at line 1" in ended.stderr
