"""Nothing goes to Wikidata that two independent groups of sources do not carry."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Final

import pyoxigraph as ox
import pytest

from gumru_kg import open_graph
from gumru_kg.dataset import Dataset, load_dataset
from gumru_kg.exporters import export
from gumru_kg.exporters.wikidata.comparison import compare_with_wikidata, list_new
from gumru_kg.exporters.wikidata.quickstatements import write_commands
from gumru_kg.exporters.wikidata.statements import OBSTACLES, list_statements
from gumru_kg.things import Things
from tests.checkers import install_python
from tests.exporters.hostile import EMPTY, HOSTILE
from tests.exporters.programs import run_python

GUMRU: Final = Path(sys.executable).parent / "gumru"
CLIENT: Final = ("quickstatements-client==0.1.2",)
# Each line as an object of its model, written again.
ROUND_TRIP: Final = """
import datetime, json, sys
from quickstatements_client import DateLine, EntityLine, TextQualifier, render_lines
lines = []
for text in open(sys.argv[1], encoding="utf-8").read().splitlines():
    subject, predicate, target, name, url = text.split("\\t")
    words = {"subject": subject, "predicate": predicate,
             "qualifiers": [TextQualifier(predicate=name, target=url.strip('"'))]}
    if target.startswith("Q"):
        lines.append(EntityLine(target=target, **words))
        continue
    day, precision = target[1:].split("/")
    found = [max(1, int(part)) for part in day[:10].split("-")]
    date = datetime.date(*found)
    lines.append(DateLine(target=date, precision=int(precision), **words))
again = render_lines(lines, sep="\\t", newline="\\n")
json.dump(again + "\\n" * bool(lines), sys.stdout)
"""
# A person of whom a real extract of Wikidata is at hand, said to be born by sources.
PERSON: Final = """
PREFIX edtf: <http://id.loc.gov/datatypes/edtf/>
PREFIX gum: <https://w3id.org/gumru/ont#>
PREFIX gv: <https://w3id.org/gumru/voc/>
PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
PREFIX schema: <https://schema.org/>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX e: <http://example.org/>
e:person a gum:Person ; skos:exactMatch <http://www.wikidata.org/entity/Q182397> ;
    gum:born "DATE"^^edtf:EDTF .
e:one a gum:Source ; gum:group e:first ; schema:url <http://example.org/a|"b> ;
    gum:perspective gv:perspective.international .
e:two a gum:Source ; gum:group e:GROUP ; schema:url <http://example.org/2> ;
    gum:perspective gv:perspective.KIND .
e:claim1 a gum:Claim ; rdf:subject e:person ; rdf:predicate gum:born ;
    rdf:object "DATE"^^edtf:EDTF ; gum:source e:one ; gum:stance gv:stance.asserts ;
    gum:verdict gv:verdict.accepted .
e:claim2 a gum:Claim ; rdf:subject e:person ; rdf:predicate gum:born ;
    rdf:object "DATE"^^edtf:EDTF ; gum:source e:two ; gum:stance gv:stance.asserts ;
    gum:verdict gv:verdict.accepted .
"""
RIVAL: Final = """
e:claim3 a gum:Claim ; rdf:subject e:person ; rdf:predicate gum:born ;
    rdf:object "1901"^^edtf:EDTF ; gum:source e:two ; gum:stance gv:stance.STANCE ;
    gum:verdict gv:verdict.attributed .
