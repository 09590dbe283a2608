"""What a SHACL engine found, in terms of RDF: the common ground of the engines."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import pyoxigraph as ox

from gumru_kg.errors import DataError
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
            _finding=self,
        )


def recover_finding(result: ValidationResult) -> Finding:
    """Give the finding that a result tells, in terms of RDF.

    Args:
        result: A result, of a report or made by hand.

    Returns:
        What was found; of a result that was changed, what it says now.

    Raises:
        DataError: When the text of a result is no term.

    Example:
        >>> node = ox.NamedNode("urn:a")
        >>> told = Finding(node, None, None, "urn:c", "urn:s", node).describe({})
        >>> recover_finding(told).focus_node
        <NamedNode value=urn:a>
    """
    details = tuple(map(recover_finding, result.details))
    found = result._finding  # noqa: SLF001 - nobody else is told of it
    if found is not None and _is_told(found, result):
        return replace(found, details=details)
    constraint = result.source_constraint
    path = None if result.path is None else _parse_term(result.path)
    if not isinstance(path, ox.NamedNode | None):
        raise _refuse(result.path or "")
    return Finding(
        focus_node=_parse_term(result.focus_node),
        path=path,
        value=None if result.value is None else _parse_term(result.value),
        component=result.component,
        severity=result.severity,
        source_shape=_parse_term(result.source_shape),
        messages=(ox.Literal(result.message),) if result.message else (),
        source_constraint=None if constraint is None else _parse_term(constraint),
        details=details,
    )


def _is_told(found: Finding, result: ValidationResult) -> bool:
    told = replace(found, details=()).describe({})
    return told == replace(result, details=(), focus_label="")


def _parse_term(text: str) -> Term:
    try:
        if not text.startswith(('"', "_:")):
            return ox.NamedNode(text)
        line = f"<urn:s> <urn:p> {text} .".encode()
        terms: list[Term] = [
            quad.object for quad in ox.parse(line, format=ox.RdfFormat.N_TRIPLES)
        ]
    except (ValueError, SyntaxError) as error:
        raise _refuse(text) from error
    return terms[0]


def _refuse(text: str) -> DataError:
    problem = f"{text[:60]!r} is neither an IRI nor a literal"
    return DataError("result", problem, remedy="take results from a report")


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
