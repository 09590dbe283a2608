"""What claims say that the editors have not rejected."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import pyoxigraph as ox

from gumru_kg.namespaces import GUM, GV, RDF

if TYPE_CHECKING:
    from collections.abc import Container, Iterator

    from gumru_kg.editorial.manuscript import Manuscript
    from gumru_kg.editorial.parts import Statement
    from gumru_kg.editorial.problems import Problem

AFFIRMING: Final = frozenset({f"{GV}stance.asserts", f"{GV}stance.reports"})
_REJECTED: Final = f"{GV}verdict.rejected"


@dataclass(frozen=True, slots=True)
class Affirmed:
    """What a claim says of two things.

    Attributes:
        subject: The IRI of the one.
        object: The IRI of the other.
        claim: The claim.
        statement: The object of the claim, as it stands in the file.
    """

    subject: str
    object: str
    claim: str
    statement: Statement

    def problem(self, problem: str, remedy: str) -> Problem:
        """Report something wrong with it, at the line of the claim's object."""
        return self.statement.problem(problem, remedy)


def is_affirmed(manuscript: Manuscript, claim: str) -> bool:
    """Tell whether a source asserts or reports it, and no editor rejects it.

    Args:
        manuscript: The parts.
        claim: The IRI of a claim.

    Returns:
        Whether it is affirmed.

    Example:
        >>> from gumru_kg.editorial.manuscript import Manuscript
        >>> is_affirmed(Manuscript([]), "https://w3id.org/gumru/id/claim-x")
        False
    """
    return bool(
        AFFIRMING.intersection(manuscript.values(claim, f"{GUM}stance"))
    ) and _REJECTED not in manuscript.values(claim, f"{GUM}verdict")


def find_affirmed(
    manuscript: Manuscript, predicates: Container[str]
) -> Iterator[Affirmed]:
    """Find what sources assert or report, accepted or attributed.

    Args:
        manuscript: The parts.
        predicates: The IRIs of the properties asked for.

    Yields:
        What claims with these properties say of two things.

    Example:
        >>> from gumru_kg.editorial.manuscript import Manuscript
        >>> list(find_affirmed(Manuscript([]), ()))
        []
    """
    for claim in manuscript.claims:
        triple = manuscript.stated_triple(claim)
        if (
            triple is not None
            and triple.predicate.value in predicates
            and isinstance(triple.object, ox.NamedNode)
            and is_affirmed(manuscript, claim)
        ):
            statement = manuscript.find(claim, f"{RDF}object")[0]
            yield Affirmed(triple.subject.value, triple.object.value, claim, statement)
