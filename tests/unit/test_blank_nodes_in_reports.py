"""Reports of shapes and nodes without names read the same each time."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest
from rdflib import Graph
from rdflib.namespace import SH

from gumru_kg.errors import ValidationFailureError
from gumru_kg.validation import ValidationReport, validate

if TYPE_CHECKING:
    from gumru_kg.validation.validator import EngineName

ENGINES: Final[tuple[EngineName, ...]] = ("native", "pyshacl")
PREFIXES = """
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix ex: <https://example.org/> .
"""
AGE = "ex:PersonShape sh:property [ sh:path ex:age ; sh:minCount 1 ] ."
NAME = "ex:PersonShape sh:property [ sh:path ex:name ; sh:minCount 1 ] ."
TWO_NAMES = "ex:PersonShape sh:property [ sh:path ex:name ; sh:minCount 2 ] ."
OTHERS = """
ex:PersonShape a sh:NodeShape ; sh:targetClass ex:Person ;
    sh:property _:mine , [ sh:path [ sh:inversePath ex:knows ] ; sh:minCount 1 ] ;
    sh:or ( [ sh:nodeKind sh:Literal ]
            [ sh:property [ sh:path ex:x ; sh:minCount 1 ] ] ) ;
    sh:sparql [ sh:message "no rank but {?value}" ;
        sh:select "SELECT $this ?value { $this <https://example.org/rank> ?value }" ] .
_:mine sh:path ex:city ; sh:minCount 1 .
[] a sh:NodeShape ; sh:targetClass ex:Person ; sh:hasValue ex:none .
"""
DATA = "ex:a a ex:Person ; ex:rank [ ex:of 1 ] . [] a ex:Person . _:lab a ex:Person ."


def run(
    folder: Path, *, shapes: tuple[str, ...], engine: EngineName, data: str = DATA
) -> ValidationReport:
    (folder / "shapes.ttl").write_text(PREFIXES + "\n".join(shapes))
    (folder / "data.ttl").write_text(PREFIXES + data)
    report = validate(folder / "data.ttl", shapes=folder / "shapes.ttl", engine=engine)
    assert not report.conforms
    assert report.engine == engine
    return report


@pytest.mark.parametrize("engine", ENGINES)
def test_two_runs_give_the_same_text_json_and_rdf(
    tmp_path: Path, engine: EngineName
) -> None:
    first, second = (
        run(tmp_path, shapes=(OTHERS, AGE, NAME, TWO_NAMES), engine=engine)
        for _ in range(2)
    )
    assert first.to_text() == second.to_text()
    assert first.to_json() == second.to_json()
    assert first.to_turtle() == second.to_turtle()


def test_both_engines_give_the_same_names(tmp_path: Path) -> None:
    native, reference = (
        run(tmp_path, shapes=(OTHERS, AGE, NAME, TWO_NAMES), engine=engine).to_turtle()
        for engine in ENGINES
    )
    assert native == reference


def test_a_node_is_called_by_what_leads_to_it_and_a_given_label_stays(
    tmp_path: Path,
) -> None:
    report = run(tmp_path, shapes=(OTHERS, NAME), engine="native")
    assert {result.rule for result in report.results} == {
        "https://example.org/PersonShape",
        "_:PersonShape-property",
        "_:PersonShape-property-name",
        "_:PersonShape-sparql",
        "_:mine",
        "_:shape",
    }
    assert {result.focus_node for result in report.results} == {
        "https://example.org/a",
        "_:lab",
        "_:node",
    }
    (rank,) = (each for each in report.results if each.rule == "_:PersonShape-sparql")
    assert rank.value == "_:a-rank"
    assert rank.message == "no rank but a-rank"


@pytest.mark.parametrize("engine", ENGINES)
def test_the_order_of_the_shapes_does_not_change_their_names(
    tmp_path: Path, engine: EngineName
) -> None:
    orders = ((OTHERS, NAME, TWO_NAMES, AGE), (AGE, TWO_NAMES, NAME, OTHERS))
    first, second = (
        run(tmp_path, shapes=order, engine=engine).to_turtle() for order in orders
    )
    assert first == second
    assert "_:PersonShape-property-name-2" in first


def test_a_shape_and_a_node_without_names_are_two_in_the_rdf(tmp_path: Path) -> None:
    report = run(tmp_path, shapes=(OTHERS,), engine="native", data="[] a ex:Person .")
    graph = Graph().parse(data=report.to_turtle(), format="turtle")
    shapes = set(graph.objects(None, SH.sourceShape))
    assert len(shapes) > 2
    assert not shapes & set(graph.objects(None, SH.focusNode))


def test_shapes_of_two_files_with_one_label_stay_two(tmp_path: Path) -> None:
    paths = tmp_path / "one.ttl", tmp_path / "two.ttl"
    for path, predicate in zip(paths, ("ex:name", "ex:age"), strict=True):
        path.write_text(
            f"{PREFIXES} ex:PersonShape sh:targetClass ex:Person ; sh:property _:a ."
            f"_:a sh:path {predicate} ; sh:minCount 1 ."
        )
    (tmp_path / "data.ttl").write_text(PREFIXES + "ex:a a ex:Person .")
    report = validate(tmp_path / "data.ttl", shapes=paths[0], extra_shapes=paths[1])
    assert {result.rule for result in report.results} == {
        "_:PersonShape-property-name",
        "_:PersonShape-property-age",
    }


def test_a_fault_of_a_shape_without_a_name_says_which(tmp_path: Path) -> None:
    unfinished = "ex:PersonShape sh:property [ sh:minCount 1 ] ."
    name = r"a part of https://example\.org/PersonShape has no sh:path"
    with pytest.raises(ValidationFailureError, match=name):
        run(tmp_path, shapes=(unfinished,), engine="native")
