"""Views in use: on the command line, on files of users, in a tool of a third party."""

from __future__ import annotations

import csv
import re
import subprocess
import sys
from pathlib import Path
from typing import Final

import pyoxigraph as ox
import pytest
import rdflib
from rdflib import URIRef
from rdflib.query import ResultRow

from gumru_kg import open_graph
from gumru_kg.dataset import Dataset
from gumru_kg.exporters.views import VIEW_QUERIES, derive_view
from gumru_kg.formats import VIEW_FORMATS
from gumru_kg.named_queries import load_query
from gumru_kg.namespaces import GID, GUM, PREFIXES
from gumru_kg.results import Triples
from tests.exporters.constraints import SCHEMA, Constraints

HERE: Final = Path(__file__).resolve().parent
GUMRU: Final = Path(sys.executable).parent / "gumru"
# The query that the documentation shows.
SHOWN: Final = re.compile(r"```sparql\n(.*?)```", re.DOTALL)


def run(*arguments: str, folder: Path) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [str(GUMRU), "export", *arguments],
        cwd=folder,
        capture_output=True,
        check=False,
    )


def ask_rdflib(query: str, graph: rdflib.Graph) -> list[list[str]]:
    rows = [row for row in graph.query(query) if isinstance(row, ResultRow)]
    return [[str(term) for term in row] for row in rows]


def ask_oxigraph(query: str, content: bytes) -> list[list[str]]:
    store = ox.Store()
    store.load(content, format=ox.RdfFormat.TURTLE)
    rows = store.query(query)
    assert isinstance(rows, ox.QuerySolutions)
    return [[getattr(term, "value", "") for term in row] for row in rows]


def test_third_parties_find_the_activities_at_gyumri_with_crm_terms_alone(
    files: dict[str, bytes], graphs: dict[str, rdflib.Graph], checkout: Path
) -> None:
    page = (checkout / "docs" / "views.md").read_text("utf-8")
    query = SHOWN.findall(page)[0]
    declared = re.findall(r"^PREFIX (\w+):", query, re.MULTILINE)
    assert declared == ["crm", "rdfs", "xsd"]
    rows = ask_rdflib(query, graphs["crm"])
    assert ask_oxigraph(query, files["crm"]) == rows
    found = [
        (activity.removeprefix(GID), name, begin[:10]) for activity, name, begin in rows
    ]
    with (HERE / "activities-at-gyumri.csv").open(encoding="utf-8") as lines:
        expected = [tuple(row) for row in csv.reader(lines)]
    assert found == expected[1:]
    shown = [f"| {name} | {begin} |" for _, name, begin in expected[1:]]
    assert [line for line in page.splitlines() if line in shown] == shown


def test_treaty_in_three_vocabularies_is_the_expected_one() -> None:
    triples = open_graph().query("views/treaty")
    expected = set(
        ox.parse(path=HERE / "treaty-gumru-1920.ttl", format=ox.RdfFormat.TURTLE)
    )
    assert {ox.Quad(*triple) for triple in triples} == expected  # type: ignore[union-attr] # a CONSTRUCT gives triples


@pytest.mark.parametrize("treaty", ["gumru-1920", "kars-1921"])
def test_treaty_in_three_vocabularies_breaks_no_domain_or_range(
    treaty: str, constraints: Constraints
) -> None:
    answer = open_graph().query("views/treaty", treaty=f"treaty-{treaty}")
    assert isinstance(answer, Triples)
    content = answer.write("ntriples")
    graph = rdflib.Graph().parse(data=content, format="nt")
    assert constraints.find_breaches(graph) == []


PART: Final = re.compile(
    r"gumru-signing|(treaty|text)-gumru|stance|verdict|gyumri$|gumru/data$|number$"
)


@pytest.fixture(scope="module")
def part(shipped: Dataset) -> Dataset:
    """The signing and what is about it: rdflib's engine takes its time."""
    kept = [quad for quad in shipped if PART.search(str(quad.subject).strip("<>"))]
    return Dataset(tuple(kept))


@pytest.mark.parametrize("name", ["crm", "eli", "schema"])
def test_second_engine_derives_the_same_view(name: str, part: Dataset) -> None:
    graph = part.to_rdflib()
    found = rdflib.Graph()
    for query in VIEW_QUERIES[name]:
        for triple in graph.query(load_query(query).text):
            found.add(triple)  # type: ignore[arg-type] # a CONSTRUCT gives triples
    expected = derive_view(part, name).to_rdflib()
    # rdflib keeps a row without its OPTIONAL sub-query beside the row with it, so a
    # claim has more words there.
    for words in ("text", "claimReviewed"):
        found.remove((None, URIRef(SCHEMA + words), None))
        expected.remove((None, URIRef(SCHEMA + words), None))
    assert set(found) == set(expected)


