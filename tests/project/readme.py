"""Rewrite what README.md shows: the outputs of its commands, and its counts.

``python -m tests.project.readme`` rewrites the file, and the outputs in pages of docs/
that show some; a test compares. So no output and no number there is typed by hand:

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

import gumru_kg

CHECKOUT = Path(__file__).resolve().parents[2]
README = CHECKOUT / "README.md"
PAGES = (README, *(CHECKOUT / "docs" / name for name in ("names.md", "networks.md")))

_CONSOLE = re.compile(r"(?<=^```console\n).*?(?=^```$)", re.MULTILINE | re.DOTALL)
_COUNTS = re.compile(r"(?<=<!-- counts -->\n).*?(?=<!-- /counts -->)", re.DOTALL)
_LABELS = """
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
SELECT ?curie ?label WHERE {
  ?concept a skos:Concept ; skos:prefLabel ?label .
  FILTER (lang(?label) = "en")
  BIND (REPLACE(STR(?concept), "^.*/", "gv:") AS ?curie)
}
"""
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
    points = json.loads(run("gumru disputed --json"))
    counts: dict[str, dict[str, int]] = {}
    for count in info["counts"]:
        counts.setdefault(count["measure"], {})[count["value"]] = count["count"]
    kinds = ("gum:Treaty", "gum:Person", "gum:Place")
    rows = {
        "triples": f"{info['triples']:,}",
        "treaties, persons, places": ", ".join(
            str(counts["class"][kind]) for kind in kinds
        ),
        "sources": f"{info['sources']:,}",
        "… by perspective": tell(counts["sources by perspective"]),
        "claims": f"{info['claims']:,}",
        "… by verdict": tell(counts["claims by verdict"]),
        "points on which sources differ": str(len(points)),
    }
    lines = [f"| {name} | {value} |" for name, value in rows.items()]
    return "\n".join(["| in the graph | number |", "| --- | --- |", *lines, ""])


def tell(counts: dict[str, int]) -> str:
    """Put the counts of concepts into words, the largest first."""
    solutions = gumru_kg.open_graph().select(_LABELS)
    labels = {row["curie"]: row["label"] for row in solutions.dicts()}
    ordered = sorted(counts.items(), key=lambda entry: (-entry[1], entry[0]))
    return ", ".join(f"{labels[name]} {number}" for name, number in ordered)


def rewrite(text: str) -> str:
    """Give the text with every output and count as of now."""
    return _COUNTS.sub(lambda _: write_counts(), _CONSOLE.sub(write_console, text))


if __name__ == "__main__":
    for page in PAGES:
        page.write_text(rewrite(page.read_text("utf-8")), "utf-8")
