"""A graph gives the same answers wherever it lies, and goes out as it came in."""

from __future__ import annotations

import gzip
import shutil
from typing import TYPE_CHECKING, Final

import pyoxigraph as ox
import pytest

from gumru_kg.dataset import Dataset, load_dataset
from gumru_kg.engines.store_loading import load_store
from gumru_kg.errors import DataError, EngineError
from gumru_kg.knowledge_graph import KnowledgeGraph, open_graph
from gumru_kg.named_queries import load_catalog
from gumru_kg.results import Solutions, Triples

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from gumru_kg.results import Answer

XSD: Final = "http://www.w3.org/2001/XMLSchema#"
# Each is rewritten by an index: some change their form, some their type.
LEXICAL_FORMS: Final = (
    f'"01"^^<{XSD}integer>',
    f'"+1"^^<{XSD}integer>',
    f'"300"^^<{XSD}byte>',
    f'"1"^^<{XSD}byte>',
    f'"5"^^<{XSD}nonNegativeInteger>',
    f'"0.50"^^<{XSD}decimal>',
    f'".5"^^<{XSD}decimal>',
    f'"1"^^<{XSD}boolean>',
    f'"1e0"^^<{XSD}double>',
    f'"INF"^^<{XSD}float>',
    f'"1920-12-02+04:00"^^<{XSD}date>',
    f'"1920-12-02T00:00:00.000Z"^^<{XSD}dateTime>',
    f'"P1Y12M"^^<{XSD}duration>',
    f'"1920"^^<{XSD}gYear>',
    f'"none"^^<{XSD}integer>',
    '"1920-12-02/1920-12-03"^^<http://id.loc.gov/datatypes/edtf/EDTF>',
    '"Gümrü"@tr',
    '"Ալեքսանդրապոլ"@hy-latn',
    '"a \\"quoted\\" \\\\ text\\n"',
    '""',
)
GRAPHS: Final = """
<urn:a> <urn:p> <urn:of-none> .
<urn:one> { <urn:a> <urn:p> 01, <urn:shared> . }
<urn:two> { <urn:b> <urn:p> 02 . <urn:a> <urn:p> <urn:shared> . }
"""


def open_memory(file: Path) -> KnowledgeGraph:
    return open_graph(load_dataset(file))


def open_folder(file: Path) -> KnowledgeGraph:
    folder = file.parent / "folder"
    folder.mkdir()
    shutil.copy(file, folder)
    return open_graph(folder)


def open_packed(file: Path) -> KnowledgeGraph:
    packed = file.with_name(f"{file.name}.gz")
    packed.write_bytes(gzip.compress(file.read_bytes()))
    return open_graph(packed)


def open_several(file: Path) -> KnowledgeGraph:
    other = file.with_name("other.nt")
    other.write_bytes(b"# nothing\n")
    return open_graph(other, str(file))


def open_stored(file: Path) -> KnowledgeGraph:
    store = file.parent / "of.store"
    load_store(file, store=store)
    return open_graph(f"store:{store}")


# Where a graph may lie. A new home joins the suite here.
HOMES: Final[dict[str, Callable[[Path], KnowledgeGraph]]] = {
    "memory": open_memory,
    "folder": open_folder,
    "packed": open_packed,
    "several": open_several,
    "store": open_stored,
}


@pytest.fixture(scope="module", params=HOMES)
def home(request: pytest.FixtureRequest) -> Callable[[Path], KnowledgeGraph]:
    """What opens a file of RDF in one of the homes."""
    return HOMES[request.param]


@pytest.fixture(scope="module")
def shipped(checkout: Path) -> KnowledgeGraph:
    """The plain file that all homes are compared with."""
    return open_graph(checkout / "data" / "gumru.ttl")


@pytest.fixture(scope="module")
def graph(
    home: Callable[[Path], KnowledgeGraph],
    checkout: Path,
    tmp_path_factory: pytest.TempPathFactory,
) -> KnowledgeGraph:
    file = tmp_path_factory.mktemp("home") / "gumru.ttl"
    shutil.copy(checkout / "data" / "gumru.ttl", file)
    return home(file)


def write(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, "utf-8")
    return path


def simplify(answer: Answer) -> object:
    if isinstance(answer, Solutions):
        return answer.variables, [list(row) for row in answer]
    return sorted(map(str, answer)) if isinstance(answer, Triples) else answer


@pytest.mark.parametrize("name", sorted(load_catalog()))
def test_named_query_has_one_answer(
    graph: KnowledgeGraph, shipped: KnowledgeGraph, name: str
) -> None:
    assert simplify(graph.query(name)) == simplify(shipped.query(name))


