"""What each command prints, and that it says the same as the graph."""

from __future__ import annotations

import csv
import dataclasses
import io
import json
import re
import shutil
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox
import pytest

import gumru_kg
from gumru_kg.cli._main import LazyGroup, main
from gumru_kg.cli._text import display_width

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.cli.conftest import Gumru

COMMANDS = main.list_commands(main.make_context("gumru", [], resilient_parsing=True))
TABLES = (
    ["treaties"],
    ["show", "gumru-1920"],
    ["show", "karabekir"],
    ["provisions", "gumru-1920"],
    ["chronology"],
    ["disputed"],
    ["who-says", "event-gumru-signing"],
    ["queries"],
    ["query", "claims/of-statement"],
    ["info"],
)


@pytest.fixture
def select(gumru: Gumru) -> Callable[[str], list[dict[str, str]]]:
    """Ask the shipped graph itself."""

    def run(query: str) -> list[dict[str, str]]:
        ended = gumru("sparql", "-", "--format", "csv", stdin=query.encode())
        assert ended.exit_code == 0, ended
        return list(csv.DictReader(io.StringIO(ended.stdout)))

    return run


# --- Help --------------------------------------------------------------------


def test_alone_it_prints_its_help(gumru: Gumru) -> None:
    alone = gumru()
    assert alone.exit_code == 0
    assert alone.stdout == gumru("--help").stdout
    assert [name for name in COMMANDS if f"  {name} " not in alone.stdout] == []


def test_version_is_that_of_the_package(gumru: Gumru) -> None:
    assert gumru("--version").stdout == f"gumru, version {gumru_kg.__version__}\n"


@pytest.mark.parametrize("command", COMMANDS)
def test_help_of_a_command_fits_and_gives_an_example_or_says_what_it_returns(
    gumru: Gumru, command: str
) -> None:
    told = gumru(command, "--help")
    assert told.exit_code == 0
    assert all(display_width(line) <= 80 for line in told.stdout.splitlines())
    assert re.search(r"Example:|JSON|Exit code", told.stdout)


def test_commands_are_loaded_only_when_called() -> None:
    assert isinstance(main, LazyGroup)
    assert main.commands == {}


def test_module_runs_like_the_script(gumru: Gumru) -> None:
    ended = subprocess.run(
        [sys.executable, "-m", "gumru_kg", "--version"],
        capture_output=True,
        check=True,
        env=gumru.environment,
    )
    assert ended.stdout.decode() == gumru("--version").stdout


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_prints_a_script_that_the_shell_accepts(
    gumru: Gumru, shell: str
) -> None:
    script = gumru("completion", shell)
    assert script.exit_code == 0
    assert "_GUMRU_COMPLETE" in script.stdout
    if shutil.which(shell) and shell != "fish":
        subprocess.run([shell, "-n"], input=script.stdout.encode(), check=True)


def test_shell_is_offered_the_commands(gumru: Gumru) -> None:
    offered = gumru(
        environment={
            "_GUMRU_COMPLETE": "bash_complete",
            "COMP_WORDS": "gumru tre",
            "COMP_CWORD": "1",
        }
    )
    assert offered.stdout == "plain,treaties\n"


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("gumru show treaty-gumru", "treaty-gumru-1920"),
        ("gumru query treaty/part", "treaty/parties"),
        ("gumru export turt", "turtle"),
    ],
)
def test_shell_is_offered_names_of_things_queries_and_formats(
    gumru: Gumru, typed: str, offered: str
) -> None:
    told = gumru(
        environment={
            "_GUMRU_COMPLETE": "bash_complete",
            "COMP_WORDS": typed,
            "COMP_CWORD": "2",
        }
    )
    assert told.stdout == f"plain,{offered}\n"


# --- Tables ------------------------------------------------------------------


