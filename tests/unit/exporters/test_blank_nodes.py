"""Blank nodes are named by what is said of them, in bounded time."""

from __future__ import annotations

import random
from itertools import combinations, permutations, product
from typing import TYPE_CHECKING

import pyoxigraph as ox
import pytest

from gumru_kg.dataset import Dataset, load_dataset, rename_blank_nodes
from gumru_kg.errors import DataError
from gumru_kg.exporters import export
from gumru_kg.exporters.blank_nodes import name_blank_nodes

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

PAIRS = list(combinations(range(5), 2))


def parse(text: str) -> list[ox.Quad]:
    return list(ox.parse(f"@prefix : <urn:> . {text}", ox.RdfFormat.TURTLE))


def draw(edges: Iterable[tuple[int, int]]) -> str:
    return "".join(f"_:n{start} :p _:n{end} ." for start, end in edges)


def circle(length: int, *, first: int = 0) -> list[tuple[int, int]]:
    return [(first + n, first + (n + 1) % length) for n in range(length)]


ALIKE = {
    "list of equal items": f":x :l ( {'1 ' * 1_000}) .",
    "list of blank items": f":x :l ( {'[ :a 1 ] ' * 1_000}) .",
    "equal lists": f":x :l {', '.join(['( 1 1 1 1 )'] * 50)} .",
    "nodes of one description": "[ :a 1 ] . " * 1_000,
    "nodes of one owner": f"_:x :p {', '.join(['[ :a [ :b 2 ] ]'] * 1_000)} .",
    "tree": f"_:x :p {', '.join(['[ :a [ :z 1 ], [ :z 1 ], [ :z 2 ] ]'] * 20)} .",
    "circle": draw(circle(100)),
    "two circles or one": draw(
        [*circle(30), *circle(15, first=100), *circle(15, first=200)]
    ),
    "all know all": draw(permutations(range(12), 2)),
    "graph of Petersen": draw(
        (one, two)
        for one in range(10)
        for two in range(10)
        if not {*PAIRS[one]} & {*PAIRS[two]}
    ),
    "triple terms": (
        "_:a :says <<( _:b :p <<( _:c :q _:a )>> )>> ."
        "_:d :says <<( _:e :p <<( _:f :q _:d )>> )>> ."
    ),
}


def shuffle(quads: Iterable[ox.Quad], seed: int) -> list[ox.Quad]:
    names: dict[ox.BlankNode, ox.BlankNode] = {}
    renamed = list(
        rename_blank_nodes(quads, lambda node: names.setdefault(node, ox.BlankNode()))
    )
    random.Random(seed).shuffle(renamed)  # noqa: S311 - nothing is kept secret
    return renamed


def read(quads: Iterable[ox.Quad]) -> list[str]:
    return sorted(str(quad) for quad in name_blank_nodes(quads))


@pytest.mark.parametrize("text", ALIKE.values(), ids=ALIKE)
def test_names_do_not_depend_on_labels_or_order(text: str) -> None:
    quads = parse(text)
    names = read(quads)
    assert len(set(names)) == len(quads)
    for seed in range(3):
        assert read(shuffle(quads, seed)) == names


def test_names_of_random_graphs_do_not_depend_on_labels_or_order() -> None:
    dice = random.Random(1920)  # noqa: S311 - nothing is kept secret
    for seed in range(200):
        nodes = dice.randint(2, 9)
        edges = {
            (dice.randrange(nodes), dice.randrange(nodes))
            for _ in range(dice.randint(1, 2 * nodes))
        }
        quads = parse(draw(edges))
        assert read(shuffle(quads, seed)) == read(quads)


def test_named_graph_is_named_along() -> None:
    node = ox.BlankNode("x")
    quads = [ox.Quad(ox.NamedNode("urn:a"), ox.NamedNode("urn:b"), node, node)]
    assert read(quads) == ["<urn:a> <urn:b> _:c14n0 _:c14n0"]


def test_graph_is_still_the_same_one() -> None:
    quads = parse(ALIKE["tree"])
    before, after = ox.Dataset(quads), ox.Dataset(name_blank_nodes(quads))
    for dataset in (before, after):
        dataset.canonicalize(ox.CanonicalizationAlgorithm.UNSTABLE)
    assert before == after


def test_standard_names_are_given_where_each_node_is_told_apart() -> None:
    quads = parse("[ :a 1 ; :b [ :a 2 ] ] .")
    standard = ox.Dataset(quads)
    standard.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    assert read(quads) == sorted(map(str, standard))


def test_graph_without_end_is_refused() -> None:
    rooks = draw(
        (8 * a + b, 8 * c + d)
        for a, b, c, d in product(range(8), repeat=4)
        if (a == c) != (b == d)
    )
    with pytest.raises(DataError, match="64 blank nodes are too much alike; name"):
        name_blank_nodes(parse(rooks))


@pytest.mark.parametrize("format", ["turtle", "jsonld"])
def test_deep_triple_terms_are_refused_in_one_line(tmp_path: Path, format: str) -> None:
    opening, closing = "<<( <urn:a> <urn:b> " * 990, " )>>" * 990
    path = tmp_path / "a.nt"
    path.write_text(f"<urn:a> <urn:b> {opening}_:x{closing} .\n", "utf-8")
    with pytest.raises(DataError, match="triple terms nest some hundred levels deep"):
        export(load_dataset(path), format)


def test_list_of_equal_items_is_exported() -> None:
    quads = parse(ALIKE["list of equal items"])
    assert export(Dataset(tuple(quads)), "nquads").count(b"\n") == len(quads)
