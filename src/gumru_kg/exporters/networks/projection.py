"""The graph as a network: things are nodes, and facts between two of them edges.

Claims, sources and evidence would drown the people in it, so they are counted only:
each node and edge says on how many claims and independent groups of sources it rests.
What is attributed and not accepted is no edge, and a provision that is a fact of no
treaty is no node.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from gumru_kg.exporters.attestations import count_support
from gumru_kg.exporters.dataset_header import read_header
from gumru_kg.exporters.networks.edges import list_edges
from gumru_kg.exporters.networks.kinds import NODE_KINDS, Node
from gumru_kg.exporters.networks.nodes import describe_node, name_node
from gumru_kg.exporters.plain_text import write_one_line

if TYPE_CHECKING:
    from gumru_kg.exporters.dataset_header import DatasetHeader
    from gumru_kg.exporters.networks.kinds import Edge
    from gumru_kg.things import Thing, Things


@dataclass(frozen=True, slots=True)
class Network:
    """All nodes, by kind and IRI, and all edges, by kind, source and target.

    Attributes:
        header: What the graph says of itself.
        nodes: The nodes.
        edges: The edges.
    """

    header: DatasetHeader
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
            describe_node(thing, things=things, support=support),
        )
        for thing, kind in members.items()
    )
    return Network(
        header=read_header(things),
        nodes=nodes,
        edges=list_edges(things, members=members, support=support),
    )


def _is_fact(thing: Thing, *, kind: str, things: Things) -> bool:
    """Tell whether a thing may stand without saying who speaks of it."""
    if kind == "Provision":
        return bool(things.subjects_of("gum:hasProvision", thing))
    return not thing.is_a("gum:Violence")