def test_command_writes_what_the_library_gives(tmp_path: Path) -> None:
    ended = run("eli", "-o", "eli.ttl", folder=tmp_path)
    assert (ended.returncode, ended.stdout, ended.stderr) == (0, b"", b"")
    assert (tmp_path / "eli.ttl").read_bytes() == open_graph().export("eli")


def test_view_of_a_users_file(tmp_path: Path) -> None:
    (tmp_path / "mine.ttl").write_text(
        f"@prefix gum: <{PREFIXES['gum']}> .\n"
        "<https://example.org/fair> a gum:Signing ; gum:date "
        '"1921-05"^^<http://id.loc.gov/datatypes/edtf/EDTF> .',
        "utf-8",
    )
    ended = run("crm", "--file", "mine.ttl", folder=tmp_path)
    assert ended.stderr == b""
    assert b"<https://example.org/fair-time-span> a crm:E52_Time-Span" in ended.stdout
    assert b'rdfs:label "1921-05"' in ended.stdout


@pytest.mark.parametrize("name", ["crm", "eli", "schema"])
def test_file_without_our_classes_gives_an_empty_view_and_says_so(
    name: str, tmp_path: Path
) -> None:
    (tmp_path / "other.ttl").write_text("<urn:a> <urn:b> <urn:c> .", "utf-8")
    ended = run(name, "--file", "other.ttl", folder=tmp_path)
    assert (ended.returncode, ended.stdout) == (0, b"")
    lines = ended.stderr.decode().splitlines()
    assert lines == [
        f"gumru: the {name} view is empty: the graph has no gum: things for it"
    ]


ILL_FORMED: Final = f"""
@prefix gum: <{GUM}> .
@prefix rdf: <{PREFIXES["rdf"]}> .
@prefix skos: <{PREFIXES["skos"]}> .
_:claim a gum:Claim ; rdf:subject _:claim , "no thing" ; rdf:object 1 , 2 .
<urn:claim> a gum:Claim ; rdf:subject <urn:claim> ; rdf:object MANY .
<urn:claim> rdf:predicate <urn:p> ; skos:prefLabel MANY ; gum:stance <urn:claim> .
<urn:event> a gum:Event ; gum:earliest "winter" ; gum:date 12 .
<urn:treaty> a gum:Treaty ; gum:hasText "no thing" ; gum:enteredIntoForceOn 1921 .
"""


@pytest.mark.parametrize("name", VIEW_FORMATS)
def test_ill_formed_data_do_not_stop_a_view(name: str, tmp_path: Path) -> None:
    many = " , ".join(f'"{number}"@en' for number in range(500))
    (tmp_path / "ill.ttl").write_text(ILL_FORMED.replace("MANY", many), "utf-8")
    ended = run(name, "--file", "ill.ttl", folder=tmp_path)
    assert (ended.returncode, ended.stderr) == (0, b"")
    assert ended.stdout


@pytest.mark.parametrize("name", VIEW_FORMATS)
def test_claim_that_makes_thousands_of_statements_is_refused(
    name: str, tmp_path: Path
) -> None:
    many = " , ".join(f"<urn:{number}>" for number in range(5000))
    (tmp_path / "many.ttl").write_text(
        f"@prefix rdf: <{PREFIXES['rdf']}> .\n"
        f"<urn:c> rdf:subject {many} ; rdf:predicate <urn:p> ; rdf:object {many} .",
        "utf-8",
    )
    ended = run(name, "--file", "many.ttl", folder=tmp_path)
    assert (ended.returncode, ended.stdout) == (3, b"")
    problem = "the graph: <urn:c> is one claim, but makes 25000000 statements"
    assert ended.stderr.decode().startswith(f"gumru: {problem}; give each claim one")


@pytest.mark.parametrize(
    "name", ["views/treaty", "views/rdf-statements", *sum(VIEW_QUERIES.values(), ())]
)
def test_query_files_are_written_as_the_others(name: str) -> None:
    query = load_query(name)
    lines = query.text.splitlines()
    assert query.summary.endswith("?")
    assert query.summary_tr.endswith("?")
    assert query.description.endswith(".")
    assert query.empty.endswith(".")
    assert query.empty_tr.endswith(".")
    assert (query.returns, query.since, query.tags[0]) == (
        "construct",
        "0.2.0",
        "views",
    )
    assert query.question == (54 if name == "views/treaty" else None)
    declared = re.findall(r"^PREFIX (\w+): <(\S+)>$", query.text, re.MULTILINE)
    body = "\n".join(line for line in lines if not line.startswith(("#+", "PREFIX")))
    bare = re.sub(r'"[^"]*"|<[^>\s]*>|#.*', "", body)
    used = set(re.findall(r"(?<![\w?])([a-z]+):", bare))
    assert declared == [(prefix, PREFIXES[prefix]) for prefix in sorted(used)]
    assert [line for line in body.splitlines() if len(line) > 88] == []
    assert not re.search(r"\b(SERVICE|FROM|GRAPH|LOAD)\b", bare)
