"""The native engine for core constraints, and beside it the SPARQL constraints.

Both read the text of the data, each in a thread of its own, for neither holds the lock
of the interpreter while it works.
"""

from __future__ import annotations

from collections import deque
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from threading import Thread
from typing import TYPE_CHECKING, Final, TypeAlias, TypeVar

import pyoxigraph as ox

from gumru_kg.rdflib_terms import to_rdflib_term
from gumru_kg.validation.canonical_text import may_be_rewritten
from gumru_kg.validation.data_graph import (
    LABELS,
    QuadsWantedError,
    index_quads,
    write_ntriples,
)
from gumru_kg.validation.findings import list_focus_nodes
from gumru_kg.validation.limits import check_limits
from gumru_kg.validation.literals_as_written import LiteralsAsWritten
from gumru_kg.validation.native import NativeEngine
from gumru_kg.validation.sparql_constraints import (
    SparqlEngine,
    list_constraints,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from gumru_kg.validation.data_graph import DataGraph, DataText
    from gumru_kg.validation.findings import Finding
    from gumru_kg.validation.shapes_graph import ShapesGraph
    from gumru_kg.validation.sparql_constraints import SparqlConstraint

    FindMore: TypeAlias = Callable[[ox.Store], Iterable[Finding]]

_Result = TypeVar("_Result")

_RDF_12: Final = (b"<<(", b"--ltr", b"--rtl")


@dataclass(frozen=True, slots=True)
class Found:
    """What was found, and how the nodes are called.

    Attributes:
        findings: What breaks the shapes.
        labels: Statements that give labels, those of all focus nodes among them.
    """

    findings: list[Finding]
    labels: list[ox.Quad]


def find_natively(
    data: DataGraph, shapes: ShapesGraph, *, find_more: FindMore | None = None
) -> Found:
    """Hold data against shapes without the reference.

    Args:
        data: The data.
        shapes: The shapes.
        find_more: What else is to be found in a store of the data.

    Returns:
        What was found.

    Raises:
        NativeLimitError: When the reference may find something else.
        ValidationFailureError: When a query cannot be run.
        DataError: When a file does not parse, or holds terms of RDF 1.2.

    Example:
        >>> from gumru_kg.validation.data_graph import DataGraph
        >>> from gumru_kg.validation.shapes_graph import ShapesGraph
        >>> find_natively(DataGraph([], is_ours=False), ShapesGraph([])).findings
        []
    """
    check_limits(shapes)
    constraints = list_constraints(shapes)
    text = data.write()
    if text is not None:
        with suppress(QuadsWantedError):
            return _find(data, _view_text(text, shapes), constraints, find_more)
    return _find(data, _view_quads(data.quads, shapes), constraints, find_more)


@dataclass(frozen=True, slots=True)
class _View:
    """Data as the engines take them, parsed when they are wanted."""

    shapes: ShapesGraph
    core: NativeEngine
    check_signs: Callable[[], None]
    open_store: Callable[[], ox.Store]
    list_labels: Callable[[], list[ox.Quad]]
    may_differ: Callable[[], bool]
    knows_blank_nodes: bool


def _view_text(text: DataText, shapes: ShapesGraph) -> _View:
    content = text.join()
    core = NativeEngine(shapes, content, format=text.format, blank_nodes=None)
    return _View(
        shapes,
        core,
        text.check_signs,
        text.index,
        text.list_labels,
        lambda: may_be_rewritten(content, is_turtle=text.format == "turtle"),
        knows_blank_nodes=False,
    )


def _view_quads(quads: list[ox.Quad], shapes: ShapesGraph) -> _View:
    text = write_ntriples(quads)
    if any(sign in text for sign in _RDF_12):
        for quad in quads:
            if isinstance(quad.object, ox.Triple | ox.Literal):
                to_rdflib_term(quad.object)
    blank_nodes = _list_blank_nodes(quads) if b"_:" in text else []

    def open_store() -> ox.Store:
        if blank_nodes:
            # The other way gives them new names.
            return index_quads(quads)
        store = ox.Store()
        store.load(input=text, format=ox.RdfFormat.N_TRIPLES)
        return store

    core = NativeEngine(shapes, text, format="ntriples", blank_nodes=blank_nodes)
    return _View(
        shapes,
        core,
        lambda: None,
        open_store,
        lambda: quads,
        lambda: may_be_rewritten(text, is_turtle=False),
        knows_blank_nodes=True,
    )


def _find(
    data: DataGraph,
    view: _View,
    constraints: list[SparqlConstraint],
    find_more: FindMore | None,
) -> Found:
    with _working(view.core.find) as wait, _working(view.check_signs) as check:
        if not constraints and find_more is None:
            labels = view.list_labels()
            check()
            return Found(wait(), labels)
        store = view.open_store()
        check()
        literals = LiteralsAsWritten(
            data.parse, store=store, may_differ=view.may_differ
        )
        engine = SparqlEngine(
            view.shapes, store, literals, knows_blank_nodes=view.knows_blank_nodes
        )
        engine.check_written_forms(constraints)
        waiting = deque(constraints)
        with _working(lambda: engine.find(_take_in_turn(waiting))) as wait_for_others:
            found = engine.find(_take_in_turn(waiting))
            if find_more is not None:
                more = find_more(store)
                found += more if view.knows_blank_nodes else map(_refuse_blanks, more)
            findings = [*wait(), *found, *wait_for_others()]
    return Found(findings, list(_look_up_labels(store, findings, literals)))


def _take_in_turn(waiting: deque[SparqlConstraint]) -> Iterator[SparqlConstraint]:
    """Take what waits, while another thread takes of the same."""
    with suppress(IndexError):
        while True:
            yield waiting.popleft()


@contextmanager
def _working(work: Callable[[], _Result]) -> Iterator[Callable[[], _Result]]:
    """Work in a thread of its own; what it raises is raised where it is waited for."""
    answers: list[_Result] = []
    errors: list[BaseException] = []

    def run() -> None:
        try:
            answers.append(work())
        except BaseException as error:  # noqa: BLE001 - the other thread raises it
            _forget_variables(error)
            errors.append(error)

    def wait() -> _Result:
        thread.join()
        for error in errors:
            raise error
        return answers[0]

    thread = Thread(target=run)
    thread.start()
    try:
        yield wait
    finally:
        thread.join()


def _forget_variables(error: BaseException) -> None:
    """Let go what the failed calls hold: an answer must end where it was asked for."""
    from traceback import clear_frames

    told: BaseException | None = error
    while told is not None:
        clear_frames(told.__traceback__)
        told = told.__cause__ or told.__context__


def _refuse_blanks(finding: Finding) -> Finding:
    terms = (finding.focus_node, finding.value)
    if any(isinstance(term, ox.BlankNode) for term in terms):
        raise QuadsWantedError
    return finding


def _list_blank_nodes(quads: Iterable[ox.Quad]) -> list[ox.BlankNode]:
    terms = (term for quad in quads for term in (quad.subject, quad.object))
    return list(dict.fromkeys(t for t in terms if isinstance(t, ox.BlankNode)))


def _look_up_labels(
    store: ox.Store, findings: Iterable[Finding], literals: LiteralsAsWritten
) -> Iterator[ox.Quad]:
    for node in list_focus_nodes(findings):
        if isinstance(node, ox.Literal | ox.Triple):
            continue
        for name in LABELS:
            for quad in store.quads_for_pattern(node, ox.NamedNode(name), None):
                label = literals.restore(quad.object)
                yield ox.Quad(quad.subject, quad.predicate, label)
