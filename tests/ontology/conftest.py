"""The files of the ontology, parsed once."""

from __future__ import annotations

from pathlib import Path

import pytest
from rdflib import Graph

from tests.ontology.vocabulary import ExternalTerm, verified_terms


@pytest.fixture(scope="session")
def ontology_dir(checkout: Path) -> Path:
    return checkout / "ontology"


@pytest.fixture(scope="session")
def vocabulary(ontology_dir: Path) -> Graph:
    """The classes and properties."""
    return Graph().parse(ontology_dir / "gumru.ttl", format="turtle")


@pytest.fixture(scope="session")
def concepts(ontology_dir: Path) -> Graph:
    """The concept schemes."""
    return Graph().parse(ontology_dir / "concepts.ttl", format="turtle")


@pytest.fixture(scope="session")
def alignments(ontology_dir: Path) -> dict[str, Graph]:
    """Each alignment by the name of its file."""
    return {
        path.stem: Graph().parse(path, format="turtle")
        for path in sorted((ontology_dir / "alignments").glob("*.ttl"))
    }


@pytest.fixture(scope="session")
def data(checkout: Path) -> Graph:
    """The built graph: facts and claims, with the ontology and the concepts."""
    return Graph().parse(checkout / "data" / "gumru.ttl", format="turtle")


@pytest.fixture(scope="session")
def external_terms(shared: Path) -> dict[str, ExternalTerm]:
    """Foreign terms that were checked in the file that defines them."""
    return verified_terms(shared / "design" / "terms.tsv")
