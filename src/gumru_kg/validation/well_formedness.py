"""Shapes that are not shapes, told before an engine overlooks them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

import pyoxigraph as ox

from gumru_kg.errors import ValidationFailureError
from gumru_kg.namespaces import RDF, SH, XSD, compress
from gumru_kg.validation.sparql_query import find_fetching_word
from gumru_kg.validation.triple_index import write_path

if TYPE_CHECKING:
    from collections.abc import Iterator

    from typing_extensions import TypeIs

    from gumru_kg.rdflib_terms import Term
    from gumru_kg.validation.shapes_graph import ShapesGraph

_COUNTS: Final = (
    *("maxCount", "maxLength", "minCount", "minLength"),
    *("qualifiedMaxCount", "qualifiedMinCount"),
)
_TEXTS: Final = ("flags", "pattern", "select", "ask")
_LISTS: Final = ("and", "ignoredProperties", "in", "languageIn", "or", "xone")
_IRIS: Final = ("class", "datatype", "equals", "disjoint", "nodeKind")
_TRUTHS: Final = ("closed", "qualifiedValueShapesDisjoint", "uniqueLang")
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


def check_patterns(shapes: ShapesGraph) -> None:
    """Refuse patterns that Python cannot read: pySHACL would tell with a value only.

    Args:
        shapes: The shapes.

    Raises:
        ValidationFailureError: With the first of them.

    Example:
        >>> from gumru_kg.validation.shapes_graph import ShapesGraph
        >>> check_patterns(ShapesGraph([]))
    """
    for node, value in _list_uses(shapes, "pattern"):
        try:
            re.compile(value.value if isinstance(value, ox.Literal) else "")
        except re.error as error:
            wanted = f"a regular expression of Python ({error})"
            raise ValidationFailureError(
                _describe(shapes, (node, "pattern", value), wanted)
            ) from error


def _find_faults(shapes: ShapesGraph) -> Iterator[str]:
    index = shapes.index
    for name in _SINGLE:
        for node in index.subjects(f"{SH}{name}"):
            if node in shapes.shapes and len(index.objects(node, f"{SH}{name}")) > 1:
                yield f"{name_part(shapes, node)} has more than one sh:{name}"
    yield from _find_faulty_values(shapes)
    yield from _find_faulty_shapes(shapes)
    for constraint in index.values(f"{SH}sparql"):
        queries = index.objects(constraint, f"{SH}select")
        if len(queries) != 1:
            found = "no" if not queries else "more than one"
            yield f"{name_part(shapes, constraint)} has {found} sh:select"
    for name in ("select", "ask"):
        for node, query in _list_uses(shapes, name):
            word = find_fetching_word(query.value) if _is_text(query) else None
            if word is not None:
                problem = f"the query of {name_part(shapes, node)} has {word}"
                yield f"{problem}, and nothing is fetched"


def _find_faulty_values(shapes: ShapesGraph) -> Iterator[str]:
    kinds = (
        (_COUNTS, "a whole number", _is_count),
        (_TEXTS, "a text", _is_text),
        (_IRIS, "an IRI", lambda term: isinstance(shapes.restore(term), ox.NamedNode)),
        (_TRUTHS, "true or false", _is_truth),
        (("deactivated",), "true or false, in these words", _is_plain_truth),
        (_LISTS, "a list", lambda term: shapes.index.find_members(term) is not None),
    )
    for names, wanted, is_right in kinds:
        for name in names:
            for node, value in _list_uses(shapes, name):
                if not is_right(value):
                    yield _describe(shapes, (node, name, value), wanted)


def _find_faulty_shapes(shapes: ShapesGraph) -> Iterator[str]:
    index = shapes.index
    for shape in shapes.shapes:
        for predicate, other in shapes.references(shape):
            if other not in index:
                names = f"{compress(predicate)} names {_text(shapes, other)}"
                yield f"{names}, which is not defined ({name_part(shapes, shape)})"
            elif predicate == f"{SH}property" and not index.objects(other, f"{SH}path"):
                yield f"{name_part(shapes, other)} has no sh:path"
            elif predicate == f"{SH}node" and index.objects(other, f"{SH}path"):
                yield _describe(shapes, (shape, "node", other), "a node shape")
        if index.objects(shape, f"{SH}path") and shapes.find_path(shape) is None:
            yield f"the path of {name_part(shapes, shape)} is not well-formed"
    for shape in index.subjects(f"{RDF}type", ox.NamedNode(f"{SH}PropertyShape")):
        if not index.objects(shape, f"{SH}path"):
            yield f"{name_part(shapes, shape)} has no sh:path"


def _list_uses(shapes: ShapesGraph, name: str) -> Iterator[tuple[Term, Term]]:
    for node in shapes.index.subjects(f"{SH}{name}"):
        for value in shapes.index.objects(node, f"{SH}{name}"):
            yield node, value


def _describe(shapes: ShapesGraph, use: tuple[Term, str, Term], wanted: str) -> str:
    node, name, value = use
    found = _text(shapes, value)
    return f"sh:{name} wants {wanted} and is {found} ({name_part(shapes, node)})"


def name_part(shapes: ShapesGraph, node: Term) -> str:
    """Name a shape or constraint; one without a name by its path and by what has it.

    Args:
        shapes: The shapes.
        node: The shape or the constraint.

    Returns:
        Words that tell which it is.

    Example:
        >>> from gumru_kg.validation.shapes_graph import ShapesGraph
        >>> name_part(ShapesGraph([]), ox.NamedNode("https://w3id.org/gumru/ont#a"))
        'gum:a'
    """
    if isinstance(shapes.restore(node), ox.NamedNode):
        return _text(shapes, node)
    part = "a part"
    front = [node]
    for each in front:
        if isinstance(shapes.restore(each), ox.NamedNode):
            return f"{part} of {_text(shapes, each)}"
        path = shapes.find_path(each)
        if path is not None and part == "a part":
            part = f"the part on {write_path(path)}"
        front += [other for other in shapes.index.referrers(each) if other not in front]
    return f"{part} of a shape without a name"


def _is_text(term: Term) -> TypeIs[ox.Literal]:
    return isinstance(term, ox.Literal)


def _is_count(term: Term) -> bool:
    return (
        isinstance(term, ox.Literal)
        and term.datatype.value == _INTEGER
        and term.value.removeprefix("+").isdecimal()
    )


def _is_truth(term: Term) -> bool:
    return isinstance(term, ox.Literal) and term.datatype.value == _BOOLEAN


def _is_plain_truth(term: Term) -> bool:
    # Of "1" some engines think that it is true, and some that it is not.
    return _is_truth(term) and str(term).startswith(('"true"', '"false"'))


def _text(shapes: ShapesGraph, term: Term) -> str:
    restored = shapes.restore(term)
    if isinstance(restored, ox.NamedNode):
        return compress(restored.value)
    return str(restored)