@pytest.mark.parametrize("command", TABLES, ids=" ".join)
@pytest.mark.parametrize("columns", [80, 60])
def test_table_fits_the_terminal_and_has_no_colours(
    gumru: Gumru, command: list[str], columns: int
) -> None:
    ended = gumru(*command, environment={"COLUMNS": str(columns)})
    assert ended.exit_code == 0, ended
    assert [x for x in ended.stdout.splitlines() if display_width(x) > columns] == []
    assert "\x1b" not in ended.stdout
    assert ended.stdout.endswith("\n")
    assert ended.stderr == ""


@pytest.mark.parametrize("command", TABLES, ids=" ".join)
def test_turkish_labels_are_complete(gumru: Gumru, command: list[str]) -> None:
    if command in (["info"], ["queries"]):
        return
    ended = gumru(*command, "--lang", "tr")
    assert ended.exit_code == 0
    assert ended.stderr == ""


@pytest.mark.parametrize("command", TABLES, ids=" ".join)
def test_json_is_readable_utf_8_and_ends_its_line(
    gumru: Gumru, command: list[str]
) -> None:
    ended = gumru(*command, "--json", environment={"PYTHONIOENCODING": "ascii"})
    assert ended.exit_code == 0
    assert json.loads(ended.stdout)
    assert ended.stdout.endswith("\n")
    assert "\\u" not in ended.stdout
    assert ended.stderr == ""


def test_colours_are_shown_on_a_terminal_unless_refused(gumru: Gumru) -> None:
    if not shutil.which("script"):
        pytest.skip("there is no 'script' to make a terminal")
    seen = {}
    for refusal in ("", "1"):
        ended = subprocess.run(
            ["script", "-qec", f"{gumru.command[0]} treaties", "/dev/null"],
            env={**gumru.environment, "TERM": "xterm", "NO_COLOR": refusal},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            check=True,
            timeout=60,
        )
        seen[refusal] = b"\x1b[1m" in ended.stdout
    assert seen == {"": True, "1": False}


# --- The graph at a glance ---------------------------------------------------


def test_treaties_are_those_of_the_graph_in_order(
    gumru: Gumru, select: Callable[[str], list[dict[str, str]]]
) -> None:
    listed = gumru("treaties", "--json").json()
    known = select("SELECT ?t { ?t a gum:Treaty }")
    assert {treaty["iri"] for treaty in listed} == {row["t"] for row in known}
    days = [treaty["earliest"] for treaty in listed if treaty["earliest"]]
    assert days == sorted(days)


def test_chronology_is_in_order_and_within_the_span(gumru: Gumru) -> None:
    span = ("--since", "1920-11", "--until", "1920-12-10")
    events = gumru("chronology", *span, "--json").json()
    assert events
    for event in events:
        assert event["latest"] is None or event["latest"] >= "1920-11-01"
        assert event["earliest"] is None or event["earliest"] <= "1920-12-10"


def test_chronology_of_an_empty_span_says_so(gumru: Gumru) -> None:
    ended = gumru("chronology", "--since", "1600", "--until", "1601")
    assert ended.exit_code == 0
    assert "No event" in ended.stdout


def test_provisions_are_those_that_claims_give_the_treaty(
    gumru: Gumru, select: Callable[[str], list[dict[str, str]]]
) -> None:
    listed = gumru("provisions", "gumru-1920", "--json").json()
    claimed = select(
        "SELECT DISTINCT ?p { ?c rdf:subject gid:treaty-gumru-1920 ; "
        "rdf:predicate gum:hasProvision ; rdf:object ?p }"
    )
    accepted = select("SELECT ?p { gid:treaty-gumru-1920 gum:hasProvision ?p }")
    assert {p["iri"] for p in listed} == {row["p"] for row in claimed}
    assert {p["iri"] for p in listed if p["is_accepted"]} == {r["p"] for r in accepted}


def test_info_counts_what_is_in_the_graph(
    gumru: Gumru, select: Callable[[str], list[dict[str, str]]]
) -> None:
    info = gumru("info", "--json").json()
    [counted] = select("SELECT (COUNT(*) AS ?n) { ?c a gum:Claim }")
    assert info["claims"] == int(counted["n"])


# --- Claims ------------------------------------------------------------------


