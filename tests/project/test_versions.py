"""One version number covers code, ontology, data, citation and changelog."""

from __future__ import annotations

import re
import tomllib
from importlib.metadata import version
from typing import TYPE_CHECKING

import pytest
from pyoxigraph import NamedNode, parse

import gumru_kg
from gumru_kg.namespaces import ONTOLOGY, OWL

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="module")
def released(checkout: Path) -> str:
    project = tomllib.loads((checkout / "pyproject.toml").read_text("utf-8"))
    number = project["project"]["version"]
    assert isinstance(number, str)
    return number


def search(pattern: str, path: Path) -> str:
    found = re.search(pattern, path.read_text("utf-8"), re.MULTILINE)
    assert found, f"{path.name} has no line like {pattern}"
    return found[1]


def test_package_has_the_version_of_the_project(released: str) -> None:
    assert gumru_kg.__version__ == released


def test_installed_package_is_of_this_version(released: str) -> None:
    assert version("gumru-kg") == released


def test_citation_has_the_version(released: str, checkout: Path) -> None:
    assert search(r"^version: (\S+)$", checkout / "CITATION.cff") == released


def test_changelog_has_the_version_on_top(released: str, checkout: Path) -> None:
    assert search(r"^## \[(\d[^]]*)\]", checkout / "CHANGELOG.md") == released


@pytest.mark.parametrize("path", ["ontology/gumru.ttl", "data/gumru.ttl"])
def test_ontology_has_the_version(released: str, checkout: Path, path: str) -> None:
    quads = parse(path=checkout / path)
    stated = [
        quad.object.value
        for quad in quads
        if quad.subject == NamedNode(ONTOLOGY)
        and quad.predicate == NamedNode(f"{OWL}versionInfo")
    ]
    assert stated == [released]


def test_dataset_has_the_version(released: str, checkout: Path) -> None:
    text = (checkout / "data" / "gumru.ttl").read_text("utf-8")
    assert re.findall(r'dcat:version "([^"]+)"', text) == [released]


def test_ontology_names_its_version_iri(released: str, checkout: Path) -> None:
    text = (checkout / "ontology" / "gumru.ttl").read_text("utf-8")
    assert f"<{ONTOLOGY}/{released}>" in text


def test_day_of_the_version_is_the_same_everywhere(checkout: Path) -> None:
    day = search(r"^## \[\d[^]]*\] - (\S+)$", checkout / "CHANGELOG.md")
    assert search(r"^date-released: (\S+)$", checkout / "CITATION.cff") == day
    assert search(r'dcterms:issued "([^"]+)"', checkout / "data" / "gumru.ttl") == day


def test_citation_describes_what_the_data_set_says_of_itself(checkout: Path) -> None:
    citation = " ".join((checkout / "CITATION.cff").read_text("utf-8").split())
    header = (checkout / "data" / "parts" / "dataset.ttl").read_text("utf-8")
    description = re.findall(r'dcterms:description "([^"]+)"@en', header)
    [creator] = re.findall(r'dcterms:creator "([^"]+)"', header)
    assert f"abstract: >- {description[0]} authors:" in citation
    assert f'authors: - name: "{creator}"' in citation
    keywords = re.findall(r'"([^"]+)"@en', header[header.index("dcat:keyword") :])
    assert keywords
    assert all(f"- {keyword}" in citation for keyword in keywords)
