"""Facts as statements of Wikidata, with what keeps each from going there."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import pyoxigraph as ox

from gumru_kg.exporters.claim_support import (
    is_affirmed,
    list_attributed,
    list_sources,
    list_support,
)
from gumru_kg.exporters.sources.entries import is_web_address
from gumru_kg.exporters.texts.xml_tree import write_address
from gumru_kg.exporters.time_spans import is_plain_date, read_time_span
from gumru_kg.namespaces import GV

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from gumru_kg.things import Thing, Things

_ITEM: Final = re.compile(r"https?://www\.wikidata\.org/(?:entity|wiki)/(Q[1-9][0-9]*)")
_COLLABORATIVE: Final = f"{GV}perspective.collaborative"
_SIGNATORY: Final = f"{GV}role.signatory"
_GROUPS: Final = 2
# Level of precision by the number of parts of a date: year, month, day.
_PRECISION: Final = {1: 9, 2: 10, 3: 11}

OBSTACLES: Final[dict[str, str]] = {
    "no-item": "the thing has no verified item of Wikidata, or several",
    "no-value-item": "the value has no verified item of Wikidata, or several",
    "vague-date": "the date is no single day, month or year",
    "sources-differ": "a source states another value",
    "one-group": "fewer than two independent groups of sources carry it",
    "no-address": "no source that may be cited has an address on the web",
}


@dataclass(frozen=True, slots=True)
class Statement:
    """A fact as Wikidata would hold it.

    Attributes:
        subject: The IRI of the thing.
        item: The item of the thing; empty when there is none.
        property: The property of Wikidata.
        fact: The value as the graph has it.
        value: The value as commands write it; empty when they cannot.
        references: Addresses of the sources that carry it.
        obstacles: Keys of ``OBSTACLES``; none when it can go to Wikidata.
    """

    subject: str
    item: str
    property: str
    fact: str
    value: str
    references: tuple[str, ...]
    obstacles: tuple[str, ...]


def list_statements(things: Things) -> tuple[Statement, ...]:
    """List the facts for which Wikidata has a property that was verified.

    Args:
        things: The graph.

    Returns:
        The statements, sorted; those that cannot go to Wikidata name what keeps them.

    Example:
        >>> from gumru_kg.dataset import shipped_graph
        >>> from gumru_kg.things import Things
        >>> [(each.item, each.property, each.value)
        ...  for each in list_statements(Things(shipped_graph())) if not each.obstacles]
        [('Q193258', 'P585', '+1923-07-24T00:00:00Z/11')]
    """
    found: set[Statement] = set()
    for event in things.of_class("gum:Event"):
        found.update(_dated(things, event, event, "gum:date", "P585"))
    for treaty in things.of_class("gum:Treaty"):
        for signing in treaty.things("gum:signing"):
            found.update(_dated(things, treaty, signing, "gum:date", "P585"))
            found.update(_signed(things, treaty, signing))
    for person in things.of_class("gum:Person"):
        found.update(_dated(things, person, person, "gum:born", "P569"))
        for place in person.things("gum:bornAt"):
            claims = list_support(
                things, person, predicate="gum:bornAt", value=place.node
            )
            rivals = _list_rivals(things, person, "gum:bornAt", place.node)
            found.add(_to_item(person, "P19", place, claims, has_rivals=bool(rivals)))
    return tuple(
        sorted(found, key=lambda each: (each.subject, each.property, each.fact))
    )


def _dated(
    things: Things, subject: Thing, dated: Thing, predicate: str, number: str
) -> Iterator[Statement]:
    """Give the dates of a thing as statements on it, or on what it is a date of."""
    for date in dated.terms(predicate):
        if not isinstance(date, ox.Literal):
            continue
        claims = list_support(things, dated, predicate=predicate, value=date)
        value = _write_time(date.value)
        rivals = _list_rivals(things, dated, predicate, date)
        yield _judge(
            subject,
            number,
            (date.value, value),
            claims,
            obstacles=(
                "" if value else "vague-date",
                "sources-differ" if rivals else "",
            ),
        )


def _signed(things: Things, treaty: Thing, signing: Thing) -> Iterator[Statement]:
    for part in signing.things("gum:participation"):
        if _SIGNATORY not in part.iris("gum:role"):
            continue
        claims = list_support(
            things, signing, predicate="gum:participation", value=part.node
        )
        for agent in part.things("gum:agent"):
            yield _to_item(treaty, "P1891", agent, claims, has_rivals=False)


def _to_item(
    subject: Thing,
    number: str,
    target: Thing,
    claims: tuple[Thing, ...],
    *,
    has_rivals: bool,
) -> Statement:
    item = find_item(target)
    return _judge(
        subject,
        number,
        (target.iri, item),
        claims,
        obstacles=("" if item else "no-value-item", "sources-differ" * has_rivals),
    )


def _judge(
    subject: Thing,
    number: str,
    values: tuple[str, str],
    claims: tuple[Thing, ...],
    *,
    obstacles: tuple[str, ...],
) -> Statement:
    fact, value = values
    item = find_item(subject)
    sources = [
        source
        for source in list_sources(claims)
        # Openly edited writing may itself rest on Wikidata.
        if _COLLABORATIVE not in source.iris("gum:perspective")
    ]
    groups = {group for each in sources for group in _list_groups(each)}
    references = tuple(sorted({url for each in sources for url in _list_urls(each)}))
    found: tuple[str, ...] = (
        "" if item else "no-item",
        *obstacles,
        "" if len(groups) >= _GROUPS else "one-group",
        "" if references else "no-address",
    )
    found = tuple(filter(None, found))
    return Statement(subject.iri, item, number, fact, value, references, found)


def find_item(thing: Thing) -> str:
    """Find the item of Wikidata that a thing is known to be.

    Args:
        thing: The thing.

    Returns:
        The identifier; empty when no match was verified, or several items were.

    Example:
        >>> from gumru_kg.dataset import shipped_graph
        >>> from gumru_kg.things import Things
        >>> find_item(Things(shipped_graph()).find("gid:place-gyumri"))
        'Q199500'
    """
    matches = map(_ITEM.fullmatch, thing.iris("skos:exactMatch"))
    items = {match[1] for match in matches if match}
    return items.pop() if len(items) == 1 else ""


def _list_rivals(
    things: Things, thing: Thing, predicate: str, value: object
) -> list[Thing]:
    wanted = {each.node for each in things.claims_of(thing, predicate)}
    return [
        claim
        for claim in list_attributed(things, thing)
        if claim.node in wanted
        and is_affirmed(claim)
        and value not in claim.terms("rdf:object")
    ]


def _list_groups(source: Thing) -> Iterable[str]:
    return source.iris("gum:group") or (source.iri,)


def _list_urls(source: Thing) -> Iterator[str]:
    for address in source.iris("schema:url"):
        if is_web_address(address):
            yield write_address(address)


def _write_time(text: str) -> str:
    if read_time_span(text) is None or not is_plain_date(text):
        return ""
    parts = text.split("-")
    year, month, day = [*parts, "00", "00"][:3]
    return f"+{year}-{month}-{day}T00:00:00Z/{_PRECISION[len(parts)]}"
