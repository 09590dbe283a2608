"""Folders and packed files are read, and hostile ones are refused."""

from __future__ import annotations

import gzip
import os
import zlib
from typing import TYPE_CHECKING

import pytest

from gumru_kg import input_files
from gumru_kg.dataset import index_files, load_dataset
from gumru_kg.errors import DataError, FileError, FormatError
from gumru_kg.input_files import UNSUSPICIOUS_SIZE, list_files
from gumru_kg.knowledge_graph import open_graph
from gumru_kg.rdf_input import read_quads, read_text

if TYPE_CHECKING:
    from pathlib import Path

TRIPLE = b'<urn:a> <urn:b> "x" .\n'
CONTENTS = {
    "ttl": TRIPLE,
    "trig": TRIPLE,
    "nt": TRIPLE,
    "nq": TRIPLE,
    "jsonld": b'{"@id": "urn:a", "urn:b": "x"}',
}


def write(folder: Path, name: str, data: bytes = TRIPLE) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return path


def pack_zstd(data: bytes) -> bytes:
    zstd = pytest.importorskip("backports.zstd")
    packed: bytes = zstd.compress(data)
    return packed


def make_bomb(size: int, *, line: bytes = b"#" * 99 + b"\n") -> bytes:
    """Pack a file of comments, which packs as well as anything does."""
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    block = line * (1_000_000 // len(line))
    pieces = [packer.compress(block) for _ in range(size // len(block) + 1)]
    return b"".join([*pieces, packer.flush()])


@pytest.mark.parametrize("suffix", CONTENTS)
def test_packed_file_is_read_as_the_plain_one(tmp_path: Path, suffix: str) -> None:
    plain = write(tmp_path, f"a.{suffix}", CONTENTS[suffix])
    packed = write(tmp_path, f"b.{suffix}.gz", gzip.compress(CONTENTS[suffix]))
    assert list(read_quads(packed)) == list(read_quads(plain))
    assert read_text(packed).content == read_text(plain).content
    packed = write(tmp_path, f"b.{suffix}.ZST", pack_zstd(CONTENTS[suffix]))
    assert list(read_quads(packed)) == list(read_quads(plain))


def test_packed_file_may_have_several_parts(tmp_path: Path) -> None:
    parts = [gzip.compress(b'<urn:a> <urn:b> "%d" .\n' % n) for n in range(3)]
    assert len(list(read_quads(write(tmp_path, "a.nt.gz", b"".join(parts))))) == 3


def test_fault_in_a_packed_file_has_its_line(tmp_path: Path) -> None:
    path = write(tmp_path, "a.ttl.gz", gzip.compress(TRIPLE + b"<urn:a> .\n"))
    with pytest.raises(DataError, match=r"a\.ttl\.gz:2"):
        list(read_quads(path))


def test_format_may_be_named_for_a_packed_file(tmp_path: Path) -> None:
    path = write(tmp_path, "a.gz", gzip.compress(TRIPLE))
    assert len(list(read_quads(path, format="turtle"))) == 1
    with pytest.raises(FormatError, match="tells no format"):
        list(read_quads(path))


@pytest.mark.parametrize("name", ["a.ttl.gz", "a.ttl.zst"])
@pytest.mark.parametrize("data", [TRIPLE, b"\x1f\x8b", b"(\xb5/\xfd", bytes(100)])
def test_file_that_is_not_packed_as_it_is_named_is_refused(
    tmp_path: Path, name: str, data: bytes
) -> None:
    with pytest.raises(DataError) as caught:
        list(read_quads(write(tmp_path, name, data)))
    assert "not packed with" in str(caught.value) or "cut off" in str(caught.value)


@pytest.mark.parametrize("suffix", ["gz", "zst"])
def test_packed_file_that_is_cut_off_is_never_half_read(
    tmp_path: Path, suffix: str
) -> None:
    noise = b"".join(b"<urn:%d> <urn:b> %d .\n" % (n, n * n) for n in range(9_999))
    packed = gzip.compress(noise) if suffix == "gz" else pack_zstd(noise)
    for end in (len(packed) - 1, len(packed) // 2, 1):
        path = write(tmp_path, f"a.ttl.{suffix}", packed[:end])
        with pytest.raises(DataError, match=r"cut off|not packed"):
            index_files(path)


def test_damaged_packed_file_is_refused(tmp_path: Path) -> None:
    packed = bytearray(gzip.compress(TRIPLE * 1_000))
    packed[-6] ^= 1
    with pytest.raises(DataError, match="not packed with gzip, or damaged"):
        index_files(write(tmp_path, "a.ttl.gz", bytes(packed)))


def test_file_that_unpacks_to_a_thousandfold_is_refused(tmp_path: Path) -> None:
    bomb = make_bomb(2 * UNSUSPICIOUS_SIZE)
    assert len(bomb) < 1_000_000
    with pytest.raises(DataError, match="unpacks to more than 250 times its size"):
        index_files(write(tmp_path, "a.ttl.gz", bomb))


def test_bomb_of_zstd_is_refused(tmp_path: Path) -> None:
    bomb = pack_zstd((b"#" * 99 + b"\n") * (2 * UNSUSPICIOUS_SIZE // 100))
    with pytest.raises(DataError, match="unpacks to more than 250 times its size"):
        index_files(write(tmp_path, "a.ttl.zst", bomb))


def test_small_file_may_pack_as_well_as_it_can(tmp_path: Path) -> None:
    packed = gzip.compress(TRIPLE * 100_000)
    assert len(TRIPLE) * 100_000 > 250 * len(packed)
    assert len(index_files(write(tmp_path, "a.ttl.gz", packed)).store) == 1


def test_file_that_unpacks_to_more_than_the_limit_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # The limit itself is beyond what a test should read.
    monkeypatch.setattr(input_files, "LARGEST_UNPACKED", 1_000_000)
    path = write(tmp_path, "a.ttl.gz", gzip.compress(TRIPLE * 100_000))
    with pytest.raises(DataError, match="unpacks to more than 0 GB"):
        index_files(path)


def test_packing_that_cannot_be_read_here_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(input_files, "_ZSTD_MODULES", ("gumru_kg.nothing",))
    with pytest.raises(FileError, match=r"pip install 'gumru-kg\[zstd\]', or unpack"):
        list(read_quads(write(tmp_path, "a.ttl.zst")))


def test_folder_means_its_files_of_rdf_sorted(tmp_path: Path) -> None:
    for name in (
        "b.nt",
        "a.ttl.gz",
        "notes.md",
        "sub/c.nq",
        ".hidden.ttl",
        ".git/d.nt",
    ):
        write(tmp_path, name)
    found = list_files(tmp_path)
    assert [os.path.relpath(name, tmp_path) for name in found] == [
        "a.ttl.gz",
        "b.nt",
        "sub/c.nq",
    ]


def test_folder_and_files_are_joined(tmp_path: Path) -> None:
    write(tmp_path, "folder/a.ttl", b"_:x <urn:b> 01 .")
    write(tmp_path, "folder/b.ttl.gz", gzip.compress(b"_:x <urn:b> 01 ."))
    other = write(tmp_path, "c.nt", TRIPLE)
    dataset = load_dataset([tmp_path / "folder", other])
    assert len(dataset) == 3
    assert sorted(str(quad.object)[:4] for quad in dataset) == ['"01"', '"01"', '"x"']
    assert len(index_files([tmp_path / "folder", other]).store) == 3


def test_format_that_is_named_holds_for_all_files_of_a_folder(tmp_path: Path) -> None:
    write(tmp_path, "a.txt")
    write(tmp_path, "b")
    assert len(load_dataset(tmp_path, format="turtle")) == 1
    assert len(list_files(tmp_path, format="turtle")) == 2


def test_folder_without_rdf_is_refused(tmp_path: Path) -> None:
    write(tmp_path, "notes.md")
    write(tmp_path, ".a.ttl")
    with pytest.raises(FileError, match=r"without a file of RDF; name one with files"):
        load_dataset(tmp_path)


def test_rdf_xml_in_a_folder_is_not_left_out_in_silence(tmp_path: Path) -> None:
    write(tmp_path, "a.ttl")
    write(tmp_path, "b.rdf", b"<rdf:RDF/>")
    with pytest.raises(DataError, match=r"b\.rdf: RDF/XML is not read; convert it"):
        load_dataset(tmp_path)


def test_broken_link_in_a_folder_is_told_and_a_pipe_left_out(tmp_path: Path) -> None:
    write(tmp_path, "a.ttl")
    os.mkfifo(tmp_path / "b.ttl")
    assert len(load_dataset(tmp_path)) == 1
    (tmp_path / "c.ttl").symlink_to(tmp_path / "nowhere.ttl")
    with pytest.raises(FileError, match=r"c\.ttl: there is no such file"):
        load_dataset(tmp_path)


def test_circle_of_links_between_folders_ends(tmp_path: Path) -> None:
    write(tmp_path, "sub/a.ttl")
    (tmp_path / "sub" / "up").symlink_to(tmp_path)
    assert len(list_files(tmp_path)) == 1


def test_graph_opens_on_several_files_and_folders(tmp_path: Path) -> None:
    write(tmp_path, "folder/a.ttl.gz", gzip.compress(TRIPLE))
    other = write(tmp_path, "b.nt", b'<urn:b> <urn:b> "x" .\n')
    both = 'ASK { <urn:a> <urn:b> "x" . <urn:b> <urn:b> "x" }'
    for graph in (
        open_graph(tmp_path),
        open_graph(tmp_path / "folder", str(other)),
        open_graph([tmp_path / "folder", other]),
    ):
        assert graph.ask(both)


def test_several_sources_must_be_files(tmp_path: Path) -> None:
    path = write(tmp_path, "a.ttl")
    with pytest.raises(DataError, match="not each is a file or folder; join the quads"):
        open_graph(path, load_dataset(path))
