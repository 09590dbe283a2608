"""SPARQL constraints, each run once over all its focus nodes."""

from __future__ import annotations

import re
from dataclasses import dataclass
from threading import Lock
from typing import TYPE_CHECKING, Final

import pyoxigraph as ox

from gumru_kg.engines.geosparql import load_functions
from gumru_kg.engines.guard import check_query
from gumru_kg.engines.syntax import describe_fault
from gumru_kg.errors import QueryError, ValidationFailureError
from gumru_kg.namespaces import OWL, SH, XSD, compress, expand
from gumru_kg.validation.data_graph import QuadsWantedError
from gumru_kg.validation.findings import Finding
from gumru_kg.validation.focus_nodes import FocusNodes
from gumru_kg.validation.native import NativeLimitError
from gumru_kg.validation.sparql_query import ConstraintQuery
from gumru_kg.validation.triple_index import write_path
from gumru_kg.validation.well_formedness import name_part

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from gumru_kg.engines.geosparql import Function
    from gumru_kg.rdflib_terms import Term
    from gumru_kg.validation.literals_as_written import LiteralsAsWritten
    from gumru_kg.validation.shapes_graph import ShapesGraph

_COMPONENT: Final = f"{SH}SPARQLConstraintComponent"
_FOCUS: Final = "urn:gumru-kg:focus:"
_SHAPES: Final = ox.NamedNode("urn:gumru-kg:shapes")
# Bindings that stand in the query itself help the engine to plan.
_MOST_IN_QUERY: Final = 20
# No IRI of a function of geometries goes without these, unless it has escapes.
_OF_FUNCTIONS: Final = ("geosparql", "\\")
_TRUE: Final = ox.Literal("true", datatype=ox.NamedNode(f"{XSD}boolean"))
_PLACEHOLDER: Final = re.compile(r"\{[?$](\w+)\}")


@dataclass(frozen=True, slots=True)
class SparqlConstraint:
    """A query that a shape has.

    Attributes:
        shape: The shape.
        node: The constraint.
        query: Its query.
    """

    shape: Term
    node: Term
    query: ConstraintQuery


def list_constraints(shapes: ShapesGraph) -> list[SparqlConstraint]:
    """List the SPARQL constraints that are switched on.

    Args:
        shapes: The shapes.

    Returns:
        The constraints.

    Raises:
        ValidationFailureError: When a query uses what SHACL forbids.

    Example:
        >>> from gumru_kg.validation.shapes_graph import ShapesGraph
        >>> list_constraints(ShapesGraph([]))
        []
    """
    index = shapes.index
    return [
        SparqlConstraint(shape, node, _read_query(shapes, shape, node))
        for shape in sorted(index.subjects(f"{SH}sparql"), key=str)
        for node in sorted(index.objects(shape, f"{SH}sparql"), key=str)
        if not shapes.is_deactivated(shape) and not shapes.is_deactivated(node)
    ]


