"""What the facts rest on, and how much each perspective carries."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Final

from gumru_kg.cli._markdown import table
from gumru_kg.cli._statistics_page.sections import (
    name_entity,
    name_property,
    write_section,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from gumru_kg.statistics import PerspectiveShare, SupportCount

_GROUPS: Final = {1: "1 group", 2: "2 groups", 3: "3 groups", 4: "4 or more"}
_BY_PROPERTY: Final = (
    "The same by property. The second number is that of the facts which the editors "
    "accepted on one source (tek kaynakla kabul edilenler); the editorial rule settles "
    "what may be accepted so."
)
_VIEWS: Final = {1: "1 perspective", 2: "2 perspectives", 3: "3 or more"}


def write_support(support: Sequence[SupportCount]) -> list[str]:
    """Write how many facts rest on how many groups and perspectives."""
    rows = [
        [
            name,
            *(_count(support, groups=groups, views=views) for views in _VIEWS),
            _count(support, groups=groups),
        ]
        for groups, name in _GROUPS.items()
    ]
    rows.append(["all", *(_count(support, views=v) for v in _VIEWS), _count(support)])
    lines = [
        *table(["", *_VIEWS.values(), "all"], rows),
        "",
        _BY_PROPERTY,
        "",
        *table(
            ["property", "facts", "1 source", *_GROUPS.values(), *_VIEWS.values()],
            _list_properties(support),
        ),
    ]
    return write_section(
        "What the facts rest on · Olgular neye dayanıyor",
        "How many facts rest on so many independent groups of sources (rows) of so "
        "many perspectives (columns). A text of the editors in several languages "
        "counts once; names in several languages are several facts.",
        lines=lines if support else [],
    )


def _list_properties(support: Sequence[SupportCount]) -> list[list[object]]:
    properties = [
        (property_, list(counts))
        for property_, counts in groupby(support, key=lambda count: count.property)
    ]
    properties.sort(key=lambda entry: (-_count(entry[1]), entry[0].iri))
    return [
        [
            name_property(property_.iri, label=property_.label),
            _count(counts),
            sum(count.facts for count in counts if count.sources == 1),
            *(_count(counts, groups=groups) for groups in _GROUPS),
            *(_count(counts, views=views) for views in _VIEWS),
        ]
        for property_, counts in properties
    ]


def _count(support: Iterable[SupportCount], *, groups: int = 0, views: int = 0) -> int:
    """Count the facts of a row, a column or a cell; 0 stands for all."""
    return sum(
        count.facts
        for count in support
        if groups in {0, min(count.groups, max(_GROUPS))}
        # Without a known perspective there is one, and nobody knows which.
        and views in {0, min(max(count.perspectives, 1), max(_VIEWS))}
    )


def write_perspectives(perspectives: Sequence[PerspectiveShare]) -> list[str]:
    """Write how many facts rest on one perspective."""
    return write_section(
        "Facts of one perspective · Tek bakış açısına dayanan olgular",
        "The last column counts the facts that no source of another perspective "
        "carries. `gumru query claims/one-sided` lists them, each language of a text "
        "in a row of its own, and with them the facts of one group of sources.",
        lines=table(
            ["perspective", "sources", "groups", "claims", "facts", "facts alone"],
            [
                [
                    name_entity(share.perspective),
                    share.sources,
                    share.groups,
                    share.claims,
                    share.facts,
                    share.facts_alone,
                ]
                for share in sorted(
                    perspectives, key=lambda it: it.perspective.label.casefold()
                )
            ],
        ),
    )
