"""rdflib's store ``gumru`` answers as rdflib's own store in memory does."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING, Any, Final

import pyshacl
import pytest
import rdflib
from rdflib import RDF, SKOS, BNode, Graph, Literal, Namespace, URIRef, Variable
from rdflib.compare import isomorphic
from rdflib.plugins.sparql import prepareQuery
from rdflib.store import VALID_STORE, Store
from rdflib.void import generateVoID

import gumru_kg
from gumru_kg.engines.store_loading import load_store
from gumru_kg.errors import (
    DataError,
    EndpointError,
    FileError,
    QueryError,
    QuerySyntaxError,
    ReadOnlyError,
)

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

# rdflib uses what it deprecates while it fills and reads a data set.
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib")

GUM: Final = Namespace("https://w3id.org/gumru/ont#")
GID: Final = Namespace("https://w3id.org/gumru/id/")
EX: Final = Namespace("urn:x:")
TRIG: Final = """
@prefix : <urn:x:> . @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
:a :p :b , "01"^^xsd:integer , "x"@EN , _:n . :a :q "1.50"^^xsd:decimal , "x" .
:g1 { :a :p :b , :c . _:n :p "deep" . :b :next :c . :c :next :d . }
:g2 { :a :p :b . :c :q :b , "2020-01-01T00:00:00.000Z"^^xsd:dateTime . }
_:h { :c :p "in a nameless graph" . }
"""
TERMS: Final[dict[str, tuple[Any, ...]]] = {
    "subject": (None, EX.a, EX.c, EX.none, Literal("x")),
    "predicate": (None, EX.p, EX.q, EX.none),
    "object": (
        None,
        EX.b,
        Literal("x"),
        Literal("x", datatype=rdflib.XSD.string),
        Literal("x", lang="en"),
        Literal("01", datatype=rdflib.XSD.integer, normalize=False),
        Literal(1),
        URIRef("no iri"),
    ),
}
PATTERNS: Final = list(itertools.product(*TERMS.values()))


@pytest.fixture(scope="module")
def shipped() -> Graph:
    return Graph(store="gumru")


@pytest.fixture(scope="module")
def memory() -> Graph:
    """The shipped graph in rdflib's own store."""
    return gumru_kg.open_graph().to_rdflib()


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("store") / "data.trig"
    path.write_text(TRIG, "utf-8")
    return path


@pytest.fixture(scope="module")
def ours(file: Path) -> rdflib.Dataset:
    dataset = rdflib.Dataset(store="gumru")
    dataset.open(str(file))
    return dataset


@pytest.fixture(scope="module")
def theirs(file: Path) -> rdflib.Dataset:
    """The same quads in rdflib's own store."""
    return gumru_kg.open_graph(file).to_rdflib_dataset()


def read(rows: Any) -> list[tuple[str, ...]]:  # noqa: ANN401 - of many kinds
    """Write terms so that blank nodes are alike, each row once."""
    return sorted(
        {
            tuple("_" if isinstance(term, BNode) else repr(term) for term in row)
            for row in rows
        }
    )


def names(graphs: Any) -> set[str]:  # noqa: ANN401 - generators of graphs
    return {
        "_" if isinstance(graph.identifier, BNode) else str(graph.identifier)
        for graph in graphs
    }


def test_shipped_graph_is_what_the_file_holds(shipped: Graph, memory: Graph) -> None:
    assert len(shipped) == len(memory)
    assert set(shipped) == set(memory)


def test_plugin_is_registered_by_name() -> None:
    store = rdflib.plugin.get("gumru", Store)
    assert store.__module__ == "gumru_kg.rdflib_store"
    assert (store.context_aware, store.graph_aware) == (True, True)


