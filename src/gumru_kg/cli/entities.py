"""``gumru show``: all that the graph says of one thing."""

from __future__ import annotations

import click

from gumru_kg.cli._notes import note_fallbacks
from gumru_kg.cli._options import JSON_OPTION, LANG_OPTION, NAME_ARGUMENT
from gumru_kg.cli._output import write_json, write_lines
from gumru_kg.cli._tables import terminal_width


@click.command(
    "show",
    epilog=(
        "JSON keys: iri, lang, label, kinds, names, facts, mentions, participations, "
        "phases, provisions, gaps, disputes, attributed, backing. "
        "Example: gumru show gumru-1920 --lang tr"
    ),
)
@NAME_ARGUMENT
@LANG_OPTION
@JSON_OPTION
def show_entity(*, name: str, lang: str, as_json: bool) -> None:
    """Show what is known of one thing.

    A thing may be a treaty, person, place, event, provision, source or concept.
    What the editors have accepted is shown as fact, all else with its sources.
    """
    from gumru_kg.cli._entity_sheet import lay_out
    from gumru_kg.knowledge_graph import open_graph

    description = open_graph().describe(name, lang=lang)
    if as_json:
        write_json(description)
    else:
        write_lines(lay_out(description, width=terminal_width()))
    note_fallbacks(description, lang=lang)
