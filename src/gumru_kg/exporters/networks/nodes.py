"""What a node says of its thing."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from gumru_kg.exporters.places.shapes import read_shapes
from gumru_kg.exporters.plain_text import write_one_line
from gumru_kg.exporters.time_spans import join_time_span, read_time_span
from gumru_kg.namespaces import GUM, GV, compress

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gumru_kg.exporters.attestations import Support
    from gumru_kg.exporters.networks.projection import Value
    from gumru_kg.exporters.time_spans import TimeSpan
    from gumru_kg.things import Thing, Things

_ACCEPTED: Final = f"{GV}verdict.accepted"
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
    thing: Thing, *, things: Things, support: Support
) -> dict[str, Value]:
    """Collect what is known of a thing.

    Args:
        thing: The thing.
        things: The graph.
        support: How many claims and groups of sources carry what is said of it.

    Returns:
        The values by name: labels by language, class, dates, coordinates, links.

    Example:
        >>> from gumru_kg.dataset import shipped_graph
        >>> from gumru_kg.exporters.attestations import Support
        >>> from gumru_kg.things import Things
        >>> things = Things(shipped_graph())
        >>> kars = things.find("gid:place-kars")
        >>> values = describe_node(kars, things=things, support=Support(0, 0))
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
        "standing": _tell_standing(thing, things),
        "legal_status": _label(thing, "gum:legalStatus"),
        "topics": _list_texts(each.label() for each in thing.things("gum:topic")),
        "exact_matches": thing.iris("skos:exactMatch"),
    }
    if support.claims:
        values |= {"claims": support.claims, "source_groups": support.groups}
    return {
        name: value for name, value in values.items() if value not in (None, "", ())
    }


def _tell_standing(thing: Thing, things: Things) -> str:
    """Say of an event that it is only told of, without a fact that the editors took."""
    claims = [
        claim
        for predicate in ("gum:date", "gum:tookPlaceAt", "gum:participation")
        for claim in things.claims_of(thing, predicate)
    ]
    verdicts = {verdict for claim in claims for verdict in claim.iris("gum:verdict")}
    return "attributed" if claims and _ACCEPTED not in verdicts else ""


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
