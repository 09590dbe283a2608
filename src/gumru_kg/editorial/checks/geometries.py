"""Geometry: well formed, in the region, longitude before latitude."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

import pyoxigraph as ox

from gumru_kg.editorial.manuscript import TYPE
from gumru_kg.namespaces import DCTERMS, GEO, RDF, compress

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gumru_kg.editorial.manuscript import Manuscript
    from gumru_kg.editorial.parts import Statement
    from gumru_kg.editorial.problems import Problem

_AS_WKT: Final = f"{GEO}asWKT"
_WKT: Final = f"{GEO}wktLiteral"
_SHAPES: Final = (
    re.compile(r"(POINT) ?\(([^()]*)\)"),
    re.compile(r"(LINESTRING) ?\(([^()]*)\)"),
    # What lies between rings is a comma; each ring is looked at by itself.
    re.compile(r"(POLYGON) ?\((\([^()]*\)(?:, ?\([^()]*\))*)\)"),
)
_RING: Final = re.compile(r"\(([^()]*)\)")
_NUMBER: Final = r"(-?[0-9]{1,3}(?:\.[0-9]+)?)"
_PAIR: Final = re.compile(rf"{_NUMBER} {_NUMBER}")
_COMMA: Final = re.compile(", ?")
_FEWEST: Final = {"LINESTRING": 2, "POLYGON": 4}


class _Point(NamedTuple):
    longitude: float
    latitude: float

    def __str__(self) -> str:
        return f"({self.longitude:g} {self.latitude:g})"


class _Box(NamedTuple):
    west: float
    east: float
    south: float
    north: float

    def holds(self, longitude: float, latitude: float) -> bool:
        """Tell whether a point lies in the box or on its edge."""
        is_within = self.west <= longitude <= self.east
        return is_within and self.south <= latitude <= self.north


# From the Channel to the Caspian, where the treaties and those who made them were.
_REGION: Final = _Box(-10, 60, 30, 62)
# Where most places lie, so that what lands here when turned round was turned round.
_HEART: Final = _Box(38, 48, 38, 43)


def check_geometries(manuscript: Manuscript) -> Iterator[Problem]:
    """Find geometries that are malformed, lie where none can lie, or have no source.

    Args:
        manuscript: The parts.

    Yields:
        The problems.

    Example:
        >>> from gumru_kg.editorial.manuscript import Manuscript
        >>> list(check_geometries(Manuscript([])))
        []
    """
    for geometry in manuscript.things:
        if f"{GEO}Geometry" in manuscript.values(geometry, TYPE):
            yield from _check_source(manuscript, geometry)
    for statement in manuscript.statements:
        value = statement.object
        if isinstance(value, ox.Literal) and value.datatype.value == _WKT:
            yield from _check_geometry(statement)
        elif statement.predicate == _AS_WKT or (
            statement.predicate == f"{RDF}object"
            and _AS_WKT in manuscript.values(statement.subject, f"{RDF}predicate")
        ):
            yield statement.problem(
                f"geo:asWKT of {compress(statement.subject)} is no geo:wktLiteral",
                'write "POINT(43.85 40.79)"^^geo:wktLiteral, longitude first',
            )


def _check_source(manuscript: Manuscript, geometry: str) -> Iterator[Problem]:
    if not manuscript.find(geometry, f"{DCTERMS}source"):
        yield manuscript.first(geometry).subject_problem(
            f"{compress(geometry)} has no dcterms:source",
            "name the gazetteer or the data set that it was taken from",
        )


def _check_geometry(statement: Statement) -> Iterator[Problem]:
    name = f"the geometry of {compress(statement.subject)}"
    shape = next(filter(None, (s.fullmatch(statement.value) for s in _SHAPES)), None)
    kind, body = shape.groups() if shape else ("", "")
    runs = _RING.findall(body) if kind == "POLYGON" else [body]
    points = [_read_points(run) for run in runs]
    if not all(points) or (kind == "POINT" and len(points[0]) > 1):
        yield statement.problem(
            f"{name} is no well-formed POINT, LINESTRING or POLYGON",
            "write it such as POINT(43.85 40.79) or LINESTRING(43.1 40, 44.2 41)",
        )
        return
    for run in points:
        if len(run) < _FEWEST.get(kind, 1):
            yield statement.problem(
                f"{name} is a {kind} of too few points, {len(run)}",
                f"give {_FEWEST[kind]} at least",
            )
        elif kind == "POLYGON" and run[0] != run[-1]:
            yield statement.problem(
                f"{name} has a ring that begins at {run[0]} but ends at {run[-1]}",
                "close the ring: end it where it begins",
            )
    yield from _check_region(
        statement, name, [point for run in points for point in run]
    )


def _read_points(run: str) -> list[_Point]:
    """Read the points of a run, or none when one of them is malformed."""
    pairs = [_PAIR.fullmatch(pair) for pair in _COMMA.split(run)]
    points = [_Point(float(pair[1]), float(pair[2])) for pair in pairs if pair]
    return points if len(points) == len(pairs) else []


def _check_region(
    statement: Statement, name: str, points: list[_Point]
) -> Iterator[Problem]:
    outside = next((point for point in points if not _REGION.holds(*point)), None)
    # One point of a line may lie like that by right, as on the coast north of Sochi.
    is_swapped = all(
        _HEART.holds(latitude, longitude) and not _HEART.holds(longitude, latitude)
        for longitude, latitude in points
    )
    if is_swapped:
        yield statement.problem(
            f"{name} has {outside or points[0]}, where longitude and latitude look "
            "swapped",
            "write longitude first",
        )
    elif outside is not None:
        west, east, south, north = _REGION
        yield statement.problem(
            f"{name} has {outside}, outside the region",
            f"write longitude first, between {west:g} and {east:g}, and latitude "
            f"between {south:g} and {north:g}",
        )
