"""Spellings of the sources are matched with things, and the rest with none."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest

from gumru_kg.name_matching import SURE
from gumru_kg.names import Label
from tests.unit.name_matching.sample import (
    Measures,
    Spelling,
    leave_out,
    match_ours,
    measure,
    read_labels,
    read_sample,
)

SAMPLE = read_sample()
TUNING = [each for each in SAMPLE if each.is_for_tuning]
HELD_OUT = [each for each in SAMPLE if not each.is_for_tuning]
SCRIPTS = ("LATIN", "ARMENIAN", "CYRILLIC", "GEORGIAN")


@pytest.fixture(scope="module")
def labels() -> dict[str, list[Label]]:
    return read_labels()


@pytest.fixture(scope="module", params=[TUNING, HELD_OUT], ids=["tuning", "held-out"])
def measures(
    request: pytest.FixtureRequest, labels: dict[str, list[Label]]
) -> Measures:
    return measure(request.param, match_ours, labels=labels)


def test_sure_matches_are_right(measures: Measures) -> None:
    assert measures.precision >= 0.97, measures.wrong


def test_most_spellings_are_matched_surely(measures: Measures) -> None:
    assert measures.recall >= 0.75, measures.missed


def test_the_thing_that_is_meant_is_nearly_always_the_first(measures: Measures) -> None:
    assert measures.first >= 0.9, measures.missed


def test_numbers_of_the_page_are_those_of_today(
    labels: dict[str, list[Label]], checkout: Path
) -> None:
    page = (checkout / "docs" / "names.md").read_text("utf-8")
    halves = [measure(half, match_ours, labels=labels) for half in (TUNING, HELD_OUT)]
    numbers = " | ".join(
        f"{half.precision:.2f} / {half.recall:.2f} / {half.first:.2f}"
        for half in halves
    )
    assert f"| gumru-kg | {SURE:.0f} | {numbers} |" in page
    assert f"has {len(SAMPLE)} spellings" in page


def test_sample_holds_four_scripts_in_both_halves() -> None:
    for half in (TUNING, HELD_OUT):
        text = "".join(each.text for each in half)
        names = {unicodedata.name(sign, "").partition(" ")[0] for sign in text}
        assert {"LATIN", "ARMENIAN", "CYRILLIC"} <= names
    names = {unicodedata.name(sign, "").partition(" ")[0] for sign in _text()}
    assert names >= set(SCRIPTS)
    assert len(SAMPLE) >= 300
    assert sum(not each.iri for each in SAMPLE) >= 40


def _text() -> str:
    return "".join(each.text for each in SAMPLE)


def test_no_row_comes_twice() -> None:
    assert len({(each.text, each.iri, each.language) for each in SAMPLE}) == len(SAMPLE)


def test_things_of_the_sample_are_of_their_class(
    labels: dict[str, list[Label]],
) -> None:
    for each in SAMPLE:
        if each.iri:
            assert each.iri in {label.iri for label in labels[each.kind]}


def test_what_is_called_so_already_is_left_out(labels: dict[str, list[Label]]) -> None:
    left = leave_out("KÂZIM KARABEKİR", labels["Person"])
    assert left
    assert not any(label.text == "Kâzım Karabekir" for label in left)


def test_every_spelling_stands_in_the_line_it_names(shared: Path) -> None:
    lines: dict[str, list[str]] = {}
    for each in SAMPLE:
        file, _, number = each.origin.partition(":")
        if file not in lines:
            text = (shared / "facts" / file).read_text("utf-8")
            lines[file] = text.split("\n")
        assert each.text in lines[file][int(number) - 1], _describe(each)


def _describe(each: Spelling) -> str:
    return f"{each.text} is not in {each.origin}"