def test_typed_answers_are_the_same(
    graph: KnowledgeGraph, shipped: KnowledgeGraph
) -> None:
    assert graph.treaties(lang="tr") == shipped.treaties(lang="tr")
    assert graph.treaty("gumru-1920") == shipped.treaty("gumru-1920")
    assert graph.provisions("kars-1921") == shipped.provisions("kars-1921")
    assert graph.claims("gumru-1920") == shipped.claims("gumru-1920")
    assert graph.events() == shipped.events()
    assert graph.disputed() == shipped.disputed()
    assert graph.info() == shipped.info()
    assert graph.resolve("Gümrü Antlaşması") == shipped.resolve("Gümrü Antlaşması")


def test_export_has_the_same_bytes(
    graph: KnowledgeGraph, shipped: KnowledgeGraph
) -> None:
    assert graph.export("nquads") == shipped.export("nquads")
    assert set(graph.dataset) == set(shipped.dataset)


def test_lexical_forms_go_out_as_they_came_in(
    home: Callable[[Path], KnowledgeGraph], tmp_path: Path
) -> None:
    lines = [
        f"<urn:s{number:02}> <urn:p> {form} .\n"
        for number, form in enumerate(LEXICAL_FORMS)
    ]
    graph = home(write(tmp_path, "a.nt", "".join(lines)))
    exported = graph.export("nquads").decode().splitlines(keepends=True)
    assert sorted(exported) == sorted(lines)
    # The index is asked, all the same.
    assert graph.ask("ASK { <urn:s00> <urn:p> 1 }")


def test_export_of_an_index_alone_would_be_another_graph(tmp_path: Path) -> None:
    file = write(tmp_path, "a.nt", f'<urn:s> <urn:p> "01"^^<{XSD}integer> .\n')
    store = ox.Store()
    store.load(path=str(file), format=ox.RdfFormat.N_TRIPLES)
    assert Dataset(tuple(store)) != load_dataset(file)


def test_default_graph_is_the_union_of_all_and_named_ones_stay_apart(
    home: Callable[[Path], KnowledgeGraph], tmp_path: Path
) -> None:
    graph = home(write(tmp_path, "a.trig", GRAPHS))
    rows = graph.select("SELECT ?s ?o { ?s ?p ?o }")
    assert len(list(rows)) == 4
    assert len(list(graph.select("SELECT * { GRAPH ?g { ?s ?p ?o } }"))) == 4
    assert len(list(graph.select("SELECT * FROM <urn:two> { ?s ?p ?o }"))) == 2
    assert len(graph.dataset) == 5


def test_blank_nodes_keep_their_statements(
    home: Callable[[Path], KnowledgeGraph], tmp_path: Path
) -> None:
    text = "_:x <urn:p> _:y . _:y <urn:p> _:x . [] <urn:q> 1 ."
    graph = home(write(tmp_path, "a.ttl", text))
    assert graph.ask("ASK { ?x <urn:p> ?y . ?y <urn:p> ?x . FILTER(?x != ?y) }")
    assert len(graph.dataset) == 3


def test_report_of_a_store_tells_of_the_original(tmp_path: Path) -> None:
    text = (
        "@prefix gum: <https://w3id.org/gumru/ont#> .\n"
        "<https://w3id.org/gumru/id/treaty-x> a gum:Treaty ; gum:articleCount 01 .\n"
    )
    file = write(tmp_path, "a.ttl", text)
    stored = open_stored(file)
    assert not stored.validate().conforms
    assert stored.validate().to_text() == open_graph(file).validate().to_text()


def test_blank_nodes_of_several_files_stay_apart_in_a_store(tmp_path: Path) -> None:
    for name in ("a.ttl", "b.ttl"):
        write(tmp_path, name, "_:x <urn:p> 1 .")
    load_store(tmp_path, store=tmp_path / "of.store")
    graph = open_graph(f"store:{tmp_path / 'of.store'}")
    assert len(list(graph.select("SELECT DISTINCT ?x { ?x ?p ?o }"))) == 2
    assert len(graph.dataset) == 2


def test_store_is_read_only(tmp_path: Path) -> None:
    load_store(write(tmp_path, "a.ttl", "<urn:a> <urn:b> 1 ."), store=tmp_path / "s")
    opened = [open_graph(f"store:{tmp_path / 's'}") for _ in range(2)]
    for graph in opened:
        assert graph.ask("ASK { <urn:a> ?p ?o }")
        with pytest.raises((EngineError, ValueError)):
            graph.sparql("DELETE WHERE { ?s ?p ?o }")


def test_store_is_opened_by_itself(tmp_path: Path) -> None:
    file = write(tmp_path, "a.ttl", "<urn:a> <urn:b> 1 .")
    load_store(file, store=tmp_path / "s")
    with pytest.raises(DataError, match="a store is opened by itself"):
        open_graph(f"store:{tmp_path / 's'}", file)
    assert open_graph([f"store:{tmp_path / 's'}"]).ask("ASK { <urn:a> ?p ?o }")
