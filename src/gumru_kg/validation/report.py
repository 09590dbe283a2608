"""What validation found, as objects, text, JSON and RDF."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field, fields
from itertools import groupby
from textwrap import fill
from typing import TYPE_CHECKING, Final

from gumru_kg.errors import ViolationError
from gumru_kg.namespaces import SH, compress

if TYPE_CHECKING:
    from collections.abc import Iterator

    import rdflib

    from gumru_kg.validation.findings import Finding

SEVERITIES: Final = ("violation", "warning", "info")

_VIOLATION: Final = f"{SH}Violation"
_WIDTH: Final = 80
# A label of a stranger's file must not steer the terminal, nor turn the line around.
_CONTROL: Final = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
_IRI: Final = re.compile(r"<(https?://[^>\s]+)>|(https?://[^\s;,>\"]+[^\s;,.:>\"])")


@dataclass(frozen=True, slots=True)
class ValidationResult:
    """One place where the data break a shape.

    A node is given by its IRI, a literal in the form of Turtle, in quotes.

    Attributes:
        focus_node: The node that was held against the shape.
        path: The path from it to the value: an IRI, or a SPARQL property path.
        value: The value that breaks the shape, when there is one.
        component: The IRI of the constraint component, such as ``sh:minCount`` has.
        severity: The IRI of the severity: violation, warning or info.
        source_shape: The IRI of the shape.
        message: What is wanted and what to do.
        source_constraint: The IRI of the SPARQL constraint, when it is one.
        focus_label: A label of the focus node, English before any other.
        details: Why the value breaks a shape that the source shape refers to.
    """

    focus_node: str
    path: str | None
    value: str | None
    component: str
    severity: str
    source_shape: str
    message: str
    source_constraint: str | None = None
    focus_label: str = ""
    details: tuple[ValidationResult, ...] = ()
    _finding: Finding | None = field(default=None, repr=False, compare=False)

    @property
    def rule(self) -> str:
        """The IRI of the rule: of the SPARQL constraint, or else of the shape."""
        return self.source_constraint or self.source_shape

    def sort_key(self) -> tuple[str, ...]:
        """Order results by rule, then by place, so that reports can be compared."""
        return (
            self.rule,
            self.focus_node,
            self.path or "",
            self.value or "",
            self.component,
            self.message,
            *(part for detail in self.details for part in detail.sort_key()),
        )


@dataclass(frozen=True, slots=True)
class ValidationReport:
    """The answer of a validation.

    Attributes:
        conforms: Whether no shape is broken, not even one that only warns.
        results: The results, in an order that depends on the data alone.
        engine: The engine that found them: ``native`` or ``pyshacl``.
        notes: What the reader should know besides: why an engine was not used, what
            was not fetched.
    """

    conforms: bool
    results: tuple[ValidationResult, ...]
    engine: str = field(default="pyshacl", compare=False)
    notes: tuple[str, ...] = field(default=(), compare=False)

    def to_text(self) -> str:
        """Write the report for a reader at a terminal of 80 columns.

        Returns:
            The results, grouped by the rule that they break.

        Example:
            >>> from rdflib import Graph
            >>> from gumru_kg.validation import validate
            >>> print(validate(Graph()).to_text())
            The data conform to the shapes.
            <BLANKLINE>
        """
        if not self.results:
            return "The data conform to the shapes.\n"
        count = len(self.results)
        noun = "result" if count == 1 else "results"
        head = f"The data do not conform to the shapes: {count} {noun}."
        return "\n".join([head, *self._groups()]) + "\n"

    def to_json(self) -> str:
        """Write the report as JSON.

        Returns:
            An object with ``conforms`` and ``results``.

        Example:
            >>> from rdflib import Graph
            >>> from gumru_kg.validation import validate
            >>> print(validate(Graph()).to_json(), end="")
            {
              "conforms": true,
              "results": []
            }
        """
        report = {
            "conforms": self.conforms,
            "results": [_to_dict(result) for result in self.results],
        }
        return json.dumps(report, ensure_ascii=False, indent=2) + "\n"

    def to_turtle(self) -> str:
        """Write the report as a ``sh:ValidationReport`` in Turtle.

        Returns:
            The report in the vocabulary of SHACL; the same results give the same
            text, though the specification has them as blank nodes.

        Raises:
            DataError: When a result that was made by hand cannot be written.

        Example:
            >>> from rdflib import Graph
            >>> from gumru_kg.validation import validate
            >>> "sh:conforms true" in validate(Graph()).to_turtle()
            True
        """
        from gumru_kg.validation.findings import recover_finding
        from gumru_kg.validation.report_turtle import write_report

        findings = list(map(recover_finding, self.results))
        return write_report(findings, conforms=self.conforms)

    def to_rdflib(self) -> rdflib.Graph:
        """Give the report as a graph of rdflib, as pySHACL does.

        Returns:
            What ``to_turtle`` writes.

        Raises:
            DataError: When a result that was made by hand cannot be written.

        Example:
            >>> from rdflib import Graph
            >>> from gumru_kg.validation import validate
            >>> len(validate(Graph()).to_rdflib())
            2
        """
        from gumru_kg.rdf_input import parse_quads
        from gumru_kg.rdflib_terms import build_rdflib_graph

        text = self.to_turtle().encode()
        return build_rdflib_graph(parse_quads(text, source="report.ttl"))

    def fails_on(self, severity: str) -> bool:
        """Tell whether a result is of a severity or of a graver one.

        Args:
            severity: ``violation``, ``warning`` or ``info``.

        Returns:
            True when there is such a result. A severity of the shapes' own counts as
            a violation.

        Raises:
            ValueError: When it is none of the three.

        Example:
            >>> from rdflib import Graph
            >>> from gumru_kg.validation import validate
            >>> validate(Graph()).fails_on("info")
            False
        """
        if severity not in SEVERITIES:
            message = f"{severity!r} is no severity but {', '.join(SEVERITIES)}"
            raise ValueError(message)
        milder = [f"{SH}{each.capitalize()}" for each in SEVERITIES]
        milder = milder[SEVERITIES.index(severity) + 1 :]
        return any(result.severity not in milder for result in self.results)

    def raise_for_violations(self) -> None:
        """Turn a report with violations into an exception.

        Raises:
            ViolationError: When a result is a violation; warnings do not count.

        Example:
            >>> from rdflib import Graph
            >>> from gumru_kg.validation import validate
            >>> validate(Graph()).raise_for_violations()
        """
        if any(result.severity == _VIOLATION for result in self.results):
            raise ViolationError(self)

    def _groups(self) -> Iterator[str]:
        for rule, results in groupby(self.results, key=lambda result: result.rule):
            yield f"\n{compress(rule)}"
            for message, places in groupby(results, key=lambda result: result.message):
                yield from map(_place, places)
                yield _indented(_shortened(message), indent=4)


def _to_dict(result: ValidationResult) -> dict[str, object]:
    written: dict[str, object] = {
        each.name: getattr(result, each.name)
        for each in fields(result)
        if not each.name.startswith("_")
    }
    written["details"] = list(map(_to_dict, result.details))
    return written


def _place(result: ValidationResult) -> str:
    label = f" ({result.focus_label})" if result.focus_label else ""
    place = f"{_shortened(result.focus_node)}{label}"
    path = "" if result.path is None else f" {_shortened(result.path)}"
    value = "" if result.value is None else f" {_shortened(result.value)}"
    severity = "" if result.severity == _VIOLATION else f"{compress(result.severity)} "
    reasons = "".join(
        f"\n{_indented(_shortened(detail.message), indent=4)}"
        for detail in result.details
    )
    return _indented(f"{severity}{place}{path}{value}", indent=2) + reasons


def _indented(text: str, *, indent: int) -> str:
    return fill(
        _CONTROL.sub("\ufffd", text),
        width=_WIDTH,
        initial_indent=" " * indent,
        subsequent_indent=" " * (indent + 2),
        # An IRI or a long date must stay whole to be copied.
        break_long_words=False,
        break_on_hyphens=False,
    )


def _shortened(text: str) -> str:
    """Write the IRIs in a text as CURIEs."""
    return _IRI.sub(lambda match: compress(match[1] or match[2]), text)
