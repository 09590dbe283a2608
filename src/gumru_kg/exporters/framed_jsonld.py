"""JSON-LD framed: a document for each kind of thing, with its parts nested in it.

What JSON-LD framing makes of the graph with ``@embed: @always``, without a processor:
a treaty holds its texts, these hold their clauses. Every thing of a kind is at the top
of one document. A thing that is attributed only, such as a provision that one source
alone knows, would read like a fact there, so it stands in ``attributed.jsonld``. What
is of no kind, and nested nowhere, is in ``others.jsonld``.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final, NamedTuple, TypeAlias

import pyoxigraph as ox

from gumru_kg._resources import read_resource
from gumru_kg.errors import DataError
from gumru_kg.exporters.blank_nodes import name_blank_nodes
from gumru_kg.exporters.jsonld import Compactor
from gumru_kg.exporters.layers import list_attributed_only
from gumru_kg.namespaces import expand
from gumru_kg.things import Things

if TYPE_CHECKING:
    from gumru_kg.things.thing import Node

Json: TypeAlias = Any  # what the json module takes
_Nest: TypeAlias = "dict[str, _Nest]"

# Of the shipped graph each thing is written less than three times.
_MOST_REPEATED: Final = 20
_OTHERS: Final = "others"
_ATTRIBUTED_ONLY: Final = "attributed"


class Frame(NamedTuple):
    """What one document holds.

    Attributes:
        name: The name of its file, without the suffix.
        classes: The classes of what is at its top.
        nested: The properties whose values stand in it in full, and theirs in turn.
    """

    name: str
    classes: tuple[str, ...]
    nested: _Nest


_EVIDENCE: Final[_Nest] = {"gum:evidence": {"oa:hasSelector": {}}}
# A thing is at the top of the first document that has its class.
FRAMES: Final = (
    Frame(
        "treaties",
        ("gum:Treaty",),
        {"gum:hasProvision": {}, "gum:hasText": {"gum:hasClause": {}}},
    ),
    Frame("texts", ("gum:TreatyText",), {"gum:hasClause": {}}),
    Frame("provisions", ("gum:Provision",), {"gum:expressedIn": {}}),
    Frame("persons", ("gum:Person",), {}),
    Frame("agents", ("gum:Agent",), {}),
    Frame("events", ("gum:Event",), {"gum:participation": {}}),
    Frame("participations", ("gum:Participation",), {}),
    Frame("status", ("gum:StatusPhase",), {}),
    Frame("places", ("gum:Place",), {"geo:hasGeometry": {}}),
    Frame("appellations", ("gum:Appellation",), {}),
    Frame("waypoints", ("gum:Waypoint",), {"geo:hasGeometry": {}}),
    Frame("questions", ("gum:Question",), {}),
    Frame("claims", ("gum:Claim",), _EVIDENCE),
    Frame("sources", ("gum:Source",), {}),
    Frame("evidence", ("gum:Evidence",), {"oa:hasSelector": {}}),
    Frame("links", ("gum:Link",), _EVIDENCE),
    Frame("concepts", ("skos:ConceptScheme", "skos:Concept"), {}),
    Frame(
        "ontology",
        (
            "owl:Ontology",
            "owl:Class",
            "owl:ObjectProperty",
            "owl:DatatypeProperty",
            "owl:AnnotationProperty",
        ),
        {},
    ),
)


def write_framed_jsonld(things: Things) -> dict[str, bytes]:
    """Write a document for each kind of thing that the graph has.

    Args:
        things: The graph.

    Returns:
        JSON-LD 1.1 in UTF-8 by file name. A graph without things gives one empty
        document.

    Raises:
        DataError: When JSON-LD 1.1 cannot hold a term, or nesting would write the
            same things over and over.

    Example:
        >>> from gumru_kg.dataset import shipped_graph
        >>> files = write_framed_jsonld(Things(shipped_graph()))
        >>> treaties = json.loads(files["treaties.jsonld"])["@graph"]
        >>> [text["type"] for text in treaties[2]["hasText"]]
        ['TreatyText']
    """
    writer = _Writer(_name_blank_nodes(things))
    documents = {frame.name: writer.write(frame) for frame in FRAMES}
    documents[_ATTRIBUTED_ONLY] = writer.write_attributed_only()
    documents[_OTHERS] = writer.write_others()
    named = {name: nodes for name, nodes in documents.items() if nodes}
    return {
        f"{name}.jsonld": writer.wrap(nodes)
        for name, nodes in (named or {_OTHERS: []}).items()
    }


class _Writer:
    """Writes nodes, and remembers which it has written."""

    def __init__(self, things: Things) -> None:
        self._things = things
        text = read_resource("ontology", "context.jsonld")
        self._context = json.loads(text)["@context"]
        self._compactor = Compactor(self._context)
        self._attributed_only: dict[Node, _Nest] = {
            node: {} for node in list_attributed_only(things)
        }
        self._tops: set[Node] = set()
        self._written: set[Node] = set()
        self._left = _MOST_REPEATED * max(len(things), _MOST_REPEATED)

    def write(self, frame: Frame) -> list[Json]:
        """Write the facts of a frame that no earlier one has at its top."""
        found = [
            thing.node
            for thing in self._things.of_class(*frame.classes)
            if thing.node not in self._tops
        ]
        self._tops.update(found)
        nodes = []
        for node in found:
            if node in self._attributed_only:
                self._attributed_only[node] = frame.nested
            else:
                nodes.append(self._write_node(node, frame.nested))
        return nodes

    def write_attributed_only(self) -> list[Json]:
        """Write what is attributed only, whatever it is."""
        return [
            self._write_node(node, nested)
            for node, nested in self._attributed_only.items()
        ]

    def write_others(self) -> list[Json]:
        """Write what has not been written."""
        found = [each.node for each in self._things if each.node not in self._written]
        return [self._write_node(node, {}) for node in found]

    def wrap(self, nodes: list[Json]) -> bytes:
        """Make a document of nodes."""
        document = {"@context": self._context, "@graph": nodes}
        text = json.dumps(document, ensure_ascii=False, indent=1, sort_keys=True)
        return text.encode() + b"\n"

    def _write_node(self, node: Node, nest: _Nest) -> Json:
        self._written.add(node)
        self._left -= 1
        if self._left < 0:
            problem = f"things like {node} are nested in one another again and again"
            raise DataError("jsonld-framed", problem, remedy="export jsonld")
        nested: dict[tuple[str, object], Json] = {
            (predicate, value): self._write_node(value, deeper)
            for predicate, deeper in self._expand(nest)
            for value in self._things.objects_of(node, predicate)
            if isinstance(value, ox.NamedNode | ox.BlankNode)
            and self._things.predicates_of(value)
        }
        name = self._compactor.name(node)
        return self._compactor.compact_node(
            name, _quads_of(self._things, node), nested=nested
        )

    def _expand(self, nest: _Nest) -> list[tuple[str, _Nest]]:
        return [(expand(name) or name, deeper) for name, deeper in nest.items()]


def _quads_of(things: Things, node: Node) -> list[ox.Quad]:
    quads: list[Any] = [
        (node, ox.NamedNode(predicate), value)
        for predicate in things.predicates_of(node)
        for value in things.objects_of(node, predicate)
    ]
    return [ox.Quad(*each) for each in quads]


def _name_blank_nodes(things: Things) -> Things:
    quads = [quad for thing in things for quad in _quads_of(things, thing.node)]
    if not any("_:" in str(quad) for quad in quads):
        return things
    return Things(name_blank_nodes(quads))
