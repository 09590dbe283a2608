"""Features of GeoJSON as RDF: Linked Places, Who's On First, plain ones with a name."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, cast

import pyoxigraph as ox

from gumru_kg.integration.identifiers import expand_identifier
from gumru_kg.integration.vocabularies import GEOJSON, LPO
from gumru_kg.language_tags import is_language_tag
from gumru_kg.namespaces import GEO, RDF, RDFS, SKOS
from gumru_kg.query_parameters import is_iri

if TYPE_CHECKING:
    from collections.abc import Iterator

_TYPE: Final = ox.NamedNode(f"{RDF}type")
_LABEL: Final = ox.NamedNode(f"{RDFS}label")
_ALT_LABEL: Final = ox.NamedNode(f"{SKOS}altLabel")
_EXACT: Final = ox.NamedNode(f"{SKOS}exactMatch")
_CLOSE: Final = ox.NamedNode(f"{SKOS}closeMatch")
_FEATURE: Final = ox.NamedNode(f"{GEOJSON}Feature")
_KIND: Final = ox.NamedNode(f"{LPO}type_attestation")
_HAS_GEOMETRY: Final = ox.NamedNode(f"{GEO}hasGeometry")
_GEOMETRY: Final = ox.NamedNode(f"{GEO}Geometry")
_AS_WKT: Final = ox.NamedNode(f"{GEO}asWKT")
_WKT: Final = ox.NamedNode(f"{GEO}wktLiteral")
# How deep positions lie in the coordinates of each kind.
_DEPTHS: Final = {
    "Point": 0,
    "MultiPoint": 1,
    "LineString": 1,
    "MultiLineString": 2,
    "Polygon": 2,
    "MultiPolygon": 3,
}
_SAME: Final = frozenset({"exactMatch", "sameAs", "primaryTopicOf"})
# Who's On First writes languages in three letters.
_TWO_LETTERS: Final = {
    "ara": "ar",
    "aze": "az",
    "deu": "de",
    "ell": "el",
    "eng": "en",
    "fas": "fa",
    "fra": "fr",
    "hye": "hy",
    "kat": "ka",
    "kur": "ku",
    "rus": "ru",
    "tur": "tr",
}
_WHOS_ON_FIRST: Final = "https://spelunker.whosonfirst.org/id/{}/"

_Object = dict[str, Any]


def is_feature_collection(document: object) -> bool:
    """Tell whether a document of JSON is one of GeoJSON.

    Args:
        document: What was parsed.

    Returns:
        True when it is a collection of features, or one feature.

    Example:
        >>> is_feature_collection({"type": "FeatureCollection", "features": []})
        True
    """
    return isinstance(document, dict) and (
        document.get("type") == "Feature"
        or (
            document.get("type") == "FeatureCollection"
            and isinstance(document.get("features"), list)
        )
    )


def read_features(document: object, *, graph: str) -> Iterator[ox.Quad]:
    """Turn features into triples: kind, names, identifiers, geometry.

    Args:
        document: A document of GeoJSON.
        graph: The IRI from which a feature without an address gets one.

    Yields:
        Quads of the default graph.

    Example:
        >>> point = {"type": "Point", "coordinates": [43.1, 40.6]}
        >>> names = {"title": "Kars"}
        >>> feature = {"type": "Feature", "properties": names, "geometry": point}
        >>> [str(quad.object) for quad in read_features(feature, graph="urn:g")][1]
        '"Kars"'
    """
    found = cast("_Object", document)
    features = found.get("features") if "features" in found else [found]
    for place, feature in enumerate(cast("list[object]", features)):
        if isinstance(feature, dict):
            yield from _read_feature(feature, graph=graph, place=place)


def _read_feature(feature: _Object, *, graph: str, place: int) -> Iterator[ox.Quad]:
    properties = feature.get("properties")
    properties = properties if isinstance(properties, dict) else {}
    node = ox.NamedNode(_find_address(feature, properties, f"{graph}#feature-{place}"))
    yield ox.Quad(node, _TYPE, _FEATURE)
    yield from (ox.Quad(node, *pair) for pair in _read_names(feature, properties))
    yield from (ox.Quad(node, *pair) for pair in _read_links(feature, properties))
    for kind in _read_kinds(feature, properties):
        yield ox.Quad(node, _KIND, ox.Literal(kind))
    for number, wkt in enumerate(_write_geometries(feature.get("geometry"))):
        geometry = ox.NamedNode(f"{graph}#geometry-{place}-{number}")
        yield ox.Quad(node, _HAS_GEOMETRY, geometry)
        yield ox.Quad(geometry, _TYPE, _GEOMETRY)
        yield ox.Quad(geometry, _AS_WKT, ox.Literal(wkt, datatype=_WKT))


def _find_address(feature: _Object, properties: _Object, otherwise: str) -> str:
    for value in (feature.get("@id"), feature.get("id"), properties.get("uri")):
        if isinstance(value, str) and is_iri(value):
            return value
    number = properties.get("wof:id")
    return _WHOS_ON_FIRST.format(number) if isinstance(number, int) else otherwise


def _read_names(
    feature: _Object, properties: _Object
) -> Iterator[tuple[ox.NamedNode, ox.Literal]]:
    for key in ("title", "name", "wof:name"):
        if _is_text(properties.get(key)):
            yield _LABEL, ox.Literal(properties[key])
    for name in _list(feature.get("names")):
        if isinstance(name, dict) and _is_text(name.get("toponym")):
            yield _ALT_LABEL, _tag(name["toponym"], name.get("lang"))
    for key, values in properties.items():
        # Such as name:tur_x_preferred of Who's On First.
        if key.startswith("name:"):
            language = key[5:].partition("_")[0]
            for value in _list(values):
                if _is_text(value):
                    yield _ALT_LABEL, _tag(value, _TWO_LETTERS.get(language, language))


def _read_links(
    feature: _Object, properties: _Object
) -> Iterator[tuple[ox.NamedNode, ox.NamedNode]]:
    for link in _list(feature.get("links")):
        if isinstance(link, dict) and _is_text(link.get("identifier")):
            prefix, _, number = link["identifier"].partition(":")
            iri = expand_identifier(prefix, number) or link["identifier"]
            if is_iri(iri):
                yield (
                    (_EXACT if link.get("type") in _SAME else _CLOSE),
                    ox.NamedNode(iri),
                )
    concordances = properties.get("wof:concordances")
    for key, value in (concordances if isinstance(concordances, dict) else {}).items():
        prefix, colon, kind = key.partition(":")
        iri = expand_identifier(prefix, str(value)) if colon and kind == "id" else None
        if iri is not None:
            yield _EXACT, ox.NamedNode(iri)


def _read_kinds(feature: _Object, properties: _Object) -> Iterator[str]:
    for kind in _list(feature.get("types")):
        if isinstance(kind, dict):
            labels = [kind.get("label"), *_list(kind.get("sourceLabels"))]
            for label in labels:
                text = label.get("label") if isinstance(label, dict) else label
                if _is_text(text):
                    yield cast("str", text)
    for key in ("wof:placetype", "featurecode", "placetype"):
        if _is_text(properties.get(key)):
            yield properties[key]


def _write_geometries(geometry: object) -> Iterator[str]:
    """Write a geometry as well-known text, a text for each part of a collection."""
    rest = [geometry]
    while rest:
        each = rest.pop(0)
        if not isinstance(each, dict):
            continue
        if each.get("type") == "GeometryCollection":
            rest += _list(each.get("geometries"))
            continue
        depth = _DEPTHS.get(str(each.get("type")))
        if depth is not None:
            text = _write_positions(each.get("coordinates"), depth)
            yield f"{str(each['type']).upper()}{text if depth else f'({text})'}"


def _write_positions(value: object, depth: int) -> str:
    if depth:
        inner = ", ".join(_write_positions(each, depth - 1) for each in _list(value))
        return f"({inner})"
    # A height may follow longitude and latitude.
    return " ".join(str(number) for number in _list(value)[:2])


def _tag(text: str, language: object) -> ox.Literal:
    if isinstance(language, str) and is_language_tag(language):
        return ox.Literal(text, language=language.lower())
    return ox.Literal(text)


def _list(value: object) -> list[Any]:
    if isinstance(value, list):
        return value
    return [] if value is None else [value]


def _is_text(value: object) -> bool:
    return isinstance(value, str) and bool(value.strip())
