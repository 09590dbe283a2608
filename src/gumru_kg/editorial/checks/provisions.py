"""Provisions: facts on a text or two perspectives, and placed only when they are."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Final

from gumru_kg.namespaces import GUM, GV, RDF, compress

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from gumru_kg.editorial.manuscript import Manuscript
    from gumru_kg.editorial.problems import Problem

    # Claims by their subject and their object.
    _Claims = Mapping[tuple[str, str], list[str]]

_TEXT: Final = f"{GV}perspective.documentary"
_CLAUSE: Final = f"{GUM}Clause"
_REMEDY: Final = "make it attributed, or find a text or a source of another perspective"


def check_provisions(manuscript: Manuscript) -> Iterator[Problem]:
    """Find provisions and articles that are accepted on too little.

    A treaty has a provision when one of its texts bears it out, or sources of two
    perspectives report it, or the claim gives the reason why one is enough. Only such
    a provision stands in an article, and only what a text or two perspectives carry,
    or where such a provision stands, is the content of an article.

    Args:
        manuscript: The parts.

    Yields:
        The problems.

    Example:
        >>> from gumru_kg.editorial.manuscript import Manuscript
        >>> list(check_provisions(Manuscript([])))
        []
    """
    accepted = _find_accepted(manuscript)
    had = accepted[f"{GUM}hasProvision"]
    for (_, provision), claims in had.items():
        if not _is_borne_out(manuscript, claims):
            yield _problem(manuscript, claims[0], f"{compress(provision)} is")
    provisions = {provision for _, provision in had}
    placed: set[str] = set()
    for (provision, clause), claims in accepted[f"{GUM}expressedIn"].items():
        if provision in provisions:
            placed.add(clause)
        else:
            yield manuscript.find(claims[0], f"{GUM}verdict")[0].problem(
                f"{compress(provision)} is accepted in {compress(clause)}, but not as "
                "a provision of a treaty",
                "make it attributed, or accept a claim of gum:hasProvision",
            )
    contents: dict[str, list[str]] = defaultdict(list)
    for (clause, _), claims in accepted[f"{GUM}content"].items():
        contents[clause] += claims
    for clause, claims in contents.items():
        is_clause = _CLAUSE in manuscript.values(clause, f"{RDF}type")
        if is_clause and clause not in placed and not _is_borne_out(manuscript, claims):
            yield _problem(
                manuscript, claims[0], f"the content of {compress(clause)} is"
            )


def _find_accepted(manuscript: Manuscript) -> Mapping[str, _Claims]:
    found: dict[str, dict[tuple[str, str], list[str]]] = defaultdict(dict)
    for claim, triple in manuscript.accepted:
        ends = (triple.subject.value, triple.object.value)
        found[triple.predicate.value].setdefault(ends, []).append(claim)
    return defaultdict(dict, found)


def _is_borne_out(manuscript: Manuscript, claims: list[str]) -> bool:
    perspectives = {
        perspective
        for claim in claims
        for source in manuscript.values(claim, f"{GUM}source")
        for perspective in manuscript.values(source, f"{GUM}perspective")
    }
    return (
        _TEXT in perspectives
        or len(perspectives) > 1
        or any(manuscript.find(claim, f"{GUM}rationale") for claim in claims)
    )


def _problem(manuscript: Manuscript, claim: str, what: str) -> Problem:
    return manuscript.find(claim, f"{GUM}verdict")[0].problem(
        f"{what} accepted, but borne out neither by a text nor by two perspectives",
        _REMEDY,
    )
