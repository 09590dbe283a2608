"""A data set: parsed quads, which are the original of everything else.

A store is an index over them. It rewrites literals (``"01"`` becomes ``"1"``), so
exports and validation read the quads.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox

from gumru_kg._resources import read_resource
from gumru_kg.errors import DataError
from gumru_kg.input_files import list_files
from gumru_kg.rdf_input import CheckedText, read_quads, read_text
from gumru_kg.rdflib_terms import (
    build_rdflib_dataset,
    build_rdflib_graph,
    read_rdflib_quads,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    import rdflib

    from gumru_kg.input_files import Paths

__all__ = [
    "Dataset",
    "IndexedFiles",
    "index_files",
    "load_dataset",
    "read_quads",
    "rename_blank_nodes",
    "shipped_graph",
    "shipped_text",
]


@dataclass(frozen=True, slots=True)
class Dataset:
    """Quads in the order in which they were read, each once.

    Attributes:
        quads: The quads, with their lexical forms as written.
    """

    quads: tuple[ox.Quad, ...]

    def __iter__(self) -> Iterator[ox.Quad]:
        return iter(self.quads)

    def __len__(self) -> int:
        return len(self.quads)

    def has_named_graphs(self) -> bool:
        """Tell whether any quad lies outside the default graph.

        Returns:
            True when there is a named graph.
        """
        default = ox.DefaultGraph()
        return any(quad.graph_name != default for quad in self.quads)

    def has_blank_nodes(self) -> bool:
        """Tell whether any quad holds a blank node, at any depth.

        Returns:
            True when there is one.
        """
        return any("_:" in str(quad) and _holds_blank(quad) for quad in self.quads)

    def to_rdflib(self) -> rdflib.Graph:
        """Copy all triples, whatever their graph, into a graph of rdflib.

        Returns:
            A graph in memory with the prefixes of the project.

        Raises:
            DataError: When a term is of RDF 1.2, which rdflib does not have.

        Example:
            >>> len(shipped_graph().to_rdflib()) == len(shipped_graph())
            True
        """
        return build_rdflib_graph(self.quads)

    def to_rdflib_dataset(self) -> rdflib.Dataset:
        """Copy the quads with their graph names into a data set of rdflib.

        Returns:
            A data set in memory with the prefixes of the project.

        Raises:
            DataError: When a term is of RDF 1.2, which rdflib does not have.

        Example:
            >>> len(shipped_graph().to_rdflib_dataset()) == len(shipped_graph())
            True
        """
        return build_rdflib_dataset(self.quads)

    @classmethod
    def from_rdflib(cls, graph: rdflib.Graph) -> Dataset:
        """Take the triples of a graph, or the quads of a data set, of rdflib.

        Args:
            graph: A graph; of an ``rdflib.Dataset`` the named graphs come along.

        Returns:
            The data set, sorted, since rdflib keeps no order.

        Raises:
            DataError: When a term is no term of RDF: a relative IRI, say.

        Example:
            >>> import rdflib
            >>> graph = rdflib.Graph().parse(data="<urn:a> <urn:b> 1 .")
            >>> len(Dataset.from_rdflib(graph))
            1
        """
        return cls(tuple(sorted(set(read_rdflib_quads(graph)), key=str)))


def load_dataset(
    paths: Paths,
    *,
    format: str | None = None,
) -> Dataset:
    """Read files of RDF into one data set.

    Args:
        paths: A file, a folder or several; of a folder all files of RDF, sorted,
            but not what is hidden. Blank nodes of several files stay apart.
        format: A name of ``RDF_FORMATS``; by default the suffix of each file tells.

    Returns:
        The quads of all files, each once.

    Raises:
        FileError: When a file cannot be read.
        FormatError: When a format is unknown, or a suffix does not tell it.
        DataError: When a file does not parse or is refused.

    Example:
        >>> len(load_dataset(["ontology/gumru.ttl"])) > 100
        True
    """
    files = list_files(paths, format=format)
    return join_quads([read_quads(path, format=format) for path in files])


@dataclass(frozen=True, slots=True)
class IndexedFiles:
    """Files that were parsed into a store, and their texts for whoever wants quads.

    Attributes:
        store: The index.
        texts: The texts as they were parsed.
    """

    store: ox.Store
    texts: tuple[CheckedText, ...]

    def to_dataset(self) -> Dataset:
        """Parse the texts again, with their lexical forms as written.

        Returns:
            The quads of all files, each once.

        Example:
            >>> indexed = index_files("ontology/gumru.ttl")
            >>> len(indexed.to_dataset()) == len(indexed.store)
            True
        """
        return join_quads([text.parse() for text in self.texts])


def index_files(
    paths: Paths,
    *,
    format: str | None = None,
) -> IndexedFiles:
    """Read files of RDF into one store: half the time of a data set and an index.

    Args:
        paths: A file, a folder or several; of a folder all files of RDF, sorted,
            but not what is hidden. Blank nodes of several files stay apart.
        format: A name of ``RDF_FORMATS``; by default the suffix of each file tells.

    Returns:
        The store, and the texts.

    Raises:
        FileError: When a file cannot be read.
        FormatError: When a format is unknown, or a suffix does not tell it.
        DataError: When a file does not parse or is refused.

    Example:
        >>> len(index_files(["ontology/gumru.ttl"]).store) > 100
        True
    """
    files = list_files(paths, format=format)
    texts = tuple(read_text(path, format=format) for path in files)
    store = ox.Store()
    for text in texts:
        if len(texts) == 1 and b"_:" in text.content:
            # Answers name the blank nodes of a single file as it does.
            store.bulk_extend(text.parse())
        else:
            text.load_into(store)
    return IndexedFiles(store, texts)


def shipped_graph() -> Dataset:
    """Parse the graph that comes with the package.

    Returns:
        The data set.

    Raises:
        ResourceError: When the file is missing.

    Example:
        >>> len(shipped_graph()) > 500
        True
    """
    return join_quads([shipped_text().parse()])


def shipped_text() -> CheckedText:
    """Read the graph that comes with the package, and do not parse it.

    Returns:
        Its text.

    Raises:
        ResourceError: When the file is missing.

    Example:
        >>> shipped_text().name
        'data/gumru.ttl'
    """
    content = read_resource("data", "gumru.ttl")
    return CheckedText("data/gumru.ttl", content, ox.RdfFormat.TURTLE)


def join_quads(files: Sequence[Iterator[ox.Quad]]) -> Dataset:
    """Join the quads of several files, whose blank nodes stay apart.

    Args:
        files: The quads of each file.

    Returns:
        The quads of all, each once.

    Raises:
        DataError: When a file does not parse, or triple terms nest too deep.

    Example:
        >>> quads = list(read_quads("ontology/gumru.ttl"))
        >>> len(join_quads([iter(quads), iter(quads)])) == len(quads)
        True
    """
    found: dict[ox.Quad, None] = {}
    for quads in files:
        found.update(dict.fromkeys(quads if len(files) == 1 else _keep_apart(quads)))
    return Dataset(tuple(found))


def rename_blank_nodes(
    quads: Iterable[ox.Quad], name: Callable[[ox.BlankNode], ox.BlankNode]
) -> Iterator[ox.Quad]:
    """Give blank nodes other names, also those within triple terms.

    Args:
        quads: The quads.
        name: Gives the new name of a node.

    Yields:
        The quads with the new names.

    Raises:
        DataError: When triple terms nest too deep.

    Example:
        >>> quad = ox.Quad(ox.BlankNode("x"), ox.NamedNode("urn:b"), ox.Literal("1"))
        >>> [renamed] = rename_blank_nodes([quad], lambda node: ox.BlankNode("y"))
        >>> renamed.subject
        <BlankNode value=y>
    """

    def rename(term: Any) -> Any:  # noqa: ANN401 - a place keeps its kind of term
        if isinstance(term, ox.BlankNode):
            return name(term)
        if isinstance(term, ox.Triple):
            return ox.Triple(*map(rename, term))
        return term

    for quad in quads:
        try:
            yield ox.Quad(*map(rename, quad))
        except RecursionError:
            problem = "triple terms nest some hundred levels deep"
            raise DataError("the graph", problem, remedy="name them by IRIs") from None


def _keep_apart(quads: Iterable[ox.Quad]) -> Iterator[ox.Quad]:
    # Two files may use one label for two nodes.
    names: dict[ox.BlankNode, ox.BlankNode] = {}
    return rename_blank_nodes(
        quads, lambda node: names.setdefault(node, ox.BlankNode())
    )


def _holds_blank(quad: ox.Quad) -> bool:
    # Without recursion, for triple terms may nest deep.
    rest: list[Any] = list(quad)
    while rest:
        term = rest.pop()
        if isinstance(term, ox.BlankNode):
            return True
        if isinstance(term, ox.Triple):
            rest += term
    return False
