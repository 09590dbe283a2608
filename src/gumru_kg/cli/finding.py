"""``gumru find``: what a name may mean."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from gumru_kg.cli._notes import note
from gumru_kg.cli._options import JSON_OPTION, ask_source, check_language
from gumru_kg.cli._output import write_json, write_lines

if TYPE_CHECKING:
    from gumru_kg.knowledge_graph import KnowledgeGraph
    from gumru_kg.name_matching import NameCandidate


@click.command(
    "find",
    epilog=(
        "Exit code 1: no name comes near. JSON: a list of candidates with iri, label, "
        "language, score, is_sure and reasons. "
        "Example: gumru find Хатисов --kind Person"
    ),
)
@click.argument("name")
@click.option("--kind", metavar="CLASS", help="Find only things of this class.")
@click.option(
    "--lang",
    metavar="TAG",
    callback=check_language,
    help="Language of the name, where it is known; tr speaks Turkish, too.",
)
@JSON_OPTION
@ask_source
@click.pass_context
def find_things(
    context: click.Context,
    *,
    name: str,
    kind: str | None,
    lang: str,
    graph: KnowledgeGraph,
    as_json: bool,
) -> None:
    """Find what a name may mean, in any script and spelling."""
    found = graph.match_name(name, kind=kind, lang=lang)
    if as_json:
        write_json(found)
    elif found:
        _write_candidates(found, lang=lang or "en")
    if not found:
        note(f"no name comes near {name!r}")
        context.exit(1)


def _write_candidates(found: tuple[NameCandidate, ...], *, lang: str) -> None:
    from gumru_kg.cli._query_words import name_column, name_value
    from gumru_kg.cli._tables import Table, terminal_width
    from gumru_kg.namespaces import compress

    rows = [
        (
            f"{each.score:.0f}",
            name_value("yes", lang=lang) if each.is_sure else "",
            each.label,
            compress(each.iri).removeprefix("gid:"),
            ", ".join(name_value(reason, lang=lang) for reason in each.reasons),
        )
        for each in found
    ]
    keys = ("score", "sure", "name", "thing", "reasons")
    table = Table.of([name_column(key, lang=lang) for key in keys], rows)
    write_lines(table.lines(width=terminal_width()))
