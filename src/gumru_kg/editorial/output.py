"""Write a file whole or not at all, and read no more of it than is to be compared."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from gumru_kg.errors import FileError


def write_whole(path: Path, *, content: bytes) -> None:
    """Put a file in place in one step, so that no reader sees half of it.

    Args:
        path: The file; a symbolic link is followed.
        content: All that it shall hold.

    Raises:
        FileError: When the folder or the file cannot be written. Then, and on any
            interruption, the old file is as it was and no temporary file is left.

    Example:
        >>> folder = Path(tempfile.mkdtemp())
        >>> write_whole(folder / "a.txt", content=b"whole")
        >>> (folder / "a.txt").read_bytes()
        b'whole'
    """
    target = Path(os.path.realpath(path))
    if target.is_dir():
        raise FileError(str(path), "is a folder", "name a file")
    if target.exists() and not target.is_file():
        # A device would be gone after the renaming.
        raise FileError(str(path), "is no ordinary file", "name a file")
    if target.exists() and not _is_writable(target):
        # The renaming would ask for the rights to the folder only.
        raise FileError(str(path), "is read-only", "name another file, or free it")
    try:
        _replace(target, content)
    except OSError as error:
        reason = (error.strerror or "not writable").lower()
        remedy = "name a file in a folder that you can write to"
        raise FileError(str(path), f"cannot be written ({reason})", remedy) from None


def read_start(path: Path, *, size: int) -> bytes:
    """Read the beginning of an ordinary file.

    Args:
        path: The file; a symbolic link is followed.
        size: How many bytes at most, so that what has no end costs no memory.

    Returns:
        The bytes.

    Raises:
        FileError: When it is a device or a pipe, which may never end.
        OSError: When it cannot be read.

    Example:
        >>> read_start(Path("/dev/zero"), size=3)
        Traceback (most recent call last):
            ...
        gumru_kg.errors.FileError: /dev/zero: is no ordinary file; name a file
    """
    if path.exists() and not (path.is_file() or path.is_dir()):
        raise FileError(str(path), "is no ordinary file", "name a file")
    with path.open("rb") as file:
        return file.read(size)


def _replace(target: Path, content: bytes) -> None:
    # Only in the same folder is the renaming one step.
    # Its own name says nothing of the target, which may be as long as a name can be.
    handle, name = tempfile.mkstemp(prefix=".gumru-", dir=target.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(name).chmod(_mode(target))
        Path(name).replace(target)
    except BaseException:
        # Ctrl-C counts too.
        Path(name).unlink(missing_ok=True)
        raise


def _is_writable(target: Path) -> bool:
    # An administrator may write to everything; a file without the right for anybody
    # was still locked on purpose.
    return os.access(target, os.W_OK) and bool(target.stat().st_mode & 0o222)


def _mode(target: Path) -> int:
    try:
        return target.stat().st_mode & 0o777
    except FileNotFoundError:
        # A temporary file is private to its owner; a new file of ours is not.
        umask = os.umask(0)
        os.umask(umask)
        return 0o666 & ~umask
