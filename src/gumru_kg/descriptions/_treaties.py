"""What only a treaty has: provisions with articles, phases, unverified clauses."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gumru_kg.descriptions.answers import Article, Gap, Phase, ProvisionLine
from gumru_kg.model.numbering import read_digits
from gumru_kg.namespaces import GUM

if TYPE_CHECKING:
    from collections.abc import Collection

    from gumru_kg.descriptions._claims import Claim
    from gumru_kg.descriptions._labels import Labels
    from gumru_kg.descriptions._rows import Reader, Row


def list_phases(reader: Reader, labels: Labels, *, treaty: str) -> tuple[Phase, ...]:
    """List the accepted legal states, in the order of time."""
    return tuple(
        Phase(
            status=labels.name(row.text("status")),
            party=labels.name_or_nothing(row.text("party")),
            begin=row.text("from"),
            end=row.text("until"),
        )
        for row in reader.rows("treaty/phases", treaty=treaty)
    )


def list_provisions(
    reader: Reader, labels: Labels, *, treaty: str, claims: Collection[Claim]
) -> tuple[ProvisionLine, ...]:
    """List the provisions in the order of their articles, the unplaced last."""
    articles = _read_articles(reader, labels, treaty)
    rows: dict[str, list[Row]] = {}
    for row in reader.rows("treaty/provisions", treaty=treaty):
        rows.setdefault(row.text("provision"), []).append(row)
    sources: dict[str, list[str]] = {}
    for claim in claims:
        if claim.predicate == f"{GUM}hasProvision" and not claim.is_denied:
            sources.setdefault(str(getattr(claim.object, "value", "")), []).append(
                claim.source
            )
    lines = [
        _make_line(iri, group, articles, sources.get(iri, []), labels)
        for iri, group in rows.items()
    ]
    return tuple(sorted(lines, key=_order))


def _make_line(
    iri: str,
    rows: list[Row],
    articles: dict[str, Article],
    sources: list[str],
    labels: Labels,
) -> ProvisionLine:
    clauses = dict.fromkeys(row.text("clause") for row in rows)
    return ProvisionLine(
        provision=labels.name(iri),
        is_accepted=rows[0].is_true("isAccepted"),
        kinds=labels.names(row.text("kind") for row in rows),
        articles=tuple(articles[clause] for clause in clauses if clause in articles),
        bearers=labels.names(row.text("bearer") for row in rows),
        topics=labels.names(row.text("topic") for row in rows),
        sources=labels.names(sources),
    )


def _read_articles(reader: Reader, labels: Labels, treaty: str) -> dict[str, Article]:
    return {
        row.text("clause"): Article(labels.name(row.text("text")), row.text("number"))
        for row in reader.rows("treaty/clauses", treaty=treaty)
        if row.text("number")
    }


def _order(line: ProvisionLine) -> tuple[bool, bool, list[tuple[int, str]], str]:
    numbers = [read_digits(article.number) for article in line.articles]
    return (
        not line.is_accepted,
        not numbers,
        min(numbers, default=[]),
        line.provision.text,
    )


def find_gaps(reader: Reader, labels: Labels, *, treaty: str) -> tuple[Gap, ...]:
    """Find the clauses whose content nobody has verified, text by text."""
    numbers: dict[str, list[str]] = {}
    for row in reader.rows("treaty/clauses", treaty=treaty):
        if row.is_true("isUnverified") and row.text("number"):
            numbers.setdefault(row.text("text"), []).append(row.text("number"))
    return tuple(
        Gap(
            labels.name(text), tuple(sorted(dict.fromkeys(unverified), key=read_digits))
        )
        for text, unverified in numbers.items()
    )
