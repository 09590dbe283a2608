"""A store of rdflib on the graph that comes with the package, or on files of yours.

::

    rdflib.Graph(store="gumru")
    rdflib.Dataset(store="gumru").open("data.trig")

What rdflib asks by pattern is answered from the parsed quads, with lexical forms as
they stand in the file; queries go to the engine of the package, which knows no SERVICE
and reads no file that a FROM names. Nothing is ever written.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any, Final

import pyoxigraph as ox
from rdflib.graph import DATASET_DEFAULT_GRAPH_ID, ConjunctiveGraph, Graph
from rdflib.plugins.stores.memory import Memory
from rdflib.query import Result
from rdflib.store import VALID_STORE
from rdflib.term import BNode, URIRef, Variable

from gumru_kg.engines.bindings import bind_variables
from gumru_kg.engines.embedded import EmbeddedEngine
from gumru_kg.engines.syntax import declare_prefixes, tell_form
from gumru_kg.errors import DataError, EndpointError, QueryError, ReadOnlyError
from gumru_kg.knowledge_graph import open_graph
from gumru_kg.namespaces import PREFIXES
from gumru_kg.query_parameters import is_iri
from gumru_kg.rdflib_store.refusals import ReadOnlyStore
from gumru_kg.rdflib_terms import from_rdflib_term, intern_term
from gumru_kg.results import Solutions, Triples

if TYPE_CHECKING:
    import os
    from collections.abc import Generator, Iterable, Iterator, Mapping

    from rdflib.graph import (
        _ContextType,
        _TriplePatternType,
        _TripleType,
    )
    from rdflib.plugins.sparql.sparql import Query
    from rdflib.term import Identifier, Node

    from gumru_kg.engines import Engine
    from gumru_kg.knowledge_graph import KnowledgeGraph
    from gumru_kg.results import Term

_UNION: Final = "__UNION__"
_DEFAULT: Final = ox.DefaultGraph()


class GumruStore(ReadOnlyStore):
    """The store that rdflib knows as ``gumru``.

    A ``Graph`` without a name of its own is the union of all graphs; one with a name is
    the graph of that name. In a ``Dataset`` the default graph is that of the file.

    Example:
        >>> import rdflib
        >>> graph = rdflib.Graph(store="gumru")
        >>> kars = rdflib.URIRef("https://w3id.org/gumru/id/place-kars")
        >>> graph.value(kars, rdflib.SKOS.prefLabel, any=True) is not None
        True
    """

    context_aware = True
    graph_aware = True
    formula_aware = False
    transaction_aware = False

    def __init__(
        self, configuration: str | None = None, identifier: Identifier | None = None
    ) -> None:
        self.identifier = identifier
        self._graph = open_graph()
        self._terms: dict[Term, Node] = {}
        self._engines: dict[Any, Engine] = {}
        # rdflib's own table of prefixes, rather than one like it.
        self._prefixes = Memory()
        for prefix, namespace in PREFIXES.items():
            self._prefixes.bind(prefix, URIRef(namespace))
        super().__init__(configuration)

    # Whatever a caller passes is looked at, and told in one line.
    def open(self, configuration: Any, create: bool = False) -> int:  # noqa: ANN401, FBT001, FBT002 - rdflib calls it so
        """Open a file, a folder or ``store:`` and a folder, to be read.

        Args:
            configuration: The path; nothing for the graph that comes with the package.
            create: Nothing is created.

        Returns:
            That the store is valid.

        Raises:
            ReadOnlyError: When a store is to be created.
            FileError: When the file cannot be read.
            FormatError: When its suffix does not tell its format.
            DataError: When it does not parse, or no path is given.
            EndpointError: When an address is given.

        Example:
            >>> GumruStore().open("ontology/gumru.ttl")
            1
        """
        if create:
            raise ReadOnlyError(f"{configuration!r} cannot be created")
        self._graph = _open_path(configuration)
        self._engines.clear()
        self._terms.clear()
        for name in ("_quads", "_graphs"):
            self.__dict__.pop(name, None)
        return VALID_STORE

    # What is there.

    def triples(
        self,
        triple_pattern: _TriplePatternType,
        context: _ContextType | None = None,
    ) -> Iterator[tuple[_TripleType, Iterator[_ContextType | None]]]:
        """Find triples by a pattern, each once.

        Args:
            triple_pattern: Subject, predicate and object; ``None`` is any.
            context: The graph to look into, or all.

        Yields:
            Triples, each with the graphs that it was found in.

        Raises:
            DataError: When a triple found holds a term of RDF 1.2.
        """
        found: dict[ox.Triple, list[Graph]] = {}
        is_simple = len(self._graphs) <= 1
        for quad in self._match(triple_pattern, context):
            graph = self._make_graph(quad.graph_name)
            if is_simple:
                yield self._take(quad), iter((graph,))
            else:
                found.setdefault(quad.triple, []).append(graph)
        for triple, graphs in found.items():
            yield self._take(triple), iter(graphs)

    def __len__(self, context: _ContextType | None = None) -> int:
        if self._is_union(_name_of(context)):
            if len(self._graphs) <= 1:
                return len(self._quads)
            return len({quad.triple for quad in self._quads})
        return sum(1 for _ in self._match((None, None, None), context))

    def contexts(
        self, triple: _TripleType | None = None
    ) -> Generator[_ContextType, None, None]:
        """List the graphs that hold something.

        Args:
            triple: Only those that hold it; ``None`` in it is any.

        Yields:
            The graphs.
        """
        if triple is None or not any(triple):
            names = self._graphs
        else:
            names = {quad.graph_name: None for quad in self._match(triple, None)}
        for name in names:
            yield self._make_graph(name)

    def query(
        self,
        query: Query | str,
        initNs: Mapping[str, Any],  # noqa: N803 - rdflib's name
        initBindings: Mapping[str, Identifier],  # noqa: N803 - rdflib passes it by this name
        queryGraph: str,  # noqa: N803 - rdflib passes it by this name
        **kwargs: Any,  # noqa: ANN401 - as rdflib has it
    ) -> Result:
        """Have the engine of the package answer a query.

        Args:
            query: SPARQL, or a query that rdflib has prepared.
            initNs: Namespaces by prefix that need no declaration.
            initBindings: Values of variables.
            queryGraph: The graph that is the default graph of the query.
            kwargs: A ``base`` for relative IRIs.

        Returns:
            The answer; its rows are found while they are read.

        Raises:
            QuerySyntaxError: When it does not parse, with line and column.
            QueryError: When it is refused: a SERVICE, for instance.
            EngineError: When the engine fails.
        """
        text, namespaces, base = _take_query(query, initNs, kwargs.get("base"))
        values = {
            str(name).lstrip("?$"): from_rdflib_term(value)
            for name, value in (initBindings or {}).items()
        }
        text = bind_variables(text, values)
        text = declare_prefixes(text, known=namespaces)
        if base:
            text = f"BASE <{base}> {text}"
        return self._answer(self._engine_for(queryGraph), text)

    # Names of namespaces are no data.

    def bind(self, prefix: str, namespace: URIRef, override: bool = True) -> None:  # noqa: FBT001, FBT002 - as rdflib declares it
        """Bind a prefix; that changes no triple."""
        self._prefixes.bind(prefix, namespace, override)

    def prefix(self, namespace: URIRef) -> str | None:
        """Give the prefix of a namespace."""
        return self._prefixes.prefix(namespace)

    def namespace(self, prefix: str) -> URIRef | None:
        """Give the namespace of a prefix."""
        return self._prefixes.namespace(prefix)

    def namespaces(self) -> Iterator[tuple[str, URIRef]]:
        """List the prefixes and their namespaces."""
        return self._prefixes.namespaces()

    def add_graph(self, graph: Graph) -> None:
        """Do nothing, as rdflib calls it when it only looks at a graph by its name."""

    # The quads, and engines on parts of them.

    @cached_property
    def _quads(self) -> ox.Dataset:
        # An index that keeps literals as they are, as a store of pyoxigraph does not.
        return ox.Dataset(self._graph.dataset)

    @cached_property
    def _graphs(self) -> dict[Any, None]:
        return {quad.graph_name: None for quad in self._graph.dataset}

    def _is_union(self, name: object) -> bool:
        # rdflib gives a graph without a name a blank node for one.
        return name is None or (
            isinstance(name, BNode) and ox.BlankNode(name) not in self._graphs
        )

    def _match(
        self, pattern: _TriplePatternType, context: _ContextType | None
    ) -> Iterator[ox.Quad]:
        name = _name_of(context)
        quads: Iterable[ox.Quad] = self._quads
        try:
            subject, predicate, value = map(_seek, pattern)
            graph = None if self._is_union(name) else _seek(name)
            if subject is not None:
                quads = self._quads.quads_for_subject(subject)
            elif value is not None:
                quads = self._quads.quads_for_object(value)
            elif predicate is not None:
                quads = self._quads.quads_for_predicate(predicate)
            elif graph is not None:
                quads = self._quads.quads_for_graph_name(graph)
        except (DataError, TypeError):
            # No such term is in RDF, or none can stand there: a literal as a subject.
            return
        wanted = (subject, predicate, value, graph)
        for quad in quads:
            if all(
                part is None or part == found
                for part, found in zip(wanted, quad, strict=True)
            ):
                yield quad

    def _take(self, triple: ox.Triple | ox.Quad) -> _TripleType:
        return (
            intern_term(triple.subject, self._terms),
            intern_term(triple.predicate, self._terms),
            intern_term(triple.object, self._terms),
        )

    def _make_graph(self, name: ox.NamedNode | ox.BlankNode | ox.DefaultGraph) -> Graph:
        if isinstance(name, ox.DefaultGraph):
            return Graph(store=self, identifier=DATASET_DEFAULT_GRAPH_ID)
        kind = URIRef if isinstance(name, ox.NamedNode) else BNode
        return Graph(store=self, identifier=kind(name.value))

    def _engine_for(self, name: object) -> Engine:
        """Give an engine on which a graph is the default graph."""
        if name == _UNION or self._is_union(name):
            return self._graph.engine
        wanted = _seek(name)
        if wanted == _DEFAULT and not self._graphs.keys() - {_DEFAULT}:
            return self._graph.engine
        if name not in self._engines:
            store = ox.Store()
            store.bulk_extend(
                quad for quad in self._quads if quad.graph_name != _DEFAULT
            )
            store.bulk_extend(
                ox.Quad(quad.subject, quad.predicate, quad.object)
                for quad in self._quads.quads_for_graph_name(wanted)
            )
            self._engines[name] = EmbeddedEngine(store)
        return self._engines[name]

    def _answer(self, engine: Engine, text: str) -> Result:
        answer = engine.query(text)
        if isinstance(answer, Solutions):
            result = Result("SELECT")
            result.vars = [Variable(name) for name in answer.variables]
            # rdflib reads a generator row by row.
            result.bindings = _name_variables(answer)
        elif isinstance(answer, Triples):
            result = Result(tell_form(text))
            result.graph = answer.to_rdflib()
        else:
            result = Result("ASK")
            result.askAnswer = answer
        return result


def _name_variables(rows: Solutions) -> Generator[Any, None, None]:
    for row in rows.to_rdflib():
        yield {Variable(name): node for name, node in row.items()}


def _open_path(configuration: str | os.PathLike[str] | None) -> KnowledgeGraph:
    import os

    if configuration is None or configuration == "":
        return open_graph()
    if not isinstance(configuration, str | os.PathLike):
        problem = f"{configuration!r} is no path"
        raise DataError("rdflib", problem, remedy="open one file, folder or store")
    path = os.fspath(configuration)
    if path.lower().startswith(("http://", "https://")):
        problem = "the store 'gumru' reads files"
        raise EndpointError(path, problem, "use rdflib's SPARQLStore for an endpoint")
    return open_graph(path)


def _take_query(
    query: Query | str, namespaces: Mapping[str, Any] | None, base: str | None
) -> tuple[str, dict[str, str], str | None]:
    """Give the text of a query, and what it was prepared with."""
    known = dict(namespaces or {})
    if isinstance(query, str):
        text = query
    else:
        prepared = getattr(query, "_original_args", None)
        if prepared is None:
            raise QueryError(f"{type(query).__name__} is no query; give its text")
        text, of_query, of_base = prepared
        known |= of_query or {}
        base = of_base or base
    if base and not is_iri(str(base)):
        raise QueryError(f"the base {base!r} is no IRI; give one in full")
    texts = {str(prefix): str(iri) for prefix, iri in known.items()}
    return text, {name: iri for name, iri in texts.items() if is_iri(iri)}, base


def _name_of(context: object) -> object:
    """Give what names a graph; nothing for a data set, which has no name."""
    if context is None or isinstance(context, ConjunctiveGraph):
        return None
    return getattr(context, "identifier", context)


def _seek(node: Any) -> Any:  # noqa: ANN401 - whatever may stand in a pattern
    if node is None:
        return None
    return _DEFAULT if node == DATASET_DEFAULT_GRAPH_ID else from_rdflib_term(node)
