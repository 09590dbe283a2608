"""Choose an engine, run it, and make the report."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

from gumru_kg._resources import read_resource
from gumru_kg.errors import ValidationFailureError
from gumru_kg.namespaces import BASE
from gumru_kg.rdf_input import parse_quads
from gumru_kg.validation.blank_node_names import name_blank_nodes_by_place
from gumru_kg.validation.data_graph import DataGraph, index_quads
from gumru_kg.validation.findings import Finding, find_labels
from gumru_kg.validation.invariants import find_broken_invariants
from gumru_kg.validation.report import ValidationReport, ValidationResult
from gumru_kg.validation.shapes_graph import ShapesGraph
from gumru_kg.validation.sources import is_opened_graph, read_data, read_shapes
from gumru_kg.validation.well_formedness import check_shapes

if TYPE_CHECKING:
    from collections.abc import Iterable

    import pyoxigraph as ox

    from gumru_kg.validation.native_validation import FindMore
    from gumru_kg.validation.sources import Data, Source

EngineName: TypeAlias = Literal["auto", "native", "pyshacl"]

_ENGINES: Final = ("auto", "native", "pyshacl")
_SHAPES: Final = ("shapes", "gumru.ttl")


@dataclass(frozen=True, slots=True)
class _Answer:
    findings: list[Finding]
    labels: Iterable[ox.Quad]
    engine: str
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Rules:
    quads: list[ox.Quad]
    index: ShapesGraph
    find_more: FindMore | None


def validate(
    data: Data,
    *,
    shapes: Source | None = None,
    extra_shapes: Source | None = None,
    engine: EngineName = "auto",
) -> ValidationReport:
    """Hold a graph against the shapes.

    Shapes that speak of the ontology need its class hierarchy, annotations and
    concepts. When the data lack them, they are read along; the data themselves are
    not changed. Nothing is inferred and nothing is fetched. Beside the shapes of the
    package the invariants of our model are asked, and what breaks one is a result.

    Args:
        data: A graph, of ours or of rdflib, or files of RDF, or ``store:`` and the
            folder of a store, whose files are read; of a data set with named graphs,
            all of them together.
        shapes: The shapes graph, or files of it; by default the one of the package,
            with the invariants.
        extra_shapes: Shapes to hold the data against as well.
        engine: ``native`` is fast, ``pyshacl`` is the reference, and ``auto`` is the
            first wherever both give the same; the notes of the report say where not.

    Returns:
        The report. Data that do not conform are an answer, not an error.

    Raises:
        ValidationFailureError: When the validator could not work: the shapes are
            ill-formed, or the native engine was asked for and cannot take them.
        FileError: When a file cannot be read, or an address is given for one.
        DataError: When a file does not parse, or holds terms of RDF 1.2; when there is
            nothing to check, or the data are no such thing.

    Example:
        >>> from rdflib import Graph
        >>> graph = Graph().parse(
        ...     data="@prefix gum: <https://w3id.org/gumru/ont#> ."
        ...     "<https://w3id.org/gumru/id/place-x> a gum:Place ."
        ... )
        >>> report = validate(graph)
        >>> report.conforms, report.engine in ("native", "pyshacl")
        (False, True)
    """
    if engine not in _ENGINES:
        problem = f"there is no engine {engine!r}"
        remedy = f"choose one of: {', '.join(_ENGINES)}"
        raise ValidationFailureError(problem, remedy=remedy)
    if is_opened_graph(data):
        return data.validate(shapes=shapes, extra_shapes=extra_shapes, engine=engine)
    rules = _read_rules(shapes, extra_shapes)
    index = ShapesGraph(rules)
    check_shapes(index)
    is_ours = any(BASE in str(term) for rule in rules for term in rule.triple)
    graph = read_data(data, is_ours=is_ours)
    has_invariants = shapes is None and graph.is_of_our_model()
    find_more = find_broken_invariants if has_invariants else None
    answer = _run(engine, graph, _Rules(rules, index, find_more))
    labels = find_labels(answer.labels, answer.findings)
    told = [finding.describe(labels) for finding in answer.findings]
    return ValidationReport(
        conforms=not told,
        results=tuple(sorted(told, key=ValidationResult.sort_key)),
        engine=answer.engine,
        notes=(*_tell_imports(index), *answer.notes),
    )


def _run(engine: str, data: DataGraph, rules: _Rules) -> _Answer:
    notes: tuple[str, ...] = ()
    if engine != "pyshacl":
        from gumru_kg.validation.native import NativeLimitError
        from gumru_kg.validation.native_validation import find_natively

        try:
            found = find_natively(data, rules.index, find_more=rules.find_more)
            return _Answer(found.findings, found.labels, "native")
        except NativeLimitError as limit:
            if engine == "native":
                remedy = "choose the engine pyshacl or auto"
                raise ValidationFailureError(str(limit), remedy=remedy) from limit
            notes = (f"checked by pySHACL, which is slower: {limit}",)
    from gumru_kg.validation.reference import find_by_reference

    findings = find_by_reference(data.quads, rules.quads, rules.index)
    if rules.find_more is not None:
        findings += rules.find_more(index_quads(data.quads))
    return _Answer(findings, data.quads, "pyshacl", notes)


def _read_rules(shapes: Source | None, extra_shapes: Source | None) -> list[ox.Quad]:
    from gumru_kg.dataset import join_quads

    more = list(read_shapes(() if extra_shapes is None else extra_shapes))
    if shapes is None:
        rules = [*_parse_shapes(), *more]
    else:
        given = read_shapes(shapes)
        rules = list(join_quads([given, iter(more)] if more else [given]))
    return name_blank_nodes_by_place(rules, unnamed="shape")


def _parse_shapes() -> list[ox.Quad]:
    return parse_quads(read_resource(*_SHAPES), source="/".join(_SHAPES))


def _tell_imports(shapes: ShapesGraph) -> tuple[str, ...]:
    if not shapes.imports:
        return ()
    names = ", ".join(f"<{iri}>" for iri in shapes.imports)
    return (f"the shapes import {names}; nothing is fetched, so give it as a file",)
