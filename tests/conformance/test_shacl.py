"""The SHACL test suite of the W3C, through our own ``validate``."""

from __future__ import annotations

import os
import re
from collections import Counter
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import pyoxigraph as ox
import pytest

from gumru_kg.dataset import Dataset
from gumru_kg.errors import ValidationFailureError
from gumru_kg.namespaces import RDF, SH
from gumru_kg.validation import ValidationReport, validate
from gumru_kg.validation.triple_index import TripleIndex, write_path

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gumru_kg.rdflib_terms import Term

MF = "http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#"
SHT = "http://www.w3.org/ns/shacl-test#"
SHARED = os.environ.get("GUMRU_SHARED")
FOLDER = Path(SHARED) if SHARED else Path(__file__).resolve().parents[3] / "shared"
SUITE = Path(os.environ.get("GUMRU_SHACL_SUITE", FOLDER / "conformance" / "shacl"))

Engine = Literal["auto", "native", "pyshacl"]
Row = tuple[str, ...]

# What an engine does not pass; the reasons stand in docs/validation.md. Whatever else
# fails, or passes though it stands here, breaks the run.
FAILING: dict[str, frozenset[str]] = {
    "auto": frozenset(),
    "native": frozenset(
        {
            "sparql/component/nodeValidator-001",
            "sparql/component/optional-001",
            "sparql/component/propertyValidator-select-001",
            "sparql/component/validator-001",
            "sparql/pre-binding/unsupported-sparql-006",
        }
    ),
    "pyshacl": frozenset(
        {
            "core/property/uniqueLang-002",
            "sparql/node/prefixes-001",
            "sparql/pre-binding/shapesGraph-001",
        }
    ),
}


@dataclass(frozen=True, slots=True)
class Case:
    """One test of the suite.

    Attributes:
        name: Its file, without the suffix, below the folder of the suite.
        data: The data graph.
        shapes: The shapes graph.
        expected: The results, or None where validation must fail.
    """

    name: str
    data: Path
    shapes: Path
    expected: Counter[Row] | None


@cache
def read(path: Path) -> tuple[ox.Quad, ...]:
    return tuple(
        ox.parse(path.read_bytes(), format=ox.RdfFormat.TURTLE, base_iri=path.as_uri())
    )


def index(path: Path) -> TripleIndex:
    return TripleIndex((q.subject, q.predicate, q.object) for q in read(path))


def find_cases(folder: Path) -> Iterator[Case]:
    # Not by the manifests: one of them leaves a test of its folder out.
    for file in sorted(folder.rglob("*.ttl")):
        graph = index(file)
        for head in graph.values(f"{MF}entries"):
            for entry in graph.find_members(head) or ():
                yield read_case(graph, entry, file)


def read_case(graph: TripleIndex, entry: Term, file: Path) -> Case:
    [action] = graph.objects(entry, f"{MF}action")
    [result] = graph.objects(entry, f"{MF}result")
    [data] = graph.objects(action, f"{SHT}dataGraph")
    [shapes] = graph.objects(action, f"{SHT}shapesGraph")
    return Case(
        name=file.relative_to(SUITE).with_suffix("").as_posix(),
        data=to_path(data),
        shapes=to_path(shapes),
        expected=None
        if result == ox.NamedNode(f"{SHT}Failure")
        else Counter(
            read_row(graph, node) for node in graph.objects(result, f"{SH}result")
        ),
    )


def to_path(term: Term) -> Path:
    assert isinstance(term, ox.NamedNode)
    return Path(term.value.removeprefix("file://"))


def read_row(graph: TripleIndex, node: Term) -> Row:
    path = graph.find_object(node, f"{SH}resultPath")
    read_path = None if path is None else graph.find_path(path)
    return (
        mask(graph.find_object(node, f"{SH}focusNode")),
        "" if read_path is None else write_path(read_path),
        mask(graph.find_object(node, f"{SH}value")),
        *(
            mask(graph.find_object(node, f"{SH}{name}"))
            for name in (
                "sourceConstraintComponent",
                "resultSeverity",
                "sourceShape",
                "sourceConstraint",
            )
        ),
    )


def mask(term: Term | None) -> str:
    """Write a term; two blank nodes are one, and a missing term is empty."""
    if term is None:
        return ""
    return "_:" if isinstance(term, ox.BlankNode) else str(term)


def rows_of(report: ValidationReport) -> Counter[Row]:
    """Read the RDF of the report, so that it is tested as well."""
    quads = ox.parse(report.to_turtle().encode(), format=ox.RdfFormat.TURTLE)
    graph = TripleIndex((quad.subject, quad.predicate, quad.object) for quad in quads)
    [root] = graph.subjects(f"{RDF}type", ox.NamedNode(f"{SH}ValidationReport"))
    return Counter(read_row(graph, node) for node in graph.objects(root, f"{SH}result"))


def without_constraint(rows: Counter[Row]) -> Counter[Row]:
    return Counter(row[:-1] for row in rows.elements())


CASES = list(find_cases(SUITE))


@pytest.mark.skipif(not CASES, reason="the suite is not here: see GUMRU_SHARED")
def test_the_suite_is_whole() -> None:
    kinds = Counter(case.name.partition("/")[0] for case in CASES)
    assert kinds == {"core": 98, "sparql": 23}


@pytest.mark.skipif(not CASES, reason="the suite is not here: see GUMRU_SHARED")
def test_the_page_tells_what_each_engine_passes(checkout: Path) -> None:
    page = (checkout / "docs" / "validation.md").read_text("utf-8")
    kinds = Counter(case.name.partition("/")[0] for case in CASES)
    for engine, failing in FAILING.items():
        failed = Counter(name.partition("/")[0] for name in failing)
        core, sparql = (
            kinds["core"] - failed["core"],
            kinds["sparql"] - failed["sparql"],
        )
        assert f"\n| `{engine}` | {core} | {sparql} |\n" in page
        told = re.findall(rf"^\| `(\S+)` \| {engine} \|", page, re.MULTILINE)
        assert set(told) == failing
    assert f"| core, of {kinds['core']} | SPARQL, of {kinds['sparql']} |" in page


@pytest.mark.parametrize("engine", ["auto", "native", "pyshacl"])
@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_case_of_the_w3c(
    case: Case, engine: Engine, request: pytest.FixtureRequest
) -> None:
    if case.name in FAILING[engine]:
        told = pytest.mark.xfail(strict=True, reason="listed in docs/validation.md")
        request.applymarker(told)
    data, shapes = Dataset(read(case.data)), Dataset(read(case.shapes))
    if case.expected is None:
        with pytest.raises(ValidationFailureError) as failure:
            validate(data, shapes=shapes, engine=engine)
        # That an engine does not take the shapes is another thing.
        assert "choose the engine" not in str(failure.value)
        return
    report = validate(data, shapes=shapes, engine=engine)
    expected, found = case.expected, rows_of(report)
    assert report.conforms == (not expected)
    if not any(row[-1] for row in expected):
        # The suite names the constraint in some of its results only.
        found, expected = without_constraint(found), without_constraint(expected)
    assert found == expected
