"""Endpoints: what is sent, what comes back, and all that may go wrong on the way."""

from __future__ import annotations

import gzip
import json
import socket
import subprocess
import sys
import threading
import time
import tracemalloc
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Final

import pytest

from gumru_kg.engines.endpoint import EndpointEngine
from gumru_kg.engines.endpoint_nesting import JsonNesting, TripleTermNesting
from gumru_kg.engines.endpoint_settings import (
    EndpointSettings,
    complete_login,
    parse_address,
)
from gumru_kg.engines.limits import Limits
from gumru_kg.errors import (
    CapabilityError,
    EndpointAnswerError,
    EndpointError,
    EndpointLoginError,
    EndpointStatusError,
    EndpointTimeoutError,
    EndpointUnreachableError,
    EngineError,
    QueryError,
    QuerySyntaxError,
)
from tests.engines.servers import (
    HOST,
    JSON,
    Talk,
    Talker,
    free_port,
    say,
    say_until_close,
)

if TYPE_CHECKING:
    from collections.abc import Callable

SELECT: Final = "SELECT ?x WHERE { ?x a gum:Treaty }"
CONSTRUCT: Final = "CONSTRUCT WHERE { ?x a gum:Treaty }"
TRUE: Final = '{"head":{},"boolean":true}'
SECRET: Final = "s3cret"  # noqa: S105 - of nobody
TOKEN: Final = "t0ken"  # noqa: S105 - of nobody
WORD: Final = "söz"
ROW: Final = '{"x":{"type":"literal","value":"Kars"}}'
TRIPLES: Final = "<urn:a> <urn:b> <urn:c> .\n<urn:a> <urn:b> <urn:d> .\n"
N_TRIPLES: Final = "application/n-triples"
QUICK: Final = EndpointSettings(
    connect_timeout=2, read_timeout=0.4, retries=0, longest_wait=1
)
# For long answers, which a busy machine sends with pauses.
PATIENT: Final = EndpointSettings(connect_timeout=5, read_timeout=10, retries=0)


def rows(*bindings: str) -> str:
    """Write solutions of one variable."""
    return (
        f'{{"head":{{"vars":["x"]}},"results":{{"bindings":[{",".join(bindings)}]}}}}'
    )


def ask(talk: Talk, *, settings: EndpointSettings = QUICK) -> list[str]:
    """Ask an endpoint that says this for rows."""
    with Talker(talk) as server:
        found = EndpointEngine(server.url, settings=settings).select(SELECT)
        return [row.text("x") or "" for row in found]


def refusal(
    talk: Talk, kind: type[EngineError], *, settings: EndpointSettings = QUICK
) -> str:
    """Ask an endpoint that says this, and give the line that tells the error."""
    with pytest.raises(kind) as caught:
        ask(talk, settings=settings)
    message = str(caught.value)
    assert type(caught.value) is kind
    assert "\n" not in message
    assert len(message) < 600
    assert message.isprintable()
    return message


# --- What is sent ------------------------------------------------------------


def test_short_query_is_got_and_long_one_posted() -> None:
    long = f"ASK {{ VALUES ?x {{ {'1 ' * 1000} }} }}"
    with Talker(say(TRUE)) as server:
        engine = EndpointEngine(server.url)
        assert engine.ask("ASK { ?x a gum:Treaty }")
        assert engine.ask(long)
    short, posted = server.requests
    assert short.method == "GET"
    assert short.parameters["query"] == [
        "PREFIX gum: <https://w3id.org/gumru/ont#> ASK { ?x a gum:Treaty }"
    ]
    assert posted.method == "POST"
    assert posted.parameters["query"] == [long]
    assert posted.headers["content-type"] == "application/x-www-form-urlencoded"


def test_json_is_asked_for_and_graphs_as_n_triples() -> None:
    with Talker(say(rows()), say(TRIPLES, media_type=N_TRIPLES)) as server:
        engine = EndpointEngine(server.url)
        assert list(engine.select(SELECT)) == []
        assert len(list(engine.construct(CONSTRUCT))) == 2
    asked = [request.headers["accept"] for request in server.requests]
    assert asked[0].startswith(JSON)
    assert asked[1].startswith(N_TRIPLES)
    assert all("csv" not in each for each in asked)
    assert server.requests[0].headers["user-agent"].startswith("gumru-kg/")


