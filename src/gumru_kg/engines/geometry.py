"""Geometries written as well-known text, read strictly and within limits.

Text from outside is hostile: parsers of geometries recurse, and comparing two lines
takes time in proportion to the product of their points. So only the six plain kinds
are read, none of which nests, up to a number of points, and with coordinates that are
on the Earth.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Final, TypeAlias

from gumru_kg.errors import GeometryError

Position: TypeAlias = tuple[float, float]
Path: TypeAlias = tuple[Position, ...]

CRS84: Final = "http://www.opengis.net/def/crs/OGC/1.3/CRS84"
MOST_POINTS: Final = 5_000
_LONGEST: Final = 250_000
_EASTMOST: Final = 180
_NORTHMOST: Final = 90

# How many pairs of brackets stand around the positions of each kind.
_DEPTHS: Final = {
    "POINT": 1,
    "LINESTRING": 1,
    "MULTIPOINT": 1,
    "POLYGON": 2,
    "MULTILINESTRING": 2,
    "MULTIPOLYGON": 3,
}
_FEWEST: Final = {"LINESTRING": 2, "MULTILINESTRING": 2}
_FEWEST_OF_RING: Final = 4
_HEAD: Final = re.compile(r"\s*(?:<([^<>\s]*)>\s+)?([A-Za-z]+)\s*(?=\()")
_BRACKETS: Final = re.compile(r"\(([^()]*)\)")
_SIGNS: Final = "@!&"
_NUMBER: Final = re.compile(r"[-+]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][-+]?[0-9]+)?")


@dataclass(frozen=True, slots=True)
class Geometry:
    """A geometry of the WGS 84 ellipsoid, longitude first.

    Attributes:
        kind: Its kind in capitals, such as ``LINESTRING``.
        paths: Its points, lines or rings, each a run of positions.
    """

    kind: str
    paths: tuple[Path, ...]

    @property
    def is_of_points(self) -> bool:
        """Whether it has points and no lines."""
        return self.kind in {"POINT", "MULTIPOINT"}

    @property
    def positions(self) -> Path:
        """All positions, in their order."""
        return tuple(position for path in self.paths for position in path)


@lru_cache(maxsize=64)
def parse_wkt(text: str) -> Geometry:
    """Read a geometry.

    Args:
        text: Well-known text of a point, line or polygon, or of several of a kind,
            with no coordinate reference system or with that of CRS84.

    Returns:
        The geometry.

    Raises:
        GeometryError: When it is something else, is empty, has more points than
            ``MOST_POINTS``, or leaves the Earth.

    Example:
        >>> parse_wkt("POINT(43.09746 40.60846)").positions
        ((43.09746, 40.60846),)
    """
    if len(text) > _LONGEST:
        raise GeometryError(text, f"it has more than {_LONGEST:,} characters")
    head = _HEAD.match(text)
    if head is None:
        raise GeometryError(text, "it begins with no kind of geometry")
    system, kind = head[1], head[2].upper()
    if system is not None and system != CRS84:
        raise GeometryError(text, f"its reference system is <{system}>, not CRS84")
    if kind not in _DEPTHS:
        raise GeometryError(text, f"{kind} is not one of {', '.join(_DEPTHS)}")
    paths = _read_paths(text, text[head.end() :], kind)
    if sum(map(len, paths)) > MOST_POINTS:
        raise GeometryError(text, f"it has more than {MOST_POINTS:,} points")
    _check_paths(text, kind, paths)
    return Geometry(kind, paths)


def _read_paths(text: str, body: str, kind: str) -> tuple[Path, ...]:
    if any(sign in body for sign in _SIGNS):
        raise GeometryError(text, "a coordinate is no number")
    if kind == "MULTIPOINT" and body.count("(") > 1:
        # Each point may stand in brackets of its own.
        body = re.sub(r"\(([^(),]*)\)", r"\1", body)
    found = _BRACKETS.findall(body)
    # From the innermost brackets outwards: a sign stands for what has been read, and
    # brackets further out hold a list of the signs of the level below.
    body = _BRACKETS.sub(_SIGNS[0], body)
    signs = _SIGNS[: _DEPTHS[kind]]
    for below, sign in pairwise(signs):
        body = re.sub(rf"\(\s*{below}\s*(?:,\s*{below}\s*)*\)", sign, body)
    if body.strip() != signs[-1]:
        raise GeometryError(text, "its brackets do not fit its kind")
    return tuple(_read_path(text, path) for path in found)


def _read_path(text: str, path: str) -> Path:
    return tuple(_read_position(text, pair.split()) for pair in path.split(","))


def _read_position(text: str, numbers: list[str]) -> Position:
    if len(numbers) != len(("longitude", "latitude")):
        raise GeometryError(text, "a position is not made of two numbers")
    if not all(map(_NUMBER.fullmatch, numbers)):
        raise GeometryError(text, "a coordinate is no number")
    longitude, latitude = map(float, numbers)
    if math.fabs(longitude) > _EASTMOST or math.fabs(latitude) > _NORTHMOST:
        problem = f"{' '.join(numbers)} is not on the Earth; longitude stands first"
        raise GeometryError(text, problem)
    return longitude, latitude


def _check_paths(text: str, kind: str, paths: tuple[Path, ...]) -> None:
    if kind == "POINT" and [len(path) for path in paths] != [1]:
        raise GeometryError(text, "a point is not one position")
    if min(map(len, paths)) < _FEWEST.get(kind, 1):
        raise GeometryError(text, "a line has one position only")
    if kind.endswith("POLYGON") and not all(
        len(ring) >= _FEWEST_OF_RING and ring[0] == ring[-1] for ring in paths
    ):
        raise GeometryError(text, "a ring is not closed or has fewer than four points")
