"""Whatever goes wrong is told in one line, with the right exit code."""

from __future__ import annotations

import array
import fcntl
import os
import resource
import signal
import socket
import subprocess
import sys
import termios
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.cli.conftest import Gumru

TURTLE = "<urn:s> <urn:p> <urn:o> .\n"

# How a command is given a file of RDF.
READERS = {
    "validate": ["validate", "FILE"],
    "export": ["export", "ntriples", "--file", "FILE"],
    "query": ["query", "treaty/list", "--file", "FILE"],
    "sparql": ["sparql", "QUERY", "FILE"],
}


@pytest.fixture(params=READERS, ids=str)
def reads(
    request: pytest.FixtureRequest, tmp_path: Path, refuses: Callable[..., str]
) -> Callable[..., str]:
    """Give a file to a command that reads RDF, which must refuse it."""
    query = tmp_path / "query.rq"
    query.write_text("ASK { ?s ?p ?o }")
    words = READERS[request.param]

    def run(file: str | Path) -> str:
        places = {"FILE": str(file), "QUERY": str(query)}
        return refuses(*(places.get(word, word) for word in words))

    return run


def test_file_that_does_not_parse_is_told_with_its_line(
    reads: Callable[..., str], tmp_path: Path
) -> None:
    file = tmp_path / "broken.ttl"
    file.write_text(TURTLE + "<urn:s> <urn:p> .\n")
    assert f"{file}:2" in reads(file)


def test_missing_file_is_named(reads: Callable[..., str], tmp_path: Path) -> None:
    assert "nowhere.ttl" in reads(tmp_path / "nowhere.ttl")


def test_folder_is_no_file(reads: Callable[..., str], tmp_path: Path) -> None:
    folder = tmp_path / "folder.ttl"
    folder.mkdir()
    assert "folder.ttl" in reads(folder)


def test_empty_file_is_refused(reads: Callable[..., str], tmp_path: Path) -> None:
    file = tmp_path / "empty.ttl"
    file.touch()
    assert "empty" in reads(file).removeprefix(str(file))


def test_binary_noise_is_refused(reads: Callable[..., str], tmp_path: Path) -> None:
    file = tmp_path / "noise.ttl"
    file.write_bytes(bytes(range(256)) * 64)
    assert "noise.ttl" in reads(file)


def test_rdf_xml_is_refused_with_a_remedy(
    reads: Callable[..., str], tmp_path: Path
) -> None:
    file = tmp_path / "data.rdf"
    file.write_text('<?xml version="1.0"?><!DOCTYPE r [<!ENTITY a "a">]><r>&a;</r>')
    assert "Turtle" in reads(file)


def test_remote_context_is_refused_and_not_fetched(
    reads: Callable[..., str], tmp_path: Path
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.2)
        address = f"http://127.0.0.1:{server.getsockname()[1]}/context.jsonld"
        file = tmp_path / "data.jsonld"
        file.write_text(f'{{"@context": "{address}", "@id": "urn:s"}}')
        assert "context" in reads(file)
        with pytest.raises(TimeoutError):
            server.accept()


# Runs a command with little memory and writes how many kilobytes it took. A child of
# the tests would begin with what the tests themselves take.
MEASURED = """
import resource, subprocess, sys
resource.setrlimit(resource.RLIMIT_AS, (1_500_000_000, 1_500_000_000))
ended = subprocess.run(sys.argv[1:])
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
sys.exit(ended.returncode)
"""


@pytest.mark.slow
def test_line_of_200_megabytes_is_refused_in_bounded_memory(
    gumru: Gumru, tmp_path: Path
) -> None:
    file = tmp_path / "long.nt"
    chunk = b"a" * 1_000_000
    with file.open("wb") as long:
        long.write(b'<urn:s> <urn:p> "')
        for _ in range(200):
            long.write(chunk)
        long.write(b'" .\n')

    ended = subprocess.run(
        [sys.executable, "-c", MEASURED, *gumru.command, "validate", str(file)],
        env=gumru.environment,
        capture_output=True,
        check=False,
    )
    file.unlink()
    assert ended.returncode == 3, ended.stderr
    assert len(ended.stderr.splitlines()) == 1
    assert b"Traceback" not in ended.stderr
    # Nothing but what was measured stands there.
    assert int(ended.stdout) < 200_000


