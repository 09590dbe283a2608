"""The embedded engine: pyoxigraph in this process."""

from __future__ import annotations

from threading import Lock
from typing import TYPE_CHECKING, Final

import pyoxigraph as ox

from gumru_kg.engines.capabilities import Capabilities
from gumru_kg.engines.geosparql import load_functions
from gumru_kg.engines.graph_merge import (
    MOST_MERGED,
    merge_graphs,
    names_several,
    read_named_graphs,
)
from gumru_kg.engines.guard import check_query
from gumru_kg.engines.syntax import describe_fault, describe_surrogate
from gumru_kg.errors import EngineError, QueryError
from gumru_kg.namespaces import PREFIXES
from gumru_kg.results import Solutions, Triples

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from gumru_kg.engines import Engine
    from gumru_kg.engines.fork_client import ForkServer
    from gumru_kg.engines.geosparql import Function
    from gumru_kg.engines.limits import Limits
    from gumru_kg.results import Answer

# Two threads that ask at once share one server.
_STARTING: Final = Lock()
# How pyoxigraph says it.
_UNKNOWN_FUNCTION: Final = "The custom function "
# No IRI of a function goes without the second one, unless it is written in escapes.
_OF_FUNCTIONS: Final = ("geof:", "geosparql", "\\")
# A file of the package has a header, and declares the prefixes that it uses.
_HEADER: Final = "#+"


