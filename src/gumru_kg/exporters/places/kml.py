"""KML 2.2 for Google Earth and other globes, with time on events and on names.

Written with the standard library: the libraries for KML are under the LGPL. What has
no geometry is a placemark without one, which globes list and do not draw.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final
from xml.etree import ElementTree as ET

from gumru_kg.exporters.places.gazetteer import (
    cite_dataset,
    list_places,
    list_waypoints,
)
from gumru_kg.exporters.places.happenings import list_happenings
from gumru_kg.exporters.places.shapes import merge_shapes, read_shapes
from gumru_kg.exporters.plain_text import write_one_line

if TYPE_CHECKING:
    from gumru_kg.exporters.places.gazetteer import Place, PlaceName
    from gumru_kg.exporters.places.shapes import Shape
    from gumru_kg.exporters.time_spans import TimeSpan
    from gumru_kg.things import Thing, Things

_NAMESPACE: Final = "http://www.opengis.net/kml/2.2"


def write_kml(things: Things) -> bytes:
    """Write places, boundaries, names and events as placemarks in folders.

    Args:
        things: The graph.

    Returns:
        XML.

    Example:
        >>> from gumru_kg.dataset import shipped_graph
        >>> from gumru_kg.things import Things
        >>> b"<begin>1920-12-02</begin>" in write_kml(Things(shipped_graph()))
        True
    """
    root = ET.Element("kml", xmlns=_NAMESPACE)
    document = ET.SubElement(root, "Document")
    titles = [citation.label for citation in cite_dataset(things)]
    _add(document, "name", (titles or ["Places"])[0])
    places = list_places(things)
    shapes = {place.thing: place.shapes for place in places}
    folder = _add_folder(document, "Places")
    for place in places:
        _add_place(folder, place)
    folder = _add_folder(document, "Names and their years")
    for place in places:
        for name in place.names:
            if name.span and name.certainty != "attributed":
                _add_name(folder, name, place)
    for place in places:
        _add_boundary(document, things, place.thing)
    folder = _add_folder(document, "Events")
    for event, site, span, is_disputed in list_happenings(things):
        facts = {
            "place": site.label(),
            "date": span.text if span else "",
            "disputed": "sources differ" if is_disputed else "",
        }
        _add_placemark(folder, event, shapes.get(site, ()), span=span, facts=facts)
    ET.indent(root)
    content: bytes = ET.tostring(root, encoding="UTF-8", xml_declaration=True)
    return content + b"\n"


def _add_place(folder: ET.Element, place: Place) -> None:
    facts = {
        "names": " | ".join(dict.fromkeys(name.text for name in place.names)),
        "part_of": " | ".join(whole.label() for whole in place.wholes),
    }
    _add_placemark(folder, place.thing, place.shapes, facts=facts)


def _add_name(folder: ET.Element, name: PlaceName, place: Place) -> None:
    facts = {
        "place": place.title,
        "lang": name.language,
        "date": name.span.text if name.span else "",
        "certainty": name.certainty,
        "sources": " | ".join(each.label for each in name.citations),
    }
    placemark = _start_placemark(folder, name.text, name.span)
    _add_facts(placemark, {"iri": place.thing.iri} | facts)
    _add_geometry(placemark, merge_shapes(place.shapes))


def _add_boundary(document: ET.Element, things: Things, boundary: Thing) -> None:
    waypoints = list_waypoints(things, boundary)
    if not waypoints:
        return
    folder = _add_folder(document, boundary.label())
    for waypoint in waypoints:
        places = (place.label() for place in waypoint.things("gum:atPlace"))
        facts = {"boundary": boundary.label(), "place": " | ".join(places)}
        _add_placemark(folder, waypoint, read_shapes(waypoint), facts=facts)


def _add_placemark(
    folder: ET.Element,
    thing: Thing,
    shapes: tuple[Shape, ...],
    *,
    span: TimeSpan | None = None,
    facts: dict[str, str],
) -> None:
    placemark = _start_placemark(folder, thing.label(), span)
    labels = {
        f"label_{name.language}": name.text for name in thing.names if name.language
    }
    sources = [each.label for shape in shapes for each in shape.citations]
    drawn = {
        "geometry_source": " | ".join(dict.fromkeys(sources)),
        "geometry_note": " | ".join(dict.fromkeys(shape.note for shape in shapes)),
    }
    _add_facts(placemark, {"iri": thing.iri} | labels | facts | drawn)
    _add_geometry(placemark, merge_shapes(shapes))


def _start_placemark(
    folder: ET.Element, name: str, span: TimeSpan | None
) -> ET.Element:
    placemark = ET.SubElement(folder, "Placemark")
    _add(placemark, "name", name)
    days = (("begin", span.earliest), ("end", span.latest)) if span else ()
    if any(day for _, day in days):
        times = ET.SubElement(placemark, "TimeSpan")
        for tag, day in days:
            if day:
                _add(times, tag, day.isoformat())
    return placemark


def _add_facts(placemark: ET.Element, facts: dict[str, str]) -> None:
    data = ET.SubElement(placemark, "ExtendedData")
    for name, value in facts.items():
        if value:
            _add(ET.SubElement(data, "Data", name=write_one_line(name)), "value", value)


def _add_geometry(parent: ET.Element, geometry: dict[str, Any] | None) -> None:
    if geometry is None:
        return
    kind = geometry["type"]
    if kind == "GeometryCollection":
        group = ET.SubElement(parent, "MultiGeometry")
        for member in geometry["geometries"]:
            _add_geometry(group, member)
        return
    coordinates = geometry["coordinates"]
    if kind.startswith("Multi"):
        group = ET.SubElement(parent, "MultiGeometry")
        for member in coordinates:
            single = {"type": kind.removeprefix("Multi"), "coordinates": member}
            _add_geometry(group, single)
        return
    element = ET.SubElement(parent, kind)
    if kind == "Polygon":
        for number, ring in enumerate(coordinates):
            tag = "innerBoundaryIs" if number else "outerBoundaryIs"
            line = ET.SubElement(ET.SubElement(element, tag), "LinearRing")
            _add(line, "coordinates", _write_positions(ring))
        return
    positions = [coordinates] if kind == "Point" else coordinates
    _add(element, "coordinates", _write_positions(positions))


def _write_positions(positions: list[list[float]]) -> str:
    return " ".join(f"{longitude},{latitude}" for longitude, latitude in positions)


def _add_folder(document: ET.Element, name: str) -> ET.Element:
    folder = ET.SubElement(document, "Folder")
    _add(folder, "name", name)
    return folder


def _add(parent: ET.Element, tag: str, text: str) -> None:
    ET.SubElement(parent, tag).text = write_one_line(text)
