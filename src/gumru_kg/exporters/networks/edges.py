"""The edges of the network: facts between two nodes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gumru_kg.exporters.networks.kinds import (
    ACTED_FOR,
    ON_BOUNDARY,
    PLAIN_KINDS,
    SIGNED,
    TOOK_PART,
    Edge,
)
from gumru_kg.exporters.networks.nodes import name_node
from gumru_kg.exporters.places.gazetteer import list_waypoints, read_order
from gumru_kg.exporters.plain_text import write_one_line
from gumru_kg.exporters.time_spans import read_time_span

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from gumru_kg.exporters.attestations import SupportIndex
    from gumru_kg.exporters.networks.kinds import EdgeKind, Value
    from gumru_kg.things import Thing, Things


def list_edges(
    things: Things, *, members: Collection[Thing], support: SupportIndex
) -> tuple[Edge, ...]:
    """List the facts between the things that are nodes.

    Args:
        things: The graph.
        members: The things that are nodes.
        support: How much carries each fact.

    Returns:
        The edges, by kind and thing; each fact is one.

    Example:
        >>> from gumru_kg.dataset import shipped_graph
        >>> from gumru_kg.exporters.attestations import count_support
        >>> from gumru_kg.things import Things
        >>> things = Things(shipped_graph())
        >>> agents = things.of_class("gum:Agent")
        >>> edges = list_edges(things, members=agents, support=count_support(things))
        >>> [edge.target for edge in edges if "gna" in edge.source]
        ['gid:agent-turkey']
    """
    listing = _Listing(things, set(members), support)
    ordered = sorted(members, key=lambda thing: thing.iri)
    found = [
        *listing.list_plain(ordered),
        *listing.list_parts(ordered),
        *listing.list_points(ordered),
    ]
    return tuple({edge.id: edge for edge in found}.values())


class _Listing:
    def __init__(
        self, things: Things, members: set[Thing], support: SupportIndex
    ) -> None:
        self._things = things
        self._members = members
        self._support = support

    def list_plain(self, subjects: list[Thing]) -> Iterator[Edge]:
        for kind in PLAIN_KINDS:
            for subject in subjects:
                for value in subject.things(kind.predicate):
                    if value in self._members:
                        ends = (subject, value)
                        yield self._make(
                            kind,
                            ends[::-1] if kind.is_inverted else ends,
                            fact=(subject, kind.predicate, value),
                            when=subject,
                        )

    def list_parts(self, events: list[Thing]) -> Iterator[Edge]:
        """Tie agents to the events they took part in, and to those they acted for."""
        for event in events:
            for part in event.things("gum:participation"):
                fact = (event, "gum:participation", part)
                facts: dict[str, Value] = {
                    "role": _label_all(part, "gum:role"),
                    "capacity": _label_all(part, "gum:capacity"),
                    "participation": name_node(part),
                }
                for agent in part.things("gum:agent"):
                    if agent not in self._members:
                        continue
                    ends = (agent, event)
                    yield self._make(
                        TOOK_PART, ends, fact=fact, when=event, facts=facts, part=part
                    )
                    for treaty in self._things.subjects_of("gum:signing", event):
                        if agent in treaty.things("gum:signatory"):
                            yield self._make(
                                SIGNED, (agent, treaty), fact=fact, when=treaty
                            )
                    for principal in part.things("gum:onBehalfOf"):
                        if principal in self._members:
                            yield self._make(
                                ACTED_FOR,
                                (agent, principal),
                                fact=(part, "gum:onBehalfOf", principal),
                                when=event,
                                facts={"event": name_node(event), **facts},
                                part=part,
                            )

    def list_points(self, boundaries: list[Thing]) -> Iterator[Edge]:
        """Tie the places that waypoints name to the boundary of these."""
        for boundary in boundaries:
            for waypoint in list_waypoints(self._things, boundary):
                for place in waypoint.things("gum:atPlace"):
                    if place in self._members:
                        yield self._make(
                            ON_BOUNDARY,
                            (place, boundary),
                            fact=(waypoint, "gum:waypointOf", boundary),
                            facts={
                                "waypoint": name_node(waypoint),
                                "order": read_order(waypoint),
                            },
                        )

    def _make(
        self,
        kind: EdgeKind,
        ends: tuple[Thing, Thing],
        *,
        fact: tuple[Thing, str, Thing],
        when: Thing | None = None,
        facts: dict[str, Value] | None = None,
        part: Thing | None = None,
    ) -> Edge:
        values = _date(when) if when else {}
        values |= {name: value for name, value in (facts or {}).items() if value}
        carried = self._support.of_fact(*fact)
        if carried.claims:
            values |= {"claims": carried.claims, "source_groups": carried.groups}
        disputed = self._list_disputed(fact, when if "date" in values else None, part)
        if disputed:
            values["disputed_properties"] = disputed
        source, target = map(name_node, ends)
        # Of two parts in one event, and two points at one place, each is an edge.
        between = values.get("participation", values.get("waypoint", ""))
        parts = (source, kind.name, target, str(between))
        name = "--".join(filter(None, parts))
        return Edge(name, source, target, kind, values)

    def _list_disputed(
        self, fact: tuple[Thing, str, Thing], when: Thing | None, part: Thing | None
    ) -> tuple[str, ...]:
        subject, predicate, value = fact
        disputes = self._support.disputes
        found = []
        if disputes.has(subject, predicate, value=value):
            found.append(predicate)
        if part and disputes.has(part, "gum:capacity"):
            found.append("gum:capacity")
        if when and disputes.has_date(when):
            found.append("gum:date")
        return tuple(found)


def _date(thing: Thing) -> dict[str, Value]:
    span = read_time_span(thing.text("gum:date") or thing.text("gum:signedOn"))
    if span is None:
        return {}
    values: dict[str, Value] = {"date": span.text}
    for name, day in (("earliest", span.earliest), ("latest", span.latest)):
        if day:
            values[name] = day.isoformat()
    return values


def _label_all(thing: Thing, predicate: str) -> str:
    labels = (write_one_line(each.label()) for each in thing.things(predicate))
    return " | ".join(sorted(set(labels)))
