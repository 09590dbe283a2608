"""A real server of Virtuoso on the loopback, from Debian's package."""

from __future__ import annotations

import subprocess
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

import pyoxigraph as ox

from tests.checkers import find_program
from tests.engines.servers import HOST, free_port, wait_for

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

MOST_ROWS: Final = 40_000
# Where quads of the default graph lie: Virtuoso has named graphs only, and asks the
# union of them all.
DEFAULT_GRAPH: Final = "urn:virtuoso:default"

_PACKAGE: Final = "virtuoso-opensource-7-bin"
_LONGEST_LOAD: Final = 120
# The database lies in the folder, and nothing outside of it is read.
_SETTINGS: Final = """[Database]
DatabaseFile = virtuoso.db
ErrorLogFile = virtuoso.log
LockFile = virtuoso.lck
TransactionFile = virtuoso.trx
xa_persistent_file = virtuoso.pxa
[TempDatabase]
DatabaseFile = virtuoso-temp.db
TransactionFile = virtuoso-temp.trx
[Parameters]
ServerPort = {host}:{sql_port}
ServerThreads = 40
NumberOfBuffers = 10000
MaxDirtyBuffers = 6000
DirsAllowed = .
SchedulerInterval = 0
[HTTPServer]
ServerPort = {host}:{port}
ServerThreads = 30
[SPARQL]
ResultSetMaxRows = {most_rows}
MaxQueryExecutionTime = 20
"""


@contextmanager
def run_virtuoso(folder: Path, quads: Iterable[ox.Quad]) -> Iterator[str]:
    """Serve quads; give the address."""
    program = find_program("virtuoso-t", package=_PACKAGE)
    client = find_program("isql-vt", package=_PACKAGE)
    port, sql_port = free_port(), free_port()
    settings = _SETTINGS.format(
        host=HOST, port=port, sql_port=sql_port, most_rows=MOST_ROWS
    )
    (folder / "virtuoso.ini").write_text(settings, "utf-8")
    ox.serialize(quads, str(folder / "data.nq"), format=ox.RdfFormat.N_QUADS)
    with (folder / "log").open("wb") as output:
        server = subprocess.Popen(
            (program, "-f", "-c", "virtuoso.ini"),
            cwd=folder,
            stdout=output,
            stderr=output,
        )
    try:
        # The page of SPARQL is there a moment before the port of SQL.
        wait_for(port, server)
        wait_for(sql_port, server)
        load = f"ld_dir('.', 'data.nq', '{DEFAULT_GRAPH}'); rdf_loader_run();"
        check = "select count(*) from DB.DBA.LOAD_LIST where ll_error is not null;"
        options = ("VERBOSE=OFF", "BANNER=OFF", f"exec={load} {check}")
        done = subprocess.run(
            (client, f"{HOST}:{sql_port}", "dba", "dba", *options),
            cwd=folder,
            check=True,
            capture_output=True,
            encoding="utf-8",
            timeout=_LONGEST_LOAD,
        )
        assert done.stdout.split()[-1:] == ["0"], done.stdout + done.stderr
        yield f"http://{HOST}:{port}/sparql"
    finally:
        server.kill()
        server.wait()
