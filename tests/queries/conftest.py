"""The shipped graph in the two engines."""

from __future__ import annotations

import pyoxigraph as ox
import pytest
import rdflib

from gumru_kg._resources import resource
from tests.queries.named import load_store


@pytest.fixture(scope="session")
def store() -> ox.Store:
    return load_store()


@pytest.fixture(scope="session")
def graph() -> rdflib.Graph:
    data = resource("data", "gumru.ttl").read_text(encoding="utf-8")
    return rdflib.Graph().parse(data=data, format="turtle")
