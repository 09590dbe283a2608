"""Files that users name as the text of a source."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from gumru_kg.errors import DataError, FileError, GumruError
from gumru_kg.evidence import read_text


def test_a_text_is_read_in_nfc_with_its_line_ends(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes("Gu\u0308mru\u0308\r\n".encode())
    assert read_text(path) == "Gümrü\r\n"


def test_a_byte_order_mark_is_dropped(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"\xef\xbb\xbfKars")
    assert read_text(path) == "Kars"


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(FileError, match=r"a\.txt: no such file; name another"):
        read_text(tmp_path / "a.txt")


def test_a_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FileError, match="is a folder; name a text file"):
        read_text(tmp_path)


@pytest.mark.parametrize("content", [b"", b" \n\t\n"])
def test_an_empty_file_is_refused(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(content)
    with pytest.raises(DataError, match="the file is empty"):
        read_text(path)


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"\x89PNG\r\n\x1a\n\x00\x00", r"a\.txt:1: not UTF-8 text"),
        (b"line\nline\xff", r"a\.txt:2: not UTF-8 text"),
        (b"text\x00text", "binary data, not text"),
        ("Kars".encode("utf-16"), "not UTF-8 text"),
    ],
)
def test_binary_noise_is_refused(content: bytes, problem: str, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(content)
    with pytest.raises(DataError, match=problem) as caught:
        read_text(path)
    assert "\n" not in str(caught.value)


HUGE = """
import resource, sys
from gumru_kg.errors import FileError
from gumru_kg.evidence import read_text
limit = 400_000_000
resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
try:
    read_text(sys.argv[1])
except FileError as error:
    print(error)
"""


def test_a_line_of_200_mb_is_refused_in_bounded_memory(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    with path.open("wb") as file:
        file.truncate(200_000_000)
    run = subprocess.run(
        [sys.executable, "-c", HUGE, path], check=True, capture_output=True, text=True
    )
    assert run.stdout == f"{path}: larger than 64 MB; name the text itself\n"


def test_an_endless_device_is_refused() -> None:
    with pytest.raises(GumruError, match="larger than 64 MB"):
        read_text(Path("/dev/zero"))
