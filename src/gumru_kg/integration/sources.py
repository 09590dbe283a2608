"""Graphs of others as they lie on the disk, read without fetching anything."""

from __future__ import annotations

import hashlib
import io
import json
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pyoxigraph as ox

from gumru_kg.dataset import rename_blank_nodes
from gumru_kg.errors import DataError, FileError, FormatError
from gumru_kg.formats import find_format_of_file
from gumru_kg.input_checks import CheckedFile
from gumru_kg.input_files import open_file, strip_packing
from gumru_kg.integration.geojson_reading import is_feature_collection, read_features
from gumru_kg.namespaces import BASE
from gumru_kg.rdf_input import CheckedText, read_quads

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

IMPORTS: Final = f"{BASE}graph/import-"
_DIGITS: Final = 12
_PIECE: Final = 1 << 20
_LARGEST_JSON: Final = 200_000_000
_GEOJSON: Final = ".geojson"


@dataclass(frozen=True)
class OtherGraph:
    """A file of another graph.

    Attributes:
        path: Where it lies.
        contexts: Files for the remote contexts of JSON-LD that it may name.
    """

    path: str
    contexts: Mapping[str, str]

    @property
    def name(self) -> str:
        """The name of the file, without its folders."""
        return Path(self.path).name

    @cached_property
    def sha256(self) -> str:
        """The digest of its bytes, as they lie on the disk.

        Raises:
            FileError: When the file cannot be read.
        """
        digest = hashlib.sha256()
        try:
            with Path(self.path).open("rb") as file:
                while piece := file.read(_PIECE):
                    digest.update(piece)
        except OSError as error:
            problem = f"cannot be read ({error.strerror or error})"
            raise FileError(self.path, problem, "check the path and rights") from None
        return digest.hexdigest()

    @property
    def graph(self) -> str:
        """The IRI of the graph that its triples are put into."""
        return f"{IMPORTS}{self.sha256[:_DIGITS]}"

    @property
    def has_features(self) -> bool:
        """Whether its things are read from features of GeoJSON, and not from RDF.

        Raises:
            FileError: When the file cannot be read.
            DataError: When it is no JSON, and its suffix says so.
        """
        document = self._document
        return is_feature_collection(document) and "@context" in (document or {})

    def read(self) -> Iterator[ox.Quad]:
        """Read its triples as they are; blank nodes are named in their order.

        Yields:
            Quads with the graph names of the file.

        Raises:
            FileError: When it cannot be read.
            FormatError: When its suffix tells no format.
            DataError: When it does not parse, is RDF/XML, or names a context that
                was not given.
        """
        return _name_blank_nodes(self._read())

    def read_compared(self) -> Iterator[ox.Quad]:
        """Read its triples for comparison: features of GeoJSON are read as such.

        Yields:
            Quads.

        Raises:
            FileError: When it cannot be read.
            FormatError: When its suffix tells no format.
            DataError: When it does not parse.
        """
        if is_feature_collection(self._document):
            return read_features(self._document, graph=self.graph)
        return self.read()

    def _read(self) -> Iterator[ox.Quad]:
        document = self._document
        if document is None:
            return read_quads(self.path)
        if is_feature_collection(document) and "@context" not in document:
            return read_features(document, graph=self.graph)
        try:
            filled = _fill_contexts(document, self._load_context)
            # Lines, since one that is too long is refused.
            content = json.dumps(filled, ensure_ascii=False, indent=0).encode()
        except RecursionError:
            raise _describe_nesting(self.path) from None
        file = CheckedFile(io.BytesIO(content), self.path, ox.RdfFormat.JSON_LD)
        checked = b"".join(iter(file.read, b""))
        return CheckedText(self.path, checked, ox.RdfFormat.JSON_LD).parse()

    @cached_property
    def _document(self) -> dict[str, object] | None:
        """What JSON holds that is small enough to be read whole."""
        plain = strip_packing(self.path).lower()
        known = find_format_of_file(plain)
        is_json = plain.endswith(_GEOJSON) or (known and known.name == "jsonld")
        if not is_json:
            return None
        found = _load_json(self.path)
        if plain.endswith(_GEOJSON) and not is_feature_collection(found):
            problem = "is no FeatureCollection of GeoJSON"
            raise DataError(self.path, problem, remedy="name JSON-LD .jsonld")
        return found if isinstance(found, dict) else {"@graph": found}

    def _load_context(self, iri: str) -> object:
        path = self.contexts.get(iri)
        if path is None:
            problem = f"names the remote context {iri}, and nothing is fetched"
            remedy = f"save that context and give it: --context {iri}=FILE"
            raise DataError(self.path, problem, remedy=remedy)
        document = _load_json(path)
        if not isinstance(document, dict) or "@context" not in document:
            problem = "is no context of JSON-LD: it has no @context"
            raise DataError(path, problem, remedy="save the context as it is published")
        return document["@context"]