class EmbeddedEngine:
    """A store of pyoxigraph that is asked and never changed.

    The default graph of a query is the union of all graphs, unless the query itself
    names graphs with FROM. The prefixes of the project need no declaration.

    Attributes:
        capabilities: What it can do beside answering.

    Example:
        >>> from gumru_kg.dataset import shipped_graph
        >>> EmbeddedEngine.from_quads(shipped_graph()).ask("ASK { ?t a gum:Treaty }")
        True
    """

    capabilities: Final = Capabilities(
        is_local=True, has_exact_terms=True, has_exact_distances=True
    )

    def __init__(
        self,
        store: ox.Store,
        *,
        path: str | None = None,
        functions: Mapping[ox.NamedNode, Function] | None = None,
    ) -> None:
        # The folder of a store on disk is for other processes that open it to read.
        self._store = store
        self._path = path
        self._functions = functions
        self._server: ForkServer | None = None

    @classmethod
    def from_quads(cls, quads: Iterable[ox.Quad]) -> EmbeddedEngine:
        """Index quads in memory.

        Args:
            quads: The quads, with or without graph names.

        Returns:
            An engine on them.
        """
        store = ox.Store()
        store.bulk_extend(quads)
        return cls.from_store(store)

    @classmethod
    def from_store(cls, store: ox.Store) -> EmbeddedEngine:
        """Take over a store that nobody else writes to.

        Args:
            store: The store; its default graph gets the triples of all graphs.

        Returns:
            An engine on it.

        Example:
            >>> EmbeddedEngine.from_store(ox.Store()).ask("ASK { ?s ?p ?o }")
            False
        """
        # pyoxigraph can take the union of all graphs for the default graph, but then
        # does so even where a query says FROM.
        for name in store.named_graphs():
            store.bulk_extend(
                [ox.Quad(*quad.triple) for quad in _quads_of(store, name)]
            )
        return cls(store)

    def query(self, text: str) -> Answer:
        """Run a query of any form.

        Args:
            text: SPARQL.

        Returns:
            Solutions of a SELECT, triples of a CONSTRUCT or DESCRIBE, or a truth value.

        Raises:
            QuerySyntaxError: When it does not parse, with line and column.
            QueryError: When it calls a SERVICE or an unknown function, or is too long
                or too deep to parse.
            EngineError: When the store fails.

        Example:
            >>> EmbeddedEngine(ox.Store()).query("ASK { ?s ?p ?o }")
            False
        """
        return self.run(check_query(text))

    def query_named(self, text: str) -> Answer:
        """Run a query that comes with the package, without looking it over first.

        Args:
            text: SPARQL with its parameters bound.

        Returns:
            Solutions of a SELECT, triples of a CONSTRUCT or DESCRIBE, or a truth value.

        Raises:
            QuerySyntaxError: When it does not parse, with line and column.
            QueryError: When it cannot be written in UTF-8, or calls a function that
                is not known here.
            EngineError: When the store fails.

        Example:
            >>> EmbeddedEngine(ox.Store()).query_named("ASK { ?s a gum:Treaty }")
            False
        """
        return self._run(text, {} if text.startswith(_HEADER) else PREFIXES)

    def run(self, text: str) -> Answer:
        """Run a query that was looked over before.

        Args:
            text: SPARQL.

        Returns:
            Solutions of a SELECT, triples of a CONSTRUCT or DESCRIBE, or a truth value.

        Raises:
            QuerySyntaxError: When it does not parse, with line and column.
            QueryError: When it cannot be written in UTF-8, or calls a function that
                is not known here.
            EngineError: When the store fails.

        Example:
            >>> EmbeddedEngine(ox.Store()).run("ASK { ?s a gum:Treaty }")
            False
        """
        return self._run(text, PREFIXES)

    def _run(self, text: str, prefixes: Mapping[str, str]) -> Answer:
        try:
            answer = self._query(text, prefixes)
        except SyntaxError as error:
            raise describe_fault(text, str(error)) from error
        except UnicodeEncodeError as error:
            raise describe_surrogate() from error
        except (OSError, RuntimeError) as error:
            if _UNKNOWN_FUNCTION in str(error):
                name = str(error).partition(_UNKNOWN_FUNCTION)[2].split()[0]
                remedy = "there are those of SPARQL 1.1, and geof:distance and others"
                raise QueryError(f"no function is called {name}; {remedy}") from error
            raise EngineError(f"the engine failed: {error}; run it again") from error
        if isinstance(answer, ox.QuerySolutions):
            return Solutions(answer)
        if isinstance(answer, ox.QueryTriples):
            return Triples(answer)
        return bool(answer)

    def _query(
        self, text: str, prefixes: Mapping[str, str]
    ) -> ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples:
        functions = self._choose_functions(text)
        if names_several(text):
            graphs = read_named_graphs(text, prefixes=prefixes)
            if graphs is not None:
                most = None if self._path is None else MOST_MERGED
                return merge_graphs(self._store, graphs, most=most).query(
                    text,
                    prefixes=dict(prefixes),
                    default_graph=[ox.DefaultGraph()],
                    named_graphs=list(graphs.named),
                    custom_functions=functions,
                )
        return self._store.query(
            text, prefixes=dict(prefixes), custom_functions=functions
        )

    def _choose_functions(self, text: str) -> dict[ox.NamedNode, Function]:
        # Handing them over takes as long as a small query.
        if any(sign in text for sign in _OF_FUNCTIONS):
            return dict(self._functions or load_functions())
        return {}

    def limited(self, limits: Limits) -> Engine:
        """Give an engine on the same graph whose queries are limited.

        Args:
            limits: What a query may take.

        Returns:
            An engine that runs each query in a process of its own.

        Raises:
            CapabilityError: When the system has no such limits.
            EngineError: When the process that holds the graph cannot be started.

        Example:
            >>> from gumru_kg.engines.limits import Limits
            >>> engine = EmbeddedEngine(ox.Store()).limited(Limits(timeout=10))
            >>> engine.ask("ASK {}")
            True
        """
        from gumru_kg.engines.fork_client import ForkServer
        from gumru_kg.engines.limits import LimitedEngine, check_system

        check_system()
        with _STARTING:
            if self._server is None or not self._server.is_running:
                self._server = ForkServer(self._store, path=self._path)
        return LimitedEngine(self._server, limits)

    def select(self, text: str) -> Solutions:
        """Run a SELECT.

        Args:
            text: SPARQL.

        Returns:
            The solutions, to be read once.

        Raises:
            QueryError: When it is no SELECT, or cannot be run.
            EngineError: When the store fails.
        """
        answer = self.query(text)
        if not isinstance(answer, Solutions):
            raise QueryError("this is no SELECT; .sparql(…) of a graph takes any form")
        return answer

    def ask(self, text: str) -> bool:
        """Run an ASK.

        Args:
            text: SPARQL.

        Returns:
            The truth value.

        Raises:
            QueryError: When it is no ASK, or cannot be run.
            EngineError: When the store fails.
        """
        answer = self.query(text)
        if not isinstance(answer, bool):
            raise QueryError("this is no ASK; .sparql(…) of a graph takes any form")
        return answer

    def construct(self, text: str) -> Triples:
        """Run a CONSTRUCT or DESCRIBE.

        Args:
            text: SPARQL.

        Returns:
            The triples, to be read once.

        Raises:
            QueryError: When it is neither, or cannot be run.
            EngineError: When the store fails.
        """
        answer = self.query(text)
        if not isinstance(answer, Triples):
            problem = (
                "this is no CONSTRUCT or DESCRIBE; .sparql(…) of a graph takes any form"
            )
            raise QueryError(problem)
        return answer


def _quads_of(store: ox.Store, name: ox.NamedNode | ox.BlankNode) -> Iterable[ox.Quad]:
    return store.quads_for_pattern(None, None, None, name)
