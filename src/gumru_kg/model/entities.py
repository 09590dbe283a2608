"""Things by name, and how they are read from the rows of named queries.

The queries agree on one form: a thing ``?place`` has its label in ``?placeLabel``, and
what is joined in one cell is joined with a semicolon.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import datetime as dt

    from gumru_kg.results import Solution

_JOINT: Final = "; "


@dataclass(frozen=True, slots=True)
class Entity:
    """A thing of the graph and what it is called.

    Attributes:
        iri: The thing.
        label: Its name in the language asked, else in English, else its IRI.
        language: The language that the name is really in; empty for an IRI.
    """

    iri: str
    label: str
    language: str


def read_text(row: Solution, variable: str) -> str:
    """Read a cell as text.

    Args:
        row: A row.
        variable: Its variable.

    Returns:
        The IRI or lexical form; empty when the cell is.

    Example:
        >>> from gumru_kg.results import Solution
        >>> read_text(Solution(("x",), (None,)), "x")
        ''
    """
    return row.text(variable) or ""


def read_language(row: Solution, variable: str) -> str:
    """Read the language of a cell.

    Args:
        row: A row.
        variable: Its variable.

    Returns:
        The language tag; empty when there is none.

    Example:
        >>> import pyoxigraph as ox
        >>> from gumru_kg.results import Solution
        >>> read_language(Solution(("x",), (ox.Literal("Kars", language="tr"),)), "x")
        'tr'
    """
    return getattr(row[variable], "language", None) or ""


def read_list(row: Solution, variable: str) -> tuple[str, ...]:
    """Read a cell that joins several texts.

    Args:
        row: A row.
        variable: Its variable.

    Returns:
        The texts.

    Example:
        >>> import pyoxigraph as ox
        >>> from gumru_kg.results import Solution
        >>> read_list(Solution(("x",), (ox.Literal("a; b"),)), "x")
        ('a', 'b')
    """
    return tuple(part for part in read_text(row, variable).split(_JOINT) if part)


def read_entity(row: Solution, variable: str) -> Entity:
    """Read a thing and its label.

    Args:
        row: A row.
        variable: The variable of the thing; that of its label ends in ``Label``.

    Returns:
        The thing.

    Example:
        >>> import pyoxigraph as ox
        >>> from gumru_kg.results import Solution
        >>> cells = ox.NamedNode("urn:kars"), ox.Literal("Kars", language="tr")
        >>> read_entity(Solution(("place", "placeLabel"), cells), "place").language
        'tr'
    """
    label = f"{variable}Label"
    return Entity(
        iri=read_text(row, variable),
        label=read_text(row, label),
        language=read_language(row, label),
    )


def find_entity(row: Solution, variable: str) -> Entity | None:
    """Read a thing that need not be there.

    Args:
        row: A row.
        variable: The variable of the thing; that of its label ends in ``Label``.

    Returns:
        The thing, or ``None``.

    Example:
        >>> from gumru_kg.results import Solution
        >>> find_entity(Solution(("place", "placeLabel"), (None, None)), "place")
    """
    return None if row[variable] is None else read_entity(row, variable)


def find_day(row: Solution, variable: str) -> dt.date | None:
    """Read a day that need not be there.

    Args:
        row: A row.
        variable: Its variable.

    Returns:
        The day, or ``None``, also for what is no day of Python's calendar, as in a
        graph that nobody has validated.

    Example:
        >>> import pyoxigraph as ox
        >>> from gumru_kg.results import Solution
        >>> find_day(Solution(("x",), (ox.Literal("1920-12-02"),)), "x")
        datetime.date(1920, 12, 2)
    """
    import datetime as dt

    text = row.text(variable)
    try:
        return None if text is None else dt.date.fromisoformat(text[:10])
    except ValueError:
        return None
