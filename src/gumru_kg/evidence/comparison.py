"""Hold the spans of the graph against a text."""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from gumru_kg.errors import DataError
from gumru_kg.evidence.report import Coverage, EvidenceReport, Gap, Span, SpanStatus
from gumru_kg.evidence.text import normalise_text
from gumru_kg.namespaces import DCTERMS, GUM, OA, SCHEMA

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    import pyoxigraph as ox

    # Values by predicate and subject.
    _Facts = dict[tuple[str, str], list[str]]

_ASSERTION: Final = re.compile(r"S[0-9]{2}")
# Forged spans may each reach over all of a text.
_MOST_COMPARED: Final = 100_000_000
_OFFSET: Final = re.compile(r"[0-9]{1,12}")
_OFFSET_PROPERTIES: Final = (f"{OA}start", f"{OA}end")


def check_evidence(quads: Iterable[ox.Quad], text: str | None = None) -> EvidenceReport:
    """Check the spans of a source against its text.

    Args:
        quads: A dataset, or some quads.
        text: The text of a source. The source is the one whose digest it has, or,
            when it has none, the one with the most spans that fit.

    Returns:
        The report; without a text it only counts.

    Raises:
        DataError: When the spans hold more than 100 million characters in all, or a
            letter of the text has more than a hundred marks.

    Example:
        >>> check_evidence([]).is_right
        True
    """
    facts = _index(quads)
    digests = {
        subject: values[0]
        for (predicate, subject), values in facts.items()
        if predicate == f"{SCHEMA}sha256"
    }
    spans = [span for span in _find_spans(facts) if span.source in digests]
    text_sha256 = None
    if text is None:
        source = next(iter(digests)) if len(digests) == 1 else None
    else:
        text = normalise_text(text, name="the text")
        text_sha256 = _digest(text)
        source = next((it for it in digests if digests[it] == text_sha256), None)
        if source is not None:
            spans = [span for span in spans if span.source == source]
        spans = _compare(spans, text)
        source = source or _find_source(digests, spans)
    if source is not None:
        spans = [span for span in spans if span.source == source]
    return EvidenceReport(
        source=source,
        source_sha256=None if source is None else digests[source],
        text_sha256=text_sha256,
        spans=tuple(sorted(spans, key=lambda span: (span.start, span.end))),
        assertions=_find_assertions(facts, spans),
        coverage=None if text is None else _measure(text, spans),
    )


def _index(quads: Iterable[ox.Quad]) -> _Facts:
    """Map predicate and subject to values, of the predicates that matter here."""
    wanted = {
        f"{SCHEMA}sha256",
        f"{DCTERMS}identifier",
        f"{GUM}evidence",
        f"{GUM}spanSha256",
        f"{OA}hasSource",
        f"{OA}hasSelector",
        f"{OA}start",
        f"{OA}end",
    }
    facts: _Facts = defaultdict(list)
    for quad in quads:
        predicate = quad.predicate.value
        if predicate in wanted:
            # Neither of the two is a nested triple: no such predicate takes one.
            subject, value = (
                getattr(term, "value", "") for term in (quad.subject, quad.object)
            )
            facts[predicate, subject].append(value)
    for values in facts.values():
        values.sort()
    return dict(sorted(facts.items()))


def _find_spans(facts: _Facts) -> list[Span]:
    claims: dict[str, list[str]] = defaultdict(list)
    for (predicate, claim), evidences in facts.items():
        if predicate == f"{GUM}evidence":
            for evidence in evidences:
                claims[evidence].append(claim)
    spans = []
    for (predicate, evidence), digests in facts.items():
        if predicate != f"{GUM}spanSha256":
            continue
        for selector in facts.get((f"{OA}hasSelector", evidence), []):
            [source] = facts.get((f"{OA}hasSource", evidence), [])[:1] or [""]
            offsets = [
                facts.get((name, selector), [""])[0] for name in _OFFSET_PROPERTIES
            ]
            if all(_OFFSET.fullmatch(offset) for offset in offsets):
                start, end = map(int, offsets)
                resting = tuple(claims[evidence])
                spans.append(Span(evidence, source, start, end, digests[0], resting))
    return spans


def _compare(spans: Sequence[Span], text: str) -> list[Span]:
    fitting = [
        (span.start, span.end) for span in spans if span.start < span.end <= len(text)
    ]
    total = sum(end - start for start, end in fitting)
    if total > _MOST_COMPARED:
        problem = f"its spans hold {total:,} characters, over {_MOST_COMPARED:,} in all"
        raise DataError("the graph", problem, remedy="mend the offsets of its evidence")
    words = {(start, end): text[start:end] for start, end in fitting}
    digests = {place: _digest(words[place]) for place in words}

    def compare(span: Span) -> Span:
        place = span.start, span.end
        status: SpanStatus = "outside"
        if place in digests:
            status = "right" if digests[place] == span.sha256 else "differs"
        return replace(span, status=status, words=words.get(place))

    return list(map(compare, spans))


def _find_source(digests: Mapping[str, str], spans: Sequence[Span]) -> str | None:
    fitting = {
        source: sum(span.source == source and span.status == "right" for span in spans)
        for source in digests
    }
    return max(fitting, key=lambda source: fitting[source], default=None)


def _find_assertions(facts: _Facts, spans: Iterable[Span]) -> tuple[str, ...]:
    return tuple(
        sorted(
            {
                identifier
                for span in spans
                for claim in span.claims
                for identifier in facts.get((f"{DCTERMS}identifier", claim), [])
                if _ASSERTION.fullmatch(identifier)
            }
        )
    )


def _measure(text: str, spans: Iterable[Span]) -> Coverage:
    reached = bytearray(len(text))
    for span in spans:
        if span.claims:
            end = min(span.end, len(text))
            reached[span.start : end] = b"\1" * max(0, end - span.start)
    characters = covered = 0
    gaps: list[list[int]] = []
    is_open = False
    for offset, character in enumerate(text):
        if character.isspace():
            continue
        characters += 1
        covered += reached[offset]
        if reached[offset]:
            is_open = False
        elif is_open:
            gaps[-1][1] = offset + 1
        else:
            gaps.append([offset, offset + 1])
            is_open = True
    return Coverage(
        characters,
        covered,
        tuple(Gap(start, end, text[start:end]) for start, end in gaps),
    )


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
