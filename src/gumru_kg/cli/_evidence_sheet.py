"""A check of evidence as a page of text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gumru_kg.cli._sheets import Page
from gumru_kg.evidence import LEDGER_SIZE
from gumru_kg.namespaces import compress

if TYPE_CHECKING:
    from gumru_kg.evidence import EvidenceReport


def lay_out(report: EvidenceReport, *, width: int) -> list[str]:
    """Lay a check of evidence out as a page.

    Args:
        report: What the check found.
        width: The columns there are.

    Returns:
        The lines.

    Example:
        >>> from gumru_kg.evidence import check_evidence
        >>> lay_out(check_evidence([]), width=80)[0]
        '  source              –'
    """
    page = Page(width=width, lang="en")
    page.entry("source", compress(report.source) if report.source else "–")
    found = f"{len(report.assertions)} of {LEDGER_SIZE}"
    missing = ", ".join(report.missing_assertions)
    page.entry("ledger", f"{found}; missing: {missing}" if missing else found)
    _write_spans(page, report)
    if report.is_same_text is not None:
        same = "the source's, to the last character"
        other = "not the source's: its SHA-256 differs"
        page.entry("text", same if report.is_same_text else other)
    if report.coverage is not None:
        coverage = report.coverage
        share = f"{coverage.share:.1%}"
        counts = f"{coverage.covered} of {coverage.characters}"
        page.entry("coverage", f"{counts} non-blank characters ({share})")
        for gap in coverage.gaps:
            page.entry("", f"{gap.start}–{gap.end}: {gap.words}")
    if report.text_sha256 is not None and report.is_right:
        page.table(
            ["span", "words"],
            [[f"{span.start}–{span.end}", span.words] for span in report.spans],
        )
    return page.lines


def _write_spans(page: Page, report: EvidenceReport) -> None:
    total = len(report.spans)
    if report.text_sha256 is None:
        page.entry("spans", f"{total}, not checked: give a copy with --text FILE")
        return
    wrong = report.mismatches
    page.entry("spans", f"{total - len(wrong)} of {total} right")
    for span in wrong:
        place = f"{span.start}–{span.end}"
        page.entry("", f"{place}: {span.status} ({compress(span.evidence)})")
