"""``gumru validate``: hold data against the shapes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from gumru_kg.cli import EXIT_NO
from gumru_kg.cli._options import open_source
from gumru_kg.cli._output import escape_controls, write_bytes

if TYPE_CHECKING:
    from gumru_kg.validation import ValidationReport

_FORMATS = ("text", "json", "ttl")


@click.command(
    "validate",
    epilog=(
        "Exit code 1 when the data do not conform. Example: gumru validate my.ttl "
        "--format json"
    ),
)
@click.argument("files", nargs=-1, metavar="[FILE]...")
@click.option(
    "--format", type=click.Choice(_FORMATS), default="text", show_default=True
)
@click.option("--json", "as_json", is_flag=True, help="The same as --format json.")
@click.pass_context
def validate_data(
    context: click.Context, *, files: tuple[str, ...], format: str, as_json: bool
) -> None:
    """Check the shipped graph, or RDF files, against the shapes."""
    report = open_source(files).validate()
    write_bytes(_serialize(report, "json" if as_json else format).encode())
    if not report.conforms:
        context.exit(EXIT_NO)


def _serialize(report: ValidationReport, format: str) -> str:
    if format == "json":
        return escape_controls(report.to_json().encode()).decode()
    return report.to_turtle() if format == "ttl" else report.to_text()
