"""Every constraint of shapes/gumru.ttl is broken once, alone, and is found."""

from __future__ import annotations

from pathlib import Path

import pytest
from rdflib import RDF, Graph
from rdflib.namespace import RDFS, SH

from gumru_kg.validation import ValidationResult, validate
from tests.shapes.constraints import Constraint, find_constraints

FOLDER = Path(__file__).parent
SHAPES_FILE = FOLDER.parents[1] / "shapes" / "gumru.ttl"
CONSTRAINTS = find_constraints(Graph().parse(SHAPES_FILE))
FILES = sorted(FOLDER.glob("*/*.ttl"))


@pytest.fixture(scope="module")
def shapes() -> Graph:
    return Graph().parse(SHAPES_FILE)


@pytest.fixture(scope="module")
def conforming() -> Graph:
    return Graph().parse(FOLDER / "conforms.ttl")


def broken(result: ValidationResult) -> tuple[str, str]:
    return result.rule, result.component


def test_the_conforming_graph_conforms(conforming: Graph, shapes: Graph) -> None:
    assert validate(conforming, shapes=shapes).results == ()


@pytest.mark.parametrize("constraint", CONSTRAINTS, ids=lambda each: each.file_name)
def test_what_breaks_one_constraint_is_found_and_nothing_else(
    constraint: Constraint, conforming: Graph, shapes: Graph
) -> None:
    addition = Graph().parse(FOLDER / constraint.file_name)
    results = validate(conforming + addition, shapes=shapes).results
    expected = {(constraint.rule, constraint.component)}
    if constraint.is_referred_to:
        # The shape that refers to it is broken, and its details say by what.
        (result,) = results
        assert result.component == str(SH.NodeConstraintComponent)
        assert {broken(detail) for detail in result.details} == expected
    else:
        assert {broken(result) for result in results} == expected


def test_every_file_breaks_a_constraint_that_exists() -> None:
    names = {file.relative_to(FOLDER).as_posix() for file in FILES}
    assert names == {constraint.file_name for constraint in CONSTRAINTS}


@pytest.mark.parametrize(
    "file", FILES, ids=lambda file: f"{file.parent.name}/{file.stem}"
)
def test_a_file_adds_only_what_the_conforming_graph_lacks(
    file: Path, conforming: Graph
) -> None:
    assert not set(Graph().parse(file)) & set(conforming)


def test_the_conforming_graph_gives_every_shape_a_node_to_look_at(
    conforming: Graph, shapes: Graph
) -> None:
    idle = [
        shape
        for shape, target in shapes.subject_objects(SH.targetClass)
        if not any(
            (None, RDF.type, each) in conforming
            for each in conforming.transitive_subjects(RDFS.subClassOf, target)
        )
    ]
    idle += [
        shape
        for shape in set(shapes.subjects(SH.targetSubjectsOf))
        if not any(
            (None, predicate, None) in conforming
            for predicate in shapes.objects(shape, SH.targetSubjectsOf)
        )
    ]
    assert idle == []
