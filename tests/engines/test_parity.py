"""The named queries give one answer, on the embedded engine and on a server."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from gumru_kg.dataset import shipped_graph
from gumru_kg.engines.embedded import EmbeddedEngine
from gumru_kg.engines.endpoint import EndpointEngine
from gumru_kg.errors import CapabilityError, EndpointAnswerError
from gumru_kg.named_queries import load_catalog
from gumru_kg.results import Solutions, Triples

if TYPE_CHECKING:
    from gumru_kg.named_queries import NamedQuery
    from gumru_kg.results import Answer

QUERIES = tuple(load_catalog().values())


@pytest.fixture(scope="module")
def embedded() -> EmbeddedEngine:
    return EmbeddedEngine.from_quads(shipped_graph())


@pytest.fixture(scope="module")
def endpoint(shipped_server: str) -> EndpointEngine:
    return EndpointEngine(shipped_server)


def read(answer: Answer) -> object:
    """Read an answer whole, rows in their order."""
    if isinstance(answer, Solutions):
        return answer.variables, [row.terms for row in answer]
    return set(answer) if isinstance(answer, Triples) else answer


def is_measuring(query: NamedQuery) -> bool:
    return "geosparql" in query.tags


@pytest.mark.parametrize(
    "query",
    [each for each in QUERIES if not is_measuring(each)],
    ids=lambda query: query.name,
)
def test_answer_is_the_same_on_a_server(
    embedded: EmbeddedEngine, endpoint: EndpointEngine, query: NamedQuery
) -> None:
    found = read(endpoint.query_named(query.text))
    assert found == read(embedded.query_named(query.text))


@pytest.mark.parametrize(
    "query",
    [each for each in QUERIES if is_measuring(each)],
    ids=lambda query: query.name,
)
def test_query_that_measures_is_refused_and_not_answered_wrongly(
    endpoint: EndpointEngine, query: NamedQuery
) -> None:
    with pytest.raises(CapabilityError, match="no distances to lines"):
        endpoint.query_named(query.text)


def test_distances_between_points_are_those_of_the_server(
    embedded: EmbeddedEngine, endpoint: EndpointEngine
) -> None:
    query = """SELECT (geof:distance("POINT(43 40)"^^geo:wktLiteral,
      "POINT(44 40)"^^geo:wktLiteral, uom:metre) AS ?metres) {}"""
    (sphere,), (ellipsoid,) = (
        [float(row.text("metres") or "") for row in engine.select(query)]
        for engine in (endpoint, embedded)
    )
    assert sphere != ellipsoid
    assert sphere == pytest.approx(ellipsoid, rel=0.006)


def test_answer_that_a_server_cuts_is_an_error(hasty_server: str) -> None:
    engine = EndpointEngine(hasty_server)
    pattern = "?a ?p ?x . ?b ?p ?y . ?c ?p ?z"
    # The status is 200, and rows have come, when the server gives up.
    with pytest.raises(EndpointAnswerError, match="cancelled"):
        for _ in engine.select(f"SELECT * {{ {pattern} }}"):
            pass
    with pytest.raises(EndpointAnswerError, match="cancelled"):
        for _ in engine.construct(f"CONSTRUCT {{ ?a ?p ?z }} WHERE {{ {pattern} }}"):
            pass
    assert engine.ask("ASK {}")