def test_parameters_of_the_address_stay_and_graphs_are_named() -> None:
    settings = EndpointSettings(default_graphs=("urn:a", "urn:b"))
    with Talker(say(TRUE)) as server:
        EndpointEngine(f"{server.url}?key=1", settings=settings).ask("ASK {}")
    assert server.requests[0].parameters == {
        "key": ["1"],
        "query": ["ASK {}"],
        "default-graph-uri": ["urn:a", "urn:b"],
    }


def test_prefixes_of_the_query_come_before_ours() -> None:
    with Talker(say(TRUE)) as server:
        EndpointEngine(server.url).ask(
            "# PREFIX gid: <urn:not>\nPREFIX gum: <urn:o#> ASK { gid:a a gum:b }"
        )
    (query,) = server.requests[0].parameters["query"]
    assert query.count("PREFIX gum:") == 1
    assert "PREFIX gid: <https://w3id.org/gumru/id/> #" in query


def test_faulty_query_and_update_are_never_sent() -> None:
    with Talker(say(TRUE)) as server:
        engine = EndpointEngine(server.url)
        for query in ("SELECT * {", "INSERT DATA { <urn:a> <urn:b> 1 }", "DROP ALL"):
            with pytest.raises(QuerySyntaxError):
                engine.query(query)
        with pytest.raises(QueryError, match="no SELECT"):
            engine.select("ASK {}")
    assert server.requests == []


def test_query_is_not_run_here() -> None:
    # On an empty graph this would still count a thousand million rows.
    numbers = " ".join(map(str, range(1000)))
    values = " ".join(f"VALUES ?{name} {{ {numbers} }}" for name in "abc")
    with Talker(say(rows())) as server:
        engine = EndpointEngine(server.url)
        done = threading.Thread(
            target=engine.select, args=(f"SELECT (COUNT(*) AS ?n) {{ {values} }}",)
        )
        done.start()
        done.join(20)
        assert not done.is_alive()


# --- Logins ------------------------------------------------------------------


def test_login_is_sent_as_basic_or_bearer() -> None:
    with Talker(say(TRUE)) as server:
        for settings in (
            EndpointSettings(user="ada", password=WORD),
            EndpointSettings(token=TOKEN),
            EndpointSettings(),
        ):
            EndpointEngine(server.url, settings=settings).ask("ASK {}")
    sent = [request.headers.get("authorization") for request in server.requests]
    assert sent == ["Basic YWRhOnPDtno=", "Bearer t0ken", None]


def test_login_of_the_environment_goes_to_its_endpoint_only() -> None:
    variables = {
        "GUMRU_ENDPOINT": "https://example.org:443/other",
        "GUMRU_ENDPOINT_TOKEN": "t0ken\n",
    }

    def token_for(url: str) -> str:
        address = parse_address(url)
        return complete_login(
            EndpointSettings(), address=address, environment=variables
        ).token

    assert token_for("https://example.org/sparql") == "t0ken"
    assert token_for("https://example.org:8443/sparql") == ""
    assert token_for("http://example.org/sparql") == ""
    assert token_for("https://example.com/sparql") == ""


def test_login_of_the_environment_is_sent(monkeypatch: pytest.MonkeyPatch) -> None:
    with Talker(say(TRUE)) as server:
        monkeypatch.setenv("GUMRU_ENDPOINT", server.url)
        monkeypatch.setenv("GUMRU_ENDPOINT_USER", "ada")
        monkeypatch.setenv("GUMRU_ENDPOINT_PASSWORD", "secret")
        EndpointEngine(server.url).ask("ASK {}")
    assert server.requests[0].headers["authorization"] == "Basic YWRhOnNlY3JldA=="


@pytest.mark.parametrize(
    ("url", "settings", "problem"),
    [
        ("http://example.org/sparql", EndpointSettings(token=SECRET), "over http"),
        ("https://ada:s3cret@example.org/", EndpointSettings(), "in an address"),
        ("https://example.org/", EndpointSettings(token=f"{SECRET}\r\nX: 1"), "signs"),
        ("https://example.org/", EndpointSettings(user="s3:cret"), "colon"),
        (
            "https://example.org/",
            EndpointSettings(user="ada", password=SECRET, token=SECRET),
            "a user and a token",
        ),
    ],
)
def test_login_that_is_unsafe_is_refused_and_not_shown(
    url: str, settings: EndpointSettings, problem: str
) -> None:
    with pytest.raises(EndpointError, match=problem) as caught:
        EndpointEngine(url, settings=settings)
    assert "s3" not in str(caught.value)
    assert "s3" not in repr(settings)


