"""Rewrite what README.md shows: the outputs of its commands, and its counts.

``python -m tests.project.readme`` rewrites the file; a test compares. So no output
and no number in the file is typed by hand:

- in a ``console`` block, the lines below ``$ command`` are the command's output,
- between ``<!-- counts -->`` marks, the table is made from ``gumru info --json``.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parents[2]
README = CHECKOUT / "README.md"

_CONSOLE = re.compile(r"(?<=^```console\n).*?(?=^```$)", re.MULTILINE | re.DOTALL)
_COUNTS = re.compile(r"(?<=<!-- counts -->\n).*?(?=<!-- /counts -->)", re.DOTALL)
_HEREDOC = re.compile(r"<<'(\w+)'$")


def run(command: str) -> str:
    """Run a command of the README as a reader with 80 columns would."""
    environment = os.environ | {
        "COLUMNS": "80",
        "NO_COLOR": "1",
        "PYTHONUTF8": "1",
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
    }
    done = subprocess.run(
        ["sh", "-c", command],
        cwd=CHECKOUT,
        env=environment,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    if done.stderr:
        raise RuntimeError(f"{command}: {done.stderr}")
    return done.stdout


def find_commands(block: str) -> list[str]:
    """Find the commands of a console block, each with its here-document."""
    commands: list[str] = []
    end: str | None = None
    for line in block.splitlines():
        if end is not None:
            commands[-1] += f"\n{line}"
            end = None if line == end else end
        elif line.startswith("$ "):
            commands.append(line.removeprefix("$ "))
            here = _HEREDOC.search(line)
            end = here[1] if here else None
    return commands


def write_console(block: re.Match[str]) -> str:
    """Write each command of a block with what it prints now."""
    return "".join(
        f"$ {command}\n{run(command)}" for command in find_commands(block[0])
    )


def write_counts() -> str:
    """Write the table of counts from what ``gumru info`` counts."""
    info = json.loads(run("gumru info --json"))
    rows = [f"| {name} | {number:,} |" for name, number in find_counts(info).items()]
    return "\n".join(["| in the graph | number |", "| --- | ---: |", *rows, ""])


def find_counts(info: dict[str, object]) -> dict[str, int]:
    """Choose the counts that the README tells."""
    raise NotImplementedError(info)


def rewrite(text: str) -> str:
    """Give the text with every output and count as of now."""
    return _COUNTS.sub(lambda _: write_counts(), _CONSOLE.sub(write_console, text))


if __name__ == "__main__":
    README.write_text(rewrite(README.read_text("utf-8")), "utf-8")
