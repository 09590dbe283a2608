"""Files are loaded into a store, whole or not at all.

While it is loaded, the folder holds a mark that is locked; the manifest comes last. A
process that dies leaves the mark without a lock and without a manifest: such a folder
is refused, and swept when it is loaded again. A load that fails takes away all that it
made.
"""

from __future__ import annotations

import errno
import os
import shutil
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, BinaryIO, Final

import pyoxigraph as ox

from gumru_kg.engines.store_folder import (
    INDEX,
    LOADING,
    ORIGINALS,
    UNFINISHED_MANIFEST,
    Manifest,
    measure_files,
    serialize_manifest,
)
from gumru_kg.engines.store_originals import keep_original
from gumru_kg.errors import FileError
from gumru_kg.formats import RDF_FORMATS
from gumru_kg.input_files import STORE_MANIFEST, list_files, strip_packing
from gumru_kg.parsing import load
from gumru_kg.rdf_input import open_checked, telling_faults

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from gumru_kg.engines.store_originals import KeptFile
    from gumru_kg.input_checks import CheckedFile
    from gumru_kg.input_files import Paths

    # Gets the number of bytes read so far, and of those to read; 0 when not known.
    Progress = Callable[[int, int], None]

_OURS: Final = frozenset({LOADING, UNFINISHED_MANIFEST, INDEX, ORIGINALS})
_FULL: Final = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
_FULL_TEXTS: Final = ("No space left", "quota exceeded", "File too large")
# A bulk load makes files of its own, which takes longer than to load a small one.
_LARGEST_SMALL: Final = 1_000_000
_USUAL_RATIO: Final = 20


@dataclass(frozen=True, slots=True)
class LoadedStore:
    """What was loaded.

    Attributes:
        folder: The folder of the store.
        quads: How many quads, each once.
        files: The files, in the order in which they were loaded.
    """

    folder: str
    quads: int
    files: tuple[str, ...]


def load_store(
    paths: Paths,
    *,
    store: str | os.PathLike[str],
    format: str | None = None,
    progress: Progress | None = None,
) -> LoadedStore:
    """Load files of RDF into a new store on disk.

    Args:
        paths: A file, a folder or several, plain or packed.
        store: The folder of the store: a new one, an empty one, or one whose load was
            cut off.
        format: A name of ``RDF_FORMATS``; by default the suffix of each file tells.
        progress: Is called from time to time with the number of bytes read so far, and
            of those to read.

    Returns:
        What was loaded.

    Raises:
        FileError: When a file cannot be read; when the folder is in use, holds
            something else, or cannot be written; when the disk is full. Then nothing
            is left of the load.
        FormatError: When a file's suffix does not tell its format.
        DataError: When a file does not parse or is refused.

    Example:
        >>> load_store("ontology/gumru.ttl", store="of-ontology").files
        ('ontology/gumru.ttl',)
    """
    files = tuple(list_files(paths, format=format))
    folder = os.fspath(store)
    if not files:
        raise FileError(folder, "there is nothing to load", "name a file of RDF")
    with _claim(folder):
        try:
            quads = _fill(folder, files, format, progress)
        except FileError:
            raise
        except (OSError, RuntimeError) as error:
            raise _describe(folder, error) from error
    return LoadedStore(folder, quads, files)


def _fill(
    folder: str, files: tuple[str, ...], format: str | None, progress: Progress | None
) -> int:
    os.mkdir(os.path.join(folder, ORIGINALS))
    index = ox.Store(os.path.join(folder, INDEX))
    watch = _Watch(files, progress)
    originals = []
    for number, name in enumerate(files, 1):
        with open_checked(name, format=format) as file:
            original = f"{number:04}{_suffix_of(file)}.gz"
            path = os.path.join(folder, ORIGINALS, original)
            try:
                with keep_original(file, path, tell=watch.tell) as kept:
                    _load_file(index, kept, folder)
            except FileError:
                raise
            except OSError as error:
                # The copy was not opened, or not closed.
                raise _describe(folder, error) from error
        originals.append(original)
        watch.end_file(file.taken)
    quads = len(index)
    _unite_graphs(index)
    index.flush()
    # What is open is not measured.
    del index
    _write_through(os.path.join(folder, INDEX), os.path.join(folder, ORIGINALS))
    sizes = measure_files(folder)
    _write_manifest(folder, Manifest(ox.__version__, quads, tuple(originals), sizes))
    return quads


def _load_file(index: ox.Store, file: KeptFile, folder: str) -> None:
    try:
        with telling_faults(file):
            load(file, into=index, in_bulk=not _is_small(file.name))
    except (OSError, RuntimeError) as error:
        if file.error is not None:
            # The trouble is the file's, not the store's.
            raise file.error from None
        raise _describe(folder, error) from error


def _is_small(name: str) -> bool:
    if not os.path.isfile(name):
        return False
    size = os.path.getsize(name)
    is_packed = strip_packing(name) != name
    return size * (_USUAL_RATIO if is_packed else 1) < _LARGEST_SMALL


