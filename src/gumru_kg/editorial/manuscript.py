"""The hand-edited files as one graph, with the vocabulary they must keep to."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Final

import pyoxigraph as ox

from gumru_kg.editorial.triples import PlainTriple
from gumru_kg.namespaces import EDTF, GID, GUM, GV, OWL, RDF, RDFS, SKOS, XSD

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from gumru_kg.editorial.parts import Part, Statement

TYPE: Final = f"{RDF}type"
CLAIM: Final = f"{GUM}Claim"
LINK: Final = f"{GUM}Link"
ACCEPTED: Final = f"{GV}verdict.accepted"

_PROPERTY_TYPES: Final = frozenset(
    {
        f"{OWL}ObjectProperty",
        f"{OWL}DatatypeProperty",
        f"{OWL}AnnotationProperty",
        f"{OWL}FunctionalProperty",
        f"{RDF}Property",
    }
)
_CONCEPT_TYPES: Final = frozenset({f"{SKOS}Concept", f"{SKOS}ConceptScheme"})


@dataclass(frozen=True)
class Vocabulary:
    """What the ontology and the concept schemes declare, as IRIs.

    Attributes:
        classes: The classes.
        properties: The properties.
        functional: The properties with one value a subject.
        claim_bearing: The properties whose facts come from accepted claims only.
        attributed_only: The properties of which no claim may be accepted.
        derived: The properties that the build computes.
        ranges: The datatype that a property's literals must have.
        concepts: The concepts and the schemes.
    """

    classes: frozenset[str]
    properties: frozenset[str]
    functional: frozenset[str]
    claim_bearing: frozenset[str]
    attributed_only: frozenset[str]
    derived: frozenset[str]
    ranges: Mapping[str, str]
    concepts: frozenset[str]

    @cached_property
    def terms(self) -> frozenset[str]:
        """The classes and the properties."""
        return self.classes | self.properties


class Manuscript:
    """All statements of the parts, indexed by what they describe."""

    def __init__(self, parts: Iterable[Part]) -> None:
        self.parts = tuple(parts)
        self.statements: tuple[Statement, ...] = tuple(
            statement for part in self.parts for statement in part.statements
        )
        index: dict[str, dict[str, list[Statement]]] = defaultdict(dict)
        for statement in self.statements:
            index[statement.subject].setdefault(statement.predicate, []).append(
                statement
            )
        self.descriptions: Mapping[str, Mapping[str, list[Statement]]] = dict(index)

    def find(self, subject: str, predicate: str) -> list[Statement]:
        """Find the statements of a subject with a predicate, in the files' order."""
        return self.descriptions.get(subject, {}).get(predicate, [])

    def values(self, subject: str, predicate: str) -> list[str]:
        """Find the IRIs or lexical forms that a subject has for a predicate."""
        return [statement.value for statement in self.find(subject, predicate)]

    def first(self, subject: str) -> Statement:
        """Give the statement that a subject's description begins with."""
        return next(iter(self.descriptions[subject].values()))[0]

    @cached_property
    def things(self) -> tuple[str, ...]:
        """The IRIs of the things described, in the files' order."""
        return tuple(iri for iri in self.descriptions if iri.startswith(GID))

    @cached_property
    def claims(self) -> tuple[str, ...]:
        """The IRIs of the claims, in the files' order."""
        return tuple(
            iri for iri in self.descriptions if CLAIM in self.values(iri, TYPE)
        )

    @cached_property
    def links(self) -> tuple[str, ...]:
        """The IRIs of the links to other data, in the files' order."""
        return tuple(iri for iri in self.descriptions if LINK in self.values(iri, TYPE))

    def stated_triple(self, node: str) -> PlainTriple | None:
        """Give the statement that a claim or a link is about, when it is complete."""
        terms = [
            [statement.object for statement in self.find(node, RDF + role)]
            for role in ("subject", "predicate", "object")
        ]
        match terms:
            case [[ox.NamedNode() as subject], [ox.NamedNode() as predicate], [value]]:
                return PlainTriple(subject, predicate, value)
            case _:
                return None

    def is_accepted(self, claim: str) -> bool:
        """Tell whether the editors accept a claim."""
        return self.values(claim, f"{GUM}verdict") == [ACCEPTED]

    @cached_property
    def accepted(self) -> tuple[tuple[str, PlainTriple], ...]:
        """The claims that the editors accept, each with what it says."""
        return tuple(
            (claim, triple)
            for claim in self.claims
            if self.is_accepted(claim)
            and (triple := self.stated_triple(claim)) is not None
        )

    @cached_property
    def vocabulary(self) -> Vocabulary:
        """What the ontology and the concept schemes declare."""
        return Vocabulary(
            classes=self._instances(frozenset({f"{OWL}Class"})),
            properties=self._instances(_PROPERTY_TYPES),
            functional=self._instances(frozenset({f"{OWL}FunctionalProperty"})),
            claim_bearing=self._flagged(f"{GUM}claimBearing"),
            attributed_only=self._flagged(f"{GUM}attributedOnly"),
            derived=self._flagged(f"{GUM}derived"),
            ranges={
                iri: range_
                for iri in self.descriptions
                for range_ in self.values(iri, f"{RDFS}range")
                if range_.startswith((XSD, EDTF))
            },
            concepts=self._instances(_CONCEPT_TYPES),
        )

    def _instances(self, types: frozenset[str]) -> frozenset[str]:
        return frozenset(
            iri
            for iri in self.descriptions
            if not types.isdisjoint(self.values(iri, TYPE))
        )

    def _flagged(self, annotation: str) -> frozenset[str]:
        return frozenset(
            iri for iri in self.descriptions if "true" in self.values(iri, annotation)
        )
