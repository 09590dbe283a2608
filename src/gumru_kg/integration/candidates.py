"""What two graphs may both describe: the pairs worth judging, and their rivals."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from gumru_kg.integration.distances import find_distance, swap_coordinates
from gumru_kg.integration.judgement import NEAR, judge_identifier, judge_name
from gumru_kg.integration.name_search import NameSearch

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gumru_kg.integration.comparables import Comparable
    from gumru_kg.integration.judgement import Candidate

MARGIN: Final = 5.0


@dataclass(frozen=True, slots=True)
class Comparison:
    """What came of comparing two graphs.

    Attributes:
        candidates: The pairs, by our thing and by confidence.
        same: The things that have one IRI in both graphs.
        too_far: Pairs of like names that lie too far apart.
        swapped: Their things that would be near if their coordinates were swapped.
    """

    candidates: tuple[Candidate, ...]
    same: tuple[str, ...]
    too_far: int
    swapped: tuple[str, ...]


def find_candidates(
    ours: Sequence[Comparable],
    theirs: Sequence[Comparable],
    *,
    rejected: frozenset[tuple[str, str]] = frozenset(),
) -> Comparison:
    """Compare the things of two graphs.

    Args:
        ours: Our things; those of no known kind are left out.
        theirs: Their things.
        rejected: Our things, each with an address that it is known not to mean.

    Returns:
        The candidates, and what else was seen.

    Example:
        >>> find_candidates([], []).candidates
        ()
    """
    known = [thing for thing in ours if thing.kinds]
    return _Comparer(known, theirs, rejected).compare(known)


class _Comparer:
    def __init__(
        self,
        ours: Sequence[Comparable],
        theirs: Sequence[Comparable],
        rejected: frozenset[tuple[str, str]],
    ) -> None:
        self._rejected = rejected
        self._theirs = {thing.iri: thing for thing in theirs}
        self._names = NameSearch(ours, theirs)
        self._sure: dict[str, list[str]] = {}
        self._near: dict[str, list[str]] = {}
        for thing in theirs:
            for iri in thing.identifiers:
                self._sure.setdefault(iri, []).append(thing.iri)
            for iri in thing.near_identifiers:
                self._near.setdefault(iri, []).append(thing.iri)
        self._too_far = 0
        self._swapped: set[str] = set()

    def compare(self, ours: Sequence[Comparable]) -> Comparison:
        same = tuple(thing.iri for thing in ours if thing.iri in self._theirs)
        found = [
            candidate
            for thing in ours
            if thing.iri not in self._theirs
            for candidate in self._compare_one(thing)
            if not self._is_rejected(thing, self._theirs[candidate.object])
        ]
        return Comparison(
            candidates=_mark_shared(found),
            same=same,
            too_far=self._too_far,
            swapped=tuple(sorted(self._swapped)),
        )

    def _is_rejected(self, our: Comparable, their: Comparable) -> bool:
        return any((our.iri, iri) in self._rejected for iri in their.identifiers)

    def _compare_one(self, our: Comparable) -> list[Candidate]:
        sure, near = self._find_by_identifier(our)
        names = self._names.find(our, wanted=sure | near)
        found = [
            judge_identifier(
                our, self._theirs[iri], names.get(iri, 0.0), is_sure=iri in sure
            )
            for iri in sorted(sure | near)
        ]
        by_name = [
            candidate
            for iri, score in names.items()
            if iri not in sure | near
            and (candidate := self._judge_name(our, self._theirs[iri], score))
        ]
        if not any(candidate.state != "conflict" for candidate in found):
            found += _mark_rivals(by_name)
        else:
            # What an identifier names needs no other of the same name.
            found += [
                replace(candidate, relation="closeMatch", state="ambiguous")
                for candidate in by_name
                if candidate.relation == "exactMatch"
            ]
        return _mark_rivals(found)

    def _find_by_identifier(self, our: Comparable) -> tuple[set[str], set[str]]:
        sure = {iri for key in our.identifiers for iri in self._sure.get(key, ())}
        near = {iri for key in our.identifiers for iri in self._near.get(key, ())}
        for key in our.near_identifiers:
            near.update(self._sure.get(key, ()))
            near.update(self._near.get(key, ()))
        return sure, near - sure

    def _judge_name(
        self, our: Comparable, their: Comparable, score: float
    ) -> Candidate | None:
        kilometres = find_distance(our.geometries, their.geometries)
        if kilometres is not None and kilometres > NEAR and our.kinds & their.kinds:
            self._too_far += 1
            self._look_for_swap(our, their)
        return judge_name(our, their, score, kilometres=kilometres)

    def _look_for_swap(self, our: Comparable, their: Comparable) -> None:
        swapped = [swap_coordinates(wkt) for wkt in their.geometries]
        distance = find_distance(our.geometries, [wkt for wkt in swapped if wkt])
        if distance is not None and distance <= NEAR:
            self._swapped.add(their.iri)


def _mark_rivals(candidates: list[Candidate]) -> list[Candidate]:
    """Leave none of several pairs of one thing clear that are as good as another."""
    alone = [each for each in candidates if _rests_on_name(each)]
    if len(alone) > 1:
        doubted = {each.object: _doubt(each, len(alone)) for each in alone}
        candidates = [doubted.get(each.object, each) for each in candidates]
    exact = [each for each in candidates if each.relation == "exactMatch"]
    if len(exact) <= 1:
        return candidates
    best = max(each.name_score for each in exact)
    rivals = {
        each.object
        for each in exact
        if each.basis == "identifier" or best - each.name_score < MARGIN
    }
    if len(rivals) <= 1:
        return [
            each
            if each.relation != "exactMatch" or each.object in rivals
            else replace(each, relation="closeMatch")
            for each in candidates
        ]
    return [_doubt(each, len(rivals)) if each in exact else each for each in candidates]


def _mark_shared(candidates: list[Candidate]) -> tuple[Candidate, ...]:
    """Leave none of several pairs of one of their things clear, and sort."""
    exact: dict[str, set[str]] = {}
    for each in candidates:
        if each.relation == "exactMatch":
            exact.setdefault(each.object, set()).add(each.subject)
    marked = [
        _doubt(each, len(exact[each.object]))
        if each.relation == "exactMatch" and len(exact[each.object]) > 1
        else each
        for each in candidates
    ]
    ranked = sorted(marked, key=lambda it: (it.subject, -it.confidence, it.object))
    return tuple(ranked)


def _doubt(candidate: Candidate, number: int) -> Candidate:
    if candidate.state != "clear":
        return candidate
    return replace(
        candidate,
        state="ambiguous",
        confidence=round(candidate.confidence / number, 2),
        reasons=(*candidate.reasons, f"one of {number} that are as good"),
    )


def _rests_on_name(candidate: Candidate) -> bool:
    has_more = candidate.kilometres is not None or candidate.dates
    return candidate.basis == "name" and not has_more
