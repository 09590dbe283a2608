"""What sources say of a thing, as far as it may be handed on."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Final, NamedTuple

from gumru_kg.exporters.claim_support import is_accepted, is_affirmed, is_rejected
from gumru_kg.exporters.disputes import find_disputes
from gumru_kg.exporters.plain_text import write_one_line
from gumru_kg.namespaces import GV, expand

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gumru_kg.exporters.disputes import Disputes
    from gumru_kg.things import Thing, Things

_CERTAINTY: Final = f"{GV}certainty."


class Citation(NamedTuple):
    """A source to be cited.

    Attributes:
        iri: The IRI of the source.
        label: Its name, and the place in it.
    """

    iri: str
    label: str


class Attestation(NamedTuple):
    """One claim of one source that is not rejected and says the thing is so.

    Attributes:
        value: What it says, as a term.
        citation: Its source, if one is named.
        certainty: ``certain``, ``probable`` or ``possible``, where the claim says so.
        is_accepted: Whether the editors have taken it into the facts.
    """

    value: object
    citation: Citation | None
    certainty: str
    is_accepted: bool


class Support(NamedTuple):
    """How much carries a fact.

    Attributes:
        claims: The number of accepted claims.
        groups: The number of independent groups of their sources.
    """

    claims: int
    groups: int


class SupportIndex:
    """How much carries each fact and each thing of a graph.

    Attributes:
        disputes: On which facts sources do not agree.
    """

    def __init__(
        self, found: dict[tuple[object, ...], Support], *, disputes: Disputes
    ) -> None:
        self._found = found
        self.disputes = disputes

    def of_thing(self, thing: Thing) -> Support:
        """Give what carries all that is said of a thing.

        Args:
            thing: The thing.

        Returns:
            The numbers, 0 when there are no claims.
        """
        return self._found.get((thing.node,), _NONE)

    def of_fact(self, subject: Thing, predicate: str, value: Thing) -> Support:
        """Give what carries one fact.

        Args:
            subject: The subject of the fact.
            predicate: The property, a CURIE or IRI.
            value: The object.

        Returns:
            The numbers, 0 when there are no claims.
        """
        key = (subject.node, expand(predicate) or predicate, value.node)
        return self._found.get(key, _NONE)


_NONE: Final = Support(0, 0)


def list_attestations(
    things: Things, thing: Thing, predicate: str
) -> tuple[Attestation, ...]:
    """List what sources say of one property of a thing.

    Args:
        things: The graph.
        thing: The subject.
        predicate: The property, a CURIE or IRI.

    Returns:
        The attestations, by the IRI of their claim. A claim that was rejected, or whose
        source doubts or denies it, is none.

    Example:
        >>> from gumru_kg.dataset import shipped_graph
        >>> from gumru_kg.things import Things
        >>> things = Things(shipped_graph())
        >>> kars = things.find("gid:place-kars")
        >>> [each.is_accepted
        ...  for each in list_attestations(things, kars, "schema:containedInPlace")]
        [True]
    """
    found = []
    for claim in things.claims_of(thing, predicate):
        if is_rejected(claim) or not is_affirmed(claim):
            continue
        certainty = next(iter(claim.iris("gum:certainty")), "")
        found += [
            Attestation(
                value,
                _cite(claim),
                certainty.removeprefix(_CERTAINTY),
                is_accepted(claim),
            )
            for value in claim.terms("rdf:object")
        ]
    return tuple(found)


def merge_citations(attestations: Iterable[Attestation]) -> tuple[Citation, ...]:
    """List the sources of several attestations, each once.

    Args:
        attestations: The attestations.

    Returns:
        Their sources, in order.

    Example:
        >>> source = Citation("urn:a", "A")
        >>> merge_citations([Attestation(None, source, "", True)] * 2)
        (Citation(iri='urn:a', label='A'),)
    """
    return tuple(sorted({each.citation for each in attestations if each.citation}))


def count_support(things: Things) -> SupportIndex:
    """Count the accepted claims and the independent groups of sources behind facts.

    Args:
        things: The graph.

    Returns:
        The numbers by fact and by thing; a source in no group counts as one of its own.

    Example:
        >>> from gumru_kg.dataset import shipped_graph
        >>> from gumru_kg.things import Things
        >>> things = Things(shipped_graph())
        >>> support = count_support(things)
        >>> support.of_thing(things.find("gid:event-gumru-signing")).groups > 3
        True
    """
    claims: dict[tuple[object, ...], int] = defaultdict(int)
    groups: dict[tuple[object, ...], set[str]] = defaultdict(set)
    for claim in things.of_class("gum:Claim"):
        if not is_accepted(claim):
            continue
        witnesses = {
            group
            for source in claim.things("gum:source")
            for group in (source.iris("gum:group") or (source.iri,))
        }
        for subject in claim.terms("rdf:subject"):
            facts = [
                (subject, predicate, value)
                for predicate in claim.iris("rdf:predicate")
                for value in claim.terms("rdf:object")
            ]
            for key in ((subject,), *facts):
                claims[key] += 1
                groups[key] |= witnesses
    return SupportIndex(
        {key: Support(number, len(groups[key])) for key, number in claims.items()},
        disputes=find_disputes(things),
    )


def _cite(claim: Thing) -> Citation | None:
    source = claim.thing("gum:source")
    if source is None:
        return None
    locators = [
        locator
        for evidence in claim.things("gum:evidence")
        for locator in evidence.texts("gum:locator")
    ]
    label = ", ".join((source.label(), *dict.fromkeys(locators)))
    return Citation(source.iri, write_one_line(label))
