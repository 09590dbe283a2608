"""Turn what ended a command into lines on standard error and an exit code."""

from __future__ import annotations

from dataclasses import dataclass

from gumru_kg.cli import (
    EXIT_BROKEN_PIPE,
    EXIT_ERROR,
    EXIT_INTERRUPTED,
    EXIT_USAGE,
)
from gumru_kg.cli._text import make_harmless
from gumru_kg.errors import BuildError, GumruError

_LONGEST_LINE = 1_000
_LONGEST_START = 600
_LONGEST_END = 300


@dataclass(frozen=True, slots=True)
class Report:
    """How a command ended.

    Attributes:
        lines: What to say on standard error, without the leading ``gumru:``.
        exit_code: The exit code of the process.
    """

    lines: tuple[str, ...]
    exit_code: int


def describe(error: BaseException) -> Report:
    """Say in one line what went wrong; a failed build gets a line a problem.

    Args:
        error: What ended the command.

    Returns:
        The lines and the exit code.

    Example:
        >>> describe(KeyboardInterrupt())
        Report(lines=('interrupted',), exit_code=130)
    """
    lines: tuple[str, ...]
    match error:
        case SystemExit():
            lines = ()
            exit_code = error.code if isinstance(error.code, int) else 0
        case KeyboardInterrupt():
            lines, exit_code = ("interrupted",), EXIT_INTERRUPTED
        case BrokenPipeError():
            lines, exit_code = (), EXIT_BROKEN_PIPE
        case BuildError():
            lines, exit_code = tuple(str(error).splitlines()), EXIT_ERROR
        case GumruError():
            lines, exit_code = (str(error),), EXIT_ERROR
        case MemoryError():
            problem = "out of memory; give a smaller file, or ask for fewer results"
            lines, exit_code = (problem,), EXIT_ERROR
        case OSError():
            lines, exit_code = (_describe_os_error(error),), EXIT_ERROR
        case _:
            line, exit_code = _describe_other(error)
            lines = (line,)
    return Report(tuple(_shorten(make_harmless(line)) for line in lines), exit_code)


def _shorten(line: str) -> str:
    # A name or a value of a user may be of any length. What to do stands at the end.
    if len(line) <= _LONGEST_LINE:
        return line
    return f"{line[:_LONGEST_START]} … {line[-_LONGEST_END:]}"


def _describe_os_error(error: OSError) -> str:
    place = error.filename if error.filename is not None else "standard output"
    return f"{place}: {error.strerror or error}"


def _describe_other(error: BaseException) -> tuple[str, int]:
    from click import ClickException, UsageError

    if isinstance(error, UsageError):
        place = error.ctx.command_path if error.ctx is not None else "gumru"
        message = error.format_message().rstrip(".")
        problem = message[:1].lower() + message[1:]
        return f"{problem}; see '{place} --help'", EXIT_USAGE
    if isinstance(error, ClickException):
        return error.format_message(), EXIT_ERROR
    fault = f"internal fault, {type(error).__name__}: {error}"
    return f"{fault}; please report it with what 'gumru --debug' shows", EXIT_ERROR
