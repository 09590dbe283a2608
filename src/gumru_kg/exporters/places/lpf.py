"""Linked Places Format 1.3, which the World Historical Gazetteer and Peripleo read.

One entry a name, geometry or relation as it is attested, with who attests it. The
format wants a feature class, which the graph does not have of places: ``X`` says so.
What is not known has no entry; a geometry that is not known is a collection of none.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any, Final

import pyoxigraph as ox

from gumru_kg.errors import DataError
from gumru_kg.exporters.dataset_header import read_header
from gumru_kg.exporters.places.gazetteer import list_places, title_dataset
from gumru_kg.exporters.places.links import list_links
from gumru_kg.exporters.plain_text import write_one_line
from gumru_kg.exporters.time_spans import is_plain_date, read_time_span
from gumru_kg.namespaces import GUM

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gumru_kg.exporters.attestations import Citation
    from gumru_kg.exporters.dataset_header import DatasetHeader
    from gumru_kg.exporters.places.gazetteer import Place, PlaceName, Relation
    from gumru_kg.exporters.places.shapes import Shape
    from gumru_kg.exporters.time_spans import TimeSpan
    from gumru_kg.things import Thing, Things

# Of the version of the terms; the format itself is at 1.3.
_CONTEXT: Final = (
    "https://raw.githubusercontent.com/LinkedPasts/linked-places/master/"
    "linkedplaces-context-v1.1.jsonld"
)
_CITATION: Final = "https://whgazetteer.org/schema/csl-citation.json"
_DAY: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
UNKNOWN_CLASS: Final = "X"
_CERTAINTIES: Final = {
    "certain": "certain",
    "probable": "less-certain",
    "possible": "uncertain",
    "attributed": "uncertain",
}
_PART: Final = "gvp:broaderPartitive"
_OTHER: Final = "gvp:tgn3000_related_to"
_WHEN: Final = "dates of what happened here, and of treaties and acts that name it"


def write_lpf(things: Things) -> bytes:
    """Write the places of a graph in Linked Places Format.

    Args:
        things: The graph.

    Returns:
        JSON.

    Raises:
        DataError: When there are no places: the format wants one at least.

    Example:
        >>> from gumru_kg.dataset import shipped_graph
        >>> from gumru_kg.things import Things
        >>> write_lpf(Things(shipped_graph()))[:28]
        b'{"type": "FeatureCollection"'
    """
    features = [_describe(place, things) for place in list_places(things)]
    if not features:
        remedy = "export geojson, which may be empty"
        raise DataError("lpf", "the graph has no gum:Place to write", remedy=remedy)
    lines = ",\n".join(json.dumps(each, ensure_ascii=False) for each in features)
    head = {"type": "FeatureCollection", "@context": _CONTEXT}
    head |= _cite_whole(read_header(things))
    text = json.dumps(head, ensure_ascii=False).removesuffix("}")
    return f'{text},\n"features": [\n{lines}\n]}}\n'.encode()


def write_when(
    spans: Iterable[TimeSpan], *, is_disputed: bool = False
) -> dict[str, Any]:
    """Write times as the ``when`` of the format.

    Args:
        spans: The times; a time open to the past begins at its end at the latest.
        is_disputed: Whether sources give other times.

    Returns:
        The object.

    Example:
        >>> write_when([read_time_span("../1837")])["timespans"]
        [{'start': {'latest': '1837-12-31'}, 'end': {'in': '1837'}}]
    """
    found = tuple(spans)
    when: dict[str, Any] = {"timespans": [_write_timespan(span) for span in found]}
    if is_disputed or any(span.is_vague for span in found):
        when["certainty"] = "less-certain"
    return when


def _cite_whole(header: DatasetHeader) -> dict[str, Any]:
    """Say how to cite the data set, as a citation of CSL."""
    title = title_dataset(header)
    if not title:
        return {}
    item: dict[str, Any] = {
        "id": header.iri,
        "type": "dataset",
        "title": title,
        # The schema knows no names but those with a family.
        "author": [{"family": write_one_line(name)} for name in header.creators],
        "version": header.version,
        "URL": header.iri,
    }
    if _DAY.fullmatch(header.issued):
        parts = [int(number) for number in header.issued.split("-")]
        item["issued"] = {"date-parts": [parts]}
    data = {name: value for name, value in item.items() if value}
    citation = {
        "schema": _CITATION,
        "citationID": header.iri,
        "citationItems": [{"id": header.iri, "itemData": data}],
    }
    return {"citation": citation}


def _describe(place: Place, things: Things) -> dict[str, Any]:
    thing = place.thing
    feature: dict[str, Any] = {
        "@id": thing.iri,
        "type": "Feature",
        "properties": {"title": place.title, "fclasses": [UNKNOWN_CLASS]},
        "names": [_write_name(name) for name in place.names]
        or [{"toponym": place.title}],
        "geometry": _write_geometry(place.shapes),
    }
    if place.spans or not place.relations:
        # Beside a relation the schema wants a time of either, and X says the same.
        feature["types"] = _write_types(place, things)
    if place.spans:
        when = write_when(place.spans, is_disputed=place.is_time_disputed)
        feature["when"] = {**when, "label": _WHEN}
    if place.relations:
        feature["relations"] = [_write_relation(each) for each in place.relations]
    if links := list_links(thing):
        feature["links"] = [
            {"type": link.kind, "identifier": link.alias or link.iri} for link in links
        ]
    notes = _write_texts(thing, "skos:scopeNote", key="value")
    return feature | ({"descriptions": notes} if notes else {})


def _write_name(name: PlaceName) -> dict[str, Any]:
    entry = {"toponym": name.text} | _write_language(name.language)
    return entry | _write_support(name.citations, name.certainty, name.span)


def _write_types(place: Place, things: Things) -> list[dict[str, Any]]:
    found = []
    for iri in place.thing.classes:
        kind = things.find(iri)
        names = _write_texts(kind, "rdfs:label", key="label") if kind else []
        label = next(
            (each["label"] for each in names if each.get("lang") == "en"),
            iri.removeprefix(GUM),
        )
        entry = {"identifier": iri, "label": label}
        found.append(entry | ({"sourceLabels": names} if names else {}))
    return found


def _write_geometry(shapes: tuple[Shape, ...]) -> dict[str, Any]:
    geometries = [
        shape.geojson | _write_citations(shape.citations, note=shape.note)
        for shape in shapes
    ]
    if len(geometries) == 1:
        return geometries[0]
    return {"type": "GeometryCollection", "geometries": geometries}


def _write_relation(relation: Relation) -> dict[str, Any]:
    entry = {
        "relationType": _PART if relation.is_part else _OTHER,
        "relationTo": relation.target.iri,
        "label": relation.label,
    }
    return entry | _write_support(relation.citations, relation.certainty, None)


def _write_support(
    citations: tuple[Citation, ...], certainty: str, span: TimeSpan | None
) -> dict[str, Any]:
    entry = _write_citations(citations)
    if certainty in _CERTAINTIES:
        entry["certainty"] = _CERTAINTIES[certainty]
    if span:
        entry["when"] = write_when([span])
    return entry


def _write_citations(
    citations: tuple[Citation, ...], *, note: str = ""
) -> dict[str, Any]:
    if not citations:
        return {}
    tail = f": {note}" if note else ""
    found = [{"label": each.label + tail, "@id": each.iri} for each in citations]
    return {"citations": found}


def _write_texts(thing: Thing, predicate: str, *, key: str) -> list[dict[str, str]]:
    return [
        {key: write_one_line(term.value)} | _write_language(term.language or "")
        for term in thing.terms(predicate)
        if isinstance(term, ox.Literal)
    ]


def _write_language(tag: str) -> dict[str, str]:
    return {"lang": tag} if tag else {}


def _write_timespan(span: TimeSpan) -> dict[str, dict[str, str]]:
    begin, end = span.sides
    written = {}
    if begin:
        written["start"] = _write_date(begin)
    elif span.latest:
        written["start"] = {"latest": span.latest.isoformat()}
    if end and span.is_interval:
        written["end"] = _write_date(end)
    return written


def _write_date(text: str) -> dict[str, str]:
    if is_plain_date(text):
        return {"in": text}
    span = read_time_span(text)
    days = {
        "earliest": span and span.earliest,
        "latest": span and span.latest,
    }
    return {name: day.isoformat() for name, day in days.items() if day}
