"""``gumru validate`` with shapes of the user's own, engines and severities."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Gumru

SHAPE = """
    @prefix sh: <http://www.w3.org/ns/shacl#> .
    <urn:shape> a sh:NodeShape ; sh:targetNode <urn:thing> ;
        sh:nodeKind sh:Literal ; sh:severity sh:{severity} ; sh:message "Not so."@en .
"""


@pytest.fixture
def data(tmp_path: Path) -> str:
    file = tmp_path / "data.ttl"
    file.write_text("<urn:thing> <urn:p> 1 .")
    return str(file)


def write_shape(folder: Path, severity: str, extra: str = "") -> str:
    file = folder / f"{severity}.ttl"
    file.write_text(SHAPE.format(severity=severity) + extra)
    return str(file)


@pytest.mark.parametrize("engine", ["auto", "native", "pyshacl"])
def test_shapes_of_the_user_are_held_against_as_well(
    gumru: Gumru, tmp_path: Path, data: str, engine: str
) -> None:
    shapes = write_shape(tmp_path, "Violation")
    ended = gumru("validate", data, "--extra-shapes", shapes, "--engine", engine)
    assert ended.exit_code == 1
    assert "Not so." in ended.stdout
    assert ended.stderr == ""
    assert gumru("validate", data, "--engine", engine).exit_code == 0


@pytest.mark.parametrize(
    ("severity", "codes"),
    [
        ("Info", {"info": 1, "warning": 0, "violation": 0}),
        ("Warning", {"info": 1, "warning": 1, "violation": 0}),
        ("Violation", {"info": 1, "warning": 1, "violation": 1}),
    ],
)
def test_the_severity_decides_the_exit_code(
    gumru: Gumru, tmp_path: Path, data: str, severity: str, codes: dict[str, int]
) -> None:
    shapes = write_shape(tmp_path, severity)
    arguments = ["validate", data, "--shapes", shapes, "--fail-on"]
    assert {each: gumru(*arguments, each).exit_code for each in codes} == codes


def test_only_the_shapes_of_the_user_can_be_asked_for(
    gumru: Gumru, tmp_path: Path
) -> None:
    file = tmp_path / "data.ttl"
    file.write_text("<urn:claim> a <https://w3id.org/gumru/ont#Claim> .")
    shapes = write_shape(tmp_path, "Info")
    ended = gumru("validate", str(file), "--shapes", shapes, "--json")
    assert [each["focus_node"] for each in ended.json()["results"]] == ["urn:thing"]
    both = gumru(
        *("validate", str(file), "--shapes", shapes, "--extra-shapes", shapes, "--json")
    )
    assert both.json() == ended.json()


def test_what_is_not_fetched_and_why_it_is_slow_stand_on_standard_error(
    gumru: Gumru, tmp_path: Path, data: str
) -> None:
    more = (
        "<urn:o> <http://www.w3.org/2002/07/owl#imports> <https://example.org/x> ."
        '<urn:s> sh:targetNode 1 ; sh:pattern "^(?!1)" .'
    )
    shapes = write_shape(tmp_path, "Info", more)
    ended = gumru("validate", data, "--shapes", shapes)
    first, second = ended.stderr.splitlines()
    assert first.startswith("gumru: the shapes import <https://example.org/x>")
    assert second.startswith("gumru: checked by pySHACL, which is slower:")
    refused = gumru("validate", data, "--extra-shapes", shapes, "--engine", "native")
    assert refused.exit_code == 3
    assert len(refused.stderr.splitlines()) == 1


def test_a_file_without_shapes_is_told_in_one_line(gumru: Gumru, data: str) -> None:
    ended = gumru("validate", data, "--shapes", data)
    assert ended.exit_code == 3
    assert len(ended.stderr.splitlines()) == 1
    assert "holds no shape" in ended.stderr
