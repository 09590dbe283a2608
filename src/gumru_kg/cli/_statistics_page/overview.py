"""The page in short."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from gumru_kg.cli._statistics_page.sections import share, write_section
from gumru_kg.cli._text import write_count

if TYPE_CHECKING:
    from gumru_kg.statistics import Statistics

_ABOUT: Final = (
    "This page counts, by the rules of its own editors, what the graph rests on, where "
    "its sources differ and what it lacks. Every number comes from the graph: "
    "`make statistics` writes the page anew, and `gumru statistics FILE` writes one on "
    "any other graph of this vocabulary."
)
_TERMS: Final = (
    "A *fact* is a statement that the editors accepted from at least one claim; the "
    "editorial rule, in `data/README.md`, says on what. Sources that depend on one "
    "another are one *group* and count once. A *perspective* is the tradition in which "
    "a source is written, not a mark of its worth. How much was taken from sources of "
    "one side says what was at hand, and not who is right."
)
# So many gaps are told in short, the widest first.
_GAPS_TOLD: Final = 5


def write_overview(statistics: Statistics) -> list[str]:
    """Write the numbers that a reader should take along."""
    lines = [
        _tell_claims(statistics),
        *_tell_support(statistics),
        _tell_disputes(statistics),
        _tell_texts(statistics),
        *_tell_gaps(statistics),
        _tell_links(statistics),
    ]
    bullets = [f"- {line}" for line in lines]
    section = write_section("In short · Özet", lines=bullets)
    return [_ABOUT, "", _TERMS, "", *section]


def _tell_claims(statistics: Statistics) -> str:
    sources = statistics.sources
    accepted = sum(source.accepted for source in sources)
    attributed = sum(source.attributed for source in sources)
    rejected = sum(source.rejected for source in sources)
    groups = len({source.group for source in sources})
    claims = write_count(accepted + attributed + rejected, "claim")
    perspectives = write_count(len(statistics.perspectives), "perspective")
    return (
        f"**{claims}** of {write_count(len(sources), 'source')} in "
        f"{write_count(groups, 'independent group')} and {perspectives}: "
        f"{accepted:,} accepted, {attributed:,} only attributed, {rejected:,} rejected."
    )


def _tell_support(statistics: Statistics) -> list[str]:
    counts = statistics.support
    facts = sum(count.facts for count in counts)
    source = sum(count.facts for count in counts if count.sources == 1)
    group = sum(count.facts for count in counts if count.groups == 1)
    view = sum(count.facts for count in counts if count.perspectives <= 1)
    alone = sorted(statistics.perspectives, key=lambda it: -it.facts_alone)
    told = ", ".join(
        f"{it.perspective.label} {it.facts_alone}" for it in alone if it.facts_alone
    )
    rest = "rests" if facts == 1 else "rest"
    backing = (
        f"**{write_count(facts, 'fact')}** {rest} on them: "
        f"{share(source, facts)} on one source, "
        f"{share(group, facts)} on one group of sources."
    )
    sides = (
        f"{share(view, facts)} of the facts rest on sources of one perspective, "
        f"{share(facts - view, facts)} on two or more."
    )
    return [backing, f"{sides} Alone stand: {told}." if told else sides]


def _tell_disputes(statistics: Statistics) -> str:
    positions = sum(len(dispute.positions) for dispute in statistics.disputes)
    open_points = sum(
        1
        for dispute in statistics.disputes
        if not any(position.is_accepted for position in dispute.positions)
    )
    points = write_count(len(statistics.disputes), "point")
    return (
        f"**{points}** on which sources differ, with "
        f"{write_count(positions, 'position')}; on {open_points} of them the editors "
        "accepted none."
    )


def _tell_texts(statistics: Statistics) -> str:
    texts = statistics.texts
    accepted = sum(len(text.accepted) for text in texts)
    attributed = sum(len(text.attributed) for text in texts)
    unverified = sum(len(text.unverified) for text in texts)
    clauses = accepted + attributed + unverified
    treaties = len({text.treaty.iri for text in texts})
    without = len({text.treaty.iri for text in texts if text.text is None})
    have = "treaty has" if without == 1 else "treaties have"
    return (
        f"**{write_count(clauses, 'article')}** and other numbered parts of the texts "
        f"of {write_count(treaties, 'treaty', plural='treaties')}: the content of "
        f"{share(accepted, clauses)} is accepted, of "
        f"{share(attributed, clauses)} only attributed, of "
        f"{share(unverified, clauses)} not verified; {without:,} {have} no text here."
    )


def _tell_gaps(statistics: Statistics) -> list[str]:
    widest = sorted(statistics.completeness, key=lambda it: -len(it.missing))
    told = [
        f"{len(it.missing)} of {it.things} {it.measure.replace(' with ', ' without ')}"
        for it in widest[:_GAPS_TOLD]
        if it.missing
    ]
    return [f"The widest gaps: {'; '.join(told)}."] if told else []


def _tell_links(statistics: Statistics) -> str:
    links: dict[str, int] = {}
    for count in statistics.links:
        links[count.status.label] = links.get(count.status.label, 0) + count.links
    ordered = sorted(links.items(), key=lambda entry: (-entry[1], entry[0]))
    told = ", ".join(f"{number} {status}" for status, number in ordered)
    total = sum(links.values())
    return (
        f"**{write_count(total, 'link')}** to other data: {told}."
        if told
        else "No links to other data."
    )
