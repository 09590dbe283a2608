"""Ctrl-C answers at once, even while the engine works in native code."""

from __future__ import annotations

import os
import signal
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_GRACE_SECONDS = 0.5
_LINE = b"gumru: interrupted\n"


@contextmanager
def watch_interrupts() -> Iterator[None]:
    """End the process after Ctrl-C when Python gets no chance to.

    Python runs a signal handler between two steps of its own. A query inside the
    engine is one single step, however long it takes, so that ``KeyboardInterrupt``
    would come after the answer. The engine gives the interpreter lock free while it
    works: a second thread hears of the signal, leaves the first some time to end in
    the usual way, and ends the process if it could not.
    """
    if os.name != "posix" or threading.current_thread() is not threading.main_thread():
        yield
        return
    ear, mouth = os.pipe()
    os.set_blocking(mouth, False)
    previous = signal.set_wakeup_fd(mouth, warn_on_full_buffer=False)
    is_over = threading.Event()
    watcher = threading.Thread(target=_watch, args=(ear, is_over), daemon=True)
    watcher.start()
    try:
        yield
    finally:
        is_over.set()
        signal.set_wakeup_fd(previous)


def _watch(ear: int, is_over: threading.Event) -> None:
    while os.read(ear, 1) != bytes([signal.SIGINT]):
        continue
    if not is_over.wait(_GRACE_SECONDS):
        try:
            os.write(2, _LINE)
        finally:
            # Whether anybody reads standard error or not.
            os._exit(130)