@pytest.mark.parametrize(
    "url",
    [
        "file:///etc/passwd",
        "ftp://example.org/",
        "https://",
        "https://example.org:port/",
        "https://[::1/",
        "https://example.org/a b",
        "https://example.org/\x1b[31m",
    ],
)
def test_other_addresses_are_refused(url: str) -> None:
    with pytest.raises(EndpointError) as caught:
        EndpointEngine(url)
    assert str(caught.value).isprintable()


@pytest.mark.parametrize("host", ["a" * 70, "a..b", "xn--"])
def test_host_that_cannot_be_is_one_line(host: str) -> None:
    engine = EndpointEngine(f"http://{host}/sparql", settings=QUICK)
    with pytest.raises(EndpointError, match="is no address"):
        engine.ask("ASK {}")


@pytest.mark.parametrize("status", ["401 Unauthorized", "403 Forbidden"])
def test_endpoint_that_wants_a_login_says_so(status: str) -> None:
    talk = say("<h1>Login</h1>", status=status, media_type="text/html")
    message = refusal(talk, EndpointLoginError)
    assert "wants a login" in message
    assert "GUMRU_ENDPOINT_TOKEN" in message
    settings = EndpointSettings(token=SECRET, retries=0)
    message = refusal(talk, EndpointLoginError, settings=settings)
    assert "refuses the login" in message
    assert "s3cret" not in message


# --- Down, busy, slow --------------------------------------------------------


def test_nobody_there_is_one_line() -> None:
    url = f"http://{HOST}:{free_port()}/sparql?key=s3cret"
    with pytest.raises(EndpointUnreachableError, match="cannot be reached") as caught:
        EndpointEngine(url, settings=QUICK).select(SELECT)
    assert isinstance(caught.value, ConnectionError)
    assert "s3cret" not in str(caught.value)


def test_busy_endpoint_is_asked_again() -> None:
    busy = say("", status="503 Service Unavailable")
    asked_again = say("", "Retry-After: 0", status="429 Too Many Requests")
    with Talker(asked_again, busy, say(TRUE)) as server:
        settings = EndpointSettings(retries=2)
        assert EndpointEngine(server.url, settings=settings).ask("ASK {}")
    assert len(server.requests) == 3


def test_endpoint_that_hangs_up_is_asked_again() -> None:
    with Talker(b"", say(TRUE)) as server:
        assert EndpointEngine(server.url).ask("ASK {}")
    assert len(server.requests) == 2


def test_busy_endpoint_is_not_waited_for_too_long() -> None:
    for after in ("3600", "Fri, 31 Dec 2100 23:59:59 GMT"):
        talk = say("", f"Retry-After: {after}", status="503 Service Unavailable")
        settings = EndpointSettings(retries=5, longest_wait=1)
        with Talker(talk) as server, pytest.raises(EndpointStatusError) as caught:
            EndpointEngine(server.url, settings=settings).ask("ASK {}")
        assert caught.value.status == 503
        assert f"it says: after {after}" in str(caught.value)
        assert len(server.requests) == 1


def test_retries_have_an_end() -> None:
    talk = say("", "Retry-After: 0", status="502 Bad Gateway")
    with Talker(talk) as server, pytest.raises(EndpointStatusError):
        EndpointEngine(server.url, settings=EndpointSettings(retries=3)).ask("ASK {}")
    assert len(server.requests) == 4


def test_fault_of_the_query_is_not_sent_again() -> None:
    for status in ("400 Bad Request", "500 Internal Server Error"):
        talk = say("Virtuoso 37000 Error\n\x1b[31m" + "x" * 9999, status=status)
        with Talker(talk) as server, pytest.raises(EndpointStatusError) as caught:
            EndpointEngine(server.url).select(SELECT)
        assert len(server.requests) == 1
        assert f"answers {status[:3]}: Virtuoso 37000 Error" in str(caught.value)
        assert len(str(caught.value)) < 500
        assert str(caught.value).isprintable()


def test_silent_endpoint_is_left() -> None:
    message = refusal(lambda _: time.sleep(2), EndpointTimeoutError)
    assert "no answer within 0.4 s" in message


