"""``gumru disputed`` and ``gumru who-says``: what the sources say."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from gumru_kg.cli._notes import note_fallbacks
from gumru_kg.cli._options import JSON_OPTION, LANG_OPTION, NAME_ARGUMENT, ask_source
from gumru_kg.cli._output import write_json, write_lines
from gumru_kg.cli._tables import terminal_width

if TYPE_CHECKING:
    from gumru_kg.cli._sheets import Page
    from gumru_kg.descriptions import Statement
    from gumru_kg.knowledge_graph import KnowledgeGraph


@click.command(
    "disputed",
    epilog=(
        "JSON: a list of question and positions; a position has lead, value, "
        "paraphrase, is_accepted, is_denied, groups and witnesses. "
        "Example: gumru disputed --lang tr"
    ),
)
@LANG_OPTION
@JSON_OPTION
@ask_source
def list_disputed(*, graph: KnowledgeGraph, lang: str, as_json: bool) -> None:
    """List the points on which sources differ."""
    from gumru_kg.cli._entity_sheet import write_dispute
    from gumru_kg.cli._sheets import Page

    disputes = graph.disputed(lang=lang)
    note_fallbacks(disputes, lang=lang)
    if as_json:
        write_json(disputes)
        return
    page = Page(width=terminal_width(), lang=lang)
    page.paragraph(page.count("dispute_count", len(disputes)), indent=0)
    for dispute in disputes:
        page.lines.append("")
        write_dispute(page, dispute)
    write_lines(page.lines)


@click.command(
    "who-says",
    epilog=(
        "JSON: a list of statements with subject, property, lead, value, paraphrase, "
        "is_accepted, is_denied, groups and witnesses. Example: gumru who-says kars"
    ),
)
@NAME_ARGUMENT
@LANG_OPTION
@JSON_OPTION
@ask_source
def list_claims(*, graph: KnowledgeGraph, name: str, lang: str, as_json: bool) -> None:
    """List who says what about a thing.

    A thing may be a treaty or a person, a provision, a question, or a source: then
    it is all that the source says.
    """
    from gumru_kg.cli._sheets import Page

    statements = graph.statements(name, lang=lang)
    note_fallbacks(statements, lang=lang)
    if as_json:
        write_json(statements)
        return
    page = Page(width=terminal_width(), lang=lang)
    for statement in statements:
        _write_with_witnesses(page, statement)
    write_lines(page.lines or [page.word("no_claims")])


def _write_with_witnesses(page: Page, statement: Statement) -> None:
    from gumru_kg.cli._sheets import say, say_plainly

    page.bullet(say(page, statement), indent=0)
    stated = say_plainly(page, statement) if statement.paraphrase.text else ""
    if stated and not statement.is_denied:
        page.paragraph(stated, indent=4, dim=True)
    for witness in statement.witnesses:
        stance = witness.stance.text
        if stated and statement.is_denied:
            # A denial denies what is stated, not the words above that say so.
            stance = page.word("denied", stance, stated)
        place = [witness.source.text, witness.locator]
        source = ", ".join(filter(None, place))
        judged = f"{witness.perspective.text}; {witness.verdict.text}"
        page.paragraph(f"{stance}: {source} ({judged})", indent=4)
        if witness.rationale:
            page.paragraph(witness.rationale, indent=6, dim=True)
