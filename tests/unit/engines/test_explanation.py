"""Queries that hold claims against one another in pairs are found."""

from __future__ import annotations

import pytest

from gumru_kg.engines.explanation import explain_query
from gumru_kg.errors import QueryError
from gumru_kg.named_queries import load_catalog

RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
CLAIM = "?c rdf:subject ?s ; rdf:object ?o ."


@pytest.mark.parametrize(
    "pattern",
    [
        f"{CLAIM} FILTER NOT EXISTS {{ ?d rdf:subject ?s ; rdf:object ?x }}",
        f"{CLAIM} FILTER EXISTS {{ ?d a gum:Claim ; gum:answers ?q . }}",
        # Wherever the other claim stands, and however it is written.
        f"FILTER(NOT EXISTS {{ ?d <{RDF}subject> ?s }} && 1 = 1) {CLAIM}",
        f"FILTER not exists {{ $d a rdf:Statement. ?d ?p ?s }} {CLAIM}",
        f"{{ {CLAIM} FILTER NOT EXISTS {{ MINUS {{ ?x ?y 1 }} ?d rdf:object ?o }} }}",
    ],
)
def test_pairs_of_claims_are_found(pattern: str) -> None:
    (advice,) = explain_query(f"SELECT * WHERE {{ {pattern} }}").advice
    assert "?c is held against each ?d" in advice.problem


@pytest.mark.parametrize(
    "pattern",
    [
        CLAIM,
        f"{CLAIM} FILTER NOT EXISTS {{ ?c gum:answers ?q }}",
        f"{CLAIM} OPTIONAL {{ ?d rdf:subject ?s }}",
        f"{CLAIM} MINUS {{ ?d rdf:subject ?s ; gum:verdict ?v }}",
        f"{CLAIM} FILTER NOT EXISTS {{ ?s a gum:Treaty }}",
        "?t a gum:Treaty . FILTER EXISTS { ?d rdf:subject ?t }",
        f'{CLAIM} FILTER(?o != "NOT EXISTS {{ ?d rdf:subject ?s }}")',
        f"{CLAIM} # FILTER NOT EXISTS {{ ?d rdf:subject ?s }}\n",
    ],
)
def test_other_queries_are_left_alone(pattern: str) -> None:
    explained = explain_query(f"SELECT * WHERE {{ {pattern} }}")
    assert (explained.form, explained.advice) == ("SELECT", ())


def test_no_query_of_the_package_compares_pairs() -> None:
    slow = [q.name for q in load_catalog().values() if explain_query(q.text).advice]
    assert slow == []


def test_what_is_refused_is_not_explained() -> None:
    with pytest.raises(QueryError, match="SERVICE is refused"):
        explain_query("ASK { SERVICE <urn:x> { ?s ?p ?o } }")
