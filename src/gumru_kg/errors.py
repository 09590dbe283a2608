"""Every exception of the package, in one tree.

::

    GumruError
    ├─ ResourceError             (FileNotFoundError)   a packaged file is gone
    ├─ FileError                 (OSError)             a file cannot be read or written
    ├─ DataError                 (ValueError)          RDF does not parse
    ├─ FormatError               (ValueError)          unknown or refused
    ├─ DateError                 (ValueError)          not EDTF, or impossible
    ├─ GeometryError             (ValueError)          no geometry to compute with
    ├─ UnknownNameError          (LookupError)         no entity, or several
    ├─ ReadOnlyError             (TypeError)           a graph that is only read
    ├─ QueryError
    │  ├─ UnknownQueryError      (LookupError)
    │  ├─ QueryParameterError    (ValueError)
    │  └─ QuerySyntaxError       (ValueError)
    ├─ EngineError
    │  ├─ EngineUnavailableError (ImportError)         an optional part is missing
    │  ├─ CapabilityError        (NotImplementedError) an engine cannot do this
    │  ├─ EndpointError                                a SPARQL endpoint fails
    │  │  ├─ EndpointUnreachableError (ConnectionError) nobody answers there
    │  │  ├─ EndpointTimeoutError     (TimeoutError)    it answers too late
    │  │  ├─ EndpointLoginError       (PermissionError) it wants to know who asks
    │  │  ├─ EndpointStatusError                        it answers with an error
    │  │  └─ EndpointAnswerError      (ValueError)      its answer is none
    │  ├─ QueryTimeoutError      (TimeoutError)        took longer than asked
    │  └─ MemoryLimitError       (MemoryError)         took more than asked
    ├─ BuildError                (ValueError)          the parts break a rule
    └─ ValidationError
       ├─ ViolationError         (ValueError)          data do not conform
       └─ ValidationFailureError (RuntimeError)        the validator failed

Every message says what was wanted, what was found and what to do, on one line.
Only ``BuildError`` has more than one: a problem a line.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gumru_kg.editorial.problems import Problem
    from gumru_kg.validation import ValidationReport


class GumruError(Exception):
    """Base of all errors that the package raises on purpose."""


class ResourceError(GumruError, FileNotFoundError):
    """A file that belongs to the package was found in no place."""

    def __init__(self, path: str, places: Sequence[str]) -> None:
        self.path = path
        self.places = tuple(places)
        super().__init__(
            f"packaged file {path!r} is missing (looked in {', '.join(places)}); "
            "reinstall gumru-kg"
        )


class FileError(GumruError, OSError):
    """A user's file or folder cannot be read or written."""

    def __init__(self, path: str, problem: str, remedy: str) -> None:
        self.path = path
        self.problem = problem
        self.remedy = remedy
        super().__init__(f"{path}: {problem}; {remedy}")

    def __str__(self) -> str:
        return f"{self.path}: {self.problem}; {self.remedy}"


class DataError(GumruError, ValueError):
    """RDF that does not parse, or that is refused."""

    def __init__(
        self,
        source: str,
        problem: str,
        *,
        line: int | None = None,
        column: int | None = None,
        remedy: str = "mend the file",
    ) -> None:
        self.source = source
        self.problem = problem
        self.line = line
        self.column = column
        self.remedy = remedy
        place = source
        if line is not None:
            place += f":{line}" + (f":{column}" if column is not None else "")
        super().__init__(f"{place}: {problem}; {remedy}")


class FormatError(GumruError, ValueError):
    """A format that is unknown, or that is refused in this place."""

    def __init__(self, name: str, known: Sequence[str], *, problem: str = "") -> None:
        self.name = name
        self.known = tuple(known)
        super().__init__(
            f"{problem or f'unknown format {name!r}'}; use one of: {', '.join(known)}"
        )


class DateError(GumruError, ValueError):
    """A date that is not EDTF level 1, or that no calendar has."""

    def __init__(self, text: str, problem: str) -> None:
        self.text = text
        self.problem = problem
        super().__init__(
            f"{text!r} is {problem}; write an EDTF date such as 1920-12-02, 1920-12 "
            "or 1920-12-02/1920-12-03"
        )


class GeometryError(GumruError, ValueError):
    """Well-known text that is no geometry, or none to compute with."""

    def __init__(self, text: str, problem: str) -> None:
        self.text = text
        self.problem = problem
        remedy = "write it like POINT(43.1 40.6), longitude first"
        super().__init__(f"geometry {text[:60]!r}: {problem}; {remedy}")


class UnknownNameError(GumruError, LookupError):
    """A name that fits no entity, or several."""

    def __init__(self, name: str, nearest: Sequence[str], *, problem: str = "") -> None:
        self.name = name
        self.nearest = tuple(nearest)
        hint = f"nearest: {', '.join(nearest)}" if nearest else "see 'gumru treaties'"
        super().__init__(f"{problem or f'nothing is called {name!r}'}; {hint}")


