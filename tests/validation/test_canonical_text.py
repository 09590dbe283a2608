"""What is said to be kept as it is written comes out of a store as it was."""

from __future__ import annotations

import pyoxigraph as ox
import pytest

from gumru_kg._resources import read_resource
from gumru_kg.validation.canonical_text import may_be_rewritten
from gumru_kg.validation.data_graph import write_ntriples

PREFIXES = """
    @prefix ex: <https://example.org/> .
    @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""
KEPT = (
    *("0", "7", "-7", "1.5", "0.25", "-0.5", "true", "7,8.5", "10 "),
    *("'x'@en", '"01"', '"x 01 , +2 1.50 "', '"a\\"b 01"', '"a\\\\"', '"12"@en'),
    *('"1"^^xsd:integer', '"1.5"^^xsd:double', '"0.1"^^xsd:float'),
    *('"true"^^xsd:boolean', '"12:00:00"^^xsd:time', '"1920-12-02"^^xsd:date'),
    *('"1920-12-02T00:00:00Z"^^xsd:dateTime', '"1920"^^xsd:gYear', '"01"^^ex:code'),
    *('"1920-12-02T00:00:00+04:00"^^xsd:dateTime', "<urn:a,01>", "1 # a 1"),
)
REWRITTEN = (
    *("01", "+1", "1.0", "1.50", ".5", "1e0", "1.5E3", "-0", "-1.0", "007 "),
    *('"01"^^xsd:integer', '"01" ^^xsd:integer', "'01'^^xsd:integer", '"a\\\\",01'),
    *('"1"^^xsd:long', '"1"^^xsd:nonNegativeInteger', '"1"^^xsd:boolean'),
    *('"""01"""^^xsd:integer', '"1e0"^^xsd:double', '"16777217"^^xsd:float'),
    *('"2020-01-01T00:00:00+00:00"^^xsd:dateTime', '"2020-01-01-00:00"^^xsd:date'),
    *('"2020-01-01T00:00:00.50"^^xsd:dateTime', '"2020-01-01T24:00:00"^^xsd:dateTime'),
    *('"12:00:00+00:00"^^<http://www.w3.org/2001/XMLSchema#time>', "<urn:a>,01"),
    *('"P12M"^^xsd:duration', '"PT60M"^^xsd:dayTimeDuration', '1 # a " \n, 01 # "'),
)


def write(objects: str) -> bytes:
    return f"{PREFIXES} ex:a ex:p {objects}\n .".encode()


def is_rewritten(text: bytes) -> bool:
    quads = set(ox.parse(text, format=ox.RdfFormat.TURTLE))
    store = ox.Store()
    store.extend(quads)
    return set(store) != quads


@pytest.mark.parametrize("objects", KEPT)
def test_text_of_which_nothing_is_rewritten_is_known(objects: str) -> None:
    text = write(objects)
    assert not is_rewritten(text)
    # An apostrophe is unclear, and then the data are parsed and compared.
    assert may_be_rewritten(text, is_turtle=True) == ("'" in objects)
    triples = write_ntriples(ox.parse(text, format=ox.RdfFormat.TURTLE))
    assert not may_be_rewritten(triples, is_turtle=False)


@pytest.mark.parametrize("objects", REWRITTEN)
def test_text_of_which_something_is_rewritten_is_suspected(objects: str) -> None:
    text = write(objects)
    assert is_rewritten(text)
    assert may_be_rewritten(text, is_turtle=True)
    triples = write_ntriples(ox.parse(text, format=ox.RdfFormat.TURTLE))
    assert may_be_rewritten(triples, is_turtle=False)


@pytest.mark.parametrize("path", [("data", "gumru.ttl"), ("ontology", "gumru.ttl")])
def test_of_the_shipped_files_nothing_is_rewritten(path: tuple[str, str]) -> None:
    text = read_resource(*path)
    assert not may_be_rewritten(text, is_turtle=True)
    assert not is_rewritten(text)


@pytest.mark.parametrize("is_turtle", [True, False])
def test_long_text_is_looked_at_to_its_end(*, is_turtle: bool) -> None:
    lines = "".join(f'<urn:{n}> <urn:p> "{n}" .\n' for n in range(100_000)).encode()
    number = b'"7"^^<http://www.w3.org/2001/XMLSchema#integer>'
    for literal in (number, number.replace(b"7", b"07")):
        text = b"%b<urn:a> <urn:p> %b .\n%b" % (lines, literal, lines)
        assert may_be_rewritten(text, is_turtle=is_turtle) == (b"07" in literal)