def test_reading_by_rdflib_finds_what_it_finds_in_memory(
    shipped: Graph, memory: Graph
) -> None:
    treaty = GID["treaty-gumru-1920"]
    for graph in (shipped, memory):
        assert str(graph.value(treaty, GUM.signedOn)) == "1920-12-02/1920-12-03"
    path = GUM.hasText / GUM.hasClause / GUM.number
    assert set(shipped.objects(treaty, path)) == set(memory.objects(treaty, path))
    assert set(shipped.transitive_subjects(rdflib.RDFS.subClassOf, GUM.Event)) == set(
        memory.transitive_subjects(rdflib.RDFS.subClassOf, GUM.Event)
    )
    assert set(shipped.subjects(RDF.type, [GUM.Person, GUM.Place])) == set(
        memory.subjects(RDF.type, [GUM.Person, GUM.Place])
    )
    assert isomorphic(shipped.cbd(treaty), memory.cbd(treaty))


@pytest.mark.parametrize("pattern", PATTERNS, ids=str)
def test_patterns_find_the_same_triples(
    ours: rdflib.Dataset, theirs: rdflib.Dataset, pattern: tuple[Any, Any, Any]
) -> None:
    found, expected = ours.triples(pattern), theirs.triples(pattern)
    # To rdflib a plain literal and one of xsd:string are two.
    if pattern[2] == Literal("x", datatype=rdflib.XSD.string):
        expected = theirs.triples((*pattern[:2], Literal("x")))
    assert read(found) == read(expected)
    for name in (EX.g1, EX.g2, EX.none):
        mine, other = ours.graph(name), theirs.get_context(name)
        if pattern[2] != Literal("x", datatype=rdflib.XSD.string):
            assert read(mine.triples(pattern)) == read(other.triples(pattern))


def test_quads_and_sizes_are_the_same(
    ours: rdflib.Dataset, theirs: rdflib.Dataset
) -> None:
    assert read(ours.quads()) == read(theirs.quads())
    assert read(ours) == read(theirs)
    assert len(ours) == len(theirs)
    for name in (EX.g1, EX.g2, EX.none):
        assert len(ours.graph(name)) == len(theirs.get_context(name))
    assert len(ours.default_graph) == len(theirs.default_graph) == 6


def test_graphs_are_listed_and_found_by_what_they_hold(ours: rdflib.Dataset) -> None:
    default = "urn:x-rdflib:default"
    assert names(ours.graphs()) == {default, "urn:x:g1", "urn:x:g2", "_"}
    store = ours.store
    assert names(store.contexts((EX.a, EX.p, EX.b))) == {
        default,
        "urn:x:g1",
        "urn:x:g2",
    }
    some: Any = (EX.c, None, None)
    assert names(store.contexts(some)) == {"urn:x:g1", "urn:x:g2", "_"}
    for graph in ours.graphs():
        assert len(graph) == len(list(graph)) > 0


def test_triple_of_several_graphs_comes_once_with_all_of_them(
    ours: rdflib.Dataset,
) -> None:
    ((_, graphs),) = ours.store.triples((EX.a, EX.p, EX.b), None)
    assert len(list(graphs)) == 3
    assert (EX.a, EX.p, EX.b, EX.g1) in ours
    assert (EX.a, EX.p, EX.c, EX.g2) not in ours


def test_graph_without_a_name_is_the_union_of_all(file: Path) -> None:
    graph = Graph(store="gumru")
    assert graph.open(str(file)) == VALID_STORE
    union = rdflib.Dataset(store=graph.store, default_union=True)
    assert len(graph) == len(list(graph)) == len(list(union.triples((None,) * 3)))
    assert (EX.c, EX.next, EX.d) in graph


def test_lexical_forms_are_those_of_the_file(ours: rdflib.Dataset) -> None:
    texts = {str(value) for value in ours.objects(None, None)}
    assert {"01", "1.50"} <= texts
    graph = ours.graph(EX.g2)
    assert "2020-01-01T00:00:00.000Z" in {str(value) for value in graph.objects()}


