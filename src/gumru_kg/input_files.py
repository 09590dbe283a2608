"""Files as they lie on the disk: in folders, and packed with gzip or zstd.

What is unpacked is counted while it is read, so that a small file which unpacks to a
huge one is refused before it fills the memory or the disk.
"""

from __future__ import annotations

import os
import zlib
from contextlib import contextmanager
from typing import TYPE_CHECKING, BinaryIO, Final, Protocol, cast

from gumru_kg.errors import DataError, FileError
from gumru_kg.formats import find_format_of_file

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    # A file, a folder of them, or several of either.
    Paths = str | os.PathLike[str] | Iterable[str | os.PathLike[str]]

# Triples pack to a tenth or a twentieth; what is made to harm, to a thousandth.
GREATEST_RATIO: Final = 250
UNSUSPICIOUS_SIZE: Final = 64_000_000
LARGEST_UNPACKED: Final = 32_000_000_000
STORE_MANIFEST: Final = "gumru-store"

_ADDRESSES: Final = ("http://", "https://")
_GZIP: Final = ".gz"
_ZSTD: Final = ".zst"
# The first is of the standard library from Python 3.14 on.
_ZSTD_MODULES: Final = ("compression.zstd", "backports.zstd")


class _Packed(Protocol):
    def read(self, size: int, /) -> bytes: ...


def strip_packing(name: str) -> str:
    """Take the suffix of packing from a file's name.

    Args:
        name: The name or path of a file.

    Returns:
        The name that the file has when it is unpacked.

    Example:
        >>> strip_packing("kars.ttl.gz"), strip_packing("kars.ttl")
        ('kars.ttl', 'kars.ttl')
    """
    return name[: -len(_suffix_of(name)) or None]


def list_files(paths: Paths, *, format: str | None = None) -> list[str]:
    """Name the files that are meant by files and folders.

    Of a folder those files are meant whose suffix tells a format of RDF, at any depth
    and sorted by their paths. What is hidden is left out.

    Args:
        paths: A file, a folder, or several.
        format: When it is given, all files of a folder are meant.

    Returns:
        The paths of files; a path that was not a folder's comes back as it was given.

    Raises:
        FileError: When a folder cannot be read, holds no file of RDF, or is a store; or
            when a path is empty or an address.

    Example:
        >>> "ontology/gumru.ttl" in list_files("ontology")
        True
    """
    given = [paths] if isinstance(paths, str | os.PathLike) else paths
    found: list[str] = []
    for path in given:
        name = os.fspath(path)
        if os.path.isdir(name):
            found += _list_folder(name, takes_all=format is not None)
        else:
            _check_path(name)
            found.append(name)
    return found


@contextmanager
def open_file(name: str) -> Iterator[InputFile]:
    """Open a file to be read once, unpacked when its suffix says that it is packed.

    Args:
        name: The file, plain or with the suffix ``.gz`` or ``.zst``.

    Yields:
        The open file.

    Raises:
        OSError: When it cannot be opened.
        FileError: When it is packed with zstd, and what unpacks that is not installed.

    Example:
        >>> with open_file("ontology/gumru.ttl") as file:
        ...     file.read(7)
        b'@prefix'
    """
    suffix = _suffix_of(name)
    with open(name, "rb") as file:
        counted = _Counted(file)
        if suffix == _GZIP:
            import gzip

            unpacked: _Packed = gzip.GzipFile(fileobj=cast("BinaryIO", counted))
        elif suffix == _ZSTD:
            unpacked = _open_zstd(name, counted)
        else:
            unpacked = counted
        yield InputFile(name, counted, unpacked)


