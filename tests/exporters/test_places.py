"""Places and time: what the files say, and who reads them."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any, Final
from xml.etree import ElementTree as ET

import pandas as pd
import pytest

import gumru_kg
from gumru_kg import open_graph
from gumru_kg.dataset import Dataset
from gumru_kg.errors import DataError
from gumru_kg.exporters import export
from gumru_kg.rdf_input import parse_quads
from tests.checkers import install_python
from tests.exporters.hostile import HOSTILE as WORSE

FORMATS: Final = ("lpf", "lp-tsv", "geojson", "kml")
KML: Final = "{http://www.opengis.net/kml/2.2}"
GID: Final = "https://w3id.org/gumru/id/"
HOSTILE: Final = r"""
@prefix geo: <http://www.opengis.net/ont/geosparql#> .
@prefix gum: <https://w3id.org/gumru/ont#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix schema: <https://schema.org/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix gv: <https://w3id.org/gumru/voc/> .
<urn:a/../b?c=%3Cd%3E> a gum:Place .
<urn:formula> a gum:Place ;
    skos:prefLabel "=cmd|' /C calc'!A0"@en , "two\nlines\t\u0007<b>&amp;"@tr ;
    skos:altLabel "one;two" ;
    schema:containedInPlace <urn:nowhere> ;
    geo:hasGeometry [ geo:asWKT "POINT(200 95)" ] ,
        [ geo:asWKT '''MULTIPOLYGON(
        ((0 0, 0 9, 9 9, 9 0, 0 0), (1 1, 2 1, 2 2, 1 1)),
        ((4 4, 5 4, 5 5, 4 4)))''' ] .
[] a gum:Place ; skos:prefLabel "nameless" .
<urn:name> a gum:Appellation ; skos:prefLabel "Dated" ;
    gum:appellationOf <urn:formula> ; gum:from "some day" ; gum:until "1900~" .
<urn:claim> a gum:Claim ; rdf:subject <urn:formula> ;
    rdf:predicate schema:containedInPlace ; rdf:object <urn:a> ;
    gum:verdict gv:verdict.attributed ; gum:stance gv:stance.asserts .
<urn:denial> a gum:Claim ; rdf:subject <urn:formula> ;
    rdf:predicate schema:containedInPlace ; rdf:object <urn:name> ;
    gum:verdict gv:verdict.attributed ; gum:stance gv:stance.denies .
