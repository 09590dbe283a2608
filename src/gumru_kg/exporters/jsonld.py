"""JSON-LD, compacted with the project's own context, which is written into the file.

So nothing is ever fetched to read it. A value takes the term whose type or container
fits it; a value that fits none is written out in full, under the property's CURIE where
its term would change what it means. Numbers and truth values become those of JSON where
that loses nothing.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final, TypeAlias

import pyoxigraph as ox

from gumru_kg._resources import read_resource
from gumru_kg.errors import DataError
from gumru_kg.namespaces import RDF, XSD

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

Json: TypeAlias = Any  # what the json module takes
Value: TypeAlias = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple

_TYPE: Final = f"{RDF}type"
_STRING: Final = f"{XSD}string"
_INTEGER: Final = f"{XSD}integer"
_BOOLEAN: Final = f"{XSD}boolean"
_SAFE_DIGITS: Final = 15  # what a JavaScript number holds


def write_jsonld(quads: Iterable[ox.Quad]) -> bytes:
    """Serialize quads as compacted JSON-LD 1.1.

    Args:
        quads: The quads; their order does not matter.

    Returns:
        JSON in UTF-8, with sorted keys.

    Raises:
        DataError: When JSON-LD 1.1 or the context cannot hold a term.

    Example:
        >>> kars = ox.NamedNode("https://w3id.org/gumru/id/place-kars")
        >>> label = ox.NamedNode("http://www.w3.org/2004/02/skos/core#prefLabel")
        >>> quad = ox.Quad(kars, label, ox.Literal("Kars", language="tr"))
        >>> json.loads(write_jsonld([quad]))["@graph"][0]["prefLabel"]
        {'tr': 'Kars'}
    """
    context = json.loads(read_resource("ontology", "context.jsonld"))["@context"]
    compactor = Compactor(context)
    graphs: dict[str, dict[str, list[ox.Quad]]] = {}
    for quad in sorted(quads, key=str):
        name = quad.graph_name
        graph = "" if isinstance(name, ox.DefaultGraph) else compactor.name(name)
        nodes = graphs.setdefault(graph, {})
        nodes.setdefault(compactor.name(quad.subject), []).append(quad)
    top: list[Json] = []
    for graph, nodes in sorted(graphs.items()):
        found = [
            compactor.compact_node(name, statements)
            for name, statements in sorted(nodes.items())
        ]
        if graph:
            top.append({"@graph": found, "id": graph})
        else:
            top.extend(found)
    document = {"@context": context, "@graph": top}
    text = json.dumps(document, ensure_ascii=False, indent=1, sort_keys=True)
    return text.encode() + b"\n"


class Compactor:
    """Writes terms as a context has them.

    Understands what the project's context uses: prefixes, a vocabulary, terms with a
    type, and containers of languages and sets.
    """

    def __init__(self, context: dict[str, Json]) -> None:
        self._vocabulary: str = context.get("@vocab", "")
        self._prefixes: dict[str, str] = {}
        self._terms: dict[str, list[Term]] = {}
        self._defined = set(context)
        for name, value in context.items():
            is_prefix = isinstance(value, str) and value.endswith(("#", "/"))
            if is_prefix and not name.startswith("@"):
                self._prefixes[name] = value
        # Longer namespaces first: the most exact one is chosen.
        self._by_namespace = sorted(
            ((namespace, name) for name, namespace in self._prefixes.items()),
            key=lambda entry: (-len(entry[0]), entry[1]),
        )
        for name, value in sorted(context.items()):
            if not name.startswith("@") and name not in self._prefixes:
                self._add_term(name, value)

    def _add_term(self, name: str, value: Json) -> None:
        definition = {"@id": value} if isinstance(value, str) else value
        iri = definition.get("@id", name)
        if iri.startswith("@"):
            return  # an alias of a keyword
        kind = definition.get("@type", "")
        container = definition.get("@container", [])
        term = Term(
            name,
            kind if kind.startswith("@") else self._expand(kind),
            frozenset([container] if isinstance(container, str) else container),
        )
        self._terms.setdefault(self._expand(iri), []).append(term)

    def _expand(self, text: str) -> str:
        prefix, colon, local = text.partition(":")
        if not colon:
            return self._vocabulary + text if text else ""
        return self._prefixes[prefix] + local if prefix in self._prefixes else text

    def name(self, node: ox.NamedNode | ox.BlankNode | ox.Triple) -> str:
        """Write a node as a CURIE, in full, or with its label.

        Args:
            node: A node.

        Returns:
            Text that means the node where an identifier is expected.

        Raises:
            DataError: When the context would read the IRI as a CURIE, or the node is
                a triple term.
        """
        if isinstance(node, ox.Triple):
            problem = f"JSON-LD 1.1 has no triple terms: {node}"
            raise DataError("jsonld", problem, remedy="export turtle or ntriples")
        if isinstance(node, ox.BlankNode):
            return str(node)
        iri = node.value
        for namespace, prefix in self._by_namespace:
            local = iri.removeprefix(namespace)
            if iri.startswith(namespace) and not local.startswith("//"):
                curie = f"{prefix}:{local}"
                # A term of this very name could mean something else.
                if curie not in self._defined:
                    return curie
        if iri.partition(":")[0] in self._prefixes:
            problem = f"the context would read the IRI {iri} as a CURIE"
            raise DataError("jsonld", problem, remedy="export another format")
        return iri

    def compact_node(
        self,
        name: str,
        quads: Iterable[ox.Quad],
        *,
        nested: Mapping[tuple[str, object], Json] | None = None,
    ) -> dict[str, Json]:
        """Write all that is said of a node.

        Args:
            name: How the node is written.
            quads: The statements about it.
            nested: Node objects to stand in full where the node has them, by property
                and value.

        Returns:
            A node object.

        Raises:
            DataError: When a term cannot be written.
        """
        node: dict[str, Json] = {"id": name}
        lists: dict[str, list[Json]] = {}
        sets: set[str] = set()
        for quad in quads:
            key, value, language = self._place(quad.predicate, quad.object)
            if nested:
                value = nested.get((quad.predicate.value, quad.object), value)
            if language:
                node.setdefault(key.name, {}).setdefault(language, []).append(value)
            else:
                lists.setdefault(key.name, []).append(value)
            if "@set" in key.containers:
                sets.add(key.name)
        for key_name, texts in node.items():
            if key_name != "id" and key_name not in sets:
                node[key_name] = {tag: _single(found) for tag, found in texts.items()}
        for key_name, values in lists.items():
            node[key_name] = values if key_name in sets else _single(values)
        return node

    def _place(self, predicate: ox.NamedNode, value: Value) -> tuple[Term, Json, str]:
        """Choose the key of a value, and write the value for it."""
        terms = self._terms.get(predicate.value, [])
        if isinstance(value, ox.Literal):
            return self._place_literal(predicate, value, terms)
        if predicate.value == _TYPE:
            return Term("type"), self._name_type(value), ""
        for term in terms:
            if term.kind == "@id":
                return term, self.name(value), ""
        return self._plain_key(predicate, terms), {"id": self.name(value)}, ""

    def _place_literal(
        self, predicate: ox.NamedNode, value: ox.Literal, terms: list[Term]
    ) -> tuple[Term, Json, str]:
        if value.direction is not None:
            problem = f"the context has no place for a direction: {value}"
            raise DataError("jsonld", problem, remedy="export turtle or ntriples")
        if value.language is not None:
            for term in terms:
                if "@language" in term.containers:
                    return term, value.value, value.language
            full = {"@language": value.language, "@value": value.value}
            return self._plain_key(predicate, terms), full, ""
        datatype = value.datatype.value
        for term in terms:
            if term.kind == datatype:
                return term, _native(value), ""
        key = self._plain_key(predicate, terms)
        native = _native(value)
        if not key.kind and (datatype == _STRING or not isinstance(native, str)):
            return key, native, ""
        name = self.name(value.datatype)
        if datatype == _STRING:
            return key, {"@value": value.value}, ""
        return key, {"@type": name, "@value": value.value}, ""

    def _plain_key(self, predicate: ox.NamedNode, terms: list[Term]) -> Term:
        """Find a key under which a value can stand that is written in full."""
        for term in terms:
            if "@language" not in term.containers:
                return term
        iri = predicate.value
        local = iri.removeprefix(self._vocabulary)
        if (
            self._vocabulary
            and iri.startswith(self._vocabulary)
            and local.isidentifier()
            and local not in self._defined
        ):
            return Term(local)
        return Term(self.name(predicate))

    def _name_type(self, node: ox.NamedNode | ox.BlankNode | ox.Triple) -> str:
        if isinstance(node, ox.NamedNode) and self._vocabulary:
            local = node.value.removeprefix(self._vocabulary)
            is_ours = node.value.startswith(self._vocabulary) and local.isidentifier()
            if is_ours and local not in self._defined:
                return local
        return self.name(node)


class Term:
    """A key: its name, its type and its containers."""

    __slots__ = ("containers", "kind", "name")

    def __init__(
        self, name: str, kind: str = "", containers: frozenset[str] = frozenset()
    ) -> None:
        self.name = name
        self.kind = kind
        self.containers = containers


def _native(value: ox.Literal) -> Json:
    text, datatype = value.value, value.datatype.value
    if datatype == _BOOLEAN and text in {"true", "false"}:
        return text == "true"
    digits = text.removeprefix("-")
    if (
        datatype == _INTEGER
        and digits.isascii()
        and digits.isdigit()
        and len(digits) <= _SAFE_DIGITS
        and str(int(text)) == text
    ):
        return int(text)
    return text


def _single(values: list[Json]) -> Json:
    return values[0] if len(values) == 1 else values
