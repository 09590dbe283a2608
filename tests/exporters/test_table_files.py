"""Files of tables in the hands of others: CSVW, spreadsheets, DuckDB."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Final

import pyoxigraph as ox
import pytest

from gumru_kg import open_graph
from gumru_kg.dataset import Dataset
from gumru_kg.exporters import export, export_files
from gumru_kg.exporters.tables import build_tables
from gumru_kg.namespaces import GV
from gumru_kg.things import Things
from tests.checkers import install_python
from tests.exporters.programs import run_python
from tests.exporters.tabular import count, parse, write

CSVW: Final = ("csvw==4.1.1",)
WORKBOOKS: Final = ("openpyxl==3.1.5", "python-calamine==0.9.1")
DUCKDB: Final = ("duckdb==2.0.0",)
# CSV on the Web to RDF in its minimal mode: cells are read by the library, and each
# becomes what the metadata say.
CSVW_TRIPLES: Final = """
import json, sys
from csvw import TableGroup
from rdflib import Graph, Literal, URIRef
from uritemplate import expand
XSD = "http://www.w3.org/2001/XMLSchema#"
found = Graph()
for table in TableGroup.from_file(sys.argv[1]).tables:
    for row in table.iterdicts(strict=True):
        texts = {name: each for name, each in row.items() if isinstance(each, str)}
        def fill(template):
            return URIRef(expand(str(template), **texts))
        about = fill(table.tableSchema.aboutUrl)
        for column in table.tableSchema.columns:
            value = row[column.name]
            if column.suppressOutput or value is None:
                continue
            path = fill(column.propertyUrl)
            if column.valueUrl:
                found.add((about, path, fill(column.valueUrl)))
                continue
            kind = column.datatype
            for each in value if isinstance(value, list) else [value]:
                text = kind.formatted(each) if kind else each
                if column.lang and str(column.lang) != "und":
                    literal = Literal(text, lang=str(column.lang))
                else:
                    iri = kind and kind.at_props.get("id") or XSD + (
                        kind.base if kind else "string"
                    )
                    literal = Literal(text, datatype=URIRef(str(iri)), normalize=False)
                found.add((about, path, literal))
json.dump(found.serialize(format="nt"), sys.stdout)
"""
READ_WORKBOOK: Final = """
import datetime, json, sys
import openpyxl
from python_calamine import CalamineWorkbook
first = openpyxl.load_workbook(sys.argv[1])
second = CalamineWorkbook.from_path(sys.argv[1])
sheets, kinds = {}, set()
def say(value):
    if isinstance(value, datetime.datetime):
        return value.date().isoformat()
    if isinstance(value, datetime.date):
        return value.isoformat()
    return int(value) if isinstance(value, float) else value
for sheet in first.worksheets:
    kinds |= {cell.data_type for row in sheet.iter_rows() for cell in row}
    rows = [[say(each) or "" for each in row] for row in sheet.values]
    others = second.get_sheet_by_name(sheet.title).to_python()
    others = [[say(each) or "" for each in row] for row in others]
    sheets[sheet.title] = rows
    assert rows == others or "--any" in sys.argv, sheet.title
json.dump([sheets, sorted(kinds)], sys.stdout)
"""
ASK_DUCKDB: Final = """
import json, sys, duckdb, os
os.chdir(sys.argv[1])
queries = json.load(open(sys.argv[2]))
json.dump([duckdb.sql(query).fetchall() for query in queries], sys.stdout)
"""


@pytest.mark.slow
def test_csvw_validates_and_makes_the_same_graph(
    shipped: Dataset, tmp_path: Path
) -> None:
    programs = install_python(*CSVW)
    metadata = write(export_files(shipped, "csv"), tmp_path) / "csv-metadata.json"
    checked = subprocess.run(
        (programs / "csvwvalidate", metadata), capture_output=True, check=False
    )
    assert (checked.returncode, checked.stdout.split()[-1]) == (0, b"OK")
    text = run_python(programs, CSVW_TRIPLES, metadata)
    found = ox.parse(text.encode(), format=ox.RdfFormat.N_TRIPLES)
    assert {each.triple for each in found} == {each.triple for each in shipped}


TRICKY: Final = r"""
<urn:a> <urn:p> "a | b" , "c ¦ d" ; <urn:q> "" , "x" ; <urn:r> "" ; <urn:s> " a\r\nb " ;
    <urn:t> "=1+1" , "\"" ; <urn:u> "\u0001"@en ; <urn:v> 7 , -1 ; <urn:w> "+1"@tr ;
    <urn:x> <urn:a> , <urn:b> ; <urn:y> "1920-01-01"^^xsd:date ; <urn:z> 1.50 , true .
