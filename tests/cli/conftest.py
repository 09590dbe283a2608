"""Run the real console script, as a user's shell does."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

_SCRIPT = Path(sys.executable).parent / "gumru"


@dataclass(frozen=True, slots=True)
class Finished:
    """A command that has ended."""

    exit_code: int
    stdout: str
    stderr: str

    @property
    def error_lines(self) -> list[str]:
        return self.stderr.splitlines()

    def json(self) -> Any:  # noqa: ANN401 - whatever the command prints
        return json.loads(self.stdout)


class Gumru:
    """Calls of the console script."""

    def __init__(self, environment: Mapping[str, str], folder: Path) -> None:
        self.environment = dict(environment)
        self.folder = folder

    @property
    def command(self) -> list[str]:
        return [str(_SCRIPT)]

    def __call__(
        self,
        *arguments: str,
        stdin: bytes = b"",
        environment: Mapping[str, str] | None = None,
    ) -> Finished:
        ended = subprocess.run(
            [*self.command, *arguments],
            input=stdin,
            capture_output=True,
            check=False,
            timeout=120,
            cwd=self.folder,
            env={**self.environment, **(environment or {})},
        )
        return Finished(
            ended.returncode,
            ended.stdout.decode("utf-8", "surrogateescape"),
            ended.stderr.decode("utf-8", "surrogateescape"),
        )


@pytest.fixture(scope="session")
def _environment(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    kept = {
        name: value
        for name, value in os.environ.items()
        if name not in {"COLUMNS", "NO_COLOR", "GUMRU_LANG", "FORCE_COLOR"}
    }
    # One cache for the session: the index of the shipped graph is built once.
    return {
        **kept,
        "XDG_CACHE_HOME": str(tmp_path_factory.mktemp("cache")),
        "PYTHONWARNINGS": "error",
    }


@pytest.fixture
def gumru(_environment: dict[str, str], tmp_path: Path) -> Gumru:
    """Give the console script, started in an empty folder."""
    return Gumru(_environment, tmp_path)


@pytest.fixture
def refuses(gumru: Gumru) -> Callable[..., str]:
    """Give a function that runs a command and insists on an error in one line."""

    def run(*arguments: str, exit_code: int = 3, stdin: bytes = b"") -> str:
        ended = gumru(*arguments, stdin=stdin)
        assert ended.exit_code == exit_code, ended
        assert ended.stdout == ""
        assert len(ended.error_lines) == 1, ended.stderr
        assert ended.stderr.startswith("gumru: ")
        assert "Traceback" not in ended.stderr
        return ended.stderr.removeprefix("gumru: ").strip()

    return run
