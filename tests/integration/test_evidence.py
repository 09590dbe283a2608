"""Of what others say: where it stands, and that it is never taken for ours."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from gumru_kg.cli._main import main
from gumru_kg.dataset import Dataset, load_dataset
from gumru_kg.integration import merge, propose
from gumru_kg.knowledge_graph import open_graph

OWN = """@prefix gid: <https://w3id.org/gumru/id/> .
@prefix gum: <https://w3id.org/gumru/ont#> .
@prefix gv: <https://w3id.org/gumru/voc/> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
"""
KARS = 'ex:x a s:City ; s:sameAs wd:Q127063 ; rdfs:label "Kars" ; '
SMUGGLED = {
    "a verdict on a claim of ours": "gid:claim-s1 gum:verdict gv:verdict.accepted .",
    "a claim of theirs that calls itself accepted": (
        "ex:c a gum:Claim ; rdf:subject gid:place-kars ; "
        "gum:verdict gv:verdict.accepted ."
    ),
    "a name": 'gid:place-kars skos:prefLabel "Elsewhere"@de .',
    "a link": "gid:place-kars skos:exactMatch wd:Q1 .",
    "a class of ours": "gum:Claim rdfs:subClassOf gum:Place .",
    "a concept of ours": 'gv:verdict.attributed skos:prefLabel "accepted"@en .',
}


def test_claim_tells_their_thing_their_property_and_the_digest_of_the_file(
    ours: Dataset, write_turtle: Callable[..., str], tmp_path: Path
) -> None:
    path = write_turtle(
        "@prefix crm: <http://www.cidoc-crm.org/cidoc-crm/> .\n"
        + KARS
        + 's:alternateName "Qers"@ku ; s:name "Karsi"@sq ; '
        "crm:P1_is_identified_by ex:n . "
        'ex:n crm:P190_has_symbolic_content "Ghars"@xcl .'
    )
    folder = tmp_path / "work"
    propose(ours, [path], folder=str(folder))
    merge(ours, folder=str(folder), accept_identifiers=True)
    graph = open_graph(folder / "merged" / "graphs")
    rows = list(
        graph.select(
            """SELECT ?value ?locator ?digest {
          GRAPH <https://w3id.org/gumru/graph/imported-claims> {
            ?claim rdf:object ?value ; gum:evidence/gum:locator ?locator ;
              gum:source/dcterms:identifier ?digest
            FILTER STRSTARTS(?digest, "sha256:")
          }
        }"""
        )
    )
    found = {
        row.text("value"): tuple((row.text("locator") or "").split()) for row in rows
    }
    their = "http://example.org/x"
    assert found == {
        "Qers": (their, "https://schema.org/alternateName"),
        "Karsi": (their, "https://schema.org/name"),
        "Ghars": (their, "http://www.cidoc-crm.org/cidoc-crm/P1_is_identified_by"),
    }
    digest = hashlib.sha256(Path(path).read_bytes()).hexdigest()
    assert {row.text("digest") for row in rows} == {f"sha256:{digest}"}


@pytest.mark.parametrize("smuggled", SMUGGLED.values(), ids=SMUGGLED)
def test_what_others_state_in_our_name_is_told(
    ours: Dataset, write_turtle: Callable[..., str], tmp_path: Path, smuggled: str
) -> None:
    path = write_turtle(f'{OWN}ex:x a s:City ; s:name "Nowhere" . {smuggled}')
    folder = tmp_path / "work"
    propose(ours, [path], folder=str(folder))
    report = merge(ours, folder=str(folder))
    [tally] = report.borrowed
    assert tally.name.startswith("import-")
    assert tally.number == len(report.borrowed_examples) > 0
    assert all(f"/graph/{tally.name}>" in line for line in report.borrowed_examples)
    shown = CliRunner().invoke(main, ["integrate", "--apply", "-o", str(folder)])
    assert "in our words, but not ours" in shown.output
    alone = open_graph(folder / "merged" / "graphs" / "gumru.nq")
    assert {quad.triple for quad in alone.dataset} == {quad.triple for quad in ours}


def test_what_others_repeat_of_ours_or_say_of_theirs_is_not_counted(
    ours: Dataset, write_turtle: Callable[..., str], tmp_path: Path
) -> None:
    quad = min(
        (quad for quad in ours if "/id/place-kars>" in str(quad.subject)), key=str
    )
    path = write_turtle(f'{quad.triple} . {KARS} skos:altLabel "Qers"@ku .')
    folder = tmp_path / "work"
    propose(ours, [path], folder=str(folder))
    assert merge(ours, folder=str(folder)).borrowed == ()


def test_graph_that_bears_the_name_of_one_of_ours_does_not_get_in(
    ours: Dataset, tmp_path: Path
) -> None:
    path = tmp_path / "other.nq"
    base = "https://w3id.org/gumru"
    path.write_text(
        "".join(
            f"<http://e.org/{name}> <urn:p> <urn:o> <{base}/{name}> .\n"
            for name in ("graph/gumru", "graph/links", "data/facts", "data/claims")
        )
    )
    folder = tmp_path / "work"
    propose(ours, [str(path)], folder=str(folder))
    merge(ours, folder=str(folder))
    graphs = folder / "merged" / "graphs"
    [imported] = graphs.glob("import-*.nq")
    named = {str(quad.graph_name) for quad in load_dataset(imported)}
    assert named == {
        f"<{base}/graph/{imported.stem}/{name}>"
        for name in ("graph/gumru", "graph/links", "data/facts", "data/claims")
    }
    assert "http://e.org/" not in (graphs / "gumru.nq").read_text("utf-8")
