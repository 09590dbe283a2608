"""Provisions of a treaty."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from gumru_kg.model.entities import (
    Entity,
    read_entity,
    read_language,
    read_list,
    read_text,
)
from gumru_kg.namespaces import GUM

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from gumru_kg.results import Solution

_ACCEPTED: Final = "accepted"


@dataclass(frozen=True, slots=True)
class Provision:
    """A rule of a treaty: who must, may or must not do what.

    Attributes:
        iri: The provision.
        label: Its name.
        language: The language that the name is really in.
        kinds: Obligation, prohibition, cession and so on.
        is_accepted: Whether the treaty is accepted to hold it; if not, it is only what
            single sources say.
        is_reciprocal: Whether both sides are bound alike.
        condition: On what it depends; empty when on nothing.
        condition_language: The language that the condition is really in.
        bearers: Who is bound.
        beneficiaries: Who benefits.
        concerns: What it is about.
        topics: Its topics.
        articles: The names of the clauses that express it, with their texts.
        sources: The short names of the sources that report it.
    """

    iri: str
    label: str
    language: str
    kinds: tuple[Entity, ...]
    is_accepted: bool
    is_reciprocal: bool
    condition: str
    condition_language: str
    bearers: tuple[Entity, ...]
    beneficiaries: tuple[Entity, ...]
    concerns: tuple[Entity, ...]
    topics: tuple[Entity, ...]
    articles: tuple[str, ...]
    sources: tuple[str, ...]


def read_provisions(
    rows: Iterable[Solution], *, particulars: Iterable[Solution]
) -> tuple[Provision, ...]:
    """Read the rows of ``provisions/by-kind`` with ``provisions/particulars``.

    Args:
        rows: One row a provision and kind.
        particulars: One row for each bearer, beneficiary, thing concerned and topic.

    Returns:
        The provisions in the order of the rows.

    Example:
        >>> read_provisions([], particulars=[])
        ()
    """
    values: dict[tuple[str, str], list[Entity]] = {}
    for row in particulars:
        key = read_text(row, "provision"), read_text(row, "property")
        values.setdefault(key, []).append(read_entity(row, "value"))
    of_provision: dict[str, list[Solution]] = {}
    for row in rows:
        of_provision.setdefault(read_text(row, "provision"), []).append(row)
    return tuple(_read_provision(group, values) for group in of_provision.values())


def _read_provision(
    rows: list[Solution], values: Mapping[tuple[str, str], list[Entity]]
) -> Provision:
    row = rows[0]
    provision = read_entity(row, "provision")

    def find(name: str) -> tuple[Entity, ...]:
        return tuple(values.get((provision.iri, f"{GUM}{name}"), ()))

    return Provision(
        iri=provision.iri,
        label=provision.label,
        language=provision.language,
        kinds=tuple(dict.fromkeys(read_entity(each, "kind") for each in rows)),
        is_accepted=read_text(row, "standing") == _ACCEPTED,
        is_reciprocal=read_text(row, "reciprocal") in {"true", "1"},
        condition=read_text(row, "condition"),
        condition_language=read_language(row, "condition"),
        bearers=find("bearer"),
        beneficiaries=find("beneficiary"),
        concerns=find("concerns"),
        topics=find("topic"),
        articles=read_list(row, "articles"),
        sources=read_list(row, "sources"),
    )
