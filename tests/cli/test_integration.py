"""``gumru integrate``: propose, review, apply, undo."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.cli.conftest import Gumru

KARS = """@prefix s: <https://schema.org/> .
<http://example.org/kars> a s:City ; s:name "Kars" , "Qers"@ku ;
    s:sameAs <http://www.wikidata.org/entity/Q127063> .
"""


@pytest.fixture
def proposed(gumru: Gumru) -> Gumru:
    """The console script in a folder in which a graph has been compared."""
    (gumru.folder / "kars.ttl").write_text(KARS, "utf-8")
    ended = gumru("integrate", "kars.ttl", "-o", "work")
    assert (ended.exit_code, ended.stderr) == (0, "")
    return gumru


def test_graph_is_proposed_merged_asked_and_undone(proposed: Gumru) -> None:
    applied = proposed("integrate", "--apply", "--accept-identifiers", "-o", "work")
    assert (applied.exit_code, applied.stderr) == (0, "")
    assert "links: exactMatch 1" in applied.stdout
    assert "our things, links and claims conform" in applied.stdout
    asked = proposed(
        *("query", "links/external", "-p", "scheme=example.org", "--format", "csv"),
        *("--file", "work/merged/graphs"),
    )
    rows = list(csv.DictReader(asked.stdout.splitlines()))
    assert [(row["external"], row["checkLabel"]) for row in rows] == [
        ("http://example.org/kars", "shared identifier")
    ]
    undone = proposed("integrate", "--undo", "-o", "work")
    assert (undone.exit_code, undone.stdout) == (0, "work: the last merge is undone\n")
    assert not (proposed.folder / "work" / "merged").exists()


def test_steps_are_told_as_json(proposed: Gumru) -> None:
    again = proposed("integrate", "kars.ttl", "-o", "work", "--json").json()
    assert again["graphs"][0]["profile"]["triples"] == 4
    [mapping] = again["mappings"]
    assert mapping["relation"] == "exactMatch"
    report = proposed("integrate", "--apply", "-o", "work", "--json").json()
    assert (report["links"], report["open"], report["conforms"]) == ([], 1, True)


def test_merge_that_does_not_conform_gives_exit_code_1(gumru: Gumru) -> None:
    (gumru.folder / "ours.ttl").write_text(
        "<https://w3id.org/gumru/id/place-x> a <https://w3id.org/gumru/ont#Place> .",
        "utf-8",
    )
    (gumru.folder / "kars.ttl").write_text(KARS, "utf-8")
    gumru("integrate", "kars.ttl", "-o", "work", "--file", "ours.ttl")
    ended = gumru("integrate", "--apply", "-o", "work", "--file", "ours.ttl")
    assert ended.exit_code == 1
    assert "do not conform: " in ended.stdout


@pytest.mark.parametrize(
    ("arguments", "exit_code", "problem"),
    [
        (("-o", "work"), 2, "give one of"),
        (("kars.ttl", "--undo", "-o", "work"), 2, "give one of"),
        (("kars.ttl",), 2, "--output"),
        (("kars.ttl", "--accept-identifiers", "-o", "w"), 2, "goes with --apply"),
        (("kars.ttl", "--context", "x", "-o", "w"), 2, "is not of the form IRI=FILE"),
        (("--apply", "-o", "nowhere"), 3, "is no folder of an integration"),
        (("--undo", "-o", "nowhere"), 3, "is no folder of an integration"),
        (("--undo", "-o", "work"), 3, "there is no merge to be undone"),
        (("none.ttl", "-o", "w"), 3, "cannot be read"),
        (("kars.ttl", "-o", "kars.ttl"), 3, "is a file"),
        (("kars.ttl", "-o", "."), 3, "holds other files"),
        (("kars.ttl", "-o", "a/b"), 3, "there is no folder 'a'"),
    ],
)
def test_fault_is_told_in_one_line(
    proposed: Gumru, arguments: tuple[str, ...], exit_code: int, problem: str
) -> None:
    ended = proposed("integrate", *arguments)
    assert ended.exit_code == exit_code
    [line] = ended.error_lines
    assert problem in line
    assert not (proposed.folder / "w").exists()
