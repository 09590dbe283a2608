"""Run pySHACL on a graph."""

from __future__ import annotations

import logging
import warnings
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from gumru_kg._resources import resource
from gumru_kg.errors import ValidationFailureError
from gumru_kg.namespaces import ONTOLOGY
from gumru_kg.validation.report import ValidationReport

if TYPE_CHECKING:
    from collections.abc import Iterator

    import rdflib

    from gumru_kg.dataset import Dataset

_SHAPES: Final = ("shapes", "gumru.ttl")
_VOCABULARY: Final = (("ontology", "gumru.ttl"), ("ontology", "concepts.ttl"))


def validate(
    data: Dataset | rdflib.Graph, *, shapes: Dataset | rdflib.Graph | None = None
) -> ValidationReport:
    """Hold a graph against the shapes.

    The shapes need the class hierarchy, the annotations and the concepts of the
    ontology. When the data lack the ontology, it is read along with them; the data
    themselves are not changed. Nothing is inferred and nothing is fetched.

    Args:
        data: The graph; of a data set with named graphs, all of them together.
        shapes: The shapes graph; by default the one of the package.

    Returns:
        The report. Data that do not conform are an answer, not an error.

    Raises:
        ValidationFailureError: When the validator could not work, for instance
            because the shapes are ill-formed.

    Example:
        >>> from rdflib import Graph
        >>> graph = Graph().parse(
        ...     data="@prefix gum: <https://w3id.org/gumru/ont#> ."
        ...     "<https://w3id.org/gumru/id/place-x> a gum:Place ."
        ... )
        >>> validate(graph).conforms
        False
    """
    with _quiet_about_ill_typed_literals():
        graph = _with_vocabulary(_to_rdflib(data))
        rules = _parse(_SHAPES) if shapes is None else _to_rdflib(shapes)
        report = _run_pyshacl(graph, rules)
    from gumru_kg.validation.report_graph import read_report

    results = tuple(read_report(report, graph))
    return ValidationReport(conforms=not results, results=results, _graph=report)


def _to_rdflib(data: Dataset | rdflib.Graph) -> rdflib.Graph:
    import rdflib

    if not isinstance(data, rdflib.Graph):
        return data.to_rdflib()
    if not isinstance(data, rdflib.ConjunctiveGraph):
        return data
    # pySHACL would switch the caller's data set to answer for all its graphs at once.
    merged = rdflib.Graph()
    for subject, predicate, value, _graph in data.quads((None, None, None, None)):
        merged.add((subject, predicate, value))
    return merged


def _with_vocabulary(graph: rdflib.Graph) -> rdflib.Graph:
    import rdflib
    from rdflib.namespace import OWL, RDF

    if (rdflib.URIRef(ONTOLOGY), RDF.type, OWL.Ontology) in graph:
        return graph
    joined = rdflib.Graph()
    for part in (graph, *map(_parse, _VOCABULARY)):
        joined += part
    return joined


def _parse(path: tuple[str, str]) -> rdflib.Graph:
    import rdflib

    text = resource(*path).read_text(encoding="utf-8")
    return rdflib.Graph().parse(data=text, format="turtle")


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
        raise ValidationFailureError(_one_line(str(error))) from error
    if not isinstance(report, rdflib.Graph):
        # A failure in the sense of SHACL is answered in place of the report.
        raise ValidationFailureError(_one_line(text))
    return report


def _one_line(text: str) -> str:
    return " ".join(text.split())


@contextmanager
def _quiet_about_ill_typed_literals() -> Iterator[None]:
    # rdflib logs a traceback for each; the report names them, and says what to do.
    logger = logging.getLogger("rdflib.term")

    def is_other(record: logging.LogRecord) -> bool:
        return "Failed to convert" not in record.getMessage()

    logger.addFilter(is_other)
    try:
        with warnings.catch_warnings():
            # Of a truth value it warns instead.
            warnings.filterwarnings("ignore", module="rdflib")
            yield
    finally:
        logger.removeFilter(is_other)
