"""Queries of SPARQL constraints: what SHACL forbids them, and how to run them once.

SHACL binds ``$this`` before it runs a query, focus node by focus node, and the binding
holds in every group. The same follows when each group that speaks of the variable is
joined with its bindings, and then one run is enough for all focus nodes.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from gumru_kg.errors import ValidationFailureError
from gumru_kg.validation.negation import subtract_negations
from gumru_kg.validation.written_forms import (
    BOUND,
    find_open_verbs,
    joins_literals,
    list_constants,
    names_rewritten,
    reads_literals,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    import pyoxigraph as ox

_TOKEN: Final = re.compile(
    r"""
      (?P<comment> \#[^\n\r]* )
    | (?P<text> "{3}(?:[^"\\]|\\.|"(?!""))*"{3} | '{3}(?:[^'\\]|\\.|'(?!''))*'{3}
        | "(?:[^"\\\n\r]|\\.)*" | '(?:[^'\\\n\r]|\\.)*' )
    | (?P<iri> <[^<>"{}|^`\\\s]*> )
    | [?$](?P<variable> \w+ )
    | (?P<name> @[A-Za-z0-9-]+ | _:[\w.-]* | (?:\w[\w.-]*+)?:[\w.:%\\-]* )
    | (?P<word> \w+ )
    | (?P<mark> \S )
    | (?P<space> \s+ )
    """,
    re.VERBOSE | re.DOTALL,
)
_FORBIDDEN: Final = ("MINUS", "SERVICE", "VALUES")
_PAGED: Final = frozenset({"LIMIT", "OFFSET"})


@dataclass(slots=True)
class _Group:
    """A pair of braces.

    Attributes:
        start: Where what it holds begins, as a number of tokens.
        is_filter: Whether it stands in EXISTS, where the outer bindings hold anyway.
        is_select: Whether it holds a nested SELECT and nothing else.
        variables: The variables that it speaks of itself.
    """

    start: int
    is_filter: bool = False
    is_select: bool = False
    variables: set[str] = field(default_factory=set)


class ConstraintQuery:
    """The SELECT of a SPARQL constraint, ready to be joined with focus nodes."""

    def __init__(self, text: str, *, prefixes: str, path: str | None) -> None:
        self._prefixes = prefixes
        self._tokens = [
            (token.lastgroup or "", token[0])
            for token in _TOKEN.finditer(_insert_path(text, path))
            if token.lastgroup != "comment"
        ]
        self._solid = [token for token in self._tokens if token[0] != "space"]
        self._words = [word.upper() for kind, word in self._tokens if kind == "word"]
        self._check()
        self._tokens = subtract_negations(self._tokens)

    @property
    def is_paged(self) -> bool:
        """Whether it counts its rows, so that each focus node needs its own run."""
        return not _PAGED.isdisjoint(self._words)

    @property
    def computes(self) -> bool:
        """Whether its answers may hold what the data do not."""
        return "AS" in self._words

    def joins_literals(self) -> bool:
        """Tell whether it may matter that two literals are one in a store."""
        return joins_literals(self._solid)

    def reads_literals(self) -> bool:
        """Tell whether it may matter how one literal is written, as in ``007``."""
        return reads_literals(self._solid)

    def list_constants(self) -> set[ox.Literal]:
        """List the whole numbers and truths that its patterns name."""
        return list_constants(self._solid)

    def names_graph(self) -> bool:
        """Tell whether it asks for a graph other than that of the shapes."""
        return any(
            word.upper() == "GRAPH" and other[1][1:] != "shapesGraph"
            for (kind, word), other in pairwise(self._solid)
            if kind == "word"
        )

    def names_rewritten(self) -> bool:
        """Tell whether it names a literal that a store rewrites."""
        return names_rewritten(self._solid)

    def find_open_verbs(self) -> set[str]:
        """Find the variables that may stand for a predicate."""
        return find_open_verbs(self._solid)

    @property
    def names(self) -> frozenset[str]:
        """The IRIs and prefixed names that it mentions."""
        return frozenset(w for kind, w in self._tokens if kind in ("iri", "name"))

    def uses(self, variable: str) -> bool:
        """Tell whether a variable occurs in it."""
        return any(k == "variable" and w[1:] == variable for k, w in self._tokens)

    def join(self, bindings: Mapping[str, str]) -> str:
        """Join each group with the bindings of the variables that it speaks of.

        Args:
            bindings: A graph pattern by variable.

        Returns:
            SPARQL with its prefixes.

        Example:
            >>> query = ConstraintQuery(
            ...     "SELECT $this {FILTER(isIRI($this))}", prefixes="", path=None
            ... )
            >>> query.join({"this": "VALUES ?this {<urn:a>}"})
            'SELECT $this { VALUES ?this {<urn:a>} FILTER(isIRI($this))}'
        """
        words = [word for _, word in self._tokens]
        for group in self._groups():
            found = sorted(group.variables & set(bindings))
            is_bound = group.is_filter and "BIND" not in self._words
            if group.is_select or is_bound:
                continue
            patterns = " ".join(bindings[variable] for variable in found)
            if patterns:
                words[group.start - 1] += f" {patterns} "
        return self._prefixes + "".join(words)

    def _groups(self) -> Iterator[_Group]:
        """List the groups; one in EXISTS speaks for the group around as well."""
        is_exists = False
        stack: list[_Group] = []
        for number, (kind, word) in enumerate(self._tokens, 1):
            if word == "{":
                group = _Group(number, is_filter=is_exists)
                if not stack or stack[-1].is_select:
                    # What is projected must be bound.
                    group.variables.add("this")
                stack.append(group)
            elif word == "}" and stack:
                group = stack.pop()
                if group.is_filter and stack:
                    stack[-1].variables |= group.variables
                yield group
            elif stack and kind == "variable":
                stack[-1].variables.add(word[1:])
            elif stack and word.upper() == "SELECT":
                stack[-1].is_select = True
            if kind != "space":
                is_exists = kind == "word" and word.upper() == "EXISTS"

    def _check(self) -> None:
        """Refuse what SHACL forbids in a query with variables bound before."""
        for word in _FORBIDDEN:
            if word in self._words:
                raise ValidationFailureError(
                    f"a SPARQL constraint must not use {word}, because SHACL binds "
                    "$this before the query runs"
                )
        tokens = self._solid
        selects = 0
        for number, (kind, word) in enumerate(tokens):
            after = tokens[number + 1 : number + 2]
            is_assigned = kind == "word" and word.upper() == "AS" and after
            if is_assigned and after[0][1][1:] in BOUND:
                problem = f"a SPARQL constraint must not assign {after[0][1]}"
                raise ValidationFailureError(problem)
            if kind == "word" and word.upper() == "SELECT":
                selects += 1
                self._check_projection(tokens[number + 1 :], is_nested=selects > 1)
        if not selects:
            raise ValidationFailureError("a SPARQL constraint wants a SELECT query")

    def _check_projection(
        self, tokens: list[tuple[str, str]], *, is_nested: bool
    ) -> None:
        for kind, word in tokens:
            if word == "{" or word.upper() == "WHERE":
                break
            if word == "*" and not is_nested:
                return
            if kind == "variable" and word[1:] == "this":
                return
        which = "a nested SELECT" if is_nested else "the SELECT"
        raise ValidationFailureError(
            f"{which} of a SPARQL constraint must name $this, which SHACL binds before"
        )


def find_fetching_word(text: str) -> str | None:
    """Find what makes an engine read from elsewhere.

    Args:
        text: A query.

    Returns:
        ``FROM`` or ``SERVICE``, or None.

    Example:
        >>> find_fetching_word("ASK { ?s ?p 'FROM' }")
        >>> find_fetching_word("ASK FROM <urn:a> { }")
        'FROM'
    """
    words = {match["word"] for match in _TOKEN.finditer(text) if match["word"]}
    found = {word.upper() for word in words} & {"FROM", "SERVICE"}
    return min(found, default=None)


def uses_variable(text: str, name: str) -> bool:
    """Tell whether a query speaks of a variable.

    Args:
        text: A query.
        name: The name of the variable.

    Returns:
        True when it does.

    Example:
        >>> uses_variable("SELECT ?a { $a ?b 'a ?c' }", "c")
        False
    """
    return any(match["variable"] == name for match in _TOKEN.finditer(text))


def _insert_path(text: str, path: str | None) -> str:
    if path is None:
        return text
    return re.sub(r"[?$]PATH\b", lambda _: path, text)
