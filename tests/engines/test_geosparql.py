"""The functions of GeoSPARQL: right distances, and no harm from hostile text."""

from __future__ import annotations

import math
import subprocess
import sys
from itertools import pairwise
from typing import TYPE_CHECKING

import pyoxigraph as ox
import pytest

from gumru_kg import open_graph
from gumru_kg.engines.embedded import EmbeddedEngine
from gumru_kg.engines.geodesy import measure_distance
from gumru_kg.engines.geometry import MOST_POINTS, parse_wkt
from gumru_kg.engines.geosparql import load_functions
from gumru_kg.errors import GeometryError, QueryError
from gumru_kg.namespaces import GEOF

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

KARS = "POINT(43.09746 40.60846)"
GYUMRI = "POINT(43.84749 40.78943)"
MOSCOW = "POINT(37.61552 55.75216)"
SQUARE = "POLYGON((43 40, 44 40, 44 41, 43 41, 43 40))"
WITH_HOLE = f"{SQUARE[:-1]}, (43.4 40.4, 43.4 40.6, 43.6 40.6, 43.6 40.4, 43.4 40.4))"
RIVER = "LINESTRING(43.65 40.14, 43.66 40.2, 43.7 40.4, 43.75 40.6, 43.84 40.79)"

# The functions of GeoSPARQL 1.1, and of the draft after it, that take a geometry.
NAMES = """
    area asDGGS asGML asGeoJSON asKML asWKT boundary boundingCircle buffer centroid
    concaveHull convexHull coordinateDimension difference dimension distance ehContains
    ehCoveredBy ehCovers ehDisjoint ehEquals ehInside ehMeet ehOverlap envelope
    geometryN geometryType getSRID intersection is3D isEmpty isMeasured isSimple length
    maxX maxY maxZ metricArea metricBuffer metricDistance metricLength metricPerimeter
    minX minY minZ numGeometries perimeter rcc8dc rcc8ec rcc8eq rcc8ntpp rcc8ntppi
    rcc8po rcc8tpp rcc8tppi relate sfContains sfCrosses sfDisjoint sfEquals
    sfIntersects sfOverlaps sfTouches sfWithin spatialDimension symDifference transform
    union
""".split()  # noqa: SIM905 - a list of eighty lines would say no more


@pytest.fixture(scope="module")
def engine() -> EmbeddedEngine:
    return EmbeddedEngine(ox.Store())


def write(geometry: str) -> str:
    return f'"{geometry}"^^geo:wktLiteral'


def call(engine: EmbeddedEngine, name: str, *arguments: str) -> str | None:
    text = f"SELECT (geof:{name}({', '.join(arguments)}) AS ?found) {{}}"
    (row,) = engine.select(text)
    return row.text("found")


def measure(engine: EmbeddedEngine, one: str, other: str, unit: str = "metre") -> float:
    found = call(engine, "distance", write(one), write(other), f"uom:{unit}")
    assert found is not None
    return float(found)


def measure_by_vincenty(one: Sequence[float], other: Sequence[float]) -> float:
    """Compute the geodesic a second time, by Vincenty's inverse formula."""
    a, f = 6378137.0, 1 / 298.257223563
    b = a * (1 - f)
    u1, u2 = (math.atan((1 - f) * math.tan(math.radians(p[1]))) for p in (one, other))
    length = lam = math.radians(other[0] - one[0])
    for _ in range(100):
        sin_sigma = math.hypot(
            math.cos(u2) * math.sin(lam),
            math.cos(u1) * math.sin(u2) - math.sin(u1) * math.cos(u2) * math.cos(lam),
        )
        cos_sigma = math.sin(u1) * math.sin(u2) + math.cos(u1) * math.cos(
            u2
        ) * math.cos(lam)
        sigma = math.atan2(sin_sigma, cos_sigma)
        sin_alpha = math.cos(u1) * math.cos(u2) * math.sin(lam) / sin_sigma
        cos2 = 1 - sin_alpha**2
        middle = cos_sigma - 2 * math.sin(u1) * math.sin(u2) / cos2
        c = f / 16 * cos2 * (4 + f * (4 - 3 * cos2))
        wave = middle + c * cos_sigma * (2 * middle**2 - 1)
        lam = length + (1 - c) * f * sin_alpha * (sigma + c * sin_sigma * wave)
    squared = cos2 * (a**2 - b**2) / b**2
    big_a = 1 + squared / 16384 * (
        4096 + squared * (squared * (320 - 175 * squared) - 768)
    )
    big_b = squared / 1024 * (256 + squared * (squared * (74 - 47 * squared) - 128))
    cubic = middle * (4 * sin_sigma**2 - 3) * (4 * middle**2 - 3)
    delta = (
        big_b
        * sin_sigma
        * (middle + big_b / 4 * (cos_sigma * (2 * middle**2 - 1) - big_b / 6 * cubic))
    )
    return b * big_a * (sigma - delta)


