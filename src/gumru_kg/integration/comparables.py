"""What is compared of a thing, whatever vocabulary describes it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

    from gumru_kg.names import Label


@dataclass(frozen=True, slots=True)
class Dated:
    """A date of a thing.

    Attributes:
        role: ``born``, ``died`` or ``date``.
        text: The date in EDTF.
        earliest: The first day that it allows; ``None`` when it is open.
        latest: The last day that it allows; ``None`` when it is open.
        locator: The property that gives it, as an IRI.
    """

    role: str
    text: str
    earliest: dt.date | None
    latest: dt.date | None
    locator: str

    def measure_gap(self, other: Dated) -> int:
        """Count the days between two dates; none where a day is in both."""
        starts = [day for day in (self.earliest, other.earliest) if day is not None]
        ends = [day for day in (self.latest, other.latest) if day is not None]
        return max(0, (max(starts) - min(ends)).days) if starts and ends else 0


@dataclass(frozen=True, slots=True)
class Located:
    """A place of a thing.

    Attributes:
        role: ``place``, ``born`` or ``died``.
        iri: The place.
        locator: The property that gives it, as an IRI.
    """

    role: str
    iri: str
    locator: str


@dataclass(frozen=True, slots=True)
class Unread:
    """A value that could not be compared, and why.

    Attributes:
        iri: The thing that has it.
        value: How it is written.
        problem: What is wrong with it.
    """

    iri: str
    value: str
    problem: str


@dataclass(frozen=True, slots=True)
class Comparable:
    """A thing, as far as it can be compared.

    Attributes:
        iri: The thing.
        kinds: What it is: ``place``, ``person``, ``group``, ``event``, ``treaty``;
            nothing when its vocabulary does not tell.
        names: Its names.
        name_locators: The property that gives each name, as an IRI, in their order.
        is_area: Whether it is said to be an area and not a settlement.
        geometries: Where it lies, as well-known text.
        dates: Its dates.
        places: The places that it has to do with.
        identifiers: Addresses that mean the same, its own among them, in one spelling.
        near_identifiers: Addresses that mean nearly the same.
        unread: Its values that could not be read.
    """

    iri: str
    kinds: frozenset[str]
    names: tuple[Label, ...]
    is_area: bool = False
    name_locators: tuple[str, ...] = ()
    geometries: tuple[str, ...] = ()
    dates: tuple[Dated, ...] = ()
    places: tuple[Located, ...] = ()
    identifiers: frozenset[str] = frozenset()
    near_identifiers: frozenset[str] = frozenset()
    unread: tuple[Unread, ...] = ()


@dataclass(slots=True)
class ComparableDraft:
    """A thing of which values are still being gathered."""

    iri: str
    kinds: set[str] = field(default_factory=set)
    names: dict[Label, str] = field(default_factory=dict)
    types: dict[str, None] = field(default_factory=dict)
    geometries: dict[str, None] = field(default_factory=dict)
    dates: dict[Dated, None] = field(default_factory=dict)
    places: dict[Located, None] = field(default_factory=dict)
    identifiers: set[str] = field(default_factory=set)
    near_identifiers: set[str] = field(default_factory=set)
    unread: dict[Unread, None] = field(default_factory=dict)

    def complain(self, value: str, problem: str) -> None:
        """Note a value that cannot be read."""
        self.unread[Unread(self.iri, value, problem)] = None

    def finish(self, *, is_area: bool) -> Comparable:
        """Give what was gathered, in a fixed order."""
        names = tuple(sorted(self.names))
        return Comparable(
            iri=self.iri,
            kinds=frozenset(self.kinds),
            names=names,
            name_locators=tuple(self.names[name] for name in names),
            is_area=is_area,
            geometries=tuple(sorted(self.geometries)),
            dates=_sort(self.dates),
            places=tuple(sorted(self.places, key=lambda at: (at.role, at.iri))),
            identifiers=frozenset(self.identifiers),
            near_identifiers=frozenset(self.near_identifiers),
            unread=tuple(sorted(self.unread, key=lambda it: (it.value, it.problem))),
        )


def _sort(dates: Iterable[Dated]) -> tuple[Dated, ...]:
    return tuple(sorted(dates, key=lambda date: (date.role, date.text, date.locator)))
