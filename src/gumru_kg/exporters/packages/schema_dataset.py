"""The data set for search engines: Dataset of schema.org in JSON-LD."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

from gumru_kg.errors import DataError
from gumru_kg.exporters.packages.description import describe

if TYPE_CHECKING:
    from gumru_kg.things import Things

# What Google takes for a description.
_LENGTHS: Final = range(50, 5001)
_CONTEXT: Final = {
    "@vocab": "https://schema.org/",
    "datePublished": {"@type": "Date"},
    "license": {"@type": "@id"},
}


def write_schema_dataset(things: Things) -> bytes:
    """Describe the data set in JSON-LD.

    Args:
        things: The things of the graph.

    Returns:
        The bytes of a JSON-LD file, to stand in a page. Its context is its own, so
        that nothing has to be fetched.

    Raises:
        DataError: When the graph does not say its title and what it is, or says that
            in fewer or more signs than search engines take.

    Example:
        >>> from gumru_kg.dataset import shipped_graph
        >>> from gumru_kg.things import Things
        >>> json.loads(write_schema_dataset(Things(shipped_graph())))["@type"]
        'Dataset'
    """
    needs = ("titles", "descriptions")
    found = describe(things, format="schema-dataset", needs=needs)
    if len(found.text) not in _LENGTHS:
        problem = f"its dcterms:description has {len(found.text)} signs"
        remedy = "search engines take 50 to 5000"
        raise DataError("the graph", problem, remedy=remedy)
    header = found.header
    described: dict[str, Any] = {
        "@context": _CONTEXT,
        "@type": "Dataset",
        "@id": header.iri,
        "name": found.title,
        "alternateName": [
            each.text for each in header.titles if each.text != found.title
        ],
        "description": found.text,
        "creator": [
            {
                "@type": "Person" if creator.is_person else "Organization",
                **({"@id": creator.iri} if creator.iri else {}),
                "name": creator.name,
            }
            for creator in header.makers
        ],
        "license": header.license,
        "version": header.version,
        "datePublished": header.issued,
        "keywords": list(found.keywords),
        "inLanguage": list(found.languages),
        "temporalCoverage": found.period,
        "size": f"{found.triples} triples",
    }
    said = {name: value for name, value in described.items() if value}
    return json.dumps(said, ensure_ascii=False, indent=2).encode() + b"\n"
