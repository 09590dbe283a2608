"""The views of the shipped graph, derived once."""

from __future__ import annotations

from typing import Final

import pytest
import rdflib

from gumru_kg.dataset import Dataset, shipped_graph
from gumru_kg.exporters import export
from gumru_kg.exporters.views import derive_view

# rdflib does not read RDF 1.2, and the view in it is tested by itself.
VIEWS: Final = ("crm", "eli", "schema")


@pytest.fixture(scope="session")
def shipped() -> Dataset:
    return shipped_graph()


@pytest.fixture(scope="session")
def views(shipped: Dataset) -> dict[str, Dataset]:
    """The triples of each view."""
    return {name: derive_view(shipped, name) for name in VIEWS}


@pytest.fixture(scope="session")
def files(shipped: Dataset) -> dict[str, bytes]:
    """Each view as it is written."""
    return {name: export(shipped, name) for name in VIEWS}


@pytest.fixture(scope="session")
def graphs(files: dict[str, bytes]) -> dict[str, rdflib.Graph]:
    """Each view as a parser of a third party reads it."""
    return {
        name: rdflib.Graph().parse(data=content, format="turtle")
        for name, content in files.items()
    }
