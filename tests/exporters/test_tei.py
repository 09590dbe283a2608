"""TEI: what an edition finds in it, and that nothing claimed turns into a fact."""

from __future__ import annotations

import subprocess
from pathlib import Path
from typing import Final
from xml.etree import ElementTree as ET

import pyoxigraph as ox
import pytest

from gumru_kg import open_graph
from gumru_kg.dataset import Dataset
from gumru_kg.exporters import export
from tests.checkers import find_program
from tests.exporters.hostile import EMPTY, HOSTILE

TEI: Final = "{http://www.tei-c.org/ns/1.0}"
ID: Final = "{http://www.w3.org/XML/1998/namespace}id"
LANG: Final = "{http://www.w3.org/XML/1998/namespace}lang"
SCHEMA: Final = "integration/schemas/tei/tei_all_4.10.2.rng"


def ask(query: str) -> set[str]:
    """One column of an answer, with the namespace of things taken off."""
    found = open_graph().select(query)
    terms = (row[found.variables[0]] for row in found)
    return {
        term.value.removeprefix("https://w3id.org/gumru/id/")
        for term in terms
        if isinstance(term, ox.NamedNode | ox.Literal)
    }


@pytest.fixture(scope="module")
def root(shipped: Dataset) -> ET.Element:
    return ET.fromstring(export(shipped, "tei"))  # noqa: S314 - of our own


def find(root: ET.Element, name: str) -> ET.Element:
    [element] = [each for each in root.iter() if each.get(ID) == name]
    return element


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("listPerson/{0}person", "Person"),
        ("listPlace/{0}place", "Place"),
        ("listEvent/{0}event", "Event"),
        ("listBibl[@type='treaties']/{0}bibl", "Treaty"),
        ("listBibl[@type='sources']/{0}bibl", "Source"),
    ],
)
def test_every_thing_of_a_kind_is_in_its_list(
    root: ET.Element, path: str, kind: str
) -> None:
    found = root.findall(f"{TEI}standOff/{TEI}{path.format(TEI)}")
    expected = ask(f"SELECT ?x WHERE {{ ?x a/rdfs:subClassOf* gum:{kind} }}")
    assert {each.get(ID) for each in found} == expected
    assert len(found) == len(expected) > 15


def test_date_of_the_signing_stands_with_all_sources_that_carry_it(
    root: ET.Element,
) -> None:
    signing = find(root, "event-gumru-signing")
    assert signing.get("notBefore") == "1920-12-02"
    assert signing.get("notAfter") == "1920-12-03"
    assert signing.get("where") == "#place-gyumri"
    [date] = signing.findall(f"{TEI}desc[@type='date']/{TEI}date")
    assert date.text == "1920-12-02/1920-12-03"
    sources = {each.removeprefix("#") for each in date.get("source", "").split()}
    assert sources == ask(
        "SELECT DISTINCT ?s WHERE { ?c rdf:subject gid:event-gumru-signing ; "
        "rdf:predicate gum:date ; gum:verdict gv:verdict.accepted ; gum:source ?s }"
    )


def test_rival_dates_stand_in_notes_only(root: ET.Element) -> None:
    signing = find(root, "event-gumru-signing")
    notes = signing.findall(f"{TEI}note[@type='claim']")
    dates = {date.get("when") for note in notes for date in note.iter(f"{TEI}date")}
    assert dates == {"1920-12-02", "1920-12-03"}
    for note in notes:
        assert note.get("subtype") == "attributed"
        assert str(note.get("source")).startswith("#source-")


def test_all_that_is_attributed_of_these_things_is_there_and_nothing_rejected(
    root: ET.Element,
) -> None:
    notes = root.iter(f"{TEI}note")
    found = {
        str(note.get("corresp")).removeprefix("gid:")
        for note in notes
        if note.get("type") == "claim"
    }
    assert found == ask(
        "SELECT DISTINCT ?c WHERE { ?c gum:verdict gv:verdict.attributed ; "
        "rdf:subject/rdf:type/rdfs:subClassOf* ?k . "
        "VALUES ?k { gum:Agent gum:Place gum:Event gum:Treaty gum:Source } }"
    )


def test_relations_are_facts_of_the_graph(root: ET.Element, shipped: Dataset) -> None:
    facts = {quad.triple for quad in shipped}
    base = "https://w3id.org/gumru/"
    found = root.findall(f".//{TEI}relation")
    assert len(found) > 200
    for relation in found:
        name = str(relation.get("name"))
        if name == "participation":
            continue
        space = "https://schema.org/" if name == "containedInPlace" else f"{base}ont#"
        ends = (str(relation.get(end)) for end in ("active", "passive"))
        subject, value = (ox.NamedNode(f"{base}id/{end[1:]}") for end in ends)
        assert ox.Triple(subject, ox.NamedNode(space + name), value) in facts
    parts = ask(
        "SELECT DISTINCT ?p WHERE { ?e gum:participation ?p . ?p gum:agent ?a . "
        "?a a/rdfs:subClassOf* gum:Agent . ?e a/rdfs:subClassOf* gum:Event }"
    )
    named = [each for each in found if each.get("name") == "participation"]
    assert len(named) == len(parts)


def test_names_keep_their_languages_and_points_their_order(root: ET.Element) -> None:
    gyumri = find(root, "place-gyumri")
    names = {
        each.get(LANG): each.text for each in gyumri.findall(f"{TEI}placeName")[:3]
    }
    assert names == {"en": "Gyumri", "hy": "Գյումրի", "tr": "Gümrü"}
    latitude, longitude = str(gyumri.findtext(f".//{TEI}geo")).split()
    assert 40 < float(latitude) < 41
    assert 43 < float(longitude) < 44
    matches = {each.text: each.get("subtype") for each in gyumri.findall(f"{TEI}idno")}
    assert matches["http://www.wikidata.org/entity/Q199500"] == "exactMatch"
    assert matches["https://en.wikipedia.org/wiki/Gyumri"] == "closeMatch"


def test_every_pointer_within_the_document_has_its_end(root: ET.Element) -> None:
    ids = [each.get(ID) for each in root.iter() if each.get(ID)]
    assert len(ids) == len(set(ids))
    pointers = {
        pointer.removeprefix("#")
        for each in root.iter()
        for value in each.attrib.values()
        for pointer in value.split()
        if pointer.startswith("#")
    }
    assert pointers <= set(ids)
    assert len(pointers) > 300


def test_certainty_stands_where_the_sources_state_one(root: ET.Element) -> None:
    stated = [each for each in root.iter() if each.get("cert")]
    assert stated
    assert {each.get("cert") for each in stated} <= {"high", "medium", "low"}


@pytest.mark.slow
@pytest.mark.parametrize("name", ["shipped", "hostile", "empty"])
def test_jing_finds_it_valid(
    name: str, shipped: Dataset, shared: Path, tmp_path: Path
) -> None:
    graph = {"shipped": shipped, "hostile": HOSTILE, "empty": EMPTY}[name]
    file = tmp_path / "graph.tei.xml"
    file.write_bytes(export(graph, "tei"))
    words = [find_program("jing"), str(shared / SCHEMA), str(file)]
    done = subprocess.run(words, capture_output=True, check=False, text=True)
    assert done.stdout == ""
    assert done.returncode == 0, done.stderr
    # What is wrong it does find.
    file.write_bytes(file.read_bytes().replace(b"</titleStmt>", b"<x/></titleStmt>"))
    done = subprocess.run(words, capture_output=True, check=False, text=True)
    assert 'element "x" not allowed' in done.stdout
