"""The things of a graph as objects in memory, for exporters and integration.

One pass over the quads: no engine, no query. A query finds an answer among all; this is
for whoever writes all of them down anyway.
"""

from __future__ import annotations

from collections import defaultdict
from functools import cached_property
from typing import TYPE_CHECKING, Final

import pyoxigraph as ox

from gumru_kg._resources import read_resource
from gumru_kg.namespaces import GUM, RDF, RDFS, expand
from gumru_kg.rdf_input import parse_quads
from gumru_kg.things.thing import Name, Thing

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from gumru_kg.things.thing import Node

_TYPE: Final = f"{RDF}type"
_SUBCLASS: Final = f"{RDFS}subClassOf"
_SUBJECT: Final = f"{RDF}subject"

__all__ = ["Name", "Thing", "Things"]


class Things:
    """The subjects of a graph, with what is said of each.

    Example:
        >>> from gumru_kg.dataset import shipped_graph
        >>> things = Things(shipped_graph())
        >>> kars = things.find("gid:place-kars")
        >>> kars.label("hy"), kars.language_of("de"), kars.is_a("gum:Place")
        ('Կարս', 'en', True)
    """

    def __init__(self, quads: Iterable[ox.Quad]) -> None:
        described: dict[Node, dict[str, dict[object, None]]] = {}
        for subject, predicate, value, _ in quads:
            if isinstance(subject, ox.Triple):
                continue
            found = described.setdefault(subject, {})
            found.setdefault(predicate.value, {})[value] = None
        self._described = described

    def __iter__(self) -> Iterator[Thing]:
        return (self._make(node) for node in sorted(self._described, key=str))

    def __len__(self) -> int:
        return len(self._described)

    def find(self, iri: str) -> Thing | None:
        """Find a thing by its IRI or CURIE.

        Args:
            iri: ``gid:place-kars``, or the IRI in full.

        Returns:
            The thing, or ``None`` when nothing is said of it.
        """
        node = ox.NamedNode(expand(iri) or iri)
        return self._make(node) if node in self._described else None

    def of_class(self, *classes: str) -> tuple[Thing, ...]:
        """List the things of some classes and of their subclasses.

        Args:
            classes: CURIEs or IRIs: ``gum:Event``.

        Returns:
            The things, by IRI.
        """
        wanted = set[str]()
        for name in classes:
            wanted |= self.subclasses(name)
        members = {node for each in wanted for node in self._members.get(each, ())}
        return tuple(self._make(node) for node in sorted(members, key=str))

    def subclasses(self, name: str) -> frozenset[str]:
        """Name a class and all that lie below it.

        A graph that has no classes of ours below others has those of our ontology.

        Args:
            name: A CURIE or IRI.

        Returns:
            IRIs, that of the class itself among them.
        """
        found: set[str] = set()
        rest = [expand(name) or name]
        while rest:
            iri = rest.pop()
            if iri not in found:
                found.add(iri)
                rest += self._below.get(iri, ())
        return frozenset(found)

    def claims_of(
        self, thing: Thing, predicate: str | None = None
    ) -> tuple[Thing, ...]:
        """List the claims on a thing.

        Args:
            thing: What they say something of.
            predicate: Only those on this property, a CURIE or IRI.

        Returns:
            The claims, by IRI, whatever their verdict.
        """
        wanted = predicate and (expand(predicate) or predicate)
        found = self._claims.get(thing.node, [])
        return tuple(
            self._make(node)
            for node in sorted(found, key=str)
            if wanted is None or wanted in self._make(node).iris("rdf:predicate")
        )

    def subjects_of(self, predicate: str, thing: Thing) -> tuple[Thing, ...]:
        """List the things that point to one with a property.

        Args:
            predicate: The property, a CURIE or IRI.
            thing: What they point to.

        Returns:
            The things, by IRI.
        """
        by_value = self._inverse(expand(predicate) or predicate)
        nodes = by_value.get(thing.node, ())
        return tuple(self._make(node) for node in sorted(nodes, key=str))

    def objects_of(self, node: Node, predicate: str) -> tuple[object, ...]:
        """List the values of a property, in the order of their text.

        Args:
            node: The subject.
            predicate: The property as an IRI.

        Returns:
            Terms of pyoxigraph.
        """
        found = self._described.get(node, {}).get(predicate, ())
        return tuple(sorted(found, key=str))

    def predicates_of(self, node: Node) -> tuple[str, ...]:
        """List the properties that a subject has.

        Args:
            node: The subject.

        Returns:
            IRIs, sorted.
        """
        return tuple(sorted(self._described.get(node, ())))

    def _make(self, node: Node) -> Thing:
        return Thing(self, node)

    @cached_property
    def _members(self) -> dict[str, list[Node]]:
        found: dict[str, list[Node]] = defaultdict(list)
        for node, described in self._described.items():
            for value in described.get(_TYPE, ()):
                if isinstance(value, ox.NamedNode):
                    found[value.value].append(node)
        return found

    @cached_property
    def _below(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = defaultdict(list)
        for node, described in self._described.items():
            for value in described.get(_SUBCLASS, ()):
                if isinstance(value, ox.NamedNode) and isinstance(node, ox.NamedNode):
                    found[value.value].append(node.value)
        if not any(iri.startswith(GUM) for iri in found):
            # Who writes with our vocabulary need not write it down again.
            for below, above in _read_hierarchy():
                found[above].append(below)
        return found

    @cached_property
    def _claims(self) -> dict[object, list[Node]]:
        found: dict[object, list[Node]] = defaultdict(list)
        for node in {
            each
            for name in self.subclasses("gum:Claim")
            for each in self._members.get(name, ())
        }:
            for subject in self._described[node].get(_SUBJECT, ()):
                found[subject].append(node)
        return found

    def _inverse(self, predicate: str) -> dict[object, list[Node]]:
        if predicate not in self._inverses:
            found: dict[object, list[Node]] = defaultdict(list)
            for node, described in self._described.items():
                for value in described.get(predicate, ()):
                    found[value].append(node)
            self._inverses[predicate] = found
        return self._inverses[predicate]

    @cached_property
    def _inverses(self) -> dict[str, dict[object, list[Node]]]:
        return {}


def _read_hierarchy() -> Iterator[tuple[str, str]]:
    """Read which of our classes lie below which."""
    content = read_resource("ontology", "gumru.ttl")
    for quad in parse_quads(content, source="ontology/gumru.ttl"):
        if quad.predicate.value == _SUBCLASS:
            below, above = quad.subject, quad.object
            if isinstance(below, ox.NamedNode) and isinstance(above, ox.NamedNode):
                yield below.value, above.value
