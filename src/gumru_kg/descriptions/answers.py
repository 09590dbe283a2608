"""What a description holds: names, facts, people, provisions, disputes, gaps.

Every field is there for every kind of thing; what does not apply is empty. So the JSON
that is made of it has the same keys whatever was asked.
"""

from __future__ import annotations

from dataclasses import dataclass

__all__ = [
    "Article",
    "Backing",
    "Description",
    "Dispute",
    "Fact",
    "Gap",
    "Name",
    "Participation",
    "Phase",
    "ProvisionLine",
    "State",
    "Statement",
    "Tally",
    "Value",
    "Witness",
]


@dataclass(frozen=True, slots=True)
class Value:
    """A thing or a literal, ready to be shown.

    Attributes:
        text: The label of the thing, or the literal.
        iri: The IRI of the thing; empty for a literal.
        language: The language tag of the text; empty when it has none.
        datatype: The IRI of the literal's datatype; empty for a thing and for text.
        certainty: How sure the sources of a fact are, where none of them is quite:
            ``probable``, say, in words; empty elsewhere.
    """

    text: str
    iri: str = ""
    language: str = ""
    datatype: str = ""
    certainty: str = ""


@dataclass(frozen=True, slots=True)
class Name:
    """A name in one language.

    Attributes:
        text: The name.
        language: Its language tag.
        is_preferred: Whether it is the preferred name of that language.
    """

    text: str
    language: str
    is_preferred: bool


@dataclass(frozen=True, slots=True)
class Fact:
    """The values of one property, as facts.

    Attributes:
        property: The property.
        values: The values, or, for a mention, the things that lead here.
    """

    property: Value
    values: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Participation:
    """An accepted part in an event.

    Attributes:
        agent: Who took part.
        event: In what.
        date: The date of the event in EDTF; empty when none is accepted.
        roles: As what.
        capacities: The offices in which the agent acted.
        principals: On whose behalf.
    """

    agent: Value
    event: Value
    date: str
    roles: tuple[Value, ...]
    capacities: tuple[Value, ...]
    principals: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Phase:
    """A legal state of a treaty for some time.

    Attributes:
        status: The status.
        party: The party it holds for; without IRI when it holds for the whole treaty.
        begin: From when, in EDTF; empty when no date is accepted.
        end: Until when, in EDTF; empty when no date is accepted.
    """

    status: Value
    party: Value
    begin: str
    end: str


@dataclass(frozen=True, slots=True)
class State:
    """What is known of the state of a treaty.

    Attributes:
        phase: The last accepted phase; ``None`` when none is accepted.
        is_disputed: Whether sources differ on the legal status.
    """

    phase: Phase | None
    is_disputed: bool


@dataclass(frozen=True, slots=True)
class Article:
    """Where a provision stands in one text of a treaty.

    Attributes:
        text: The text.
        number: The number of the clause in that text.
    """

    text: Value
    number: str


@dataclass(frozen=True, slots=True)
class ProvisionLine:
    """A provision of a treaty in short.

    Attributes:
        provision: The provision.
        is_accepted: Whether the treaty is accepted to hold it; if not, it is only
            what the sources say.
        kinds: Obligation, cession and so on.
        articles: The accepted clauses that express it.
        bearers: Who is bound.
        topics: What it is about.
        sources: Who says that the treaty holds it.
    """

    provision: Value
    is_accepted: bool
    kinds: tuple[Value, ...]
    articles: tuple[Article, ...]
    bearers: tuple[Value, ...]
    topics: tuple[Value, ...]
    sources: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Witness:
    """Who makes a statement.

    Attributes:
        claim: The IRI of the claim.
        identifier: Its identifier in a ledger; empty when it has none.
        source: The source.
        perspective: From which perspective it is written.
        group: The IRI of its independence group; sources of one group count once.
        stance: What the source does with the statement.
        verdict: What the editors decided.
        locator: Where in the source it stands; empty when that is not known.
        rationale: Why the editors decided so; empty when they do not say.
    """

    claim: str
    identifier: str
    source: Value
    perspective: Value
    group: str
    stance: Value
    verdict: Value
    locator: str
    rationale: str


@dataclass(frozen=True, slots=True)
class Statement:
    """A statement in words, with all who make it.

    Attributes:
        subject: What it is about.
        property: The property that it gives.
        lead: Subject and property, where the context does not tell them anyway.
        value: The value.
        paraphrase: The whole in words, a denial included; without text when the
            claims have none.
        is_denied: Whether its sources doubt or deny it.
        is_accepted: Whether the editors took it into the facts.
        groups: How many independent groups of sources make it.
        witnesses: Who makes it.
    """

    subject: Value
    property: Value
    lead: str
    value: Value
    paraphrase: Value
    is_denied: bool
    is_accepted: bool
    groups: int
    witnesses: tuple[Witness, ...]


@dataclass(frozen=True, slots=True)
class Dispute:
    """A point on which sources differ.

    Attributes:
        question: The question, or the statement whose values differ.
        positions: Two or more, the best attested first.
    """

    question: Value
    positions: tuple[Statement, ...]


@dataclass(frozen=True, slots=True)
class Tally:
    """How many sources have a perspective.

    Attributes:
        perspective: The perspective.
        sources: How many sources have it.
    """

    perspective: Value
    sources: int


@dataclass(frozen=True, slots=True)
class Backing:
    """What a description rests on.

    Attributes:
        claims: The number of claims about the thing and its parts.
        sources: The number of their sources.
        groups: The number of groups of sources that are independent of one another.
        perspectives: The sources by perspective.
    """

    claims: int
    sources: int
    groups: int
    perspectives: tuple[Tally, ...]


@dataclass(frozen=True, slots=True)
class Gap:
    """What the graph does not know, said honestly.

    Attributes:
        text: The text of the treaty that it is about.
        numbers: The clauses whose content is not verified.
    """

    text: Value
    numbers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Description:
    """All that the graph says of one thing.

    Attributes:
        iri: The thing.
        lang: The language that was asked for.
        label: What the thing is called.
        kinds: What it is.
        names: Its names in all languages.
        facts: What is accepted of it.
        mentions: Accepted facts of other things that lead to it.
        participations: Who took part in it, or in what it took part.
        phases: The legal states of a treaty.
        provisions: The provisions of a treaty.
        gaps: What is not known of its texts.
        disputes: What sources differ on.
        attributed: What sources say of it and the editors have not accepted.
        backing: What the description rests on.
    """

    iri: str
    lang: str
    label: Value
    kinds: tuple[Value, ...]
    names: tuple[Name, ...]
    facts: tuple[Fact, ...]
    mentions: tuple[Fact, ...]
    participations: tuple[Participation, ...]
    phases: tuple[Phase, ...]
    provisions: tuple[ProvisionLine, ...]
    gaps: tuple[Gap, ...]
    disputes: tuple[Dispute, ...]
    attributed: tuple[Statement, ...]
    backing: Backing
