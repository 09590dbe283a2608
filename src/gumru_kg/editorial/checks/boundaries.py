"""Waypoints: on a boundary, and numbered from one without a hole."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING, Final

from gumru_kg.editorial.checks.affirmed import find_affirmed
from gumru_kg.editorial.manuscript import TYPE
from gumru_kg.namespaces import GUM, compress

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from gumru_kg.editorial.manuscript import Manuscript
    from gumru_kg.editorial.parts import Statement
    from gumru_kg.editorial.problems import Problem

    # The numbers on a boundary, each with the places where it is given.
    _Numbers = Mapping[int, list[Statement]]

_ORDER: Final = f"{GUM}order"
# More digits than any sequence has; int() itself refuses some thousands of them.
_NUMBER: Final = re.compile(r"[+-]?[0-9]{1,9}")


def check_boundaries(manuscript: Manuscript) -> Iterator[Problem]:
    """Find waypoints of no boundary, and boundaries whose waypoints do not count on.

    Args:
        manuscript: The parts.

    Yields:
        The problems.

    Example:
        >>> from gumru_kg.editorial.manuscript import Manuscript
        >>> list(check_boundaries(Manuscript([])))
        []
    """
    boundaries: dict[str, set[str]] = defaultdict(set)
    for relation in find_affirmed(manuscript, {f"{GUM}waypointOf"}):
        if manuscript.is_accepted(relation.claim):
            boundaries[relation.subject].add(relation.object)
    numbers: dict[str, dict[int, list[Statement]]] = defaultdict(dict)
    for waypoint in manuscript.things:
        if f"{GUM}Waypoint" not in manuscript.values(waypoint, TYPE):
            continue
        yield from _check_waypoint(manuscript, waypoint, boundaries[waypoint])
        for statement in manuscript.find(waypoint, _ORDER):
            if _NUMBER.fullmatch(statement.value):
                for boundary in boundaries[waypoint]:
                    given = numbers[boundary].setdefault(int(statement.value), [])
                    given.append(statement)
    for boundary, by_number in numbers.items():
        yield from _check_sequence(boundary, by_number)


def _check_waypoint(
    manuscript: Manuscript, waypoint: str, boundaries: set[str]
) -> Iterator[Problem]:
    if not boundaries:
        yield manuscript.first(waypoint).subject_problem(
            f"{compress(waypoint)} is a waypoint of no boundary",
            "accept a claim of gum:waypointOf on it, or remove it",
        )
    if not manuscript.find(waypoint, _ORDER):
        yield manuscript.first(waypoint).subject_problem(
            f"{compress(waypoint)} has no gum:order",
            "number it as the text does, from 1",
        )


def _check_sequence(boundary: str, numbers: _Numbers) -> Iterator[Problem]:
    name = compress(boundary)
    for number, (first, *others) in numbers.items():
        for statement in others:
            yield statement.problem(
                f"{compress(first.subject)} and {compress(statement.subject)} both "
                f"have the gum:order {number} on {name}",
                "number the waypoints one after the other",
            )
    wanted = 1
    for number in sorted(numbers):
        statement = numbers[number][0]
        if number < 1 or (wanted == 1 and number != wanted):
            yield statement.problem(
                f"the waypoints of {name} begin with the gum:order {number}, not 1",
                "number them from 1",
            )
        elif number != wanted:
            yield statement.problem(
                f"the waypoints of {name} go from the gum:order {wanted - 1} to "
                f"{number}",
                f"add the waypoint {wanted}, or number them without a hole",
            )
        wanted = max(1, number + 1)
