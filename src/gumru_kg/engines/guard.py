"""Queries are looked over before an embedded engine sees them.

pyoxigraph fetches what a SERVICE names and has no switch against it. Its parser is
recursive, and some thousand brackets or operators in a row end the whole process.
The grammar lets keywords touch what stands before them (``1SERVICE<…>``), and what
``<`` begins cannot be told without it. So no query reaches the engine with the letters
of the keyword in it: words that hold them are refused, strings and IRIs have them
escaped, comments that hold them go. Where this module takes code for a string, the
escape makes a syntax error of it, and nothing is fetched.
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
_KEYWORD: Final = re.compile("service", re.IGNORECASE)
_CLOSING: Final = ("}", ")", "]", ">>")
_PATTERN: Final = r"""
      \#[^\n\r]*                                        # comment
    | "{3}(?:[^"\\]|\\.|"(?!""))*"{3}
    | '{3}(?:[^'\\]|\\.|'(?!''))*'{3}
    | "(?:[^"\\\n\r]|\\.)*"  | '(?:[^'\\\n\r]|\\.)*'
    | <[^<>"{}|^`\\\s]*>                                # IRI
    | [?$]\w+
    | (?P<name> @[A-Za-z0-9-]+ | _:[\w.-]* | (?:\w[\w.-]*+)?:[\w.:%\\-]* )
    | (?P<word> \w+ )
    | (?P<mark> << | >> | && | \|\| | [^\s\w] )
"""


def check_query(text: str) -> str:
    r"""Refuse what an embedded engine must not be given.

    Args:
        text: A query from anywhere.

    Returns:
        The query as the engine may have it; it means the same.

    Raises:
        QueryError: When the query calls a SERVICE, or is so deeply nested or so long
            that the parser would end the process.

    Example:
        >>> check_query("ASK { ?service a <urn:SERVICE> }")
        'ASK { ?service a <urn:\\u0053ERVICE> }'
    """
    if (
        # Most queries need no closer look, and compiling the pattern takes its time.
        "service" not in text.lower()
        and sum(map(text.count, _OPENING)) <= DEEPEST
        and len(text) <= MOST_TOKENS
    ):
        return text
    depth = tokens = 0
    for word, kind, is_data in split_words(text):
        if kind in ("word", "name") and _KEYWORD.search(word):
            problem = "SERVICE is refused, because it makes the engine call other hosts"
            remedy = (
                "ask each endpoint by itself, and write names with the word as IRIs"
            )
            raise QueryError(f"{problem}; {remedy}")
        if kind == "mark":
            depth += (word in _OPENING) - (word in _CLOSING)
        tokens += not is_data
        if depth > DEEPEST:
            problem = f"the query nests more than {DEEPEST} levels deep"
            raise QueryError(f"{problem}; flatten it")
        if tokens > MOST_TOKENS:
            problem = f"the query has more than {MOST_TOKENS} words and signs"
            raise QueryError(f"{problem}; put lists of terms into VALUES")
    return re.sub(_PATTERN, _disarm, text, flags=re.VERBOSE | re.DOTALL)


def _disarm(token: re.Match[str]) -> str:
    word = token[0]
    if not _KEYWORD.search(word) or word[0] in "?$":
        return word
    if word[0] == "#":
        return " "
    return _KEYWORD.sub(lambda found: f"\\u{ord(found[0][0]):04X}{found[0][1:]}", word)


def locate_words(text: str) -> Iterator[tuple[str, str | None, int]]:
    """Split a query into its words and signs, and tell where they end.

    Args:
        text: SPARQL.

    Yields:
        A word; its kind, as of ``split_words``; and the place after it.

    Example:
        >>> list(locate_words("ASK {}"))
        [('ASK', 'word', 3), ('{', 'mark', 5), ('}', 'mark', 6)]
    """
    for token in re.finditer(_PATTERN, text, re.VERBOSE | re.DOTALL):
        if not token[0].startswith("#"):
            yield token[0], token.lastgroup, token.end()


def split_words(text: str) -> Iterator[tuple[str, str | None, bool]]:
    """Split a query into its words and signs, without comments.

    Args:
        text: SPARQL.

    Yields:
        A word; ``name``, ``word``, ``mark`` or nothing, as it is a name with a
        prefix, a keyword, a sign, or a variable, IRI or string; and whether it
        stands in rows of VALUES.

    Example:
        >>> [word for word, _, _ in split_words("ASK { ?t a gum:Treaty } # all")]
        ['ASK', '{', '?t', 'a', 'gum:Treaty', '}']
    """
    is_after_values = is_data = False
    for word, kind, _ in locate_words(text):
        if word == "{":
            # A block of data may be long: its rows are not nested.
            is_data, is_after_values = is_after_values, False
        elif word == "}":
            is_data = False
        elif kind == "word" and word.upper() == "VALUES":
            is_after_values = True
        yield word, kind, is_data
