"""The cache helps where it can, and is never a reason for an error."""

from __future__ import annotations

import os
import shutil
import stat
import subprocess
import sys
import time
import zlib
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from gumru_kg.engines.cache import Cache, check_owner, find_cache_root
from gumru_kg.engines.shipped import ShippedEngine
from gumru_kg.results import Solutions

if TYPE_CHECKING:
    from collections.abc import Callable

ASK = "ASK { <https://w3id.org/gumru/id/treaty-gumru-1920> a gum:Treaty }"
SELECT = "SELECT ?treaty { ?treaty a gum:Treaty } ORDER BY ?treaty"


def ask() -> bool:
    return ShippedEngine().ask(ASK)


def select() -> list[tuple[object, ...]]:
    answer = ShippedEngine().query_named(SELECT)
    assert isinstance(answer, Solutions)
    return list(answer.rows())


def find_folder(cache_home: Path) -> Path:
    (folder,) = (cache_home / "gumru-kg").iterdir()
    return folder


def list_files(cache_home: Path) -> list[Path]:
    return [path for path in cache_home.rglob("*") if path.is_file()]


@pytest.fixture
def filled(cache_home: Path) -> Path:
    """The folder of a cache with an index and one answer."""
    assert ask()
    assert select()
    return find_folder(cache_home)


def test_index_is_made_once_and_used_again(cache_home: Path) -> None:
    assert ask()
    index = find_folder(cache_home) / "index"
    before = index.stat()
    assert ask()
    assert index.stat().st_ino == before.st_ino
    assert index.stat().st_mtime == before.st_mtime


def test_folders_belong_to_the_user_alone(filled: Path) -> None:
    for folder in (filled.parent, filled, filled / "index", filled / "answers"):
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_nothing_unfinished_is_left(filled: Path) -> None:
    assert sorted(entry.name for entry in filled.iterdir()) == ["answers", "index"]
    assert not list(filled.parent.rglob(".unfinished-*"))


def test_answer_is_kept_and_read_without_the_index(filled: Path) -> None:
    rows = select()
    shutil.rmtree(filled / "index")
    assert select() == rows
    assert not (filled / "index").exists()


