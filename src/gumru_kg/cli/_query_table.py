"""The answer of a named query as a table in the language of its reader."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from gumru_kg.cli._query_words import name_column, name_value
from gumru_kg.cli._sheets import Page
from gumru_kg.cli._tables import Table
from gumru_kg.cli._term_labels import find_labels
from gumru_kg.cli._text import display_width, make_harmless
from gumru_kg.cli._words import language_name, term_name
from gumru_kg.descriptions import Value
from gumru_kg.model.numbering import name_number
from gumru_kg.namespaces import GUM, GV, XSD, compress

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from gumru_kg.knowledge_graph import KnowledgeGraph
    from gumru_kg.results import Solution, Term

_LABEL: Final = "Label"
# Terms of the ontology and concepts; of things the IRI is what is asked for.
_TERM: Final = re.compile(f"(?:{re.escape(GUM)}|{re.escape(GV)})[A-Za-z0-9._-]+")
_IRI: Final = re.compile(r"https?://[^\s]+")
_MADE_BY_QUERIES: Final = frozenset({f"{XSD}string", f"{XSD}boolean"})
_LANGUAGES: Final = frozenset({"language", "value"})
_NUMBERS: Final = frozenset(
    {
        "articles",
        "articlesOfFirst",
        "articlesOfLast",
        "articlesOfMiddle",
        "clauseNumber",
        "laterArticles",
        "number",
    }
)
# A query that lists names tells which thing has them.
_NAMES: Final = frozenset({"label", "name"})
# A value that all rows share is told once when it would fill lines in each of them.
_LONGEST_REPEATED: Final = 40


def lay_out_answer(
    rows: Sequence[Solution],
    variables: Sequence[str],
    *,
    graph: KnowledgeGraph,
    lang: str,
    width: int,
) -> list[str]:
    """Lay the answer of a named query out.

    Args:
        rows: The solutions, at least one.
        variables: Their variables.
        graph: The graph that was asked; it knows what its terms are called.
        lang: The language of the heads, and of the labels where there are some.
        width: The columns there are.

    Returns:
        The lines: a table, and below it what is the same in all of its rows.

    Example:
        >>> from gumru_kg import open_graph
        >>> kg = open_graph()
        >>> rows = list(kg.query("treaty/phases"))
        >>> variables = rows[0].variables
        >>> lay_out_answer(rows, variables, graph=kg, lang="en", width=90)[2].split()
        ['gid:status-gumru-1920-', 'signed', '1920-12-02/1920-12-03', '1920-12-02']
    """
    shown = _choose_variables(rows, variables)
    names = {} if _NAMES.intersection(variables) else _name_terms(rows, graph, lang)
    columns = {
        variable: [
            _show(row[variable], variable=variable, names=names, lang=lang)
            for row in rows
        ]
        for variable in shown
    }
    shared = {
        variable: cells[0] for variable, cells in columns.items() if _is_shared(cells)
    }
    if len(shared) < len(columns):
        for variable in shared:
            del columns[variable]
    else:
        shared = {}
    heads = [_name(variable, lang) for variable in columns]
    cells = list(zip(*columns.values(), strict=True))
    page = Page(width=width, lang=lang)
    page.lines += Table.of(heads, cells).lines(width=width)
    page.lines += [""] if shared else []
    for variable, text in shared.items():
        page.paragraph(f"{_name(variable, lang)}: {text}", indent=0)
    return page.lines


def _choose_variables(rows: Iterable[Solution], variables: Sequence[str]) -> list[str]:
    """Leave out IRIs whose label is there as well, and columns without a value."""
    return [
        variable
        for variable in variables
        if f"{variable}{_LABEL}" not in variables
        and any(row.text(variable) for row in rows)
    ]


def _name(variable: str, lang: str) -> str:
    return name_column(variable.removesuffix(_LABEL), lang=lang)


def _is_shared(cells: Sequence[str]) -> bool:
    return (
        len(cells) > 1
        and len(set(cells)) == 1
        and display_width(make_harmless(cells[0])) > _LONGEST_REPEATED
    )


def _name_terms(
    rows: Iterable[Solution], graph: KnowledgeGraph, lang: str
) -> Mapping[str, str]:
    """Look up what the terms and concepts of an answer are called."""
    texts = {_read(term) for row in rows for term in row.terms if term is not None}
    terms = (text for text in texts if _TERM.fullmatch(text))
    return find_labels(graph, terms, lang=lang)


def _show(
    term: Term | None, *, variable: str, names: Mapping[str, str], lang: str
) -> str:
    if term is None:
        return ""
    text = _read(term)
    datatype = getattr(term, "datatype", None)
    is_text = datatype is not None and datatype.value in _MADE_BY_QUERIES
    if _IRI.fullmatch(text) and (datatype is None or is_text):
        # The label of a term without one is its IRI.
        return names.get(text) or term_name(Value(compress(text)), lang=lang)
    if not is_text:
        return text
    if variable.removesuffix(_LABEL) in _LANGUAGES:
        return language_name(text, lang=lang)
    if variable in _NUMBERS:
        return name_number(text, lang=lang)
    return name_value(text, lang=lang)


def _read(term: Term) -> str:
    return str(getattr(term, "value", term))