@pytest.mark.parametrize("format", ["trig", "nquads", "json-ld", "trix"])
def test_data_set_is_serialized_as_from_the_store_in_memory(
    tmp_path: Path, format: str
) -> None:
    # To write JSON-LD rdflib adds what is in a nameless graph to the default graph.
    text = TRIG.partition("_:h")[0] if format == "json-ld" else TRIG
    (tmp_path / "data.trig").write_text(text, "utf-8")
    written = []
    for dataset in (
        _open(tmp_path / "data.trig"),
        gumru_kg.open_graph(tmp_path / "data.trig").to_rdflib_dataset(),
    ):
        again = rdflib.Dataset()
        again.parse(data=dataset.serialize(format=format), format=format)
        written.append(read(again.quads()))
    assert written[0] == written[1]


def test_serialization_uses_the_prefixes_of_the_project(shipped: Graph) -> None:
    found = shipped.cbd(GID["place-kars"])
    for prefix, namespace in shipped.namespaces():
        found.bind(prefix, namespace)
    text = found.serialize(format="turtle")
    assert "gid:place-kars a gum:Place" in text
    assert shipped.qname(GUM.Treaty) == "gum:Treaty"


@pytest.mark.parametrize(
    ("override", "expected"), [(True, EX.two), (False, EX.one)], ids=str
)
def test_prefixes_are_bound_as_in_the_store_in_memory(
    override: bool,  # noqa: FBT001 - as rdflib declares it
    expected: URIRef,
) -> None:
    for store in ("gumru", "default"):
        graph = Graph(store=store, bind_namespaces="none")
        graph.bind("mine", EX.one)
        graph.bind("mine", EX.two, override=override, replace=True)
        assert graph.store.namespace("mine") == expected
        assert graph.store.prefix(expected) == "mine"
        assert ("mine", expected) in graph.namespaces()


# --- Queries.


def test_queries_go_to_the_engine_of_the_package(shipped: Graph) -> None:
    # Only it knows distances.
    rows = shipped.query(
        "SELECT ?metres { BIND(geof:distance("
        '"POINT(43.1 40.6)"^^geo:wktLiteral, "POINT(43.8 40.8)"^^geo:wktLiteral, '
        "uom:metre) AS ?metres) }"
    )
    (row,) = rows
    assert float(row.metres) > 50_000  # type: ignore[union-attr]  # the rows of this answer are known


QUERIES: Final = (
    "SELECT ?t ?l { ?t a gum:Treaty ; skos:prefLabel ?l } ORDER BY ?t ?l",
    "SELECT ?p (COUNT(*) AS ?n) { ?t gum:party ?p } GROUP BY ?p ORDER BY ?p",
    "SELECT ?t ?d { ?t a gum:Treaty OPTIONAL { ?t gum:signedOn ?d } } ORDER BY ?t",
    "ASK { gid:treaty-gumru-1920 gum:signedAt gid:place-gyumri }",
    "ASK { gid:treaty-gumru-1920 gum:signedAt gid:place-kars }",
    "CONSTRUCT { ?t skos:prefLabel ?l } WHERE { ?t a gum:Treaty ; skos:prefLabel ?l }",
)


@pytest.mark.parametrize("query", QUERIES)
def test_answers_are_those_of_the_engine_of_rdflib(
    shipped: Graph, memory: Graph, query: str
) -> None:
    found, expected = shipped.query(query), memory.query(query)
    assert found.type == expected.type
    assert found.vars == expected.vars
    assert found.askAnswer == expected.askAnswer
    if found.type == "CONSTRUCT":
        assert set(found) == set(expected)
    elif found.type == "SELECT":
        assert read(found) == read(expected)
        assert len(found.bindings) == len(expected.bindings)


