"""What README.md promises and shows is so."""

from __future__ import annotations

import doctest
import io
import re
from typing import TYPE_CHECKING

import pytest
from pyoxigraph import RdfFormat, parse

from gumru_kg.namespaces import GUM, GV
from tests.project import readme

if TYPE_CHECKING:
    from pathlib import Path

TURTLE = re.compile(r"^```turtle\n(.*?)^```$", re.MULTILINE | re.DOTALL)


@pytest.fixture(scope="module")
def text() -> str:
    return readme.README.read_text("utf-8")


def test_readme_has_at_most_150_lines(text: str) -> None:
    assert len(text.splitlines()) <= 150


@pytest.mark.parametrize("page", readme.PAGES, ids=lambda page: page.name)
def test_outputs_and_counts_are_those_of_today(page: Path) -> None:
    text = page.read_text("utf-8")
    assert readme.rewrite(text) == text, "run: make readme"


def test_readme_shows_a_command_and_counts(text: str) -> None:
    assert "```console\n$ gumru show " in text
    assert "<!-- counts -->\n| " in text


@pytest.mark.parametrize("page", readme.PAGES, ids=lambda page: page.name)
def test_python_examples_run(page: Path) -> None:
    text = page.read_text("utf-8")
    test = doctest.DocTestParser().get_doctest(text, {}, page.name, page.name, 0)
    report = io.StringIO()
    failed, tried = doctest.DocTestRunner(verbose=False).run(test, out=report.write)
    assert tried > 0
    assert failed == 0, report.getvalue()


def test_make_targets_of_the_readme_exist(text: str, checkout: Path) -> None:
    makefile = (checkout / "Makefile").read_text("utf-8")
    targets = set(re.findall(r"^\.PHONY: (\w+)$", makefile, re.MULTILINE))
    named = set(re.findall(r"(?:^|`)make (\w+)", text, re.MULTILINE))
    assert {"run", "test"} <= named <= targets


@pytest.mark.parametrize("page", ["data/README.md"])
def test_turtle_examples_use_terms_that_exist(checkout: Path, page: str) -> None:
    known = {
        quad.subject
        for folder in ("ontology/gumru.ttl", "ontology/concepts.ttl", "data/gumru.ttl")
        for quad in parse(path=checkout / folder)
    }
    examples = TURTLE.findall((checkout / page).read_text("utf-8"))
    assert examples
    for example in examples:
        terms = {
            term
            for quad in parse(example, format=RdfFormat.TURTLE)
            for term in (quad.predicate, quad.object)
            if str(term).startswith((f"<{GUM}", f"<{GV}"))
            # The example brings a group of its own.
            and "example" not in str(term)
        }
        assert terms <= known
