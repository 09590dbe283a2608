"""CSV files for the bulk import of Neo4j: a file for each kind of nodes and of edges.

The headers name what each column is, as ``neo4j-admin database import`` wants it. A
list is one field with semicolons, so a semicolon within a text becomes a comma.
"""

from __future__ import annotations

import csv
import io
import re
from typing import TYPE_CHECKING, Final

from gumru_kg.exporters.networks.kinds import EDGE_KINDS, NODE_KINDS
from gumru_kg.exporters.networks.projection import project_network

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from gumru_kg.exporters.networks.kinds import Edge, Node, Value
    from gumru_kg.things import Things

_TYPES: Final = {
    "claims": "int",
    "source_groups": "int",
    "order": "int",
    "latitude": "double",
    "longitude": "double",
    "earliest": "date",
    "latest": "date",
    "classes": "string[]",
    "other_names": "string[]",
    "topics": "string[]",
    "exact_matches": "string[]",
    "disputed_properties": "string[]",
}
_LIST: Final = ";"
_NO_LABEL: Final = re.compile(r"[^A-Za-z0-9]+")


def write_neo4j(things: Things) -> dict[str, bytes]:
    """Write the network of a graph as files for Neo4j.

    Args:
        things: The graph.

    Returns:
        ``nodes/KIND.csv`` and ``relationships/TYPE.csv``, always the same ones.

    Example:
        >>> from gumru_kg.dataset import shipped_graph
        >>> from gumru_kg.things import Things
        >>> files = write_neo4j(Things(shipped_graph()))
        >>> files["relationships/GOVERNS.csv"].decode().splitlines()[0]
        ':START_ID,:END_ID,:TYPE,id,label,property'
    """
    network = project_network(things)
    files = {}
    for node_kind in NODE_KINDS:
        nodes = [node for node in network.nodes if node.kind == node_kind.name]
        files[f"nodes/{node_kind.name}.csv"] = _write_nodes(nodes)
    for edge_kind in EDGE_KINDS:
        edges = [edge for edge in network.edges if edge.kind == edge_kind]
        files[f"relationships/{edge_kind.name}.csv"] = _write_edges(edges)
    return files


def _write_nodes(nodes: Sequence[Node]) -> bytes:
    columns = _list_columns(node.values for node in nodes)
    header = ["id:ID", "label", *map(_type_column, columns), ":LABEL"]
    rows = [
        [node.id, node.label, *_write_values(node.values, columns), _list_labels(node)]
        for node in nodes
    ]
    return _write_table([header, *rows])


def _write_edges(edges: Sequence[Edge]) -> bytes:
    columns = _list_columns(edge.values for edge in edges)
    header = [":START_ID", ":END_ID", ":TYPE", "id", "label", "property"]
    header += map(_type_column, columns)
    rows = [
        [
            edge.source,
            edge.target,
            edge.kind.name,
            edge.id,
            edge.kind.label,
            edge.kind.predicate,
            *_write_values(edge.values, columns),
        ]
        for edge in edges
    ]
    return _write_table([header, *rows])


def _list_columns(values: Iterable[dict[str, Value]]) -> list[str]:
    return sorted({name for each in values for name in each})


def _type_column(name: str) -> str:
    return f"{name}:{_TYPES[name]}" if name in _TYPES else name


def _write_values(values: dict[str, Value], columns: list[str]) -> list[str]:
    return [_write_value(values.get(name, "")) for name in columns]


def _write_value(value: Value) -> str:
    if isinstance(value, tuple):
        return _LIST.join(each.replace(_LIST, ",") for each in value)
    return str(value)


def _list_labels(node: Node) -> str:
    """Give the kind, and the names of the classes of ours."""
    classes = node.values.get("classes", ())
    curies = classes if isinstance(classes, tuple) else ()
    names = [_NO_LABEL.sub("", each.removeprefix("gum:")) for each in curies]
    return _LIST.join(dict.fromkeys((node.kind, *filter(None, names))))


def _write_table(rows: list[list[str]]) -> bytes:
    file = io.StringIO()
    csv.writer(file, lineterminator="\n").writerows(rows)
    return file.getvalue().encode()