<urn:a> skos:prefLabel "A" .
<urn:event> a gum:Event ; gum:tookPlaceAt <urn:formula> ; gum:date "never" .
"""


@pytest.fixture(scope="module")
def written() -> dict[str, bytes]:
    return {name: open_graph().export(name) for name in FORMATS}


@pytest.fixture(scope="module")
def lpf(written: dict[str, bytes]) -> dict[str, Any]:
    features = json.loads(written["lpf"])["features"]
    return {each["@id"].removeprefix(GID): each for each in features}


@pytest.fixture(scope="module")
def hostile() -> Dataset:
    return read_turtle(HOSTILE)


def read_turtle(text: str) -> Dataset:
    return Dataset(tuple(parse_quads(text.encode(), format="turtle", source="x.ttl")))


def parse_xml(content: bytes) -> ET.Element:
    return ET.fromstring(content)  # noqa: S314 - we have just written it


def count(pattern: str) -> int:
    query = f"SELECT (COUNT(*) AS ?n) WHERE {{ {{ {pattern} }} }}"
    [row] = open_graph().select(query).dicts()
    return int(str(row["n"]))


def test_every_place_is_in_every_format(written: dict[str, bytes]) -> None:
    places = count("SELECT DISTINCT ?p WHERE { ?p a/rdfs:subClassOf* gum:Place }")
    features = json.loads(written["geojson"])["features"]
    folder = parse_xml(written["kml"]).find(f"{KML}Document/{KML}Folder")
    assert len(json.loads(written["lpf"])["features"]) == places
    assert len(written["lp-tsv"].decode().splitlines()) == places + 1
    assert (
        sum(f["properties"]["kind"] in {"place", "boundary"} for f in features)
        == places
    )
    assert folder is not None
    assert len(folder.findall(f"{KML}Placemark")) == places


def test_a_preferred_name_has_no_end(written: dict[str, bytes]) -> None:
    ended = {
        (name["toponym"], name["lang"])
        for place in json.loads(written["lpf"])["features"]
        for name in place["names"]
        if any("end" in span for span in name.get("when", {}).get("timespans", ()))
    }
    assert {("Батум", "ru"), ("Leninakan", "tr"), ("Tbilisi", "en")} & ended == {
        ("Батум", "ru"),
        ("Leninakan", "tr"),
    }
    places = "?p a/rdfs:subClassOf* gum:Place ; skos:prefLabel ?name"
    query = f"SELECT (STR(?name) AS ?text) (LANG(?name) AS ?tag) {{ {places} }}"
    names = open_graph().select(query).dicts()
    assert not ended & {(str(each["text"]), str(each["tag"])) for each in names}


def test_a_name_has_its_years_and_who_says_so(lpf: dict[str, Any]) -> None:
    names = lpf["place-gyumri"]["names"]
    leninakan = next(
        n for n in names if n["toponym"] == "Leninakan" and n["lang"] == "en"
    )
    assert leninakan["when"] == {
        "timespans": [{"start": {"in": "1924"}, "end": {"in": "1990"}}]
    }
    assert [c["@id"] for c in leninakan["citations"]] == [
        f"{GID}source-wikipedia-ru-gyumri"
    ]
    gumry = next(n for n in names if n["toponym"] == "Gumry")
    assert gumry["when"]["timespans"] == [
        {"start": {"latest": "1837-12-31"}, "end": {"in": "1837"}}
    ]


def test_every_label_of_every_language_is_a_name(lpf: dict[str, Any]) -> None:
    labels = count(
        "SELECT DISTINCT ?p ?l WHERE { ?p a/rdfs:subClassOf* gum:Place ;"
        " skos:prefLabel|skos:altLabel ?l }"
    )
    names = {
        (iri, name["toponym"], name.get("lang"))
        for iri, feature in lpf.items()
        for name in feature["names"]
    }
    assert len(names) >= labels
    assert ("place-kars", "Կարս", "hy") in names


def test_matches_keep_what_was_verified_apart(lpf: dict[str, Any]) -> None:
    for kind in ("exactMatch", "closeMatch"):
        stored = count(f"?p a/rdfs:subClassOf* gum:Place ; skos:{kind} ?o")
        links = [
            link["identifier"]
            for feature in lpf.values()
            for link in feature.get("links", ())
            if link["type"] == kind
        ]
        assert len(links) == stored > 20
    gyumri = lpf["place-gyumri"]["links"]
    assert {"type": "exactMatch", "identifier": "wd:Q199500"} in gyumri


def test_the_file_says_how_to_cite_it(written: dict[str, bytes]) -> None:
    citation = json.loads(written["lpf"])["citation"]
    [item] = citation["citationItems"]
    assert item["itemData"]["title"].startswith("Treaty of Gümrü")
    assert item["itemData"]["version"] == gumru_kg.__version__


def test_a_place_says_when_something_happened_there(lpf: dict[str, Any]) -> None:
    spans = lpf["place-gyumri"]["when"]["timespans"]
    signing = {"start": {"in": "1920-12-02"}, "end": {"in": "1920-12-03"}}
    assert signing in spans
    assert "when" not in lpf["place-armenia-today"]


def test_a_boundary_names_its_stations_and_has_no_line(lpf: dict[str, Any]) -> None:
    boundary = lpf["place-boundary-gumru-1920"]
    assert boundary["geometry"] == {"type": "GeometryCollection", "geometries": []}
    stations = [each["relationTo"] for each in boundary["relations"]]
    assert len(stations) == count("?w gum:waypointOf gid:place-boundary-gumru-1920")
    assert stations[0] == f"{GID}place-karasu-mouth"
    assert all(each["citations"] for each in boundary["relations"])


def test_all_geometries_are_there_with_their_notes(written: dict[str, bytes]) -> None:
    features = json.loads(written["geojson"])["features"]
    located = {f["id"] for f in features if f["geometry"] and "?at=" not in f["id"]}
    assert len(located) == count("SELECT DISTINCT ?t WHERE { ?t geo:hasGeometry ?g }")
    kinds = {f["geometry"]["type"] for f in features if f["geometry"]}
    assert {"Point", "LineString", "Polygon", "MultiLineString"} <= kinds
    waypoint = next(f for f in features if f["id"] == f"{GID}waypoint-gumru-1920-01")
    assert waypoint["properties"]["order"] == 1
    assert "for orientation only" in waypoint["properties"]["geometry_note"][0]


def test_events_stand_in_time_and_place(written: dict[str, bytes]) -> None:
    features = json.loads(written["geojson"])["features"]
    events = [f for f in features if f["properties"]["kind"] == "event"]
    assert len(events) == count("?event gum:tookPlaceAt ?place")
    signing = next(f for f in events if "event-gumru-signing?" in f["id"])
    assert signing["properties"]["date"] == "1920-12-02/1920-12-03"
    assert signing["properties"]["disputed"] is True
    assert signing["when"]["certainty"] == "less-certain"
    assert signing["geometry"] == {"type": "Point", "coordinates": [43.84749, 40.78943]}
    document = parse_xml(written["kml"])
    begins = [each.text for each in document.iter(f"{KML}begin")]
    assert begins.count("1920-12-02") >= 1
    assert len(list(document.iter(f"{KML}TimeSpan"))) > len(events) / 2


def test_pandas_reads_the_table_without_quotes(written: dict[str, bytes]) -> None:
    table = pd.read_csv(
        io.BytesIO(written["lp-tsv"]),
        sep="\t",
        quoting=csv.QUOTE_NONE,
        dtype=str,
        keep_default_na=False,
    )
    needed = table[["id", "title", "title_source", "fclasses"]]
    assert (needed != "").all().all()
    assert table["id"].is_unique
    dates = table["start"][table["start"] != ""]
    assert dates.str.fullmatch(r"\d{4}-\d\d-\d\d").all()
    assert len(dates) > len(table) / 2
    ended = table[table["end"] != ""]
    assert (ended["start"] <= ended["end"]).all()


def test_a_row_is_a_place_and_no_cell_breaks_it(written: dict[str, bytes]) -> None:
    lines = written["lp-tsv"].decode().splitlines()
    head, *rows = (line.split("\t") for line in lines)
    assert {len(row) for row in rows} == {len(head)}
    kars = dict(zip(head, next(r for r in rows if r[0] == "place-kars"), strict=True))
    assert (kars["lon"], kars["lat"]) == ("43.09746", "40.60846")
    assert "Կարս@hy" in kars["variants"].split(";")
    assert kars["parent_id"] == f"{GID}place-turkiye-today"
    cildir = next(r for r in rows if r[0] == "place-lake-cildir")
    assert cildir[head.index("geowkt")].startswith("POLYGON")


@pytest.mark.parametrize("name", FORMATS)
def test_hostile_graph_is_written_without_harm(hostile: Dataset, name: str) -> None:
    text = export(hostile, name).decode()
    assert "\x07" not in text
    assert "nameless" in text


@pytest.mark.parametrize("name", FORMATS)
def test_ill_formed_graph_is_written_without_a_fault(name: str) -> None:
    assert b"x.example" not in export(WORSE, name)
    assert b"etc/passwd" in export(WORSE, name)


def test_hostile_texts_stay_texts(hostile: Dataset) -> None:
    lpf = json.loads(export(hostile, "lpf"))["features"]
    place = next(f for f in lpf if f["@id"] == "urn:formula")
    assert {"toponym": "two lines \ufffd<b>&amp;", "lang": "tr"} in place["names"]
    assert "'=cmd|' /C calc'!A0" in export(hostile, "lp-tsv").decode().split("\t")
    assert parse_xml(export(hostile, "kml")) is not None


def test_only_attributed_is_uncertain_and_denied_is_absent(hostile: Dataset) -> None:
    lpf = json.loads(export(hostile, "lpf"))["features"]
    place = next(f for f in lpf if f["@id"] == "urn:formula")
    found = {each["relationTo"]: each.get("certainty") for each in place["relations"]}
    assert found == {"urn:nowhere": None, "urn:a": "uncertain"}
    geojson = json.loads(export(hostile, "geojson"))["features"]
    place = next(f for f in geojson if f["id"] == "urn:formula")
    assert place["properties"]["part_of"] == ["urn:nowhere"]


def test_rings_turn_as_geojson_wants_and_bad_geometry_is_left_out(
    hostile: Dataset,
) -> None:
    features = json.loads(export(hostile, "geojson"))["features"]
    geometry = next(f for f in features if f["id"] == "urn:formula")["geometry"]
    outer, hole = geometry["coordinates"][0]
    assert geometry["type"] == "MultiPolygon"
    assert outer == [[0, 0], [9, 0], [9, 9], [0, 9], [0, 0]]
    assert hole == [[1, 1], [2, 2], [2, 1], [1, 1]]
    assert len(geometry["coordinates"][1]) == 1


def test_graph_without_places_is_an_empty_file_or_one_line() -> None:
    empty = Dataset(())
    assert json.loads(export(empty, "geojson"))["features"] == []
    assert export(empty, "lp-tsv").count(b"\n") == 1
    assert parse_xml(export(empty, "kml")).find(f"{KML}Document") is not None
    with pytest.raises(DataError, match="no gum:Place"):
        export(empty, "lpf")


@pytest.mark.parametrize("name", FORMATS)
def test_bytes_do_not_depend_on_the_hash_seed(
    written: dict[str, bytes], name: str
) -> None:
    code = (
        "import sys; from gumru_kg import open_graph;"
        f" sys.stdout.buffer.write(open_graph().export({name!r}))"
    )
    environment = {**os.environ, "PYTHONHASHSEED": "4711"}
    ran = subprocess.run(
        (sys.executable, "-c", code), env=environment, capture_output=True, check=True
    )
    assert ran.stdout == written[name]


# --- Programs of others ------------------------------------------------------


def run(python: Path, code: str, *arguments: Path) -> str:
    ran = subprocess.run(
        (python, "-W", "ignore", "-c", code, *arguments),
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr[-2000:]
    return ran.stdout


@pytest.fixture(scope="module")
def folder(written: dict[str, bytes], tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("places")
    for name, content in written.items():
        (made / f"gumru.{name}").write_bytes(content)
    return made


VALIDATE_LPF: Final = """
import json, sys
from jsonschema import Draft7Validator, RefResolver
from pathlib import Path
schemas, file = map(Path, sys.argv[1:])
read = lambda name: json.loads((schemas / name).read_text("utf-8"))
collection = json.loads(file.read_text("utf-8"))
newer, older = read("lpf_v2.0.jsonld"), read("schema_lpf_v1.2.2.json")
store = {"https://whgazetteer.org/schema/csl-citation.json": read("csl-citation.json")}
resolver = RefResolver.from_schema(newer, store=store)
problems = list(Draft7Validator(newer, resolver=resolver).iter_errors(collection))
for feature in collection["features"]:
    problems += Draft7Validator(older).iter_errors(feature)