def test_every_dispute_has_positions_with_sources(gumru: Gumru) -> None:
    for dispute in gumru("disputed", "--json").json():
        assert len(dispute["positions"]) > 1
        for position in dispute["positions"]:
            assert position["witnesses"]
            assert all(witness["source"]["iri"] for witness in position["witnesses"])


def test_disputes_are_those_of_the_library(gumru: Gumru) -> None:
    told = gumru("disputed", "--json").json()
    known = gumru_kg.open_graph().disputed()
    assert told == json.loads(json.dumps([dataclasses.asdict(each) for each in known]))


def test_disputes_hold_the_claims_of_the_query() -> None:
    graph = gumru_kg.open_graph()
    rows = graph.query("claims/disputed")
    assert isinstance(rows, gumru_kg.Solutions)
    asked = Counter[str]()
    for row in rows:
        asked[row.text("questionLabel") or row.text("subject") or ""] += int(
            row.text("claims") or 0
        )
    told = Counter[str]()
    for dispute in graph.disputed():
        said = dispute.positions[0]
        about = dispute.question.text if dispute.question.iri else said.subject.iri
        told[about] += sum(len(each.witnesses) for each in dispute.positions)
    assert told == asked


def test_who_says_lists_every_claim_on_the_thing(
    gumru: Gumru, select: Callable[[str], list[dict[str, str]]]
) -> None:
    statements = gumru("who-says", "event-gumru-signing", "--json").json()
    told = {w["claim"] for statement in statements for w in statement["witnesses"]}
    known = select("SELECT ?c { ?c rdf:subject gid:event-gumru-signing }")
    assert {row["c"] for row in known} <= told


@pytest.mark.parametrize("kind", ["Question", "Source", "Provision", "Place"])
def test_who_says_answers_for_every_kind_of_thing(
    gumru: Gumru, select: Callable[[str], list[dict[str, str]]], kind: str
) -> None:
    [row] = select(
        f"SELECT ?x {{ ?c gum:answers|gum:source|rdf:object ?x . "
        f"?x a/rdfs:subClassOf* gum:{kind} }} ORDER BY ?x LIMIT 1"
    )
    ended = gumru("who-says", row["x"])
    assert ended.exit_code == 0
    assert ended.stdout.startswith("• ")


KHATISIAN = "participation-gumru-signing-khatisian"


def test_a_denial_says_what_it_denies(gumru: Gumru) -> None:
    for lang, told in (
        ("en", "denies “authorised to sign”: A. Papian"),
        ("tr", "“authorised to sign” ifadesini reddeder: A. Papian"),
    ):
        ended = gumru("who-says", KHATISIAN, "--lang", lang)
        assert told in " ".join(ended.stdout.split())


def test_what_is_said_of_the_waypoints_at_a_place_is_said_of_it(gumru: Gumru) -> None:
    statements = gumru("who-says", "place-great-kemli", "--json").json()
    properties = {each["property"]["iri"] for each in statements}
    assert "https://w3id.org/gumru/ont#waypointOf" in properties


# --- Queries -----------------------------------------------------------------


def test_queries_are_listed_with_their_parameters(gumru: Gumru) -> None:
    listed = {query["name"]: query for query in gumru("queries", "--json").json()}
    assert listed["treaty/parties"]["parameters"][0]["name"] == "treaty"
    assert gumru("queries", "parties", "party").exit_code == 0


@pytest.mark.parametrize("format", ["json", "csv", "tsv", "xml"])
def test_solutions_come_in_the_formats_of_sparql(gumru: Gumru, format: str) -> None:
    ended = gumru("query", "treaty/list", "--format", format)
    assert ended.exit_code == 0
    parsed = {
        "json": ox.QueryResultsFormat.JSON,
        "tsv": ox.QueryResultsFormat.TSV,
        "xml": ox.QueryResultsFormat.XML,
    }.get(format)
    if parsed is not None:
        solutions = ox.parse_query_results(ended.stdout, format=parsed)
        assert isinstance(solutions, ox.QuerySolutions)
        assert len(list(solutions)) >= 3


