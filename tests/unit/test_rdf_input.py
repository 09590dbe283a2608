"""Hostile and broken files end in one clear error, in little memory."""

from __future__ import annotations

import io
import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from typing import TYPE_CHECKING

import pyoxigraph as ox
import pytest

from gumru_kg.dataset import index_files
from gumru_kg.engines.store_loading import load_store
from gumru_kg.engines.stored import open_store
from gumru_kg.errors import DataError, FileError, FormatError
from gumru_kg.input_checks import (
    DEEPEST_JSON,
    LONGEST_LINE,
    MOST_TERMS,
    MOST_TRIPLE_TERMS,
    CheckedFile,
)
from gumru_kg.parsing import load, parse
from gumru_kg.rdf_input import read_quads

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

TRIPLE = b"<urn:a> <urn:b> 1 .\n"
MEGABYTE = 1_000_000


def write(folder: Path, name: str, data: bytes) -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


def refuse(path: Path, *, format: str | None = None) -> DataError:
    with pytest.raises(DataError) as caught:
        list(read_quads(path, format=format))
    assert "\n" not in str(caught.value)
    return caught.value


def test_missing_file_is_told_with_its_path(tmp_path: Path) -> None:
    with pytest.raises(FileError, match=r"no\.ttl: there is no such file; check"):
        list(read_quads(tmp_path / "no.ttl"))
    with pytest.raises(FileError, match=r"no: there is no such file"):
        list(read_quads(tmp_path / "no"))


@pytest.mark.parametrize("name", ["folder.ttl", "folder"])
def test_folder_is_no_file(tmp_path: Path, name: str) -> None:
    (tmp_path / name).mkdir()
    with pytest.raises(FileError, match="is a folder; name the files in it"):
        list(read_quads(tmp_path / name))


@pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root reads every file"
)
def test_file_without_right_to_read_is_told(tmp_path: Path) -> None:
    path = write(tmp_path, "a.ttl", TRIPLE)
    path.chmod(0)
    with pytest.raises(FileError, match="cannot be read: Permission denied"):
        list(read_quads(path))


@pytest.mark.parametrize("data", [b"", b" \n\t\n", b"\xef\xbb\xbf", b"\xef\xbb\xbf\n"])
@pytest.mark.parametrize("suffix", ["ttl", "nt", "nq", "trig", "jsonld"])
def test_empty_file_is_refused(tmp_path: Path, data: bytes, suffix: str) -> None:
    error = refuse(write(tmp_path, f"a.{suffix}", data))
    assert "is empty; give a file that holds RDF" in str(error)


def test_file_of_comments_is_an_empty_graph(tmp_path: Path) -> None:
    assert list(read_quads(write(tmp_path, "a.ttl", b"# nothing yet\n"))) == []


@pytest.mark.parametrize("suffix", ["ttl", "nt", "nq", "trig", "jsonld"])
def test_binary_noise_is_refused_with_its_line(tmp_path: Path, suffix: str) -> None:
    error = refuse(write(tmp_path, f"a.{suffix}", b"# x\n# y\n# \x00\x01\x02\n"))
    assert error.line == 3 or suffix == "jsonld"
    assert "NUL byte" in str(error) or suffix == "jsonld"


def test_noise_of_every_kind_never_escapes_as_another_error(tmp_path: Path) -> None:
    noise = bytes(range(256)) * 64
    for start in range(0, 256, 7):
        refuse(write(tmp_path, "a.ttl", noise[start : start + 4096]))


def test_nul_in_a_literal_is_refused(tmp_path: Path) -> None:
    error = refuse(write(tmp_path, "a.nt", b'<urn:a> <urn:b> "\x00" .\n'))
    assert "NUL byte" in str(error)


@pytest.mark.parametrize("suffix", ["ttl", "jsonld"])
def test_what_is_not_utf_8_is_refused_with_its_line(
    tmp_path: Path, suffix: str
) -> None:
    data = b'\n<urn:a> <urn:b> "G\xfcmr\xfc" .\n'
    error = refuse(write(tmp_path, f"a.{suffix}", data))
    assert error.line == 2
    assert "is not UTF-8; save the file as UTF-8" in str(error)


def test_utf_16_is_refused(tmp_path: Path) -> None:
    refuse(write(tmp_path, "a.ttl", TRIPLE.decode().encode("utf-16")))