for problem in problems:
    print(*problem.absolute_path, problem.message[:200])
"""


@pytest.mark.slow
@pytest.mark.parametrize("graph", ["shipped", "hostile", "worse"])
def test_both_schemas_of_the_gazetteer_accept_lpf(
    folder: Path, shared: Path, hostile: Dataset, graph: str
) -> None:
    python = install_python("jsonschema==4.25.1") / "python"
    file = folder / "gumru.lpf"
    if graph != "shipped":
        file = folder / f"{graph}.lpf"
        file.write_bytes(export(hostile if graph == "hostile" else WORSE, "lpf"))
    schemas = shared / "integration" / "schemas" / "lpf"
    assert run(python, VALIDATE_LPF, schemas, file) == ""


READ_MAPS: Final = """
import sys, geopandas
for file in sys.argv[1:]:
    frame = geopandas.read_file(file)
    print(len(frame), frame.geometry.is_valid.sum(), frame.geometry.is_empty.sum(),
          *frame.total_bounds.round(1), frame.crs.to_epsg())
"""


@pytest.mark.slow
def test_geopandas_reads_lpf_and_geojson(folder: Path) -> None:
    python = install_python("geopandas==1.2.0", "pyogrio==0.13.0") / "python"
    lpf, geojson = folder / "gumru.lpf", folder / "gumru.geojson"
    lines = run(python, READ_MAPS, lpf, geojson).splitlines()
    for line, file in zip(lines, (lpf, geojson), strict=True):
        features = json.loads(file.read_bytes())["features"]
        assert int(line.split()[0]) == len(features)
        west, south, east, north = map(float, line.split()[3:7])
        assert 20 < west < 42 < east < 60
        assert 35 < south < 40 < north < 60
        assert line.split()[7] == "4326"


@pytest.mark.slow
def test_gdal_and_fastkml_read_kml_and_the_schema_of_ogc_accepts_it(
    folder: Path, hostile: Dataset
) -> None:
    code = """
