"""Addresses of other collections in one spelling each, so that they can be compared."""

from __future__ import annotations

import re
from typing import Final

# What an address may look like, and the one spelling of it.
_SPELLINGS: Final = tuple(
    (re.compile(pattern, re.ASCII), spelling)
    for pattern, spelling in (
        (
            r"https?://(?:www\.|m\.)?wikidata\.org/(?:entity|wiki)/(?:Special:\w+/)?(Q[0-9]+)",
            r"http://www.wikidata.org/entity/\1",
        ),
        (
            r"https?://(?:sws\.|www\.)?geonames\.org/([0-9]+)(?:/.*)?",
            r"https://sws.geonames.org/\1/",
        ),
        (
            r"https?://(?:spelunker\.)?whosonfirst\.org/id/([0-9]+)/?",
            r"https://spelunker.whosonfirst.org/id/\1/",
        ),
        (
            r"https?://pleiades\.stoa\.org/places/([0-9]+)(?:[/#].*)?",
            r"https://pleiades.stoa.org/places/\1",
        ),
        (r"https?://(?:www\.)?viaf\.org/viaf/([0-9]+)/?", r"http://viaf.org/viaf/\1"),
        (r"https?://d-nb\.info/gnd/([0-9X-]+)/?", r"https://d-nb.info/gnd/\1"),
        (
            r"https?://(?:www\.)?isni\.org/(?:isni/)?([0-9X]{16})/?",
            r"https://isni.org/isni/\1",
        ),
        (
            r"https?://id\.loc\.gov/authorities/(\w+/\w+?)(?:\.html)?",
            r"http://id.loc.gov/authorities/\1",
        ),
    )
)
# By which prefix Linked Places and Who's On First call a collection.
_PREFIXES: Final = {
    "wd": "http://www.wikidata.org/entity/{}",
    "gn": "https://sws.geonames.org/{}/",
    "pl": "https://pleiades.stoa.org/places/{}",
    "viaf": "http://viaf.org/viaf/{}",
    "gnd": "https://d-nb.info/gnd/{}",
    "loc": "http://id.loc.gov/authorities/{}",
}
# As the shape of links has it: names that mean the same wherever they are read.
_LASTING: Final = re.compile(r"https?://|(ark|did|doi|hdl|info|tag|urn):")
_NUMBER: Final = re.compile(r"[A-Za-z0-9/-]{1,40}")


def normalise_identifier(iri: str) -> str:
    """Spell an address in the one way that is compared.

    Args:
        iri: An address.

    Returns:
        The same for http and https, for the page and the thing; unchanged where the
        collection is not known.

    Example:
        >>> normalise_identifier("https://www.wikidata.org/wiki/Q199500")
        'http://www.wikidata.org/entity/Q199500'
    """
    for pattern, spelling in _SPELLINGS:
        found = pattern.fullmatch(iri)
        if found:
            return found.expand(spelling)
    return iri


def can_be_linked(iri: str) -> bool:
    """Tell whether a link may lead to an address.

    Args:
        iri: An address.

    Returns:
        True for one on the web and for a lasting name such as a URN; False for one
        that others cannot follow, such as that of a file.

    Example:
        >>> can_be_linked("urn:isbn:0451450523"), can_be_linked("file:kars.ttl#kars")
        (True, False)
    """
    return _LASTING.match(iri) is not None


def expand_identifier(prefix: str, number: str) -> str | None:
    """Make an address of the short form that gazetteers use.

    Args:
        prefix: ``wd``, ``gn``, ``pl`` and so on.
        number: What the collection calls the thing.

    Returns:
        The address, or ``None`` when the collection is not known.

    Example:
        >>> expand_identifier("wd", "Q199500")
        'http://www.wikidata.org/entity/Q199500'
    """
    pattern = _PREFIXES.get(prefix)
    if pattern is None or not _NUMBER.fullmatch(number):
        return None
    return pattern.format(number)
