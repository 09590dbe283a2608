"""``gumru statistics``: the honest face of a graph."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from gumru_kg.cli._options import JSON_OPTION, OUTPUT_OPTION, open_source
from gumru_kg.cli._output import serialize_json, write_result

if TYPE_CHECKING:
    from gumru_kg.knowledge_graph import KnowledgeGraph


@click.command(
    "statistics",
    epilog=(
        "JSON keys: support, perspectives, sources, disputes, rejections, texts, "
        "completeness, labels, links. Example: gumru statistics my.ttl -o page.md"
    ),
)
@click.argument("files", nargs=-1, metavar="[FILE]...")
@OUTPUT_OPTION
@JSON_OPTION
def write_statistics(*, files: tuple[str, ...], output: str, as_json: bool) -> None:
    """Count what facts rest on, where sources differ, and what is missing.

    Of the shipped graph, or of RDF files; as a page of Markdown.
    """
    from gumru_kg.statistics import measure

    statistics = measure(_open(files))
    if as_json:
        data = serialize_json(statistics)
    else:
        from gumru_kg.cli._statistics_page import write_page

        data = write_page(statistics).encode("utf-8", "backslashreplace")
    write_result(data, path=output)


def _open(files: tuple[str, ...]) -> KnowledgeGraph:
    graph = open_source(files)
    if not files:
        return graph
    from gumru_kg.knowledge_graph import open_graph
    from gumru_kg.statistics import add_vocabulary

    return open_graph(add_vocabulary(graph.dataset))
