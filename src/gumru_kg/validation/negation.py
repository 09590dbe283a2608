"""``FILTER NOT EXISTS`` as ``MINUS``, where both mean the same.

The embedded engine runs the first once for each row, and joins its patterns anew each
time; the second it runs once.
"""

from __future__ import annotations

from typing import Final, TypeAlias

Token: TypeAlias = tuple[str, str]

_START: Final = ("FILTER", "NOT", "EXISTS", "{")
# A single statement is looked up faster than it is subtracted.
_ONE_STATEMENT: Final = 3


def subtract_negations(tokens: list[Token]) -> list[Token]:
    """Turn each NOT EXISTS of the outermost group into MINUS at its end, if it may.

    Args:
        tokens: The kinds and words of a query, without comments.

    Returns:
        The words of a query that means the same.

    Example:
        >>> text = "SELECT * { ?s ?p ?o FILTER NOT EXISTS { ?x ?o ?s . ?x ?p ?s } }"
        >>> words = text.split()
        >>> tokens = [("variable" if "?" in word else "word", word) for word in words]
        >>> " ".join(word for _, word in subtract_negations(tokens) if word.strip())
        'SELECT * { ?s ?p ?o MINUS { ?x ?o ?s . ?x ?p ?s } }'
    """
    kept: list[Token] = []
    minus: list[Token] = []
    bound = _bound_outside(tokens)
    number = depth = 0
    while number < len(tokens):
        kind, word = tokens[number]
        inner = _find_negation(tokens, number) if depth == 1 else None
        if inner is not None and _may_subtract(tokens[inner[0] : inner[1]], bound):
            minus += [("space", " "), ("word", "MINUS"), ("space", " ")]
            minus += [("mark", "{"), *tokens[inner[0] : inner[1]], ("mark", "}")]
            kept.append(("space", " "))
            number = inner[1] + 1
            continue
        depth += (word == "{") - (word == "}")
        if word == "}" and depth == 0:
            kept += minus
            minus = []
        kept.append((kind, word))
        number += 1
    return kept


def _find_negation(tokens: list[Token], start: int) -> tuple[int, int] | None:
    """Find where the group of a NOT EXISTS begins and ends that starts here."""
    place = start
    for wanted in _START:
        while place < len(tokens) and tokens[place][0] == "space":
            place += 1
        if place >= len(tokens) or tokens[place][1].upper() != wanted:
            return None
        place += 1
    for end in range(place, len(tokens)):
        if tokens[end][1] == "{":
            return None
        if tokens[end][1] == "}":
            return place, end
    return None


def _may_subtract(inner: list[Token], bound: set[str]) -> bool:
    """Tell whether a group without groups may be subtracted.

    It must bind the variables of its own filters, and share one with what is outside.
    """
    statements, asked = _split(inner)
    binds = {word[1:] for kind, word in statements if kind == "variable"}
    words = {word.upper() for kind, word in inner if kind == "word"}
    return (
        "BIND" not in words
        and len(statements) > _ONE_STATEMENT
        and asked <= binds | {"this"}
        and not binds.isdisjoint(bound)
    )


def _split(group: list[Token]) -> tuple[list[Token], set[str]]:
    """Part the statements of a group from the variables of its filters."""
    statements: list[Token] = []
    asked: set[str] = set()
    depth = 0
    for kind, word in group:
        depth += (word == "(") - (word == ")")
        if depth and kind == "variable":
            asked.add(word[1:])
        elif not depth and kind != "space" and word.upper() not in ("FILTER", ")"):
            statements.append((kind, word))
    return statements, asked


def _bound_outside(tokens: list[Token]) -> set[str]:
    """List the variables that statements of the outermost group bind."""
    braces = brackets = 0
    found = set()
    for kind, word in tokens:
        braces += (word == "{") - (word == "}")
        brackets += (word == "(") - (word == ")")
        if kind == "variable" and braces == 1 and not brackets:
            found.add(word[1:])
    return found
