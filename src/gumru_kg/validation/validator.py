"""Choose an engine, run it, and make the report."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

import pyoxigraph as ox

from gumru_kg._resources import read_resource
from gumru_kg.errors import ValidationFailureError
from gumru_kg.namespaces import BASE, ONTOLOGY, OWL, RDF
from gumru_kg.rdf_input import parse_quads
from gumru_kg.rdflib_terms import is_rdflib_graph, read_rdflib_quads, to_rdflib_term
from gumru_kg.validation.findings import Finding, find_labels
from gumru_kg.validation.report import ValidationReport
from gumru_kg.validation.shapes_graph import ShapesGraph
from gumru_kg.validation.well_formedness import check_shapes

if TYPE_CHECKING:
    import os
    from collections.abc import Iterable, Iterator

    import rdflib

    from gumru_kg.dataset import Dataset

    _Files: TypeAlias = str | os.PathLike[str] | Iterable[str | os.PathLike[str]]
    Source: TypeAlias = Dataset | rdflib.Graph | _Files

EngineName: TypeAlias = Literal["auto", "native", "pyshacl"]

_ENGINES: Final = ("auto", "native", "pyshacl")
_SHAPES: Final = ("shapes", "gumru.ttl")
_VOCABULARY: Final = (("ontology", "gumru.ttl"), ("ontology", "concepts.ttl"))
_RDF_12: Final = (b"<<(", b"--ltr", b"--rtl")


@dataclass(frozen=True, slots=True)
class _Answer:
    findings: list[Finding]
    engine: str
    notes: tuple[str, ...] = ()


def validate(
    data: Source,
    *,
    shapes: Source | None = None,
    extra_shapes: Source = (),
    engine: EngineName = "auto",
) -> ValidationReport:
    """Hold a graph against the shapes.

    Shapes that speak of the ontology need its class hierarchy, annotations and
    concepts. When the data lack them, they are read along; the data themselves are
    not changed. Nothing is inferred and nothing is fetched.

    Args:
        data: The graph, or files of RDF; of a data set with named graphs, all of them
            together.
        shapes: The shapes graph, or files of it; by default the one of the package.
        extra_shapes: Shapes to hold the data against as well.
        engine: ``native`` is fast, ``pyshacl`` is the reference, and ``auto`` is the
            first wherever both give the same; the notes of the report say where not.

    Returns:
        The report. Data that do not conform are an answer, not an error.

    Raises:
        ValidationFailureError: When the validator could not work: the shapes are
            ill-formed, or the native engine was asked for and cannot take them.
        FileError: When a file cannot be read.
        DataError: When a file does not parse, or holds terms of RDF 1.2.

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
        problem = f"there is no engine {engine!r}, but {', '.join(_ENGINES)}"
        raise ValidationFailureError(problem)
    rules = [
        *(_parse(_SHAPES) if shapes is None else _read(shapes)),
        *_read(extra_shapes),
    ]
    index = ShapesGraph(rules)
    check_shapes(index)
    quads = _merge_graphs(list(_read(data)))
    if any(BASE in str(term) for rule in rules for term in rule.triple):
        quads = _with_vocabulary(quads)
    answer = _run(engine, quads, rules, index)
    labels = find_labels(quads, answer.findings)
    pairs = sorted(
        ((finding.describe(labels), finding) for finding in answer.findings),
        key=lambda pair: pair[0].sort_key(),
    )
    return ValidationReport(
        conforms=not pairs,
        results=tuple(result for result, _ in pairs),
        engine=answer.engine,
        notes=(*_tell_imports(index), *answer.notes),
        _findings=tuple(finding for _, finding in pairs),
    )


def _run(
    engine: str, data: list[ox.Quad], rules: list[ox.Quad], index: ShapesGraph
) -> _Answer:
    from gumru_kg.validation.native import NativeLimitError
    from gumru_kg.validation.reference import find_by_reference

    notes: tuple[str, ...] = ()
    if engine != "pyshacl":
        try:
            return _Answer(_find_native(data, index), "native")
        except NativeLimitError as limit:
            if engine == "native":
                problem = f"{limit}; choose the engine pyshacl or auto"
                raise ValidationFailureError(problem) from limit
            notes = (f"checked by pySHACL, which is slower: {limit}",)
    return _Answer(find_by_reference(data, rules, index), "pyshacl", notes)


def _find_native(data: list[ox.Quad], shapes: ShapesGraph) -> list[Finding]:
    from gumru_kg.validation.limits import check_limits
    from gumru_kg.validation.literals_as_written import LiteralsAsWritten
    from gumru_kg.validation.native import NativeEngine, NativeLimitError
    from gumru_kg.validation.sparql_constraints import (
        SparqlEngine,
        find_lexical_obstacle,
        list_constraints,
    )

    check_limits(shapes)
    constraints = list_constraints(shapes)
    literals = LiteralsAsWritten(data)
    obstacle = find_lexical_obstacle(shapes, constraints, literals)
    if obstacle is not None:
        raise NativeLimitError(obstacle)
    text = _serialize(data)
    has_blanks = b"_:" in text
    _refuse_rdf_12(text, data)
    findings = NativeEngine(shapes, text, has_blanks=has_blanks).find()
    if constraints:
        store = ox.Store()
        if has_blanks:
            # The other way gives them new names.
            store.bulk_extend(ox.Quad(*quad.triple) for quad in data)
        else:
            store.load(input=text, format=ox.RdfFormat.N_TRIPLES)
        findings += SparqlEngine(shapes, store, literals).find(constraints)
    return findings


def _serialize(data: list[ox.Quad]) -> bytes:
    text = ox.serialize((q.triple for q in data), format=ox.RdfFormat.N_TRIPLES)
    # Tells the type checker that no file was named.
    assert text is not None  # noqa: S101
    return text


def _refuse_rdf_12(text: bytes, data: list[ox.Quad]) -> None:
    if any(sign in text for sign in _RDF_12):
        for quad in data:
            if isinstance(quad.object, ox.Triple | ox.Literal):
                to_rdflib_term(quad.object)


def _read(source: Source) -> Iterator[ox.Quad]:
    from gumru_kg.dataset import Dataset, load_dataset

    if isinstance(source, Dataset):
        return iter(source)
    if is_rdflib_graph(source):
        return read_rdflib_quads(source)
    return iter(load_dataset(source))


def _merge_graphs(quads: list[ox.Quad]) -> list[ox.Quad]:
    # One triple in several graphs is one triple here.
    default = ox.DefaultGraph()
    if all(quad.graph_name == default for quad in quads):
        return quads
    return [ox.Quad(*each) for each in dict.fromkeys(quad.triple for quad in quads)]


def _with_vocabulary(quads: list[ox.Quad]) -> list[ox.Quad]:
    ontology, is_a = ox.NamedNode(ONTOLOGY), ox.NamedNode(f"{RDF}type")
    if ox.Quad(ontology, is_a, ox.NamedNode(f"{OWL}Ontology")) in quads:
        return quads
    parts = [quad for path in _VOCABULARY for quad in _parse(path)]
    return list(dict.fromkeys([*quads, *parts]))


def _parse(path: tuple[str, str]) -> list[ox.Quad]:
    return parse_quads(read_resource(*path), source="/".join(path))


def _tell_imports(shapes: ShapesGraph) -> tuple[str, ...]:
    if not shapes.imports:
        return ()
    names = ", ".join(f"<{iri}>" for iri in shapes.imports)
    return (f"the shapes import {names}; nothing is fetched, so give it as a file",)
