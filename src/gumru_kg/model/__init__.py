"""Answers as frozen objects: a treaty, a provision, an event, a claim.

Each knows its IRI, turns into a dictionary with ``dataclasses.asdict``, and says in
which language a label really is, since not everything has a name in every language.
Each kind lies in a module of its own, loaded when it is needed.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from gumru_kg.model.claims import Claim, Evidence, Value
    from gumru_kg.model.concordance import (
        Article,
        Cell,
        Concordance,
        Relation,
        SubjectRow,
        Tie,
    )
    from gumru_kg.model.entities import Entity
    from gumru_kg.model.events import Event
    from gumru_kg.model.overview import Count, Info
    from gumru_kg.model.provisions import Provision
    from gumru_kg.model.records import (
        Clause,
        Name,
        Party,
        Signatory,
        Text,
        TreatyRecord,
    )
    from gumru_kg.model.treaties import Treaty

_MODULES: Final = {
    "Article": "concordance",
    "Cell": "concordance",
    "Claim": "claims",
    "Clause": "records",
    "Concordance": "concordance",
    "Count": "overview",
    "Entity": "entities",
    "Event": "events",
    "Evidence": "claims",
    "Info": "overview",
    "Name": "records",
    "Party": "records",
    "Provision": "provisions",
    "Relation": "concordance",
    "Signatory": "records",
    "SubjectRow": "concordance",
    "Text": "records",
    "Tie": "concordance",
    "Treaty": "treaties",
    "TreatyRecord": "records",
    "Value": "claims",
}

__all__ = [
    "Article",
    "Cell",
    "Claim",
    "Clause",
    "Concordance",
    "Count",
    "Entity",
    "Event",
    "Evidence",
    "Info",
    "Name",
    "Party",
    "Provision",
    "Relation",
    "Signatory",
    "SubjectRow",
    "Text",
    "Tie",
    "Treaty",
    "TreatyRecord",
    "Value",
]


def __getattr__(name: str) -> object:
    if name not in _MODULES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_MODULES[name]}"), name)