@pytest.mark.parametrize("command", ["show", "who-says", "provisions"])
def test_unknown_name_comes_with_the_nearest(
    refuses: Callable[..., str], command: str
) -> None:
    assert "treaty-gumru-1920" in refuses(command, "treaty-gumru-1902")


@pytest.mark.parametrize("name", ["name", "self", "timeout", "max_memory", "nothing"])
def test_unknown_parameter_is_told_whatever_its_name(
    refuses: Callable[..., str], name: str
) -> None:
    told = refuses("query", "treaty/list", "-p", f"{name}=5")
    assert f"parameter {name!r}: there is none of this name; it has: lang" in told


def test_name_of_several_things_lists_them(
    refuses: Callable[..., str], tmp_path: Path
) -> None:
    file = tmp_path / "two.ttl"
    file.write_text(
        "PREFIX gid: <https://w3id.org/gumru/id/> "
        "PREFIX gum: <https://w3id.org/gumru/ont#> "
        "PREFIX skos: <http://www.w3.org/2004/02/skos/core#> "
        'gid:place-a a gum:Place ; skos:prefLabel "Twin"@en . '
        'gid:place-b a gum:Place ; skos:prefLabel "Twin"@en . '
    )
    place = ("query", "entity/facts", "--file", str(file), "-p", "entity=Twin")
    told = refuses(*place)
    assert "place-a" in told
    assert "place-b" in told


def test_name_with_control_characters_does_no_harm(refuses: Callable[..., str]) -> None:
    told = refuses("show", "\x1b[2Jtreaty\nof\x07nothing")
    assert told.isprintable()


def test_syntax_error_of_sparql_has_line_and_column(
    refuses: Callable[..., str], tmp_path: Path
) -> None:
    query = tmp_path / "broken.rq"
    query.write_text("SELECT ?day\nWHERE { ?treaty gum:signedOn }\n")
    told = refuses("sparql", str(query))
    assert "line 2" in told
    assert "column" in told


def test_syntax_error_on_standard_input_is_told_alike(
    refuses: Callable[..., str],
) -> None:
    assert "line 1" in refuses("sparql", "-", stdin=b"SELEKT * { }")


@pytest.mark.parametrize("stdin", [b"", b"  \n", b"\xff\xfe\x00"])
def test_standard_input_without_a_query_is_refused(
    refuses: Callable[..., str], stdin: bytes
) -> None:
    assert "standard input" in refuses("sparql", "-", stdin=stdin)


def test_query_in_place_of_its_file_is_told_where_to_go(
    refuses: Callable[..., str],
) -> None:
    for query in ("SELECT * { ?s ?p ?o }", "ASK {" + " ?s ?p ?o ." * 1_000 + "}"):
        message = refuses("sparql", query)
        assert "a query, where its file is wanted" in message
        assert "| gumru sparql -" in message
        assert len(message) < 200


def test_query_is_asked_as_it_is_written(gumru: Gumru, tmp_path: Path) -> None:
    # An e with a combining accent, and not the one letter that it makes in NFC.
    data, query = tmp_path / "data.nt", tmp_path / "query.rq"
    data.write_text('<urn:s> <urn:p> "e\u0301" .\n', encoding="utf-8")
    query.write_text('ASK { ?s ?p "e\u0301" }', encoding="utf-8")
    from_file = gumru("sparql", str(query), str(data))
    from_input = gumru("sparql", "-", str(data), stdin=query.read_bytes())
    assert (from_file.exit_code, from_input.exit_code) == (0, 0)


def test_odd_truth_value_brings_no_warning_of_python(
    gumru: Gumru, tmp_path: Path
) -> None:
    data = tmp_path / "data.ttl"
    data.write_text(
        '<urn:s> <urn:p> "maybe"^^<http://www.w3.org/2001/XMLSchema#boolean> .\n',
        encoding="utf-8",
    )
    assert gumru("validate", str(data)).stderr == ""


def test_service_is_refused(refuses: Callable[..., str]) -> None:
    refuses("sparql", "-", stdin=b"SELECT * { SERVICE <http://127.0.0.1:9/> { } }")


def test_unknown_parameter_comes_with_those_there_are(
    refuses: Callable[..., str],
) -> None:
    told = refuses("query", "treaty/parties", "-p", "treety=gumru-1920")
    assert "treety" in told
    assert "treaty, lang" in told


def test_value_that_a_parameter_cannot_take_is_refused(
    refuses: Callable[..., str],
) -> None:
    refuses("query", "treaty/parties", "-p", "treaty=no such treaty")
    refuses("query", "events/chronology", "-p", "since=yesterday")


