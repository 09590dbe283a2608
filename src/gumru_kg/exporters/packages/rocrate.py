"""The graph and its tables in an RO-Crate 1.2, for repositories of research data.

The metadata are written here: the library of the crates asks the clock and copies files
from disk. It reads what is written in a test.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

import pyoxigraph as ox

from gumru_kg.exporters.packages.description import Description, describe
from gumru_kg.exporters.tables.csv_files import METADATA, write_csv_folder
from gumru_kg.turtle import write_turtle

if TYPE_CHECKING:
    from gumru_kg.things import Things

_SPECIFICATION: Final = "https://w3id.org/ro/crate/1.2"
_GRAPH: Final = "gumru-kg.ttl"
_TABLES: Final = "tables/"
_TURTLE: Final = "https://www.w3.org/TR/turtle/"
_CSVW: Final = "https://www.w3.org/TR/tabular-metadata/"


def write_rocrate(things: Things) -> dict[str, bytes]:
    """Write the graph in Turtle, its tables in CSV, and what they are.

    Args:
        things: The things of the graph.

    Returns:
        The files by name; ``ro-crate-metadata.json`` describes the others.

    Raises:
        DataError: When the graph has no things, or does not say its title, what it is,
            its licence and from which day it is.

    Example:
        >>> from gumru_kg.dataset import shipped_graph
        >>> from gumru_kg.things import Things
        >>> sorted(write_rocrate(Things(shipped_graph())))[:2]
        ['gumru-kg.ttl', 'ro-crate-metadata.json']
    """
    needs = ("titles", "descriptions", "license", "issued")
    found = describe(things, format="rocrate", needs=needs)
    files = {_GRAPH: _write_graph(things)}
    for name, content in write_csv_folder(things).items():
        files[f"{_TABLES}{name}"] = content
    crate = {
        "@context": f"{_SPECIFICATION}/context",
        "@graph": [*_describe(found, files), *_describe_files(files)],
    }
    content = json.dumps(crate, ensure_ascii=False, indent=2).encode() + b"\n"
    return {**files, "ro-crate-metadata.json": content}


def _write_graph(things: Things) -> bytes:
    return write_turtle(
        ox.Triple(thing.node, ox.NamedNode(predicate), term)  # type: ignore[arg-type]  # narrower than what the library declares
        for thing in things
        for predicate in thing.predicates
        for term in thing.terms(predicate)
    )


def _describe(found: Description, files: dict[str, bytes]) -> list[dict[str, Any]]:
    creators = [
        {
            "@id": creator.iri or f"#creator-{number}",
            "@type": "Person" if creator.is_person else "Organization",
            "name": creator.name,
        }
        for number, creator in enumerate(found.header.makers, start=1)
    ]
    descriptor = {
        "@id": "ro-crate-metadata.json",
        "@type": "CreativeWork",
        "conformsTo": {"@id": _SPECIFICATION},
        "about": {"@id": "./"},
    }
    root = _describe_root(found, authors=[each["@id"] for each in creators])
    tables = {
        "@id": _TABLES,
        "@type": "Dataset",
        "name": "The graph as tables",
        "description": "A CSV for each class, described by CSV on the Web.",
        "hasPart": [{"@id": name} for name in sorted(files) if "/" in name],
    }
    return [descriptor, root, *creators, *_describe_header(found), tables, *_formats()]


def _describe_root(found: Description, *, authors: list[str]) -> dict[str, Any]:
    header = found.header
    root = {
        "@id": "./",
        "@type": "Dataset",
        "identifier": {"@id": "#identifier"},
        "name": found.title,
        "description": found.text,
        "datePublished": header.issued,
        "license": {"@id": header.license},
        "author": _unwrap([{"@id": each} for each in authors]),
        "version": header.version,
        "keywords": _unwrap(list(found.keywords)),
        "inLanguage": _unwrap(list(found.languages)),
        "temporalCoverage": found.period,
        "hasPart": [{"@id": name} for name in (_GRAPH, _TABLES)],
    }
    return {name: value for name, value in root.items() if value}


def _describe_header(found: Description) -> list[dict[str, Any]]:
    identifier = {
        "@id": "#identifier",
        "@type": "PropertyValue",
        "propertyID": "IRI",
        "value": found.header.iri,
    }
    license_entity = {
        "@id": found.header.license,
        "@type": "CreativeWork",
        "name": found.license_name,
        "description": f"The licence of the data: {found.license_name}",
    }
    return [identifier, license_entity]


def _unwrap(values: list[Any]) -> Any:  # noqa: ANN401 - JSON-LD takes both
    return values[0] if len(values) == 1 else values


def _formats() -> list[dict[str, Any]]:
    names = {_TURTLE: "RDF 1.1 Turtle", _CSVW: "Metadata Vocabulary for Tabular Data"}
    kinds = ["WebPage", "Standard"]
    return [{"@id": iri, "@type": kinds, "name": name} for iri, name in names.items()]


def _describe_files(files: dict[str, bytes]) -> list[dict[str, Any]]:
    described = []
    for name, content in sorted(files.items()):
        kind, says, more = _tell(name)
        described.append(
            {
                "@id": name,
                "@type": "File",
                "name": says,
                "description": more,
                "encodingFormat": kind,
                "contentSize": str(len(content)),
            }
        )
    return described


def _tell(name: str) -> tuple[Any, str, str]:
    if name == _GRAPH:
        more = "The whole graph: facts, claims and their sources, and the vocabulary."
        return ["text/turtle", {"@id": _TURTLE}], "The graph in Turtle", more
    if name.endswith(METADATA):
        kind = ["application/csvm+json", {"@id": _CSVW}]
        more = "With it the tables can be turned into the graph again."
        return kind, "What the columns of the tables are", more
    table = name.removeprefix(_TABLES).removesuffix(".csv").replace("_", " ")
    more = f"A row a thing, in UTF-8. {METADATA} tells what the columns are."
    return "text/csv", f"Table of {table}", more
