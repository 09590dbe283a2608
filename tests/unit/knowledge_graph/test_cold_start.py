"""The shortest command stays short."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from typing import TYPE_CHECKING, Final

import pytest

if TYPE_CHECKING:
    from pathlib import Path

# What a small question has no need of. pathlib and importlib.resources alone take as
# long as a bare start of Python.
NOT_NEEDED: Final = (
    "difflib",
    "edtf",
    "importlib.resources",
    "pathlib",
    "pyshacl",
    "rdflib",
    "tempfile",
    "gumru_kg.dataset",
    "gumru_kg.engines.embedded",
    "gumru_kg.names",
    "gumru_kg.rdf_input",
    "gumru_kg.validation",
)
ASK: Final = "import gumru_kg; gumru_kg.open_graph().treaties()"
MOST: Final = 6


def run(*arguments: str) -> str:
    # A fresh installation has its byte code as well.
    environment = {
        name: value
        for name, value in os.environ.items()
        if name != "PYTHONDONTWRITEBYTECODE"
    }
    done = subprocess.run(
        arguments, env=environment, capture_output=True, encoding="utf-8", check=True
    )
    return done.stdout


def measure(*arguments: str) -> float:
    """The shortest of many runs: what the machine does besides only adds to one."""
    times = []
    for _ in range(25):
        start = time.perf_counter()
        run(*arguments)
        times.append(time.perf_counter() - start)
    return min(times)


def test_kept_answer_needs_little_more_than_the_parser_of_results(
    cache_home: Path,
) -> None:
    run(sys.executable, "-c", ASK)
    assert cache_home.exists()
    names = f"[name for name in {NOT_NEEDED!r} if name in sys.modules]"
    assert run(sys.executable, "-c", f"import sys; {ASK}; print({names})") == "[]\n"


@pytest.mark.slow
def test_listing_the_treaties_takes_at_most_six_bare_starts(cache_home: Path) -> None:
    command = ("-c", "from gumru_kg.cli import run; run()", "treaties", "--json")
    run(sys.executable, *command)
    assert cache_home.exists()
    bare = measure(sys.executable, "-c", "pass")
    assert measure(sys.executable, *command) <= MOST * bare
