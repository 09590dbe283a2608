"""Distances on the WGS 84 ellipsoid.

Between two points the distance is that of geographiclib, exact to far less than a
millimetre. To a line it is the distance to the nearest point of the line, whose
segments are straight in longitude and latitude, as the simple features have them. That
point is looked for in space, on pieces of two kilometres, so short that the error is
under a metre; lines of more than a hundred degrees are cut into longer pieces.
"""

from __future__ import annotations

import math
from itertools import pairwise
from typing import TYPE_CHECKING, Final, NamedTuple, TypeAlias

from gumru_kg.errors import GeometryError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from gumru_kg.engines.geometry import Geometry, Position

_Vector: TypeAlias = tuple[float, float, float]

_RADIUS: Final = 6_378_137.0
_SQUARED_ECCENTRICITY: Final = 0.006_694_379_990_141
_PIECE: Final = 0.02
_MOST_PIECES: Final = 5_000
# A second or two: what one call may take.
_MOST_COMPARISONS: Final = 2_000_000


class _Piece(NamedTuple):
    """A piece of a segment, in degrees and in space."""

    start: Position
    end: Position
    foot: _Vector
    direction: _Vector
    squared_length: float


def measure_distance(first: Geometry, second: Geometry) -> float:
    """Measure how far two geometries that do not touch lie from one another.

    Args:
        first: A geometry.
        second: Another; where the two meet, the distance is zero, and the caller knows.

    Returns:
        Metres, between the points that are nearest to one another.

    Raises:
        GeometryError: When they have so many points that measuring takes too long.

    Example:
        >>> from gumru_kg.engines.geometry import parse_wkt
        >>> round(measure_distance(parse_wkt("POINT(0 0)"), parse_wkt("POINT(1 0)")))
        111319
    """
    pairs = [
        pair
        for one, other in ((first, second), (second, first))
        for pair in _find_nearest(one, other)
    ]
    return min(_measure(*pair) for pair in pairs)


def _find_nearest(
    one: Geometry, other: Geometry
) -> Iterator[tuple[Position, Position]]:
    """Find the position of one geometry that is nearest to the other, and where."""
    pieces = list(_cut(other))
    if len(one.positions) * len(pieces) > _MOST_COMPARISONS:
        problem = f"measured to {len(pieces):,} pieces, it has too many points"
        raise GeometryError(one.kind, problem)
    best: tuple[float, Position, _Piece, float] | None = None
    for position in one.positions:
        point = _to_space(position)
        for piece in pieces:
            along, squared = _approach(point, piece)
            if best is None or squared < best[0]:
                best = squared, position, piece, along
    if best is not None:
        _, position, piece, along = best
        yield position, _between(piece.start, piece.end, along)


def _cut(geometry: Geometry) -> Iterator[_Piece]:
    """Cut lines into pieces that are nearly straight; a point is a piece as well."""
    if geometry.is_of_points:
        yield from (_make_piece(point, point) for point in geometry.positions)
        return
    segments = [pair for path in geometry.paths for pair in pairwise(path)]
    total = sum(_count_degrees(*segment) for segment in segments)
    longest = max(_PIECE, total / _MOST_PIECES)
    for start, end in segments:
        count = max(1, math.ceil(_count_degrees(start, end) / longest))
        for step in range(count):
            yield _make_piece(
                _between(start, end, step / count),
                _between(start, end, (step + 1) / count),
            )


def _make_piece(start: Position, end: Position) -> _Piece:
    foot, head = _to_space(start), _to_space(end)
    direction = _subtract(head, foot)
    return _Piece(start, end, foot, direction, _multiply(direction, direction))


def _approach(point: _Vector, piece: _Piece) -> tuple[float, float]:
    """Tell how far along a piece a point comes nearest, and the squared distance."""
    x, y, z = piece.foot
    dx, dy, dz = piece.direction
    px, py, pz = point[0] - x, point[1] - y, point[2] - z
    along = 0.0
    if piece.squared_length > 0:
        along = (px * dx + py * dy + pz * dz) / piece.squared_length
        along = min(1.0, max(0.0, along))
    px, py, pz = px - along * dx, py - along * dy, pz - along * dz
    return along, px * px + py * py + pz * pz


def _count_degrees(start: Position, end: Position) -> float:
    return math.hypot(end[0] - start[0], end[1] - start[1])


def _between(start: Position, end: Position, along: float) -> Position:
    return (
        start[0] + along * (end[0] - start[0]),
        start[1] + along * (end[1] - start[1]),
    )


def _to_space(position: Position) -> _Vector:
    longitude, latitude = map(math.radians, position)
    sine, cosine = math.sin(latitude), math.cos(latitude)
    radius = _RADIUS / math.sqrt(1 - _SQUARED_ECCENTRICITY * sine * sine)
    return (
        radius * cosine * math.cos(longitude),
        radius * cosine * math.sin(longitude),
        radius * (1 - _SQUARED_ECCENTRICITY) * sine,
    )


def _subtract(one: _Vector, other: _Vector) -> _Vector:
    return one[0] - other[0], one[1] - other[1], one[2] - other[2]


def _multiply(one: Iterable[float], other: Iterable[float]) -> float:
    return sum(a * b for a, b in zip(one, other, strict=True))


def _measure(one: Position, other: Position) -> float:
    from geographiclib.geodesic import Geodesic

    line = Geodesic.WGS84.Inverse(one[1], one[0], other[1], other[0], Geodesic.DISTANCE)
    return float(line["s12"])
