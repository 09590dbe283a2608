"""IRIs: well formed, declared, or of a known vocabulary."""

from __future__ import annotations

import difflib
import re
from typing import TYPE_CHECKING, Final

import pyoxigraph as ox

from gumru_kg.editorial.checks.external_terms import EXTERNAL_TERMS, LINK_PROPERTIES
from gumru_kg.editorial.manuscript import LINK, TYPE
from gumru_kg.namespaces import BASE, GID, GUM, GV, OWL, RDF, compress

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from gumru_kg.editorial.manuscript import Manuscript
    from gumru_kg.editorial.parts import Statement
    from gumru_kg.editorial.problems import Problem

_THING: Final = re.compile(r"[a-z]+(?:-[a-z0-9]+)+")
_CONCEPT: Final = re.compile(r"[a-z]+(?:\.[a-z0-9]+(?:-[a-z0-9]+)*)?")
_DOCUMENTS: Final = frozenset({f"{BASE}data", f"{BASE}ont", f"{BASE}voc"})
_OURS: Final = (GID, GV, GUM)
_DECLARE: Final = "declare it in the ontology"
_MOST_SUGGESTIONS: Final = 25
_SAME_AS: Final = f"{OWL}sameAs"
_MERGING: Final = (
    "owl:sameAs would merge all that is said of two things",
    "write a gum:Link with its check status instead",
)


def check_terms(manuscript: Manuscript) -> Iterator[Problem]:
    """Find IRIs that nothing declares, and ill-formed ones.

    Args:
        manuscript: The parts.

    Yields:
        The problems.

    Example:
        >>> from gumru_kg.editorial.manuscript import Manuscript
        >>> list(check_terms(Manuscript([])))
        []
    """
    suggestions = _Suggestions()
    for statement in manuscript.statements:
        yield from _check_subject(statement)
        yield from _check_predicate(manuscript, statement, suggestions)
        if isinstance(statement.object, ox.Literal):
            yield from _check_datatype(statement, statement.object)
        else:
            yield from _check_object(manuscript, statement, suggestions)


class _Suggestions:
    """Nearest names, looked for once each, and not for thousands.

    Where very many names are unknown a file is missing, and no spelling is at fault.
    """

    def __init__(self) -> None:
        self._nearest: dict[str, str] = {}

    def suggest(
        self, iri: str, known: Iterable[str], *, otherwise: str = _DECLARE
    ) -> str:
        """Give the remedy for an unknown name."""
        if iri not in self._nearest and len(self._nearest) < _MOST_SUGGESTIONS:
            # In short form: the long beginning that all share would make any two alike.
            names = sorted(map(compress, known))
            nearest = difflib.get_close_matches(compress(iri), names, n=1, cutoff=0.85)
            self._nearest[iri] = f"did you mean {nearest[0]}?" if nearest else ""
        return self._nearest.get(iri) or otherwise


def _check_subject(statement: Statement) -> Iterator[Problem]:
    iri = statement.subject
    if iri not in _DOCUMENTS and not iri.startswith(_OURS):
        yield statement.subject_problem(
            f"<{iri}> is not ours to describe", "describe a gid: node that links to it"
        )
    yield from (
        statement.subject_problem(problem, remedy)
        for problem, remedy in _malformed(iri)
    )


def _check_predicate(
    manuscript: Manuscript, statement: Statement, suggestions: _Suggestions
) -> Iterator[Problem]:
    iri = statement.predicate
    properties = manuscript.vocabulary.properties
    if iri == _SAME_AS:
        yield statement.problem(*_MERGING)
    elif iri.startswith(GUM):
        if iri not in properties:
            yield statement.problem(
                f"unknown property {compress(iri)}",
                suggestions.suggest(iri, properties),
            )
    elif iri not in EXTERNAL_TERMS:
        yield statement.problem(
            f"unknown property {compress(iri)}",
            "use a property of the ontology, or add a verified one to the table of "
            "external terms",
        )


def _check_datatype(statement: Statement, value: ox.Literal) -> Iterator[Problem]:
    if value.datatype.value not in EXTERNAL_TERMS:
        yield statement.problem(
            f"unknown datatype {compress(value.datatype.value)}",
            "use an xsd: datatype, edtf:EDTF or geo:wktLiteral",
        )


def _check_object(
    manuscript: Manuscript, statement: Statement, suggestions: _Suggestions
) -> Iterator[Problem]:
    iri = statement.value
    vocabulary = manuscript.vocabulary
    for problem, remedy in _malformed(iri):
        yield statement.problem(problem, remedy)
    if iri == _SAME_AS:
        yield statement.problem(*_MERGING)
    elif iri.startswith(GUM):
        wanted = vocabulary.classes if statement.predicate == TYPE else vocabulary.terms
        if iri not in wanted:
            kind = "class" if statement.predicate == TYPE else "term"
            yield statement.problem(
                f"unknown {kind} {compress(iri)}", suggestions.suggest(iri, wanted)
            )
    elif iri.startswith(GV):
        if iri not in vocabulary.concepts:
            yield statement.problem(
                f"unknown concept {compress(iri)}",
                suggestions.suggest(iri, vocabulary.concepts),
            )
    elif iri.startswith(GID):
        if iri not in manuscript.descriptions:
            yield statement.problem(
                f"{compress(iri)} is described nowhere",
                suggestions.suggest(
                    iri, manuscript.things, otherwise="describe it, with labels"
                ),
            )
    elif not _is_known_elsewhere(manuscript, statement):
        yield statement.problem(
            f"unknown external IRI <{iri}>",
            "link to it with schema:url or a gum:Link, or add it to the table of "
            "external terms",
        )


def _is_known_elsewhere(manuscript: Manuscript, statement: Statement) -> bool:
    iri = statement.value
    return (
        iri in _DOCUMENTS
        or iri in EXTERNAL_TERMS
        or (
            iri.startswith(("http://", "https://"))
            and (
                statement.predicate in LINK_PROPERTIES
                or _is_end_of_link(manuscript, statement)
            )
        )
    )


def _is_end_of_link(manuscript: Manuscript, statement: Statement) -> bool:
    is_end = statement.predicate == f"{RDF}object"
    return is_end and LINK in manuscript.values(statement.subject, TYPE)


def _malformed(iri: str) -> Iterator[tuple[str, str]]:
    if not iri.isascii():
        yield f"<{iri}> is not ASCII", "write it in ASCII"
    elif iri.startswith(GID) and not _THING.fullmatch(iri.removeprefix(GID)):
        yield (
            f"<{iri}> is not one segment kind-slug in lower-case ASCII",
            "rename it, such as gid:treaty-gumru-1920",
        )
    elif iri.startswith(GV) and not _CONCEPT.fullmatch(iri.removeprefix(GV)):
        yield (
            f"<{iri}> is not a scheme or scheme.concept in lower-case ASCII",
            "rename it, such as gv:status.not-in-force",
        )
