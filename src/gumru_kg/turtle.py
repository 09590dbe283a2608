"""Write a graph as Turtle that is the same to the byte and reads well in a diff.

pyoxigraph writes the Turtle: it knows what to escape, and it keeps the order that it
is given. It has no order of its own, writes every prefix and no heading, and indents
with tabs; this module adds just that. rdflib's writer is deterministic too, but sorts
subjects by class IRI and literals by value, so treaties would stand in the middle of
the file, and it drops the section headings. The result is what ``turtlefmt`` would
make of it, so the formatter of the hand-edited files agrees.
"""

from __future__ import annotations

import re
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, Final, Protocol

import pyoxigraph as ox

from gumru_kg.namespaces import BASE, DCTERMS, GID, GV, PREFIXES, RDF, RDFS, SKOS

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Iterator


class AnyTriple(Protocol):
    """A triple of pyoxigraph, or one that promises more."""

    @property
    def subject(self) -> ox.NamedNode | ox.BlankNode | ox.Triple:
        """What the triple is about."""

    @property
    def predicate(self) -> ox.NamedNode:
        """The property."""

    @property
    def object(self) -> ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple:
        """The value."""

    def __hash__(self) -> int: ...

    def __iter__(self) -> Iterator[Hashable]: ...


_SECTIONS: Final = (
    ("Data set", BASE),
    ("Treaties", f"{GID}treaty-"),
    ("Texts", f"{GID}text-"),
    ("Clauses", f"{GID}clause-"),
    ("Provisions", f"{GID}provision-"),
    ("Agents", f"{GID}agent-"),
    ("Participations", f"{GID}participation-"),
    ("Events", f"{GID}event-"),
    ("Phases of legal status", f"{GID}status-"),
    ("Places", f"{GID}place-"),
    ("Names and their years", f"{GID}appellation-"),
    ("Waypoints", f"{GID}waypoint-"),
    ("Geometries", f"{GID}geometry-"),
    ("Questions", f"{GID}question-"),
    ("Claims", f"{GID}claim-"),
    ("Evidence", f"{GID}evidence-"),
    ("Selectors", f"{GID}selector-"),
    ("Sources", f"{GID}source-"),
    ("Links", f"{GID}link-"),
    ("Other things", GID),
    ("Independence groups", f"{GV}group"),
    ("Ontology", f"{BASE}ont"),
    ("Concepts", GV),
    ("Other nodes", ""),
)
# The longest beginning decides, whatever the order of reading.
_BY_LENGTH: Final = sorted(
    ((start, rank) for rank, (_, start) in enumerate(_SECTIONS)),
    key=lambda entry: -len(entry[0]),
)
_FIRST_PROPERTIES: Final = (
    f"{RDF}type",
    f"{SKOS}prefLabel",
    f"{RDFS}label",
    f"{DCTERMS}title",
    f"{SKOS}altLabel",
    f"{SKOS}hiddenLabel",
    f"{SKOS}definition",
    f"{RDF}subject",
    f"{RDF}predicate",
    f"{RDF}object",
)
_first: Final = itemgetter(0)
_PREFIX_LINE: Final = re.compile(r"(?m)^@prefix (?P<prefix>[a-z]+): <.*> \.\n")


def write_turtle(triples: Iterable[AnyTriple], *, comment: str = "") -> bytes:
    """Serialize triples, ordered for reading.

    Blank nodes keep their labels, so the bytes are the same only if the labels are.

    Args:
        triples: The graph; the order does not matter, nor do repeated triples.
        comment: Text for the head of the file, without comment signs.

    Returns:
        Turtle in UTF-8.

    Example:
        >>> node = ox.NamedNode(GID + "place-kars")
        >>> kind = ox.NamedNode(RDF + "type")
        >>> place = ox.Triple(node, kind, ox.NamedNode(BASE + "ont#Place"))
        >>> write_turtle([place]).decode().splitlines()[-1]
        'gid:place-kars a gum:Place .'
    """
    keyed = sorted(((_key(triple), triple) for triple in set(triples)), key=_first)
    ordered = [triple for _, triple in keyed]
    sections = "\n".join(
        f"# --- {_SECTIONS[rank][0]} ---\n"
        + _write_section(triple for _, triple in section)
        for rank, section in groupby(keyed, key=lambda entry: entry[0][0])
    )
    head = "".join(
        f"@prefix {prefix}: <{PREFIXES[prefix]}> .\n"
        for prefix in _used_prefixes(ordered, sections)
    )
    lines = "".join(f"# {line}\n" for line in comment.splitlines())
    return "\n".join(block for block in (head, lines, sections) if block).encode()


