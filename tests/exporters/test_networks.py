"""Networks: what they hold, and who reads them."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import Any, Final
from xml.etree import ElementTree as ET

import networkx as nx
import pytest

from gumru_kg import open_graph
from gumru_kg.dataset import Dataset
from gumru_kg.exporters import export, export_files
from gumru_kg.namespaces import expand
from gumru_kg.rdf_input import parse_quads
from gumru_kg.results import Solutions
from tests.checkers import find_program, install_node, install_python
from tests.exporters.hostile import EMPTY, HOSTILE
from tests.exporters.programs import run_python

FILES: Final = ("gexf", "graphml", "cytoscape")
FORMATS: Final = (*FILES, "neo4j")
ODD: Final = """
@prefix gum: <https://w3id.org/gumru/ont#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
<urn:a;b,"c> a gum:Person ; skos:altLabel "x;y" , "z" ;
    skos:prefLabel "<graph name=\\"\\">\\n\\"quoted\\""@en .
<urn:t> a gum:Treaty ; gum:party <urn:a;b,"c> .
<urn:crime> a gum:Violence ; skos:prefLabel "crime" .
<urn:p> a gum:Obligation ; gum:bearer <urn:a;b,"c> ; skos:prefLabel "unsaid" .
<urn:s> a gum:Signing ; skos:prefLabel "no ontology here" .
""".replace('<urn:a;b,"c>', "<urn:a;b,c>")


def read_turtle(text: str) -> Dataset:
    return Dataset(tuple(parse_quads(text.encode(), format="turtle", source="x.ttl")))


def count(pattern: str) -> int:
    query = f"SELECT (COUNT(*) AS ?n) WHERE {{ {{ {pattern} }} }}"
    [row] = open_graph().select(query).dicts()
    return int(str(row["n"]))


@pytest.fixture(scope="module")
def graph() -> nx.MultiDiGraph:
    return open_graph().to_networkx()


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("networks")
    for name in FORMATS:
        for file, content in open_graph().export_files(name).items():
            path = made / name / file
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
    return made


def list_edges(graph: nx.MultiDiGraph, relation: str) -> list[tuple[str, str]]:
    return [
        (source, target)
        for source, target, name in graph.edges(data="relation")
        if name == relation
    ]


@pytest.mark.parametrize(
    ("kind", "pattern"),
    [
        ("Person", "?x a gum:Person"),
        (
            "Agent",
            """SELECT DISTINCT ?x {
                ?x a/rdfs:subClassOf* gum:Agent MINUS { ?x a gum:Person } }""",
        ),
        ("Treaty", "?x a gum:Treaty"),
        ("Event", "SELECT DISTINCT ?x { ?x a/rdfs:subClassOf* gum:Event }"),
        ("Place", "SELECT DISTINCT ?x { ?x a/rdfs:subClassOf* gum:Place }"),
        ("Provision", "SELECT DISTINCT ?x { ?t gum:hasProvision ?x }"),
    ],
)
def test_nodes_are_the_things_of_the_graph(
    graph: nx.MultiDiGraph, kind: str, pattern: str
) -> None:
    kinds = Counter(name for _, name in graph.nodes(data="kind"))
    assert kinds[kind] == count(pattern) > 0


@pytest.mark.parametrize(
    ("relation", "pattern"),
    [
        ("PARTY_TO", "?treaty gum:party ?agent"),
        ("SIGNED", "?treaty gum:signatory ?agent"),
        ("SIGNED_AT", "?treaty gum:signedAt ?place"),
        ("TOOK_PART_IN", "?event gum:participation ?part . ?part gum:agent ?agent"),
        ("ACTED_FOR", "?event gum:participation/gum:onBehalfOf ?agent"),
        ("TOOK_PLACE_AT", "?event gum:tookPlaceAt ?place"),
        ("GOVERNS", "?a gum:governs ?b"),
        ("PROVISION_OF", "?treaty gum:hasProvision ?provision"),
        ("REPEATS", "?a gum:repeats ?b"),
        ("BROADENS", "?a gum:broadens ?b"),
        ("CONTRADICTS", "?a gum:contradicts ?b"),
        ("CONTAINED_IN", "?a schema:containedInPlace ?b"),
        ("BORN_AT", "?a gum:bornAt ?b"),
        ("ON_BOUNDARY", "?w gum:waypointOf ?b ; gum:atPlace ?place"),
    ],
)
def test_edges_are_the_facts_of_the_graph(
    graph: nx.MultiDiGraph, relation: str, pattern: str
) -> None:
    assert len(list_edges(graph, relation)) == count(pattern) > 0


def test_edges_run_as_their_labels_read(graph: nx.MultiDiGraph) -> None:
    treaty = "gid:treaty-gumru-1920"
    assert ("gid:agent-armenia-1918", treaty) in list_edges(graph, "PARTY_TO")
    assert ("gid:agent-karabekir", treaty) in list_edges(graph, "SIGNED")
    assert ("gid:provision-gumru-1920-army-limit", treaty) in list_edges(
        graph, "PROVISION_OF"
    )
    assert (treaty, "gid:place-gyumri") in list_edges(graph, "SIGNED_AT")


def test_part_in_an_event_has_role_capacity_and_support(graph: nx.MultiDiGraph) -> None:
    edges = graph["gid:agent-karabekir"]["gid:event-gumru-signing"]
    [values] = edges.values()
    assert values["role"] == "head of delegation | signatory"
    assert values["date"] == "1920-12-02/1920-12-03"
    assert (values["earliest"], values["latest"]) == ("1920-12-02", "1920-12-03")
    groups = count(
        "SELECT DISTINCT ?group { ?c gum:verdict gv:verdict.accepted ;"
        " rdf:object gid:participation-gumru-signing-karabekir ;"
        " gum:source/gum:group ?group }"
    )
    assert values["source_groups"] == groups > 1


def test_nodes_have_names_in_all_their_languages(graph: nx.MultiDiGraph) -> None:
    treaty = graph.nodes["gid:treaty-gumru-1920"]
    assert treaty["label_hy"] == "Ալեքսանդրապոլի պայմանագիր"
    assert treaty["label_tr"] == "Gümrü Antlaşması (1920)"
    assert treaty["date"] == "1920-12-02/1920-12-03"
    assert treaty["legal_status"] == "never entered into force"
    labels = sum(
        name.startswith("label_") for _, each in graph.nodes(data=True) for name in each
    )
    assert labels == count(
        "SELECT DISTINCT ?x ?l { ?x skos:prefLabel ?l { ?x a/rdfs:subClassOf* ?k"
        " VALUES ?k { gum:Agent gum:Treaty gum:Event gum:Place } }"
        " UNION { ?t gum:hasProvision ?x } }"
    )


def test_what_is_only_attributed_is_no_edge_and_no_provision(
    graph: nx.MultiDiGraph,
) -> None:
    rivals = open_graph().select(
        "SELECT ?s ?o WHERE { ?c rdf:subject ?s ; rdf:object ?o ;"
        " rdf:predicate gum:takesUp ; gum:verdict gv:verdict.attributed }"
    )
    assert len(list(rivals.rows())) > 5
    assert list_edges(graph, "TAKES_UP") == []
    assert list_edges(graph, "ANNULS") == []
    for node in graph:
        if graph.nodes[node]["kind"] == "Provision":
            relations = {name for _, _, name in graph.out_edges(node, data="relation")}
            assert "PROVISION_OF" in relations
    told = graph.nodes["gid:event-instruction-envoys"]
    assert told["standing"] == "attributed"
    assert "standing" not in graph.nodes["gid:event-gumru-signing"]


def test_what_sources_differ_on_is_marked(graph: nx.MultiDiGraph) -> None:
    answer = open_graph().query("claims/disputed")
    assert isinstance(answer, Solutions)
    slots = {
        (str(row["subject"]), str(row["predicate"]))
        for row in answer.dicts()
        if row["verdict"] == "accepted"
    }
    marked = {
        (values["iri"], expand(name))
        for _, values in graph.nodes(data=True)
        for name in values.get("disputed_properties", "").split(" | ")
        if name not in {"", "gum:signedOn"}
    }
    nodes = {iri for _, iri in graph.nodes(data="iri")}
    assert marked == {slot for slot in slots if slot[0] in nodes}
    assert len(marked) > 5
    signing = graph.nodes["gid:event-gumru-signing"]
    assert "gum:date" in signing["disputed_properties"].split(" | ")
    assert "gum:signedOn" in (
        graph.nodes["gid:treaty-gumru-1920"]["disputed_properties"].split(" | ")
    )
    [part] = graph["gid:agent-karabekir"]["gid:event-gumru-signing"].values()
    assert "gum:date" in part["disputed_properties"]


def test_networkx_can_write_the_network_in_its_own_formats(
    graph: nx.MultiDiGraph, tmp_path: Path
) -> None:
    nx.write_graphml(graph, tmp_path / "a.graphml")
    nx.write_gexf(graph, tmp_path / "a.gexf")
    read = nx.read_graphml(tmp_path / "a.graphml")
    assert (len(read), read.size()) == (len(graph), graph.size())


def test_gexf_has_time_and_no_clock(folder: Path) -> None:
    content = (folder / "gexf" / "gumru-kg.gexf").read_bytes()
    root = ET.fromstring(content)  # noqa: S314 - we have just written it
    space = {"g": "http://gexf.net/1.3"}
    signing = root.find(".//g:node[@id='gid:event-gumru-signing']", space)
    assert signing is not None
    assert (signing.get("start"), signing.get("end")) == ("1920-12-02", "1920-12-03")
    meta = root.find("g:meta", space)
    assert meta is not None
    query = "SELECT ?day { ?x a dcat:Dataset ; dcterms:issued ?day }"
    [row] = open_graph().select(query).dicts()
    assert meta.get("lastmodifieddate") == str(row["day"])
    assert b"networkx_key" not in content
    assert b'name=""' not in content


def read_csv(path: Path) -> list[list[str]]:
    return list(csv.reader(io.StringIO(path.read_text("utf-8"))))


NEO4J_TYPES: Final = {
    "ID",
    "LABEL",
    "START_ID",
    "END_ID",
    "TYPE",
    "int",
    "double",
    "date",
    "string[]",
}


def test_headers_keep_to_the_rules_of_neo4j(folder: Path) -> None:
    identifiers: set[str] = set()
    for path in sorted((folder / "neo4j" / "nodes").iterdir()):
        header, *rows = read_csv(path)
        kinds = [column.partition(":")[2] for column in header]
        assert set(kinds) <= NEO4J_TYPES | {""}
        assert kinds.count("ID") == kinds.count("LABEL") == 1
        assert len(set(header)) == len(header)
        for row in rows:
            assert len(row) == len(header)
            assert row[header.index("id:ID")] not in identifiers
            identifiers.add(row[header.index("id:ID")])
            assert row[header.index(":LABEL")].split(";")[0] == path.stem
            assert not any("\n" in cell for cell in row)
    for path in (folder / "neo4j" / "relationships").iterdir():
        header, *rows = read_csv(path)
        assert header[:3] == [":START_ID", ":END_ID", ":TYPE"]
        for source, target, kind, *_ in rows:
            assert {source, target} <= identifiers
            assert kind == path.stem


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("dataset", [HOSTILE, EMPTY], ids=["hostile", "empty"])
def test_odd_graphs_are_written_without_a_fault(dataset: Dataset, name: str) -> None:
    files = export_files(dataset, name)
    assert files
    for content in files.values():
        assert b"\x0b" not in content
        if name in {"gexf", "graphml"}:
            ET.fromstring(content)  # noqa: S314 - we have just written it
        if name == "cytoscape":
            json.loads(content)


def test_texts_cannot_break_out_of_their_fields() -> None:
    odd = read_turtle(ODD)
    content = export(odd, "gexf")
    assert b"&lt;graph name=" in content
    people = export_files(odd, "neo4j")["nodes/Person.csv"].decode()
    header, row = csv.reader(io.StringIO(people))
    person = dict(zip(header, row, strict=True))
    assert person["id:ID"] == "urn:a;b,c"
    assert person["other_names:string[]"].split(";") == ["x,y", "z"]
    assert person["label"] == '<graph name=""> "quoted"'


def test_graph_without_the_ontology_has_its_kinds_and_no_crimes() -> None:
    elements = json.loads(export(read_turtle(ODD), "cytoscape"))["elements"]
    names = {each["data"]["name"] for each in elements["nodes"]}
    assert "no ontology here" in names
    assert names.isdisjoint({"crime", "unsaid"})
    assert [each["data"]["interaction"] for each in elements["edges"]] == ["PARTY_TO"]


@pytest.mark.parametrize("name", FILES)
def test_bytes_do_not_depend_on_the_hash_seed(folder: Path, name: str) -> None:
    code = (
        "import sys; from gumru_kg import open_graph;"
        f" sys.stdout.buffer.write(open_graph().export({name!r}))"
    )
    ran = subprocess.run(
        (sys.executable, "-c", code),
        env={**os.environ, "PYTHONHASHSEED": "4711"},
        capture_output=True,
        check=True,
    )
    [written] = (folder / name).iterdir()
    assert ran.stdout == written.read_bytes()


def test_without_networkx_one_line_names_the_remedy() -> None:
    code = (
        "import sys; sys.modules['networkx'] = None;"
        " from gumru_kg.cli import run; sys.argv = ['gumru', 'export', 'gexf']; run()"
    )
    ran = subprocess.run(
        (sys.executable, "-c", code), capture_output=True, text=True, check=False
    )
    assert ran.returncode == 3
    assert ran.stderr.count("\n") == 1
    assert "pip install 'gumru-kg[network]'" in ran.stderr


@pytest.mark.slow
def test_networkx_that_is_too_old_is_named_as_such() -> None:
    root = install_python("networkx==3.5").parent
    [packages] = root.glob("lib/python*/site-packages")
    code = "from gumru_kg import open_graph; open_graph().to_networkx()"
    ran = subprocess.run(
        (sys.executable, "-c", code),
        env={**os.environ, "PYTHONPATH": str(packages)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert "networkx 3.6 or later is not installed; run: pip install" in ran.stderr


# --- Programs of others ------------------------------------------------------


@pytest.mark.slow
@pytest.mark.parametrize("graph_name", ["shipped", "odd", "hostile", "empty"])
def test_official_schema_accepts_gexf(
    folder: Path, shared: Path, tmp_path: Path, graph_name: str
) -> None:
    file = folder / "gexf" / "gumru-kg.gexf"
    others = {"odd": read_turtle(ODD), "hostile": HOSTILE, "empty": EMPTY}
    if graph_name in others:
        file = tmp_path / "other.gexf"
        file.write_bytes(export(others[graph_name], "gexf"))
    code = """
