"""Tables of the graph: complete, typed, and the same to programs of others."""

from __future__ import annotations

import datetime as dt
import os
import subprocess
import sys
from pathlib import Path
from typing import Any, Final

import pandas as pd
import pytest

from gumru_kg import open_graph
from gumru_kg.dataset import Dataset
from gumru_kg.errors import DataError, EngineUnavailableError, UnknownNameError
from gumru_kg.exporters import export, export_files
from gumru_kg.exporters.tables import Table, build_tables
from gumru_kg.knowledge_graph import KnowledgeGraph
from gumru_kg.namespaces import GUM, GV
from gumru_kg.results import Solutions
from gumru_kg.things import Things
from tests.exporters.hostile import EMPTY, HOSTILE
from tests.exporters.tabular import count, parse

GUMRU: Final = Path(sys.executable).parent / "gumru"
TABLE_FORMATS: Final = ("csv", "xlsx", "parquet")


@pytest.fixture(scope="module")
def tables(shipped: Dataset) -> dict[str, Table]:
    return {table.name: table for table in build_tables(Things(shipped))}


@pytest.fixture(scope="module")
def kg(shipped: Dataset) -> KnowledgeGraph:
    return open_graph(shipped)


def statements(tables: dict[str, Table]) -> list[tuple[Any, str, Any]]:
    """Read the statements out of the cells."""
    return [
        (table.columns[0].cells[row][0], column.predicate, term)
        for name, table in tables.items()
        if name != "relations"
        for column in table.columns
        if column.form in ("iri", "text")
        for row, cell in enumerate(column.cells)
        for term in cell
    ]


@pytest.mark.parametrize(
    ("table", "pattern"),
    [
        ("treaties", "?x a gum:Treaty"),
        ("provisions", "?x a/rdfs:subClassOf* gum:Provision"),
        ("persons", "?x a gum:Person"),
        ("events", "?x a/rdfs:subClassOf* gum:Event"),
        ("claims", "?x a gum:Claim"),
        ("sources", "?x a gum:Source"),
        ("links", "?x a gum:Link"),
        ("names", "?x a gum:Appellation"),
    ],
)
def test_table_has_a_row_for_each_thing_that_sparql_counts(
    tables: dict[str, Table], kg: KnowledgeGraph, table: str, pattern: str
) -> None:
    assert len(tables[table]) == count(kg, pattern) > 0


def test_every_statement_is_in_one_cell_and_no_cell_says_more(
    tables: dict[str, Table], shipped: Dataset
) -> None:
    found = statements(tables)
    assert len(found) == len(set(found)) == len(shipped)
    assert set(found) == {(q.subject, q.predicate.value, q.object) for q in shipped}


def test_each_thing_is_a_row_of_one_table(tables: dict[str, Table]) -> None:
    ids = [
        cell[0]
        for name, table in tables.items()
        if name != "relations"
        for cell in table.columns[0].cells
    ]
    assert len(ids) == len(set(ids))


def test_relations_repeat_what_columns_list(
    tables: dict[str, Table], kg: KnowledgeGraph
) -> None:
    properties = tables["relations"].column("property").texts
    listed = properties.count((f"{GUM}party",))
    [row] = kg.select("SELECT (COUNT(*) AS ?n) { ?t gum:party ?p }")
    assert str(listed) == row.text("n") != "0"


def test_signing_of_the_treaty_has_its_two_days(kg: KnowledgeGraph) -> None:
    treaties = kg.to_polars("gum:Treaty")
    [row] = treaties.filter(
        treaties["id"] == "https://w3id.org/gumru/id/treaty-gumru-1920"
    ).to_dicts()
    assert row["signed_on"] == "1920-12-02/1920-12-03"
    assert (row["signed_on_min"], row["signed_on_max"]) == (
        dt.date(1920, 12, 2),
        dt.date(1920, 12, 3),
    )
    assert row["label_tr"].startswith("Gümrü")
    assert row["label_hy"]
    assert "https://w3id.org/gumru/id/text-gumru-1920-18" in row["has_text"]


