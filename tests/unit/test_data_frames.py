"""Answers as typed columns, the same in Arrow, polars and pandas."""

from __future__ import annotations

import datetime as dt
import io
import subprocess
import sys
from decimal import Decimal
from typing import Any

import pandas as pd
import polars as pl
import pyoxigraph as ox
import pytest

from gumru_kg.data_frames import Column, build_columns
from gumru_kg.engines.embedded import EmbeddedEngine
from gumru_kg.errors import DataError
from gumru_kg.formats import RESULTS_FORMATS
from gumru_kg.results import Solutions

XSD = "http://www.w3.org/2001/XMLSchema#"


def select(*values: str) -> Solutions:
    """Ask for one column of values; empty text is nothing."""
    rows = " ".join(f"({value or 'UNDEF'})" for value in values)
    query = f"SELECT ?x {{ VALUES (?x) {{ {rows} }} }}"
    return EmbeddedEngine.from_quads([]).select(query)


def typed(text: str, datatype: str) -> str:
    return f'"{text}"^^<{XSD}{datatype}>'


def read(*values: str) -> list[Any]:
    """Read a column in all three ways, which must give the same."""
    arrow = select(*values).to_arrow()
    found = arrow.column("x").to_pylist()
    assert select(*values).to_polars()["x"].to_list() == found
    frame = select(*values).to_pandas()
    assert [None if pd.isna(value) else value for value in frame["x"]] == found
    return list(found)


def kind(*values: str) -> str:
    return str(select(*values).to_arrow().schema.field("x").type)


@pytest.mark.parametrize(
    ("values", "expected", "type_"),
    [
        (("1", "", "-2"), [1, None, -2], "int64"),
        ((typed("7", "unsignedByte"), "1"), [7, 1], "int64"),
        (("1.50", "2", ""), [Decimal("1.5"), 2, None], "decimal128(38, 1)"),
        ((str(2**63), "1"), [2**63, 1], "decimal128(38, 0)"),
        (("1e0", "2", "1.5"), [1.0, 2.0, 1.5], "double"),
        (("true", "", "false"), [True, None, False], "bool"),
        (
            (typed("1920-12-02", "date"), ""),
            [dt.date(1920, 12, 2), None],
            "date32[day]",
        ),
        (
            (typed("1920-12-02T10:00:00.5", "dateTime"),),
            [dt.datetime(1920, 12, 2, 10, 0, 0, 500_000)],  # noqa: DTZ001 - no zone
            "timestamp[us]",
        ),
        (
            (typed("1920-12-02T10:00:00+03:00", "dateTime"),),
            [dt.datetime(1920, 12, 2, 7, tzinfo=dt.UTC)],
            "timestamp[us, tz=UTC]",
        ),
        (('"Kars"', '"Карс"@ru', "<urn:kars>"), ["Kars", "Карс", "urn:kars"], "string"),
        (("", ""), [None, None], "string"),
    ],
)
def test_a_column_keeps_its_datatype(
    values: tuple[str, ...], expected: list[Any], type_: str
) -> None:
    assert read(*values) == expected
    assert kind(*values) == type_


@pytest.mark.parametrize(
    "values",
    [
        # Different kinds, or one that would lose something.
        ("1", '"one"'),
        ("true", "1"),
        (typed("1920-12-02", "date"), '"1920-12"'),
        (typed("1920-12-02Z", "date"),),
        (typed("0000-01-01", "date"),),
        (typed("-0044-03-15", "date"),),
        (typed("1920-02-30", "date"),),
        (
            typed("1920-12-02T10:00:00", "dateTime"),
            typed("1920-12-02T10:00:00Z", "dateTime"),
        ),
        (typed("0001-01-01T00:00:00+14:00", "dateTime"),),
        (typed("2020-01-01T00:00:00.1234567", "dateTime"),),
        (typed("1920-12-02/1920-12-03", "string"),),
        (typed("1920-12?", "string"), typed("1920", "gYear")),
        (typed("1_000", "integer"),),
        (typed("\N{ARABIC-INDIC DIGIT ONE}", "integer"),),
        (typed("yes", "boolean"),),
        (typed(str(2**53 + 1), "integer"), "1e0"),
        (typed("9" * 39, "integer"),),
        (typed("9" * 5_000, "integer"),),
        ("1.5", typed("9" * 38, "integer")),
    ],
)
def test_what_cannot_be_held_without_a_loss_stays_text(values: tuple[str, ...]) -> None:
    terms = [row["x"] for row in select(*values)]
    assert kind(*values) == "string"
    assert read(*values) == [getattr(term, "value", None) for term in terms]


