"""Put a description together."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from gumru_kg.descriptions._claims import (
    find_rivals,
    find_unsure,
    make_dispute,
    measure_backing,
    read_claims,
)
from gumru_kg.descriptions._labels import Labels
from gumru_kg.descriptions._rows import Reader
from gumru_kg.descriptions._statements import Context, gather
from gumru_kg.descriptions._treaties import find_gaps, list_phases, list_provisions
from gumru_kg.descriptions.answers import Description, Fact, Name, Participation
from gumru_kg.namespaces import GID, GUM, RDF, SKOS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gumru_kg.descriptions._claims import Claim
    from gumru_kg.descriptions._rows import Queryable, Row
    from gumru_kg.results import Term

_TYPE: Final = f"{RDF}type"
_TREATY: Final = f"{GUM}Treaty"
_SOURCE: Final = f"{GUM}Source"
_NAMES: Final = {f"{SKOS}prefLabel": True, f"{SKOS}altLabel": False}
# Told in a section of their own, or of use to machines only.
_TOLD_ELSEWHERE: Final = frozenset(
    {
        _TYPE,
        *_NAMES,
        f"{GUM}hasProvision",
        f"{GUM}participation",
        f"{GUM}participant",
        f"{GUM}signatory",
        f"{GUM}signing",
        f"{GUM}earliest",
        f"{GUM}latest",
        f"{GUM}agent",
        f"{GUM}ofTreaty",
        "http://rdfs.org/ns/void#exampleResource",
    }
)


def describe(graph: Queryable, *, iri: str, lang: str = "en") -> Description:
    """Describe one thing of a graph.

    Args:
        graph: Whatever answers the named queries.
        iri: The thing.
        lang: The language of the labels; a missing one is in English.

    Returns:
        What is accepted of it, what is said of it and what is not known.

    Raises:
        QueryError: When the graph cannot be queried.

    Example:
        >>> from gumru_kg.knowledge_graph import open_graph
        >>> treaty = "https://w3id.org/gumru/id/treaty-gumru-1920"
        >>> describe(open_graph(), iri=treaty).kinds[0].text
        'Treaty'
    """
    reader = Reader(graph)
    labels = Labels(reader, lang=lang)
    facts: dict[str, list[Term]] = {}
    for row in reader.rows("entity/facts", entity=iri):
        value = row.term("value")
        if value is not None:
            facts.setdefault(row.text("property"), []).append(value)
    kinds = [str(getattr(kind, "value", kind)) for kind in facts.get(_TYPE, [])]
    claims = read_claims(reader, iri)
    is_treaty, is_source = _TREATY in kinds, _SOURCE in kinds
    rivals = () if is_source else find_rivals(reader, claims=claims)
    left = _leave_out_told(claims, rivals, is_treaty=is_treaty)
    return Description(
        iri=iri,
        lang=lang,
        label=labels.name(iri),
        kinds=labels.names(kinds),
        names=_list_names(facts),
        facts=_list_facts(facts, labels, unsure=find_unsure(claims, subject=iri)),
        mentions=_list_mentions(reader, labels, iri),
        participations=_list_participations(reader, labels, iri),
        phases=list_phases(reader, labels, treaty=iri) if is_treaty else (),
        provisions=list_provisions(reader, labels, treaty=iri, claims=claims)
        if is_treaty
        else (),
        gaps=find_gaps(reader, labels, treaty=iri) if is_treaty else (),
        disputes=tuple(make_dispute(group, labels) for group in rivals),
        attributed=gather(left, labels, context=Context(subjects=[iri])),
        backing=measure_backing(claims, labels),
    )


def list_slugs(graph: Queryable) -> tuple[str, ...]:
    """List the slugs of the things that have a name.

    Args:
        graph: Whatever answers the named queries.

    Returns:
        The last parts of the IRIs of things, sorted.

    Raises:
        QueryError: When the graph cannot be queried.

    Example:
        >>> from gumru_kg.knowledge_graph import open_graph
        >>> "treaty-gumru-1920" in list_slugs(open_graph())
        True
    """
    iris = {row.text("entity") for row in Reader(graph).rows("entity/labels")}
    return tuple(sorted(iri.removeprefix(GID) for iri in iris if iri.startswith(GID)))


def _leave_out_told(
    claims: Iterable[Claim], rivals: Iterable[Iterable[Claim]], *, is_treaty: bool
) -> list[Claim]:
    """Keep what is not accepted and stands neither in a dispute nor as a provision."""
    told = {claim.iri for group in rivals for claim in group}
    return [
        claim
        for claim in claims
        if not claim.is_accepted
        and claim.iri not in told
        and not (is_treaty and claim.predicate == f"{GUM}hasProvision")
    ]


def _list_names(facts: dict[str, list[Term]]) -> tuple[Name, ...]:
    names = [
        Name(str(getattr(term, "value", term)), _language(term), is_preferred)
        for property_, is_preferred in _NAMES.items()
        for term in facts.get(property_, [])
    ]
    # "Also called" what it is called anyway would say nothing.
    kept = {(name.language, name.text): name for name in reversed(names)}
    return tuple(
        sorted(
            kept.values(),
            key=lambda name: (name.language, not name.is_preferred, name.text),
        )
    )


def _language(term: Term) -> str:
    return getattr(term, "language", None) or ""


def _list_facts(
    facts: dict[str, list[Term]],
    labels: Labels,
    *,
    unsure: dict[tuple[str, Term], str],
) -> tuple[Fact, ...]:
    found = []
    for property_, terms in facts.items():
        if property_ not in _TOLD_ELSEWHERE:
            degrees = {
                labels.value(term): labels.name(unsure[property_, term]).text
                for term in terms
                if (property_, term) in unsure
            }
            values = (
                replace(value, certainty=degrees.get(value, ""))
                for value in labels.values(terms)
            )
            found.append(Fact(labels.name(property_), tuple(values)))
    return tuple(found)


def _list_mentions(reader: Reader, labels: Labels, iri: str) -> tuple[Fact, ...]:
    subjects: dict[str, list[str]] = {}
    for row in reader.rows("entity/mentions", entity=iri):
        if row.text("property") not in _TOLD_ELSEWHERE:
            subjects.setdefault(row.text("property"), []).append(row.text("subject"))
    return tuple(
        Fact(labels.name(property_), tuple(map(labels.name, dict.fromkeys(leading))))
        for property_, leading in subjects.items()
    )


def _list_participations(
    reader: Reader, labels: Labels, iri: str
) -> tuple[Participation, ...]:
    rows: dict[str, list[Row]] = {}
    for row in reader.rows("entity/participations", entity=iri):
        rows.setdefault(row.text("participation"), []).append(row)
    return tuple(
        Participation(
            agent=labels.name(group[0].text("agent")),
            event=labels.name(group[0].text("event")),
            date=group[0].text("date"),
            roles=labels.names(row.text("role") for row in group),
            capacities=labels.names(row.text("capacity") for row in group),
            principals=labels.names(row.text("principal") for row in group),
        )
        for group in rows.values()
    )