import json, sys
from lxml import etree
schema = etree.XMLSchema(etree.parse(sys.argv[1]))
schema.validate(etree.parse(sys.argv[2]))
print(json.dumps([str(each) for each in schema.error_log]))
"""
    schema = shared / "integration" / "schemas" / "gexf" / "gexf.xsd"
    assert run_python(install_python("lxml==6.0.2"), code, schema, file) == []


@pytest.mark.slow
def test_networkx_and_igraph_read_the_same_graph(
    folder: Path, graph: nx.MultiDiGraph
) -> None:
    code = """
import json, sys
import igraph
import networkx as nx
graph = igraph.Graph.Read_GraphML(sys.argv[1])
signing = graph.vs.find(id="gid:event-gumru-signing")
read = [nx.read_graphml(sys.argv[1]), nx.read_gexf(sys.argv[2], version="1.3")]
print(json.dumps({
    "igraph": [graph.vcount(), graph.ecount()],
    "networkx": [[len(each), each.size()] for each in read],
    "label": signing["label_tr"],
    "neighbours": sorted(set(each["id"] for each in signing.neighbors(mode="in"))),
}))
"""
    packages = install_python("igraph==1.0.0", "networkx==3.6.1")
    graphml = folder / "graphml" / "gumru-kg.graphml"
    read = run_python(packages, code, graphml, folder / "gexf" / "gumru-kg.gexf")
    size = [len(graph), graph.size()]
    assert read["igraph"] == size
    assert read["networkx"] == [size, size]
    assert read["label"] == "Gümrü Antlaşması'nın imzası"
    assert read["neighbours"] == sorted(set(graph.pred["gid:event-gumru-signing"]))


def run_node(modules: Path, code: str, file: Path) -> Any:  # noqa: ANN401 - any JSON that the code prints
    environment = {**os.environ, "NODE_PATH": str(modules)}
    done = subprocess.run(
        (find_program("node", package="nodejs"), "-e", code, str(file)),
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


@pytest.mark.slow
def test_graphology_reads_gexf(folder: Path, graph: nx.MultiDiGraph) -> None:
    code = """
