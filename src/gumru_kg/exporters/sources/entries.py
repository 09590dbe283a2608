"""What a graph knows of a source, before it takes the form of a format."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from gumru_kg.exporters.plain_text import write_one_line
from gumru_kg.exporters.short_names import name_shortly

if TYPE_CHECKING:
    from gumru_kg.things import Thing, Things

_ADDRESS: Final = re.compile(r"https?://[^\s\x00-\x20\x7f-\x9f]+")


@dataclass(frozen=True, slots=True)
class SourceEntry:
    """A source of literature.

    Attributes:
        key: Its name in a document that cites it.
        title: Its title.
        short_title: What it is called in the graph; empty when that is the title.
        authors: Names of its authors, as one piece each.
        languages: Tags of its languages.
        url: Where it is found; empty when that is not known, or is no address.
        keywords: Its perspectives in English, and their IRIs.
        notes: Remarks, in English where there are any.
        iri: Its IRI; empty for a source that has none.
    """

    key: str
    title: str
    short_title: str
    authors: tuple[str, ...]
    languages: tuple[str, ...]
    url: str
    keywords: tuple[str, ...]
    notes: tuple[str, ...]
    iri: str


def list_entries(things: Things) -> tuple[SourceEntry, ...]:
    """List the sources of a graph.

    Args:
        things: The graph.

    Returns:
        An entry each, by key.

    Example:
        >>> from gumru_kg.dataset import shipped_graph
        >>> from gumru_kg.things import Things
        >>> entries = {each.key: each for each in list_entries(Things(shipped_graph()))}
        >>> entries["nutuk-1927"].keywords[0], entries["nutuk-1927"].languages
        ('Turkish national writing', ('tr',))
    """
    found = (_describe(source) for source in things.of_class("gum:Source"))
    return tuple(sorted(found, key=lambda entry: entry.key))


def _describe(source: Thing) -> SourceEntry:
    titles = source.texts("dcterms:title")
    title = write_one_line(titles[0] if titles else source.label())
    label = write_one_line(source.label())
    notes = (
        *source.texts("skos:note", "en"),
        *source.texts("skos:scopeNote", "en"),
    )
    perspectives = [
        each for each in source.things("gum:perspective") if each.iri[:2] != "_:"
    ]
    keywords = (
        *(each.label() for each in perspectives),
        *(each.iri for each in perspectives),
    )
    return SourceEntry(
        key=name_shortly(source).removeprefix("source-"),
        title=title,
        short_title="" if label == title else label,
        authors=_list_authors(source),
        languages=source.texts("dcterms:language"),
        url=next(filter(is_web_address, _list_addresses(source)), ""),
        keywords=tuple(dict.fromkeys(map(write_one_line, keywords))),
        notes=tuple(map(write_one_line, notes)),
        iri="" if source.iri[:2] == "_:" else source.iri,
    )


def is_web_address(text: str) -> bool:
    """Tell whether a text is an address on the web that a program may open.

    Args:
        text: An IRI or a text.

    Returns:
        True for http and https.

    Example:
        >>> is_web_address("javascript:alert(1)")
        False
    """
    return _ADDRESS.fullmatch(text) is not None


def _list_addresses(source: Thing) -> tuple[str, ...]:
    return (*source.iris("schema:url"), *source.texts("schema:url"))


def _list_authors(source: Thing) -> tuple[str, ...]:
    names = (
        *(each.label() for each in source.things("dcterms:creator")),
        *source.texts("dcterms:creator"),
    )
    return tuple(map(write_one_line, names))
