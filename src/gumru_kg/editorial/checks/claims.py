"""Claims: complete, evidenced in their own source, accepted only where they may be."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from gumru_kg.editorial.checks.reified import (
    EVIDENCE,
    check_evidence,
    check_one_each,
    check_schemes,
)
from gumru_kg.namespaces import GUM, GV, OA, RDF, RDFS, compress

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gumru_kg.editorial.manuscript import Manuscript
    from gumru_kg.editorial.problems import Problem

_ONE_EACH: Final = (
    f"{RDF}subject",
    f"{RDF}predicate",
    f"{RDF}object",
    f"{GUM}source",
    f"{GUM}stance",
    f"{GUM}verdict",
)
# The values that a property of a claim takes, by the beginning of their IRIs.
_SCHEMES: Final = {
    f"{GUM}stance": f"{GV}stance.",
    f"{GUM}verdict": f"{GV}verdict.",
    f"{GUM}certainty": f"{GV}certainty.",
    f"{GUM}ground": f"{GV}ground.",
}
_UNCERTAIN: Final = frozenset({f"{GV}stance.doubts", f"{GV}stance.denies"})


def check_claims(manuscript: Manuscript) -> Iterator[Problem]:
    """Find claims that say too little, or that may not be accepted.

    Args:
        manuscript: The parts.

    Yields:
        The problems.

    Example:
        >>> from gumru_kg.editorial.manuscript import Manuscript
        >>> list(check_claims(Manuscript([])))
        []
    """
    for claim in manuscript.claims:
        yield from check_one_each(manuscript, claim, _ONE_EACH, kind="claim")
        yield from check_schemes(manuscript, claim, _SCHEMES)
        yield from _check_evidence(manuscript, claim)
        yield from _check_denial(manuscript, claim)
        if manuscript.is_accepted(claim):
            yield from _check_acceptable(manuscript, claim)


def _check_evidence(manuscript: Manuscript, claim: str) -> Iterator[Problem]:
    yield from check_evidence(manuscript, claim)
    sources = manuscript.values(claim, f"{GUM}source")
    for statement in manuscript.find(claim, EVIDENCE):
        places = manuscript.values(statement.value, f"{OA}hasSource")
        if sources and places and not set(places) <= set(sources):
            yield statement.problem(
                f"{compress(statement.value)} lies in {compress(places[0])}, the claim "
                f"in {compress(sources[0])}",
                "cite evidence of the claim's own source",
            )


def _check_denial(manuscript: Manuscript, claim: str) -> Iterator[Problem]:
    """Find labels that affirm what the source denies: readers see them alone."""
    stances = manuscript.values(claim, f"{GUM}stance")
    if _UNCERTAIN.isdisjoint(stances):
        return
    stated = set(map(_bare, manuscript.values(claim, f"{RDF}object")))
    for label in manuscript.find(claim, f"{RDFS}label"):
        if _bare(label.value) in stated:
            yield label.problem(
                f"the label of {compress(claim)} is what its source "
                f"{stances[0].removeprefix(f'{GV}stance.')}",
                "say in the label what the source says, its denial or doubt included",
            )


def _bare(text: str) -> str:
    return text.casefold().rstrip(".")


def _check_acceptable(manuscript: Manuscript, claim: str) -> Iterator[Problem]:
    vocabulary = manuscript.vocabulary
    verdict = manuscript.find(claim, f"{GUM}verdict")[0]
    for stance in manuscript.values(claim, f"{GUM}stance"):
        if stance in _UNCERTAIN:
            yield verdict.problem(
                f"{compress(claim)} is accepted, but its source "
                f"{stance.removeprefix(f'{GV}stance.')} the statement",
                "make it attributed or rejected",
            )
    for predicate in manuscript.values(claim, f"{RDF}predicate"):
        if predicate in vocabulary.attributed_only:
            yield verdict.problem(
                f"{compress(claim)} is accepted, but {compress(predicate)} is "
                "evaluative, causal or about blame",
                "make it attributed",
            )
        if predicate in vocabulary.derived:
            yield verdict.problem(
                f"{compress(claim)} is accepted, but {compress(predicate)} is derived "
                "by the build",
                "claim the property that it is derived from",
            )