import sys, pyogrio
from pathlib import Path
from fastkml import KML
from fastkml.validator import validate
for file in map(Path, sys.argv[1:]):
    assert validate(file_to_validate=file)
    document = KML.parse(file).features[0]
    layers = pyogrio.list_layers(file)[:, 0]
    for layer, folder in zip(layers, document.features, strict=True):
        assert layer == folder.name
        print(len(folder.features), pyogrio.read_info(file, layer=layer)["features"])
"""
    packages = ("fastkml==1.4.0", "lxml==6.0.2", "pyogrio==0.13.0")
    python = install_python(*packages) / "python"
    odd = folder / "hostile.kml"
    odd.write_bytes(export(hostile, "kml"))
    lines = run(python, code, folder / "gumru.kml", odd).splitlines()
    assert len(lines) > 8
    assert all(line.split()[0] == line.split()[1] for line in lines)


@pytest.mark.slow
def test_pyld_expands_lpf_with_its_context(folder: Path, shared: Path) -> None:
    from pyld import jsonld

    name = "linkedplaces-context-v1.1.jsonld"
    context = json.loads((shared / "integration/schemas/contexts" / name).read_bytes())

    def load(url: str, options: object) -> dict[str, Any]:
        assert url.endswith(name), options
        return {
            "contentType": "application/ld+json",
            "contextUrl": None,
            "documentUrl": url,
            "document": context,
        }

    document = json.loads((folder / "gumru.lpf").read_bytes())
    dataset = jsonld.to_rdf(document, {"documentLoader": load})
    toponyms = [
        triple["object"]["value"]
        for triple in dataset["@default"]
        if triple["predicate"]["value"].endswith("toponym")
    ]
    names = sum(len(each["names"]) for each in document["features"])
    assert len(toponyms) == names
    assert "Leninakan" in toponyms
