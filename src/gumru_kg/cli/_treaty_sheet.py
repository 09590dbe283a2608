"""The sections of a treaty's page."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from gumru_kg.cli._dates import read_date
from gumru_kg.model.numbering import name_number
from gumru_kg.namespaces import GUM, RDF

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from gumru_kg.cli._sheets import Page
    from gumru_kg.descriptions import (
        Description,
        Fact,
        Gap,
        Participation,
        Phase,
        ProvisionLine,
    )

# What a reader asks first comes first; the rest follows in the order of the graph.
_FIRST_FACTS: Final = (
    f"{RDF}subject",
    f"{RDF}predicate",
    f"{RDF}object",
    f"{GUM}source",
    f"{GUM}stance",
    f"{GUM}verdict",
    f"{GUM}content",
    f"{GUM}signedOn",
    f"{GUM}signedAt",
    f"{GUM}date",
    f"{GUM}tookPlaceAt",
    f"{GUM}party",
    f"{GUM}legalStatus",
    f"{GUM}articleCount",
    f"{GUM}language",
)


def order_facts(facts: Iterable[Fact]) -> tuple[Fact, ...]:
    """Put first what a reader asks first."""
    rank = {property_: place for place, property_ in enumerate(_FIRST_FACTS)}
    return tuple(sorted(facts, key=lambda fact: rank.get(fact.property.iri, len(rank))))


def write_signatories(page: Page, participations: Sequence[Participation]) -> None:
    """Write who took part in an event, side by side with the others of their side."""
    sides: dict[str, list[Participation]] = {}
    for part in participations:
        side = "; ".join(principal.text for principal in part.principals)
        sides.setdefault(side, []).append(part)
    for side in sorted(sides, key=lambda side: not side):
        parts = sides[side]
        if len(sides) > 1 or side:
            page.paragraph(page.word("for", side) if side else page.word("no_side"))
        for part in parts:
            duties = ", ".join(value.text for value in [*part.capacities, *part.roles])
            text = f"{part.agent.text}: {duties}" if duties else part.agent.text
            page.bullet(text, indent=4 if len(sides) > 1 or side else 2)


def write_phases(page: Page, phases: Sequence[Phase]) -> None:
    """Write the legal states with their dates and parties."""
    for number, phase in enumerate(phases):
        page.entry("" if number else page.word("phases"), tell_phase(page, phase))


def tell_phase(page: Page, phase: Phase) -> str:
    """Tell a legal state, for whom it holds and from when."""
    status = phase.status.text
    if phase.party.text:
        status = page.word("status_of", status=status, party=phase.party.text)
    dates = read_date(phase.begin, lang=page.lang) if phase.begin else ""
    if phase.end:
        until = page.word("until", read_date(phase.end, lang=page.lang))
        dates = f"{dates} {until}".strip()
    return f"{status} ({dates})" if dates else status


def write_provisions(page: Page, lines: Sequence[ProvisionLine]) -> None:
    """Write the accepted provisions by article, then those only reported."""
    accepted = [line for line in lines if line.is_accepted]
    reported = [line for line in lines if not line.is_accepted]
    page.heading(f"{page.word('provisions')} ({len(accepted)})")
    texts = Counter(article.text.text for line in accepted for article in line.articles)
    main = texts.most_common(1)[0][0] if texts else ""
    if accepted:
        page.table(
            [page.word(key) for key in ("article", "provision", "kind", "topic")],
            [_row(page, line, main) for line in accepted],
        )
    if main:
        page.paragraph(page.word("articles_of", main), dim=True)
    if reported:
        page.lines.append("")
        page.paragraph(page.word("reported"))
    for line in reported:
        page.bullet(line.provision.text)
        told = "; ".join(source.text for source in line.sources)
        page.paragraph(told, indent=4, dim=True)


def _row(page: Page, line: ProvisionLine, main: str) -> list[str]:
    numbers = [article.number for article in line.articles if article.text.text == main]
    kinds = ", ".join(kind.text for kind in line.kinds)
    topics = ", ".join(topic.text for topic in line.topics)
    named = (name_number(number, lang=page.lang) for number in numbers)
    number = ", ".join(named) or page.word("unplaced")
    return [number, line.provision.text, kinds, topics]


def write_gaps(page: Page, gaps: Sequence[Gap]) -> None:
    """Say what nobody has verified."""
    if not gaps:
        return
    page.heading(page.word("gaps"))
    for gap in gaps:
        page.paragraph(page.word("gap", gap.text.text, _list_parts(page, gap.numbers)))


def _list_parts(page: Page, numbers: Sequence[str]) -> str:
    """Tell articles by their numbers, and by its name what is none: an annex."""
    articles = [number for number in numbers if number[:1].isdigit()]
    key = "gap_article" if len(articles) == 1 else "gap_articles"
    told = [page.word(key, shorten(articles))] if articles else []
    others = (number for number in numbers if number not in articles)
    return ", ".join([*told, *(name_number(other, lang=page.lang) for other in others)])


def shorten(numbers: Sequence[str]) -> str:
    """Write neighbouring numbers as a span.

    Example:
        >>> shorten(["7", "15", "16", "17"])
        '7, 15–17'
    """
    spans: list[list[str]] = []
    for number in numbers:
        last = spans[-1][-1] if spans else ""
        if last.isdigit() and number.isdigit() and int(number) == int(last) + 1:
            spans[-1].append(number)
        else:
            spans.append([number])
    # A run of two is a pair, not a span; the number needs no name.
    return ", ".join(
        "–".join([span[0], span[-1]]) if len(span) > 2 else ", ".join(span)  # noqa: PLR2004 - a run of two is no span
        for span in spans
    )


def is_kind(description: Description, name: str) -> bool:
    """Tell whether the page is one of a treaty, a claim and so on."""
    return f"{GUM}{name}" in {kind.iri for kind in description.kinds}
