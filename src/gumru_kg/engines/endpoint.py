"""The remote engine: an endpoint of the SPARQL 1.1 Protocol."""

from __future__ import annotations

import re
from copy import copy
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from gumru_kg.engines.capabilities import Capabilities
from gumru_kg.engines.endpoint_settings import (
    EndpointSettings,
    complete_login,
    parse_address,
)
from gumru_kg.engines.guard import check_query
from gumru_kg.engines.syntax import check_syntax, declare_prefixes, tell_form
from gumru_kg.errors import (
    CapabilityError,
    EndpointStatusError,
    EngineUnavailableError,
    QueryError,
)
from gumru_kg.namespaces import GEOF
from gumru_kg.results import Solutions, Triples

if TYPE_CHECKING:
    from gumru_kg.dataset import Dataset
    from gumru_kg.engines.endpoint_client import EndpointClient
    from gumru_kg.engines.endpoint_settings import Address
    from gumru_kg.engines.limits import Limits
    from gumru_kg.results import Answer

# True where there is such a function; an unbound result makes it false. Some engines
# know distances between points only, and leave others unbound without a word.
_HAS_DISTANCES: Final = """
ASK { FILTER(geof:distance("POINT(43 40)"^^geo:wktLiteral,
  "%s"^^geo:wktLiteral, uom:metre) > 1000) }
"""
_POINT: Final = "POINT(44 40)"
_LINE: Final = "LINESTRING(44 40, 45 41)"
# Stands in the header of a query that Virtuoso answers wrongly or not at all.
_VIRTUOSO: Final = "virtuoso"
_NOT_ON_VIRTUOSO: Final = re.compile(r"^#\+ not-on: \[virtuoso\]$", re.MULTILINE)
# How a function that is unknown may be refused.
_NOT_TAKEN: Final = (400, 422, 500, 501)


