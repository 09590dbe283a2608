"""Options that hold a query to a time and a memory, or explain it instead."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

import click

from gumru_kg.cli._output import write_json, write_lines

if TYPE_CHECKING:
    from gumru_kg.knowledge_graph import KnowledgeGraph

_MEGABYTE: Final = 1_000_000
_NOT_SLOW: Final = "Nothing in it is known to be slow."

TIMEOUT_OPTION: Final = click.option(
    "--timeout",
    metavar="SECONDS",
    type=click.FloatRange(min=0, min_open=True, max=1_000_000),
    help="End the query when it takes longer.",
)
MEMORY_OPTION: Final = click.option(
    "--max-memory",
    metavar="MEGABYTES",
    type=click.IntRange(min=1, max=1_000_000_000),
    help="End the query when it takes more memory, or its answer is larger.",
)
EXPLAIN_OPTION: Final = click.option(
    "--explain",
    is_flag=True,
    help="Do not run it; tell its form, and what in it is slow.",
)


def limit_graph(
    graph: KnowledgeGraph, *, timeout: float | None, megabytes: int | None
) -> KnowledgeGraph:
    """Hold the queries of a graph to limits.

    Args:
        graph: The graph.
        timeout: Seconds for a query, or nothing.
        megabytes: Its memory, or nothing. A command holds all of an answer, so that
            may not be larger either.

    Returns:
        A graph of the same data; without limits the graph itself.

    Raises:
        QueryError: When a limit is none to work with.
        CapabilityError: When the engine or the system has no such limits.
    """
    if timeout is None and megabytes is None:
        return graph
    from gumru_kg.engines.limits import Limits, limit_engine
    from gumru_kg.knowledge_graph import KnowledgeGraph

    memory = None if megabytes is None else megabytes * _MEGABYTE
    limits = replace(Limits.of(timeout, memory), max_answer=memory)
    engine = limit_engine(graph.engine, limits)
    return KnowledgeGraph(lambda: engine, lambda: graph.dataset)


def print_explanation(text: str, *, as_json: bool) -> None:
    """Print what can be told of a query before it runs.

    Args:
        text: SPARQL.
        as_json: Whether to print JSON: form, advice (problem, instead).

    Raises:
        QueryError: When the query does not parse, or is refused.
    """
    from gumru_kg.engines.explanation import explain_query

    found = explain_query(text)
    if as_json:
        advice = [{"problem": a.problem, "instead": a.instead} for a in found.advice]
        write_json({"form": found.form, "advice": advice})
        return
    lines = [f"The query is a {found.form}."]
    if not found.advice:
        lines.append(_NOT_SLOW)
    for advised in found.advice:
        lines += ["", f"Slow: {advised.problem}:", "", *advised.instead.split("\n")]
    write_lines(lines)
