"""The graph as a data set: its metadata are true, and accepted by those who check."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from importlib.metadata import metadata
from pathlib import Path
from typing import Any, Final

import pyoxigraph as ox
import pytest
import rdflib
from pyld import jsonld

from gumru_kg import open_graph
from gumru_kg.dataset import Dataset
from gumru_kg.errors import DataError
from gumru_kg.exporters import export, export_files
from gumru_kg.namespaces import XSD
from tests.checkers import find_program, install_python
from tests.exporters.constraints import SCHEMA, Constraints
from tests.exporters.hostile import EMPTY, HOSTILE
from tests.exporters.programs import run_python
from tests.exporters.tabular import parse

GUMRU: Final = Path(sys.executable).parent / "gumru"
NAMES: Final = ("rocrate", "dcat", "schema-dataset", "datacite", "datapackage")
FRICTIONLESS: Final = ("frictionless==5.21.0",)
ROC_VALIDATOR: Final = ("roc-validator==0.13.0",)
ROCRATE: Final = ("rocrate==0.16.0",)
CRATE_CONTEXT: Final = "https://w3id.org/ro/crate/1.2/context"
IRI: Final = "https://w3id.org/gumru/data"
VOID: Final = rdflib.Namespace("http://rdfs.org/ns/void#")
READ_CRATE: Final = """
import json, sys
from pathlib import Path
from rocrate.rocrate import ROCrate
crate = ROCrate(sys.argv[1])
root = crate.root_dataset
json.dump({
    "name": root["name"], "date": str(root["datePublished"])[:10],
    "license": root["license"].id, "author": root["author"]["name"],
    "files": {each.id: int(each["contentSize"]) for each in crate.data_entities
        if each.type == "File"},
    "on disk": {str(file.relative_to(sys.argv[1])): file.stat().st_size
        for file in Path(sys.argv[1]).rglob("*") if file.is_file()},
}, sys.stdout)
"""
VALIDATE: Final = """
import json, sys, pyshacl
conforms, _, report = pyshacl.validate(sys.argv[2], shacl_graph=sys.argv[1])
json.dump([conforms, "description" in report], sys.stdout)
"""
NASTY: Final = r"""
<urn:x:data> a <http://www.w3.org/ns/dcat#Dataset> ;
    dcterms:title "A ]]> & <b>\u0007\uFFFE title\n" , "</title>"@en ;
    dcterms:description "Not less than fifty signs \u0000, so that it is long enough." ;
    dcterms:creator "Doe, \"Jane\" \u0001" , [] ;
    dcterms:issued "2026-12-01"^^xsd:date ;
    dcterms:license <urn:x:%3C%22> .
