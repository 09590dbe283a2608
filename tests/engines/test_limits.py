"""Queries that are held to a time and a memory, in processes of their own."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph as ox
import pytest

from gumru_kg import open_graph
from gumru_kg.engines.embedded import EmbeddedEngine
from gumru_kg.engines.fork_client import ForkServer
from gumru_kg.engines.limits import Limits, limit_engine
from gumru_kg.errors import (
    CapabilityError,
    EngineError,
    MemoryLimitError,
    QueryError,
    QuerySyntaxError,
    QueryTimeoutError,
)
from gumru_kg.results import Solutions, Triples

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from gumru_kg.engines import Engine

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="limits need Linux")

THINGS = 2_000
ENDLESS = {
    "count": "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }",
    "path": "SELECT (COUNT(*) AS ?n) { ?a (!<urn:x>)* ?b . ?c (!<urn:y>)* ?d }",
    "ask": "ASK { ?a ?b ?c . ?d ?e ?f FILTER(CONCAT(STR(?a), STR(?d)) = '-') }",
}
HUNGRY = {
    "sort": "SELECT * { ?a ?b ?c . ?d ?e ?f } ORDER BY ?c ?f ?a",
    "distinct": "SELECT DISTINCT * { ?a ?b ?c . ?d ?e ?f . FILTER(?a != ?d) }",
    "text": "SELECT (GROUP_CONCAT(STR(?a)) AS ?x) { ?a ?b ?c . ?d ?e ?f }",
}
# In the order of rows, without an end: pairs of triples.
STREAM = "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
SOON = 5
GENEROUS = Limits(timeout=120, max_memory=2_000_000_000)


def make_quads() -> list[ox.Quad]:
    next_ = ox.NamedNode("urn:next")
    nodes = [ox.NamedNode(f"urn:n{number}") for number in range(THINGS)]
    return [
        ox.Quad(node, next_, nodes[(place * 7 + 1) % THINGS])
        for place, node in enumerate(nodes)
    ]


@pytest.fixture(scope="module", params=["memory", "store"])
def plain(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> EmbeddedEngine:
    """An engine without limits: in memory, or on disk."""
    if request.param == "memory":
        return EmbeddedEngine.from_quads(make_quads())
    path = str(tmp_path_factory.mktemp("store"))
    store = ox.Store(path)
    store.bulk_extend(make_quads())
    store.flush()
    del store
    return EmbeddedEngine(ox.Store.read_only(path), path=path)


@pytest.fixture
def memory() -> EmbeddedEngine:
    return EmbeddedEngine.from_quads(make_quads())


def children(pid: int) -> list[int]:
    tasks = Path(f"/proc/{pid}/task")
    try:
        found = [(task / "children").read_text() for task in tasks.iterdir()]
    except FileNotFoundError:
        return []
    return [int(number) for line in found for number in line.split()]


def is_alive(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8")
    except (FileNotFoundError, ProcessLookupError):
        return False
    # Where nobody reaps orphans, they stay as zombies.
    return state.rpartition(")")[2].split()[0] != "Z"


def wait_until(condition: Callable[[], bool]) -> None:
    """Wait; a test that waits for ever is ended here."""
    for _ in range(1_000):
        if condition():
            return
        time.sleep(0.02)
    pytest.fail("it did not come about")


def server_of(engine: Engine) -> int:
    """Find the process of the server that an engine has started."""
    server = getattr(engine, "_asked")  # noqa: B009 - what mypy must not see
    return int(server._process.pid)  # noqa: SLF001 - no other way to look


def test_limits_change_no_answer(plain: EmbeddedEngine) -> None:
    limited = plain.limited(GENEROUS)
    select = "SELECT * { ?s ?p ?o } ORDER BY ?s"
    assert list(limited.select(select)) == list(plain.select(select))
    construct = "CONSTRUCT WHERE { ?s ?p ?o }"
    assert set(limited.construct(construct)) == set(plain.construct(construct))
    assert limited.ask("ASK { <urn:n0> ?p ?o }") is True
    assert limited.ask("ASK { <urn:nothing> ?p ?o }") is False
    assert list(limited.select("SELECT ?s { ?s <urn:none> ?o }")) == []
    assert len(list(limited.select("SELECT * {}"))) == 1


@pytest.mark.parametrize(
    "term",
    [
        '"a\\u0000b\\u0007\\t\\n\\"\\\\"',
        '"\\U0001F5FA \\uFFFE"',
        '"Гюмри"@ru-latn',
        '"Kars"@tr--ltr',
        '"01"^^<http://www.w3.org/2001/XMLSchema#integer>',
        '"x"^^<urn:own>',
        "<<( <urn:a> <urn:b> <<( <urn:c> <urn:d> 'e' )>> )>>",
        "UNDEF",
        f'"{"long " * 50_000}"',
    ],
)
def test_every_term_comes_as_it_is(memory: EmbeddedEngine, term: str) -> None:
    query = f"SELECT ?x {{ VALUES ?x {{ {term} }} }}"
    limited = memory.limited(GENEROUS)
    assert list(limited.select(query)) == list(memory.select(query))
    build = f"CONSTRUCT {{ <urn:s> <urn:p> ?x }} {{ VALUES ?x {{ {term} }} }}"
    assert list(limited.construct(build)) == list(memory.construct(build))


def test_blank_nodes_and_graphs_keep_their_names() -> None:
    quad = ox.Quad(
        ox.BlankNode("b1"), ox.NamedNode("urn:p"), ox.BlankNode("b2"), ox.BlankNode("g")
    )
    engine = EmbeddedEngine.from_quads([quad])
    query = "SELECT * { GRAPH ?g { ?s ?p ?o } }"
    assert list(engine.limited(GENEROUS).select(query)) == list(engine.select(query))


def test_the_shipped_graph_answers_named_queries_with_limits() -> None:
    graph = open_graph()
    plain = graph.query("treaty/parties", treaty="gumru-1920")
    found = graph.query(
        "treaty/parties", treaty="gumru-1920", timeout=120, max_memory=10**9
    )
    assert isinstance(found, Solutions)
    assert isinstance(plain, Solutions)
    assert list(found) == list(plain)


@pytest.mark.parametrize("name", ENDLESS)
def test_a_query_that_takes_too_long_is_ended(plain: EmbeddedEngine, name: str) -> None:
    limited = plain.limited(Limits(timeout=0.5))
    with pytest.raises(QueryTimeoutError, match=r"more than 0\.5 s") as caught:
        limited.query(ENDLESS[name])
    assert caught.value.seconds == 0.5
    assert isinstance(caught.value, TimeoutError)
    wait_until(lambda: not children(server_of(limited)))
    assert limited.ask("ASK { ?s ?p ?o }")


@pytest.mark.parametrize("name", HUNGRY)
def test_a_query_that_takes_too_much_is_ended(plain: EmbeddedEngine, name: str) -> None:
    limited = plain.limited(Limits(max_memory=60_000_000))
    with pytest.raises(MemoryLimitError, match="more than 60 MB") as caught:
        list(limited.select(HUNGRY[name]))
    assert caught.value.limit == 60_000_000
    assert isinstance(caught.value, MemoryError)
    wait_until(lambda: not children(server_of(limited)))
    assert limited.ask("ASK { ?s ?p ?o }")


def test_too_little_memory_for_anything_is_told(plain: EmbeddedEngine) -> None:
    for limit in (1, 1_000, 100_000):
        with pytest.raises(MemoryLimitError):
            list(plain.limited(Limits(max_memory=limit)).select(HUNGRY["sort"]))


def test_rows_come_before_the_answer_ends(plain: EmbeddedEngine) -> None:
    limited = plain.limited(Limits(timeout=120))
    rows = iter(limited.select(STREAM))
    assert len([next(rows) for _ in range(1_000)]) == 1_000
    assert len(children(server_of(limited))) == 1


def test_a_dropped_answer_ends_its_process(plain: EmbeddedEngine) -> None:
    limited = plain.limited(Limits(timeout=120))
    rows = limited.select(STREAM)
    next(iter(rows))
    del rows
    wait_until(lambda: not children(server_of(limited)))


def test_the_time_of_the_reader_does_not_count(plain: EmbeddedEngine) -> None:
    rows = iter(plain.limited(Limits(timeout=3)).select("SELECT * { ?s ?p ?o }"))
    next(rows)
    time.sleep(3.3)
    assert len(list(rows)) == THINGS - 1


def test_an_answer_outlives_its_engine() -> None:
    engine = EmbeddedEngine.from_quads(make_quads())
    rows = engine.limited(GENEROUS).select("SELECT * { ?s ?p ?o }")
    del engine
    assert len(list(rows)) == THINGS


def test_the_server_ends_with_its_engine() -> None:
    engine = EmbeddedEngine.from_quads(make_quads())
    limited = engine.limited(GENEROUS)
    server = server_of(limited)
    assert is_alive(server)
    del engine, limited
    wait_until(lambda: not Path(f"/proc/{server}").exists())


def test_an_answer_that_breaks_off_is_an_error(plain: EmbeddedEngine) -> None:
    limited = plain.limited(Limits(timeout=120))
    for query in (STREAM, "CONSTRUCT { ?a ?b ?f } { ?a ?b ?c . ?d ?e ?f }"):
        answer = limited.query(query)
        assert isinstance(answer, Solutions | Triples)
        rows = iter(answer)
        next(rows)
        (query_process,) = children(server_of(limited))
        os.kill(query_process, signal.SIGKILL)
        with pytest.raises(EngineError, match="ended by SIGKILL"):
            list(rows)


def test_a_server_that_was_killed_is_started_again(plain: EmbeddedEngine) -> None:
    limited = plain.limited(GENEROUS)
    rows = iter(limited.select(STREAM))
    next(rows)
    (query_process,) = children(server_of(limited))
    os.kill(server_of(limited), signal.SIGKILL)
    with pytest.raises(EngineError, match="has ended; run it again"):
        list(rows)
    wait_until(lambda: not is_alive(query_process))
    with pytest.raises(EngineError, match="has ended; run it again"):
        limited.ask("ASK {}")
    assert plain.limited(GENEROUS).ask("ASK { ?s ?p ?o }")


def test_faults_of_a_query_are_told_as_without_limits(plain: EmbeddedEngine) -> None:
    limited = plain.limited(GENEROUS)
    queries = (
        "SELECT * {\n ?s ?p }",
        "SELECT (<urn:f>(1) AS ?x) {}",
        "ASK { '\ud800' }",
    )
    for query in queries:
        with pytest.raises(QueryError) as expected:
            plain.query(query)
        with pytest.raises(QueryError) as found:
            limited.query(query)
        assert str(found.value) == str(expected.value)
        assert type(found.value) is type(expected.value)
    with pytest.raises(QuerySyntaxError) as caught:
        limited.query("SELECT * {\n ?s ?p }")
    assert caught.value.line == 2
    with pytest.raises(QueryError, match="this is no SELECT"):
        limited.select("ASK {}")


def test_functions_of_geometry_work_in_the_process(plain: EmbeddedEngine) -> None:
    kars, gyumri = ('"POINT(43.1 40.6)"^^geo:wktLiteral', '"POINT(43.8 40.8)"')
    query = (
        f"SELECT (geof:distance({kars}, {gyumri}^^geo:wktLiteral, uom:metre) AS ?d) "
        f"(geof:sfIntersects({kars}, {kars}) AS ?same) {{}}"
    )
    limited = plain.limited(GENEROUS)
    assert list(limited.select(query).rows()) == list(plain.select(query).rows())


def test_nothing_can_be_called_from_the_process(memory: EmbeddedEngine) -> None:
    server = ForkServer(ox.Store())
    with socket.create_server(("127.0.0.1", 0)) as listening:
        port = listening.getsockname()[1]
        # Past the guard, which refuses it in every engine.
        query = (
            f"SELECT * {{ SERVICE SILENT <http://127.0.0.1:{port}/> {{ ?s ?p ?o }} }}"
        )
        stream = server.run(query, GENEROUS)
        assert stream.read_head() == {"kind": "solutions"}
        while stream.read():
            pass
        listening.setblocking(False)  # noqa: FBT003 - its only argument
        with pytest.raises(BlockingIOError):
            listening.accept()
    with pytest.raises(QueryError, match="SERVICE is refused"):
        memory.limited(GENEROUS).query(query)


def test_queries_run_side_by_side(plain: EmbeddedEngine) -> None:
    def count(number: int) -> int:
        limits = Limits(timeout=120)
        query = f"SELECT * {{ ?s ?p ?o }} LIMIT {number}"
        return len(list(plain.limited(limits).select(query)))

    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(count, range(40))) == list(range(40))


def test_limited_answers_become_tables(plain: EmbeddedEngine) -> None:
    query = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
    assert plain.limited(GENEROUS).select(query).to_arrow().to_pylist() == [
        {"n": THINGS}
    ]


@pytest.mark.parametrize("timeout", [0, -1, float("nan"), float("inf"), 1e9])
def test_a_time_that_is_none_is_refused(timeout: float) -> None:
    with pytest.raises(QueryError, match="timeout is"):
        open_graph().ask("ASK {}", timeout=timeout)


@pytest.mark.parametrize("memory_limit", [0, -1, 2**70])
def test_a_memory_that_is_none_is_refused(memory_limit: int) -> None:
    with pytest.raises(QueryError, match="max_memory is"):
        open_graph().ask("ASK {}", max_memory=memory_limit)


def test_an_engine_without_limits_says_so() -> None:
    class Other:
        def query(self, text: str) -> bool:
            return bool(text)

    with pytest.raises(
        CapabilityError, match="Other: it cannot hold a query to limits"
    ):
        limit_engine(Other(), Limits(timeout=1))  # type: ignore[arg-type] # it must be refused


def test_other_systems_are_told(
    memory: EmbeddedEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "platform", "darwin")
    with pytest.raises(CapabilityError, match="darwin cannot hold a query to limits"):
        memory.limited(Limits(timeout=1))


def test_without_limits_there_is_no_process() -> None:
    code = (
        "import sys, gumru_kg\n"
        "gumru_kg.open_graph().ask('ASK {}')\n"
        "print([m for m in sys.modules if 'fork_' in m or m.endswith('.limits')])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=True
    )
    assert done.stdout.strip() == "[]"


SCRIPT = f"""
import sys, gumru_kg
graph = gumru_kg.open_graph()
try:
    print("ready", flush=True)
    list(graph.select({ENDLESS["count"]!r}, timeout=600))
