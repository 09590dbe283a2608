"""The command line ``gumru``: how it starts, how it ends and what it returns.

=====  ==================================================================
exit   meaning
=====  ==================================================================
0      fine
1      the answer is no: it does not conform, ASK is false, not up to date
2      usage: an unknown command, option or format
3      an error, told in one line on standard error
130    interrupted with Ctrl-C
141    the reader of standard output went away (``gumru … | head -1``)
=====  ==================================================================

Nothing is imported here but the interpreter's own modules, so that an interrupt
during the imports of click is already answered in one line.
"""

from __future__ import annotations

import gc
import os
import sys
from itertools import takewhile
from typing import TYPE_CHECKING, NoReturn

if TYPE_CHECKING:
    from collections.abc import Sequence

EXIT_NO = 1
EXIT_USAGE = 2
EXIT_ERROR = 3
EXIT_INTERRUPTED = 130
EXIT_BROKEN_PIPE = 141

_COLLECT_SELDOM = 50_000


def run() -> NoReturn:
    """Run the command line of this process and end the process.

    Raises:
        SystemExit: Always, with the exit code of the table above.

    Example:
        >>> import subprocess, sys
        >>> subprocess.run([sys.executable, "-m", "gumru_kg", "--version"]).returncode
        0
    """
    arguments = sys.argv[1:]
    # A command lives for a moment. Looking for garbage, above all at the end when all
    # of it goes, would take a tenth of that.
    gc.set_threshold(_COLLECT_SELDOM)
    try:
        code = _answer(arguments)
    except BaseException as error:  # noqa: BLE001 - every end of the process is mapped
        leading = takewhile(lambda argument: argument.startswith("-"), arguments)
        code = _report(error, is_debug="--debug" in leading)
    gc.freeze()
    sys.exit(code)


def _answer(arguments: Sequence[str]) -> int:
    from gumru_kg.cli._interrupts import watch_interrupts
    from gumru_kg.cli._main import execute

    for stream, errors in ((sys.stdout, "replace"), (sys.stderr, "backslashreplace")):
        # A terminal with a small character set must not end a command. A closed
        # stream is None, a captured one may not be reconfigurable.
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors=errors)
    with watch_interrupts():
        code = execute(arguments)
    if sys.stdout is not None:
        sys.stdout.flush()
    return code


def _report(error: BaseException, *, is_debug: bool) -> int:
    """Tell an error on standard error and choose the exit code."""
    from gumru_kg.cli._reports import describe

    report = describe(error)
    if is_debug and not isinstance(error, SystemExit):
        import traceback

        traceback.print_exception(error)
    for line in report.lines:
        _write_error(line)
    _let_go_of_output()
    return report.exit_code


def _write_error(line: str) -> None:
    if sys.stderr is None:
        return
    try:
        sys.stderr.write(f"gumru: {line}\n")
        sys.stderr.flush()
    except OSError:
        # Nobody reads standard error any more; the exit code still tells.
        return


def _let_go_of_output() -> None:
    # What is left in the buffer of a broken pipe or of a full disk would fail again
    # when the interpreter flushes it at its end, and print a traceback then.
    try:
        if sys.stdout is not None:
            sys.stdout.flush()
    except OSError:
        sink = os.open(os.devnull, os.O_WRONLY)
        os.dup2(sink, 1)
        os.close(sink)
