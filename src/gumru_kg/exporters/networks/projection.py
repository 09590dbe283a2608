"""The graph as a network: things are nodes, and facts between two of them edges.

Claims, sources and evidence would drown the people in it, so they are counted only:
each node and edge says on how many claims and independent groups of sources it rests.
What is attributed and not accepted is no edge, and a provision that is a fact of no
treaty is no node.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from gumru_kg.exporters.attestations import count_support
from gumru_kg.exporters.networks.kinds import (
    ACTED_FOR,
    NODE_KINDS,
    ON_BOUNDARY,
    PLAIN_KINDS,
    SIGNED,
    TOOK_PART,
)
from gumru_kg.exporters.networks.nodes import describe_node, name_node
from gumru_kg.exporters.places.gazetteer import read_order
from gumru_kg.exporters.plain_text import write_one_line
from gumru_kg.exporters.time_spans import read_time_span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gumru_kg.exporters.attestations import Support, SupportIndex
    from gumru_kg.exporters.networks.kinds import EdgeKind
    from gumru_kg.things import Thing, Things

Value: TypeAlias = str | int | float | tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Node:
    """A person, party, treaty, event, place or provision.

    Attributes:
        id: Its CURIE, or its IRI.
        kind: The name of its kind.
        label: Its name in English, or else in any language.
        values: What else is known of it, by name; no value is empty.
    """

    id: str
    kind: str
    label: str
    values: dict[str, Value]


@dataclass(frozen=True, slots=True)
class Edge:
    """A fact between two nodes.

    Attributes:
        id: A name that no other edge has.
        source: The identifier of the node it comes from.
        target: The identifier of the node it goes to.
        kind: What it says.
        values: What else is known of it, by name; no value is empty.
    """

    id: str
    source: str
    target: str
    kind: EdgeKind
    values: dict[str, Value]


@dataclass(frozen=True, slots=True)
class Network:
    """All nodes, by kind and IRI, and all edges, by kind, source and target.

    Attributes:
        title: The title of the data set, in English; empty where it has none.
        version: Its version; likewise.
        nodes: The nodes.
        edges: The edges.
    """

    title: str
    version: str
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]


def project_network(things: Things) -> Network:
    """Make a network of the facts of a graph.

    Args:
        things: The graph.

    Returns:
        The network.

    Example:
        >>> from gumru_kg.dataset import shipped_graph
        >>> from gumru_kg.things import Things
        >>> network = project_network(Things(shipped_graph()))
        >>> [edge.target for edge in network.edges
        ...  if edge.source == "gid:agent-khatisian" and edge.kind.name == "SIGNED"]
        ['gid:treaty-batum-1918', 'gid:treaty-gumru-1920']
    """
    support = count_support(things)
    members: dict[Thing, str] = {}
    for kind in NODE_KINDS:
        for thing in things.of_class(*kind.classes):
            if _is_fact(thing, kind=kind.name, things=things):
                members.setdefault(thing, kind.name)
    nodes = tuple(
        Node(
            name_node(thing),
            kind,
            write_one_line(thing.label()),
            describe_node(thing, things=things, support=support.of_thing(thing)),
        )
        for thing, kind in members.items()
    )
    edges = [
        *_list_plain_edges(members, support),
        *_list_parts(members, support),
        *_list_points(members, things, support),
    ]
    dataset = next(iter(things.of_class("dcat:Dataset", "void:Dataset")), None)
    titles = dataset and (
        dataset.text("dcterms:title", "en") or dataset.text("dcterms:title")
    )
    return Network(
        title=write_one_line(titles or ""),
        version=write_one_line((dataset and dataset.text("dcat:version")) or ""),
        nodes=nodes,
        edges=tuple({edge.id: edge for edge in edges}.values()),
    )


def _is_fact(thing: Thing, *, kind: str, things: Things) -> bool:
    """Tell whether a thing may stand without saying who speaks of it."""
    if kind == "Provision":
        return bool(things.subjects_of("gum:hasProvision", thing))
    return not thing.is_a("gum:Violence")


def _list_plain_edges(
    members: dict[Thing, str], support: SupportIndex
) -> Iterator[Edge]:
    for kind in PLAIN_KINDS:
        for subject in members:
            for value in subject.things(kind.predicate):
                if value in members:
                    ends = (value, subject) if kind.is_inverted else (subject, value)
                    yield _make_edge(
                        kind,
                        ends,
                        when=subject,
                        support=support.of_fact(subject, kind.predicate, value),
                    )


def _list_parts(members: dict[Thing, str], support: SupportIndex) -> Iterator[Edge]:
    """Tie agents to the events they took part in, and to those they acted for there."""
    signings = {
        event: treaty for treaty in members for event in treaty.things("gum:signing")
    }
    for event in members:
        for part in event.things("gum:participation"):
            carried = support.of_fact(event, "gum:participation", part)
            facts: dict[str, Value] = {
                "role": _label_all(part, "gum:role"),
                "capacity": _label_all(part, "gum:capacity"),
                "participation": name_node(part),
            }
            for agent in part.things("gum:agent"):
                if agent not in members:
                    continue
                yield _make_edge(
                    TOOK_PART, (agent, event), when=event, support=carried, facts=facts
                )
                treaty = signings.get(event)
                if treaty and agent in treaty.things("gum:signatory"):
                    yield _make_edge(
                        SIGNED, (agent, treaty), when=treaty, support=carried
                    )
                for principal in part.things("gum:onBehalfOf"):
                    if principal in members:
                        yield _make_edge(
                            ACTED_FOR,
                            (agent, principal),
                            when=event,
                            support=support.of_fact(part, "gum:onBehalfOf", principal),
                            facts={"event": name_node(event), **facts},
                        )


def _list_points(
    members: dict[Thing, str], things: Things, support: SupportIndex
) -> Iterator[Edge]:
    """Tie the places that waypoints name to the boundary of these."""
    for boundary in members:
        for waypoint in things.subjects_of("gum:waypointOf", boundary):
            for place in waypoint.things("gum:atPlace"):
                if place in members:
                    order = read_order(waypoint)
                    yield _make_edge(
                        ON_BOUNDARY,
                        (place, boundary),
                        support=support.of_fact(waypoint, "gum:waypointOf", boundary),
                        facts={"waypoint": name_node(waypoint), "order": order},
                    )


def _make_edge(
    kind: EdgeKind,
    ends: tuple[Thing, Thing],
    *,
    when: Thing | None = None,
    support: Support,
    facts: dict[str, Value] | None = None,
) -> Edge:
    values: dict[str, Value] = {}
    date = (when.text("gum:date") or when.text("gum:signedOn")) if when else None
    span = read_time_span(date)
    if span:
        values["date"] = span.text
        for name, day in (("earliest", span.earliest), ("latest", span.latest)):
            if day:
                values[name] = day.isoformat()
    values |= {name: value for name, value in (facts or {}).items() if value}
    if support.claims:
        values |= {"claims": support.claims, "source_groups": support.groups}
    source, target = map(name_node, ends)
    place = [values[name] for name in ("participation", "waypoint") if name in values]
    name = "--".join((source, kind.name, target, *map(str, place)))
    return Edge(name, source, target, kind, values)


def _label_all(thing: Thing, predicate: str) -> str:
    labels = (write_one_line(each.label()) for each in thing.things(predicate))
    return " | ".join(sorted(set(labels)))
