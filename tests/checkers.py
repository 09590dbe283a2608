"""Programs of others that check what we write, each in an environment of its own.

They fight over versions, so none of them shares one, least of all with us. They are
installed once, into ``.checkers/`` of the checkout, under a name that holds what is
installed. Where that cannot be done the test is skipped, but never in CI.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Final, NoReturn

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

FOLDER: Final = Path(__file__).resolve().parents[1] / ".checkers"
_LONGEST_INSTALL: Final = 600


def install_python(*requirements: str) -> Path:
    """Give the folder of the programs of an environment that holds some packages."""

    def install(folder: Path) -> None:
        subprocess.run((sys.executable, "-m", "venv", folder), check=True)
        pip = (folder / "bin" / "python", "-m", "pip", "install", "--quiet")
        _run(*pip, "--disable-pip-version-check", *requirements)

    return _install("python", requirements, install) / "bin"


def install_node(*packages: str) -> Path:
    """Give the folder ``node_modules`` that holds some packages of npm."""
    npm = find_program("npm")

    def install(folder: Path) -> None:
        folder.mkdir(parents=True)
        options = ("--prefix", folder, "--no-audit", "--no-fund", "--silent")
        _run(npm, "install", *options, *packages)

    return _install("node", packages, install) / "node_modules"


def find_program(*names: str, package: str = "") -> str:
    """Find a program of the system by one of its names; Debian has it in a package."""
    for name in names:
        found = shutil.which(name)
        if found is not None:
            return found
    return skip_or_fail(
        f"{names[0]} is not installed: apt install {package or names[0]}"
    )


def skip_or_fail(reason: str) -> NoReturn:
    """Skip a test for want of a program; in CI that is a failure."""
    if os.environ.get("CI") == "true":
        pytest.fail(reason)
    pytest.skip(reason)


def _install(
    kind: str, wanted: tuple[str, ...], install: Callable[[Path], None]
) -> Path:
    digest = hashlib.sha256(" ".join(wanted).encode()).hexdigest()[:12]
    folder = FOLDER / f"{kind}-{digest}"
    with _lock(folder.name):
        done = folder / ".done"
        if not done.exists():
            shutil.rmtree(folder, ignore_errors=True)
            try:
                install(folder)
            except (OSError, subprocess.SubprocessError) as error:
                shutil.rmtree(folder, ignore_errors=True)
                skip_or_fail(f"{' '.join(wanted)} cannot be installed: {error}")
            done.write_text("\n".join(wanted), "utf-8")
    return folder


@contextmanager
def _lock(name: str) -> Iterator[None]:
    # Tests run in several processes.
    FOLDER.mkdir(exist_ok=True)
    with (FOLDER / f"{name}.lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def _run(*command: str | Path) -> None:
    subprocess.run(command, check=True, capture_output=True, timeout=_LONGEST_INSTALL)
