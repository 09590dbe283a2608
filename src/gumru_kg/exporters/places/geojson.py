"""GeoJSON (RFC 7946) with ``when``, for maps on the web, QGIS and the like.

Places, the waypoints of boundaries and the events of the graph are features, told
apart by ``kind``. What has no geometry in the graph has none here, and is listed all
the same.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from gumru_kg.exporters.places.gazetteer import list_places, list_waypoints, read_order
from gumru_kg.exporters.places.happenings import list_happenings
from gumru_kg.exporters.places.links import list_links
from gumru_kg.exporters.places.lpf import write_when
from gumru_kg.exporters.places.shapes import merge_shapes, read_shapes
from gumru_kg.exporters.plain_text import write_one_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from gumru_kg.exporters.places.gazetteer import Place, PlaceName
    from gumru_kg.exporters.places.happenings import Happening
    from gumru_kg.exporters.places.shapes import Shape
    from gumru_kg.things import Thing, Things


def write_geojson(things: Things) -> bytes:
    """Write what a graph knows of places and of what happened there.

    Args:
        things: The graph.

    Returns:
        JSON.

    Example:
        >>> from gumru_kg.dataset import shipped_graph
        >>> from gumru_kg.things import Things
        >>> text = write_geojson(Things(shipped_graph()))
        >>> text.count(b'"kind": "waypoint"')
        46
    """
    lines = ",\n".join(
        json.dumps(feature, ensure_ascii=False) for feature in _list_features(things)
    )
    return f'{{"type": "FeatureCollection", "features": [\n{lines}\n]}}\n'.encode()


def _list_features(things: Things) -> Iterator[dict[str, Any]]:
    places = list_places(things)
    shapes = {place.thing: place.shapes for place in places}
    for place in places:
        yield _describe_place(place)
    for place in places:
        for waypoint in list_waypoints(things, place.thing):
            yield _describe_waypoint(waypoint, boundary=place.thing)
    for happening in list_happenings(things):
        yield _describe_event(happening, shapes.get(happening.place, ()))


def _describe_place(place: Place) -> dict[str, Any]:
    properties = {
        "kind": "boundary" if place.thing.is_a("gum:Boundary") else "place",
        **_write_labels(place.thing),
        "names": [_write_name(name) for name in place.names],
        "part_of": [whole.iri for whole in place.wholes],
        **_write_sources(place.shapes),
    }
    for kind in ("exactMatch", "closeMatch"):
        properties[kind] = [
            link.iri for link in list_links(place.thing) if link.kind == kind
        ]
    feature = _write_feature(place.thing.iri, place.shapes, properties)
    return feature | (
        {"when": write_when(place.spans, is_disputed=place.is_time_disputed)}
        if place.spans
        else {}
    )


def _describe_waypoint(waypoint: Thing, *, boundary: Thing) -> dict[str, Any]:
    shapes = read_shapes(waypoint)
    properties = {
        "kind": "waypoint",
        **_write_labels(waypoint),
        "order": read_order(waypoint),
        "boundary": boundary.iri,
        "at_place": [place.iri for place in waypoint.things("gum:atPlace")],
        **_write_sources(shapes),
    }
    return _write_feature(waypoint.iri, shapes, properties)


def _describe_event(happening: Happening, shapes: tuple[Shape, ...]) -> dict[str, Any]:
    event, place, span, is_disputed = happening
    properties = {
        "kind": "event",
        **_write_labels(event),
        "date": span.text if span else None,
        "disputed": True if is_disputed else None,
        "place": place.iri,
        "place_label": write_one_line(place.label()),
        **_write_sources(shapes),
    }
    feature = _write_feature(f"{event.iri}?at={place.slug}", shapes, properties)
    when = write_when([span], is_disputed=is_disputed) if span else None
    return feature | ({"when": when} if when else {})


def _write_feature(
    id: str, shapes: tuple[Shape, ...], properties: dict[str, Any]
) -> dict[str, Any]:
    geometry = merge_shapes(shapes)
    kept = {
        name: value for name, value in properties.items() if value not in (None, [], "")
    }
    return {"type": "Feature", "id": id, "geometry": geometry, "properties": kept}


def _write_labels(thing: Thing) -> dict[str, str]:
    labels = {"iri": thing.iri, "label": write_one_line(thing.label())}
    for text, language in thing.names:
        if language:
            labels.setdefault(f"label_{language}", write_one_line(text))
    return labels


def _write_name(name: PlaceName) -> dict[str, Any]:
    entry: dict[str, Any] = {"name": name.text}
    if name.language:
        entry["lang"] = name.language
    if name.span:
        entry |= {"date": name.span.text, "when": write_when([name.span])}
    if name.certainty:
        entry["certainty"] = name.certainty
    if name.citations:
        entry["sources"] = [citation.label for citation in name.citations]
    return entry


def _write_sources(shapes: Iterable[Shape]) -> dict[str, Any]:
    """Say where the geometry is from, and what is noted of it."""
    found = tuple(shapes)
    sources = [each.label for shape in found for each in shape.citations]
    notes = [shape.note for shape in found if shape.note]
    return {
        "geometry_source": list(dict.fromkeys(sources)),
        "geometry_note": list(dict.fromkeys(notes)),
    }