def check_sources(
    paths: tuple[str, ...], contexts: Mapping[str, str]
) -> tuple[OtherGraph, ...]:
    """Take files of other graphs, each once.

    Args:
        paths: The files.
        contexts: Files for the remote contexts of JSON-LD that they may name, by IRI.

    Returns:
        The graphs, in the order given.

    Raises:
        FileError: When a file cannot be read.
        FormatError: When a suffix tells no format.
        DataError: When a file is given twice.

    Example:
        >>> [graph] = check_sources(("ontology/gumru.ttl",), {})
        >>> graph.name
        'gumru.ttl'
    """
    found: dict[str, OtherGraph] = {}
    for path in paths:
        plain = strip_packing(path).lower()
        other = OtherGraph(path, contexts)
        if other.sha256 in found:
            problem = f"holds the same as {found[other.sha256].path}"
            raise DataError(path, problem, remedy="give each graph once")
        if not plain.endswith(_GEOJSON) and find_format_of_file(plain) is None:
            raise FormatError(
                path,
                (".ttl", ".trig", ".nt", ".nq", ".jsonld", _GEOJSON),
                problem=f"the suffix of {path!r} tells no format",
            )
        found[other.sha256] = other
    return tuple(found.values())


def _load_json(path: str) -> object:
    pieces: list[bytes] = []
    size = 0
    try:
        with open_file(path) as file:
            while piece := file.read(_PIECE):
                size += len(piece)
                if size > _LARGEST_JSON:
                    problem = f"is JSON of more than {_LARGEST_JSON // 1_000_000} MB"
                    raise DataError(path, problem, remedy="convert it to N-Quads first")
                pieces.append(piece)
    except FileError:
        raise
    except OSError as error:
        problem = f"cannot be read ({error.strerror or error})"
        raise FileError(path, problem, "check the path and rights") from None
    try:
        return json.loads(b"".join(pieces).decode("utf-8-sig"), parse_constant=_refuse)
    except UnicodeDecodeError:
        raise DataError(path, "is not UTF-8", remedy="save it as UTF-8") from None
    except RecursionError:
        raise _describe_nesting(path) from None
    except ValueError as error:
        problem = f"is no JSON: {str(error)[:120]}"
        raise DataError(path, problem, remedy="mend the file") from None


def _describe_nesting(path: str) -> DataError:
    problem = "nests too many levels of JSON"
    return DataError(path, problem, remedy="name inner nodes by IRIs")


def _refuse(constant: str) -> object:
    problem = f"{constant} is no number of JSON"
    raise ValueError(problem)


def _fill_contexts(value: object, load: Callable[[str], object]) -> object:
    """Put the contexts themselves in the place of their addresses."""
    if isinstance(value, list):
        return [_fill_contexts(each, load) for each in value]
    if not isinstance(value, dict):
        return value
    return {
        key: _fill_context(each, load)
        if key == "@context"
        else _fill_contexts(each, load)
        for key, each in value.items()
    }


def _fill_context(value: object, load: Callable[[str], object]) -> object:
    if isinstance(value, list):
        return [_fill_context(each, load) for each in value]
    return load(value) if isinstance(value, str) else value


def _name_blank_nodes(quads: Iterator[ox.Quad]) -> Iterator[ox.Quad]:
    names: dict[ox.BlankNode, ox.BlankNode] = {}

    def name(node: ox.BlankNode) -> ox.BlankNode:
        return names.setdefault(node, ox.BlankNode(f"b{len(names)}"))

    return rename_blank_nodes(quads, name)
