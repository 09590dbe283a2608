"""Nodes and edges, and the tables of what becomes one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, NamedTuple, TypeAlias

Value: TypeAlias = str | int | float | tuple[str, ...]


class NodeKind(NamedTuple):
    """A kind of nodes.

    Attributes:
        name: Its name, which is a label in Neo4j.
        classes: The classes whose things are of this kind.
    """

    name: str
    classes: tuple[str, ...]


class EdgeKind(NamedTuple):
    """A kind of edges, each of which is one fact of the graph.

    Attributes:
        name: Its name, which is a type of relationships in Neo4j.
        label: The same in words, from the source to the target.
        predicate: The property of the fact.
        is_inverted: Whether the edge runs from the object of the fact to its subject.
    """

    name: str
    label: str
    predicate: str
    is_inverted: bool = False


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


# A thing of several kinds is a node of the first. The classes below others are named,
# because a graph of users need not hold the ontology.
NODE_KINDS: Final = (
    NodeKind("Person", ("gum:Person",)),
    NodeKind(
        "Agent",
        (
            "gum:Agent",
            "gum:Polity",
            "gum:Government",
            "gum:Delegation",
            "gum:ArmedForce",
            "gum:Population",
        ),
    ),
    NodeKind("Treaty", ("gum:Treaty",)),
    NodeKind(
        "Event",
        (
            "gum:Event",
            "gum:Authorisation",
            "gum:DiplomaticAct",
            "gum:MilitaryAction",
            "gum:Negotiation",
            "gum:Ratification",
            "gum:RegimeChange",
            "gum:Signing",
        ),
    ),
    NodeKind("Place", ("gum:Place", "gum:Boundary")),
    NodeKind(
        "Provision",
        (
            "gum:Provision",
            "gum:BoundaryDefinition",
            "gum:Cession",
            "gum:Obligation",
            "gum:Permission",
            "gum:Prohibition",
            "gum:Recognition",
            "gum:RegimeDefinition",
            "gum:Renunciation",
        ),
    ),
)

TOOK_PART: Final = EdgeKind("TOOK_PART_IN", "took part in", "gum:participation")
ACTED_FOR: Final = EdgeKind("ACTED_FOR", "acted for", "gum:onBehalfOf")
SIGNED: Final = EdgeKind("SIGNED", "signed", "gum:signatory", is_inverted=True)
ON_BOUNDARY: Final = EdgeKind("ON_BOUNDARY", "named as a point of", "gum:waypointOf")

# Facts between two nodes that need no more than themselves.
PLAIN_KINDS: Final = (
    EdgeKind("PARTY_TO", "party to", "gum:party", is_inverted=True),
    EdgeKind("SIGNED_AT", "signed at", "gum:signedAt"),
    EdgeKind("SIGNING_OF", "signing of", "gum:signing", is_inverted=True),
    EdgeKind("TOOK_PLACE_AT", "took place at", "gum:tookPlaceAt"),
    EdgeKind("PART_OF", "part of", "gum:subEventOf"),
    EdgeKind("GOVERNS", "governs", "gum:governs"),
    EdgeKind("BORN_AT", "born at", "gum:bornAt"),
    EdgeKind("DIED_AT", "died at", "gum:diedAt"),
    EdgeKind("CONTAINED_IN", "lies in", "schema:containedInPlace"),
    EdgeKind("PROVISION_OF", "provision of", "gum:hasProvision", is_inverted=True),
    EdgeKind("BINDS", "binds", "gum:bearer"),
    EdgeKind("BENEFITS", "benefits", "gum:beneficiary"),
    EdgeKind("CONCERNS", "concerns", "gum:concerns"),
    EdgeKind("TAKES_UP", "takes up", "gum:takesUp"),
    EdgeKind("REPEATS", "repeats", "gum:repeats"),
    EdgeKind("MODIFIES", "modifies", "gum:modifies"),
    EdgeKind("BROADENS", "broadens", "gum:broadens"),
    EdgeKind("NARROWS", "narrows", "gum:narrows"),
    EdgeKind("REVERSES", "reverses", "gum:reverses"),
    EdgeKind("CONTRADICTS", "contradicts", "gum:contradicts"),
    EdgeKind("SUPERSEDES", "supersedes", "gum:supersedes"),
    EdgeKind("ANNULS", "annuls", "gum:annuls"),
    EdgeKind("EXCEPTS", "excepts", "gum:excepts"),
    EdgeKind("CONFIRMS", "confirms", "gum:confirms"),
    EdgeKind("RENOUNCES", "renounces", "gum:renounces"),
)
EDGE_KINDS: Final = (*PLAIN_KINDS, SIGNED, TOOK_PART, ACTED_FOR, ON_BOUNDARY)
