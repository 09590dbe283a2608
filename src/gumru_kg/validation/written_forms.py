"""Queries whose answers may depend on how literals are written.

A store keeps the value of a number or time, and one form for all that mean it: ``01``
and ``1`` are one term there and two in RDF. It does not matter where a query compares
values or hands them on, but where it joins, counts, names or reads them.
"""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING, Final

import pyoxigraph as ox

from gumru_kg.validation.canonical_text import may_be_rewritten

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gumru_kg.validation.negation import Token

# What makes texts or numbers of literals, or shows how they are written.
_READING: Final = frozenset({"STR", "DATATYPE", "SAMETERM", "TZ"})
_COMPUTING: Final = frozenset({"AVG", "GROUP_CONCAT", "MAX", "MIN", "SAMPLE", "SUM"})
# What counts rows.
_COUNTING: Final = frozenset({"COUNT", "GROUP", "LIMIT", "OFFSET"})
_TRUTHS: Final = frozenset({"true", "false"})
_WHOLE: Final = re.compile("0|[1-9][0-9]{0,14}")
_FRACTION: Final = re.compile(r"(\d) \. (\d)")
_SIGN: Final = re.compile(r"(?<![\w)] )([+-]) (?=[\d.])")
# The variables that SHACL binds before it runs a query.
BOUND: Final = frozenset({"this", "currentShape", "shapesGraph"})


def joins_literals(tokens: list[Token]) -> bool:
    """Tell whether it may matter that two literals of the data are one in a store.

    Focus nodes are left out of account, here and below.

    Args:
        tokens: The kinds and words of the query, without blanks and comments.

    Returns:
        False when nothing is joined or counted that may be a literal.

    Example:
        >>> words = "{ ?a ?p ?v . ?b ?q ?v }".split()
        >>> joins_literals([("variable" if "?" in w else "mark", w) for w in words])
        True
    """
    return (
        not _COUNTING.isdisjoint(_list_words(tokens))
        or any(word == "^" for _, word in _list_statements(tokens))
        or not _list_joined(tokens) <= _list_subjects(tokens)
    )


def reads_literals(tokens: list[Token]) -> bool:
    """Tell whether it may matter how one literal of the data is written.

    Args:
        tokens: The kinds and words of the query, without blanks and comments.

    Returns:
        False when values alone decide.

    Example:
        >>> words = "{ ?a ?p ?v FILTER ( STR ( ?v ) = ?w ) }".split()
        >>> reads_literals([("variable" if "?" in w else "word", w) for w in words])
        True
    """
    return (
        not _COMPUTING.isdisjoint(_list_words(tokens))
        or _names_odd_literal(tokens)
        or not _list_read(tokens) | _list_assigned(tokens) <= _list_subjects(tokens)
    )


def list_constants(tokens: list[Token]) -> set[ox.Literal]:
    """List the whole numbers and truths that statements name.

    Args:
        tokens: The kinds and words of the query, without blanks and comments.

    Returns:
        The literals.

    Example:
        >>> tokens = [("mark", "{"), ("word", "true"), ("mark", "}")]
        >>> [constant.value for constant in list_constants(tokens)]
        ['true']
    """
    words = {word for kind, word in _list_statements(tokens) if kind == "word"}
    numbers = {ox.Literal(int(word)) for word in words if _WHOLE.fullmatch(word)}
    return numbers | {ox.Literal(word == "true") for word in words & _TRUTHS}


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


def _names_odd_literal(tokens: list[Token]) -> bool:
    """Tell whether statements name a literal that is no whole number and no truth."""
    statements = [("", ""), *_list_statements(tokens), ("", "")]
    for (_, before), (kind, word), (_, after) in zip(
        statements, statements[1:], statements[2:], strict=False
    ):
        if kind == "text" and after == "^":
            return True
        is_number = kind == "word" and word[:1].isdigit()
        if is_number and (before in ("+", "-") or not _WHOLE.fullmatch(word)):
            return True
        if word == "." and before[:1].isdigit() and after[:1].isdigit():
            return True
    return False


def _list_words(tokens: list[Token]) -> set[str]:
    return {word.upper() for kind, word in tokens if kind == "word"}


def _count_places(tokens: list[Token]) -> Counter[str]:
    """Count the places of the statements in which each variable stands."""
    statements = _list_statements(tokens)
    counts = Counter(word[1:] for kind, word in statements if kind == "variable")
    for name in BOUND:
        del counts[name]
    return counts


def _list_joined(tokens: list[Token]) -> set[str]:
    """List the variables that stand in more than one place of the statements."""
    return {name for name, count in _count_places(tokens).items() if count > 1}


def _list_assigned(tokens: list[Token]) -> set[str]:
    """List the variables of statements that hold what was computed."""
    assigned = {
        word[1:]
        for (_, before), (kind, word) in pairwise(tokens)
        if kind == "variable" and before.upper() == "AS"
    }
    return assigned & set(_count_places(tokens))


def _list_read(tokens: list[Token]) -> set[str]:
    """List the variables of which functions see how they are written."""
    asked: set[str] = set()
    depth = 0
    previous = ("", "")
    for kind, word in tokens:
        reads = previous[0] in ("iri", "name") or previous[1].upper() in _READING
        if word == "(" and (depth or reads):
            depth += 1
        elif word == ")" and depth:
            depth -= 1
        elif kind == "variable" and depth:
            asked.add(word[1:])
        previous = (kind, word)
    return asked - BOUND


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