"""


@pytest.fixture(scope="module")
def header(shipped: Dataset) -> dict[str, list[str]]:
    """What the graph says of itself, by property."""
    found: dict[str, list[str]] = {}
    for quad in shipped:
        if str(quad.subject) == f"<{IRI}>" and hasattr(quad.object, "value"):
            found.setdefault(quad.predicate.value, []).append(quad.object.value)
    return found


@pytest.fixture(scope="module")
def dcat(shipped: Dataset) -> rdflib.Graph:
    return rdflib.Graph().parse(data=export(shipped, "dcat"), format="turtle")


def write(files: dict[str, bytes], folder: Path) -> Path:
    for name, content in files.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_bytes(content)
    return folder


def test_void_counts_are_those_of_sparql(shipped: Dataset, dcat: rdflib.Graph) -> None:
    kg = open_graph(shipped)
    data = rdflib.URIRef(IRI)
    assert dcat.value(data, VOID.triples) == rdflib.Literal(len(shipped))
    counted: dict[str, tuple[int, ...]] = {}
    for part in dcat.objects(data, VOID.classPartition):
        name = str(dcat.value(part, VOID["class"]))
        counted[name] = (int(str(dcat.value(part, VOID.entities))),)
    for part in dcat.objects(data, VOID.propertyPartition):
        counted[str(dcat.value(part, VOID.property))] = tuple(
            int(str(dcat.value(part, VOID[each])))
            for each in ("triples", "distinctSubjects", "distinctObjects")
        )
    asked: dict[str, tuple[int, ...]] = {}
    for row in kg.select("SELECT ?c (COUNT(*) AS ?n) { ?s a ?c } GROUP BY ?c"):
        asked[str(row.text("c"))] = (int(row.text("n") or 0),)
    query = """SELECT ?p (COUNT(*) AS ?n) (COUNT(DISTINCT ?s) AS ?m)
      (COUNT(DISTINCT ?o) AS ?k) { ?s ?p ?o } GROUP BY ?p"""
    for row in kg.select(query):
        numbers = tuple(int(row.text(each) or 0) for each in "nmk")
        asked[str(row.text("p"))] = numbers
    assert counted == asked
    assert len(counted) > 150


def test_dcat_conforms_to_the_shapes_of_dcat_ap(
    dcat: rdflib.Graph, shared: Path, tmp_path: Path
) -> None:
    shapes = shared / "integration" / "schemas" / "dcatap" / "dcat-ap-SHACL.ttl"
    whole, broken = tmp_path / "whole.ttl", tmp_path / "broken.ttl"
    dcat.serialize(whole)
    part = rdflib.Graph()
    part += (each for each in dcat if each[1] != rdflib.DCTERMS.description)
    part.serialize(broken)
    for file, report in ((whole, [True, False]), (broken, [False, True])):
        programs = Path(sys.executable).parent
        assert run_python(programs, VALIDATE, shapes, file) == report


def test_search_engines_find_what_they_demand(
    shipped: Dataset, header: dict[str, list[str]]
) -> None:
    [described] = jsonld.expand(json.loads(export(shipped, "schema-dataset")))
    said = {
        name.removeprefix(SCHEMA): [each.get("@value") for each in values]
        for name, values in described.items()
        if not name.startswith("@")
    }
    assert described["@type"] == [f"{SCHEMA}Dataset"]
    assert set(said["name"]) < set(header["http://purl.org/dc/terms/title"])
    assert 50 <= len(said["description"][0]) <= 5000
    assert said["version"] == [metadata("gumru-kg")["Version"]]
    assert said["datePublished"] == header["http://purl.org/dc/terms/issued"]
    assert {"license", "creator", "keywords", "temporalCoverage"} < set(said)
    # What nobody has said yet.
    assert not {"publisher", "identifier", "distribution", "url"} & set(said)


def test_schema_dataset_breaks_no_domain_or_range(
    shipped: Dataset, constraints: Constraints
) -> None:
    content = export(shipped, "schema-dataset")
    triples = ox.serialize(
        (quad.triple for quad in ox.parse(content, format=ox.RdfFormat.JSON_LD)),
        format=ox.RdfFormat.N_TRIPLES,
    )
    graph = rdflib.Graph().parse(data=triples, format="nt")
    assert constraints.find_breaches(graph) == []


def test_period_is_that_of_the_events(shipped: Dataset) -> None:
    kg = open_graph(shipped)
    days = []
    for name, order in (("earliest", "?day"), ("latest", "DESC(?day)")):
        [row] = kg.select(
            f"SELECT ?day {{ ?event a/rdfs:subClassOf* gum:Event ; gum:{name} ?day }} "
            f"ORDER BY {order} LIMIT 1"
        )
        days.append(row.text("day") or "")
    period = "/".join(days)
    described = json.loads(export(shipped, "schema-dataset"))
    assert described["temporalCoverage"] == period
    assert f">{period}</date>".encode() in export(shipped, "datacite")


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("data", [EMPTY, HOSTILE], ids=["empty", "hostile"])
def test_graph_that_says_nothing_of_itself_is_told_what_to_say(
    name: str, data: Dataset
) -> None:
    with pytest.raises(DataError) as caught:
        export_files(data, name)
    [line] = str(caught.value).splitlines()
    assert f"{name} needs what it does not say of itself" in line
    assert "dcterms:title" in line
    assert line.endswith("(--file GRAPH --file ABOUT)")


def test_too_short_a_description_is_told() -> None:
    data = parse(NASTY.replace(", so that it is long enough.", ""))
    with pytest.raises(DataError, match="has 27 signs; search engines take 50 to 5000"):
        export(data, "schema-dataset")


@pytest.mark.parametrize("name", NAMES)
def test_what_a_graph_lacks_may_stand_in_a_file_of_its_own(
    name: str, tmp_path: Path
) -> None:
    (tmp_path / "graph.ttl").write_text("<urn:a> <urn:p> [ <urn:q> 1 ] .", "utf-8")
    about = NASTY.replace("dcterms:", "dct:").replace("xsd:date", f"<{XSD}date>")
    head = "@prefix dct: <http://purl.org/dc/terms/> .\n"
    (tmp_path / "about.ttl").write_text(head + about, "utf-8")
    written = []
    for seed in ("1", "2"):
        target = tmp_path / f"out-{seed}"
        files = ("--file", "graph.ttl", "--file", "about.ttl")
        subprocess.run(
            (GUMRU, "export", name, *files, "-o", target),
            check=True,
            cwd=tmp_path,
            env={**os.environ, "PYTHONHASHSEED": seed},
        )
        found = sorted(target.rglob("*.*")) if target.is_dir() else [target]
        written.append({file.name: file.read_bytes() for file in found})
    assert written[0]
    # In two processes, with another order of sets.
    assert len({str(sorted(each.values())) for each in written}) == 1


def test_creators_are_persons_where_the_graph_says_so() -> None:
    data = parse(
        NASTY.replace('"Doe, \\"Jane\\" \\u0001" , []', '"A group" , <urn:x:jane>')
        + "<urn:x:jane> a <http://xmlns.com/foaf/0.1/Person> ; "
        '<http://xmlns.com/foaf/0.1/name> "Jane Doe" .'
    )
    described = json.loads(export(data, "schema-dataset"))
    assert described["creator"] == [
        {"@type": "Organization", "name": "A group"},
        {"@type": "Person", "@id": "urn:x:jane", "name": "Jane Doe"},
    ]
    assert b'nameType="Personal">Jane Doe<' in export(data, "datacite")


def test_texts_that_mean_no_good_break_nothing() -> None:
    data = parse(NASTY)
    graph = rdflib.Graph().parse(data=export(data, "dcat"), format="turtle")
    titles = {str(each) for each in graph.objects(None, rdflib.DCTERMS.title)}
    assert titles == {"A ]]> & <b>\x07\ufffe title\n", "</title>"}
    assert b"<b>" not in export(data, "datacite")
    assert json.loads(export(data, "schema-dataset"))["name"] == "</title>"


@pytest.mark.parametrize("turtle", [None, NASTY], ids=["shipped", "hostile"])
def test_datacite_is_valid_by_its_schema(
    turtle: str | None, shipped: Dataset, shared: Path, tmp_path: Path
) -> None:
    schema = shared / "integration" / "schemas" / "datacite" / "kernel-4.7"
    data = parse(turtle) if turtle else shipped
    content = export(data, "datacite")
    assert b'<identifier identifierType="DOI">:tba</identifier>' in content
    lint = find_program("xmllint", package="libxml2-utils")
    # The second lacks what the schema demands.
    for number, text in enumerate(
        (content, content.replace(b"<publisher>:tba</publisher>", b""))
    ):
        file = tmp_path / f"{number}.xml"
        file.write_bytes(text)
        done = subprocess.run(
            (lint, "--noout", "--nonet", "--schema", schema / "metadata.xsd", file),
            check=False,
            capture_output=True,
        )
        assert (done.returncode == 0) is (number == 0), done.stderr


def test_crate_holds_the_graph_as_turtle_has_it(shipped: Dataset) -> None:
    files = export_files(shipped, "rocrate")
    assert files["gumru-kg.ttl"] == export(shipped, "turtle")
    tables = export_files(shipped, "csv")
    assert {f"tables/{name}": each for name, each in tables.items()}.items() < (
        files.items()
    )


# --- Programs of others -----------------------------------------------------------


@pytest.mark.slow
def test_frictionless_finds_the_package_valid_and_a_changed_byte(
    shipped: Dataset, tmp_path: Path
) -> None:
    programs = install_python(*FRICTIONLESS)
    write(export_files(shipped, "datapackage"), tmp_path)

    def validate() -> Any:  # noqa: ANN401 - JSON
        done = subprocess.run(
            (programs / "frictionless", "validate", "--json", "datapackage.json"),
            check=False,
            cwd=tmp_path,
            capture_output=True,
        )
        return json.loads(done.stdout)

    report = validate()
    assert report["valid"], report["stats"]
    rows = {task["name"]: task["stats"]["rows"] for task in report["tasks"]}
    assert rows["claims"] == sum(
        "gumru/ont#Claim>" in str(quad.object) and "#type>" in str(quad.predicate)
        for quad in shipped
    )
    treaties = tmp_path / "treaties.csv"
    treaties.write_bytes(treaties.read_bytes().replace(b"1920-12-02", b"1920-13-02"))
    assert not validate()["valid"]


@pytest.fixture
def crate(shipped: Dataset, tmp_path: Path) -> Path:
    folder = tmp_path / "crate"
    folder.mkdir()
    return write(export_files(shipped, "rocrate"), folder)


@pytest.mark.slow
def test_crate_passes_all_that_is_required(
    crate: Path, shared: Path, tmp_path: Path
) -> None:
    programs = install_python(*ROC_VALIDATOR)
    kit = shared / "integration"
    context = kit / "schemas" / "contexts" / "ro-crate-1.2-context.json"
    cache = tmp_path / "cache"
    # Nothing is fetched: the context is put where the validator looks for it.
    seed = kit / "scripts" / "seed_roc_cache.py"
    subprocess.run(
        (programs / "python", seed, cache, f"{CRATE_CONTEXT}={context}"), check=True
    )
    options = ("--offline", "--cache-path", cache, "-p", "ro-crate-1.2", "--no-paging")

    def validate() -> Any:  # noqa: ANN401 - JSON
        report = tmp_path / "report.json"
        subprocess.run(
            (
                *(programs / "rocrate-validator", "-y", "validate", *options),
                *("-l", "required", "-f", "json", "-o", report, crate),
            ),
            check=False,
            capture_output=True,
        )
        return json.loads(report.read_text("utf-8"))

    report = validate()
    assert report["passed"], report["issues"]
    file = crate / "ro-crate-metadata.json"
    file.write_text(file.read_text("utf-8").replace("datePublished", "dateModified"))
    assert not validate()["passed"]


@pytest.mark.slow
def test_library_of_crates_reads_the_crate(
    crate: Path, header: dict[str, list[str]]
) -> None:
    found = run_python(install_python(*ROCRATE), READ_CRATE, crate)
    terms = "http://purl.org/dc/terms/"
    assert found["name"] in header[f"{terms}title"]
    assert [found["date"]] == header[f"{terms}issued"]
    assert [found["license"]] == header[f"{terms}license"]
    assert [found["author"]] == header[f"{terms}creator"]
    del found["on disk"]["ro-crate-metadata.json"]
    assert found["files"] == found["on disk"]
