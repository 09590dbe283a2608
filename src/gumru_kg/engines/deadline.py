"""Work on the wire that must be done by a time, however it is dripped.

A timeout of a socket is for one piece, and an endpoint that sends a byte a second keeps
within each. So the work is done in a thread, and is no longer waited for in time.
"""

from __future__ import annotations

import threading
import time
from contextlib import suppress
from queue import Empty, SimpleQueue
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

_Result = TypeVar("_Result")


def run_until(
    end: float | None,
    work: Callable[[], _Result],
    *,
    undo: Callable[[_Result], object] | None = None,
) -> _Result:
    """Do some work, and wait for it until a time.

    Args:
        end: The time of the monotonic clock; nothing to wait as long as it takes.
        work: The work.
        undo: What becomes of a result that comes too late.

    Returns:
        What the work gives.

    Raises:
        TimeoutError: When the time is over.

    Example:
        >>> run_until(time.monotonic() + 60, lambda: 1)
        1
    """
    if end is None:
        return work()
    done: SimpleQueue[tuple[_Result] | BaseException] = SimpleQueue()
    is_late = threading.Event()

    def answer() -> None:
        try:
            done.put((work(),))
        except BaseException as error:  # noqa: BLE001 - the caller raises it
            done.put(error)
        if is_late.is_set():
            _drop(done, undo)

    threading.Thread(target=answer, daemon=True).start()
    try:
        found = done.get(timeout=max(0.0, end - time.monotonic()))
    except BaseException as error:
        # Ctrl-C counts too.
        is_late.set()
        _drop(done, undo)
        if isinstance(error, Empty):
            raise TimeoutError from None
        raise
    if isinstance(found, BaseException):
        raise found
    return found[0]


def _drop(
    done: SimpleQueue[tuple[_Result] | BaseException],
    undo: Callable[[_Result], object] | None,
) -> None:
    with suppress(Empty):
        found = done.get_nowait()
        if undo is not None and not isinstance(found, BaseException):
            undo(found[0])
