"""The engines that the one suite is run on."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Final

import pytest

from gumru_kg.dataset import shipped_graph
from gumru_kg.engines.embedded import EmbeddedEngine
from gumru_kg.engines.endpoint import EndpointEngine
from gumru_kg.rdf_input import parse_quads
from tests.engines.servers import run_oxigraph
from tests.engines.virtuoso import run_virtuoso

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gumru_kg.engines import Engine

# Another engine behind the same protocol, of other makers.
VIRTUOSO: Final = pytest.param("virtuoso", marks=pytest.mark.virtuoso)
ENGINES: Final = ("embedded", "endpoint", VIRTUOSO)
DATA: Final = """
@prefix gid: <https://w3id.org/gumru/id/> .
@prefix gum: <https://w3id.org/gumru/ont#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
gid:treaty-a a gum:Treaty ; gum:articleCount 18 .
gid:treaty-b a gum:Treaty ; gum:articleCount 16 .
<urn:graph> { gid:treaty-c a gum:Treaty . gid:treaty-a a gum:Treaty . }
"""
QUADS: Final = parse_quads(DATA.encode(), source="", format="trig")


@pytest.fixture(autouse=True)
def _own_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep proxies and logins of the machine out of the tests."""
    for name in tuple(os.environ):
        if name.lower().endswith("_proxy") or name.startswith("GUMRU_ENDPOINT"):
            monkeypatch.delenv(name)


@pytest.fixture(params=ENGINES)
def engine(request: pytest.FixtureRequest) -> Engine:
    """An engine on a small data set of two graphs."""
    if request.param == "embedded":
        return EmbeddedEngine.from_quads(QUADS)
    unlike = request.node.get_closest_marker("not_on_virtuoso")
    if unlike is not None and request.param == "virtuoso":
        request.applymarker(pytest.mark.xfail(reason=unlike.args[0]))
    servers = {"endpoint": "small_server", "virtuoso": "small_virtuoso"}
    return EndpointEngine(request.getfixturevalue(servers[request.param]))


@pytest.fixture(scope="session")
def small_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server of Oxigraph on the same data."""
    with run_oxigraph(tmp_path_factory.mktemp("small"), QUADS) as address:
        yield address


@pytest.fixture(scope="session")
def shipped_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server of Oxigraph on the shipped graph."""
    folder = tmp_path_factory.mktemp("shipped")
    with run_oxigraph(folder, shipped_graph()) as address:
        yield address


@pytest.fixture(scope="session")
def small_virtuoso(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server of Virtuoso on the small data set."""
    with run_virtuoso(tmp_path_factory.mktemp("small-virtuoso"), QUADS) as address:
        yield address


@pytest.fixture(scope="session")
def shipped_virtuoso(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server of Virtuoso on the shipped graph."""
    folder = tmp_path_factory.mktemp("shipped-virtuoso")
    with run_virtuoso(folder, shipped_graph()) as address:
        yield address


@pytest.fixture(scope="session")
def hasty_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server of Oxigraph that ends each query after a second."""
    folder = tmp_path_factory.mktemp("hasty")
    with run_oxigraph(folder, shipped_graph(), "--timeout-s", "1") as address:
        yield address
