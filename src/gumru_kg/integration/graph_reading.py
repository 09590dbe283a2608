"""Read the things of a graph, whatever its vocabulary, so that they can be compared."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, TypeAlias

import pyoxigraph as ox

from gumru_kg.engines.geometry import parse_wkt
from gumru_kg.errors import GeometryError
from gumru_kg.integration.comparables import Comparable, ComparableDraft, Located
from gumru_kg.integration.day_reading import add_date, add_interval, shorten_time
from gumru_kg.integration.identifiers import can_be_linked, normalise_identifier
from gumru_kg.integration.slots import find_kinds, list_slots
from gumru_kg.integration.vocabularies import (
    AREA_WORDS,
    SETTLEMENT_WORDS,
    WIKIBASE,
    WIKIBASE_KINDS,
)
from gumru_kg.names import Label
from gumru_kg.namespaces import GUM

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from gumru_kg.integration.slots import WikibaseProperties

_Node: TypeAlias = ox.NamedNode | ox.BlankNode
_Cells: TypeAlias = dict[
    str, list[tuple[str, ox.NamedNode | ox.BlankNode | ox.Literal]]
]

_WORDS: Final = re.compile(r"[A-Z]?[a-z]+")
_DEPRECATED: Final = f"{WIKIBASE}DeprecatedRank"
_LITERAL_IDENTIFIER: Final = "is a literal, and an identifier is an address"
_LOCAL_ADDRESS: Final = "is no address for others: name it by http, https, urn or tag"
_LONGEST_NAME: Final = 500
_NAME_OF: Final = f"{GUM}appellationOf"


class GraphReader:
    """The things of a graph.

    Args:
        quads: The graph; of a data set, the triples of all its graphs.
        wikibase: What a Wikibase says of its own properties.
    """

    def __init__(
        self, quads: Iterable[ox.Quad], *, wikibase: WikibaseProperties | None = None
    ) -> None:
        slots = list_slots(wikibase)
        self._cells: dict[_Node, _Cells] = {}
        self._above: dict[str, set[str]] = {}
        self._articles: dict[_Node, list[str]] = {}
        self._other_names: dict[_Node, list[_Node]] = {}
        for subject, predicate, value, _ in quads:
            slot = slots.get(predicate.value)
            if slot is None or isinstance(subject, ox.Triple):
                continue
            if not isinstance(value, ox.Triple):
                self._take(slot, subject, predicate.value, value)

    def _take(
        self,
        slot: str,
        subject: _Node,
        predicate: str,
        value: ox.NamedNode | ox.BlankNode | ox.Literal,
    ) -> None:
        if slot == "subclass":
            if isinstance(subject, ox.NamedNode) and isinstance(value, ox.NamedNode):
                self._above.setdefault(subject.value, set()).add(value.value)
        elif slot == "about":
            if isinstance(subject, ox.NamedNode) and not isinstance(value, ox.Literal):
                self._articles.setdefault(value, []).append(subject.value)
        elif slot == "name-of":
            if not isinstance(value, ox.Literal):
                self._other_names.setdefault(value, []).append(subject)
        else:
            cells = self._cells.setdefault(subject, {})
            cells.setdefault(slot, []).append((predicate, value))

    def read(self) -> Iterator[Comparable]:
        """Read the things that have an address and a kind of their own, or a name.

        Yields:
            The things, by IRI.
        """
        for node in sorted(self._cells, key=str):
            if isinstance(node, ox.NamedNode):
                cells = self._cells[node]
                if "type" in cells or "name" in cells or "name-node" in cells:
                    found = self._read_one(node, cells)
                    if found.kinds != {"other"}:
                        yield found

    def _read_one(self, node: ox.NamedNode, cells: _Cells) -> Comparable:
        draft = ComparableDraft(node.value)
        classes = [
            value.value
            for _, value in cells.get("type", ())
            if isinstance(value, ox.NamedNode)
        ]
        draft.kinds |= find_kinds(classes, self._above)
        if not can_be_linked(node.value):
            # Nothing is proposed for it.
            draft.complain(node.value, _LOCAL_ADDRESS)
            return draft.finish(is_area=False)
        draft.identifiers.add(normalise_identifier(node.value))
        self._add_names(draft, node, cells)
        self._add_identifiers(draft, node, cells)
        self._add_geometries(draft, cells)
        self._add_dates(draft, cells)
        self._add_places(draft, cells)
        words = self._add_types(draft, classes, cells)
        if draft.geometries and not draft.kinds:
            draft.kinds.add("place")
        return draft.finish(is_area=_is_area(draft, words))

    def _add_names(self, draft: ComparableDraft, node: _Node, cells: _Cells) -> None:
        for locator, value in cells.get("name", ()):
            self._add_name(draft, value, locator)
        named = cells.get("name-node", [])
        others = [(_NAME_OF, other) for other in self._other_names.get(node, ())]
        for locator, other in [*named, *others]:
            if not isinstance(other, ox.Literal):
                inner = self._cells.get(other, {})
                for slot in ("name-text", "name"):
                    for _, value in inner.get(slot, ()):
                        self._add_name(draft, value, locator)

    @staticmethod
    def _add_name(
        draft: ComparableDraft,
        value: ox.NamedNode | ox.BlankNode | ox.Literal,
        locator: str,
    ) -> None:
        if not isinstance(value, ox.Literal):
            return
        text = " ".join(value.value.split())
        if 0 < len(text) <= _LONGEST_NAME:
            label = Label(draft.iri, text, value.language or "")
            draft.names[label] = min(locator, draft.names.get(label, locator))

    def _add_identifiers(
        self, draft: ComparableDraft, node: _Node, cells: _Cells
    ) -> None:
        for slot, found in (
            ("identifier", draft.identifiers),
            ("near-identifier", draft.near_identifiers),
        ):
            for _, value in cells.get(slot, ()):
                if isinstance(value, ox.NamedNode):
                    found.add(normalise_identifier(value.value))
                elif isinstance(value, ox.Literal):
                    draft.complain(value.value, _LITERAL_IDENTIFIER)
        draft.identifiers |= {
            normalise_identifier(iri) for iri in self._articles.get(node, ())
        }

    def _add_geometries(self, draft: ComparableDraft, cells: _Cells) -> None:
        nodes = [value for _, value in cells.get("geometry", ())]
        inner = [
            self._cells.get(value, {})
            for value in nodes
            if not isinstance(value, ox.Literal)
        ]
        for each in (cells, *inner):
            shapes = [literal.value for literal in self._texts(each, "shape")]
            latitudes = self._texts(each, "latitude")
            longitudes = self._texts(each, "longitude")
            shapes += [
                f"POINT({longitude.value} {latitude.value})"
                for latitude, longitude in zip(latitudes, longitudes, strict=False)
            ]
            for shape in shapes:
                try:
                    parse_wkt(shape)
                    draft.geometries[shape] = None
                except GeometryError as error:
                    draft.complain(shape[:80], error.problem)

    def _add_dates(self, draft: ComparableDraft, cells: _Cells) -> None:
        for slot, values in cells.items():
            kind, _, role = slot.partition(":")
            for locator, value in values:
                if kind == "date" and isinstance(value, ox.Literal):
                    if f"statement:{role}" not in cells:
                        self._add_written(draft, role, value, locator)
                elif isinstance(value, ox.Literal):
                    continue
                elif kind == "statement":
                    self._add_statement(draft, role, value, locator)
                elif kind == "life":
                    self._add_spans(draft, role, self._cells.get(value, {}))
        self._add_spans(draft, "date", cells)

    @staticmethod
    def _add_written(
        draft: ComparableDraft, role: str, value: ox.Literal, locator: str
    ) -> None:
        text = value.value
        if "/prop/direct/" in locator:
            # Truthy statements do not tell how exact a moment is.
            text = shorten_time(text, None) or text
        add_date(draft, role, text, locator=locator)

    def _add_statement(
        self, draft: ComparableDraft, role: str, node: _Node, locator: str
    ) -> None:
        cells = self._cells.get(node, {})
        ranks = {
            value.value
            for _, value in cells.get("rank", ())
            if isinstance(value, ox.NamedNode)
        }
        if _DEPRECATED in ranks:
            return
        for _, inner in cells.get("value", ()):
            described = (
                self._cells.get(inner, {}) if not isinstance(inner, ox.Literal) else {}
            )
            for moment in self._texts(described, "moment"):
                precision = next(iter(self._texts(described, "precision")), None)
                exact = precision.value if precision else ""
                text = shorten_time(
                    moment.value, int(exact) if exact.isdecimal() else None
                )
                add_date(draft, role, text or moment.value, locator=locator)

    def _add_spans(self, draft: ComparableDraft, role: str, cells: _Cells) -> None:
        for locator, value in cells.get("time-span", ()):
            inner = (
                self._cells.get(value, {}) if not isinstance(value, ox.Literal) else {}
            )
            begin = next(iter(self._texts(inner, "begin")), None)
            end = next(iter(self._texts(inner, "end")), None)
            if begin or end:
                add_interval(
                    draft,
                    role,
                    begin.value if begin else None,
                    end.value if end else None,
                    locator=locator,
                )

    @staticmethod
    def _add_places(draft: ComparableDraft, cells: _Cells) -> None:
        for slot, values in cells.items():
            kind, _, role = slot.partition(":")
            if kind == "place":
                for locator, value in values:
                    if isinstance(value, ox.NamedNode):
                        draft.places[Located(role, value.value, locator)] = None

    def _add_types(
        self, draft: ComparableDraft, classes: Iterable[str], cells: _Cells
    ) -> set[str]:
        """Gather the words by which a thing is sorted, and kinds told by them only."""
        words: set[str] = set()
        for iri in classes:
            words |= _split(re.split(r"[/#]", iri)[-1])
        for _, value in cells.get("kind-of-type", ()):
            if isinstance(value, ox.Literal):
                words |= _split(value.value)
                continue
            for label in self._texts(self._cells.get(value, {}), "name"):
                if label.language in (None, "", "en"):
                    words |= _split(label.value)
                    kind = WIKIBASE_KINDS.get(label.value)
                    if kind is not None:
                        draft.kinds.add(kind)
        return words

    @staticmethod
    def _texts(cells: _Cells, slot: str) -> list[ox.Literal]:
        return [
            value for _, value in cells.get(slot, ()) if isinstance(value, ox.Literal)
        ]


def _is_area(draft: ComparableDraft, words: set[str]) -> bool:
    if words & SETTLEMENT_WORDS:
        return False
    named = {
        word
        for label in draft.names
        if label.language in ("", "en")
        for word in _split(label.text)
    }
    return bool((words | named) & AREA_WORDS)


def _split(text: str) -> set[str]:
    return {word.lower() for word in _WORDS.findall(text)}
