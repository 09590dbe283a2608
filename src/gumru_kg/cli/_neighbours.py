"""Things beside the one that a page shows: those that lead to it, and namesakes."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from gumru_kg.cli._dates import read_date
from gumru_kg.cli._term_labels import find_labels
from gumru_kg.namespaces import GID, GUM
from gumru_kg.query_parameters import is_iri

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gumru_kg.descriptions import Fact, Value
    from gumru_kg.knowledge_graph import KnowledgeGraph

# The label of a waypoint or a dated name does not say of which boundary, or when.
_INDISTINCT: Final = frozenset({f"{GUM}atPlace", f"{GUM}appellationOf"})


def tell_apart(
    graph: KnowledgeGraph, mentions: Iterable[Fact], *, lang: str
) -> tuple[Fact, ...]:
    """Add to waypoints the boundary that they are of, and to names their years.

    Args:
        graph: The graph that is shown.
        mentions: What leads to a thing.
        lang: The language of the labels.

    Returns:
        The same, with what tells them apart in brackets.

    Example:
        >>> from gumru_kg import open_graph
        >>> kg = open_graph()
        >>> mentions = kg.describe("place-gyumri").mentions
        >>> told = tell_apart(kg, mentions, lang="en")[0].values
        >>> [value.text for value in told if value.text.startswith("Kumayri")]
        ['Kumayri (before or on 1837)', 'Kumayri (1990–1992)']
    """
    given = tuple(mentions)
    values = [
        value.iri
        for fact in given
        if fact.property.iri in _INDISTINCT
        for value in fact.values
        if is_iri(value.iri)
    ]
    told = _find_contexts(graph, values, lang) if values else {}
    return tuple(
        replace(fact, values=tuple(_extend(value, told) for value in fact.values))
        for fact in given
    )


def _extend(value: Value, told: dict[str, str]) -> Value:
    context = told.get(value.iri)
    return replace(value, text=f"{value.text} ({context})") if context else value


def _find_contexts(
    graph: KnowledgeGraph, iris: Iterable[str], lang: str
) -> dict[str, str]:
    listed = " ".join(f"<{iri}>" for iri in iris)
    rows = list(
        graph.select(
            f"SELECT ?thing ?boundary ?from ?until {{ VALUES ?thing {{ {listed} }}"
            " OPTIONAL { ?thing gum:waypointOf ?boundary }"
            " OPTIONAL { ?thing gum:from ?from } OPTIONAL { ?thing gum:until ?until }"
            " }"
        )
    )
    boundaries = {row.text("boundary") or "" for row in rows} - {""}
    labels = find_labels(graph, boundaries, lang=lang)
    told = {}
    for row in rows:
        start, end = row.text("from"), row.text("until")
        span = read_date(f"{start or '..'}/{end or '..'}", lang=lang)
        context = labels.get(row.text("boundary") or "", "")
        told[row.text("thing") or ""] = context or (span if start or end else "")
    return told


def find_namesakes(
    graph: KnowledgeGraph, name: str, *, shown: str, lang: str
) -> tuple[str, ...]:
    """Find the treaties that a name means where a treaty is wanted.

    Args:
        graph: The graph that is shown.
        name: What the reader has asked for.
        shown: The IRI of the thing that is shown for it.
        lang: The language of the labels.

    Returns:
        Slug and label of each, but for the thing that is shown.

    Example:
        >>> from gumru_kg import open_graph
        >>> kars = "https://w3id.org/gumru/id/place-kars"
        >>> find_namesakes(open_graph(), "kars", shown=kars, lang="en")
        ('treaty-kars-1921 (Treaty of Kars, 1921)',)
    """
    from gumru_kg.names import Label, NameIndex

    treaties = graph.treaties(lang=lang)
    index = NameIndex(Label(it.iri, it.label, it.language) for it in treaties)
    return tuple(
        f"{iri.removeprefix(GID)} ({index.label(iri, lang=lang).text})"
        for iri in index.find(name)
        if iri != shown
    )