<urn:b> <urn:p> "␀" ; <urn:q> "␀" , "" ; <urn:y> "0001-01-01"^^xsd:date .
"""


@pytest.mark.slow
def test_csvw_makes_the_same_graph_of_texts_that_look_like_its_signs(
    tmp_path: Path,
) -> None:
    data = parse(TRICKY)
    programs = install_python(*CSVW)
    metadata = write(export_files(data, "csv"), tmp_path) / "csv-metadata.json"
    text = run_python(programs, CSVW_TRIPLES, metadata)
    found = ox.parse(text.encode(), format=ox.RdfFormat.N_TRIPLES)
    assert {str(each.triple) for each in found} == {str(each.triple) for each in data}


@pytest.mark.slow
def test_two_readers_find_the_cells_in_the_workbook(
    shipped: Dataset, tmp_path: Path
) -> None:
    tables = {each.name: each for each in build_tables(Things(shipped))}
    file = tmp_path / "gumru.xlsx"
    file.write_bytes(export(shipped, "xlsx"))
    sheets, kinds = run_python(install_python(*WORKBOOKS), READ_WORKBOOK, file)
    assert list(sheets) == ["about", *tables]
    # Text, numbers, truth values, dates; no formula.
    assert "f" not in kinds
    for name, table in tables.items():
        header, *rows = sheets[name]
        assert header == [column.name for column in table.columns]
        assert [row[0] for row in rows] == [text for [text] in table.columns[0].texts]
        for place, column in enumerate(table.columns):
            if column.typed.kind == "text":
                found = [row[place] for row in rows]
                assert found == [" | ".join(cell) for cell in column.texts]
    events = sheets["events"]
    place = events[0].index("date")
    assert "1920-12-02/1920-12-03" in {row[place] for row in events}


@pytest.mark.slow
def test_workbook_holds_no_formula_link_or_xml_of_a_hostile_text(
    tmp_path: Path,
) -> None:
    hostile = [
        '=HYPERLINK("http://x","y")', "+1", "-1", "@a", "{=1}", "http://x.example/",
        "<r><t>a</t></r>", "<r></t></si>\x01</r>", "]]>&", "_x0041_", "\x0b", "\ufffe",
        "internal:a", "  a", "1e5", "TRUE",
    ]  # fmt: skip
    data = Dataset(
        tuple(
            ox.Quad(
                ox.NamedNode(f"urn:{n:02}"), ox.NamedNode("urn:p"), ox.Literal(text)
            )
            for n, text in enumerate(hostile)
        )
    )
    file = tmp_path / "hostile.xlsx"
    file.write_bytes(export(data, "xlsx"))
    sheets, kinds = run_python(
        install_python(*WORKBOOKS), READ_WORKBOOK, file, Path("--any")
    )
    assert set(kinds) <= {"s", "n"}
    read = [row[1] for row in sheets["things"][1:]]
    escaped = {"\x0b": "_x000B_", "\ufffe": "_xFFFE_", "\x01": "_x0001_"}
    for found, text in zip(read, hostile, strict=True):
        wanted = text.replace("_x0041_", "_x005F_x0041_")
        for sign, code in escaped.items():
            wanted = wanted.replace(sign, code)
        assert found in (wanted, text)


@pytest.mark.slow
def test_duckdb_counts_what_sparql_counts(shipped: Dataset, tmp_path: Path) -> None:
    kg = open_graph(shipped)
    write(export_files(shipped, "parquet"), tmp_path)
    questions = {
        "FROM 'events.parquet' WHERE date_min >= DATE '1920-12-01' AND date_max <= "
        "DATE '1920-12-31'": "?x a/rdfs:subClassOf* gum:Event ; gum:earliest ?a ; "
        'gum:latest ?b FILTER(?a >= "1920-12-01"^^xsd:date && '
        '?b <= "1920-12-31"^^xsd:date)',
        "FROM 'treaties.parquet' WHERE list_contains(party, "
        "'https://w3id.org/gumru/id/agent-gna-government')": "?x gum:party "
        "gid:agent-gna-government",
        "FROM 'claims.parquet' c JOIN 'sources.parquet' s ON c.source = s.id "
        "WHERE s.perspective LIKE '%.documentary'": "?x a gum:Claim ; "
        f"gum:source/gum:perspective <{GV}perspective.documentary>",
        "FROM 'provisions.parquet' WHERE reciprocal": "?x gum:reciprocal true",
    }
    queries = tmp_path / "queries.json"
    queries.write_text(json.dumps([f"SELECT count(*) {each}" for each in questions]))
    programs = install_python(*DUCKDB)
    answers = run_python(programs, ASK_DUCKDB, tmp_path, queries)
    counts = [rows[0][0] for rows in answers]
    assert counts == [count(kg, pattern) for pattern in questions.values()]
    assert min(counts) > 0
