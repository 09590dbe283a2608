"""The knowledge graph: ask it, validate it, export it.

::

    import gumru_kg

    kg = gumru_kg.open_graph()
    kg.treaty("gumru-1920").date
"""

from __future__ import annotations

import os
from functools import cached_property
from typing import TYPE_CHECKING, Final

from gumru_kg.errors import QueryError, UnknownNameError
from gumru_kg.namespaces import GID, GUM, compress, expand
from gumru_kg.results import Solutions

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterable

    import rdflib

    from gumru_kg.dataset import Dataset
    from gumru_kg.engines import Engine
    from gumru_kg.model.claims import Claim, Dispute
    from gumru_kg.model.entities import Entity
    from gumru_kg.model.events import Event
    from gumru_kg.model.overview import Info
    from gumru_kg.model.provisions import Provision
    from gumru_kg.model.records import TreatyRecord
    from gumru_kg.model.treaties import Treaty
    from gumru_kg.names import NameIndex
    from gumru_kg.results import Answer, Triples
    from gumru_kg.validation import ValidationReport

_CLAIM: Final = f"{GUM}Claim"
_FIRST_DAY: Final = "0001-01-01"
_LAST_DAY: Final = "9999-12-31"


def open_graph(
    source: str
    | os.PathLike[str]
    | Iterable[str | os.PathLike[str]]
    | Dataset
    | rdflib.Graph
    | None = None,
) -> KnowledgeGraph:
    """Open a graph to ask it.

    Args:
        source: Nothing for the graph that comes with the package; a file of RDF or
            several; a data set; or a graph of rdflib, which is copied.

    Returns:
        The graph. The shipped one is read when it is first asked.

    Raises:
        FileError: When a file cannot be read.
        FormatError: When a file's suffix does not tell its format.
        DataError: When a file does not parse or is refused.

    Example:
        >>> len(open_graph().treaties()) >= 3
        True
    """
    if source is None:
        return KnowledgeGraph(_shipped_engine, _shipped_dataset)
    dataset = _load(source)
    return KnowledgeGraph(lambda: _index(dataset), lambda: dataset)


