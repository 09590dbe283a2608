"""RDF/XML is XML, and says the same; else it is refused."""

from __future__ import annotations

from functools import partial
from xml.etree import ElementTree as ET

import pyoxigraph as ox
import pytest
import rdflib
from hypothesis import given
from hypothesis import strategies as st

from gumru_kg.dataset import Dataset
from gumru_kg.errors import DataError
from gumru_kg.exporters import export
from gumru_kg.namespaces import RDF, SKOS
from gumru_kg.rdfxml import write_rdfxml
from gumru_kg.results import Triples

TEXT = "a\r\nb\rc\td\n"


def triple(predicate: str, value: ox.NamedNode | ox.Literal) -> ox.Triple:
    return ox.Triple(ox.NamedNode("urn:a"), ox.NamedNode(predicate), value)


@pytest.mark.parametrize(
    ("predicate", "value"),
    [
        ("http://x/1", ox.Literal("a")),
        ("urn:isbn:123", ox.Literal("a")),
        ("http://x/a#", ox.NamedNode("urn:b")),
        (SKOS, ox.Literal("a")),
        (f"{RDF}li", ox.Literal("a")),
        (f"{RDF}Description", ox.Literal("a")),
        ("http://x/\N{COMBINING ACUTE ACCENT}", ox.Literal("a")),
    ],
)
def test_property_without_a_name_of_xml_is_refused(
    predicate: str, value: ox.NamedNode | ox.Literal
) -> None:
    found = triple(predicate, value)
    data = Dataset((ox.Quad(*found),))
    for write in (partial(export, data), Triples([found]).write):
        with pytest.raises(DataError) as caught:
            write("rdfxml")
        assert predicate in str(caught.value)
        assert str(caught.value).endswith("take another format, such as turtle")


def test_class_without_a_name_of_xml_is_refused() -> None:
    with pytest.raises(DataError, match="the type http://x/1 does not end in a name"):
        Triples([triple(f"{RDF}type", ox.NamedNode("http://x/1"))]).write("rdfxml")


def test_carriage_return_comes_back() -> None:
    content = Triples([triple("urn:p", ox.Literal(TEXT))]).write("rdfxml")
    assert content == export(
        Dataset((ox.Quad(*triple("urn:p", ox.Literal(TEXT))),)), "rdfxml"
    )
    [value] = rdflib.Graph().parse(data=content, format="xml").objects()
    assert str(value) == TEXT


# Letters that XML knew from its first edition on, as expat does.
@given(st.text("azAZ09_-.#/:%?=&~·ığşԱМا"))
def test_what_is_written_is_read_by_others(name: str) -> None:
    try:
        found = triple(f"http://x/{name}", ox.Literal("1"))
    except ValueError:
        return
    try:
        content = write_rdfxml([found])
    except DataError as error:
        assert found.predicate.value in str(error)  # noqa: PT017 - or it is written
        return
    ET.fromstring(content)  # noqa: S314 - of our own
    (read,) = ox.parse(content, format=ox.RdfFormat.RDF_XML)
    assert read.triple == found
