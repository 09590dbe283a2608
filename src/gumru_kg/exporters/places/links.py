"""Matches with other gazetteers, by the short names that these use."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from gumru_kg.things import Thing

# Of the World Historical Gazetteer; each identifier after it is one plain word.
_ALIASES: Final = (
    (re.compile(r"https?://www\.wikidata\.org/(?:entity|wiki)/(Q[0-9]+)"), "wd"),
    (re.compile(r"https?://(?:sws|www)\.geonames\.org/([0-9]+)/?"), "gn"),
    (re.compile(r"https?://pleiades\.stoa\.org/places/([0-9]+)"), "pl"),
    (re.compile(r"https?://vocab\.getty\.edu/(?:page/)?tgn/([0-9]+)"), "tgn"),
    (re.compile(r"https?://dbpedia\.org/resource/([^\s;:/]+)"), "dbp"),
    (re.compile(r"https?://id\.loc\.gov/authorities/subjects/(sh[0-9]+)"), "loc"),
    (re.compile(r"https?://d-nb\.info/gnd/([0-9X-]+)"), "gnd"),
    (re.compile(r"https?://viaf\.org/viaf/([0-9]+)/?"), "viaf"),
)
_ADDRESS: Final = re.compile(
    r"https?://(?:www\.)?[a-zA-Z0-9.-]{2,256}\.[a-z]{2,63}(?::[0-9]{1,5})?(?:/\S*)?"
)
_MATCHES: Final = ("exactMatch", "closeMatch")


class Link(NamedTuple):
    """A match of a place with a record elsewhere.

    Attributes:
        kind: ``exactMatch`` when it was verified, else ``closeMatch``.
        iri: The other record.
        alias: Its short name, such as ``wd:Q199500``; empty where there is none.
    """

    kind: str
    iri: str
    alias: str


def list_links(place: Thing) -> tuple[Link, ...]:
    """List the matches of a place.

    Args:
        place: The place.

    Returns:
        Those with an address on the web, exact ones first.

    Example:
        >>> from gumru_kg.dataset import shipped_graph
        >>> from gumru_kg.things import Things
        >>> gyumri = Things(shipped_graph()).find("gid:place-gyumri")
        >>> [link.alias for link in list_links(gyumri) if link.kind == "exactMatch"]
        ['wd:Q199500', 'gn:616635']
    """
    return tuple(
        Link(kind, iri, _shorten(iri))
        for kind in _MATCHES
        for iri in place.iris(f"skos:{kind}")
        if _ADDRESS.fullmatch(iri)
    )


def _shorten(iri: str) -> str:
    for pattern, alias in _ALIASES:
        found = pattern.fullmatch(iri)
        if found:
            return f"{alias}:{found[1]}"
    return ""
