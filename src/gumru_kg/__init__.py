"""The Treaty of Gümrü (Alexandropol, 1920) as a knowledge graph.

::

    import gumru_kg

    kg = gumru_kg.open_graph()
    for treaty in kg.treaties(lang="tr"):
        ...

Importing the package loads nothing else: a name is found when it is first used.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from gumru_kg.dataset import Dataset, load_dataset, read_quads, shipped_graph
    from gumru_kg.descriptions import Description, Dispute, Statement
    from gumru_kg.engines.endpoint_settings import EndpointSettings
    from gumru_kg.engines.store_loading import LoadedStore, load_store
    from gumru_kg.errors import GumruError
    from gumru_kg.formats import RDF_FORMATS, RESULTS_FORMATS, RdfFormat
    from gumru_kg.knowledge_graph import KnowledgeGraph, open_graph
    from gumru_kg.model import (
        Claim,
        Entity,
        Event,
        Info,
        Provision,
        Treaty,
        TreatyRecord,
    )
    from gumru_kg.name_matching import NameCandidate
    from gumru_kg.named_queries import NamedQuery, load_catalog
    from gumru_kg.results import Solution, Solutions, Triples
    from gumru_kg.validation import ValidationReport, ValidationResult, validate

__version__ = "0.1.0"

_MODULES: Final = {
    "Claim": "model",
    "Dataset": "dataset",
    "Description": "descriptions",
    "Dispute": "descriptions",
    "EndpointSettings": "engines.endpoint_settings",
    "Entity": "model",
    "Event": "model",
    "GumruError": "errors",
    "Info": "model",
    "KnowledgeGraph": "knowledge_graph",
    "LoadedStore": "engines.store_loading",
    "NameCandidate": "name_matching",
    "NamedQuery": "named_queries",
    "Provision": "model",
    "RDF_FORMATS": "formats",
    "RESULTS_FORMATS": "formats",
    "RdfFormat": "formats",
    "Solution": "results",
    "Solutions": "results",
    "Statement": "descriptions",
    "Treaty": "model",
    "TreatyRecord": "model",
    "Triples": "results",
    "ValidationReport": "validation",
    "ValidationResult": "validation",
    "load_catalog": "named_queries",
    "load_dataset": "dataset",
    "load_store": "engines.store_loading",
    "open_graph": "knowledge_graph",
    "read_quads": "dataset",
    "shipped_graph": "dataset",
    "validate": "validation",
}

__all__ = [
    "RDF_FORMATS",
    "RESULTS_FORMATS",
    "Claim",
    "Dataset",
    "Description",
    "Dispute",
    "EndpointSettings",
    "Entity",
    "Event",
    "GumruError",
    "Info",
    "KnowledgeGraph",
    "LoadedStore",
    "NameCandidate",
    "NamedQuery",
    "Provision",
    "RdfFormat",
    "Solution",
    "Solutions",
    "Statement",
    "Treaty",
    "TreatyRecord",
    "Triples",
    "ValidationReport",
    "ValidationResult",
    "__version__",
    "load_catalog",
    "load_dataset",
    "load_store",
    "open_graph",
    "read_quads",
    "shipped_graph",
    "validate",
]


def __getattr__(name: str) -> object:
    if name not in _MODULES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(f"{__name__}.{_MODULES[name]}"), name)


def __dir__() -> list[str]:
    return __all__
