"""A file of the user is replaced whole, or not at all."""

from __future__ import annotations

import contextlib
import os
import stat
import tempfile
from pathlib import Path

from gumru_kg.errors import FileError


def replace_file(path: str, *, data: bytes) -> None:
    """Put bytes into a file in one step.

    Args:
        path: The file. A link stays a link: what it points to is replaced.
        data: The new content.

    Raises:
        FileError: When the file cannot be written; what was there is still there.

    Example:
        >>> replace_file("/dev/null", data=b"")
    """
    try:
        _replace(Path(os.path.realpath(path)), data)
    except OSError as error:
        problem = f"cannot be written: {error.strerror or error}"
        raise FileError(path, problem, "choose another file after -o") from error


def _replace(path: Path, data: bytes) -> None:
    mode = _mode_of(path)
    if mode is not None and not stat.S_ISREG(mode):
        # A device or a pipe is written to; renaming a file over it would remove it.
        path.write_bytes(data)
        return
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        Path(temporary).chmod(_default_mode() if mode is None else stat.S_IMODE(mode))
        Path(temporary).replace(path)
    except BaseException:
        with contextlib.suppress(OSError):
            Path(temporary).unlink()
        raise


def _mode_of(path: Path) -> int | None:
    try:
        return path.stat().st_mode
    except FileNotFoundError:
        return None


def _default_mode() -> int:
    # The mask can only be read by setting it.
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask
