"""Answers as tables of Arrow, polars and pandas, column by column and typed."""

from __future__ import annotations

import datetime as dt
from contextlib import contextmanager
from dataclasses import dataclass, replace
from decimal import Decimal
from math import isinf
from typing import TYPE_CHECKING, Any, Final, cast

from gumru_kg.errors import EngineUnavailableError
from gumru_kg.values import to_text, to_value

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    import pandas as pd
    import polars as pl
    import pyarrow as pa
    import pyoxigraph as ox

    from gumru_kg.values import Value

_EXTRA: Final = "dataframe"
_DIGITS: Final = 38
_INT64: Final = range(-(2**63), 2**63)


@dataclass(frozen=True, slots=True)
class Column:
    """The values of one variable, all of one kind or nothing.

    Attributes:
        name: The variable; ``name@lang`` for the languages of its texts, which no
            variable of SPARQL can be called.
        kind: ``text``, ``integer``, ``decimal``, ``double``, ``boolean``, ``date``,
            ``datetime``, or ``instant`` for a time with a zone.
        values: A value a row, or a list of them.
        scale: The digits after the point of a decimal.
        is_list: Whether each row has a list of values, or nothing.
    """

    name: str
    kind: str
    values: Sequence[Value] | Sequence[list[Value] | None]
    scale: int = 0
    is_list: bool = False


def build_columns(
    variables: Sequence[str],
    rows: Iterable[
        Sequence[ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple | None]
    ],
    *,
    languages: bool = False,
) -> tuple[Column, ...]:
    """Turn rows of terms into columns of values.

    Args:
        variables: The names of the columns.
        rows: The terms of each row, or nothing where a variable is unbound.
        languages: Whether a column of language tags follows each one that has any.

    Returns:
        The columns. One whose values have no kind in common holds text.

    Example:
        >>> from pyoxigraph import Literal
        >>> one = Literal(1)
        >>> build_columns(("n",), [(one,), (None,)])[0].kind
        'integer'
    """
    taken = [tuple(row) for row in rows]
    columns = []
    for place, name in enumerate(variables):
        terms = [row[place] for row in taken]
        columns.append(_type_column(name, terms))
        if languages:
            tags = [getattr(term, "language", None) for term in terms]
            if any(tags):
                columns.append(Column(f"{name}@lang", "text", tags))
    return tuple(columns)


def build_list_column(
    name: str,
    rows: Iterable[Sequence[ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple]],
    *,
    is_list: bool,
) -> Column:
    """Turn rows of any number of terms into a column.

    Args:
        name: Its name.
        rows: The terms of each row.
        is_list: Whether the column has lists, or one value or none a row.

    Returns:
        The column; where a row has no term there is nothing, not an empty list.

    Example:
        >>> from pyoxigraph import Literal
        >>> rows = [(Literal(1), Literal(2)), ()]
        >>> build_list_column("n", rows, is_list=True).values
        [[1, 2], None]
    """
    taken = [tuple(row) for row in rows]
    if not is_list:
        return _type_column(name, [row[0] if row else None for row in taken])
    flat = _type_column(name, [term for row in taken for term in row])
    rest = cast("Iterator[Value]", iter(flat.values))
    values = [[next(rest) for _ in row] or None for row in taken]
    return replace(flat, values=values, is_list=True)


def to_arrow(columns: Sequence[Column]) -> pa.Table:
    """Make a table of Arrow.

    Args:
        columns: The columns.

    Returns:
        The table.

    Raises:
        EngineUnavailableError: When pyarrow is not installed.

    Example:
        >>> str(to_arrow([Column("n", "integer", [1, None])]).schema)
        'n: int64'
    """
    with _needed("pyarrow"):
        import pyarrow as pa
    types = {
        "text": pa.string(),
        "integer": pa.int64(),
        "double": pa.float64(),
        "boolean": pa.bool_(),
        "date": pa.date32(),
        "datetime": pa.timestamp("us"),
        "instant": pa.timestamp("us", tz="UTC"),
    }

    def make(column: Column) -> pa.Array:
        is_decimal = column.kind == "decimal"
        kind = (
            pa.decimal128(_DIGITS, column.scale) if is_decimal else types[column.kind]
        )
        return pa.array(column.values, type=pa.list_(kind) if column.is_list else kind)

    table = pa.table(
        [make(column) for column in columns], names=[column.name for column in columns]
    )
    return cast("pa.Table", table)


