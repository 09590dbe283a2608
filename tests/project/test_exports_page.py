"""The page of all exports names every format, and tools as the tests pin them."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

from gumru_kg.exporters import EXPORTS

ROOT: Final = Path(__file__).resolve().parents[2]
PAGE: Final = (ROOT / "docs" / "exports.md").read_text("utf-8")


def test_every_format_has_one_row() -> None:
    rows = [line.split("|")[1] for line in PAGE.splitlines() if line.startswith("| `")]
    named = [name for row in rows for name in re.findall(r"`([^`]+)`", row)]
    assert sorted(named) == sorted(EXPORTS)


def test_versions_of_tools_are_those_that_tests_run() -> None:
    tests = "".join(
        path.read_text("utf-8")
        for folder in ("exporters", "unit")
        for path in sorted((ROOT / "tests" / folder).rglob("*.py"))
    )
    named = set(re.findall(r"[0-9]+\.[0-9]+\.[0-9]+", PAGE))
    pinned = set(re.findall(r"(?:==|@|_)([0-9]+\.[0-9]+\.[0-9]+)", tests))
    assert len(named) > 15
    assert named <= pinned
