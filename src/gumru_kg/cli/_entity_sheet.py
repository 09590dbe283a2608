"""The page of any thing: a treaty, a person, an event, a source, a question."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from gumru_kg.cli._dates import read_date
from gumru_kg.cli._sheets import begin, write_facts, write_names, write_statement
from gumru_kg.cli._treaty_sheet import (
    is_kind,
    order_facts,
    write_gaps,
    write_phases,
    write_provisions,
    write_signatories,
)
from gumru_kg.namespaces import compress

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gumru_kg.cli._sheets import Page
    from gumru_kg.descriptions import Description, Dispute

_STATEMENTS_SHOWN: Final = 6


def lay_out(
    description: Description, *, width: int, namesakes: Sequence[str] = ()
) -> list[str]:
    """Lay a description out as a page.

    Args:
        description: What is known of a thing.
        width: The columns there are.
        namesakes: What else answers to the name that was asked for.

    Returns:
        The lines.

    Example:
        >>> from gumru_kg.knowledge_graph import open_graph
        >>> from gumru_kg.descriptions import describe
        >>> kars = "https://w3id.org/gumru/id/place-kars"
        >>> lay_out(describe(open_graph(), iri=kars), width=80)[0]
        'Kars'
    """
    page = begin(description, width=width)
    if description.names:
        write_names(page, description)
    # What a claim says is no fact.
    heading = "claim" if is_kind(description, "Claim") else "facts"
    facts = order_facts(description.facts)
    write_facts(page, facts, heading=heading, disputed=_list_disputed(description))
    write_phases(page, description.phases)
    _write_participations(page, description)
    if description.provisions:
        write_provisions(page, description.provisions)
    write_gaps(page, description.gaps)
    _write_disputes(page, description)
    _write_attributed(page, description)
    write_facts(page, description.mentions, heading="mentions")
    _write_backing(page, description)
    if namesakes:
        page.heading(page.word("see_also"))
        page.paragraph("; ".join(namesakes))
    return page.lines


def _list_disputed(description: Description) -> set[tuple[str, str]]:
    return {
        (position.property.iri, position.value.text)
        for dispute in description.disputes
        for position in dispute.positions
        if position.subject.iri == description.iri
    }


def _write_participations(page: Page, description: Description) -> None:
    parts = description.participations
    if not parts:
        return
    if any(part.agent.iri != description.iri for part in parts):
        heading = "signatories" if is_kind(description, "Treaty") else "participants"
        page.heading(page.word(heading))
        write_signatories(page, parts)
        return
    page.heading(page.word("parts"))
    for part in parts:
        duties = ", ".join(value.text for value in [*part.capacities, *part.roles])
        sides = "; ".join(principal.text for principal in part.principals)
        what = [part.event.text, duties, page.word("for", sides) if sides else ""]
        date = read_date(part.date, lang=page.lang) if part.date else "–"
        page.entry(date, "; ".join(filter(None, what)))


def _write_disputes(page: Page, description: Description) -> None:
    if not description.disputes:
        return
    page.heading(f"{page.word('disputed')} ({len(description.disputes)})")
    for dispute in description.disputes:
        write_dispute(page, dispute, is_titled=dispute.question.iri != description.iri)


def write_dispute(page: Page, dispute: Dispute, *, is_titled: bool = True) -> None:
    """Write a point on which sources differ, a position after another."""
    if is_titled:
        page.paragraph(dispute.question.text, bold=True)
    for position in dispute.positions:
        write_statement(page, position, indent=6 if is_titled else 4)


def _write_attributed(page: Page, description: Description) -> None:
    statements = description.attributed
    if not statements:
        return
    page.heading(f"{page.word('said')} ({len(statements)})")
    for statement in statements[:_STATEMENTS_SHOWN]:
        write_statement(page, statement)
    left = len(statements) - _STATEMENTS_SHOWN
    if left > 0:
        slug = compress(description.iri).removeprefix("gid:")
        page.paragraph(page.word("more_statements", left, slug))


def _write_backing(page: Page, description: Description) -> None:
    backing = description.backing
    page.heading(page.word("rests_on"))
    if not backing.claims:
        page.paragraph(page.word("no_claims"))
        return
    is_alone = backing.sources == 1
    sides = ", ".join(
        tally.perspective.text + ("" if is_alone else f": {tally.sources}")
        for tally in backing.perspectives
    )
    page.paragraph(
        page.word(
            "rests_on_one" if is_alone else "rests",
            claims=page.count("claims", backing.claims),
            sources=backing.sources,
            groups=page.count("groups", backing.groups),
            sides=sides,
        )
    )
