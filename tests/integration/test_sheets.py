"""The file of mappings, as the programs leave it in which historians work."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from pathlib import Path

import pytest

from gumru_kg.dataset import Dataset
from gumru_kg.errors import DataError
from gumru_kg.integration import merge, propose
from gumru_kg.integration.mappings import Mapping, read_mappings, write_mappings
from gumru_kg.namespaces import BASE, GID

ROW = Mapping(
    f"{GID}place-kars",
    "http://www.wikidata.org/entity/Q127063",
    f"{BASE}graph/import-0123456789ab",
    "exactMatch",
    subject_label='Kars, the "town"; Qars',
    object_label="Karş",
    confidence=0.95,
    comment="names 100 of 100 alike; both place",
)
Rows = list[list[str]]
Save = Callable[[list[str], Rows], bytes]


def edit(tmp_path: Path, save: Save, **values: str) -> Path:
    """Fill cells of a row and save the file by a program's habits."""
    lines = write_mappings([ROW]).decode().splitlines()
    head = [line for line in lines if line.startswith("#")]
    rows = list(csv.reader(lines[len(head) :], delimiter="\t"))
    for column, value in values.items():
        rows[1][rows[0].index(column)] = value
    path = tmp_path / "mappings.sssom.tsv"
    path.write_bytes(save(head, rows))
    return path


def join(head: list[str], rows: Rows, separator: str = "\t", **options: object) -> str:
    table = io.StringIO(newline="")
    writer = csv.writer(table, delimiter=separator, **options)  # type: ignore[arg-type]  # narrower than what the library declares
    writer.writerows(rows)
    return "\n".join(head) + "\n" + table.getvalue()


def save_plain(head: list[str], rows: Rows) -> bytes:
    return join(head, rows).encode()


def save_with_mark(head: list[str], rows: Rows) -> bytes:
    return (
        join(head, rows).replace("\r\n", "\n").replace("\n", "\r\n").encode("utf-8-sig")
    )


def save_as_utf_16(head: list[str], rows: Rows) -> bytes:
    return join(head, rows).encode("utf-16")


def save_quoted(head: list[str], rows: Rows) -> bytes:
    return join([], [*([line] for line in head), *rows], quoting=csv.QUOTE_ALL)[
        1:
    ].encode()


def save_padded(head: list[str], rows: Rows) -> bytes:
    width = len(rows[0])
    padded = [[line, *[""] * (width - 1)] for line in head]
    return join([], [*padded, *rows, [""] * width])[1:].encode()


def save_with_semicolons(head: list[str], rows: Rows) -> bytes:
    width = len(rows[0])
    padded = [[line, *[""] * (width - 1)] for line in head]
    return join([], [*padded, *rows], ";")[1:].encode()


def save_with_commas(head: list[str], rows: Rows) -> bytes:
    return join([], [*([line] for line in head), *rows], ",")[1:].encode()


def save_with_old_line_ends(head: list[str], rows: Rows) -> bytes:
    return join(head, rows).replace("\r\n", "\n").replace("\n", "\r").encode()


def save_with_other_columns(head: list[str], rows: Rows) -> bytes:
    wider = [
        ["", *reversed(row), "", text]
        for row, text in zip(rows, ("my notes", "?"), strict=True)
    ]
    return join(head, wider).encode()


@pytest.mark.parametrize(
    "save",
    [
        save_plain,
        save_with_mark,
        save_as_utf_16,
        save_quoted,
        save_padded,
        save_with_semicolons,
        save_with_commas,
        save_with_old_line_ends,
        save_with_other_columns,
    ],
)
@pytest.mark.parametrize("agreement", ["1", "1.0", "1,0", " 1 "])
def test_habits_of_programs_change_no_row(
    tmp_path: Path, save: Save, agreement: str
) -> None:
    path = edit(tmp_path, save, reviewer_agreement=agreement, confidence="0,95")
    [row] = read_mappings(path)
    assert row.is_accepted
    assert (row.subject, row.object, row.graph) == (ROW.subject, ROW.object, ROW.graph)
    assert (row.subject_label, row.comment) == (ROW.subject_label, ROW.comment)
    assert (row.confidence, row.relation) == (0.95, "exactMatch")