@pytest.mark.parametrize(
    "format", ["table", "turtle", "trig", "ntriples", "nquads", "jsonld", "rdfxml"]
)
def test_graphs_come_in_the_formats_of_rdf(gumru: Gumru, format: str) -> None:
    query = b"CONSTRUCT { ?t a gum:Treaty } WHERE { ?t a gum:Treaty }"
    ended = gumru("sparql", "-", "--format", format, stdin=query)
    assert ended.exit_code == 0
    assert "treaty-gumru-1920" in ended.stdout


def test_truth_is_told_and_is_the_exit_code(gumru: Gumru) -> None:
    yes = gumru("sparql", "-", stdin=b"ASK { ?t a gum:Treaty }")
    no = gumru("sparql", "-", stdin=b"ASK { ?t a gum:Nothing }")
    assert (yes.exit_code, yes.stdout) == (0, "true\n")
    assert (no.exit_code, no.stdout) == (1, "false\n")
    told = gumru("sparql", "-", "--json", stdin=b"ASK { ?t a gum:Nothing }")
    assert (told.exit_code, told.json()["boolean"]) == (1, False)


def test_things_are_given_to_queries_by_name(gumru: Gumru) -> None:
    by_slug = gumru("query", "treaty/parties", "-p", "treaty=kars-1921")
    by_iri = gumru("query", "treaty/parties", "-p", "treaty=gid:treaty-kars-1921")
    assert by_slug.exit_code == 0
    assert by_slug.stdout == by_iri.stdout
    assert by_slug.stdout != gumru("query", "treaty/parties").stdout


def test_empty_answer_says_what_it_means(gumru: Gumru) -> None:
    ended = gumru("query", "treaty/parties", "-p", "treaty=gid:no-treaty")
    assert ended.exit_code == 0
    assert ended.stdout == "No party has been accepted for this treaty.\n"
    turkish = gumru(
        "query", "treaty/parties", "-p", "treaty=gid:no-treaty", "--lang", "tr"
    )
    assert turkish.stdout != ended.stdout


def test_queries_can_ask_files_of_the_user(gumru: Gumru, tmp_path: Path) -> None:
    data, query = tmp_path / "data.ttl", tmp_path / "query.rq"
    data.write_text('<urn:s> <urn:p> "Գյումրի", "\x1b[31mred" .', encoding="utf-8")
    query.write_text("SELECT ?o { ?s ?p ?o } ORDER BY ?o")
    for command in (["sparql", "query.rq", "data.ttl"],
                    ["sparql", "query.rq", "--file", "data.ttl"]):  # fmt: skip
        ended = gumru(*command)
        assert ended.exit_code == 0
        assert "Գյումրի" in ended.stdout
        assert "\x1b" not in ended.stdout


# --- Check and convert -------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "parsed"),
    [
        ("turtle", ox.RdfFormat.TURTLE),
        ("trig", ox.RdfFormat.TRIG),
        ("ntriples", ox.RdfFormat.N_TRIPLES),
        ("nquads", ox.RdfFormat.N_QUADS),
        ("rdfxml", ox.RdfFormat.RDF_XML),
    ],
)
def test_export_to_a_file_and_to_standard_output_are_the_same(
    gumru: Gumru, tmp_path: Path, name: str, parsed: ox.RdfFormat
) -> None:
    file = tmp_path / "out"
    assert gumru("export", name, "-o", str(file)).stdout == ""
    written = file.read_text(encoding="utf-8")
    assert gumru("export", name).stdout == written
    shipped = gumru_kg.open_graph().dataset
    exported = {quad.triple for quad in ox.parse(written, format=parsed)}
    assert exported == {quad.triple for quad in shipped}


def test_export_is_of_the_users_files_when_they_are_named(
    gumru: Gumru, tmp_path: Path
) -> None:
    (tmp_path / "data.ttl").write_text("<urn:s> <urn:p> <urn:o> .")
    ended = gumru("export", "ntriples", "--file", "data.ttl")
    assert ended.stdout == "<urn:s> <urn:p> <urn:o> .\n"