def test_rows_hold_values_of_python() -> None:
    values = ["1", "1.5", "true", typed("1920-12-02", "date"), '"1920-12"', ""]
    rows: list[Any] = [value for (value,) in select(*values).rows()]
    assert rows == [1, Decimal("1.5"), True, dt.date(1920, 12, 2), "1920-12", None]
    assert [row["x"] for row in select(*values).dicts()] == rows
    assert [type(value) for value in rows[:3]] == [int, Decimal, bool]


def test_languages_are_columns_when_they_are_asked_for() -> None:
    values = ('"Kars"@tr', '"Kars"', '"Карс"@ru')
    assert select(*values).to_arrow().column_names == ["x"]
    frame = select(*values).to_polars(languages=True)
    assert frame.columns == ["x", "x@lang"]
    assert frame["x@lang"].to_list() == ["tr", None, "ru"]
    assert select("1").to_pandas(languages=True).columns.to_list() == ["x"]


def test_an_answer_without_rows_has_its_columns() -> None:
    assert select().to_arrow().schema.field("x").type == "string"
    assert select().to_polars().schema == {"x": pl.String()}
    assert len(select().to_pandas()) == 0


def test_an_answer_is_written_as_it_is_read() -> None:
    for name in RESULTS_FORMATS:
        output = io.BytesIO()
        select("1", '"Карс"@ru').write_to(output, format=name)
        assert output.getvalue() == select("1", '"Карс"@ru').write(name)


def test_xml_refuses_a_control_sign_wherever_the_text_is_cut() -> None:
    for length in range(8_100, 8_200):
        query = f'SELECT ("{"a" * length}\\uFFFE" AS ?x) {{}}'
        found = EmbeddedEngine.from_quads([]).select(query)
        with pytest.raises(DataError, match="control sign"):
            found.write_to(io.BytesIO(), format="xml")


@pytest.mark.parametrize(
    ("library", "method"),
    [("pyarrow", "to_arrow"), ("polars", "to_polars"), ("pandas", "to_pandas")],
)
def test_a_missing_library_is_told_with_its_extra(library: str, method: str) -> None:
    code = (
        f"import sys; sys.modules[{library!r}] = None\n"
        "import pyoxigraph as ox\n"
        "from gumru_kg.errors import EngineUnavailableError\n"
        "from gumru_kg.results import Solutions\n"
        "found = Solutions(ox.Store().query('SELECT ?x {}'))\n"
        f"try: found.{method}()\n"
        "except EngineUnavailableError as error: print(error)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=True
    )
    told = f"{library} is not installed; run: pip install 'gumru-kg[dataframe]'"
    assert done.stdout.strip() == told


def test_decimal_that_no_double_holds_makes_its_column_text() -> None:
    large = ox.Literal("9" * 400, datatype=ox.NamedNode(f"{XSD}decimal"))
    double = ox.Literal("INF", datatype=ox.NamedNode(f"{XSD}double"))
    [found] = build_columns(("n",), [(large,), (double,)])
    assert found == Column("n", "text", ["9" * 400, "INF"])
    [found] = build_columns(
        ("n",), [(ox.Literal("0.5", datatype=large.datatype),), (double,)]
    )
    assert found == Column("n", "double", [0.5, float("inf")])
