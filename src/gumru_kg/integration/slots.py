"""Which property tells what of a thing, in the vocabularies that are known."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

import pyoxigraph as ox

from gumru_kg.integration import vocabularies as known
from gumru_kg.namespaces import GUM, RDF, RDFS

if TYPE_CHECKING:
    from collections.abc import Iterable

_GROUPS: Final = {
    "name": known.NAMES,
    "name-node": known.NAME_NODES,
    "name-text": known.NAME_TEXTS,
    "identifier": known.IDENTIFIERS,
    "near-identifier": known.NEAR_IDENTIFIERS,
    "about": known.ABOUT,
    "geometry": known.GEOMETRIES,
    "shape": known.SHAPES,
    "latitude": known.LATITUDES,
    "longitude": known.LONGITUDES,
    "time-span": known.TIME_SPANS,
    "begin": known.BEGINNINGS,
    "end": known.ENDS,
    "type": frozenset({f"{RDF}type"}),
    "kind-of-type": frozenset(
        {
            f"{known.CRM}P2_has_type",
            f"{known.LPO}type_attestation",
            f"{known.GN}featureCode",
        }
    ),
    "subclass": frozenset({f"{RDFS}subClassOf"}),
    "name-of": frozenset({f"{GUM}appellationOf"}),
    "moment": frozenset({f"{known.WIKIBASE}timeValue"}),
    "precision": frozenset({f"{known.WIKIBASE}timePrecision"}),
    "rank": frozenset({f"{known.WIKIBASE}rank"}),
}
_PREFIXED: Final = {
    "date": known.DATES,
    "life": known.LIFE_EVENTS,
    "place": known.PLACES,
}
_STATIC: Final[dict[str, str]] = {
    **{iri: slot for slot, iris in _GROUPS.items() for iri in iris},
    **{
        iri: f"{slot}:{role}"
        for slot, roles in _PREFIXED.items()
        for iri, role in roles.items()
    },
}
_LABEL: Final = f"{RDFS}label"
_DIRECT: Final = f"{known.WIKIBASE}directClaim"
_CLAIM: Final = f"{known.WIKIBASE}claim"
_VALUE: Final = f"{known.WIKIBASE}statementValue"


@dataclass(slots=True)
class WikibaseProperties:
    """The properties that a Wikibase describes in its own export.

    Their numbers differ from one Wikibase to another, their labels tell them apart.
    """

    labels: dict[ox.NamedNode, str] = field(default_factory=dict)
    uses: dict[ox.NamedNode, list[tuple[str, str]]] = field(default_factory=dict)

    def note(self, quad: ox.Quad) -> None:
        """Look whether a quad describes a property."""
        predicate, subject = quad.predicate.value, quad.subject
        if not isinstance(subject, ox.NamedNode):
            return
        value = quad.object
        if predicate == _LABEL:
            if isinstance(value, ox.Literal) and value.language == "en":
                self.labels[subject] = value.value
        elif predicate in (_DIRECT, _CLAIM, _VALUE) and isinstance(value, ox.NamedNode):
            self.uses.setdefault(subject, []).append((predicate, value.value))

    def slots(self) -> dict[str, str]:
        """Tell which property of the export has which meaning."""
        found: dict[str, str] = {}
        for node, uses in self.uses.items():
            meaning = _mean(self.labels.get(node, ""))
            for use, iri in uses:
                if use == _DIRECT and meaning:
                    found[iri] = meaning
                elif use == _CLAIM and meaning.startswith("date:"):
                    found[iri] = meaning.replace("date:", "statement:")
                elif use == _VALUE and meaning.startswith("date:"):
                    found[iri] = "value"
        return found


def list_slots(wikibase: WikibaseProperties | None = None) -> dict[str, str]:
    """List the properties that tell something, and what.

    Args:
        wikibase: What a Wikibase says of its own properties.

    Returns:
        A slot for each IRI.

    Example:
        >>> list_slots()["https://schema.org/birthDate"]
        'date:born'
    """
    return {**_STATIC, **(wikibase.slots() if wikibase else {})}


def find_kinds(classes: Iterable[str], above: dict[str, set[str]]) -> set[str]:
    """Tell what a thing is by its classes and those above them.

    Args:
        classes: The IRIs of its classes.
        above: The classes that lie directly above each, as far as the graph tells.

    Returns:
        Kinds, the narrower of person and group only.

    Example:
        >>> find_kinds(["https://schema.org/City"], {})
        {'place'}
    """
    seen: set[str] = set()
    rest = list(classes)
    while rest:
        name = rest.pop()
        if name not in seen:
            seen.add(name)
            rest += above.get(name, ())
    kinds = {known.KINDS[name] for name in seen if name in known.KINDS}
    if len(kinds) > 1:
        kinds.discard("other")
    if "person" in kinds:
        kinds.discard("group")
    return kinds


def _mean(label: str) -> str:
    if label in known.WIKIBASE_DATES:
        return f"date:{known.WIKIBASE_DATES[label]}"
    if label in known.WIKIBASE_PLACES:
        return f"place:{known.WIKIBASE_PLACES[label]}"
    if label == known.WIKIBASE_POINT:
        return "shape"
    return "kind-of-type" if label == known.WIKIBASE_CLASS else ""
