"""Queries are looked over before an embedded engine sees them.

pyoxigraph fetches what a SERVICE names and has no switch against it. Its parser is
recursive, and some thousand brackets or operators in a row end the whole process.
The grammar lets keywords touch what stands before them (``1SERVICE<…>``), so words
are looked for everywhere outside of strings, IRIs, comments and names.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from gumru_kg.errors import QueryError

if TYPE_CHECKING:
    from collections.abc import Iterator

DEEPEST: Final = 100
MOST_TOKENS: Final = 5_000

_OPENING: Final = ("{", "(", "[", "<<")
_CLOSING: Final = ("}", ")", "]", ">>")
_PATTERN: Final = r"""
      \#[^\n\r]*                                        # comment
    | "{3}(?:[^"\\]|\\.|"(?!""))*"{3}
    | '{3}(?:[^'\\]|\\.|'(?!''))*'{3}
    | "(?:[^"\\\n\r]|\\.)*"  | '(?:[^'\\\n\r]|\\.)*'
    | <[^<>"{}|^`\\\s]*>                                # IRI
    | [?$]\w+ | @[A-Za-z0-9-]+ | _:[\w.-]*
    | (?P<name> [\w.-]*:[\w.:%\\-]* )                   # prefixed name, or a keyword
    | (?P<word> \w+ )
    | (?P<mark> << | >> | && | \|\| | [^\s\w] )
"""


def check_query(text: str) -> None:
    """Refuse what an embedded engine must not be given.

    Args:
        text: A query from anywhere.

    Raises:
        QueryError: When the query calls a SERVICE, or is so deeply nested or so long
            that the parser would end the process.

    Example:
        >>> check_query("SELECT * { ?service a <http://example.org/SERVICE> }")
    """
    if (
        # Most queries need no closer look, and compiling the pattern takes its time.
        "service" not in text.lower()
        and sum(map(text.count, _OPENING)) <= DEEPEST
        and len(text) <= MOST_TOKENS
    ):
        return
    depth = tokens = 0
    for word, kind, is_data in _scan(text):
        if kind in ("word", "name") and _ends_in_service(word):
            problem = "SERVICE is refused, because it makes the engine call other hosts"
            raise QueryError(f"{problem}; remove it and ask each endpoint by itself")
        if kind == "mark":
            depth += (word in _OPENING) - (word in _CLOSING)
        tokens += not is_data
        if depth > DEEPEST:
            problem = f"the query nests more than {DEEPEST} levels deep"
            raise QueryError(f"{problem}; flatten it")
        if tokens > MOST_TOKENS:
            problem = f"the query has more than {MOST_TOKENS} words and signs"
            raise QueryError(f"{problem}; put lists of terms into VALUES")


def _scan(text: str) -> Iterator[tuple[str, str | None, bool]]:
    """Split a query into words; tell their kind, and which are rows of VALUES."""
    is_after_values = is_data = False
    for token in re.finditer(_PATTERN, text, re.VERBOSE | re.DOTALL):
        word, kind = token[0], token.lastgroup
        if word.startswith("#"):
            continue
        if word == "{":
            # A block of data may be long: its rows are not nested.
            is_data, is_after_values = is_after_values, False
        elif word == "}":
            is_data = False
        elif kind == "word" and word.upper() == "VALUES":
            is_after_values = True
        yield word, kind, is_data


def _ends_in_service(word: str) -> bool:
    # "1SERVICE", "trueSERVICE" and "SERVICESILENT" are keywords to the parser, and in
    # "SERVICE:x" the prefix is the empty one.
    head = word.lower().partition(":")[0]
    return head.removesuffix("silent").endswith("service")
