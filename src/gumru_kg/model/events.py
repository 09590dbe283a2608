"""Events."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from gumru_kg.model.entities import (
    Entity,
    find_day,
    read_entity,
    read_list,
    read_text,
)

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

    from gumru_kg.results import Solution


@dataclass(frozen=True, slots=True)
class Event:
    """An event with an accepted date.

    Attributes:
        iri: The event.
        label: Its name.
        language: The language that the name is really in.
        kinds: What kind of event it is.
        date: Its date in EDTF.
        earliest: The first day that the date allows; ``None`` when it is open.
        latest: The last day that the date allows; ``None`` when it is open.
        certainty: ``probable``, say, in the language asked, where no source of the
            date is sure of it; empty elsewhere.
        places: The names of the places.
        sources: The short names of the sources of the date.
    """

    iri: str
    label: str
    language: str
    kinds: tuple[Entity, ...]
    date: str
    earliest: dt.date | None
    latest: dt.date | None
    certainty: str
    places: tuple[str, ...]
    sources: tuple[str, ...]


def read_events(rows: Iterable[Solution]) -> tuple[Event, ...]:
    """Read the rows of ``events/chronology``, one an event and kind.

    Args:
        rows: The rows.

    Returns:
        The events in the order of the rows.

    Example:
        >>> read_events([])
        ()
    """
    of_event: dict[tuple[str, str], list[Solution]] = {}
    for row in rows:
        key = read_text(row, "event"), read_text(row, "date")
        of_event.setdefault(key, []).append(row)
    return tuple(_read_event(group) for group in of_event.values())


def _read_event(rows: list[Solution]) -> Event:
    row = rows[0]
    event = read_entity(row, "event")
    return Event(
        iri=event.iri,
        label=event.label,
        language=event.language,
        kinds=tuple(dict.fromkeys(read_entity(each, "kind") for each in rows)),
        date=read_text(row, "date"),
        earliest=find_day(row, "earliest"),
        latest=find_day(row, "latest"),
        certainty=read_text(row, "certaintyLabel"),
        places=read_list(row, "places"),
        sources=read_list(row, "sources"),
    )