BOUND: Final[dict[str, tuple[str, dict[str, Any]]]] = {
    "subject": ("SELECT ?s ?v { ?s skos:prefLabel ?v }", {"s": GID["place-kars"]}),
    "question mark": ("SELECT ?v { ?s skos:prefLabel ?v }", {"?s": GID["place-kars"]}),
    "variable": (
        "SELECT ?v { ?s skos:prefLabel ?v }",
        {Variable("s"): GID["place-kars"]},
    ),
    "filter only": (
        "SELECT ?s { ?s skos:prefLabel ?v FILTER(STR(?v) = STR(?name)) }",
        {"name": Literal('Kars" } #')},
    ),
    "filter": (
        "SELECT ?s ?v { ?s a gum:Place ; skos:prefLabel ?v FILTER(?v = ?name) }",
        {"name": Literal("Kars", lang="tr")},
    ),
    "ask": ("ASK WHERE { ?s a ?kind }", {"kind": GUM.Treaty}),
    "construct": (
        "CONSTRUCT { ?s a ?kind } WHERE { ?s a ?kind }",
        {"kind": GUM.Negotiation},
    ),
    "construct where": ("CONSTRUCT WHERE { ?s a ?kind }", {"kind": GUM.Negotiation}),
    "subquery": (
        "SELECT ?s { { SELECT ?s { ?s a gum:Place } } ?s skos:prefLabel ?v }",
        {"v": Literal("Kars", lang="tr")},
    ),
    "query in a bracket": (
        "SELECT ?s { SELECT ?s ?v { ?s skos:prefLabel ?v } }",
        {"s": GID["place-kars"]},
    ),
    "group": (
        "SELECT (COUNT(*) AS ?n) WHERE { ?s a ?kind } # all",
        {"kind": GUM.Treaty},
    ),
    "expression": (
        "SELECT ?s (IF(?kind = gum:Government, 1, 2) AS ?n) WHERE { ?s a ?kind }",
        {"kind": GUM.Government},
    ),
}


@pytest.mark.parametrize(("query", "values"), BOUND.values(), ids=BOUND)
def test_bound_variables_mean_what_they_mean_to_rdflib(
    shipped: Graph, memory: Graph, query: str, values: dict[str, Any]
) -> None:
    plain = {str(name).lstrip("?"): value for name, value in values.items()}
    found = shipped.query(query, initBindings=values)
    expected = memory.query(query, initBindings=plain)
    assert found.askAnswer == expected.askAnswer
    if found.askAnswer is None:
        assert read(found) == read(expected)


def test_pattern_of_an_expression_is_not_taken_for_that_of_the_query(
    shipped: Graph,
) -> None:
    query = "SELECT ?s (EXISTS { ?s gum:governs ?g } AS ?has) WHERE { ?s a ?kind }"
    rows = shipped.query(query, initBindings={"kind": GUM.Government})
    wanted = set(shipped.subjects(RDF.type, GUM.Government))
    assert {row[0] for row in rows} == wanted  # type: ignore[index]  # the rows of this answer are known


def test_prepared_query_is_answered(shipped: Graph) -> None:
    query = prepareQuery("SELECT ?l { ?s k:prefLabel ?l }", initNs={"k": SKOS})
    rows = shipped.query(query, initBindings={"s": GID["place-kars"]})
    assert Literal("Kars", lang="tr") in {row[0] for row in rows}  # type: ignore[index]  # the rows of this answer are known


def test_prefixes_of_the_graph_and_of_the_call_are_known(shipped: Graph) -> None:
    graph = Graph(store=shipped.store)
    graph.bind("mine", GUM)
    assert graph.query("ASK { ?t a mine:Treaty }").askAnswer
    assert shipped.query("ASK { ?t a o:Treaty }", initNs={"o": GUM}).askAnswer
    hostile: dict[str, Any] = {"o": "urn:x> SELECT"}
    with pytest.raises(QuerySyntaxError, match="prefix of 'o:Treaty' is not declared"):
        shipped.query("ASK { ?t a o:Treaty }", initNs=hostile)


