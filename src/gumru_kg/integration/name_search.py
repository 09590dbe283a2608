"""Which things of another graph have names like those of one of ours."""

from __future__ import annotations

import math
from functools import cached_property
from itertools import product
from typing import TYPE_CHECKING, Final

from gumru_kg.engines.geometry import parse_wkt
from gumru_kg.integration.judgement import SURE_NAME
from gumru_kg.name_matching import NameMatcher

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Sequence

    from gumru_kg.integration.comparables import Comparable
    from gumru_kg.names import Label

LIKE_NAME: Final = 75.0
_MOST_NAMES: Final = 25
_TREATY: Final = "treaty"
_Cell = tuple[int, int]


class NameSearch:
    """The names of another graph.

    Args:
        ours: Our things.
        theirs: Their things.
    """

    def __init__(
        self, ours: Sequence[Comparable], theirs: Sequence[Comparable]
    ) -> None:
        self._theirs = {thing.iri: thing for thing in theirs}
        # Only names of one kind are compared, and an index takes time.
        self._matchers = {
            kind: _index(theirs, kind)
            for kind in sorted({kind for thing in theirs for kind in thing.kinds})
        }
        self._treaties = _index(ours, _TREATY)
        self._usual = self._treaties.find_usual_kinds({thing.iri for thing in ours})

    def find(self, our: Comparable, *, wanted: set[str]) -> dict[str, float]:
        """Find the things with like names.

        Args:
            our: Our thing.
            wanted: Their things that are compared in any case.

        Returns:
            How like the names are, from 0 to 100, by their thing; the most alike first.
        """
        best, is_cut = self._match(our, among=None)
        if is_cut:
            # Of many that bear one name, those that lie near are looked for as well.
            wanted = wanted | self._find_near(our)
        if wanted - best.keys():
            found, _ = self._match(our, among=wanted - best.keys())
            best |= found
        return dict(sorted(best.items(), key=lambda entry: (-entry[1], entry[0])))

    def _match(
        self, our: Comparable, *, among: Container[str] | None
    ) -> tuple[dict[str, float], bool]:
        best: dict[str, float] = {}
        is_cut = False
        kinds = sorted(our.kinds & self._matchers.keys())
        for kind, label in product(kinds, _distinct(our.names)):
            matches = self._matchers[kind].match(
                label.text, among=among, lang=label.language, limit=_MOST_NAMES
            )
            is_cut = is_cut or len(matches) == _MOST_NAMES
            for match in matches:
                score = match.score
                if kind == _TREATY and LIKE_NAME <= score < SURE_NAME:
                    score = max(score, self._match_back(our, match.iri))
                if score >= LIKE_NAME:
                    best[match.iri] = max(score, best.get(match.iri, 0.0))
        return best, is_cut

    def _match_back(self, our: Comparable, iri: str) -> float:
        """Compare where their name need not tell that the thing is a treaty."""
        found = (
            match.score
            for label in self._theirs[iri].names
            for match in self._treaties.match(
                label.text, among={our.iri}, lang=label.language, given=self._usual
            )
        )
        return max(found, default=0.0)

    def _find_near(self, our: Comparable) -> set[str]:
        return {
            iri
            for column, row in _find_cells(our)
            for cell in product(
                (column - 1, column, column + 1), (row - 1, row, row + 1)
            )
            for iri in self._cells.get(cell, ())
        }

    @cached_property
    def _cells(self) -> dict[_Cell, list[str]]:
        found: dict[_Cell, list[str]] = {}
        for thing in self._theirs.values():
            for cell in _find_cells(thing):
                found.setdefault(cell, []).append(thing.iri)
        return found


def _index(things: Iterable[Comparable], kind: str) -> NameMatcher:
    return NameMatcher(
        label for thing in things if kind in thing.kinds for label in thing.names
    )


def _find_cells(thing: Comparable) -> set[_Cell]:
    return {
        (math.floor(longitude), math.floor(latitude))
        for longitude, latitude in _list_positions(thing)
    }


def _list_positions(thing: Comparable) -> Iterator[tuple[float, float]]:
    for wkt in thing.geometries:
        yield from parse_wkt(wkt).positions


def _distinct(names: Iterable[Label]) -> list[Label]:
    return list({label.text: label for label in names}.values())
