"""Lists of treaties, provisions, events and counts as tables."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from gumru_kg.cli._dates import read_date
from gumru_kg.cli._output import write_lines
from gumru_kg.cli._sheets import Page
from gumru_kg.cli._tables import Table, terminal_width
from gumru_kg.cli._text import write_number
from gumru_kg.cli._treaty_sheet import tell_phase
from gumru_kg.cli._words import word
from gumru_kg.namespaces import compress

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from gumru_kg.descriptions import State
    from gumru_kg.model.entities import Entity
    from gumru_kg.model.events import Event
    from gumru_kg.model.overview import Info
    from gumru_kg.model.provisions import Provision
    from gumru_kg.model.treaties import Treaty


def write_treaties(
    treaties: Sequence[Treaty], *, states: Mapping[str, State], lang: str
) -> None:
    """Print treaties, one a row, and below them what the column of states means."""
    page = Page(width=terminal_width(), lang=lang)
    rows = [
        (
            read_date(treaty.date, lang=lang) if treaty.date else "–",
            treaty.label,
            _join(treaty.places) or "–",
            _tell_state(page, treaty, states[treaty.iri]),
        )
        for treaty in treaties
    ]
    headers = [page.word(key) for key in ("date", "treaty", "place", "status")]
    page.lines += Table.of(headers, rows).lines(width=page.width)
    page.lines.append("")
    is_gap_shown = any("–" in row for row in rows)
    for key in ("status_note", *(["nothing_note"] if is_gap_shown else [])):
        page.paragraph(page.word(key), indent=0, dim=True)
    write_lines(page.lines)


def _tell_state(page: Page, treaty: Treaty, state: State) -> str:
    """Tell the accepted status, else the last accepted phase, and if it is disputed."""
    if treaty.status:
        told, key = treaty.status.label, "status_disputed"
    elif state.phase:
        told, key = tell_phase(page, state.phase), "status_disputed_today"
    else:
        told, key = "–", "status_disputed"
    return page.word(key, told) if state.is_disputed else told


def write_provisions(provisions: Sequence[Provision], *, lang: str) -> None:
    """Print provisions, one a row, what is only reported below what is accepted."""
    accepted = [provision for provision in provisions if provision.is_accepted]
    reported = [provision for provision in provisions if not provision.is_accepted]
    rows = [
        (
            provision.label,
            _join(provision.kinds),
            _join(provision.bearers),
            "; ".join(provision.articles),
        )
        for provision in accepted
    ]
    _write(("provision", "kind", "borne_by", "articles"), rows, lang)
    if reported:
        page = Page(width=terminal_width(), lang=lang)
        page.lines.append("")
        page.paragraph(page.word("reported"), indent=0)
        for provision in reported:
            page.bullet(provision.label, indent=0)
            page.paragraph("; ".join(provision.sources), dim=True)
        write_lines(page.lines)


def write_events(events: Sequence[Event], *, lang: str) -> None:
    """Print events, one a row."""
    rows = [
        (_tell_date(event, lang=lang), event.label, "; ".join(event.places))
        for event in events
    ]
    if rows:
        _write(("date", "event", "place"), rows, lang)
    else:
        write_lines([word("no_events", lang=lang)])


def _tell_date(event: Event, *, lang: str) -> str:
    date = read_date(event.date, lang=lang)
    return f"{date} ({event.certainty})" if event.certainty else date


def write_info(info: Info, *, lang: str) -> None:
    """Print what is in the graph, count by count."""
    page = Page(width=terminal_width(), lang=lang)
    page.title(info.label or "–", below=compress(info.iri))
    page.lines.append("")
    page.entry(
        page.word("version"), f"{info.version} (gumru-kg {info.package_version})"
    )
    page.entry(page.word("licence"), info.licence)
    for creator in info.creators:
        page.entry(page.word("creator"), creator)
    totals = (("triples", info.triples), ("sources", info.sources))
    for key, total in (*totals, ("claims_total", info.claims)):
        page.entry(page.word(key), write_number(str(total), lang=lang))
    for measure, counts in groupby(info.counts, key=lambda count: count.measure):
        page.heading(page.word(measure))
        for count in sorted(counts, key=lambda count: -count.count):
            page.entry(write_number(str(count.count), lang=lang), count.label)
    write_lines(page.lines)


def _join(things: Iterable[Entity]) -> str:
    return "; ".join(thing.label for thing in things)


def _write(headers: Sequence[str], rows: Sequence[Sequence[str]], lang: str) -> None:
    names = [word(header, lang=lang) for header in headers]
    write_lines(Table.of(names, rows).lines(width=terminal_width()))