class EndpointEngine:
    """An endpoint that is asked, and gives the answers that every engine gives.

    Nothing is sent before the first query. Which graph is the default one, the
    endpoint decides, unless the settings or the query itself name it. The prefixes of
    the project need no declaration. A query is parsed here first, so faults have their
    place, and nothing but queries is ever sent.

    Attributes:
        capabilities: What it can do: answer queries, and nothing beside that.
        address: The address as it may be shown.

    Example:
        >>> EndpointEngine("https://example.org/sparql").capabilities.has_exact_terms
        False
    """

    capabilities: Final = Capabilities()

    def __init__(self, url: str, *, settings: EndpointSettings | None = None) -> None:
        address = parse_address(url)
        self.address = address.shown
        completed = complete_login(settings or EndpointSettings(), address=address)
        self._client = _connect(address, completed)
        # What was asked once; engines with other limits share it.
        self._known: dict[str, bool] = {}

    def query(self, text: str) -> Answer:
        """Run a query of any form.

        Args:
            text: SPARQL.

        Returns:
            Solutions of a SELECT, triples of a CONSTRUCT or DESCRIBE, or a truth value.

        Raises:
            QuerySyntaxError: When it does not parse, with line and column.
            QueryError: When it calls a SERVICE, or is too long or too deep to parse.
            CapabilityError: When it computes with geometries and the endpoint cannot.
            EndpointError: When the endpoint cannot be asked or fails; its subclasses
                say how.
        """
        check_syntax(check_query(text))
        return self._run(text)

    def query_named(self, text: str) -> Answer:
        """Run a query that comes with the package, without looking it over first.

        Args:
            text: SPARQL with its parameters bound.

        Returns:
            Solutions of a SELECT, triples of a CONSTRUCT or DESCRIBE, or a truth value.

        Raises:
            CapabilityError: When it computes with geometries and the endpoint cannot,
                or is known to come out wrong on an engine of its make.
            EndpointError: When the endpoint cannot be asked or fails.
        """
        if _NOT_ON_VIRTUOSO.search(text) and self._asks_virtuoso():
            problem = "runs Virtuoso, which answers this query wrongly or not at all"
            remedy = "load the data with open_graph(file) and ask that"
            raise CapabilityError(self.address, problem, remedy)
        # The header of the file is of no use on the way.
        lines = (line for line in text.split("\n") if not line.startswith("#"))
        return self._run("\n".join(lines), geometry=_LINE)

    def select(self, text: str) -> Solutions:
        """Run a SELECT.

        Args:
            text: SPARQL.

        Returns:
            The solutions, to be read once, while they arrive.

        Raises:
            QueryError: When it is no SELECT, or cannot be run.
            EndpointError: When the endpoint cannot be asked or fails.
        """
        answer = self._run_form(text, "SELECT")
        assert isinstance(answer, Solutions)  # noqa: S101 - for the type checker
        return answer

    def ask(self, text: str) -> bool:
        """Run an ASK.

        Args:
            text: SPARQL.

        Returns:
            The truth value.

        Raises:
            QueryError: When it is no ASK, or cannot be run.
            EndpointError: When the endpoint cannot be asked or fails.
        """
        answer = self._run_form(text, "ASK")
        assert isinstance(answer, bool)  # noqa: S101 - for the type checker
        return answer

    def construct(self, text: str) -> Triples:
        """Run a CONSTRUCT or DESCRIBE.

        Args:
            text: SPARQL.

        Returns:
            The triples, to be read once, while they arrive.

        Raises:
            QueryError: When it is neither, or cannot be run.
            EndpointError: When the endpoint cannot be asked or fails.
        """
        answer = self._run_form(text, "CONSTRUCT", "DESCRIBE")
        assert isinstance(answer, Triples)  # noqa: S101 - for the type checker
        return answer

    def limited(self, limits: Limits) -> EndpointEngine:
        """Give an engine on the same endpoint that waits no longer than is said.

        Args:
            limits: The longest time for an answer.

        Returns:
            The engine; it sends no query again.

        Raises:
            CapabilityError: When the memory is to be limited, which is the endpoint's.
        """
        if limits.max_memory is not None:
            problem = "its memory is its own, and cannot be limited from here"
            raise CapabilityError(self.address, problem, "give a timeout only")
        settings = self._client.settings
        if limits.max_answer is not None:
            largest = min(limits.max_answer, settings.largest_answer)
            settings = replace(settings, largest_answer=largest)
        longest = limits.timeout
        if longest is not None:
            settings = replace(
                settings,
                connect_timeout=min(longest, settings.connect_timeout),
                read_timeout=min(longest, settings.read_timeout),
                total_timeout=longest,
                retries=0,
            )
        limited = copy(self)
        client = self._client.with_settings(settings)
        limited._client = client  # noqa: SLF001 - of the same class
        return limited

    def close(self) -> None:
        """Close the connections, also of engines with other limits."""
        self._client.close()

    def to_dataset(self) -> Dataset:
        """Say that there are no quads as they were written.

        Raises:
            CapabilityError: Always.
        """
        problem = "gives answers, and not its data with literals as they were written"
        remedy = "get the files, and validate, export or copy those"
        raise CapabilityError(self.address, problem, remedy)

    def _run_form(self, text: str, *forms: str) -> Answer:
        check_syntax(check_query(text))
        if tell_form(text) not in forms:
            problem = f"this is no {' or '.join(forms)}"
            raise QueryError(f"{problem}; .sparql(…) of a graph takes any form")
        return self._run(text)

    def _run(self, text: str, *, geometry: str = _POINT) -> Answer:
        is_measuring = "geof:" in text or GEOF in text
        if is_measuring and not self._can_measure(geometry):
            kind = "lines" if geometry == _LINE else "points"
            problem = f"measures no distances to {kind}, and would leave them unbound"
            remedy = "load the data with open_graph(file) and ask that"
            raise CapabilityError(self.address, problem, remedy)
        return self._send(text)

    def _send(self, text: str) -> Answer:
        from gumru_kg.engines.endpoint_answers import ACCEPTED, read_answer

        form = tell_form(text)
        body = self._client.send(declare_prefixes(text), accept=ACCEPTED[form])
        return read_answer(body, form=form)

    def _asks_virtuoso(self) -> bool:
        from gumru_kg.engines.endpoint_answers import ACCEPTED, is_virtuoso

        known = self._known.get(_VIRTUOSO)
        if known is None:
            body = self._client.send("ASK {}", accept=ACCEPTED["ASK"])
            known = self._known[_VIRTUOSO] = is_virtuoso(body.headers)
            body.close()
        return known

    def _can_measure(self, geometry: str) -> bool:
        known = self._known.get(geometry)
        if known is None:
            known = self._known[geometry] = self._try_measuring(geometry)
        return known

    def _try_measuring(self, geometry: str) -> bool:
        try:
            return self._send(_HAS_DISTANCES % geometry) is True
        except EndpointStatusError as error:
            if error.status not in _NOT_TAKEN:
                raise
            return False


def _connect(address: Address, settings: EndpointSettings) -> EndpointClient:
    try:
        from gumru_kg.engines.endpoint_client import EndpointClient
    except ModuleNotFoundError as error:
        raise EngineUnavailableError("httpx", "remote") from error
    return EndpointClient(address, settings)
