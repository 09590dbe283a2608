"""Write what was found as a ``sh:ValidationReport``."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

import pyoxigraph as ox

from gumru_kg.namespaces import PREFIXES, XSD, compress

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from gumru_kg.rdflib_terms import Term
    from gumru_kg.validation.findings import Finding
    from gumru_kg.validation.triple_index import Path

_CURIE: Final = re.compile(r"[a-z]+:[A-Za-z0-9_](?:[A-Za-z0-9_.-]*[A-Za-z0-9_-])?")
_USED: Final = re.compile(r"(?<![\w<])([a-z]+):[A-Za-z0-9_]")
_OPERATORS: Final = {
    "|": "alternativePath",
    "^": "inversePath",
    "*": "zeroOrMorePath",
    "+": "oneOrMorePath",
    "?": "zeroOrOnePath",
}


def write_report(findings: Sequence[Finding], *, conforms: bool) -> str:
    """Write findings as a report in the vocabulary of SHACL.

    Args:
        findings: What was found, in the order of the report.
        conforms: Whether the data conform.

    Returns:
        Turtle; the same findings give the same text.

    Example:
        >>> print(write_report([], conforms=True), end="")
        @prefix sh: <http://www.w3.org/ns/shacl#> .
        <BLANKLINE>
        [] a sh:ValidationReport ;
            sh:conforms true .
    """
    results = [_result(finding, 1) for finding in findings]
    truth = "true" if conforms else "false"
    statements = ["[] a sh:ValidationReport", f"sh:conforms {truth}"]
    if results:
        statements.append("sh:result " + " , ".join(results))
    body = " ;\n    ".join(statements) + " .\n"
    used = {"sh", *_USED.findall(body)} & set(PREFIXES)
    prefixes = (f"@prefix {name}: <{PREFIXES[name]}> .\n" for name in sorted(used))
    return f"{''.join(prefixes)}\n{body}"


def _result(finding: Finding, depth: int) -> str:
    indent = "    " * (depth + 1)
    statements = f" ;\n{indent}".join(_statements(finding, depth))
    return f"[\n{indent}{statements} ;\n{'    ' * depth}]"


def _statements(finding: Finding, depth: int) -> Iterator[str]:
    yield "a sh:ValidationResult"
    if finding.details:
        details = sorted(_result(detail, depth + 1) for detail in finding.details)
        yield "sh:detail " + " , ".join(details)
    yield f"sh:focusNode {_term(finding.focus_node)}"
    if finding.messages:
        messages = sorted(map(str, finding.messages))
        yield "sh:resultMessage " + " , ".join(messages)
    if finding.path is not None:
        yield f"sh:resultPath {_path(finding.path)}"
    yield f"sh:resultSeverity {_iri(finding.severity)}"
    if finding.source_constraint is not None:
        yield f"sh:sourceConstraint {_term(finding.source_constraint)}"
    yield f"sh:sourceConstraintComponent {_iri(finding.component)}"
    yield f"sh:sourceShape {_term(finding.source_shape)}"
    if finding.value is not None:
        yield f"sh:value {_term(finding.value)}"


def _path(path: Path) -> str:
    if isinstance(path, ox.NamedNode):
        return _iri(path.value)
    parts = " ".join(map(_path, path.parts))
    if path.operator == "/":
        return f"( {parts} )"
    if path.operator == "|":
        parts = f"( {parts} )"
    return f"[ sh:{_OPERATORS[path.operator]} {parts} ]"


def _term(term: Term) -> str:
    if isinstance(term, ox.NamedNode):
        return _iri(term.value)
    if isinstance(term, ox.Literal) and term.datatype.value.startswith(XSD):
        datatype = term.datatype.value
        if datatype != f"{XSD}string":
            return f"{ox.Literal(term.value)}^^{_iri(datatype)}"
    return str(term)


def _iri(iri: str) -> str:
    curie = compress(iri)
    return curie if _CURIE.fullmatch(curie) and curie != iri else str(ox.NamedNode(iri))
