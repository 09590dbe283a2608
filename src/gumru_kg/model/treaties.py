"""A treaty in short."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from gumru_kg.model.entities import (
    Entity,
    find_day,
    find_entity,
    read_entity,
    read_list,
)

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

    from gumru_kg.results import Solution


@dataclass(frozen=True, slots=True)
class Treaty:
    """A treaty with the accepted facts that place it.

    Attributes:
        iri: The treaty.
        label: Its name.
        language: The language that the name is really in.
        date: The date of signature in EDTF; ``None`` when none is accepted.
        earliest: The first day that the date allows.
        latest: The last day that the date allows.
        places: Where it was signed.
        status: Its legal status; ``None`` when none is accepted.
        sources: The short names of the sources of the date.
    """

    iri: str
    label: str
    language: str
    date: str | None
    earliest: dt.date | None
    latest: dt.date | None
    places: tuple[Entity, ...]
    status: Entity | None
    sources: tuple[str, ...]


def read_treaties(rows: Iterable[Solution]) -> tuple[Treaty, ...]:
    """Read the rows of ``treaty/list``, one a treaty and place.

    Args:
        rows: The rows.

    Returns:
        The treaties in the order of the rows.

    Example:
        >>> read_treaties([])
        ()
    """
    of_treaty: dict[str, list[Solution]] = {}
    for row in rows:
        of_treaty.setdefault(read_entity(row, "treaty").iri, []).append(row)
    return tuple(_read_treaty(group) for group in of_treaty.values())


def _read_treaty(rows: list[Solution]) -> Treaty:
    row = rows[0]
    treaty = read_entity(row, "treaty")
    places = (find_entity(each, "place") for each in rows)
    return Treaty(
        iri=treaty.iri,
        label=treaty.label,
        language=treaty.language,
        date=row.text("date"),
        earliest=find_day(row, "earliest"),
        latest=find_day(row, "latest"),
        places=tuple(dict.fromkeys(place for place in places if place is not None)),
        status=find_entity(row, "status"),
        sources=read_list(row, "sources"),
    )
