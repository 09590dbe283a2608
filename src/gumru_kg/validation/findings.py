"""What a SHACL engine found, in terms of RDF: the common ground of the engines."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pyoxigraph as ox

from gumru_kg.validation.data_graph import LABELS
from gumru_kg.validation.report import ValidationResult
from gumru_kg.validation.triple_index import write_path

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from gumru_kg.rdflib_terms import Term
    from gumru_kg.validation.triple_index import Path


@dataclass(frozen=True, slots=True)
class Finding:
    """A validation result before it is written for people.

    Attributes:
        focus_node: The node that was held against the shape.
        path: The path to the value.
        value: The value that breaks the shape.
        component: The constraint component.
        severity: The severity.
        source_shape: The shape.
        messages: All messages, in all languages.
        source_constraint: The SPARQL constraint, when it is one.
        details: Why the value breaks a shape that the source shape refers to.
    """

    focus_node: Term
    path: Path | None
    value: Term | None
    component: str
    severity: str
    source_shape: Term
    messages: tuple[ox.Literal, ...] = ()
    source_constraint: Term | None = None
    details: tuple[Finding, ...] = ()

    def describe(self, labels: Mapping[Term, str]) -> ValidationResult:
        """Write the finding for people.

        Args:
            labels: A label of each node that has one.

        Returns:
            The result of the report.

        Example:
            >>> node = ox.NamedNode("urn:a")
            >>> Finding(node, None, None, "urn:c", "urn:s", node).describe({}).rule
            'urn:a'
        """
        details = (detail.describe(labels) for detail in self.details)
        return ValidationResult(
            focus_node=_text(self.focus_node),
            path=_path_text(self.path),
            value=None if self.value is None else _text(self.value),
            component=self.component,
            severity=self.severity,
            source_shape=_text(self.source_shape),
            message=min(map(_rank, self.messages), default=(False, ""))[1],
            source_constraint=(
                None
                if self.source_constraint is None
                else _text(self.source_constraint)
            ),
            focus_label=labels.get(self.focus_node, ""),
            details=tuple(sorted(details, key=ValidationResult.sort_key)),
        )


def find_labels(
    quads: Iterable[ox.Quad], findings: Iterable[Finding]
) -> dict[Term, str]:
    """Find a label of each focus node, English before any other.

    Args:
        quads: The data.
        findings: What was found in them.

    Returns:
        The labels by node.

    Example:
        >>> find_labels([], [])
        {}
    """
    wanted = list_focus_nodes(findings)
    if not wanted:
        return {}
    best: dict[Term, tuple[bool, str, str]] = {}
    for quad in quads:
        if quad.predicate.value not in LABELS or quad.subject not in wanted:
            continue
        label = quad.object
        language = (label.language or "") if isinstance(label, ox.Literal) else ""
        text = "" if isinstance(label, ox.Triple) else label.value
        key = (language != "en", language, text)
        best[quad.subject] = min(key, best.get(quad.subject, key))
    return {node: label for node, (_, _, label) in best.items()}


def list_focus_nodes(findings: Iterable[Finding]) -> dict[Term, None]:
    """List the focus nodes of findings and of their details, each once.

    Args:
        findings: What was found.

    Returns:
        The nodes, in their order.

    Example:
        >>> list_focus_nodes([])
        {}
    """
    found: dict[Term, None] = {}
    for finding in findings:
        found[finding.focus_node] = None
        found |= list_focus_nodes(finding.details)
    return found


def _rank(message: ox.Literal) -> tuple[bool, str]:
    return message.language != "en", message.value


def _text(term: Term) -> str:
    return term.value if isinstance(term, ox.NamedNode) else str(term)


def _path_text(path: Path | None) -> str | None:
    if path is None:
        return None
    return path.value if isinstance(path, ox.NamedNode) else write_path(path)