def test_no_cache_is_made_where_none_is_wanted(
    cache_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GUMRU_NO_CACHE", "1")
    assert ask()
    assert select()
    assert not cache_home.exists()


def truncate(path: Path) -> None:
    os.truncate(path, path.stat().st_size // 2)


def flip(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[len(data) // 2 : len(data) // 2 + 1] = b"\xff"
    data[:1] = b"\xfe"
    path.write_bytes(data)


def empty(path: Path) -> None:
    path.write_bytes(b"")


def remove(path: Path) -> None:
    path.unlink()


@pytest.mark.parametrize("damage", [truncate, flip, empty, remove])
def test_damaged_index_is_made_anew(
    filled: Path, damage: Callable[[Path], None]
) -> None:
    for path in sorted((filled / "index").iterdir()):
        if path.name in ("LOG", "LOCK") or not path.exists():
            continue
        if path.stat().st_size == 0 and damage is not remove:
            continue
        damage(path)
        assert ask(), path.name
        assert Cache.find_index(open_cache(filled)) == str(filled / "index")


def open_cache(folder: Path) -> Cache:
    cache = object.__new__(Cache)
    cache.__dict__.update(
        _root=str(folder.parent),
        path=str(folder),
        _index=str(folder / "index"),
        _answers=str(folder / "answers"),
    )
    return cache


@pytest.mark.parametrize("damage", [truncate, flip, empty, remove])
def test_damaged_answer_is_found_anew(
    filled: Path, damage: Callable[[Path], None]
) -> None:
    rows = select()
    (answer,) = (filled / "answers").iterdir()
    damage(answer)
    assert select() == rows
    (again,) = (filled / "answers").iterdir()
    assert again == answer


def test_answer_that_is_no_answer_is_found_anew(filled: Path) -> None:
    rows = select()
    (answer,) = (filled / "answers").iterdir()
    for content in (b"nonsense", b'{"head":{},"boolean":true}', b"{}"):
        answer.write_bytes(b"%d\n" % zlib.crc32(content) + content)
        assert select() == rows


@pytest.mark.parametrize(
    "row",
    [
        b'{"treaty":{"type":"uri","value":"no IRI"}}]}}',
        b'{"other":{"type":"literal","value":"x"}}]}}',
        b"",
    ],
)
def test_answer_with_a_fault_in_a_row_is_found_anew(filled: Path, row: bytes) -> None:
    rows = select()
    content = b'{"head":{"vars":["treaty"]},"results":{"bindings":[' + row
    (answer,) = (filled / "answers").iterdir()
    answer.write_bytes(b"%d\n" % zlib.crc32(content) + content)
    assert select() == rows


def test_kept_answer_is_written_from_where_it_was_read(filled: Path) -> None:
    assert filled.exists()
    asked, kept = ShippedEngine().select(SELECT), ShippedEngine().query_named(SELECT)
    assert isinstance(kept, Solutions)
    assert next(iter(asked)) == next(iter(kept))
    assert kept.write("csv") == asked.write("csv")


def become_pipe(path: Path) -> None:
    path.unlink()
    os.mkfifo(path)


def become_link(path: Path) -> None:
    elsewhere = path.rename(path.parents[2] / "elsewhere")
    path.symlink_to(elsewhere)


def become_folder(path: Path) -> None:
    path.unlink()
    (path / "inner").mkdir(parents=True)


def become_large(path: Path) -> None:
    os.truncate(path, 10_000_000_000)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no such files here")
@pytest.mark.parametrize(
    "change", [become_pipe, become_link, become_folder, become_large]
)
def test_special_file_in_the_place_of_an_answer_is_not_read(
    filled: Path, change: Callable[[Path], None]
) -> None:
    rows = select()
    (answer,) = (filled / "answers").iterdir()
    change(answer)
    assert select() == rows


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no such files here")
@pytest.mark.parametrize("change", [become_pipe, become_link, become_folder])
def test_special_file_in_an_index_is_not_read(
    filled: Path, change: Callable[[Path], None]
) -> None:
    names = sorted(entry.name for entry in (filled / "index").iterdir())
    for name in names:
        if (filled / "index" / name).exists():
            change(filled / "index" / name)
            assert ask(), name
            assert open_cache(filled).find_index() == str(filled / "index")


def test_linked_folder_of_answers_is_neither_read_nor_filled(
    filled: Path, tmp_path: Path
) -> None:
    elsewhere = tmp_path / "elsewhere"
    (filled / "answers").rename(elsewhere)
    (filled / "answers").symlink_to(elsewhere)
    (answer,) = elsewhere.iterdir()
    answer.write_bytes(b"0\n")
    assert select()
    assert [path.read_bytes() for path in elsewhere.iterdir()] == [b"0\n"]


def test_folder_in_the_place_of_a_file_is_no_error(cache_home: Path) -> None:
    cache_home.mkdir()
    (cache_home / "gumru-kg").write_text("in the way", "utf-8")
    assert ask()
    assert select()


@pytest.mark.parametrize("home", ["/dev/null", "/proc/nothing", "/nonexistent-\0"])
def test_home_that_cannot_be_written_is_no_error(
    home: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    if "\0" in home:
        monkeypatch.setenv("XDG_CACHE_HOME", "relative")
        monkeypatch.setenv("HOME", "/dev/null")
    else:
        monkeypatch.setenv("XDG_CACHE_HOME", home)
    assert ask()
    assert select()


def test_relative_cache_home_is_ignored(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", "somewhere")
    monkeypatch.setenv("HOME", str(tmp_path))
    assert find_cache_root() == str(tmp_path / ".cache" / "gumru-kg")


@pytest.mark.parametrize("place", ["root", "cache", "index"])
def test_folder_that_others_may_write_is_not_trusted(filled: Path, place: str) -> None:
    folder = {"root": filled.parent, "cache": filled, "index": filled / "index"}[place]
    folder.chmod(0o777)
    with pytest.raises(OSError, match="may be written by others"):
        open_cache(filled).find_index()
    assert ask()


@pytest.mark.parametrize("place", ["root", "cache", "index"])
def test_link_is_not_followed(filled: Path, tmp_path: Path, place: str) -> None:
    folder = {"root": filled.parent, "cache": filled, "index": filled / "index"}[place]
    elsewhere = tmp_path / "elsewhere"
    folder.rename(elsewhere)
    folder.symlink_to(elsewhere)
    with pytest.raises(NotADirectoryError):
        open_cache(filled).find_index()
    assert ask()
    assert elsewhere.is_dir()


@pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root gives folders"
)
def test_folder_of_somebody_else_is_not_trusted(filled: Path) -> None:
    os.chown(filled, 12345, 12345)
    with pytest.raises(PermissionError):
        check_owner(str(filled))
    assert ask()
    assert select()


def test_caches_of_other_data_go_when_unused(cache_home: Path) -> None:
    root = cache_home / "gumru-kg"
    ages = {"0" * 64: 2, "1" * 64: 0, ".unfinished-x": 2, "a file": 2}
    root.mkdir(parents=True, mode=0o700)
    for name, days in ages.items():
        (root / name).mkdir()
        then = time.time() - days * 86_400 - 60
        os.utime(root / name, (then, then))
    assert ask()
    left = {entry.name for entry in root.iterdir()}
    assert "1" * 64 in left
    assert left.isdisjoint({"0" * 64, ".unfinished-x"})
    # A folder of that name may be somebody's checkout.
    assert "a file" in left


def test_cache_in_use_is_marked_so(filled: Path) -> None:
    then = time.time() - 86_400
    os.utime(filled, (then, then))
    assert select()
    assert time.time() - filled.stat().st_mtime < 60


def test_other_data_get_another_place() -> None:
    first = Cache("/root", data=b"a", engine="1")
    assert first.path != Cache("/root", data=b"b", engine="1").path
    assert first.path != Cache("/root", data=b"a", engine="2").path
    assert first.path == Cache("/root", data=b"a", engine="1").path


def test_many_or_large_answers_are_not_kept(tmp_path: Path) -> None:
    cache = Cache(str(tmp_path / "root"), data=b"", engine="")
    cache.keep_answer("large", b"x" * 5_000_000)
    assert list_files(tmp_path) == []
    for number in range(510):
        cache.keep_answer(f"query {number}", b"x")
    assert len(list_files(tmp_path)) == 500
    assert cache.read_answer("query 1") == b"x"
    with pytest.raises(FileNotFoundError):
        cache.read_answer("query 509")


def test_racing_processes_all_get_their_answer(cache_home: Path) -> None:
    code = (
        "from gumru_kg.engines.shipped import ShippedEngine\n"
        f"print(ShippedEngine().ask({ASK!r}))\n"
        f"print(len(list(ShippedEngine().query_named({SELECT!r}))))\n"
    )
    racing = [
        subprocess.Popen(
            [sys.executable, "-W", "error", "-c", code],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            encoding="utf-8",
        )
        for _ in range(6)
    ]
    answers = {process.communicate() for process in racing}
    assert len(answers) == 1
    ((out, errors),) = answers
    assert out.startswith("True\n")
    assert errors == ""
    assert sorted(entry.name for entry in find_folder(cache_home).iterdir()) == [
        "answers",
        "index",
    ]
