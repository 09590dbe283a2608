"""On which claims a fact rests, and what is said of a thing without being a fact."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from gumru_kg.namespaces import GV

if TYPE_CHECKING:
    from gumru_kg.things import Thing, Things

_ACCEPTED: Final = f"{GV}verdict.accepted"
_REJECTED: Final = f"{GV}verdict.rejected"
_ATTRIBUTED: Final = f"{GV}verdict.attributed"
_AFFIRMED: Final = frozenset({f"{GV}stance.asserts", f"{GV}stance.reports"})


def is_accepted(claim: Thing) -> bool:
    """Tell whether the editors take the statement of a claim into the facts.

    Args:
        claim: The claim.

    Returns:
        True when its verdict, and no other, is that it is accepted.

    Example:
        >>> from gumru_kg.dataset import shipped_graph
        >>> from gumru_kg.things import Things
        >>> things = Things(shipped_graph())
        >>> is_accepted(things.find("gid:claim-gumru-signing-date-mandelstam-1926-p98"))
        False
    """
    return claim.iris("gum:verdict") == (_ACCEPTED,)


def is_rejected(claim: Thing) -> bool:
    """Tell whether the editors reject the statement of a claim.

    Args:
        claim: The claim.

    Returns:
        True when that is its verdict, or one of several.

    Example:
        >>> from gumru_kg.dataset import shipped_graph
        >>> from gumru_kg.things import Things
        >>> things = Things(shipped_graph())
        >>> is_rejected(things.find("gid:claim-gumru-signing-date-haypedia-article"))
        True
    """
    return _REJECTED in claim.iris("gum:verdict")


def list_support(
    things: Things, thing: Thing, *, predicate: str, value: object
) -> tuple[Thing, ...]:
    """List the accepted claims that state a fact.

    Args:
        things: The graph.
        thing: The subject of the fact.
        predicate: Its property, a CURIE or IRI.
        value: Its value, a term of pyoxigraph.

    Returns:
        The claims, by IRI; none where the property bears no claims.

    Example:
        >>> from gumru_kg.dataset import shipped_graph
        >>> from gumru_kg.things import Things
        >>> things = Things(shipped_graph())
        >>> signing = things.find("gid:event-gumru-signing")
        >>> date = signing.terms("gum:date")[0]
        >>> len(list_support(things, signing, predicate="gum:date", value=date)) > 2
        True
    """
    return tuple(
        claim
        for claim in things.claims_of(thing, predicate)
        if is_accepted(claim) and value in claim.terms("rdf:object")
    )


def list_attributed(things: Things, thing: Thing) -> tuple[Thing, ...]:
    """List the claims on a thing that stay with their sources.

    Args:
        things: The graph.
        thing: The subject.

    Returns:
        The claims, by IRI; what the editors reject is not among them.

    Example:
        >>> from gumru_kg.dataset import shipped_graph
        >>> from gumru_kg.things import Things
        >>> things = Things(shipped_graph())
        >>> war = things.find("gid:event-war-1920")
        >>> {claim.iris("gum:verdict") for claim in list_attributed(things, war)}
        {('https://w3id.org/gumru/voc/verdict.attributed',)}
    """
    return tuple(
        claim
        for claim in things.claims_of(thing)
        if _ATTRIBUTED in claim.iris("gum:verdict")
    )


def is_affirmed(claim: Thing) -> bool:
    """Tell whether the source of a claim stands by it, or hands it on.

    Args:
        claim: The claim.

    Returns:
        False when the source doubts or denies it, or when its stance is not known.

    Example:
        >>> from gumru_kg.dataset import shipped_graph
        >>> from gumru_kg.things import Things
        >>> things = Things(shipped_graph())
        >>> is_affirmed(things.find("gid:claim-gumru-signing-date-nutuk-1927"))
        True
    """
    return not _AFFIRMED.isdisjoint(claim.iris("gum:stance"))


def list_sources(claims: tuple[Thing, ...]) -> tuple[Thing, ...]:
    """List the sources of claims, each once.

    Args:
        claims: The claims.

    Returns:
        The sources, by IRI.

    Example:
        >>> list_sources(())
        ()
    """
    found = {source for claim in claims for source in claim.things("gum:source")}
    return tuple(sorted(found, key=lambda source: source.iri))
