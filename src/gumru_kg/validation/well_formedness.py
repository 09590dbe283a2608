"""Shapes that are not shapes, told before an engine overlooks them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pyoxigraph as ox

from gumru_kg.errors import ValidationFailureError
from gumru_kg.namespaces import RDF, SH, XSD, compress

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gumru_kg.rdflib_terms import Term
    from gumru_kg.validation.shapes_graph import ShapesGraph

_COUNTS: Final = (
    *("maxCount", "maxLength", "minCount", "minLength"),
    *("qualifiedMaxCount", "qualifiedMinCount"),
)
_TEXTS: Final = ("flags", "pattern", "select", "ask")
_LISTS: Final = ("and", "ignoredProperties", "in", "languageIn", "or", "xone")
_IRIS: Final = ("class", "datatype", "equals", "disjoint", "nodeKind")
_TRUTHS: Final = ("closed", "deactivated", "qualifiedValueShapesDisjoint", "uniqueLang")
_SINGLE: Final = (
    *_COUNTS,
    *("closed", "datatype", "deactivated", "flags", "ignoredProperties", "in"),
    *("languageIn", "maxExclusive", "maxInclusive", "minExclusive", "minInclusive"),
    *("nodeKind", "path", "pattern", "qualifiedValueShape", "select", "severity"),
    *("uniqueLang",),
)
_INTEGER: Final = f"{XSD}integer"
_BOOLEAN: Final = f"{XSD}boolean"
_REMEDY: Final = "name a file with a sh:NodeShape or sh:PropertyShape"


def check_shapes(shapes: ShapesGraph) -> None:
    """Refuse a shapes graph that breaks the syntax of SHACL.

    Args:
        shapes: The shapes.

    Raises:
        ValidationFailureError: With the first fault.

    Example:
        >>> from gumru_kg.validation.shapes_graph import ShapesGraph
        >>> check_shapes(ShapesGraph([]))
        Traceback (most recent call last):
        ...
        gumru_kg.errors.ValidationFailureError: validation could not run: the shapes \
graph holds no shape; name a file with a sh:NodeShape or sh:PropertyShape; check the \
shapes
    """
    if not shapes:
        raise ValidationFailureError(f"the shapes graph holds no shape; {_REMEDY}")
    for problem in _find_faults(shapes):
        raise ValidationFailureError(problem)


def _find_faults(shapes: ShapesGraph) -> Iterator[str]:
    index = shapes.index
    for name in _SINGLE:
        for node in index.subjects(f"{SH}{name}"):
            if node in shapes.shapes and len(index.objects(node, f"{SH}{name}")) > 1:
                yield f"{_text(shapes, node)} has more than one sh:{name}"
    yield from _find_faulty_values(shapes)
    yield from _find_faulty_shapes(shapes)
    for constraint in index.values(f"{SH}sparql"):
        queries = index.objects(constraint, f"{SH}select")
        if len(queries) != 1:
            found = "no" if not queries else "more than one"
            yield f"the constraint {_text(shapes, constraint)} has {found} sh:select"


def _find_faulty_values(shapes: ShapesGraph) -> Iterator[str]:
    kinds = (
        (_COUNTS, "a whole number", _is_count),
        (_TEXTS, "a text", lambda term: isinstance(term, ox.Literal)),
        (_IRIS, "an IRI", lambda term: isinstance(shapes.restore(term), ox.NamedNode)),
        (_TRUTHS, "true or false", _is_truth),
        (_LISTS, "a list", lambda term: shapes.index.find_members(term) is not None),
    )
    for names, wanted, is_right in kinds:
        for name in names:
            for value in shapes.index.values(f"{SH}{name}"):
                if not is_right(value):
                    found = _text(shapes, value)
                    yield f"sh:{name} wants {wanted} and is {found}"


def _find_faulty_shapes(shapes: ShapesGraph) -> Iterator[str]:
    index = shapes.index
    for shape in shapes.shapes:
        for predicate, other in shapes.references(shape):
            if other not in index:
                name = _text(shapes, other)
                yield f"{compress(predicate)} names {name}, which is not defined"
            elif predicate == f"{SH}property" and not index.objects(other, f"{SH}path"):
                yield f"the property shape {_text(shapes, other)} has no sh:path"
        if index.objects(shape, f"{SH}path") and shapes.find_path(shape) is None:
            yield f"the path of {_text(shapes, shape)} is not well-formed"
    for shape in index.subjects(f"{RDF}type", ox.NamedNode(f"{SH}PropertyShape")):
        if not index.objects(shape, f"{SH}path"):
            yield f"the property shape {_text(shapes, shape)} has no sh:path"


def _is_count(term: Term) -> bool:
    return (
        isinstance(term, ox.Literal)
        and term.datatype.value == _INTEGER
        and term.value.removeprefix("+").isdecimal()
    )


def _is_truth(term: Term) -> bool:
    return isinstance(term, ox.Literal) and term.datatype.value == _BOOLEAN


def _text(shapes: ShapesGraph, term: Term) -> str:
    restored = shapes.restore(term)
    if isinstance(restored, ox.NamedNode):
        return compress(restored.value)
    return str(restored)
