"""Shapes that the native engine does not take, with the reason in words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pyoxigraph as ox

from gumru_kg.namespaces import SH, XSD, compress
from gumru_kg.validation.native import NativeLimitError, is_installed

if TYPE_CHECKING:
    from gumru_kg.validation.shapes_graph import ShapesGraph

_TRUE: Final = ox.Literal("true", datatype=ox.NamedNode(f"{XSD}boolean"))
_VALIDATORS: Final = ("nodeValidator", "propertyValidator", "validator")


def check_limits(shapes: ShapesGraph) -> None:
    """Refuse shapes of which the native engine may give another report.

    Args:
        shapes: The shapes.

    Raises:
        NativeLimitError: With the reason.

    Example:
        >>> from gumru_kg.validation.shapes_graph import ShapesGraph
        >>> check_limits(ShapesGraph([]))
    """
    if not is_installed():
        problem = "the native engine is not installed; run: pip install shacl"
        raise NativeLimitError(problem)
    index = shapes.index
    components = {
        component for name in _VALIDATORS for component in index.subjects(f"{SH}{name}")
    }
    for component in sorted(components, key=str):
        for parameter in index.objects(component, f"{SH}parameter"):
            path = index.find_object(parameter, f"{SH}path")
            if isinstance(path, ox.NamedNode) and index.subjects(path.value):
                name = compress(path.value)
                problem = f"{name} is a constraint component of the shapes themselves"
                raise NativeLimitError(problem)
    for shape in index.subjects(f"{SH}sparql"):
        if shape in shapes.referred_to:
            name = compress(shape.value) if isinstance(shape, ox.NamedNode) else ""
            problem = f"{name} has a SPARQL constraint, and other shapes refer to it"
            raise NativeLimitError(problem)
    for shape in index.subjects(f"{SH}closed", _TRUE):
        if index.objects(shape, f"{SH}path"):
            # The engine looks at the focus node, and SHACL at what the path leads to.
            raise NativeLimitError("a property shape has sh:closed")
    if shapes.has_cycle():
        raise NativeLimitError("a shape refers back to itself")
