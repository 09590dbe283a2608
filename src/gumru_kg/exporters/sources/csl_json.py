"""Sources as CSL-JSON, for Zotero, Pandoc and other programs that cite by CSL."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from gumru_kg.exporters.sources.entries import list_entries

if TYPE_CHECKING:
    from gumru_kg.exporters.sources.entries import SourceEntry
    from gumru_kg.things import Things


def write_csl_json(things: Things) -> bytes:
    """Write the sources of a graph as CSL-JSON.

    Args:
        things: The graph.

    Returns:
        The bytes of a JSON file.

    Example:
        >>> from gumru_kg.dataset import shipped_graph
        >>> from gumru_kg.things import Things
        >>> items = json.loads(write_csl_json(Things(shipped_graph())))
        >>> "title" in items[0]
        True
    """
    items = [_write_item(entry) for entry in list_entries(things)]
    return (json.dumps(items, ensure_ascii=False, indent=2) + "\n").encode()


def _write_item(entry: SourceEntry) -> dict[str, object]:
    found = {
        "id": entry.key,
        "type": "document",
        "title": entry.title,
        "title-short": entry.short_title,
        "author": [{"literal": name} for name in entry.authors],
        "language": ", ".join(entry.languages),
        "URL": entry.url,
        "keyword": ", ".join(entry.keywords),
        "note": "; ".join(note for note in (*entry.notes, entry.iri) if note),
    }
    return {name: value for name, value in found.items() if value or name == "title"}
