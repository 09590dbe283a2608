"""Lists as the text of one cell."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from gumru_kg.errors import DataError

if TYPE_CHECKING:
    from gumru_kg.exporters.tables.table import TableColumn

# The first that no value has. The last is made for it, and hardly to be seen.
_SEPARATORS: Final = (" | ", " ¦ ", " ‖ ", "\x1f")
# Texts may be empty; then what is missing has to be another.
_MISSING: Final = ("", "␀", "␀␀")


def choose_separator(column: TableColumn) -> str:
    """Choose what stands between the values of a list.

    Args:
        column: A column.

    Returns:
        The text; empty where the column has no lists.

    Raises:
        DataError: When its values have all of them already.

    Example:
        >>> from pyoxigraph import Literal
        >>> from gumru_kg.exporters.tables.table import TableColumn
        >>> cell = (Literal("a | b"), Literal("c"))
        >>> choose_separator(TableColumn("x", "text", (cell,)))
        ' ¦ '
    """
    if not column.is_list:
        return ""
    texts = [text for cell in column.texts for text in cell]
    for separator in _SEPARATORS:
        # Not even in part, or else " |" at the end of a text would move.
        if not any(separator.strip(" ") in text for text in texts):
            return separator
    problem = f"values of {column.predicate} have every separator of lists there is"
    raise DataError("the graph", problem, remedy="export parquet, or a format of RDF")


def choose_missing(column: TableColumn) -> str:
    """Choose how a cell says that there is no value.

    Args:
        column: A column.

    Returns:
        The empty text, if no value is that.

    Raises:
        DataError: When each sign is a value somewhere.

    Example:
        >>> from pyoxigraph import Literal
        >>> from gumru_kg.exporters.tables.table import TableColumn
        >>> choose_missing(TableColumn("x", "text", ((Literal(""),), ())))
        '␀'
    """
    texts = {text for cell in column.texts for text in cell}
    for sign in _MISSING:
        if sign not in texts:
            return sign
    problem = f"values of {column.predicate} are every sign for none that there is"
    raise DataError("the graph", problem, remedy="export parquet, or a format of RDF")