def test_endpoint_that_falls_silent_is_left() -> None:
    def talk(connection: socket.socket) -> None:
        connection.sendall(say(rows(ROW)[:-20], length=999))
        time.sleep(2)

    message = refusal(talk, EndpointTimeoutError)
    assert "sent nothing for 0.4 s" in message


def test_endpoint_that_drips_is_left_after_a_time() -> None:
    def talk(connection: socket.socket) -> None:
        connection.sendall(say('{"head":', length=9999))
        for _ in range(100):
            connection.sendall(b" ")
            time.sleep(0.05)

    settings = EndpointSettings(total_timeout=0.5, retries=0)
    message = refusal(talk, EndpointTimeoutError, settings=settings)
    assert "more than 0.5 s" in message


@pytest.mark.parametrize("start", ["", "HTTP/1.1 200 OK\r\nX-A: "])
def test_endpoint_that_drips_its_headers_is_left_after_a_time(start: str) -> None:
    def talk(connection: socket.socket) -> None:
        connection.sendall(start.encode())
        for _ in range(100):
            connection.sendall(b"a" if start else b"")
            time.sleep(0.05)

    settings = EndpointSettings(total_timeout=0.5, read_timeout=2, retries=0)
    message = refusal(talk, EndpointTimeoutError, settings=settings)
    assert "no answer within 0.5 s" in message


def test_endpoint_that_falls_silent_is_left_when_all_time_is_over() -> None:
    def talk(connection: socket.socket) -> None:
        connection.sendall(say(rows(ROW)[:-20], length=999))
        time.sleep(2)

    settings = EndpointSettings(total_timeout=0.5, read_timeout=60, retries=0)
    message = refusal(talk, EndpointTimeoutError, settings=settings)
    assert "more than 0.5 s" in message


def test_pauses_count_to_the_whole_time() -> None:
    busy = say("", status="503 Busy")
    with Talker(*[busy] * 9) as server:
        settings = EndpointSettings(total_timeout=0.6, retries=8)
        with pytest.raises(EndpointTimeoutError, match=r"no answer within 0\.6 s"):
            EndpointEngine(server.url, settings=settings).ask("ASK {}")
        assert len(server.requests) < 4


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("retries", -1),
        ("retries", 1.5),
        ("read_timeout", -1),
        ("read_timeout", 0),
        ("connect_timeout", float("nan")),
        ("connect_timeout", "5"),
        ("total_timeout", 0),
        ("longest_wait", -0.1),
        ("largest_answer", 0),
        ("default_graphs", "urn:graph"),
    ],
)
def test_setting_that_is_none_is_refused_when_it_is_made(
    name: str, value: object
) -> None:
    with pytest.raises(EndpointError, match=f"EndpointSettings: {name} is .*; give "):
        EndpointSettings(**{name: value})  # type: ignore[arg-type] # that is tested


def test_limited_queries_share_what_is_known() -> None:
    query = "SELECT ?d { BIND(geof:distance(?a, ?b) AS ?d) }"
    with Talker(say('{"head":{},"boolean":false}')) as server:
        engine = EndpointEngine(server.url)
        for seconds in (20, 30):
            with pytest.raises(CapabilityError, match="distances to points"):
                engine.limited(Limits(timeout=seconds)).query(query)
        assert len(server.requests) == 1