def test_export_replaces_a_file_and_keeps_its_mode(
    gumru: Gumru, tmp_path: Path
) -> None:
    file = tmp_path / "out.nt"
    file.write_text("old")
    file.chmod(0o640)
    assert gumru("export", "ntriples", "-o", str(file)).exit_code == 0
    assert file.read_text() != "old"
    assert file.stat().st_mode & 0o777 == 0o640
    assert [each.name for each in tmp_path.iterdir()] == ["out.nt"]


@pytest.mark.slow
def test_shipped_graph_conforms(gumru: Gumru) -> None:
    ended = gumru("validate", "--json")
    assert ended.exit_code == 0, ended.stdout
    assert ended.json() == {"conforms": True, "results": []}


@pytest.mark.slow
@pytest.mark.parametrize("format", ["text", "json", "turtle"])
def test_data_that_do_not_conform_give_exit_code_1(
    gumru: Gumru, tmp_path: Path, format: str
) -> None:
    file = tmp_path / "data.ttl"
    file.write_text(
        "PREFIX gum: <https://w3id.org/gumru/ont#> <urn:claim> a gum:Claim ."
    )
    ended = gumru("validate", str(file), "--format", format)
    assert ended.exit_code == 1
    assert "urn:claim" in ended.stdout
    assert ended.stderr == ""


def test_evidence_without_a_text_counts_only(gumru: Gumru) -> None:
    report = gumru("evidence", "--json").json()
    assert report["span_counts"]["unchecked"] == report["span_counts"]["total"]
    assert gumru("evidence").exit_code == 0


def test_evidence_is_checked_against_the_text(gumru: Gumru, shared: Path) -> None:
    [text] = (shared / "seed").glob("*.txt")
    report = gumru("evidence", "--text", str(text), "--json")
    assert report.exit_code == 0
    found = report.json()
    assert found["assertions"] == {"found": 59, "total": 59, "missing": []}
    assert found["span_counts"]["right"] == found["span_counts"]["total"]
    assert found["coverage"]["share"] == 1.0
    page = gumru("evidence", "--text", str(text))
    assert "59 of 59" in page.stdout
    assert all(display_width(line) <= 80 for line in page.stdout.splitlines())


def test_evidence_that_does_not_fit_gives_exit_code_1(
    gumru: Gumru, tmp_path: Path
) -> None:
    (tmp_path / "other.txt").write_text("another text")
    ended = gumru("evidence", "--text", "other.txt")
    assert ended.exit_code == 1
    assert ended.stderr == ""


@pytest.fixture
def copy(checkout: Path, tmp_path: Path) -> Path:
    """A copy of what is built from, and of what was built."""
    if not (checkout / "data" / "parts").is_dir():
        pytest.skip("the parts lie in a checkout only")
    for folder in ("data", "ontology"):
        shutil.copytree(checkout / folder, tmp_path / folder)
    return tmp_path


def test_build_check_says_whether_the_file_is_up_to_date(
    gumru: Gumru, copy: Path
) -> None:
    built = copy / "data" / "gumru.ttl"
    assert gumru("build").exit_code == 0
    assert gumru("build", "--check").exit_code == 0
    content = built.read_bytes()
    built.write_bytes(content + b"# a change by hand\n")
    stale = gumru("build", "--check")
    assert stale.exit_code == 1
    assert "not up to date" in stale.stdout
    assert gumru("build").exit_code == 0
    assert built.read_bytes() == content


def test_failed_build_tells_each_problem_and_leaves_the_old_file(
    gumru: Gumru, copy: Path
) -> None:
    built, part = copy / "data" / "gumru.ttl", copy / "data" / "parts" / "places.ttl"
    before = built.read_bytes()
    with part.open("a") as lines:
        lines.write("\ngid:place-kars gum:noSuchProperty gid:place-kars .\n")
    failed = gumru("build")
    assert failed.exit_code == 3
    assert failed.stdout == ""
    assert all(line.startswith("gumru: ") for line in failed.error_lines)
    assert "places.ttl:" in failed.stderr
    assert built.read_bytes() == before


