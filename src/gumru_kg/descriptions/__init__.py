"""Describe a thing of the graph: what is accepted, what is said, what is not known."""

from __future__ import annotations

from gumru_kg.descriptions._claims import find_disputes, find_statements
from gumru_kg.descriptions._entities import describe, list_slugs
from gumru_kg.descriptions._rows import Queryable
from gumru_kg.descriptions._states import find_states
from gumru_kg.descriptions.answers import (
    Article,
    Backing,
    Description,
    Dispute,
    Fact,
    Gap,
    Name,
    Participation,
    Phase,
    ProvisionLine,
    State,
    Statement,
    Tally,
    Value,
    Witness,
)

__all__ = [
    "Article",
    "Backing",
    "Description",
    "Dispute",
    "Fact",
    "Gap",
    "Name",
    "Participation",
    "Phase",
    "ProvisionLine",
    "Queryable",
    "State",
    "Statement",
    "Tally",
    "Value",
    "Witness",
    "describe",
    "find_disputes",
    "find_statements",
    "find_states",
    "list_slugs",
]