class SparqlEngine:
    """Data in a store that are held against SPARQL constraints."""

    def __init__(
        self,
        shapes: ShapesGraph,
        store: ox.Store,
        literals: LiteralsAsWritten,
        *,
        knows_blank_nodes: bool,
    ) -> None:
        self._shapes = shapes
        self._store = store
        self._literals = literals
        self._knows_blank_nodes = knows_blank_nodes
        self._focus_nodes = FocusNodes(shapes, store)
        self._writing = Lock()

    def check_written_forms(self, constraints: Iterable[SparqlConstraint]) -> None:
        """Refuse queries to which it matters how literals are written.

        Args:
            constraints: Constraints; those without focus nodes do not matter.

        Raises:
            NativeLimitError: With the first of which the store rewrites literals.
        """
        for constraint in constraints:
            problem = _find_obstacle(self._shapes, constraint, self._literals)
            if problem is not None and self._focus_nodes.find(constraint.shape):
                raise NativeLimitError(problem)

    def find(self, constraints: Iterable[SparqlConstraint]) -> list[Finding]:
        """Run each constraint over all its focus nodes.

        Args:
            constraints: The constraints.

        Returns:
            What breaks them.

        Raises:
            ValidationFailureError: When a query does not parse or cannot be run.
            NativeLimitError: When an answer has a literal that the data write in
                several ways, or a focus node is a literal that the store rewrites.
            QuadsWantedError: When an answer has a blank node, and the store has other
                names for them.
        """
        return [each for constraint in constraints for each in self._find(constraint)]

    def _find(self, constraint: SparqlConstraint) -> Iterator[Finding]:
        counts = self._focus_nodes.find(constraint.shape)
        nodes = sorted(counts, key=str)
        self._literals.check_focus_nodes(nodes)
        batches = [[node] for node in nodes] if constraint.query.is_paged else [nodes]
        for batch in filter(None, batches):
            for row in self._run(constraint, batch):
                finding = self._finding(constraint, row)
                # A literal may come back in another form.
                yield from [finding] * counts.get(row["this"], 1)

    def _run(
        self, constraint: SparqlConstraint, nodes: list[Term]
    ) -> list[dict[str, Term]]:
        query = constraint.query
        # Constraints may run side by side.
        place = ox.NamedNode(f"{_FOCUS}{id(constraint)}")
        bindings = {"this": self._bind_focus(nodes, place)}
        if query.uses("currentShape"):
            bindings["currentShape"] = f"VALUES ?currentShape {{ {constraint.shape} }}"
        if query.uses("shapesGraph"):
            bindings["shapesGraph"] = f"VALUES ?shapesGraph {{ {_SHAPES} }}"
            self._write(_name_graph(self._shapes))
        text = query.join(bindings)
        try:
            answer = self._store.query(
                check_query(text), custom_functions=_choose_functions(text)
            )
            # Tells the type checker what a SELECT gives.
            assert isinstance(answer, ox.QuerySolutions)  # noqa: S101 - for the type checker
            names = [variable.value for variable in answer.variables]
            rows = dict.fromkeys(tuple(row[name] for name in names) for row in answer)
        except (SyntaxError, OSError, RuntimeError, QueryError) as error:
            raise self._failure(constraint, text, error) from error
        finally:
            with self._writing:
                self._store.remove_graph(place)
        found = [
            {name: term for name, term in zip(names, row, strict=True) if term}
            for row in rows
        ]
        if not self._knows_blank_nodes and any(
            isinstance(term, ox.BlankNode) for row in found for term in row.values()
        ):
            raise QuadsWantedError
        if any(row.get("failure") == _TRUE for row in found):
            name = name_part(self._shapes, constraint.node)
            problem = f"the query of {name} says so: it binds ?failure to true"
            raise ValidationFailureError(problem, remedy="see what it asks")
        return [row for row in found if "this" in row]

    def _bind_focus(self, nodes: list[Term], place: ox.NamedNode) -> str:
        """Write the focus nodes into the query, or into a graph of their own."""
        if len(nodes) <= _MOST_IN_QUERY and not any(
            isinstance(node, ox.BlankNode) for node in nodes
        ):
            return f"VALUES ?this {{ {' '.join(map(str, nodes))} }}"
        self._write(ox.Quad(place, place, node, place) for node in nodes)
        return f"GRAPH {place} {{ {place} {place} ?this }}"

    def _write(self, quads: Iterable[ox.Quad]) -> None:
        # A store has one writer. If that one ran Python while it holds the store, a
        # second one would wait for the store with the interpreter in its hands.
        made = list(quads)
        with self._writing:
            self._store.bulk_extend(made)

    def _finding(self, constraint: SparqlConstraint, row: dict[str, Term]) -> Finding:
        shapes = self._shapes
        path = shapes.find_path(constraint.shape)
        named = row.get("path")
        value = row.get("value")
        if value is None and path is None:
            value = row["this"]
        own = row.get("message")
        messages = shapes.find_messages(constraint.shape, constraint.node)
        if isinstance(own, ox.Literal):
            messages = (own,)
        # As in the reference, a message may speak of a value that the row lacks.
        bound = row if value is None else {"value": value, **row}
        restored = {
            name: self._literals.restore(
                term, may_be_computed=constraint.query.computes
            )
            for name, term in bound.items()
        }
        return Finding(
            focus_node=restored["this"],
            path=named if isinstance(named, ox.NamedNode) else path,
            value=restored.get("value"),
            component=_COMPONENT,
            severity=shapes.find_severity(constraint.shape),
            source_shape=shapes.restore(constraint.shape),
            messages=tuple(_fill(message, restored) for message in messages)
            or (shapes.make_message(constraint.shape, _COMPONENT),),
            source_constraint=shapes.restore(constraint.node),
        )

    def _failure(
        self, constraint: SparqlConstraint, text: str, error: Exception
    ) -> ValidationFailureError:
        name = name_part(self._shapes, constraint.node)
        told = " ".join(str(error).split())
        if isinstance(error, SyntaxError):
            told = describe_fault(text, told).problem
            told = told.replace("add a PREFIX line", "name its sh:prefixes")
        return ValidationFailureError(f"the query of {name} cannot be run: {told}")


