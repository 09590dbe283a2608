"""Tables as CSV, with metadata of CSV on the Web that make RDF of them again.

The values of a list of IRIs cannot each be an IRI there, so such columns are for the
reader, and the table of relations is what a processor reads.
"""

from __future__ import annotations

import csv
import json
from io import StringIO
from typing import TYPE_CHECKING, Any, Final

from gumru_kg.exporters.dataset_header import read_header
from gumru_kg.exporters.tables import build_tables
from gumru_kg.exporters.tables.cells import choose_missing, choose_separator
from gumru_kg.namespaces import XSD

if TYPE_CHECKING:
    from gumru_kg.exporters.tables.table import Table, TableColumn
    from gumru_kg.things import Things

METADATA: Final = "csv-metadata.json"


def write_csv_folder(things: Things) -> dict[str, bytes]:
    """Write a CSV for each table, and the metadata.

    Args:
        things: The things of the graph.

    Returns:
        The files by name.

    Raises:
        DataError: When the graph has no things, or its values leave no separator.

    Example:
        >>> from gumru_kg.dataset import shipped_graph
        >>> from gumru_kg.things import Things
        >>> "csv-metadata.json" in write_csv_folder(Things(shipped_graph()))
        True
    """
    tables = build_tables(things)
    files = write_csv_tables(tables)
    files[METADATA] = _dump(_describe_group(things, tables))
    return files


def write_csv_tables(tables: tuple[Table, ...]) -> dict[str, bytes]:
    """Write a CSV for each table.

    Args:
        tables: The tables.

    Returns:
        The files by name, in UTF-8, with lines that end as RFC 4180 has it.

    Raises:
        DataError: When values leave no separator of lists.

    Example:
        >>> from gumru_kg.dataset import shipped_graph
        >>> from gumru_kg.things import Things
        >>> list(write_csv_tables(build_tables(Things(shipped_graph()))))[0]
        'treaties.csv'
    """
    return {f"{table.name}.csv": _write(table) for table in tables}


def _write(table: Table) -> bytes:
    output = StringIO(newline="")
    writer = csv.writer(output, lineterminator="\r\n")
    writer.writerow([column.name for column in table.columns])
    columns = [_write_cells(column) for column in table.columns]
    writer.writerows(zip(*columns, strict=True))
    return output.getvalue().encode("utf-8")


def _write_cells(column: TableColumn) -> list[str]:
    separator, missing = choose_separator(column), choose_missing(column)
    return [separator.join(cell) if cell else missing for cell in column.texts]


def _describe_group(things: Things, tables: tuple[Table, ...]) -> dict[str, Any]:
    header = read_header(things)
    described: dict[str, Any] = {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": "en"}],
        "@type": "TableGroup",
    }
    if header.titles:
        described["dc:title"] = [
            {"@value": each.text, "@language": each.language}
            if each.language
            else each.text
            for each in header.titles
        ]
    if header.license:
        described["dc:license"] = {"@id": header.license}
    if header.version:
        described["schema:version"] = header.version
    described["tables"] = [_describe(table) for table in tables]
    return described


def _describe(table: Table) -> dict[str, Any]:
    is_relations = table.columns[0].name != "id"
    about = "{+subject}" if is_relations else "{+id}"
    schema: dict[str, Any] = {
        "columns": [
            _describe_relation(column) if is_relations else _describe_column(column)
            for column in table.columns
        ],
        "aboutUrl": about,
    }
    if not is_relations:
        schema["primaryKey"] = "id"
    keys = [
        {
            "columnReference": name,
            "reference": {"resource": f"{target}.csv", "columnReference": "id"},
        }
        for name, target in table.references.items()
        # Validators take a cell without a value for a key that leads nowhere.
        if all(table.column(name).cells)
    ]
    if keys:
        schema["foreignKeys"] = keys
    return {"url": f"{table.name}.csv", "tableSchema": schema}


def _describe_relation(column: TableColumn) -> dict[str, Any]:
    described: dict[str, Any] = {"name": column.name, "titles": column.name}
    if column.name == "object":
        described |= {"propertyUrl": "{+property}", "valueUrl": "{+object}"}
    else:
        described["suppressOutput"] = True
    return described


def _describe_column(column: TableColumn) -> dict[str, Any]:
    described: dict[str, Any] = {"name": column.name, "titles": column.name}
    separator, missing = choose_separator(column), choose_missing(column)
    if separator:
        described["separator"] = separator
    if missing:
        described["null"] = missing
    if column.form == "id":
        described |= {"required": True, "suppressOutput": True}
    elif column.form == "derived" or (column.form == "iri" and column.is_list):
        described["suppressOutput"] = True
    if column.form in ("iri", "text"):
        described["propertyUrl"] = column.predicate
    if column.form == "iri" and not column.is_list:
        described["valueUrl"] = f"{{+{column.name}}}"
    if column.language:
        described["lang"] = column.language
    if column.datatype:
        described["datatype"] = _datatype(column)
    return described


def _datatype(column: TableColumn) -> str | dict[str, str]:
    """Name a datatype; ill-typed values of XML Schema are text, whatever they claim."""
    if not column.datatype.startswith(XSD):
        return {"@id": column.datatype, "base": "string"}
    name = column.datatype.removeprefix(XSD)
    return name if name == "string" or column.typed.kind != "text" else "string"


def _dump(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, indent=1).encode() + b"\n"
