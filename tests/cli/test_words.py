"""The command line speaks English and Turkish, and each word in one way."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from gumru_kg import open_graph
from gumru_kg.cli._words import language_name, term_name
from gumru_kg.descriptions import Value
from gumru_kg.namespaces import GUM, GV, compress

if TYPE_CHECKING:
    from tests.cli.conftest import Gumru


@pytest.mark.parametrize("lang", ["en", "tr"])
def test_every_term_of_other_vocabularies_has_a_name(lang: str) -> None:
    rows = open_graph().select("SELECT DISTINCT ?p ?c { ?s ?p ?o . ?s a ?c }")
    terms = {row.text(name) or "" for row in rows for name in ("p", "c")}
    foreign = {compress(term) for term in terms if not term.startswith((GUM, GV))}
    assert "dcterms:subject" in foreign
    assert [t for t in sorted(foreign) if term_name(Value(t), lang=lang) == t] == []


@pytest.mark.parametrize(
    ("lang", "gap"),
    [
        ("en", "articles 4, 7–11, 14, 16, Annex I(A), Annex I(B), Annex I(C) not"),
        ("tr", "4, 7–11, 14, 16. maddeler, Ek I(A), Ek I(B), Ek I(C) için"),
    ],
)
def test_annexes_are_named_apart_from_the_articles(
    gumru: Gumru, lang: str, gap: str
) -> None:
    shown = gumru("show", "moscow-1921", "--lang", lang).stdout
    assert gap in " ".join(shown.split())


@pytest.mark.parametrize(
    ("command", "turkish", "english"),
    [
        (("show", "moscow-1921"), "başlangıç  ", "preamble  "),
        (("show", "gid:clause-moscow-1921-annex-1b"), " Ek I(B) (", " Annex I(B) ("),
        (("concordance", "--topic", "C01"), " başlangıç", " preamble"),
    ],
)
def test_parts_of_a_text_have_one_name_everywhere(
    gumru: Gumru, command: tuple[str, ...], turkish: str, english: str
) -> None:
    shown = gumru(*command, "--lang", "tr").stdout
    assert turkish in shown
    assert english not in shown
    assert english in gumru(*command).stdout


def test_languages_are_called_as_in_the_data() -> None:
    assert language_name("az", lang="tr") == "Azerbaycanca"
    labels = open_graph().select(
        'SELECT ?l { ?s skos:prefLabel ?l FILTER(CONTAINS(?l, "Azerbaycanca")) }'
    )
    assert list(labels)


@pytest.mark.parametrize(("lang", "told"), [("en", "Turkish"), ("tr", "Türkçe")])
def test_language_of_a_source_is_named(gumru: Gumru, lang: str, told: str) -> None:
    facts = gumru("show", "source-seed", "--lang", lang).stdout.split("\n\n")[2]
    assert re.search(rf"^  (language|dil) +{told}$", facts, re.MULTILINE)