def test_base_resolves_relative_iris(shipped: Graph) -> None:
    query = "ASK { <treaty-gumru-1920> a gum:Treaty }"
    assert shipped.query(query, base=str(GID)).askAnswer
    with pytest.raises(QueryError, match="is no IRI"):
        shipped.query(query, base="x> y")


def test_queries_see_the_graph_that_is_asked(ours: rdflib.Dataset) -> None:
    query = "SELECT ?s ?p ?o { ?s ?p ?o }"
    for name in (EX.g1, EX.g2, EX.none):
        graph = ours.graph(name)
        assert len(graph.query(query)) == len(graph)
    assert len(ours.default_graph.query(query)) == 6
    assert len(ours.query(query)) == 6
    union = rdflib.Dataset(store=ours.store, default_union=True)
    assert len(union.query(query)) == len(union)
    named = ours.query("SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } }")
    assert len(named) == 3
    one = ours.query("SELECT ?s FROM <urn:x:g1> { ?s ?p ?o }")
    assert len(one) == len(ours.graph(EX.g1))


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
        "ASK { ?s ?p ?o SERVICE SILENT <http://127.0.0.1:9/> { ?s ?p ?o } }",
    ],
)
def test_service_is_refused(shipped: Graph, query: str) -> None:
    with pytest.raises(QueryError, match="SERVICE is refused"):
        shipped.query(query)


def test_no_file_is_read_that_a_query_names(shipped: Graph, tmp_path: Path) -> None:
    (tmp_path / "secret.ttl").write_text("<urn:a> <urn:b> <urn:c> .", "utf-8")
    query = f"ASK FROM <{(tmp_path / 'secret.ttl').as_uri()}> {{ ?s ?p ?o }}"
    assert not shipped.query(query).askAnswer
    # The engine of rdflib reads it.
    assert rdflib.Dataset(default_union=True).query(query).askAnswer


def test_faulty_query_is_told_with_its_place(shipped: Graph) -> None:
    with pytest.raises(QuerySyntaxError, match="line 1, column"):
        shipped.query("SELECT * { ?s ?p ")


def test_blank_node_cannot_be_bound(shipped: Graph) -> None:
    with pytest.raises(QueryError, match="bind an IRI or a literal"):
        shipped.query("ASK { ?s ?p ?o }", initBindings={"s": BNode()})
    with pytest.raises(QueryError, match="is no name of a variable"):
        shipped.query("ASK { ?s ?p ?o }", initBindings={"s } {": EX.a})


def test_rows_are_found_while_they_are_read(shipped: Graph) -> None:
    pairs = "SELECT ?a ?b ?c { ?a a gum:Claim . ?b a gum:Claim . ?c a gum:Claim }"
    assert len(next(iter(shipped.query(pairs)))) == 3  # type: ignore[arg-type]  # narrower than what the library declares


# --- What others do with it.


def test_pyshacl_validates_it(shipped: Graph) -> None:
    shapes = Graph().parse(
        data="""
        @prefix gum: <https://w3id.org/gumru/ont#> .
        @prefix sh: <http://www.w3.org/ns/shacl#> .
        <urn:s> a sh:NodeShape ; sh:targetClass gum:Treaty ;
            sh:property <urn:text> , <urn:signing> .
        <urn:text> sh:path gum:hasText ; sh:minCount 1 .
        <urn:signing> sh:path gum:signing ; sh:maxCount 1 .
        """,
        format="turtle",
    )
    conforms, report, _ = pyshacl.validate(shipped, shacl_graph=shapes)
    treaties = set(shipped.subjects(RDF.type, GUM.Treaty))
    found = set(report.objects(None, rdflib.SH.focusNode))
    assert not conforms
    assert found == treaties - set(shipped.subjects(GUM.hasText))
    assert found


