"""The names of a place that the years of an appellation hold for."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gumru_kg.things import Thing
    from gumru_kg.things.thing import Name


def list_dated_names(appellation: Thing, place: Thing) -> tuple[Name, ...]:
    """List the names of an appellation that have its years.

    A preferred name of the place is still in use in its language: where the appellation
    has an end, that name ended elsewhere, as Batum did in the Russian of the USSR.

    Args:
        appellation: The appellation.
        place: The place that bears or bore it.

    Returns:
        Its names, by language.

    Example:
        >>> from gumru_kg.dataset import shipped_graph
        >>> from gumru_kg.things import Things
        >>> things = Things(shipped_graph())
        >>> batum = things.find("gid:appellation-batum-batum")
        >>> [each.language for each in batum.names]
        ['en', 'ru', 'tr']
        >>> names = list_dated_names(batum, things.find("gid:place-batum"))
        >>> [each.language for each in names]
        ['ru']
    """
    if not appellation.texts("gum:until"):
        return appellation.names
    in_use = place.names
    return tuple(each for each in appellation.names if each not in in_use)
