"""The syntax of queries: what is wrong, which form it is, which prefixes it uses."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pyoxigraph as ox

from gumru_kg.engines.guard import split_words
from gumru_kg.errors import QueryError, QuerySyntaxError
from gumru_kg.namespaces import PREFIXES

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gumru_kg.results import Term

FORMS: Final = ("SELECT", "ASK", "CONSTRUCT", "DESCRIBE")

_LONGEST_HINT: Final = 60
# A variable that no SELECT can name. pyoxigraph refuses to put a value in its place
# after it has parsed the query, and before it runs it.
_NOWHERE: Final[dict[ox.Variable, Term]] = {ox.Variable("gumruNowhere"): ox.Literal("")}


def check_syntax(text: str) -> None:
    """Parse a query and do not run it.

    Args:
        text: SPARQL, looked over by the guard; the prefixes of the project need no
            declaration.

    Raises:
        QuerySyntaxError: When it does not parse, with line and column.
        QueryError: When it cannot be written in UTF-8.

    Example:
        >>> check_syntax("ASK { ?t a gum:Treaty ")
        Traceback (most recent call last):
            ...
        gumru_kg.errors.QuerySyntaxError: SPARQL syntax error at line 1, column 23: ...
    """
    try:
        ox.Store().query(text, prefixes=PREFIXES, substitutions=_NOWHERE)
    except SyntaxError as error:
        raise describe_fault(text, str(error)) from error
    except UnicodeEncodeError as error:
        raise describe_surrogate() from error
    except RuntimeError:
        # It has parsed. A function that is unknown here may be known elsewhere.
        return


def tell_form(text: str) -> str:
    r"""Tell what a query asks for.

    Args:
        text: SPARQL.

    Returns:
        One of ``FORMS``.

    Raises:
        QuerySyntaxError: When it is none of them.

    Example:
        >>> tell_form("PREFIX select: <urn:x> # ASK or\nCONSTRUCT WHERE { }")
        'CONSTRUCT'
    """
    for word, kind, _ in split_words(text):
        if kind == "word" and word.upper() in FORMS:
            return word.upper()
    raise QuerySyntaxError(f"this is none of {', '.join(FORMS)}")


def declare_prefixes(text: str, *, known: Mapping[str, str] = PREFIXES) -> str:
    """Declare the prefixes that a query uses and does not declare.

    Args:
        text: SPARQL.
        known: Namespaces by prefix; by default those of the project.

    Returns:
        The query, with declarations before its first line.

    Example:
        >>> declare_prefixes("ASK { ?t a gum:Treaty }")
        'PREFIX gum: <https://w3id.org/gumru/ont#> ASK { ?t a gum:Treaty }'
    """
    used: dict[str, None] = {}
    declared = set()
    before = ""
    for word, kind, _ in split_words(text):
        if kind == "name" and word[0] != "@":
            prefix = word.partition(":")[0]
            if before.upper() == "PREFIX":
                declared.add(prefix)
            else:
                used[prefix] = None
        before = word
    return (
        "".join(
            f"PREFIX {prefix}: <{known[prefix]}> "
            for prefix in used
            if prefix in known and prefix not in declared
        )
        + text
    )


def describe_fault(text: str, message: str) -> QuerySyntaxError:
    """Turn what the parser says into one line.

    Args:
        text: The query.
        message: What pyoxigraph says: ``error at 1:26: expected …``.

    Returns:
        The error with its place.

    Example:
        >>> describe_fault("ASK {", "error at 1:6: expected one of …").column
        6
    """
    place, _, problem = message.removeprefix("error at ").partition(": ")
    line_text, _, column_text = place.partition(":")
    if not (line_text.isdigit() and column_text.isdigit()):
        return QuerySyntaxError(" ".join(message.split()))
    line, column = int(line_text), int(column_text)
    rows = text.split("\n")
    row = rows[line - 1] if line <= len(rows) else ""
    rest = row[column - 1 :].strip()[:_LONGEST_HINT]
    if "Prefix not found" in problem:
        written = row[: column - 1].replace("{", " ").replace(";", " ").split() or [""]
        name = written[-1] if ":" in written[-1] else rest.partition(" ")[0]
        problem = f"the prefix of {name!r} is not declared; add a PREFIX line"
    elif "IRI parsing failed" in problem:
        problem = f"an IRI is relative or not valid before {rest!r}"
    elif "variable that is unbound" in problem:
        problem = "the SELECT names a variable that is neither bound nor grouped by"
    else:
        where = f"before {rest!r}" if rest else "at the end"
        if not rest and line < len(rows):
            where = "at the end of the line"
        problem = f"something is wrong or missing {where}"
    return QuerySyntaxError(problem, line=line, column=column)


def describe_surrogate() -> QueryError:
    """Say that a query holds what UTF-8 cannot write.

    Returns:
        The error.

    Example:
        >>> str(describe_surrogate()).partition(";")[2]
        ' remove it'
    """
    return QueryError("the query holds a half of a surrogate pair; remove it")
