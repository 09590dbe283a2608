"""``gumru queries``, ``gumru query`` and ``gumru sparql``."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from gumru_kg.cli._answers import ANSWER_FORMATS, print_answer
from gumru_kg.cli._limits import (
    EXPLAIN_OPTION,
    MEMORY_OPTION,
    TIMEOUT_OPTION,
    limit_graph,
    print_explanation,
)
from gumru_kg.cli._options import (
    ENDPOINT_OPTION,
    FILES_OPTION,
    JSON_OPTION,
    LANG_OPTION,
    PARAMETERS_OPTION,
    QUERY_ARGUMENT,
    open_source,
)
from gumru_kg.cli._output import write_json, write_lines
from gumru_kg.cli._tables import Table, terminal_width

if TYPE_CHECKING:
    from collections.abc import Mapping

_FORMAT_OPTION = click.option(
    "--format",
    type=click.Choice(ANSWER_FORMATS),
    default="table",
    show_default=True,
    help="A table, a results format of SPARQL, or for graphs a format of RDF.",
)


@click.command("queries", epilog="Example: gumru queries provisions")
@click.argument("words", nargs=-1, metavar="[WORD]...")
@LANG_OPTION
@JSON_OPTION
def list_queries(*, words: tuple[str, ...], lang: str, as_json: bool) -> None:
    """List the named queries.

    With words, only the queries that are about all of them. JSON keys: name,
    question, summary, summary_tr, description, tags, parameters (name, kind,
    default), returns.
    """
    from gumru_kg.named_queries import find_queries

    found = find_queries(words)
    if as_json:
        kept = ("name", "question", "summary", "summary_tr", "description", "tags")
        described = [{key: getattr(query, key) for key in kept} for query in found]
        for entry, query in zip(described, found, strict=True):
            parameters = [parameter._asdict() for parameter in query.parameters]
            entry |= {"parameters": parameters, "returns": query.returns}
        write_json(described)
        return
    rows = [
        (
            query.name,
            query.summary_tr if lang == "tr" else query.summary,
            ", ".join(parameter.name for parameter in query.parameters),
        )
        for query in found
    ]
    from gumru_kg.cli._query_words import name_column

    keys = ("name", "question", "parameters")
    headers = [name_column(key, lang=lang) for key in keys]
    write_lines(Table.of(headers, rows).lines(width=terminal_width()))


@click.command(
    "query",
    epilog=(
        "A parameter that is a thing takes a name, too. Exit code 1 when the answer is "
        "no. Example: gumru query treaty/parties -p treaty=kars-1921"
    ),
)
@QUERY_ARGUMENT
@PARAMETERS_OPTION
@LANG_OPTION
@_FORMAT_OPTION
@JSON_OPTION
@FILES_OPTION
@ENDPOINT_OPTION
@TIMEOUT_OPTION
@MEMORY_OPTION
@click.pass_context
def run_query(
    context: click.Context,
    *,
    name: str,
    parameters: Mapping[str, str],
    lang: str,
    format: str,
    as_json: bool,
    files: tuple[str, ...],
    endpoint: str | None,
    timeout: float | None,
    max_memory: int | None,
) -> None:
    """Answer a named query; 'gumru queries' lists them."""
    from gumru_kg.cli._answers import complete_parameters
    from gumru_kg.named_queries import load_query

    query = load_query(name)
    graph = open_source(files, endpoint)
    values = complete_parameters(query, parameters, graph=graph, lang=lang)
    limited = limit_graph(graph, timeout=timeout, megabytes=max_memory)
    # A parameter of the query has no name of ours: timeout, say.
    answer = limited.engine.query_named(query.bind(values))
    print_answer(
        context,
        answer,
        graph=limited,
        format="json" if as_json else format,
        query=query,
        lang=lang,
    )


@click.command(
    "sparql",
    epilog=(
        "The prefixes gum, gv, gid, skos, rdf and so on need no declaration. Exit code "
        "1 when an ASK is false. Example: echo 'ASK { ?t a gum:Treaty }' | gumru "
        "sparql -"
    ),
)
@click.argument("query_file", metavar="QUERY_FILE|-")
@click.argument("data", nargs=-1, metavar="[DATA_FILE]...")
@_FORMAT_OPTION
@JSON_OPTION
@FILES_OPTION
@ENDPOINT_OPTION
@TIMEOUT_OPTION
@MEMORY_OPTION
@EXPLAIN_OPTION
@click.pass_context
def run_sparql(
    context: click.Context,
    *,
    query_file: str,
    data: tuple[str, ...],
    format: str,
    as_json: bool,
    files: tuple[str, ...],
    endpoint: str | None,
    timeout: float | None,
    max_memory: int | None,
    explain: bool,
) -> None:
    """Run a SPARQL query from a file, or from standard input.

    It asks the shipped graph, the RDF files that are named after it, or an endpoint.
    """
    from gumru_kg.cli._answers import read_query

    text = read_query(query_file)
    if explain:
        print_explanation(text, as_json=as_json or format == "json")
        return
    graph = open_source((*data, *files), endpoint)
    limited = limit_graph(graph, timeout=timeout, megabytes=max_memory)
    answer = limited.sparql(text)
    wanted = "json" if as_json else format
    print_answer(context, answer, graph=limited, format=wanted)
