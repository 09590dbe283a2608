"""One thing is told as one, several as several."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gumru_kg.cli._sheets import Page

if TYPE_CHECKING:
    from tests.cli.conftest import Gumru

ONE = "<https://example.org/kars> <http://www.w3.org/2002/07/owl#sameAs> {} .\n"
KARS = ONE.format("<http://www.wikidata.org/entity/Q179352>")
ONE_CLAIM = """
@prefix gum: <https://w3id.org/gumru/ont#> .
@prefix gv: <https://w3id.org/gumru/voc/> .
<urn:claim> a gum:Claim ; gum:source <urn:source> ; gum:verdict gv:verdict.accepted .
<urn:source> a gum:Source .
"""


def test_what_was_loaded_is_counted_in_words_that_fit(gumru: Gumru) -> None:
    (gumru.folder / "one.nt").write_text(KARS, "utf-8")
    (gumru.folder / "two.nt").write_text(KARS + ONE.format("<urn:b>"), "utf-8")
    one = gumru("load", "one.nt", "--store", "one")
    assert one.stdout == "one: 1 quad of 1 file\n"
    both = gumru("load", "one.nt", "two.nt", "--store", "both")
    assert both.stdout == "both: 2 quads of 2 files\n"


def test_one_triple_of_others_is_one(gumru: Gumru) -> None:
    (gumru.folder / "one.nt").write_text(KARS, "utf-8")
    told = gumru("integrate", "one.nt", "-o", "work").stdout
    assert told.splitlines()[0] == "one.nt: 1 triple"


def test_statistics_of_one_claim_speak_of_one(gumru: Gumru) -> None:
    (gumru.folder / "one.ttl").write_text(ONE_CLAIM, "utf-8")
    told = gumru("statistics", "one.ttl").stdout
    assert "- **1 claim** of 1 source in " in told


def test_words_with_numbers_fit_in_both_languages() -> None:
    english, turkish = (Page(width=80, lang=lang) for lang in ("en", "tr"))
    assert english.count("claims", 1) == "1 claim"
    assert english.count("claims", 2) == "2 claims"
    assert english.count("groups", 1) == "one independent group"
    assert english.count("groups", 3) == "3 independent groups"
    assert english.count("dispute_count", 1).startswith("1 point on")
    assert turkish.count("claims", 1) == "1 iddia"
    assert turkish.count("groups", 3) == "3 bağımsız kümedeki"
