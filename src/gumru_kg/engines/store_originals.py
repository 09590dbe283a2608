"""The files of a store are packed and kept while a parser reads them.

A second thread reads ahead, checks and packs: the engine works without the lock of the
interpreter, so that both go on at once.
"""

from __future__ import annotations

import zlib
from contextlib import contextmanager, suppress
from queue import Empty, Queue
from threading import Event, Thread
from typing import TYPE_CHECKING, BinaryIO, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    import pyoxigraph as ox

    from gumru_kg.input_checks import CheckedFile

    # A block, the number of its first line, and how much of the file was taken then.
    _Block = tuple[bytes, int, int]

# The quickest: an original is read when the graph is exported, and seldom else.
_LEVEL: Final = 1
_BLOCK: Final = 1 << 20
_BLOCKS_AHEAD: Final = 4
# A pipe may keep the other thread waiting; the process need not wait with it.
_LONGEST_FAREWELL: Final = 1.0


@contextmanager
def keep_original(
    file: CheckedFile, path: str, *, tell: Callable[[int], None]
) -> Iterator[KeptFile]:
    """Copy a file, packed, while a parser reads it.

    Args:
        file: The open file.
        path: Where the copy goes.
        tell: Is called with the number of bytes that were taken from the disk.

    Yields:
        The file for the parser.

    Raises:
        OSError: When the copy cannot be written.

    Example:
        >>> import gzip
        >>> from gumru_kg.rdf_input import open_checked
        >>> with open_checked("ontology/gumru.ttl") as file:
        ...     with keep_original(file, "kept.gz", tell=lambda taken: None) as kept:
        ...         size = sum(map(len, iter(lambda: kept.read(4096), b"")))
        >>> len(gzip.open("kept.gz").read()) == size
        True
    """
    with open(path, "xb") as copy:
        kept = KeptFile(file, copy, tell)
        try:
            yield kept
        finally:
            kept.end()


class KeptFile:
    """A file that a parser reads and that is copied meanwhile.

    Attributes:
        name: What to call the file in an error.
        parser: The format in which it is read.
        error: What went wrong with reading it, and not with the copy.
    """

    def __init__(
        self, file: CheckedFile, copy: BinaryIO, tell: Callable[[int], None]
    ) -> None:
        self.name = file.name
        self.parser: ox.RdfFormat = file.parser
        self.error: Exception | None = None
        self._file = file
        self._copy = copy
        self._tell = tell
        self._block = b""
        self._place = 0
        self._is_at_end = False
        self._line = file.line
        self._blocks: Queue[_Block | Exception] = Queue(_BLOCKS_AHEAD)
        self._is_over = Event()
        self._thread = Thread(target=self._read_ahead, daemon=True)
        self._thread.start()

    @property
    def line(self) -> int:
        """The number of the line that the parser has reached."""
        return self._line + self._block.count(b"\n", 0, self._place)

    def read(self, size: int) -> bytes:
        """Read the next piece.

        Args:
            size: The greatest number of bytes.

        Returns:
            The piece; nothing at the end of the file.

        Raises:
            DataError: When the piece cannot belong to RDF.
            OSError: When the file cannot be read, or the copy not be written.
        """
        if self._place >= len(self._block) and not self._is_at_end:
            found = self._blocks.get()
            if isinstance(found, Exception):
                raise found
            self._block, self._line, taken = found
            self._is_at_end = not self._block
            self._place = 0
            self._tell(taken)
        start = self._place
        self._place = start + size
        return self._block[start : self._place]

    def end(self) -> None:
        """End the copy, also when the parser has given up."""
        self._is_over.set()
        # It may wait until there is place for a block.
        with suppress(Empty):
            while True:
                self._blocks.get_nowait()
        self._thread.join(_LONGEST_FAREWELL)

    def _read_ahead(self) -> None:
        packer = zlib.compressobj(_LEVEL, zlib.DEFLATED, zlib.MAX_WBITS | 16)
        try:
            while not self._is_over.is_set():
                line = self._file.line
                block = self._read_block()
                self._copy.write(packer.compress(block))
                if not block:
                    self._copy.write(packer.flush())
                    self._copy.flush()
                self._blocks.put((block, line, self._file.taken))
                if not block:
                    return
        except Exception as error:  # noqa: BLE001 - the other thread raises it
            self._blocks.put(error)

    def _read_block(self) -> bytes:
        try:
            return self._file.read(_BLOCK)
        except Exception as error:
            self.error = error
            raise
