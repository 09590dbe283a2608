"""Evidence: each span with its offsets and a digest that fits the text."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from typing import TYPE_CHECKING, Final

from gumru_kg.editorial.manuscript import TYPE
from gumru_kg.namespaces import GUM, OA, SCHEMA, compress

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from gumru_kg.editorial.manuscript import Manuscript
    from gumru_kg.editorial.parts import Statement
    from gumru_kg.editorial.problems import Problem

_DIGEST: Final = re.compile(r"[0-9a-f]{64}")
_OFFSET: Final = re.compile(r"[0-9]{1,12}")


def check_spans(
    manuscript: Manuscript, *, texts: Mapping[str, str]
) -> Iterator[Problem]:
    """Find evidence without a place, and spans that do not fit their text.

    Args:
        manuscript: The parts.
        texts: Texts of sources by the IRI of the source.

    Yields:
        The problems.

    Example:
        >>> from gumru_kg.editorial.manuscript import Manuscript
        >>> list(check_spans(Manuscript([]), texts={}))
        []
    """
    texts = {iri: unicodedata.normalize("NFC", text) for iri, text in texts.items()}
    digests: dict[tuple[str, int, int], Statement] = {}
    for evidence in manuscript.things:
        if f"{GUM}Evidence" not in manuscript.values(evidence, TYPE):
            continue
        yield from _check_source(manuscript, evidence)
        span = _find_span(manuscript, evidence)
        yield from _check_form(manuscript, evidence, is_span=span is not None)
        digest = manuscript.find(evidence, f"{GUM}spanSha256")
        if span is None or not digest:
            continue
        yield from _check_rival(digest[0], digests.setdefault(span, digest[0]))
        if span[0] in texts:
            yield from _check_text(digest[0], texts[span[0]], span)
    for statement in manuscript.statements:
        if statement.predicate in (f"{GUM}spanSha256", f"{SCHEMA}sha256"):
            yield from _check_digest(statement)


def _find_span(manuscript: Manuscript, evidence: str) -> tuple[str, int, int] | None:
    sources = manuscript.values(evidence, f"{OA}hasSource")
    for selector in manuscript.values(evidence, f"{OA}hasSelector"):
        starts = manuscript.values(selector, f"{OA}start")
        ends = manuscript.values(selector, f"{OA}end")
        numbers = [*starts, *ends]
        if len(sources) == len(starts) == len(ends) == 1 and all(
            _OFFSET.fullmatch(number) for number in numbers
        ):
            return (sources[0], int(starts[0]), int(ends[0]))
    return None


def _check_source(manuscript: Manuscript, evidence: str) -> Iterator[Problem]:
    if len(manuscript.values(evidence, f"{OA}hasSource")) != 1:
        yield manuscript.first(evidence).subject_problem(
            f"{compress(evidence)} has not exactly one oa:hasSource",
            "name the one source that it lies in",
        )


def _check_form(
    manuscript: Manuscript, evidence: str, *, is_span: bool
) -> Iterator[Problem]:
    for selector in manuscript.find(evidence, f"{OA}hasSelector"):
        if not is_span:
            yield selector.problem(
                f"{compress(selector.value)} has not one oa:start and one oa:end, "
                "whole numbers",
                "give both offsets, in code points of the NFC text",
            )
    span = _find_span(manuscript, evidence)
    digests = manuscript.find(evidence, f"{GUM}spanSha256")
    first = manuscript.first(evidence)
    if span is not None and span[1] >= span[2]:
        yield first.subject_problem(
            f"the span of {compress(evidence)} ends at {span[2]}, before it begins",
            "mend the offsets",
        )
    if span is not None and not digests:
        yield first.subject_problem(
            f"{compress(evidence)} has offsets but no gum:spanSha256",
            "add the digest of the span's UTF-8 bytes",
        )
    if digests and not manuscript.find(evidence, f"{OA}hasSelector"):
        yield digests[0].problem(
            f"{compress(evidence)} has a digest but no oa:hasSelector",
            "say from where to where the span reaches",
        )


def _check_digest(statement: Statement) -> Iterator[Problem]:
    if not _DIGEST.fullmatch(statement.value):
        yield statement.problem(
            f"{compress(statement.predicate)} is not 64 hexadecimal digits, lower case",
            "compute SHA-256 over the UTF-8 bytes",
        )


def _check_rival(digest: Statement, first: Statement) -> Iterator[Problem]:
    if digest.value != first.value:
        yield digest.problem(
            f"{compress(digest.subject)} and {compress(first.subject)} are the same "
            "span with different digests",
            "compute the digest again",
        )


def _check_text(
    digest: Statement, text: str, span: tuple[str, int, int]
) -> Iterator[Problem]:
    _, start, end = span
    if end > len(text):
        yield digest.problem(
            f"the span of {compress(digest.subject)} ends at {end}, the text at "
            f"{len(text)}",
            "mend the offsets",
        )
    elif hashlib.sha256(text[start:end].encode()).hexdigest() != digest.value:
        yield digest.problem(
            f"the digest of {compress(digest.subject)} differs from the text",
            "mend the offsets or compute the digest again",
        )
