"""Where the index of the shipped graph, and answers to named queries, are kept.

Both lie in the user's cache under the digest of the data, so other data get other ones
and none is ever out of date. They are made beside their place and renamed, so that
processes may race. Nobody's folder but the user's own is trusted, and what is read is
compared with its checksum. Whatever fails ends as ``OSError``, and the caller does
without: a cache is never a reason for an error.
"""

from __future__ import annotations

import os
import stat
import sys
import zlib
from hashlib import sha256
from time import time
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable

# To be raised when an index or an answer of the same data would look different.
_FORMAT: Final = "2"
_OFF: Final = "GUMRU_NO_CACHE"
_MANIFEST: Final = "gumru-manifest"
_UNFINISHED: Final = ".unfinished-"
# What RocksDB tells about its work; the index is complete without it.
_NOT_NEEDED: Final = frozenset({"LOG", "LOCK", _MANIFEST})
_MOST_ANSWERS: Final = 500
_LARGEST_ANSWER: Final = 4_000_000
_HOUR: Final = 3_600
_DAY: Final = 24 * _HOUR


def find_cache_root() -> str | None:
    """Tell where the caches of all data lie.

    Returns:
        The folder, which need not exist; ``None`` when the user has no home or wants
        no cache.

    Example:
        >>> import os
        >>> os.environ["XDG_CACHE_HOME"] = "/var/tmp/of-the-user"
        >>> find_cache_root()
        '/var/tmp/of-the-user/gumru-kg'
    """
    if os.environ.get(_OFF):
        return None
    base = os.environ.get("XDG_CACHE_HOME", "")
    if not os.path.isabs(base):
        # The specification has relative paths ignored.
        base = os.path.expanduser(os.path.join("~", ".cache"))
    return os.path.join(base, "gumru-kg") if os.path.isabs(base) else None


class Cache:
    """The cache of one state of the data.

    Attributes:
        path: Its folder.
    """

    def __init__(self, root: str, *, data: bytes, engine: str) -> None:
        state = f"\0{_FORMAT}\0{engine}".encode()
        self._root = root
        self.path = os.path.join(root, sha256(data + state).hexdigest())
        self._index = os.path.join(self.path, "index")
        self._answers = os.path.join(self.path, "answers")

    def find_index(self) -> str:
        """Find the folder of the index, after a look at its owner and checksums.

        Returns:
            The path.

        Raises:
            OSError: When there is none, or none that can be trusted.
        """
        for folder in (self._root, self.path, self._index):
            check_owner(folder)
        manifest = _read_file(os.path.join(self._index, _MANIFEST))
        if manifest != _describe(self._index):
            raise OSError(f"{self._index} is damaged")
        return self._index

    def make_index(self, fill: Callable[[str], None]) -> str:
        """Make the index anew.

        Args:
            fill: Fills an empty folder.

        Returns:
            The path.

        Raises:
            OSError: When it cannot be made.
        """
        import contextlib
        import shutil
        import tempfile

        self._make_folder()
        _sweep(self._root, keep=self.path)
        unfinished = tempfile.mkdtemp(prefix=_UNFINISHED, dir=self._root)
        try:
            index = os.path.join(unfinished, "index")
            os.mkdir(index, mode=0o700)
            fill(index)
            with open(os.path.join(index, _MANIFEST), "wb") as file:
                file.write(_describe(index))
            if os.path.lexists(self._index) and not self._has_index():
                # Out of the way with a damaged one.
                os.rename(self._index, os.path.join(unfinished, "damaged"))
            # When another process was faster, its index is as good.
            with contextlib.suppress(OSError):
                os.rename(index, self._index)
        finally:
            shutil.rmtree(unfinished, ignore_errors=True)
        return self.find_index()

    def read_answer(self, query: str) -> bytes:
        """Read a kept answer.

        Args:
            query: The query.

        Returns:
            What was kept.

        Raises:
            OSError: When nothing was, or nothing that can be trusted.
        """
        check_owner(self._root)
        if check_owner(self.path) > _HOUR:
            # What is in use is not swept away.
            os.utime(self.path)
        check_owner(self._answers)
        content = _read_file(self._place_of(query), most=2 * _LARGEST_ANSWER)
        checksum, _, answer = content.partition(b"\n")
        if checksum != b"%d" % zlib.crc32(answer):
            raise OSError("the answer is damaged")
        return answer

    def keep_answer(self, query: str, answer: bytes) -> None:
        """Keep an answer, unless it is large or many are kept already.

        Args:
            query: The query.
            answer: The answer.

        Raises:
            OSError: When it cannot be kept.
        """
        import tempfile

        if len(answer) > _LARGEST_ANSWER:
            return
        self._make_folder()
        os.makedirs(self._answers, mode=0o700, exist_ok=True)
        check_owner(self._answers)
        if len(os.listdir(self._answers)) >= _MOST_ANSWERS:
            return
        handle, unfinished = tempfile.mkstemp(prefix=_UNFINISHED, dir=self._answers)
        try:
            with open(handle, "wb") as file:
                file.write(b"%d\n" % zlib.crc32(answer) + answer)
            os.replace(unfinished, self._place_of(query))
        except OSError:
            os.unlink(unfinished)
            raise

    def _has_index(self) -> bool:
        try:
            self.find_index()
        except OSError:
            return False
        return True

    def _make_folder(self) -> None:
        os.makedirs(self._root, mode=0o700, exist_ok=True)
        check_owner(self._root)
        os.makedirs(self.path, mode=0o700, exist_ok=True)
        check_owner(self.path)

    def _place_of(self, query: str) -> str:
        return os.path.join(self._answers, sha256(query.encode()).hexdigest())


