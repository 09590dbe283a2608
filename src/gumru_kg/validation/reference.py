"""The reference: pySHACL on graphs of rdflib."""

from __future__ import annotations

import logging
import re
import warnings
from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING, Final

import pyoxigraph as ox

from gumru_kg.errors import ValidationFailureError
from gumru_kg.namespaces import RDF, SH
from gumru_kg.rdflib_terms import build_rdflib_graph, read_rdflib_quads
from gumru_kg.validation.findings import Finding
from gumru_kg.validation.sparql_query import uses_variable
from gumru_kg.validation.triple_index import TripleIndex
from gumru_kg.validation.well_formedness import check_patterns, name_part

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    import rdflib

    from gumru_kg.rdflib_terms import Term
    from gumru_kg.validation.shapes_graph import ShapesGraph
    from gumru_kg.validation.triple_index import Triple

_PLACEHOLDER: Final = re.compile(r"\{[?$]\w+\}")
_REPORT: Final = ox.NamedNode(f"{SH}ValidationReport")


def find_by_reference(
    data: Iterable[ox.Quad], shapes: Iterable[ox.Quad], index: ShapesGraph
) -> list[Finding]:
    """Hold data against shapes with pySHACL.

    Args:
        data: The data; nothing is said of their graph names.
        shapes: The shapes.
        index: The shapes once more, to look messages up.

    Returns:
        What breaks the shapes.

    Raises:
        ValidationFailureError: When pySHACL cannot work or does not follow shapes to
            their end, or a pattern is none.
        DataError: When a term is of RDF 1.2.

    Example:
        >>> from gumru_kg.validation.shapes_graph import ShapesGraph
        >>> find_by_reference([], [], ShapesGraph([]))
        []
    """
    check_patterns(index)
    _check_failures(index)
    rules = build_rdflib_graph([*shapes, *index.declare_classes()])
    with _quiet() as told:
        report = _run_pyshacl(build_rdflib_graph(data), rules)
        triples = TripleIndex(map(_split, read_rdflib_quads(report)))
    _check_recursion(told)
    root = _find_root(triples)
    return [
        _read_result(triples, node, index)
        for node in triples.objects(root, f"{SH}result")
    ]


def _check_failures(shapes: ShapesGraph) -> None:
    for query in shapes.index.values(f"{SH}select"):
        if isinstance(query, ox.Literal) and uses_variable(query.value, "failure"):
            [node, *_] = shapes.index.subjects(f"{SH}select", query)
            name = name_part(shapes, node)
            problem = f"pySHACL takes ?failure in the query of {name} for a result"
            raise ValidationFailureError(problem, remedy="choose the engine native")


def _run_pyshacl(data: rdflib.Graph, shapes: rdflib.Graph) -> rdflib.Graph:
    import pyshacl
    import rdflib

    try:
        _conforms, report, text = pyshacl.validate(
            data,
            shacl_graph=shapes,
            inference="none",
            advanced=False,
            do_owl_imports=False,
        )
    except Exception as error:
        # pySHACL lets errors of its SPARQL parser and of Python through as they are.
        raise ValidationFailureError(" ".join(str(error).split())) from error
    if not isinstance(report, rdflib.Graph):
        # A failure in the sense of SHACL is answered in place of the report.
        raise ValidationFailureError(" ".join(text.split()))
    return report


def _find_root(report: TripleIndex) -> Term:
    # The processor copies blank nodes of the data into its report, and they may say
    # that they are reports as well; but they all hang on a result.
    used = {value for _, _, value in report}
    (root,) = (
        node for node in report.subjects(f"{RDF}type", _REPORT) if node not in used
    )
    return root


def _read_result(report: TripleIndex, node: Term, shapes: ShapesGraph) -> Finding:
    def find(name: str) -> Term | None:
        return report.find_object(node, f"{SH}{name}")

    def read(name: str) -> Term:
        value = find(name)
        if value is None:
            problem = f"the report of pySHACL has a result without sh:{name}"
            raise ValidationFailureError(problem)
        return value

    path = find("resultPath")
    component = _iri(read("sourceConstraintComponent"))
    shape = read("sourceShape")
    constraint = find("sourceConstraint")
    return Finding(
        focus_node=read("focusNode"),
        path=None if path is None else report.find_path(path),
        value=find("value"),
        component=component,
        severity=_iri(read("resultSeverity")),
        source_shape=shape,
        messages=_read_messages(report, node, shapes),
        source_constraint=constraint,
        details=tuple(
            _read_result(report, detail, shapes)
            for detail in report.objects(node, f"{SH}detail")
        ),
    )


def _read_messages(
    report: TripleIndex, node: Term, shapes: ShapesGraph
) -> tuple[ox.Literal, ...]:
    """Take the messages of the shapes; where they have none, say it in our words."""
    shape, constraint, component = (
        report.find_object(node, f"{SH}{name}")
        for name in ("sourceShape", "sourceConstraint", "sourceConstraintComponent")
    )
    # Tells the type checker what has been read before.
    assert shape is not None  # noqa: S101 - for the type checker
    assert component is not None  # noqa: S101 - for the type checker
    shape = shapes.rename(shape)
    given = shapes.find_messages(
        shape, None if constraint is None else shapes.rename(constraint)
    )
    if not given:
        return (shapes.make_message(shape, _iri(component)),)
    found = tuple(
        message
        for message in report.objects(node, f"{SH}resultMessage")
        if isinstance(message, ox.Literal)
    )
    if constraint is None:
        return given if len(given) == len(found) else found
    # pySHACL adds the messages of the shape, and drops the languages.
    others = {message.value for message in shapes.find_messages(shape)}
    kept = [message for message in found if message.value not in others] or found
    return tuple(_find_language(message, given) for message in kept)


def _find_language(message: ox.Literal, given: Iterable[ox.Literal]) -> ox.Literal:
    """Give a message the language of the one that it was made of."""
    for each in given:
        parts = _PLACEHOLDER.split(each.value)
        if re.fullmatch(".*".join(map(re.escape, parts)), message.value, re.DOTALL):
            return ox.Literal(message.value, language=each.language)
    return message


def _split(quad: ox.Quad) -> Triple:
    return quad.subject, quad.predicate, quad.object


def _iri(term: Term) -> str:
    return term.value if isinstance(term, ox.NamedNode) else str(term)


@contextmanager
def _quiet() -> Iterator[list[warnings.WarningMessage]]:
    """Keep what rdflib and pySHACL print from the terminal, and give the warnings.

    rdflib logs a traceback for each ill-typed literal; the report names them, and says
    what to do. pySHACL logs what it raises as well.
    """
    with ExitStack() as stack:
        for name in ("rdflib.term", "pyshacl-validate"):
            logger = logging.getLogger(name)
            logger.addFilter(_is_for_others)
            stack.callback(logger.removeFilter, _is_for_others)
        told = stack.enter_context(warnings.catch_warnings(record=True))
        warnings.simplefilter("always")
        yield told


def _is_for_others(record: logging.LogRecord) -> bool:
    is_rdflib = record.name == "rdflib.term"
    return is_rdflib and "Failed to convert" not in record.getMessage()


def _check_recursion(told: Iterable[warnings.WarningMessage]) -> None:
    from pyshacl.errors import ShapeRecursionWarning

    if any(issubclass(each.category, ShapeRecursionWarning) for each in told):
        problem = "a shape refers back to itself, and pySHACL does not follow it to the"
        remedy = "say it with a path, such as one of sh:zeroOrMorePath"
        raise ValidationFailureError(
            f"{problem} end, for SHACL leaves the meaning open; {remedy}"
        )
