"""Data give the same report as text, as quads and to the reference."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest

from gumru_kg import open_graph
from gumru_kg.dataset import Dataset, load_dataset
from gumru_kg.errors import CapabilityError, DataError, FileError
from gumru_kg.namespaces import OWL
from gumru_kg.rdf_input import read_text
from gumru_kg.validation import ValidationReport, validate
from gumru_kg.validation.data_graph import DataGraph

SHAPES = Path(__file__).parents[1] / "shapes"
CONFORMING = SHAPES / "conforms.ttl"
BREAKING = sorted(SHAPES.glob("*/violates-*.ttl"))
PREFIXES = """
    @prefix ex: <https://example.org/> .
    @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
    @prefix sh: <http://www.w3.org/ns/shacl#> .
    @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""
CORE = """
    ex:shape a sh:NodeShape ; sh:targetClass ex:C ; sh:property ex:part .
    ex:part sh:path ex:p ; sh:maxCount 1 ; sh:nodeKind sh:Literal ;
        sh:datatype xsd:byte .
"""
QUERY = """
    ex:asked a sh:NodeShape ; sh:targetClass ex:C ; sh:sparql ex:query .
    ex:query sh:message "{?value} is a number."@en ;
        sh:select "SELECT $this ?value { $this ?p ?value FILTER(isNumeric(?value)) }" .
"""


def write(folder: Path, text: str, *, name: str = "data.ttl") -> Path:
    file = folder / name
    file.write_text(PREFIXES + text, "utf-8")
    return file


@pytest.fixture(params=[CORE, CORE + QUERY], ids=["core", "query"])
def shapes(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    return write(tmp_path, request.param, name="shapes.ttl")


def same(data: Path | list[Path], shapes: Path) -> ValidationReport:
    """Give the one report on files, on their quads and of the reference."""
    report = validate(data, shapes=shapes, engine="native")
    dataset = load_dataset(data)
    parsed = validate(dataset, shapes=shapes, engine="native")
    reference = validate(dataset, shapes=shapes, engine="pyshacl")
    assert report.to_json() == parsed.to_json() == reference.to_json()
    assert report.to_turtle() == parsed.to_turtle() == reference.to_turtle()
    return report


def is_text(*files: Path, is_ours: bool = False) -> bool:
    texts = [read_text(file) for file in files]
    return DataGraph(texts, is_ours=is_ours).write() is not None


@pytest.mark.parametrize("file", BREAKING, ids=lambda file: file.stem)
def test_what_breaks_a_shape_is_found_in_files_and_in_quads(
    file: Path, tmp_path: Path
) -> None:
    joined = tmp_path / "joined.ttl"
    joined.write_bytes(CONFORMING.read_bytes() + b"\n" + file.read_bytes())
    assert is_text(joined, is_ours=True)
    assert is_text(CONFORMING, file, is_ours=True)
    expected = validate(load_dataset([CONFORMING, file]))
    for report in (validate(joined), validate([CONFORMING, file])):
        assert report.to_json() == expected.to_json()
        assert report.to_turtle() == expected.to_turtle()


def test_literals_are_reported_as_the_file_has_them(
    tmp_path: Path, shapes: Path
) -> None:
    file = write(
        tmp_path,
        'ex:a a ex:C ; ex:p 007 , "300"^^xsd:byte , +1.50 , "1.0E3"^^xsd:float ;'
        ' rdfs:label 007 ; ex:q "x"@EN-gb .',
    )
    assert is_text(file)
    report = same(file, shapes)
    values = {result.value for result in report.results}
    assert f'"007"^^<{ox.Literal(1).datatype.value}>' in values
    assert report.results[0].focus_label == "007"


@pytest.mark.parametrize(
    "text",
    [
        "ex:a a ex:C ; ex:p ex:b . # an end without a line break",
        "_:x a ex:C ; ex:p ex:b . _:y a ex:C ; ex:p _:x , 1 .",
        "ex:a a ex:C ; ex:p ex:b , 1 ; ex:q ( 1 ex:b ) , [ a ex:D ] .",
        '@base <https://example.org/> . <a> a ex:C ; ex:p <b> , "<c>" .',
        'ex:a a ex:C ; ex:p "<<" , "--ltr" , "{| ~ |}" , "_:" .',
        "ex:a a ex:C ; ex:p <urn:~> , ex:a\\~b .",
    ],
)
def test_turtle_of_every_kind_is_read_like_quads(
    text: str, tmp_path: Path, shapes: Path
) -> None:
    assert same(write(tmp_path, text), shapes).results


@pytest.mark.parametrize("has_room", [True, False])
def test_large_data_are_handed_over_in_a_file_where_there_is_room(
    tmp_path: Path, shapes: Path, monkeypatch: pytest.MonkeyPatch, *, has_room: bool
) -> None:
    file = write(tmp_path, "ex:a a ex:C ; ex:p 007 , ex:b ; rdfs:label 'A' .")
    expected = same(file, shapes)
    folder = tmp_path / "temporary"
    if has_room:
        folder.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(folder))
    monkeypatch.setattr("gumru_kg.validation.native._LARGE", 0)
    assert same(file, shapes).to_json() == expected.to_json()
    assert not has_room or not list(folder.iterdir())


