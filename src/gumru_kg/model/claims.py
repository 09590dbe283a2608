"""What sources say."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from gumru_kg.model.entities import Entity, read_entity, read_language, read_text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gumru_kg.results import Solution

_PLAIN: Final = frozenset(
    {
        "http://www.w3.org/2001/XMLSchema#string",
        "http://www.w3.org/1999/02/22-rdf-syntax-ns#langString",
    }
)


@dataclass(frozen=True, slots=True)
class Value:
    """A thing or a literal that a source gives.

    Attributes:
        label: The name of the thing, or the literal.
        language: The language of the label or literal; empty when it has none.
        iri: The thing; empty for a literal.
        datatype: The datatype of the literal; empty for a thing and for text.
    """

    label: str
    language: str
    iri: str
    datatype: str


@dataclass(frozen=True, slots=True)
class Evidence:
    """Where in a source the words stand.

    Attributes:
        iri: The piece of evidence.
        locator: A page, a chapter; empty when that is not known.
        start: The first code point of the span, when the text's spans are marked.
        end: The code point after the span.
    """

    iri: str
    locator: str
    start: int | None
    end: int | None


@dataclass(frozen=True, slots=True)
class Claim:
    """One statement of one source.

    Attributes:
        iri: The claim.
        identifier: Its identifier in a ledger; empty when it has none.
        subject: What it is about.
        predicate: The property that it gives.
        value: The value that it gives.
        saying: The statement in our words; empty when there is no paraphrase.
        stance: What the source does with it: asserts, reports, doubts or denies.
        verdict: What the editors decided: accepted, attributed or rejected.
        source: Who says it.
        perspective: From which perspective the source is written: ``documentary``,
            say.
        group: The IRI of its independence group; sources of one group count once.
        questions: The IRIs of the questions that it answers.
        rationale: Why the editors decided so; empty when they do not say.
        evidence: Where it stands.
    """

    iri: str
    identifier: str
    subject: Entity
    predicate: Entity
    value: Value
    saying: str
    stance: str
    verdict: str
    source: Entity
    perspective: str
    group: str
    questions: tuple[str, ...]
    rationale: str
    evidence: tuple[Evidence, ...]


def read_claims(rows: Iterable[Solution]) -> tuple[Claim, ...]:
    """Read the rows of ``claims/of-entity``, one a claim, question and evidence.

    Args:
        rows: The rows.

    Returns:
        The claims in the order of the rows.

    Example:
        >>> read_claims([])
        ()
    """
    of_claim: dict[str, list[Solution]] = {}
    for row in rows:
        of_claim.setdefault(read_text(row, "claim"), []).append(row)
    return tuple(_read_claim(group) for group in of_claim.values())


def _read_claim(rows: list[Solution]) -> Claim:
    row = rows[0]
    questions = dict.fromkeys(read_text(each, "question") for each in rows)
    return Claim(
        iri=read_text(row, "claim"),
        identifier=read_text(row, "identifier"),
        subject=read_entity(row, "subject"),
        predicate=read_entity(row, "predicate"),
        value=_read_value(row),
        saying=read_text(row, "saying"),
        stance=_read_concept(row, "stance"),
        verdict=_read_concept(row, "verdict"),
        source=read_entity(row, "source"),
        perspective=_read_concept(row, "perspective"),
        group=read_text(row, "group"),
        questions=tuple(question for question in questions if question),
        rationale=read_text(row, "reason"),
        evidence=tuple(dict.fromkeys(_read_evidence(each) for each in rows)),
    )


def _read_concept(row: Solution, variable: str) -> str:
    # gv:verdict.accepted, of the scheme gv:verdict.
    return read_text(row, variable).rpartition(".")[2]


def _read_value(row: Solution) -> Value:
    term = row["object"]
    datatype = getattr(term, "datatype", None)
    if datatype is None:
        thing = read_entity(row, "object")
        return Value(thing.label, thing.language, thing.iri, "")
    kind = "" if datatype.value in _PLAIN else datatype.value
    return Value(read_text(row, "object"), read_language(row, "object"), "", kind)


def _read_evidence(row: Solution) -> Evidence:
    start, end = row.text("start"), row.text("end")
    return Evidence(
        iri=read_text(row, "evidence"),
        locator=read_text(row, "locator"),
        start=None if start is None else int(start),
        end=None if end is None else int(end),
    )
