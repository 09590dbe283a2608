"""Facts: none written by hand that must be derived, no two where one may stand."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from gumru_kg.editorial.checks.affirmed import AFFIRMING
from gumru_kg.editorial.derivation import TRIPLES
from gumru_kg.namespaces import GUM, RDF, compress

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Set as AbstractSet

    import pyoxigraph as ox

    from gumru_kg.editorial.manuscript import Manuscript
    from gumru_kg.editorial.parts import Statement
    from gumru_kg.editorial.problems import Problem
    from gumru_kg.editorial.triples import PlainTriple

    # What claims say, with the statements of the claims' objects.
    _Said = dict[PlainTriple, list[Statement]]


def check_facts(manuscript: Manuscript) -> Iterator[Problem]:
    """Find facts that do not come from where facts come from.

    Args:
        manuscript: The parts.

    Yields:
        The problems.

    Example:
        >>> from gumru_kg.editorial.manuscript import Manuscript
        >>> list(check_facts(Manuscript([])))
        []
    """
    claimed = _triples_of_claims(manuscript)
    accepted = {
        triple: statements
        for triple, claims in claimed.items()
        if (statements := [s for s in claims if manuscript.is_accepted(s.subject)])
    }
    yield from _check_by_hand(manuscript, set(accepted))
    yield from _check_single(manuscript, accepted)
    yield from _check_leaks(manuscript, claimed, set(accepted))


def _triples_of_claims(
    manuscript: Manuscript,
) -> _Said:
    said: _Said = defaultdict(list)
    for claim in manuscript.claims:
        triple = manuscript.stated_triple(claim)
        if triple is not None:
            said[triple] += manuscript.find(claim, f"{RDF}object")
    return said


def _check_by_hand(
    manuscript: Manuscript, accepted: AbstractSet[PlainTriple]
) -> Iterator[Problem]:
    vocabulary = manuscript.vocabulary
    for statement in manuscript.statements:
        if statement.predicate in vocabulary.claim_bearing:
            if statement.triple in accepted:
                remedy = "delete the line, an accepted claim gives it"
            else:
                remedy = "delete the line and write a claim with its source"
            yield statement.problem(
                f"{compress(statement.predicate)} is a fact that the build derives "
                "from accepted claims",
                remedy,
            )
        elif statement.predicate in vocabulary.derived or (
            statement.predicate == TRIPLES
        ):
            problem = f"{compress(statement.predicate)} is computed by the build"
            yield statement.problem(problem, "delete the line")


def _check_single(manuscript: Manuscript, accepted: _Said) -> Iterator[Problem]:
    functional = manuscript.vocabulary.functional
    values: dict[tuple[str, str], dict[ox.NamedNode | ox.Literal, Statement]] = (
        defaultdict(dict)
    )
    reified = {*manuscript.claims, *manuscript.links}
    for statement in manuscript.statements:
        subject, predicate = statement.subject, statement.predicate
        # What a claim or a link must have once is reported with it.
        if predicate in functional and subject not in reified:
            values[subject, predicate].setdefault(statement.object, statement)
    for triple, statements in accepted.items():
        subject, predicate = triple.subject.value, triple.predicate.value
        if predicate in functional:
            values[subject, predicate].setdefault(triple.object, statements[0])
    for (subject, predicate), by_value in values.items():
        first, *others = by_value.values()
        for statement in others:
            yield statement.problem(
                f"{compress(subject)} has two values of {compress(predicate)}: "
                f"{_show(first)} and {_show(statement)}",
                "accept one only",
            )


def _check_leaks(
    manuscript: Manuscript,
    claimed: _Said,
    accepted: AbstractSet[PlainTriple],
) -> Iterator[Problem]:
    """Find statements that stand as facts though their claims are not accepted."""
    for statement in manuscript.statements:
        key = statement.triple
        if key not in claimed or key in accepted:
            continue
        if statement.predicate in manuscript.vocabulary.claim_bearing:
            continue  # refused above already
        claims = [
            claim.subject
            for claim in claimed[key]
            if AFFIRMING.intersection(manuscript.values(claim.subject, f"{GUM}stance"))
        ]
        if claims:
            yield statement.problem(
                f"{compress(statement.predicate)} {_show(statement)} stands as a fact, "
                f"but {compress(claims[0])} is not accepted",
                "delete the line or accept a claim",
            )


def _show(statement: Statement) -> str:
    return compress(statement.value)
