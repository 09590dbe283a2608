"""What others say of our things, as claims with their graph as the source.

Each stays attributed: no editor has looked at it. A fact of ours is never touched;
where theirs differs, both stand side by side.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal, NamedTuple, TypeAlias

import pyoxigraph as ox

from gumru_kg.integration.distances import find_distance
from gumru_kg.names import fold
from gumru_kg.namespaces import EDTF, GUM, SKOS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from gumru_kg.integration.comparables import Comparable, Dated

Agreement: TypeAlias = Literal["new", "same", "conflict", "compatible"]

_FAR: Final = 25.0
_DATE: Final = ox.NamedNode(f"{EDTF}EDTF")
_DATE_PROPERTIES: Final = {"born": "born", "died": "died", "date": "date"}
_PLACE_PROPERTIES: Final = {"born": "bornAt", "died": "diedAt", "place": "tookPlaceAt"}


@dataclass(frozen=True, slots=True, order=True)
class ImportedClaim:
    """One statement of another graph on a thing of ours.

    Attributes:
        subject: Our thing.
        predicate: Our property.
        value: What they say, as a term of N-Triples.
        graph: Their graph.
        their: Their thing.
        locator: Their property.
        agreement: ``new`` where we have no such value; ``same``; ``conflict`` where
            both cannot be right; ``compatible`` where they can.
        ours: Our values, to be read beside theirs.
    """

    subject: str
    predicate: str
    value: str
    graph: str
    their: str
    locator: str
    agreement: Agreement
    ours: tuple[str, ...]


class Pair(NamedTuple):
    """A thing of ours and what of theirs is the same.

    Attributes:
        our: Our thing.
        their: Theirs.
        graph: Their graph.
    """

    our: Comparable
    their: Comparable
    graph: str


def find_claims(
    pairs: Iterable[Pair], *, signings: Mapping[str, str]
) -> Iterator[ImportedClaim]:
    """Turn what others say of our things into claims.

    Args:
        pairs: Things that a person has accepted as the same.
        signings: The event of signing of each treaty, which bears its date and place.

    Yields:
        Claims on dates, places and names that we do not have.

    Example:
        >>> list(find_claims([], signings={}))
        []
    """
    known = list(pairs)
    places = {pair.their.iri: pair.our.iri for pair in known}
    for pair in known:
        yield from _claim_dates(pair, signings)
        yield from _claim_places(pair, signings, places)
        yield from _claim_names(pair)


def find_distant(pairs: Iterable[Pair]) -> Iterator[tuple[Pair, float]]:
    """Find things that are the same and yet lie apart.

    Args:
        pairs: Things that a person has accepted as the same.

    Yields:
        Each such pair, with the kilometres between the two.

    Example:
        >>> list(find_distant([]))
        []
    """
    for pair in pairs:
        kilometres = find_distance(pair.our.geometries, pair.their.geometries)
        if kilometres is not None and kilometres > _FAR:
            yield pair, kilometres


def _claim_dates(pair: Pair, signings: Mapping[str, str]) -> Iterator[ImportedClaim]:
    for date in pair.their.dates:
        subject = _find_bearer(pair.our, date.role, signings)
        if subject is not None:
            mine = [each for each in pair.our.dates if each.role == date.role]
            yield ImportedClaim(
                subject=subject,
                predicate=f"{GUM}{_DATE_PROPERTIES[date.role]}",
                value=str(ox.Literal(date.text, datatype=_DATE)),
                graph=pair.graph,
                their=pair.their.iri,
                locator=date.locator,
                agreement=_compare_dates(date, mine),
                ours=tuple(each.text for each in mine),
            )


def _claim_places(
    pair: Pair, signings: Mapping[str, str], places: Mapping[str, str]
) -> Iterator[ImportedClaim]:
    for located in pair.their.places:
        place = places.get(located.iri)
        subject = _find_bearer(pair.our, located.role, signings)
        if place is not None and subject is not None:
            mine = sorted(
                {each.iri for each in pair.our.places if each.role == located.role}
            )
            agreement: Agreement = (
                "new" if not mine else "same" if place in mine else "conflict"
            )
            yield ImportedClaim(
                subject=subject,
                predicate=f"{GUM}{_PLACE_PROPERTIES[located.role]}",
                value=str(ox.NamedNode(place)),
                graph=pair.graph,
                their=pair.their.iri,
                locator=located.locator,
                agreement=agreement,
                ours=tuple(mine),
            )


def _claim_names(pair: Pair) -> Iterator[ImportedClaim]:
    known = {(fold(name.text), name.language) for name in pair.our.names}
    texts = {text for text, _ in known}
    for name, locator in zip(pair.their.names, pair.their.name_locators, strict=True):
        key = fold(name.text), name.language
        is_known = key in known or (not name.language and key[0] in texts)
        if not is_known:
            known.add(key)
            literal = ox.Literal(name.text, language=name.language or None)
            yield ImportedClaim(
                subject=pair.our.iri,
                predicate=f"{SKOS}altLabel",
                value=str(literal),
                graph=pair.graph,
                their=pair.their.iri,
                locator=locator,
                agreement="new",
                ours=(),
            )


def _find_bearer(our: Comparable, role: str, signings: Mapping[str, str]) -> str | None:
    """Tell which thing of ours bears a date or a place of this role."""
    if role in ("born", "died"):
        return our.iri if "person" in our.kinds else None
    if "event" in our.kinds:
        return our.iri
    return signings.get(our.iri) if "treaty" in our.kinds else None


def _compare_dates(date: Dated, mine: list[Dated]) -> Agreement:
    if not mine:
        return "new"
    if any(each.text == date.text for each in mine):
        return "same"
    gap = min(each.measure_gap(date) for each in mine)
    return "conflict" if gap else "compatible"
