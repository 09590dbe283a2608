"""Read the report graph of a SHACL processor, and write it in a fixed order."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import rdflib
from rdflib.collection import Collection
from rdflib.namespace import RDF, RDFS, SH, SKOS

from gumru_kg.namespaces import PREFIXES
from gumru_kg.validation.report import ValidationResult

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rdflib.term import Node


_DATA: Final = frozenset({SH.focusNode, SH.value})
_PREFIX_OPERATORS: Final[dict[Node, str]] = {SH.inversePath: "^"}
_SUFFIX_OPERATORS: Final[dict[Node, str]] = {
    SH.zeroOrMorePath: "*",
    SH.oneOrMorePath: "+",
    SH.zeroOrOnePath: "?",
}


def read_report(report: rdflib.Graph, data: rdflib.Graph) -> list[ValidationResult]:
    """Read the results of a report graph.

    Args:
        report: A graph with one ``sh:ValidationReport``.
        data: The graph that was validated, for the labels of its nodes.

    Returns:
        The results, in the order of ``ValidationResult.sort_key``.

    Raises:
        ValueError: When a result lacks what SHACL wants of each.

    Example:
        >>> report = rdflib.Graph().parse(
        ...     data="@prefix sh: <http://www.w3.org/ns/shacl#> ."
        ...     "[] a sh:ValidationReport ; sh:conforms true ."
        ... )
        >>> read_report(report, rdflib.Graph())
        []
    """
    return [result for result, _node in _read_results(report, data)]


def serialize_report(report: rdflib.Graph) -> str:
    """Write a report graph so that the same results give the same text.

    Args:
        report: A graph with one ``sh:ValidationReport``.

    Returns:
        Turtle.

    Raises:
        ValueError: When the graph is no report, or holds several.

    Example:
        >>> report = rdflib.Graph().parse(
        ...     data="@prefix sh: <http://www.w3.org/ns/shacl#> ."
        ...     "[] a sh:ValidationReport ; sh:conforms true ."
        ... )
        >>> serialize_report(report).splitlines()[-2:]
        ['    sh:conforms true .', '']
    """
    ordered = rdflib.Graph(bind_namespaces="none")
    for prefix, namespace in PREFIXES.items():
        ordered.bind(prefix, namespace)
    root = rdflib.BNode("r")
    found = _find_root(report)
    ordered.add((root, RDF.type, SH.ValidationReport))
    ordered.add((root, SH.conforms, _value(report, found, SH.conforms)))
    results = _read_results(report, rdflib.Graph())
    for number, (_result, node) in enumerate(results, 1):
        # The serializer sorts blank nodes by their names.
        name = rdflib.BNode(f"r{number:06}")
        ordered.add((root, SH.result, name))
        for triple in _copy(report, node, name):
            ordered.add(triple)
    return ordered.serialize(format="turtle")


def _read_results(
    report: rdflib.Graph, data: rdflib.Graph
) -> list[tuple[ValidationResult, Node]]:
    root = _find_root(report)
    results = [
        (_read_result(report, node, data), node) for node in report[root : SH.result]
    ]
    return sorted(results, key=lambda pair: pair[0].sort_key())


def _find_root(report: rdflib.Graph) -> Node:
    # The processor copies blank nodes of the data into its report, and they may say
    # that they are reports as well; but they all hang on a result.
    (root,) = (
        node
        for node in report.subjects(RDF.type, SH.ValidationReport)
        if (None, None, node) not in report
    )
    return root


def _read_result(
    report: rdflib.Graph, node: Node, data: rdflib.Graph
) -> ValidationResult:
    focus = _value(report, node, SH.focusNode)
    path = report.value(node, SH.resultPath)
    details = (_read_result(report, each, data) for each in report[node : SH.detail])
    return ValidationResult(
        focus_node=_text(focus),
        path=None if path is None else _path_text(report, path),
        value=_optional_text(report.value(node, SH.value)),
        component=str(_value(report, node, SH.sourceConstraintComponent)),
        severity=str(_value(report, node, SH.resultSeverity)),
        source_shape=_text(_value(report, node, SH.sourceShape)),
        message=_message(report, node),
        source_constraint=_optional_text(report.value(node, SH.sourceConstraint)),
        focus_label=_label(data, focus),
        details=tuple(sorted(details, key=ValidationResult.sort_key)),
    )


def _value(graph: rdflib.Graph, subject: Node, predicate: Node) -> Node:
    value = graph.value(subject, predicate)
    if value is None:
        msg = f"the report has no {predicate}"
        raise ValueError(msg)
    return value


def _message(report: rdflib.Graph, node: Node) -> str:
    messages = sorted(
        (_language(text) != "en", str(text)) for text in report[node : SH.resultMessage]
    )
    return messages[0][1] if messages else ""


def _label(data: rdflib.Graph, node: Node) -> str:
    labels = sorted(
        (_language(label) != "en", _language(label), str(label))
        for predicate in (SKOS.prefLabel, RDFS.label)
        for label in data.objects(node, predicate)
    )
    return labels[0][2] if labels else ""


def _language(node: Node) -> str:
    return (node.language or "") if isinstance(node, rdflib.Literal) else ""


def _text(node: Node) -> str:
    return str(node) if isinstance(node, rdflib.URIRef) else node.n3()


def _optional_text(node: Node | None) -> str | None:
    return None if node is None else _text(node)


def _path_text(graph: rdflib.Graph, path: Node) -> str:
    if isinstance(path, rdflib.URIRef):
        return str(path)
    return _step_text(graph, path)


def _step_text(graph: rdflib.Graph, path: Node) -> str:
    """Write a SHACL path as a SPARQL property path."""
    if isinstance(path, rdflib.URIRef):
        return path.n3()
    if (path, RDF.first, None) in graph:
        return "/".join(_step_text(graph, step) for step in Collection(graph, path))
    choices = graph.value(path, SH.alternativePath)
    if choices is not None:
        steps = (_step_text(graph, step) for step in Collection(graph, choices))
        return f"({'|'.join(steps)})"
    for predicate, step in graph.predicate_objects(path):
        if predicate in _PREFIX_OPERATORS:
            return f"{_PREFIX_OPERATORS[predicate]}{_step_text(graph, step)}"
        if predicate in _SUFFIX_OPERATORS:
            return f"({_step_text(graph, step)}){_SUFFIX_OPERATORS[predicate]}"
    return path.n3()


def _copy(
    graph: rdflib.Graph,
    node: Node,
    name: rdflib.BNode,
    above: tuple[Node, ...] = (),
) -> Iterator[tuple[Node, Node, Node]]:
    """Copy what hangs on a blank node, with names that depend on the order alone."""
    described = sorted(
        graph.predicate_objects(node), key=lambda pair: _key(graph, *pair)
    )
    for number, (predicate, value) in enumerate(described, 1):
        if isinstance(value, rdflib.BNode):
            inner = rdflib.BNode(f"{name}x{number:03}")
            yield name, predicate, inner
            # What the data say of their blank nodes is no part of the report.
            if predicate not in _DATA and value not in above:
                yield from _copy(graph, value, inner, (*above, node))
        else:
            yield name, predicate, value


def _key(graph: rdflib.Graph, predicate: Node, value: Node) -> tuple[str, ...]:
    if not isinstance(value, rdflib.BNode):
        return str(predicate), value.n3()
    if predicate in _DATA:
        return (str(predicate),)
    if predicate == SH.detail:
        return str(predicate), *_read_result(graph, value, graph).sort_key()
    return str(predicate), _step_text(graph, value)
