"""``gumru wikidata``: what can go to Wikidata, what cannot, what is there."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import click

from gumru_kg.cli._options import FILES_OPTION, JSON_OPTION, OUTPUT_OPTION, open_source
from gumru_kg.cli._output import write_json, write_lines, write_result
from gumru_kg.cli._text import write_count

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gumru_kg.exporters.wikidata.comparison import Comparison


@click.command(
    "wikidata",
    epilog=(
        "JSON: a list of statement (subject, item, property, fact, value, references, "
        "obstacles), standing and values. Example: gumru wikidata --extract Q193258.ttl"
    ),
)
@click.option(
    "--extract",
    "extracts",
    metavar="FILE",
    multiple=True,
    help="RDF of items as Special:EntityData gives it; may be repeated.",
)
@OUTPUT_OPTION
@FILES_OPTION
@JSON_OPTION
def compare_wikidata(
    *, extracts: tuple[str, ...], output: str, files: tuple[str, ...], as_json: bool
) -> None:
    """Say which facts can go to Wikidata, and which are there.

    Nothing is fetched and nothing is sent. With -o FILE the commands for
    QuickStatements are written as well, without what the extract has already, or
    has otherwise.
    """
    from gumru_kg.dataset import load_dataset
    from gumru_kg.exporters.wikidata.comparison import compare_with_wikidata, list_new
    from gumru_kg.exporters.wikidata.quickstatements import write_commands

    extract = load_dataset(extracts) if extracts else None
    found = compare_with_wikidata(open_source(files).dataset, extract)
    if output != "-":
        write_result(write_commands(list_new(found)), path=output)
    if as_json:
        write_json(found)
    else:
        write_lines(_report(found))


def _report(found: tuple[Comparison, ...]) -> Iterator[str]:
    from gumru_kg.exporters.wikidata.comparison import STANDINGS
    from gumru_kg.exporters.wikidata.statements import OBSTACLES

    ready = [each for each in found if not each.statement.obstacles]
    have = "has" if len(found) == 1 else "have"
    facts = write_count(len(found), "fact")
    yield f"{facts} {have} a property of Wikidata; {len(ready)} can go there."
    for each in ready:
        said = each.statement
        yield f"  {said.item} {said.property} {said.value}: {STANDINGS[each.standing]}"
        if each.standing == "other":
            yield f"    there: {', '.join(each.values)}"
    counts = Counter(key for each in found for key in each.statement.obstacles)
    for obstacle, reason in OBSTACLES.items():
        if counts[obstacle]:
            yield f"{counts[obstacle]} cannot: {reason}"