def test_limited_queries_share_a_connection() -> None:
    connections = []

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def setup(self) -> None:
            connections.append(self.client_address)
            super().setup()

        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", JSON)
            self.send_header("Content-Length", str(len(TRUE)))
            self.end_headers()
            self.wfile.write(TRUE.encode())

        def log_message(self, format: str, *args: object) -> None:
            del format, args

    with ThreadingHTTPServer((HOST, 0), Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        engine = EndpointEngine(f"http://{HOST}:{server.server_port}/sparql")
        for seconds in range(10, 15):
            assert engine.limited(Limits(timeout=seconds)).ask("ASK {}")
        assert engine.ask("ASK {}")
        engine.close()
        server.shutdown()
    assert len(connections) == 1


def test_limit_of_the_answer_alone_holds(small_server: str) -> None:
    limited = EndpointEngine(small_server).limited(Limits(max_answer=10))
    with pytest.raises(EndpointAnswerError, match="longer than"):
        list(limited.select("SELECT * { ?s ?p ?o }"))


# --- Answers that are none ---------------------------------------------------


@pytest.mark.parametrize(
    ("talk", "problem"),
    [
        (say("<html><title>Hi</title>", media_type="text/html"), "a page for people"),
        (say(rows(ROW), media_type="text/csv"), "answers 'text/csv'"),
        (say(rows(ROW), media_type="application/sparql-results+xml"), "+xml'"),
        (say(rows(ROW), media_type=""), "without saying"),
        (say("", media_type=JSON), "breaks off"),
        (say("<html>", media_type=JSON), "breaks off"),
        (say(TRUE), "yes or no"),
        (say(rows(ROW, "{}")[:-4]), "breaks off"),
        (say(rows(ROW)[:-1]), "breaks off"),
        (say_until_close(rows(ROW)[:-2]), "breaks off"),
        (say(rows(ROW), length=9999), "breaks off"),
        (say(rows(ROW) + "The operation has been cancelled"), "been cancelled'"),
        (say(rows(ROW)[:-3] + "The operation has been cancelled"), "been cancelled'"),
        (say(rows(ROW) + rows(ROW)), "breaks off, or is none"),
        (say('{"a":' * 200_000), "levels deep"),
        (say(rows('{"x":' + '{"value":{"subject":' * 200_000)), "levels deep"),
        (say(rows(ROW), "X-SPARQL-MaxRows: 10000"), "only a part"),
        (say(rows(ROW), "X-SQL-State: S1TAT"), "only a part"),
        (say(rows(ROW), status="206 Partial Content"), "only a part"),
        (say(rows(ROW), "Content-Encoding: br"), "packs its answer as 'br'"),
        (say(rows(ROW), "Content-Encoding: gzip"), "packed, and broken"),
        (
            say(gzip.compress(rows(ROW).encode())[:-4], "Content-Encoding: gzip"),
            "breaks off",
        ),
        (
            say(gzip.compress(rows(ROW).encode()) + b"x", "Content-Encoding: gzip"),
            "after its end",
        ),
    ],
)
def test_answer_that_is_none_is_an_error(talk: bytes, problem: str) -> None:
    assert problem in refusal(talk, EndpointAnswerError, settings=PATIENT)


@pytest.mark.parametrize(
    "body",
    ["", TRUE[:-1], TRUE + " x", rows(ROW), "[" * 9999, '{"boolean":"true"}', "true"],
)
def test_answer_to_ask_that_is_none_is_an_error(body: str) -> None:
    with Talker(say(body)) as server, pytest.raises(EndpointAnswerError):
        EndpointEngine(server.url, settings=QUICK).ask("ASK {}")


@pytest.mark.parametrize(
    ("talk", "problem"),
    [
        (say(TRIPLES, media_type="text/html"), "a page for people"),
        (say(TRIPLES, media_type="application/rdf+xml"), "rdf+xml"),
        (say(TRIPLES[:-20], media_type=N_TRIPLES), "breaks off"),
        (say(TRIPLES, length=9999, media_type=N_TRIPLES), "breaks off"),
        (say("<a> <urn:b> <urn:c> .", media_type="text/turtle"), "breaks off, or"),
        (say("<urn:a> <urn:b> " + "<<( " * 9999, media_type=N_TRIPLES), "deep"),
        (say("<urn:a> <urn:b> " + "<<(\n" * 9999, media_type="text/turtle"), "deep"),
        # Half a graph looks whole where nothing tells its length.
        (say_until_close(TRIPLES, media_type=N_TRIPLES), "hanging up"),
    ],
)
def test_graph_that_is_none_is_an_error(talk: bytes, problem: str) -> None:
    with Talker(talk) as server, pytest.raises(EndpointAnswerError) as caught:
        list(EndpointEngine(server.url, settings=QUICK).construct(CONSTRUCT))
    assert problem in str(caught.value)


def test_answer_that_is_too_long_is_left() -> None:
    endless = say(rows(*[ROW] * 9999))
    bomb = say(gzip.compress(rows(*[ROW] * 99_999).encode()), "Content-Encoding: gzip")
    settings = EndpointSettings(largest_answer=100_000)
    for talk in (endless, bomb):
        message = refusal(talk, EndpointAnswerError, settings=settings)
        assert "longer than 0.1 MB" in message


def test_rows_that_came_are_not_taken_for_all() -> None:
    def talk(connection: socket.socket) -> None:
        connection.sendall(say(rows(ROW, ROW, ROW)[:-3], length=9999))

    with Talker(talk) as server:
        found = iter(EndpointEngine(server.url, settings=QUICK).select(SELECT))
        with pytest.raises(EndpointAnswerError, match="breaks off"):
            list(found)
        again = EndpointEngine(server.url, settings=QUICK).select(SELECT)
        with pytest.raises(EndpointAnswerError, match="breaks off"):
            again.write("csv")


# --- Redirects ---------------------------------------------------------------


def redirect(target: str, status: str = "302 Found") -> bytes:
    return say("", f"Location: {target}", status=status)


@pytest.mark.parametrize(
    "target",
    [
        "file:///etc/passwd",
        "gopher://127.0.0.1/",
        "http://localhost/sparql",
        "//example.org/sparql",
        "https://127.0.0.1/sparql",
        "http://127.0.0.1:1/",
        "http://user:pass@127.0.0.1:1/",
        "",
    ],
)
def test_redirect_to_another_place_is_refused(target: str) -> None:
    told = refusal(redirect(target), EndpointAnswerError)
    assert "another place" in told
    is_given = target.startswith(("http://localhost", "//", "https:", "http://127"))
    assert ("give that address" in told) == is_given


def test_redirect_that_is_no_address_is_one_line() -> None:
    assert "location" in refusal(redirect("http://[::1/"), EndpointUnreachableError)


def test_redirect_meets_nobody_and_takes_no_login() -> None:
    with Talker(say(TRUE)) as other:
        talk = redirect(other.url, "307 Temporary Redirect")
        settings = EndpointSettings(token=SECRET, retries=0)
        message = refusal(talk, EndpointAnswerError, settings=settings)
    assert other.url in message
    assert other.requests == []


@pytest.mark.parametrize("status", ["301 Moved", "307 Temporary", "308 Permanent"])
def test_redirect_within_the_endpoint_keeps_the_query(status: str) -> None:
    long = f"ASK {{ VALUES ?x {{ {'1 ' * 1000} }} }}"
    with Talker(redirect("/query", status), say(TRUE)) as server:
        settings = EndpointSettings(token=TOKEN)
        assert EndpointEngine(server.url, settings=settings).ask(long)
    _, second = server.requests
    assert (second.method, second.target) == ("POST", "/query")
    assert second.parameters["query"] == [long]
    assert second.headers["authorization"] == "Bearer t0ken"
    assert second.headers["accept"].startswith(JSON)


def test_redirects_have_an_end() -> None:
    with (
        Talker(redirect("/sparql")) as server,
        pytest.raises(EndpointAnswerError, match="more than 3 times"),
    ):
        EndpointEngine(server.url).ask("ASK {}")
    assert len(server.requests) == 4


# --- Answers that are fine ---------------------------------------------------


@pytest.mark.parametrize(
    "talk",
    [
        say(rows(ROW)),
        say(rows(ROW), media_type=f"{JSON}; charset=utf-8"),
        say(rows(ROW), media_type="application/json"),
        say("\n" + rows(ROW) + "\n"),
        say_until_close(rows(ROW)),
        say(gzip.compress(rows(ROW).encode()), "Content-Encoding: gzip"),
    ],
)
def test_whole_answer_is_read(talk: bytes) -> None:
    assert ask(talk) == ["Kars"]


def test_empty_graph_is_an_answer() -> None:
    with Talker(say("", media_type=N_TRIPLES)) as server:
        assert list(EndpointEngine(server.url).construct(CONSTRUCT)) == []


def test_first_row_is_there_before_the_last_has_left() -> None:
    may_go_on = threading.Event()

    def talk(connection: socket.socket) -> None:
        body = rows(*[ROW] * 1000).encode()
        connection.sendall(say(body)[:-5000])
        # The rest leaves when the first row has been seen.
        assert may_go_on.wait(20)
        connection.sendall(body[-5000:])

    with Talker(talk) as server:
        found = iter(EndpointEngine(server.url).select(SELECT))
        assert next(found).text("x") == "Kars"
        may_go_on.set()
        assert sum(1 for _ in found) == 999


def test_memory_stays_flat_over_a_long_answer() -> None:
    count = 200_000

    def talk(connection: socket.socket) -> None:
        head, tail = rows("#").split("#")
        body = (ROW + ",") * 1000
        size = len(head + tail) + count // 1000 * len(body) - 1
        connection.sendall(say(head, length=size))
        for _ in range(count // 1000 - 1):
            connection.sendall(body.encode())
        connection.sendall(body[:-1].encode() + tail.encode())

    with Talker(talk) as server:
        found = EndpointEngine(server.url).select(SELECT)
        tracemalloc.start()
        try:
            assert sum(1 for _ in found) == count
            _, peak = tracemalloc.get_traced_memory()
        finally:
            tracemalloc.stop()
    # The answer has some 8 MB.
    assert peak < 1_500_000


def test_answer_outlives_its_engine_and_may_be_left_half_read() -> None:
    def talk(connection: socket.socket) -> None:
        connection.sendall(say(rows(*[ROW] * 100_000)))

    with Talker(talk) as server:
        found = iter(EndpointEngine(server.url).select(SELECT))
        assert sum(1 for _ in found) == 100_000
        left = iter(EndpointEngine(server.url).select(SELECT))
        assert next(left).text("x") == "Kars"
        del left


# --- Capabilities ------------------------------------------------------------


@pytest.mark.parametrize(
    "talk",
    [say('{"head":{},"boolean":false}'), say("unknown", status="400 Bad Request")],
)
def test_functions_that_the_endpoint_lacks_are_named(talk: bytes) -> None:
    query = "SELECT ?x { FILTER(geof:distance(?a, ?b, uom:metre) < 9) }"
    with Talker(talk) as server:
        engine = EndpointEngine(server.url)
        for _ in range(2):
            with pytest.raises(CapabilityError, match="no distances to points"):
                engine.select(query)
    assert len(server.requests) == 1


def test_httpx_is_loaded_for_endpoints_only() -> None:
    code = (
        "import sys, gumru_kg; gumru_kg.open_graph().treaties(); "
        "print('httpx' in sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    assert done.stdout == "False\n"


def test_extra_that_is_missing_is_named() -> None:
    code = (
        "import sys; sys.modules['httpx'] = None\n"
        "import gumru_kg\n"
        "try: gumru_kg.open_graph('https://example.org/sparql')\n"
        "except ImportError as error: print(error)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=True
    )
    assert done.stdout == (
        "httpx is not installed; run: pip install 'gumru-kg[remote]'\n"
    )


# --- Nesting -----------------------------------------------------------------


@pytest.mark.parametrize("size", [1, 2, 3, 7, 1000])
def test_nesting_is_counted_over_pieces(size: int) -> None:
    def is_too_deep(text: str) -> bool:
        watch = JsonNesting()
        data = text.encode()
        pieces = [data[i : i + size] for i in range(0, len(data), size)]
        return any(watch.is_too_deep(piece) for piece in pieces)

    tricky = [{'{[\\"{': ["[" * 999, "\\", '"', '\\\\"{' * 200]}] * 3
    assert not is_too_deep(json.dumps(tricky))
    assert not is_too_deep("[" * 90 + "]" * 90)
    # How exact the limit is depends on where the pieces end.
    assert is_too_deep("[" * 201 + "]" * 201)
    assert is_too_deep('{"}":' * 201)
    assert is_too_deep('{"\\"}":["]",' * 101)


@pytest.mark.parametrize("size", [1, 2, 3, 7, 1000])
def test_triple_terms_are_counted_over_pieces(size: int) -> None:
    def is_too_deep(text: str, *, is_by_line: bool) -> bool:
        watch = TripleTermNesting(is_by_line=is_by_line)
        data = text.encode()
        pieces = [data[i : i + size] for i in range(0, len(data), size)]
        return any(watch.is_too_deep(piece) for piece in pieces)

    flat = "<urn:a> <urn:b> <<( <urn:a> <urn:b> 1 )>> .\n" * 300
    assert not is_too_deep(flat, is_by_line=True)
    assert is_too_deep(flat, is_by_line=False)
    assert is_too_deep(flat + "<<(" * 101, is_by_line=True)
    assert is_too_deep("<<" * 101 + "\n", is_by_line=True)


def test_errors_of_endpoints_are_of_one_family() -> None:
    kinds: list[Callable[..., EngineError]] = [
        EndpointUnreachableError,
        EndpointTimeoutError,
        EndpointLoginError,
        EndpointAnswerError,
    ]
    for kind in kinds:
        error = kind("http://a", "b", "c")
        assert isinstance(error, EndpointError)
        assert str(error) == "http://a: b; c"
