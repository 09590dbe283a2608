"""The folder of a store: what lies in it, and whether it is whole.

===========================  ========================================================
``gumru-store``              the manifest, written last and in one step
``gumru-store.loading``      is there while the store is loaded, and locked meanwhile
``index/``                   the index, as the engine writes it
``originals/``               the files that were loaded, packed with gzip
===========================  ========================================================

Without a manifest a folder is no store, however much lies in it. The manifest tells the
size of each other file, so that what another program changed is found without reading
all of it; inside its files the engine keeps checksums of its own.
"""

from __future__ import annotations

import os
import zlib
from typing import Final, NamedTuple

from gumru_kg.errors import FileError
from gumru_kg.input_files import STORE_MANIFEST

FORMAT: Final = 1
LOADING: Final = f"{STORE_MANIFEST}.loading"
UNFINISHED_MANIFEST: Final = f"{STORE_MANIFEST}.unfinished"
INDEX: Final = "index"
ORIGINALS: Final = "originals"

# What RocksDB tells about its work; the index is complete without it.
_NOT_NEEDED: Final = ("LOG", "LOCK")
_LARGEST_MANIFEST: Final = 64_000_000
# The file that every store of RocksDB has, whoever made it.
_OF_ROCKSDB: Final = "CURRENT"


class Manifest(NamedTuple):
    """What a store is made of.

    Attributes:
        engine: The version of the engine that made the index.
        quads: How many quads were loaded, each once.
        originals: The loaded files, by their names in the folder of originals.
        sizes: The size of each file of the store, by its path in the folder.
    """

    engine: str
    quads: int
    originals: tuple[str, ...]
    sizes: dict[str, int]


def measure_files(folder: str) -> dict[str, int]:
    """Measure the files that a store must have.

    Args:
        folder: The folder of the store.

    Returns:
        Their sizes by their paths in the folder.

    Raises:
        OSError: When it cannot be read.

    Example:
        >>> import tempfile
        >>> folder = tempfile.mkdtemp()
        >>> os.makedirs(os.path.join(folder, "index"))
        >>> os.makedirs(os.path.join(folder, "originals"))
        >>> measure_files(folder)
        {}
    """
    sizes = {}
    for part in (INDEX, ORIGINALS):
        for entry in os.scandir(os.path.join(folder, part)):
            if not entry.name.startswith(_NOT_NEEDED):
                sizes[f"{part}/{entry.name}"] = entry.stat().st_size
    return dict(sorted(sizes.items()))


def serialize_manifest(manifest: Manifest) -> bytes:
    """Write a manifest.

    Args:
        manifest: What it tells.

    Returns:
        The bytes of the file; the last line is a checksum of the others.

    Example:
        >>> serialize_manifest(Manifest("0.5.13", 1, (), {})).splitlines()[:2]
        [b'gumru-store 1', b'engine 0.5.13']
    """
    lines = [
        f"{STORE_MANIFEST} {FORMAT}",
        f"engine {manifest.engine}",
        f"quads {manifest.quads}",
        *(f"original {name}" for name in manifest.originals),
        *(f"file {size} {name}" for name, size in manifest.sizes.items()),
    ]
    content = "".join(f"{line}\n" for line in lines).encode()
    return content + b"end %d\n" % zlib.crc32(content)


def read_manifest(folder: str, *, engine: str) -> Manifest:
    """Read the manifest of a store, and look whether the store is as it tells.

    Args:
        folder: The folder of the store.
        engine: The version of the engine that is to open the index.

    Returns:
        The manifest.

    Raises:
        FileError: When there is no store, or only half of one; when it is of another
            format, was changed, or is being written to.

    Example:
        >>> read_manifest("ontology", engine="0.5.13")
        Traceback (most recent call last):
            ...
        gumru_kg.errors.FileError: ontology: is a folder without a store; make one ...
    """
    try:
        with open(os.path.join(folder, STORE_MANIFEST), "rb") as file:
            content = file.read(_LARGEST_MANIFEST)
    except ValueError:
        raise FileError(folder, "is no path", "name the folder of a store") from None
    except FileNotFoundError:
        raise _describe_absence(folder) from None
    except NotADirectoryError:
        remedy = "name the folder of a store, or open the file without 'store:'"
        raise FileError(folder, "is a file, not a store", remedy) from None
    except OSError as error:
        raise _describe_access(folder, error) from error
    manifest = _parse(folder, content)
    _check_engine(folder, manifest, engine)
    _check_files(folder, manifest)
    # The engine locks with this call, a load with the other one.
    if _is_locked(os.path.join(folder, INDEX, "LOCK"), call="lockf"):
        problem = "is opened for writing by another program"
        raise FileError(folder, problem, "end that program, and load the files again")
    return manifest