def check_owner(path: str) -> float:
    """Refuse a folder that others could have filled, and tell its age in seconds.

    Args:
        path: A folder.

    Returns:
        The seconds since it was last changed or marked as used.

    Raises:
        OSError: When it is not there, is no folder or a link to one, or may be written
            by others.

    Example:
        >>> import tempfile
        >>> with tempfile.TemporaryDirectory() as folder:
        ...     check_owner(folder) < 60
        True
    """
    status = os.lstat(path)
    if not stat.S_ISDIR(status.st_mode):
        raise NotADirectoryError(path)
    # Windows has no owners of this kind; there the rights of the profile guard it.
    if hasattr(os, "geteuid") and (
        status.st_uid != os.geteuid() or status.st_mode & (stat.S_IWGRP | stat.S_IWOTH)
    ):
        raise PermissionError(f"{path} may be written by others")
    return time() - status.st_mtime


def _describe(path: str) -> bytes:
    """List the files of an index with their sizes and checksums."""
    lines = []
    for name in sorted(os.listdir(path)):
        content = _read_file(os.path.join(path, name))
        if name not in _NOT_NEEDED:
            lines.append(f"{name} {len(content)} {zlib.crc32(content)}\n")
    return "".join(lines).encode()


def _read_file(path: str, *, most: int = sys.maxsize) -> bytes:
    """Read an ordinary file; neither follow a link nor wait for a pipe."""
    flags = os.O_RDONLY
    for flag in ("O_NOFOLLOW", "O_NONBLOCK", "O_BINARY"):
        # Not every system has each of them.
        flags |= getattr(os, flag, 0)
    with open(os.open(path, flags), "rb") as file:
        status = os.fstat(file.fileno())
        if not stat.S_ISREG(status.st_mode) or status.st_size > most:
            raise OSError(f"{path} is no ordinary file, or too large")
        return file.read()


def _sweep(root: str, *, keep: str) -> None:
    """Remove caches of other data, and what a crash left, once unused for a day."""
    import re
    import shutil

    # The folder may be one that others use as well: only what has our names goes.
    ours = re.compile(rf"[0-9a-f]{{64}}|{re.escape(_UNFINISHED)}.*")
    for entry in os.scandir(root):
        age = time() - entry.stat(follow_symlinks=False).st_mtime
        if entry.path != keep and age > _DAY and ours.fullmatch(entry.name):
            shutil.rmtree(entry.path, ignore_errors=True)
