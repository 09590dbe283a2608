"""Named queries: SPARQL files with a header, and parameters that are VALUES lines.

A file runs as it is in any engine. Its header is made of comments::

    #+ summary: Which provisions does the treaty have, by kind?
    #+ params: [treaty, lang]

and each parameter is a line of the query that holds its default::

    VALUES ?treaty { gid:treaty-gumru-1920 }

Binding a parameter puts a serialized term in place of the default; no text of a user
ever becomes part of the query.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple

from gumru_kg._resources import read_resource, resource
from gumru_kg.errors import QueryParameterError, ResourceError, UnknownQueryError
from gumru_kg.query_parameters import Parameter, serialize, tell_kind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_HEADER: Final = "#+"
_VALUES: Final = "VALUES ?"
_SUFFIX: Final = ".rq"


class NamedQuery(NamedTuple):
    """A query that comes with the package.

    Attributes:
        name: Topic and name: ``treaty/list``.
        summary: The question in English, in one line.
        summary_tr: The same in Turkish.
        description: What the answer holds, in English.
        tags: Words to find it by.
        parameters: What may be set, in the order of the header.
        returns: ``select``, ``ask`` or ``construct``.
        text: The whole file.
        question: The number of the competency question that it answers, if any.
        since: The version in which it came.
        empty: What an empty answer means, in English.
        empty_tr: The same in Turkish.
    """

    name: str
    summary: str
    summary_tr: str
    description: str
    tags: tuple[str, ...]
    parameters: tuple[Parameter, ...]
    returns: str
    text: str
    question: int | None
    since: str
    empty: str
    empty_tr: str

    def bind(self, values: Mapping[str, object] | None = None) -> str:
        """Put values in place of the defaults.

        Args:
            values: By name of the parameter: text, a number, a date, or a term of
                pyoxigraph or rdflib. Text for an IRI is a full IRI or a CURIE.

        Returns:
            SPARQL to be run.

        Raises:
            QueryParameterError: For a parameter that the query does not have, or a
                value that it cannot take.

        Example:
            >>> query = load_query("treaty/list")
            >>> 'VALUES ?lang { "tr" }' in query.bind({"lang": "tr"})
            True
        """
        wanted = dict(values or {})
        terms: dict[str, str] = {}
        for parameter in self.parameters:
            if parameter.name in wanted:
                value = wanted.pop(parameter.name)
                terms[parameter.name] = serialize(self.name, parameter, value)
        for name in wanted:
            known = ", ".join(parameter.name for parameter in self.parameters)
            problem = f"there is none of this name; it has: {known or 'none'}"
            raise QueryParameterError(self.name, name, problem)
        if not terms:
            return self.text
        return "".join(_bind_piece(piece, terms) for piece in _cut(self.text))


class Catalog(Mapping[str, NamedQuery]):
    """The named queries by name; a file is read when it is asked for."""

    def __init__(self) -> None:
        self._names: tuple[str, ...] | None = None

    def __getitem__(self, name: str) -> NamedQuery:
        return load_query(name)

    def __iter__(self) -> Iterator[str]:
        if self._names is None:
            self._names = tuple(_list_names())
        return iter(self._names)

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def __contains__(self, name: object) -> bool:
        return any(name == known for known in self)


def load_catalog() -> Catalog:
    """Open the catalogue of named queries.

    Returns:
        A mapping from names to queries, sorted by name.

    Example:
        >>> "treaty/list" in load_catalog()
        True
    """
    return Catalog()


def load_query(name: str) -> NamedQuery:
    """Read one named query.

    Args:
        name: Topic and name: ``treaty/list``.

    Returns:
        The query.

    Raises:
        UnknownQueryError: When there is none of this name.

    Example:
        >>> load_query("treaty/list").question
        7
    """
    return _read_query(name)


@lru_cache(maxsize=256)
def _read_query(name: str) -> NamedQuery:
    topic, slash, title = name.partition("/")
    if not (slash and _is_slug(topic) and _is_slug(title)):
        raise _unknown(name)
    try:
        data = read_resource("queries", topic, f"{title}{_SUFFIX}")
    except ResourceError:
        raise _unknown(name) from None
    return parse_query(data.decode(), name=name)


def parse_query(text: str, *, name: str) -> NamedQuery:
    r"""Parse the header and the parameters of a query.

    Args:
        text: The whole file.
        name: Topic and name.

    Returns:
        The query.

    Raises:
        QueryParameterError: When a parameter of the header has no VALUES line, more
            than one, or a default of no known kind.

    Example:
        >>> text = '#+ params: [lang]\nSELECT * { VALUES ?lang { "en" } }'
        >>> parse_query(text.replace("{ V", "{\nV"), name="a/b").parameters[0].kind
        'language'
    """
    header: dict[str, str] = {}
    defaults: dict[str, list[str]] = {}
    for line in text.split("\n"):
        if line.startswith(_HEADER):
            key, _, value = line.removeprefix(_HEADER).partition(":")
            header[key.strip()] = value.strip()
        elif (found := _read_values_line(line)) is not None:
            defaults.setdefault(found[0], []).append(found[1])
    number = header.get("question")
    return NamedQuery(
        name=name,
        summary=header.get("summary", ""),
        summary_tr=header.get("summary-tr", ""),
        description=header.get("description", ""),
        tags=_read_list(header.get("tags", "")),
        parameters=tuple(
            _make_parameter(name, parameter, defaults.get(parameter, []))
            for parameter in _read_list(header.get("params", ""))
        ),
        returns=header.get("returns", "select"),
        text=text,
        question=int(number) if number else None,
        since=header.get("since", ""),
        empty=header.get("empty", ""),
        empty_tr=header.get("empty-tr", ""),
    )


def _list_names() -> Iterator[str]:
    folder = resource("queries")
    for topic in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if topic.is_dir():
            for file in sorted(topic.iterdir(), key=lambda entry: entry.name):
                if file.name.endswith(_SUFFIX):
                    yield f"{topic.name}/{file.name.removesuffix(_SUFFIX)}"


def _unknown(name: str) -> UnknownQueryError:
    from difflib import get_close_matches

    names = tuple(_list_names())
    titles = {known.partition("/")[2]: known for known in names}
    near = [
        *get_close_matches(name, names),
        *(titles[title] for title in get_close_matches(name, titles)),
    ]
    return UnknownQueryError(name, tuple(dict.fromkeys(near))[:3])


def _is_slug(text: str) -> bool:
    # Nothing else may reach the file system.
    return text.isascii() and text.replace("-", "").isalnum()


def _read_list(text: str) -> tuple[str, ...]:
    items = (item.strip() for item in text.strip("[]").split(","))
    return tuple(item for item in items if item)


def _read_values_line(line: str) -> tuple[str, str] | None:
    """Take ``VALUES ?name { default }`` apart, if the line is one."""
    stripped = line.strip()
    if not (stripped.startswith(_VALUES) and stripped.endswith("}")):
        return None
    name, brace, default = stripped[len(_VALUES) : -1].partition("{")
    return (name.strip(), default.strip()) if brace else None


@lru_cache(maxsize=256)
def _cut(text: str) -> tuple[tuple[str, str], ...]:
    """Cut a query before and after each VALUES line; each piece with its parameter."""
    import re

    pieces: list[tuple[str, str]] = []
    rest = ""
    for line in re.findall(r"[^\n]*\n|[^\n]+", text):
        found = _read_values_line(line)
        if found is None:
            rest += line
        else:
            pieces += [(rest, ""), (line, found[0])]
            rest = ""
    return (*pieces, (rest, ""))


def _bind_piece(piece: tuple[str, str], terms: Mapping[str, str]) -> str:
    line, name = piece
    if name not in terms:
        return line
    indent = line[: len(line) - len(line.lstrip())]
    end = line[len(line.rstrip()) :]
    return f"{indent}{_VALUES}{name} {{ {terms[name]} }}{end}"


def _make_parameter(query: str, name: str, defaults: list[str]) -> Parameter:
    if len(defaults) != 1:
        problem = f"the query has {len(defaults)} VALUES lines for it, not one"
        raise QueryParameterError(query, name, problem)
    return Parameter(name, defaults[0], tell_kind(query, name, defaults[0]))


def find_queries(words: Iterable[str]) -> tuple[NamedQuery, ...]:
    """Find named queries by words in their name, summary, description or tags.

    Args:
        words: Words, all of which must occur; none finds every query.

    Returns:
        The queries, sorted by name.

    Example:
        >>> [query.name for query in find_queries(["assembly"])]
        ['treaty/first-of-assembly']
    """
    wanted = [word.casefold() for word in words]
    found = []
    for query in load_catalog().values():
        about = " ".join((query.name, query.summary, query.summary_tr, *query.tags))
        text = f"{about} {query.description}".casefold()
        if all(word in text for word in wanted):
            found.append(query)
    return tuple(found)
