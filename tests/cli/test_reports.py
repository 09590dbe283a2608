"""How the end of a command becomes a line and an exit code."""

from __future__ import annotations

import errno

import click
import pytest

from gumru_kg.cli._reports import describe
from gumru_kg.editorial import Problem
from gumru_kg.errors import BuildError, DateError, FileError


@pytest.mark.parametrize(
    ("error", "exit_code"),
    [
        (DateError("1920-13", "impossible"), 3),
        (FileError("a.ttl", "no such file", "name another"), 3),
        (MemoryError(), 3),
        (OSError(errno.ENOSPC, "No space left on device"), 3),
        (RecursionError("maximum depth"), 3),
        (ValueError("two\nlines \x1b[31m"), 3),
        (KeyboardInterrupt(), 130),
        (click.UsageError("No such option.\n  Try another."), 2),
        (click.ClickException("something"), 3),
    ],
    ids=repr,
)
def test_every_error_is_one_printable_line(
    error: BaseException, exit_code: int
) -> None:
    report = describe(error)
    assert report.exit_code == exit_code
    (line,) = report.lines
    assert line.isprintable()


def test_closed_pipe_is_no_line_at_all() -> None:
    report = describe(BrokenPipeError())
    assert (report.lines, report.exit_code) == ((), 141)


def test_failed_build_has_a_line_a_problem() -> None:
    error = BuildError(
        [
            Problem("a.ttl", 1, "no source", "add one"),
            Problem("b.ttl", 2, "no evidence", "add some"),
        ]
    )
    assert describe(error).lines == (
        "a.ttl:1: no source; add one",
        "b.ttl:2: no evidence; add some",
    )


def test_fault_of_our_own_asks_to_be_reported() -> None:
    (line,) = describe(KeyError("x")).lines
    assert "report" in line
