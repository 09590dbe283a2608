"""Propose, review, merge, undo: each step by itself, and each once more."""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pyoxigraph as ox
import pytest

from gumru_kg.dataset import Dataset, load_dataset
from gumru_kg.errors import DataError, FileError
from gumru_kg.exporters import export
from gumru_kg.integration import merge, propose, undo_merge
from gumru_kg.integration.workspace import Workspace
from gumru_kg.knowledge_graph import open_graph

KARS = """ex:kars a s:City ; rdfs:label "Kars"@en , "Qers"@ku ;
    s:sameAs wd:Q127063 ; s:geo ex:point .
ex:point s:latitude 40.6 ; s:longitude 43.1 .
ex:karabekir a s:Person ; s:name "Kâzım Karabekir" ; s:birthDate "1882" ;
    s:deathDate "1948-01-27" ; s:birthPlace ex:kars ;
    owl:sameAs <https://en.wikipedia.org/wiki/K%C3%A2z%C4%B1m_Karabekir> .
ex:someone a s:Person ; s:name "Somebody Else" ; s:birthDate "some day in May" .
"""


def digest(folder: Path) -> str:
    found = hashlib.sha256()
    for file in sorted(folder.rglob("*")):
        found.update(file.relative_to(folder).as_posix().encode())
        found.update(file.read_bytes() if file.is_file() else b"")
    return found.hexdigest()


def review(folder: Path, *, agreement: str) -> None:
    """Write what a person thinks into every row, as an editor of tables would."""
    path = folder / "mappings.sssom.tsv"
    lines = path.read_text("utf-8").splitlines()
    place = next(n for n, line in enumerate(lines) if not line.startswith("#"))
    column = lines[place].split("\t").index("reviewer_agreement")
    for number in range(place + 1, len(lines)):
        cells = lines[number].split("\t")
        cells[column] = agreement
        lines[number] = "\t".join(cells)
    path.write_text("\n".join(lines) + "\n", "utf-8")


@pytest.fixture
def work(ours: Dataset, write_turtle: Callable[..., str], tmp_path: Path) -> Path:
    folder = tmp_path / "work"
    propose(ours, [write_turtle(KARS)], folder=str(folder))
    return folder


def test_their_statements_become_claims_with_their_graph_as_source(
    ours: Dataset, work: Path
) -> None:
    review(work, agreement="1")
    report = merge(ours, folder=str(work))
    assert report.conforms, report.results
    merged = open_graph(work / "merged" / "graphs")
    rows = merged.select(
        """SELECT ?property ?value ?verdict ?locator {
          ?claim gum:source/dcterms:title "other.ttl (imported graph)"@en ;
            rdf:subject ?subject ; rdf:predicate ?property ; rdf:object ?value ;
            gum:verdict ?verdict ; gum:evidence/gum:locator ?locator .
        }"""
    )
    found = {
        (row.text("property"), row.text("value"), row.text("verdict")) for row in rows
    }
    ont, voc = "https://w3id.org/gumru/ont#", "https://w3id.org/gumru/voc/"
    attributed = f"{voc}verdict.attributed"
    assert found == {
        (f"{ont}born", "1882", attributed),
        (f"{ont}died", "1948-01-27", attributed),
        (f"{ont}bornAt", "https://w3id.org/gumru/id/place-kars", attributed),
        ("http://www.w3.org/2004/02/skos/core#altLabel", "Qers", attributed),
    }


def test_rival_values_stand_side_by_side_and_facts_stay(
    ours: Dataset, work: Path
) -> None:
    review(work, agreement="1")
    report = merge(ours, folder=str(work))
    values = {
        (each.predicate.rpartition("#")[2], each.ours, each.theirs.split("^")[0])
        for each in report.conflicts
    }
    istanbul = ("https://w3id.org/gumru/id/place-istanbul",)
    assert ("died", ("1948-01-26",), '"1948-01-27"') in values
    kars = "<https://w3id.org/gumru/id/place-kars>"
    assert ("bornAt", istanbul, kars) in values
    merged = open_graph(work / "merged" / "graphs")
    rows = merged.select("SELECT ?day { gid:agent-karabekir gum:died ?day }")
    assert [row.text("day") for row in rows] == ["1948-01-26"]


