"""One thing of a graph, with what is said of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple, TypeAlias

import pyoxigraph as ox

from gumru_kg.namespaces import GID, GUM, GV, SKOS, compress, expand

if TYPE_CHECKING:
    from gumru_kg.things import Things

Node: TypeAlias = ox.NamedNode | ox.BlankNode

_PREF_LABEL: Final = f"{SKOS}prefLabel"
_ALT_LABEL: Final = f"{SKOS}altLabel"


class Name(NamedTuple):
    """A label and its language.

    Attributes:
        text: The label.
        language: Its tag in lower case; empty when it has none.
    """

    text: str
    language: str


class Thing:
    """One subject of a graph. Properties are asked for by CURIE or IRI.

    Attributes:
        node: The term that names it.
        iri: Its IRI; ``_:`` and a label for a blank node.
    """

    __slots__ = ("_things", "iri", "node")

    def __init__(self, things: Things, node: Node) -> None:
        self._things = things
        self.node = node
        self.iri = node.value if isinstance(node, ox.NamedNode) else str(node)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Thing) and self.node == other.node

    def __hash__(self) -> int:
        return hash(self.node)

    def __repr__(self) -> str:
        return f"<Thing {compress(self.iri)}>"

    @property
    def slug(self) -> str:
        """The last part of the IRI, such as ``place-kars``; else the IRI as it is."""
        for namespace in (GID, GV, GUM):
            if self.iri.startswith(namespace):
                return self.iri.removeprefix(namespace)
        return self.iri

    @property
    def classes(self) -> tuple[str, ...]:
        """The IRIs of its classes."""
        return self.iris("rdf:type")

    @property
    def names(self) -> tuple[Name, ...]:
        """Its preferred labels, one a language, by language."""
        return self._read_names(_PREF_LABEL)

    @property
    def other_names(self) -> tuple[Name, ...]:
        """Its other labels, by language."""
        return self._read_names(_ALT_LABEL)

    @property
    def predicates(self) -> tuple[str, ...]:
        """The IRIs of the properties that it has."""
        return self._things.predicates_of(self.node)

    def label(self, language: str = "en") -> str:
        """Give its name.

        Args:
            language: The language wished; else English, else any, else the slug.

        Returns:
            The name.
        """
        name = self._choose_name(language)
        return name.text if name else self.slug

    def language_of(self, language: str = "en") -> str:
        """Tell in which language ``label`` answers.

        Args:
            language: The language wished.

        Returns:
            The tag; empty where there is no name.
        """
        name = self._choose_name(language)
        return name.language if name else ""

    def terms(self, predicate: str) -> tuple[object, ...]:
        """List the values of a property as terms of pyoxigraph.

        Args:
            predicate: A CURIE or IRI.

        Returns:
            The terms, in the order of their text.
        """
        return self._things.objects_of(self.node, expand(predicate) or predicate)

    def texts(self, predicate: str, language: str | None = None) -> tuple[str, ...]:
        """List the literals of a property as text.

        Args:
            predicate: A CURIE or IRI.
            language: Only those in this language.

        Returns:
            The lexical forms.
        """
        return tuple(
            term.value
            for term in self.terms(predicate)
            if isinstance(term, ox.Literal)
            and (language is None or term.language == language)
        )

    def text(self, predicate: str, language: str | None = None) -> str | None:
        """Give the first literal of a property.

        Args:
            predicate: A CURIE or IRI.
            language: Only one in this language.

        Returns:
            The lexical form, or ``None``.
        """
        return next(iter(self.texts(predicate, language)), None)

    def iris(self, predicate: str) -> tuple[str, ...]:
        """List the IRIs that a property points to.

        Args:
            predicate: A CURIE or IRI.

        Returns:
            The IRIs, sorted.
        """
        return tuple(
            term.value
            for term in self.terms(predicate)
            if isinstance(term, ox.NamedNode)
        )

    def things(self, predicate: str) -> tuple[Thing, ...]:
        """List the things that a property points to, also those not described.

        Args:
            predicate: A CURIE or IRI.

        Returns:
            The things, by IRI.
        """
        return tuple(
            Thing(self._things, term)
            for term in self.terms(predicate)
            if isinstance(term, ox.NamedNode | ox.BlankNode)
        )

    def thing(self, predicate: str) -> Thing | None:
        """Give the first thing that a property points to.

        Args:
            predicate: A CURIE or IRI.

        Returns:
            The thing, or ``None``.
        """
        return next(iter(self.things(predicate)), None)

    def is_a(self, name: str) -> bool:
        """Tell whether it is of a class or of one below it.

        Args:
            name: The class, a CURIE or IRI.

        Returns:
            True when it is.
        """
        return not self._things.subclasses(name).isdisjoint(self.classes)

    def _read_names(self, predicate: str) -> tuple[Name, ...]:
        found = (
            Name(term.value, term.language or "")
            for term in self.terms(predicate)
            if isinstance(term, ox.Literal)
        )
        return tuple(sorted(found, key=lambda name: (name.language, name.text)))

    def _choose_name(self, language: str) -> Name | None:
        names = {name.language: name for name in self.names}
        wished = names.get(language) or names.get("en")
        return wished or next(iter(names.values()), None)
