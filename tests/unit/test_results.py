"""Answers of an engine, as rows, as text, as files."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pyoxigraph as ox
import pytest
import rdflib

from gumru_kg.errors import FormatError
from gumru_kg.formats import RDF_FORMATS, RESULTS_FORMATS
from gumru_kg.results import Solution, Solutions, Triples, write_truth

if TYPE_CHECKING:
    from collections.abc import Callable

RESULTS = "http://www.w3.org/2005/sparql-results#"
QUERY = """
SELECT ?place ?name WHERE {
  VALUES (?place ?name) { (<urn:kars> "Карс"@ru) (<urn:ani> UNDEF) (UNDEF "01") }
}
"""


def select() -> Solutions:
    found = ox.Store().query(QUERY)
    assert isinstance(found, ox.QuerySolutions)
    return Solutions(found)


def construct() -> Triples:
    query = "CONSTRUCT { <urn:b> <urn:p> 2 . <urn:a> <urn:p> 1 . <urn:a> <urn:p> 1 } {}"
    found = ox.Store().query(query)
    assert isinstance(found, ox.QueryTriples)
    return Triples(found)


def test_rows_have_terms_by_variable() -> None:
    first, second, _ = select()
    assert first["place"] == ox.NamedNode("urn:kars")
    assert first["name"] == ox.Literal("Карс", language="ru")
    assert second["name"] is second[1] is None
    assert first[0] == first[-2] == first.get("place") == first["place"]
    assert first.get("nothing") is None
    with pytest.raises(IndexError):
        first[2]
    assert first.text("name") == "Карс"
    with pytest.raises(KeyError):
        first["nothing"]


def test_rows_compare_by_their_terms() -> None:
    assert list(select()) == list(select())
    assert len(set(select()) | set(select())) == 3
    assert Solution(("x",), (None,)) != "x"


def test_rows_and_dicts_hold_values_and_none() -> None:
    assert list(select().rows()) == [
        ("urn:kars", "Карс"),
        ("urn:ani", None),
        (None, "01"),
    ]
    assert list(select().dicts())[1] == {"place": "urn:ani", "name": None}


def test_solutions_are_read_once() -> None:
    solutions = select()
    assert len(list(solutions)) == 3
    assert list(solutions) == []


def parsed_before() -> Solutions:
    """Solutions whose rows are there already, as those of a kept answer are."""
    content = select().write("json")
    one, other = (
        ox.parse_query_results(content, format=ox.QueryResultsFormat.JSON)
        for _ in range(2)
    )
    assert isinstance(one, ox.QuerySolutions)
    assert isinstance(other, ox.QuerySolutions)
    return Solutions(one, rows=list(other))


@pytest.mark.parametrize("found", [select, parsed_before])
@pytest.mark.parametrize("format", RESULTS_FORMATS)
@pytest.mark.parametrize("read", range(4))
def test_what_is_written_is_read_and_what_is_read_is_not_written(
    found: Callable[[], Solutions], format: str, read: int
) -> None:
    solutions = found()
    assert len([next(iter(solutions)) for _ in range(read)]) == read
    of_rest = select()
    assert len([next(iter(of_rest)) for _ in range(read)]) == read
    nothing = select()
    assert len(list(nothing)) == 3
    assert solutions.write(format) == of_rest.write(format)
    assert list(solutions) == []
    assert solutions.write(format) == nothing.write(format)
    assert list(solutions) == []


def test_solutions_become_terms_of_rdflib() -> None:
    first, second, third = select().to_rdflib()
    assert first["name"] == rdflib.Literal("Карс", lang="ru")
    assert "name" not in second
    assert third == {"name": rdflib.Literal("01")}


def test_solutions_are_written_in_every_results_format() -> None:
    for name in RESULTS_FORMATS:
        data = select().write(name)
        assert data.endswith(b"\n")
        assert "Карс".encode() in data


def test_carriage_return_comes_back_from_xml() -> None:
    found = ox.Store().query('SELECT ("a\\r\\nb\\rc" AS ?text) {}')
    assert isinstance(found, ox.QuerySolutions)
    content = Solutions(found).write("xml")
    parsed = ET.fromstring(content)  # noqa: S314 - of our own
    [literal] = parsed.iter(f"{{{RESULTS}}}literal")
    assert literal.text == "a\r\nb\rc"


def test_csv_is_csv() -> None:
    rows = list(csv.reader(io.StringIO(select().write("csv").decode())))
    assert rows == [
        ["place", "name"],
        ["urn:kars", "Карс"],
        ["urn:ani", ""],
        ["", "01"],
    ]


def test_csv_keeps_every_field_apart() -> None:
    values = ["urn:a,b", 'say "x", y', "two\nlines", "cr\rlf\r\n", " ", "", "Карс"]
    iri, *texts = values
    literals = [ox.Literal(text) for text in texts]
    terms = " ".join([f"<{iri}>", *map(str, literals), "UNDEF"])
    query = f"SELECT ?x ?y {{ VALUES ?x {{ {terms} }} BIND(BNODE('b') AS ?y) }}"
    for size in (1, 10_000):
        found = ox.Store().query(query + f" VALUES ?z {{ {'1 ' * size} }}")
        assert isinstance(found, ox.QuerySolutions)
        content = Solutions(found).write("csv").decode()
        header, *rows = csv.reader(io.StringIO(content, newline=""))
        assert header == ["x", "y"]
        assert sorted({row[0] for row in rows}) == sorted(set(values))
        assert len(rows) == size * len([*values, None])
        assert all(row[1].startswith("_:") for row in rows)


def test_an_empty_field_alone_is_a_row() -> None:
    found = ox.Store().query("SELECT ?x { VALUES ?x { UNDEF '' } }")
    assert isinstance(found, ox.QuerySolutions)
    content = Solutions(found).write("csv").decode()
    assert list(csv.reader(io.StringIO(content))) == [["x"], [""], [""]]


def test_json_keeps_the_language() -> None:
    document = json.loads(select().write("json"))
    assert document["results"]["bindings"][0]["name"]["xml:lang"] == "ru"


def test_unknown_results_format_is_told() -> None:
    with pytest.raises(FormatError, match="use one of: json, csv, tsv, xml"):
        select().write("xlsx")
    with pytest.raises(FormatError, match="use one of: turtle"):
        construct().write("json")


def test_triples_are_written_sorted_and_once() -> None:
    lines = construct().write("ntriples").splitlines()
    assert len(lines) == 2
    assert lines == sorted(lines)


def test_triples_are_written_in_every_format_of_rdf() -> None:
    for name in RDF_FORMATS:
        assert b"urn:a" in construct().write(name)


def test_triples_become_a_graph_of_rdflib() -> None:
    assert len(construct().to_rdflib()) == 2


def test_truth_is_written_in_every_results_format() -> None:
    for name in RESULTS_FORMATS:
        for truth, word in ((True, b"true"), (False, b"false")):
            assert word in write_truth(truth, format=name)
