"""The constraints of a shapes graph, and the file of each that breaks it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from rdflib.namespace import SH

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rdflib import Graph
    from rdflib.term import Node

# The parameter that names each constraint component of SHACL Core. The others are
# helpers of these: sh:flags of sh:pattern, sh:qualifiedValueShape of the counts.
PARAMETERS: Final = (
    "and",
    "class",
    "closed",
    "datatype",
    "disjoint",
    "equals",
    "hasValue",
    "in",
    "languageIn",
    "lessThan",
    "lessThanOrEquals",
    "maxCount",
    "maxExclusive",
    "maxInclusive",
    "maxLength",
    "minCount",
    "minExclusive",
    "minInclusive",
    "minLength",
    "node",
    "nodeKind",
    "not",
    "or",
    "pattern",
    "qualifiedMaxCount",
    "qualifiedMinCount",
    "sparql",
    "uniqueLang",
    "xone",
)

_TARGETS: Final = (
    SH.targetClass,
    SH.targetNode,
    SH.targetObjectsOf,
    SH.targetSubjectsOf,
)


@dataclass(frozen=True, slots=True, order=True)
class Constraint:
    """One parameter of one shape.

    Attributes:
        rule: The IRI of the shape, or of the SPARQL constraint.
        component: The IRI of the component.
        parameter: The local name of the parameter.
        is_referred_to: Whether the shape has no focus nodes of its own and is
            reached from others by ``sh:node`` only.
    """

    rule: str
    component: str
    parameter: str
    is_referred_to: bool

    @property
    def file_name(self) -> str:
        """The file that breaks the constraint, below ``tests/shapes``."""
        shape, _, aspect = self.rule.rpartition("#")[2].partition("-")
        name = "-".join(filter(None, ("violates", aspect, self.parameter)))
        return f"{shape}/{name}.ttl"


def find_constraints(shapes: Graph) -> list[Constraint]:
    """List the constraints that can show in a report of their own.

    Those within ``sh:not``, ``sh:or`` and ``sh:qualifiedValueShape`` cannot: the
    constraint that holds them shows instead.
    """
    targeted = {shape for target in _TARGETS for shape in shapes.subjects(target)}
    own = _reach(shapes, targeted, (SH.property,))
    reached = _reach(shapes, targeted, (SH.property, SH.node))
    return sorted(
        constraint
        for shape in reached
        for constraint in _constraints_of(shapes, shape, is_own=shape in own)
    )


def _reach(shapes: Graph, start: set[Node], links: tuple[Node, ...]) -> set[Node]:
    reached: set[Node] = set()
    front = set(start)
    while front:
        shape = front.pop()
        reached.add(shape)
        front |= {
            other for link in links for other in shapes.objects(shape, link)
        } - reached
    return reached


def _constraints_of(
    shapes: Graph, shape: Node, *, is_own: bool
) -> Iterator[Constraint]:
    for parameter in PARAMETERS:
        stem = {"sparql": "SPARQL"}.get(parameter, parameter[0].upper() + parameter[1:])
        for value in shapes.objects(shape, SH[parameter]):
            yield Constraint(
                rule=str(value if parameter == "sparql" else shape),
                component=str(SH[f"{stem}ConstraintComponent"]),
                parameter=parameter,
                is_referred_to=not is_own,
            )