def test_sign_cut_at_the_end_of_the_file_is_refused(tmp_path: Path) -> None:
    error = refuse(write(tmp_path, "a.ttl", TRIPLE + b"# \xc3"))
    assert "is not UTF-8" in str(error)


@pytest.mark.parametrize("suffix", ["ttl", "nt"])
def test_byte_order_mark_is_left_out(tmp_path: Path, suffix: str) -> None:
    data = b'\xef\xbb\xbf<urn:a> <urn:b> "1" .\n'
    assert len(list(read_quads(write(tmp_path, f"a.{suffix}", data)))) == 1


def test_byte_order_mark_is_left_out_of_json_ld(tmp_path: Path) -> None:
    data = b'\xef\xbb\xbf{"@id": "urn:a", "urn:b": 1}'
    assert len(list(read_quads(write(tmp_path, "a.jsonld", data)))) == 1


def test_long_line_is_refused(tmp_path: Path) -> None:
    data = TRIPLE * 2 + b"#" * (LONGEST_LINE + 1)
    error = refuse(write(tmp_path, "a.ttl", data))
    assert "has a line of more than 10 MB; break the line" in str(error)
    assert error.line == 3


def test_file_larger_than_the_longest_line_is_read(tmp_path: Path) -> None:
    line = b"#" * 99 + b"\n"
    data = line * (LONGEST_LINE // 50) + TRIPLE
    assert len(list(read_quads(write(tmp_path, "a.ttl", data)))) == 1


@pytest.mark.parametrize(
    ("start", "suffix"),
    [
        (b'<urn:a> <urn:b> "', "ttl"),
        (b'<urn:a> <urn:b> "', "nt"),
        (b'{"urn:b": "', "jsonld"),
        (b"", "ttl"),
    ],
)
def test_line_of_200_mb_costs_little_memory(
    tmp_path: Path, start: bytes, suffix: str
) -> None:
    path = tmp_path / f"long.{suffix}"
    with path.open("wb") as file:
        file.write(start)
        for _ in range(200):
            file.write(b"x" * MEGABYTE)
    code = (
        "import resource, sys\n"
        "from gumru_kg.errors import DataError\n"
        "from gumru_kg.rdf_input import read_quads\n"
        "before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss\n"
        "try: list(read_quads(sys.argv[1]))\n"
        "except DataError as error: print(error)\n"
        "after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss\n"
        "print((after - before) // 1024)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, path],
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    message, megabytes = done.stdout.splitlines()
    assert f"long.{suffix}:1" in message
    assert int(megabytes) < 100


def test_value_over_many_lines_without_end_is_refused(tmp_path: Path) -> None:
    data = b'<urn:a> <urn:b> """' + (b"x" * 999 + b"\n") * 40_000
    refuse(write(tmp_path, "a.ttl", data))


def test_endless_json_value_is_refused(tmp_path: Path) -> None:
    data = b'{"urn:b": [' + (b"1," * 499 + b"\n") * 40_000
    refuse(write(tmp_path, "a.jsonld", data))


def test_syntax_error_is_told_with_line_and_column(tmp_path: Path) -> None:
    error = refuse(write(tmp_path, "a.ttl", TRIPLE + b"<urn:a> <urn:b> ;;; .\n"))
    assert (error.line, error.column) == (2, 17)
    assert str(error).startswith(f"{tmp_path / 'a.ttl'}:2:17: ")


def test_syntax_error_repeats_little_of_the_file(tmp_path: Path) -> None:
    error = refuse(write(tmp_path, "a.ttl", b"<urn:a> " + b"x" * 5_000 + b" 1 ."))
    assert len(str(error)) < 500


def test_relative_iri_is_refused_with_a_remedy(tmp_path: Path) -> None:
    error = refuse(write(tmp_path, "a.ttl", b"<a> <urn:b> 1 ."))
    assert "an IRI is relative; write it in full, or name a base" in str(error)


@pytest.mark.parametrize("name", ["a.rdf", "a.owl", "a.xml"])
def test_rdf_xml_is_refused_by_its_suffix(tmp_path: Path, name: str) -> None:
    error = refuse(write(tmp_path, name, b"<rdf:RDF/>"))
    assert "RDF/XML is not read; convert it to Turtle first" in str(error)


@pytest.mark.parametrize(
    "start",
    [
        b'<?xml version="1.0"?>',
        b"<!DOCTYPE rdf:RDF [",
        b'<rdf:RDF xmlns:rdf="urn:x">',
        b"\n <!doctype html>",
        b"<html lang='en'>",
        b"\xef\xbb\xbf<?xml version='1.0'?>",
    ],
)
def test_xml_is_refused_whatever_its_name(tmp_path: Path, start: bytes) -> None:
    error = refuse(write(tmp_path, "a.ttl", start + b"\n"))
    assert "is XML, which is not read" in str(error)
    assert "rapper" in error.remedy


def test_entities_are_never_expanded(tmp_path: Path) -> None:
    bomb = b'<!DOCTYPE x [<!ENTITY a "' + b"b" * 1000 + b'">]><x>&a;</x>'
    refuse(write(tmp_path, "a.ttl", bomb))


def test_unknown_suffix_asks_for_the_format(tmp_path: Path) -> None:
    path = write(tmp_path, "a.txt", TRIPLE)
    with pytest.raises(FormatError, match="tells no format; use one of: turtle"):
        list(read_quads(path))
    assert len(list(read_quads(path, format="turtle"))) == 1


def test_unknown_format_is_told(tmp_path: Path) -> None:
    with pytest.raises(FormatError, match="unknown format 'ttl'"):
        list(read_quads(tmp_path / "a.ttl", format="ttl"))


@pytest.fixture
def listener() -> Iterator[tuple[str, list[bytes]]]:
    """A server on this machine, and what it was asked."""
    hits: list[bytes] = []
    server = socket.create_server(("127.0.0.1", 0))
    server.settimeout(0.05)
    is_over = threading.Event()

    def serve() -> None:
        while not is_over.is_set():
            try:
                connection, _ = server.accept()
            except TimeoutError:
                continue
            with connection:
                hits.append(connection.recv(100))

    thread = threading.Thread(target=serve)
    thread.start()
    yield f"http://127.0.0.1:{server.getsockname()[1]}/context.jsonld", hits
    is_over.set()
    thread.join()
    server.close()


@pytest.mark.parametrize(
    "document",
    [
        '{"@context": "URL", "@id": "urn:a", "b": 1}',
        '{"@context": ["URL"], "@id": "urn:a", "b": 1}',
        '{"@context": {"@import": "URL"}, "@id": "urn:a", "b": 1}',
        '{"@context": {"p": {"@id": "urn:p", "@context": "URL"}}, "p": {"b": 1}}',
        '{"@id": "urn:a", "urn:b": {"@context": "URL", "c": 1}}',
    ],
)
def test_remote_context_is_refused_and_nothing_is_fetched(
    tmp_path: Path, listener: tuple[str, list[bytes]], document: str
) -> None:
    url, hits = listener
    path = write(tmp_path, "a.jsonld", document.replace("URL", url).encode())
    error = refuse(path)
    assert "names a remote @context, and nothing is fetched" in str(error)
    assert "write the context into the file" in error.remedy
    assert hits == []


def test_inline_context_is_read(tmp_path: Path) -> None:
    document = b'{"@context": {"b": "urn:b"}, "@id": "urn:a", "b": "x"}'
    (quad,) = read_quads(write(tmp_path, "a.jsonld", document))
    assert quad.predicate.value == "urn:b"


@pytest.mark.parametrize("suffix", ["ttl", "nt"])
def test_deep_triple_terms_do_not_end_the_process(tmp_path: Path, suffix: str) -> None:
    depth = 200_000
    data = (
        b"<urn:a> <urn:b> "
        + b"<<( <urn:a> <urn:b> " * depth
        + b'"x"'
        + b" )>>" * depth
        + b" .\n"
    )
    refuse(write(tmp_path, f"a.{suffix}", data[: 9 * MEGABYTE]))


FLAT = b'<urn:r%d> rdf:reifies <<( <urn:a> gum:content "a # \\"b\\""@en )>> .\n'
HEAD = (
    b"@prefix gum: <https://w3id.org/gumru/ont#> .\n"
    b"@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .\n"
)


def test_many_triple_terms_that_hold_no_other_are_read(tmp_path: Path) -> None:
    count = 50 * MOST_TRIPLE_TERMS
    data = HEAD + b"".join(FLAT % number for number in range(count))
    assert len(list(read_quads(write(tmp_path, "a.ttl", data)))) == count


@pytest.mark.parametrize(
    "feint",
    [
        b"<<( <urn:a> <urn:b> # )>>\n",
        b"<<( <urn:a> <urn:b> #<urn:c> )>>\n",
        b"<<( <urn:a> <urn:b> # <<( <urn:a> <urn:b> <urn:c> )>>\n",
        b'<<( <urn:a> <urn:b> #"<urn:c> )>>\n',
    ],
)
def test_nesting_cannot_hide_as_triple_terms_that_hold_no_other(
    tmp_path: Path, feint: bytes
) -> None:
    data = HEAD + b"<urn:r> rdf:reifies " + feint * (MOST_TRIPLE_TERMS + 1)
    with pytest.raises(DataError, match="more than 1000 times"):
        list(read_quads(write(tmp_path, "a.ttl", data)))


def test_angle_quotation_marks_in_lines_are_text(tmp_path: Path) -> None:
    data = b'<urn:a> <urn:b> "<<x>>" .\n' * (MOST_TRIPLE_TERMS + 5)
    assert len(list(read_quads(write(tmp_path, "a.nt", data)))) > MOST_TRIPLE_TERMS


def test_lexical_forms_are_kept(tmp_path: Path) -> None:
    data = b'<urn:a> <urn:b> 01, 1.50, "1920-12-02+04:00"^^<urn:d>, "x"@TR .'
    found = [str(q.object) for q in read_quads(write(tmp_path, "a.ttl", data))]
    xsd = "http://www.w3.org/2001/XMLSchema#"
    assert found == [
        f'"01"^^<{xsd}integer>',
        f'"1.50"^^<{xsd}decimal>',
        '"1920-12-02+04:00"^^<urn:d>',
        '"x"@tr',
    ]


@pytest.mark.parametrize(
    ("opening", "closing"), [('{"urn:a":', "}"), ('{"@graph":[', "]}")]
)
def test_deep_json_is_refused_before_the_parser_ends_the_process(
    tmp_path: Path, opening: str, closing: str
) -> None:
    text = opening * 4_000 + '"b"' + closing * 4_000
    error = refuse(write(tmp_path, "deep.jsonld", text.encode()))
    assert f"more than {DEEPEST_JSON} levels" in str(error)


def test_braces_in_strings_of_json_are_no_levels(tmp_path: Path) -> None:
    value = '"' + r"\\\"" + "{[" * 1_000 + '"'
    path = write(tmp_path, "flat.jsonld", f'{{"@id":"urn:s","urn:p":{value}}}'.encode())
    (quad,) = read_quads(path)
    assert str(quad.object).endswith("{[" * 1_000 + '"')


@pytest.mark.parametrize(
    "opening",
    [
        '{"@context": {',
        '{"\\u0040context": {',
        '{"@context" ' + " " * 3_000_000 + ": {",
        '{"@context": [{"x": "urn:x"}, {',
    ],
)
def test_context_of_chained_terms_is_refused_before_the_parser_ends_the_process(
    tmp_path: Path, opening: str
) -> None:
    terms = ", ".join(f'"t{n}": "t{n + 1}:x"' for n in range(12_000))
    error = refuse(write(tmp_path, "chain.jsonld", f"{opening}{terms}".encode()))
    assert f"has a context of more than {MOST_TERMS} terms" in str(error)


def chain(name: str, count: int, end: str = '"urn:x"') -> str:
    terms = "".join(f'"{name}{n}": "{name}{n + 1}:x", ' for n in range(count - 1))
    return f'{terms}"{name}{count - 1}": {end}'


def test_chains_of_contexts_within_contexts_are_counted_together(
    tmp_path: Path,
) -> None:
    inner = f'{{"@id": "urn:y", "@context": {{{chain("u", MOST_TERMS // 2)}}}}}'
    for count in (MOST_TERMS // 2, MOST_TERMS // 2 + 1):
        # What is within may come first in the text.
        outer = (
            f'"last": {inner}, {chain("t", count - 1, chr(34) + "last:x" + chr(34))}'
        )
        text = f'{{"@context": {{{outer}}}, "@id": "urn:a", "t0": 1}}'
        path = write(tmp_path, "scoped.jsonld", text.encode())
        if count == MOST_TERMS // 2:
            assert len(list(read_quads(path))) == 1
        else:
            assert f"has a context of more than {MOST_TERMS} terms" in str(refuse(path))


READERS = {
    "quads": "print(len(list(read_quads(path))))",
    "text": "print(len(list(read_text(path).parse())))",
    "index": "print(len(index_files(path).store))",
    "store": "print(load_store(path, store=path + '.store').quads)",
}


@pytest.mark.parametrize("padding", [0, 2 * MEGABYTE])
@pytest.mark.parametrize("reader", READERS)
@pytest.mark.skipif(os.name != "posix", reason="there is no ulimit here")
def test_context_of_the_most_terms_is_read_on_a_stack_of_1_mb(
    tmp_path: Path, reader: str, padding: int
) -> None:
    # Each definition has a type, too, and that is a step more down.
    terms = ", ".join(
        f'"t{n}": {{"@id": "t{n + 1}:x", "@type": "t{n + 1}:x"}}'
        for n in range(MOST_TERMS - 10)
    )
    terms += f', "t{MOST_TERMS - 10}": "urn:x"'
    text = f'{{"@context": {{{terms}}}, "@id": "urn:a", "t0": "b"}}\n'
    path = write(tmp_path, "chain.jsonld", text.encode() + b" \n" * (padding // 2))
    code = (
        "import sys\n"
        "from gumru_kg.dataset import index_files\n"
        "from gumru_kg.engines.store_loading import load_store\n"
        "from gumru_kg.rdf_input import read_quads, read_text\n"
        "path = sys.argv[1]\n"
    )
    limited = 'ulimit -s 1024; exec "$0" "$@"'
    done = subprocess.run(
        ["sh", "-c", limited, sys.executable, "-c", code + READERS[reader], path],
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert (done.returncode, done.stdout) == (0, "1\n"), done.stderr


class Members(io.RawIOBase):
    """JSON-LD of so many quads, which tells how much of it was read."""

    name = "members.jsonld"
    parser = ox.RdfFormat.JSON_LD
    line = 1

    def __init__(self, count: int, *, signal_at: int = -1) -> None:
        members = (f'{{"@id": "urn:a", "urn:p": "{n}"}}' for n in range(count))
        self.content = f"[{', '.join(members)}]".encode()
        self.place = 0
        self.signal_at = signal_at

    def read(self, size: int = -1) -> bytes:
        start = self.place
        self.place += size
        if start <= self.signal_at < self.place:
            os.kill(os.getpid(), signal.SIGINT)
        if 0 <= self.signal_at < start:
            # The caller has its turn, however busy the machine is.
            time.sleep(0.001)
        return self.content[start : self.place]


def test_json_ld_is_parsed_as_it_is_wanted_and_leaves_no_thread() -> None:
    members = Members(100_000)
    threads = threading.active_count()
    quads = parse(members)
    assert str(next(quads).object) == '"0"'
    assert members.place < len(members.content) / 10
    assert sum(1 for _ in range(10_000) if next(quads)) == 10_000
    assert members.place < len(members.content) / 4
    del quads
    assert threading.active_count() == threads


def test_json_ld_comes_in_order_and_whole() -> None:
    found = [str(quad.object) for quad in parse(Members(10_001))]
    assert found == [f'"{number}"' for number in range(10_001)]


VOCABULARY = '"@context": {"@vocab": "http://e/"}'


@pytest.mark.parametrize(
    ("document", "written"),
    [
        (f'{{{VOCABULARY}, "@id": "person/1", "name": "A"}}', "person/1"),
        (f'{{{VOCABULARY}, "@id": "http://e/1", "knows": {{"@id": "#2"}}}}', "#2"),
        ('{"@id": "http://e/1", "@type": "C"}', "C"),
        ('{"@id": "http://e/1", "http://e/p": {"@id": "//host/b"}}', "//host/b"),
        ('{"@id": "g", "@graph": [{"@id": "urn:a", "urn:b": 1}]}', "g"),
        ('{"@context": {"@vocab": "v/"}, "@id": "urn:a", "rel": 1}', "v/rel"),
        ('{"@context": {"@base": "c/"}, "@id": "a", "urn:b": 1}', "c/a"),
        ('{"@id": "urn:a", "urn:b": {"@value": "1", "@type": "t"}}', "t"),
    ],
)
def test_relative_iri_of_json_ld_is_refused_as_that_of_turtle(
    tmp_path: Path, document: str, written: str
) -> None:
    many = ", ".join(f'{{"@id": "urn:{n}", "urn:p": {n}}}' for n in range(3_000))
    for text in (document, f"[{many}, {document}]"):
        path = write(tmp_path, "a.jsonld", text.encode())
        problem = str(refuse(path))
        assert f"the IRI {written!r} is relative; write it in full" in problem
        with pytest.raises(DataError, match="is relative"):
            index_files(path)
        with pytest.raises(DataError, match="is relative"):
            load_store(path, store=tmp_path / "store")
        assert not (tmp_path / "store").exists()
    turtle = refuse(write(tmp_path, "a.ttl", b"<a> <urn:b> 1 ."))
    assert "is relative; write it in full" in str(turtle)


def test_json_ld_with_a_base_of_its_own_is_read(tmp_path: Path) -> None:
    text = (
        '{"@context": {"@base": "http://b/"}, "@id": "a", "urn:b": "gumru-relative:x"}'
    )
    (quad,) = read_quads(write(tmp_path, "a.jsonld", text.encode()))
    assert str(quad.triple) == '<http://b/a> <urn:b> "gumru-relative:x"'


@pytest.mark.parametrize(
    "document",
    [
        '{"@id": "http://e/1", "name": "x"}',
        '[{"name": "x"}]',
        '{"@context": {"@base": null}, "@id": "a", "urn:b": 1}',
        '{"name": "' + "x" * 2_000_000 + '"}',
    ],
)
def test_json_ld_that_gives_no_triple_is_refused(tmp_path: Path, document: str) -> None:
    path = write(tmp_path, "a.jsonld", document.encode())
    assert "gives no triple" in str(refuse(path))
    with pytest.raises(DataError, match="gives no triple"):
        index_files(path)


@pytest.mark.parametrize(
    "document", ["[]", "{}", '{"@context": {"a": "urn:a"}, "@graph": []}']
)
def test_empty_graph_of_json_ld_is_one(tmp_path: Path, document: str) -> None:
    assert list(read_quads(write(tmp_path, "a.jsonld", document.encode()))) == []


def test_blank_nodes_of_two_files_of_json_ld_stay_apart(tmp_path: Path) -> None:
    for name in ("a", "b"):
        write(tmp_path, f"{name}.jsonld", b'{"@id": "_:x", "urn:b": 1}')
    assert len(index_files(tmp_path).store) == 2
    load_store(tmp_path, store=tmp_path / "store")
    assert (
        len(list(open_store(tmp_path / "store").engine.select("SELECT * {?s ?p 1}")))
        == 2
    )


def test_stack_of_other_threads_stays_as_it_was() -> None:
    before = threading.stack_size()
    assert len(list(parse(Members(10)))) == 10
    assert threading.stack_size() == before


@pytest.mark.parametrize("reader", ["parse", "load"])
@pytest.mark.skipif(os.name != "posix", reason="signals are of POSIX")
def test_ctrl_c_reaches_the_caller_and_ends_the_parser(reader: str) -> None:
    members = Members(200_000, signal_at=1_000_000)
    threads = threading.active_count()
    store = ox.Store()
    with pytest.raises(KeyboardInterrupt):  # noqa: PT012 - either way of reading
        if reader == "load":
            load(members, into=store)
        for _ in parse(members):
            pass
    assert members.place < len(members.content)
    # The caller does not wait for it for ever, and a busy machine may keep it.
    end = time.monotonic() + 60
    while threading.active_count() > threads and time.monotonic() < end:
        time.sleep(0.01)
    assert threading.active_count() == threads
    assert len(store) == 0


def test_ctrl_c_reaches_the_caller_where_a_library_hears_it_first() -> None:
    import polars as pl

    # From its first work on, polars has a way of its own to hear Ctrl-C.
    pl.LazyFrame({"a": [1]}).filter(pl.col("a") > 0).collect()
    test_ctrl_c_reaches_the_caller_and_ends_the_parser("load")


def test_many_members_of_an_object_that_is_no_context_are_read(tmp_path: Path) -> None:
    members = ", ".join(f'"urn:p{n}": 1' for n in range(MOST_TERMS + 5))
    text = (
        f'{{"@context": {{"x": "urn:x"}}, "x": "@context", "@id": "urn:a", {members}}}'
    )
    found = list(read_quads(write(tmp_path, "wide.jsonld", text.encode())))
    assert len(found) == MOST_TERMS + 6


def test_strings_and_escapes_cut_between_pieces_are_put_together() -> None:
    text = json.dumps({"a\\": ['\\"{[', {"@context": {"b": '"}]'}}], 'c"': "{" * 500})
    for size in range(1, 40):
        file = CheckedFile(io.BytesIO(text.encode()), "a.jsonld", ox.RdfFormat.JSON_LD)
        pieces = []
        while piece := file.read(size):
            pieces.append(piece)
        assert b"".join(pieces).decode() == text