def write_parquet(
    columns: Sequence[Column],
    *,
    notes: Mapping[str, str],
    column_notes: Mapping[str, Mapping[str, str]],
) -> bytes:
    """Write a file of Parquet.

    Args:
        columns: The columns.
        notes: What the file says of itself.
        column_notes: What it says of each column.

    Returns:
        The bytes; the same columns give the same with one version of pyarrow.

    Raises:
        EngineUnavailableError: When pyarrow is not installed.

    Example:
        >>> write_parquet([Column("n", "integer", [1])], notes={}, column_notes={})[:4]
        b'PAR1'
    """
    table = to_arrow(columns)
    from pyarrow import BufferOutputStream, parquet, schema

    described = [
        each.with_metadata(dict(column_notes.get(each.name, {})))
        for each in table.schema
    ]
    sink = BufferOutputStream()
    parquet.write_table(
        table.cast(schema(described, metadata=dict(notes))), sink, compression="zstd"
    )
    return cast("bytes", sink.getvalue().to_pybytes())


def to_polars(columns: Sequence[Column]) -> pl.DataFrame:
    """Make a frame of polars.

    Args:
        columns: The columns.

    Returns:
        The frame.

    Raises:
        EngineUnavailableError: When polars is not installed.

    Example:
        >>> to_polars([Column("n", "integer", [1, None])]).dtypes
        [Int64]
    """
    with _needed("polars"):
        import polars as pl
    types = {
        "text": pl.String(),
        "integer": pl.Int64(),
        "double": pl.Float64(),
        "boolean": pl.Boolean(),
        "date": pl.Date(),
        "datetime": pl.Datetime("us"),
        "instant": pl.Datetime("us", "UTC"),
    }

    def make(column: Column) -> pl.Series:
        is_decimal = column.kind == "decimal"
        kind = pl.Decimal(_DIGITS, column.scale) if is_decimal else types[column.kind]
        dtype = pl.List(kind) if column.is_list else kind
        return pl.Series(column.name, column.values, dtype=dtype)

    return pl.DataFrame([make(column) for column in columns])


def to_pandas(columns: Sequence[Column]) -> pd.DataFrame:
    """Make a frame of pandas, whose columns are those of Arrow.

    Args:
        columns: The columns.

    Returns:
        The frame. The types of pandas itself have no exact decimals and no plain
        dates, and turn whole numbers into floats where one is missing.

    Raises:
        EngineUnavailableError: When pandas or pyarrow is not installed.

    Example:
        >>> str(to_pandas([Column("n", "integer", [1, None])]).dtypes["n"])
        'int64[pyarrow]'
    """
    with _needed("pandas"):
        import pandas as pd
    frame = to_arrow(columns).to_pandas(types_mapper=pd.ArrowDtype)
    return cast("pd.DataFrame", frame)


@contextmanager
def _needed(name: str) -> Iterator[None]:
    try:
        yield
    except ImportError as error:
        raise EngineUnavailableError(name, _EXTRA) from error


def _type_column(name: str, terms: Sequence[Any]) -> Column:
    values = [to_value(term) for term in terms]
    kinds = {type(value) for value in values if value is not None}
    column: Column | None = None
    if kinds == {bool}:
        column = Column(name, "boolean", values)
    elif kinds == {dt.date}:
        column = Column(name, "date", values)
    elif kinds == {dt.datetime}:
        column = _type_times(name, values)
    elif kinds and kinds <= {int, Decimal, float}:
        column = _type_numbers(name, values, is_double=float in kinds)
    return column or Column(name, "text", [to_text(term) for term in terms])


def _type_times(name: str, values: Sequence[Any]) -> Column | None:
    zoned = {value.tzinfo is not None for value in values if value is not None}
    if zoned == {False}:
        return Column(name, "datetime", values)
    if zoned == {True}:
        try:
            moved = [value and value.astimezone(dt.UTC) for value in values]
        except OverflowError:
            # Out of the years that Python has.
            return None
        return Column(name, "instant", moved)
    return None


def _type_numbers(
    name: str, values: Sequence[Any], *, is_double: bool
) -> Column | None:
    numbers = [value for value in values if value is not None]
    if is_double:
        # As SPARQL does when it computes with both; but no integer may change.
        if any(isinstance(n, int) and abs(n) > 2**53 for n in numbers):
            return None
        doubles = [None if value is None else float(value) for value in values]
        if any(isinstance(value, Decimal) and isinf(value) for value in numbers):
            # More digits than a double has place for.
            return None
        return Column(name, "double", doubles)
    if all(isinstance(n, int) and n in _INT64 for n in numbers):
        return Column(name, "integer", values)
    # Arrow's decimals have 38 digits, and one scale a column.
    exact = [None if value is None else Decimal(value) for value in values]
    found = [value for value in exact if value is not None]
    scale = max(_count_decimals(value) for value in found)
    if max(value.adjusted() for value in found) + 1 + scale > _DIGITS:
        return None
    return Column(name, "decimal", exact, scale)


def _count_decimals(value: Decimal) -> int:
    return max(0, -int(value.as_tuple().exponent))
