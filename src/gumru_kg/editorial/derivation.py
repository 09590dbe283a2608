"""Compute the facts that nobody writes by hand.

Each accepted claim gives its triple, and each link that is not rejected its match.
From the facts come the shortcuts of a treaty and the bounds of dates. Nothing else is
inferred.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Final

import pyoxigraph as ox

from gumru_kg.dates import bounds
from gumru_kg.editorial.links import derive_matches
from gumru_kg.editorial.triples import PlainTriple
from gumru_kg.namespaces import BASE, GUM, GV, PREFIXES, XSD

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Collection, Iterable, Iterator

    from gumru_kg.dates import Bounds
    from gumru_kg.editorial.manuscript import Manuscript

_SIGNING_ROLES: Final = frozenset(
    {f"{GV}role.signatory", f"{GV}role.head-of-delegation"}
)
DATASET: Final = f"{BASE}data"
TRIPLES: Final = f"{PREFIXES['void']}triples"
_VOID_DATASET: Final = ox.NamedNode(f"{PREFIXES['void']}Dataset")
_DATE: Final = ox.NamedNode(f"{XSD}date")


class _Facts:
    """Values by predicate and subject."""

    def __init__(self, triples: Iterable[PlainTriple]) -> None:
        self._values: dict[
            tuple[str, ox.NamedNode], list[ox.NamedNode | ox.Literal]
        ] = defaultdict(list)
        self._subjects: dict[str, set[ox.NamedNode]] = defaultdict(set)
        for triple in triples:
            predicate = triple.predicate.value
            self._values[predicate, triple.subject].append(triple.object)
            self._subjects[predicate].add(triple.subject)

    def values(
        self, subject: ox.NamedNode, name: str
    ) -> list[ox.NamedNode | ox.Literal]:
        return self._values.get((GUM + name, subject), [])

    def nodes(self, subject: ox.NamedNode, name: str) -> list[ox.NamedNode]:
        values = self.values(subject, name)
        return [value for value in values if isinstance(value, ox.NamedNode)]

    def links(self, name: str) -> Iterator[tuple[ox.NamedNode, ox.NamedNode]]:
        for subject in self._subjects.get(GUM + name, ()):
            for node in self.nodes(subject, name):
                yield subject, node

    def dates(self, name: str) -> Iterator[tuple[ox.NamedNode, Bounds]]:
        for subject in self._subjects.get(GUM + name, ()):
            for value in self.values(subject, name):
                yield subject, bounds(value.value)


def accepted_triples(manuscript: Manuscript) -> frozenset[PlainTriple]:
    """Give the triple of every accepted claim.

    Args:
        manuscript: Parts without problems.

    Returns:
        The triples, each once however many claims carry it.

    Example:
        >>> from gumru_kg.editorial.manuscript import Manuscript
        >>> accepted_triples(Manuscript([]))
        frozenset()
    """
    return frozenset(triple for _, triple in manuscript.accepted)


def derive(manuscript: Manuscript) -> frozenset[PlainTriple]:
    """Compute all facts that the build adds to the parts.

    Args:
        manuscript: Parts without problems.

    Returns:
        The triples of accepted claims, the matches of links, the shortcuts of
        treaties and the bounds.

    Raises:
        DateError: When a date cannot be bounded; the checks find it before.

    Example:
        >>> from gumru_kg.editorial.manuscript import Manuscript
        >>> derive(Manuscript([]))
        frozenset()
    """
    accepted = accepted_triples(manuscript)
    facts = _Facts(
        {*(statement.triple for statement in manuscript.statements), *accepted}
    )
    return accepted.union(
        derive_matches(manuscript),
        _shortcuts(facts),
        _participants(facts),
        _bounds(facts),
    )


def count(triples: Collection[PlainTriple]) -> frozenset[PlainTriple]:
    """Say on the data set's node how many triples there are, this one included.

    Args:
        triples: The whole graph.

    Returns:
        The one triple more, or none when the graph describes no data set.

    Example:
        >>> count(frozenset())
        frozenset()
    """
    number = ox.Literal(str(len(triples) + 1), datatype=ox.NamedNode(f"{XSD}integer"))
    return frozenset(
        PlainTriple(triple.subject, ox.NamedNode(TRIPLES), number)
        for triple in triples
        if triple.subject.value == DATASET and triple.object == _VOID_DATASET
    )


def _shortcuts(facts: _Facts) -> Iterator[PlainTriple]:
    for treaty, signing in facts.links("signing"):
        for date in facts.values(signing, "date"):
            yield _triple(treaty, "signedOn", date)
        for place in facts.values(signing, "tookPlaceAt"):
            yield _triple(treaty, "signedAt", place)
        for participation in facts.nodes(signing, "participation"):
            roles = {role.value for role in facts.nodes(participation, "role")}
            if not _SIGNING_ROLES.isdisjoint(roles):
                for agent in facts.values(participation, "agent"):
                    yield _triple(treaty, "signatory", agent)


def _participants(facts: _Facts) -> Iterator[PlainTriple]:
    for event, participation in facts.links("participation"):
        for agent in facts.values(participation, "agent"):
            yield _triple(event, "participant", agent)


def _bounds(facts: _Facts) -> Iterator[PlainTriple]:
    for event, span in facts.dates("date"):
        yield from _day(event, "earliest", span.earliest)
        yield from _day(event, "latest", span.latest)
    # A phase lasts from the first day of its beginning to the last of its end.
    for phase, begin in facts.dates("from"):
        yield from _day(phase, "earliest", begin.earliest)
    for phase, end in facts.dates("until"):
        yield from _day(phase, "latest", end.latest)


def _day(
    subject: ox.NamedNode, name: str, day: dt.date | None
) -> Iterator[PlainTriple]:
    if day is not None:
        literal = ox.Literal(day.isoformat(), datatype=_DATE)
        yield _triple(subject, name, literal)


def _triple(
    subject: ox.NamedNode, name: str, value: ox.NamedNode | ox.Literal
) -> PlainTriple:
    return PlainTriple(subject, ox.NamedNode(GUM + name), value)
