"""The questions that people ask of the graph, answered with typed objects."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from gumru_kg.knowledge_graph.comparing import ComparingGraph

if TYPE_CHECKING:
    import datetime as dt

    from gumru_kg.descriptions import Description, Dispute, Statement
    from gumru_kg.model.claims import Claim
    from gumru_kg.model.events import Event
    from gumru_kg.model.overview import Info
    from gumru_kg.model.provisions import Provision
    from gumru_kg.model.records import TreatyRecord
    from gumru_kg.model.treaties import Treaty

_FIRST_DAY: Final = "0001-01-01"
_LAST_DAY: Final = "9999-12-31"


class AnsweringGraph(ComparingGraph):
    """A graph that answers with objects.

    Each has its labels in the language asked, else in English, and says which one it
    is.
    """

    def treaties(self, *, lang: str = "en") -> tuple[Treaty, ...]:
        """List the treaties by date, those without a date last.

        Args:
            lang: The language of the labels.

        Returns:
            The treaties in short.

        Raises:
            QueryParameterError: When the language is no language tag.

        Example:
            >>> from gumru_kg import open_graph
            >>> [t.iri.rpartition("/")[2] for t in open_graph().treaties()][0]
            'treaty-san-stefano-1878'
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
            >>> from gumru_kg import open_graph
            >>> open_graph().treaty("gumru-1920", lang="tr").language
            'tr'
        """
        from gumru_kg.model.records import join_record

        iri = self._resolve_treaty(name)
        treaties = self.treaties(lang=lang)
        found = next(treaty for treaty in treaties if treaty.iri == iri)
        return join_record(
            found,
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
            UnknownNameError: When nothing, or several things, or no treaty has this
                name.
            QueryParameterError: When the language is no language tag.

        Example:
            >>> from gumru_kg import open_graph
            >>> len(open_graph().provisions("gumru-1920")) > 5
            True
        """
        from gumru_kg.model.provisions import read_provisions

        iri = self._resolve_treaty(treaty)
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
            >>> from gumru_kg import open_graph
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
            >>> from gumru_kg import open_graph
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
            The disputes, each with two positions or more: the statements, and who
            makes them.

        Raises:
            QueryParameterError: When the language is no language tag.

        Example:
            >>> from gumru_kg import open_graph
            >>> all(len(point.positions) > 1 for point in open_graph().disputed())
            True
        """
        from gumru_kg.descriptions import find_disputes

        return find_disputes(self, lang=lang)

    def statements(self, name: str, *, lang: str = "en") -> tuple[Statement, ...]:
        """List what the sources say of a thing and its parts, accepted or not.

        Args:
            name: Its IRI, CURIE, slug or name in any language; that of a question
                for its answers, that of a source for all that it says.
            lang: The language of the labels.

        Returns:
            The statements, each with all who make it.

        Raises:
            UnknownNameError: When nothing, or several things, have this name.
            QueryParameterError: When the language is no language tag.

        Example:
            >>> from gumru_kg import open_graph
            >>> said = open_graph().statements("question-authority")
            >>> all(each.witnesses for each in said)
            True
        """
        from gumru_kg.descriptions import find_statements
        from gumru_kg.query_parameters import read_language

        tag = read_language("statements", "lang", lang)
        return find_statements(self, iri=self.resolve(name), lang=tag)

    def describe(self, name: str, *, lang: str = "en") -> Description:
        """Describe a treaty, a person, a place or any other thing.

        Args:
            name: Its IRI, CURIE, slug or name in any language.
            lang: The language of the labels.

        Returns:
            What is accepted of it, what is only said, what is disputed and what is
            not known.

        Raises:
            UnknownNameError: When nothing, or several things, have this name.
            QueryParameterError: When the language is no language tag.

        Example:
            >>> from gumru_kg import open_graph
            >>> treaty = open_graph().describe("gumru-1920")
            >>> "15" in treaty.gaps[-1].numbers
            True
        """
        from gumru_kg.descriptions import describe
        from gumru_kg.query_parameters import read_language

        tag = read_language("describe", "lang", lang)
        return describe(self, iri=self.resolve(name), lang=tag)

    def info(self, *, lang: str = "en") -> Info:
        """Say what is in the graph.

        Args:
            lang: The language of the title and of what is counted.

        Returns:
            Version, licence and counts.

        Raises:
            QueryParameterError: When the language is no language tag.

        Example:
            >>> from gumru_kg import open_graph
            >>> open_graph().info().licence
            'https://creativecommons.org/publicdomain/zero/1.0/'
        """
        from gumru_kg import __version__
        from gumru_kg.model.overview import read_info

        return read_info(
            self._rows("dataset/about", lang=lang),
            counts=self._rows("dataset/counts", lang=lang),
            package_version=__version__,
        )
