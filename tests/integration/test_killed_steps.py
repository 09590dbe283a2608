"""``gumru integrate`` ended by ``kill -9`` leaves all of a step, or nothing of it."""

from __future__ import annotations

import random
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from gumru_kg.integration import undo_merge
from gumru_kg.integration.workspace import Workspace
from tests.integration.conftest import PREFIXES
from tests.integration.test_steps import KARS, digest, review

OURS = """
<https://w3id.org/gumru/id/place-kars> a <https://w3id.org/gumru/ont#Place> ;
    skos:prefLabel "Kars"@en , "Kars"@tr ; skos:exactMatch wd:Q127063 .
"""
TRIALS = 4
PROPOSE = "other.ttl", "--file", "ours.ttl"
MERGE = "--apply", "--file", "ours.ttl"
UNDO = ("--undo",)


class Steps:
    """Steps as processes of their own, in a folder with graphs."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.work = folder / "work"
        (folder / "ours.ttl").write_text(PREFIXES + OURS, "utf-8")
        (folder / "other.ttl").write_text(PREFIXES + KARS, "utf-8")

    def start(self, *step: str) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-m", "gumru_kg", "integrate", *step, "-o", "work"]
        return subprocess.Popen(
            command,
            cwd=self.folder,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )

    def run(self, *step: str) -> None:
        assert self.start(*step).wait() in (0, 1)

    def keep(self, name: str) -> Path:
        return Path(shutil.copytree(self.work, self.folder / name, symlinks=True))

    def kill_at_random(self, kept: Path | None, *step: str) -> Iterator[int]:
        """Run a step often, each time from what was kept, and end it on the way.

        The first is ended at once; the others in the time that it takes to the end,
        counted from its first change to the folder.
        """
        moments = random.Random(1920)  # noqa: S311 - the same moments each time
        longest = 0.0
        for trial in range(TRIALS + 1):
            shutil.rmtree(self.work, ignore_errors=True)
            if kept is not None:
                shutil.copytree(kept, self.work, symlinks=True)
            before = _list(self.work)
            process = self.start(*step)
            if trial != 1:
                while process.poll() is None and _list(self.work) == before:
                    time.sleep(0.001)
            start = time.monotonic()
            if trial > 1:
                with suppress(subprocess.TimeoutExpired):
                    process.wait(timeout=longest * moments.random())
            if trial:
                process.kill()
            code = process.wait()
            longest = max(longest, 0.0 if trial else time.monotonic() - start)
            yield code


def _list(folder: Path) -> set[str]:
    return {each.name for each in folder.iterdir()} if folder.is_dir() else set()


@pytest.fixture
def steps(tmp_path: Path) -> Steps:
    return Steps(tmp_path)


def test_killed_merge_leaves_the_former_or_the_new_one(steps: Steps) -> None:
    steps.run(*PROPOSE)
    steps.run(*MERGE)
    former = digest(steps.work / "merged")
    review(steps.work, agreement="1")
    kept = steps.keep("kept")
    steps.run(*MERGE)
    new = digest(steps.work / "merged")
    assert former != new
    codes = []
    for code in steps.kill_at_random(kept, *MERGE):
        codes.append(code)
        if (steps.work / "merged").exists():
            assert digest(steps.work / "merged") in (former, new)
        with Workspace(steps.work).lock():
            found = digest(steps.work / "merged")
        assert found in (former, new)
        assert not any(name.startswith(".staged") for name in _list(steps.work))
        undo_merge(str(steps.work))
        if found == new:
            assert digest(steps.work / "merged") == former
        else:
            assert not (steps.work / "merged").exists()
    assert codes[0] == 0
    assert -9 in codes


def test_killed_undoing_leaves_the_former_or_the_new_one(steps: Steps) -> None:
    steps.run(*PROPOSE)
    steps.run(*MERGE)
    former = digest(steps.work / "merged")
    review(steps.work, agreement="1")
    steps.run(*MERGE)
    new = digest(steps.work / "merged")
    kept = steps.keep("kept")
    for _ in steps.kill_at_random(kept, *UNDO):
        with Workspace(steps.work).lock():
            assert digest(steps.work / "merged") in (former, new)


def test_killed_first_step_goes_on_to_the_same_end(steps: Steps) -> None:
    steps.run(*PROPOSE)
    whole = digest(steps.work)
    codes = list[int]()
    for code in steps.kill_at_random(None, *PROPOSE):
        codes.append(code)
        steps.run(*PROPOSE)
        assert digest(steps.work) == whole
    assert codes[0] == 0
    assert -9 in codes


def test_first_step_that_is_repeated_and_killed_loses_no_review(steps: Steps) -> None:
    steps.run(*PROPOSE)
    review(steps.work, agreement="1")
    steps.run(*PROPOSE)
    reviewed = (steps.work / "mappings.sssom.tsv").read_bytes()
    kept = steps.keep("kept")
    for _ in steps.kill_at_random(kept, *PROPOSE):
        assert (steps.work / "mappings.sssom.tsv").read_bytes() == reviewed
