"""The maker's side of the fork server: starting it, asking it, reading its answers."""

from __future__ import annotations

import json
import os
import select
import signal
import socket
import subprocess
import sys
import weakref
from contextlib import suppress
from tempfile import TemporaryFile
from threading import Lock
from time import monotonic
from typing import IO, TYPE_CHECKING, Any, Final, cast

import pyoxigraph as ox

from gumru_kg.engines.fork_server import (
    DATA,
    END,
    EXIT_MEMORY,
    FAULT,
    FRAME,
    HEAD,
    READY,
)
from gumru_kg.errors import (
    EngineError,
    MemoryLimitError,
    QueryError,
    QuerySyntaxError,
    QueryTimeoutError,
)

if TYPE_CHECKING:
    from gumru_kg.engines.limits import Limits

_SERVE: Final = (
    "import sys; sys.path[:] = sys.argv[2:]; "
    "from gumru_kg.engines.fork_server import serve; serve(int(sys.argv[1]))"
)
_CHUNK: Final = 1 << 16
_PATIENCE_SECONDS: Final = 5
# What the engine and its store say on standard error when they get no memory.
_NO_MEMORY: Final = ("memory allocation", "bad_alloc", "MemoryError")


class ForkServer:
    """A process that holds the graph of a store.

    Example:
        >>> from gumru_kg.engines.limits import Limits
        >>> server = ForkServer(ox.Store())
        >>> server.run("ASK {}", Limits(timeout=10)).read_head()["value"]
        True
    """

    def __init__(self, store: ox.Store, *, path: str | None = None) -> None:
        self._lock = Lock()
        self._control, theirs = socket.socketpair()
        with theirs, TemporaryFile() as words:
            self._process = _start(theirs, words)
            self._end = weakref.finalize(
                self, _end, self._process, self._control, os.getpid()
            )
            _hand_over(self._process, store, path)
            theirs.close()
            if self._control.recv(1) != READY:
                words.seek(0)
                said = words.read().decode(errors="replace").strip().split("\n")[-1]
                problem = f"the process for limited queries did not start: {said}"
                raise EngineError(f"{problem}; ask without timeout and max_memory")

    @property
    def is_running(self) -> bool:
        """Whether queries can be sent: not when it has died, nor in a fork of ours."""
        is_ours = self._end.alive and os.getpid() == self._maker
        return is_ours and self._process.poll() is None

    @property
    def _maker(self) -> int:
        found = self._end.peek()
        return cast("int", found[2][2]) if found else 0

    def run(self, text: str, limits: Limits) -> AnswerStream:
        """Run a query in a process of its own.

        Args:
            text: SPARQL.
            limits: What it may take.

        Returns:
            Its answer, as it comes.

        Raises:
            QueryError: When the query cannot be written in UTF-8.
            EngineError: When the server has ended.
        """
        facts = {"timeout": limits.timeout, "max_memory": limits.max_memory}
        try:
            request = json.dumps({"text": text} | facts, ensure_ascii=False).encode()
        except UnicodeEncodeError as error:
            problem = "the query holds a half of a surrogate pair; remove it"
            raise QueryError(problem) from error
        answer, their_answer = socket.socketpair()
        status, their_status = socket.socketpair()
        stream = AnswerStream(answer, status, limits, server=self)
        with their_answer, their_status:
            handles = [their_answer.fileno(), their_status.fileno()]
            try:
                with self._lock:
                    socket.send_fds(self._control, [b"q"], handles)
            except OSError as error:
                stream.close()
                problem = "the process for limited queries has ended; run it again"
                raise EngineError(problem) from error
        stream.send(request)
        return stream


