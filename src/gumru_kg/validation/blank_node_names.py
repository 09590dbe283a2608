"""Names for blank nodes that a parser has named at random.

A report that is made twice must read the same, and whoever reads it wants to find the
node: it is called by what leads to it, from the nearest node that has a name.
"""

from __future__ import annotations

import re
from collections import defaultdict
from functools import lru_cache
from itertools import count
from typing import TYPE_CHECKING, Final

import pyoxigraph as ox

from gumru_kg.dataset import rename_blank_nodes
from gumru_kg.namespaces import RDF, SH

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from gumru_kg.rdflib_terms import Term

# As pyoxigraph and rdflib make them, the second also of a label in a file.
_AT_RANDOM: Final = re.compile(r"[Nn]?[0-9a-f]{20,32}(b\w+)?")
_NO_LETTERS: Final = re.compile(r"[^A-Za-z0-9]+")
_LISTED: Final = (f"{RDF}first", f"{RDF}rest")
_PATH: Final = f"{SH}path"
_FARTHEST: Final = 32
_LONGEST: Final = 32


def name_blank_nodes_by_place(
    quads: Iterable[ox.Quad], *, unnamed: str
) -> list[ox.Quad]:
    """Give blank nodes with names made at random others that are always the same.

    Args:
        quads: The quads of one graph.
        unnamed: What to call a node to which nothing leads.

    Returns:
        The quads; labels that a person gave stay.

    Raises:
        DataError: When triple terms nest too deep.

    Example:
        >>> node, has = ox.BlankNode(), ox.NamedNode("urn:e:has")
        >>> quad = ox.Quad(ox.NamedNode("urn:e:a"), has, node)
        >>> name_blank_nodes_by_place([quad], unnamed="node")[0].object
        <BlankNode value=a-has>
    """
    found = list(quads)
    described: defaultdict[ox.BlankNode, list[ox.Quad]] = defaultdict(list)
    links: dict[ox.BlankNode, ox.Quad] = {}
    taken: set[str] = set()
    for quad in found:
        for node in (quad.subject, quad.object):
            if isinstance(node, ox.BlankNode):
                described[node].append(quad)
        if isinstance(quad.object, ox.BlankNode):
            links.setdefault(quad.object, quad)
    places: defaultdict[str, list[ox.BlankNode]] = defaultdict(list)
    for node, quads_of_node in described.items():
        if _is_at_random(node):
            place = _find_place(node, quads_of_node, links)
            places[place or unnamed].append(node)
        else:
            taken.add(node.value)
    names: dict[ox.BlankNode, ox.BlankNode] = {}
    for place, nodes in places.items():
        # What is said of a node tells which comes first, else the order of the file.
        if len(nodes) > 1:
            nodes.sort(key=lambda node: sorted(map(_write, described[node])))
        free = (name for name in _number(place) if name not in taken)
        names |= zip(nodes, map(ox.BlankNode, free), strict=False)
        taken.update(names[node].value for node in nodes)
    if not names:
        return found
    return list(rename_blank_nodes(found, lambda node: names.get(node, node)))


def _find_place(
    node: ox.BlankNode, described: list[ox.Quad], links: dict[ox.BlankNode, ox.Quad]
) -> str:
    paths = [quad.object for quad in described if quad.predicate.value == _PATH]
    words = [_shorten(path.value) for path in paths if isinstance(path, ox.NamedNode)]
    subject: Term = node
    for _ in range(_FARTHEST):
        if not isinstance(subject, ox.BlankNode) or subject not in links:
            break
        link = links[subject]
        subject = link.subject
        if link.predicate.value not in _LISTED:
            words.append(_shorten(link.predicate.value))
    if isinstance(subject, ox.NamedNode):
        words.append(_shorten(subject.value))
    elif isinstance(subject, ox.BlankNode) and not _is_at_random(subject):
        words.append(subject.value)
    return "-".join(filter(None, reversed(words)))


@lru_cache(maxsize=1024)
def _shorten(iri: str) -> str:
    name = re.split(r"[/#:]", iri.rstrip("/#:"))[-1]
    return _NO_LETTERS.sub("-", name)[:_LONGEST].strip("-")


def _write(quad: ox.Quad) -> str:
    terms = (quad.subject, quad.predicate, quad.object)
    return " ".join("_" if isinstance(t, ox.BlankNode) else str(t) for t in terms)


def _is_at_random(node: ox.BlankNode) -> bool:
    return _AT_RANDOM.fullmatch(node.value) is not None


def _number(place: str) -> Iterator[str]:
    yield place
    yield from (f"{place}-{number}" for number in count(2))
