"""A knowledge graph on an endpoint answers as the shipped one does."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING, Final

import pytest

from gumru_kg import open_graph
from gumru_kg.engines.endpoint_settings import EndpointSettings
from gumru_kg.errors import (
    CapabilityError,
    EndpointError,
    EndpointTimeoutError,
    UnknownNameError,
)
from tests.engines.servers import HOST, Talker, free_port, say

if TYPE_CHECKING:
    from collections.abc import Callable

    from gumru_kg import KnowledgeGraph

QUESTIONS: Final[dict[str, Callable[[KnowledgeGraph], object]]] = {
    "treaties": lambda kg: kg.treaties(lang="tr"),
    "treaty": lambda kg: kg.treaty("Gümrü Antlaşması"),
    "provisions": lambda kg: kg.provisions("kars-1921"),
    "events": lambda kg: kg.events(since="1920-11", until="1920-12-03"),
    "claims": lambda kg: kg.claims("event-gumru-signing"),
    "disputed": lambda kg: kg.disputed(lang="hy"),
    "concordance": lambda kg: kg.concordance("kars", "gumru"),
    "describe": lambda kg: kg.describe("karabekir"),
    "info": lambda kg: kg.info(),
    "resolve": lambda kg: kg.resolve("Kars Antlaşması"),
    "select": lambda kg: kg.select("SELECT * { ?t a gum:Treaty } ORDER BY ?t").write(
        "tsv"
    ),
}


@pytest.mark.parametrize("question", QUESTIONS)
def test_typed_answers_are_the_same(shipped_server: str, question: str) -> None:
    ask = QUESTIONS[question]
    assert ask(open_graph(shipped_server)) == ask(open_graph())


def test_unknown_name_is_told_with_its_nearest(shipped_server: str) -> None:
    with pytest.raises(UnknownNameError, match="gumru"):
        open_graph(shipped_server).treaty("gumru-1921")


def test_what_an_endpoint_cannot_do_is_one_line(shipped_server: str) -> None:
    kg = open_graph(shipped_server)
    for ask in (kg.validate, lambda: kg.export("turtle"), kg.to_rdflib):
        with pytest.raises(CapabilityError, match="not its data with literals"):
            ask()


def test_answer_that_takes_too_long_is_left(shipped_server: str) -> None:
    kg = open_graph(shipped_server)
    # The server works on alone after we hung up: seconds of work, little memory.
    pairs = "?a a gum:Claim . ?b a gum:Claim . FILTER (CONTAINS(STR(?a), STR(?b)))"
    with pytest.raises(EndpointTimeoutError):
        list(kg.select(f"SELECT (COUNT(*) AS ?n) {{ {pairs} }}", timeout=0.3))
    with pytest.raises(CapabilityError, match="its memory is its own"):
        kg.select("SELECT * {}", max_memory=1_000_000)


def test_settings_need_an_address() -> None:
    with pytest.raises(EndpointError, match="no address"):
        open_graph(endpoint=EndpointSettings())
    with pytest.raises(EndpointError, match="no address of http"):
        open_graph("data/gumru.ttl", endpoint=EndpointSettings())


# --- The command line --------------------------------------------------------


def run(*arguments: str, text: str = "") -> subprocess.CompletedProcess[str]:
    """Run the command line."""
    return subprocess.run(
        (sys.executable, "-m", "gumru_kg", *arguments),
        input=text,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def test_named_query_prints_the_same(shipped_server: str) -> None:
    arguments = ("query", "treaty/parties", "-p", "treaty=kars-1921", "--json")
    done = run(*arguments, "--endpoint", shipped_server)
    assert (done.returncode, done.stderr) == (0, "")
    assert json.loads(done.stdout) == json.loads(run(*arguments).stdout)


def test_query_of_ones_own_is_asked(shipped_server: str) -> None:
    done = run("sparql", "-", "--endpoint", shipped_server, text="ASK { ?t a gum:No }")
    assert (done.returncode, done.stdout) == (1, "false\n")


def test_error_of_an_endpoint_is_one_line() -> None:
    url = f"http://{HOST}:{free_port()}/sparql?key=s3cret"
    done = run("query", "treaty/list", "--endpoint", url)
    assert done.returncode == 3
    assert done.stdout == ""
    assert done.stderr.count("\n") == 1
    assert "cannot be reached" in done.stderr
    assert "s3cret" not in done.stderr


def test_half_an_answer_is_no_success() -> None:
    body = '{"head":{"vars":["x"]},"results":{"bindings":['
    row = '{"x":{"type":"literal","value":"Kars"}},'
    with Talker(say(body + row * 9999)) as server:
        for wanted in ("table", "json", "csv"):
            arguments = ("sparql", "-", "--endpoint", server.url, "--format", wanted)
            done = run(*arguments, text="SELECT ?x { ?x a gum:Place }")
            assert done.returncode == 3
            assert done.stderr.count("\n") == 1
            assert "breaks off" in done.stderr


def test_endpoint_and_files_exclude_one_another() -> None:
    both = ("--endpoint", "http://127.0.0.1/", "--file", "data/gumru.ttl")
    done = run("query", "treaty/list", *both)
    assert done.returncode == 2
    assert "not both" in done.stderr


@pytest.mark.parametrize("url", ["file:///etc/passwd", "data/gumru.ttl", ""])
def test_other_addresses_are_refused(url: str) -> None:
    done = run("query", "treaty/list", "--endpoint", url)
    assert done.returncode == 3
    assert "http" in done.stderr
    assert done.stderr.count("\n") == 1