def test_each_graph_keeps_its_triples_in_a_graph_of_its_own(
    ours: Dataset, work: Path
) -> None:
    review(work, agreement="1")
    merge(ours, folder=str(work))
    graphs = work / "merged" / "graphs"
    for path, expected in (
        (graphs / "gumru.nq", ours),
        (next(graphs.glob("import-*.nq")), load_dataset(work.parent / "other.ttl")),
    ):
        quads = load_dataset(path)
        assert {str(quad.triple) for quad in quads} == {
            str(quad.triple) for quad in expected
        }
        assert len({str(quad.graph_name) for quad in quads}) == 1


def test_nothing_is_accepted_by_itself(ours: Dataset, work: Path) -> None:
    report = merge(ours, folder=str(work))
    assert report.links == ()
    assert report.claims == ()
    assert report.open == 2


def test_shared_identifiers_are_accepted_when_asked(ours: Dataset, work: Path) -> None:
    report = merge(ours, folder=str(work), accept_identifiers=True)
    assert [(tally.name, tally.number) for tally in report.links] == [("exactMatch", 2)]


def test_rejected_rows_are_no_links_and_stay_in_the_file(
    ours: Dataset, work: Path
) -> None:
    review(work, agreement="-1")
    report = merge(ours, folder=str(work), accept_identifiers=True)
    assert (report.links, report.rejected) == ((), 2)
    again = propose(ours, [str(work.parent / "other.ttl")], folder=str(work))
    assert all(row.is_rejected for row in again.mappings)


def test_merging_twice_changes_nothing(ours: Dataset, work: Path) -> None:
    review(work, agreement="1")
    merge(ours, folder=str(work))
    before = digest(work)
    merge(ours, folder=str(work))
    assert digest(work) == before


def test_proposing_twice_changes_nothing_and_keeps_reviews(
    ours: Dataset, work: Path
) -> None:
    before = digest(work)
    propose(ours, [str(work.parent / "other.ttl")], folder=str(work))
    assert digest(work) == before
    review(work, agreement="1.0")
    reviewed = (work / "mappings.sssom.tsv").read_bytes()
    propose(ours, [str(work.parent / "other.ttl")], folder=str(work))
    assert (work / "mappings.sssom.tsv").read_bytes() == reviewed


def test_undo_restores_the_former_state_byte_for_byte(
    ours: Dataset, work: Path
) -> None:
    clean = digest(work)
    review(work, agreement="1")
    reviewed = digest(work)
    assert reviewed != clean
    merge(ours, folder=str(work))
    undo_merge(str(work))
    assert digest(work) == reviewed
    with pytest.raises(FileError, match="there is no merge to be undone"):
        undo_merge(str(work))


def test_undo_brings_back_the_merge_before(ours: Dataset, work: Path) -> None:
    merge(ours, folder=str(work))
    first = digest(work / "merged")
    review(work, agreement="1")
    merge(ours, folder=str(work))
    assert digest(work / "merged") != first
    undo_merge(str(work))
    assert digest(work / "merged") == first


@pytest.mark.parametrize("number", [1, 2, 3])
def test_merge_cut_off_at_any_renaming_leaves_the_former_state(
    ours: Dataset, work: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    merge(ours, folder=str(work))
    first = digest(work / "merged")
    review(work, agreement="1")
    rename = Path.rename
    calls: list[Path] = []

    def stop(self: Path, target: str | os.PathLike[str]) -> Path:
        calls.append(self)
        if len(calls) == number:
            raise KeyboardInterrupt
        return rename(self, target)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "rename", stop)
        with pytest.raises(KeyboardInterrupt):
            merge(ours, folder=str(work))
    with Workspace(work).lock():
        assert digest(work / "merged") == first
    names = {each.name for each in work.iterdir()}
    assert not any(name.startswith((".staged", ".older")) for name in names)
    undo_merge(str(work))
    assert not (work / "merged").exists()


def test_first_step_cut_off_before_its_last_file_goes_on(
    ours: Dataset, work: Path
) -> None:
    before = digest(work)
    (work / "mappings.sssom.tsv").unlink()
    with pytest.raises(FileError, match="the first step was cut off"):
        merge(ours, folder=str(work))
    propose(ours, [str(work.parent / "other.ttl")], folder=str(work))
    assert digest(work) == before
    for name in ("mappings.sssom.tsv", "profile.json", "integration.json"):
        (work / name).unlink()
    propose(ours, [str(work.parent / "other.ttl")], folder=str(work))
    assert digest(work) == before


