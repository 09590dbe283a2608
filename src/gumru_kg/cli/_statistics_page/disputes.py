"""Where sources differ, all positions beside one another, and what was rejected."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gumru_kg.cli._markdown import BREAK, escape, link, table
from gumru_kg.cli._sheets import Page, say_plainly
from gumru_kg.cli._statistics_page.sections import (
    LANG,
    name_entity,
    name_property,
    write_section,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gumru_kg.descriptions import Dispute, Statement, Witness
    from gumru_kg.statistics import Rejection

_PAGE = Page(width=0, lang=LANG)


def write_disputes(disputes: Sequence[Dispute]) -> list[str]:
    """Write every point on which sources differ, with every position."""
    rows = []
    for dispute in disputes:
        for number, position in enumerate(dispute.positions):
            rows.append(
                [
                    _name_point(dispute) if number == 0 else "",
                    _say(position),
                    _name_sources(position.witnesses),
                    _name_verdicts(position.witnesses),
                ]
            )
    return write_section(
        "Where sources differ · Kaynakların ayrıldığı noktalar",
        "One row a position; that of the most independent groups stands first, which "
        "says nothing on who is right. A source leads to its claim, with the passage "
        "it rests on. *Accepted* means that the statement is among the facts, "
        "*attributed only* that it stays with its source. A cause, a motive, blame and "
        "validity are never accepted, whoever states them.",
        lines=table(["point", "position", "who says so", "verdict"], rows),
    )


def _name_point(dispute: Dispute) -> str:
    question = dispute.question
    return link(question.text, iri=question.iri or dispute.positions[0].subject.iri)


def _say(position: Statement) -> str:
    if position.paraphrase.text:
        return escape(position.paraphrase.text)
    plain = say_plainly(_PAGE, position)
    stances = dict.fromkeys(witness.stance.text for witness in position.witnesses)
    return escape(f"{'/'.join(stances)}: {plain}" if position.is_denied else plain)


def _name_sources(witnesses: Sequence[Witness]) -> str:
    """Name the sources, those of one perspective together, each leading to its claim.

    A source that makes the statement of several things is named once; its further
    claims follow as numbers.
    """
    perspectives: dict[str, dict[str, list[str]]] = {}
    for witness in sorted(witnesses, key=_order):
        sources = perspectives.setdefault(witness.perspective.text, {})
        claims = sources.setdefault(witness.source.iri, [])
        name = witness.source.text if not claims else str(len(claims) + 1)
        claims.append(link(name, iri=witness.claim))
    lines = []
    for perspective, sources in perspectives.items():
        names = "; ".join(" ".join(claims) for claims in sources.values())
        lines.append(f"{escape(perspective)}: {names}" if perspective else names)
    return BREAK.join(lines)


def _order(witness: Witness) -> str:
    return witness.perspective.text.casefold()


def _name_verdicts(witnesses: Sequence[Witness]) -> str:
    verdicts = dict.fromkeys(sorted(witness.verdict.text for witness in witnesses))
    return escape(" / ".join(verdicts))


def write_rejections(rejections: Sequence[Rejection]) -> list[str]:
    """Write what the editors rejected, and why."""
    return write_section(
        "Rejected statements · Reddedilen ifadeler",
        "What the editors hold to be an error, a slip or a misreading. It stays on "
        "record with its reason, and is no position in the table above.",
        lines=table(
            ["about", "statement", "who says so", "why it was rejected"],
            [
                [
                    name_entity(rejection.subject),
                    _say_rejected(rejection),
                    _name_source(rejection),
                    escape(rejection.rationale) or "–",
                ]
                for rejection in rejections
            ],
        ),
    )


def _say_rejected(rejection: Rejection) -> str:
    property_ = rejection.property
    value = escape(_PAGE.show(rejection.value, property=property_.iri))
    return f"{name_property(property_.iri, label=property_.label)}: {value}"


def _name_source(rejection: Rejection) -> str:
    source = link(rejection.source.label, iri=rejection.claim)
    perspective = rejection.perspective
    return f"{escape(perspective.label)}: {source}" if perspective else source
