"""The data that are held against shapes: as text where that will do, else as quads.

Engines that read text get the files as they are, and no object of Python is made of a
triple. Quads cost more, and have names for blank nodes.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Final

import pyoxigraph as ox

from gumru_kg._resources import read_resource
from gumru_kg.namespaces import BASE, ONTOLOGY, OWL, RDF, RDFS, SKOS
from gumru_kg.rdf_input import CheckedText
from gumru_kg.validation.blank_node_names import name_blank_nodes_by_place

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

_VOCABULARY: Final = (("ontology", "gumru.ttl"), ("ontology", "concepts.ttl"))
_TYPE: Final = f"{RDF}type"
_DESCRIBED: Final = ox.Triple(
    ox.NamedNode(ONTOLOGY), ox.NamedNode(_TYPE), ox.NamedNode(f"{OWL}Ontology")
)
LABELS: Final = (f"{SKOS}prefLabel", f"{RDFS}label")
_REIFIES: Final = f"{RDF}reifies"
_RDF_12: Final = (b"<<", b"--ltr", b"--rtl")
# To read it a base is wanted. What a string holds may look the same.
_RELATIVE: Final = re.compile(rb"<(?![A-Za-z][A-Za-z0-9+.-]*:)[^<>\"{}|^`\0-\x20]*>")


class QuadsWantedError(Exception):
    """The text of the data will not do: something in it has no name, say."""


class DataGraph:
    """Data in files or in memory, in one graph, with the vocabulary if they lack it."""

    def __init__(
        self, source: Sequence[CheckedText] | Iterable[ox.Quad], *, is_ours: bool
    ) -> None:
        members = tuple(source)
        self._texts = tuple(each for each in members if isinstance(each, CheckedText))
        self._given = tuple(each for each in members if isinstance(each, ox.Quad))
        self._is_ours = is_ours

    @cached_property
    def quads(self) -> list[ox.Quad]:
        """All of it, parsed; blank nodes have names."""
        from gumru_kg.dataset import join_quads

        quads = list(self._given)
        if self._texts:
            quads += join_quads([text.parse() for text in self._texts])
        quads = name_blank_nodes_by_place(_merge_graphs(quads), unnamed="node")
        if not self._is_ours or ox.Quad(*_DESCRIBED) in quads:
            return quads
        parts = [quad for part in _read_vocabulary() for quad in part.parse()]
        return list(dict.fromkeys([*quads, *parts]))

    def parse(self) -> Iterator[ox.Quad]:
        """Parse all of it, and keep nothing.

        Yields:
            The quads, some perhaps more than once.
        """
        if self._given:
            yield from self.quads
            return
        for text in (*self._texts, *(_read_vocabulary() if self._is_ours else ())):
            yield from text.parse()

    def is_of_our_model(self) -> bool:
        """Tell whether anything of our model may be in the data."""
        name = BASE.encode()
        return any(name in text.content for text in self._texts) or any(
            quad.predicate.value.startswith(BASE)
            or (quad.predicate.value == _TYPE and BASE in str(quad.object))
            for quad in self._given
        )

    def write(self) -> DataText | None:
        """Write all of it as one text, unless it has quads or must have them.

        Returns:
            The text, or None.

        Raises:
            DataError: When a file does not parse; not all are parsed.
        """
        texts = self._texts
        if self._given or not texts:
            return None
        if len(texts) > 1 or texts[0].parser != ox.RdfFormat.TURTLE:
            texts = tuple(map(_to_ntriples, texts))
        contents = [text.content for text in texts]
        # Two files may use one label for two nodes.
        if len(texts) > 1 and any(b"_:" in content for content in contents):
            return None
        is_turtle = texts[0].parser == ox.RdfFormat.TURTLE
        if is_turtle and _RELATIVE.search(contents[0]):
            return None
        name = f"<{ONTOLOGY}>".encode()
        is_described = any(name in each and b"Ontology" in each for each in contents)
        vocabulary = () if is_described or not self._is_ours else _read_vocabulary()
        return DataText(texts, vocabulary, is_ours=self._is_ours)


@dataclass(frozen=True, slots=True)
class DataText:
    """Data as text, which is proved to be what it was taken for when it is parsed.

    Attributes:
        texts: The files; several are in N-Triples.
        vocabulary: Files to be read along.
        is_ours: Whether the data must describe our ontology, they or the vocabulary.
    """

    texts: tuple[CheckedText, ...]
    vocabulary: tuple[CheckedText, ...]
    is_ours: bool

    @property
    def format(self) -> str:
        """The name of the format for the native engine."""
        is_turtle = self.texts[0].parser == ox.RdfFormat.TURTLE
        return "turtle" if is_turtle else "ntriples"

    def join(self) -> bytes:
        """Put all files into one text."""
        texts = (*self.texts, *map(_to_ntriples, self.vocabulary))
        return b"\n".join(text.content for text in texts)

    def check_signs(self) -> None:
        """Look for what only RDF 1.2 has.

        Raises:
            QuadsWantedError: When the data may have it.
        """
        contents = [text.content for text in self.texts]
        if any(sign in content for content in contents for sign in _RDF_12):
            raise QuadsWantedError

    def index(self) -> ox.Store:
        """Parse the data into a store.

        Returns:
            The store.

        Raises:
            DataError: When a file does not parse.
            QuadsWantedError: When the text is not what it was taken for.
        """
        store = ox.Store()
        for text in self.texts:
            text.load_into(store)
        reified = store.quads_for_pattern(None, ox.NamedNode(_REIFIES), None)
        self._prove(
            is_described=ox.Quad(*_DESCRIBED) in store,
            is_reified=next(reified, None) is not None,
        )
        for text in self.vocabulary:
            text.load_into(store)
        return store

    def list_labels(self) -> list[ox.Quad]:
        """Parse the data and keep what gives a label.

        Returns:
            The statements.

        Raises:
            DataError: When a file does not parse.
            QuadsWantedError: When the text is not what it was taken for.
        """
        is_described = is_reified = False
        found = []
        for quad in (quad for text in self.texts for quad in text.parse()):
            name = quad.predicate.value
            if name in LABELS:
                found.append(quad)
            elif name == _TYPE:
                is_described = is_described or quad.triple == _DESCRIBED
            else:
                is_reified = is_reified or name == _REIFIES
        self._prove(is_described=is_described, is_reified=is_reified)
        parts = (quad for text in self.vocabulary for quad in text.parse())
        return [*found, *(quad for quad in parts if quad.predicate.value in LABELS)]

    def _prove(self, *, is_described: bool, is_reified: bool) -> None:
        is_mistaken = self.is_ours and is_described == bool(self.vocabulary)
        if is_reified or is_mistaken:
            raise QuadsWantedError


def write_ntriples(quads: Iterable[ox.Quad]) -> bytes:
    """Write the triples of quads, whatever their graph.

    Args:
        quads: The quads.

    Returns:
        N-Triples.

    Example:
        >>> write_ntriples([])
        b''
    """
    text = ox.serialize((q.triple for q in quads), format=ox.RdfFormat.N_TRIPLES)
    # Tells the type checker that no file was named.
    assert text is not None  # noqa: S101 - for the type checker
    return text


def index_quads(quads: Iterable[ox.Quad]) -> ox.Store:
    """Put the triples of quads into a store, where blank nodes keep their names.

    Args:
        quads: The quads.

    Returns:
        The store.

    Example:
        >>> len(index_quads([]))
        0
    """
    store = ox.Store()
    store.bulk_extend(ox.Quad(*quad.triple) for quad in quads)
    return store


def _to_ntriples(text: CheckedText) -> CheckedText:
    if text.parser == ox.RdfFormat.N_TRIPLES:
        return text
    content = write_ntriples(text.parse())
    return CheckedText(text.name, content, ox.RdfFormat.N_TRIPLES)


def _merge_graphs(quads: list[ox.Quad]) -> list[ox.Quad]:
    # One triple in several graphs is one triple here.
    default = ox.DefaultGraph()
    if all(quad.graph_name == default for quad in quads):
        return quads
    return [ox.Quad(*each) for each in dict.fromkeys(quad.triple for quad in quads)]


def _read_vocabulary() -> tuple[CheckedText, ...]:
    return tuple(
        CheckedText("/".join(path), read_resource(*path), ox.RdfFormat.TURTLE)
        for path in _VOCABULARY
    )