"""


def make_person(
    *,
    date: str = "1964-05-15",
    group: str = "second",
    kind: str = "international",
    rival: str = "",
) -> Dataset:
    text = PERSON.replace("DATE", date).replace("GROUP", group).replace("KIND", kind)
    if rival:
        text += RIVAL.replace("STANCE", rival)
    quads = ox.parse(text.encode(), format=ox.RdfFormat.TURTLE, lenient=True)
    return Dataset(tuple(quads))


def find_obstacles(graph: Dataset) -> tuple[str, ...]:
    [statement] = list_statements(Things(graph))
    return statement.obstacles


def test_what_can_go_is_carried_by_two_groups_and_has_references(
    shipped: Dataset,
) -> None:
    lines = export(shipped, "quickstatements").decode().splitlines()
    form = re.compile(r'Q\d+\tP(?:585|569|19|1891)\t\S+\tS854\t"https?://[^\s"|]+"')
    assert all(form.fullmatch(line) for line in lines)
    assert {line.split("\t")[0] for line in lines} == {"Q193258"}
    addresses = {line.split("\t")[4].strip('"') for line in lines}
    carried = open_graph().select(
        "SELECT ?url ?group WHERE { ?c rdf:subject gid:event-lausanne-signing ; "
        "rdf:predicate gum:date ; gum:verdict gv:verdict.accepted ; gum:source ?s . "
        "?s schema:url ?url ; gum:group ?group }"
    )
    found = {
        str(row["url"]).strip("<>"): str(row["group"])
        for row in carried
        if row["url"] is not None
    }
    assert addresses == set(found)
    assert len(set(found.values())) >= 2


def test_every_fact_that_cannot_go_says_why(shipped: Dataset) -> None:
    statements = list_statements(Things(shipped))
    assert len(statements) > 100
    assert {key for each in statements for key in each.obstacles} <= set(OBSTACLES)
    [night] = [
        each
        for each in statements
        if each.subject.endswith("/treaty-gumru-1920") and each.property == "P585"
    ]
    assert night.fact == "1920-12-02/1920-12-03"
    assert night.obstacles == ("no-item", "vague-date", "sources-differ")
    dates = open_graph().select(
        "SELECT DISTINCT ?t ?d WHERE { ?t a gum:Treaty ; gum:signing/gum:date ?d }"
    )
    treaties = [each for each in statements if "/treaty-" in each.subject]
    found = {(each.subject, each.fact) for each in treaties if each.property == "P585"}
    assert len(found) == len(list(dates))


@pytest.mark.parametrize(
    ("graph", "obstacles"),
    [
        (make_person(), ()),
        (make_person(group="first"), ("one-group",)),
        (make_person(kind="collaborative"), ("one-group",)),
        (make_person(date="1964~"), ("vague-date",)),
        (make_person(rival="reports"), ("sources-differ",)),
        (make_person(rival="denies"), ()),
    ],
)
def test_obstacles_are_found(graph: Dataset, obstacles: tuple[str, ...]) -> None:
    assert find_obstacles(graph) == obstacles


@pytest.mark.parametrize(
    ("date", "value"),
    [
        ("1964-05-15", "+1964-05-15T00:00:00Z/11"),
        ("1964-05", "+1964-05-00T00:00:00Z/10"),
        ("1964", "+1964-00-00T00:00:00Z/9"),
    ],
)
def test_precision_is_that_of_the_date(date: str, value: str) -> None:
    lines = export(make_person(date=date), "quickstatements").decode().splitlines()
    assert [line.split("\t")[:3] for line in lines] == [["Q182397", "P569", value]] * 2
    assert lines[1].endswith('\t"http://example.org/a%7C%22b"')


@pytest.mark.parametrize(
    ("date", "standing", "commands"),
    [("1964-05-15", "there", 0), ("1964", "other", 0), ("1964-05-16", "other", 0)],
)
def test_real_extract_tells_what_is_there(
    date: str, standing: str, commands: int, shared: Path
) -> None:
    extract = load_dataset(shared / "dhgraphs" / "wikidata_Q182397.ttl")
    [found] = compare_with_wikidata(make_person(date=date), extract)
    assert (found.standing, found.values) == (standing, ("+1964-05-15T00:00:00Z/11",))
    assert len(write_commands(list_new([found])).splitlines()) == commands


def test_extract_without_the_property_or_the_item_leaves_the_commands(
    shared: Path, shipped: Dataset
) -> None:
    extract = load_dataset(shared / "dhgraphs" / "wikidata_Q182397.ttl")
    birth = ox.NamedNode("http://www.wikidata.org/prop/P569")
    rest = Dataset(tuple(quad for quad in extract if quad.predicate != birth))
    [found] = compare_with_wikidata(make_person(), rest)
    assert found.standing == "new"
    assert len(write_commands(list_new([found])).splitlines()) == 2
    standings = {each.standing for each in compare_with_wikidata(shipped, extract)}
    assert standings == {"unknown"}


def test_properties_stand_in_files_of_evidence(shared: Path) -> None:
    terms = (shared / "design" / "terms.tsv").read_text("utf-8").splitlines()
    verified = {
        line.split("\t")[0].removeprefix("wdt:")
        for line in terms
        if line.startswith("wdt:") and line.endswith("\tyes")
    }
    real = (shared / "dhgraphs" / "wikidata_Q182397.ttl").read_text("utf-8")
    labels = dict(
        re.findall(r'wd:(P\d+) a wikibase:Property ;\s+rdfs:label "([^"]*)"@en', real)
    )
    assert {"P585", "P1891"} <= verified
    assert (labels["P569"], labels["P19"]) == ("date of birth", "place of birth")
    assert labels["P854"] == "reference URL"


def test_graph_with_nothing_for_wikidata_gives_no_command() -> None:
    assert export(EMPTY, "quickstatements") == b""
    assert export(HOSTILE, "quickstatements") == b""


def test_command_reports_and_writes_what_is_left(
    tmp_path: Path, checkout: Path
) -> None:
    words = [str(GUMRU), "wikidata", "-o", "left.tsv"]
    done = subprocess.run(words, cwd=tmp_path, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()
    lines = done.stdout.decode().splitlines()
    assert re.fullmatch(r"\d+ facts have .*; 1 can go there\.", lines[0])
    assert any(line.endswith(OBSTACLES["no-item"]) for line in lines)
    page = (checkout / "docs" / "texts.md").read_text("utf-8")
    assert f"$ gumru wikidata\n{done.stdout.decode()}```" in page
    assert (tmp_path / "left.tsv").read_bytes() == open_graph().export(
        "quickstatements"
    )
    words = [str(GUMRU), "wikidata", "--json"]
    done = subprocess.run(words, cwd=tmp_path, capture_output=True, check=True)
    assert {each["standing"] for each in json.loads(done.stdout)} == {"unknown"}


def test_extract_that_cannot_be_read_is_refused_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "bad.ttl").write_text("this is no Turtle", "utf-8")
    for name in ("bad.ttl", "missing.ttl"):
        words = [str(GUMRU), "wikidata", "--extract", name]
        done = subprocess.run(words, cwd=tmp_path, capture_output=True, check=False)
        assert done.returncode == 3
        assert len(done.stderr.decode().splitlines()) == 1
        assert name in done.stderr.decode()


@pytest.mark.slow
def test_model_of_the_client_takes_every_line(shipped: Dataset, tmp_path: Path) -> None:
    file = tmp_path / "statements.tsv"
    for graph in (shipped, make_person(), make_person(date="1964-05"), EMPTY):
        file.write_bytes(export(graph, "quickstatements"))
        again = run_python(install_python(*CLIENT), ROUND_TRIP, file)
        assert again == file.read_text("utf-8")
