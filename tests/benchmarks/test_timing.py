"""Runs in turn, answers compared before times count, failures as facts."""

from __future__ import annotations

import sys
from collections.abc import Callable

import pytest

from benchmarks.timing import BenchmarkError, Sample, alternate, run_process, time_call
from benchmarks.workers import Worker, serve

PYTHON = sys.executable


def give(
    answer: str, name: str = "", log: list[str] | None = None
) -> Callable[[], Sample]:
    def run() -> Sample:
        if log is not None:
            log.append(name)
        return Sample(1.0, answer=answer)

    return run


def fail() -> Sample:
    raise BenchmarkError("is not installed")


def test_programs_run_in_turn_and_the_first_round_does_not_count() -> None:
    log: list[str] = []
    taken = alternate({"a": give("1", "a", log), "b": give("1", "b", log)}, runs=3)
    assert log == ["a", "b"] * 4
    assert [len(series.samples) for series in taken.values()] == [3, 3]


def test_another_answer_than_ours_has_no_time() -> None:
    log: list[str] = []
    taken = alternate({"ours": give("1"), "peer": give("2", "peer", log)}, runs=3)
    assert taken["peer"].samples == ()
    assert taken["peer"].problem == "gives another answer: 2 for 1"
    assert len(taken["ours"].samples) == 3
    assert log == ["peer"]


def test_ours_has_no_time_where_the_right_answer_is_another_one() -> None:
    taken = alternate({"ours": give("1"), "peer": give("2")}, runs=1, expected="2")
    assert taken["ours"].samples == ()
    assert len(taken["peer"].samples) == 1


def test_an_answer_that_changes_between_runs_takes_back_all_times() -> None:
    answers = iter("1112")
    taken = alternate({"ours": lambda: Sample(1.0, answer=next(answers))}, runs=3)
    assert taken["ours"].samples == ()
    assert taken["ours"].problem


def test_a_program_that_fails_is_told_and_the_others_go_on() -> None:
    taken = alternate({"ours": give("1"), "peer": fail}, runs=2)
    assert taken["peer"].problem == "is not installed"
    assert len(taken["ours"].samples) == 2


def test_a_program_without_an_answer_is_not_compared() -> None:
    taken = alternate({"ours": give("1"), "empty": give("")}, runs=2)
    assert len(taken["empty"].samples) == 2


def test_memory_and_output_are_those_of_the_process() -> None:
    small, _ = run_process((PYTHON, "-I", "-c", "pass"))
    code = "print(len(bytearray(200_000_000)))"
    large, output = run_process((PYTHON, "-I", "-c", code))
    assert output == b"200000000\n"
    assert small.memory is not None
    assert large.memory is not None
    assert small.memory < 30
    assert 190 < large.memory < 250


def test_a_process_may_have_an_exit_code_that_is_no_failure() -> None:
    command = (PYTHON, "-c", "print(1); raise SystemExit(1)")
    _, output = run_process(command, allowed=(0, 1))
    assert output == b"1\n"


@pytest.mark.parametrize(
    ("code", "problem"),
    [
        ("1 / 0", "ZeroDivisionError: division by zero"),
        ("raise SystemExit(3)", "ended with code 3"),
        ("while True: pass", "took longer than 1 s"),
    ],
)
def test_a_failure_is_one_line(code: str, problem: str) -> None:
    with pytest.raises(BenchmarkError) as caught:
        run_process((PYTHON, "-c", code), patience=1)
    assert str(caught.value) == problem


def test_a_program_that_is_not_there_is_one_line() -> None:
    with pytest.raises(BenchmarkError, match="No such file"):
        run_process(("/nonexistent/program",))


def test_what_is_short_is_called_many_times_and_what_is_long_once() -> None:
    calls: list[int] = []
    time_call(lambda: calls.append(1))
    assert len(calls) > 10
    calls.clear()
    time_call(lambda: calls.append(len(bytearray(200_000_000))))
    assert len(calls) < 10


def test_a_worker_answers_and_tells_of_failures() -> None:
    def break_down(name: str, _: object) -> list[list[str]]:
        raise ValueError(f"no {name}")

    requests = ['["good", "q", {}]', '["bad", "q", {}]']
    programs = {"good": lambda *_: [["x"]], "bad": break_down}
    ready, sample, problem = serve(programs, requests)
    assert ready == "{}"
    assert '"found": 1' in sample
    assert problem == '{"problem": "ValueError: no q"}'


def test_a_worker_that_dies_is_told_and_started_again() -> None:
    worker = Worker("memory", "/nonexistent.nt")
    ask = worker.asking("gumru-kg", "treaty/list", {})
    for _ in range(2):
        with pytest.raises(BenchmarkError, match="ended"):
            ask()
    worker.close()