def _is_locked(path: str, *, call: str) -> bool:
    """Tell whether another process holds a lock on a file."""
    try:
        import fcntl
    except ImportError:
        # Windows, where a file that another process writes cannot be opened at all.
        return False
    try:
        with open(path, "rb") as file:
            # A shared lock: those who only read do not disturb one another.
            getattr(fcntl, call)(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except OSError as error:
        import errno

        return error.errno in (errno.EACCES, errno.EAGAIN)
    return False


def _describe_absence(folder: str) -> FileError:
    make = f"make one with: gumru load FILE --store {folder}"
    try:
        names = os.listdir(folder)
    except FileNotFoundError:
        return FileError(folder, "there is no store", make)
    except OSError as error:
        return _describe_access(folder, error)
    if LOADING in names:
        if _is_locked(os.path.join(folder, LOADING), call="flock"):
            return FileError(folder, "is being loaded", "wait until that has ended")
        problem = "its load was cut off, and half a store is not served"
        remedy = f"load it again: gumru load FILE --store {folder}"
        return FileError(folder, problem, remedy)
    if _OF_ROCKSDB in names:
        problem = "is a store of another program"
        remedy = "have that write N-Quads, and load them with 'gumru load'"
        return FileError(folder, problem, remedy)
    return FileError(folder, "is a folder without a store", make)


def _describe_access(folder: str, error: OSError) -> FileError:
    problem = f"cannot be read: {error.strerror or error}"
    return FileError(folder, problem, "check the path and rights")


def _parse(folder: str, content: bytes) -> Manifest:
    lines = content.decode("utf-8", "replace").splitlines()
    if lines[:1] != [f"{STORE_MANIFEST} {FORMAT}"]:
        name, _, number = (lines or [""])[0].partition(" ")
        if name == STORE_MANIFEST and number.isdigit():
            problem = f"is a store of format {number}, and format {FORMAT} is read here"
            raise FileError(folder, problem, _load_again(folder))
        raise _describe_damage(folder)
    body, mark, end = content.rpartition(b"end ")
    if not mark or end.strip() != b"%d" % zlib.crc32(body):
        raise _describe_damage(folder)
    facts: dict[str, list[str]] = {
        "engine": [],
        "quads": [],
        "original": [],
        "file": [],
    }
    for line in lines[1:-1]:
        key, _, value = line.partition(" ")
        facts[key].append(value)
    sizes = {}
    for entry in facts["file"]:
        size, _, name = entry.partition(" ")
        sizes[name] = int(size)
    return Manifest(
        facts["engine"][0], int(facts["quads"][0]), tuple(facts["original"]), sizes
    )


def _check_engine(folder: str, manifest: Manifest, engine: str) -> None:
    # A version of the engine reads what its patch releases wrote.
    if manifest.engine.split(".")[:2] != engine.split(".")[:2]:
        problem = f"was made by pyoxigraph {manifest.engine}, and this is {engine}"
        raise FileError(folder, problem, _load_again(folder))


def _check_files(folder: str, manifest: Manifest) -> None:
    try:
        is_whole = measure_files(folder) == manifest.sizes
    except OSError:
        is_whole = False
    if not is_whole:
        raise _describe_damage(folder)


def _describe_damage(folder: str) -> FileError:
    problem = "is damaged, or another program has changed it"
    return FileError(folder, problem, _load_again(folder))


def _load_again(folder: str) -> str:
    originals = os.path.join(folder, ORIGINALS)
    return f"load it again into a new folder: gumru load {originals} --store NEW"
