"""Hold the graph's spans against a copy of the text that they lie in.

The text of a source is not part of the project. The graph knows each span by its
offsets (code points of the text in NFC) and the SHA-256 of its UTF-8 bytes; whoever
has a copy of the text can check all of them here, see the words, and see which words
no claim reaches.
"""

from __future__ import annotations

from gumru_kg.evidence.comparison import check_evidence
from gumru_kg.evidence.report import (
    LEDGER_SIZE,
    Coverage,
    EvidenceReport,
    Gap,
    Span,
    SpanStatus,
)
from gumru_kg.evidence.text import MAX_TEXT_BYTES, read_plain_text, read_text

__all__ = [
    "LEDGER_SIZE",
    "MAX_TEXT_BYTES",
    "Coverage",
    "EvidenceReport",
    "Gap",
    "Span",
    "SpanStatus",
    "check_evidence",
    "read_plain_text",
    "read_text",
]