@pytest.mark.parametrize(
    ("head", "function"),
    [
        ("", "geof:distance"),
        ("", f"<{GEOF}distance>"),
        (f"PREFIX x: <{GEOF}>", "x:distance"),
        (f"BASE <{GEOF}>", "<distance>"),
        ("", f"<{GEOF.replace('spar', chr(92) + 'u0073par')}distance>"),
        (f"PREFIX x: <{GEOF.removesuffix('sparql/')}>", "x:sparql\\/distance"),
    ],
)
def test_functions_are_ours_however_they_are_written(
    engine: EmbeddedEngine, head: str, function: str
) -> None:
    # The engine has functions of its own, which are not exact.
    arguments = f"{write(KARS)}, {write(GYUMRI)}, uom:metre"
    (row,) = engine.select(f"{head} SELECT ({function}({arguments}) AS ?found) {{}}")
    assert row.text("found") == call(
        engine, "distance", write(KARS), write(GYUMRI), "uom:metre"
    )
    assert row.text("found") is not None


@pytest.mark.parametrize(("one", "other"), [(KARS, GYUMRI), (KARS, MOSCOW)])
def test_distance_of_points_is_that_of_vincenty(
    engine: EmbeddedEngine, one: str, other: str
) -> None:
    places = [parse_wkt(text).positions[0] for text in (one, other)]
    assert measure(engine, one, other) == pytest.approx(
        measure_by_vincenty(*places), abs=0.001
    )


@pytest.mark.parametrize("place", [KARS, GYUMRI, MOSCOW, "POINT(43.2 39)"])
def test_distance_to_a_line_is_that_to_its_nearest_point(
    engine: EmbeddedEngine, place: str
) -> None:
    # The same by brute force: the line as ten thousand points.
    point = parse_wkt(place).positions[0]
    nearest = min(
        measure_by_vincenty(point, (x + s * (u - x) / 2500, y + s * (v - y) / 2500))
        for (x, y), (u, v) in pairwise(parse_wkt(RIVER).positions)
        for s in range(0, 2501, 25)
    )
    found = measure(engine, place, RIVER)
    assert found <= nearest + 0.001
    assert found == pytest.approx(nearest, abs=1)
    assert measure(engine, RIVER, place) == pytest.approx(found)


def test_kilometres_are_a_thousand_metres(engine: EmbeddedEngine) -> None:
    metres = measure(engine, KARS, GYUMRI)
    assert measure(engine, KARS, GYUMRI, "kilometre") == pytest.approx(metres / 1000)
    found = call(engine, "metricDistance", write(KARS), write(GYUMRI))
    assert float(found or "nan") == metres


def test_distance_is_zero_where_geometries_meet(engine: EmbeddedEngine) -> None:
    assert measure(engine, KARS, KARS) == 0
    assert measure(engine, KARS, SQUARE) == 0
    assert measure(engine, SQUARE, RIVER) == 0
    # In a hole is outside.
    assert measure(engine, "POINT(43.5 40.5)", WITH_HOLE) > 8000


def test_distance_crosses_the_date_line(engine: EmbeddedEngine) -> None:
    assert measure(engine, "POINT(179.9 0)", "LINESTRING(-179.9 -1, -179.9 1)") < 23000


