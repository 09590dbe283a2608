"""The tables of named queries speak the language that was asked for."""

from __future__ import annotations

import csv
import io
import re
from typing import TYPE_CHECKING

import pytest

from gumru_kg import open_graph
from gumru_kg.cli._query_words import name_column, name_value
from gumru_kg.named_queries import find_queries, load_query
from gumru_kg.results import Solutions

if TYPE_CHECKING:
    from gumru_kg.named_queries import NamedQuery
    from tests.cli.conftest import Gumru

SELECTS = [query for query in find_queries(()) if query.returns == "select"]
# There tags of languages are named.
_TAGGED = {"language", "value", "valueLabel"}
WIDE = {"COLUMNS": "9000"}


def _answer(query: NamedQuery) -> Solutions:
    languages = [it.name for it in query.parameters if it.kind == "language"]
    answer = open_graph().query(query.name, **dict.fromkeys(languages, "tr"))
    assert isinstance(answer, Solutions)
    return answer


@pytest.mark.parametrize("query", SELECTS, ids=lambda query: query.name)
def test_every_column_has_a_turkish_head_of_its_own(query: NamedQuery) -> None:
    variables = {name.removesuffix("Label") for name in _answer(query).variables}
    turkish = {name: name_column(name, lang="tr") for name in variables}
    english = {name: name_column(name, lang="en") for name in variables}
    # "Site" is a word of both languages.
    assert [
        name for name in variables - {"site"} if turkish[name] == english[name]
    ] == []
    assert len(set(turkish.values())) == len(set(english.values())) == len(variables)
    assert not any(re.search("[A-Z]", head) for head in english.values())


@pytest.mark.parametrize("query", SELECTS, ids=lambda query: query.name)
def test_every_word_that_a_query_makes_has_a_turkish_one(query: NamedQuery) -> None:
    # Some queries choose between the languages themselves.
    body = re.sub(r'VALUES \?lang .*|#.*|IF\(\s*\?lang = "tr",[^)]*\)', "", query.text)
    made = set(re.findall(r'"([a-z][A-Za-z ;.]+|No [a-z ;.]+)"(?!@)', body))
    said = {
        getattr(term, "value", "")
        for row in _answer(query)
        for variable, term in zip(row.variables, row.terms, strict=True)
        if variable not in _TAGGED and not getattr(term, "language", None)
    }
    assert [it for it in made & said if name_value(it, lang="tr") == it] == []


@pytest.mark.parametrize(
    ("name", "english", "turkish"),
    [
        ("claims/of-entity", "attributed only", "yalnız atfedildi"),
        ("treaty/phases", "not ratified", "onaylanmamış"),
        ("people/unconfirmed-offices", "accepted", "kabul edildi"),
        ("events/sovietisation", "before or during", "önce ya da sırasında"),
        ("events/sovietisation", "signing by the same source", "imza aynı kaynaktan"),
        ("relations/dropped-and-new", "dropped", "sürdürülmez"),
        ("relations/chain", "Annex I(C)", "Ek I(C)"),
        ("places/names", "Armenian", "Ermenice"),
        ("dataset/counts", "Armenian", "Ermenice"),
        ("links/external", "elsewhere, verified", "başka yerde, doğrulandı"),
    ],
)
def test_values_are_words_of_the_language(
    gumru: Gumru, name: str, english: str, turkish: str
) -> None:
    shown = gumru("query", name, environment=WIDE).stdout
    assert english in shown
    shown = gumru("query", name, "--lang", "tr", environment=WIDE).stdout
    assert turkish in shown
    assert f"{english}  " not in shown


def test_other_formats_keep_the_names_and_values(gumru: Gumru) -> None:
    ended = gumru("query", "events/sovietisation", "--lang", "tr", "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(ended.stdout)))
    assert {"before", "after"} <= {row["order"] for row in rows}
    assert {row["signingOwn"] for row in rows} == {"true", "false"}


def test_queries_of_users_are_shown_as_they_are_written(gumru: Gumru) -> None:
    query = (
        b'SELECT ?earlierTreaty ?b { VALUES (?earlierTreaty ?b) {("dropped" true)} }'
    )
    shown = gumru("sparql", "-", stdin=query).stdout.split()
    assert shown[:2] == ["earlierTreaty", "b"]
    assert shown[-2:] == ["dropped", "true"]


def test_long_value_of_all_rows_is_told_once(gumru: Gumru) -> None:
    rows = list(_answer(load_query("places/names")))
    (note,) = {row.text("note") for row in rows}
    assert len(rows) > 2
    shown = gumru("query", "places/names", "--lang", "tr").stdout
    table, told = shown.partition("\n\n")[::2]
    assert " ".join(told.split()) == f"not: {note}"
    assert len(table.splitlines()) >= len(rows) + 2


def test_column_of_empty_texts_is_left_out(gumru: Gumru) -> None:
    rows = list(_answer(load_query("places/within")))
    assert {row.text("gap") for row in rows} == {""}
    head = gumru("query", "places/within").stdout.splitlines()[0]
    assert head.split() == ["thing", "kind", "kilometres"]
