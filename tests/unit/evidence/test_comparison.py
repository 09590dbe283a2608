"""Spans held against a text."""

from __future__ import annotations

import csv
import hashlib
import json
from typing import TYPE_CHECKING

import pyoxigraph as ox
import pytest

from gumru_kg.errors import DataError
from gumru_kg.evidence import LEDGER_SIZE, Gap, check_evidence, read_text
from gumru_kg.namespaces import DCTERMS, GID, GUM, OA, SCHEMA, XSD

if TYPE_CHECKING:
    from pathlib import Path

TEXT = "Kars alındı. Gümrü de alındı."
SEED = f"{GID}source-seed"


def sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def quad(subject: str, predicate: str, value: ox.NamedNode | ox.Literal) -> ox.Quad:
    return ox.Quad(ox.NamedNode(GID + subject), ox.NamedNode(predicate), value)


def source(name: str, text: str) -> list[ox.Quad]:
    return [quad(name, f"{SCHEMA}sha256", ox.Literal(sha256(text)))]


def span(
    start: int, end: int, digest: str, *, source: str = "source-seed", claim: str = ""
) -> list[ox.Quad]:
    evidence, selector = f"evidence-{start}-{end}", f"selector-{start}-{end}"
    integer = ox.NamedNode(f"{XSD}integer")
    quads = [
        quad(evidence, f"{OA}hasSource", ox.NamedNode(GID + source)),
        quad(evidence, f"{OA}hasSelector", ox.NamedNode(GID + selector)),
        quad(evidence, f"{GUM}spanSha256", ox.Literal(digest)),
        quad(selector, f"{OA}start", ox.Literal(str(start), datatype=integer)),
        quad(selector, f"{OA}end", ox.Literal(str(end), datatype=integer)),
    ]
    if claim:
        name = f"claim-{claim.lower()}"
        evidence_node = ox.NamedNode(GID + evidence)
        quads.append(quad(name, f"{GUM}evidence", evidence_node))
        quads.append(quad(name, f"{DCTERMS}identifier", ox.Literal(claim)))
    return quads


def test_a_span_that_fits_is_right_and_shows_its_words() -> None:
    quads = source("source-seed", TEXT) + span(0, 4, sha256("Kars"), claim="S01")
    report = check_evidence(quads, TEXT)
    assert report.source == SEED
    assert report.is_same_text
    assert report.is_right
    [found] = report.spans
    assert (found.status, found.words) == ("right", "Kars")
    assert found.claims == (f"{GID}claim-s01",)


def test_offsets_are_code_points_of_the_normalised_text() -> None:
    quads = source("source-seed", TEXT) + span(13, 18, sha256("Gümrü"))
    decomposed = TEXT.replace("ü", "u\u0308")
    report = check_evidence(quads, decomposed)
    assert report.is_right
    assert report.spans[0].words == "Gümrü"


def test_a_span_that_differs_is_a_mismatch() -> None:
    quads = source("source-seed", TEXT) + span(0, 4, sha256("Ardahan"))
    report = check_evidence(quads, TEXT)
    assert not report.is_right
    assert [found.status for found in report.mismatches] == ["differs"]


def test_a_span_outside_the_text_is_a_mismatch() -> None:
    quads = source("source-seed", TEXT) + span(0, 400, sha256("Kars"))
    [found] = check_evidence(quads, TEXT).mismatches
    assert (found.status, found.words) == ("outside", None)


def test_another_text_is_said_to_differ_and_its_spans_are_checked_all_the_same() -> (
    None
):
    quads = source("source-seed", TEXT) + span(0, 4, sha256("Kars"))
    report = check_evidence(quads, "Kars alınmadı.")
    assert report.is_same_text is False
    assert not report.is_right
    assert report.source == SEED
    assert report.spans[0].status == "right"


def test_the_text_tells_which_source_it_is() -> None:
    quads = [
        *source("source-a", "another text"),
        *source("source-seed", TEXT),
        *span(0, 4, sha256("Kars")),
        *span(0, 7, sha256("another"), source="source-a"),
    ]
    assert check_evidence(quads, "another text").source == f"{GID}source-a"
    assert check_evidence(quads, TEXT).source == SEED
    assert [s.words for s in check_evidence(quads, TEXT).spans] == ["Kars"]


def test_a_changed_text_belongs_to_the_source_that_most_spans_fit() -> None:
    quads = [
        *source("source-a", "another text"),
        *source("source-seed", TEXT),
        *span(0, 4, sha256("Kars")),
        *span(0, 7, sha256("another"), source="source-a"),
    ]
    assert check_evidence(quads, f"{TEXT} Sonra.").source == SEED


def test_coverage_counts_what_claims_reach_and_shows_the_rest() -> None:
    quads = [
        *source("source-seed", TEXT),
        *span(0, 4, sha256("Kars"), claim="S01"),
        *span(13, 18, sha256("Gümrü")),
    ]
    coverage = check_evidence(quads, TEXT).coverage
    assert coverage is not None
    assert coverage.characters == len(TEXT.replace(" ", ""))
    assert coverage.covered == 4
    assert coverage.gaps == (Gap(5, len(TEXT), TEXT[5:]),)


