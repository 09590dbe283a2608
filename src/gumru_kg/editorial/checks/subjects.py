"""Subjects: a clause that nobody has read is about nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from gumru_kg.editorial.checks.affirmed import find_affirmed, is_affirmed
from gumru_kg.namespaces import DCTERMS, GUM, RDF, compress

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gumru_kg.editorial.manuscript import Manuscript
    from gumru_kg.editorial.problems import Problem

_CLAUSE: Final = f"{GUM}Clause"
_CONTENT: Final = f"{GUM}content"
_EXPRESSED_IN: Final = f"{GUM}expressedIn"


def check_subjects(manuscript: Manuscript) -> Iterator[Problem]:
    """Find clauses with a subject of which no source tells anything.

    What a clause is about rests on a claim that says what it holds, or that a
    provision stands in it; accepted or attributed, but no rejected claim and no denial.

    Args:
        manuscript: The parts.

    Yields:
        The problems.

    Example:
        >>> from gumru_kg.editorial.manuscript import Manuscript
        >>> list(check_subjects(Manuscript([])))
        []
    """
    told = {placing.object for placing in find_affirmed(manuscript, {_EXPRESSED_IN})}
    for claim in manuscript.claims:
        triple = manuscript.stated_triple(claim)
        if (
            triple is not None
            and triple.predicate.value == _CONTENT
            and is_affirmed(manuscript, claim)
        ):
            told.add(triple.subject.value)
    for clause in manuscript.things:
        if clause in told or _CLAUSE not in manuscript.values(clause, f"{RDF}type"):
            continue
        for statement in manuscript.find(clause, f"{DCTERMS}subject"):
            yield statement.problem(
                f"{compress(clause)} has a subject, but no source says what it holds",
                "leave the subject out, or add a claim of gum:content, or of "
                "gum:expressedIn",
            )
