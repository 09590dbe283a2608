"""Claims: what a description rests on, and where its sources differ."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from gumru_kg.descriptions._labels import Labels
from gumru_kg.descriptions._rows import Reader
from gumru_kg.descriptions._statements import Context, gather
from gumru_kg.descriptions.answers import Backing, Dispute, Statement, Tally, Value
from gumru_kg.namespaces import GV

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from gumru_kg.descriptions._rows import Queryable, Row
    from gumru_kg.results import Term

_ACCEPTED: Final = f"{GV}verdict.accepted"
_DOUBTING: Final = frozenset({f"{GV}stance.doubts", f"{GV}stance.denies"})


@dataclass(frozen=True, slots=True)
class Claim:
    """A claim as the queries give it, with IRIs instead of labels.

    Attributes:
        iri: The claim.
        identifier: Its identifier in a ledger, or nothing.
        subject: What it is about.
        predicate: The property.
        object: The value.
        stance: What the source does with it.
        verdict: What the editors decided.
        source: Who says so.
        perspective: From which perspective, or nothing.
        group: The independence group of the source, or nothing.
        question: What it answers, or nothing.
        locator: Where in the source, or nothing.
        certainty: How sure its words are, or nothing.
        rationales: Why the editors decided so, by language.
    """

    iri: str
    identifier: str
    subject: str
    predicate: str
    object: Term
    stance: str
    verdict: str
    source: str
    perspective: str
    group: str
    question: str
    locator: str
    certainty: str
    rationales: dict[str, str] = field(default_factory=dict)

    @property
    def is_accepted(self) -> bool:
        """Whether the editors took it into the facts."""
        return self.verdict == _ACCEPTED

    @property
    def is_denied(self) -> bool:
        """Whether its source doubts or denies the statement."""
        return self.stance in _DOUBTING

    @property
    def language(self) -> str:
        """The language of the value, when it is a text."""
        return getattr(self.object, "language", None) or ""

    @property
    def slot(self) -> tuple[str, str]:
        """What it is held against: a question, or else a thing and a property."""
        return (self.question, "") if self.question else (self.subject, self.predicate)

    @property
    def position(self) -> tuple[str, str, str, bool]:
        """What it says; claims of one position say the same."""
        return (self.subject, self.predicate, str(self.object), self.is_denied)


def read_claims(reader: Reader, iri: str) -> tuple[Claim, ...]:
    """Read the claims on a thing and its parts, each once."""
    return _collect(reader.rows("entity/claims", entity=iri))


def _collect(rows: Iterable[Row]) -> tuple[Claim, ...]:
    claims: dict[tuple[str, str], Claim] = {}
    for row in rows:
        # A claim that answers two questions takes part in both.
        key = (row.text("claim"), row.text("question"))
        claim = claims.setdefault(key, _read_claim(row))
        if row.text("rationale"):
            claim.rationales[row.language("rationale")] = row.text("rationale")
    return tuple(claims.values())


def _read_claim(row: Row) -> Claim:
    value = row.term("object")
    assert value is not None  # noqa: S101 - no claim of a row is without it
    return Claim(
        iri=row.text("claim"),
        identifier=row.text("identifier"),
        subject=row.text("subject"),
        predicate=row.text("predicate"),
        object=value,
        stance=row.text("stance"),
        verdict=row.text("verdict"),
        source=row.text("source"),
        perspective=row.text("perspective"),
        group=row.text("group"),
        question=row.text("question"),
        locator=_locate(row),
        certainty=row.text("certainty"),
    )


def _read_slot(row: Row) -> tuple[str, str]:
    question = row.text("question")
    return (question, "") if question else (row.text("subject"), row.text("predicate"))


def _locate(row: Row) -> str:
    if row.text("locator"):
        return row.text("locator")
    return f"{row.text('start')}–{row.text('end')}" if row.text("start") else ""


def find_unsure(
    claims: Iterable[Claim], *, subject: str
) -> dict[tuple[str, Term], str]:
    """Find the facts on a thing of which no source is sure.

    Args:
        claims: The claims on it.
        subject: The thing.

    Returns:
        How sure they are, by property and value.
    """
    degrees: dict[tuple[str, Term], list[str]] = {}
    for claim in claims:
        if claim.is_accepted and claim.subject == subject:
            fact = (claim.predicate, claim.object)
            degrees.setdefault(fact, []).append(claim.certainty)
    return {fact: min(found) for fact, found in degrees.items() if all(found)}


def find_rivals(
    reader: Reader, *, claims: Collection[Claim] | None = None
) -> tuple[tuple[Claim, ...], ...]:
    """Find the points on which claims stand against others.

    Args:
        reader: The graph.
        claims: The claims whose points count; all when it is left out.

    Returns:
        For each point all claims on it, those on other things included.
    """
    rows = reader.rows("claims/rivals")
    if claims is not None:
        slots = {claim.slot for claim in claims}
        # Most rows are of other points, and need not be read whole.
        rows = (row for row in rows if _read_slot(row) in slots)
    rivals: dict[tuple[str, str], list[Claim]] = {}
    for claim in _collect(rows):
        rivals.setdefault(claim.slot, []).append(claim)
    # Points that somebody put as a question come first; a lone value is a detail.
    return tuple(
        tuple(group)
        for group in sorted(rivals.values(), key=lambda group: not group[0].question)
        if len({claim.position for claim in group}) > 1
    )


def make_dispute(claims: Sequence[Claim], labels: Labels) -> Dispute:
    """Sort the claims on one point into positions, the best attested first."""
    plain = [claim for claim in claims if not labels.has(claim.iri)] or claims
    subjects = Counter(claim.subject for claim in plain)
    main = [subjects.most_common(1)[0][0]]
    properties = {claim.predicate for claim in plain}
    # Of a statement and its denial the value alone would not tell what is denied.
    is_value_enough = len(properties) == 1 and not any(c.is_denied for c in claims)
    context = Context(
        # "Date: 2 December" would not tell of which of several things.
        subjects=main if is_value_enough or len(subjects) == 1 else (),
        properties=properties if is_value_enough else (),
    )
    positions = sorted(
        gather(claims, labels, context=context),
        key=lambda position: (-position.groups, position.value.text),
    )
    thing, predicate = claims[0].slot
    question = labels.name(thing)
    if predicate:
        point = f"{question.text}: {labels.name(predicate).text}"
        question = Value(point, language=question.language)
    return Dispute(question, tuple(positions))


def find_disputes(graph: Queryable, *, lang: str = "en") -> tuple[Dispute, ...]:
    """Find all points of a graph on which its sources differ.

    Args:
        graph: Whatever answers the named queries.
        lang: The language of the labels; a missing one is in English.

    Returns:
        The disputes, each with two or more positions.

    Example:
        >>> from gumru_kg.knowledge_graph import open_graph
        >>> min(len(d.positions) for d in find_disputes(open_graph())) >= 2
        True
    """
    reader = Reader(graph)
    labels = Labels(reader, lang=lang)
    return tuple(make_dispute(rivals, labels) for rivals in find_rivals(reader))


def find_statements(
    graph: Queryable, *, iri: str, lang: str = "en"
) -> tuple[Statement, ...]:
    """Find what the sources say of a thing and its parts.

    Args:
        graph: Whatever answers the named queries.
        iri: The thing, or a question, or a source.
        lang: The language of the labels; a missing one is in English.

    Returns:
        The statements with all who make them, accepted or not.

    Example:
        >>> from gumru_kg.knowledge_graph import open_graph
        >>> signing = "https://w3id.org/gumru/id/event-gumru-signing"
        >>> all(s.witnesses for s in find_statements(open_graph(), iri=signing))
        True
    """
    reader = Reader(graph)
    labels = Labels(reader, lang=lang)
    claims = read_claims(reader, iri)
    return gather(claims, labels, context=Context(subjects=[iri]))


def measure_backing(claims: Iterable[Claim], labels: Labels) -> Backing:
    """Count claims, sources and independent groups."""
    counted = tuple(claims)
    perspectives = {claim.source: claim.perspective for claim in counted}
    tallies = Counter(filter(None, perspectives.values()))
    return Backing(
        claims=len({claim.iri for claim in counted}),
        sources=len(perspectives),
        groups=len({claim.group or claim.source for claim in counted}),
        perspectives=tuple(
            Tally(labels.name(perspective), count)
            for perspective, count in sorted(
                tallies.items(), key=lambda entry: (-entry[1], entry[0])
            )
        ),
    )
