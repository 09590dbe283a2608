"""What a graph says of itself as a data set: the one place where exporters read it.

Titles, version, licence and the rest stand in the graph, in the description of its
``dcat:Dataset``, and nowhere else. What is not there is not made up.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import pyoxigraph as ox

from gumru_kg.namespaces import DCTERMS
from gumru_kg.things.thing import Name

if TYPE_CHECKING:
    from gumru_kg.things import Thing, Things

_CLASSES: Final = ("dcat:Dataset", "void:Dataset")


@dataclass(frozen=True, slots=True)
class DatasetHeader:
    """What a graph says of itself; empty where it does not say it.

    Attributes:
        iri: The IRI of the data set.
        titles: Its titles, by language.
        descriptions: What it is, by language.
        creators: The names of those who made it.
        license: The IRI of its licence.
        version: Its version.
        issued: The day on which this version came out.
        keywords: Words to find it by.
    """

    iri: str
    titles: tuple[Name, ...]
    descriptions: tuple[Name, ...]
    creators: tuple[str, ...]
    license: str
    version: str
    issued: str
    keywords: tuple[Name, ...]


def read_header(things: Things) -> DatasetHeader:
    """Read what a graph says of itself.

    Args:
        things: The things of the graph.

    Returns:
        The header of its data set; of the first by IRI, if there are several.

    Example:
        >>> from gumru_kg.dataset import shipped_graph
        >>> from gumru_kg.things import Things
        >>> header = read_header(Things(shipped_graph()))
        >>> header.version, header.license
        ('0.1.0', 'https://creativecommons.org/publicdomain/zero/1.0/')
    """
    found = things.of_class(*_CLASSES)
    if not found:
        return DatasetHeader("", (), (), (), "", "", "", ())
    thing = found[0]
    return DatasetHeader(
        iri=thing.iri,
        titles=_names(thing, f"{DCTERMS}title"),
        descriptions=_names(thing, f"{DCTERMS}description"),
        creators=_creators(thing),
        license=next(iter(thing.iris("dcterms:license")), ""),
        version=thing.text("dcat:version") or "",
        issued=thing.text("dcterms:issued") or "",
        keywords=_names(thing, "dcat:keyword"),
    )


def _names(thing: Thing, predicate: str) -> tuple[Name, ...]:
    found = (
        Name(term.value, term.language or "")
        for term in thing.terms(predicate)
        if isinstance(term, ox.Literal)
    )
    return tuple(sorted(found, key=lambda name: (name.language, name.text)))


def _creators(thing: Thing) -> tuple[str, ...]:
    named = (each.label() for each in thing.things("dcterms:creator"))
    return (*thing.texts("dcterms:creator"), *named)
