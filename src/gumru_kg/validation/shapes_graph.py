"""A shapes graph: its shapes, their parameters and how they refer to one another."""

from __future__ import annotations

from functools import cached_property
from graphlib import CycleError, TopologicalSorter
from typing import TYPE_CHECKING, Final

import pyoxigraph as ox

from gumru_kg.namespaces import OWL, RDF, RDFS, SH, compress
from gumru_kg.validation.triple_index import TripleIndex

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from gumru_kg.rdflib_terms import Term
    from gumru_kg.validation.triple_index import Path

_BLANK: Final = "urn:gumru-kg:blank:"
TARGETS: Final = tuple(
    f"{SH}target{name}" for name in ("Class", "Node", "ObjectsOf", "SubjectsOf")
)
_REFERENCES: Final = tuple(
    f"{SH}{name}" for name in ("node", "not", "qualifiedValueShape")
)
_LISTS: Final = tuple(f"{SH}{name}" for name in ("and", "or", "xone"))
_PARAMETERS: Final = frozenset(
    f"{SH}{name}"
    for name in (
        *("and", "class", "closed", "datatype", "disjoint", "equals", "hasValue"),
        *("in", "languageIn", "lessThan", "lessThanOrEquals", "maxCount"),
        *("maxExclusive", "maxInclusive", "maxLength", "minCount", "minExclusive"),
        *("minInclusive", "minLength", "node", "nodeKind", "not", "or", "pattern"),
        *("property", "qualifiedMaxCount", "qualifiedMinCount", "sparql"),
        *("qualifiedValueShape", "uniqueLang", "xone"),
    )
)
# That the second is one of the first, every reader of OWL knows.
_CLASSES: Final = (ox.NamedNode(f"{RDFS}Class"), ox.NamedNode(f"{OWL}Class"))
_TRUE: Final = frozenset({"true", "1"})
# Whether a value keeps these does not depend on what else is said of it.
_OF_VALUE: Final = frozenset(
    f"{SH}{name}"
    for name in (
        *("and", "datatype", "deactivated", "flags", "hasValue", "in", "languageIn"),
        *("maxExclusive", "maxInclusive", "maxLength", "message", "minExclusive"),
        *("minInclusive", "minLength", "node", "nodeKind", "not", "or", "pattern"),
        *("severity", "xone"),
    )
)
# And these ask what is said of it, but nothing of other things.
_OF_STATEMENTS: Final = _OF_VALUE | {
    f"{SH}{name}"
    for name in (
        *("closed", "description", "disjoint", "equals", "ignoredProperties"),
        *("lessThan", "lessThanOrEquals", "maxCount", "minCount", "name", "order"),
        *("path", "property", "qualifiedMaxCount", "qualifiedMinCount"),
        *("qualifiedValueShape", "uniqueLang"),
    )
}


