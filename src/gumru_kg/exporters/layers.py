"""The layers of a graph: facts, claims, sources, concepts, alignments.

Every triple lies in one of them, told by what its subject is:

* claims: claims, questions and links to other data, and any other reified statement;
  also things of which claims speak, none of them accepted, and to which no fact leads,
  such as a provision that only one source knows;
* sources: sources, evidence and the selectors of evidence;
* concepts: classes, properties, concepts and their schemes;
* alignments: what maps a term of the project to one of another vocabulary;
* facts: all else.

A blank node that is none of these by itself lies where what points to it lies.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pyoxigraph as ox

from gumru_kg._resources import resource
from gumru_kg.dataset import Dataset
from gumru_kg.exporters.claim_support import is_accepted
from gumru_kg.namespaces import (
    BASE,
    DCTERMS,
    GUM,
    GV,
    OA,
    ONTOLOGY,
    OWL,
    RDF,
    RDFS,
    SKOS,
    VOID,
    XSD,
)
from gumru_kg.rdf_input import parse_quads
from gumru_kg.things import Things

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from gumru_kg.things.thing import Node, Thing

LAYERS: Final = ("facts", "claims", "sources", "concepts", "alignments")
# What `only` chooses from them: together the whole graph, and nothing twice.
PARTS: Final[dict[str, tuple[str, ...]]] = {
    "facts": ("facts", "concepts", "alignments"),
    "claims": ("claims", "sources"),
}
DATASET: Final = f"{BASE}data"
GRAPHS: Final = {layer: ox.NamedNode(f"{DATASET}/{layer}") for layer in LAYERS}

_CLASSES: Final = {
    "claims": ("gum:Claim", "gum:Question", "gum:Link", "rdf:Statement"),
    "sources": ("gum:Source", "gum:Evidence"),
    "concepts": (
        "skos:Concept",
        "skos:ConceptScheme",
        "rdfs:Class",
        "rdf:Property",
        "owl:AnnotationProperty",
        "owl:Class",
        "owl:DatatypeProperty",
        "owl:ObjectProperty",
        "owl:Ontology",
    ),
}
_MAPPINGS: Final = frozenset(
    {
        *(f"{SKOS}{kind}Match" for kind in ("exact", "close", "broad", "narrow")),
        f"{SKOS}relatedMatch",
        f"{RDFS}subClassOf",
        f"{RDFS}subPropertyOf",
        f"{OWL}equivalentClass",
        f"{OWL}equivalentProperty",
    }
)
_ALIGNMENT: Final = f"{BASE}align/"
_TITLES: Final = {
    "facts": ("Facts", "Olgular"),
    "claims": ("Claims", "İddialar"),
    "sources": ("Sources and evidence", "Kaynaklar ve dayanaklar"),
    "concepts": ("Ontology and concepts", "Ontoloji ve kavramlar"),
    "alignments": ("Alignments to other vocabularies", "Diğer sözlüklerle hizalama"),
}


def split_layers(dataset: Dataset) -> dict[str, frozenset[ox.Triple]]:
    """Sort the triples of a graph into layers.

    Args:
        dataset: The graph; of a data set, the triples of all its graphs.

    Returns:
        The triples of each of ``LAYERS``. What describes the graphs of ``name_graphs``
        is in none.

    Example:
        >>> from gumru_kg.dataset import shipped_graph
        >>> layers = split_layers(shipped_graph())
        >>> sum(map(len, layers.values())) == len(shipped_graph())
        True
    """
    layer_of = _Assignment(Things(dataset)).layers
    found: dict[str, set[ox.Triple]] = {layer: set() for layer in LAYERS}
    graphs = frozenset(GRAPHS.values())
    for triple in {quad.triple for quad in dataset}:
        if triple.subject in graphs or triple.object in graphs:
            continue
        layer = layer_of.get(triple.subject, "facts")
        if _is_alignment(triple, layer):
            layer = "alignments"
        found[layer].add(triple)
    return {layer: frozenset(triples) for layer, triples in found.items()}


def list_attributed_only(things: Things) -> tuple[Node, ...]:
    """List the things that lie with the claims because nothing about them is a fact.

    Args:
        things: The graph.

    Returns:
        Their nodes, in the order of the graph.

    Example:
        >>> from gumru_kg.dataset import shipped_graph
        >>> things = Things(shipped_graph())
        >>> acts = things.find("gid:event-acts-gyumri-1920").node
        >>> acts in list_attributed_only(things)
        True
    """
    assignment = _Assignment(things)
    return tuple(
        thing.node
        for thing in things
        if thing.node in assignment.attributed_only
        and assignment.layers[thing.node] == "claims"
    )


def choose_layers(dataset: Dataset, part: str) -> Dataset:
    """Take the facts without the claims, or the claims without the facts.

    Args:
        dataset: The graph; of a data set, the triples of all its graphs.
        part: A name of ``PARTS``.

    Returns:
        The triples of the part.

    Example:
        >>> from gumru_kg.dataset import shipped_graph
        >>> facts = choose_layers(shipped_graph(), "facts")
        >>> any("claim-signed-on" in str(quad.subject) for quad in facts)
        False
    """
    layers = split_layers(dataset)
    return Dataset(
        tuple(ox.Quad(*triple) for layer in PARTS[part] for triple in layers[layer])
    )


def name_graphs(dataset: Dataset, part: str | None = None) -> Dataset:
    """Put each layer into a named graph, and describe the graphs beside them.

    Args:
        dataset: The graph. To one that holds the ontology of the project come the
            alignments of the ontology; names that its graphs have are given up.
        part: A name of ``PARTS``, or all layers.

    Returns:
        The named graphs of ``GRAPHS``, and in the default graph what they are and how
        many triples each has, in terms of VoID.

    Example:
        >>> from gumru_kg.dataset import shipped_graph
        >>> named = name_graphs(shipped_graph(), "claims")
        >>> sorted({str(quad.graph_name) for quad in named})[1:]
        ['<https://w3id.org/gumru/data/sources>', 'DEFAULT']
    """
    layers = split_layers(dataset)
    if ox.NamedNode(ONTOLOGY) in {triple.subject for triple in layers["concepts"]}:
        layers["alignments"] |= _shipped_alignments()
    chosen = {layer: layers[layer] for layer in (PARTS[part] if part else LAYERS)}
    chosen = {layer: triples for layer, triples in chosen.items() if triples}
    quads = [
        ox.Quad(triple.subject, triple.predicate, triple.object, GRAPHS[layer])
        for layer, triples in chosen.items()
        for triple in triples
    ]
    return Dataset((*_describe(chosen), *quads))


def _describe(layers: dict[str, frozenset[ox.Triple]]) -> Iterator[ox.Quad]:
    integer = ox.NamedNode(f"{XSD}integer")
    for layer, triples in layers.items():
        graph = GRAPHS[layer]
        yield ox.Quad(ox.NamedNode(DATASET), ox.NamedNode(f"{VOID}subset"), graph)
        yield ox.Quad(graph, ox.NamedNode(f"{RDF}type"), ox.NamedNode(f"{VOID}Dataset"))
        yield ox.Quad(
            graph,
            ox.NamedNode(f"{VOID}triples"),
            ox.Literal(str(len(triples)), datatype=integer),
        )
        for text, language in zip(_TITLES[layer], ("en", "tr"), strict=True):
            title = ox.Literal(text, language=language)
            yield ox.Quad(graph, ox.NamedNode(f"{DCTERMS}title"), title)


def _shipped_alignments() -> frozenset[ox.Triple]:
    folder = resource("ontology", "alignments")
    return frozenset(
        quad.triple
        for file in folder.iterdir()
        if file.name.endswith(".ttl")
        for quad in parse_quads(file.read_bytes(), source=file.name)
    )


def _is_alignment(triple: ox.Triple, layer: str) -> bool:
    subject, value = triple.subject, triple.object
    if not isinstance(subject, ox.NamedNode) or not subject.value.startswith(BASE):
        return False
    return subject.value.startswith(_ALIGNMENT) or (
        layer == "concepts"
        and triple.predicate.value in _MAPPINGS
        and isinstance(value, ox.NamedNode)
        and not value.value.startswith(BASE)
    )


class _Assignment:
    """Which layer each subject lies in."""

    def __init__(self, things: Things) -> None:
        self._things = things
        self.layers: dict[object, str] = {}
        for layer, classes in _CLASSES.items():
            for thing in things.of_class(*classes):
                self.layers.setdefault(thing.node, layer)
        for thing in things:
            if thing.iri.startswith((GUM, GV)) or thing.iri == ONTOLOGY:
                self.layers.setdefault(thing.node, "concepts")
        for thing in things.of_class("gum:Evidence"):
            for selector in thing.terms(f"{OA}hasSelector"):
                self.layers.setdefault(selector, "sources")
        self._pointers: dict[object, tuple[Node, ...]] = {
            thing.node: self._objects_of(thing) for thing in things
        }
        self.attributed_only = self._find_attributed_only()
        self._spread(self._find_facts(), "facts")
        for node in self.attributed_only:
            self.layers.setdefault(node, "claims")
        for layer in LAYERS[1:]:
            members = [node for node, name in self.layers.items() if name == layer]
            self._spread(members, layer)

    def _objects_of(self, thing: Thing) -> tuple[Node, ...]:
        return tuple(
            value
            for predicate in thing.predicates
            for value in thing.terms(predicate)
            if isinstance(value, ox.NamedNode | ox.BlankNode)
            and value not in self.layers
        )

    def _find_facts(self) -> list[object]:
        """Find what is a fact by itself, whatever leads to it."""
        pointed_to = {value for many in self._pointers.values() for value in many}
        return [
            node
            for node in self._pointers
            if node not in self.layers
            and node not in self.attributed_only
            and (isinstance(node, ox.NamedNode) or node not in pointed_to)
        ]

    def _find_attributed_only(self) -> set[object]:
        spoken_of: set[object] = set()
        accepted: set[object] = set()
        for claim in self._things.of_class("gum:Claim"):
            ends = {*claim.terms("rdf:subject"), *claim.terms("rdf:object")}
            spoken_of |= ends
            if is_accepted(claim):
                accepted |= ends
        return spoken_of - accepted - self.layers.keys()

    def _spread(self, members: Iterable[object], layer: str) -> None:
        """Take blank nodes along, and with facts what is attributed only."""
        rest = list(members)
        for node in rest:
            self.layers.setdefault(node, layer)
            for value in self._pointers.get(node, ()):
                is_taken = isinstance(value, ox.BlankNode) or (
                    layer == "facts" and value in self.attributed_only
                )
                if is_taken and value not in self.layers:
                    self.layers[value] = layer
                    rest.append(value)
