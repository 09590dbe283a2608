"""What a build writes, and what it leaves alone."""

from __future__ import annotations

import os
import random
import stat
import subprocess
import sys
from pathlib import Path

import pyoxigraph as ox
import pytest
from rdflib import Graph
from rdflib.compare import isomorphic

from gumru_kg.editorial import build, check
from gumru_kg.editorial.checks.external_terms import EXTERNAL_TERMS, LINK_PROPERTIES
from gumru_kg.errors import BuildError, FileError
from gumru_kg.namespaces import PREFIXES, compress
from tests.unit.editorial.workshop import CLAIMS, DIGEST_TEXT, THINGS, Workshop

SOURCE = "https://w3id.org/gumru/id/source-test"


def test_a_treaty_gets_its_shortcuts_from_the_signing(workshop: Workshop) -> None:
    workshop.build()
    assert {
        ("gum:signedOn", "1920-12-02/1920-12-03"),
        ("gum:signedAt", "gid:place-test"),
        ("gum:signatory", "gid:agent-a"),
    } <= workshop.facts("gid:treaty-test")


def test_only_who_signed_is_a_signatory(workshop: Workshop) -> None:
    workshop.build()
    assert ("gum:signatory", "gid:agent-b") not in workshop.facts("gid:treaty-test")


def test_an_event_gets_its_participants_and_bounds(workshop: Workshop) -> None:
    workshop.build()
    facts = workshop.facts("gid:event-test-signing")
    assert {
        ("gum:participant", "gid:agent-a"),
        ("gum:participant", "gid:agent-b"),
        ("gum:earliest", "1920-12-02"),
        ("gum:latest", "1920-12-03"),
    } <= facts


def test_a_phase_is_bounded_by_its_beginning_and_its_end(workshop: Workshop) -> None:
    workshop.build()
    facts = workshop.facts("gid:status-test")
    assert {("gum:earliest", "1920-12-01"), ("gum:latest", "1921-12-31")} <= facts


def test_an_open_date_has_no_bound_at_its_open_end(workshop: Workshop) -> None:
    open_date = CLAIMS.replace('"1920-12-02/1920-12-03"', '"1920-12-02/.."')
    workshop.write({"claims.ttl": open_date}).build()
    names = {name for name, _ in workshop.facts("gid:event-test-signing")}
    assert "gum:earliest" in names
    assert "gum:latest" not in names


def test_an_attributed_claim_gives_no_fact(workshop: Workshop) -> None:
    workshop.build()
    dates = [
        value
        for name, value in workshop.facts("gid:event-test-signing")
        if name == "gum:date"
    ]
    assert dates == ["1920-12-02/1920-12-03"]


def test_the_data_set_counts_its_triples_with_the_count(workshop: Workshop) -> None:
    result = workshop.build()
    quads = list(ox.parse(path=workshop.out, format=ox.RdfFormat.TURTLE))
    assert len(quads) == result.triples
    facts = workshop.facts("https://w3id.org/gumru/data")
    assert ("void:triples", str(len(quads))) in facts


def test_the_file_holds_all_that_the_files_say(workshop: Workshop) -> None:
    workshop.build()
    built = Graph().parse(workshop.out)
    for path in (
        *workshop.parts_dir.glob("*.ttl"),
        workshop.ontology_dir / "gumru.ttl",
        workshop.ontology_dir / "concepts.ttl",
    ):
        assert set(Graph().parse(path)) <= set(built)


def test_rdflib_and_pyoxigraph_read_the_same_graph(workshop: Workshop) -> None:
    workshop.build()
    by_rdflib = Graph().parse(workshop.out)
    quads = ox.parse(path=workshop.out, format=ox.RdfFormat.TURTLE)
    lines = ox.serialize((quad.triple for quad in quads), format=ox.RdfFormat.N_TRIPLES)
    by_pyoxigraph = Graph().parse(data=lines, format="nt")
    assert isomorphic(by_rdflib, by_pyoxigraph)
    assert set(by_rdflib) == set(by_pyoxigraph)


def test_the_formatter_of_the_parts_agrees(workshop: Workshop) -> None:
    workshop.build()
    formatter = Path(sys.executable).with_name("turtlefmt")
    subprocess.run([formatter, "--check", workshop.out], check=True)


def test_only_used_prefixes_are_declared_and_sorted(workshop: Workshop) -> None:
    workshop.build()
    text = workshop.out.read_text("utf-8")
    declared = [
        line.split()[1].rstrip(":")
        for line in text.splitlines()
        if line.startswith("@prefix")
    ]
    assert declared == sorted(declared)
    body = text.partition("# ---")[2]
    assert all(f" {name}:" in body or f"^^{name}:" in body for name in declared)
    assert set(declared) < set(PREFIXES)


