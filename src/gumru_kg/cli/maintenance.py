"""``gumru build`` and ``gumru evidence``: for those who keep the graph."""

from __future__ import annotations

from pathlib import Path

import click

from gumru_kg.cli import EXIT_NO
from gumru_kg.cli._options import JSON_OPTION
from gumru_kg.cli._output import write_json, write_lines


@click.command(
    "build",
    epilog="Exit code 1 when --check finds the file out of date. Run it in a checkout.",
)
@click.option("--check", "is_check", is_flag=True, help="Compare only, write nothing.")
@click.option("--parts", default="data/parts", show_default=True, metavar="FOLDER")
@click.option("--ontology", default="ontology", show_default=True, metavar="FOLDER")
@click.option("--out", default="data/gumru.ttl", show_default=True, metavar="FILE")
@click.pass_context
def build_data(
    context: click.Context, *, is_check: bool, parts: str, ontology: str, out: str
) -> None:
    """Build data/gumru.ttl from the files that are edited by hand."""
    from gumru_kg.editorial import build, check

    folders = Path(parts), Path(ontology)
    if not is_check:
        result = build(folders[0], ontology_dir=folders[1], out=Path(out))
        change = "changed" if result.is_changed else "as it was"
        counts = f"{result.triples} triples, {result.derived} of them derived"
        write_lines([f"{out}: {counts}; {change}"])
        return
    comparison = check(folders[0], ontology_dir=folders[1], out=Path(out))
    if not comparison.is_up_to_date:
        line = comparison.first_difference
        write_lines([f"{out}:{line}: not up to date; run 'gumru build'"])
        context.exit(EXIT_NO)
    write_lines([f"{out}: up to date"])
