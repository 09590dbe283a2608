"""The focus nodes of shapes, found in a store."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

import pyoxigraph as ox

from gumru_kg.namespaces import RDF, RDFS, SH
from gumru_kg.validation.triple_index import write_path

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from gumru_kg.rdflib_terms import Term
    from gumru_kg.validation.shapes_graph import ShapesGraph

_TYPE: Final = ox.NamedNode(f"{RDF}type")
_SUBCLASS: Final = ox.NamedNode(f"{RDFS}subClassOf")


class FocusNodes:
    """Finds the focus nodes of shapes in data.

    A node counts as often as it is held against a shape: once by the targets, and once
    for each focus node of another shape that leads to it.
    """

    def __init__(self, shapes: ShapesGraph, store: ox.Store) -> None:
        self._shapes = shapes
        self._store = store
        self._found: dict[Term, Counter[Term]] = {}

    def find(self, shape: Term) -> Counter[Term]:
        """Find the focus nodes of a shape.

        Args:
            shape: A shape that no cycle leads to.

        Returns:
            The nodes, each with how often it is held against the shape.
        """
        if shape not in self._found:
            self._found[shape] = self._collect(shape)
        return self._found[shape]

    def _collect(self, shape: Term) -> Counter[Term]:
        found: Counter[Term] = Counter()
        if self._shapes.is_deactivated(shape):
            return found
        found.update(dict.fromkeys(self._targets(shape), 1))
        for parent in self._shapes.index.subjects(f"{SH}property", shape):
            focus_nodes = self.find(parent)
            path = self._shapes.find_path(parent)
            if path is None:
                found.update(focus_nodes)
                continue
            step = write_path(path)
            for node, count in focus_nodes.items():
                found.update(dict.fromkeys(self._follow(node, step), count))
        return found

    def _targets(self, shape: Term) -> Iterator[Term]:
        index = self._shapes.index
        classes = list(index.objects(shape, f"{SH}targetClass"))
        if shape in self._shapes.classes:
            classes.append(shape)
        for each in classes:
            yield from self._instances(each)
        yield from index.objects(shape, f"{SH}targetNode")
        for name, pick in _ENDS:
            for predicate in index.objects(shape, f"{SH}{name}"):
                if isinstance(predicate, ox.NamedNode):
                    quads = self._store.quads_for_pattern(None, predicate, None)
                    yield from map(pick, quads)

    def _instances(self, start: Term) -> Iterator[Term]:
        classes: set[Term] = set()
        front: list[Term] = [start]
        while front:
            each = front.pop()
            if each in classes:
                continue
            classes.add(each)
            front += _subjects(self._store, _SUBCLASS, each)
            yield from _subjects(self._store, _TYPE, each)

    def _follow(self, node: Term, path: str) -> Iterable[Term]:
        if isinstance(node, ox.Literal | ox.Triple):
            return []
        text = f"SELECT DISTINCT ?value {{ ?this {path} ?value }}"
        answer = self._store.query(
            text.replace("?this", str(node))
            if isinstance(node, ox.NamedNode)
            else text.replace("SELECT DISTINCT", "SELECT DISTINCT ?this"),
            substitutions=(
                {ox.Variable("this"): node} if isinstance(node, ox.BlankNode) else None
            ),
        )
        # Tells the type checker what a SELECT gives.
        assert isinstance(answer, ox.QuerySolutions)  # noqa: S101 - for the type checker
        return [value for row in answer if (value := row["value"]) is not None]


def _subjects(store: ox.Store, predicate: ox.NamedNode, value: Term) -> list[Term]:
    return [q.subject for q in store.quads_for_pattern(None, predicate, value)]


_ENDS: Final[tuple[tuple[str, Callable[[ox.Quad], Term]], ...]] = (
    ("targetObjectsOf", lambda quad: quad.object),
    ("targetSubjectsOf", lambda quad: quad.subject),
)
