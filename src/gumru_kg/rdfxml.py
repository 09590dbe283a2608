"""RDF/XML, written by pyoxigraph and refused where it would be no XML.

Properties, and classes that things are written as, become names of elements there. An
IRI whose end is no name of XML cannot be one.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

import pyoxigraph as ox

from gumru_kg.errors import DataError
from gumru_kg.namespaces import PREFIXES, RDF

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

_REMEDY: Final = "take another format, such as turtle"
# XML 1.0 has no way to write these, not even as references.
_NOT_IN_XML: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_NAME_START: Final = (
    r"A-Z_a-z\xc0-\xd6\xd8-\xf6\xf8-\u02ff\u0370-\u037d\u037f-\u1fff\u200c\u200d"
    r"\u2070-\u218f\u2c00-\u2fef\u3001-\ud7ff\uf900-\ufdcf\ufdf0-\ufffd"
    "\U00010000-\U000effff"
)
_LAST_NAME: Final = re.compile(
    rf"[{_NAME_START}][{_NAME_START}0-9.\xb7\u0300-\u036f\u203f\u2040-]*\Z"
)
# How pyoxigraph writes an element for an IRI that ends in none.
_NO_NAME: Final = re.compile(rb"<[^\s<>/:\"]*:(?=[\s/>])")
_TYPE: Final = ox.NamedNode(f"{RDF}type")
_SYNTAX: Final = (
    "RDF ID about parseType resource nodeID datatype Description li aboutEach "
    "aboutEachPrefix bagID"
)
_OF_SYNTAX: Final = frozenset(f"{RDF}{word}" for word in _SYNTAX.split())


def write_rdfxml(triples: Sequence[ox.Triple]) -> bytes:
    r"""Write triples as RDF/XML, in their order.

    Args:
        triples: The triples.

    Returns:
        The document, ending in a line break.

    Raises:
        DataError: When a property or class has no name in XML, a value holds a control
            sign, or there is a triple term.

    Example:
        >>> from gumru_kg.namespaces import OWL
        >>> same = ox.NamedNode(f"{OWL}sameAs")
        >>> triple = ox.Triple(ox.NamedNode("urn:a"), same, ox.NamedNode("urn:b"))
        >>> b'<owl:sameAs rdf:resource="urn:b"/>' in write_rdfxml([triple])
        True
    """
    for triple in triples:
        _check_object(triple)
    reserved = sorted(_OF_SYNTAX.intersection(each.predicate.value for each in triples))
    if reserved:
        problem = f"{reserved[0]} is a word of its syntax, and no property"
        raise DataError("rdfxml", problem, remedy=_REMEDY)
    content = ox.serialize(triples, format=ox.RdfFormat.RDF_XML, prefixes=PREFIXES)
    assert content is not None  # noqa: S101 - for the type checker
    if _NO_NAME.search(content):
        kind, iri = min(_find_nameless(triples), default=("property", "of a triple"))
        problem = f"the {kind} {iri} does not end in a name of XML"
        raise DataError("rdfxml", problem, remedy=_REMEDY)
    # Else a parser would take it for the end of a line.
    return content.rstrip().replace(b"\r", b"&#13;") + b"\n"


def _check_object(triple: ox.Triple) -> None:
    value = triple.object
    if isinstance(value, ox.Literal) and _NOT_IN_XML.search(value.value):
        problem = f"a value of {triple.subject} holds a control sign, which XML cannot"
        raise DataError("rdfxml", problem, remedy=_REMEDY)
    if isinstance(value, ox.Triple):
        problem = f"{triple.subject} has a triple term, which RDF 1.1 cannot hold"
        raise DataError("rdfxml", problem, remedy="take turtle or ntriples")


def _find_nameless(triples: Iterable[ox.Triple]) -> Iterator[tuple[str, str]]:
    for triple in triples:
        named = [("property", triple.predicate)]
        if triple.predicate == _TYPE and isinstance(triple.object, ox.NamedNode):
            # After a property, which is told first.
            named.append(("type", triple.object))
        for kind, term in named:
            if not _LAST_NAME.search(term.value):
                yield kind, term.value
