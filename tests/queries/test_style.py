"""Every query file is written as the house style asks."""

from __future__ import annotations

import re

import pytest

from gumru_kg.namespaces import PREFIXES
from tests.queries.named import QueryFile, read_query_files

QUERY_FILES = read_query_files()

FIELDS = (
    "summary",
    "summary-tr",
    "question",
    "description",
    "tags",
    "params",
    "returns",
    "since",
    "not-on",
    "empty",
    "empty-tr",
)
OPTIONAL_FIELDS = {"question", "not-on"}
KEYWORDS = (
    "select|distinct|where|values|optional|filter|bind|union|minus|group by|having|"
    "order by|not exists|as|in|if|bound|coalesce|count|str|lang"
)

each_query = pytest.mark.parametrize("query", QUERY_FILES, ids=lambda query: query.name)


def _list_of(text: str) -> list[str]:
    assert text.startswith("["), text
    assert text.endswith("]"), text
    return [item.strip() for item in text[1:-1].split(",") if item.strip()]


def _words(query: QueryFile) -> str:
    """The body without strings, IRIs and names, so that keywords are left."""
    bare = re.sub(r'"[^"]*"|<[^>\s]*>', " ", query.body)
    return re.sub(r"\?\w+|\w[\w-]*:[\w.-]*", " ", bare)


@each_query
def test_header_is_complete_and_in_order(query: QueryFile) -> None:
    assert [field for field in FIELDS if field in query.header] == list(query.header)
    assert set(FIELDS) - set(query.header) <= OPTIONAL_FIELDS


@each_query
def test_header_stands_first_and_has_one_line_a_field(query: QueryFile) -> None:
    lines = query.text.splitlines()
    count = len(query.header)
    assert query.header_lines == lines[:count]
    assert lines[count] == ""


@each_query
def test_header_is_plain_yaml(query: QueryFile) -> None:
    values = [
        v for k, v in query.header.items() if k not in {"tags", "params", "not-on"}
    ]
    assert [
        value for value in values if re.search(r": | #|^[\[{\"'&*!|>%@`]", value)
    ] == []


@each_query
def test_summary_is_a_question_in_both_languages(query: QueryFile) -> None:
    assert query.header["summary"].endswith("?")
    assert query.header["summary-tr"].endswith("?")


@each_query
def test_description_and_empty_answer_are_sentences(query: QueryFile) -> None:
    for field in ("description", "empty", "empty-tr"):
        assert query.header[field].endswith(".")


@each_query
def test_parameters_are_the_values_lines(query: QueryFile) -> None:
    declared = _list_of(query.header["params"])
    assert sorted(declared) == sorted(name for name, _ in query.values)
    assert query.body.count("VALUES") == len(declared)


@each_query
def test_language_is_english_unless_asked_otherwise(query: QueryFile) -> None:
    assert dict(query.values).get("lang", '"en"') == '"en"'


@each_query
def test_prefixes_are_sorted_used_and_those_of_the_project(query: QueryFile) -> None:
    declared = re.findall(r"^PREFIX (\w+): <(\S+)>$", query.body, re.MULTILINE)
    bare = re.sub(r'"[^"]*"|<[^>\s]*>|^PREFIX .*$', "", query.body, flags=re.MULTILINE)
    used = set(re.findall(r"(?<![\w?])([a-z]+):", bare))
    assert [name for name, _ in declared] == sorted(used)
    assert [PREFIXES.get(name) for name, _ in declared] == [iri for _, iri in declared]


@each_query
def test_query_selects_named_variables_in_a_stated_order(query: QueryFile) -> None:
    assert query.header["returns"] == "select"
    assert re.search(r"^SELECT (DISTINCT )?[?(]", query.body, re.MULTILINE)
    assert re.search(r"^ORDER BY ", query.body, re.MULTILINE)
    assert not re.search(r"SELECT\s+(DISTINCT\s+)?\*", query.body)


@each_query
def test_query_stays_in_the_graph(query: QueryFile) -> None:
    assert not re.search(r"\b(SERVICE|FROM|GRAPH|LOAD)\b", _words(query))


@each_query
def test_keywords_are_written_in_capitals(query: QueryFile) -> None:
    assert re.findall(rf"\b({KEYWORDS})\b", _words(query)) == []


@each_query
def test_lines_are_short_and_clean(query: QueryFile) -> None:
    lines = [
        line
        for line in query.text.splitlines()
        if not line.startswith(("#+", "PREFIX"))
    ]
    assert [line for line in lines if len(line) > 88 or line != line.rstrip()] == []
    assert query.text.endswith("}\n") or re.search(r"[^\n]\n$", query.text)
    assert "\t" not in query.text


def test_every_question_has_exactly_one_query() -> None:
    asked = sorted(
        int(query.header["question"])
        for query in QUERY_FILES
        if "question" in query.header
    )
    # A view answers question 54, see tests/exporters.
    assert asked == [*range(1, 54), 55, 56]


def test_names_are_kebab_case() -> None:
    names = [query.name for query in QUERY_FILES]
    kebab = re.compile(r"[a-z]+(-[a-z]+)*/[a-z]+(-[a-z]+)*")
    assert [name for name in names if not kebab.fullmatch(name)] == []
