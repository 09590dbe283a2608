"""The editorial statistics as a page of Markdown."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from gumru_kg.cli._statistics_page.disputes import write_disputes, write_rejections
from gumru_kg.cli._statistics_page.gaps import write_gaps, write_texts
from gumru_kg.cli._statistics_page.overview import write_overview
from gumru_kg.cli._statistics_page.sources import (
    write_languages,
    write_links,
    write_sources,
)
from gumru_kg.cli._statistics_page.support import write_perspectives, write_support

if TYPE_CHECKING:
    from gumru_kg.statistics import Statistics

_TITLE: Final = "# Editorial statistics · Editoryal istatistik"


def write_page(statistics: Statistics) -> str:
    """Write the page.

    Args:
        statistics: What was measured.

    Returns:
        Markdown in English, with the titles of the sections in Turkish as well.

    Example:
        >>> from gumru_kg.knowledge_graph import open_graph
        >>> from gumru_kg.statistics import measure
        >>> write_page(measure(open_graph())).splitlines()[0]
        '# Editorial statistics · Editoryal istatistik'
    """
    sections = (
        write_overview(statistics),
        write_support(statistics.support),
        write_perspectives(statistics.perspectives),
        write_disputes(statistics.disputes),
        write_rejections(statistics.rejections),
        write_texts(statistics.texts),
        write_gaps(statistics.completeness),
        write_sources(statistics.sources),
        write_languages(statistics.labels),
        write_links(statistics.links),
    )
    lines = [_TITLE, *(line for section in sections for line in ("", *section))]
    return "\n".join(lines) + "\n"