def write_trig(quads: Iterable[ox.Quad]) -> bytes:
    """Serialize quads: the default graph as Turtle, and each named graph after it.

    Args:
        quads: The quads; the order does not matter. Blank nodes keep their labels.

    Returns:
        TriG in UTF-8.

    Example:
        >>> node = ox.NamedNode(GID + "place-kars")
        >>> write_trig([ox.Quad(node, node, node, node)]).decode().splitlines()[-3:]
        ['gid:place-kars {', '    gid:place-kars gid:place-kars gid:place-kars .', '}']
    """
    ordered = sorted(set(quads), key=lambda quad: (str(quad.graph_name), str(quad)))
    default = ox.DefaultGraph()
    head = write_turtle(
        quad.triple for quad in ordered if quad.graph_name == default
    ).decode()
    named = [quad for quad in ordered if quad.graph_name != default]
    if not named:
        return head.encode()
    content = ox.serialize(named, format=ox.RdfFormat.TRIG, prefixes=PREFIXES)
    # The writer declares all prefixes, each time in another order.
    body = _PREFIX_LINE.sub("", (content or b"").decode()).replace("\t", "    ")
    used = "".join(
        f"@prefix {prefix}: <{PREFIXES[prefix]}> .\n"
        for prefix in sorted(PREFIXES)
        if f"{prefix}:" in body and f"@prefix {prefix}:" not in head
    )
    return "\n".join(block for block in (head, used, body) if block).encode()


def _write_section(triples: Iterable[AnyTriple]) -> str:
    # None comes back only when an output is named.
    content = ox.serialize(
        (ox.Triple(*triple) for triple in triples),
        format=ox.RdfFormat.TURTLE,
        prefixes=PREFIXES,
    )
    body = _PREFIX_LINE.sub("", (content or b"").decode())
    # No literal spans lines here: the writer escapes line breaks and tabs.
    body = body.replace("\n\t", "\n    ")
    return re.sub(r" \.\n(?=\S)", " .\n\n", body)


def _key(triple: AnyTriple) -> tuple[int, str, int, str, tuple[str, str, str]]:
    predicate = triple.predicate.value
    if predicate in _FIRST_PROPERTIES:
        place = _FIRST_PROPERTIES.index(predicate)
    else:
        place = len(_FIRST_PROPERTIES)
    return (
        _rank(triple.subject),
        _name(triple.subject),
        place,
        predicate,
        _object_key(triple.object),
    )


def _object_key(
    value: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple,
) -> tuple[str, str, str]:
    if isinstance(value, ox.Literal):
        return (value.language or "", value.value, value.datatype.value)
    return ("", _name(value), "")


def _name(node: ox.NamedNode | ox.BlankNode | ox.Triple) -> str:
    # Values, not written terms: "<a>" would stand after "<a-b>".
    return node.value if isinstance(node, ox.NamedNode) else str(node)


def _rank(subject: ox.NamedNode | ox.BlankNode | ox.Triple) -> int:
    name = _name(subject)
    return next(rank for start, rank in _BY_LENGTH if name.startswith(start))


def _used_prefixes(triples: Iterable[AnyTriple], written: str) -> list[str]:
    iris: set[str] = set()
    for triple in triples:
        iris.add(_name(triple.subject))
        if triple.predicate.value != f"{RDF}type":  # written as "a"
            iris.add(triple.predicate.value)
        iris.update(_iris_of(triple.object))
    return sorted(
        prefix
        for prefix, namespace in PREFIXES.items()
        # Numbers and truth values are written bare, so the text decides on datatypes.
        if f'"^^{prefix}:' in written or any(iri.startswith(namespace) for iri in iris)
    )


def _iris_of(term: object) -> Iterator[str]:
    if isinstance(term, ox.NamedNode):
        yield term.value
    elif isinstance(term, ox.Triple):
        for part in term:
            yield from _iris_of(part)
