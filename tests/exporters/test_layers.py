"""Every triple lies in one layer, and the layers can be had apart."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final

import pyoxigraph as ox
import pytest
import rdflib
from pyld import jsonld

from gumru_kg.dataset import Dataset, load_dataset
from gumru_kg.engines.embedded import EmbeddedEngine
from gumru_kg.errors import FormatError
from gumru_kg.exporters import EXPORT_FORMATS, export
from gumru_kg.exporters.layers import GRAPHS, LAYERS, PARTS, split_layers
from gumru_kg.knowledge_graph import KnowledgeGraph, open_graph
from gumru_kg.namespaces import GID, PREFIXES
from tests.exporters.hostile import HOSTILE

if TYPE_CHECKING:
    from pathlib import Path

PARSERS: Final = {
    "turtle": ox.RdfFormat.TURTLE,
    "trig": ox.RdfFormat.TRIG,
    "ntriples": ox.RdfFormat.N_TRIPLES,
    "nquads": ox.RdfFormat.N_QUADS,
    "jsonld": ox.RdfFormat.JSON_LD,
    "rdfxml": ox.RdfFormat.RDF_XML,
}
WITH_GRAPHS: Final = ("trig", "nquads", "jsonld")
HEAD: Final = "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in PREFIXES.items())


@pytest.fixture(scope="module")
def layers(shipped: Dataset) -> dict[str, frozenset[ox.Triple]]:
    return split_layers(shipped)


@pytest.fixture(scope="module")
def facts(shipped: Dataset) -> KnowledgeGraph:
    content = export(shipped, "nquads", only="facts")
    return open_graph(Dataset(tuple(ox.parse(content, PARSERS["nquads"]))))


@pytest.fixture(scope="module")
def alignments(checkout: Path) -> set[ox.Triple]:
    return {quad.triple for quad in load_dataset(checkout / "ontology" / "alignments")}


def read(content: bytes, name: str) -> set[ox.Quad]:
    return set(ox.parse(content, PARSERS[name]))


def triples_of(dataset: Dataset) -> set[ox.Triple]:
    return {quad.triple for quad in dataset}


def load(path: Path, text: str) -> Dataset:
    (path / "a.ttl").write_text(HEAD + text, "utf-8")
    return load_dataset(path / "a.ttl")


def subjects(triples: frozenset[ox.Triple]) -> set[str]:
    return {
        triple.subject.value.removeprefix(GID)
        for triple in triples
        if isinstance(triple.subject, ox.NamedNode)
    }


def test_every_triple_of_the_graph_lies_in_one_layer(
    shipped: Dataset, layers: dict[str, frozenset[ox.Triple]]
) -> None:
    assert tuple(layers) == LAYERS
    assert sum(map(len, layers.values())) == len(shipped)
    assert frozenset().union(*layers.values()) == triples_of(shipped)
    assert all(layers.values())


def test_every_alignment_lies_in_the_layer_of_alignments(
    shipped: Dataset, alignments: set[ox.Triple]
) -> None:
    quads = [ox.Quad(*triple) for triple in alignments]
    found = split_layers(Dataset((*shipped, *quads)))
    assert alignments <= found["alignments"]
    assert found["alignments"] - alignments == {
        triple
        for triple in triples_of(shipped)
        if triple.predicate.value.endswith("#subPropertyOf")
        and isinstance(triple.object, ox.NamedNode)
        and triple.object.value.startswith(PREFIXES["skos"])
    }


def test_both_parts_are_the_whole_graph_and_share_nothing(shipped: Dataset) -> None:
    assert sorted(name for part in PARTS.values() for name in part) == sorted(LAYERS)
    parts = [read(export(shipped, "nquads", only=part), "nquads") for part in PARTS]
    assert parts[0].isdisjoint(parts[1])
    assert parts[0] | parts[1] == set(shipped)


def test_no_claim_link_or_evidence_is_among_the_facts(facts: KnowledgeGraph) -> None:
    assert not facts.ask(
        "ASK { VALUES ?kind { gum:Claim gum:Question gum:Link gum:Source gum:Evidence "
        "oa:TextPositionSelector } ?thing a ?kind }"
    )


def test_facts_answer_what_a_reader_asks(facts: KnowledgeGraph) -> None:
    rows = facts.select(
        "SELECT ?date ?place ?status WHERE { gid:treaty-gumru-1920 gum:signedOn ?date ;"
        " gum:signedAt/skos:prefLabel ?place ; gum:legalStatus/skos:prefLabel ?status ."
        ' FILTER(LANG(?place) = "en" && LANG(?status) = "en") }'
    )
    (row,) = rows.dicts()
    assert row["date"] == "1920-12-02/1920-12-03"
    assert row["status"] == "never entered into force"


def test_provisions_that_no_accepted_claim_knows_are_no_facts(
    shipped: Dataset, facts: KnowledgeGraph
) -> None:
    whole = open_graph(shipped)
    accepted = {
        row["p"]
        for row in whole.select(
            "SELECT DISTINCT ?p { ?c gum:verdict gv:verdict.accepted . "
            "{ ?c rdf:subject ?p } UNION { ?c rdf:object ?p } "
            "?p a/rdfs:subClassOf* gum:Provision }"
        ).dicts()
    }
    kept = {
        row["p"]
        for row in facts.select(
            "SELECT ?p { ?p a/rdfs:subClassOf* gum:Provision }"
        ).dicts()
    }
    assert kept == accepted
    assert f"{GID}provision-gumru-1920-no-armenian-minority" not in kept
    assert not facts.ask("ASK { gid:status-batum-1918-in-force ?p ?o }")


def test_violence_that_sources_tell_of_is_no_fact(
    shipped: Dataset, facts: KnowledgeGraph
) -> None:
    told = [
        row["event"]
        for row in open_graph(shipped)
        .select(
            "SELECT DISTINCT ?event "
            "{ ?c rdf:predicate rdf:type ; rdf:object gum:Violence ; "
            "rdf:subject ?event }"
        )
        .dicts()
    ]
    assert told
    for event in told:
        assert not facts.ask(f"ASK {{ <{event}> ?p ?o }}")


def test_what_a_fact_shows_has_a_label_among_the_facts(
    layers: dict[str, frozenset[ox.Triple]], facts: KnowledgeGraph
) -> None:
    outside = subjects(layers["claims"]) | subjects(layers["sources"])
    shown = {
        triple.object.value.removeprefix(GID)
        for triple in layers["facts"]
        if isinstance(triple.object, ox.NamedNode)
        and triple.object.value.startswith(GID)
    }
    # The source of a geometry is cited, and described with the other sources.
    assert {name for name in shown & outside if not name.startswith("source-")} == set()
    assert len(facts.dataset) < len(layers["claims"])


@pytest.mark.parametrize("part", PARTS)
@pytest.mark.parametrize("name", EXPORT_FORMATS)
def test_part_is_the_same_in_every_serialization(
    shipped: Dataset, layers: dict[str, frozenset[ox.Triple]], name: str, part: str
) -> None:
    wanted = {triple for layer in PARTS[part] for triple in layers[layer]}
    content = export(shipped, name, only=part)
    assert {quad.triple for quad in read(content, name)} == wanted


@pytest.mark.parametrize("name", WITH_GRAPHS)
def test_named_graphs_are_together_the_graph_and_its_alignments(
    shipped: Dataset, alignments: set[ox.Triple], name: str
) -> None:
    quads = read(export(shipped, name, graphs=True), name)
    named = [quad for quad in quads if quad.graph_name != ox.DefaultGraph()]
    assert {quad.graph_name for quad in named} == set(GRAPHS.values())
    assert {quad.triple for quad in named} == triples_of(shipped) | alignments
    assert len(named) == len(triples_of(shipped) | alignments)


def test_graphs_are_asked_by_name_and_described(shipped: Dataset) -> None:
    content = export(shipped, "trig", graphs=True)
    engine = EmbeddedEngine.from_quads(read(content, "trig"))
    assert engine.ask(
        "ASK { GRAPH <https://w3id.org/gumru/data/claims> { ?c a gum:Claim } "
        "GRAPH <https://w3id.org/gumru/data/facts> { ?t a gum:Treaty } "
        "GRAPH <https://w3id.org/gumru/data/concepts> { gum:Treaty a owl:Class } }"
    )
    wrong = (
        "SELECT ?graph ?said { <https://w3id.org/gumru/data> void:subset ?graph . "
        "?graph a void:Dataset ; void:triples ?said . "
        "{ SELECT ?graph (COUNT(*) AS ?found) { GRAPH ?graph { ?s ?p ?o } } "
        "GROUP BY ?graph } FILTER(?said != ?found) }"
    )
    assert len(list(engine.select(wrong))) == 0
    described = "ASK { GRAPH ?g { ?s ?p ?o } FILTER NOT EXISTS { ?g a void:Dataset } }"
    assert not engine.ask(described)


# rdflib uses what it deprecates while it fills a data set.
@pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib")
def test_rdflib_reads_the_named_graphs(shipped: Dataset) -> None:
    found = rdflib.Dataset()
    found.parse(data=export(shipped, "nquads", graphs=True), format="nquads")
    layers = split_layers(shipped)
    for layer in ("facts", "claims", "sources", "concepts"):
        graph = found.graph(rdflib.URIRef(GRAPHS[layer].value))
        assert len(graph) == len(layers[layer])


@pytest.mark.slow
def test_pyld_reads_the_named_graphs(shipped: Dataset) -> None:
    document = json.loads(export(shipped, "jsonld", only="facts", graphs=True))
    expanded = json.dumps(jsonld.expand(document), ensure_ascii=False).encode()
    named = {q for q in read(expanded, "jsonld") if q.graph_name in GRAPHS.values()}
    layers = split_layers(shipped)
    for layer in ("facts", "concepts"):
        of_layer = {quad.triple for quad in named if quad.graph_name == GRAPHS[layer]}
        assert of_layer == layers[layer]


@pytest.mark.parametrize("name", WITH_GRAPHS)
def test_naming_graphs_again_changes_no_byte(shipped: Dataset, name: str) -> None:
    once = export(shipped, name, graphs=True)
    assert export(Dataset(tuple(read(once, name))), name, graphs=True) == once


def test_trig_with_graphs_is_the_same_each_time(shipped: Dataset) -> None:
    # The order in which its writer declares prefixes is not.
    quads = Dataset(tuple(read(export(shipped, "nquads", graphs=True), "nquads")))
    assert len({export(quads, "trig") for _ in range(3)}) == 1


def test_part_in_named_graphs_holds_the_graphs_of_the_part(shipped: Dataset) -> None:
    quads = read(export(shipped, "nquads", only="claims", graphs=True), "nquads")
    names = {quad.graph_name for quad in quads}
    assert names == {ox.DefaultGraph(), GRAPHS["claims"], GRAPHS["sources"]}


@pytest.mark.parametrize(
    ("name", "options", "told"),
    [
        ("turtle", {"graphs": True}, "turtle has no named graphs; use one of: trig"),
        ("rdfxml", {"graphs": True}, "rdfxml has no named graphs"),
        ("turtle", {"only": "fact"}, "no part 'fact'; use one of: facts, claims"),
        ("crm", {"only": "facts"}, "crm is of the whole graph"),
        ("jsonld-framed", {"graphs": True}, "jsonld-framed is of the whole graph"),
    ],
)
def test_what_has_no_parts_or_graphs_is_told(
    name: str, options: dict[str, str], told: str
) -> None:
    with pytest.raises(FormatError, match=told):
        export(Dataset(()), name, **options)  # type: ignore[arg-type]  # narrower than what the library declares


@pytest.mark.parametrize("name", EXPORT_FORMATS)
def test_parts_of_an_empty_graph_are_empty(name: str) -> None:
    for part in PARTS:
        assert read(export(Dataset(()), name, only=part), name) == set()


def test_empty_graph_has_no_named_graphs() -> None:
    assert export(Dataset(()), "nquads", graphs=True) == b""


def test_alignments_come_to_a_graph_with_the_ontology_only(tmp_path: Path) -> None:
    graph = load(tmp_path, "<urn:a> a gum:Treaty .")
    quads = read(export(graph, "nquads", graphs=True), "nquads")
    assert GRAPHS["alignments"] not in {quad.graph_name for quad in quads}


def test_blank_nodes_lie_with_what_points_to_them(tmp_path: Path) -> None:
    graph = load(
        tmp_path,
        """
        <urn:claim> a gum:Claim ; rdf:object [ <urn:p> [ <urn:p> "claimed" ] ] ;
            gum:evidence [ a gum:Evidence ; oa:hasSelector [ oa:start 1 ] ] .
        <urn:thing> <urn:p> [ <urn:p> "fact" ] , _:x .
        _:x <urn:p> _:y . _:y <urn:p> _:x . _:lone <urn:p> "lone" .
        """,
    )
    layers = split_layers(graph)
    assert sum(map(len, layers.values())) == len(graph)
    found = {
        str(triple.object): layer
        for layer, triples in layers.items()
        for triple in triples
        if isinstance(triple.object, ox.Literal)
    }
    assert found['"claimed"'] == "claims"
    assert found['"fact"'] == found['"lone"'] == "facts"
    assert found['"1"^^<http://www.w3.org/2001/XMLSchema#integer>'] == "sources"


def test_claimed_thing_is_a_fact_where_a_fact_leads_to_it(tmp_path: Path) -> None:
    graph = load(
        tmp_path,
        """
        <urn:c> a gum:Claim ; rdf:subject <urn:event> ; rdf:predicate gum:tookPlaceAt ;
            rdf:object <urn:place> ; gum:verdict gv:verdict.attributed .
        <urn:event> rdfs:label "told of" ; gum:participation <urn:part> .
        <urn:place> rdfs:label "known" . <urn:treaty> gum:signedAt <urn:place> .
        """,
    )
    layers = split_layers(graph)
    assert {"urn:place", "urn:treaty"} <= subjects(layers["facts"])
    assert "urn:event" in subjects(layers["claims"])
    assert "urn:event" not in subjects(layers["facts"])


def test_hostile_graph_is_sorted_into_layers_too() -> None:
    layers = split_layers(HOSTILE)
    assert sum(map(len, layers.values())) == len(HOSTILE)
    for part in PARTS:
        assert export(HOSTILE, "nquads", only=part)
    assert export(HOSTILE, "trig", graphs=True)