const {JSDOM} = require("jsdom"), fs = require("fs");
const {DOMParser, Document} = new JSDOM("").window;
Object.assign(globalThis, {DOMParser, Document});
const {MultiDirectedGraph} = require("graphology"), gexf = require("graphology-gexf");
const text = fs.readFileSync(process.argv[1], "utf8");
const graph = gexf.parse(MultiDirectedGraph, text);
const node = graph.getNodeAttributes("gid:agent-khatisian");
console.log(JSON.stringify([graph.order, graph.size, node.label_hy, node.born]));
"""
    packages = ("graphology@0.26.0", "graphology-gexf@0.13.2", "jsdom@26.1.0")
    read = run_node(install_node(*packages), code, folder / "gexf" / "gumru-kg.gexf")
    name = "Ալեքսանդր Խատիսյան"
    assert read == [len(graph), graph.size(), name, "1874-02-17"]


@pytest.mark.slow
def test_cytoscape_loads_the_network_and_finds_ways(
    folder: Path, graph: nx.MultiDiGraph
) -> None:
    code = """
const cytoscape = require("cytoscape"), fs = require("fs");
const {elements} = JSON.parse(fs.readFileSync(process.argv[1]));
const cy = cytoscape({headless: true, elements});
const way = cy.elements().aStar({
    root: cy.getElementById("gid:agent-karabekir"),
    goal: cy.getElementById("gid:place-gyumri"), directed: true});
