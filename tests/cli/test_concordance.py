"""``gumru concordance``: treaties side by side."""

from __future__ import annotations

import csv
import io
import json
import re
import stat
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from gumru_kg import open_graph
from gumru_kg.cli._text import display_width
from gumru_kg.exporters.concordance import tabulate

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.cli.conftest import Gumru

SMALL = str(Path(__file__).parents[1] / "unit" / "concordance" / "treaties.ttl")
THREE = ("gumru", "moscow", "kars")


def test_three_treaties_stand_side_by_side(gumru: Gumru) -> None:
    ended = gumru("concordance", *THREE, environment={"COLUMNS": "120"})
    assert ended.exit_code == 0
    row = next(line for line in ended.stdout.splitlines() if line.startswith("C09 "))
    assert row.split()[1:] == ["Batum", "–", "new", "2", "repeats", "6"]


def test_order_of_the_names_does_not_matter(gumru: Gumru) -> None:
    shown = gumru("concordance", *THREE)
    assert shown.stdout == gumru("concordance").stdout
    assert shown.stdout == gumru("concordance", "kars", "gumru", "moscow").stdout
    assert "the order in which they were signed" in " ".join(
        gumru("concordance", "--help").stdout.split()
    )


@pytest.mark.parametrize("topic", ["nakhchivan", "C07", "Nahçıvan", "NAHÇIVAN"])
def test_topic_is_one_row(gumru: Gumru, topic: str) -> None:
    shown = gumru("concordance", "--topic", topic, "--json").json()
    assert [row["notation"] for row in shown["rows"]] == ["C07"]


def test_json_has_iris_claims_and_verdicts(gumru: Gumru) -> None:
    shown = gumru("concordance", *THREE, "--json").json()
    assert [treaty["iri"][-4:] for treaty in shown["treaties"]] == [
        "1920",
        "1921",
        "1921",
    ]
    relations = [
        relation
        for row in shown["rows"]
        for relation in row["relations"]
        if relation["iri"]
    ]
    ties = [tie for relation in relations for tie in relation["ties"]]
    assert ties
    assert all(
        value.startswith("https://w3id.org/gumru/")
        for tie in ties
        for key, value in tie.items()
        if key != "locator"
    )
    assert gumru("concordance", *THREE, "--format", "json").json() == shown


