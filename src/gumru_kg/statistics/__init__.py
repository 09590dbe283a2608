"""Measure a graph: what its facts rest on, where its sources differ, what it lacks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gumru_kg.descriptions import find_disputes
from gumru_kg.statistics._counts import (
    read_completeness,
    read_labels,
    read_links,
    read_rejections,
    read_texts,
)
from gumru_kg.statistics._support import (
    count_support,
    read_facts,
    read_sources,
    share_perspectives,
)
from gumru_kg.statistics._vocabulary import add_vocabulary
from gumru_kg.statistics.answers import (
    Completeness,
    LabelCount,
    LinkCount,
    PerspectiveShare,
    Rejection,
    SourceShare,
    Statistics,
    SupportCount,
    TextCoverage,
)

if TYPE_CHECKING:
    from gumru_kg.descriptions import Queryable

__all__ = [
    "Completeness",
    "LabelCount",
    "LinkCount",
    "PerspectiveShare",
    "Rejection",
    "SourceShare",
    "Statistics",
    "SupportCount",
    "TextCoverage",
    "add_vocabulary",
    "measure",
]


def measure(graph: Queryable, *, lang: str = "en") -> Statistics:
    """Measure a graph by the rules of its editors.

    The vocabulary must be in the graph, since it says which properties have one value
    and so where two sources differ. It is in the shipped one; ``add_vocabulary`` adds
    it to others.

    Args:
        graph: Whatever answers the named queries.
        lang: The language of the labels; a missing one is in English.

    Returns:
        The numbers, and the names of what is missing.

    Raises:
        QueryError: When the graph cannot be queried.

    Example:
        >>> from gumru_kg.knowledge_graph import open_graph
        >>> statistics = measure(open_graph())
        >>> sum(count.facts for count in statistics.support) > 100
        True
    """
    sources = read_sources(graph, lang=lang)
    facts = read_facts(graph, sources=sources, lang=lang)
    return Statistics(
        support=count_support(facts),
        perspectives=share_perspectives(sources, facts=facts),
        sources=sources,
        disputes=find_disputes(graph, lang=lang),
        rejections=read_rejections(graph, lang=lang),
        texts=read_texts(graph, lang=lang),
        completeness=read_completeness(graph, lang=lang),
        labels=read_labels(graph, lang=lang),
        links=read_links(graph, lang=lang),
    )
