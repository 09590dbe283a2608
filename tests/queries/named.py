"""The files of the named queries and their answers, read without the package.

``python -m tests.queries.named NAME ...`` writes what the queries answer now as what
is expected. Nothing is right because it was written so: read the difference against
the sources, and note in README.md what it was read against.
"""

from __future__ import annotations

import csv
import re
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from typing import TypeAlias

import pyoxigraph as ox
import rdflib
from rdflib.query import ResultRow

from gumru_kg._resources import resource
from gumru_kg.engines.geosparql import load_functions
from gumru_kg.namespaces import compress

HERE = Path(__file__).resolve().parent
QUERIES = HERE.parents[1] / "src" / "gumru_kg" / "queries"

Row: TypeAlias = tuple[str, ...]
Table: TypeAlias = tuple[Row, ...]

_HEADER = re.compile(r"^#\+ ([a-z-]+): (.+)$")
_PARAMETER = re.compile(r"^\s*VALUES \?(\w+) \{ (.+) \}$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class QueryFile:
    """A named query as it stands in its file.

    Attributes:
        name: Folder and file name without suffix, such as ``treaty/names``.
        text: The whole file.
    """

    name: str
    text: str

    @property
    def header(self) -> dict[str, str]:
        """The fields of the header, in their order."""
        found = (_HEADER.match(line) for line in self.text.splitlines())
        return {match[1]: match[2] for match in found if match}

    @property
    def header_lines(self) -> list[str]:
        """The lines of the header."""
        return [line for line in self.text.splitlines() if line.startswith("#+")]

    @property
    def body(self) -> str:
        """The query without its header and comments."""
        lines = self.text.splitlines()
        return "\n".join(line for line in lines if not line.lstrip().startswith("#"))

    @property
    def needs_geosparql(self) -> bool:
        """Whether it calls functions that rdflib does not have."""
        return "geof:" in self.body

    @property
    def values(self) -> list[tuple[str, str]]:
        """The VALUES lines: variable and default."""
        return _PARAMETER.findall(self.text)

    @property
    def expected(self) -> Path:
        """The file of the expected answer, there or not."""
        return HERE / f"{self.name}.csv"

    def with_value(self, parameter: str, term: str) -> str:
        """Return the text with another value of a parameter."""
        line = rf"VALUES \?{parameter} \{{ .+ \}}"
        text, count = re.subn(line, f"VALUES ?{parameter} {{ {term} }}", self.text)
        assert count == 1, (self.name, parameter)
        return text


def read_query_files() -> tuple[QueryFile, ...]:
    """Read every named query that gives a table, by name.

    The queries of the topic ``views`` give graphs; see ``tests/exporters``.
    """
    return tuple(
        QueryFile(
            file.relative_to(QUERIES).with_suffix("").as_posix(),
            file.read_text(encoding="utf-8"),
        )
        for file in sorted(QUERIES.rglob("*.rq"))
        if file.parent.name != "views"
    )


def read_query_file(name: str) -> QueryFile:
    """Read one named query."""
    return QueryFile(name, (QUERIES / f"{name}.rq").read_text(encoding="utf-8"))


def _write_text(text: str, language: str | None) -> str:
    # The tag shows in which language a label was found.
    return f"{text}@{language}" if language else text


def ask_store(store: ox.Store, text: str) -> Table:
    """Answer a SELECT query with pyoxigraph; the first row names the variables."""
    solutions = store.query(text, custom_functions=load_functions())
    assert isinstance(solutions, ox.QuerySolutions)
    names = tuple(variable.value for variable in solutions.variables)

    def write(term: object) -> str:
        if isinstance(term, ox.NamedNode):
            return compress(term.value)
        if isinstance(term, ox.Literal):
            return _write_text(term.value, term.language)
        assert term is None
        return ""

    return names, *(tuple(write(term) for term in row) for row in solutions)


def ask_graph(graph: rdflib.Graph, text: str) -> Table:
    """Answer a SELECT query with rdflib; the first row names the variables."""
    result = graph.query(text)
    assert result.vars is not None

    def write(term: object) -> str:
        if isinstance(term, rdflib.URIRef):
            return compress(str(term))
        if isinstance(term, rdflib.Literal):
            return _write_text(str(term), term.language)
        assert term is None
        return ""

    def rows() -> Iterator[Row]:
        for row in result:
            assert isinstance(row, ResultRow)
            yield tuple(write(term) for term in row)

    return tuple(str(variable) for variable in result.vars), *rows()


def read_table(file: Path) -> Table:
    """Read an expected answer."""
    with file.open(encoding="utf-8", newline="") as lines:
        return tuple(tuple(row) for row in csv.reader(lines))


def write_table(table: Table) -> str:
    """Write an answer as it is kept."""
    text = StringIO()
    csv.writer(text, lineterminator="\n").writerows(table)
    return text.getvalue()


def load_store() -> ox.Store:
    """Load the shipped graph into pyoxigraph."""
    store = ox.Store()
    data = resource("data", "gumru.ttl").read_bytes()
    store.bulk_load(data, format=ox.RdfFormat.TURTLE)
    return store


def rewrite(names: Iterable[str]) -> None:
    """Write what the queries of these names answer now as what is expected."""
    store = load_store()
    for name in names:
        query = read_query_file(name)
        query.expected.parent.mkdir(parents=True, exist_ok=True)
        table = ask_store(store, query.text)
        query.expected.write_text(write_table(table), encoding="utf-8")


if __name__ == "__main__":
    rewrite(sys.argv[1:])
