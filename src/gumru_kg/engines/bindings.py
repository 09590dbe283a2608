"""Values for the variables of somebody's query, written into its text.

The value stands at the beginning of the outermost pattern, where filters see it, and
not after the query, where they do not. pyoxigraph can put values in the place of
variables, too, but of those only that the SELECT names.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

import pyoxigraph as ox

from gumru_kg.engines.guard import locate_words
from gumru_kg.errors import QueryError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gumru_kg.results import Term

_NAME: Final = re.compile(r"\w+", re.ASCII)


def bind_variables(text: str, values: Mapping[str, Term]) -> str:
    """Give variables of a query their values.

    Args:
        text: SPARQL.
        values: The values by variable, without its question mark.

    Returns:
        The query with the values in it.

    Raises:
        QueryError: When a name is no name of a variable, or a value is a blank node
            or a triple term.

    Example:
        >>> bind_variables("ASK { ?t a ?kind }", {"kind": ox.NamedNode("urn:a")})
        'ASK { VALUES (?kind) { (<urn:a>) } ?t a ?kind }'
    """
    if not values:
        return text
    for name, value in values.items():
        if _NAME.fullmatch(name) is None:
            raise QueryError(f"{name!r} is no name of a variable; write it without ?")
        if not isinstance(value, ox.NamedNode | ox.Literal):
            problem = f"?{name} cannot be {value}, which has no name in a query"
            raise QueryError(f"{problem}; bind an IRI or a literal")
    names = " ".join(f"?{name}" for name in values)
    row = " ".join(map(str, values.values()))
    block = f" VALUES ({names}) {{ ({row}) }}"
    place = _find_pattern(text)
    if place is None:
        # A comment may be the last line.
        return f"{text}\n{block}"
    return text[:place] + block + text[place:]


def _find_pattern(text: str) -> int | None:
    """Find where the outermost pattern begins, after its bracket.

    There is none to write into in ``CONSTRUCT WHERE``, whose pattern is a template, in
    a DESCRIBE of one thing, and where the pattern is a SELECT.
    """
    depth = 0
    is_template = has_where = False
    place = None
    for word, kind, end in locate_words(text):
        if place is not None:
            return None if word.upper() == "SELECT" else place
        if depth == 0 and kind == "word":
            if word.upper() == "CONSTRUCT":
                is_template = True
            elif word.upper() == "WHERE":
                has_where = True
        if kind != "mark":
            continue
        if word == "{" and depth == 0:
            if is_template and has_where:
                return None
            if not is_template:
                place = end
            is_template = False
        depth += (word in "{(") - (word in "})")
    return place
