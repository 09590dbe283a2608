"""Descriptions: in one file each, named once in each language."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pyoxigraph as ox

from gumru_kg.editorial.manuscript import TYPE
from gumru_kg.namespaces import GEO, GID, GUM, GV, OA, RDFS, SKOS, compress

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gumru_kg.editorial.manuscript import Manuscript
    from gumru_kg.editorial.problems import Problem

_PREF_LABEL: Final = f"{SKOS}prefLabel"
_LABEL: Final = f"{RDFS}label"
_LANGUAGES: Final = ("en", "tr")
# These stand for statements, passages and points; they are shown by what they join.
_UNNAMED: Final = frozenset(
    {
        f"{GUM}Participation",
        f"{GUM}Claim",
        f"{GUM}Evidence",
        f"{GUM}Link",
        f"{GUM}StatusPhase",
        f"{GUM}Waypoint",
        f"{OA}TextPositionSelector",
        f"{GEO}Geometry",
    }
)


def check_descriptions(manuscript: Manuscript) -> Iterator[Problem]:
    """Find things described in two files, unnamed, or named twice in one language.

    Args:
        manuscript: The parts.

    Yields:
        The problems.

    Example:
        >>> from gumru_kg.editorial.manuscript import Manuscript
        >>> list(check_descriptions(Manuscript([])))
        []
    """
    for iri in manuscript.descriptions:
        yield from _check_file(manuscript, iri)
        for name in (_PREF_LABEL, _LABEL):
            yield from _check_repeated(manuscript, iri, name)
        yield from _check_missing(manuscript, iri)


def _check_file(manuscript: Manuscript, iri: str) -> Iterator[Problem]:
    types = manuscript.find(iri, TYPE)
    home = types[0].part if types else manuscript.first(iri).part
    strangers = {
        statement.part.name: statement
        for statements in manuscript.descriptions[iri].values()
        for statement in statements
        if statement.part is not home
    }
    for statement in strangers.values():
        yield statement.subject_problem(
            f"{compress(iri)} is described in {home.name} too",
            "keep the whole description in one file",
        )


def _check_repeated(manuscript: Manuscript, iri: str, name: str) -> Iterator[Problem]:
    seen: set[str] = set()
    for statement in manuscript.find(iri, name):
        value = statement.object
        language = value.language if isinstance(value, ox.Literal) else None
        if language is None:
            yield statement.problem(
                f"{compress(name)} without a language", "add a tag such as @en"
            )
            continue
        if language in seen:
            yield statement.problem(
                f"{compress(iri)} has two {compress(name)} in {language!r}",
                "keep one, make the other skos:altLabel",
            )
        seen.add(language)


def _check_missing(manuscript: Manuscript, iri: str) -> Iterator[Problem]:
    name = _wanted_name(manuscript, iri)
    if name is None:
        return
    languages = {
        statement.object.language
        for statement in manuscript.find(iri, name)
        if isinstance(statement.object, ox.Literal)
    }
    for language in _LANGUAGES:
        if language not in languages:
            yield manuscript.first(iri).subject_problem(
                f"{compress(iri)} has no {compress(name)} in {language!r}",
                f'add {compress(name)} "…"@{language}',
            )


def _wanted_name(manuscript: Manuscript, iri: str) -> str | None:
    if iri.startswith(GUM):
        return _LABEL
    if iri.startswith(GV):
        return _PREF_LABEL
    if iri.startswith(GID) and _UNNAMED.isdisjoint(manuscript.values(iri, TYPE)):
        return _PREF_LABEL
    return None
