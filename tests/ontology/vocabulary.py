"""The names and the files that the tests of the ontology share."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from rdflib import OWL, RDF, XSD, Graph, Literal, URIRef
from rdflib.term import Node

from gumru_kg.namespaces import EDTF, GUM, GV, ONTOLOGY

ONTOLOGY_IRI: Final = URIRef(ONTOLOGY)
ALIGN: Final = "https://w3id.org/gumru/align/"
LICENCE: Final = URIRef("https://creativecommons.org/publicdomain/zero/1.0/")
TRUE: Final = Literal("true", datatype=XSD.boolean)
EDTF_DATATYPE: Final = f"{EDTF}EDTF"

CLAIM_BEARING: Final = URIRef(f"{GUM}claimBearing")
ATTRIBUTED_ONLY: Final = URIRef(f"{GUM}attributedOnly")
DERIVED: Final = URIRef(f"{GUM}derived")

PROPERTY_KINDS: Final = frozenset(
    {OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty}
)


@dataclass(frozen=True, slots=True)
class ExternalTerm:
    """A row of the list of foreign terms that were checked one by one.

    Attributes:
        kind: "class", "property", "individual", "datatype" or "item".
        defined_in: The file that declares the term, or where else it was read.
    """

    kind: str
    defined_in: str


def verified_terms(table: Path) -> dict[str, ExternalTerm]:
    """Read the rows that are marked as verified, by IRI."""
    with table.open(encoding="utf-8", newline="") as lines:
        return {
            row["iri"]: ExternalTerm(row["kind"], row["defined_in"])
            for row in csv.DictReader(lines, delimiter="\t")
            if row["verified"] == "yes"
        }


def ours(node: Node) -> bool:
    """Whether a node is a class, property, scheme or concept of ours."""
    return isinstance(node, URIRef) and str(node).startswith((GUM, GV))


def classes(graph: Graph) -> set[URIRef]:
    """The classes that a graph declares in our namespace."""
    return {s for s in graph.subjects(RDF.type, OWL.Class) if isinstance(s, URIRef)}


def properties(graph: Graph) -> set[URIRef]:
    """The properties, annotations among them, that a graph declares."""
    return {
        s
        for kind in PROPERTY_KINDS
        for s in graph.subjects(RDF.type, kind)
        if isinstance(s, URIRef)
    }
