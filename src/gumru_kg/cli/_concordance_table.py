"""A concordance as a table for the terminal, its treaties named in short."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from gumru_kg.cli._sheets import Page
from gumru_kg.cli._tables import Table
from gumru_kg.exporters.concordance import tabulate

if TYPE_CHECKING:
    from gumru_kg.model.concordance import Concordance
    from gumru_kg.model.treaties import Treaty

# "Treaty of Gümrü (Alexandropol), 1920".
_OF_PLACE: Final = re.compile(r" of (?P<place>[^\W\d][\w’'-]*)")


def lay_out_concordance(
    concordance: Concordance, *, lang: str, width: int
) -> list[str]:
    """Lay treaties side by side in the columns of a terminal.

    Args:
        concordance: Treaties side by side.
        lang: ``tr`` for Turkish; any other tag gives English.
        width: The columns there are.

    Returns:
        The lines: a table, below it what its heads and signs mean.

    Example:
        >>> from gumru_kg import open_graph
        >>> shown = open_graph().concordance("gumru", "kars")
        >>> lay_out_concordance(shown, lang="en", width=80)[0].split()
        ['Subject', 'Gümrü', '1920', '→', 'Kars', '1921']
    """
    short = tuple(
        replace(treaty, label=name)
        for treaty, name in zip(
            concordance.treaties, name_shortly(concordance.treaties), strict=True
        )
    )
    shown = tabulate(replace(concordance, treaties=short), lang=lang)
    page = Page(width=width, lang=lang)
    page.lines += Table.of(shown.headers, shown.rows).lines(width=width)
    page.lines.append("")
    heads = "; ".join(
        f"{head.label}: {treaty.label}"
        for head, treaty in zip(short, concordance.treaties, strict=True)
        if head != treaty
    )
    for line in [*([f"{heads}."] if heads else []), *shown.notes]:
        page.paragraph(line, indent=0, dim=True)
    return page.lines


def name_shortly(treaties: tuple[Treaty, ...]) -> tuple[str, ...]:
    """Name treaties by place and year where that tells them apart.

    Args:
        treaties: The treaties of a table.

    Returns:
        A name for each: ``Kars 1921``; its whole name where the graph does not say
        where and when it was signed, or two were signed there in that year.

    Example:
        >>> from gumru_kg import open_graph
        >>> name_shortly(open_graph().concordance(lang="tr").treaties)
        ('Gümrü 1920', 'Moskova 1921', 'Kars 1921')
    """
    names = [_name_by_place(treaty) for treaty in treaties]
    times = Counter(names)
    return tuple(
        name if name and times[name] == 1 else treaty.label
        for name, treaty in zip(names, treaties, strict=True)
    )


def _name_by_place(treaty: Treaty) -> str:
    if not treaty.places or treaty.latest is None:
        return ""
    place = min((place.label for place in treaty.places), key=len)
    # The treaty keeps the name that its town had, and by which it is known.
    named = _OF_PLACE.search(treaty.label)
    if named and place not in treaty.label:
        place = named["place"]
    return f"{place} {treaty.latest.year}"
