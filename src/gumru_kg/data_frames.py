"""Answers as tables of Arrow, polars and pandas, column by column and typed."""

from __future__ import annotations

import datetime as dt
from contextlib import contextmanager
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final, cast

from gumru_kg.errors import EngineUnavailableError
from gumru_kg.values import to_text, to_value

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

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
        values: A value a row.
        scale: The digits after the point of a decimal.
    """

    name: str
    kind: str
    values: Sequence[Value]
    scale: int = 0


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
    arrays = [
        pa.array(
            column.values,
            type=pa.decimal128(_DIGITS, column.scale)
            if column.kind == "decimal"
            else types[column.kind],
        )
        for column in columns
    ]
    table = pa.table(arrays, names=[column.name for column in columns])
    return cast("pa.Table", table)


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
    return pl.DataFrame(
        [
            pl.Series(
                column.name,
                column.values,
                dtype=pl.Decimal(_DIGITS, column.scale)
                if column.kind == "decimal"
                else types[column.kind],
            )
            for column in columns
        ]
    )


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
