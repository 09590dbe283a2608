"""Events that took place somewhere, for maps that know time."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from gumru_kg.exporters.disputes import find_disputes
from gumru_kg.exporters.time_spans import read_time_span

if TYPE_CHECKING:
    from gumru_kg.exporters.time_spans import TimeSpan
    from gumru_kg.things import Thing, Things


class Happening(NamedTuple):
    """An event at one place.

    Attributes:
        event: The event.
        place: Where it took place.
        span: When, as far as the graph knows.
        is_disputed: Whether sources give other dates or places of it.
    """

    event: Thing
    place: Thing
    span: TimeSpan | None
    is_disputed: bool


def list_happenings(things: Things) -> tuple[Happening, ...]:
    """List the events with a place, in the order of time.

    Args:
        things: The graph.

    Returns:
        One for each place of an event; what has no date comes last.

    Example:
        >>> from gumru_kg.dataset import shipped_graph
        >>> from gumru_kg.things import Things
        >>> found = list_happenings(Things(shipped_graph()))
        >>> [each.place.slug for each in found if "gumru-signing" in each.event.slug]
        ['place-gyumri']
    """
    disputes = find_disputes(things)
    found = [
        Happening(
            event,
            place,
            read_time_span(event.text("gum:date")),
            disputes.has_date(event)
            or disputes.has(event, "gum:tookPlaceAt", value=place),
        )
        for place in things.of_class("gum:Place", "gum:Boundary")
        for event in things.subjects_of("gum:tookPlaceAt", place)
        # Which is in claims only, whatever a graph says.
        if not event.is_a("gum:Violence")
    ]
    return tuple(sorted(found, key=_place_in_time))


def _place_in_time(happening: Happening) -> tuple[str, str, str]:
    span = happening.span
    day = span and (span.earliest or span.latest)
    return (
        day.isoformat() if day else "~",
        happening.event.iri,
        happening.place.iri,
    )
