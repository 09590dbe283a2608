"""What claims and links have in common: they state something, and have to prove it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pyoxigraph as ox

from gumru_kg.editorial.manuscript import TYPE
from gumru_kg.namespaces import GUM, RDF, compress

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from gumru_kg.editorial.manuscript import Manuscript
    from gumru_kg.editorial.problems import Problem

EVIDENCE: Final = f"{GUM}evidence"


def check_one_each(
    manuscript: Manuscript, node: str, names: Iterable[str], *, kind: str
) -> Iterator[Problem]:
    """Find properties that a node lacks or has twice.

    Args:
        manuscript: The parts.
        node: A claim or a link.
        names: The properties that it must have once.
        kind: What to call the node in a remedy.

    Yields:
        The problems.

    Example:
        >>> from gumru_kg.editorial.manuscript import Manuscript
        >>> list(check_one_each(Manuscript([]), "gid:link-a", (), kind="link"))
        []
    """
    for name in names:
        statements = manuscript.find(node, name)
        if not statements:
            yield manuscript.first(node).subject_problem(
                f"{compress(node)} has no {compress(name)}",
                f"add exactly one {compress(name)}",
            )
        for statement in statements[1:]:
            yield statement.problem(
                f"{compress(node)} has a second {compress(name)}",
                f"make it a {kind} of its own",
            )


def check_schemes(
    manuscript: Manuscript, node: str, schemes: Mapping[str, str]
) -> Iterator[Problem]:
    """Find values of the wrong scheme, and literals where things must stand.

    Args:
        manuscript: The parts.
        node: A claim or a link.
        schemes: How the values of a property begin.

    Yields:
        The problems.

    Example:
        >>> from gumru_kg.editorial.manuscript import Manuscript
        >>> list(check_schemes(Manuscript([]), "gid:link-a", {}))
        []
    """
    for name, start in schemes.items():
        for statement in manuscript.find(node, name):
            if not statement.value.startswith(start):
                yield statement.problem(
                    f"{compress(statement.value)} is no value of {compress(name)}",
                    f"use a concept {compress(start)}…",
                )
    for name in ("subject", "predicate"):
        for statement in manuscript.find(node, RDF + name):
            if isinstance(statement.object, ox.Literal):
                yield statement.problem(
                    f"rdf:{name} is a literal", "name a thing or a property"
                )


def check_evidence(manuscript: Manuscript, node: str) -> Iterator[Problem]:
    """Find a node without evidence, or with what is none.

    Args:
        manuscript: The parts.
        node: A claim or a link.

    Yields:
        The problems.

    Example:
        >>> from gumru_kg.editorial.manuscript import Manuscript
        >>> from gumru_kg.editorial.parts import Part
        >>> from gumru_kg.editorial.triples import PlainTriple
        >>> node = ox.NamedNode("https://w3id.org/gumru/id/link-a")
        >>> text = "gid:link-a a gum:Link ."
        >>> part = Part("a.ttl", text, (PlainTriple(node, node, node),))
        >>> print(*check_evidence(Manuscript([part]), node.value))
        a.ttl:1: gid:link-a has no gum:evidence; say where it stands in the source
    """
    evidence = manuscript.find(node, EVIDENCE)
    if not evidence:
        yield manuscript.first(node).subject_problem(
            f"{compress(node)} has no gum:evidence",
            "say where it stands in the source",
        )
    for statement in evidence:
        is_evidence = f"{GUM}Evidence" in manuscript.values(statement.value, TYPE)
        if not is_evidence and statement.value in manuscript.descriptions:
            yield statement.problem(
                f"{compress(statement.value)} is no gum:Evidence",
                "point to a node of that class",
            )
