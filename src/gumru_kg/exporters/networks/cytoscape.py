"""Cytoscape JSON, which Cytoscape and cytoscape.js load."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from gumru_kg.exporters.networks.projection import project_network
from gumru_kg.exporters.places.gazetteer import title_dataset
from gumru_kg.exporters.plain_text import write_one_line

if TYPE_CHECKING:
    from gumru_kg.things import Things


def write_cytoscape(things: Things) -> bytes:
    """Write the network of a graph as Cytoscape JSON.

    Args:
        things: The graph.

    Returns:
        JSON.

    Example:
        >>> from gumru_kg.dataset import shipped_graph
        >>> from gumru_kg.things import Things
        >>> document = json.loads(write_cytoscape(Things(shipped_graph())))
        >>> sorted(document["elements"])
        ['edges', 'nodes']
    """
    network = project_network(things)
    nodes = [
        {"data": {"id": each.id, "name": each.label, "kind": each.kind, **each.values}}
        for each in network.nodes
    ]
    edges = [
        {
            "data": {
                "id": each.id,
                "source": each.source,
                "target": each.target,
                "interaction": each.kind.name,
                "label": each.kind.label,
                "property": each.kind.predicate,
                **each.values,
            }
        }
        for each in network.edges
    ]
    header = network.header
    head = {"name": title_dataset(header), "version": write_one_line(header.version)}
    return (
        f'{{"data": {json.dumps(head, ensure_ascii=False)},\n"elements": {{\n'
        f'"nodes": [\n{_list(nodes)}\n],\n"edges": [\n{_list(edges)}\n]}}}}\n'
    ).encode()


def _list(elements: list[dict[str, Any]]) -> str:
    return ",\n".join(json.dumps(each, ensure_ascii=False) for each in elements)
