"""A graph that finds its things by any spelling of their names."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Final

from gumru_kg.errors import QueryParameterError, UnknownNameError
from gumru_kg.knowledge_graph.asking import AskedGraph
from gumru_kg.namespaces import GUM, OWL, SKOS, compress, expand

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

    from gumru_kg.model.entities import Entity
    from gumru_kg.name_matching import NameCandidate, NameMatcher
    from gumru_kg.names import Label

DATED: Final = "name of another time"
# What describes things, and is none to be found unless it is asked for.
_VOCABULARY: Final = frozenset(
    {
        *(f"{OWL}{kind}Property" for kind in ("Annotation", "Datatype", "Functional")),
        *(f"{OWL}{kind}" for kind in ("Class", "ObjectProperty", "Ontology")),
        *(f"{SKOS}{kind}" for kind in ("Concept", "ConceptScheme")),
        *(f"{GUM}{kind}" for kind in ("Appellation", "Claim")),
    }
)
_SHOWN: Final = 5


class MatchingGraph(AskedGraph):
    """A graph that finds its things by any spelling of their names."""

    def match_name(
        self, text: str, *, kind: str | None = None, lang: str = "", limit: int = 10
    ) -> tuple[NameCandidate, ...]:
        """Find the things that a name may mean, in any script and spelling.

        Args:
            text: The name. Titles, and words such as *treaty* or *river*, need not be
                those of the graph; years are compared.
            kind: The class of the thing, by IRI, CURIE or name (``Place``); things of
                narrower classes are found as well. Without it all things are, but not
                the concepts, classes and properties that describe them.
            lang: The language of the name, where it is known: Turkish and Azerbaijani
                letters are then read as such, and of labels that come equally near the
                one in this language is given.
            limit: The most candidates wanted.

        Returns:
            The candidates, the nearest first, each with a score, reasons, and whether
            it is sure; nothing when no name comes near, and for a text without letters
            or longer than names are.

        Raises:
            UnknownNameError: When there is no such class.
            QueryParameterError: When the language is no language tag, or the limit no
                number of candidates.

        Example:
            >>> from gumru_kg import open_graph
            >>> found = open_graph().match_name("Хатисов", kind="Person")[0]
            >>> found.iri.rpartition("/")[2], found.is_sure
            ('agent-khatisian', True)
        """
        from dataclasses import replace

        from gumru_kg.query_parameters import read_language

        if limit < 0:
            problem = f"{limit!r} is no number of candidates; give 0 or more"
            raise QueryParameterError("match_name", "limit", problem)
        tag = read_language("match_name", "lang", lang) if lang else ""
        among = self._things if kind is None else self._find_things(kind)
        given: frozenset[str] = frozenset()
        if kind is not None:
            given = self._matcher.find_usual_kinds(among)
        found = self._matcher.match(
            text,
            among=among,
            lang=tag,
            given=given,
            limit=limit,
        )
        return tuple(
            replace(each, reasons=(*each.reasons, DATED))
            if (each.iri, each.label) in self._dated_names
            else each
            for each in found
        )

    def find_entities(self, text: str, *, lang: str = "en") -> tuple[Entity, ...]:
        """Find the things whose name holds a text; ``match_name`` finds more.

        Args:
            text: A part of a name in any language; capitals and accents do not matter.
            lang: The language of the labels.

        Returns:
            The things; none is an answer as well.

        Raises:
            QueryParameterError: When the language is no language tag.

        Example:
            >>> from gumru_kg import open_graph
            >>> any("karabekir" in thing.iri for thing in
            ...     open_graph().find_entities("KÂZIM KARABEKİR"))
            True
        """
        from gumru_kg.model.entities import Entity
        from gumru_kg.query_parameters import read_language

        tag = read_language("find_entities", "lang", lang)
        found = self._names.search(text)
        return tuple(Entity(*self._names.label(iri, lang=tag)) for iri in found)

    @cached_property
    def _matcher(self) -> NameMatcher:
        from gumru_kg.name_matching import NameMatcher

        # A thing of two classes has its names twice.
        return NameMatcher(dict.fromkeys([*self._labels, *self._dated_labels]))

    @cached_property
    def _dated_labels(self) -> tuple[Label, ...]:
        from gumru_kg.model.entities import read_language, read_text
        from gumru_kg.names import Label

        return tuple(
            Label(
                read_text(row, "thing"),
                read_text(row, "name"),
                read_language(row, "name"),
            )
            for row in self._rows("names/dated")
        )

    @cached_property
    def _dated_names(self) -> frozenset[tuple[str, str]]:
        return frozenset((label.iri, label.text) for label in self._dated_labels)

    @cached_property
    def _things(self) -> AbstractSet[str]:
        return {label.iri for label, kind in self._classed if kind not in _VOCABULARY}

    def _find_things(self, kind: str) -> AbstractSet[str]:
        """Find the things of a class and of narrower ones."""
        from gumru_kg.names import Label, NameIndex

        narrower: dict[str, set[str]] = {}
        names: dict[Label, None] = {}
        for label, wider in self._classes:
            narrower.setdefault(wider, set()).add(label.iri)
            names[label] = None
        for iri in dict.fromkeys(iri for _, iri in self._classed if iri):
            # A class that the graph uses and does not describe has no name but its IRI.
            narrower.setdefault(iri, {iri})
            names[Label(iri, compress(iri).partition(":")[2], "")] = None
        index = NameIndex(names)
        full = expand(kind) or kind
        found = (full,) if full in narrower else index.find(kind)
        if len(found) != 1:
            problem = f"no class, or more than one, is called {kind!r}"
            nearest = found or index.find_nearest(kind) or index.list_some()
            raise UnknownNameError(kind, nearest[:_SHOWN], problem=problem)
        wanted = narrower[found[0]]
        return {label.iri for label, iri in self._classed if iri in wanted}

    @cached_property
    def _classes(self) -> tuple[tuple[Label, str], ...]:
        """Each class by each of its names, with each class that is wider."""
        from gumru_kg.model.entities import read_language, read_text
        from gumru_kg.names import Label

        return tuple(
            (
                Label(
                    read_text(row, "class"),
                    read_text(row, "name"),
                    read_language(row, "name"),
                ),
                read_text(row, "wider"),
            )
            for row in self._rows("names/classes")
        )
