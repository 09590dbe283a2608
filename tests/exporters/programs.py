"""Programs of third parties on what is exported, in processes of their own."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any


def run_python(folder: Path, code: str, *arguments: Path) -> Any:  # noqa: ANN401 - any JSON that the code prints
    """Run code in an environment, and read the JSON on the last line of its output."""
    done = subprocess.run(
        [folder / "python", "-W", "ignore", "-c", code, *arguments],
        capture_output=True,
        check=False,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout.splitlines()[-1])
