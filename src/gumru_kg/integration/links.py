"""Accepted mappings as links of the graph, each with who said so and why."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Final

import pyoxigraph as ox

from gumru_kg.integration.claim_writing import (
    write_concept,
    write_evidence,
    write_source,
)
from gumru_kg.integration.identifiers import normalise_identifier
from gumru_kg.namespaces import DCTERMS, GID, GUM, GV, RDF, SKOS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from gumru_kg.integration.claim_writing import SourceFile
    from gumru_kg.integration.mappings import Mapping as Row

_REVIEWED: Final = ox.NamedNode(f"{GV}check.reviewed")
_SHARED: Final = ox.NamedNode(f"{GV}check.shared-identifier")
_REJECTED: Final = ox.NamedNode(f"{GV}check.rejected")
_STATUS: Final = f"{GUM}checkStatus"
_SUBJECT: Final = f"{RDF}subject"
_OBJECT: Final = f"{RDF}object"
_ENGLISH: Final = {
    True: "Accepted in a file of mappings",
    False: "Taken for the same without a review",
}
_TURKISH: Final = {
    True: "Bir eşleme dosyasında kabul edildi.",
    False: "Gözden geçirilmeden aynı sayıldı.",
}
_BY_LINK: Final = frozenset({"exactMatch", "closeMatch"})


def write_links(
    rows: Iterable[Row], *, files: Mapping[str, SourceFile]
) -> Iterator[ox.Triple]:
    """Write the links of a mapping file.

    Args:
        rows: Accepted rows.
        files: The file of each graph.

    Yields:
        A match for each row; for an exact and a close one a ``gum:Link`` as well.

    Example:
        >>> list(write_links([], files={}))
        []
    """
    graphs: set[str] = set()
    for row in sorted(rows):
        predicate = ox.NamedNode(f"{SKOS}{row.relation}")
        yield ox.Triple(ox.NamedNode(row.subject), predicate, ox.NamedNode(row.object))
        if row.relation in _BY_LINK:
            graphs.add(row.graph)
            yield from _write_link(row, predicate)
    for graph in sorted(graphs):
        yield from write_source(graph, file=files[graph])
    if graphs:
        yield from _write_checks()


def _write_checks() -> Iterator[ox.Triple]:
    yield from write_concept(
        _REVIEWED,
        scheme="check",
        labels=("reviewed", "gözden geçirildi"),
        definitions=(
            "A person accepted the pair in a file of mappings.",
            "Bir kişi bu eşleşmeyi bir eşleme dosyasında kabul etti.",
        ),
    )
    yield from write_concept(
        _SHARED,
        scheme="check",
        labels=("shared identifier", "ortak tanımlayıcı"),
        definitions=(
            "Both graphs give one identifier; no person has looked at the pair.",
            "İki graf aynı tanımlayıcıyı verir; eşleşmeye kimse bakmamıştır.",
        ),
    )


def _write_link(row: Row, predicate: ox.NamedNode) -> Iterator[ox.Triple]:
    key = f"{row.graph}\n{row.subject}\n{row.relation}\n{row.object}"
    digest = hashlib.sha256(key.encode()).hexdigest()[:16]
    node = ox.NamedNode(f"{GID}link-import-{digest}")
    evidence = ox.NamedNode(f"{GID}evidence-import-link-{digest}")
    english = f"{_ENGLISH[row.is_accepted]}: {row.comment or 'no comment'}"
    values: list[tuple[str, ox.NamedNode | ox.Literal]] = [
        (f"{RDF}type", ox.NamedNode(f"{GUM}Link")),
        (_SUBJECT, ox.NamedNode(row.subject)),
        (f"{RDF}predicate", predicate),
        (_OBJECT, ox.NamedNode(row.object)),
        (_STATUS, _REVIEWED if row.is_accepted else _SHARED),
        (f"{GUM}evidence", evidence),
        (f"{SKOS}note", ox.Literal(english, language="en")),
        (
            f"{SKOS}note",
            ox.Literal(_TURKISH[row.is_accepted], language="tr"),
        ),
    ]
    values += [(f"{DCTERMS}contributor", ox.NamedNode(iri)) for iri in row.reviewers]
    for name, value in values:
        yield ox.Triple(node, ox.NamedNode(name), value)
    yield from write_evidence(evidence, row.graph, row.object)


def find_rejected(quads: Iterable[ox.Quad]) -> frozenset[tuple[str, str]]:
    """Find the links that the graph itself rejects.

    Args:
        quads: Our graph.

    Returns:
        Our thing and the address that it does not mean, in one spelling.

    Example:
        >>> from gumru_kg.dataset import shipped_graph
        >>> len(find_rejected(shipped_graph())) > 0
        True
    """
    parts: dict[object, dict[str, str]] = {}
    rejected: set[object] = set()
    for subject, predicate, value, _ in quads:
        if predicate.value == _STATUS and value == _REJECTED:
            rejected.add(subject)
        elif predicate.value in (_SUBJECT, _OBJECT) and isinstance(value, ox.NamedNode):
            parts.setdefault(subject, {})[predicate.value] = value.value
    return frozenset(
        (parts[node][_SUBJECT], normalise_identifier(parts[node][_OBJECT]))
        for node in rejected
        if len(parts.get(node, ())) == len((_SUBJECT, _OBJECT))
    )
