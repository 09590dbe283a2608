"""The shipped graph conforms, by our report and by pySHACL alone."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from rdflib import Graph
from rdflib.namespace import SH

from gumru_kg.dataset import shipped_graph
from gumru_kg.validation import ValidationReport, validate

CHECKOUT = Path(__file__).parents[2]
DATA = CHECKOUT / "data" / "gumru.ttl"


@pytest.fixture(scope="module")
def report() -> ValidationReport:
    return validate(shipped_graph())


def test_the_shipped_graph_conforms(report: ValidationReport) -> None:
    assert report.conforms, report.to_text()


@pytest.mark.slow
def test_pyshacl_on_its_own_agrees(report: ValidationReport) -> None:
    # As a user without our package runs it: two files and nothing else.
    shapes = CHECKOUT / "shapes" / "gumru.ttl"
    command = [sys.executable, "-m", "pyshacl", "-f", "turtle", "-s"]
    run = subprocess.run(
        [*command, shapes, DATA], capture_output=True, text=True, check=False
    )
    theirs = Graph().parse(data=run.stdout, format="turtle")
    found = sorted(
        (
            str(theirs.value(result, SH.focusNode)),
            str(theirs.value(result, SH.sourceShape)),
            str(theirs.value(result, SH.sourceConstraintComponent)),
        )
        for result in theirs.objects(None, SH.result)
    )
    assert run.returncode == (0 if report.conforms else 1), run.stderr
    assert found == sorted(
        (result.focus_node, result.source_shape, result.component)
        for result in report.results
    )
