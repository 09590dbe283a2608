"""A graph as the standoff part of a TEI P5 document."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from xml.etree import ElementTree as ET

from gumru_kg.exporters.dataset_header import read_header
from gumru_kg.exporters.short_names import name_shortly
from gumru_kg.exporters.texts._tei_entities import (
    add_event,
    add_organisation,
    add_person,
    add_place,
    add_source,
    add_treaty,
)
from gumru_kg.exporters.texts._tei_references import PREFIXES, References
from gumru_kg.exporters.texts._tei_relations import add_relations
from gumru_kg.exporters.texts.xml_tree import add, write_address, write_document
from gumru_kg.language_tags import is_language_tag

if TYPE_CHECKING:
    from collections.abc import Callable

    from gumru_kg.exporters.dataset_header import DatasetHeader
    from gumru_kg.things import Thing, Things

    _Adder = Callable[[ET.Element, Thing, References], None]

_NAMESPACE: Final = "http://www.tei-c.org/ns/1.0"
_UNTITLED: Final = "Untitled graph"
# Which things stand in which list; a thing of two classes stands in the first.
_LISTS: Final[tuple[tuple[str, str, str, _Adder], ...]] = (
    ("listPerson", "", "gum:Person", add_person),
    ("listOrg", "", "gum:Agent", add_organisation),
    ("listPlace", "", "gum:Place", add_place),
    ("listEvent", "", "gum:Event", add_event),
    ("listBibl", "treaties", "gum:Treaty", add_treaty),
    ("listBibl", "sources", "gum:Source", add_source),
)


def write_tei(things: Things) -> bytes:
    """Write the persons, places, events and sources of a graph as TEI P5.

    Args:
        things: The graph.

    Returns:
        The bytes of an XML document.

    Example:
        >>> from gumru_kg.dataset import shipped_graph
        >>> from gumru_kg.things import Things
        >>> write_tei(Things(shipped_graph())).count(b"<person ")
        64
    """
    found: dict[object, str] = {}
    lists: list[tuple[str, str, tuple[Thing, ...], _Adder]] = []
    for tag, kind, name, adder in _LISTS:
        named = things.of_class(name)
        members = tuple(each for each in named if each.node not in found)
        found |= {each.node: name_shortly(each) for each in members}
        lists.append((tag, kind, members, adder))
    references = References(things, found)
    root = ET.Element("TEI", {"xmlns": _NAMESPACE})
    _add_header(root, read_header(things), things)
    standoff = add(root, "standOff")
    for tag, kind, members, adder in lists:
        if members:
            parent = add(standoff, tag, attributes={"type": kind})
            for member in members:
                adder(parent, member, references)
    _add_relations(standoff, lists, references)
    if len(standoff) == 0:
        add(standoff, "note", "The graph holds nothing that this document is for.")
    return write_document(root)


def _add_relations(
    standoff: ET.Element,
    lists: list[tuple[str, str, tuple[Thing, ...], _Adder]],
    references: References,
) -> None:
    relations = ET.Element("listRelation")
    for *_, members, adder in lists:
        if adder is not add_source:
            for member in members:
                add_relations(relations, member, references)
    if len(relations):
        standoff.append(relations)


def _add_header(root: ET.Element, header: DatasetHeader, things: Things) -> None:
    description = add(add(root, "teiHeader"), "fileDesc")
    title_statement = add(description, "titleStmt")
    for title in header.titles:
        add(title_statement, "title", title.text, {"xml:lang": title.language})
    if not header.titles:
        add(title_statement, "title", _UNTITLED)
    if header.version:
        add(add(description, "editionStmt"), "edition", header.version)
    _add_publication(description, header)
    note = "Facts rest on claims of the sources that elements name; what is attributed"
    add(
        add(description, "sourceDesc"),
        "p",
        f"{note} stands in notes of the type claim.",
    )
    encoding = add(root[0], "encodingDesc")
    prefixes = add(encoding, "listPrefixDef")
    for prefix, namespace in PREFIXES.items():
        attributes = {
            "ident": prefix,
            "matchPattern": "(.+)",
            "replacementPattern": f"{namespace}$1",
        }
        add(add(prefixes, "prefixDef", attributes=attributes), "p", namespace)
    _add_languages(root[0], things)


def _add_publication(description: ET.Element, header: DatasetHeader) -> None:
    publication = add(description, "publicationStmt")
    for creator in header.creators or ("unknown",):
        add(publication, "publisher", creator)
    if header.iri and not header.iri.startswith("_:"):
        add(publication, "idno", header.iri, {"type": "URI"})
    if header.license:
        attributes = {"target": write_address(header.license)}
        add(add(publication, "availability"), "licence", header.license, attributes)


def _add_languages(header: ET.Element, things: Things) -> None:
    tags = {name.language for thing in things for name in thing.names}
    found = sorted(tag for tag in tags if is_language_tag(tag))
    if not found:
        return
    usage = add(add(header, "profileDesc"), "langUsage")
    for tag in found:
        add(usage, "language", tag, {"ident": tag})
