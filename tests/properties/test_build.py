"""What holds for all graphs that are built."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st
from rdflib import Graph

from gumru_kg.editorial.derivation import accepted_triples, count, derive
from gumru_kg.editorial.manuscript import Manuscript
from gumru_kg.editorial.parts import Part
from gumru_kg.editorial.triples import PlainTriple, find_plain
from gumru_kg.namespaces import GID, GUM, GV, OA, RDF, SKOS, XSD
from gumru_kg.turtle import write_turtle
from tests.unit.editorial.workshop import PARTS, Workshop

if TYPE_CHECKING:
    from pathlib import Path
    from random import Random

SLUGS = st.from_regex(r"[a-z]{1,4}-[a-z0-9]{1,4}", fullmatch=True)
NODES = st.one_of(
    SLUGS.map(lambda slug: ox.NamedNode(GID + slug)),
    SLUGS.map(lambda slug: ox.NamedNode(f"{GV}status.{slug}")),
    st.sampled_from(
        [ox.NamedNode(f"{GUM}Treaty"), ox.NamedNode("http://a.example/?b=(c)")]
    ),
)
PREDICATES = st.sampled_from(
    [
        ox.NamedNode(iri)
        for iri in (
            f"{RDF}type",
            f"{SKOS}prefLabel",
            f"{GUM}party",
            f"{OA}start",
            f"{RDF}object",
        )
    ]
)
# Characters that RDF cannot hold are no characters: halves of surrogate pairs.
TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"))
LITERALS = st.one_of(
    TEXTS.map(ox.Literal),
    st.tuples(TEXTS, st.sampled_from(["en", "tr", "ota-arab"])).map(
        lambda pair: ox.Literal(pair[0], language=pair[1])
    ),
    st.integers().map(
        lambda number: ox.Literal(str(number), datatype=ox.NamedNode(f"{XSD}integer"))
    ),
    st.sampled_from(["007", "+1", "1.50", "true", "1"]).map(
        lambda text: ox.Literal(text, datatype=ox.NamedNode(f"{XSD}decimal"))
    ),
)
TRIPLES = st.builds(PlainTriple, NODES, PREDICATES, NODES | LITERALS)
GRAPHS = st.lists(TRIPLES, max_size=12)


@pytest.fixture
def workshop(tmp_path: Path, checkout: Path) -> Workshop:
    return Workshop(tmp_path, checkout / "ontology").write(PARTS)


def parse(content: bytes) -> set[PlainTriple | None]:
    quads = ox.parse(content, format=ox.RdfFormat.TURTLE)
    return {find_plain(quad.triple) for quad in quads}


@given(GRAPHS)
def test_what_is_written_is_read_back(triples: list[PlainTriple]) -> None:
    assert parse(write_turtle(triples, comment="A comment")) == set(triples)


@given(GRAPHS, st.randoms())
def test_the_order_and_repetition_of_triples_do_not_show(
    triples: list[PlainTriple], order: Random
) -> None:
    shuffled = [*triples, *triples[:3]]
    order.shuffle(shuffled)
    assert write_turtle(shuffled) == write_turtle(triples)


@given(GRAPHS)
def test_writing_what_was_read_gives_the_same_bytes(
    triples: list[PlainTriple],
) -> None:
    once = write_turtle(triples)
    assert write_turtle([t for t in parse(once) if t is not None]) == once


@given(GRAPHS)
def test_the_place_of_a_triple_is_a_line_that_holds_its_object(
    triples: list[PlainTriple],
) -> None:
    text = write_turtle(triples).decode()
    read = [find_plain(q.triple) for q in ox.parse(text, format=ox.RdfFormat.TURTLE)]
    plain = tuple(triple for triple in read if triple is not None)
    part = Part("a.ttl", text, plain)
    lines = text.split("\n")
    assert len(part.places) == len(plain)
    for triple, place in zip(plain, part.places, strict=True):
        alone = write_turtle([triple]).decode().rstrip(" .\n")
        assert alone.rpartition("\n")[2].split(" ", 2)[2] in lines[place.value - 1]
        subject = alone.rpartition("\n")[2].split(" ", 1)[0]
        assert lines[place.subject - 1].startswith(subject)


def test_a_build_adds_nothing_to_what_it_wrote(workshop: Workshop) -> None:
    workshop.build()
    text = workshop.out.read_text("utf-8")
    quads = list(ox.parse(text, format=ox.RdfFormat.TURTLE))
    triples = tuple(t for q in quads if (t := find_plain(q.triple)) is not None)
    manuscript = Manuscript([Part("gumru.ttl", text, triples)])
    assert accepted_triples(manuscript) <= set(triples)
    assert derive(manuscript) <= set(triples)
    without_count = {t for t in triples if not t.predicate.value.endswith("#triples")}
    assert count(without_count) <= set(triples)


def test_a_build_is_the_same_on_two_hash_seeds(
    workshop: Workshop, tmp_path: Path
) -> None:
    code = (
        "import sys; from pathlib import Path; from gumru_kg.editorial import build; "
        "build(Path(sys.argv[1]), ontology_dir=Path(sys.argv[2]), "
        "out=Path(sys.argv[3]))"
    )
    written = set()
    for seed in ("0", "1", "4242"):
        out = tmp_path / f"{seed}.ttl"
        subprocess.run(
            [
                sys.executable,
                "-c",
                code,
                workshop.parts_dir,
                workshop.ontology_dir,
                out,
            ],
            env={**os.environ, "PYTHONHASHSEED": seed},
            check=True,
        )
        written.add(out.read_bytes())
    assert len(written) == 1


def test_rdflib_reads_what_pyoxigraph_reads() -> None:
    triples = [
        PlainTriple(
            ox.NamedNode(f"{GID}place-test"),
            ox.NamedNode(f"{SKOS}altLabel"),
            ox.Literal('a "b" \\ \n\t\r ə Ա', language="en"),
        )
    ]
    graph = Graph().parse(data=write_turtle(triples), format="turtle")
    assert [str(value) for value in graph.objects()] == ['a "b" \\ \n\t\r ə Ա']
