"""``gumru export``: the graph in one of the serializations of RDF."""

from __future__ import annotations

import click

from gumru_kg.cli._options import FILES_OPTION, OUTPUT_OPTION, open_source
from gumru_kg.cli._output import write_result
from gumru_kg.formats import RDF_FORMATS


@click.command("export", epilog="Example: gumru export jsonld -o gumru.jsonld")
@click.argument("format", type=click.Choice(tuple(RDF_FORMATS)))
@OUTPUT_OPTION
@FILES_OPTION
def export_data(*, format: str, output: str, files: tuple[str, ...]) -> None:
    """Write the graph in a format of RDF.

    The same graph gives the same bytes each time.
    """
    write_result(open_source(files).export(format), path=output)