def test_treaties_come_before_claims_and_claims_before_sources(
    workshop: Workshop,
) -> None:
    workshop.build()
    lines = workshop.out.read_text("utf-8").splitlines()
    headings = [line.strip("# -") for line in lines if line.startswith("# ---")]
    assert headings[:2] == ["Data set", "Treaties"]
    assert headings.index("Claims") < headings.index("Sources")
    assert headings[-1] == "Concepts"


def test_the_head_says_what_the_file_comes_from(workshop: Workshop) -> None:
    workshop.build()
    assert "# Built by `gumru build`" in workshop.out.read_text("utf-8")


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_neither_the_order_of_files_nor_of_statements_shows(
    seed: int, workshop: Workshop
) -> None:
    workshop.build()
    before = workshop.out.read_bytes()
    # A seed makes the order repeatable; nothing secret hangs on it.
    order = random.Random(seed)  # noqa: S311 - repeatable, nothing secret
    head, *blocks = [*THINGS.split("\n\n"), *CLAIMS.split("\n\n")[1:]]
    order.shuffle(blocks)
    for path in workshop.parts_dir.iterdir():
        path.unlink()
    half = len(blocks) // 2
    workshop.write(
        {
            f"{order.random()}.ttl": "\n\n".join([head, *some]) + "\n"
            for some in (blocks[:half], blocks[half:])
        }
    )
    workshop.build()
    assert workshop.out.read_bytes() == before


def test_a_second_build_changes_nothing(workshop: Workshop) -> None:
    assert workshop.build().is_changed
    before = workshop.out.read_bytes()
    assert not workshop.build().is_changed
    assert workshop.out.read_bytes() == before


def test_check_says_up_to_date_and_out_of_date(workshop: Workshop) -> None:
    workshop.build()
    assert workshop.check().is_up_to_date
    text = workshop.out.read_text("utf-8")
    workshop.out.write_text(text.replace('"Yer"@tr', '"Mekân"@tr'), "utf-8")
    result = workshop.check()
    assert not result.is_up_to_date
    assert result.first_difference == text[: text.index('"Yer"')].count("\n") + 1


def test_check_writes_nothing(workshop: Workshop) -> None:
    workshop.build()
    workshop.out.write_text("old", "utf-8")
    workshop.check()
    assert workshop.out.read_text("utf-8") == "old"


def test_check_without_a_built_file_says_to_build(workshop: Workshop) -> None:
    with pytest.raises(FileError, match="no such file or directory; run 'gumru build'"):
        workshop.check()


def test_a_span_is_held_against_the_text(workshop: Workshop) -> None:
    assert workshop.refusal(texts={SOURCE: DIGEST_TEXT}) == []
    [problem] = workshop.refusal(texts={SOURCE: "words, but others"})
    assert "differs from the text" in problem.problem
    [problem] = workshop.refusal(texts={SOURCE: "abc"})
    assert "ends at 5, the text at 3" in problem.problem


def test_a_text_is_normalised_before_it_is_held_against(workshop: Workshop) -> None:
    decomposed = {SOURCE: DIGEST_TEXT.replace("ö", "o\u0308")}
    assert workshop.refusal(texts=decomposed) == []


def test_a_failed_build_leaves_the_old_file(workshop: Workshop) -> None:
    workshop.out.write_text("old", "utf-8")
    workshop.write({"claims.ttl": CLAIMS.replace("gum:source", "gum:sauce")})
    with pytest.raises(BuildError):
        workshop.build()
    assert workshop.out.read_text("utf-8") == "old"
    assert workshop.leftovers() == ["gumru.ttl", "parts"]


# Ctrl-C in the middle of writing, as it happens: the file is written by a program
# that is interrupted before the renaming.
INTERRUPTED = """
import os, signal, sys
from pathlib import Path
from gumru_kg.editorial import build
real = os.fsync
def interrupted(handle):
    real(handle)
    os.kill(os.getpid(), signal.SIGINT)
os.fsync = interrupted
build(Path(sys.argv[1]), ontology_dir=Path(sys.argv[2]), out=Path(sys.argv[3]))
"""


def test_an_interrupted_build_leaves_the_old_file(workshop: Workshop) -> None:
    workshop.out.write_text("old", "utf-8")
    places = [workshop.parts_dir, workshop.ontology_dir, workshop.out]
    run = subprocess.run(
        [sys.executable, "-c", INTERRUPTED, *places],
        check=False,
        capture_output=True,
        text=True,
    )
    assert "KeyboardInterrupt" in run.stderr
    assert workshop.out.read_text("utf-8") == "old"
    assert workshop.leftovers() == ["gumru.ttl", "parts"]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_without_permission_is_named(workshop: Workshop) -> None:
    workshop.build()
    before = workshop.out.read_bytes()
    workshop.folder.chmod(0o555)
    try:
        with pytest.raises(FileError, match="cannot be written"):
            workshop.build()
    finally:
        workshop.folder.chmod(0o755)
    assert workshop.out.read_bytes() == before


