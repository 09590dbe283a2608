"""What elements of TEI have in common: names, addresses elsewhere, notes, claims."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pyoxigraph as ox

from gumru_kg.exporters.claim_support import list_attributed, list_sources
from gumru_kg.exporters.texts._tei_references import (
    References,
    write_certainty,
    write_dating,
)
from gumru_kg.exporters.texts.xml_tree import add

if TYPE_CHECKING:
    from collections.abc import Mapping
    from xml.etree import ElementTree as ET

    from gumru_kg.things import Thing

_MATCHES: Final = ("exactMatch", "closeMatch")


def identify(thing: Thing, references: References) -> dict[str, str]:
    """Give the attributes that say which thing an element is.

    Args:
        thing: The thing.
        references: What stands in the document.

    Returns:
        Its identifier, its IRI, and its classes.
    """
    # Its own IRI, not its place in the document.
    outside = References(references.things, {})
    return {
        "xml:id": references.ids[thing.node],
        "corresp": outside.point(thing),
        "ana": references.point(*thing.things("rdf:type")),
    }


def add_names(parent: ET.Element, tag: str, thing: Thing) -> None:
    """Add the names of a thing, preferred ones before others.

    Args:
        parent: Where to.
        tag: The element for a name.
        thing: The thing; one without a name is named by its IRI.
    """
    for name in thing.names:
        add(parent, tag, name.text, {"xml:lang": name.language})
    for name in thing.other_names:
        add(parent, tag, name.text, {"xml:lang": name.language, "type": "other"})
    if not thing.names and not thing.other_names:
        add(parent, tag, thing.slug, {"type": "identifier"})


def add_matches(parent: ET.Element, thing: Thing) -> None:
    """Add where else a thing is described, verified matches apart from others.

    Args:
        parent: Where to.
        thing: The thing.
    """
    for match in _MATCHES:
        for iri in thing.iris(f"skos:{match}"):
            add(parent, "idno", iri, {"type": "URI", "subtype": match})


def add_notes(parent: ET.Element, thing: Thing, references: References) -> None:
    """Add the notes on a thing, and what sources claim of it that is no fact.

    Args:
        parent: Where to.
        thing: The thing.
        references: What stands in the document.
    """
    for term in thing.terms("skos:scopeNote"):
        if isinstance(term, ox.Literal):
            attributes = {"type": "scope", "xml:lang": term.language or ""}
            add(parent, "note", term.value, attributes)
    for claim in list_attributed(references.things, thing):
        _add_claim(parent, claim, references)


def add_pointer(
    parent: ET.Element,
    target: Thing,
    references: References,
    attributes: Mapping[str, str],
) -> ET.Element:
    """Add the name of a thing with a pointer to it.

    Args:
        parent: Where to.
        target: The thing; a blank node outside the document gets its name alone.
        references: What stands in the document.
        attributes: What else the element has.

    Returns:
        The element.
    """
    address = references.point(target)
    if not address:
        return add(parent, "rs", target.label(), attributes)
    return add(parent, "ref", target.label(), {"target": address, **attributes})


def _add_claim(parent: ET.Element, claim: Thing, references: References) -> None:
    stances = claim.things("gum:stance")
    note = add(
        parent,
        "note",
        attributes={
            "type": "claim",
            "subtype": "attributed",
            "resp": references.point(*claim.things("gum:assertedBy")),
            "source": references.point(*list_sources((claim,))),
            "cert": write_certainty((claim,)),
            "ana": references.point(*claim.things("rdf:predicate"), *stances),
            "corresp": references.point(claim),
        },
    )
    source = ", ".join(each.label() for each in list_sources((claim,)))
    stance = ", ".join(each.label() for each in stances)
    property_name = ", ".join(each.label() for each in claim.things("rdf:predicate"))
    add(note, "label", f"{source} ({stance}): {property_name}")
    for term in claim.terms("rdf:object"):
        _add_value(note, term, claim, references)


def _add_value(
    note: ET.Element, term: object, claim: Thing, references: References
) -> None:
    if isinstance(term, ox.Literal):
        dating = (
            write_dating(term.value) if term.datatype.value.endswith("EDTF") else {}
        )
        tag, attributes = ("date", dating) if dating else ("seg", {})
        add(note, tag, term.value, {**attributes, "xml:lang": term.language or ""})
        return
    for target in claim.things("rdf:object"):
        if target.node == term:
            add_pointer(note, target, references, {})
