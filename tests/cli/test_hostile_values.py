"""Values of any length and of any sign neither harm a terminal nor a file."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.cli.conftest import Gumru

ALL = b"SELECT ?o { ?s ?p ?o }"
GRAPH = b"CONSTRUCT { ?s ?p ?o } { ?s ?p ?o }"
BELL = "a\x07b"
# A C1 control that begins an escape sequence, marks that turn a line around, and the
# separators of lines of Unicode.
SIGNS = "a\x9b31m\x7f\u202e\u2066\u2028b"


@pytest.fixture
def write(tmp_path: Path) -> Callable[[str], str]:
    """Give a function that writes a graph of one value and tells its path."""

    def write_value(value: str) -> str:
        path = tmp_path / "data.nt"
        path.write_text(f"<urn:s> <urn:p> {json.dumps(value)} .\n", "utf-8")
        return str(path)

    return write_value


@pytest.mark.parametrize(
    ("format", "query"), [("xml", ALL), ("rdfxml", GRAPH)], ids=["xml", "rdfxml"]
)
@pytest.mark.parametrize("value", [BELL, "a\x1bb", "a\uffffb"])
def test_sign_that_xml_cannot_hold_is_refused(
    refuses: Callable[..., str],
    write: Callable[[str], str],
    format: str,
    query: bytes,
    value: str,
) -> None:
    told = refuses("sparql", "--format", format, "-", write(value), stdin=query)
    assert "a control sign, which XML cannot; take another format" in told


@pytest.mark.parametrize("format", ["json", "csv", "tsv"])
def test_other_formats_hold_every_sign(
    gumru: Gumru, write: Callable[[str], str], format: str
) -> None:
    ended = gumru("sparql", "--format", format, "-", write(BELL), stdin=ALL)
    assert ended.exit_code == 0


def test_json_of_results_has_no_sign_that_a_terminal_obeys(
    gumru: Gumru, write: Callable[[str], str]
) -> None:
    ended = gumru("sparql", "--json", "-", write(SIGNS), stdin=ALL)
    assert ended.stdout.strip().isprintable()
    (row,) = ended.json()["results"]["bindings"]
    assert row["o"]["value"] == SIGNS


def test_json_of_a_report_has_no_sign_that_a_terminal_obeys(
    gumru: Gumru, tmp_path: Path
) -> None:
    path = tmp_path / "data.ttl"
    path.write_text(
        "@prefix gum: <https://w3id.org/gumru/ont#> ."
        "@prefix skos: <http://www.w3.org/2004/02/skos/core#> ."
        f'<https://w3id.org/gumru/id/place-x> a gum:Place ; skos:prefLabel "{SIGNS}" .',
        "utf-8",
    )
    ended = gumru("validate", "--json", str(path))
    assert all(line.isprintable() for line in ended.stdout.split("\n"))
    assert not ended.json()["conforms"]


def test_cell_of_ten_megabytes_is_laid_out(
    gumru: Gumru, write: Callable[[str], str]
) -> None:
    # Minutes, when every width and every letter of it is tried.
    path = write("word " * 1_900_000)
    query = b"SELECT ?s ?o ?p { ?s ?p ?o }"
    ended = gumru("sparql", "-", path, stdin=query)
    assert ended.exit_code == 0
    assert ended.stdout.count("word") == 1_900_000


@pytest.mark.parametrize(
    "columns", ["0", "-5", "9" * 5_000, "99999", " 70 ", "1e3", "٣٠", "seventy", ""]
)
def test_any_value_of_columns_gives_a_table(gumru: Gumru, columns: str) -> None:
    ended = gumru("treaties", environment={"COLUMNS": columns})
    assert ended.exit_code == 0
    assert ended.stderr == ""


def test_error_line_stays_short_and_keeps_its_end(refuses: Callable[..., str]) -> None:
    told = refuses("query", "treaty/list", "-p", f"lang={'x' * 100_000}")
    assert len(told) < 1_100
    assert told.endswith("is no language tag such as en or tr")


@pytest.mark.parametrize("tag", ["-", "tr-", "123", "abcdefghi", "tr_TR", "", "ü"])
def test_language_tags_are_held_to_one_form(
    refuses: Callable[..., str], tag: str
) -> None:
    problem = f"{tag!r} is no language tag such as"
    assert problem in refuses("treaties", "--lang", tag, exit_code=2)
    assert problem in refuses("query", "treaty/list", "-p", f"lang={tag}")


def test_read_only_file_is_not_replaced(
    refuses: Callable[..., str], tmp_path: Path
) -> None:
    path = tmp_path / "out.nt"
    path.write_text("old", "utf-8")
    path.chmod(0o444)
    assert "is read-only" in refuses("export", "ntriples", "-o", str(path))
    assert path.read_text("utf-8") == "old"


def test_longest_name_of_a_file_is_taken(gumru: Gumru, tmp_path: Path) -> None:
    name = "x" * 252 + ".nt"
    assert gumru("export", "ntriples", "-o", name).exit_code == 0
    assert [path.name for path in tmp_path.iterdir()] == [name]


def test_name_of_a_folder_that_is_not_there_makes_no_file(
    refuses: Callable[..., str], tmp_path: Path
) -> None:
    assert "is no folder" in refuses("export", "ntriples", "-o", "new/")
    assert list(tmp_path.iterdir()) == []
