"""XML that is well-formed whatever a graph holds."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final
from xml.etree import ElementTree as ET

from gumru_kg.exporters.plain_text import write_one_line
from gumru_kg.language_tags import is_language_tag

if TYPE_CHECKING:
    from collections.abc import Mapping

_XML: Final = "{http://www.w3.org/XML/1998/namespace}"
# Signs that the standard for addresses leaves out, and that end a list of them.
_UNWISE: Final = re.compile(r'[\x00-\x20\x7f<>"{}|\\^`]')


def add(
    parent: ET.Element,
    tag: str,
    text: str = "",
    attributes: Mapping[str, str] | None = None,
) -> ET.Element:
    """Add an element.

    Args:
        parent: Where to.
        tag: Its name.
        text: What it holds, on one line and without signs that XML cannot hold.
        attributes: Its attributes; empty ones, and languages that are none, fall out.
            ``xml:`` stands for the namespace of XML.

    Returns:
        The element.

    Example:
        >>> root = ET.Element("list")
        >>> item = add(root, "item", "a & b", {"xml:lang": "english, please", "n": ""})
        >>> ET.tostring(root)
        b'<list><item>a &amp; b</item></list>'
    """
    element = ET.SubElement(parent, tag)
    for name, value in (attributes or {}).items():
        if name == "xml:lang" and not is_language_tag(value):
            continue
        if value:
            element.set(name.replace("xml:", _XML), write_one_line(value))
    if text:
        element.text = write_one_line(text)
    return element


def write_address(iri: str) -> str:
    """Write an IRI so that it can stand in an attribute and in a list of addresses.

    Args:
        iri: The IRI.

    Returns:
        The IRI, with signs that no address has in their percent form.

    Example:
        >>> write_address("http://example.org/a b")
        'http://example.org/a%20b'
    """

    def encode(sign: re.Match[str]) -> str:
        return f"%{ord(sign[0]):02X}"

    return _UNWISE.sub(encode, iri)


def write_document(root: ET.Element) -> bytes:
    """Write a document in UTF-8.

    Args:
        root: The outermost element.

    Returns:
        Its bytes, indented.

    Example:
        >>> write_document(ET.Element("list")).decode().splitlines()[1]
        '<list />'
    """
    ET.indent(root)
    head = b'<?xml version="1.0" encoding="UTF-8"?>\n'
    body: bytes = ET.tostring(root, encoding="utf-8")
    return head + body + b"\n"
