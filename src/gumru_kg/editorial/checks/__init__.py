"""The rules that the hand-edited files keep."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from gumru_kg.editorial.checks.boundaries import check_boundaries
from gumru_kg.editorial.checks.claims import check_claims
from gumru_kg.editorial.checks.concordance import check_concordance
from gumru_kg.editorial.checks.descriptions import check_descriptions
from gumru_kg.editorial.checks.facts import check_facts
from gumru_kg.editorial.checks.geometries import check_geometries
from gumru_kg.editorial.checks.links import check_links
from gumru_kg.editorial.checks.literals import check_literals
from gumru_kg.editorial.checks.provisions import check_provisions
from gumru_kg.editorial.checks.spans import check_spans
from gumru_kg.editorial.checks.subjects import check_subjects
from gumru_kg.editorial.checks.terms import check_terms

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gumru_kg.editorial.manuscript import Manuscript
    from gumru_kg.editorial.problems import Problem


def find_problems(
    manuscript: Manuscript, *, texts: Mapping[str, str], is_complete: bool
) -> frozenset[Problem]:
    """Find every problem of the parts.

    Args:
        manuscript: What could be read.
        texts: Texts of sources by the IRI of the source.
        is_complete: Whether all files could be read. When not, only what can be said
            of a literal by itself is checked: a term or a thing that seems unknown
            may be declared in the file that is broken.

    Returns:
        The problems, each once.

    Example:
        >>> from gumru_kg.editorial.manuscript import Manuscript
        >>> find_problems(Manuscript([]), texts={}, is_complete=True)
        frozenset()
    """
    if not is_complete:
        return frozenset(check_literals(manuscript))
    return frozenset(
        chain(
            check_terms(manuscript),
            check_literals(manuscript),
            check_descriptions(manuscript),
            check_claims(manuscript),
            check_facts(manuscript),
            check_links(manuscript),
            check_provisions(manuscript),
            check_subjects(manuscript),
            check_concordance(manuscript),
            check_boundaries(manuscript),
            check_geometries(manuscript),
            check_spans(manuscript, texts=texts),
        )
    )
