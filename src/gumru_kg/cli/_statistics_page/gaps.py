"""How much of the treaties is known, and what is missing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gumru_kg.cli._markdown import escape, list_ranges, table
from gumru_kg.cli._statistics_page.sections import name_entity, share, write_section

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gumru_kg.statistics import Completeness, TextCoverage


def write_texts(texts: Sequence[TextCoverage]) -> list[str]:
    """Write of which articles the content is known."""
    rows = [
        [
            name_entity(text.treaty),
            name_entity(text.text) if text.text else "no text · metin yok",
            len(text.accepted) + len(text.attributed) + len(text.unverified),
            list_ranges(text.accepted),
            list_ranges(text.attributed),
            list_ranges(text.unverified),
        ]
        for text in texts
    ]
    return write_section(
        "What is known of each text · Metinlerin ne kadarı biliniyor",
        "The numbers are those of each text. *Accepted*: a source tells the content, "
        "and the editors accepted it. *Only attributed*: a source tells it, but its "
        "place in this article is inferred, or it rests on one source. *Not verified*: "
        "no source could be cited for it. An article without a number is named by its "
        "identifier.",
        lines=table(
            ["treaty", "text", "parts", "accepted", "only attributed", "not verified"],
            rows,
        ),
    )


def write_gaps(completeness: Sequence[Completeness]) -> list[str]:
    """Write of what date, place, text or article is not known."""
    missing = [it for it in completeness if it.missing]
    lines = table(
        ["expected", "things", "known", "missing"],
        [
            [
                escape(it.measure),
                it.things,
                share(it.things - len(it.missing), it.things),
                len(it.missing),
            ]
            for it in completeness
        ],
    )
    for it in missing:
        names = "; ".join(map(name_entity, sorted(it.missing, key=lambda e: e.label)))
        what = escape(it.measure.replace(" with ", " without ", 1))
        lines += ["", f"**{what[:1].upper()}{what[1:]}**: {names}."]
    return write_section(
        "What is missing · Eksikler",
        "What is not known here need not be unknown: it only means that no source of "
        "the graph was found to state it, or that no statement could be accepted. A "
        "phase without an end may last still.",
        lines=lines,
    )
