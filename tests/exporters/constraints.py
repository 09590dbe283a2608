"""What foreign vocabularies ask of the terms that views use.

Domains and ranges are read from the vocabularies themselves: of RDFS and OWL all must
hold, of a union one class of it, and of schema.org one of those that are included.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

import rdflib
from rdflib import OWL, RDF, RDFS, XSD, BNode, Literal, URIRef
from rdflib.collection import Collection

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from rdflib.graph import Graph
    from rdflib.term import Node

SCHEMA: Final = "https://schema.org/"
INCLUDES: Final = {
    RDFS.domain: URIRef(f"{SCHEMA}domainIncludes"),
    RDFS.range: URIRef(f"{SCHEMA}rangeIncludes"),
}
FORMATS: Final = {".nt": "nt", ".rdf": "xml", ".ttl": "turtle"}
# Classes that hold every node, and what schema.org calls its literals.
EVERYTHING: Final = {OWL.Thing, RDFS.Resource, URIRef(f"{SCHEMA}Thing")}
LITERALS: Final = {
    URIRef(f"{SCHEMA}Date"): {XSD.date},
    URIRef(f"{SCHEMA}Number"): {XSD.decimal, XSD.integer},
    URIRef(f"{SCHEMA}Text"): {XSD.string, RDF.langString},
}
ADDRESS: Final = URIRef(f"{SCHEMA}URL")

Alternatives = frozenset[URIRef]


@dataclass(slots=True)
class Constraints:
    """Merged vocabularies.

    Attributes:
        above: The classes directly above each class.
        domains: For each property, sets of classes, each to be met by one of them.
        ranges: The same for values.
        kinds: The classes of each term that the vocabularies declare.
    """

    above: dict[URIRef, set[URIRef]] = field(default_factory=lambda: defaultdict(set))
    domains: dict[URIRef, set[Alternatives]] = field(
        default_factory=lambda: defaultdict(set)
    )
    ranges: dict[URIRef, set[Alternatives]] = field(
        default_factory=lambda: defaultdict(set)
    )
    kinds: dict[Node, set[URIRef]] = field(default_factory=lambda: defaultdict(set))

    def add(self, path: Path) -> None:
        """Take in the file of a vocabulary."""
        graph = rdflib.Graph().parse(path, format=FORMATS[path.suffix])
        for term, kind in graph.subject_objects(RDF.type):
            self.kinds[term].add(URIRef(str(kind)))
        for term, wider in graph.subject_objects(RDFS.subClassOf):
            if isinstance(term, URIRef) and isinstance(wider, URIRef):
                self.above[term].add(wider)
        for place, found in ((RDFS.domain, self.domains), (RDFS.range, self.ranges)):
            for term, value in graph.subject_objects(place):
                if isinstance(term, URIRef):
                    found[term].add(read_alternatives(graph, value))
            for term in set(graph.subjects(INCLUDES[place])):
                if isinstance(term, URIRef):
                    included = graph.objects(term, INCLUDES[place])
                    found[term].add(frozenset(map(URIRef, map(str, included))))

    def classes_of(self, types: Iterable[URIRef]) -> set[URIRef]:
        """All classes of a thing of these types."""
        reached: set[URIRef] = set()
        open_ends = list(types)
        while open_ends:
            term = open_ends.pop()
            if term not in reached:
                reached.add(term)
                open_ends.extend(self.above.get(term, ()))
        return reached

    def find_breaches(self, graph: Graph) -> list[str]:
        """The triples whose subject or value is not what the property asks for."""
        types = defaultdict(set, {node: set(kind) for node, kind in self.kinds.items()})
        for node, kind in graph.subject_objects(RDF.type):
            types[node].add(URIRef(str(kind)))
        closed = {node: self.classes_of(kinds) for node, kinds in types.items()}
        outside = (
            f"domain: {subject} {predicate}"
            for subject, predicate, _ in graph
            for wanted in self.domains.get(URIRef(str(predicate)), ())
            if not wanted & (closed.get(subject, set()) | EVERYTHING)
        )
        unfit = (
            f"range: {subject} {predicate} {value}"
            for subject, predicate, value in graph
            for wanted in self.ranges.get(URIRef(str(predicate)), ())
            if not fits(value, closed.get(value, set()), wanted)
        )
        return sorted((*outside, *unfit))


def read_alternatives(graph: Graph, value: Node) -> Alternatives:
    """A class, or the classes of a union."""
    if isinstance(value, BNode):
        union = graph.value(value, OWL.unionOf)
        members = Collection(graph, union) if union is not None else ()
        return frozenset(URIRef(str(member)) for member in members)
    return frozenset({URIRef(str(value))})


def fits(value: Node, classes: set[URIRef], wanted: Alternatives) -> bool:
    """Whether a value is what one of the alternatives asks for."""
    if isinstance(value, Literal):
        datatype = RDF.langString if value.language else value.datatype or XSD.string
        return any(
            one in (RDFS.Literal, datatype) or datatype in LITERALS.get(one, ())
            for one in wanted
        )
    return ADDRESS in wanted or bool(wanted & (classes | EVERYTHING))
