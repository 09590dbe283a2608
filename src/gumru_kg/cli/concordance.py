"""``gumru concordance``: treaties side by side, subject by subject."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import click

from gumru_kg.cli._notes import note, note_fallbacks
from gumru_kg.cli._options import (
    JSON_OPTION,
    LANG_OPTION,
    OUTPUT_OPTION,
    ask_source,
    complete_name,
)
from gumru_kg.cli._output import serialize_json, write_lines, write_result

if TYPE_CHECKING:
    from gumru_kg.knowledge_graph import KnowledgeGraph
    from gumru_kg.model.concordance import Concordance

_FORMATS: Final = ("table", "json", "csv", "html")


@click.command(
    "concordance",
    epilog=(
        "The treaties stand in the order in which they were signed, whatever the order "
        "of their names. JSON keys: treaties, rows (subject, notation, cells, "
        "relations with their claims). Example: gumru concordance gumru moscow kars "
        "--topic nakhchivan"
    ),
)
@click.argument("names", nargs=-1, metavar="[TREATY]...", shell_complete=complete_name)
@click.option(
    "--topic", metavar="SUBJECT", help="Only this subject: a slug, C07, or a name."
)
@LANG_OPTION
@click.option(
    "--format",
    type=click.Choice(_FORMATS),
    default="table",
    show_default=True,
    help="HTML is one page that needs nothing else.",
)
@JSON_OPTION
@OUTPUT_OPTION
@ask_source
@click.pass_context
def compare_treaties(
    context: click.Context,
    *,
    names: tuple[str, ...],
    topic: str | None,
    lang: str,
    format: str,
    as_json: bool,
    output: str,
    graph: KnowledgeGraph,
) -> None:
    """Lay treaties side by side, article by article.

    Two treaties or more; without names Gümrü, Moscow and Kars.
    """
    if len(names) == 1:
        raise click.UsageError("name two treaties or more, or none", context)
    concordance = graph.concordance(*names, topic=topic, lang=lang)
    if as_json or format != "table":
        wanted = "json" if as_json else format
        content = _serialize(concordance, graph=graph, format=wanted, lang=lang)
        write_result(content, path=output)
    else:
        _write_table(concordance, path=output, lang=lang)
    note_fallbacks((concordance.treaties, concordance.rows), lang=lang)
    for treaty in concordance.treaties:
        cells = (cell for row in concordance.rows for cell in row.cells)
        if not any(cell.articles for cell in cells if cell.treaty == treaty.iri):
            note(f"the graph puts no article of {treaty.label} under a subject shown")


def _serialize(
    concordance: Concordance, *, graph: KnowledgeGraph, format: str, lang: str
) -> bytes:
    if format == "json":
        return serialize_json(concordance)
    if format == "csv":
        from gumru_kg.exporters.concordance import write_concordance_csv

        return write_concordance_csv(concordance, lang=lang)
    from gumru_kg.exporters.concordance_html import write_concordance_html

    return write_concordance_html(concordance, info=graph.info(lang=lang), lang=lang)


def _write_table(concordance: Concordance, *, path: str, lang: str) -> None:
    from gumru_kg.cli._concordance_table import lay_out_concordance
    from gumru_kg.cli._tables import terminal_width

    lines = lay_out_concordance(concordance, lang=lang, width=terminal_width())
    if path == "-":
        write_lines(lines)
    else:
        # Colours are for a terminal.
        text = click.unstyle("\n".join(lines))
        write_result(text.encode("utf-8", "backslashreplace") + b"\n", path=path)
