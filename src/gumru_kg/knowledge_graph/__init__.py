"""The knowledge graph: ask it, validate it, export it.

::

    import gumru_kg

    kg = gumru_kg.open_graph()
    kg.treaty("gumru-1920").date
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NoReturn, TypeAlias

from gumru_kg.errors import EngineError
from gumru_kg.knowledge_graph._sources import (
    check_paths,
    check_several,
    find_store,
    is_address,
    take_dataset,
)
from gumru_kg.knowledge_graph.answering import AnsweringGraph

if TYPE_CHECKING:
    import os
    from collections.abc import Iterable
    from typing import Self

    import networkx as nx
    import polars as pl
    import pyoxigraph as ox
    import rdflib

    from gumru_kg.dataset import Dataset
    from gumru_kg.engines import Engine
    from gumru_kg.engines.endpoint_settings import EndpointSettings
    from gumru_kg.exporters.tables import Table
    from gumru_kg.knowledge_graph._sources import Paths
    from gumru_kg.rdf_input import CheckedText
    from gumru_kg.validation import EngineName, ValidationReport
    from gumru_kg.validation.sources import Source

    _Files: TypeAlias = str | os.PathLike[str] | Iterable[str | os.PathLike[str]]


def open_graph(
    *sources: _Files | Dataset | rdflib.Graph | ox.Store | None,
    endpoint: EndpointSettings | None = None,
) -> KnowledgeGraph:
    """Open a graph to ask it.

    Args:
        sources: Nothing for the graph that comes with the package; a file of RDF, plain
            or packed with gzip or zstd, a folder of files, or several of both;
            ``store:`` and the folder that ``gumru load`` has filled; a data set; a
            graph of rdflib or a store of pyoxigraph, which are copied; or the address
            of a SPARQL endpoint.
        endpoint: Login and limits for an endpoint.

    Returns:
        The graph. The shipped one is read when it is first asked.

    Raises:
        FileError: When a file or folder cannot be read, a store is not whole, or a
            list names nothing.
        FormatError: When a file's suffix does not tell its format.
        DataError: When a file does not parse or is refused, several sources are given
            that are not files, or one is nothing of all this.
        EndpointError: When an address or a login is none; nothing is sent yet.
        EngineUnavailableError: When an endpoint is named and httpx is not installed.

    Example:
        >>> len(open_graph().treaties()) >= 3
        True
        >>> len(open_graph("data/gumru.ttl", "ontology").treaties()) >= 3
        True
    """
    source = sources[0] if len(sources) == 1 else check_several(sources)
    if endpoint is not None or is_address(source):
        return _open_endpoint(source, endpoint)
    if source is None:
        return KnowledgeGraph(
            _shipped_engine, _shipped_dataset, read_texts=_read_shipped, name="shipped"
        )
    dataset = take_dataset(source)
    if dataset is not None:
        return KnowledgeGraph(lambda: _index(dataset), lambda: dataset)
    paths = check_paths(source)
    store = find_store(paths)
    return _open_files(paths) if store is None else _open_store(store)


class KnowledgeGraph(AnsweringGraph):
    """A graph to ask, to validate and to export. Made by ``open_graph``.

    ``with`` closes it at the end; a graph that nobody holds any more is closed as well.
    """

    def __repr__(self) -> str:
        return f"<KnowledgeGraph {self._name}>"

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the index, the store on disk or the connections.

        Answers that were given can be read to their end; those of an endpoint break
        off.

        Example:
            >>> from gumru_kg import open_graph
            >>> with open_graph("data/gumru.ttl") as graph:
            ...     graph.ask("ASK { ?t a gum:Treaty }")
            True
        """
        engine = self.__dict__.pop("engine", None)
        self.__dict__.pop("dataset", None)
        self._make_engine = self._make_dataset = _refuse_closed
        if self._read_texts is not None:
            self._read_texts = _refuse_closed
        # Others end with the last that holds them.
        if hasattr(engine, "close"):
            engine.close()

    def validate(
        self,
        *,
        shapes: Source | None = None,
        extra_shapes: Source | None = None,
        engine: EngineName = "auto",
    ) -> ValidationReport:
        """Hold the graph against the shapes.

        Args:
            shapes: The shapes graph, or files of it; by default that of the package.
            extra_shapes: Shapes to hold the graph against as well.
            engine: ``native``, ``pyshacl``, or ``auto`` for the first that is exact.

        Returns:
            The report; data that do not conform are an answer, not an error.

        Raises:
            ValidationFailureError: When the validator could not work.
            FileError: When a file of shapes cannot be read.
            FormatError: When the suffix of a file of shapes does not tell its format.
            DataError: When a file of shapes does not parse.
            CapabilityError: When the graph lies behind an endpoint.

        Example:
            >>> from gumru_kg import open_graph
            >>> open_graph("data/gumru.ttl").validate().conforms
            True
        """
        from gumru_kg.validation import validate

        # Without quads, whose objects cost more than the validation.
        data = self.dataset if self._read_texts is None else self._read_texts()
        return validate(data, shapes=shapes, extra_shapes=extra_shapes, engine=engine)

    def export(
        self, format: str, *, only: str | None = None, graphs: bool = False
    ) -> bytes:
        """Write the graph as one file; the same graph gives the same bytes each time.

        Args:
            format: A name of ``RDF_FORMATS``, a view: ``crm``, ``eli``, ``schema``
                or ``rdf12``, or a name of ``EXCHANGE_FORMATS``.
            only: Of a name of ``RDF_FORMATS``, the ``facts`` without the claims, or
                the ``claims`` with their sources; by default all.
            graphs: In ``trig``, ``nquads`` and ``jsonld``, facts, claims, sources,
                concepts and alignments as a named graph each.

        Returns:
            The bytes of a file.

        Raises:
            FormatError: When the format is unknown, is several files, or can be no
                part or have no graphs.
            DataError: When the format cannot hold a term, or a view would have to
                write thousands of statements for one claim.
            EngineUnavailableError: When what writes the format is not installed.
            CapabilityError: When the graph lies behind an endpoint.

        Example:
            >>> from gumru_kg import open_graph
            >>> open_graph().export("turtle")[:7]
            b'@prefix'
        """
        from gumru_kg.exporters import export

        return export(self.dataset, format, only=only, graphs=graphs)

    def export_files(self, format: str) -> dict[str, bytes]:
        """Write the graph as files, as some formats are several.

        Args:
            format: As of ``export``.

        Returns:
            The bytes of each file by its name, which may lie in a folder.

        Raises:
            FormatError: When the format is unknown.
            DataError: When the format cannot hold a term.
            EngineUnavailableError: When what writes the format is not installed.
            CapabilityError: When the graph lies behind an endpoint.

        Example:
            >>> from gumru_kg import open_graph
            >>> list(open_graph().export_files("turtle"))
            ['gumru-kg.ttl']
        """
        from gumru_kg.exporters import export_files

        return export_files(self.dataset, format)

    def tables(self) -> dict[str, Table]:
        """Lay the whole graph out in tables, one a class, for data frames.

        Returns:
            The tables by name, in reading order: ``treaties``, ``events``, ``claims``.
            Each has ``to_polars``, ``to_pandas`` and ``to_arrow``. The last,
            ``relations``, has a row for each IRI in a column that lists several.

        Raises:
            DataError: When the graph is empty, or has far too many columns.
            CapabilityError: When the graph lies behind an endpoint.

        Example:
            >>> from gumru_kg import open_graph
            >>> tables = open_graph().tables()
            >>> len(tables["treaties"]) == len(open_graph().treaties())
            True
        """
        from gumru_kg.exporters.tables import build_tables
        from gumru_kg.things import Things

        tables = build_tables(Things(self.dataset))
        return {table.name: table for table in tables}

    def to_polars(self, class_name: str) -> pl.DataFrame:
        """Lay the things of one class out in a frame of polars.

        Args:
            class_name: A class, those below it included: ``gum:Event``, or its IRI.

        Returns:
            The frame: a row a thing, with dates, numbers and lists as such. Beside
            IRIs stand names, beside dates of EDTF their first and last day.

        Raises:
            UnknownNameError: When nothing in the graph is of this class.
            EngineUnavailableError: When polars is not installed.
            CapabilityError: When the graph lies behind an endpoint.

        Example:
            >>> from gumru_kg import open_graph
            >>> events = open_graph().to_polars("gum:Event")
            >>> str(events.schema["date_min"])
            'Date'
        """
        from gumru_kg.exporters.tables import tabulate_class
        from gumru_kg.things import Things

        return tabulate_class(Things(self.dataset), class_name).to_polars()

    def to_rdflib(self) -> rdflib.Graph:
        """Copy the graph into rdflib.

        Returns:
            A graph in memory, with all triples of all graphs.

        Raises:
            DataError: When a term is of RDF 1.2, which rdflib does not have.
            CapabilityError: When the graph lies behind an endpoint.

        Example:
            >>> from gumru_kg import open_graph
            >>> len(open_graph().to_rdflib()) > 500
            True
        """
        return self.dataset.to_rdflib()

    def to_rdflib_dataset(self) -> rdflib.Dataset:
        """Copy the graph into rdflib with the names of its graphs.

        Returns:
            A data set in memory; ``open_graph`` takes it back without a loss.

        Raises:
            DataError: When a term is of RDF 1.2, which rdflib does not have.
            CapabilityError: When the graph lies behind an endpoint.

        Example:
            >>> from gumru_kg import open_graph
            >>> copied = open_graph(open_graph("data/gumru.ttl").to_rdflib_dataset())
            >>> len(copied.dataset) == len(open_graph().dataset)
            True
        """
        return self.dataset.to_rdflib_dataset()

    def to_networkx(self) -> nx.MultiDiGraph:
        """Make a network of people, parties, treaties, events, places and provisions.

        Returns:
            A graph of networkx: its edges are facts, and say on how many independent
            groups of sources they rest.

        Raises:
            EngineUnavailableError: When networkx is not installed.
            CapabilityError: When the graph lies behind an endpoint.

        Example:
            >>> from gumru_kg import open_graph
            >>> graph = open_graph().to_networkx()
            >>> graph.nodes["gid:treaty-gumru-1920"]["label_fr"]
            'Traité d’Alexandropol'
        """
        from gumru_kg.exporters import read_things
        from gumru_kg.exporters.networks.networkx_graph import build_networkx
        from gumru_kg.exporters.networks.projection import project_network

        return build_networkx(project_network(read_things(self.dataset)))


