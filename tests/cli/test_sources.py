"""Commands ask the user's files or endpoint as they ask the shipped graph."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pytest

from gumru_kg._resources import resource
from gumru_kg.dataset import shipped_graph
from tests.engines.servers import run_oxigraph

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.cli.conftest import Gumru

COMMANDS: Final = (
    ["treaties"],
    ["show", "kars"],
    ["provisions", "gumru-1920"],
    ["chronology", "--until", "1920"],
    ["info"],
    ["disputed", "--lang", "tr"],
    ["who-says", "kars"],
    ["find", "Карс"],
    ["concordance", "gumru", "kars"],
)


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with run_oxigraph(tmp_path_factory.mktemp("server"), shipped_graph()) as found:
        yield found


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command[0])
def test_file_and_endpoint_are_asked_alike(
    command: list[str], gumru: Gumru, address: str
) -> None:
    shipped = gumru(*command)
    assert shipped.exit_code == 0
    file = str(resource("data", "gumru.ttl"))
    for source in (["--file", file], ["--endpoint", address]):
        asked = gumru(*command, *source)
        assert (asked.exit_code, asked.stdout) == (0, shipped.stdout)


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command[0])
def test_bad_file_is_told_in_one_line(
    command: list[str], gumru: Gumru, tmp_path: Path
) -> None:
    file = tmp_path / "bad.ttl"
    file.write_text("<urn:a> <urn:b>")
    ended = gumru(*command, "--file", str(file))
    assert (ended.exit_code, ended.stdout) == (3, "")
    assert ended.stderr.startswith(f"gumru: {file}:1")
    assert ended.stderr.count("\n") == 1