def _unite_graphs(index: ox.Store) -> None:
    """Put the triples of all graphs into the default graph, as all engines have it."""
    if any(True for _ in index.named_graphs()):
        default = ox.DefaultGraph()
        # All at once: the engine makes files of its own for each bulk of quads.
        index.bulk_extend(
            ox.Quad(*quad.triple) for quad in index if quad.graph_name != default
        )


class _Watch:
    """Tells how far the files have been read."""

    def __init__(self, files: tuple[str, ...], progress: Progress | None) -> None:
        self._progress = progress
        # A pipe has no size.
        sizes = [os.path.getsize(name) if os.path.isfile(name) else 0 for name in files]
        self._total = sum(sizes) if all(sizes) else 0
        self._before = 0

    def tell(self, taken: int) -> None:
        if self._progress is not None:
            self._progress(self._before + taken, self._total)

    def end_file(self, taken: int) -> None:
        self.tell(taken)
        self._before += taken


@contextmanager
def _claim(folder: str) -> Iterator[None]:
    """Hold a folder for oneself while a store is loaded into it."""
    is_new = _make_folder(folder)
    try:
        mark = _lock(folder)
    except BaseException:
        if is_new:
            with suppress(OSError):
                os.rmdir(folder)
        raise
    with mark:
        try:
            _sweep(folder)
            yield
        except BaseException:
            # Ctrl-C counts too. The mark goes last: until then the rest is refused.
            with suppress(OSError):
                _sweep(folder)
                os.unlink(os.path.join(folder, LOADING))
                if is_new:
                    os.rmdir(folder)
            raise
        os.unlink(os.path.join(folder, LOADING))


def _make_folder(folder: str) -> bool:
    try:
        os.mkdir(folder)
    except FileExistsError:
        return False
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        problem = f"cannot be made: {reason}"
        raise FileError(folder, problem, "check the path and rights") from error
    return True


def _lock(folder: str) -> BinaryIO:
    """Lock the mark of a load in a folder where a store may be made."""
    try:
        names = set(os.listdir(folder))
    except NotADirectoryError:
        raise FileError(folder, "is a file", "name a new folder") from None
    except OSError as error:
        raise _describe(folder, error) from error
    if STORE_MANIFEST in names:
        remedy = "remove it first, or name a new folder"
        raise FileError(folder, "holds a store already", remedy)
    if names - _OURS or (names and LOADING not in names):
        problem = "is not empty, and what lies in it is no store"
        raise FileError(folder, problem, "name a new folder")
    try:
        mark = open(os.path.join(folder, LOADING), "ab")  # noqa: SIM115 - it is handed on
    except OSError as error:
        raise _describe(folder, error) from error
    try:
        _lock_file(mark)
        # Another process may have ended its load between the look and the lock.
        if os.fstat(mark.fileno()).st_nlink == 0 or _has_manifest(folder):
            raise BlockingIOError
    except BlockingIOError as error:
        mark.close()
        problem = "another process loads into it"
        raise FileError(folder, problem, "wait until that has ended") from error
    except OSError as error:
        mark.close()
        raise _describe(folder, error) from error
    return mark


def _lock_file(file: BinaryIO) -> None:
    try:
        import fcntl
    except ImportError:
        # Windows: the index itself can be opened once only.
        return
    fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)


def _has_manifest(folder: str) -> bool:
    return os.path.lexists(os.path.join(folder, STORE_MANIFEST))


def _sweep(folder: str) -> None:
    """Remove what a load has made, but for its mark."""
    for name in (INDEX, ORIGINALS):
        with suppress(FileNotFoundError):
            shutil.rmtree(os.path.join(folder, name))
    for name in (UNFINISHED_MANIFEST, STORE_MANIFEST):
        with suppress(FileNotFoundError):
            os.unlink(os.path.join(folder, name))


def _write_manifest(folder: str, manifest: Manifest) -> None:
    unfinished = os.path.join(folder, UNFINISHED_MANIFEST)
    with open(unfinished, "wb") as file:
        file.write(serialize_manifest(manifest))
        file.flush()
        os.fsync(file.fileno())
    os.replace(unfinished, os.path.join(folder, STORE_MANIFEST))
    _write_through_folder(folder)


def _write_through(*folders: str) -> None:
    """See that the files are on the disk before a manifest says so."""
    for folder in folders:
        for entry in os.scandir(folder):
            with open(entry.path, "rb") as file:
                os.fsync(file.fileno())
        _write_through_folder(folder)


def _write_through_folder(folder: str) -> None:
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _suffix_of(file: CheckedFile) -> str:
    suffixes = {known.media_type: known.suffix for known in RDF_FORMATS.values()}
    return suffixes[file.parser.media_type]


def _describe(folder: str, error: Exception) -> FileError:
    text = " ".join(str(error).split())
    if getattr(error, "errno", None) in _FULL or any(
        full in text for full in _FULL_TEXTS
    ):
        return FileError(folder, "the disk is full", "free some space and load again")
    reason = getattr(error, "strerror", None) or text
    return FileError(
        folder, f"cannot be written: {reason}", "check the disk and rights"
    )
