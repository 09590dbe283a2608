"""What foreign vocabularies say of their terms: kinds, hierarchy, disjoint classes.

Only statements between named terms are read; restrictions and unions are left out,
so the reading is sound but not complete.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import combinations
from typing import TYPE_CHECKING, Final

from pyoxigraph import BlankNode, NamedNode, RdfFormat, parse

if TYPE_CHECKING:
    from pathlib import Path

    from rdflib import Graph

RDF: Final = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS: Final = "http://www.w3.org/2000/01/rdf-schema#"
OWL: Final = "http://www.w3.org/2002/07/owl#"
CRM: Final = "http://www.cidoc-crm.org/cidoc-crm/"

FORMATS: Final = {
    ".nt": RdfFormat.N_TRIPLES,
    ".owl": RdfFormat.RDF_XML,
    ".rdf": RdfFormat.RDF_XML,
    ".ttl": RdfFormat.TURTLE,
}
# What happens and what lasts: the CRM keeps them apart in its scope notes.
TEMPORAL_AND_PERSISTENT: Final = frozenset(
    {f"{CRM}E2_Temporal_Entity", f"{CRM}E77_Persistent_Item"}
)
CLASS_KINDS: Final = frozenset({f"{RDFS}Class", f"{OWL}Class"})
PROPERTY_KINDS: Final = frozenset(
    {
        f"{RDF}Property",
        f"{OWL}AnnotationProperty",
        f"{OWL}DatatypeProperty",
        f"{OWL}ObjectProperty",
    }
)

Index = defaultdict[str, set[str]]


def index() -> Index:
    return defaultdict(set)


@dataclass(slots=True)
class Axioms:
    """The hierarchy, domains, ranges and disjoint classes of merged vocabularies.

    Attributes:
        kinds: The classes that each declared term is an instance of.
        classes: The classes directly above each class.
        properties: The properties directly above each property.
        domains: The class that subjects of each property belong to.
        ranges: The class that objects of each property belong to.
        disjoint: Pairs of classes that share no instance.
    """

    kinds: Index = field(default_factory=index)
    classes: Index = field(default_factory=index)
    properties: Index = field(default_factory=index)
    domains: Index = field(default_factory=index)
    ranges: Index = field(default_factory=index)
    disjoint: set[frozenset[str]] = field(default_factory=set)

    def add(self, triples: Iterable[tuple[str, str, str]]) -> None:
        """Take in the statements of one vocabulary."""
        indexes = {
            f"{RDF}type": self.kinds,
            f"{RDFS}subClassOf": self.classes,
            f"{RDFS}subPropertyOf": self.properties,
            f"{RDFS}domain": self.domains,
            f"{RDFS}range": self.ranges,
        }
        for subject, predicate, value in triples:
            if predicate in indexes:
                indexes[predicate][subject].add(value)
            elif predicate == f"{OWL}equivalentClass":
                self.classes[subject].add(value)
                self.classes[value].add(subject)
            elif predicate == f"{OWL}disjointWith":
                self.disjoint.add(frozenset({subject, value}))

    def types(
        self, declared: Iterable[str], outgoing: Iterable[str], incoming: Iterable[str]
    ) -> set[str]:
        """All classes of a thing, from its types and the properties it has."""
        found = set(declared)
        for given, consequence in ((outgoing, self.domains), (incoming, self.ranges)):
            for above in upwards(given, self.properties):
                found |= consequence.get(above, set())
        return upwards(found, self.classes)

    def contradictions(self, types: set[str]) -> list[frozenset[str]]:
        """The pairs of disjoint classes that are both among some types."""
        return [pair for pair in self.disjoint if pair <= types]


def upwards(start: Iterable[str], above: Mapping[str, set[str]]) -> set[str]:
    """All that is reached from some terms by going up, themselves included."""
    reached: set[str] = set()
    open_ends = list(start)
    while open_ends:
        term = open_ends.pop()
        if term not in reached:
            reached.add(term)
            open_ends.extend(above.get(term, ()))
    return reached


def read_vocabulary(path: Path) -> Iterator[tuple[str, str, str]]:
    """Read the statements of a file, lists of disjoint classes as their pairs."""
    lists: list[str] = []
    first: dict[str, str] = {}
    rest: dict[str, str] = {}
    base = f"https://example.org/{path.name}"
    for quad in parse(path=path, format=FORMATS[path.suffix], base_iri=base):
        subject, value = quad.subject, quad.object
        if not isinstance(value, NamedNode | BlankNode):
            continue
        s, p, o = str(subject), quad.predicate.value, str(value)
        if p == f"{RDF}first":
            first[s] = o
        elif p == f"{RDF}rest":
            rest[s] = o
        elif p == f"{OWL}members":
            lists.append(o)
        elif isinstance(subject, NamedNode) and isinstance(value, NamedNode):
            yield subject.value, p, value.value
    for head in lists:
        members = []
        node = head
        while node in first:
            members.append(first[node].strip("<>"))
            node = rest.get(node, "")
        for one, other in combinations(members, 2):
            yield one, f"{OWL}disjointWith", other


def statements(graph: Graph) -> Iterator[tuple[str, str, str]]:
    """The statements of an rdflib graph as plain text."""
    for subject, predicate, value in graph:
        yield str(subject), str(predicate), str(value)
