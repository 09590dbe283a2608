"""What things are called in a graph that is asked for just these."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gumru_kg.query_parameters import is_iri

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gumru_kg.knowledge_graph import KnowledgeGraph


def find_labels(
    graph: KnowledgeGraph, iris: Iterable[str], *, lang: str
) -> dict[str, str]:
    """Find the labels of things and terms.

    Args:
        graph: The graph that has them.
        iris: The things; what is no IRI is passed over.
        lang: The language; without a label in it English, else any language.

    Returns:
        The labels, by IRI, of those that have one.

    Example:
        >>> from gumru_kg import open_graph
        >>> kars = "https://w3id.org/gumru/id/treaty-kars-1921"
        >>> find_labels(open_graph(), [kars], lang="ru")[kars]
        'Карсский договор'
    """
    listed = " ".join(f"<{iri}>" for iri in sorted(set(iris)) if is_iri(iri))
    if not listed:
        return {}
    found = graph.select(
        f"SELECT ?thing ?label {{ VALUES ?thing {{ {listed} }}"
        " ?thing skos:prefLabel|rdfs:label ?label }"
    )
    labels: dict[str, dict[str, str]] = {}
    for row in found:
        language = getattr(row["label"], "language", None) or ""
        of_thing = labels.setdefault(row.text("thing") or "", {})
        of_thing[language] = row.text("label") or ""
    return {
        iri: of_thing.get(lang) or of_thing.get("en") or min(of_thing.values())
        for iri, of_thing in labels.items()
    }
