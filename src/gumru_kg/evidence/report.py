"""What a check of the evidence found."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Final, Literal

LEDGER_SIZE: Final = 59
"""How many assertions the ledger of the seed text has, S01 to S59."""

SpanStatus = Literal["unchecked", "right", "differs", "outside"]


@dataclass(frozen=True, slots=True)
class Span:
    """A span of a source's text.

    Attributes:
        evidence: The IRI of the evidence.
        source: The IRI of the source.
        start: The offset of its first code point.
        end: The offset after its last code point.
        sha256: The digest that the graph gives.
        claims: The IRIs of the claims that rest on it.
        status: What the check found: ``unchecked`` without a text, ``outside`` when
            the text is too short.
        words: The words, when there is a text that reaches so far.
    """

    evidence: str
    source: str
    start: int
    end: int
    sha256: str
    claims: tuple[str, ...]
    status: SpanStatus = "unchecked"
    words: str | None = None


@dataclass(frozen=True, slots=True)
class Gap:
    """A stretch of the text that no claim reaches, without blanks at its ends."""

    start: int
    end: int
    words: str


@dataclass(frozen=True, slots=True)
class Coverage:
    """How much of a text the spans of claims reach.

    Attributes:
        characters: How many characters are not blank.
        covered: How many of them a claim's span reaches.
        gaps: Where the others are.
    """

    characters: int
    covered: int
    gaps: tuple[Gap, ...]

    @property
    def share(self) -> float:
        """The part that is reached, between 0 and 1."""
        return self.covered / self.characters if self.characters else 1.0


@dataclass(frozen=True, slots=True)
class EvidenceReport:
    """What a check of the evidence found.

    Attributes:
        source: The IRI of the source that the text belongs to, or of the one source
            with a text when none was given.
        source_sha256: The digest of its whole text, as the graph gives it.
        text_sha256: The digest of the text that was given, in NFC.
        spans: The spans of the source, in the order of the text.
        assertions: The ledger's assertions for which there is a claim with evidence
            in the source.
        coverage: How much of the text is reached; ``None`` without a text.
    """

    source: str | None
    source_sha256: str | None
    text_sha256: str | None
    spans: tuple[Span, ...]
    assertions: tuple[str, ...]
    coverage: Coverage | None

    @property
    def is_same_text(self) -> bool | None:
        """Whether the whole text is the source's; ``None`` without a text."""
        if self.text_sha256 is None:
            return None
        return self.text_sha256 == self.source_sha256

    @property
    def mismatches(self) -> tuple[Span, ...]:
        """The spans that do not fit the text."""
        return tuple(
            span for span in self.spans if span.status in ("differs", "outside")
        )

    @property
    def missing_assertions(self) -> tuple[str, ...]:
        """The ledger's assertions without a claim."""
        wanted = (f"S{number:02}" for number in range(1, LEDGER_SIZE + 1))
        return tuple(name for name in wanted if name not in self.assertions)

    @property
    def is_right(self) -> bool:
        """Whether nothing was found to differ."""
        return self.is_same_text is not False and not self.mismatches

    def to_dict(self) -> dict[str, object]:
        """Give the report as plain values for JSON."""
        counts = {
            status: sum(span.status == status for span in self.spans)
            for status in ("right", "differs", "outside", "unchecked")
        }
        return {
            "is_right": self.is_right,
            "source": self.source,
            "text": {
                "sha256": self.text_sha256,
                "expected_sha256": self.source_sha256,
                "is_same": self.is_same_text,
            },
            "assertions": {
                "found": len(self.assertions),
                "total": LEDGER_SIZE,
                "missing": list(self.missing_assertions),
            },
            "span_counts": {"total": len(self.spans), **counts},
            "coverage": self.coverage
            and {**asdict(self.coverage), "share": self.coverage.share},
            "spans": [asdict(span) for span in self.spans],
        }
