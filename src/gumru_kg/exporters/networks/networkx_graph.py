"""The network as a graph of networkx, and as files that networkx writes.

networkx writes GEXF that its own schema refuses: an empty name, a namespace that is not
that of XML Schema, the day of the writing. These are mended, and nothing else.
"""

from __future__ import annotations

import re
from io import BytesIO
from typing import TYPE_CHECKING, Any, Final
from xml.sax.saxutils import escape

from gumru_kg.errors import EngineUnavailableError
from gumru_kg.exporters.networks.projection import project_network
from gumru_kg.exporters.places.gazetteer import title_dataset
from gumru_kg.exporters.plain_text import write_one_line

if TYPE_CHECKING:
    import networkx as nx

    from gumru_kg.exporters.dataset_header import DatasetHeader
    from gumru_kg.exporters.networks.kinds import Value
    from gumru_kg.exporters.networks.projection import Network
    from gumru_kg.things import Things

_DAY: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_EXTRA: Final = "network"
_OLDEST: Final = (3, 6)
_SEPARATOR: Final = " | "
_GRAPH: Final = re.compile(rb'(<graph [^>]*?) name=""')
_META: Final = re.compile(rb"<meta .*?</meta>", re.DOTALL)
_WRONG_XSI: Final = b'"http://w3.org/2001/XMLSchema-instance"'
_XSI: Final = b'"http://www.w3.org/2001/XMLSchema-instance"'
_KEY: Final = re.compile(rb'\s*<attribute id="([0-9]+)" title="networkx_key"[^>]*/>')


def build_networkx(network: Network) -> nx.MultiDiGraph:
    """Make a graph of networkx.

    Args:
        network: The network.

    Returns:
        The graph. Keys of edges are unique in it; values are text, numbers, or several
        texts joined by a bar, so that networkx can write it in all its formats.

    Raises:
        EngineUnavailableError: When networkx is not installed.

    Example:
        >>> from gumru_kg.dataset import shipped_graph
        >>> from gumru_kg.things import Things
        >>> graph = build_networkx(project_network(Things(shipped_graph())))
        >>> graph.nodes["gid:agent-khatisian"]["born"]
        '1874-02-17'
    """
    graph = _load().MultiDiGraph()
    graph.graph |= _describe(network.header)
    for node in network.nodes:
        values = _flatten(node.values)
        graph.add_node(node.id, label=node.label, kind=node.kind, **values)
    for edge in network.edges:
        graph.add_edge(
            edge.source,
            edge.target,
            key=edge.id,
            relation=edge.kind.name,
            label=edge.kind.label,
            property=edge.kind.predicate,
            **_flatten(edge.values),
        )
    return graph


def write_gexf(things: Things) -> bytes:
    """Write the network of a graph as GEXF 1.3, with time, for Gephi.

    Args:
        things: The graph.

    Returns:
        XML.

    Raises:
        EngineUnavailableError: When networkx is not installed.

    Example:
        >>> from gumru_kg.dataset import shipped_graph
        >>> from gumru_kg.things import Things
        >>> b'version="1.3"' in write_gexf(Things(shipped_graph()))
        True
    """
    network = project_network(things)
    graph = build_networkx(network)
    for _, values in graph.nodes(data=True):
        _set_time(values)
    for _, _, key, values in graph.edges(keys=True, data=True):
        values["id"] = key
        _set_time(values)
    file = BytesIO()
    _load().write_gexf(graph, file, version="1.3")
    return _mend(file.getvalue(), network)


def write_graphml(things: Things) -> bytes:
    """Write the network of a graph as GraphML.

    Args:
        things: The graph.

    Returns:
        XML.

    Raises:
        EngineUnavailableError: When networkx is not installed.

    Example:
        >>> from gumru_kg.dataset import shipped_graph
        >>> from gumru_kg.things import Things
        >>> b'edgedefault="directed"' in write_graphml(Things(shipped_graph()))
        True
    """
    graph = build_networkx(project_network(things))
    file = BytesIO()
    # Not write_graphml, which writes other bytes where lxml is installed.
    _load().write_graphml_xml(graph, file)
    return file.getvalue() + b"\n"


def _flatten(values: dict[str, Value]) -> dict[str, Any]:
    return {
        name: _SEPARATOR.join(value) if isinstance(value, tuple) else value
        for name, value in values.items()
    }


def _describe(header: DatasetHeader) -> dict[str, str]:
    """Say what the data set is; a graph of users may say nothing."""
    found = {
        "title": title_dataset(header),
        "version": header.version,
        "issued": header.issued,
        "license": header.license,
    }
    return {name: write_one_line(text) for name, text in found.items() if text}


def _write_meta(header: DatasetHeader) -> bytes:
    found = _describe(header)
    day = (
        f' lastmodifieddate="{header.issued}"' if _DAY.fullmatch(header.issued) else ""
    )
    creators = write_one_line("; ".join(header.creators)) or "gumru-kg"
    about = ", ".join(
        found[name] for name in ("title", "version", "license") if name in found
    )
    text = f"<meta{day}>\n    <creator>{escape(creators)}</creator>"
    text += f"\n    <description>{escape(about)}</description>\n  </meta>"
    return text.encode()


def _set_time(values: dict[str, Any]) -> None:
    for name, bound in (("start", "earliest"), ("end", "latest")):
        if bound in values:
            values[name] = values[bound]


def _mend(content: bytes, network: Network) -> bytes:
    content = _GRAPH.sub(rb"\1", content, count=1)
    content = content.replace(_WRONG_XSI, _XSI, 1)
    meta = _write_meta(network.header)
    content = _META.sub(lambda _: meta, content, count=1)
    # The key is the identifier of the edge, which is there already.
    key = _KEY.search(content)
    if key:
        content = content.replace(key[0], b"", 1)
        content = re.sub(
            rb'\s*<attvalue for="%b" value="[^"]*" />' % key[1], b"", content
        )
    return content + b"\n"


def _load() -> Any:  # noqa: ANN401 - it ships no types
    try:
        import networkx as nx
    except ImportError as error:
        raise EngineUnavailableError("networkx", _EXTRA) from error
    version = re.match(r"([0-9]+)\.([0-9]+)", nx.__version__)
    if version and (int(version[1]), int(version[2])) < _OLDEST:
        # It does not know GEXF 1.3.
        raise EngineUnavailableError("networkx 3.6 or later", _EXTRA)
    return nx
