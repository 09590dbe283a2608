"""``gumru statistics`` on the shipped graph and on files of others."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.cli.conftest import Gumru

HOSTILE = r"""
PREFIX gum: <https://w3id.org/gumru/ont#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
<urn:treaty> a gum:Treaty ;
    skos:prefLabel "A|B\n# C <script>x</script> [d](javascript:e) \u001B[31m"@en .
<http://example.org/a(b)> a gum:Person ; skos:prefLabel "P"@en .
<javascript:alert> a gum:Person .
"""
HOSTILE_NUMBERS = r"""
PREFIX gum: <https://w3id.org/gumru/ont#>
<urn:treaty> a gum:Treaty ; gum:hasText <urn:text> .
<urn:text> gum:hasClause <urn:a> , <urn:b> , <urn:c> .
<urn:a> gum:number "<script>|\u001B[31m" ; gum:content "x"@en .
<urn:b> gum:number "%s" ; gum:content "x"@en .
<urn:c> gum:number "٣" ; gum:content "x"@en .
"""


def test_the_same_page_comes_each_time(gumru: Gumru) -> None:
    first, second = gumru("statistics"), gumru("statistics")
    assert first.exit_code == 0
    assert first.stderr == ""
    assert first.stdout.startswith("# Editorial statistics")
    assert first.stdout == second.stdout


def test_json_has_the_same_numbers(gumru: Gumru) -> None:
    told = gumru("statistics", "--json").json()
    claims = sum(
        source["accepted"] + source["attributed"] + source["rejected"]
        for source in told["sources"]
    )
    assert f"**{claims:,} claims**" in gumru("statistics").stdout


def test_a_page_is_written_to_a_file(gumru: Gumru, tmp_path: Path) -> None:
    ended = gumru("statistics", "-o", "page.md")
    assert (ended.exit_code, ended.stdout) == (0, "")
    assert (tmp_path / "page.md").read_text("utf-8") == gumru("statistics").stdout


def test_labels_of_a_file_stay_text(gumru: Gumru, tmp_path: Path) -> None:
    (tmp_path / "hostile.ttl").write_text(HOSTILE, "utf-8")
    page = gumru("statistics", "hostile.ttl").stdout
    assert "A\\|B \\# C \\<script\\>x\\</script\\> \\[d\\](javascript:e)" in page
    assert "\x1b" not in page
    assert "(http://example.org/a%28b%29)" in page
    assert "](javascript:" not in page.replace("\\](javascript:", "")


def test_numbers_of_a_file_stay_text(gumru: Gumru, tmp_path: Path) -> None:
    # More digits than Python makes a number of.
    text = HOSTILE_NUMBERS % ("9" * 5_000)
    (tmp_path / "numbers.ttl").write_text(text, "utf-8")
    ended = gumru("statistics", "numbers.ttl")
    assert (ended.exit_code, ended.stderr) == (0, "")
    assert "\\<script\\>\\|" in ended.stdout
    assert "\x1b" not in ended.stdout


def test_a_file_that_is_not_there_is_told_in_one_line(
    refuses: Callable[..., str],
) -> None:
    assert "there is no such file" in refuses("statistics", "nothing.ttl")
