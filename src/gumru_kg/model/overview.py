"""What is in the graph as a whole."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from gumru_kg.model.entities import read_language, read_text
from gumru_kg.namespaces import compress

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gumru_kg.results import Solution


@dataclass(frozen=True, slots=True)
class Count:
    """How many things have a value.

    Attributes:
        measure: What is counted: ``claims by verdict``, say.
        value: The value, a CURIE or a language tag.
        label: What the value is called.
        count: How many have it.
    """

    measure: str
    value: str
    label: str
    count: int


@dataclass(frozen=True, slots=True)
class Info:
    """The graph as a data set.

    Attributes:
        iri: The data set; empty when the graph does not describe one.
        label: Its title.
        language: The language that the title is really in.
        version: Its version.
        licence: The IRI of its licence.
        creators: Who made it.
        package_version: The version of this package.
        triples: How many triples there are.
        claims: How many claims.
        sources: How many sources.
        counts: Things by class, claims by verdict and so on.
    """

    iri: str
    label: str
    language: str
    version: str
    licence: str
    creators: tuple[str, ...]
    package_version: str
    triples: int
    claims: int
    sources: int
    counts: tuple[Count, ...]


def read_info(
    rows: Iterable[Solution], *, counts: Iterable[Solution], package_version: str
) -> Info:
    """Read the rows of ``dataset/about`` with ``dataset/counts``.

    Args:
        rows: One row a creator.
        counts: One row a count.
        package_version: The version of this package.

    Returns:
        The overview; a graph that does not describe itself has counts only.

    Example:
        >>> read_info([], counts=[], package_version="0.1.0").triples
        0
    """
    about = list(rows)
    numbers = tuple(map(_read_count, counts))
    if not about:
        return Info("", "", "", "", "", (), package_version, 0, 0, 0, numbers)
    row = about[0]
    creators = dict.fromkeys(read_text(each, "creator") for each in about)
    return Info(
        iri=read_text(row, "dataset"),
        label=read_text(row, "title"),
        language=read_language(row, "title"),
        version=read_text(row, "version"),
        licence=read_text(row, "licence"),
        creators=tuple(creator for creator in creators if creator),
        package_version=package_version,
        triples=int(read_text(row, "triples")),
        claims=int(read_text(row, "claims")),
        sources=int(read_text(row, "sources")),
        counts=numbers,
    )


def _read_count(row: Solution) -> Count:
    return Count(
        measure=read_text(row, "measure"),
        value=compress(read_text(row, "value")),
        label=read_text(row, "valueLabel"),
        count=int(read_text(row, "count")),
    )
