"""How far two things lie apart, and whether somebody has swapped the coordinates."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pyoxigraph as ox

from gumru_kg.engines.geometry import parse_wkt
from gumru_kg.engines.geosparql import load_functions
from gumru_kg.errors import GeometryError
from gumru_kg.namespaces import GEO, GEOF

if TYPE_CHECKING:
    from collections.abc import Iterable

_WKT: Final = ox.NamedNode(f"{GEO}wktLiteral")
_DISTANCE: Final = ox.NamedNode(f"{GEOF}metricDistance")
_METRES: Final = 1000.0


def find_distance(first: Iterable[str], second: Iterable[str]) -> float | None:
    """Measure between the nearest of some geometries.

    Args:
        first: Geometries of one thing, as well-known text.
        second: Those of another.

    Returns:
        Kilometres; nothing where one has no geometry that can be measured.

    Example:
        >>> round(find_distance(["POINT(43.1 40.6)"], ["POINT(43.8 40.8)"]))
        63
    """
    measure = load_functions()[_DISTANCE]
    others = [ox.Literal(text, datatype=_WKT) for text in second]
    found = (
        measure(ox.Literal(text, datatype=_WKT), other)
        for text in first
        for other in others
    )
    metres = [float(term.value) for term in found if isinstance(term, ox.Literal)]
    return min(metres) / _METRES if metres else None


def swap_coordinates(wkt: str) -> str | None:
    """Write a point with latitude and longitude in each other's place.

    Args:
        wkt: A geometry.

    Returns:
        The other point; nothing for what is no point, or would not be on the Earth.

    Example:
        >>> swap_coordinates("POINT(43.1 40.6)")
        'POINT(40.6 43.1)'
    """
    geometry = parse_wkt(wkt)
    if geometry.kind != "POINT":
        return None
    ((longitude, latitude),) = geometry.positions
    swapped = f"POINT({latitude} {longitude})"
    try:
        parse_wkt(swapped)
    except GeometryError:
        return None
    return swapped