def test_lock_that_is_a_link_leads_nowhere(ours: Dataset, work: Path) -> None:
    target = work.parent / "letter.txt"
    target.write_text("kept")
    (work / ".lock").unlink()
    (work / ".lock").symlink_to(target)
    with pytest.raises(FileError, match="cannot be written"):
        merge(ours, folder=str(work))
    assert target.read_text() == "kept"


def test_second_step_at_once_is_refused_and_removes_nothing(
    ours: Dataset, work: Path
) -> None:
    with Workspace(work).lock():
        before = digest(work)
        with pytest.raises(FileError, match="another step goes on in it"):
            merge(ours, folder=str(work))
        assert digest(work) == before


@pytest.mark.parametrize(
    ("name", "suffix", "graphs"),
    [
        ("turtle", "ttl", False),
        ("trig", "trig", False),
        ("nquads", "nq", False),
        ("nquads", "nq", True),
        ("jsonld", "jsonld", False),
    ],
)
def test_export_of_a_graph_integrated_into_an_empty_one_is_the_same_graph(
    ours: Dataset, tmp_path: Path, *, name: str, suffix: str, graphs: bool
) -> None:
    path = tmp_path / f"export.{suffix}"
    path.write_bytes(export(ours, name, graphs=graphs))
    propose(Dataset(()), [str(path)], folder=str(tmp_path / "work"))
    merge(Dataset(()), folder=str(tmp_path / "work"))
    merged = load_dataset(tmp_path / "work" / "merged" / "graphs")
    expected = {quad.triple for quad in load_dataset(path)}
    assert {quad.triple for quad in merged} == expected
    # Named graphs are described as well.
    assert {quad.triple for quad in ours} <= expected


def test_export_in_named_graphs_keeps_its_parts_apart(
    ours: Dataset, tmp_path: Path
) -> None:
    path = tmp_path / "export.nq"
    path.write_bytes(export(ours, "nquads", graphs=True))
    propose(ours, [str(path)], folder=str(tmp_path / "work"))
    merge(ours, folder=str(tmp_path / "work"))
    [merged] = (tmp_path / "work" / "merged" / "graphs").glob("import-*.nq")
    base = "https://w3id.org/gumru/"
    below = f"<{base}graph/{merged.stem}/"
    parts: dict[str, set[str]] = {}
    for quad in load_dataset(merged):
        name = str(quad.graph_name).replace(below, f"<{base}")
        parts.setdefault(name, set()).add(str(quad.triple))
    given: dict[str, set[str]] = {}
    for quad in load_dataset(path):
        graph = quad.graph_name
        is_unnamed = isinstance(graph, ox.DefaultGraph)
        name = f"<{base}graph/{merged.stem}>" if is_unnamed else str(graph)
        given.setdefault(name, set()).add(str(quad.triple))
    assert parts == given
    assert f"<{base}data/claims>" in parts


def test_own_export_is_known_by_its_iris(ours: Dataset, tmp_path: Path) -> None:
    path = tmp_path / "export.nt"
    path.write_bytes(export(ours, "ntriples"))
    proposal = propose(ours, [str(path)], folder=str(tmp_path / "work"))
    [finding] = proposal.graphs
    assert finding.same > 300
    exact = [row for row in proposal.mappings if row.relation == "exactMatch"]
    assert exact == []


def test_changed_file_is_told_when_its_mappings_were_reviewed(
    ours: Dataset, work: Path, write_turtle: Callable[..., str]
) -> None:
    review(work, agreement="1")
    path = write_turtle(KARS + 'ex:new a s:Place ; s:name "New" .')
    with pytest.raises(DataError, match="not given or has changed since"):
        propose(ours, [path], folder=str(work))


def test_folder_of_a_step_that_fails_is_not_left(
    ours: Dataset, write_turtle: Callable[..., str], tmp_path: Path
) -> None:
    path = write_turtle("ex:a ex:b")
    with pytest.raises(DataError):
        propose(ours, [path], folder=str(tmp_path / "work"))
    assert not (tmp_path / "work").exists()


def test_damaged_source_is_told(ours: Dataset, work: Path) -> None:
    review(work, agreement="1")
    shutil.rmtree(work / "sources")
    with pytest.raises(DataError, match="is damaged or gone"):
        merge(ours, folder=str(work))