class InputFile:
    """An open file whose packing and size are watched.

    Attributes:
        name: What to call the file in an error.
    """

    def __init__(self, name: str, counted: _Counted, unpacked: _Packed) -> None:
        self.name = name
        self._counted = counted
        self._unpacked = unpacked
        self._size = 0

    @property
    def taken(self) -> int:
        """The number of bytes that were taken from the disk."""
        return self._counted.size

    def read(self, size: int) -> bytes:
        """Read the next piece.

        Args:
            size: The greatest number of bytes.

        Returns:
            The piece, unpacked; nothing at the end of the file.

        Raises:
            DataError: When the file is not packed as its suffix says, is cut off, or
                unpacks to more than an honest file does.
            OSError: When it cannot be read.
        """
        if self._unpacked is self._counted:
            return self._counted.read(size)
        try:
            piece = self._unpacked.read(size)
        except EOFError:
            problem = "is cut off: its packing has no end"
            raise self._refuse(problem, "fetch it again") from None
        except Exception as error:
            if self._counted.error is not None:
                raise self._counted.error from None
            if not _tells_of_packing(error):
                raise
            packing = "gzip" if _suffix_of(self.name) == _GZIP else "zstd"
            problem = f"is not packed with {packing}, or damaged"
            raise self._refuse(
                problem, "fetch it again, or name it as it is"
            ) from error
        self._size += len(piece)
        self._check_size()
        return piece

    def _check_size(self) -> None:
        if self._size > LARGEST_UNPACKED:
            most = LARGEST_UNPACKED // 1_000_000_000
            problem = f"unpacks to more than {most} GB"
            raise self._refuse(problem, "unpack it first, if it is what you expect")
        if self._size > max(UNSUSPICIOUS_SIZE, GREATEST_RATIO * self.taken):
            problem = f"unpacks to more than {GREATEST_RATIO} times its size"
            raise self._refuse(problem, "unpack it first, if it is what you expect")

    def _refuse(self, problem: str, remedy: str) -> DataError:
        return DataError(self.name, problem, remedy=remedy)


class _Counted:
    """A file that counts what is read of it, and keeps its own troubles apart."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self.size = 0
        self.error: OSError | None = None

    def read(self, size: int = -1, /) -> bytes:
        try:
            piece = self._file.read(size)
        except OSError as error:
            self.error = error
            raise
        self.size += len(piece)
        return piece


def _suffix_of(name: str) -> str:
    dot = name.rfind(".")
    suffix = name[dot:].lower() if dot >= 0 else ""
    return suffix if suffix in (_GZIP, _ZSTD) else ""


def _open_zstd(name: str, file: _Counted) -> _Packed:
    from importlib import import_module

    for module in _ZSTD_MODULES:
        try:
            opened: _Packed = import_module(module).ZstdFile(file)
        except ImportError:
            continue
        return opened
    problem = "is packed with zstd, and what unpacks it is not installed"
    remedy = "run: pip install 'gumru-kg[zstd]', or unpack it first"
    raise FileError(name, problem, remedy)


def _tells_of_packing(error: Exception) -> bool:
    # gzip says it with an OSError of no number; zstd has an error of its own.
    is_of_gzip = isinstance(error, OSError) and error.errno is None
    is_of_packer = isinstance(error, zlib.error) or type(error).__name__ == "ZstdError"
    return is_of_gzip or is_of_packer


def _check_path(name: str) -> None:
    if not name:
        raise FileError("''", "is no path", "name a file or folder")
    if name.lower().startswith(_ADDRESSES) and not os.path.lexists(name):
        problem = "is an address, and no file; nothing is fetched"
        remedy = (
            "ask an endpoint with --endpoint or open_graph(address), or get the file"
        )
        raise FileError(name, problem, remedy)


def _list_folder(folder: str, *, takes_all: bool) -> list[str]:
    if os.path.isfile(os.path.join(folder, STORE_MANIFEST)):
        remedy = f"open it as store:{folder}"
        raise FileError(folder, "is a store, not a folder of files", remedy)
    found: list[str] = []
    try:
        for place, folders, names in os.walk(folder, onerror=_raise):
            folders[:] = [name for name in folders if not name.startswith(".")]
            found += [
                os.path.join(place, name)
                for name in names
                if not name.startswith(".")
                and (takes_all or find_format_of_file(strip_packing(name)))
            ]
    except OSError as error:
        problem = f"cannot be read: {error.strerror or error}"
        raise FileError(folder, problem, "check the rights to it") from error
    # A pipe in a folder would be waited for; a link that leads nowhere is told of.
    kept = sorted(name for name in found if _is_file_or_broken(name))
    if not kept:
        problem = "is a folder without a file of RDF"
        remedy = "name one with files that end in .ttl, .trig, .nt, .nq or .jsonld"
        raise FileError(folder, problem, remedy)
    return kept


def _is_file_or_broken(path: str) -> bool:
    return os.path.isfile(path) or not os.path.exists(path)


def _raise(error: OSError) -> None:
    raise error
