"""Queries whose answers may depend on how literals are written.

A store keeps the value of a number or time, and one form for all that mean it: ``01``
and ``1`` are one term there and two in RDF. It does not matter where a query compares
values or hands them on, but where it joins, counts, names or reads them.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Final

from gumru_kg.validation.canonical_text import may_be_rewritten

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gumru_kg.validation.negation import Token

_LEXICAL: Final = frozenset({"STR", "DATATYPE", "SAMETERM", "TZ"})
# What counts rows, or takes several literals for one.
_COUNTING: Final = frozenset(
    {
        *("AVG", "COUNT", "GROUP", "GROUP_CONCAT", "LIMIT", "MAX", "MIN", "OFFSET"),
        *("SAMPLE", "SUM"),
    }
)
_FRACTION: Final = re.compile(r"(\d) \. (\d)")
_SIGN: Final = re.compile(r"(?<![\w)] )([+-]) (?=[\d.])")
_BOUND: Final = frozenset({"this", "currentShape", "shapesGraph"})
_TRUTHS: Final = frozenset({"TRUE", "FALSE"})


def depends_on_writing(tokens: list[Token]) -> bool:
    """Tell whether the written form of a literal may matter to a query.

    Focus nodes are left out of account.

    Args:
        tokens: The kinds and words of the query, without blanks and comments.

    Returns:
        False when values alone decide.

    Example:
        >>> words = "{ ?a ?p ?v . ?b ?q ?v }".split()
        >>> depends_on_writing([("variable" if "?" in w else "mark", w) for w in words])
        True
    """
    words = {word.upper() for kind, word in tokens if kind == "word"}
    return (
        not _COUNTING.isdisjoint(words)
        or _names_values(tokens)
        or not _list_joined(tokens) | _list_read(tokens) <= _list_subjects(tokens)
    )


def names_rewritten(tokens: list[Token]) -> bool:
    """Tell whether a query names, or assigns, a literal that a store rewrites.

    Args:
        tokens: The kinds and words of the query, without blanks and comments.

    Returns:
        False when it does not.

    Example:
        >>> names_rewritten([("mark", "{"), ("word", "01"), ("mark", "}")])
        True
    """
    assigns = any(word.upper() == "AS" for kind, word in tokens if kind == "word")
    text = " ".join(
        word for _, word in (tokens if assigns else _list_statements(tokens))
    )
    text = _FRACTION.sub(r"\1.\2", text).replace(" ^ ^ ", "^^")
    return may_be_rewritten(_SIGN.sub(r"\1", text).encode(), is_turtle=True)


def find_open_verbs(tokens: list[Token]) -> set[str]:
    """Find the variables that may stand for a predicate; a path may do so by ``!``.

    Args:
        tokens: The kinds and words of the query, without blanks and comments.

    Returns:
        The names of the variables, and ``!``.

    Example:
        >>> words = "{ ?a ?p ?v }".split()
        >>> find_open_verbs([("variable" if "?" in w else "mark", w) for w in words])
        {'p'}
    """
    found: set[str] = set()
    previous = before = ("mark", "{")
    for token in _list_statements(tokens):
        kind, word = token
        is_verb = previous[1] in (";", "[", "]") or (
            previous[0] in ("variable", "iri", "name")
            and before[1] in ("{", "}", ".", ")", "GRAPH")
        )
        if is_verb and kind == "variable":
            found.add(word[1:])
        elif word == "!":
            found.add(word)
        previous, before = token, previous
    return found


def _list_statements(tokens: list[Token]) -> Iterator[Token]:
    """List the words that are no part of an expression or of a list of variables."""
    depth = 0
    is_body = False
    previous = before = ("", "")
    for token in tokens:
        kind, word = token
        if kind == "word" and word.upper() in ("SELECT", "WHERE"):
            is_body = False
        if word == "{":
            is_body = True
        opens = (previous[0] == "word" and previous[1] != "a") or (
            previous[0] in ("iri", "name") and before[0] == "word"
        )
        if word == "(" and (depth or opens):
            depth += 1
        elif word == ")" and depth > 1:
            depth -= 1
        elif is_body and (not depth or word == ")"):
            depth = 0
            yield token
        previous, before = token, previous


def _names_values(tokens: list[Token]) -> bool:
    """Tell whether statements name a literal with a type, or go back from one."""
    return any(
        word == "^"
        or (kind == "word" and (word[:1].isdigit() or word.upper() in _TRUTHS))
        for kind, word in _list_statements(tokens)
    )


def _list_joined(tokens: list[Token]) -> set[str]:
    """List the variables that stand in more than one place of the statements."""
    counts = Counter(
        w[1:] for kind, w in _list_statements(tokens) if kind == "variable"
    )
    previous = ""
    for kind, word in tokens:
        if kind == "variable" and previous.upper() == "AS":
            counts[word[1:]] += 1
        previous = word
    return {name for name, count in counts.items() if count > 1} - _BOUND


def _list_read(tokens: list[Token]) -> set[str]:
    """List the variables of which functions see how they are written."""
    asked: set[str] = set()
    depth = 0
    previous = ("", "")
    for kind, word in tokens:
        reads = previous[0] in ("iri", "name") or previous[1].upper() in _LEXICAL
        if word == "(" and (depth or reads):
            depth += 1
        elif word == ")" and depth:
            depth -= 1
        elif kind == "variable" and depth:
            asked.add(word[1:])
        previous = (kind, word)
    return asked - _BOUND


def _list_subjects(tokens: list[Token]) -> set[str]:
    """List the variables that begin a statement of the outermost group.

    Nothing is found unless they stand for nodes that are no literals.
    """
    found: set[str] = set()
    depth = 0
    previous = ""
    for number, (kind, word) in enumerate(tokens):
        depth += (word == "{") - (word == "}")
        after = tokens[number + 1 : number + 2]
        is_first = previous in ("{", "}", ".") and after[:1] != [("mark", "}")]
        if depth == 1 and kind == "variable" and is_first:
            found.add(word[1:])
        previous = word
    return found