def test_unknown_query_comes_with_a_suggestion(refuses: Callable[..., str]) -> None:
    assert "treaty/parties" in refuses("query", "treaty/partys")


@pytest.mark.parametrize("date", ["1920-13", "1920-02-30", "yesterday", "", "2/3"])
def test_wrong_date_is_refused_with_an_example(
    refuses: Callable[..., str], date: str
) -> None:
    assert "1920-12-02" in refuses("chronology", "--since", date)


def test_span_that_ends_before_it_begins_is_refused(
    refuses: Callable[..., str],
) -> None:
    refuses("chronology", "--since", "1921", "--until", "1920")


# --- Output ------------------------------------------------------------------


@pytest.mark.parametrize("command", [["export", "ntriples"], ["export", "jsonld"]])
def test_output_in_a_missing_folder_is_refused(
    refuses: Callable[..., str], tmp_path: Path, command: list[str]
) -> None:
    assert "out.nt" in refuses(*command, "-o", str(tmp_path / "missing" / "out.nt"))


def test_old_file_stays_when_the_new_one_cannot_be_written(
    gumru: Gumru, tmp_path: Path
) -> None:
    old = tmp_path / "out.nt"
    old.write_text("old")

    def limit() -> None:
        # No file may grow beyond this: like a full disk, for the superuser as well.
        resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))

    ended = subprocess.run(
        [*gumru.command, "export", "ntriples", "-o", str(old)],
        env=gumru.environment,
        capture_output=True,
        check=False,
        timeout=60,
        preexec_fn=limit,
    )
    assert ended.returncode == 3
    assert len(ended.stderr.splitlines()) == 1
    assert b"out.nt" in ended.stderr
    assert old.read_text() == "old"
    assert [file.name for file in tmp_path.iterdir()] == ["out.nt"]


def test_folder_is_not_replaced_by_a_file(
    refuses: Callable[..., str], tmp_path: Path
) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    refuses("export", "ntriples", "-o", str(folder))
    assert folder.is_dir()


def test_old_file_stays_when_the_input_is_bad(
    refuses: Callable[..., str], tmp_path: Path
) -> None:
    old, bad = tmp_path / "out.nt", tmp_path / "bad.ttl"
    old.write_text("old")
    bad.write_text("nonsense")
    refuses("export", "ntriples", "--file", str(bad), "-o", str(old))
    assert old.read_text() == "old"
    assert sorted(file.name for file in tmp_path.iterdir()) == ["bad.ttl", "out.nt"]


def test_device_is_written_to_and_not_replaced(gumru: Gumru) -> None:
    assert gumru("export", "ntriples", "-o", "/dev/null").exit_code == 0
    assert Path("/dev/null").is_char_device()


def test_full_disk_is_told_in_one_line(gumru: Gumru) -> None:
    full = Path("/dev/full")
    if not full.exists():
        pytest.skip("this system has no /dev/full")
    for command in (["export", "ntriples"], ["treaties"], ["--help"]):
        with full.open("wb") as disk:
            ended = subprocess.run(
                [*gumru.command, *command],
                env=gumru.environment,
                stdout=disk,
                stderr=subprocess.PIPE,
                check=False,
                timeout=60,
            )
        assert ended.returncode == 3
        assert ended.stderr.decode().splitlines() == [
            "gumru: standard output: No space left on device"
        ]


@pytest.mark.parametrize(
    "command",
    [
        ["export", "ntriples"],
        ["show", "gumru-1920"],
        ["treaties", "--json"],
        ["--help"],
    ],
    ids=" ".join,
)
def test_closed_pipe_ends_quietly(gumru: Gumru, command: list[str]) -> None:
    ear, mouth = os.pipe()
    os.close(ear)
    with os.fdopen(mouth, "wb") as pipe:
        ended = subprocess.run(
            [*gumru.command, *command],
            env=gumru.environment,
            stdout=pipe,
            stderr=subprocess.PIPE,
            check=False,
            timeout=60,
        )
    assert ended.returncode == 141
    assert ended.stderr == b""


def test_head_of_an_export_is_one_line(gumru: Gumru) -> None:
    ended = subprocess.run(  # noqa: S602 - a pipe of the shell is what is tested
        f"{gumru.command[0]} export ntriples | head -n 1",
        shell=True,
        env=gumru.environment,
        capture_output=True,
        check=False,
        timeout=60,
    )
    assert ended.stdout.count(b"\n") == 1
    assert ended.stderr == b""


