"""What a data set is described by: what it says of itself, and what it covers."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from gumru_kg.errors import DataError
from gumru_kg.exporters.dataset_header import DatasetHeader, read_header
from gumru_kg.exporters.plain_text import write_one_line

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gumru_kg.things import Things
    from gumru_kg.things.thing import Name

_DAY: Final = re.compile(r"[0-9]{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])")
_PROPERTIES: Final = {
    "titles": "dcterms:title",
    "descriptions": "dcterms:description",
    "creators": "dcterms:creator",
    "license": "dcterms:license",
    "issued": "dcterms:issued",
}
_LICENSES: Final = {
    "https://creativecommons.org/publicdomain/zero/1.0/": (
        "CC0-1.0",
        "Creative Commons Zero v1.0 Universal",
    ),
    "https://creativecommons.org/licenses/by/4.0/": (
        "CC-BY-4.0",
        "Creative Commons Attribution 4.0 International",
    ),
}


@dataclass(frozen=True, slots=True)
class Description:
    """What is known of a data set.

    Attributes:
        header: What it says of itself.
        triples: How many statements it has.
        first: The earliest day of its events; empty where none is dated.
        last: The latest.
        languages: The languages of its labels.
    """

    header: DatasetHeader
    triples: int
    first: str
    last: str
    languages: tuple[str, ...]

    @property
    def title(self) -> str:
        """The title in English, or in the language that there is."""
        return _in_english(self.header.titles)

    @property
    def text(self) -> str:
        """What it is, in English, or in the language that there is."""
        return _in_english(self.header.descriptions)

    @property
    def period(self) -> str:
        """The time that its events cover, as an interval of days."""
        return f"{self.first}/{self.last}" if self.first and self.last else ""

    @property
    def keywords(self) -> tuple[str, ...]:
        """The words to find it by, of all languages."""
        return tuple(each.text for each in self.header.keywords)

    @property
    def license_id(self) -> str:
        """The identifier of its licence in the list of SPDX, where it is known."""
        return _LICENSES.get(self.header.license, ("", ""))[0]

    @property
    def license_name(self) -> str:
        """The name of its licence, or else its IRI."""
        return _LICENSES.get(self.header.license, ("", self.header.license))[1]


def describe(things: Things, *, format: str, needs: Iterable[str]) -> Description:
    """Collect what is known of a data set, for a format that cannot be without some.

    Args:
        things: The things of the graph.
        format: The format, for the message.
        needs: The attributes of the header that must not be empty.

    Returns:
        The description.

    Raises:
        DataError: When the graph does not say of itself what the format demands.

    Example:
        >>> from gumru_kg.dataset import shipped_graph
        >>> from gumru_kg.things import Things
        >>> found = describe(Things(shipped_graph()), format="dcat", needs=["titles"])
        >>> found.triples == len(shipped_graph())
        True
    """
    header = read_header(things)
    missing = [
        _PROPERTIES[name]
        for name in needs
        if not getattr(header, name)
        or (name == "issued" and not _DAY.fullmatch(header.issued))
    ]
    if header.iri.startswith("_:") or not header.iri:
        missing.insert(0, "an IRI with the class dcat:Dataset")
    if missing:
        problem = f"{format} needs what it does not say of itself: {', '.join(missing)}"
        remedy = "say it in Turtle, in a file of its own if you like (--file GRAPH "
        raise DataError("the graph", problem, remedy=f"{remedy}--file ABOUT)")
    first, last = _find_period(things)
    return Description(header, count_triples(things), first, last, _languages(things))


def count_triples(things: Things) -> int:
    """Count the statements of a graph.

    Args:
        things: The things of the graph.

    Returns:
        Their number.

    Example:
        >>> from gumru_kg.dataset import shipped_graph
        >>> from gumru_kg.things import Things
        >>> count_triples(Things(shipped_graph())) == len(shipped_graph())
        True
    """
    return sum(len(each.terms(it)) for each in things for it in each.predicates)


def clean(names: Iterable[Name]) -> list[tuple[str, str]]:
    """Give texts that XML can hold, each in one line.

    Args:
        names: Texts and their languages.

    Returns:
        Texts and languages.

    Example:
        >>> from gumru_kg.things import Name
        >>> clean([Name("Kars", "tr")])
        [('Kars', 'tr')]
    """
    return [(write_one_line(each.text), each.language) for each in names]


def _in_english(names: tuple[Name, ...]) -> str:
    found = {each.language: each.text for each in reversed(names)}
    return found.get("en") or next(iter(found.values()), "")


def _find_period(things: Things) -> tuple[str, str]:
    events = things.of_class("gum:Event")
    first = [day for each in events for day in each.texts("gum:earliest")]
    last = [day for each in events for day in each.texts("gum:latest")]
    return (
        min(filter(_DAY.fullmatch, first), default=""),
        max(filter(_DAY.fullmatch, last), default=""),
    )


def _languages(things: Things) -> tuple[str, ...]:
    return tuple(
        sorted({name.language for each in things for name in each.names} - {""})
    )
