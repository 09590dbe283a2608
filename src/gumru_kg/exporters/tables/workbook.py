"""Tables as sheets of one workbook, after a first sheet that says what they are.

Nothing in a cell is ever a formula or a link, whatever sign it begins with. What a
sheet cannot hold is refused, not cut.
"""

from __future__ import annotations

import datetime as dt
import re
from io import BytesIO
from typing import TYPE_CHECKING, Any, Final

from gumru_kg.errors import DataError, EngineUnavailableError
from gumru_kg.exporters.dataset_header import read_header
from gumru_kg.exporters.tables import build_tables
from gumru_kg.exporters.tables.cells import choose_separator
from gumru_kg.exporters.tables.column_names import NameBook

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from gumru_kg.exporters.dataset_header import DatasetHeader
    from gumru_kg.exporters.tables.table import Table, TableColumn
    from gumru_kg.things import Things

_ABOUT: Final = "about"
_MOST_ROWS: Final = 1_048_576
_MOST_COLUMNS: Final = 16_384
_LONGEST_TEXT: Final = 32_767
_LONGEST_NAME: Final = 28
# Before this day spreadsheets count a day that never was.
_FIRST_DAY: Final = dt.date(1900, 3, 1)
_EXACT: Final = 2**53
_WIDTHS: Final = range(9, 50)
_OPTIONS: Final = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
_CONTROLS: Final = re.compile("[\x00-\x08\x0b-\x1f\ufffe\uffff]")


def write_workbook(things: Things) -> bytes:
    """Write a workbook with a sheet for each table.

    Args:
        things: The things of the graph.

    Returns:
        The bytes of an XLSX file; the same graph gives the same.

    Raises:
        DataError: When the graph has no things, or what no sheet can hold.
        EngineUnavailableError: When XlsxWriter is not installed.

    Example:
        >>> from gumru_kg.dataset import shipped_graph
        >>> from gumru_kg.things import Things
        >>> write_workbook(Things(shipped_graph()))[:2]
        b'PK'
    """
    tables = build_tables(things)
    for table in tables:
        _check(table)
    try:
        import xlsxwriter
    except ImportError as error:
        raise EngineUnavailableError("XlsxWriter", "xlsx") from error
    header = read_header(things)
    output = BytesIO()
    book = xlsxwriter.Workbook(output, _OPTIONS)
    # A date of its own would be the clock's; that of the format itself is none.
    book.set_properties({"created": dt.datetime(1980, 1, 1)})  # noqa: DTZ001 - a workbook knows no zones
    bold = book.add_format({"bold": True})
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    plain = book.add_format()
    names = NameBook("history", _ABOUT)
    sheets = {each.name: names.take(each.name[:_LONGEST_NAME]) for each in tables}
    about = book.add_worksheet(_ABOUT)
    for row, line in enumerate(_tell(header, tables, sheets)):
        for place, text in enumerate(line):
            about.write_string(row, place, text, bold if place == 0 else None)
    about.set_column(0, 3, 32)
    for table in tables:
        sheet = book.add_worksheet(sheets[table.name])
        sheet.freeze_panes(1, 1)
        for place, column in enumerate(table.columns):
            sheet.write_string(0, place, column.name, bold)
            _write_column(sheet, place, column, formats=(day, plain))
        sheet.autofilter(0, 0, len(table), len(table.columns) - 1)
    book.close()
    return output.getvalue()


def _tell(
    header: DatasetHeader, tables: Sequence[Table], sheets: dict[str, str]
) -> Iterator[tuple[str, ...]]:
    """Say what the workbook is, and what each column of each sheet."""
    for title in header.titles:
        yield "title", title.text, title.language
    for creator in header.creators:
        yield "creator", creator
    for name, text in (("version", header.version), ("licence", header.license)):
        if text:
            yield name, text
    yield ()
    yield "sheet", "column", "property", "language or datatype"
    for table in tables:
        for column in table.columns:
            kind = column.language or column.datatype or column.form
            yield sheets[table.name], column.name, column.predicate, kind


def _check(table: Table) -> None:
    problem = ""
    if len(table) >= _MOST_ROWS:
        problem = f"{table.name} has {len(table)} rows, a sheet {_MOST_ROWS - 1}"
    elif len(table.columns) > _MOST_COLUMNS:
        problem = f"{table.name} has more columns than a sheet, {_MOST_COLUMNS}"
    for column in table.columns if not problem else ():
        for row, text in enumerate(_join(column)):
            # Counted in units of 16 bits.
            if len(text) * 2 > _LONGEST_TEXT and (
                len(text.encode("utf-16-le")) // 2 > _LONGEST_TEXT
            ):
                iri = table.columns[0].texts[row][0]
                problem = f"{column.name} of {iri} is longer than a cell of a sheet"
    if problem:
        raise DataError("the graph", problem, remedy="export csv or parquet")


def _join(column: TableColumn) -> list[str]:
    separator = choose_separator(column)
    return [separator.join(cell) for cell in column.texts]


def _write_column(
    sheet: Any,  # noqa: ANN401 - of a library that is imported late
    place: int,
    column: TableColumn,
    *,
    formats: tuple[Any, Any],
) -> None:
    day, plain = formats
    texts = _join(column)
    widest = max(map(len, (*texts, column.name)))
    sheet.set_column(place, place, min(max(widest, _WIDTHS.start), _WIDTHS.stop))
    values = _find_values(column)
    if values is None:
        for row, text in enumerate(texts, start=1):
            if text:
                _write_text(sheet, (row, place), text, plain)
        return
    for row, value in enumerate(values, start=1):
        if isinstance(value, dt.date):
            sheet.write_datetime(row, place, value, day)
        elif isinstance(value, bool):
            sheet.write_boolean(row, place, value)
        elif value is not None:
            sheet.write_number(row, place, value)


def _find_values(column: TableColumn) -> Sequence[Any] | None:
    """Give values that a sheet holds as they are; a column is of one kind."""
    kind, values = column.typed.kind, column.typed.values
    found: list[Any] = [value for value in values if value is not None]
    fits = not column.is_list and (
        kind == "boolean"
        or (kind == "date" and all(value >= _FIRST_DAY for value in found))
        or (kind == "integer" and all(abs(value) <= _EXACT for value in found))
    )
    return values if fits else None


def _write_text(
    sheet: Any,  # noqa: ANN401 - XlsxWriter has no types
    cell: tuple[int, int],
    text: str,
    plain: Any,  # noqa: ANN401 - XlsxWriter has no types
) -> None:
    if text.startswith("<r>") and text.endswith("</r>"):
        # Which XlsxWriter would take for XML of its own.
        escaped = _CONTROLS.sub(lambda found: f"_x{ord(found[0]):04X}_", text[1:])
        sheet.write_rich_string(*cell, "<", plain, escaped)
    else:
        sheet.write_string(*cell, text)
