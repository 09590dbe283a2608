"""Triples by subject and predicate, and the SHACL paths among them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, TypeAlias

import pyoxigraph as ox

from gumru_kg.namespaces import RDF, SH
from gumru_kg.rdflib_terms import Term

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

Triple: TypeAlias = tuple[Term, ox.NamedNode, Term]

_FIRST: Final = f"{RDF}first"
_REST: Final = f"{RDF}rest"
_NIL: Final = ox.NamedNode(f"{RDF}nil")
_DEEPEST: Final = 50
_OPERATORS: Final = {
    f"{SH}inversePath": "^",
    f"{SH}zeroOrMorePath": "*",
    f"{SH}oneOrMorePath": "+",
    f"{SH}zeroOrOnePath": "?",
}


@dataclass(frozen=True, slots=True)
class PathStep:
    """A compound path of SHACL.

    Attributes:
        operator: ``/`` or ``|`` between the parts; or one of ``^*+?`` on one part.
        parts: What it joins.
    """

    operator: str
    parts: tuple[Path, ...]


Path: TypeAlias = ox.NamedNode | PathStep


class TripleIndex:
    """A small graph, such as one of shapes or a report, indexed by subject."""

    def __init__(self, triples: Iterable[Triple]) -> None:
        self._objects: dict[Term, dict[str, list[Term]]] = {}
        self._subjects: dict[str, dict[Term, list[Term]]] = {}
        for subject, predicate, value in dict.fromkeys(triples):
            described = self._objects.setdefault(subject, {})
            described.setdefault(predicate.value, []).append(value)
            used = self._subjects.setdefault(predicate.value, {})
            used.setdefault(value, []).append(subject)

    def __contains__(self, subject: object) -> bool:
        return subject in self._objects

    def __iter__(self) -> Iterator[Triple]:
        for subject, described in self._objects.items():
            for predicate, values in described.items():
                for value in values:
                    yield subject, ox.NamedNode(predicate), value

    def describe(self, subject: Term) -> dict[str, list[Term]]:
        """Give what is said of a subject, by predicate."""
        return self._objects.get(subject, {})

    def objects(self, subject: Term, predicate: str) -> list[Term]:
        """List the values of a predicate at a subject."""
        return self._objects.get(subject, {}).get(predicate, [])

    def find_object(self, subject: Term, predicate: str) -> Term | None:
        """Give one value of a predicate at a subject."""
        return next(iter(self.objects(subject, predicate)), None)

    def subjects(self, predicate: str, value: Term | None = None) -> list[Term]:
        """List the subjects that have a predicate, or that have it with a value."""
        used = self._subjects.get(predicate, {})
        if value is not None:
            return used.get(value, [])
        return list(dict.fromkeys(each for some in used.values() for each in some))

    def values(self, predicate: str) -> list[Term]:
        """List all values of a predicate."""
        return list(self._subjects.get(predicate, {}))

    def referrers(self, value: Term) -> list[Term]:
        """List the subjects that have a value, whatever the predicate."""
        every = self._subjects.values()
        return [each for used in every for each in used.get(value, ())]

    def find_members(self, head: Term) -> list[Term] | None:
        """List the members of an RDF list.

        Args:
            head: The list.

        Returns:
            The members, or None when it is no well-formed list.
        """
        members: list[Term] = []
        seen: set[Term] = set()
        while head != _NIL:
            first = self.objects(head, _FIRST)
            rest = self.objects(head, _REST)
            if len(first) != 1 or len(rest) != 1 or head in seen:
                return None
            seen.add(head)
            members += first
            head = rest[0]
        return members

    def find_path(self, node: Term, depth: int = 0) -> Path | None:
        """Read a path of SHACL.

        Args:
            node: What ``sh:path`` or ``sh:resultPath`` names.
            depth: How many paths it lies in.

        Returns:
            The path, or None when it is not well-formed.
        """
        if depth > _DEEPEST:
            return None
        described = self.describe(node)
        if _FIRST in described:
            return self._find_joined("/", node, depth)
        choices = described.get(f"{SH}alternativePath")
        if choices is not None:
            return self._find_joined("|", choices[0], depth)
        for predicate, operator in _OPERATORS.items():
            if predicate in described:
                part = self.find_path(described[predicate][0], depth + 1)
                return None if part is None else PathStep(operator, (part,))
        return node if isinstance(node, ox.NamedNode) else None

    def _find_joined(self, operator: str, head: Term, depth: int) -> Path | None:
        members = self.find_members(head)
        if members is None or len(members) < 2:  # noqa: PLR2004 - one joins nothing
            return None
        parts = [self.find_path(member, depth + 1) for member in members]
        found = tuple(part for part in parts if part is not None)
        return PathStep(operator, found) if len(found) == len(parts) else None


def write_path(path: Path) -> str:
    """Write a path as a property path of SPARQL.

    Args:
        path: A path.

    Returns:
        SPARQL; predicates stand in angle brackets.

    Example:
        >>> write_path(PathStep("^", (ox.NamedNode("urn:p"),)))
        '^<urn:p>'
    """
    if isinstance(path, ox.NamedNode):
        return str(path)
    parts = [write_path(part) for part in path.parts]
    if path.operator == "/":
        return "/".join(parts)
    if path.operator == "|":
        return f"({'|'.join(parts)})"
    if path.operator == "^":
        inner = path.parts[0]
        is_bare = isinstance(inner, ox.NamedNode) or inner.operator == "|"
        return f"^{parts[0]}" if is_bare else f"^({parts[0]})"
    return f"({parts[0]}){path.operator}"
