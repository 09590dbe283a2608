"""The views of the shipped graph, derived once."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import pytest
import rdflib

from gumru_kg.dataset import Dataset, shipped_graph
from gumru_kg.exporters import export
from gumru_kg.exporters.views import derive_view
from tests.exporters.constraints import Constraints

# rdflib does not read RDF 1.2, and the view in it is tested by itself.
VIEWS: Final = ("crm", "eli", "schema")
VOCABULARIES: Final = {
    "crm": "CIDOC_CRM_v7.1.3.rdf",
    "crminf": "CRMinf_v1.2.1.rdf",
    "dcterms": "dcterms.ttl",
    "eli": "eli-1.2.nt",
    "lrm": "LRMoo_v1.1.1.rdf",
    "rdfs": "rdfs.ttl",
    "schema": "schemaorg-current-https-30.0.ttl",
    "skos": "skos.ttl",
}


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


@pytest.fixture(scope="session")
def constraints(shared: Path) -> Constraints:
    found = Constraints()
    for name in VOCABULARIES.values():
        path = shared / "vocab" / name
        if not path.is_file():
            pytest.skip(f"{name} is not here")
        found.add(path)
    return found
