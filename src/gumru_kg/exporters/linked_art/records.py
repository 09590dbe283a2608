"""Records of events, persons, groups, places, treaties and their texts."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final

from gumru_kg.exporters.linked_art._parts import (
    Json,
    begin_record,
    list_languages,
    refer,
    write_span,
)
from gumru_kg.exporters.places.shapes import read_shapes
from gumru_kg.exporters.short_names import name_shortly
from gumru_kg.namespaces import GV, SCHEMA

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from gumru_kg.things import Thing, Things

# Where people act on purpose; whatever else happens is an event.
_ACTIVITIES: Final = (
    "gum:Signing",
    "gum:Negotiation",
    "gum:Authorisation",
    "gum:Ratification",
    "gum:DiplomaticAct",
    "gum:MilitaryAction",
)
_SIGNATORY: Final = f"{GV}role.signatory"


def write_linked_art(things: Things) -> dict[str, bytes]:
    """Write the things of a graph as records of Linked Art.

    Args:
        things: The graph.

    Returns:
        JSON-LD by the name of its file, in a folder for each kind of record. A thing
        without an IRI has no record.

    Example:
        >>> from gumru_kg.dataset import shipped_graph
        >>> from gumru_kg.things import Things
        >>> files = write_linked_art(Things(shipped_graph()))
        >>> json.loads(files["place/place-kars.json"])["defined_by"]
        'POINT(43.09746 40.60846)'
    """
    writers: tuple[tuple[str, str, Callable[[Thing, Things], Json]], ...] = (
        ("event", "gum:Event", _write_event),
        ("person", "gum:Person", _write_person),
        ("group", "gum:Agent", _write_group),
        ("place", "gum:Place", _write_place),
        ("abstract", "gum:Treaty", _write_treaty),
        ("text", "gum:TreatyText", _write_text),
    )
    files: dict[str, bytes] = {}
    written: set[Thing] = set()
    for folder, name, write in writers:
        for thing in things.of_class(name):
            if thing not in written and not thing.iri.startswith("_:"):
                written.add(thing)
                record = write(thing, things)
                text = json.dumps(record, ensure_ascii=False, indent=2) + "\n"
                files[f"{folder}/{name_shortly(thing)}.json"] = text.encode()
    return files


def _write_event(event: Thing, things: Things) -> Json:
    kind = _event_kind(event)
    record = begin_record(event, kind, things)
    span = write_span(event.texts("gum:date"))
    if span:
        record["timespan"] = span
    _add(record, "took_place_at", _refer(event.things("gum:tookPlaceAt"), "Place"))
    actors: dict[str, list[Json]] = {"carried_out_by": [], "participant": []}
    for part in event.things("gum:participation"):
        acts = kind == "Activity" and _SIGNATORY in part.iris("gum:role")
        role = "carried_out_by" if acts else "participant"
        for agent in part.things("gum:agent"):
            if not agent.iri.startswith("_:"):
                actors[role].append(refer(agent, _agent_kind(agent)))
    for role, agents in actors.items():
        _add(record, role, agents)
    for whole in event.things("gum:subEventOf")[:1]:
        if not whole.iri.startswith("_:"):
            record["part_of"] = refer(whole, _event_kind(whole))
    return record


def _write_person(person: Thing, things: Things) -> Json:
    record = begin_record(person, "Person", things)
    for name, kind, when, where in (
        ("born", "Birth", "gum:born", "gum:bornAt"),
        ("died", "Death", "gum:died", "gum:diedAt"),
    ):
        found: Json = {"type": kind}
        span = write_span(person.texts(when))
        if span:
            found["timespan"] = span
        _add(found, "took_place_at", _refer(person.things(where), "Place"))
        if len(found) > 1:
            record[name] = found
    return record


def _write_group(agent: Thing, things: Things) -> Json:
    return begin_record(agent, "Group", things)


def _write_place(place: Thing, things: Things) -> Json:
    record = begin_record(place, "Place", things)
    shapes = read_shapes(place)
    if len(shapes) == 1:
        record["defined_by"] = shapes[0].wkt
    wholes = place.things(f"{SCHEMA}containedInPlace")
    _add(record, "part_of", _refer(wholes, "Place"))
    return record


def _write_treaty(treaty: Thing, things: Things) -> Json:
    return begin_record(treaty, "PropositionalObject", things)


def _write_text(text: Thing, things: Things) -> Json:
    record = begin_record(text, "LinguisticObject", things)
    _add(record, "language", list_languages(text.texts("gum:language")))
    treaties = things.subjects_of("gum:hasText", text)
    works = _refer(treaties, "PropositionalObject")
    _add(record, "conceptually_part_of", works)
    return record


def _event_kind(event: Thing) -> str:
    return "Activity" if any(map(event.is_a, _ACTIVITIES)) else "Event"


def _agent_kind(agent: Thing) -> str:
    return "Person" if agent.is_a("gum:Person") else "Group"


def _refer(things: Iterable[Thing], kind: str) -> list[Json]:
    return [refer(each, kind) for each in things if not each.iri.startswith("_:")]


def _add(record: Json, name: str, values: list[Json]) -> None:
    if values:
        record[name] = values
