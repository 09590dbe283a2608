"""What the accepted facts rest on: sources, independent groups, perspectives."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from gumru_kg.model.entities import find_entity, read_entity, read_language, read_text
from gumru_kg.namespaces import GUM
from gumru_kg.statistics._rows import ask
from gumru_kg.statistics.answers import PerspectiveShare, SourceShare, SupportCount

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from gumru_kg.descriptions import Queryable
    from gumru_kg.model.entities import Entity
    from gumru_kg.results import Solution, Term

_ENGLISH: Final = "en"


@dataclass(slots=True)
class Fact:
    """A fact and the sources that carry it.

    Attributes:
        property: Its property.
        sources: The IRIs of its sources.
        groups: The IRIs of their groups.
        perspectives: The IRIs of their perspectives.
    """

    property: Entity
    sources: set[str] = field(default_factory=set)
    groups: set[str] = field(default_factory=set)
    perspectives: set[str] = field(default_factory=set)


def read_sources(graph: Queryable, *, lang: str) -> tuple[SourceShare, ...]:
    """Read the sources with what they say."""
    return tuple(
        SourceShare(
            source=read_entity(row, "source"),
            language=read_text(row, "language"),
            perspective=find_entity(row, "perspective"),
            group=read_text(row, "group") or read_text(row, "source"),
            accepted=int(read_text(row, "accepted")),
            attributed=int(read_text(row, "attributed")),
            rejected=int(read_text(row, "rejected")),
        )
        for row in ask(graph, "statistics/sources", lang=lang)
    )


def read_facts(
    graph: Queryable, *, sources: Iterable[SourceShare], lang: str
) -> tuple[Fact, ...]:
    """Read the accepted facts.

    A text that a source carries in English and in other languages is one text put
    into our words several times, and counts once. Names in several languages are
    several facts.
    """
    known = {share.source.iri: share for share in sources}
    rows = list(ask(graph, "statistics/facts", lang=lang))
    english = {_text_of(row) for row in rows if read_language(row, "object") == "en"}
    facts: dict[tuple[str, str, Term | None], Fact] = {}
    for row in rows:
        if _is_in_another_language(row) and _text_of(row) in english:
            continue
        key = (read_text(row, "subject"), read_text(row, "predicate"), row["object"])
        fact = facts.setdefault(key, Fact(read_entity(row, "predicate")))
        source = read_text(row, "source")
        share = known.get(source)
        fact.sources.add(source)
        fact.groups.add(share.group if share else source)
        if share and share.perspective:
            fact.perspectives.add(share.perspective.iri)
    return tuple(facts.values())


def _text_of(row: Solution) -> tuple[str, str, str]:
    subject, predicate = read_text(row, "subject"), read_text(row, "predicate")
    return subject, predicate, read_text(row, "source")


def _is_in_another_language(row: Solution) -> bool:
    is_text = read_text(row, "predicate").startswith(GUM)
    return is_text and read_language(row, "object") not in {"", _ENGLISH}


def count_support(facts: Iterable[Fact]) -> tuple[SupportCount, ...]:
    """Count the facts by property and by what they rest on."""
    counts = Counter(
        (
            fact.property,
            len(fact.sources),
            len(fact.groups),
            len(fact.perspectives),
        )
        for fact in facts
    )
    ordered = sorted(counts.items(), key=lambda it: (it[0][0].iri, *it[0][1:]))
    return tuple(SupportCount(*key, facts=number) for key, number in ordered)


def share_perspectives(
    sources: Iterable[SourceShare], *, facts: Sequence[Fact]
) -> tuple[PerspectiveShare, ...]:
    """Count what the sources of each perspective carry, and what they carry alone."""
    shares: dict[Entity, list[SourceShare]] = {}
    for share in sources:
        if share.perspective is not None:
            shares.setdefault(share.perspective, []).append(share)
    carried = Counter(view for fact in facts for view in fact.perspectives)
    alone = Counter(
        view
        for fact in facts
        if len(fact.perspectives) == 1
        for view in fact.perspectives
    )
    return tuple(
        PerspectiveShare(
            perspective=perspective,
            sources=len(members),
            groups=len({share.group for share in members}),
            claims=sum(share.claims for share in members),
            facts=carried[perspective.iri],
            facts_alone=alone[perspective.iri],
        )
        for perspective, members in sorted(shares.items(), key=lambda it: it[0].iri)
    )
