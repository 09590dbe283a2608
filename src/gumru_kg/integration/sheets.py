"""The file of mappings as a spreadsheet leaves it, put back into the form of SSSOM.

Programs save tables with their own habits: other separators, cells and lines of the
head in quotation marks, decimal commas, UTF-16, rows and columns without a word.
"""

from __future__ import annotations

import codecs
import csv
import io
import re
from typing import TYPE_CHECKING, Final

from gumru_kg.errors import DataError

if TYPE_CHECKING:
    from collections.abc import Sequence

_SEPARATORS: Final = "\t;,"
_NUMBERS: Final = {"reviewer_agreement": (-1.0, 1.0), "confidence": (0.0, 1.0)}
_COMMA: Final = re.compile(r"\s*([+-]?[0-9]*),([0-9]+)\s*", re.ASCII)
_UTF16: Final = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_BARE_ORCID: Final = re.compile(r"(?<![\w:/-])(\d{4}-){3}\d{3}[\dX](?![\w-])", re.ASCII)


def decode_sheet(data: bytes, *, name: str) -> str:
    """Decode a file: UTF-8, or UTF-16 with its mark, which spreadsheets write as well.

    Args:
        data: The file.
        name: What to call it in an error.

    Returns:
        Its text, without the mark.

    Raises:
        DataError: When it is neither.

    Example:
        >>> decode_sheet("ı".encode("utf-16"), name="x")
        'ı'
    """
    encoding = "utf-16" if data.startswith(_UTF16) else "utf-8-sig"
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        raise DataError(name, "is not UTF-8", remedy="save it as UTF-8") from None


def restore_sheet(text: str, *, name: str) -> str:
    r"""Put a table back into the form of SSSOM.

    Args:
        text: A head of lines that begin with ``#``, and a table.
        name: What to call it in an error.

    Returns:
        The head as it was, and the table separated by tabs.

    Raises:
        DataError: When a column occurs twice, or a number cannot be read.

    Example:
        >>> restore_sheet('"#a: b";\nconfidence;x;\n0,5;"y";\n', name="x")
        '#a: b\nconfidence\tx\n0.5\ty\n'
    """
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    lines = plain.split("\n")
    start = next(
        (place for place, line in enumerate(lines) if line.lstrip('"')[:1] != "#"),
        len(lines),
    )
    head = "".join(f"{_restore_head(line)}\n" for line in lines[:start])
    if start == len(lines):
        return head
    separator = max(_SEPARATORS, key=lines[start].count)
    rows = csv.reader(io.StringIO("\n".join(lines[start:])), delimiter=separator)
    columns = [column.strip() for column in next(rows)]
    _check_columns(columns, name)
    table = io.StringIO(newline="")
    writer = csv.writer(table, delimiter="\t", lineterminator="\n")
    writer.writerow([column for column in columns if column])
    for row in rows:
        cells = dict(zip(columns, row, strict=False))
        writer.writerow(
            _restore_cell(column, cells.get(column, ""), name, start + rows.line_num)
            for column in columns
            if column
        )
    return head + table.getvalue()


def _restore_head(line: str) -> str:
    line = line.strip("\ufeff\n")
    if line.startswith('"'):
        # What follows the cell in quotation marks are cells without a word.
        line = next(csv.reader([line], delimiter="\t"))[0]
    return line.rstrip(_SEPARATORS)


def _check_columns(columns: Sequence[str], name: str) -> None:
    for column in columns:
        if column and columns.count(column) > 1:
            problem = f"has the column {column} twice"
            raise DataError(name, problem, remedy="keep one of them")


def _restore_cell(column: str, cell: str, name: str, line: int) -> str:
    if column == "predicate_modifier" and cell.strip().lower() == "not":
        return "Not"
    if column == "reviewer_id":
        return _BARE_ORCID.sub(r"orcid:\g<0>", cell)
    limits = _NUMBERS.get(column)
    if limits is None or not cell.strip():
        return cell
    number = _COMMA.sub(r"\1.\2", cell)
    try:
        if limits[0] <= float(number) <= limits[1]:
            return number
    except ValueError:
        pass
    problem = f"has the {column} {cell[:40]!r}"
    remedy = f"write a number from {limits[0]:.0f} to {limits[1]:.0f}, or nothing"
    raise DataError(name, problem, line=line, remedy=remedy)
