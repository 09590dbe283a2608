"""Write files whole or not at all, and read no more than is to be compared."""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from gumru_kg.errors import FileError

if TYPE_CHECKING:
    from collections.abc import Mapping


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


def write_whole_folder(path: Path, *, files: Mapping[str, bytes]) -> None:
    """Put a folder of files in place in one step.

    Args:
        path: The folder; one that is there may hold what is written now, else nothing.
        files: What each file shall hold, by its name below the folder.

    Raises:
        FileError: When there is something else in the folder, or it cannot be written.
            Then, and on any interruption, what was there is as it was.

    Example:
        >>> folder = Path(tempfile.mkdtemp()) / "tables"
        >>> write_whole_folder(folder, files={"a.csv": b"id", "b/c.csv": b"id"})
        >>> sorted(each.name for each in folder.rglob("*.csv"))
        ['a.csv', 'c.csv']
    """
    target = Path(os.path.realpath(path))
    check_folder(path)
    for name in files:
        parts = PurePosixPath(name).parts
        if not parts or parts[0] == "/" or ".." in parts or "\0" in name:
            raise FileError(str(path), f"{name!r} is no name of a file", "mend the IRI")
    foreign = [name for name in _list_files(target) if name not in files]
    if foreign:
        problem = f"holds other files, {min(foreign)!r} for instance"
        raise FileError(str(path), problem, "name a new or an empty folder")
    try:
        _replace_folder(target, files)
    except OSError as error:
        reason = (error.strerror or "not writable").lower()
        remedy = "name a folder in one that you can write to"
        raise FileError(str(path), f"cannot be written ({reason})", remedy) from None


def check_folder(path: Path) -> None:
    """Refuse what cannot become a folder, before any work is done for it.

    Args:
        path: Where the folder is to be.

    Raises:
        FileError: When a file is there, or the folder above it is not.

    Example:
        >>> check_folder(Path("ontology/README.md"))
        Traceback (most recent call last):
            ...
        gumru_kg.errors.FileError: ontology/README.md: is a file; name a folder
    """
    target = Path(os.path.realpath(path))
    if target.exists() and not target.is_dir():
        raise FileError(str(path), "is a file", "name a folder")
    if not target.parent.is_dir():
        problem = f"there is no folder {str(target.parent)!r}"
        raise FileError(str(path), problem, "make it first, or name another")


def _list_files(folder: Path) -> list[str]:
    return [
        file.relative_to(folder).as_posix()
        for file in folder.rglob("*")
        if file.is_symlink() or not file.is_dir()
    ]


def _replace_folder(target: Path, files: Mapping[str, bytes]) -> None:
    scratch = Path(tempfile.mkdtemp(prefix=".gumru-", dir=target.parent))
    new, old = scratch / "new", scratch / "old"
    try:
        new.mkdir()
        for name, content in files.items():
            file = new / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(content)
        if target.exists():
            target.rename(old)
        try:
            new.rename(target)
        except BaseException:
            if old.exists():
                old.rename(target)
            raise
    finally:
        shutil.rmtree(scratch, ignore_errors=True)


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
