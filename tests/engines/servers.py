"""Real servers on the loopback: Oxigraph, and sockets that say what a test wants."""

from __future__ import annotations

import contextlib
import shutil
import socket
import subprocess
import sys
import sysconfig
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Self, TypeAlias
from urllib.parse import parse_qs, urlsplit

import pyoxigraph as ox
import pytest

from tests.checkers import skip_or_fail

HOST: Final = "127.0.0.1"
JSON: Final = "application/sparql-results+json"
_PATIENCE: Final = 60

Talk: TypeAlias = bytes | Callable[[socket.socket], None]


def find_oxigraph() -> str:
    """Find the program of the package ``oxigraph``."""
    places = (sysconfig.get_path("scripts"), str(Path(sys.executable).parent))
    for place in places:
        found = shutil.which("oxigraph", path=place)
        if found:
            return found
    return skip_or_fail("the server of the package oxigraph is not installed")


def free_port() -> int:
    """Find a port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        port: int = probe.getsockname()[1]
        return port


@contextmanager
def run_oxigraph(
    folder: Path, quads: Iterable[ox.Quad], *options: str
) -> Iterator[str]:
    """Serve quads, and their union as the default graph; give the address."""
    program = find_oxigraph()
    given = set(quads)
    file = folder / "data.nq"
    everything = given | {ox.Quad(*quad.triple) for quad in given}
    ox.serialize(everything, str(file), format=ox.RdfFormat.N_QUADS)
    store = str(folder / "store")
    load = (program, "load", "--location", store, "--file", str(file))
    subprocess.run(load, check=True, capture_output=True)
    port = free_port()
    serve = (program, "serve-read-only", "--location", store, *options)
    log = folder / "log"
    with log.open("wb") as output:
        server = subprocess.Popen(
            (*serve, "--bind", f"{HOST}:{port}"), stdout=output, stderr=output
        )
    try:
        wait_for(port, server)
        yield f"http://{HOST}:{port}/query"
    finally:
        server.kill()
        server.wait()


def wait_for(port: int, server: subprocess.Popen[bytes]) -> None:
    """Wait until a server listens."""
    end = time.monotonic() + _PATIENCE
    while time.monotonic() < end and server.poll() is None:
        with contextlib.suppress(OSError), socket.create_connection((HOST, port), 1):
            return
        time.sleep(0.05)
    pytest.fail(f"{server.args!r} does not start")


@dataclass(frozen=True, slots=True)
class Request:
    """What a client sent.

    Attributes:
        method: The method.
        target: Path and query.
        headers: The headers, by name in lower case.
        body: The body.
    """

    method: str
    target: str
    headers: dict[str, str]
    body: str

    @property
    def parameters(self) -> dict[str, list[str]]:
        """The parameters of the address or of the form."""
        text = self.body if self.method == "POST" else urlsplit(self.target).query
        return parse_qs(text)


class Talker:
    """A server that answers each request in turn with what it is told to say.

    Attributes:
        requests: What it was asked.
        port: Where it listens.
    """

    def __init__(self, *talks: Talk) -> None:
        self.requests: list[Request] = []
        self._talks = talks
        self._socket = socket.create_server((HOST, 0))
        self.port: int = self._socket.getsockname()[1]
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._is_closing = False

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._is_closing = True
        with (
            contextlib.suppress(OSError),
            socket.create_connection((HOST, self.port), 1),
        ):
            pass
        self._thread.join(_PATIENCE)
        self._socket.close()

    @property
    def url(self) -> str:
        """The address of the endpoint."""
        return f"http://{HOST}:{self.port}/sparql"

    def _serve(self) -> None:
        while True:
            connection, _ = self._socket.accept()
            # A client that gives up is what many tests are about.
            with connection, contextlib.suppress(OSError):
                if self._is_closing:
                    return
                connection.settimeout(_PATIENCE)
                self._answer(connection)

    def _answer(self, connection: socket.socket) -> None:
        request = _read_request(connection)
        if request is None:
            return
        talk = self._talks[min(len(self.requests), len(self._talks) - 1)]
        self.requests.append(request)
        if isinstance(talk, bytes):
            connection.sendall(talk)
        else:
            talk(connection)
        # What is closed with bytes unread is reset, and the answer may be lost.
        connection.shutdown(socket.SHUT_WR)


def _read_request(connection: socket.socket) -> Request | None:
    data = b""
    while b"\r\n\r\n" not in data:
        piece = connection.recv(65536)
        if not piece:
            return None
        data += piece
    head, _, body = data.partition(b"\r\n\r\n")
    first, *lines = head.decode().split("\r\n")
    method, target, _ = first.split(" ")
    pairs = (line.partition(":") for line in lines)
    headers = {name.lower(): value.strip() for name, _, value in pairs}
    while len(body) < int(headers.get("content-length", "0")):
        body += connection.recv(65536)
    return Request(method, target, headers, body.decode())


def say(
    body: str | bytes,
    *headers: str,
    status: str = "200 OK",
    media_type: str = JSON,
    length: int | None = None,
) -> bytes:
    """Write an answer of HTTP; a length of its own makes it break off."""
    content = body.encode() if isinstance(body, str) else body
    lines = (
        f"HTTP/1.1 {status}",
        f"Content-Type: {media_type}",
        f"Content-Length: {len(content) if length is None else length}",
        "Connection: close",
        *headers,
    )
    return "\r\n".join((*lines, "", "")).encode() + content


def say_until_close(body: str, *, media_type: str = JSON) -> bytes:
    """Write an answer whose end is the end of the connection, as HTTP/1.0 did."""
    return f"HTTP/1.0 200 OK\r\nContent-Type: {media_type}\r\n\r\n{body}".encode()