def test_csv_and_table_tell_the_same_articles(gumru: Gumru) -> None:
    ended = gumru("concordance", *THREE, "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(ended.stdout, newline="")))
    (nakhchivan,) = [row for row in rows if row["No."] == "C07"]
    articles = [text for head, text in nakhchivan.items() if head.startswith("Treaty")]
    assert articles[0] == "2 §2"
    assert articles[1].startswith("3")
    assert articles[2].startswith("5")


def test_words_are_turkish_when_turkish_is_asked(gumru: Gumru) -> None:
    shown = gumru("concordance", *THREE, "--lang", "tr", "--topic", "nakhchivan")
    assert "Nahçıvan" in shown.stdout
    assert "değiştirir" in shown.stdout
    assert shown.stderr == ""


@pytest.mark.parametrize("width", [40, 80, 200])
def test_table_fits_the_terminal(gumru: Gumru, width: int) -> None:
    shown = gumru("concordance", *THREE, environment={"COLUMNS": str(width)})
    assert max(map(display_width, shown.stdout.splitlines())) <= width


@pytest.mark.parametrize("width", [80, 100, 140])
@pytest.mark.parametrize("lang", ["en", "tr"])
def test_columns_stand_in_both_languages_with_words_whole(
    gumru: Gumru, lang: str, width: int
) -> None:
    shown = gumru("concordance", "--lang", lang, environment={"COLUMNS": str(width)})
    printed = set(re.findall(r"\w+", shown.stdout))
    table = tabulate(open_graph().concordance(lang=lang), lang=lang)
    words = {
        word for row in table.rows for cell in row for word in re.findall(r"\w+", cell)
    }
    rules = [line for line in shown.stdout.splitlines() if line.startswith("───")]
    assert [len(rule.split()) for rule in rules] == [6]
    assert words - printed == set()


def test_heads_are_short_and_told_in_full_below(gumru: Gumru) -> None:
    shown = gumru("concordance", *THREE, environment={"COLUMNS": "200"})
    head = " ".join(shown.stdout.splitlines()[0].split())
    assert head == "Subject Gümrü 1920 → Moscow 1921 → Kars 1921"
    assert "Gümrü 1920: Treaty of Gümrü (Alexandropol), 1920;" in shown.stdout
    assert "modifies? (Gümrü 1920)" in shown.stdout


def test_treaties_of_one_place_and_year_keep_their_names(gumru: Gumru) -> None:
    two = ("batum-1918", "batum-georgia-1918")
    shown = gumru("concordance", *two, environment={"COLUMNS": "140"})
    head = shown.stdout.splitlines()[0]
    assert "Treaty of Batum (Ottoman Empire and Armenia), 1918" in head
    assert "Treaty of Batum (Ottoman Empire and Georgia), 1918" in head


@pytest.mark.parametrize("format", ["table", "json", "csv", "html"])
def test_file_holds_what_standard_output_would(gumru: Gumru, format: str) -> None:
    arguments = ("concordance", *THREE, "--format", format)
    assert gumru(*arguments, "-o", "out").stdout == ""
    written = gumru.folder / "out"
    assert written.read_bytes().decode() == gumru(*arguments).stdout
    assert stat.S_IMODE(written.stat().st_mode) & 0o400


def test_failure_leaves_the_old_file(gumru: Gumru) -> None:
    old = gumru.folder / "page.html"
    old.write_text("old")
    ended = gumru("concordance", "--topic", "xyzzy", "--format", "html", "-o", str(old))
    assert ended.exit_code == 3
    assert old.read_text() == "old"
    assert [file.name for file in gumru.folder.iterdir()] == ["page.html"]


def test_file_of_ones_own_is_compared(gumru: Gumru) -> None:
    ended = gumru("concordance", "alpha", "gamma", "beta", "--file", SMALL)
    assert ended.exit_code == 0
    assert "R01" in ended.stdout
    assert "not compared" in ended.stdout


def test_treaty_without_articles_is_told(gumru: Gumru) -> None:
    ended = gumru("concordance", "alpha", "empty", "--file", SMALL, "--json")
    assert json.loads(ended.stdout)["rows"]
    (told,) = ended.error_lines
    assert told == (
        "gumru: the graph puts no article of Treaty of Empty, 1915 under a subject"
        " shown"
    )


@pytest.mark.parametrize(
    ("arguments", "exit_code", "told"),
    [
        (["gumru"], 2, "name two treaties or more"),
        (["gumru", "treaty-gumru-1920"], 3, "two treaties or more"),
        (["gumru", "Lozan Antlaşmasi 1922"], 3, "nearest: "),
        (["gumru", "karabekir"], 3, "no treaty is called 'karabekir'"),
        ([*THREE, "--topic", "nakchivan"], 3, "subject.nakhchivan"),
        ([*THREE, "--topic", ""], 3, "no subject is called ''"),
        ([*THREE, "--format", "pdf"], 2, "'pdf' is not one of"),
        ([*THREE, "--lang", "türkçe"], 2, "no language tag"),
        ([*THREE, "-o", "no/such/folder/x"], 3, "cannot be written"),
        ([*THREE, "--file", SMALL], 3, "no treaty is called 'gumru'"),
    ],
)
def test_bad_input_is_refused_in_one_line(
    refuses: Callable[..., str], arguments: list[str], exit_code: int, told: str
) -> None:
    assert told in refuses("concordance", *arguments, exit_code=exit_code)
