"""What the sections of the page have in common."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from gumru_kg.cli._markdown import escape, link
from gumru_kg.cli._words import term_name
from gumru_kg.descriptions import Value
from gumru_kg.namespaces import compress

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gumru_kg.model.entities import Entity

# The words around the data; the data may have labels of any language.
LANG: Final = "en"
_NONE: Final = "None. · Yok."
# Terms of other vocabularies that claims are made with.
_TERMS: Final = {
    "rdf:type": "kind",
    "schema:containedInPlace": "lies today in",
    "skos:altLabel": "other name",
}


def write_section(title: str, *paragraphs: str, lines: Sequence[str]) -> list[str]:
    """Write a section.

    Args:
        title: Its title, in English and Turkish.
        paragraphs: What a reader must know first.
        lines: Its tables and lists; that there are none is said.

    Returns:
        The lines.

    Example:
        >>> write_section("Links · Bağlantılar", lines=[])
        ['## Links · Bağlantılar', '', 'None. · Yok.']
    """
    texts = [line for paragraph in paragraphs for line in (paragraph, "")]
    return [f"## {title}", "", *texts, *(lines or [_NONE])]


def name_entity(entity: Entity) -> str:
    """Name a thing and link to it."""
    return link(entity.label, iri=entity.iri)


def name_property(iri: str, *, label: str) -> str:
    """Name a property, also one of another vocabulary.

    Args:
        iri: The property.
        label: What the graph calls it; its IRI when it has no name there.

    Returns:
        Its name as Markdown.

    Example:
        >>> skos = "http://www.w3.org/2004/02/skos/core#altLabel"
        >>> name_property(skos, label=skos)
        'other name'
    """
    curie = compress(iri)
    if label not in {iri, curie}:
        return escape(label)
    return escape(_TERMS.get(curie) or term_name(Value(curie), lang=LANG))


def share(part: int, whole: int) -> str:
    """Write a number with its share of another.

    Example:
        >>> share(1, 3), share(0, 0)
        ('1 (33 %)', '0')
    """
    return f"{part} ({round(100 * part / whole)} %)" if whole else str(part)