def test_places_relate_in_the_plane(engine: EmbeddedEngine) -> None:
    def holds(name: str, one: str, other: str) -> str | None:
        return call(engine, name, write(one), write(other))

    assert holds("sfWithin", KARS, SQUARE) == "true"
    assert holds("sfWithin", MOSCOW, SQUARE) == "false"
    assert holds("sfContains", SQUARE, KARS) == "true"
    assert holds("sfContains", WITH_HOLE, "POINT(43.5 40.5)") == "false"
    assert holds("sfIntersects", RIVER, SQUARE) == "true"
    assert holds("sfDisjoint", KARS, RIVER) == "true"


def test_envelope_is_the_box_around(engine: EmbeddedEngine) -> None:
    box = call(engine, "envelope", write(RIVER))
    assert box is not None
    corners = {(43.65, 40.14), (43.65, 40.79), (43.84, 40.14), (43.84, 40.79)}
    assert set(parse_wkt(box).positions) == corners


@pytest.mark.parametrize(
    "text",
    [
        "",
        "POINT",
        "POINT()",
        "POINT EMPTY",
        "POINT(43)",
        "POINT(43 40 1)",
        "POINT Z(43 40 1)",
        "POINT(43 40) and more",
        "POINT(43 40",
        "POINT((43 40))",
        "POINT(43 40, 44 40)",
        "POINT(43 nan)",
        "POINT(43 1e400)",
        "POINT(43 4_0)",
        "POINT(43 ٤٠)",
        "POINT(@)",
        "LINESTRING(43 40)",
        "LINESTRING(43 40,)",
        "LINESTRING((43 40, 44 40))",
        "POLYGON(43 40, 44 40, 44 41, 43 40)",
        "POLYGON((43 40, 44 40, 44 41))",
        "POLYGON((43 40, 44 40, 44 41, 43 40) (43 40, 44 40, 44 41, 43 40))",
        "POLYGON((43 40, 44 40, 44 41, 43 40),)",
        "POLYGON(@)",
        "MULTIPOLYGON((43 40, 44 40, 44 41, 43 40))",
        "MULTIPOLYGON(((43 40, 44 40, 44 41, 43 40)), (43 40, 44 40, 44 41, 43 40))",
        "CIRCULARSTRING(43 40, 44 40, 44 41)",
        "GEOMETRYCOLLECTION(POINT(43 40))",
        "<http://www.opengis.net/def/crs/EPSG/0/4326> POINT(43 40)",
        "<http://www.opengis.net/def/crs/EPSG/0/3857> POINT(43 40)",
        # Longitude and latitude of a place in the far north, the wrong way round.
        "POINT(43 140)",
    ],
)
def test_other_text_is_refused_and_answers_nothing(
    engine: EmbeddedEngine, text: str
) -> None:
    with pytest.raises(GeometryError) as caught:
        parse_wkt(text)
    assert "\n" not in str(caught.value)
    assert call(engine, "distance", write(text), write(KARS), "uom:metre") is None
    assert call(engine, "sfWithin", write(KARS), write(text)) is None
    assert call(engine, "envelope", write(text)) is None
    rows = f"SELECT ?x {{ VALUES ?x {{ {write(text)} {write(KARS)} }}"
    rows += f" FILTER(geof:distance(?x, {write(KARS)}, uom:metre) < 1) }}"
    assert list(engine.select(rows).rows()) == [(KARS,)]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        (f"<http://www.opengis.net/def/crs/OGC/1.3/CRS84> {KARS}", 1),
        ("  point ( 43.1   40.6 )  ", 1),
        ("POINT(+43.1 -4.06e1)", 1),
        ("MULTIPOINT(43 40, 44 40)", 2),
        ("MULTIPOINT((43 40), (44 40))", 2),
        ("MULTILINESTRING((43 40, 44 40), (43 41, 44 41))", 4),
        ("MULTIPOLYGON(((43 40, 44 40, 44 41, 43 40)))", 4),
    ],
)
def test_what_is_well_known_is_read(text: str, count: int) -> None:
    assert len(parse_wkt(text).positions) == count


