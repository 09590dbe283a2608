"""Processes that hold a graph and time queries on it when they are told to."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
from contextlib import suppress
from dataclasses import asdict
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from benchmarks.timing import BenchmarkError, Sample, last_line, time_call

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from benchmarks.asking import Ask

_PATIENCE: Final = 300.0


class Worker:
    """A process with one graph; started when it is first asked, and after a death."""

    def __init__(self, engine: str, source: str) -> None:
        self._command = (sys.executable, "-m", "benchmarks.workers", engine, source)
        self._process: subprocess.Popen[str] | None = None

    def asking(
        self, program: str, name: str, parameters: Mapping[str, str]
    ) -> Callable[[], Sample]:
        """Make a call that times a query once.

        Args:
            program: One of the programs.
            name: The named query.
            parameters: Its values.

        Returns:
            A call that raises ``BenchmarkError`` where the program fails.
        """
        return partial(self._ask, [program, name, dict(parameters)])

    def _ask(self, request: list[object]) -> Sample:
        if self._process is None:
            self._process = subprocess.Popen(
                self._command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                encoding="utf-8",
            )
            # It says so when it has read the graph.
            self._read(self._process)
        assert self._process.stdin is not None  # noqa: S101 - for the type checker
        self._process.stdin.write(json.dumps(request) + "\n")
        self._process.stdin.flush()
        answer = self._read(self._process)
        if "problem" in answer:
            raise BenchmarkError(answer["problem"])
        return Sample(**answer)

    def _read(self, process: subprocess.Popen[str]) -> dict[str, Any]:
        assert process.stdout is not None  # noqa: S101 - for the type checker
        alarm = threading.Timer(_PATIENCE, process.kill)
        alarm.start()
        line = process.stdout.readline()
        alarm.cancel()
        if not line:
            self.close()
            raise BenchmarkError(f"ended, or took longer than {_PATIENCE:.0f} s")
        answer: dict[str, Any] = json.loads(line)
        return answer

    def close(self) -> None:
        """End the process."""
        if self._process is not None:
            with suppress(OSError):
                self._process.kill()
            self._process.communicate()
            self._process = None


def serve(programs: Mapping[str, Ask], requests: Iterable[str]) -> Iterable[str]:
    """Answer requests, one a line.

    Args:
        programs: What can be asked.
        requests: Program, query and parameters as JSON.

    Yields:
        The sample, or the problem, as JSON.
    """
    from benchmarks.asking import digest_rows

    known: dict[str, tuple[str, int]] = {}
    yield json.dumps({})
    for request in requests:
        program, name, parameters = json.loads(request)
        ask = partial(programs[program], name, parameters)
        try:
            if request not in known:
                known[request] = digest_rows(ask())
            sample = time_call(partial(_ask_all, ask))
        except Exception as error:  # noqa: BLE001 - libraries fail in many ways
            problem = last_line(f"{type(error).__name__}: {error}")
            yield json.dumps({"problem": problem})
        else:
            answer, found = known[request]
            yield json.dumps({**asdict(sample), "answer": answer, "found": found})


def _ask_all(ask: Callable[[], Iterable[Iterable[object]]]) -> None:
    # Some libraries make the terms of a row when they are asked for.
    for row in ask():
        tuple(row)


def main(engine: str, path: str) -> None:
    """Serve on standard input and output."""
    from benchmarks.asking import ENGINES

    for answer in serve(ENGINES[engine](path), sys.stdin):
        print(answer, flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:3])