def test_build_does_not_replace_a_device(gumru: Gumru, copy: Path) -> None:
    assert (copy / "ontology").is_dir()
    assert gumru("build", "--out", "/dev/null").exit_code == 3
    assert Path("/dev/null").is_char_device()


def test_build_outside_a_checkout_says_what_is_missing(
    refuses: Callable[..., str],
) -> None:
    assert "parts" in refuses("build")


# --- Start -------------------------------------------------------------------


def _imported_by(gumru: Gumru, *arguments: str) -> set[str]:
    ended = subprocess.run(
        [sys.executable, "-X", "importtime", *gumru.command, *arguments],
        env=gumru.environment,
        capture_output=True,
        check=True,
    )
    lines = ended.stderr.decode().splitlines()
    return {line.rpartition("|")[2].strip() for line in lines}


@pytest.mark.parametrize(
    "command",
    [["treaties", "--json"], ["show", "gumru-1920"], ["show", "Գյումրի"]],
)
def test_questions_import_no_heavy_library(gumru: Gumru, command: list[str]) -> None:
    gumru(*command)  # makes the index
    heavy = {"rdflib", "pyshacl", "edtf", "asyncio", "tempfile", "difflib", "logging"}
    heavy |= {"anyascii", "rapidfuzz"}
    assert _imported_by(gumru, *command) & heavy == set()


def test_export_to_standard_output_keeps_its_bytes(gumru: Gumru) -> None:
    ended: Any = subprocess.run(
        [*gumru.command, "export", "turtle"],
        env={**gumru.environment, "PYTHONIOENCODING": "latin-1"},
        capture_output=True,
        check=True,
    )
    assert ended.stdout == gumru_kg.open_graph().export("turtle")


def test_name_of_a_treaty_is_no_town_where_a_treaty_is_wanted(gumru: Gumru) -> None:
    asked = gumru("query", "treaty/parties", "-p", "treaty=kars", "--format", "csv")
    named = gumru(
        "query", "treaty/parties", "-p", "treaty=treaty-kars-1921", "--format", "csv"
    )
    assert asked.stdout == named.stdout
    assert asked.stdout.count("\n") > 2


def test_entity_of_a_query_need_be_no_treaty(gumru: Gumru) -> None:
    asked = gumru("query", "entity/facts", "-p", "entity=Gyumri", "--format", "csv")
    iri = gumru(
        "query", "entity/facts", "-p", "entity=gid:place-gyumri", "--format", "csv"
    )
    assert asked.exit_code == 0
    assert asked.stdout == iri.stdout


@pytest.mark.parametrize("name", ["turtle", "nquads"])
def test_facts_and_claims_are_exported_apart(gumru: Gumru, name: str) -> None:
    facts = gumru("export", name, "--only", "facts").stdout
    claims = gumru("export", name, "--only", "claims").stdout
    whole = gumru_kg.open_graph()
    assert facts.encode() == whole.export(name, only="facts")
    assert claims.encode() == whole.export(name, only="claims")


def test_named_graphs_are_for_formats_that_have_them(gumru: Gumru) -> None:
    named = gumru("export", "trig", "--graphs").stdout
    assert "<https://w3id.org/gumru/data/claims> {" in named
    ended = gumru("export", "turtle", "--graphs")
    assert ended.exit_code == 3
    assert ended.stderr.count("\n") == 1
    assert "turtle has no named graphs" in ended.stderr


def test_framed_documents_are_written_into_a_folder(
    gumru: Gumru, tmp_path: Path
) -> None:
    folder = tmp_path / "framed"
    assert gumru("export", "jsonld-framed", "-o", str(folder)).exit_code == 0
    assert {"treaties.jsonld", "claims.jsonld"} <= {
        file.name for file in folder.iterdir()
    }
    assert gumru("export", "jsonld-framed").exit_code == 2


def test_help_of_export_lists_every_format(gumru: Gumru) -> None:
    from gumru_kg.exporters import EXPORTS

    words = gumru("export", "--help").stdout.replace(",", " ").split()
    assert set(EXPORTS) <= {word.rstrip(".") for word in words}