@pytest.mark.parametrize("modifier", ["Not", "not", "NOT "])
def test_not_rejects_however_it_is_written(tmp_path: Path, modifier: str) -> None:
    path = edit(tmp_path, save_plain, predicate_modifier=modifier)
    assert read_mappings(path)[0].is_rejected


def test_bare_orcid_is_taken_for_one(tmp_path: Path) -> None:
    path = edit(tmp_path, save_plain, reviewer_id="0000-0002-1825-0097")
    [row] = read_mappings(path)
    assert row.reviewers == ("https://orcid.org/0000-0002-1825-0097",)


@pytest.mark.parametrize(
    ("values", "problem"),
    [
        ({"reviewer_agreement": "yes"}, "has the reviewer_agreement 'yes'"),
        ({"reviewer_agreement": "2"}, "write a number from -1 to 1, or nothing"),
        ({"reviewer_agreement": "nan"}, "has the reviewer_agreement 'nan'"),
        ({"confidence": "high"}, "write a number from 0 to 1, or nothing"),
        ({"reviewer_id": 'orcid:a"b'}, "reviewer_id"),
    ],
)
def test_cell_that_cannot_be_used_is_told_with_what_to_write(
    tmp_path: Path, values: dict[str, str], problem: str
) -> None:
    path = edit(tmp_path, save_plain, **values)
    with pytest.raises(DataError) as caught:
        read_mappings(path)
    assert problem in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("column", "value"),
    [("reviewer_agreement", "-1"), ("predicate_id", "skos:closeMatch")],
)
def test_pair_that_is_judged_twice_and_not_alike_is_told(
    tmp_path: Path, column: str, value: str
) -> None:
    def save(head: list[str], rows: Rows) -> bytes:
        other = list(rows[1])
        other[rows[0].index(column)] = value
        return join(head, [*rows, other]).encode()

    path = edit(tmp_path, save, reviewer_agreement="1")
    with pytest.raises(DataError, match="twice; keep one of the two rows"):
        read_mappings(path)


def test_column_that_stands_there_twice_is_told(tmp_path: Path) -> None:
    def save(head: list[str], rows: Rows) -> bytes:
        wider = [
            [*row, text]
            for row, text in zip(rows, ("reviewer_agreement", "-1"), strict=True)
        ]
        return join(head, wider).encode()

    path = edit(tmp_path, save, reviewer_agreement="1")
    with pytest.raises(DataError, match="has the column reviewer_agreement twice"):
        read_mappings(path)


def test_names_with_hidden_signs_leave_a_file_that_can_be_read(
    ours: Dataset, write_turtle: Callable[..., str], tmp_path: Path
) -> None:
    path = write_turtle(
        'ex:x a s:City ; s:sameAs wd:Q127063 ; s:name "Ka\\u0000r\\u001b[31ms\\u202e" '
        ', "Kars"@tr .'
    )
    folder = tmp_path / "work"
    propose(ours, [path], folder=str(folder))
    text = (folder / "mappings.sssom.tsv").read_text("utf-8")
    assert {"\0", "\x1b", "\u202e"}.isdisjoint(text)
    report = merge(ours, folder=str(folder), accept_identifiers=True)
    assert [tally.name for tally in report.links] == ["exactMatch"]


@pytest.mark.parametrize("iri", ["x:", "urn:x", "http://e.org/", "http://e.org/a//#"])
def test_address_of_any_form_comes_back(iri: str) -> None:
    row = Mapping(ROW.subject, iri, ROW.graph, "closeMatch")
    text = write_mappings([row, ROW])
    from gumru_kg.integration.mappings import read_mappings_text

    read = read_mappings_text(text.decode(), name="x")
    assert iri in {each.object for each in read}
    assert {each.graph for each in read} == {ROW.graph}