class ReadOnlyError(GumruError, TypeError):
    """Something would be written to a graph that is only read."""

    def __init__(self, problem: str) -> None:
        self.problem = problem
        remedy = "copy it first: gumru_kg.open_graph(…).to_rdflib()"
        super().__init__(f"the store 'gumru' is read-only: {problem}; {remedy}")


class QueryError(GumruError):
    """A query that cannot be run."""


class UnknownQueryError(QueryError, LookupError):
    """No named query has this name."""

    def __init__(self, name: str, nearest: Sequence[str], *, hint: str = "") -> None:
        self.name = name
        self.nearest = tuple(nearest)
        if nearest:
            hint = hint or f"did you mean: {', '.join(nearest)}"
        hint = hint or "see 'gumru queries'"
        super().__init__(f"no query is called {name!r}; {hint}")


class QueryParameterError(QueryError, ValueError):
    """A parameter that the query does not have, or a value that it cannot take."""

    def __init__(self, query: str, parameter: str, problem: str) -> None:
        self.query = query
        self.parameter = parameter
        self.problem = problem
        super().__init__(f"query {query!r}, parameter {parameter!r}: {problem}")


class QuerySyntaxError(QueryError, ValueError):
    """SPARQL that does not parse, with its place."""

    def __init__(
        self, problem: str, *, line: int | None = None, column: int | None = None
    ) -> None:
        self.problem = problem
        self.line = line
        self.column = column
        place = "" if line is None else f" at line {line}, column {column or 1}"
        super().__init__(f"SPARQL syntax error{place}: {problem}")


class EngineError(GumruError):
    """An engine could not do its work."""


class EngineUnavailableError(EngineError, ImportError):
    """An optional part is not installed."""

    def __init__(self, engine: str, extra: str) -> None:
        self.engine = engine
        self.extra = extra
        super().__init__(
            f"{engine} is not installed; run: pip install 'gumru-kg[{extra}]'"
        )


class CapabilityError(EngineError, NotImplementedError):
    """An engine, or the system that it runs on, cannot do what is asked."""

    def __init__(self, engine: str, problem: str, remedy: str) -> None:
        self.engine = engine
        self.problem = problem
        self.remedy = remedy
        super().__init__(f"{engine}: {problem}; {remedy}")


class EndpointError(EngineError):
    """A SPARQL endpoint cannot be asked, or fails."""

    def __init__(self, address: str, problem: str, remedy: str) -> None:
        self.address = address
        self.problem = problem
        self.remedy = remedy
        super().__init__(f"{address}: {problem}; {remedy}")

    def __str__(self) -> str:
        # Some kinds are errors of the system, which write their arguments otherwise.
        return f"{self.address}: {self.problem}; {self.remedy}"


class EndpointUnreachableError(EndpointError, ConnectionError):
    """Nobody answers at the address of the endpoint."""


class EndpointTimeoutError(EndpointError, TimeoutError):
    """The endpoint does not answer in the time that it was given."""


class EndpointLoginError(EndpointError, PermissionError):
    """The endpoint wants a login, or refuses the one that it got."""


class EndpointStatusError(EndpointError):
    """The endpoint answers with an error.

    Attributes:
        status: The status of HTTP.
    """

    def __init__(self, address: str, problem: str, remedy: str, *, status: int) -> None:
        self.status = status
        super().__init__(address, problem, remedy)


class EndpointAnswerError(EndpointError, ValueError):
    """What the endpoint answers is no whole answer to the query."""


class QueryTimeoutError(EngineError, TimeoutError):
    """A query took longer than it was given."""

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        super().__init__(
            f"the query took more than {seconds:g} s and was ended; narrow it, or give "
            "it a longer timeout"
        )


class MemoryLimitError(EngineError, MemoryError):
    """A query took more memory than it was given."""

    def __init__(self, limit: int) -> None:
        self.limit = limit
        super().__init__(
            f"the query took more than {limit / 1_000_000:g} MB of memory and was "
            "ended; narrow it, or give it more"
        )


class BuildError(GumruError, ValueError):
    """The hand-edited parts break a rule; nothing was written."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in problems))


class ValidationError(GumruError):
    """Validation did not end with conforming data."""


class ViolationError(ValidationError, ValueError):
    """Raised by ``ValidationReport.raise_for_violations``."""

    def __init__(self, report: ValidationReport) -> None:
        self.report = report
        count = len(report.results)
        results = "1 result" if count == 1 else f"{count} results"
        super().__init__(f"{results}, the data do not conform; see .report")


class ValidationFailureError(ValidationError, RuntimeError):
    """The validator could not work: ill-formed shapes, say."""

    def __init__(self, problem: str, *, remedy: str = "check the shapes") -> None:
        self.problem = problem
        self.remedy = remedy
        super().__init__(f"validation could not run: {problem}; {remedy}")
