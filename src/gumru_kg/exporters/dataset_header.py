"""What a graph says of itself as a data set: the one place where exporters read it.

Titles, version, licence and the rest stand in the graph, in the description of its
``dcat:Dataset``, and nowhere else. What is not there is not made up.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import pyoxigraph as ox

from gumru_kg.namespaces import DCTERMS, GUM, RDFS, SCHEMA
from gumru_kg.things.thing import Name

if TYPE_CHECKING:
    from gumru_kg.things import Thing, Things

_CLASSES: Final = ("dcat:Dataset", "void:Dataset")
_FOAF: Final = "http://xmlns.com/foaf/0.1/"
_NAMES: Final = (f"{_FOAF}name", f"{SCHEMA}name", f"{RDFS}label")
_PERSONS: Final = frozenset((f"{_FOAF}Person", f"{SCHEMA}Person", f"{GUM}Person"))


@dataclass(frozen=True, slots=True)
class Creator:
    """Somebody who made a data set.

    Attributes:
        name: The name.
        iri: The IRI, if the graph has one.
        is_person: Whether the graph says that it is a person. Who is a mere name is
            taken for a group.
    """

    name: str
    iri: str
    is_person: bool


@dataclass(frozen=True, slots=True)
class DatasetHeader:
    """What a graph says of itself; empty where it does not say it.

    Attributes:
        iri: The IRI of the data set.
        titles: Its titles, by language.
        descriptions: What it is, by language.
        makers: Who made it.
        license: The IRI of its licence.
        version: Its version.
        issued: The day on which this version came out.
        keywords: Words to find it by.
    """

    iri: str
    titles: tuple[Name, ...]
    descriptions: tuple[Name, ...]
    makers: tuple[Creator, ...]
    license: str
    version: str
    issued: str
    keywords: tuple[Name, ...]

    @property
    def creators(self) -> tuple[str, ...]:
        """The names of those who made it."""
        return tuple(each.name for each in self.makers)


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
        makers=_makers(thing),
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


def _makers(thing: Thing) -> tuple[Creator, ...]:
    mere = (
        Creator(name, iri="", is_person=False)
        for name in thing.texts("dcterms:creator")
    )
    return (*mere, *map(_creator, thing.things("dcterms:creator")))


def _creator(thing: Thing) -> Creator:
    named = next(filter(None, map(thing.text, _NAMES)), None)
    iri = "" if thing.iri.startswith("_:") else thing.iri
    is_person = not _PERSONS.isdisjoint(thing.classes)
    return Creator(named or thing.label(), iri, is_person)
