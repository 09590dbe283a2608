"""A store is whole or refused, whatever happens to it or to its load."""

from __future__ import annotations

import gzip
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pyoxigraph as ox
import pytest

from gumru_kg.engines import store_folder
from gumru_kg.engines.store_folder import FORMAT
from gumru_kg.engines.store_loading import load_store
from gumru_kg.engines.stored import open_store
from gumru_kg.errors import DataError, EngineError, FileError, GumruError
from gumru_kg.knowledge_graph import open_graph

if TYPE_CHECKING:
    from collections.abc import Callable

GUMRU: Final = str(Path(sys.executable).parent / "gumru")
TRIPLE: Final = "<urn:a> <urn:b> <urn:c> .\n"
LARGE: Final = 40_000
KILLS: Final = 10
# Loads the first argument into the second; the third is how much a file may hold.
LIMITED: Final = """
import resource, sys
from gumru_kg.cli import run
most = int(sys.argv.pop())
resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))
sys.argv = ["gumru", "load", sys.argv[1], "--store", sys.argv[2]]
run()
"""
# Holds a store open for writing until it is told to end.
WRITER: Final = """
import sys, pyoxigraph
store = pyoxigraph.Store(sys.argv[1])
print("open", flush=True)
sys.stdin.read()
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "a.nt"
    path.write_text(TRIPLE, "utf-8")
    return path


@pytest.fixture
def store(file: Path) -> Path:
    folder = file.parent / "of.store"
    load_store(file, store=folder)
    return folder


@pytest.fixture
def large(tmp_path: Path) -> Path:
    path = tmp_path / "large.nt"
    lines = (f"<urn:s{n}> <urn:p{n % 7}> <urn:o{n}> .\n" for n in range(LARGE))
    path.write_text("".join(lines), "utf-8")
    return path


def refusal(folder: Path | str) -> str:
    with pytest.raises(FileError) as caught:
        open_graph(f"store:{folder}")
    assert "\n" not in str(caught.value)
    return str(caught.value)


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        arguments, capture_output=True, encoding="utf-8", check=False, timeout=60
    )


def test_where_nothing_is_it_tells_how_to_make_a_store(tmp_path: Path) -> None:
    assert "there is no store; make one with: gumru load" in refusal(tmp_path / "no")
    assert "is a folder without a store; make one" in refusal(tmp_path)
    assert "names no folder; write it after the colon: store:DIR" in refusal("")
    assert "is no path" in refusal("a\0b")


def test_file_is_no_store(file: Path) -> None:
    assert "is a file, not a store; name the folder" in refusal(file)


def test_store_of_another_program_is_told_apart(tmp_path: Path) -> None:
    ox.Store(str(tmp_path / "oxigraph")).flush()
    message = refusal(tmp_path / "oxigraph")
    assert "is a store of another program; have that write N-Quads" in message


def test_store_opened_as_a_folder_of_files_tells_how(store: Path) -> None:
    with pytest.raises(
        FileError, match="is a store, not a folder of files; open it as"
    ):
        open_graph(store)


@pytest.mark.parametrize("name", ["index", "originals"])
def test_file_that_is_gone_or_cut_is_noticed(store: Path, name: str) -> None:
    whole = store.with_name("whole")
    shutil.copytree(store, whole)
    for path in (whole / name).iterdir():
        if path.name.startswith(("LOG", "LOCK")):
            continue
        kept = path.read_bytes()
        path.unlink()
        assert "is damaged, or another program has changed it" in refusal(whole)
        path.write_bytes(kept + b"x")
        assert "load it again into a new folder: gumru load" in refusal(whole)
        path.write_bytes(kept)
    assert open_graph(f"store:{whole}").ask("ASK { <urn:a> ?p ?o }")


def test_store_that_another_program_wrote_to_is_refused(store: Path) -> None:
    other = ox.Store(str(store / "index"))
    other.add(ox.Quad(ox.NamedNode("urn:x"), ox.NamedNode("urn:x"), ox.Literal("x")))
    other.flush()
    del other
    assert "another program has changed it" in refusal(store)
    # What the message tells to do helps.
    load_store(store / "originals", store=store.with_name("new"))
    assert open_graph(f"store:{store.with_name('new')}").ask("ASK { <urn:a> ?p ?o }")


def test_store_that_is_being_written_to_is_refused(
    store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", WRITER, str(store / "index")],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as writer:
        assert writer.stdout is not None
        writer.stdout.readline()
        assert "another program has changed it" in refusal(store)
        # The lock is noticed even where the files look as they did.
        monkeypatch.setattr(store_folder, "_check_files", lambda *_: None)
        assert "is opened for writing by another program" in refusal(store)
        writer.communicate()


def test_damaged_block_of_the_index_is_an_error_and_no_answer(
    large: Path, tmp_path: Path
) -> None:
    load_store(large, store=tmp_path / "s")
    for path in (tmp_path / "s" / "index").glob("*.sst"):
        data = bytearray(path.read_bytes())
        for place in range(100, len(data) // 2, 997):
            data[place] ^= 255
        path.write_bytes(bytes(data))
    with pytest.raises((FileError, EngineError)):
        list(open_graph(f"store:{tmp_path / 's'}").select("SELECT * { ?s ?p ?o }"))


def test_damaged_original_is_an_error_and_no_export(store: Path) -> None:
    (path,) = (store / "originals").iterdir()
    data = bytearray(path.read_bytes())
    data[-6] ^= 255
    path.write_bytes(bytes(data))
    with pytest.raises(DataError, match="not packed with gzip, or damaged"):
        open_graph(f"store:{store}").export("nquads")


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        (f"gumru-store {FORMAT}", "gumru-store 99", "is a store of format 99"),
        (f"engine {ox.__version__}", "engine 0.1.0", "is damaged"),
        ("quads 1", "quads 2", "is damaged"),
        ("gumru-store", "other", "is damaged"),
        ("end", "", "is damaged"),
    ],
)
def test_manifest_that_is_not_ours_is_refused(
    store: Path, old: str, new: str, problem: str
) -> None:
    manifest = store / "gumru-store"
    manifest.write_text(manifest.read_text("utf-8").replace(old, new, 1), "utf-8")
    assert f"{problem}" in refusal(store)
    assert "load it again into a new folder" in refusal(store)


@pytest.mark.parametrize("content", [b"", b"\xff\xfe\0", b"gumru-store x", b"\n" * 99])
def test_manifest_of_noise_is_refused(store: Path, content: bytes) -> None:
    (store / "gumru-store").write_bytes(content)
    assert "is damaged" in refusal(store)


def test_store_of_another_engine_is_refused(
    file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(ox, "__version__", "0.99.0")
        load_store(file, store=tmp_path / "s")
    message = refusal(tmp_path / "s")
    assert "was made by pyoxigraph 0.99.0, and this is 0." in message


def test_whole_store_is_not_loaded_into(store: Path, file: Path) -> None:
    with pytest.raises(FileError, match="holds a store already; remove it first"):
        load_store(file, store=store)
    assert open_graph(f"store:{store}").ask("ASK { <urn:a> ?p ?o }")


def test_folder_of_something_else_is_left_alone(file: Path, tmp_path: Path) -> None:
    folder = tmp_path / "mine"
    (folder / "index").mkdir(parents=True)
    with pytest.raises(FileError, match="is not empty, and what lies in it is no"):
        load_store(file, store=folder)
    (folder / "gumru-store.loading").touch()
    (folder / "letters.txt").touch()
    with pytest.raises(FileError, match="is not empty"):
        load_store(file, store=folder)
    assert len(list(folder.iterdir())) == 3
    with pytest.raises(FileError, match="is a file; name a new folder"):
        load_store(file, store=file)
    with pytest.raises(FileError, match="cannot be made: No such file"):
        load_store(file, store=tmp_path / "no" / "where")


@pytest.mark.parametrize("is_new", [True, False])
def test_load_that_fails_leaves_nothing(
    large: Path,
    tmp_path: Path,
    is_new: bool,  # noqa: FBT001 - a case
) -> None:
    large.write_text(large.read_text("utf-8") + "<urn:a> nonsense .\n", "utf-8")
    folder = tmp_path / "s"
    if not is_new:
        folder.mkdir()
    with pytest.raises(DataError, match=rf"large\.nt:{LARGE + 1}:"):
        load_store(large, store=folder)
    assert folder.exists() is not is_new
    assert is_new or not list(folder.iterdir())
    with pytest.raises(FileError, match="there is no such file"):
        load_store(tmp_path / "no.nt", store=folder)
    with pytest.raises(FileError, match="there is nothing to load"):
        load_store([], store=folder)


def test_damaged_packed_file_leaves_nothing(large: Path, tmp_path: Path) -> None:
    packed = tmp_path / "a.nt.gz"
    packed.write_bytes(gzip.compress(large.read_bytes())[:-9])
    with pytest.raises(DataError, match="is cut off: its packing has no end"):
        load_store(packed, store=tmp_path / "s")
    assert not (tmp_path / "s").exists()


def test_pipe_is_loaded_and_kept(tmp_path: Path) -> None:
    folder = tmp_path / "s"
    ended = subprocess.run(
        [GUMRU, "load", "/dev/stdin", "--format", "ntriples", "--store", str(folder)],
        input=TRIPLE.encode(),
        capture_output=True,
        check=False,
    )
    assert ended.stdout.decode() == f"{folder}: 1 quad of 1 file\n", ended.stderr
    assert open_graph(f"store:{folder}").export("ntriples").decode() == TRIPLE


def test_progress_goes_from_nothing_to_all(large: Path, tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    load_store(
        [large, large],
        store=tmp_path / "s",
        progress=lambda taken, total: told.append((taken, total)),
    )
    size = large.stat().st_size
    assert told == sorted(told)
    assert told[-1] == (2 * size, 2 * size)
    assert open_store(tmp_path / "s").quads == LARGE


def test_two_loads_into_one_folder_do_not_meet(file: Path, tmp_path: Path) -> None:
    folder, pipe = tmp_path / "s", tmp_path / "pipe.nt"
    os.mkfifo(pipe)
    with (
        subprocess.Popen(
            [GUMRU, "load", str(pipe), "--store", str(folder)], stdout=subprocess.PIPE
        ) as other,
        pipe.open("wb") as end,
    ):
        wait_for((folder / "originals").exists)
        with pytest.raises(FileError, match="another process loads into it; wait"):
            load_store(file, store=folder)
        assert "is being loaded; wait until that has ended" in refusal(folder)
        end.write(TRIPLE.encode())
        end.close()
        assert other.wait(60) == 0
    assert open_graph(f"store:{folder}").ask("ASK { <urn:a> ?p ?o }")


def test_interrupted_load_leaves_no_store(large: Path, tmp_path: Path) -> None:
    folder, pipe = tmp_path / "s", tmp_path / "pipe.nt"
    os.mkfifo(pipe)
    with (
        subprocess.Popen(
            [GUMRU, "load", str(pipe), "--store", str(folder)], stderr=subprocess.PIPE
        ) as load,
        pipe.open("wb") as end,
    ):
        end.write(large.read_bytes()[:60_000])
        wait_for((folder / "originals").exists)
        load.send_signal(signal.SIGINT)
        assert load.wait(60) == 130
    assert "no store" in refusal(folder) or "cut off" in refusal(folder)
    load_store(large, store=folder)
    assert open_store(folder).quads == LARGE


def wait_for(condition: Callable[[], bool]) -> None:
    end = time.monotonic() + 60
    while not condition():
        assert time.monotonic() < end
        time.sleep(0.01)


@pytest.mark.slow
def test_store_is_whole_or_refused_after_a_kill(large: Path, tmp_path: Path) -> None:
    chance = random.Random(1920)  # noqa: S311 - moments, not secrets
    started = time.monotonic()
    load_store(large, store=tmp_path / "whole")
    longest = time.monotonic() - started + 0.5
    expected = open_graph(f"store:{tmp_path / 'whole'}").export("nquads")
    states = []
    for number in range(KILLS):
        folder = tmp_path / f"s{number}"
        with subprocess.Popen(
            [GUMRU, "load", str(large), "--store", str(folder)],
            stdout=subprocess.DEVNULL,
        ) as load:
            # Half of them while the files are written, wherever that begins.
            if number % 2:
                wait_for(folder.exists)
                time.sleep(chance.uniform(0, longest / 4))
            else:
                time.sleep(chance.uniform(0, longest))
            load.kill()
        try:
            opened = open_graph(f"store:{folder}")
        except FileError as error:
            states.append("refused")
            assert "load was cut off" in str(error) or "no store" in str(error)  # noqa: PT017 - to be opened is right, too
            load_store(large, store=folder)
            opened = open_graph(f"store:{folder}")
        else:
            states.append("whole")
        assert len(list(opened.select("SELECT ?s { ?s ?p ?o }"))) == LARGE
        assert opened.export("nquads") == expected
    assert "refused" in states, states


def test_every_step_of_a_load_leaves_a_folder_that_is_refused(store: Path) -> None:
    """What a kill leaves at the steps that are too short to be met by chance."""
    cut = store.with_name("cut")
    shutil.copytree(store, cut)
    (cut / "gumru-store.loading").touch()
    # The manifest is there, its mark not yet gone.
    assert open_graph(f"store:{cut}").ask("ASK { <urn:a> ?p ?o }")
    (cut / "gumru-store").rename(cut / "gumru-store.unfinished")
    assert "its load was cut off, and half a store is not served" in refusal(cut)
    shutil.rmtree(cut / "originals")
    assert "load it again: gumru load" in refusal(cut)
    shutil.rmtree(cut / "index")
    assert "its load was cut off" in refusal(cut)


@pytest.mark.skipif(sys.platform != "linux", reason="limits of files as Linux has them")
@pytest.mark.parametrize("most", [0, 10_000, 200_000])
def test_file_that_cannot_grow_is_told_in_one_line(
    large: Path, tmp_path: Path, most: int
) -> None:
    folder = tmp_path / "s"
    ended = run(sys.executable, "-c", LIMITED, str(large), str(folder), str(most))
    assert ended.returncode == 3, ended
    line = f"gumru: {folder}: the disk is full; free some space and load again\n"
    assert ended.stderr == line
    assert not folder.exists()


@pytest.mark.parametrize("size", ["64k", "1m", "3m"])
def test_disk_that_fills_is_told_in_one_line(
    large: Path, tmp_path: Path, size: str
) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    script = (
        'mount -t tmpfs -o size="$1" tmpfs "$2" || exit 99; '
        '"$3" load "$4" --store "$2/s"; code=$?; ls -A "$2"; exit $code'
    )
    words = ("unshare", "-Urm", "sh", "-c", script, "sh")
    if shutil.which("unshare") is None:
        pytest.skip("unshare is not here to make a small disk")
    ended = run(*words, size, str(disk), GUMRU, str(large))
    if ended.returncode not in (0, 3):
        pytest.skip(f"no small disk can be made here: {ended.stderr.strip()}")
    assert ended.returncode == 3, ended
    line = f"gumru: {disk}/s: the disk is full; free some space and load again\n"
    assert ended.stderr == line
    assert ended.stdout == ""


def test_every_refusal_is_ours(store: Path) -> None:
    """Noise in place of each file of a store ends in an error of the package."""
    for path in [path for path in store.rglob("*") if path.is_file()]:
        kept = path.read_bytes()
        path.write_bytes(bytes(len(kept)))
        try:
            open_graph(f"store:{store}").export("nquads")
        except GumruError as error:
            assert "\n" not in str(error)  # noqa: PT017 - to be opened is right, too
        path.write_bytes(kept)
