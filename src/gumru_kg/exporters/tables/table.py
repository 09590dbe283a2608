"""A table of the things of one class, before it is a file or a frame."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Literal, TypeAlias

import pyoxigraph as ox

from gumru_kg.data_frames import (
    Column,
    build_list_column,
    to_arrow,
    to_pandas,
    to_polars,
)

if TYPE_CHECKING:
    import pandas as pd
    import polars as pl
    import pyarrow as pa

Term: TypeAlias = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple
Cell: TypeAlias = tuple[Term, ...]
Form: TypeAlias = Literal["id", "iri", "text", "derived"]


@dataclass(frozen=True, eq=False)
class TableColumn:
    """What one property says of the things of a table, in one form.

    Attributes:
        name: The name, unique in its table.
        form: ``id`` of the thing, ``iri`` of others, ``text`` for literals of one
            language or datatype, or ``derived`` from other columns, for the reader.
        cells: The terms of each row; none, or several where it is a list.
        predicate: The IRI of the property.
        language: The tag of the texts, if they have one.
        datatype: The IRI of the datatype of the literals.
    """

    name: str
    form: Form
    cells: tuple[Cell, ...]
    predicate: str = ""
    language: str = ""
    datatype: str = ""

    @cached_property
    def is_list(self) -> bool:
        """Whether any row has several values."""
        return any(len(cell) > 1 for cell in self.cells)

    @cached_property
    def typed(self) -> Column:
        """The values as those of Python, a list a row where the column is of lists."""
        return build_list_column(self.name, self.cells, is_list=self.is_list)

    @cached_property
    def texts(self) -> tuple[tuple[str, ...], ...]:
        """The values as text, with their lexical forms as written."""
        return tuple(
            tuple(
                str(term) if isinstance(term, ox.BlankNode | ox.Triple) else term.value
                for term in cell
            )
            for cell in self.cells
        )


@dataclass(frozen=True, eq=False)
class Table:
    """The things of one class, a row each, by IRI.

    Attributes:
        name: The name: ``events``.
        columns: The columns; the first holds the IRIs.
        references: The table that each column of IRIs points into, where it is one.
    """

    name: str
    columns: tuple[TableColumn, ...]
    references: dict[str, str] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.columns[0].cells)

    def column(self, name: str) -> TableColumn:
        """Give a column.

        Args:
            name: Its name.

        Returns:
            The column.

        Raises:
            KeyError: When there is none of this name.
        """
        for column in self.columns:
            if column.name == name:
                return column
        raise KeyError(name)

    def to_arrow(self) -> pa.Table:
        """Make a table of Arrow.

        Returns:
            The table, with dates, numbers, truth values and lists as such.

        Raises:
            EngineUnavailableError: When pyarrow is not installed.
        """
        return to_arrow(self._typed())

    def to_polars(self) -> pl.DataFrame:
        """Make a frame of polars.

        Returns:
            The frame, typed as ``to_arrow`` does.

        Raises:
            EngineUnavailableError: When polars is not installed.
        """
        return to_polars(self._typed())

    def to_pandas(self) -> pd.DataFrame:
        """Make a frame of pandas.

        Returns:
            The frame, with the types of Arrow.

        Raises:
            EngineUnavailableError: When pandas or pyarrow is not installed.
        """
        return to_pandas(self._typed())

    def _typed(self) -> tuple[Column, ...]:
        return tuple(column.typed for column in self.columns)
