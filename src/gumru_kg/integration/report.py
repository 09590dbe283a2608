"""What an integration found and did."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gumru_kg.integration.comparables import Unread
    from gumru_kg.integration.imported_claims import ImportedClaim
    from gumru_kg.integration.mappings import Mapping
    from gumru_kg.integration.profile import GraphProfile, Tally


@dataclass(frozen=True, slots=True)
class GraphFinding:
    """What was found in one graph.

    Attributes:
        profile: What it has.
        candidates: The proposals by relation and state: ``exactMatch, clear``.
        same: The things that have the same IRI in both graphs.
        unmatched: Its things of a known kind for which nothing is proposed.
        too_far: Pairs of like names that lie too far apart.
        swapped: Things that would be near if their coordinates were swapped.
        repairs: Values that could not be read, and why.
    """

    profile: GraphProfile
    candidates: tuple[Tally, ...]
    same: int
    unmatched: int
    too_far: int
    swapped: tuple[str, ...]
    repairs: tuple[Unread, ...]


@dataclass(frozen=True, slots=True)
class Proposal:
    """What the first step gives.

    Attributes:
        graphs: What was found in each graph.
        mappings: The rows for review, with what was judged before.
        path: The file of them.
    """

    graphs: tuple[GraphFinding, ...]
    mappings: tuple[Mapping, ...]
    path: str


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two values that cannot both be right.

    Attributes:
        subject: Our thing.
        predicate: The property.
        ours: Our values.
        theirs: Their value.
        graph: Their graph.
    """

    subject: str
    predicate: str
    ours: tuple[str, ...]
    theirs: str
    graph: str


@dataclass(frozen=True, slots=True)
class MergeReport:
    """What the merge did.

    Attributes:
        graphs: The triples in each graph of the result.
        links: The accepted mappings, by relation.
        open: Mappings that nobody has judged.
        rejected: Mappings that somebody has rejected.
        claims: What others say of our things, by how it agrees with ours.
        conflicts: Values side by side that cannot both be right.
        left: Mappings of which no claims were made, since they are not exact.
        conforms: Whether our things, the links and the claims fit the shapes.
        results: The results of validation on them.
        their_results: The results on things of the others, which the shapes were not
            made for.
        borrowed: The statements in each graph of others that are made of our things or
            in our words, and that we do not make.
        borrowed_examples: The first of them, as N-Quads.
    """

    graphs: tuple[Tally, ...]
    links: tuple[Tally, ...]
    open: int
    rejected: int
    claims: tuple[Tally, ...]
    conflicts: tuple[Conflict, ...]
    left: int
    conforms: bool
    results: tuple[str, ...]
    their_results: int
    borrowed: tuple[Tally, ...] = ()
    borrowed_examples: tuple[str, ...] = ()


def find_conflicts(claims: tuple[ImportedClaim, ...]) -> tuple[Conflict, ...]:
    """List the claims that cannot be right where ours are.

    Args:
        claims: What others say.

    Returns:
        The values side by side.

    Example:
        >>> find_conflicts(())
        ()
    """
    return tuple(
        Conflict(claim.subject, claim.predicate, claim.ours, claim.value, claim.graph)
        for claim in claims
        if claim.agreement == "conflict"
    )
