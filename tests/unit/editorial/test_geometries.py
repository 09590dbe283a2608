"""Geometry: form and place."""

from __future__ import annotations

import pytest

from tests.unit.editorial.workshop import CLAIMS, HEAD, Workshop, claim


def refuse(workshop: Workshop, wkt: str, datatype: str = "^^geo:wktLiteral") -> str:
    """Give the problems of a geometry in one text; none is no text."""
    text = (
        f"{HEAD}gid:geometry-test a geo:Geometry ;\n"
        "    dcterms:source gid:source-other ;\n"
        f'    geo:asWKT "{wkt}"{datatype} .'
    )
    workshop.write({"geometry.ttl": text + "\n"})
    problems = workshop.refusal()
    line = text.count("\n") + 1
    assert all(problem.line == line for problem in problems)
    return "\n".join(f"{problem.problem}; {problem.remedy}" for problem in problems)


@pytest.mark.parametrize(
    "wkt",
    [
        "POINT(43.85 40.79)",
        "POINT (-10 30)",
        "POINT(60 62)",
        "LINESTRING(43.1 40, 44.2 41)",
        "LINESTRING(39.9 43.4,40.0 43.5,44.0 41.2)",
        "POLYGON((43 40, 44 40, 44 41, 43 40))",
        "POLYGON((43 40, 45 40, 45 42, 43 40), (43.5 40.1, 44 40.1, 44 41, 43.5 40.1))",
    ],
)
def test_geometry_in_the_region_builds(wkt: str, workshop: Workshop) -> None:
    assert refuse(workshop, wkt) == ""


@pytest.mark.parametrize(
    "wkt",
    [
        "POINT(43.85,40.79)",
        "POINT(43.85)",
        "POINT(43.85 40.79, 43.86 40.80)",
        "POINT(43.85 40.79 1500)",
        "POINT()",
        "POINT EMPTY",
        "LINESTRING(43.1 40, 44.2)",
        "LINESTRING(43.1 40, )",
        "LINESTRING((43.1 40, 44.2 41))",
        "POLYGON(43 40, 44 40, 44 41, 43 40)",
        "POLYGON((43 40, 44 40, 44 41, 43 40)",
        "POLYGON((43 40, 44 40, 44 41, 43 40)(43 40, 44 40, 44 41, 43 40))",
        "MULTIPOINT(43 40)",
        "POINT(1e9 40)",
        "POINT(NaN 40)",
        "<http://www.opengis.net/def/crs/OGC/1.3/CRS84> POINT(43.85 40.79)",
    ],
)
def test_malformed_geometry_is_refused(wkt: str, workshop: Workshop) -> None:
    assert refuse(workshop, wkt) == (
        "the geometry of gid:geometry-test is no well-formed POINT, LINESTRING or "
        "POLYGON; write it such as POINT(43.85 40.79) or LINESTRING(43.1 40, 44.2 41)"
    )


@pytest.mark.parametrize(
    ("wkt", "problem"),
    [
        ("LINESTRING(43.1 40)", "is a LINESTRING of too few points, 1; give 2"),
        ("POLYGON((43 40, 44 40, 43 40))", "is a POLYGON of too few points, 3; give 4"),
        (
            "POLYGON((43 40, 44 40, 44 41, 43 41))",
            "has a ring that begins at (43 40) but ends at (43 41); close the ring",
        ),
        (
            "POLYGON((43 40, 44 40, 44 41, 43 40), (43 40, 44 40, 44 41, 43 41))",
            "has a ring that begins at (43 40) but ends at (43 41); close the ring",
        ),
        (
            "POINT(140.79 43.85)",
            (
                "has (140.79 43.85), outside the region; write longitude first, "
                "between -10 and 60, and latitude between 30 and 62"
            ),
        ),
        ("POINT(43.85 -40.79)", "has (43.85 -40.79), outside the region"),
        (
            "LINESTRING(43.1 40, 44.2 71)",
            "has (44.2 71), outside the region",
        ),
        (
            "POINT(40.79 43.85)",
            (
                "has (40.79 43.85), where longitude and latitude look swapped; write "
                "longitude first"
            ),
        ),
        (
            "LINESTRING(40.1 43.9, 41 44.5)",
            "has (40.1 43.9), where longitude and latitude look swapped",
        ),
        (
            "POLYGON((40 43.5, 40 44, 41 44, 40 43.5))",
            "has (40 43.5), where longitude and latitude look swapped",
        ),
    ],
)
def test_geometry_out_of_place_is_refused(
    wkt: str, problem: str, workshop: Workshop
) -> None:
    found = refuse(workshop, wkt)
    assert f"the geometry of gid:geometry-test {problem}" in found
    assert "\n" not in found


def test_geometry_is_a_literal_of_its_own_datatype(workshop: Workshop) -> None:
    found = refuse(workshop, "POINT(43.85 40.79)", "")
    assert "geo:asWKT of gid:geometry-test is no geo:wktLiteral" in found


def test_geometry_names_its_source(workshop: Workshop) -> None:
    point = '"POINT(43.85 40.79)"^^geo:wktLiteral'
    geometry = f"gid:geometry-test a geo:Geometry ; geo:asWKT {point} .\n"
    workshop.write({"geometry.ttl": HEAD + geometry})
    [problem] = workshop.refusal()
    assert problem.problem == "gid:geometry-test has no dcterms:source"
    assert problem.remedy.startswith("name the gazetteer or the data set")


def test_geometry_in_a_claim_is_held_to_the_same(workshop: Workshop) -> None:
    swapped = '"POINT(40.79 43.85)"^^geo:wktLiteral'
    drawn = claim("drawn", "gid:place-test", "geo:asWKT", swapped, verdict="attributed")
    workshop.write({"claims.ttl": CLAIMS + drawn})
    [problem] = workshop.refusal()
    assert "the geometry of gid:claim-drawn has (40.79 43.85)" in problem.problem
