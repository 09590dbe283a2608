from __future__ import annotations

from pathlib import Path

import pytest

from gumru_kg.errors import FileError
from gumru_kg.output_files import write_whole_folder


def test_folder_is_written_and_written_again(tmp_path: Path) -> None:
    folder = tmp_path / "tables"
    write_whole_folder(folder, files={"a.csv": b"1", "b/c.csv": b"2"})
    write_whole_folder(folder, files={"a.csv": b"3", "b/c.csv": b"4"})
    assert (folder / "a.csv").read_bytes() == b"3"
    assert (folder / "b" / "c.csv").read_bytes() == b"4"
    assert [each.name for each in tmp_path.iterdir()] == ["tables"]


def test_folder_with_other_files_is_left_as_it_was(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_bytes(b"mine")
    with pytest.raises(FileError, match=r"holds other files, 'mine.txt'"):
        write_whole_folder(tmp_path, files={"a.csv": b"1"})
    assert [each.name for each in tmp_path.iterdir()] == ["mine.txt"]


@pytest.mark.parametrize("name", ["../a.csv", "/a.csv", "b/../../a.csv", "", "a\0b"])
def test_name_that_leads_out_of_the_folder_is_refused(
    tmp_path: Path, name: str
) -> None:
    with pytest.raises(FileError, match="is no name of a file"):
        write_whole_folder(tmp_path / "tables", files={name: b"1"})
    assert list(tmp_path.iterdir()) == []


def test_names_that_clash_leave_the_old_folder(tmp_path: Path) -> None:
    folder = tmp_path / "tables"
    write_whole_folder(folder, files={"a": b"1"})
    with pytest.raises(FileError, match="cannot be written"):
        write_whole_folder(folder, files={"a": b"2", "a/b": b"3"})
    assert (folder / "a").read_bytes() == b"1"
    assert [each.name for each in tmp_path.iterdir()] == ["tables"]


def test_file_in_the_place_of_the_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "tables").write_bytes(b"mine")
    with pytest.raises(FileError, match="is a file; name a folder"):
        write_whole_folder(tmp_path / "tables", files={"a": b"1"})
    with pytest.raises(FileError, match="there is no folder"):
        write_whole_folder(tmp_path / "new" / "tables", files={"a": b"1"})