class ShapesGraph:
    """Shapes in one graph, without blank nodes.

    A blank node becomes an IRI, so that a shape keeps its name from one engine to the
    other; ``restore`` gives it back.

    Attributes:
        index: The triples.
    """

    def __init__(self, quads: Iterable[ox.Quad]) -> None:
        self.index = TripleIndex(
            (_name(quad.subject), quad.predicate, _name(quad.object)) for quad in quads
        )

    def __len__(self) -> int:
        return len(self.shapes)

    @cached_property
    def shapes(self) -> frozenset[Term]:
        """Whatever is a shape by its type, its target or what refers to it."""
        index = self.index
        found: set[Term] = set()
        for kind in ("NodeShape", "PropertyShape"):
            found.update(index.subjects(f"{RDF}type", ox.NamedNode(f"{SH}{kind}")))
        for predicate in (*TARGETS, *_PARAMETERS):
            found.update(index.subjects(predicate))
        for shape in tuple(found):
            found.update(other for _, other in self.references(shape))
        return frozenset(found)

    @cached_property
    def classes(self) -> frozenset[Term]:
        """The shapes that are classes as well, and so their own targets."""
        kinds: set[Term] = set()
        front: list[Term] = list(_CLASSES)
        while front:
            kind = front.pop()
            if kind not in kinds:
                kinds.add(kind)
                front += self.index.subjects(f"{RDFS}subClassOf", kind)
        found = {each for k in kinds for each in self.index.subjects(f"{RDF}type", k)}
        return self.shapes & found

    def declare_classes(self) -> list[ox.Quad]:
        """Say of each shape that is a class, at whatever remove, that it is one."""
        is_a, kind = ox.NamedNode(f"{RDF}type"), _CLASSES[0]
        named = [each for each in self.classes if isinstance(each, ox.NamedNode)]
        return [ox.Quad(each, is_a, kind) for each in sorted(named, key=str)]

    def names_its_targets(self, shape: Term) -> bool:
        """Tell whether ``sh:targetNode`` names all focus nodes of a shape."""
        return not (
            shape in self.classes
            or self.index.subjects(f"{SH}property", shape)
            or any(
                self.index.objects(shape, each)
                for each in TARGETS
                if each != f"{SH}targetNode"
            )
        )

    @cached_property
    def imports(self) -> tuple[str, ...]:
        """The IRIs of graphs that the shapes import and that are not here."""
        named = self.index.values(f"{OWL}imports")
        return tuple(
            sorted(
                each.value
                for each in named
                if isinstance(each, ox.NamedNode) and each not in self.index
            )
        )

    def references(self, shape: Term) -> Iterator[tuple[str, Term]]:
        """List the shapes that a shape names, each with the predicate.

        Args:
            shape: A shape.

        Yields:
            The predicate, such as that of ``sh:node``, and the other shape.
        """
        for predicate in (f"{SH}property", *_REFERENCES):
            for other in self.index.objects(shape, predicate):
                yield predicate, other
        for predicate in _LISTS:
            for head in self.index.objects(shape, predicate):
                for other in self.index.find_members(head) or ():
                    yield predicate, other

    def reach(self, start: Iterable[Term], *, by_property: bool = False) -> set[Term]:
        """Collect the shapes that are reached from some.

        Args:
            start: Where to start; these are reached as well.
            by_property: Follow ``sh:property`` alone.

        Returns:
            The shapes.
        """
        reached: set[Term] = set()
        front = list(start)
        while front:
            shape = front.pop()
            if shape in reached:
                continue
            reached.add(shape)
            front += [
                other
                for predicate, other in self.references(shape)
                if not by_property or predicate == f"{SH}property"
            ]
        return reached

    def asks_value_alone(self, shape: Term) -> bool:
        """Tell whether no more of the data is wanted to hold a value against a shape.

        Args:
            shape: A shape.

        Returns:
            True when neither it nor a shape that it names follows a path.
        """
        return self._uses_only(_OF_VALUE, self.reach([shape]))

    def asks_statements_alone(self, shape: Term) -> bool:
        """Tell whether the statements on a value will do to hold it against a shape.

        Args:
            shape: A shape.

        Returns:
            True when each path is one predicate, and nothing is asked of what it
            leads to but how that is written.
        """
        reached = self.reach([shape])
        steps = [each for each in reached if self.index.objects(each, f"{SH}path")]
        beyond = self.reach(
            other for step in steps for _, other in self.references(step)
        )
        return (
            self._uses_only(_OF_STATEMENTS, reached)
            and self._uses_only(_OF_VALUE, beyond)
            and all(isinstance(self.find_path(step), ox.NamedNode) for step in steps)
        )

    def _uses_only(self, predicates: frozenset[str], shapes: Iterable[Term]) -> bool:
        used = {name for each in shapes for name in self.index.describe(each)}
        return all(
            name in predicates for name in used - set(TARGETS) if name.startswith(SH)
        )

    @cached_property
    def referred_to(self) -> frozenset[Term]:
        """The shapes that others hold values against, with the parts of these."""
        start = [
            other
            for shape in self.shapes
            for predicate, other in self.references(shape)
            if predicate != f"{SH}property"
        ]
        return frozenset(self.reach(start))

    def has_cycle(self) -> bool:
        """Tell whether a shape leads back to itself, of which SHACL says nothing."""
        links = {
            shape: [other for _, other in self.references(shape)]
            for shape in self.shapes
        }
        try:
            TopologicalSorter(links).prepare()
        except CycleError:
            return True
        return False

    def is_deactivated(self, node: Term) -> bool:
        """Tell whether a shape or constraint is switched off."""
        values = self.index.objects(node, f"{SH}deactivated")
        return any(isinstance(v, ox.Literal) and v.value in _TRUE for v in values)

    def find_path(self, shape: Term) -> Path | None:
        """Give the path of a property shape."""
        node = self.index.find_object(shape, f"{SH}path")
        if node is None:
            return None
        path = self.index.find_path(node)
        is_empty = isinstance(path, ox.NamedNode) and path.value.startswith(_BLANK)
        return None if is_empty else path

    def find_severity(self, shape: Term) -> str:
        """Give the severity of the results of a shape."""
        found = self.index.find_object(shape, f"{SH}severity")
        return found.value if isinstance(found, ox.NamedNode) else f"{SH}Violation"

    def find_messages(
        self, shape: Term, constraint: Term | None = None
    ) -> tuple[ox.Literal, ...]:
        """List the messages of a constraint, or else of its shape."""
        own = [] if constraint is None else self._messages(constraint)
        return tuple(own or self._messages(shape))

    def make_message(self, shape: Term, component: str) -> ox.Literal:
        """Put a constraint into words where its shape has no message.

        Args:
            shape: The shape.
            component: The IRI of the constraint component.

        Returns:
            An English message.
        """
        name = component.removeprefix(SH).removesuffix("ConstraintComponent")
        predicate = f"{SH}{name[:1].lower()}{name[1:]}"
        values = self.index.objects(shape, predicate)
        if not values or name == component:
            text = f"The value breaks the constraint {compress(component)} of the shape"
        else:
            written = " , ".join(sorted(map(self._write, values)))
            text = f"The shape wants {compress(predicate)} {written}"
        return ox.Literal(f"{text}.", language="en")

    def restore(self, term: Term) -> Term:
        """Give a blank node back for its IRI."""
        if isinstance(term, ox.NamedNode) and term.value.startswith(_BLANK):
            return ox.BlankNode(term.value.removeprefix(_BLANK))
        return term

    def restore_paths(self, term: Term) -> Term:
        """Give all blank nodes back but shapes: an IRI is a path of one predicate."""
        return term if term in self.shapes else self.restore(term)

    def rename(self, term: Term) -> Term:
        """Give the IRI that stands for a blank node here."""
        return _name(term)

    def _messages(self, node: Term) -> list[ox.Literal]:
        found = self.index.objects(node, f"{SH}message")
        return [each for each in found if isinstance(each, ox.Literal)]

    def _write(self, value: Term) -> str:
        members = self.index.find_members(value)
        if members is not None:
            return f"( {' '.join(map(self._write, members))} )"
        if isinstance(self.restore(value), ox.BlankNode):
            return "[ … ]"
        return compress(value.value) if isinstance(value, ox.NamedNode) else str(value)


def _name(term: Term) -> Term:
    if isinstance(term, ox.BlankNode):
        return ox.NamedNode(f"{_BLANK}{term.value}")
    return term