def test_blank_nodes_without_a_name_are_found(tmp_path: Path, shapes: Path) -> None:
    file = write(tmp_path, "[] a ex:C ; ex:p [ a ex:C ; ex:p () , ( 1 ) ] .")
    components = [
        sorted(result.component for result in validate(data, shapes=shapes).results)
        for data in (file, load_dataset(file))
    ]
    assert components[0] == components[1]
    assert len(components[0]) == 7


def test_blank_nodes_of_two_files_are_two(tmp_path: Path, shapes: Path) -> None:
    one = write(tmp_path, "_:x a ex:C ; ex:p 1 .", name="one.ttl")
    two = write(tmp_path, "_:x a ex:C ; ex:p 2 .", name="two.ttl")
    components = [r.component for r in validate([one, two], shapes=shapes).results]
    assert not [each for each in components if "MaxCount" in each]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("data.nt", "<urn:a> <urn:is> <urn:C> ."),
        ("data.trig", "GRAPH ex:g { ex:a a ex:C ; ex:p ex:b } ex:a ex:p ex:b ."),
        ("data.trig", "GRAPH ex:g { ex:a a ex:C } GRAPH ex:h { ex:a ex:p 01 }"),
    ],
)
def test_formats_are_read_like_quads(
    name: str, text: str, tmp_path: Path, shapes: Path
) -> None:
    file = tmp_path / name
    file.write_text(text if name.endswith("nt") else PREFIXES + text)
    assert is_text(file)
    same(file, shapes)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("ex:a ex:p <b> .", "an IRI is relative"),
        ("ex:a ex:p", "data.ttl:6"),
        ('ex:a ex:p """open', "data.ttl:6"),
        ("ex:a ex:p <<( ex:a ex:p 1 )>> .", "a triple term of RDF 1.2"),
        ("ex:a a ex:C ; ex:p 1 ~ ex:r .", "a triple term of RDF 1.2"),
        ("ex:a a ex:C ; ex:p 1 {| ex:q 2 |} .", "a triple term of RDF 1.2"),
        ('ex:a ex:p "x"@he--rtl .', "a direction of RDF 1.2"),
        ("foo:a ex:p 1 .", "foo"),
    ],
)
def test_faults_of_a_file_are_told_whatever_the_shapes(
    text: str, problem: str, tmp_path: Path, shapes: Path
) -> None:
    file = write(tmp_path, text)
    with pytest.raises(DataError, match=problem) as failure:
        validate(file, shapes=shapes)
    assert "\n" not in str(failure.value)


def test_a_prefix_of_one_file_does_not_serve_the_next(
    tmp_path: Path, shapes: Path
) -> None:
    one = write(tmp_path, "@prefix foo: <urn:> . foo:a ex:p 1 .", name="one.ttl")
    two = write(tmp_path, "foo:a ex:p 1 .", name="two.ttl")
    with pytest.raises(DataError, match=r"two\.ttl"):
        validate([one, two], shapes=shapes)


