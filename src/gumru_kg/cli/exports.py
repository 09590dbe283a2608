"""``gumru export``: the graph in a serialization of RDF, or in the words of others."""

from __future__ import annotations

import click

from gumru_kg.cli._notes import note
from gumru_kg.cli._options import FILES_OPTION, OUTPUT_OPTION, open_source
from gumru_kg.cli._output import write_result
from gumru_kg.formats import RDF_FORMATS, VIEW_FORMATS


@click.command("export", epilog="Example: gumru export jsonld -o gumru.jsonld")
@click.argument("format", type=click.Choice((*RDF_FORMATS, *VIEW_FORMATS)))
@OUTPUT_OPTION
@FILES_OPTION
def export_data(*, format: str, output: str, files: tuple[str, ...]) -> None:
    """Write the graph in a format of RDF.

    The same graph gives the same bytes each time. Four formats are views, written in
    Turtle: crm (CIDOC CRM), eli, schema (schema.org) and rdf12 (RDF 1.2).
    """
    content = open_source(files).export(format)
    if not content and format in VIEW_FORMATS:
        note(f"the {format} view is empty: the graph has no gum: things for it")
    write_result(content, path=output)