def test_statistics_of_rdflib_count_its_classes(shipped: Graph) -> None:
    described, _ = generateVoID(shipped)
    void = rdflib.VOID
    parts = described.subject_objects(void["class"])
    counts = {kind: described.value(part, void.entities) for part, kind in parts}
    assert int(counts[GUM.Claim]) == len(set(shipped.subjects(RDF.type, GUM.Claim)))


# --- Writes, and what cannot be opened.

CHANGES: Final[dict[str, Callable[[Graph], object]]] = {
    "add": lambda graph: graph.add((EX.a, EX.p, EX.b)),
    "addN": lambda graph: graph.addN([(EX.a, EX.p, EX.b, graph)]),
    "+=": lambda graph: graph.__iadd__([(EX.a, EX.p, EX.b)]),
    "set": lambda graph: graph.set((EX.a, EX.p, EX.b)),
    "remove": lambda graph: graph.remove((None, None, None)),
    "-=": lambda graph: graph.__isub__([(EX.a, EX.p, EX.b)]),
    "parse": lambda graph: graph.parse(data="<urn:a> <urn:b> 1 .", format="turtle"),
    "update": lambda graph: graph.update("INSERT DATA { <urn:a> <urn:b> 1 }"),
    "clear": lambda graph: graph.update("CLEAR ALL"),
    "destroy": lambda graph: graph.destroy("x"),
    "create": lambda graph: graph.store.create("x"),
    "open": lambda graph: graph.open("new", create=True),
    "collection": lambda graph: graph.collection(EX.list).append(EX.a),
    "remove_graph": lambda graph: graph.store.remove_graph(graph),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_changes_are_refused_in_one_line(
    shipped: Graph, change: Callable[[Graph], object]
) -> None:
    before = len(shipped)
    with pytest.raises(ReadOnlyError, match=r"is read-only: .*; copy it first") as told:
        change(shipped)
    assert "\n" not in str(told.value)
    assert isinstance(told.value, TypeError)
    assert len(shipped) == before


def test_file_folder_and_store_are_opened(file: Path, tmp_path: Path) -> None:
    load_store(file, store=tmp_path / "store")
    sizes = set()
    for place in (str(file), str(file.parent), f"store:{tmp_path / 'store'}"):
        graph = Graph(store="gumru")
        graph.open(place)
        assert {"01", "1.50"} <= {str(value) for value in graph.objects()}
        sizes.add(len(graph))
    assert len(sizes) == 1
    graph.open("")
    assert (GID["treaty-gumru-1920"], RDF.type, GUM.Treaty) in graph


def test_what_cannot_be_opened_is_told_and_changes_nothing(tmp_path: Path) -> None:
    (tmp_path / "bad.ttl").write_text("<urn:a> <urn:b>", "utf-8")
    graph = Graph(store="gumru")
    places: list[tuple[Any, type[Exception]]] = [
        (str(tmp_path / "none.ttl"), FileError),
        (str(tmp_path / "bad.ttl"), DataError),
        (("a", "b"), DataError),
        ("https://example.org/sparql", EndpointError),
    ]
    for place, error in places:
        with pytest.raises(error) as told:
            graph.open(place)
        assert "\n" not in str(told.value)
    assert (GID["treaty-gumru-1920"], RDF.type, GUM.Treaty) in graph


def test_data_set_goes_to_rdflib_and_back_without_a_loss(file: Path) -> None:
    kg = gumru_kg.open_graph(file)
    again = gumru_kg.open_graph(kg.to_rdflib_dataset())
    assert again.export("nquads") == kg.export("nquads")
    assert len(kg.to_rdflib_dataset()) == len(kg.to_rdflib())
    through_store = gumru_kg.open_graph(_open(file))
    assert through_store.export("nquads") == kg.export("nquads")


def _open(file: Path) -> rdflib.Dataset:
    dataset = rdflib.Dataset(store="gumru")
    dataset.open(str(file))
    return dataset
