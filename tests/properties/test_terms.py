"""Any term survives any way out of the package and back."""

from __future__ import annotations

import json

import pyoxigraph as ox
from hypothesis import given, settings
from hypothesis import strategies as st
from pyld import jsonld

from gumru_kg.dataset import Dataset
from gumru_kg.exporters import export
from gumru_kg.named_queries import parse_query
from gumru_kg.namespaces import GID, GUM, SKOS, XSD
from gumru_kg.rdflib_terms import from_rdflib_term, to_rdflib_term

# All of Unicode but NUL, which no text file holds, and halves of surrogate pairs.
TEXTS = st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]))
XML_TEXTS = st.text(
    st.characters(exclude_categories=["Cs", "Cc", "Cn"], include_characters="\t\n\r")
)
LEXICAL = st.one_of(
    TEXTS,
    st.sampled_from(
        ["01", "1", "true", "0.50", "1920-12-02+04:00", "24:00:00Z", "", " 1", "INF"]
    ),
)
DATATYPES = st.sampled_from(
    [
        *(
            f"{XSD}{name}"
            for name in (
                "integer",
                "boolean",
                "decimal",
                "double",
                "date",
                "dateTime",
                "byte",
                "string",
                "anyURI",
            )
        ),
        "http://id.loc.gov/datatypes/edtf/EDTF",
        "http://example.org/datatype",
    ]
).map(ox.NamedNode)
LANGUAGES = st.sampled_from(["en", "tr", "hy-latn-alalc97", "ota-arab", "EN-gb"])


def literals(texts: st.SearchStrategy[str]) -> st.SearchStrategy[ox.Literal]:
    return st.one_of(
        st.builds(ox.Literal, texts),
        st.builds(ox.Literal, texts, language=LANGUAGES),
        st.builds(ox.Literal, texts, datatype=DATATYPES),
    )


NODES = st.sampled_from(
    [
        ox.NamedNode(iri)
        for iri in (
            f"{GID}treaty-x",
            f"{GID}a.b",
            f"{GID}%20x",
            f"{GUM}Treaty",
            f"{GUM}type",
            f"{GUM}id",
            "http://example.org/ü?q=1#f",
            "urn:x:y",
            "mailto:a@b",
        )
    ]
)
PREDICATES = st.sampled_from(
    [
        ox.NamedNode(iri)
        for iri in (
            f"{GUM}articleCount",
            f"{GUM}date",
            f"{GUM}party",
            f"{GUM}content",
            f"{GUM}note",
            f"{SKOS}prefLabel",
            f"{SKOS}altLabel",
            f"{SKOS}note",
            "http://www.w3.org/1999/02/22-rdf-syntax-ns#type",
            "http://example.org/p",
        )
    ]
)


def datasets(texts: st.SearchStrategy[str]) -> st.SearchStrategy[Dataset]:
    values = st.one_of(NODES, literals(texts))
    quads = st.builds(ox.Quad, NODES, PREDICATES, values)
    return st.builds(Dataset, st.lists(quads, max_size=8).map(tuple))


@given(literals(LEXICAL))
def test_literals_survive_rdflib(literal: ox.Literal) -> None:
    assert from_rdflib_term(to_rdflib_term(literal)) == literal


@given(datasets(LEXICAL))
def test_data_sets_survive_rdflib(dataset: Dataset) -> None:
    assert set(Dataset.from_rdflib(dataset.to_rdflib())) == set(dataset)


@given(datasets(LEXICAL))
def test_data_sets_survive_every_text_format(dataset: Dataset) -> None:
    for name, parser in (
        ("turtle", ox.RdfFormat.TURTLE),
        ("trig", ox.RdfFormat.TRIG),
        ("ntriples", ox.RdfFormat.N_TRIPLES),
        ("nquads", ox.RdfFormat.N_QUADS),
        ("jsonld", ox.RdfFormat.JSON_LD),
    ):
        data = export(dataset, name)
        assert set(ox.parse(input=data, format=parser)) == set(dataset), name


@given(datasets(XML_TEXTS))
def test_data_sets_survive_xml(dataset: Dataset) -> None:
    data = export(dataset, "rdfxml")
    assert set(ox.parse(input=data, format=ox.RdfFormat.RDF_XML)) == set(dataset)


@settings(max_examples=50)
@given(datasets(LEXICAL))
def test_pyld_understands_our_json_ld(dataset: Dataset) -> None:
    expanded = jsonld.expand(json.loads(export(dataset, "jsonld")))
    data = json.dumps(expanded).encode()
    found = set(ox.parse(input=data, format=ox.RdfFormat.JSON_LD))
    assert found == set(dataset)


@given(datasets(LEXICAL), st.randoms(use_true_random=False))
def test_order_and_repetition_do_not_matter(dataset: Dataset, random: object) -> None:
    quads = [*dataset.quads, *dataset.quads]
    getattr(random, "shuffle")(quads)  # noqa: B009 - its type has no stub
    for name in ("turtle", "nquads", "jsonld"):
        assert export(Dataset(tuple(quads)), name) == export(dataset, name)


@given(TEXTS)
def test_no_text_breaks_out_of_its_parameter(text: str) -> None:
    query = parse_query(
        '#+ params: [word]\nSELECT ?word WHERE {\n  VALUES ?word { "x" }\n}',
        name="test/word",
    )
    found = ox.Store().query(query.bind({"word": text}))
    assert isinstance(found, ox.QuerySolutions)
    ((word,),) = found
    assert word == ox.Literal(text)


@given(st.text())
def test_no_iri_breaks_out_of_its_parameter(text: str) -> None:
    from gumru_kg.errors import QueryParameterError

    query = parse_query(
        "#+ params: [thing]\nSELECT ?thing WHERE {\n  VALUES ?thing { gid:x }\n}",
        name="test/thing",
    )
    try:
        bound = query.bind({"thing": f"urn:{text}"})
    except QueryParameterError:
        return
    try:
        found = ox.Store().query(bound, prefixes={"gid": GID})
    except SyntaxError:
        return
    assert isinstance(found, ox.QuerySolutions)
    ((thing,),) = found
    assert thing == ox.NamedNode(f"urn:{text}")
