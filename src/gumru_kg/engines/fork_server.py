"""The process that holds a graph and forks once for each limited query.

It has one thread and no work of its own, so that a fork of it is whole. It ends when
its maker closes the control socket or dies. A query comes as two sockets: the fork
reads the query from the first and writes the answer to it, in frames; the second tells
how the fork ended, and closing it ends the fork. Nothing is unpickled on either side.
"""

from __future__ import annotations

import gc
import json
import os
import selectors
import signal
import socket
import struct
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, NoReturn, cast

import pyoxigraph as ox

from gumru_kg.engines.embedded import EmbeddedEngine
from gumru_kg.engines.geosparql import load_functions
from gumru_kg.errors import GumruError, QuerySyntaxError
from gumru_kg.results import Solutions, Triples

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import IO

    from gumru_kg.results import Answer, Term

READY: Final = b"R"
# A frame: what it is, how long it is.
FRAME: Final = struct.Struct(">cI")
HEAD: Final = b"H"
DATA: Final = b"D"
FAULT: Final = b"F"
END: Final = b"E"
EXIT_MEMORY: Final = 87
_EXIT_FAULT: Final = 88
_CHUNK: Final = 1 << 16
_LONGEST_WORDS: Final = 500
_LARGEST_QUERY: Final = 1 << 28
_PARENT_DEATH_SIGNAL: Final = 1


@dataclass(frozen=True, slots=True)
class _Fork:
    """A query at work: its process, what tells of its end, and what it complains of."""

    pid: int
    handle: int
    status: socket.socket
    words: int


def serve(control: int) -> NoReturn:
    """Hold the graph that comes on standard input, and fork until nobody asks.

    Args:
        control: The socket that queries come from.

    Example:
        >>> from gumru_kg.engines.fork_client import ForkServer
        >>> ForkServer(ox.Store()).is_running
        True
    """
    # The maker decides when this process ends; Ctrl-C in its terminal does not.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    source = sys.stdin.buffer
    path = json.loads(source.readline())["path"]
    store = ox.Store()
    if path is None:
        store.bulk_extend(ox.parse(source, format=ox.RdfFormat.N_QUADS, lenient=True))
    _import_all()
    gc.collect()
    gc.freeze()
    with socket.socket(fileno=control) as asked:
        asked.sendall(READY)
        _Server(asked, store, path).run()
    os._exit(0)


class _Server:
    def __init__(
        self, control: socket.socket, store: ox.Store, path: str | None
    ) -> None:
        self._control = control
        self._store = store
        self._path = path
        self._selector = selectors.DefaultSelector()
        self._forks: set[_Fork] = set()

    def run(self) -> None:
        """Fork and reap until the control socket is closed."""
        self._selector.register(self._control, selectors.EVENT_READ)
        while True:
            for key, _ in self._selector.select():
                fork = key.data
                if fork is None:
                    if not self._accept():
                        return
                elif fork not in self._forks:
                    continue
                elif key.fd == fork.handle:
                    self._reap(fork)
                else:
                    # Nobody wants the answer any more. Its end comes as an event.
                    self._selector.unregister(fork.status)
                    os.kill(fork.pid, signal.SIGKILL)

    def _accept(self) -> bool:
        _, handles, _, _ = socket.recv_fds(self._control, 1, 2)
        if len(handles) != len(("answer", "status")):
            for fork in self._forks:
                os.kill(fork.pid, signal.SIGKILL)
            return False
        with socket.socket(fileno=handles[0]) as answer:
            status = socket.socket(fileno=handles[1])
            words = os.memfd_create("words")
            server = os.getpid()
            try:
                pid = os.fork()
            except OSError as error:
                _report(status, {"problem": f"no process could be made: {error}"})
                os.close(words)
                return True
            if pid == 0:
                self._become_fork(answer, status, words, server)
            fork = _Fork(pid, os.pidfd_open(pid), status, words)
        self._forks.add(fork)
        self._selector.register(fork.handle, selectors.EVENT_READ, fork)
        self._selector.register(fork.status, selectors.EVENT_READ, fork)
        return True

    def _reap(self, fork: _Fork) -> None:
        _, ended = os.waitpid(fork.pid, 0)
        words = os.pread(fork.words, _LONGEST_WORDS, 0).decode(errors="replace")
        self._selector.unregister(fork.handle)
        if fork.status in self._selector.get_map():
            self._selector.unregister(fork.status)
        self._forks.remove(fork)
        os.close(fork.handle)
        os.close(fork.words)
        code = os.waitstatus_to_exitcode(ended)
        _report(fork.status, {"code": code, "words": words})

    def _become_fork(
        self, answer: socket.socket, status: socket.socket, words: int, server: int
    ) -> NoReturn:
        code = _EXIT_FAULT
        try:
            _die_with(server)
            os.dup2(words, 2)
            # Were they open here, their ends would not be seen elsewhere.
            for opened in (self._control, status, *(f.status for f in self._forks)):
                opened.close()
            for fork in self._forks:
                os.close(fork.handle)
                os.close(fork.words)
            _answer(answer, self._store, self._path)
            code = 0
        except MemoryError:
            code = EXIT_MEMORY
        except ConnectionError:
            # Nobody reads the answer.
            code = 0
        except Exception as error:  # noqa: BLE001 - the maker is told of every kind
            os.write(words, f"{type(error).__name__}: {error}".encode())
        finally:
            os._exit(code)


