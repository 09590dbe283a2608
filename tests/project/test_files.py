"""What lies in the checkout speaks of the project only, and has a licence."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from gumru_kg.named_queries import load_catalog

if TYPE_CHECKING:
    from pathlib import Path

# Paths of somebody's machine, wherever they are written.
ABSOLUTE = re.compile(r"(?<![\w.:/])/(?:work|tmp|root|home|Users|opt|mnt)/\w|\bC:\\")
# Addresses in a marked-up link: [text](target).
LINK = re.compile(r"\[[^]]*\]\(([^)\s]+)\)")
# Named queries as a page has them asked.
QUERY = re.compile(r"gumru query ([a-z-]+/[a-z-]+)")


def tracked_files(checkout: Path) -> list[Path]:
    """List the files under version control, or all that are not ignored."""
    git = shutil.which("git")
    if git:
        done = subprocess.run(
            [git, "ls-files", "-z"],
            cwd=checkout,
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
        if done.returncode == 0 and done.stdout:
            names = done.stdout.rstrip("\0").split("\0")
            return [checkout / name for name in names if (checkout / name).is_file()]
    ignored = {".git", *(checkout / ".gitignore").read_text("utf-8").split()}
    ignored = {name.rstrip("/") for name in ignored}
    return [
        path
        for path in sorted(checkout.rglob("*"))
        if path.is_file() and ignored.isdisjoint(path.relative_to(checkout).parts)
    ]


@pytest.fixture(scope="module")
def files(checkout: Path) -> list[Path]:
    return tracked_files(checkout)


def test_files_are_text_in_utf_8_and_end_with_a_newline(files: list[Path]) -> None:
    ill = []
    for path in files:
        text = path.read_bytes().decode("utf-8")
        if text and (not text.endswith("\n") or "\r" in text):
            ill.append(path.name)
    assert ill == []


def test_no_merge_was_left_half_way(files: list[Path]) -> None:
    # Written so that this file does not hold what it looks for.
    marks = tuple(f"\n{sign * 7} " for sign in "<>")
    assert [
        path.name
        for path in files
        if any(mark in path.read_text("utf-8") for mark in marks)
    ] == []


def test_files_name_no_path_of_a_machine(files: list[Path]) -> None:
    found = [
        f"{path.name}:{number}: {line.strip()}"
        for path in files
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1)
        if ABSOLUTE.search(line) and "ABSOLUTE" not in line
    ]
    assert found == []


def test_links_between_pages_lead_somewhere(files: list[Path]) -> None:
    broken = [
        f"{page.name}: {target}"
        for page in files
        if page.suffix == ".md"
        for target in LINK.findall(page.read_text("utf-8"))
        if "://" not in target
        and not target.startswith("#")
        and not (page.parent / target.partition("#")[0]).exists()
    ]
    assert broken == []


def test_queries_that_pages_name_are_in_the_catalog(files: list[Path]) -> None:
    named = {
        (path.name, name)
        for path in files
        if path.suffix == ".md"
        for name in re.findall(
            r"gumru query ([a-z-]+/[a-z-]+)", path.read_text("utf-8")
        )
    }
    assert len(named) > 5
    assert {each for each in named if each[1] not in load_catalog()} == set()


def test_every_file_has_copyright_and_licence(
    files: list[Path], checkout: Path
) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "reuse", "lint-file", *map(str, files)],
        cwd=checkout,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_make_without_a_target_lists_every_target(checkout: Path) -> None:
    make = shutil.which("make")
    if make is None:
        pytest.skip("make is not installed")
    done = subprocess.run(
        [make, "--no-print-directory"],
        cwd=checkout,
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    makefile = (checkout / "Makefile").read_text("utf-8")
    for target in re.findall(r"^\.PHONY: (\w+)$", makefile, re.MULTILINE):
        assert f"make {target} " in done.stdout
