"""Runs in turn, and what each took; the one place where time is measured."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter, process_time
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

RUNS: Final = 5
PATIENCE: Final = 900.0
# What lasts less than this many seconds is done several times in one sample.
_LEAST: Final = 0.1
_MOST_TIMES: Final = 2_000
_SHOWN: Final = 120
# Whatever this process was told: what is installed has its byte code.
_AS_INSTALLED: Final = {"PYTHONDONTWRITEBYTECODE": ""}
_LAUNCHER: Final = str(Path(__file__).parent / "programs" / "measure.py")


class BenchmarkError(Exception):
    """A program that fails or gives another answer; its time does not count."""


@dataclass(frozen=True, slots=True)
class Sample:
    """One run of a program.

    Attributes:
        seconds: By the clock.
        cpu: Seconds of all its threads; None where somebody else works.
        memory: The most that it took, in MB; None where it is not its own.
        answer: What it gave, to be compared: a digest, or a count; empty for a
            program that gives none.
        found: How many rows, triples or results.
    """

    seconds: float
    cpu: float | None = None
    memory: float | None = None
    answer: str = ""
    found: int | None = None


@dataclass(frozen=True, slots=True)
class Series:
    """All runs of a program.

    Attributes:
        samples: The runs whose answer was right.
        problem: Why there are none.
    """

    samples: tuple[Sample, ...] = ()
    problem: str = ""


def time_call(action: Callable[[], object]) -> Sample:
    """Time a call in this process, several times over when it is short.

    Args:
        action: What to call.

    Returns:
        The time of one call.
    """
    start, cpu = perf_counter(), process_time()
    action()
    taken = perf_counter() - start
    times = 1
    if taken < _LEAST:
        times = min(_MOST_TIMES, int(_LEAST / max(taken, 1e-7)) + 1)
        start, cpu = perf_counter(), process_time()
        for _ in range(times):
            action()
        taken = perf_counter() - start
    return Sample(taken / times, (process_time() - cpu) / times)


def run_process(
    command: Sequence[str],
    *,
    environment: Mapping[str, str] | None = None,
    allowed: Sequence[int] = (0,),
    patience: float = PATIENCE,
) -> tuple[Sample, bytes]:
    """Run a program to its end.

    Args:
        command: The program and its arguments.
        environment: Variables to set.
        allowed: The exit codes that are no failure.
        patience: After how many seconds to end it.

    Returns:
        What it took, with its children, and what it wrote.

    Raises:
        BenchmarkError: When it fails, or takes too long.
    """
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report"
        launched = (sys.executable, "-I", "-S", _LAUNCHER, report, str(patience))
        ended = subprocess.run(
            (*launched, *command),
            capture_output=True,
            env={**os.environ, **_AS_INSTALLED, **(environment or {})},
            check=False,
        )
        said = ended.stderr.decode(errors="replace")
        if not report.exists():
            raise BenchmarkError(last_line(said) or f"{command[0]} does not start")
        code, seconds, cpu, memory = json.loads(report.read_text("utf-8"))
    if code not in allowed:
        late = f"took longer than {patience:.0f} s" if seconds >= patience else ""
        raise BenchmarkError(late or last_line(said) or f"ended with code {code}")
    return Sample(seconds, cpu, memory), ended.stdout


def last_line(text: str) -> str:
    """Take the last line of what a program said, shortened."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    return lines[-1][:_SHOWN] if lines else ""


def alternate(
    programs: Mapping[str, Callable[[], Sample]],
    *,
    runs: int = RUNS,
    expected: str = "",
    warm: bool = True,
) -> dict[str, Series]:
    """Run programs in turn (A B A B …), each answer compared before its time counts.

    Args:
        programs: What to run, by name. The first one is ours.
        runs: How many times each.
        expected: The right answer; by default that of the first program.
        warm: Whether a round comes before that does not count.

    Returns:
        The runs of each. A program that fails or gives another answer is out of the
        rounds that follow, and has no runs.
    """
    samples: dict[str, list[Sample]] = {name: [] for name in programs}
    problems: dict[str, str] = {}
    for number in range(runs + warm):
        for name, program in programs.items():
            if name in problems:
                continue
            try:
                sample = program()
                expected = expected or sample.answer
                if sample.answer and sample.answer != expected:
                    raise BenchmarkError(describe_difference(sample.answer, expected))
            except (BenchmarkError, OSError) as error:
                problems[name] = str(error)
            else:
                if number >= warm:
                    samples[name].append(sample)
    return {
        name: Series(problem=problems[name])
        if name in problems
        else Series(tuple(taken))
        for name, taken in samples.items()
    }


def describe_difference(answer: str, expected: str) -> str:
    """Say that an answer is another one, with both when they are short."""
    both = f"{answer} for {expected}"
    detail = f": {both}" if len(both) <= _SHOWN else ""
    return f"gives another answer{detail}"
