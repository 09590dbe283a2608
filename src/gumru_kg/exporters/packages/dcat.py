"""The data set in DCAT 3 and VoID: what it is, and how many there are of what in it."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Final, TypeAlias

import pyoxigraph as ox

from gumru_kg.exporters.packages.description import describe
from gumru_kg.exporters.tables.column_names import NameBook, name_after
from gumru_kg.namespaces import DCTERMS, PREFIXES, RDF, XSD, expand
from gumru_kg.turtle import write_turtle

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gumru_kg.exporters.packages.description import Description
    from gumru_kg.things import Things

    _Value: TypeAlias = ox.NamedNode | ox.Literal
    _Statement: TypeAlias = tuple[str, str, _Value]

_FOAF: Final = "http://xmlns.com/foaf/0.1/"
_COPIED: Final = ("void:uriSpace", "void:exampleResource", "void:vocabulary")
_TYPE: Final = f"{RDF}type"


def write_dcat(things: Things) -> bytes:
    """Describe the data set in Turtle.

    Args:
        things: The things of the graph.

    Returns:
        The bytes of a Turtle file: the data set as ``dcat:Dataset`` and
        ``void:Dataset``, with a partition for each class and property.

    Raises:
        DataError: When the graph does not say its title and what it is.

    Example:
        >>> from gumru_kg.dataset import shipped_graph
        >>> from gumru_kg.things import Things
        >>> b"void:classPartition" in write_dcat(Things(shipped_graph()))
        True
    """
    found = describe(things, format="dcat", needs=("titles", "descriptions"))
    statements = [*_describe(found), *_count(things, found)]
    return write_turtle(
        ox.Triple(ox.NamedNode(subject), ox.NamedNode(_full(predicate)), value)
        for subject, predicate, value in statements
    )


def _full(name: str) -> str:
    return expand(name) or name


def _iri(name: str) -> ox.NamedNode:
    return ox.NamedNode(_full(name))


def _number(value: int) -> ox.Literal:
    return ox.Literal(str(value), datatype=ox.NamedNode(f"{XSD}integer"))


def _day(value: str) -> ox.Literal:
    return ox.Literal(value, datatype=ox.NamedNode(f"{XSD}date"))


def _describe(found: Description) -> Iterator[_Statement]:
    header = found.header
    iri = header.iri
    yield iri, _TYPE, _iri("dcat:Dataset")
    yield iri, _TYPE, _iri("void:Dataset")
    for path, names in (
        ("dcterms:title", header.titles),
        ("dcterms:description", header.descriptions),
        ("dcat:keyword", header.keywords),
    ):
        for name in names:
            language = name.language or None
            yield iri, path, ox.Literal(name.text, language=language)
    for number, creator in enumerate(header.makers, start=1):
        agent = creator.iri or f"{iri}#creator-{number}"
        yield iri, "dcterms:creator", ox.NamedNode(agent)
        yield agent, _TYPE, ox.NamedNode(f"{_FOAF}Agent")
        yield agent, f"{_FOAF}name", ox.Literal(creator.name)
    if header.license:
        yield iri, "dcterms:license", ox.NamedNode(header.license)
        yield header.license, _TYPE, _iri("dcterms:LicenseDocument")
    if header.version:
        yield iri, "dcat:version", ox.Literal(header.version)
    if header.issued:
        yield iri, "dcterms:issued", _day(header.issued)
    if found.period:
        yield iri, "dcterms:temporal", ox.NamedNode(f"{iri}#period")
        yield f"{iri}#period", _TYPE, ox.NamedNode(f"{DCTERMS}PeriodOfTime")
        yield f"{iri}#period", "dcat:startDate", _day(found.first)
        yield f"{iri}#period", "dcat:endDate", _day(found.last)


def _count(things: Things, found: Description) -> Iterator[_Statement]:
    iri = found.header.iri
    thing = things.find(iri)
    for path in _COPIED:
        for value in thing.terms(path) if thing else ():
            if isinstance(value, ox.NamedNode | ox.Literal):
                yield iri, path, value
    space = (thing and thing.text("void:uriSpace")) or ""
    tally = _Tally(things)
    for path, number in (
        ("void:triples", found.triples),
        ("void:entities", sum(each.iri.startswith(space) for each in tally.named)),
        ("void:classes", len(tally.members)),
        ("void:properties", len(tally.triples)),
        ("void:distinctSubjects", len(things)),
        ("void:distinctObjects", len(set().union(*tally.objects.values()))),
    ):
        yield iri, path, _number(number)
    used = (*tally.members, *tally.triples)
    for namespace in sorted(PREFIXES.values()):
        if any(name.startswith(namespace) for name in used):
            yield iri, "void:vocabulary", ox.NamedNode(namespace)
    yield from _divide(iri, tally)


class _Tally:
    """How many there are of what.

    Attributes:
        members: The things of each class.
        triples: The statements with each property.
        subjects: What has each property.
        objects: The values of each property.
        named: The things that have an IRI.
    """

    def __init__(self, things: Things) -> None:
        self.members: dict[str, int] = defaultdict(int)
        self.triples: dict[str, int] = defaultdict(int)
        self.subjects: dict[str, int] = defaultdict(int)
        self.objects: dict[str, set[object]] = defaultdict(set)
        self.named = [each for each in things if isinstance(each.node, ox.NamedNode)]
        for each in things:
            for name in each.classes:
                self.members[name] += 1
            for predicate in each.predicates:
                terms = each.terms(predicate)
                self.triples[predicate] += len(terms)
                self.subjects[predicate] += 1
                self.objects[predicate].update(terms)


def _divide(iri: str, tally: _Tally) -> Iterator[_Statement]:
    book = NameBook()
    for name, number in sorted(tally.members.items()):
        part = f"{iri}#class-{book.take(name_after(name), iri=name)}"
        yield iri, "void:classPartition", ox.NamedNode(part)
        yield part, "void:class", ox.NamedNode(name)
        yield part, "void:entities", _number(number)
    book = NameBook()
    for name, number in sorted(tally.triples.items()):
        part = f"{iri}#property-{book.take(name_after(name), iri=name)}"
        yield iri, "void:propertyPartition", ox.NamedNode(part)
        yield part, "void:property", ox.NamedNode(name)
        yield part, "void:triples", _number(number)
        yield part, "void:distinctSubjects", _number(tally.subjects[name])
        yield part, "void:distinctObjects", _number(len(tally.objects[name]))
