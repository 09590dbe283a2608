"""The core constraints of SHACL, by the native engine of the package ``shacl``.

The only module that knows that package: it takes text and gives findings.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING, Final

import pyoxigraph as ox

from gumru_kg.namespaces import RDF, SH
from gumru_kg.validation.data_graph import QuadsWantedError
from gumru_kg.validation.findings import Finding
from gumru_kg.validation.shapes_graph import TARGETS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    import shacl

    from gumru_kg.rdflib_terms import Term
    from gumru_kg.validation.shapes_graph import ShapesGraph
    from gumru_kg.validation.triple_index import Path, Triple

_NODE: Final = f"{SH}NodeConstraintComponent"
_CLOSED: Final = f"{SH}ClosedConstraintComponent"
_PLACE: Final = "urn:gumru-kg:"
_IS_NAMED: Final = f"{_PLACE}names"
_FORMAT: Final = "ntriples"
_SUFFIXES: Final = {"ntriples": ".nt", "turtle": ".ttl"}
_LARGE: Final = 32_000_000
# The engine knows some of SHACL Advanced Features; the reference is asked without.
_LEFT_OUT: Final = frozenset(
    f"{SH}{name}" for name in ("sparql", "target", "rule", "expression", "js")
)


class NativeLimitError(Exception):
    """The native engine does not take these shapes or these data."""


@dataclass(frozen=True, slots=True)
class _Found:
    focus_node: Term
    path: str | None
    value: Term | None
    component: str
    shape: Term

    @property
    def place(self) -> tuple[Term, Term | None]:
        return self.shape, self.value


def is_installed() -> bool:
    """Tell whether the native engine is there.

    Returns:
        True when it can be imported.

    Example:
        >>> is_installed() in (True, False)
        True
    """
    from importlib.util import find_spec

    return find_spec("shacl") is not None


class NativeEngine:
    """Data that are held against the core constraints of shapes."""

    def __init__(
        self,
        shapes: ShapesGraph,
        data: bytes,
        *,
        format: str,
        blank_nodes: Sequence[ox.BlankNode] | None,
    ) -> None:
        self._shapes = shapes
        self._triples = [
            (shapes.restore_paths(subject), predicate, shapes.restore_paths(value))
            for subject, predicate, value in shapes.index
            if predicate.value not in _LEFT_OUT
        ]
        self._triples += [
            (quad.subject, quad.predicate, quad.object)
            for quad in shapes.declare_classes()
        ]
        self._data = data
        self._format = format
        self._blanks = blank_nodes

    def find(self) -> list[Finding]:
        """Hold the data against all shapes, once: their text is let go then.

        Returns:
            What breaks them, with the reasons why nodes break shapes referred to.

        Raises:
            NativeLimitError: When the engine does not take the shapes or the data.
            QuadsWantedError: When a result has a blank node, and they were not named.
        """
        found = self._run(self._triples)
        reasons = self._explain(found)
        self._data = b""
        return self._add_details(found, reasons)

    def _explain(self, found: list[_Found]) -> dict[tuple[Term, Term], list[_Found]]:
        """Find why values break the shapes that ``sh:node`` names."""
        reasons: dict[tuple[Term, Term], list[_Found]] = {}
        front = self._pairs(found)
        while front:
            answers: list[_Found] = []
            for batch in self._batches(sorted(front, key=str)):
                answer = self._run(self._retarget(batch), batch)
                answers += answer
                for pair in batch:
                    reasons[pair] = [
                        each for each in answer if self._belongs(each, pair, batch)
                    ]
            front = self._pairs(answers) - set(reasons)
        return reasons

    def _pairs(self, found: Iterable[_Found]) -> set[tuple[Term, Term]]:
        return {
            (other, each.value)
            for each in found
            if each.component == _NODE and each.value is not None
            for other in self._shapes.index.objects(each.shape, f"{SH}node")
        }

    def _batches(
        self, pairs: list[tuple[Term, Term]]
    ) -> Iterator[list[tuple[Term, Term]]]:
        together = []
        for shape, value in pairs:
            if self._has_nested_parts(shape):
                # The focus node does not tell whose result it is.
                yield [(shape, value)]
            else:
                together.append((shape, value))
        if together:
            yield together

    def _has_nested_parts(self, shape: Term) -> bool:
        index = self._shapes.index
        parts = index.objects(shape, f"{SH}property")
        return any(index.objects(part, f"{SH}property") for part in parts)

    def _belongs(
        self, found: _Found, pair: tuple[Term, Term], batch: list[tuple[Term, Term]]
    ) -> bool:
        if len(batch) == 1:
            return True
        shape, value = pair
        parts = self._shapes.index.objects(shape, f"{SH}property")
        return found.focus_node == value and found.shape in (shape, *parts)

    def _retarget(self, pairs: list[tuple[Term, Term]]) -> list[Triple]:
        """Aim the shapes at values, whatever they are aimed at otherwise."""
        classes = {f"{RDF}type", *TARGETS}
        triples = [each for each in self._triples if each[1].value not in classes]
        target = ox.NamedNode(f"{SH}targetObjectsOf")
        triples += [
            (shape, target, _marker(number)) for number, (shape, _) in enumerate(pairs)
        ]
        kind = ox.NamedNode(f"{SH}NodeShape")
        is_a = ox.NamedNode(f"{RDF}type")
        return [*triples, *((shape, is_a, kind) for shape, _ in pairs)]

    def _add_details(
        self, found: list[_Found], reasons: dict[tuple[Term, Term], list[_Found]]
    ) -> list[Finding]:
        findings = []
        seen: dict[tuple[Term, Term, Term | None], int] = {}
        for each in found:
            details: tuple[Finding, ...] = ()
            if each.component == _NODE and each.value is not None:
                others = self._shapes.index.objects(each.shape, f"{SH}node")
                broken = [
                    reasons[other, each.value]
                    for other in others
                    if reasons.get((other, each.value))
                ]
                # One result for each shape that is broken, in any order.
                place = (each.focus_node, *each.place)
                number = seen[place] = seen.get(place, -1) + 1
                if number < len(broken):
                    details = tuple(self._add_details(broken[number], reasons))
            findings.append(self._finding(each, details))
        return findings

    def _finding(self, found: _Found, details: tuple[Finding, ...]) -> Finding:
        shapes = self._shapes
        shape = found.shape
        messages = shapes.find_messages(shape)
        return Finding(
            focus_node=found.focus_node,
            path=self._path(found),
            value=found.value,
            component=found.component,
            severity=shapes.find_severity(shape),
            source_shape=shapes.restore(shape),
            messages=messages or (shapes.make_message(shape, found.component),),
            details=details,
        )

    def _path(self, found: _Found) -> Path | None:
        if found.component == _CLOSED and found.path is not None:
            return ox.NamedNode(found.path.removeprefix("<").removesuffix(">"))
        return self._shapes.find_path(found.shape)

    def _narrow(self, pairs: list[tuple[Term, Term]]) -> bytes:
        """Take as much of the data as is wanted to hold values against shapes."""
        if all(self._shapes.asks_value_alone(shape) for shape, _ in pairs):
            return b""
        values = [value for _, value in pairs]
        if (
            self._format != _FORMAT
            or any(isinstance(value, ox.BlankNode) for value in values)
            or not all(self._shapes.asks_statements_alone(shape) for shape, _ in pairs)
        ):
            return self._data
        nodes = [value for value in values if isinstance(value, ox.NamedNode)]
        return _take_statements(self._data, nodes)

    def _run(
        self, triples: Iterable[Triple], pairs: list[tuple[Term, Term]] | None = None
    ) -> list[_Found]:
        """Run the engine once; its own names of blank nodes are traced back."""
        shapes = [*triples, *_probe()] if self._blanks else triples
        names: list[Triple] = [
            (_marker(node.value), ox.NamedNode(_IS_NAMED), node)
            for node in self._blanks or ()
        ]
        names += [
            (_marker("at"), _marker(number), value)
            for number, (_, value) in enumerate(pairs or ())
        ]
        data = self._data if pairs is None else self._narrow(pairs)
        parts = (data, _serialize(names).encode())
        text = b"\n".join(filter(None, parts))
        results = _validate(_serialize(shapes), text, format=self._format)
        if self._blanks is None and any(map(_has_blank_node, results)):
            raise QuadsWantedError
        return list(_restore(results))


def _take_statements(text: bytes, nodes: Iterable[ox.NamedNode]) -> bytes:
    """Take the lines of N-Triples that are statements on some IRIs, or all lines."""
    # An escape may stand in an IRI. One sign is looked for much faster than two.
    may_hide = b"\\" in text and (b"\\u" in text or b"\\U" in text)
    if may_hide or b"\r" in text:
        return text
    wanted = {f"<{node.value}".encode() for node in nodes}
    return b"".join(
        line for line in BytesIO(text) if line.lstrip().partition(b">")[0] in wanted
    )


def _has_blank_node(result: tuple[str | None, ...]) -> bool:
    focus, _, value, _, _ = result
    return any(text is not None and text.startswith("_:") for text in (focus, value))


def _validate(shapes: str, data: bytes, *, format: str) -> list[tuple[str | None, ...]]:
    import shacl

    try:
        compiled = shacl.Shapes.from_text(shapes, format=_FORMAT)
        report = _hold_against(compiled, data, format)
    except ValueError as error:
        raise NativeLimitError(" ".join(str(error).split())) from error
    except BaseException as error:
        if type(error).__name__ != "PanicException":
            raise
        raise NativeLimitError("the native engine broke down") from error
    return [
        (each.focus_node, each.path, each.value, each.component_iri, each.source_shape)
        for each in report.results
    ]


def _hold_against(shapes: shacl.Shapes, data: bytes, format: str) -> shacl.Report:
    # A text in Python takes two bytes for each sign, and the engine a copy of it.
    if len(data) > _LARGE:
        from pathlib import Path
        from tempfile import TemporaryDirectory

        with suppress(OSError), TemporaryDirectory() as folder:
            path = Path(folder, f"data{_SUFFIXES[format]}")
            path.write_bytes(data)
            return shapes.validate_file(str(path))
    return shapes.validate_text(data.decode(), format=format)


def _restore(results: list[tuple[str | None, ...]]) -> Iterator[_Found]:
    texts = dict.fromkeys(
        text for focus, _, value, _, shape in results for text in (focus, value, shape)
    )
    terms = _parse_terms([text for text in texts if text is not None])
    probe = str(_marker("probe"))
    for focus, _, value, _, shape in results:
        if shape == probe and focus is not None and value is not None:
            name = terms[focus].value.removeprefix(_marker("").value)
            terms[value] = ox.BlankNode(name)
    for focus, path, value, component, shape in results:
        # Tells the type checker that every result has these.
        assert focus is not None  # noqa: S101 - for the type checker
        assert component is not None  # noqa: S101 - for the type checker
        assert shape is not None  # noqa: S101 - for the type checker
        if shape != probe:
            found = None if value is None else terms[value]
            yield _Found(terms[focus], path, found, component, terms[shape])


def _parse_terms(
    texts: list[str],
) -> dict[str, ox.NamedNode | ox.BlankNode | ox.Literal]:
    lines = "".join(f"<urn:s> <urn:p> {text} .\n" for text in texts)
    parsed = ox.parse(lines.encode(), format=ox.RdfFormat.N_TRIPLES)
    return {
        text: quad.object
        for text, quad in zip(texts, parsed, strict=True)
        if not isinstance(quad.object, ox.Triple)
    }


def _probe() -> Iterator[Triple]:
    """Make a shape that every blank node breaks, telling the name it has there."""
    probe = _marker("probe")
    names = ox.NamedNode(_IS_NAMED)
    for predicate, value in (
        (f"{RDF}type", ox.NamedNode(f"{SH}PropertyShape")),
        (f"{SH}targetSubjectsOf", names),
        (f"{SH}path", names),
        (f"{SH}nodeKind", ox.NamedNode(f"{SH}Literal")),
    ):
        yield probe, ox.NamedNode(predicate), value


def _marker(name: object) -> ox.NamedNode:
    return ox.NamedNode(f"{_PLACE}mark:{name}")


def _serialize(triples: Iterable[Triple]) -> str:
    return "".join(f"{s} {p} {o} .\n" for s, p, o in triples)
