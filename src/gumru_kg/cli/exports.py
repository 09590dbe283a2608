"""``gumru export``: the graph as RDF, in the words of others, or for their tools."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from gumru_kg.cli._notes import note
from gumru_kg.cli._options import FILES_OPTION, OUTPUT_OPTION, open_source
from gumru_kg.cli._output import write_folder, write_result
from gumru_kg.formats import EXCHANGE_FORMATS, RDF_FORMATS, VIEW_FORMATS

if TYPE_CHECKING:
    from gumru_kg.knowledge_graph import KnowledgeGraph


class ListingCommand(click.Command):
    """A command whose help lists the formats of other fields, a line each."""

    def format_options(
        self, ctx: click.Context, formatter: click.HelpFormatter
    ) -> None:
        """Write the formats, and the options after them."""
        with formatter.section("Formats of other fields (* wants -o FOLDER)"):
            formatter.write_dl(
                [
                    (f"{each.name}{' *' if each.is_folder else ''}", each.summary)
                    for each in EXCHANGE_FORMATS.values()
                ]
            )
        super().format_options(ctx, formatter)


@click.command(
    "export", cls=ListingCommand, epilog="Example: gumru export jsonld -o gumru.jsonld"
)
@click.argument(
    "format",
    metavar="FORMAT",
    type=click.Choice((*RDF_FORMATS, *VIEW_FORMATS, *EXCHANGE_FORMATS)),
)
@OUTPUT_OPTION
@click.option(
    "--only",
    type=click.Choice(("facts", "claims")),
    help="Write the facts without the claims, or the claims with their sources.",
)
@click.option(
    "--graphs",
    is_flag=True,
    help="Name a graph each for facts, claims, sources, concepts and alignments.",
)
@FILES_OPTION
def export_data(
    *,
    format: str,
    output: str,
    only: str | None,
    graphs: bool,
    files: tuple[str, ...],
) -> None:
    """Write the graph in a format.

    The same graph gives the same bytes each time. RDF: turtle, trig, ntriples, nquads,
    jsonld, rdfxml. Views, written in Turtle: crm (CIDOC CRM), eli, schema (schema.org)
    and rdf12 (RDF 1.2). --only and --graphs are for RDF, and --graphs for trig, nquads
    and jsonld.
    """
    graph = open_source(files)
    is_folder = format in EXCHANGE_FORMATS and EXCHANGE_FORMATS[format].is_folder
    if is_folder and not (only or graphs):
        write_folder(lambda: _make_files(graph, format), path=output)
        return
    content = graph.export(format, only=only, graphs=graphs)
    if not content and format in VIEW_FORMATS:
        note(f"the {format} view is empty: the graph has no gum: things for it")
    elif not content and format in EXCHANGE_FORMATS:
        note(f"{format} is empty: the graph has nothing for it")
    write_result(content, path=output)


def _make_files(graph: KnowledgeGraph, format: str) -> dict[str, bytes]:
    files = graph.export_files(format)
    if not files:
        note(f"the folder is empty: the graph has nothing for {format}")
    return files
