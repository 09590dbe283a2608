"""A graph that is asked: named queries, SPARQL of your own, things by name."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Final

from gumru_kg.errors import QueryError, UnknownNameError, UnknownQueryError
from gumru_kg.namespaces import GID, GUM, compress, expand
from gumru_kg.results import Solutions

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from gumru_kg.dataset import Dataset
    from gumru_kg.engines import Engine
    from gumru_kg.names import Label, NameIndex
    from gumru_kg.query_parameters import Parameter
    from gumru_kg.rdf_input import CheckedText
    from gumru_kg.results import Answer, Triples

_SHOWN: Final = 5
_LONGEST_SHOWN: Final = 60
# Parameters whose default is a treaty, but whose value may be any thing.
_OF_ANY_KIND: Final = frozenset({"entity", "subject"})
_UNNAMED: Final = frozenset({f"{GUM}Appellation", f"{GUM}Claim"})


class AskedGraph:
    """A graph with an engine that answers."""

    def __init__(
        self,
        make_engine: Callable[[], Engine],
        make_dataset: Callable[[], Dataset],
        *,
        read_texts: Callable[[], tuple[CheckedText, ...]] | None = None,
        name: str = "in memory",
    ) -> None:
        self._name = name
        self._make_engine = make_engine
        self._make_dataset = make_dataset
        self._read_texts = read_texts

    @cached_property
    def engine(self) -> Engine:
        """The engine that answers queries."""
        return self._make_engine()

    @cached_property
    def dataset(self) -> Dataset:
        """The quads with their lexical forms as written."""
        return self._make_dataset()

    def query(
        self,
        name: str,
        /,
        *,
        # Typed as parameters are: values that come in a dictionary are all of one type.
        timeout: object = None,
        max_memory: object = None,
        **parameters: object,
    ) -> Answer:
        """Answer a named query.

        Args:
            name: Its name: ``treaty/list``.
            timeout: Seconds to wait for the answer, all in all. With a limit the query
                runs in a process of its own.
            max_memory: Bytes that it may take on top of the graph.
            parameters: Values of its parameters; for a thing its IRI, CURIE, slug or
                name.

        Returns:
            Solutions, triples or a truth value, as the query says.

        Raises:
            UnknownQueryError: When there is no such query.
            QueryParameterError: For a parameter that the query does not have, or a
                value that it cannot take.
            UnknownNameError: When a value names nothing, or several things.
            QueryError: When a limit is no number.
            QueryTimeoutError: When it takes too long, also while rows are read; from an
                endpoint comes an EndpointTimeoutError. Both are a TimeoutError.
            MemoryLimitError: When it takes too much memory, also while rows are read.
            CapabilityError: When the engine or the system has no such limits.

        Example:
            >>> from gumru_kg import open_graph
            >>> rows = open_graph().query("treaty/parties", treaty="gumru-1920")
            >>> len(list(rows))
            2
        """
        from gumru_kg.named_queries import load_query

        if "{" in name or name.split(maxsplit=1)[:1] == ["DESCRIBE"]:
            text = " ".join(name.split())[:_LONGEST_SHOWN]
            hint = "give the name of one, such as treaty/list; .sparql(…) takes SPARQL"
            raise UnknownQueryError(text, (), hint=hint)
        query = load_query(name)
        for parameter in query.parameters:
            value = parameters.get(parameter.name)
            if parameter.kind == "iri" and isinstance(value, str):
                parameters[parameter.name] = self.resolve_for(parameter, value)
        engine = self._limit(timeout, max_memory)
        return engine.query_named(query.bind(parameters))

    def select(
        self,
        text: str,
        *,
        timeout: float | None = None,
        max_memory: int | None = None,
    ) -> Solutions:
        """Run a SELECT of your own; the prefixes of the project are declared.

        Args:
            text: SPARQL.
            timeout: Seconds to wait for the answer; see ``query``.
            max_memory: Bytes that it may take; see ``query``.

        Returns:
            The solutions, to be read once.

        Raises:
            QuerySyntaxError: When it does not parse, with line and column.
            QueryError: When it is no SELECT, or is refused.
            EngineError: When it breaks a limit, or there can be none; see ``query``.

        Example:
            >>> from gumru_kg import open_graph
            >>> len(list(open_graph().select("SELECT * { ?t a gum:Treaty }"))) >= 3
            True
        """
        return self._limit(timeout, max_memory).select(text)

    def ask(
        self,
        text: str,
        *,
        timeout: float | None = None,
        max_memory: int | None = None,
    ) -> bool:
        """Run an ASK of your own; the prefixes of the project are declared.

        Args:
            text: SPARQL.
            timeout: Seconds to wait for the answer; see ``query``.
            max_memory: Bytes that it may take; see ``query``.

        Returns:
            The answer.

        Raises:
            QuerySyntaxError: When it does not parse, with line and column.
            QueryError: When it is no ASK, or is refused.
            EngineError: When it breaks a limit, or there can be none; see ``query``.

        Example:
            >>> from gumru_kg import open_graph
            >>> open_graph().ask("ASK { ?t a gum:Treaty }")
            True
        """
        return self._limit(timeout, max_memory).ask(text)

    def construct(
        self,
        text: str,
        *,
        timeout: float | None = None,
        max_memory: int | None = None,
    ) -> Triples:
        """Run a CONSTRUCT or DESCRIBE of your own.

        Args:
            text: SPARQL; the prefixes of the project are declared.
            timeout: Seconds to wait for the answer; see ``query``.
            max_memory: Bytes that it may take; see ``query``.

        Returns:
            The triples, to be read once.

        Raises:
            QuerySyntaxError: When it does not parse, with line and column.
            QueryError: When it is neither, or is refused.
            EngineError: When it breaks a limit, or there can be none; see ``query``.

        Example:
            >>> from gumru_kg import open_graph
            >>> len(list(open_graph().construct("DESCRIBE gid:place-kars"))) > 1
            True
        """
        return self._limit(timeout, max_memory).construct(text)

    def sparql(
        self,
        text: str,
        *,
        timeout: float | None = None,
        max_memory: int | None = None,
    ) -> Answer:
        """Run a query of any form.

        Args:
            text: SPARQL; the prefixes of the project are declared.
            timeout: Seconds to wait for the answer; see ``query``.
            max_memory: Bytes that it may take; see ``query``.

        Returns:
            Solutions, triples or a truth value.

        Raises:
            QuerySyntaxError: When it does not parse, with line and column.
            QueryError: When it is refused.
            EngineError: When it breaks a limit, or there can be none; see ``query``.

        Example:
            >>> from gumru_kg import open_graph
            >>> open_graph().sparql("ASK { ?t a gum:Treaty }")
            True
        """
        return self._limit(timeout, max_memory).query(text)

    def resolve(self, name: str) -> str:
        """Find the one thing of a name.

        Args:
            name: An IRI, a CURIE, a slug with or without its kind, or a label in any
                language.

        Returns:
            The IRI.

        Raises:
            UnknownNameError: When no thing has this name, with the nearest ones; or
                when several do, with those.

        Example:
            >>> from gumru_kg import open_graph
            >>> open_graph().resolve("Gümrü Antlaşması")
            'https://w3id.org/gumru/id/treaty-gumru-1920'
        """
        # Claims, evidence and other things without a name are found by IRI or slug.
        for iri in (expand(name) or name, f"{GID}{name}"):
            if self._holds(iri):
                return iri
        return self._names.resolve(name)

    def resolve_for(self, parameter: Parameter, name: str) -> str:
        """Find what a name means as the value of a parameter.

        Args:
            parameter: A parameter of a named query that takes an IRI. Where its default
                is a treaty, so is the value: ``kars`` is then no town. Only an
                ``entity`` and a ``subject`` may be of any kind.
            name: An IRI, a CURIE, a slug or a name.

        Returns:
            The IRI. That of a full IRI or a CURIE need not be in the graph.

        Raises:
            UnknownNameError: When no thing, or several things, have this name.

        Example:
            >>> from gumru_kg import open_graph
            >>> from gumru_kg.named_queries import load_query
            >>> of = load_query("treaty/parties").parameters[0]
            >>> open_graph().resolve_for(of, "kars").rpartition("/")[2]
            'treaty-kars-1921'
        """
        from gumru_kg.query_parameters import is_iri

        iri = expand(name) or name
        if is_iri(iri):
            return iri
        of_treaty = parameter.default.startswith("gid:treaty-")
        if of_treaty and parameter.name not in _OF_ANY_KIND:
            return self._resolve_treaty(name)
        return self.resolve(name)

    def _limit(self, timeout: object, max_memory: object) -> Engine:
        if timeout is None and max_memory is None:
            return self.engine
        from gumru_kg.engines.limits import Limits, limit_engine

        return limit_engine(self.engine, Limits.of(timeout, max_memory))

    def _rows(self, name: str, **parameters: object) -> Solutions:
        from gumru_kg.named_queries import load_query

        answer = self.engine.query_named(load_query(name).bind(parameters))
        if not isinstance(answer, Solutions):
            raise QueryError(f"query {name!r} is no SELECT; mend its file")
        return answer

    @cached_property
    def _names(self) -> NameIndex:
        from gumru_kg.names import NameIndex

        return NameIndex(self._labels)

    @cached_property
    def _labels(self) -> list[Label]:
        # The label of a claim is a sentence, and a former name is no thing.
        return [label for label, kind in self._classed if kind not in _UNNAMED]

    @cached_property
    def _classed(self) -> list[tuple[Label, str]]:
        """The names of all things, each with each class of its thing."""
        from gumru_kg.model.entities import read_language, read_text
        from gumru_kg.names import Label

        return [
            (
                Label(
                    read_text(row, "thing"),
                    read_text(row, "name"),
                    read_language(row, "name"),
                ),
                read_text(row, "class"),
            )
            for row in self._rows("names/find")
        ]

    def _resolve_among(
        self, name: str, things: Iterable[Label], *, kind: str, namespace: str = ""
    ) -> str:
        """Find the one of some things, and of those in a namespace."""
        from gumru_kg.names import NameIndex

        given = list(things)
        # A slug or a given label tells it at once, without the names of all things.
        found = NameIndex(given).find(name)
        if len(found) == 1:
            return found[0]
        wanted = {thing.iri for thing in given}
        index = NameIndex(
            [
                *given,
                *(
                    label
                    for label in self._labels
                    if label.iri in wanted
                    or (namespace and label.iri.startswith(namespace))
                ),
            ]
        )
        if not index.find(name):
            nearest = index.find_nearest(name) or index.list_some()
            problem = f"no {kind} is called {name!r}"
            raise UnknownNameError(name, nearest, problem=problem)
        return index.resolve(name)

    def _resolve_treaty(self, name: str) -> str:
        """Find the treaty of a name: ``kars`` is then no town."""
        from gumru_kg.model.treaties import read_treaties
        from gumru_kg.names import Label

        known = [
            Label(treaty.iri, treaty.label, treaty.language)
            for treaty in read_treaties(self._rows("treaty/list", lang="en"))
        ]
        treaties = {treaty.iri for treaty in known}
        for iri in (expand(name) or name, f"{GID}{name}"):
            if iri in treaties:
                return iri
            if self._holds(iri):
                problem = f"{name!r} is {compress(iri)}, which is no treaty"
                slugs = [each.iri.removeprefix(GID) for each in known]
                raise UnknownNameError(name, tuple(slugs[:_SHOWN]), problem=problem)
        return self._resolve_among(name, known, kind="treaty")

    def _holds(self, iri: str) -> bool:
        from gumru_kg.query_parameters import is_iri

        if not is_iri(iri):
            return False
        return any(True for _ in self._rows("entity/facts", entity=iri))