except KeyboardInterrupt:
    sys.exit(7)
"""


@pytest.fixture
def busy() -> Iterator[tuple[subprocess.Popen[str], list[int]]]:
    """A program in the middle of a limited query, with the processes below it."""
    with subprocess.Popen(
        [sys.executable, "-c", SCRIPT],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    ) as program:
        assert program.stdout is not None
        assert program.stdout.readline() == "ready\n"
        # The script asks nothing else, so a process below its server is the query's.
        wait_until(
            lambda: any(children(server) for server in children(program.pid)),
        )
        (server,) = children(program.pid)
        yield program, [server, *children(server)]
        program.kill()


def test_ctrl_c_leaves_no_process(
    busy: tuple[subprocess.Popen[str], list[int]],
) -> None:
    program, below = busy
    assert len(below) == 2
    program.send_signal(signal.SIGINT)
    assert program.wait(60) == 7
    assert program.stderr is not None
    assert program.stderr.read() == ""
    wait_until(lambda: not any(map(is_alive, below)))


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM])
def test_a_killed_program_leaves_no_process(
    busy: tuple[subprocess.Popen[str], list[int]], number: signal.Signals
) -> None:
    program, below = busy
    program.send_signal(number)
    program.wait(60)
    wait_until(lambda: not any(map(is_alive, below)))


def test_a_fork_of_the_program_asks_a_server_of_its_own() -> None:
    code = (
        "import os, gumru_kg\n"
        "graph = gumru_kg.open_graph()\n"
        "ask = lambda: graph.ask('ASK { ?t a gum:Treaty }', timeout=60)\n"
        "assert ask()\n"
        "pid = os.fork()\n"
        "assert ask() and ask()\n"
        "if pid == 0: os._exit(0)\n"
        "assert os.waitpid(pid, 0)[1] == 0\n"
        "assert ask()\n"
    )
    # Forking with an open store is the program's own risk; in memory there is none.
    environment = {**os.environ, "GUMRU_NO_CACHE": "1"}
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        encoding="utf-8",
        check=False,
        env=environment,
    )
    assert (done.returncode, done.stderr) == (0, "")


def test_a_limit_of_the_answer_alone_is_one(memory: EmbeddedEngine) -> None:
    limited = limit_engine(memory, Limits(max_answer=10))
    assert limited is not memory
    with pytest.raises(MemoryLimitError):
        list(limited.select("SELECT * { ?s ?p ?o }"))


def test_a_value_too_long_for_the_way_is_told(memory: EmbeddedEngine) -> None:
    parts = ", ".join(['"' + "x" * 1_000_000 + '"'] * 18)
    where = f"WHERE {{ BIND(CONCAT({parts}) AS ?long) }}"
    select, construct = (
        f"SELECT ?long {where}",
        f"CONSTRUCT {{ <urn:a> <urn:b> ?long }} {where}",
    )
    limited = limit_engine(memory, Limits(timeout=60))
    told = r"longer than 16 MB.*ask without timeout"
    with pytest.raises(EngineError, match=told):
        list(limited.select(select))
    with pytest.raises(EngineError, match=told):
        limited.select(select).write("json")
    with pytest.raises(EngineError, match=told):
        list(limited.construct(construct))
    assert len(memory.select(select).write("json")) > 18_000_000