def test_blanks_need_no_claim() -> None:
    text = "a \n\u00a0 b"
    quads = [
        *source("source-seed", text),
        *span(0, 1, sha256("a"), claim="S01"),
        *span(5, 6, sha256("b"), claim="S02"),
    ]
    coverage = check_evidence(quads, text).coverage
    assert coverage is not None
    assert coverage.share == 1
    assert coverage.gaps == ()


def test_assertions_are_claims_named_like_rows_of_the_ledger() -> None:
    quads = [
        *source("source-seed", TEXT),
        *span(0, 4, sha256("Kars"), claim="S01"),
        *span(5, 11, sha256("alındı"), claim="S59"),
        *span(13, 18, sha256("Gümrü"), claim="X7"),
    ]
    report = check_evidence(quads, TEXT)
    assert report.assertions == ("S01", "S59")
    assert len(report.missing_assertions) == LEDGER_SIZE - 2


def test_without_a_text_spans_are_counted_only() -> None:
    quads = source("source-seed", TEXT) + span(0, 4, sha256("x"), claim="S01")
    report = check_evidence(quads)
    assert report.is_same_text is None
    assert report.coverage is None
    assert [found.status for found in report.spans] == ["unchecked"]
    assert report.assertions == ("S01",)
    assert report.source == SEED
    assert report.is_right


def test_the_order_of_quads_does_not_show() -> None:
    quads = [
        *source("source-seed", TEXT),
        *span(0, 4, sha256("Kars"), claim="S01"),
        *span(13, 18, sha256("Gümrü"), claim="S02"),
    ]
    assert check_evidence(quads, TEXT) == check_evidence(quads[::-1], TEXT)


def test_a_report_is_plain_json() -> None:
    quads = source("source-seed", TEXT) + span(0, 4, sha256("Kars"), claim="S01")
    plain = json.loads(json.dumps(check_evidence(quads, TEXT).to_dict()))
    assert plain["is_right"] is True
    assert plain["assertions"]["found"] == 1
    assert plain["span_counts"]["right"] == 1
    assert plain["spans"][0]["words"] == "Kars"
    assert 0 < plain["coverage"]["share"] < 1
    without = json.loads(json.dumps(check_evidence(quads).to_dict()))
    assert without["coverage"] is None


@pytest.fixture(scope="module")
def built(checkout: Path) -> list[ox.Quad]:
    path = checkout / "data" / "gumru.ttl"
    return list(ox.parse(path=path, format=ox.RdfFormat.TURTLE))


@pytest.fixture(scope="module")
def ledger(shared: Path) -> list[dict[str, str]]:
    path = shared / "facts" / "seed_ledger.tsv"
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t"))


@pytest.fixture(scope="module")
def seed_text(shared: Path) -> str:
    return read_text(next((shared / "seed").glob("*.txt")))


def test_every_row_of_the_ledger_is_a_claim_on_its_span(
    built: list[ox.Quad], ledger: list[dict[str, str]], seed_text: str
) -> None:
    report = check_evidence(built, seed_text)
    assert report.missing_assertions == ()
    spans = {(span.start, span.end): span for span in report.spans}
    identifiers = {
        (quad.subject.value, quad.object.value)
        for quad in built
        if quad.predicate.value == f"{DCTERMS}identifier"
        and isinstance(quad.subject, ox.NamedNode)
        and isinstance(quad.object, ox.Literal)
    }
    assert len(ledger) == LEDGER_SIZE
    for row in ledger:
        span = spans[int(row["start"]), int(row["end"])]
        assert span.sha256 == row["sha256"]
        assert any((claim, row["id"]) in identifiers for claim in span.claims)


def test_every_span_of_the_seed_text_is_right(
    built: list[ox.Quad], seed_text: str
) -> None:
    report = check_evidence(built, seed_text)
    assert report.is_same_text
    assert report.mismatches == ()
    assert report.spans


def test_spans_that_each_reach_over_all_of_a_text_are_refused() -> None:
    text = "ab" * 50_000
    many = [
        each for start in range(1_100) for each in span(start, len(text), sha256(text))
    ]
    with pytest.raises(DataError, match="over 100,000,000 in all"):
        check_evidence([*source("source-seed", text), *many], text)


def test_long_spans_of_another_source_are_not_compared_with_this_one() -> None:
    text = "ab" * 50_000
    theirs = [
        each
        for start in range(1_100)
        for each in span(start, len(text), sha256(text), source="source-other")
    ]
    digests = [*source("source-seed", text), *source("source-other", "other")]
    report = check_evidence([*digests, *theirs], text)
    assert (report.source, report.spans) == (SEED, ())


def test_text_of_marks_alone_is_refused() -> None:
    # Its normal form would take minutes.
    with pytest.raises(DataError, match="more than 100 marks"):
        check_evidence([], "a" + "\u0301\u0323" * 300_000)
