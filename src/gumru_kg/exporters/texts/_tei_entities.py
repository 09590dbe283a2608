"""Persons, organisations, places, events, treaties and sources as elements of TEI."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pyoxigraph as ox

from gumru_kg.exporters.dated_names import list_dated_names
from gumru_kg.exporters.places.shapes import read_shapes
from gumru_kg.exporters.texts._tei_parts import (
    add_matches,
    add_names,
    add_notes,
    identify,
)
from gumru_kg.exporters.texts._tei_references import write_dating
from gumru_kg.exporters.texts.xml_tree import add, write_address
from gumru_kg.language_tags import is_language_tag

if TYPE_CHECKING:
    from xml.etree import ElementTree as ET

    from gumru_kg.exporters.texts._tei_references import References
    from gumru_kg.things import Thing

_POINT: Final = "Point"


def add_person(parent: ET.Element, person: Thing, references: References) -> None:
    """Add a person with birth and death.

    Args:
        parent: The list.
        person: The person.
        references: What stands in the document.
    """
    element = add(parent, "person", attributes=identify(person, references))
    add_names(element, "persName", person)
    for tag, when, where in (
        ("birth", "gum:born", "gum:bornAt"),
        ("death", "gum:died", "gum:diedAt"),
    ):
        _add_life_event(element, tag, person, (when, where), references)
    add_matches(element, person)
    add_notes(element, person, references)


def add_organisation(parent: ET.Element, agent: Thing, references: References) -> None:
    """Add a polity, a government or another agent that is no person.

    Args:
        parent: The list.
        agent: The agent.
        references: What stands in the document.
    """
    element = add(parent, "org", attributes=identify(agent, references))
    add_names(element, "orgName", agent)
    add_matches(element, agent)
    add_notes(element, agent, references)


def add_place(parent: ET.Element, place: Thing, references: References) -> None:
    """Add a place with its names in time, its point, and the waypoints of a line.

    Args:
        parent: The list.
        place: The place.
        references: What stands in the document.
    """
    element = add(parent, "place", attributes=identify(place, references))
    add_names(element, "placeName", place)
    for name in references.things.subjects_of("gum:appellationOf", place):
        dating = _write_period(name.text("gum:from"), name.text("gum:until"))
        support = references.support(name, "gum:appellationOf", place.node)
        for label in list_dated_names(name, place):
            attributes = {"xml:lang": label.language, "type": "appellation"}
            add(element, "placeName", label.text, {**attributes, **dating, **support})
    _add_points(element, place, references)
    add_matches(element, place)
    add_notes(element, place, references)
    waypoints = references.things.subjects_of("gum:waypointOf", place)
    for waypoint in sorted(waypoints, key=_read_order):
        _add_waypoint(element, waypoint, place, references)


def add_event(parent: ET.Element, event: Thing, references: References) -> None:
    """Add an event with its date, its places and what happened.

    Args:
        parent: The list.
        event: The event.
        references: What stands in the document.
    """
    dates = _literals(event, "gum:date")
    attributes = identify(event, references)
    if len(dates) == 1:
        attributes |= write_dating(dates[0].value)
    attributes["where"] = references.point(*event.things("gum:tookPlaceAt"))
    element = add(parent, "event", attributes=attributes)
    add_matches(element, event)
    add_names(element, "label", event)
    for date in dates:
        dating = {
            **write_dating(date.value),
            **references.support(event, "gum:date", date),
        }
        add(
            add(element, "desc", attributes={"type": "date"}),
            "date",
            date.value,
            dating,
        )
    _add_contents(element, "desc", event, references)
    add_notes(element, event, references)


def add_treaty(parent: ET.Element, treaty: Thing, references: References) -> None:
    """Add a treaty as a work, with the date on which it was signed.

    Args:
        parent: The list.
        treaty: The treaty.
        references: What stands in the document.
    """
    attributes = {**identify(treaty, references), "type": "treaty"}
    element = add(parent, "bibl", attributes=attributes)
    add_names(element, "title", treaty)
    for date in _literals(treaty, "gum:signedOn"):
        add(element, "date", date.value, {"type": "signed", **write_dating(date.value)})
    add_matches(element, treaty)
    _add_contents(element, "note", treaty, references)
    add_notes(element, treaty, references)


def add_source(parent: ET.Element, source: Thing, references: References) -> None:
    """Add a source that elements point to.

    Args:
        parent: The list.
        source: The source.
        references: What stands in the document.
    """
    element = add(parent, "bibl", attributes=identify(source, references))
    for creator in source.things("dcterms:creator"):
        add(element, "author", creator.label(), {"ref": references.point(creator)})
    titles = _literals(source, "dcterms:title")
    for title in titles:
        add(element, "title", title.value, {"xml:lang": title.language or ""})
    for name in source.names:
        if titles:
            attributes = {"xml:lang": name.language, "type": "short"}
            add(element, "title", name.text, attributes)
    if not titles:
        add_names(element, "title", source)
    for language in source.texts("dcterms:language"):
        if is_language_tag(language):
            add(element, "textLang", attributes={"mainLang": language})
    for address in source.iris("schema:url"):
        add(element, "ref", attributes={"target": write_address(address)})
    for perspective in source.things("gum:perspective"):
        attributes = {"type": "perspective", "ana": references.point(perspective)}
        add(element, "note", perspective.label(), attributes)


def _add_life_event(
    parent: ET.Element,
    tag: str,
    person: Thing,
    predicates: tuple[str, str],
    references: References,
) -> None:
    when, where = predicates
    elements = []
    for date in _literals(person, when):
        support = references.support(person, when, date)
        attributes = {**write_dating(date.value), **support}
        elements.append(add(parent, tag, attributes=attributes))
    for place in person.things(where):
        # With one date it is one birth; with several nobody knows whose place it is.
        element = elements[0] if len(elements) == 1 else add(parent, tag)
        support = references.support(person, where, place.node)
        attributes = {"ref": references.point(place), **support}
        add(element, "placeName", place.label(), attributes)


def _add_waypoint(
    parent: ET.Element, waypoint: Thing, line: Thing, references: References
) -> None:
    support = references.support(waypoint, "gum:waypointOf", line.node)
    attributes = {"type": "waypoint", "n": waypoint.text("gum:order") or ""}
    element = add(parent, "place", attributes={**attributes, **support})
    places = waypoint.things("gum:atPlace")
    for name in waypoint.names:
        ref = {"xml:lang": name.language, "ref": references.point(*places)}
        add(element, "placeName", name.text, ref)
    if not waypoint.names:
        add(element, "placeName", waypoint.slug)


def _add_points(element: ET.Element, place: Thing, references: References) -> None:
    for shape in read_shapes(place):
        if shape.kind != _POINT:
            continue
        found = [references.things.find(each.iri) for each in shape.citations]
        sources = references.point(*(each for each in found if each))
        location = add(element, "location", attributes={"source": sources})
        # TEI puts latitude first, in contrast to the graph.
        longitude, latitude = shape.coordinates[:2]
        add(location, "geo", f"{latitude} {longitude}")


def _add_contents(
    element: ET.Element, tag: str, thing: Thing, references: References
) -> None:
    for content in _literals(thing, "gum:content"):
        support = references.support(thing, "gum:content", content)
        attributes = {"type": "content", "xml:lang": content.language or ""}
        add(element, tag, content.value, {**attributes, **support})


def _write_period(begin: str | None, end: str | None) -> dict[str, str]:
    first, last = write_dating(begin), write_dating(end)
    return {
        "from": first.get("when", first.get("notBefore", "")),
        "to": last.get("when", last.get("notAfter", "")),
    }


def _literals(thing: Thing, predicate: str) -> list[ox.Literal]:
    return [term for term in thing.terms(predicate) if isinstance(term, ox.Literal)]


def _read_order(waypoint: Thing) -> tuple[int, str, str]:
    order = (waypoint.text("gum:order") or "").lstrip("0")
    return len(order), order, waypoint.iri
