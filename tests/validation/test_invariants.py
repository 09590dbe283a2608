"""The invariants of our model stand in the report of validation."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import pyoxigraph as ox
import pytest
from click.testing import CliRunner

from gumru_kg.cli._main import main
from gumru_kg.dataset import Dataset, load_dataset, shipped_graph
from gumru_kg.named_queries import load_catalog, load_query
from gumru_kg.namespaces import BASE, GID, GSH, GUM, PREFIXES, SCHEMA, SH
from gumru_kg.validation import ValidationReport, ValidationResult, validate
from gumru_kg.validation.data_graph import DataGraph
from gumru_kg.validation.invariants import (
    CHECKS,
    CHECKS_IN_SHAPES,
    find_broken_invariants,
)

HEAD = "".join(
    f"@prefix {name}: <{PREFIXES[name]}> .\n"
    for name in ("gid", "gum", "gv", "schema", "skos")
)
PLACES = """
    gid:place-x a gum:Place ; skos:prefLabel "X"@en , "İks"@tr .
    gid:place-y a gum:Place ; skos:prefLabel "Y"@en , "Ye"@tr .
"""
CIRCLE = """
    gid:place-x schema:containedInPlace gid:place-y .
    gid:place-y schema:containedInPlace gid:place-x .
"""
MISSPELT = "gid:place-x gum:foundde 1837 . _:b a gum:Pleace ."
ENGINES: tuple[Literal["native", "pyshacl"], ...] = ("native", "pyshacl")


def write(folder: Path, text: str) -> Path:
    file = folder / "data.ttl"
    file.write_text(HEAD + PLACES + text, "utf-8")
    return file


def both(file: Path) -> ValidationReport:
    """Give the one report of both engines, on the file and on its quads."""
    native, reference = (validate(file, engine=engine) for engine in ENGINES)
    assert (native.engine, reference.engine) == ENGINES
    assert native.to_json() == reference.to_json()
    assert native.to_turtle() == reference.to_turtle()
    assert native.to_text() == reference.to_text()
    assert validate(load_dataset(file)).to_json() == native.to_json()
    return native


def test_every_check_is_an_invariant_or_stands_in_the_shapes() -> None:
    names = {name for name in load_catalog() if name.startswith("checks/")}
    assert names == {*CHECKS, *CHECKS_IN_SHAPES}


def test_data_that_keep_the_invariants_conform(tmp_path: Path) -> None:
    assert both(write(tmp_path, "")).conforms
    assert validate(shipped_graph()).conforms


def test_a_circle_is_found_and_nothing_else(tmp_path: Path) -> None:
    first, second = both(write(tmp_path, CIRCLE)).results
    assert first == ValidationResult(
        focus_node=f"{GID}place-x",
        path=f"{SCHEMA}containedInPlace",
        value=None,
        component=f"{GSH}InvariantConstraintComponent",
        severity=f"{SH}Violation",
        source_shape=f"{BASE}queries/checks/circles",
        message="The place lies within itself; let the larger contain it.",
        focus_label="X",
    )
    assert second.focus_node == f"{GID}place-y"


def test_a_misspelt_name_is_found_and_nothing_else(tmp_path: Path) -> None:
    results = both(write(tmp_path, MISSPELT)).results
    assert {(result.focus_node, result.message) for result in results} == {
        (f"{GUM}foundde", "No property of the ontology has this name; mend it."),
        (f"{GUM}Pleace", "No class of the ontology has this name; mend it."),
    }
    assert {result.rule for result in results} == {
        f"{BASE}queries/checks/undeclared-terms"
    }


@pytest.mark.parametrize(
    ("links", "path", "first"),
    [
        ("gid:a gum:takesUp gid:b . gid:b gum:narrows gid:a", "takesUp", "a"),
        ("gid:a gum:takesUp gid:b . gid:b gum:modifies gid:c , gid:b", "takesUp", "b"),
        ("gid:a gum:subEventOf gid:a", "subEventOf", "a"),
    ],
)
def test_circles_are_found_by_way_of_others(links: str, path: str, first: str) -> None:
    store = ox.Store()
    store.load(f"{HEAD}{links} .".encode(), format=ox.RdfFormat.TURTLE)
    found = list(find_broken_invariants(store))
    assert {finding.path for finding in found} == {ox.NamedNode(GUM + path)}
    assert len(found) == len({finding.focus_node for finding in found})
    assert found[0].focus_node == ox.NamedNode(f"{GID}{first}")


def test_shapes_of_another_are_held_alone(tmp_path: Path) -> None:
    shapes = tmp_path / "shapes.ttl"
    shapes.write_text(
        "@prefix sh: <http://www.w3.org/ns/shacl#> ."
        f"<urn:shape> sh:targetClass <{GUM}Place> ; sh:nodeKind sh:IRI ."
    )
    file = write(tmp_path, CIRCLE + MISSPELT)
    assert validate(file, shapes=shapes).conforms
    assert len(validate(file, extra_shapes=shapes).results) == 4


def test_other_data_do_not_pay_for_them() -> None:
    foreign = ox.parse(b"<urn:a> a <urn:b> ; <urn:c> 1 .", format=ox.RdfFormat.TURTLE)
    assert not DataGraph(foreign, is_ours=True).is_of_our_model()
    ours = ox.parse(f"<urn:a> a <{GUM}A> .".encode(), format=ox.RdfFormat.TURTLE)
    assert DataGraph(ours, is_ours=True).is_of_our_model()


def test_the_command_line_tells_of_them_in_all_formats(tmp_path: Path) -> None:
    file = write(tmp_path, CIRCLE)
    for name, sign in (
        ("text", f"{BASE}queries/checks/circles\n  gid:place-x (X) schema:contained"),
        ("json", f"{BASE}queries/checks/circles"),
        ("turtle", f"sh:sourceShape <{BASE}queries/checks/circles>"),
    ):
        result = CliRunner().invoke(main, ["validate", str(file), "--format", name])
        assert result.exit_code == 1
        assert sign in result.stdout


def test_the_shapes_tell_what_the_check_of_facts_and_claims_tells() -> None:
    party = ox.NamedNode(f"{GUM}party")
    signed = ox.NamedNode(f"{GUM}legalStatus")
    added = ox.Quad(ox.NamedNode(f"{GID}treaty-kars-1921"), party, ox.Literal("x"))
    quads = [quad for quad in shipped_graph() if quad.predicate != signed]
    report = validate(Dataset((*quads, added)))
    rules = [
        f"{GSH}{name}"
        for name in ("AcceptedVerdictShape-fact", "ClaimBearingShape-claim")
    ]
    counts = [sum(result.rule == rule for result in report.results) for rule in rules]
    store = ox.Store()
    store.bulk_extend([*quads, added])
    rows = store.query(load_query(CHECKS_IN_SHAPES[0]).text)
    assert isinstance(rows, ox.QuerySolutions)
    problems = [str(row["problem"]).strip('"') for row in rows]
    assert counts[0] == problems.count("accepted claim without its fact") > 0
    assert counts[1] == problems.count("fact without an accepted claim") == 1
