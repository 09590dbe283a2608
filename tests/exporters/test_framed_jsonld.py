"""Framed JSON-LD: a document for each kind of thing, which others read alike."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

import pyoxigraph as ox
import pytest
from pyld import jsonld

from gumru_kg.dataset import Dataset, load_dataset
from gumru_kg.errors import DataError
from gumru_kg.exporters import export, export_files
from gumru_kg.exporters.framed_jsonld import FRAMES
from gumru_kg.knowledge_graph import open_graph
from gumru_kg.namespaces import PREFIXES
from tests.exporters.hostile import HOSTILE

if TYPE_CHECKING:
    from pathlib import Path

FORMAT: Final = "jsonld-framed"
HEAD: Final = "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in PREFIXES.items())
Json = Any


@pytest.fixture(scope="module")
def files(shipped: Dataset) -> dict[str, bytes]:
    return export_files(shipped, FORMAT)


def refuse_to_fetch(url: str, options: object) -> object:
    del options
    pytest.fail(f"{url} was fetched")


def expand(content: bytes) -> Json:
    return jsonld.expand(json.loads(content), {"documentLoader": refuse_to_fetch})


def read(content: bytes) -> set[ox.Quad]:
    again = json.dumps(expand(content), ensure_ascii=False).encode()
    return set(ox.parse(again, ox.RdfFormat.JSON_LD))


def graph_of(content: bytes) -> list[dict[str, Json]]:
    found: list[dict[str, Json]] = json.loads(content)["@graph"]
    return found


def sort(value: Json) -> Json:
    """Put sets into an order, as JSON-LD has none."""
    if isinstance(value, dict):
        return {key: sort(each) for key, each in sorted(value.items())}
    if isinstance(value, list):
        return sorted(map(sort, value), key=json.dumps)
    return value


def load(path: Path, text: str) -> Dataset:
    (path / "a.ttl").write_text(HEAD + text, "utf-8")
    return load_dataset(path / "a.ttl")


def test_documents_hold_together_the_whole_graph(
    shipped: Dataset, files: dict[str, bytes]
) -> None:
    found = {
        quad
        for content in files.values()
        for quad in ox.parse(content, ox.RdfFormat.JSON_LD)
    }
    assert found == set(shipped)


@pytest.mark.slow
@pytest.mark.parametrize(
    "name", [*(frame.name for frame in FRAMES), "attributed", "others"]
)
def test_pyld_reads_all_that_is_said_of_what_a_document_holds(
    shipped: Dataset, files: dict[str, bytes], name: str
) -> None:
    found = read(files[f"{name}.jsonld"])
    held = {quad.subject for quad in found}
    assert found == {quad for quad in shipped if quad.subject in held}


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("treaties", "gum:Treaty"),
        ("provisions", "gum:Provision"),
        ("persons", "gum:Person"),
        ("places", "gum:Place"),
        ("events", "gum:Event"),
        ("sources", "gum:Source"),
        ("claims", "gum:Claim"),
        ("evidence", "gum:Evidence"),
        ("links", "gum:Link"),
    ],
)
def test_every_thing_of_a_kind_is_at_the_top_of_its_document(
    shipped: Dataset, files: dict[str, bytes], name: str, kind: str
) -> None:
    rows = open_graph(shipped).select(
        f"SELECT DISTINCT ?thing {{ ?thing a/rdfs:subClassOf* {kind} }}"
    )
    gid = PREFIXES["gid"]
    wanted = {str(row["thing"]).replace(gid, "gid:") for row in rows.dicts()}
    found = [node["id"] for node in graph_of(files[f"{name}.jsonld"])]
    attributed_only = {node["id"] for node in graph_of(files["attributed.jsonld"])}
    assert len(found) == len(set(found))
    assert set(found) == wanted - attributed_only


def test_what_is_attributed_only_stands_apart_from_facts(
    shipped: Dataset, files: dict[str, bytes]
) -> None:
    apart = {node["id"] for node in graph_of(files["attributed.jsonld"])}
    assert {"gid:provision-gumru-1920-arms", "gid:event-acts-kars-1919"} <= apart
    rows = open_graph(shipped).select(
        "SELECT DISTINCT ?thing { ?claim gum:verdict gv:verdict.accepted ; "
        "rdf:subject|rdf:object ?thing FILTER(ISIRI(?thing)) }"
    )
    accepted = {str(row["thing"]) for row in rows.dicts()}
    assert accepted
    assert not {each.replace("gid:", PREFIXES["gid"]) for each in apart} & accepted


def test_treaty_holds_its_texts_clauses_and_provisions(
    shipped: Dataset, files: dict[str, bytes]
) -> None:
    treaties = {node["id"]: node for node in graph_of(files["treaties.jsonld"])}
    treaty = treaties["gid:treaty-gumru-1920"]
    clauses = [
        clause["id"]
        for text in treaty["hasText"]
        for clause in text.get("hasClause", ())
    ]
    asked = open_graph(shipped).select(
        "SELECT ?c { gid:treaty-gumru-1920 gum:hasText/gum:hasClause ?c }"
    )
    assert len(clauses) == len(list(asked)) > 0
    assert all("prefLabel" in each for each in treaty["hasProvision"])
    assert treaty["signing"] == "gid:event-gumru-signing"


def test_claim_holds_its_evidence_with_the_place_in_the_text(
    files: dict[str, bytes],
) -> None:
    selectors = [
        evidence["hasSelector"]
        for claim in graph_of(files["claims.jsonld"])
        for evidence in claim.get("evidence", ())
        if "hasSelector" in evidence
    ]
    assert selectors
    assert all(each["start"] < each["end"] for each in selectors)


@pytest.mark.slow
def test_pyld_frames_the_flat_export_alike(
    shipped: Dataset, files: dict[str, bytes]
) -> None:
    flat = json.loads(export(shipped, "jsonld"))
    terms = flat["@context"]
    # Framing all at once takes minutes; what is left out is held by name only.
    kinds = {"treaties", "texts", "provisions"}
    held = {node["id"] for kind in kinds for node in graph_of(files[f"{kind}.jsonld"])}
    flat["@graph"] = [
        node
        for node in flat["@graph"]
        if node["id"] in held or node.get("type") == "Clause"
    ]
    by_name: Json = {
        term: {"@embed": "@never"}
        for term, meaning in terms.items()
        if isinstance(meaning, dict) and meaning.get("@type") == "@id"
    }
    clause = {**by_name, "type": "Clause"}
    text = {**by_name, "type": "TreatyText", "hasClause": clause}
    frame = {
        **by_name,
        "@context": terms,
        "@embed": "@always",
        "type": "Treaty",
        "hasProvision": by_name,
        "hasText": text,
    }
    options = {"documentLoader": refuse_to_fetch, "omitDefault": True}
    framed = jsonld.frame(flat, frame, options)
    expected = jsonld.expand(framed, {"documentLoader": refuse_to_fetch})
    assert sort(expand(files["treaties.jsonld"])) == sort(expected)


def test_order_of_the_quads_does_not_matter(
    shipped: Dataset, files: dict[str, bytes]
) -> None:
    assert export_files(Dataset(shipped.quads[::-1]), FORMAT) == files


def test_graph_without_things_is_one_empty_document() -> None:
    files = export_files(Dataset(()), FORMAT)
    assert list(files) == ["others.jsonld"]
    assert graph_of(files["others.jsonld"]) == []


def test_blank_nodes_are_nested_and_named_alike_each_time(tmp_path: Path) -> None:
    text = '<urn:t> a gum:Treaty ; gum:hasText [ a gum:TreatyText ; gum:number "1" ] .'
    first, again = load(tmp_path, text), load(tmp_path, text)
    assert first.quads != again.quads
    files = export_files(first, FORMAT)
    assert files == export_files(again, FORMAT)
    (treaty,) = graph_of(files["treaties.jsonld"])
    assert treaty["hasText"][0]["number"] == "1"


def test_thing_that_is_a_part_of_itself_ends(tmp_path: Path) -> None:
    graph = load(tmp_path, "<urn:t> a gum:Treaty ; gum:hasText <urn:t> .")
    (treaty,) = graph_of(export_files(graph, FORMAT)["treaties.jsonld"])
    assert treaty["hasText"][0]["hasText"] == ["urn:t"]


def test_parts_that_belong_to_everything_are_refused(tmp_path: Path) -> None:
    texts = ", ".join(f"<urn:x{number}>" for number in range(40))
    graph = load(
        tmp_path,
        "".join(
            f"<urn:t{n}> a gum:Treaty ; gum:hasText {texts} . "
            f"<urn:x{n}> gum:hasClause {texts} . "
            for n in range(40)
        ),
    )
    with pytest.raises(DataError, match="nested in one another again and again"):
        export_files(graph, FORMAT)


def test_hostile_graph_is_written_whole() -> None:
    files = export_files(HOSTILE, FORMAT)
    found = {
        quad.predicate
        for content in files.values()
        for quad in ox.parse(content, ox.RdfFormat.JSON_LD, lenient=True)
    }
    assert found == {quad.predicate for quad in HOSTILE}