def test_frame_of_a_class_holds_those_below_it_and_no_others(
    kg: KnowledgeGraph,
) -> None:
    events, signings = kg.to_polars("gum:Event"), kg.to_polars("gum:Signing")
    assert events.height == count(kg, "?x a/rdfs:subClassOf* gum:Event")
    assert signings.height == count(kg, "?x a gum:Signing")
    assert set(signings["id"]) < set(events["id"])


def test_frames_of_three_libraries_say_the_same(kg: KnowledgeGraph) -> None:
    events = kg.tables()["events"]
    arrow = events.to_arrow().to_pylist()
    assert events.to_polars().to_dicts() == arrow
    pandas = events.to_pandas()
    for name in ("date_min", "participant"):
        read = [None if each is pd.NA else each for each in pandas[name]]
        assert read == [row[name] for row in arrow]


def test_class_without_things_is_told_with_the_nearest(kg: KnowledgeGraph) -> None:
    with pytest.raises(UnknownNameError, match="nothing in the graph is a 'gum:Evt'"):
        kg.to_polars("gum:Evt")


def test_what_is_attributed_stands_among_the_claims_with_its_verdict_only(
    tables: dict[str, Table], kg: KnowledgeGraph
) -> None:
    claims = tables["claims"]
    verdicts = [text for [text] in claims.column("verdict_label").texts]
    for slug in ("accepted", "attributed", "rejected"):
        verdict = f"<{GV}verdict.{slug}>"
        found = kg.select(
            f"SELECT ?l {{ {verdict} skos:prefLabel ?l FILTER(LANG(?l) = 'en') }}"
        )
        [label] = [row.text("l") for row in found]
        pattern = f"?x a gum:Claim ; gum:verdict {verdict}"
        assert verdicts.count(label or "") == count(kg, pattern) > 0


def test_what_is_attributed_only_is_marked(
    tables: dict[str, Table], kg: KnowledgeGraph
) -> None:
    gid = "https://w3id.org/gumru/id/"
    marked = {
        table.columns[0].texts[row][0]
        for table in tables.values()
        for column in table.columns
        if column.name == "standing"
        for row, texts in enumerate(column.texts)
        if texts == ("attributed",)
    }
    claimed = {f"{gid}provision-gumru-1920-arms", f"{gid}event-acts-kars-1919"}
    assert claimed <= marked
    assert f"{gid}provision-gumru-1920-army-limit" not in marked
    provisions = kg.to_polars("gum:Provision")
    [standing] = provisions.filter(
        provisions["id"] == f"{gid}provision-gumru-1920-arms"
    )["standing"]
    assert standing == "attributed"


def test_tables_networks_and_queries_call_it_by_the_word_of_the_verdict(
    tables: dict[str, Table], kg: KnowledgeGraph
) -> None:
    words = {
        text
        for table in tables.values()
        if any(column.name == "standing" for column in table.columns)
        for [text] in filter(None, table.column("standing").texts)
    }
    nodes = kg.to_networkx().nodes.values()
    of_nodes = {node["standing"] for node in nodes if "standing" in node}
    rows = kg.query("provisions/by-kind")
    assert isinstance(rows, Solutions)
    of_query = {row.text("standing") for row in rows}
    assert words == of_nodes == of_query - {"accepted"} == {"attributed"}


def test_columns_with_several_kinds_of_values_keep_them_apart() -> None:
    data = parse(
        '<urn:a> <urn:p> 1 , "one" , "bir"@tr , <urn:b> , "1921"^^edtf:EDTF .'
        '<urn:b> skos:prefLabel "Name"@en .'
    )
    [table] = [each for each in build_tables(Things(data)) if each.name == "things"]
    assert table.to_arrow().column("p_integer").to_pylist() == [1, None]
    assert table.column("p_text").texts == (("one",), ())
    assert table.column("p_tr").texts == (("bir",), ())
    assert table.column("p_edtf_max").texts == (("1921-12-31",), ())
    assert table.column("p_label").texts[0][0] == "Name"