def _shipped_engine() -> Engine:
    from gumru_kg.engines.shipped import ShippedEngine

    return ShippedEngine()


def _shipped_dataset() -> Dataset:
    from gumru_kg.dataset import shipped_graph

    return shipped_graph()


def _read_shipped() -> tuple[CheckedText, ...]:
    from gumru_kg.dataset import shipped_text

    return (shipped_text(),)


def _index(dataset: Dataset) -> Engine:
    from gumru_kg.engines.embedded import EmbeddedEngine

    return EmbeddedEngine.from_quads(dataset)


def _open_store(folder: str) -> KnowledgeGraph:
    from gumru_kg.engines.stored import open_store

    store = open_store(folder)
    return KnowledgeGraph(
        lambda: store.engine,
        store.to_dataset,
        read_texts=store.read_texts,
        name=f"in the store {folder}",
    )


def _open_endpoint(source: object, settings: EndpointSettings | None) -> KnowledgeGraph:
    from gumru_kg.engines.endpoint import EndpointEngine
    from gumru_kg.errors import EndpointError

    if not isinstance(source, str):
        problem = "settings of an endpoint are given, and no address of one"
        raise EndpointError("open_graph", problem, "give one address")
    engine = EndpointEngine(source, settings=settings)
    return KnowledgeGraph(
        lambda: engine, engine.to_dataset, name=f"at {engine.address}"
    )


def _open_files(paths: Paths) -> KnowledgeGraph:
    """Index files now, so that their faults are told, and give quads when asked."""
    from gumru_kg.dataset import index_files
    from gumru_kg.engines.embedded import EmbeddedEngine

    indexed = index_files(paths)
    engine = EmbeddedEngine.from_store(indexed.store)
    return KnowledgeGraph(
        lambda: engine,
        indexed.to_dataset,
        read_texts=lambda: indexed.texts,
        name=f"of {', '.join(map(str, paths))}",
    )


def _refuse_closed() -> NoReturn:
    raise EngineError("the graph was closed; open it again with open_graph")
