"""Facts between the things of a TEI document, with the sources that carry them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from gumru_kg.exporters.texts._tei_parts import add_pointer
from gumru_kg.exporters.texts.xml_tree import add
from gumru_kg.namespaces import GUM, SCHEMA

if TYPE_CHECKING:
    from xml.etree import ElementTree as ET

    from gumru_kg.exporters.texts._tei_references import References
    from gumru_kg.things import Thing

_INSIDE: Final = f"{SCHEMA}containedInPlace"
_PARTICIPATION: Final = f"{GUM}participation"
# Elements of their own say these.
_SAID: Final = frozenset(
    f"{GUM}{name}" for name in ("bornAt", "diedAt", "waypointOf", "participant")
)
_PARTS: Final = ("role", "capacity", "onBehalfOf")


def add_relations(parent: ET.Element, thing: Thing, references: References) -> None:
    """Add the facts that tie a thing to others in the document.

    Args:
        parent: The list of relations.
        thing: The subject.
        references: What stands in the document.
    """
    for predicate in thing.predicates:
        if predicate == _PARTICIPATION:
            for part in thing.things(predicate):
                _add_participation(parent, thing, part, references)
        elif predicate not in _SAID and (
            predicate.startswith(GUM) or predicate == _INSIDE
        ):
            for target in thing.things(predicate):
                _add_relation(parent, thing, predicate, target, references)


def _add_relation(
    parent: ET.Element,
    thing: Thing,
    predicate: str,
    target: Thing,
    references: References,
) -> None:
    if target.node not in references.ids:
        return
    add(
        parent,
        "relation",
        attributes={
            **_name(predicate, references),
            "active": references.point(thing),
            "passive": references.point(target),
            **references.support(thing, predicate, target.node),
        },
    )


def _add_participation(
    parent: ET.Element, event: Thing, part: Thing, references: References
) -> None:
    agents = [each for each in part.things("gum:agent") if each.node in references.ids]
    if not agents:
        return
    element = add(
        parent,
        "relation",
        attributes={
            **_name(_PARTICIPATION, references),
            "active": references.point(*agents),
            "passive": references.point(event),
            "ana": references.point(*part.things("gum:role")),
            **references.support(event, _PARTICIPATION, part.node),
        },
    )
    desc = add(element, "desc")
    for name in _PARTS:
        for value in part.things(f"gum:{name}"):
            support = references.support(part, f"gum:{name}", value.node)
            add_pointer(desc, value, references, {"type": name, **support}).tail = " "
    if len(desc) == 0:
        element.remove(desc)


def _name(predicate: str, references: References) -> dict[str, str]:
    name = references.things.find(predicate)
    local = predicate.removeprefix(GUM).removeprefix(SCHEMA)
    reference = references.point(name) if name else ""
    return {"name": local if local.isalpha() else "relation", "ref": reference}