def test_a_folder_that_is_not_there_is_named(workshop: Workshop) -> None:
    elsewhere = workshop.folder / "nowhere" / "gumru.ttl"
    stranger = Workshop(workshop.folder, workshop.ontology_dir)
    with pytest.raises(FileError, match="cannot be written") as caught:
        _build_to(stranger, elsewhere)
    assert str(elsewhere) in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_folder_as_output_is_refused(workshop: Workshop) -> None:
    with pytest.raises(FileError, match="is a folder; name a file"):
        _build_to(workshop, workshop.parts_dir)


def test_a_folder_where_nobody_may_write_is_named(workshop: Workshop) -> None:
    with pytest.raises(FileError, match=r"/proc/gumru\.ttl: cannot be written"):
        _build_to(workshop, Path("/proc/gumru.ttl"))


# A disk that fills up while the file is written.
FULL = """
import resource, sys
from pathlib import Path
from gumru_kg.editorial import build
resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))
build(Path(sys.argv[1]), ontology_dir=Path(sys.argv[2]), out=Path(sys.argv[3]))
"""


def test_a_full_disk_leaves_the_old_file(workshop: Workshop) -> None:
    workshop.out.write_text("old", "utf-8")
    places = [workshop.parts_dir, workshop.ontology_dir, workshop.out]
    run = subprocess.run(
        [sys.executable, "-c", FULL, *places],
        check=False,
        capture_output=True,
        text=True,
    )
    assert "FileError" in run.stderr
    assert "cannot be written (file too large)" in run.stderr
    assert workshop.out.read_text("utf-8") == "old"
    assert workshop.leftovers() == ["gumru.ttl", "parts"]


def test_a_new_file_is_readable_and_an_old_one_keeps_its_mode(
    workshop: Workshop,
) -> None:
    workshop.build()
    umask = os.umask(0)
    os.umask(umask)
    assert stat.S_IMODE(workshop.out.stat().st_mode) == 0o666 & ~umask
    workshop.out.chmod(0o640)
    workshop.build()
    assert stat.S_IMODE(workshop.out.stat().st_mode) == 0o640


def test_a_link_as_output_stays_a_link(workshop: Workshop) -> None:
    target = workshop.folder / "target.ttl"
    target.touch()
    workshop.out.symlink_to(target)
    workshop.build()
    assert workshop.out.is_symlink()
    assert target.stat().st_size > 0


def test_missing_folders_and_files_are_named(
    workshop: Workshop, tmp_path: Path
) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    out = workshop.out
    with pytest.raises(FileError, match=r"no \*\.ttl file in it"):
        check(empty, ontology_dir=workshop.ontology_dir, out=out)
    with pytest.raises(FileError, match="no such folder"):
        check(tmp_path / "none", ontology_dir=workshop.ontology_dir, out=out)
    with pytest.raises(FileError, match=r"gumru\.ttl: no such file"):
        check(workshop.parts_dir, ontology_dir=empty, out=out)
    (workshop.parts_dir / "folder.ttl").mkdir()
    with pytest.raises(FileError, match=r"folder\.ttl: is a directory"):
        workshop.build()


def test_external_terms_are_declared_by_their_vocabularies(shared: Path) -> None:
    files = {
        "dcat": "dcat3.ttl",
        "dcterms": "dcterms.ttl",
        "geo": "geosparql-1.1.ttl",
        "oa": "oa.ttl",
        "owl": "owl.ttl",
        "rdf": "rdf.ttl",
        "rdfs": "rdfs.ttl",
        "schema": "schemaorg-current-https-30.0.ttl",
        "skos": "skos.ttl",
        "vann": "vann.ttl",
        "void": "void.ttl",
    }
    declared: set[str] = set()
    for name in files.values():
        path = shared / "vocab" / name
        declared |= {
            quad.subject.value
            for quad in ox.parse(path=path, format=ox.RdfFormat.TURTLE, base_iri="x:/")
            if isinstance(quad.subject, ox.NamedNode)
        }
    undeclared = {
        compress(iri)
        for iri in EXTERNAL_TERMS | LINK_PROPERTIES
        if iri not in declared and compress(iri).split(":")[0] in files
    }
    assert undeclared == set()


def test_every_link_property_is_a_known_term() -> None:
    assert LINK_PROPERTIES <= EXTERNAL_TERMS


def test_a_copied_file_is_refused(workshop: Workshop) -> None:
    workshop.write({"copy.ttl": THINGS})
    problems = workshop.refusal()
    assert {problem.remedy for problem in problems} >= {
        "keep the whole description in one file"
    }


def _build_to(workshop: Workshop, out: Path) -> None:
    build(workshop.parts_dir, ontology_dir=workshop.ontology_dir, out=out)