def test_closed_standard_output_and_error_are_borne(gumru: Gumru) -> None:
    for closing in (">&-", "2>&-", ">&- 2>&-"):
        ended = subprocess.run(  # noqa: S602 - a shell closes the streams
            f"{gumru.command[0]} treaties {closing}",
            shell=True,
            env=gumru.environment,
            capture_output=True,
            check=False,
            timeout=60,
        )
        assert ended.returncode == 0
        assert ended.stderr == b""


# --- Ctrl-C ------------------------------------------------------------------

# Three nested loops over all triples: far longer than any test may take.
ENDLESS = b"""
SELECT (COUNT(*) AS ?n) WHERE {
  ?a ?p ?b . ?c ?q ?d . ?e ?r ?f FILTER(STRLEN(CONCAT(STR(?b), STR(?d))) = 1)
}
"""


@pytest.mark.parametrize("query", [None, ENDLESS], ids=["reading", "computing"])
def test_interrupt_ends_a_command_in_one_line(
    gumru: Gumru, query: bytes | None
) -> None:
    read, write = os.pipe()
    process = subprocess.Popen(
        [*gumru.command, "sparql", "-"],
        env=gumru.environment,
        stdin=read,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    os.write(write, query or b"SELECT")
    wait_until(lambda: unread_bytes(read) == 0)
    if query is not None:
        os.close(write)
        before = seconds_at_work(process.pid)
        wait_until(lambda: seconds_at_work(process.pid) > before + 1)
    assert process.poll() is None
    process.send_signal(signal.SIGINT)
    timer = threading.Timer(20, process.kill)
    timer.start()
    stdout, stderr = process.communicate()
    timer.cancel()
    os.close(read)
    if query is None:
        os.close(write)
    assert process.returncode == 130
    assert stdout == b""
    assert stderr == b"gumru: interrupted\n"


def wait_until(condition: Callable[[], bool]) -> None:
    end = time.monotonic() + 60
    while not condition():
        assert time.monotonic() < end
        time.sleep(0.01)


def unread_bytes(pipe: int) -> int:
    count = array.array("i", [0])
    fcntl.ioctl(pipe, termios.FIONREAD, count)
    return count[0]


def seconds_at_work(pid: int) -> float:
    facts = Path(f"/proc/{pid}/stat").read_text("utf-8").rpartition(")")[2].split()
    return (int(facts[11]) + int(facts[12])) / os.sysconf("SC_CLK_TCK")


# --- Usage -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["tretaies"], "treaties"),
        (["treaties", "--jsno"], "--json"),
        (["show"], "NAME"),
        (["export"], "turtle"),
        (["export", "turtel"], "turtle"),
        (["export", "shapefile"], "turtle"),
        (["query", "treaty/list", "--format", "excel"], "csv"),
        (["query", "treaty/list", "--format", "turtle"], "csv"),
        (["query", "treaty/list", "-p", "lang"], "name=value"),
        (["query", "treaty/list", "-p", "lang=tr", "-p", "lang=en"], "twice"),
        (["treaties", "--lang", '"'], "language tag"),
        (["treaties", "too", "many"], "too"),
        (["validate", "--format", "html"], "text"),
        (["--nonsense"], "--nonsense"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_usage_is_corrected_in_one_line(
    refuses: Callable[..., str], arguments: list[str], told: str
) -> None:
    assert told in refuses(*arguments, exit_code=2)


def test_debug_shows_the_traceback_of_an_error(gumru: Gumru) -> None:
    ended = gumru("--debug", "show", "no such thing at all")
    assert ended.exit_code == 3
    assert "Traceback" in ended.stderr
    assert ended.error_lines[-1].startswith("gumru: ")


def test_language_without_labels_falls_back_and_says_so(gumru: Gumru) -> None:
    ended = gumru("treaties", "--lang", "zu", "--json")
    english = gumru("treaties", "--json")
    assert ended.exit_code == 0
    assert ended.json() == english.json()
    assert english.stderr == ""
    assert len(ended.error_lines) == 1
    assert "not in 'zu'" in ended.stderr


def test_terminal_of_a_small_character_set_is_no_reason_to_fail(gumru: Gumru) -> None:
    ended = gumru(
        "show", "gumru-1920", environment={"PYTHONIOENCODING": "ascii:strict"}
    )
    assert ended.exit_code == 0
    assert "Traceback" not in ended.stderr
