"""``gumru load`` fills a store, and every command that reads files asks it."""

from __future__ import annotations

import os
import subprocess
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.cli.conftest import Gumru

TEXT = (
    "@prefix gum: <https://w3id.org/gumru/ont#> .\n"
    "@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n"
    "<https://w3id.org/gumru/id/treaty-x> a gum:Treaty ;\n"
    '  skos:prefLabel "Treaty of X"@en ; gum:articleCount 01 .\n'
)
STORE = "--file", "store:of.store"


@pytest.fixture
def loaded(gumru: Gumru) -> Gumru:
    """The console script in a folder with a store."""
    (gumru.folder / "a.ttl").write_text(TEXT, "utf-8")
    ended = gumru("load", "a.ttl", "--store", "of.store")
    assert (ended.exit_code, ended.stdout) == (0, "of.store: 3 quads of 1 file\n")
    assert ended.stderr == ""
    return gumru


def test_store_is_asked_like_a_file(loaded: Gumru) -> None:
    for words in (("query", "treaty/list"), ("export", "turtle"), ("validate",)):
        option = () if words == ("validate",) else ("--file",)
        of_store = loaded(*words, *option, "store:of.store")
        of_file = loaded(*words, *option, "a.ttl")
        assert (of_store.exit_code, of_store.stdout) == (
            of_file.exit_code,
            of_file.stdout,
        )
        assert of_store.stdout
    ended = loaded("sparql", "-", "store:of.store", stdin=b"ASK { ?t a gum:Treaty }")
    assert ended.exit_code == 0
    assert "01" in loaded("export", "nquads", *STORE).stdout


def test_pages_and_evidence_are_of_a_store_as_well(loaded: Gumru) -> None:
    for words in (("statistics",), ("evidence", "--file")):
        of_store = loaded(*words, "store:of.store")
        of_file = loaded(*words, "a.ttl")
        assert (of_store.exit_code, of_store.stdout) == (
            of_file.exit_code,
            of_file.stdout,
        )
        assert of_store.stdout
        assert of_store.stderr == ""


def test_store_stands_alone(loaded: Gumru, refuses: Callable[..., str]) -> None:
    del loaded
    told = refuses("query", "treaty/list", *STORE, "--file", "a.ttl")
    assert "store:of.store: a store is opened by itself" in told


def test_address_as_a_file_is_told_of_endpoints(refuses: Callable[..., str]) -> None:
    told = refuses("query", "treaty/list", "--file", "http://127.0.0.1:1/sparql")
    assert "is an address, and no file" in told
    assert "--endpoint" in told


def test_folder_is_loaded(loaded: Gumru) -> None:
    (loaded.folder / "corpus").mkdir()
    for name in ("a.ttl", "b.ttl"):
        (loaded.folder / "corpus" / name).write_text(TEXT, "utf-8")
    ended = loaded("load", "corpus", "--store", "other")
    assert ended.stdout == "other: 3 quads of 2 files\n"


def test_second_load_is_refused(loaded: Gumru, refuses: Callable[..., str]) -> None:
    del loaded
    message = refuses("load", "a.ttl", "--store", "of.store")
    assert message.startswith("of.store: holds a store already; remove it first")


def test_store_that_is_none_is_told_in_one_line(refuses: Callable[..., str]) -> None:
    message = refuses("query", "treaty/list", "--file", "store:nothing")
    assert message.startswith("nothing: there is no store; make one with: gumru load")


def test_load_needs_a_file_and_a_store(refuses: Callable[..., str]) -> None:
    assert "missing argument 'FILE...'" in refuses("load", "--store", "s", exit_code=2)
    assert "missing option '--store'" in refuses("load", "a.ttl", exit_code=2)
    assert "no such file" in refuses("load", "a.ttl", "--store", "s")
    message = refuses("load", "a.ttl", "--store", "s", "--format", "n3")
    assert "unknown format 'n3'" in message


@pytest.mark.skipif(os.name != "posix", reason="terminals as POSIX has them")
def test_progress_is_drawn_on_a_terminal_only(loaded: Gumru, tmp_path: Path) -> None:
    import pty

    keeper, terminal = pty.openpty()
    ended = subprocess.run(
        [*loaded.command, "load", "a.ttl", "--store", "shown"],
        cwd=tmp_path,
        env={**loaded.environment, "TERM": "xterm"},
        stdout=subprocess.PIPE,
        stderr=terminal,
        check=True,
    )
    os.close(terminal)
    drawn = os.read(keeper, 10_000).decode()
    os.close(keeper)
    assert "loading" in drawn
    assert "100%" in drawn
    assert ended.stdout == b"shown: 3 quads of 1 file\n"
