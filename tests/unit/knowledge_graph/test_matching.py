"""The graph finds its things by any spelling of their names."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

import gumru_kg
from gumru_kg import KnowledgeGraph
from gumru_kg.errors import UnknownNameError
from gumru_kg.namespaces import GID, GUM, SKOS

# Wikidata's towns of the file of places, and ours.
TOWNS = {
    "Q199500": "gyumri",
    "Q127063": "kars",
    "Q202188": "ardahan",
    "Q193445": "artvin",
    "Q230104": "nakhchivan",
    "Q122803": "erzurum",
    "Q1953": "yerevan",
    "Q994": "tiflis",
}


@pytest.fixture(scope="module")
def kg() -> KnowledgeGraph:
    return gumru_kg.open_graph()


@pytest.mark.parametrize(
    ("text", "kind", "slug"),
    [
        ("Карсский договор", None, "treaty-kars-1921"),
        ("Гюмри", None, "place-gyumri"),
        ("Aleksandropol Antlaşması", None, "treaty-gumru-1920"),
        ("Լենինական", "Place", "place-gyumri"),
        ("Александрополь", "gum:Place", "place-gyumri"),
        ("Kars", "Treaty", "treaty-kars-1921"),
        ("Kars", "place", "place-kars"),
        ("Moskova Barış Antlaşması 1921", "treaty", "treaty-moscow-1921"),
        ("შალვა ელიავა", "Kişi", "agent-eliava"),
        ("Xatisyan, Aleksandr", f"{GUM}Agent", "agent-khatisian"),
    ],
)
def test_names_of_the_graph_are_matched(
    kg: KnowledgeGraph, text: str, kind: str | None, slug: str
) -> None:
    found = kg.match_name(text, kind=kind)[0]
    assert found.iri == GID + slug, found


def test_narrower_classes_are_found_as_well(kg: KnowledgeGraph) -> None:
    boundary = f"{GID}place-boundary-kars-1921"
    name = "Boundary described in the Treaty of Kars"
    assert kg.match_name(name, kind="Place")[0].iri == boundary
    assert kg.match_name(name, kind="gum:Boundary")[0].iri == boundary
    assert boundary not in {each.iri for each in kg.match_name(name, kind="Person")}


def test_vocabulary_is_found_only_where_it_is_asked_for(kg: KnowledgeGraph) -> None:
    assert not any(GUM in each.iri for each in kg.match_name("Treaty"))
    assert not any("/voc/" in each.iri for each in kg.match_name("Nakhchivan"))
    concepts = kg.match_name("Nakhchivan", kind=f"{SKOS}Concept")
    assert concepts[0].iri.endswith("/voc/subject.nakhchivan")


def test_names_of_another_time_are_told(kg: KnowledgeGraph) -> None:
    found = kg.match_name("Ленинакан", kind="Place")[0]
    assert found.iri == f"{GID}place-gyumri"
    assert "name of another time" in found.reasons
    assert "name of another time" not in kg.match_name("Ани", kind="Place")[0].reasons


def test_every_name_of_a_thing_leads_to_it(kg: KnowledgeGraph) -> None:
    names = (
        "SELECT ?thing ?name"
        " { ?thing a gum:Person ; skos:prefLabel|skos:altLabel ?name }"
    )
    for row in kg.select(names):
        found = kg.match_name(row.text("name") or "", kind="Person")
        assert row.text("thing") in {each.iri for each in found if each.score > 93}


@pytest.mark.parametrize("kind", ["Plcae", "", "gid:place-kars", "urn:nothing"])
def test_unknown_class_is_told_in_one_line(kg: KnowledgeGraph, kind: str) -> None:
    with pytest.raises(UnknownNameError, match="no class, or more than one") as caught:
        kg.match_name("Kars", kind=kind)
    assert "\n" not in str(caught.value)
    assert caught.value.nearest


@pytest.mark.parametrize("text", ["", "\ud800", "x" * 1_000_000, "\u0301" * 100_000])
def test_what_is_no_name_matches_nothing(kg: KnowledgeGraph, text: str) -> None:
    assert kg.match_name(text) == ()


def test_answers_do_not_depend_on_hashes() -> None:
    code = (
        "import gumru_kg; kg = gumru_kg.open_graph();"
        "names = ('Батум', 'Aleksandr', 'كارس', 'Nahçivan');"
        "print([kg.match_name(name) for name in names])"
    )
    answers = {
        subprocess.run(
            [sys.executable, "-X", "utf8", "-c", code],
            env={"PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(answers) == 1


def test_classes_of_a_foreign_graph_need_not_be_described(tmp_path: Path) -> None:
    file = tmp_path / "other.ttl"
    file.write_text(
        "@prefix x: <urn:x:> . @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> ."
        'x:kars a x:Town ; rdfs:label "Карс"@ru .'
        'x:river a x:River ; rdfs:label "Kars" .'
        'x:loose rdfs:label "Ղարս"@hy .',
        "utf-8",
    )
    kg = gumru_kg.open_graph(file)
    assert [each.iri for each in kg.match_name("Kars", kind="urn:x:Town")] == [
        "urn:x:kars"
    ]
    assert len(kg.match_name("Kars")) == 3
    with pytest.raises(UnknownNameError, match="no class"):
        kg.match_name("Kars", kind="Place")


def test_towns_of_a_gazetteer_are_ours_in_any_script(
    kg: KnowledgeGraph, shared: Path
) -> None:
    path = shared / "dhgraphs" / "whosonfirst_caucasus_places.geojson"
    right = wrong = meant = 0
    for feature in json.loads(path.read_text("utf-8"))["features"]:
        facts = feature["properties"]
        ours = TOWNS.get(facts["wof:concordances"].get("wd:id", ""))
        if facts["wof:placetype"] != "locality" or ours is None:
            continue
        for key, names in facts.items():
            for name in names if key.startswith("name:") else ():
                found = kg.match_name(name, kind="Place")
                meant += 1
                if found and found[0].is_sure:
                    is_right = found[0].iri == f"{GID}place-{ours}"
                    right, wrong = right + is_right, wrong + (not is_right)
    assert meant > 100
    assert right / (right + wrong) >= 0.97
    assert right / meant >= 0.7
