"""``gumru validate``: hold data against the shapes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from gumru_kg.cli import EXIT_NO
from gumru_kg.cli._notes import note
from gumru_kg.cli._output import escape_controls, write_bytes

if TYPE_CHECKING:
    from gumru_kg.validation import EngineName, ValidationReport

_FORMATS = ("text", "json", "turtle")
_ENGINES = ("auto", "native", "pyshacl")
# Spelt out here: to ask the report for them would import it to complete a word.
_SEVERITIES = ("violation", "warning", "info")


@click.command(
    "validate",
    epilog=(
        "Exit code 1 when the data do not conform. Example: gumru validate my.ttl "
        "--extra-shapes house-rules.ttl --fail-on violation"
    ),
)
@click.argument("files", nargs=-1, metavar="[FILE]...")
@click.option(
    "--shapes",
    "shapes",
    metavar="FILE",
    multiple=True,
    help="Shapes of your own in place of ours; may be repeated.",
)
@click.option(
    "--extra-shapes",
    "extra_shapes",
    metavar="FILE",
    multiple=True,
    help="Shapes to hold the data against as well; may be repeated.",
)
@click.option(
    "--engine",
    type=click.Choice(_ENGINES),
    default="auto",
    show_default=True,
    help="The fast one, the reference, or whichever is fast and right.",
)
@click.option(
    "--fail-on",
    type=click.Choice(_SEVERITIES),
    default="info",
    show_default=True,
    help="The mildest severity that gives exit code 1.",
)
@click.option(
    "--format", type=click.Choice(_FORMATS), default="text", show_default=True
)
@click.option("--json", "as_json", is_flag=True, help="The same as --format json.")
@click.pass_context
def validate_data(
    context: click.Context,
    *,
    files: tuple[str, ...],
    shapes: tuple[str, ...],
    extra_shapes: tuple[str, ...],
    engine: EngineName,
    fail_on: str,
    format: str,
    as_json: bool,
) -> None:
    """Check the shipped graph, or RDF files, against the shapes."""
    from gumru_kg.dataset import shipped_text
    from gumru_kg.validation import validate

    # Files are read without the index that queries want.
    data = files or (shipped_text(),)
    report = validate(
        data, shapes=shapes or None, extra_shapes=extra_shapes, engine=engine
    )
    for each in report.notes:
        note(each)
    write_bytes(_serialize(report, "json" if as_json else format).encode())
    if report.fails_on(fail_on):
        context.exit(EXIT_NO)


def _serialize(report: ValidationReport, format: str) -> str:
    if format == "json":
        return escape_controls(report.to_json().encode()).decode()
    return report.to_turtle() if format == "turtle" else report.to_text()
