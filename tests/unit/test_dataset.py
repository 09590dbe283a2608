"""Data sets keep their quads, each once."""

from __future__ import annotations

import os
import threading
from typing import TYPE_CHECKING

import pyoxigraph as ox
import pytest
import rdflib

from gumru_kg.dataset import Dataset, index_files, load_dataset, shipped_graph
from gumru_kg.errors import DataError

if TYPE_CHECKING:
    from pathlib import Path

A, B = ox.NamedNode("urn:a"), ox.NamedNode("urn:b")


def test_shipped_graph_has_no_blank_node_and_no_named_graph() -> None:
    dataset = shipped_graph()
    assert len(dataset) > 500
    assert not dataset.has_blank_nodes()
    assert not dataset.has_named_graphs()


def test_shipped_graph_survives_rdflib_unchanged() -> None:
    dataset = shipped_graph()
    assert set(Dataset.from_rdflib(dataset.to_rdflib())) == set(dataset)


def test_files_are_joined_and_repeated_quads_left_out(tmp_path: Path) -> None:
    (tmp_path / "a.ttl").write_text("<urn:a> <urn:b> 1, 2 .", "utf-8")
    (tmp_path / "b.nt").write_text('<urn:a> <urn:b> "x" .\n' * 2, "utf-8")
    paths = [tmp_path / "a.ttl", tmp_path / "b.nt", tmp_path / "a.ttl"]
    assert len(load_dataset(paths)) == 3


def test_blank_nodes_of_two_files_stay_apart(tmp_path: Path) -> None:
    for name in ("a.ttl", "b.ttl"):
        (tmp_path / name).write_text("_:x <urn:b> 1 ; <urn:c> _:x .", "utf-8")
    together = load_dataset([tmp_path / "a.ttl", tmp_path / "b.ttl"])
    assert len(together) == 4
    assert len({quad.subject for quad in together}) == 2
    assert all(
        quad.subject == quad.object
        for quad in together
        if isinstance(quad.object, ox.BlankNode)
    )


def test_one_path_may_be_given_alone(tmp_path: Path) -> None:
    path = tmp_path / "a.ttl"
    path.write_text("_:x <urn:b> 1 .", "utf-8")
    (quad,) = load_dataset(path)
    assert quad.subject == ox.BlankNode("x")


def test_named_graphs_become_one_graph_of_rdflib_or_stay_apart() -> None:
    dataset = Dataset((ox.Quad(A, B, A), ox.Quad(A, B, B, A)))
    assert dataset.has_named_graphs()
    assert len(dataset.to_rdflib()) == 2
    names = {
        graph.identifier for graph in dataset.to_rdflib_dataset().graphs() if graph
    }
    assert rdflib.URIRef("urn:a") in names
    assert set(Dataset.from_rdflib(dataset.to_rdflib_dataset())) == set(dataset)


def test_graph_of_rdflib_comes_sorted() -> None:
    graph = rdflib.Graph().parse(data="<urn:b> <urn:b> 2 . <urn:a> <urn:b> 1 .")
    assert [str(q.subject) for q in Dataset.from_rdflib(graph)] == [
        "<urn:a>",
        "<urn:b>",
    ]


def test_blank_nodes_are_found_within_triple_terms() -> None:
    nested = ox.Triple(A, B, ox.Triple(A, B, ox.BlankNode("x")))
    assert Dataset((ox.Quad(*nested),)).has_blank_nodes()
    assert not Dataset((ox.Quad(A, B, ox.Literal("_:x")),)).has_blank_nodes()


@pytest.mark.parametrize(
    "triple",
    [
        (rdflib.URIRef("urn:a"), rdflib.URIRef("not an iri"), rdflib.Literal("x")),
        (rdflib.URIRef("relative"), rdflib.URIRef("urn:b"), rdflib.Literal("x")),
        (rdflib.Literal("x"), rdflib.URIRef("urn:b"), rdflib.Literal("x")),
        (rdflib.URIRef("urn:a"), rdflib.BNode("b"), rdflib.Literal("x")),
        (rdflib.URIRef("urn:a"), rdflib.URIRef("urn:b"), rdflib.Variable("v")),
        (rdflib.URIRef("urn:a"), rdflib.URIRef("urn:b"), rdflib.Literal("\ud800")),
    ],
)
def test_what_is_no_rdf_is_refused(
    triple: tuple[rdflib.term.Node, rdflib.term.Node, rdflib.term.Node],
) -> None:
    graph = rdflib.Graph()
    graph.add(triple)
    with pytest.raises(DataError):
        Dataset.from_rdflib(graph)


def test_rdf_1_2_is_no_term_of_rdflib() -> None:
    nested = ox.Quad(A, B, ox.Triple(A, B, A))
    with pytest.raises(DataError, match=r"triple term of RDF 1\.2"):
        Dataset((nested,)).to_rdflib()
    direction = ox.Literal("x", language="ar", direction=ox.BaseDirection.RTL)
    with pytest.raises(DataError, match=r"direction of RDF 1\.2"):
        Dataset((ox.Quad(A, B, direction),)).to_rdflib()


def test_index_and_quads_come_from_one_reading(tmp_path: Path) -> None:
    path = tmp_path / "a.ttl"
    path.write_text('<urn:a> <urn:b> 01, "x"@TR .', "utf-8")
    indexed = index_files(path)
    path.write_text("no RDF any more", "utf-8")
    values = {str(quad.object) for quad in indexed.to_dataset()}
    assert values == {'"01"^^<http://www.w3.org/2001/XMLSchema#integer>', '"x"@tr'}
    assert len(indexed.store) == 2


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no such pipes here")
def test_pipe_is_read_once(tmp_path: Path) -> None:
    path = tmp_path / "a.ttl"
    os.mkfifo(path)
    writer = threading.Thread(
        target=path.write_text, args=("<urn:a> <urn:b> 1 .", "utf-8")
    )
    writer.start()
    indexed = index_files(path)
    writer.join()
    assert len(indexed.to_dataset()) == len(indexed.store) == 1


def test_index_names_blank_nodes_of_a_single_file_as_it_does(tmp_path: Path) -> None:
    path = tmp_path / "a.ttl"
    path.write_text("_:x <urn:b> 1 .", "utf-8")
    (quad,) = index_files(path).store
    assert quad.subject == ox.BlankNode("x")


def test_index_keeps_blank_nodes_of_two_files_apart(tmp_path: Path) -> None:
    for name in ("a.ttl", "b.ttl"):
        (tmp_path / name).write_text("_:x <urn:b> 1 .", "utf-8")
    indexed = index_files([tmp_path / "a.ttl", tmp_path / "b.ttl"])
    assert len(indexed.store) == len(indexed.to_dataset()) == 2


def test_fault_of_a_file_is_told_when_it_is_indexed(tmp_path: Path) -> None:
    path = tmp_path / "a.ttl"
    path.write_text("<urn:a> <urn:b> 1 .\n<urn:a> ;", "utf-8")
    with pytest.raises(DataError, match=r"a\.ttl:2:9: .*; mend the file"):
        index_files(path)
    path.write_bytes(b'<urn:a> <urn:b> """' + (b"x" * 999 + b"\n") * 20_000)
    with pytest.raises(DataError, match=r"a\.ttl:\d+: has a value of some 10 MB"):
        index_files(path)
