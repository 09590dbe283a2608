"""The page of statistics is that of the shipped graph, and can be read."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from gumru_kg.cli._statistics_page import write_page
from gumru_kg.knowledge_graph import open_graph
from gumru_kg.statistics import Statistics, measure

PAGE = Path(__file__).resolve().parents[2] / "docs" / "editorial-statistics.md"


@pytest.fixture(scope="module")
def statistics() -> Statistics:
    return measure(open_graph())


@pytest.fixture(scope="module")
def fresh(statistics: Statistics) -> str:
    return write_page(statistics)


def _section(page: str, title: str) -> str:
    (section,) = (part for part in page.split("\n## ") if part.startswith(title))
    return section


def test_the_page_is_that_of_today(fresh: str) -> None:
    assert PAGE.read_text("utf-8") == fresh, "run: make statistics"


def test_the_page_can_be_read_at_one_sitting(fresh: str) -> None:
    assert len(fresh.splitlines()) <= 650


def test_the_page_begins_with_the_whole_in_ten_lines(fresh: str) -> None:
    overview = fresh.split("\n## ")[1]
    assert 5 <= overview.count("\n- ") <= 10


def test_every_section_has_a_turkish_title(fresh: str) -> None:
    titles = re.findall(r"^## (.+)$", fresh, re.MULTILINE)
    assert len(titles) == 10
    assert [title for title in titles if " · " not in title] == []


def test_every_position_of_every_dispute_is_told(
    fresh: str, statistics: Statistics
) -> None:
    section = _section(fresh, "Where sources differ")
    rows = [line for line in section.splitlines() if line.startswith("| ")][2:]
    positions = [it for dispute in statistics.disputes for it in dispute.positions]
    assert len(rows) == len(positions)
    for row, position in zip(rows, positions, strict=True):
        assert all(witness.claim in row for witness in position.witnesses)


def test_every_perspective_is_told_the_same_way(
    fresh: str, statistics: Statistics
) -> None:
    section = fresh.split("\n## Facts of one perspective")[1].split(
        "\n## ", maxsplit=1
    )[0]
    rows = [line for line in section.splitlines() if line.startswith("| [")]
    assert len(rows) == len(statistics.perspectives)
    names = [row.split("]")[0] for row in rows]
    assert names == sorted(names, key=str.casefold)


def test_tables_are_whole(fresh: str) -> None:
    widths: set[int] = set()
    for line in fresh.splitlines():
        if not line.startswith("|"):
            widths = set()
            continue
        widths.add(len(re.findall(r"(?<!\\)\|", line)))
        assert len(widths) == 1, line
