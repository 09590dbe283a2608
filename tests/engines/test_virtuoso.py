"""What Virtuoso answers alike, what differently, and what is refused on it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pyoxigraph as ox
import pytest

from gumru_kg import open_graph
from gumru_kg.dataset import shipped_graph
from gumru_kg.engines.embedded import EmbeddedEngine
from gumru_kg.engines.endpoint import EndpointEngine
from gumru_kg.engines.endpoint_settings import EndpointSettings
from gumru_kg.errors import CapabilityError, EndpointAnswerError
from gumru_kg.named_queries import load_catalog
from gumru_kg.namespaces import PREFIXES
from gumru_kg.results import Solutions, Triples
from tests.engines.test_graphs_on_endpoints import QUESTIONS
from tests.engines.virtuoso import DEFAULT_GRAPH, MOST_ROWS, run_virtuoso

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gumru_kg.named_queries import NamedQuery
    from gumru_kg.results import Answer

pytestmark = pytest.mark.virtuoso

MARK: Final = "#+ not-on: [virtuoso]\n"
# Its graphs hold tables of its own, too, so ours is named.
SETTINGS: Final = EndpointSettings(
    default_graphs=(DEFAULT_GRAPH,), read_timeout=30, retries=0
)
TYPE: Final = f"{PREFIXES['rdf']}type"
BOOLEAN: Final = ox.NamedNode(f"{PREFIXES['xsd']}boolean")
# It works on them until it is ended, and answers nobody meanwhile.
ENDLESS: Final = ("claims/one-sided", "events/sovietisation", "relations/small-changes")
REFUSED_QUESTIONS: Final = ("disputed", "concordance", "describe", "info")

CATALOG: Final = [
    query for query in load_catalog().values() if "geosparql" not in query.tags
]
RIGHT: Final = [query for query in CATALOG if MARK not in query.text]
WRONG: Final = [query for query in CATALOG if MARK in query.text]


@pytest.fixture(scope="module")
def embedded() -> EmbeddedEngine:
    return EmbeddedEngine.from_quads(shipped_graph())


@pytest.fixture(scope="module")
def virtuoso(shipped_virtuoso: str) -> EndpointEngine:
    return EndpointEngine(shipped_virtuoso, settings=SETTINGS)


@pytest.fixture(scope="module")
def worn_virtuoso(tmp_path_factory: pytest.TempPathFactory) -> Iterator[EndpointEngine]:
    """A server for what may leave it in a bad state."""
    folder = tmp_path_factory.mktemp("worn-virtuoso")
    with run_virtuoso(folder, shipped_graph()) as address:
        yield EndpointEngine(address, settings=SETTINGS)


def read(answer: Answer) -> object:
    """Read an answer whole, with truth values as the numbers that Virtuoso gives."""
    if isinstance(answer, Solutions):
        rows = [[as_number(term) for term in row.terms] for row in answer]
        return answer.variables, rows
    if isinstance(answer, Triples):
        return {
            (each.subject, each.predicate, as_number(each.object)) for each in answer
        }
    return answer


def as_number(term: object) -> object:
    if isinstance(term, ox.Literal) and term.datatype == BOOLEAN:
        return ox.Literal(int(term.value in ("true", "1")))
    return term


@pytest.mark.parametrize("query", RIGHT, ids=lambda query: query.name)
def test_answer_is_the_same(
    embedded: EmbeddedEngine, virtuoso: EndpointEngine, query: NamedQuery
) -> None:
    found = read(virtuoso.query_named(query.text))
    is_same = found == read(embedded.query_named(query.text))
    assert is_same, f"write it otherwise, or put into its header: {MARK}"


@pytest.mark.parametrize("query", WRONG, ids=lambda query: query.name)
def test_what_it_answers_wrongly_is_refused(
    virtuoso: EndpointEngine, query: NamedQuery
) -> None:
    with pytest.raises(CapabilityError, match="answers this query wrongly or not at"):
        virtuoso.query_named(query.text)


@pytest.mark.parametrize(
    "query",
    [
        pytest.param(
            query,
            id=query.name,
            marks=pytest.mark.xfail(
                reason="Virtuoso takes the query otherwise than SPARQL 1.1, or not",
                run=query.name not in ENDLESS,
            ),
        )
        for query in WRONG
    ],
)
def test_what_is_refused_would_be_wrong(
    embedded: EmbeddedEngine, worn_virtuoso: EndpointEngine, query: NamedQuery
) -> None:
    found = read(worn_virtuoso.query_named(query.text.replace(MARK, "")))
    # A difference of thousands of rows is not to be shown: that takes minutes.
    is_same = found == read(embedded.query_named(query.text))
    assert is_same


@pytest.mark.parametrize("question", QUESTIONS)
def test_typed_answers_are_the_same_or_refused(
    shipped_virtuoso: str, question: str
) -> None:
    ask = QUESTIONS[question]
    kg = open_graph(shipped_virtuoso, endpoint=SETTINGS)
    if question in REFUSED_QUESTIONS:
        with pytest.raises(CapabilityError, match="answers this query wrongly or not"):
            ask(kg)
    else:
        assert ask(kg) == ask(open_graph())


def test_rows_that_it_cuts_are_an_error(virtuoso: EndpointEngine) -> None:
    graph = shipped_graph().quads
    kinds = [str(quad.object) for quad in graph if quad.predicate.value == TYPE]
    treaty, claim = f"<{PREFIXES['gum']}Treaty>", f"<{PREFIXES['gum']}Claim>"
    assert kinds.count(treaty) * kinds.count(claim) > MOST_ROWS
    with pytest.raises(EndpointAnswerError, match="only a part"):
        virtuoso.select("SELECT * { ?t a gum:Treaty . ?c a gum:Claim }")


def test_graph_that_it_cuts_without_a_word_is_an_error(
    virtuoso: EndpointEngine,
) -> None:
    doubled = "CONSTRUCT { ?s ?p ?o . ?s <urn:p> ?o } WHERE { ?s ?p ?o }"
    with pytest.raises(EndpointAnswerError, match="where Virtuoso cuts a graph"):
        for _ in virtuoso.construct(doubled):
            pass


def test_whole_graph_is_no_error(virtuoso: EndpointEngine) -> None:
    whole = list(virtuoso.construct("CONSTRUCT WHERE { ?s ?p ?o }"))
    assert len(whole) == len(shipped_graph())
