"""Links to other data: which match follows from which link."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from gumru_kg.namespaces import GUM, GV, SKOS

if TYPE_CHECKING:
    from gumru_kg.editorial.manuscript import Manuscript
    from gumru_kg.editorial.triples import PlainTriple

CHECK_STATUS: Final = f"{GUM}checkStatus"
VERIFIED: Final = f"{GV}check.verified"
REJECTED: Final = f"{GV}check.rejected"
# What one source alone says is close; exact is what was checked against a second.
MATCH_OF_STATUS: Final = {
    VERIFIED: f"{SKOS}exactMatch",
    f"{GV}check.single-source": f"{SKOS}closeMatch",
}
MATCHES: Final = frozenset(MATCH_OF_STATUS.values())


def derive_matches(manuscript: Manuscript) -> frozenset[PlainTriple]:
    """Give the match that follows from every link that is not rejected.

    Args:
        manuscript: Parts without problems.

    Returns:
        The triples, ``skos:exactMatch`` and ``skos:closeMatch``.

    Example:
        >>> from gumru_kg.editorial.manuscript import Manuscript
        >>> derive_matches(Manuscript([]))
        frozenset()
    """
    return frozenset(
        triple
        for link in manuscript.links
        if manuscript.values(link, CHECK_STATUS) != [REJECTED]
        and (triple := manuscript.stated_triple(link)) is not None
    )
