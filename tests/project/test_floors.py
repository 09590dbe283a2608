"""Imports go downwards, and each heavy dependency has one place."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

# As the command line `lint-imports` does; it has no module to call with -m.
LINT_IMPORTS = "from importlinter.cli import lint_imports_command as run; run()"


def test_imports_keep_to_the_floors(checkout: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", LINT_IMPORTS, "--no-cache", "--no-logo"],
        cwd=checkout,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "0 broken" in done.stdout
