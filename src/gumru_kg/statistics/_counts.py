"""What is known and what is missing: texts, dates, places, names, links."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from gumru_kg.descriptions import Value
from gumru_kg.model.entities import find_entity, read_entity, read_language, read_text
from gumru_kg.model.numbering import read_digits
from gumru_kg.namespaces import RDF, XSD, compress
from gumru_kg.statistics._rows import ask
from gumru_kg.statistics.answers import (
    Completeness,
    LabelCount,
    LinkCount,
    Rejection,
    TextCoverage,
)

if TYPE_CHECKING:
    from gumru_kg.descriptions import Queryable
    from gumru_kg.model.entities import Entity
    from gumru_kg.results import Solution

_PLAIN: Final = frozenset({f"{XSD}string", f"{RDF}langString"})


def read_texts(graph: Queryable, *, lang: str) -> tuple[TextCoverage, ...]:
    """Read how much of each text is known."""
    texts: dict[tuple[Entity, Entity | None], dict[str, dict[str, None]]] = {}
    for row in ask(graph, "statistics/clauses", lang=lang):
        key = (read_entity(row, "treaty"), find_entity(row, "text"))
        numbers = texts.setdefault(key, {})
        clause = read_text(row, "clause")
        if clause:
            number = read_text(row, "number") or compress(clause)
            numbers.setdefault(read_text(row, "content"), {})[number] = None
    return tuple(
        TextCoverage(
            treaty=treaty,
            text=text,
            accepted=_order(numbers.get("accepted", {})),
            attributed=_order(numbers.get("attributed", {})),
            unverified=_order(numbers.get("unverified", {})),
        )
        for (treaty, text), numbers in texts.items()
    )


def _order(numbers: dict[str, None]) -> tuple[str, ...]:
    # 2 §1 after 2 and before 10; what begins with a letter, such as an annex, last.
    def key(number: str) -> tuple[bool, list[tuple[int, str]], str]:
        return not number[:1].isdigit(), read_digits(number), number

    return tuple(sorted(numbers, key=key))


def read_completeness(graph: Queryable, *, lang: str) -> tuple[Completeness, ...]:
    """Read of how many things something is known."""
    missing: dict[str, list[Entity]] = {}
    things: dict[str, int] = {}
    for row in ask(graph, "statistics/completeness", lang=lang):
        measure = read_text(row, "measure")
        things[measure] = things.get(measure, 0) + 1
        lacking = missing.setdefault(measure, [])
        if read_text(row, "isKnown") != "true":
            lacking.append(read_entity(row, "thing"))
    return tuple(
        Completeness(measure, number, tuple(missing[measure]))
        for measure, number in things.items()
    )


def read_labels(graph: Queryable, *, lang: str) -> tuple[LabelCount, ...]:
    """Read in which languages things are named."""
    return tuple(
        LabelCount(
            kind=read_entity(row, "kind"),
            things=int(read_text(row, "things")),
            language=read_text(row, "language"),
            named=int(read_text(row, "named")),
        )
        for row in ask(graph, "statistics/label-languages", lang=lang)
    )


def read_links(graph: Queryable, *, lang: str) -> tuple[LinkCount, ...]:
    """Read how far the links to other data were checked."""
    return tuple(
        LinkCount(
            site=read_text(row, "site"),
            status=read_entity(row, "status"),
            links=int(read_text(row, "links")),
        )
        for row in ask(graph, "statistics/links", lang=lang)
    )


def read_rejections(graph: Queryable, *, lang: str) -> tuple[Rejection, ...]:
    """Read what the editors rejected."""
    return tuple(
        Rejection(
            claim=read_text(row, "claim"),
            subject=read_entity(row, "subject"),
            property=read_entity(row, "predicate"),
            value=_read_value(row),
            source=read_entity(row, "source"),
            perspective=find_entity(row, "perspective"),
            rationale=read_text(row, "rationale"),
        )
        for row in ask(graph, "statistics/rejected", lang=lang)
    )


def _read_value(row: Solution) -> Value:
    datatype = getattr(row["object"], "datatype", None)
    if datatype is None:
        entity = read_entity(row, "object")
        return Value(entity.label, iri=entity.iri, language=entity.language)
    kind = "" if datatype.value in _PLAIN else datatype.value
    return Value(
        read_text(row, "object"), language=read_language(row, "object"), datatype=kind
    )
