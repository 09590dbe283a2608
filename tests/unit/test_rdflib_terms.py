"""Terms cross to rdflib and back to the last character."""

from __future__ import annotations

import tracemalloc

import pyoxigraph as ox
import pytest
import rdflib

from gumru_kg.errors import DataError
from gumru_kg.namespaces import XSD
from gumru_kg.rdflib_terms import from_rdflib_term, to_rdflib_term, translate_rows


@pytest.mark.parametrize(
    ("text", "datatype"),
    [
        ("01", "integer"),
        ("+1", "integer"),
        ("1", "boolean"),
        ("1.50", "decimal"),
        ("300", "byte"),
        ("1920-12-02+04:00", "date"),
        ("1920-12-02T00:00:00.000Z", "dateTime"),
        ("1920-13-40", "date"),
        ("x", "integer"),
        (" 1 ", "integer"),
        ("PT0S", "duration"),
    ],
)
def test_lexical_form_is_kept(text: str, datatype: str) -> None:
    literal = ox.Literal(text, datatype=ox.NamedNode(f"{XSD}{datatype}"))
    node = to_rdflib_term(literal)
    assert str(node) == text
    assert from_rdflib_term(node) == literal


def test_plain_literal_has_no_datatype_in_rdflib() -> None:
    assert to_rdflib_term(ox.Literal("x")) == rdflib.Literal("x")
    typed = rdflib.Literal("x", datatype=rdflib.XSD.string)
    assert from_rdflib_term(typed) == ox.Literal("x")


def test_language_comes_back_in_lower_case() -> None:
    term = from_rdflib_term(rdflib.Literal("x", lang="EN-gb"))
    assert term == ox.Literal("x", language="en-gb")


def test_blank_node_keeps_its_label() -> None:
    assert to_rdflib_term(ox.BlankNode("b1")) == rdflib.BNode("b1")
    assert from_rdflib_term(rdflib.BNode("b1")) == ox.BlankNode("b1")


@pytest.mark.parametrize(
    "node",
    [
        rdflib.URIRef("a"),
        rdflib.URIRef("urn:a b"),
        rdflib.BNode("a b"),
        rdflib.Variable("v"),
        rdflib.Literal("\ud800"),
    ],
)
def test_what_is_no_term_is_refused(node: rdflib.term.Node) -> None:
    with pytest.raises(DataError):
        from_rdflib_term(node)


def test_nested_html_is_not_parsed_and_stays_the_same_literal() -> None:
    # Parsed, it takes longer than anybody waits.
    text = "<div><p>x</p>" * 20_000
    term = ox.Literal(text, datatype=ox.NamedNode(str(rdflib.RDF.HTML)))
    literal = to_rdflib_term(term)
    assert isinstance(literal, rdflib.Literal)
    assert (str(literal), literal.datatype) == (text, rdflib.RDF.HTML)
    assert from_rdflib_term(literal) == term
    graph = rdflib.Graph()
    graph.add((rdflib.RDF.type, rdflib.RDF.value, literal))
    assert (None, None, literal) in graph
    assert literal == to_rdflib_term(term)


@pytest.mark.parametrize(
    ("text", "datatype"),
    [
        ("x", "integer"),
        ("1920-12-02T24:00:00Z", "dateTime"),
        ("2020-13-45", "date"),
        ("perhaps", "boolean"),
        ("zz", "hexBinary"),
    ],
)
def test_literal_that_rdflib_cannot_read_goes_over_without_a_word(
    text: str, datatype: str, caplog: pytest.LogCaptureFixture
) -> None:
    literal = ox.Literal(text, datatype=ox.NamedNode(f"{XSD}{datatype}"))
    assert from_rdflib_term(to_rdflib_term(literal)) == literal
    assert caplog.records == []
    # What others ask of rdflib is told as ever.
    rdflib.Literal("x", datatype=rdflib.XSD.integer, normalize=False)
    assert len(caplog.records) == 1


def test_rows_of_any_number_are_translated_in_bounded_memory() -> None:
    rows = ((ox.Literal(str(number)),) for number in range(60_000))
    tracemalloc.start()
    try:
        count = sum(1 for _ in translate_rows(["n"], rows))
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert count == 60_000
    assert peak < 20_000_000