def test_what_is_no_geometry_or_unit_answers_nothing(engine: EmbeddedEngine) -> None:
    kars = write(KARS)
    assert call(engine, "distance", f"'{KARS}'", kars, "uom:metre") is None
    assert call(engine, "distance", "gid:place-kars", kars, "uom:metre") is None
    assert call(engine, "distance", kars, kars, "uom:degree") is None
    assert call(engine, "distance", kars, kars, "'metre'") is None
    assert call(engine, "distance", kars, kars) is None
    assert call(engine, "distance") is None
    assert call(engine, "sfWithin", kars) is None
    assert call(engine, "sfWithin", kars, "?nothing") is None


def test_operations_without_a_bound_on_time_are_off(engine: EmbeddedEngine) -> None:
    for name in ("union", "intersection", "difference", "symDifference"):
        assert call(engine, name, write(SQUARE), write(WITH_HOLE)) is None


def test_function_that_is_not_there_is_named(engine: EmbeddedEngine) -> None:
    with pytest.raises(QueryError, match=r"no function is called <.*buffer>"):
        call(engine, "buffer", write(KARS))


def test_more_points_than_allowed_are_refused() -> None:
    line = ", ".join(["43 40", "44 41"] * (MOST_POINTS // 2))
    assert len(parse_wkt(f"LINESTRING({line})").positions) == MOST_POINTS
    with pytest.raises(GeometryError, match="points"):
        parse_wkt(f"LINESTRING({line}, 43 40)")
    with pytest.raises(GeometryError, match="characters"):
        parse_wkt(f"POINT({' ' * 300_000}43 40)")


def test_measuring_long_lines_to_one_another_is_refused() -> None:
    teeth = ", ".join(f"{i / 100:.2f} {i % 2 * 50}" for i in range(MOST_POINTS))
    comb = parse_wkt(f"LINESTRING({teeth})")
    with pytest.raises(GeometryError, match="too many points"):
        measure_distance(comb, comb)


def test_every_function_survives_what_ends_the_engine(tmp_path: Path) -> None:
    # Collections in collections overflow the stack of pyoxigraph's parser, which no
    # exception can catch: hence another process.
    nested = f"{'GEOMETRYCOLLECTION(' * 100_000}{KARS}{')' * 100_000}"
    data = tmp_path / "hostile.ttl"
    data.write_text(
        "<urn:a> <http://www.opengis.net/ont/geosparql#asWKT> "
        f'"{nested}"^^<http://www.opengis.net/ont/geosparql#wktLiteral> .\n',
        encoding="utf-8",
    )
    script = f"""
import gumru_kg
kg = gumru_kg.open_graph({str(data)!r})
for name in {NAMES!r}:
    for arguments in ("?g", "?g, ?g", "?g, ?g, uom:metre"):
        call = f"geof:{{name}}({{arguments}})"
        try:
            query = f"SELECT ({{call}} AS ?f) {{{{ ?s geo:asWKT ?g }}}}"
            ((found,),) = kg.select(query).rows()
        except gumru_kg.GumruError:
            continue
        assert found is None, call
print("alive")
"""
    ended = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=False
    )
    assert (ended.returncode, ended.stdout) == (0, "alive\n"), ended.stderr


def test_functions_are_there_for_users_of_the_graph() -> None:
    near = """
        SELECT ?place {
          gid:place-kars geo:hasGeometry/geo:asWKT ?kars .
          ?place a gum:Place ; geo:hasGeometry/geo:asWKT ?point .
          FILTER(geof:distance(?kars, ?point, uom:kilometre) < 70)
        }
    """
    found = {place for (place,) in open_graph().select(near).rows()}
    assert {
        f"https://w3id.org/gumru/id/place-{name}" for name in ("kars", "gyumri")
    } <= (found)
    assert "https://w3id.org/gumru/id/place-erzurum" not in found


def test_every_function_has_a_name_of_the_standard() -> None:
    names = {function.value.removeprefix(GEOF) for function in load_functions()}
    assert names <= set(NAMES)
