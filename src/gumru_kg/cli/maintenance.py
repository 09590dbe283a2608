"""``gumru build`` and ``gumru evidence``: for those who keep the graph."""

from __future__ import annotations

from pathlib import Path

import click

from gumru_kg.cli import EXIT_NO
from gumru_kg.cli._options import FILES_OPTION, JSON_OPTION, open_source
from gumru_kg.cli._output import write_json, write_lines
from gumru_kg.cli._tables import terminal_width
from gumru_kg.cli._text import write_count


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
        triples = write_count(result.triples, "triple")
        write_lines([f"{out}: {triples}, {result.derived:,} of them derived; {change}"])
        return
    comparison = check(folders[0], ontology_dir=folders[1], out=Path(out))
    if not comparison.is_up_to_date:
        line = comparison.first_difference
        write_lines([f"{out}:{line}: not up to date; run 'gumru build'"])
        context.exit(EXIT_NO)
    write_lines([f"{out}: up to date"])


@click.command(
    "evidence",
    epilog=(
        "Exit code 1 when a span does not fit the text. JSON keys: is_right, source, "
        "text, assertions, span_counts, coverage, spans. Example: gumru evidence "
        "--text seed.txt"
    ),
)
@click.option("--text", metavar="FILE", help="A copy of the source's text, UTF-8.")
@FILES_OPTION
@JSON_OPTION
@click.pass_context
def check_evidence(
    context: click.Context, *, text: str | None, files: tuple[str, ...], as_json: bool
) -> None:
    """Check the spans that claims rest on against a copy of the text.

    Without a copy it tells which spans and assertions the graph knows.
    """
    from gumru_kg.cli._evidence_sheet import lay_out
    from gumru_kg.evidence import check_evidence as check
    from gumru_kg.evidence import read_text

    words = None if text is None else read_text(text)
    report = check(open_source(files).dataset, words)
    if as_json:
        write_json(report.to_dict())
    else:
        write_lines(lay_out(report, width=terminal_width()))
    if not report.is_right:
        context.exit(EXIT_NO)
