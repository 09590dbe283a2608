"""``gumru show``: all that the graph says of one thing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from gumru_kg.cli._notes import note_fallbacks
from gumru_kg.cli._options import JSON_OPTION, LANG_OPTION, NAME_ARGUMENT, ask_source
from gumru_kg.cli._output import write_json, write_lines
from gumru_kg.cli._tables import terminal_width

if TYPE_CHECKING:
    from gumru_kg.knowledge_graph import KnowledgeGraph


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
@ask_source
def show_entity(*, graph: KnowledgeGraph, name: str, lang: str, as_json: bool) -> None:
    """Show what is known of one thing.

    A thing may be a treaty, person, place, event, provision, source or concept.
    What the editors have accepted is shown as fact, all else with its sources.
    """
    from dataclasses import replace

    from gumru_kg.cli._entity_sheet import lay_out
    from gumru_kg.cli._neighbours import find_namesakes, tell_apart

    description = graph.describe(name, lang=lang)
    if as_json:
        write_json(description)
    else:
        mentions = tell_apart(graph, description.mentions, lang=lang)
        namesakes = find_namesakes(graph, name, shown=description.iri, lang=lang)
        shown = replace(description, mentions=mentions)
        lines = lay_out(shown, width=terminal_width(), namesakes=namesakes)
        write_lines(lines)
    note_fallbacks(description, lang=lang)