class _Frames:
    """Writes an answer in frames; pyoxigraph takes it for a file."""

    def __init__(self, answer: socket.socket) -> None:
        self._answer = answer
        self._waiting = bytearray()

    def write(self, data: bytes) -> int:
        self._waiting += data
        if len(self._waiting) >= _CHUNK:
            self.flush()
        return len(data)

    def flush(self) -> None:
        if self._waiting:
            self.send(DATA, bytes(self._waiting))
            self._waiting.clear()

    def send(self, kind: bytes, content: bytes = b"") -> None:
        self._answer.sendall(FRAME.pack(kind, len(content)) + content)


def _answer(answer: socket.socket, store: ox.Store, path: str | None) -> None:
    request = _read_request(answer)
    frames = _Frames(answer)
    if path is not None:
        # Not before the fork: it comes with threads, which a fork would lose.
        store = ox.Store.read_only(path)
    engine = EmbeddedEngine(store, functions=_careful_functions())
    _set_limits(request["timeout"], request["max_memory"], has_files=path is not None)
    try:
        _write(engine.run(request["text"]), frames)
    except GumruError as error:
        frames.flush()
        frames.send(FAULT, _describe(error))
    else:
        frames.flush()
        frames.send(END)


def _read_request(answer: socket.socket) -> dict[str, Any]:
    with answer.makefile("rb") as asked:
        _, length = FRAME.unpack(asked.read(FRAME.size))
        if length > _LARGEST_QUERY:
            raise MemoryError
        return cast("dict[str, Any]", json.loads(asked.read(length)))


def _write(answer: Answer, frames: _Frames) -> None:
    if isinstance(answer, Solutions):
        frames.send(HEAD, b'{"kind": "solutions"}')
        answer.write_to(frames, format="json")
    elif isinstance(answer, Triples):
        frames.send(HEAD, b'{"kind": "triples"}')
        output = cast("IO[bytes]", frames)
        ox.serialize(answer, output, format=ox.RdfFormat.N_TRIPLES)
    else:
        frames.send(HEAD, json.dumps({"kind": "truth", "value": answer}).encode())


def _describe(error: GumruError) -> bytes:
    described = {"class": type(error).__name__, "message": str(error)}
    if isinstance(error, QuerySyntaxError):
        for fact in ("problem", "line", "column"):
            described[fact] = getattr(error, fact)
    return json.dumps(described).encode()


def _set_limits(
    timeout: float | None, max_memory: int | None, *, has_files: bool
) -> None:
    import resource

    with open("/proc/self/statm", "rb") as pages:  # noqa: PTH123 - of no folder
        taken = int(pages.read().split()[0]) * resource.getpagesize()
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if timeout is not None:
        # The maker measures the time; this holds even when it cannot.
        seconds = int(timeout) + 2
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    if not has_files:
        # Nothing can be opened or called any more.
        resource.setrlimit(resource.RLIMIT_NOFILE, (0, 0))
    if max_memory is not None:
        most = min(taken + int(max_memory), sys.maxsize)
        resource.setrlimit(resource.RLIMIT_AS, (most, most))


def _careful_functions() -> dict[ox.NamedNode, Callable[..., Term | None]]:
    """Wrap functions: in one, a want of memory would leave the value unbound."""

    def wrap(function: Callable[..., Term | None]) -> Callable[..., Term | None]:
        def call(*terms: Term) -> Term | None:
            try:
                return function(*terms)
            except MemoryError:
                os._exit(EXIT_MEMORY)

        return call

    return {name: wrap(function) for name, function in load_functions().items()}


def _die_with(server: int) -> None:
    """End with the server, even when that is killed."""
    import ctypes

    ctypes.CDLL(None).prctl(_PARENT_DEATH_SIGNAL, signal.SIGKILL)
    if os.getppid() != server:
        os._exit(_EXIT_FAULT)


def _import_all() -> None:
    """Import what a query may need: a fork cannot open files."""
    import ctypes
    import resource

    from gumru_kg.engines import geodesy, geometry

    geodesy.measure_distance(
        geometry.parse_wkt("POINT(0 0)"), geometry.parse_wkt("POINT(1 1)")
    )
    del ctypes, resource


def _report(status: socket.socket, told: dict[str, object]) -> None:
    import contextlib

    with status, contextlib.suppress(OSError):
        status.sendall(json.dumps(told).encode())
