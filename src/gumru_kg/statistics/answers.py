"""What is counted: support of facts, shares of sources, gaps, names, links."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gumru_kg.descriptions import Dispute, Value
    from gumru_kg.model.entities import Entity

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
]


@dataclass(frozen=True, slots=True)
class SupportCount:
    """How many accepted facts of a property rest on so many sources.

    Attributes:
        property: The property.
        sources: On how many sources each rests.
        groups: On how many independent groups of sources.
        perspectives: On sources of how many perspectives; 0 when none is known.
        facts: How many facts.
    """

    property: Entity
    sources: int
    groups: int
    perspectives: int
    facts: int


@dataclass(frozen=True, slots=True)
class PerspectiveShare:
    """What the writing of one perspective carries.

    Attributes:
        perspective: The perspective.
        sources: How many sources have it.
        groups: How many independent groups they form.
        claims: How many claims they make.
        facts: How many accepted facts they carry.
        facts_alone: How many of these no source of another perspective carries.
    """

    perspective: Entity
    sources: int
    groups: int
    claims: int
    facts: int
    facts_alone: int


@dataclass(frozen=True, slots=True)
class SourceShare:
    """What one source says, and what the editors did with it.

    Attributes:
        source: The source.
        language: The tag of its language; empty when none is given.
        perspective: The perspective it is written from, or ``None``.
        group: The IRI of its independence group; its own without one.
        accepted: How many of its claims are accepted.
        attributed: How many are only attributed to it.
        rejected: How many are rejected.
    """

    source: Entity
    language: str
    perspective: Entity | None
    group: str
    accepted: int
    attributed: int
    rejected: int

    @property
    def claims(self) -> int:
        """How many claims it makes."""
        return self.accepted + self.attributed + self.rejected


@dataclass(frozen=True, slots=True)
class TextCoverage:
    """How much of a text of a treaty is known, as numbers of its clauses.

    Attributes:
        treaty: The treaty.
        text: The text; ``None`` for a treaty without one.
        accepted: The clauses whose content is accepted.
        attributed: Those of which a source tells the content, which is not accepted:
            its place in the clause is inferred, or it rests on one source.
        unverified: Those whose content no source of the graph tells.
    """

    treaty: Entity
    text: Entity | None
    accepted: tuple[str, ...]
    attributed: tuple[str, ...]
    unverified: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Completeness:
    """Of how many things something is known.

    Attributes:
        measure: What is expected: ``persons with a date of birth``, say.
        things: How many things there are.
        missing: Those of which it is not known.
    """

    measure: str
    things: int
    missing: tuple[Entity, ...]


@dataclass(frozen=True, slots=True)
class LabelCount:
    """How many things of a kind have a preferred name in a language.

    Attributes:
        kind: The widest class.
        things: How many things there are.
        language: The tag of the language.
        named: How many of them are named in it.
    """

    kind: Entity
    things: int
    language: str
    named: int


@dataclass(frozen=True, slots=True)
class LinkCount:
    """How many links lead to a site and were checked so far.

    Attributes:
        site: The host, such as ``wikidata.org``.
        status: How far they were checked.
        links: How many.
    """

    site: str
    status: Entity
    links: int


@dataclass(frozen=True, slots=True)
class Rejection:
    """A claim that the editors rejected.

    Attributes:
        claim: Its IRI.
        subject: What it is about.
        property: The property.
        value: The value.
        source: Who says so.
        perspective: The perspective of the source, or ``None``.
        rationale: Why it was rejected; empty when the editors do not say.
    """

    claim: str
    subject: Entity
    property: Entity
    value: Value
    source: Entity
    perspective: Entity | None
    rationale: str


@dataclass(frozen=True, slots=True)
class Statistics:
    """The graph measured by the rules of its own editors.

    Attributes:
        support: What the accepted facts rest on, property by property.
        perspectives: The shares of the perspectives.
        sources: The shares of the sources.
        disputes: The points on which sources differ.
        rejections: What the editors rejected.
        texts: The texts of the treaties.
        completeness: What is known of how many things.
        labels: The languages of names.
        links: The links to other data.
    """

    support: tuple[SupportCount, ...]
    perspectives: tuple[PerspectiveShare, ...]
    sources: tuple[SourceShare, ...]
    disputes: tuple[Dispute, ...]
    rejections: tuple[Rejection, ...]
    texts: tuple[TextCoverage, ...]
    completeness: tuple[Completeness, ...]
    labels: tuple[LabelCount, ...]
    links: tuple[LinkCount, ...]
