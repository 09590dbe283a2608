"""``gumru info``, ``treaties``, ``provisions`` and ``chronology``."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from gumru_kg.cli._notes import note_fallbacks
from gumru_kg.cli._options import JSON_OPTION, LANG_OPTION, NAME_ARGUMENT, ask_source
from gumru_kg.cli._output import write_json

if TYPE_CHECKING:
    from gumru_kg.knowledge_graph import KnowledgeGraph


@click.command(
    "treaties",
    epilog=(
        "JSON: a list of treaties with iri, label, language, date, earliest, latest, "
        "places, status and sources. Example: gumru treaties --lang tr"
    ),
)
@LANG_OPTION
@JSON_OPTION
@ask_source
def list_treaties(*, graph: KnowledgeGraph, lang: str, as_json: bool) -> None:
    """List the treaties in the order of their dates."""
    treaties = graph.treaties(lang=lang)
    note_fallbacks(treaties, lang=lang)
    if as_json:
        write_json(treaties)
        return
    from gumru_kg.cli._overview_tables import write_treaties
    from gumru_kg.descriptions import find_states

    states = find_states(graph, treaties=[each.iri for each in treaties], lang=lang)
    write_treaties(treaties, states=states, lang=lang)


@click.command(
    "provisions",
    epilog=(
        "JSON: a list of provisions with iri, label, kinds, is_accepted, articles, "
        "bearers, beneficiaries, concerns, topics, condition and sources. Example: "
        "gumru provisions gumru-1920"
    ),
)
@NAME_ARGUMENT
@LANG_OPTION
@JSON_OPTION
@ask_source
def list_provisions(
    *, graph: KnowledgeGraph, name: str, lang: str, as_json: bool
) -> None:
    """List the provisions of a treaty."""
    provisions = graph.provisions(name, lang=lang)
    note_fallbacks(provisions, lang=lang)
    if as_json:
        write_json(provisions)
        return
    from gumru_kg.cli._overview_tables import write_provisions

    write_provisions(provisions, lang=lang)


@click.command(
    "chronology",
    epilog=(
        "A date is EDTF: 1920, 1920-12 or 1920-12-02. JSON: a list of events with iri, "
        "label, kinds, date, earliest, latest, certainty, places and sources. Example: "
        "gumru chronology --since 1920-09 --until 1920-12"
    ),
)
@click.option("--since", metavar="DATE", help="Leave out what was over before.")
@click.option("--until", metavar="DATE", help="Leave out what began after.")
@LANG_OPTION
@JSON_OPTION
@ask_source
def list_events(
    *,
    graph: KnowledgeGraph,
    since: str | None,
    until: str | None,
    lang: str,
    as_json: bool,
) -> None:
    """List the events with an accepted date, in order."""
    events = graph.events(since=since, until=until, lang=lang)
    note_fallbacks(events, lang=lang)
    if as_json:
        write_json(events)
        return
    from gumru_kg.cli._overview_tables import write_events

    write_events(events, lang=lang)


@click.command(
    "info",
    epilog=(
        "JSON keys: iri, label, version, licence, creators, package_version, triples, "
        "claims, sources, counts (measure, value, label, count)."
    ),
)
@LANG_OPTION
@JSON_OPTION
@ask_source
def show_info(*, graph: KnowledgeGraph, lang: str, as_json: bool) -> None:
    """Say what is in the graph: version, licence, counts."""
    info = graph.info(lang=lang)
    if as_json:
        write_json(info)
        return
    from gumru_kg.cli._overview_tables import write_info

    write_info(info, lang=lang)
