"""Imported claims and their sources in the model of the graph."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Final, NamedTuple

import pyoxigraph as ox

from gumru_kg.namespaces import DCTERMS, GID, GUM, GV, OA, RDF, SKOS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from gumru_kg.integration.imported_claims import ImportedClaim

GRAPH_DIGITS: Final = 12
_PERSPECTIVE: Final = ox.NamedNode(f"{GV}perspective.not-assessed")


class SourceFile(NamedTuple):
    """The file that a graph was read from.

    Attributes:
        name: Its name.
        sha256: The digest of its bytes.
    """

    name: str
    sha256: str


def write_claims(
    claims: Iterable[ImportedClaim], *, files: Mapping[str, SourceFile]
) -> Iterator[ox.Triple]:
    """Write claims in the model of the graph, with their sources and evidence.

    Args:
        claims: The claims.
        files: The file of each graph.

    Yields:
        Triples.

    Example:
        >>> list(write_claims([], files={}))
        []
    """
    graphs: set[str] = set()
    for claim in sorted(claims):
        graphs.add(claim.graph)
        yield from _write_claim(claim)
    for graph in sorted(graphs):
        yield from write_source(graph, file=files[graph])


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


def write_source(graph: str, *, file: SourceFile) -> Iterator[ox.Triple]:
    """Write another graph as a source of claims.

    Nobody has said from which standpoint it is written, so it gets a perspective that
    says just this, and a group of its own.

    Args:
        graph: The graph.
        file: The file that it was read from.

    Yields:
        Triples.

    Example:
        >>> triples = write_source("urn:0123456789ab", file=SourceFile("a.ttl", "0"))
        >>> any("a.ttl (imported graph)" in str(triple) for triple in triples)
        True
    """
    group = ox.NamedNode(f"{GV}group.import-{_short(graph)}")
    english = ox.Literal(f"{file.name} (imported graph)", language="en")
    turkish = ox.Literal(f"{file.name} (içe aktarılan graf)", language="tr")
    yield from _describe(
        source_of(graph),
        (f"{RDF}type", ox.NamedNode(f"{GUM}Source")),
        (f"{SKOS}prefLabel", english),
        (f"{SKOS}prefLabel", turkish),
        (f"{DCTERMS}title", english),
        (f"{DCTERMS}identifier", ox.Literal(graph)),
        (f"{DCTERMS}identifier", ox.Literal(f"sha256:{file.sha256}")),
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
