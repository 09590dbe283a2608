"""All that is accepted of one treaty."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from gumru_kg.model.entities import (
    Entity,
    find_entity,
    read_entity,
    read_list,
    read_text,
)

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

    from gumru_kg.model.treaties import Treaty
    from gumru_kg.results import Solution


@dataclass(frozen=True, slots=True)
class Name:
    """A name of a treaty.

    Attributes:
        text: The name.
        language: Its language.
        is_preferred: Whether it is the preferred name of that language.
        sources: The short names of the sources that use it; a preferred name is the
            editors' choice and has none.
    """

    text: str
    language: str
    is_preferred: bool
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Party:
    """A party to a treaty.

    Attributes:
        iri: The party.
        label: Its name.
        language: The language that the name is really in.
        polity: The polity that the party governs; the party itself when it is one.
        sources: The short names of the sources.
    """

    iri: str
    label: str
    language: str
    polity: Entity
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Signatory:
    """Who signed a treaty.

    Attributes:
        iri: The person.
        label: Their name.
        language: The language that the name is really in.
        principal: On whose behalf; ``None`` when that is not accepted.
        roles: The names of the roles in the signing.
        sources: The short names of the sources.
    """

    iri: str
    label: str
    language: str
    principal: Entity | None
    roles: tuple[str, ...]
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Clause:
    """A numbered part of one text of a treaty.

    Attributes:
        iri: The clause.
        label: Its name.
        language: The language that the name is really in.
        number: Its number in its text.
        content: What it says, in our words; empty when that is not verified.
        note: What is to be said about its content; empty when nothing is.
        provisions: The names of the provisions that it expresses.
    """

    iri: str
    label: str
    language: str
    number: str
    content: str
    note: str
    provisions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Text:
    """A text of a treaty.

    Attributes:
        iri: The text.
        label: Its name.
        language: The language that the name is really in.
        dated_on: The date that the instrument bears, in EDTF; empty when not accepted.
        clauses: Its clauses, in order.
    """

    iri: str
    label: str
    language: str
    dated_on: str
    clauses: tuple[Clause, ...]


@dataclass(frozen=True, slots=True)
class TreatyRecord:
    """All that is accepted of one treaty; what it says stands in its provisions.

    Attributes:
        iri: The treaty.
        label: Its name.
        language: The language that the name is really in.
        names: All its names.
        date: The date of signature in EDTF; ``None`` when none is accepted.
        earliest: The first day that the date allows.
        latest: The last day that the date allows.
        places: Where it was signed.
        status: Its legal status; ``None`` when none is accepted.
        parties: Its parties.
        signatories: Who signed.
        texts: Its texts.
        sources: The short names of the sources of the date.
    """

    iri: str
    label: str
    language: str
    names: tuple[Name, ...]
    date: str | None
    earliest: dt.date | None
    latest: dt.date | None
    places: tuple[Entity, ...]
    status: Entity | None
    parties: tuple[Party, ...]
    signatories: tuple[Signatory, ...]
    texts: tuple[Text, ...]
    sources: tuple[str, ...]


def join_record(
    treaty: Treaty,
    *,
    names: Iterable[Solution],
    parties: Iterable[Solution],
    signatories: Iterable[Solution],
    texts: Iterable[Solution],
) -> TreatyRecord:
    """Put the record of a treaty together.

    Args:
        treaty: The treaty in short.
        names: The rows of ``treaty/names``.
        parties: The rows of ``treaty/parties``.
        signatories: The rows of ``treaty/signatories``.
        texts: The rows of ``treaty/texts``.

    Returns:
        The record.

    Example:
        >>> from gumru_kg.model.treaties import Treaty
        >>> treaty = Treaty("urn:t", "T", "en", None, None, None, (), None, ())
        >>> join_record(treaty, names=[], parties=[], signatories=[], texts=[]).label
        'T'
    """
    of_text: dict[str, list[Solution]] = {}
    for row in texts:
        of_text.setdefault(read_text(row, "text"), []).append(row)
    return TreatyRecord(
        iri=treaty.iri,
        label=treaty.label,
        language=treaty.language,
        names=tuple(map(_read_name, names)),
        date=treaty.date,
        earliest=treaty.earliest,
        latest=treaty.latest,
        places=treaty.places,
        status=treaty.status,
        parties=tuple(map(_read_party, parties)),
        signatories=tuple(map(_read_signatory, signatories)),
        texts=tuple(map(_read_treaty_text, of_text.values())),
        sources=treaty.sources,
    )


def _read_name(row: Solution) -> Name:
    return Name(
        text=read_text(row, "name"),
        language=read_text(row, "language"),
        is_preferred=read_text(row, "kind") == "preferred",
        sources=read_list(row, "sources"),
    )


def _read_party(row: Solution) -> Party:
    party = read_entity(row, "party")
    return Party(
        iri=party.iri,
        label=party.label,
        language=party.language,
        polity=read_entity(row, "polity"),
        sources=read_list(row, "sources"),
    )


def _read_signatory(row: Solution) -> Signatory:
    person = read_entity(row, "person")
    return Signatory(
        iri=person.iri,
        label=person.label,
        language=person.language,
        principal=find_entity(row, "principal"),
        roles=read_list(row, "roles"),
        sources=read_list(row, "sources"),
    )


def _read_treaty_text(rows: list[Solution]) -> Text:
    text = read_entity(rows[0], "text")
    return Text(
        iri=text.iri,
        label=text.label,
        language=text.language,
        dated_on=read_text(rows[0], "datedOn"),
        # A text without clauses has one row, without a clause in it.
        clauses=tuple(_read_clause(row) for row in rows if row["clause"] is not None),
    )


def _read_clause(row: Solution) -> Clause:
    clause = read_entity(row, "clause")
    return Clause(
        iri=clause.iri,
        label=clause.label,
        language=clause.language,
        number=read_text(row, "number"),
        content=read_text(row, "content"),
        note=read_text(row, "note"),
        provisions=read_list(row, "provisions"),
    )
