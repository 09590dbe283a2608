"""Servers on the loopback, for as long as they are asked."""

from __future__ import annotations

import contextlib
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Final

from benchmarks.timing import BenchmarkError, run_process

if TYPE_CHECKING:
    from collections.abc import Iterator

_HOST: Final = "127.0.0.1"
_PATIENCE: Final = 120


@contextmanager
def run_oxigraph(data: Path, folder: Path) -> Iterator[str]:
    """Serve a file with the server of Oxigraph.

    Args:
        data: The file.
        folder: Where to load it, a folder that does not exist.

    Yields:
        The address of the endpoint.
    """
    program = _find("oxigraph")
    run_process((program, "load", "--location", str(folder), "--file", str(data)))
    serve = (program, "serve-read-only", "--location", str(folder))
    port = _free_port()
    with _serve((*serve, "--bind", f"{_HOST}:{port}"), port):
        yield f"http://{_HOST}:{port}/query"


@contextmanager
def run_rdflib_endpoint(data: Path) -> Iterator[str]:
    """Serve a file with rdflib-endpoint, which holds it in rdflib.

    Args:
        data: The file.

    Yields:
        The address of the endpoint.
    """
    port = _free_port()
    serve = (_find("rdflib-endpoint"), "serve", "--host", _HOST, "--port", str(port))
    with _serve((*serve, str(data)), port):
        yield f"http://{_HOST}:{port}/"


def _find(program: str) -> str:
    return str(Path(sys.executable).with_name(program))


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind((_HOST, 0))
        port: int = probe.getsockname()[1]
        return port


@contextmanager
def _serve(command: tuple[str, ...], port: int) -> Iterator[None]:
    silence = subprocess.DEVNULL
    server = subprocess.Popen(command, stdout=silence, stderr=silence)
    try:
        _wait_for(server, port)
        yield
    finally:
        server.kill()
        server.wait()


def _wait_for(server: subprocess.Popen[bytes], port: int) -> None:
    end = time.monotonic() + _PATIENCE
    while time.monotonic() < end and server.poll() is None:
        with contextlib.suppress(OSError), socket.create_connection((_HOST, port), 1):
            return
        time.sleep(0.05)
    raise BenchmarkError("the server does not start")
