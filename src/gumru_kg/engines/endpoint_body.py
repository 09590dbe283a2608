"""The body of an answer, read while it arrives, within limits and to its end."""

from __future__ import annotations

import weakref
import zlib
from typing import TYPE_CHECKING, Final

import httpx

from gumru_kg.engines.deadline import run_until
from gumru_kg.engines.endpoint_nesting import DEEPEST
from gumru_kg.errors import EndpointAnswerError, EndpointTimeoutError

if TYPE_CHECKING:
    from gumru_kg.engines.endpoint_nesting import NestingWatch
    from gumru_kg.engines.endpoint_settings import EndpointSettings

_PIECE: Final = 1 << 16
_GZIP: Final = 31
_TAIL: Final = 60
_BREAKS_OFF: Final = "its answer breaks off"
_ASK_LESS: Final = "ask again, or for less at a time with LIMIT"


class Body:
    """A file for a parser: it has ``read``, and whatever fails is an error of ours.

    Attributes:
        address: The endpoint, for errors.
        headers: The headers of the answer.
        size: How many bytes were read, unpacked.
        tail: The last of them.
    """

    def __init__(
        self,
        response: httpx.Response,
        *,
        address: str,
        settings: EndpointSettings,
        end: float | None = None,
        owner: object = None,
    ) -> None:
        self.address = address
        self.headers = response.headers
        self.size = 0
        self.tail = b""
        self._pieces = response.iter_raw()
        self._settings = settings
        # A client that nobody holds any more closes its connections.
        self._owner = owner
        self._end = end
        self._buffer = memoryview(b"")
        self._watch: NestingWatch | None = None
        self._packed = b""
        self._unpacker = (
            zlib.decompressobj(_GZIP)
            if self.headers.get("content-encoding", "").lower() in ("gzip", "x-gzip")
            else None
        )
        self.close = weakref.finalize(self, response.close)

    @property
    def has_end(self) -> bool:
        """Whether the end of the answer can be told from a lost connection."""
        framing = ("content-length", "transfer-encoding")
        return self._unpacker is not None or any(
            name in self.headers for name in framing
        )

    def watch(self, watch: NestingWatch) -> None:
        """Have the answer looked over before the parser sees it.

        Args:
            watch: What tells when it nests too deep.
        """
        self._watch = watch

    def read(self, size: int = -1) -> bytes:
        """Read what has arrived, at most so many bytes; wait when there is nothing.

        Args:
            size: The greatest number of bytes.

        Returns:
            Bytes; none at the end of a whole answer.

        Raises:
            EndpointAnswerError: When the answer breaks off, is too long or nests too
                deep.
            EndpointTimeoutError: When it does not go on.
        """
        while not self._buffer:
            piece = self._receive()
            if piece is None:
                self.close()
                return b""
            self._take(piece)
        taken = self._buffer[: size if size > 0 else None]
        self._buffer = self._buffer[len(taken) :]
        return bytes(taken)

    def drain(self, limit: int) -> bytes:
        """Read on to the end, or to a limit, and let go of the connection.

        Args:
            limit: The greatest number of bytes.

        Returns:
            The bytes.

        Raises:
            EndpointAnswerError: As for ``read``.
            EndpointTimeoutError: As for ``read``.
        """
        read = b""
        while len(read) < limit and (piece := self.read(limit - len(read))):
            read += piece
        self.close()
        return read

    def describe_fault(self, problem: str) -> EndpointAnswerError:
        """Say that the answer is not what it should be, and how it ends.

        Args:
            problem: What is wrong.

        Returns:
            The error; the connection is closed.
        """
        self.close()
        tail = " ".join(self.tail.decode("utf-8", "replace").split())
        if tail:
            problem += f" (its last words: {tail!r})"
        return self._refuse(problem)

    def _take(self, piece: bytes) -> None:
        self.size += len(piece)
        self.tail = (self.tail + piece)[-_TAIL:]
        if self.size > self._settings.largest_answer:
            limit = f"{self._settings.largest_answer / 1_000_000:,g} MB"
            remedy = "ask for less with LIMIT, or raise largest_answer"
            raise self._refuse(f"its answer is longer than {limit}", remedy)
        if self._watch is not None and self._watch.is_too_deep(piece):
            problem = f"its answer nests terms more than {DEEPEST} levels deep"
            raise self._refuse(problem, "ask for the terms in them one by one")
        self._buffer = memoryview(piece)

    def _receive(self) -> bytes | None:
        """Take the next piece from the wire and unpack it; nothing at the end."""
        if self._unpacker is None:
            return self._receive_raw()
        while not self._unpacker.eof:
            packed = self._packed or self._receive_raw()
            if packed is None:
                raise self._refuse(_BREAKS_OFF)
            try:
                piece = self._unpacker.decompress(packed, _PIECE)
            except zlib.error:
                raise self._refuse("its answer is packed, and broken") from None
            self._packed = self._unpacker.unconsumed_tail
            if piece:
                return piece
        if self._unpacker.unused_data or self._receive_raw() is not None:
            raise self._refuse("its answer goes on after its end")
        return None

    def _receive_raw(self) -> bytes | None:
        try:
            return run_until(self._end, self._read_piece)
        except TimeoutError:
            self.close()
            problem = f"its answer took more than {self._settings.total_timeout:g} s"
            raise EndpointTimeoutError(self.address, problem, _ASK_LESS) from None
        except httpx.TimeoutException as error:
            self.close()
            problem = f"sent nothing for {self._settings.read_timeout:g} s on the way"
            raise EndpointTimeoutError(self.address, problem, _ASK_LESS) from error
        except (httpx.TransportError, httpx.StreamError) as error:
            raise self._refuse(_BREAKS_OFF) from error

    def _read_piece(self) -> bytes | None:
        return next((piece for piece in self._pieces if piece), None)

    def _refuse(self, problem: str, remedy: str = _ASK_LESS) -> EndpointAnswerError:
        self.close()
        return EndpointAnswerError(self.address, problem, remedy)
