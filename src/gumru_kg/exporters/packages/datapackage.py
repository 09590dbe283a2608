"""The tables as a Data Package of Frictionless, version 2."""

from __future__ import annotations

import hashlib
import json
import re
from typing import TYPE_CHECKING, Any, Final

from gumru_kg.exporters.packages.description import describe
from gumru_kg.exporters.tables import build_tables
from gumru_kg.exporters.tables.cells import choose_missing, choose_separator
from gumru_kg.exporters.tables.csv_files import write_csv_tables

if TYPE_CHECKING:
    from gumru_kg.exporters.packages.description import Description
    from gumru_kg.exporters.tables import Table, TableColumn
    from gumru_kg.things import Things

_PROFILES: Final = "https://datapackage.org/profiles/2.0"
_TYPES: Final = {
    "integer": "integer",
    "decimal": "number",
    "double": "number",
    "boolean": "boolean",
    "date": "date",
}
_FOREIGN: Final = re.compile(r"[^a-z0-9]+")


def write_datapackage(things: Things) -> dict[str, bytes]:
    """Write the tables as CSV, and what they are as a Data Package.

    Args:
        things: The things of the graph.

    Returns:
        The files by name; ``datapackage.json`` names the others, with their digests.

    Raises:
        DataError: When the graph has no things, or does not say its title.

    Example:
        >>> from gumru_kg.dataset import shipped_graph
        >>> from gumru_kg.things import Things
        >>> list(write_datapackage(Things(shipped_graph())))[-1]
        'datapackage.json'
    """
    found = describe(things, format="datapackage", needs=("titles",))
    tables = build_tables(things)
    files = write_csv_tables(tables)
    package = _describe(found)
    package["resources"] = [
        _describe_table(table, files[f"{table.name}.csv"]) for table in tables
    ]
    content = json.dumps(package, ensure_ascii=False, indent=1).encode() + b"\n"
    return {**files, "datapackage.json": content}


def _describe(found: Description) -> dict[str, Any]:
    header = found.header
    said: dict[str, Any] = {
        "$schema": f"{_PROFILES}/datapackage.json",
        "name": _FOREIGN.sub("-", found.title.lower()).strip("-") or "graph",
        "id": header.iri,
        "title": found.title,
        "description": found.text,
        "version": header.version,
        "keywords": list(found.keywords),
        "contributors": [
            {"title": name, "roles": ["creator"]} for name in header.creators
        ],
    }
    if header.license:
        license_id = {"name": found.license_id} if found.license_id else {}
        said["licenses"] = [
            {**license_id, "path": header.license, "title": found.license_name}
        ]
    return {name: value for name, value in said.items() if value}


def _describe_table(table: Table, content: bytes) -> dict[str, Any]:
    schema: dict[str, Any] = {
        "$schema": f"{_PROFILES}/tableschema.json",
        "fields": [_describe_column(column) for column in table.columns],
    }
    if table.columns[0].name == "id":
        schema["primaryKey"] = ["id"]
    if table.references:
        schema["foreignKeys"] = [
            {
                "fields": [name],
                "reference": {
                    "resource": "" if target == table.name else target,
                    "fields": ["id"],
                },
            }
            for name, target in table.references.items()
        ]
    return {
        "name": table.name,
        "path": f"{table.name}.csv",
        "type": "table",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(content),
        "hash": f"sha256:{hashlib.sha256(content).hexdigest()}",
        "schema": schema,
    }


def _describe_column(column: TableColumn) -> dict[str, Any]:
    described: dict[str, Any] = {"name": column.name}
    separator, missing = choose_separator(column), choose_missing(column)
    if separator:
        described |= {"type": "list", "delimiter": separator}
    else:
        described["type"] = _TYPES.get(column.typed.kind, "string")
    if missing:
        described["missingValues"] = [missing]
    if column.predicate and column.form != "derived":
        described["rdfType"] = column.predicate
    if column.form == "id":
        described["constraints"] = {"required": True}
    return described
