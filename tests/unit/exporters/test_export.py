"""Six serializations of one graph hold the same triples, read by three parsers."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import TYPE_CHECKING, Final

import pyoxigraph as ox
import pytest
import rdflib
from pyld import jsonld

from gumru_kg.dataset import Dataset, load_dataset, shipped_graph
from gumru_kg.errors import DataError, FormatError
from gumru_kg.exporters import EXPORT_FORMATS, export
from gumru_kg.formats import RDF_FORMATS
from gumru_kg.namespaces import GID, GUM, SKOS

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
RDFLIB_NAMES: Final = {
    "turtle": "turtle",
    "trig": "trig",
    "ntriples": "nt",
    "nquads": "nquads",
    "jsonld": "json-ld",
    "rdfxml": "xml",
}
A, B, G = ox.NamedNode("urn:a"), ox.NamedNode("urn:b"), ox.NamedNode("urn:g")
VALUES: Final[tuple[ox.NamedNode | ox.Literal, ...]] = (
    ox.NamedNode(f"{GUM}Treaty"),
    ox.NamedNode(f"{GUM}date"),
    ox.NamedNode("http://example.org/a/b#c"),
    ox.NamedNode("urn:b"),
    ox.Literal("plain"),
    ox.Literal("id"),
    ox.Literal(""),
    ox.Literal('quote " backslash \\ new\nline tab\t <&> ]]>'),
    ox.Literal("Gümrü", language="tr"),
    ox.Literal("other", language="tr"),
    ox.Literal("Գյումրի", language="hy-latn-alalc97"),
    *(
        ox.Literal(
            text,
            datatype=ox.NamedNode(f"http://www.w3.org/2001/XMLSchema#{kind}"),
        )
        for text, kind in (
            ("01", "integer"),
            ("-7", "integer"),
            ("18", "integer"),
            ("12345678901234567890", "integer"),
            ("1", "boolean"),
            ("true", "boolean"),
            ("1.50", "decimal"),
            ("1e3", "double"),
            ("1920-12-02+04:00", "date"),
        )
    ),
)
AWKWARD: Final = Dataset(
    tuple(
        ox.Quad(ox.NamedNode(f"{GID}thing-x"), ox.NamedNode(predicate), value)
        for predicate in (
            f"{GUM}articleCount",
            f"{GUM}reciprocal",
            f"{GUM}date",
            f"{GUM}hasProvision",
            f"{GUM}unknown",
            f"{SKOS}prefLabel",
            f"{SKOS}note",
            "http://www.w3.org/1999/02/22-rdf-syntax-ns#type",
            "http://example.org/p",
            "urn:x:p",
        )
        for value in VALUES
    )
)


@pytest.fixture(scope="module")
def shipped() -> Dataset:
    return shipped_graph()


def read(data: bytes, name: str) -> set[ox.Quad]:
    return set(ox.parse(input=data, format=PARSERS[name]))


def read_with_rdflib(data: bytes, name: str) -> Dataset:
    graph = rdflib.Dataset()
    graph.parse(data=data, format=RDFLIB_NAMES[name])
    return Dataset.from_rdflib(graph)


def canonicalize(dataset: Dataset) -> set[str]:
    found = ox.Dataset(dataset)
    found.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    return {str(quad) for quad in found}


def test_every_format_of_the_table_is_exported() -> None:
    assert set(EXPORT_FORMATS) == set(RDF_FORMATS) == set(PARSERS)


@pytest.mark.parametrize("name", EXPORT_FORMATS)
def test_shipped_graph_is_the_same_in_every_format(shipped: Dataset, name: str) -> None:
    assert read(export(shipped, name), name) == set(shipped)


@pytest.mark.parametrize("name", EXPORT_FORMATS)
def test_awkward_values_are_the_same_in_every_format(name: str) -> None:
    assert read(export(AWKWARD, name), name) == set(AWKWARD)


# rdflib uses what it deprecates while it fills a data set.
@pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib")
@pytest.mark.parametrize("name", EXPORT_FORMATS)
def test_shipped_graph_is_the_same_to_rdflib(shipped: Dataset, name: str) -> None:
    found = {quad.triple for quad in read_with_rdflib(export(shipped, name), name)}
    # rdflib normalises some literals while it reads; what it makes of ours it would
    # make of the same triples in any format.
    expected = rdflib.Graph().parse(data=export(shipped, "ntriples"), format="nt")
    assert found == {quad.triple for quad in Dataset.from_rdflib(expected)}


@pytest.mark.parametrize("name", EXPORT_FORMATS)
def test_going_there_and_back_changes_no_byte(shipped: Dataset, name: str) -> None:
    once = export(shipped, name)
    again = Dataset(tuple(read(once, name)))
    assert export(again, name) == once


@pytest.mark.parametrize("name", EXPORT_FORMATS)
def test_order_of_the_quads_does_not_matter(shipped: Dataset, name: str) -> None:
    assert export(Dataset(shipped.quads[::-1]), name) == export(shipped, name)


@pytest.mark.slow
@pytest.mark.parametrize("name", EXPORT_FORMATS)
def test_bytes_do_not_depend_on_the_hash_seed(name: str) -> None:
    code = (
        "import hashlib\n"
        "from gumru_kg.dataset import shipped_graph\n"
        "from gumru_kg.exporters import export\n"
        f"print(hashlib.sha256(export(shipped_graph(), {name!r})).hexdigest())\n"
    )
    digests = {
        subprocess.run(
            [sys.executable, "-c", code],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("0", "1", "4242")
    }
    assert len(digests) == 1


def refuse_to_fetch(url: str, options: object) -> object:
    del options
    pytest.fail(f"{url} was fetched")


@pytest.mark.parametrize("dataset", [AWKWARD, None], ids=["awkward", "shipped"])
def test_pyld_reads_the_same_triples_and_fetches_nothing(
    shipped: Dataset, dataset: Dataset | None
) -> None:
    given = shipped if dataset is None else dataset
    document = json.loads(export(given, "jsonld"))
    expanded = jsonld.expand(document, {"documentLoader": refuse_to_fetch})
    again = json.dumps(expanded, ensure_ascii=False).encode()
    assert read(again, "jsonld") == set(given)


def test_json_ld_is_compact(shipped: Dataset) -> None:
    document = json.loads(export(shipped, "jsonld"))
    nodes = {node["id"]: node for node in document["@graph"]}
    treaty = nodes["gid:treaty-gumru-1920"]
    assert treaty["type"] == "Treaty"
    assert treaty["prefLabel"]["tr"].startswith("Gümrü Antlaşması")
    assert treaty["legalStatus"] == "gv:status.not-in-force"
    assert treaty["signedOn"] == "1920-12-02/1920-12-03"
    assert "gid:agent-armenia-1918" in treaty["party"]


def test_json_ld_has_sorted_keys(shipped: Dataset) -> None:
    data = export(shipped, "jsonld")
    document = json.loads(data)
    text = json.dumps(document, ensure_ascii=False, indent=1, sort_keys=True)
    assert data.decode() == text + "\n"


@pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib")
def test_blank_nodes_get_the_same_names_each_time(tmp_path: Path) -> None:
    path = tmp_path / "a.ttl"
    path.write_text("<urn:a> <urn:b> [ <urn:c> 1 ], [ <urn:c> (2 3) ] .", "utf-8")
    for name in EXPORT_FORMATS:
        first, again = load_dataset(path), load_dataset(path)
        assert first.quads != again.quads
        assert export(first, name) == export(again, name)
        back = read_with_rdflib(export(first, name), name)
        assert canonicalize(back) == canonicalize(first)


@pytest.mark.parametrize("name", ["trig", "nquads", "jsonld"])
def test_graph_names_are_kept_where_the_format_has_them(name: str) -> None:
    quads = {
        ox.Quad(A, B, A),
        ox.Quad(A, B, B, G),
        ox.Quad(G, B, A),
        ox.Quad(B, B, B, A),
    }
    assert read(export(Dataset(tuple(quads)), name), name) == quads


@pytest.mark.parametrize("name", ["turtle", "ntriples", "rdfxml"])
def test_graphs_are_joined_where_the_format_has_no_names(name: str) -> None:
    dataset = Dataset((ox.Quad(A, B, A), ox.Quad(A, B, A, G), ox.Quad(A, B, B, G)))
    assert read(export(dataset, name), name) == {ox.Quad(A, B, A), ox.Quad(A, B, B)}


@pytest.mark.parametrize("name", EXPORT_FORMATS)
def test_empty_graph_is_exported(name: str) -> None:
    assert read(export(Dataset(()), name), name) == set()


def test_unknown_format_is_told() -> None:
    with pytest.raises(FormatError, match="unknown format 'n3'"):
        export(Dataset(()), "n3")


def test_control_signs_are_refused_in_xml_alone() -> None:
    dataset = Dataset((ox.Quad(A, B, ox.Literal("\x01")),))
    with pytest.raises(DataError, match="which XML cannot"):
        export(dataset, "rdfxml")
    for name in set(EXPORT_FORMATS) - {"rdfxml"}:
        assert read(export(dataset, name), name) == set(dataset)


@pytest.mark.parametrize("name", ["rdfxml", "jsonld"])
def test_triple_terms_are_refused_where_there_are_none(name: str) -> None:
    dataset = Dataset((ox.Quad(A, B, ox.Triple(A, B, A)),))
    with pytest.raises(DataError, match="triple term"):
        export(dataset, name)


def test_iri_that_looks_like_a_curie_is_refused_in_json_ld() -> None:
    dataset = Dataset((ox.Quad(ox.NamedNode("gum:x"), B, A),))
    with pytest.raises(DataError, match="would read the IRI gum:x as a CURIE"):
        export(dataset, "jsonld")