class AnswerStream:
    """An answer as it comes from its process; pyoxigraph takes it for a file.

    When it is closed or dropped, the process is ended.
    """

    def __init__(
        self,
        answer: socket.socket,
        status: socket.socket,
        limits: Limits,
        *,
        server: ForkServer,
    ) -> None:
        self._answer = answer
        self._status = status
        self._limits = limits
        # As long as the answer is read, its server must not end.
        self._server: ForkServer | None = server
        self._left = limits.timeout
        self._size = 0
        self._received = bytearray()
        self._content = memoryview(b"")
        self._is_whole = False

    def __del__(self) -> None:
        self.close()

    def close(self) -> None:
        """End the process, unless it has ended."""
        self._answer.close()
        self._status.close()
        self._server = None

    def send(self, request: bytes) -> None:
        """Send the query.

        Args:
            request: What the process reads.
        """
        # When it has ended already, reading its answer tells why.
        with suppress(ConnectionError):
            self._answer.sendall(FRAME.pack(DATA, len(request)) + request)

    def read_head(self) -> dict[str, Any]:
        """Wait for the kind of the answer.

        Returns:
            The kind, and the value of a truth value.

        Raises:
            GumruError: As the query itself does; and when it breaks a limit.
        """
        kind, content = self._read_frame()
        if kind != HEAD:
            self._fail("its answer has no head")
        return cast("dict[str, Any]", json.loads(content))

    def read(self, size: int = -1) -> bytes:
        """Read some of the answer.

        Args:
            size: How many bytes at most.

        Returns:
            Bytes; none at the end of a whole answer.

        Raises:
            GumruError: As the query itself does; and when it breaks a limit.
        """
        while not self._content and not self._is_whole:
            kind, content = self._read_frame()
            if kind == END:
                self._is_whole = True
                self.close()
            self._content = memoryview(content)
            self._check_size(len(content))
        taken = len(self._content) if size < 0 else size
        found, self._content = self._content[:taken], self._content[taken:]
        return bytes(found)

    def _read_frame(self) -> tuple[bytes, bytes]:
        try:
            kind, length = FRAME.unpack(self._receive(FRAME.size))
            content = self._receive(length)
        except BaseException:
            # Also Ctrl-C: nobody is going to read on.
            self.close()
            raise
        if kind == FAULT:
            self.close()
            raise _rebuild(json.loads(content))
        return kind, content

    def _receive(self, size: int) -> bytes:
        while len(self._received) < size:
            self._wait()
            received = self._answer.recv(_CHUNK)
            if not received:
                raise self._tell_end()
            self._received += received
        found = bytes(self._received[:size])
        del self._received[:size]
        return found

    def _wait(self) -> None:
        """Wait until something comes, as long as the time is not over."""
        if self._left is None:
            return
        poll = select.poll()
        poll.register(self._answer, select.POLLIN)
        before = monotonic()
        has_come = poll.poll(max(0, self._left) * 1000)
        self._left -= monotonic() - before
        if not has_come:
            raise QueryTimeoutError(self._limits.timeout or 0)

    def _check_size(self, more: int) -> None:
        self._size += more
        most = self._limits.max_answer
        if most is not None and self._size > most:
            self.close()
            raise MemoryLimitError(most)

    def _tell_end(self) -> EngineError:
        """Tell why an answer broke off."""
        self._status.settimeout(_PATIENCE_SECONDS)
        with suppress(OSError, ValueError), self._status.makefile("rb") as told:
            return self._describe(**json.loads(told.read()))
        return EngineError("the process for limited queries has ended; run it again")

    def _describe(
        self, *, code: int = 0, words: str = "", problem: str = ""
    ) -> EngineError:
        if code == -signal.SIGXCPU:
            return QueryTimeoutError(self._limits.timeout or 0)
        if code == EXIT_MEMORY or any(said in words for said in _NO_MEMORY):
            if self._limits.max_memory is not None:
                return MemoryLimitError(self._limits.max_memory)
            return EngineError("the query found no more memory; narrow it")
        if code < 0:
            problem = f"it was ended by {signal.Signals(-code).name}"
        said = " ".join(words.split()) or f"exit code {code}"
        return EngineError(f"the query's process failed: {problem or said}; narrow it")

    def _fail(self, problem: str) -> None:
        self.close()
        raise EngineError(f"the query's process failed: {problem}; run it again")


def _rebuild(told: dict[str, Any]) -> Exception:
    if told["class"] == QuerySyntaxError.__name__:
        return QuerySyntaxError(
            told["problem"], line=told["line"], column=told["column"]
        )
    kind = QueryError if told["class"] == QueryError.__name__ else EngineError
    return kind(told["message"])


def _start(control: socket.socket, words: IO[bytes]) -> subprocess.Popen[bytes]:
    # What is imported here must be what is imported there.
    places = [os.path.abspath(place) for place in sys.path]  # noqa: PTH100 - also zips
    number = control.fileno()
    try:
        return subprocess.Popen(  # noqa: S603 - ourselves
            [sys.executable, "-I", "-c", _SERVE, str(number), *places],
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=words,
            pass_fds=[number],
            # Ctrl-C in the terminal is for the maker alone.
            start_new_session=True,
        )
    except (OSError, ValueError) as error:
        problem = f"the process for limited queries did not start: {error}"
        raise EngineError(f"{problem}; ask without timeout and max_memory") from error


def _hand_over(
    process: subprocess.Popen[bytes], store: ox.Store, path: str | None
) -> None:
    """Send the graph, or say where it lies."""
    assert process.stdin is not None  # noqa: S101 - for the type checker
    # When it has ended already, it does not say that it is ready.
    with suppress(BrokenPipeError), process.stdin as output:
        output.write(json.dumps({"path": path}).encode() + b"\n")
        if path is None:
            store.dump(output, format=ox.RdfFormat.N_QUADS)


def _end(process: subprocess.Popen[bytes], control: socket.socket, maker: int) -> None:
    if os.getpid() != maker:
        # A fork of the maker holds copies; the server is not its own.
        control.close()
        return
    control.close()
    try:
        process.wait(_PATIENCE_SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
