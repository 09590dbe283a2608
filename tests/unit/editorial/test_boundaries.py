"""Waypoints: the order of a boundary."""

from __future__ import annotations

import pytest

from tests.unit.editorial.workshop import CLAIMS, HEAD, Workshop, claim

BOUNDARY = """\
gid:place-boundary-test a gum:Boundary ;
    skos:prefLabel "Line"@en , "Hat"@tr .
"""


def waypoint(number: int | str, name: str) -> str:
    order = "" if number == "" else f" ;\n    gum:order {number}"
    return f"\ngid:waypoint-test-{name} a gum:Waypoint{order} .\n"


def on_boundary(name: str, *, verdict: str = "accepted") -> str:
    return claim(
        f"waypoint-{name}",
        f"gid:waypoint-test-{name}",
        "gum:waypointOf",
        "gid:place-boundary-test",
        verdict=verdict,
    )


def refuse(workshop: Workshop, numbers: list[int | str]) -> list[str]:
    """Give the problems of waypoints with these numbers, and their lines."""
    names = [f"p{place}" for place in range(len(numbers))]
    text = HEAD + BOUNDARY + "".join(map(waypoint, numbers, names))
    claims = CLAIMS + "".join(map(on_boundary, names))
    workshop.write({"waypoints.ttl": text, "claims.ttl": claims})
    lines = text.splitlines()
    return [
        f"{lines[problem.line - 1].strip()} | {problem.problem}; {problem.remedy}"
        for problem in workshop.refusal()
    ]


def test_waypoints_counted_from_one_build(workshop: Workshop) -> None:
    assert refuse(workshop, [2, 1, 3]) == []
    waypoint_facts = workshop.facts("gid:waypoint-test-p0")
    assert ("gum:waypointOf", "gid:place-boundary-test") in waypoint_facts


@pytest.mark.parametrize(
    ("numbers", "problem"),
    [
        (
            [1, 2, 4],
            (
                "gum:order 4 . | the waypoints of gid:place-boundary-test go from the "
                "gum:order 2 to 4; add the waypoint 3, or number them without a hole"
            ),
        ),
        (
            [2, 3],
            (
                "gum:order 2 . | the waypoints of gid:place-boundary-test begin with "
                "the gum:order 2, not 1; number them from 1"
            ),
        ),
        (
            [0, 1],
            (
                "gum:order 0 . | the waypoints of gid:place-boundary-test begin with "
                "the gum:order 0, not 1; number them from 1"
            ),
        ),
        (
            [1, 2, 2],
            (
                "gum:order 2 . | gid:waypoint-test-p1 and gid:waypoint-test-p2 both "
                "have the gum:order 2 on gid:place-boundary-test; number the waypoints "
                "one after the other"
            ),
        ),
        (
            [1, ""],
            (
                "gid:waypoint-test-p1 a gum:Waypoint . | gid:waypoint-test-p1 has no "
                "gum:order; number it as the text does, from 1"
            ),
        ),
    ],
)
def test_an_order_with_a_fault_is_refused(
    numbers: list[int | str], problem: str, workshop: Workshop
) -> None:
    assert refuse(workshop, numbers) == [problem]


def test_a_number_of_many_digits_is_no_place_in_an_order(workshop: Workshop) -> None:
    assert refuse(workshop, [1, "9" * 5000]) == []


def test_each_boundary_has_an_order_of_its_own(workshop: Workshop) -> None:
    other = BOUNDARY.replace("-test", "-other")
    text = HEAD + BOUNDARY + other + waypoint(1, "a") + waypoint(1, "b")
    elsewhere = on_boundary("b").replace("boundary-test", "boundary-other")
    claims = CLAIMS + on_boundary("a") + elsewhere
    workshop.write({"waypoints.ttl": text, "claims.ttl": claims})
    assert workshop.refusal() == []


def test_a_waypoint_lies_on_a_boundary_by_an_accepted_claim(
    workshop: Workshop,
) -> None:
    text = HEAD + BOUNDARY + waypoint(1, "a") + waypoint(2, "b") + waypoint(3, "c")
    claims = CLAIMS + on_boundary("a") + on_boundary("b", verdict="attributed")
    workshop.write({"waypoints.ttl": text, "claims.ttl": claims})
    assert [problem.problem for problem in workshop.refusal()] == [
        "gid:waypoint-test-b is a waypoint of no boundary",
        "gid:waypoint-test-c is a waypoint of no boundary",
    ]
