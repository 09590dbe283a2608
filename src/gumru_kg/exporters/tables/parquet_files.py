"""Tables as files of Parquet, with the property of each column in its metadata."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gumru_kg.data_frames import write_parquet
from gumru_kg.exporters.dataset_header import read_header
from gumru_kg.exporters.tables import build_tables

if TYPE_CHECKING:
    from gumru_kg.exporters.tables.table import TableColumn
    from gumru_kg.things import Things


def write_parquet_folder(things: Things) -> dict[str, bytes]:
    """Write a file of Parquet for each table.

    Args:
        things: The things of the graph.

    Returns:
        The files by name.

    Raises:
        DataError: When the graph has no things.
        EngineUnavailableError: When pyarrow is not installed.

    Example:
        >>> from gumru_kg.dataset import shipped_graph
        >>> from gumru_kg.things import Things
        >>> "events.parquet" in write_parquet_folder(Things(shipped_graph()))
        True
    """
    header = read_header(things)
    notes = {
        "title": header.titles[0].text if header.titles else "",
        "version": header.version,
        "license": header.license,
    }
    notes = {key: value for key, value in notes.items() if value}
    return {
        f"{table.name}.parquet": write_parquet(
            [column.typed for column in table.columns],
            notes=notes,
            column_notes={column.name: _note(column) for column in table.columns},
        )
        for table in build_tables(things)
    }


def _note(column: TableColumn) -> dict[str, str]:
    said = {
        "form": column.form,
        "property": column.predicate,
        "language": column.language,
        "datatype": column.datatype,
    }
    return {key: value for key, value in said.items() if value}