@pytest.mark.parametrize(
    "text",
    [
        # It names the ontology, and does not describe it.
        "ex:a ex:p <https://w3id.org/gumru/ont> , 'Ontology' .",
        # It describes the ontology, and a search for its type finds nothing.
        f"PREFIX o: <{OWL}O> <https://w3id.org/gumru/ont> a o:ntology .",
        "ex:a ex:p 1 .",
    ],
)
@pytest.mark.parametrize("query", ["", QUERY], ids=["core", "query"])
def test_the_vocabulary_is_read_along_if_the_data_lack_it(
    text: str, query: str, tmp_path: Path
) -> None:
    file = write(tmp_path, text)
    rules = CORE + (
        "<https://w3id.org/gumru/shapes#X> sh:targetClass"
        " <https://w3id.org/gumru/ont#Treaty> , skos:ConceptScheme ;"
        " sh:nodeKind sh:Literal ."
    )
    skos = "@prefix skos: <http://www.w3.org/2004/02/skos/core#> . "
    shapes = write(tmp_path, skos + rules + query, name="s.ttl")
    found = len(same(file, shapes).results)
    assert (found == 0) == ("ntology ." in text)


def test_a_store_is_validated_from_the_files_that_were_loaded(
    tmp_path: Path, shapes: Path
) -> None:
    from gumru_kg.engines.store_loading import load_store

    file = write(tmp_path, "ex:a a ex:C ; ex:p 007 , ex:b .")
    load_store(file, store=tmp_path / "store")
    place = f"store:{tmp_path / 'store'}"
    expected = same(file, shapes).to_json()
    assert open_graph(place).validate(shapes=shapes).to_json() == expected
    assert validate(place, shapes=shapes).to_json() == expected
    with pytest.raises(DataError, match="a store is validated by itself"):
        validate([place, file], shapes=shapes)


@pytest.mark.parametrize("data", [[], (), set(), iter(())])
def test_nothing_to_check_is_no_answer(
    data: list[Path], shapes: Path, tmp_path: Path
) -> None:
    for given in (data, tmp_path.glob("*.tll")):
        with pytest.raises(DataError, match="nothing to check; name a file") as failure:
            validate(given, shapes=shapes)
        assert "\n" not in str(failure.value)


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (ox.Dataset(), "pyoxigraph.Dataset"),
        (ox.Store(), "pyoxigraph.Store"),
        ({}, "dict"),
        (7, "int"),
        (None, "NoneType"),
        (b"data.ttl", "bytes"),
        ([Path("data.ttl"), 7], "list"),
    ],
)
def test_what_is_neither_a_file_nor_a_graph_is_told_by_its_type(
    data: Path, kind: str, shapes: Path
) -> None:
    for given in ((data, shapes), (CONFORMING, data)):
        if given[1] is None:
            continue
        with pytest.raises(DataError, match=f"^{kind}: is neither the path") as failure:
            validate(given[0], shapes=given[1])
        assert "\n" not in str(failure.value)


def test_a_graph_that_was_opened_may_be_given_as_it_is(
    tmp_path: Path, shapes: Path
) -> None:
    file = write(tmp_path, "ex:a a ex:C ; ex:p 007 , ex:b .")
    graph = open_graph(file)
    expected = validate(file, shapes=shapes, extra_shapes=None)
    assert validate(graph, shapes=open_graph(shapes)).to_json() == expected.to_json()
    assert graph.validate(shapes=shapes).to_json() == expected.to_json()
    with pytest.raises(CapabilityError, match="get the files, and validate"):
        validate(open_graph("http://127.0.0.1:1/sparql"))


@pytest.mark.parametrize(
    "address", ["https://example.org/sparql", "HTTP://e.org/a.ttl"]
)
def test_an_address_is_refused_with_what_to_do(address: str) -> None:
    with pytest.raises(FileError, match="nothing is fetched; get the files, and val"):
        validate([address])


def test_a_graph_behind_an_endpoint_says_what_to_do() -> None:
    graph = open_graph("http://127.0.0.1:1/sparql")
    with pytest.raises(CapabilityError, match="get the files, and validate"):
        graph.validate()


def test_an_opened_graph_is_validated_from_its_texts(tmp_path: Path) -> None:
    file = write(tmp_path, "ex:a a ex:C ; ex:p 007 , ex:b .")
    shapes = write(tmp_path, CORE, name="shapes.ttl")
    graph = open_graph(file)
    file.unlink()
    values = {result.value for result in graph.validate(shapes=shapes).results}
    assert f'"007"^^<{ox.Literal(1).datatype.value}>' in values
    assert open_graph(Dataset(())).validate(shapes=shapes).conforms
