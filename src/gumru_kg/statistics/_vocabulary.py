"""The vocabulary of a graph that comes without it."""

from __future__ import annotations

from typing import Final

import pyoxigraph as ox

from gumru_kg._resources import read_resource
from gumru_kg.dataset import Dataset
from gumru_kg.namespaces import ONTOLOGY, OWL, RDF
from gumru_kg.rdf_input import parse_quads

_FILES: Final = ("gumru.ttl", "concepts.ttl")


def add_vocabulary(dataset: Dataset) -> Dataset:
    """Add the vocabulary where a graph is without it.

    It names properties and concepts, and says which properties have one value.

    Args:
        dataset: A graph; it is not changed.

    Returns:
        The same graph when it has the vocabulary, else a larger one.

    Raises:
        ResourceError: When a file of the package is missing.

    Example:
        >>> from gumru_kg.dataset import load_dataset
        >>> vocabulary = load_dataset("ontology/gumru.ttl")
        >>> add_vocabulary(vocabulary) is vocabulary
        True
    """
    header = (ox.NamedNode(ONTOLOGY), ox.NamedNode(f"{RDF}type"))
    ontology = ox.NamedNode(f"{OWL}Ontology")
    if any(
        (q.subject, q.predicate) == header and q.object == ontology for q in dataset
    ):
        return dataset
    quads = list(dataset)
    for name in _FILES:
        data = read_resource("ontology", name)
        quads += parse_quads(data, source=f"ontology/{name}")
    return Dataset(tuple(dict.fromkeys(quads)))
