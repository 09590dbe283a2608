"""What a graph has: vocabularies, classes, languages, identifiers, things."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

import pyoxigraph as ox

from gumru_kg.integration.slots import WikibaseProperties
from gumru_kg.integration.vocabularies import (
    ABOUT,
    IDENTIFIERS,
    NEAR_IDENTIFIERS,
    VOCABULARIES,
)
from gumru_kg.namespaces import RDF

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from gumru_kg.integration.comparables import Comparable, Unread

_TYPE: Final = f"{RDF}type"
_SHOWN: Final = 20
_UNKNOWN: Final = "others"
_LINKS: Final = IDENTIFIERS | NEAR_IDENTIFIERS
_NAMESPACES: Final = sorted(VOCABULARIES, key=len, reverse=True)


@dataclass(frozen=True, slots=True)
class Tally:
    """How often something occurs.

    Attributes:
        name: What.
        number: How often.
    """

    name: str
    number: int


@dataclass(frozen=True, slots=True)
class GraphProfile:
    """What another graph has.

    Attributes:
        name: The name of its file.
        graph: The IRI of the graph that its triples are put into.
        sha256: The digest of its file.
        triples: The number of its triples.
        blank_nodes: The number of its blank nodes; they have no address, so nothing
            can be linked to them.
        vocabularies: The triples by the vocabulary of their property.
        classes: The instances of its classes, the most frequent.
        languages: The texts in each language.
        identifiers: The links by the host that they lead to.
        kinds: The things that can be compared, by kind.
        unread: Values that could not be read.
    """

    name: str
    graph: str
    sha256: str
    triples: int
    blank_nodes: int
    vocabularies: tuple[Tally, ...]
    classes: tuple[Tally, ...]
    languages: tuple[Tally, ...]
    identifiers: tuple[Tally, ...]
    kinds: tuple[Tally, ...]
    unread: tuple[Unread, ...]


class ProfileCounter:
    """Counts the triples of a graph as they go by."""

    def __init__(self) -> None:
        self.wikibase = WikibaseProperties()
        self._predicates: Counter[str] = Counter()
        self._classes: Counter[str] = Counter()
        self._languages: Counter[str] = Counter()
        self._hosts: Counter[str] = Counter()
        self._blank_nodes: set[ox.BlankNode] = set()

    def count(self, quads: Iterable[ox.Quad]) -> Iterator[ox.Quad]:
        """Count triples and hand them on.

        Args:
            quads: The graph.

        Yields:
            The same quads.
        """
        for quad in quads:
            self._count(quad)
            yield quad

    def _count(self, quad: ox.Quad) -> None:
        predicate, value = quad.predicate.value, quad.object
        self._predicates[predicate] += 1
        self.wikibase.note(quad)
        if isinstance(quad.subject, ox.BlankNode):
            self._blank_nodes.add(quad.subject)
        if isinstance(value, ox.Literal):
            if value.language:
                self._languages[value.language] += 1
        elif isinstance(value, ox.BlankNode):
            self._blank_nodes.add(value)
        elif isinstance(value, ox.NamedNode):
            if predicate == _TYPE:
                self._classes[value.value] += 1
            elif predicate in _LINKS:
                self._hosts[_host(value.value)] += 1
        if predicate in ABOUT and isinstance(quad.subject, ox.NamedNode):
            self._hosts[_host(quad.subject.value)] += 1

    def finish(
        self, name: str, *, graph: str, sha256: str, things: Iterable[Comparable]
    ) -> GraphProfile:
        """Give the profile.

        Args:
            name: The name of the file.
            graph: The IRI of the graph that its triples are put into.
            sha256: The digest of its file.
            things: What of it can be compared.

        Returns:
            The profile.
        """
        vocabularies: Counter[str] = Counter()
        for predicate, number in self._predicates.items():
            vocabularies[_name_vocabulary(predicate)] += number
        kinds: Counter[str] = Counter()
        unread: list[Unread] = []
        for thing in things:
            kinds.update(sorted(thing.kinds) or ["of no known kind"])
            unread += thing.unread
        return GraphProfile(
            name=name,
            graph=graph,
            sha256=sha256,
            triples=self._predicates.total(),
            blank_nodes=len(self._blank_nodes),
            vocabularies=_rank(vocabularies),
            classes=_rank(self._classes),
            languages=_rank(self._languages),
            identifiers=_rank(self._hosts),
            kinds=_rank(kinds),
            unread=tuple(unread),
        )


def _name_vocabulary(iri: str) -> str:
    for namespace in _NAMESPACES:
        if iri.startswith(namespace):
            return VOCABULARIES[namespace]
    return _UNKNOWN


def _host(iri: str) -> str:
    try:
        return urlsplit(iri).hostname or iri.partition(":")[0]
    except ValueError:
        return _UNKNOWN


def _rank(counts: Counter[str]) -> tuple[Tally, ...]:
    ranked = sorted(counts.items(), key=lambda entry: (-entry[1], entry[0]))
    return tuple(Tally(*entry) for entry in ranked[:_SHOWN])
