"""The data set for whoever deposits it: metadata of DataCite 4.7 in XML."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from xml.etree import ElementTree as ET

from gumru_kg.exporters.packages.description import clean, describe
from gumru_kg.exporters.plain_text import write_one_line

if TYPE_CHECKING:
    from gumru_kg.exporters.packages.description import Description
    from gumru_kg.things import Things

_NAMESPACE: Final = "http://datacite.org/schema/kernel-4"
_SCHEMA: Final = "https://schema.datacite.org/meta/kernel-4.7/metadata.xsd"
_XSI: Final = "http://www.w3.org/2001/XMLSchema-instance"
_LANG: Final = "{http://www.w3.org/XML/1998/namespace}lang"
# The schema's own word for what is to be announced later.
_LATER: Final = ":tba"
_NOTE: Final = (
    " To be filled in by whoever deposits it: identifier (the DOI), publisher. "
)


def write_datacite(things: Things) -> bytes:
    """Describe the data set in XML.

    Args:
        things: The things of the graph.

    Returns:
        The bytes of an XML file. Identifier and publisher, which nobody knows before
        it is deposited, are ``:tba``, to be announced.

    Raises:
        DataError: When the graph does not say its title, its creators and from which
            day it is.

    Example:
        >>> from gumru_kg.dataset import shipped_graph
        >>> from gumru_kg.things import Things
        >>> b">:tba</identifier>" in write_datacite(Things(shipped_graph()))
        True
    """
    needs = ("titles", "creators", "issued")
    found = describe(things, format="datacite", needs=needs)
    ET.register_namespace("xsi", _XSI)
    attributes = {
        "xmlns": _NAMESPACE,
        f"{{{_XSI}}}schemaLocation": f"{_NAMESPACE} {_SCHEMA}",
    }
    root = ET.Element("resource", attributes)
    root.append(ET.Comment(_NOTE))
    _add(root, "identifier", _LATER, identifierType="DOI")
    _add_parties(root, found)
    _add(root, "publicationYear", found.header.issued[:4])
    kind = "Knowledge graph in RDF"
    _add(root, "resourceType", kind, resourceTypeGeneral="Dataset")
    _add_texts(root, found)
    _add_facts(root, found)
    ET.indent(root)
    content: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return content + b"\n"


def _add(
    parent: ET.Element, name: str, text: str = "", **attributes: str
) -> ET.Element:
    element = ET.SubElement(parent, name, attributes)
    element.text = write_one_line(text) or None
    return element


def _add_parties(root: ET.Element, found: Description) -> None:
    creators = _add(root, "creators")
    for each in found.header.makers:
        kind = "Personal" if each.is_person else "Organizational"
        _add(_add(creators, "creator"), "creatorName", each.name, nameType=kind)
    titles = _add(root, "titles")
    for text, language in clean(found.header.titles):
        title = _add(titles, "title", text)
        if language:
            title.set(_LANG, language)
    _add(root, "publisher", _LATER)


def _add_texts(root: ET.Element, found: Description) -> None:
    subjects = _add(root, "subjects")
    for text, language in clean(found.header.keywords):
        subject = _add(subjects, "subject", text)
        if language:
            subject.set(_LANG, language)
    descriptions = _add(root, "descriptions")
    for text, language in clean(found.header.descriptions):
        each = _add(descriptions, "description", text, descriptionType="Abstract")
        if language:
            each.set(_LANG, language)


def _add_facts(root: ET.Element, found: Description) -> None:
    header = found.header
    dates = _add(root, "dates")
    _add(dates, "date", header.issued, dateType="Issued")
    if found.period:
        _add(dates, "date", found.period, dateType="Coverage")
    others = _add(root, "alternateIdentifiers")
    _add(others, "alternateIdentifier", header.iri, alternateIdentifierType="IRI")
    _add(_add(root, "sizes"), "size", f"{found.triples} triples")
    if header.version:
        _add(root, "version", header.version)
    if header.license:
        rights = _add(_add(root, "rightsList"), "rights", found.license_name)
        rights.set("rightsURI", header.license)
        if found.license_id:
            rights.set("rightsIdentifier", found.license_id)
            rights.set("rightsIdentifierScheme", "SPDX")
