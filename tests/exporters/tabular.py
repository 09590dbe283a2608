"""What the tests of tables share."""

from __future__ import annotations

from pathlib import Path

from gumru_kg.dataset import Dataset
from gumru_kg.knowledge_graph import KnowledgeGraph
from gumru_kg.rdf_input import parse_quads


def count(kg: KnowledgeGraph, pattern: str) -> int:
    """Count what a pattern calls ?x."""
    [row] = kg.select(f"SELECT (COUNT(DISTINCT ?x) AS ?n) {{ {pattern} }}")
    return int(row.text("n") or 0)


def parse(turtle: str) -> Dataset:
    """Read Turtle with some prefixes."""
    head = "".join(
        f"@prefix {prefix}: <{iri}> .\n"
        for prefix, iri in {
            "dcterms": "http://purl.org/dc/terms/",
            "edtf": "http://id.loc.gov/datatypes/edtf/",
            "gum": "https://w3id.org/gumru/ont#",
            "skos": "http://www.w3.org/2004/02/skos/core#",
            "xsd": "http://www.w3.org/2001/XMLSchema#",
        }.items()
    )
    return Dataset(tuple(parse_quads((head + turtle).encode(), source="test")))


def write(files: dict[str, bytes], folder: Path) -> Path:
    """Write files into a folder."""
    for name, content in files.items():
        (folder / name).write_bytes(content)
    return folder
