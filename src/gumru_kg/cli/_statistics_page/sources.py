"""What was taken from which source, and in which languages things are named."""

from __future__ import annotations

from collections import Counter
from itertools import groupby
from typing import TYPE_CHECKING, Final

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

# Sources with fewer claims share a paragraph.
_MANY_CLAIMS: Final = 3


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
    ordered = sorted(sources, key=_order)
    many = [source for source in ordered if source.claims >= _MANY_CLAIMS]
    few = [source for source in ordered if source.claims < _MANY_CLAIMS]
    lines = [
        *table(["language", "sources", "claims"], languages),
        "",
        *table(
            ["perspective", "source", "language", "accepted", "attributed", "rejected"],
            map(_list_source, many),
        ),
    ]
    for perspective, group in groupby(few, key=_name_perspective):
        names = "; ".join(
            f"{name_entity(source.source)} ({source.claims})" for source in group
        )
        lines += ["", f"**{escape(perspective)}**, with fewer claims: {names}."]
    return write_section(
        "Sources · Kaynaklar",
        "How much was taken from each source. The perspectives stand in the order of "
        "the alphabet, and within them the sources with the most claims first; those "
        f"with fewer than {_MANY_CLAIMS} follow below, with their number of claims. "
        "From a source with none nothing was taken yet, or only coordinates or "
        "identifiers.",
        lines=lines if sources else [],
    )


def _list_source(source: SourceShare) -> list[object]:
    return [
        escape(_name_perspective(source)),
        name_entity(source.source),
        _name_language(source.language),
        source.accepted,
        source.attributed,
        source.rejected,
    ]


def _order(source: SourceShare) -> tuple[str, int, str, str]:
    perspective = _name_perspective(source).casefold()
    return perspective, -source.claims, source.source.label, source.source.iri


def _name_perspective(source: SourceShare) -> str:
    return source.perspective.label if source.perspective else "–"


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
