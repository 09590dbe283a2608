"""Geometries of the graph as GeoJSON has them."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from gumru_kg.engines.geometry import parse_wkt
from gumru_kg.errors import GeometryError
from gumru_kg.exporters.attestations import Citation
from gumru_kg.exporters.plain_text import write_one_line

if TYPE_CHECKING:
    from gumru_kg.engines.geometry import Geometry, Path
    from gumru_kg.things import Thing

_KINDS: Final = {
    "POINT": "Point",
    "LINESTRING": "LineString",
    "POLYGON": "Polygon",
    "MULTIPOINT": "MultiPoint",
    "MULTILINESTRING": "MultiLineString",
    "MULTIPOLYGON": "MultiPolygon",
}
_RING: Final = re.compile(r"\([^()]*\)")
_POLYGON: Final = re.compile(r"\(\s*\([^()]*\)(?:\s*,\s*\([^()]*\))*\s*\)")


class Shape(NamedTuple):
    """One geometry of a thing.

    Attributes:
        kind: The kind by its name in GeoJSON.
        coordinates: Its coordinates as GeoJSON nests them.
        wkt: Its well-known text, as the graph has it.
        note: What is noted of it, such as that it is for orientation only.
        citations: Where it is taken from.
    """

    kind: str
    coordinates: Any
    wkt: str
    note: str
    citations: tuple[Citation, ...]

    @property
    def geojson(self) -> dict[str, Any]:
        """The geometry object."""
        return {"type": self.kind, "coordinates": self.coordinates}


def read_shapes(thing: Thing) -> tuple[Shape, ...]:
    """Read the geometries of a thing.

    Args:
        thing: A place or a waypoint.

    Returns:
        Those that can be read; well-known text with another reference system, of a kind
        that GeoJSON has not, or of more points than are read, is left out.

    Example:
        >>> from gumru_kg.dataset import shipped_graph
        >>> from gumru_kg.things import Things
        >>> kars = Things(shipped_graph()).find("gid:place-kars")
        >>> [(shape.kind, shape.coordinates) for shape in read_shapes(kars)]
        [('Point', [43.09746, 40.60846])]
    """
    found = []
    for node in thing.things("geo:hasGeometry"):
        notes = node.texts("skos:note", "en") or node.texts("skos:note")
        sources = tuple(
            Citation(source.iri, write_one_line(source.label()))
            for source in node.things("dcterms:source")
        )
        for text in node.texts("geo:asWKT"):
            try:
                geometry = parse_wkt(text)
            except GeometryError:
                continue
            kind, coordinates = _KINDS[geometry.kind], _nest(geometry, text)
            note = write_one_line(" ".join(notes))
            found.append(Shape(kind, coordinates, text, note, sources))
    return tuple(found)


def merge_shapes(shapes: tuple[Shape, ...]) -> dict[str, Any] | None:
    """Make one geometry object of all that a thing has.

    Args:
        shapes: Its geometries.

    Returns:
        The geometry itself, several of one plain kind as the kind for several, others
        as a collection; nothing when there is none.

    Example:
        >>> merge_shapes(())
    """
    if len(shapes) < len(("one", "two")):
        return shapes[0].geojson if shapes else None
    kinds = {shape.kind for shape in shapes}
    kind = kinds.pop()
    if not kinds and not kind.startswith("Multi"):
        coordinates = [shape.coordinates for shape in shapes]
        return {"type": f"Multi{kind}", "coordinates": coordinates}
    members = [shape.geojson for shape in shapes]
    return {"type": "GeometryCollection", "geometries": members}


def _nest(geometry: Geometry, text: str) -> Any:  # noqa: ANN401 - nested lists
    paths = [[list(position) for position in path] for path in geometry.paths]
    if geometry.kind == "POINT":
        return paths[0][0]
    if geometry.kind == "MULTIPOINT":
        return [position for path in paths for position in path]
    if geometry.kind == "LINESTRING":
        return paths[0]
    if geometry.kind == "MULTILINESTRING":
        return paths
    if geometry.kind == "POLYGON":
        return _wind(geometry.paths)
    rings = list(geometry.paths)
    polygons = []
    for polygon in _POLYGON.findall(text):
        size = len(_RING.findall(polygon))
        polygons.append(_wind(tuple(rings[:size])))
        del rings[:size]
    return polygons


def _wind(rings: tuple[Path, ...]) -> list[list[list[float]]]:
    """Turn the outer ring against the clock and the holes with it (RFC 7946, 3.1.6)."""
    turned = []
    for number, ring in enumerate(rings):
        area = sum(a[0] * b[1] - b[0] * a[1] for a, b in pairwise(ring))
        is_right = (area > 0) == (number == 0)
        turned.append([list(each) for each in (ring if is_right else ring[::-1])])
    return turned