def test_properties_of_one_name_get_two_columns() -> None:
    data = parse('<urn:a> <urn:x:date> "1" ; gum:date "2" ; dcterms:date "3" .')
    [table] = build_tables(Things(data))
    names = {each.predicate: each.name for each in table.columns[1:]}
    assert names == {
        "http://purl.org/dc/terms/date": "date",
        "https://w3id.org/gumru/ont#date": "gum_date",
        "urn:x:date": "date_2",
    }


def test_things_of_other_ontologies_get_tables_of_their_classes() -> None:
    data = parse("<urn:a> a <http://x/BigHouse> . <urn:b> a gum:Treaty .")
    found = {table.name: len(table) for table in build_tables(Things(data))}
    assert found == {"treaties": 1, "big_house": 1}


def test_signing_of_a_graph_without_the_ontology_is_among_the_events() -> None:
    data = parse("<urn:a> a gum:Signing . <urn:b> a gum:Obligation .")
    found = {table.name: len(table) for table in build_tables(Things(data))}
    assert found == {"provisions": 1, "events": 1}


def test_graph_of_a_thousand_classes_does_not_make_a_thousand_files() -> None:
    data = parse("\n".join(f"<urn:a{n}> a <urn:c{n}> ." for n in range(1000)))
    [table] = build_tables(Things(data))
    assert (table.name, len(table)) == ("things", 1000)


@pytest.mark.parametrize("name", TABLE_FORMATS)
def test_graph_without_things_is_refused_in_one_line(name: str) -> None:
    with pytest.raises(DataError, match=r"^the graph: it has no things.*name a file"):
        export_files(EMPTY, name)


@pytest.mark.parametrize("name", TABLE_FORMATS)
def test_hostile_graph_is_written(name: str) -> None:
    files = export_files(HOSTILE, name)
    assert all(content and "/" not in name for name, content in files.items())


def test_text_too_long_for_a_cell_is_refused_not_cut() -> None:
    data = parse(f'<urn:a> <urn:p> "{"ş" * 40_000}" .')
    with pytest.raises(
        DataError, match=r"p of urn:a is longer than a cell.*export csv"
    ):
        export(data, "xlsx")
    assert len(export_files(data, "csv")["things.csv"]) > 80_000


@pytest.mark.parametrize(
    ("library", "name", "extra"),
    [("xlsxwriter", "xlsx", "xlsx"), ("pyarrow", "parquet", "dataframe")],
)
def test_missing_library_is_told_with_its_remedy(
    monkeypatch: pytest.MonkeyPatch, library: str, name: str, extra: str
) -> None:
    monkeypatch.setitem(sys.modules, library, None)
    data = parse("<urn:a> <urn:p> 1 .")
    with pytest.raises(EngineUnavailableError, match=rf"gumru-kg\[{extra}\]"):
        export_files(data, name)


@pytest.mark.parametrize("name", TABLE_FORMATS)
def test_two_processes_write_the_same_bytes(name: str, tmp_path: Path) -> None:
    source = tmp_path / "mine.ttl"
    source.write_text("[] <urn:p> [ <urn:q> 1 , 2 ] , [ <urn:q> 'a' ] .", "utf-8")
    written = []
    for seed in ("1", "2"):
        target = tmp_path / seed
        subprocess.run(
            (GUMRU, "export", name, "--file", source, "-o", target),
            check=True,
            env={**os.environ, "PYTHONHASHSEED": seed},
        )
        files = sorted(target.iterdir()) if target.is_dir() else [target]
        written.append([file.read_bytes() for file in files])
    assert written[0] == written[1]