def _name_graph(shapes: ShapesGraph) -> Iterator[ox.Quad]:
    for subject, predicate, value in shapes.index:
        if not isinstance(subject, ox.Literal):
            yield ox.Quad(subject, predicate, value, _SHAPES)


def _choose_functions(text: str) -> dict[ox.NamedNode, Function]:
    # Handing them over takes as long as a small query.
    return load_functions() if any(sign in text for sign in _OF_FUNCTIONS) else {}


def _find_obstacle(
    shapes: ShapesGraph, constraint: SparqlConstraint, literals: LiteralsAsWritten
) -> str | None:
    name = compress(_text(shapes, constraint.node))
    store = "the store of the native engine writes"
    is_unnamed = isinstance(shapes.restore(constraint.shape), ox.BlankNode)
    asked = map(constraint.query.uses, ("currentShape", "shapesGraph"))
    if is_unnamed and tuple(asked) == (True, False):
        return f"{name} asks for $currentShape, and that shape has no name"
    if constraint.query.names_graph():
        return f"{name} asks for a graph by its name, and the data are one graph"
    if constraint.query.names_rewritten():
        return f"{name} names a literal that {store} another way"
    read = _find_rewritten(shapes, constraint, literals)
    if read:
        some = f"some of {compress(min(read))} another way"
        return f"{name} depends on how literals are written, and {store} {some}"
    return None


def _find_rewritten(
    shapes: ShapesGraph, constraint: SparqlConstraint, literals: LiteralsAsWritten
) -> set[str]:
    """Find the predicates of rewritten literals that matter to a query."""
    query = constraint.query
    names: set[str] | None
    names = {_expand(name, shapes, constraint.node) for name in query.names}
    path = shapes.find_path(constraint.shape)
    if path is not None:
        names |= set(re.findall(r"<([^>]*)>", write_path(path)))
    nodes = shapes.index.objects(constraint.shape, f"{SH}targetNode")
    names |= {node.value for node in nodes if isinstance(node, ox.NamedNode)}
    verbs = query.find_open_verbs()
    if verbs - ({"this"} if shapes.names_its_targets(constraint.shape) else set()):
        names = None
    found: set[str] = set()
    if query.reads_literals():
        found |= literals.find_predicates(names)
    if query.joins_literals():
        found |= literals.find_predicates(names, of_several_forms=True)
    constants = query.list_constants()
    if constants:
        found |= literals.find_predicates(names, like=constants)
    return found if names is None else found & names


def _read_query(shapes: ShapesGraph, shape: Term, node: Term) -> ConstraintQuery:
    text = shapes.index.find_object(node, f"{SH}select")
    path = shapes.find_path(shape)
    declared = _find_prefixes(shapes, node)
    return ConstraintQuery(
        text.value if isinstance(text, ox.Literal) else "",
        prefixes="".join(f"PREFIX {p}: <{ns}>\n" for p, ns in declared.items()),
        path=None if path is None else write_path(path),
    )


def _find_prefixes(shapes: ShapesGraph, node: Term) -> dict[str, str]:
    index = shapes.index
    front = list(index.objects(node, f"{SH}prefixes"))
    seen: set[Term] = set()
    found: dict[str, str] = {}
    while front:
        holder = front.pop()
        if holder in seen:
            continue
        seen.add(holder)
        front += index.objects(holder, f"{OWL}imports")
        for declaration in index.objects(holder, f"{SH}declare"):
            prefix = index.find_object(declaration, f"{SH}prefix")
            namespace = index.find_object(declaration, f"{SH}namespace")
            if isinstance(prefix, ox.Literal) and isinstance(namespace, ox.Literal):
                found[prefix.value] = namespace.value
    return dict(sorted(found.items()))


def _expand(name: str, shapes: ShapesGraph, node: Term) -> str:
    if name.startswith("<"):
        return name[1:-1]
    prefix, _, local = name.partition(":")
    namespace = _find_prefixes(shapes, node).get(prefix)
    return (expand(name) or name) if namespace is None else namespace + local


def _fill(message: ox.Literal, row: Mapping[str, Term]) -> ox.Literal:
    """Put the values of a row into the places of a message that name variables."""

    def write(match: re.Match[str]) -> str:
        term = row.get(match[1])
        if term is None or isinstance(term, ox.Triple):
            return match[0]
        return term.value

    text = _PLACEHOLDER.sub(write, message.value)
    if message.language is None:
        return ox.Literal(text)
    return ox.Literal(text, language=message.language)


def _text(shapes: ShapesGraph, term: Term) -> str:
    restored = shapes.restore(term)
    return restored.value if isinstance(restored, ox.NamedNode) else str(restored)