class KnowledgeGraph:
    """A graph with an engine that answers, and the quads that are exported.

    Made by ``open_graph``. Every answer has its labels in the language asked, else in
    English, else in any, and says which one it is.
    """

    def __init__(
        self, make_engine: Callable[[], Engine], make_dataset: Callable[[], Dataset]
    ) -> None:
        self._make_engine = make_engine
        self._make_dataset = make_dataset

    @cached_property
    def engine(self) -> Engine:
        """The engine that answers queries."""
        return self._make_engine()

    @cached_property
    def dataset(self) -> Dataset:
        """The quads with their lexical forms as written."""
        return self._make_dataset()

    @cached_property
    def _names(self) -> NameIndex:
        from gumru_kg.model.entities import read_language, read_text
        from gumru_kg.names import Label, NameIndex

        return NameIndex(
            Label(
                read_text(row, "thing"),
                read_text(row, "name"),
                read_language(row, "name"),
            )
            for row in self._rows("names/find")
            # The label of a claim is a sentence.
            if read_text(row, "class") != _CLAIM
        )

    def treaties(self, *, lang: str = "en") -> tuple[Treaty, ...]:
        """List the treaties by date, those without a date last.

        Args:
            lang: The language of the labels.

        Returns:
            The treaties in short.

        Raises:
            QueryParameterError: When the language is no language tag.

        Example:
            >>> [t.iri.rpartition("/")[2] for t in open_graph().treaties()][-1]
            'treaty-kars-1921'
        """
        from gumru_kg.model.treaties import read_treaties

        return read_treaties(self._rows("treaty/list", lang=lang))

    def treaty(self, name: str, *, lang: str = "en") -> TreatyRecord:
        """Give all that is accepted of one treaty.

        Args:
            name: Its IRI, CURIE, slug or name in any language.
            lang: The language of the labels.

        Returns:
            The record.

        Raises:
            UnknownNameError: When nothing, or several things, or no treaty has this
                name.
            QueryParameterError: When the language is no language tag.

        Example:
            >>> open_graph().treaty("gumru-1920", lang="tr").language
            'tr'
        """
        from gumru_kg.model.records import join_record

        iri = self.resolve(name)
        treaties = self.treaties(lang=lang)
        found = [treaty for treaty in treaties if treaty.iri == iri]
        if not found:
            problem = f"{name!r} is {compress(iri)}, which is no treaty"
            known = tuple(treaty.iri.removeprefix(GID) for treaty in treaties)
            raise UnknownNameError(name, known[:5], problem=problem)
        return join_record(
            found[0],
            names=self._rows("treaty/names", treaty=iri, lang=lang),
            parties=self._rows("treaty/parties", treaty=iri, lang=lang),
            signatories=self._rows("treaty/signatories", treaty=iri, lang=lang),
            texts=self._rows("treaty/texts", treaty=iri, lang=lang),
        )

    def provisions(self, treaty: str, *, lang: str = "en") -> tuple[Provision, ...]:
        """List the provisions of a treaty, accepted or only reported.

        Args:
            treaty: Its IRI, CURIE, slug or name in any language.
            lang: The language of the labels.

        Returns:
            The provisions by kind.

        Raises:
            UnknownNameError: When nothing, or several things, have this name.
            QueryParameterError: When the language is no language tag.

        Example:
            >>> len(open_graph().provisions("gumru-1920")) > 5
            True
        """
        from gumru_kg.model.provisions import read_provisions

        iri = self.resolve(treaty)
        return read_provisions(
            self._rows("provisions/by-kind", treaty=iri, lang=lang),
            particulars=self._rows("provisions/particulars", treaty=iri, lang=lang),
        )

    def events(
        self,
        *,
        since: str | dt.date | None = None,
        until: str | dt.date | None = None,
        lang: str = "en",
    ) -> tuple[Event, ...]:
        """List the events that may lie in a span of time, in order.

        Args:
            since: A day, or an EDTF date whose first day counts.
            until: A day, or an EDTF date whose last day counts.
            lang: The language of the labels.

        Returns:
            The events with an accepted date.

        Raises:
            DateError: When a date is none, or the span ends before it begins.
            QueryParameterError: When the language is no language tag.

        Example:
            >>> days = open_graph().events(since="1920-12-02", until="1920-12-03")
            >>> any("signing" in event.iri for event in days)
            True
        """
        from gumru_kg.dates import bounds
        from gumru_kg.model.events import read_events

        if since is not None and until is not None:
            # Both ends together are an interval, and are checked as one.
            first = bounds(str(since)).earliest
            last = bounds(str(until)).latest
            if first is not None and last is not None:
                bounds(f"{first}/{last}")
        start = bounds(str(since)).earliest if since is not None else None
        end = bounds(str(until)).latest if until is not None else None
        rows = self._rows(
            "events/chronology",
            since=start or _FIRST_DAY,
            until=end or _LAST_DAY,
            lang=lang,
        )
        return read_events(rows)

    def claims(self, entity: str, *, lang: str = "en") -> tuple[Claim, ...]:
        """List what sources say about a thing.

        Args:
            entity: Its IRI, CURIE, slug or name in any language; a question or a
                source is a thing as well.
            lang: The language of the labels.

        Returns:
            The claims, accepted or not.

        Raises:
            UnknownNameError: When nothing, or several things, have this name.
            QueryParameterError: When the language is no language tag.

        Example:
            >>> len(open_graph().claims("event-gumru-signing")) > 1
            True
        """
        from gumru_kg.model.claims import read_claims

        iri = self.resolve(entity)
        return read_claims(self._rows("claims/of-entity", entity=iri, lang=lang))

    def disputed(self, *, lang: str = "en") -> tuple[Dispute, ...]:
        """List the points on which sources differ.

        Args:
            lang: The language of the labels.

        Returns:
            The disputes, each with two positions or more.

        Raises:
            QueryParameterError: When the language is no language tag.

        Example:
            >>> all(len(point.positions) > 1 for point in open_graph().disputed())
            True
        """
        from gumru_kg.model.claims import read_disputes

        return read_disputes(self._rows("claims/disputed", lang=lang))

    def info(self, *, lang: str = "en") -> Info:
        """Say what is in the graph.

        Args:
            lang: The language of the title.

        Returns:
            Version, licence and counts.

        Raises:
            QueryParameterError: When the language is no language tag.

        Example:
            >>> open_graph().info().licence
            'https://creativecommons.org/publicdomain/zero/1.0/'
        """
        from gumru_kg import __version__
        from gumru_kg.model.overview import read_info

        return read_info(
            self._rows("dataset/about", lang=lang),
            counts=self._rows("dataset/counts"),
            package_version=__version__,
        )

    def query(self, name: str, **parameters: object) -> Answer:
        """Answer a named query.

        Args:
            name: Its name: ``treaty/list``.
            parameters: Values of its parameters; for a thing its IRI, CURIE, slug or
                name.

        Returns:
            Solutions, triples or a truth value, as the query says.

        Raises:
            UnknownQueryError: When there is no such query.
            QueryParameterError: For a parameter that the query does not have, or a
                value that it cannot take.
            UnknownNameError: When a value names nothing, or several things.

        Example:
            >>> rows = open_graph().query("treaty/parties", treaty="gumru-1920")
            >>> len(list(rows))
            2
        """
        from gumru_kg.named_queries import load_query

        query = load_query(name)
        for parameter in query.parameters:
            value = parameters.get(parameter.name)
            if parameter.kind == "iri" and isinstance(value, str):
                parameters[parameter.name] = self._to_iri(value)
        return self.engine.query_named(query.bind(parameters))

    def select(self, text: str) -> Solutions:
        """Run a SELECT of your own; the prefixes of the project are declared.

        Args:
            text: SPARQL.

        Returns:
            The solutions, to be read once.

        Raises:
            QuerySyntaxError: When it does not parse, with line and column.
            QueryError: When it is no SELECT, or is refused.

        Example:
            >>> len(list(open_graph().select("SELECT * { ?t a gum:Treaty }"))) >= 3
            True
        """
        return self.engine.select(text)

    def ask(self, text: str) -> bool:
        """Run an ASK of your own; the prefixes of the project are declared.

        Args:
            text: SPARQL.

        Returns:
            The answer.

        Raises:
            QuerySyntaxError: When it does not parse, with line and column.
            QueryError: When it is no ASK, or is refused.

        Example:
            >>> open_graph().ask("ASK { ?t a gum:Treaty }")
            True
        """
        return self.engine.ask(text)

    def construct(self, text: str) -> Triples:
        """Run a CONSTRUCT or DESCRIBE of your own.

        Args:
            text: SPARQL; the prefixes of the project are declared.

        Returns:
            The triples, to be read once.

        Raises:
            QuerySyntaxError: When it does not parse, with line and column.
            QueryError: When it is neither, or is refused.

        Example:
            >>> len(list(open_graph().construct("DESCRIBE gid:place-kars"))) > 1
            True
        """
        return self.engine.construct(text)

    def sparql(self, text: str) -> Answer:
        """Run a query of any form.

        Args:
            text: SPARQL; the prefixes of the project are declared.

        Returns:
            Solutions, triples or a truth value.

        Raises:
            QuerySyntaxError: When it does not parse, with line and column.
            QueryError: When it is refused.

        Example:
            >>> open_graph().sparql("ASK { ?t a gum:Treaty }")
            True
        """
        return self.engine.query(text)

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
            >>> open_graph().resolve("Gümrü Antlaşması")
            'https://w3id.org/gumru/id/treaty-gumru-1920'
        """
        # Claims, evidence and other things without a name are found by IRI or slug.
        for iri in (expand(name) or name, f"{GID}{name}"):
            if self._holds(iri):
                return iri
        return self._names.resolve(name)

    def find_entities(self, text: str, *, lang: str = "en") -> tuple[Entity, ...]:
        """Find the things whose name holds a text.

        Args:
            text: A part of a name in any language; capitals and accents do not matter.
            lang: The language of the labels.

        Returns:
            The things; none is an answer as well.

        Example:
            >>> any("karabekir" in thing.iri for thing in
            ...     open_graph().find_entities("KÂZIM KARABEKİR"))
            True
        """
        from gumru_kg.model.entities import Entity

        found = (
            self._names.label(iri, lang=lang) for iri in self._names.search(text)
        )
        return tuple(Entity(*label) for label in found)

    def validate(self) -> ValidationReport:
        """Hold the graph against the shapes.

        Returns:
            The report; data that do not conform are an answer, not an error.

        Raises:
            ValidationFailureError: When the validator could not work.

        Example:
            >>> open_graph("data/gumru.ttl").validate().conforms
            True
        """
        from gumru_kg.validation import validate

        return validate(self.dataset)

    def export(self, format: str) -> bytes:
        """Serialize the graph; the same graph gives the same bytes each time.

        Args:
            format: A name of ``RDF_FORMATS``.

        Returns:
            The bytes of a file.

        Raises:
            FormatError: When the format is unknown.

        Example:
            >>> open_graph().export("turtle")[:7]
            b'@prefix'
        """
        from gumru_kg.exporters import export

        return export(self.dataset, format)

    def to_rdflib(self) -> rdflib.Graph:
        """Copy the graph into rdflib.

        Returns:
            A graph in memory, with all triples of all graphs.

        Raises:
            DataError: When a term is of RDF 1.2, which rdflib does not have.

        Example:
            >>> len(open_graph().to_rdflib()) > 500
            True
        """
        return self.dataset.to_rdflib()

    def _rows(self, name: str, **parameters: object) -> Solutions:
        from gumru_kg.named_queries import load_query

        answer = self.engine.query_named(load_query(name).bind(parameters))
        if not isinstance(answer, Solutions):
            raise QueryError(f"query {name!r} is no SELECT; mend its file")
        return answer

    def _holds(self, iri: str) -> bool:
        from gumru_kg.named_queries import is_iri

        if not is_iri(iri):
            return False
        return any(True for _ in self._rows("entity/facts", entity=iri))

    def _to_iri(self, name: str) -> str:
        from gumru_kg.named_queries import is_iri

        # A property or a class need not be described in the graph.
        iri = expand(name) or name
        return iri if is_iri(iri) else self.resolve(name)


def _shipped_engine() -> Engine:
    from gumru_kg.engines.shipped import ShippedEngine

    return ShippedEngine()


def _shipped_dataset() -> Dataset:
    from gumru_kg.dataset import shipped_graph

    return shipped_graph()


def _index(dataset: Dataset) -> Engine:
    from gumru_kg.engines.embedded import EmbeddedEngine

    return EmbeddedEngine.from_quads(dataset)


def _load(
    source: str
    | os.PathLike[str]
    | Iterable[str | os.PathLike[str]]
    | Dataset
    | rdflib.Graph,
) -> Dataset:
    from gumru_kg.dataset import Dataset, load_dataset

    if isinstance(source, Dataset):
        return source
    if hasattr(source, "triples") and hasattr(source, "namespace_manager"):
        # A graph of rdflib, told without importing rdflib.
        return Dataset.from_rdflib(source)
    return load_dataset(source)