console.log(JSON.stringify([cy.nodes().length, cy.edges().length, way.distance]));
"""
    [file] = (folder / "cytoscape").iterdir()
    read = run_node(install_node("cytoscape@3.33.1"), code, file)
    way = nx.shortest_path_length(graph, "gid:agent-karabekir", "gid:place-gyumri")
    assert read == [len(graph), graph.size(), way]


@pytest.mark.slow
def test_kuzu_loads_the_files_and_answers_in_cypher(
    folder: Path, graph: nx.MultiDiGraph
) -> None:
    code = """
import json, sys
from pathlib import Path
import kuzu
root = Path(sys.argv[1])
connection = kuzu.Connection(kuzu.Database(":memory:"))
run = connection.execute
run("CREATE NODE TABLE Thing(id STRING PRIMARY KEY, label STRING, kind STRING)")
for file in sorted((root / "nodes").iterdir()):
    run(f'COPY Thing FROM (LOAD FROM "{file}" (header=true)'
        f' RETURN `id:ID`, label, "{file.stem}")')
for file in sorted((root / "relationships").iterdir()):
    if len(file.read_text("utf-8").splitlines()) == 1:
        continue
    run(f"CREATE REL TABLE {file.stem}(FROM Thing TO Thing, label STRING)")
    run(f'COPY {file.stem} FROM (LOAD FROM "{file}" (header=true)'
        " RETURN `:START_ID`, `:END_ID`, label)")
def ask(query):
    result = run(query)
    rows = []
    while result.has_next():
        rows.append(result.get_next())
    return rows
print(json.dumps({
    "nodes": ask("MATCH (n) RETURN count(*)")[0][0],
    "edges": ask("MATCH ()-[r]->() RETURN count(*)")[0][0],
    "both": ask(
        'MATCH (p:Thing)-[:SIGNED]->(t:Thing {id: "gid:treaty-gumru-1920"}),'
        ' (p)-[:ACTED_FOR]->(a:Thing {id: "gid:agent-armenia-1918"})'
        " RETURN DISTINCT p.id ORDER BY p.id"),
}))
"""
    asked = run_python(install_python("kuzu==0.11.3"), code, folder / "neo4j")
    signed = {s for s, t in list_edges(graph, "SIGNED") if t == "gid:treaty-gumru-1920"}
    acted = {
        s for s, t in list_edges(graph, "ACTED_FOR") if t == "gid:agent-armenia-1918"
    }
    assert (asked["nodes"], asked["edges"]) == (len(graph), graph.size())
    assert [name for [name] in asked["both"]] == sorted(signed & acted) != []
