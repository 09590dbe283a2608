"""Answers of queries on standard output."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, Final

import click

from gumru_kg.cli import EXIT_NO
from gumru_kg.cli._notes import note, note_count
from gumru_kg.cli._output import escape_controls, write_bytes, write_lines
from gumru_kg.cli._tables import Table, terminal_width
from gumru_kg.formats import RDF_FORMATS, RESULTS_FORMATS
from gumru_kg.namespaces import compress

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gumru_kg.knowledge_graph import KnowledgeGraph
    from gumru_kg.named_queries import NamedQuery
    from gumru_kg.results import Answer, Solution, Solutions, Term

ANSWER_FORMATS: Final = ("table", *RESULTS_FORMATS, *RDF_FORMATS)
_LABEL: Final = "Label"
_LONGEST_QUERY: Final = 10_000_000


def print_answer(
    context: click.Context,
    answer: Answer,
    *,
    graph: KnowledgeGraph,
    format: str,
    query: NamedQuery | None = None,
    lang: str = "en",
) -> None:
    """Print what a query gave, and end with exit code 1 when that is no.

    Args:
        context: The command's context.
        answer: Solutions, triples or a truth value.
        graph: The graph that was asked.
        format: One of ``ANSWER_FORMATS``.
        query: The named query, where it is one.
        lang: The language of its labels.

    Raises:
        click.UsageError: When there is no such format for the kind of answer.
    """
    from gumru_kg.results import Solutions, Triples, write_truth

    if isinstance(answer, Triples):
        _check_format(format, RDF_FORMATS, "a graph", context)
        write_bytes(answer.write("turtle" if format == "table" else format))
    elif isinstance(answer, Solutions):
        _check_format(format, RESULTS_FORMATS, "solutions", context)
        if format == "table":
            _print_table(answer, query=query, graph=graph, lang=lang)
        else:
            content = answer.write(format)
            write_bytes(escape_controls(content) if format == "json" else content)
    else:
        _check_format(format, RESULTS_FORMATS, "yes or no", context)
        if format == "table":
            write_lines(["true" if answer else "false"])
        else:
            write_bytes(write_truth(answer, format=format))
        if not answer:
            context.exit(EXIT_NO)


def _check_format(
    format: str, known: Mapping[str, object], kind: str, context: click.Context
) -> None:
    if format != "table" and format not in known:
        problem = f"--format {format} cannot hold {kind}; use one of: "
        raise click.UsageError(problem + ", ".join(["table", *known]), context)


def _print_table(
    solutions: Solutions,
    *,
    query: NamedQuery | None,
    graph: KnowledgeGraph,
    lang: str,
) -> None:
    rows = list(solutions)
    if query is None:
        cells = [[_show(term) for term in row.terms] for row in rows]
        table = Table.of(solutions.variables, cells)
        write_lines(table.lines(width=terminal_width()))
        if not rows:
            note("no solutions")
        return
    if not rows:
        write_lines([query.empty_tr if lang == "tr" else query.empty])
        return
    from gumru_kg.cli._query_table import lay_out_answer

    width = terminal_width()
    write_lines(
        lay_out_answer(rows, solutions.variables, graph=graph, lang=lang, width=width)
    )
    note_count(_count_fallbacks(rows, lang), lang=lang)


def _show(term: Term | None) -> str:
    if term is None:
        return ""
    text = str(getattr(term, "value", term))
    is_iri = not hasattr(term, "datatype") and hasattr(term, "value")
    return compress(text) if is_iri else text


def _count_fallbacks(rows: list[Solution], lang: str) -> int:
    fallen_back = {
        term
        for row in rows
        for variable in row.variables
        if variable.endswith(_LABEL)
        for term in [row[variable]]
        if (getattr(term, "language", None) or lang) != lang
    }
    return len(fallen_back)


def complete_parameters(
    query: NamedQuery, values: Mapping[str, str], *, graph: KnowledgeGraph, lang: str
) -> dict[str, object]:
    """Add the language, and find the things that are given by name.

    Args:
        query: The named query.
        values: What the user has set.
        graph: The graph that knows the names.
        lang: The language, unless the user has set it as a parameter.

    Returns:
        The values to bind.

    Raises:
        UnknownNameError: When a name fits nothing, or several things.
    """
    completed: dict[str, object] = dict(values)
    for parameter in query.parameters:
        if parameter.kind == "language":
            completed.setdefault(parameter.name, lang)
        elif parameter.kind == "iri" and parameter.name in completed:
            name = values[parameter.name]
            # A full IRI or a CURIE is bound as it is: it may be in no label.
            if ":" not in name:
                name = graph.resolve_for(parameter, name)
            completed[parameter.name] = name
    return completed


def read_query(path: str) -> str:
    """Read a query from a file, or from standard input for ``-``.

    Args:
        path: The file.

    Returns:
        The text of the query.

    Raises:
        FileError: When the file cannot be read.
        DataError: When it holds no text, or too much of it.
    """
    from gumru_kg.errors import DataError, FileError

    if path != "-":
        if "{" in path and not os.path.lexists(path):
            remedy = "give it on standard input: echo 'SELECT …' | gumru sparql -"
            start = " ".join(path.split())[:60]
            raise FileError(start, "a query, where its file is wanted", remedy)
        # Literals of a query count letter by letter: no normal form is put on them.
        from gumru_kg.evidence import read_plain_text

        return read_plain_text(path)
    data = b"" if sys.stdin is None else sys.stdin.buffer.read(_LONGEST_QUERY + 1)
    remedy = "write a SPARQL query to standard input"
    if len(data) > _LONGEST_QUERY:
        raise DataError("standard input", "more than 10 MB", remedy=remedy)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise DataError("standard input", "not UTF-8 text", remedy=remedy) from None
    if not text.strip():
        raise DataError("standard input", "no query", remedy=remedy)
    return text
