"""What others say of our things, as claims with their graph as the source.

Each stays attributed: no editor has looked at it. A fact of ours is never touched;
where theirs differs, both stand side by side.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal, NamedTuple, TypeAlias

import pyoxigraph as ox

from gumru_kg.integration.distances import find_distance
from gumru_kg.names import fold
from gumru_kg.namespaces import DCTERMS, EDTF, GID, GUM, GV, OA, RDF, SKOS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from gumru_kg.integration.comparables import Comparable, Dated

Agreement: TypeAlias = Literal["new", "same", "conflict", "compatible"]

GRAPH_DIGITS: Final = 12
_FAR: Final = 25.0
_DATE: Final = ox.NamedNode(f"{EDTF}EDTF")
_DATE_PROPERTIES: Final = {"born": "born", "died": "died", "date": "date"}
_PLACE_PROPERTIES: Final = {"born": "bornAt", "died": "diedAt", "place": "tookPlaceAt"}
_PERSPECTIVE: Final = ox.NamedNode(f"{GV}perspective.not-assessed")


@dataclass(frozen=True, slots=True, order=True)
class ImportedClaim:
    """One statement of another graph on a thing of ours.

    Attributes:
        subject: Our thing.
        predicate: Our property.
        value: What they say, as a term of N-Triples.
        graph: Their graph.
        their: Their thing.
        locator: Their property.
        agreement: ``new`` where we have no such value; ``same``; ``conflict`` where
            both cannot be right; ``compatible`` where they can.
        ours: Our values, to be read beside theirs.
    """

    subject: str
    predicate: str
    value: str
    graph: str
    their: str
    locator: str
    agreement: Agreement
    ours: tuple[str, ...]


class Pair(NamedTuple):
    """A thing of ours and what of theirs is the same.

    Attributes:
        our: Our thing.
        their: Theirs.
        graph: Their graph.
    """

    our: Comparable
    their: Comparable
    graph: str


def find_claims(
    pairs: Iterable[Pair], *, signings: Mapping[str, str]
) -> Iterator[ImportedClaim]:
    """Turn what others say of our things into claims.

    Args:
        pairs: Things that a person has accepted as the same.
        signings: The event of signing of each treaty, which bears its date and place.

    Yields:
        Claims on dates, places and names that we do not have.

    Example:
        >>> list(find_claims([], signings={}))
        []
    """
    known = list(pairs)
    places = {pair.their.iri: pair.our.iri for pair in known}
    for pair in known:
        yield from _claim_dates(pair, signings)
        yield from _claim_places(pair, signings, places)
        yield from _claim_names(pair)


def find_distant(pairs: Iterable[Pair]) -> Iterator[tuple[Pair, float]]:
    """Find things that are the same and yet lie apart.

    Args:
        pairs: Things that a person has accepted as the same.

    Yields:
        Each such pair, with the kilometres between the two.

    Example:
        >>> list(find_distant([]))
        []
    """
    for pair in pairs:
        kilometres = find_distance(pair.our.geometries, pair.their.geometries)
        if kilometres is not None and kilometres > _FAR:
            yield pair, kilometres


def _claim_dates(pair: Pair, signings: Mapping[str, str]) -> Iterator[ImportedClaim]:
    for date in pair.their.dates:
        subject = _find_bearer(pair.our, date.role, signings)
        if subject is not None:
            mine = [each for each in pair.our.dates if each.role == date.role]
            yield ImportedClaim(
                subject=subject,
                predicate=f"{GUM}{_DATE_PROPERTIES[date.role]}",
                value=str(ox.Literal(date.text, datatype=_DATE)),
                graph=pair.graph,
                their=pair.their.iri,
                locator=date.locator,
                agreement=_compare_dates(date, mine),
                ours=tuple(each.text for each in mine),
            )


def _claim_places(
    pair: Pair, signings: Mapping[str, str], places: Mapping[str, str]
) -> Iterator[ImportedClaim]:
    for located in pair.their.places:
        place = places.get(located.iri)
        subject = _find_bearer(pair.our, located.role, signings)
        if place is not None and subject is not None:
            mine = sorted(
                {each.iri for each in pair.our.places if each.role == located.role}
            )
            agreement: Agreement = (
                "new" if not mine else "same" if place in mine else "conflict"
            )
            yield ImportedClaim(
                subject=subject,
                predicate=f"{GUM}{_PLACE_PROPERTIES[located.role]}",
                value=str(ox.NamedNode(place)),
                graph=pair.graph,
                their=pair.their.iri,
                locator=located.locator,
                agreement=agreement,
                ours=tuple(mine),
            )


def _claim_names(pair: Pair) -> Iterator[ImportedClaim]:
    known = {(fold(name.text), name.language) for name in pair.our.names}
    texts = {text for text, _ in known}
    for name in pair.their.names:
        key = fold(name.text), name.language
        is_known = key in known or (not name.language and key[0] in texts)
        if not is_known:
            known.add(key)
            literal = ox.Literal(name.text, language=name.language or None)
            yield ImportedClaim(
                subject=pair.our.iri,
                predicate=f"{SKOS}altLabel",
                value=str(literal),
                graph=pair.graph,
                their=pair.their.iri,
                locator=f"{SKOS}altLabel",
                agreement="new",
                ours=(),
            )


def _find_bearer(our: Comparable, role: str, signings: Mapping[str, str]) -> str | None:
    """Tell which thing of ours bears a date or a place of this role."""
    if role in ("born", "died"):
        return our.iri if "person" in our.kinds else None
    if "event" in our.kinds:
        return our.iri
    return signings.get(our.iri) if "treaty" in our.kinds else None


def _compare_dates(date: Dated, mine: list[Dated]) -> Agreement:
    if not mine:
        return "new"
    if any(each.text == date.text for each in mine):
        return "same"
    gap = min(each.measure_gap(date) for each in mine)
    return "conflict" if gap else "compatible"


def write_claims(
    claims: Iterable[ImportedClaim], *, names: Mapping[str, str]
) -> Iterator[ox.Triple]:
    """Write claims in the model of the graph, with their sources and evidence.

    Args:
        claims: The claims.
        names: The file name of each graph.

    Yields:
        Triples.

    Example:
        >>> list(write_claims([], names={}))
        []
    """
    graphs: set[str] = set()
    for claim in sorted(claims):
        graphs.add(claim.graph)
        yield from _write_claim(claim)
    for graph in sorted(graphs):
        yield from write_source(graph, name=names[graph])


def _write_claim(claim: ImportedClaim) -> Iterator[ox.Triple]:
    key = (claim.graph, claim.subject, claim.predicate, claim.value, claim.their)
    digest = _digest(*key, claim.locator)
    node = _gid(f"claim-import-{digest}")
    evidence = _gid(f"evidence-import-{digest}")
    yield from _describe(
        node,
        (f"{RDF}type", ox.NamedNode(f"{GUM}Claim")),
        (f"{RDF}subject", ox.NamedNode(claim.subject)),
        (f"{RDF}predicate", ox.NamedNode(claim.predicate)),
        (f"{RDF}object", _parse_term(claim.value)),
        (f"{GUM}source", source_of(claim.graph)),
        (f"{GUM}evidence", evidence),
        (f"{GUM}stance", ox.NamedNode(f"{GV}stance.asserts")),
        (f"{GUM}verdict", ox.NamedNode(f"{GV}verdict.attributed")),
    )
    yield from write_evidence(evidence, claim.graph, f"{claim.their} {claim.locator}")


def write_evidence(node: ox.NamedNode, graph: str, locator: str) -> Iterator[ox.Triple]:
    """Write where in another graph something stands.

    Args:
        node: The evidence.
        graph: The graph.
        locator: The thing, and the property if there is one.

    Yields:
        Triples.

    Example:
        >>> node = _gid("evidence-x")
        >>> len(list(write_evidence(node, "urn:g", "urn:x")))
        3
    """
    yield from _describe(
        node,
        (f"{RDF}type", ox.NamedNode(f"{GUM}Evidence")),
        (f"{OA}hasSource", source_of(graph)),
        (f"{GUM}locator", ox.Literal(locator)),
    )


def write_source(graph: str, *, name: str) -> Iterator[ox.Triple]:
    """Write another graph as a source of claims.

    Nobody has said from which standpoint it is written, so it gets a perspective that
    says just this, and a group of its own.

    Args:
        graph: The graph.
        name: The name of its file.

    Yields:
        Triples.

    Example:
        >>> triples = write_source("urn:graph:0123456789ab", name="a.ttl")
        >>> any("a.ttl (imported graph)" in str(triple) for triple in triples)
        True
    """
    group = ox.NamedNode(f"{GV}group.import-{_short(graph)}")
    english = ox.Literal(f"{name} (imported graph)", language="en")
    turkish = ox.Literal(f"{name} (içe aktarılan graf)", language="tr")
    yield from _describe(
        source_of(graph),
        (f"{RDF}type", ox.NamedNode(f"{GUM}Source")),
        (f"{SKOS}prefLabel", english),
        (f"{SKOS}prefLabel", turkish),
        (f"{DCTERMS}title", english),
        (f"{DCTERMS}identifier", ox.Literal(graph)),
        (f"{GUM}group", group),
        (f"{GUM}perspective", _PERSPECTIVE),
    )
    yield from write_concept(
        group,
        scheme="group",
        labels=(english.value, turkish.value),
        definitions=(
            "What one imported graph says.",
            "İçe aktarılan bir grafın bildirdiği.",
        ),
    )
    yield from write_concept(
        _PERSPECTIVE,
        scheme="perspective",
        labels=("not assessed", "değerlendirilmemiş"),
        definitions=(
            "Nobody has said from which standpoint this source is written.",
            "Bu kaynağın hangi bakış açısından yazıldığı belirtilmemiştir.",
        ),
    )


def write_concept(
    node: ox.NamedNode,
    *,
    scheme: str,
    labels: tuple[str, str],
    definitions: tuple[str, str],
) -> Iterator[ox.Triple]:
    """Write a concept that only merged graphs need.

    Args:
        node: The concept.
        scheme: The scheme that it is of, without its namespace.
        labels: Its name in English and in Turkish.
        definitions: What it means, in the same.

    Yields:
        Triples.

    Example:
        >>> texts = ("a", "b")
        >>> node = ox.NamedNode(f"{GV}check.x")
        >>> made = write_concept(node, scheme="check", labels=texts, definitions=texts)
        >>> len(list(made))
        6
    """
    yield from _describe(
        node,
        (f"{RDF}type", ox.NamedNode(f"{SKOS}Concept")),
        (f"{SKOS}inScheme", ox.NamedNode(f"{GV}{scheme}")),
        *(
            (f"{SKOS}{name}", ox.Literal(text, language=language))
            for name, texts in (("prefLabel", labels), ("definition", definitions))
            for text, language in zip(texts, ("en", "tr"), strict=True)
        ),
    )


def source_of(graph: str) -> ox.NamedNode:
    """Name another graph as a source.

    Args:
        graph: The graph.

    Returns:
        The source.

    Example:
        >>> source_of("https://w3id.org/gumru/graph/import-0123456789ab").value[-26:]
        'source-import-0123456789ab'
    """
    return _gid(f"source-import-{_short(graph)}")


def _describe(
    node: ox.NamedNode, *values: tuple[str, ox.NamedNode | ox.BlankNode | ox.Literal]
) -> Iterator[ox.Triple]:
    for predicate, value in values:
        yield ox.Triple(node, ox.NamedNode(predicate), value)


def _parse_term(text: str) -> ox.NamedNode | ox.Literal:
    # N-Triples is how a term writes itself; the parser of it reads any such text.
    line = f"<urn:s> <urn:p> {text} ."
    [quad] = ox.parse(input=line.encode(), format=ox.RdfFormat.N_TRIPLES)
    value = quad.object
    assert isinstance(value, ox.NamedNode | ox.Literal)  # noqa: S101 - we wrote it
    return value


def _gid(slug: str) -> ox.NamedNode:
    return ox.NamedNode(f"{GID}{slug}")


def _short(graph: str) -> str:
    return graph[-GRAPH_DIGITS:]


def _digest(*parts: str) -> str:
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:16]
