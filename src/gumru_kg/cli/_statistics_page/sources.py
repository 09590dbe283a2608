"""What was taken from which source, and in which languages things are named."""

from __future__ import annotations

from collections import Counter
from itertools import groupby
from typing import TYPE_CHECKING

from gumru_kg.cli._markdown import escape, table
from gumru_kg.cli._statistics_page.sections import (
    LANG,
    name_entity,
    name_property,
    share,
    write_section,
)
from gumru_kg.cli._words import language_name

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gumru_kg.statistics import LabelCount, LinkCount, SourceShare


def write_sources(sources: Sequence[SourceShare]) -> list[str]:
    """Write the languages of the sources, then every source."""
    tallies: Counter[str] = Counter()
    claims: Counter[str] = Counter()
    for source in sources:
        tallies[source.language] += 1
        claims[source.language] += source.claims
    languages = [
        [_name_language(tag), tallies[tag], claims[tag]]
        for tag in sorted(tallies, key=lambda tag: (-claims[tag], tag))
    ]
    lines = [
        *table(["language", "sources", "claims"], languages),
        "",
        *table(
            ["perspective", "source", "language", "accepted", "attributed", "rejected"],
            [
                [
                    escape(source.perspective.label) if source.perspective else "–",
                    name_entity(source.source),
                    _name_language(source.language),
                    source.accepted,
                    source.attributed,
                    source.rejected,
                ]
                for source in sorted(sources, key=_order)
            ],
        ),
    ]
    return write_section(
        "Sources · Kaynaklar",
        "What was taken from each source. The perspectives stand in the order of the "
        "alphabet, and within them the sources with the most claims first. A source "
        "without claims is known, and nothing was taken from it yet, or it gives only "
        "coordinates or identifiers.",
        lines=lines if sources else [],
    )


def _order(source: SourceShare) -> tuple[str, int, str, str]:
    perspective = source.perspective.label if source.perspective else ""
    return perspective, -source.claims, source.source.label, source.source.iri


def _name_language(tag: str) -> str:
    return escape(language_name(tag, lang=LANG)) if tag else "–"


def write_languages(labels: Sequence[LabelCount]) -> list[str]:
    """Write in which languages the things of each kind are named."""
    named: Counter[str] = Counter()
    for count in labels:
        named[count.language] += count.named
    tags = sorted(named, key=lambda tag: (-named[tag], tag))
    rows = []
    for (kind, things), group in groupby(labels, key=lambda it: (it.kind, it.things)):
        counts = {count.language: count.named for count in group}
        name = name_property(kind.iri, label=kind.label)
        rows.append([name, things, *(counts.get(tag, 0) for tag in tags)])
    return write_section(
        "Names by language · Dillere göre adlar",
        "How many things of each kind have a preferred name in a language. English and "
        "Turkish are the editors'; a name in another language comes from a source.",
        lines=table(["kind", "things", *map(_name_language, tags)], rows),
    )


def write_links(links: Sequence[LinkCount]) -> list[str]:
    """Write how far the links to other data were checked."""
    statuses = sorted({count.status for count in links}, key=lambda it: it.iri)
    numbers = {(count.site, count.status): count.links for count in links}
    sites = sorted({count.site for count in links})
    rows = [
        [escape(site), *(numbers.get((site, status), 0) for status in statuses)]
        for site in sites
    ]
    total = sum(numbers.values())
    sums = [
        share(sum(numbers.get((site, status), 0) for site in sites), total)
        for status in statuses
    ]
    return write_section(
        "Links to other data · Başka verilere bağlantılar",
        "How far it was checked that a link leads to the same thing. A rejected link "
        "stays on record, so that nobody enters it again.",
        lines=table(
            ["site", *(escape(status.label) for status in statuses)],
            [*rows, ["all", *sums]] if rows else [],
        ),
    )
