"""What a node says of its thing."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from gumru_kg.exporters.claim_support import is_accepted
from gumru_kg.exporters.places.shapes import read_shapes
from gumru_kg.exporters.plain_text import write_one_line
from gumru_kg.exporters.time_spans import join_time_span, read_time_span
from gumru_kg.namespaces import GUM, compress

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gumru_kg.exporters.attestations import SupportIndex
    from gumru_kg.exporters.networks.kinds import Value
    from gumru_kg.exporters.time_spans import TimeSpan
    from gumru_kg.things import Thing, Things

_NO_NAME: Final = re.compile(r"[^a-z0-9]+")


def name_node(thing: Thing) -> str:
    """Name a node.

    Args:
        thing: Its thing.

    Returns:
        Its CURIE, or its IRI where no prefix fits.

    Example:
        >>> from gumru_kg.dataset import shipped_graph
        >>> from gumru_kg.things import Things
        >>> name_node(Things(shipped_graph()).find("gid:place-kars"))
        'gid:place-kars'
    """
    return write_one_line(compress(thing.iri))


def describe_node(
    thing: Thing, *, things: Things, support: SupportIndex
) -> dict[str, Value]:
    """Collect what is known of a thing.

    Args:
        thing: The thing.
        things: The graph.
        support: How much carries what is said of it.

    Returns:
        The values by name: labels by language, class, dates, coordinates, links.

    Example:
        >>> from gumru_kg.dataset import shipped_graph
        >>> from gumru_kg.exporters.attestations import count_support
        >>> from gumru_kg.things import Things
        >>> things = Things(shipped_graph())
        >>> kars = things.find("gid:place-kars")
        >>> support = count_support(things)
        >>> values = describe_node(kars, things=things, support=support)
        >>> values["label_hy"], values["latitude"]
        ('Կարս', 40.60846)
    """
    values: dict[str, Value | None] = {
        "iri": write_one_line(thing.iri),
        "classes": tuple(compress(iri) for iri in thing.classes if iri.startswith(GUM)),
        "class_label": _label_class(thing, things),
        **_label_by_language(thing),
        "other_names": _list_texts(name.text for name in thing.other_names),
        **_describe_time(thing),
        **_describe_point(thing),
        "disputed_properties": _list_disputed(thing, support),
        "standing": _tell_standing(thing, things),
        "legal_status": _label(thing, "gum:legalStatus"),
        "topics": _list_texts(each.label() for each in thing.things("gum:topic")),
        "exact_matches": thing.iris("skos:exactMatch"),
    }
    carried = support.of_thing(thing)
    if carried.claims:
        values |= {"claims": carried.claims, "source_groups": carried.groups}
    return {
        name: value for name, value in values.items() if value not in (None, "", ())
    }


def _list_disputed(thing: Thing, support: SupportIndex) -> tuple[str, ...]:
    """List the properties with a disputed fact; a treaty is dated by its signing."""
    found = support.disputes.of_thing(thing)
    is_dated = thing.text("gum:signedOn") and support.disputes.has_date(thing)
    return (*found, "gum:signedOn") if is_dated else found


def _tell_standing(thing: Thing, things: Things) -> str:
    """Say of an event that it is only told of, without a fact that the editors took."""
    claims = [
        claim
        for predicate in ("gum:date", "gum:tookPlaceAt", "gum:participation")
        for claim in things.claims_of(thing, predicate)
    ]
    return "attributed" if claims and not any(map(is_accepted, claims)) else ""


def _label_class(thing: Thing, things: Things) -> str:
    found = (things.find(iri) for iri in thing.classes if iri.startswith(GUM))
    labels = (each.text("rdfs:label", "en") for each in found if each)
    return " | ".join(write_one_line(label) for label in labels if label)


def _label_by_language(thing: Thing) -> dict[str, str]:
    labels: dict[str, str] = {}
    for text, language in thing.names:
        tag = _NO_NAME.sub("_", language.lower())
        if tag:
            labels.setdefault(f"label_{tag}", write_one_line(text))
    return labels


def _describe_time(thing: Thing) -> dict[str, str]:
    born, died = thing.text("gum:born"), thing.text("gum:died")
    date = thing.text("gum:date") or thing.text("gum:signedOn")
    span = read_time_span(date) if date else join_time_span(born, died)
    return {
        "born": _check_date(born),
        "died": _check_date(died),
        "date": _check_date(date),
        "in_force_on": _check_date(thing.text("gum:enteredIntoForceOn")),
        **_write_days(span),
    }


def _write_days(span: TimeSpan | None) -> dict[str, str]:
    days = (("earliest", span.earliest), ("latest", span.latest)) if span else ()
    return {name: day.isoformat() for name, day in days if day}


def _check_date(text: str | None) -> str:
    return text if text and read_time_span(text) else ""


def _describe_point(thing: Thing) -> dict[str, float]:
    points = [shape for shape in read_shapes(thing) if shape.kind == "Point"]
    if len(points) != 1:
        return {}
    longitude, latitude = points[0].coordinates
    return {"latitude": latitude, "longitude": longitude}


def _label(thing: Thing, predicate: str) -> str:
    found = thing.thing(predicate)
    return write_one_line(found.label()) if found else ""


def _list_texts(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(filter(None, map(write_one_line, texts))))
