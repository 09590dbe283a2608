"""Names of tables and columns: short, in lower case, and fit for SQL."""

from __future__ import annotations

import re
from itertools import chain, count
from typing import Final

from gumru_kg.namespaces import PREFIXES, RDF, SKOS, compress

# What everybody calls so.
_KNOWN: Final = {
    f"{RDF}type": "type",
    f"{SKOS}prefLabel": "label",
    f"{SKOS}altLabel": "other_label",
}
_LONGEST: Final = 60
_HUMP: Final = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_FOREIGN: Final = re.compile(r"[^a-z0-9]+")


def name_after(iri: str) -> str:
    """Make a name out of the last part of an IRI.

    Args:
        iri: The IRI of a property, a class or a datatype.

    Returns:
        Letters of ASCII in lower case, digits and underscores.

    Example:
        >>> name_after("https://w3id.org/gumru/ont#legalStatus")
        'legal_status'
        >>> name_after("https://example.org/=1+1")
        'x1_1'
    """
    if iri in _KNOWN:
        return _KNOWN[iri]
    local = re.split(r"[#/:]", iri.rstrip("#/:"))[-1]
    words = _FOREIGN.sub("_", _HUMP.sub("_", local).lower()).strip("_")
    # No name of SQL begins with a digit.
    return (words if words[:1].isalpha() else f"x{words}")[:_LONGEST]


class NameBook:
    """Gives each name once.

    Example:
        >>> book = NameBook("id")
        >>> book.take("id"), book.take("date"), book.take("date")
        ('id_2', 'date', 'date_2')
    """

    def __init__(self, *taken: str) -> None:
        self._taken = set(taken)

    def take(self, name: str, *, iri: str = "", ending: str = "") -> str:
        """Take a name, or the one that comes nearest and is free.

        Args:
            name: The name wished.
            iri: What it is the name of; its prefix tells two of one name apart.
            ending: What stays at the end: a language, say.

        Returns:
            The name.
        """
        prefix, colon, _ = compress(iri).partition(":")
        wished = [f"{name}{ending}"]
        if colon and prefix in PREFIXES:
            wished.append(f"{prefix}_{name}{ending}")
        numbered = (f"{name}{ending}_{number}" for number in count(2))
        found = next(
            each for each in chain(wished, numbered) if each not in self._taken
        )
        self._taken.add(found)
        return found
