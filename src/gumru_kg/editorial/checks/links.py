"""Links to other data: checked, evidenced, and never to what was found wrong."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, Final, NamedTuple
from urllib.parse import unquote

import pyoxigraph as ox

from gumru_kg.editorial.checks.reified import (
    check_evidence,
    check_one_each,
    check_schemes,
)
from gumru_kg.editorial.links import (
    CHECK_STATUS,
    MATCH_OF_STATUS,
    MATCHES,
    REJECTED,
    VERIFIED,
)
from gumru_kg.namespaces import BASE, GID, GV, RDF, SKOS, compress

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from gumru_kg.editorial.manuscript import Manuscript
    from gumru_kg.editorial.parts import Statement
    from gumru_kg.editorial.problems import Problem

_SUBJECT: Final = f"{RDF}subject"
_PREDICATE: Final = f"{RDF}predicate"
_OBJECT: Final = f"{RDF}object"
_ONE_EACH: Final = (_SUBJECT, _PREDICATE, _OBJECT, CHECK_STATUS)
_SCHEMES: Final = {CHECK_STATUS: f"{GV}check."}
_NOTE: Final = f"{SKOS}note"
_LANGUAGES: Final = ("en", "tr")
_ADDRESS: Final = re.compile(r"https?://(?:www\.)?([^/?#]*)(.*)", re.IGNORECASE)
_LAST_SEGMENT: Final = re.compile(r"(.*[/#=])?(.*)", re.DOTALL)


class _Address(NamedTuple):
    """An address as far as it tells one identifier from another."""

    host: str
    path: str
    identifier: str


class _Link(NamedTuple):
    """A complete link, with the statement of its object."""

    node: str
    subject: str
    address: _Address
    status: str
    statement: Statement


def check_links(manuscript: Manuscript) -> Iterator[Problem]:
    """Find links that say too little, links that clash, and matches without a link.

    Args:
        manuscript: The parts.

    Yields:
        The problems.

    Example:
        >>> from gumru_kg.editorial.manuscript import Manuscript
        >>> list(check_links(Manuscript([])))
        []
    """
    yield from _check_by_hand(manuscript)
    for link in manuscript.links:
        yield from check_one_each(manuscript, link, _ONE_EACH, kind="link")
        yield from check_schemes(manuscript, link, _SCHEMES)
        yield from check_evidence(manuscript, link)
        yield from _check_ends(manuscript, link)
        yield from _check_match(manuscript, link)
        yield from _check_notes(manuscript, link)
    links = list(_find_complete(manuscript))
    yield from _check_rejected(links)
    yield from _check_repeated(links)
    yield from _check_rivals(links)


def _check_by_hand(manuscript: Manuscript) -> Iterator[Problem]:
    for statement in manuscript.statements:
        # A concept or a term may be matched by hand; a thing needs the proof.
        if statement.predicate in MATCHES and statement.subject.startswith(GID):
            name = compress(statement.predicate)
            yield statement.problem(
                f"{name} is a match that the build derives from links",
                "delete the line and write a gum:Link with its check status",
            )
    for claim in manuscript.claims:
        for statement in manuscript.find(claim, _PREDICATE):
            if statement.value in MATCHES:
                yield statement.problem(
                    f"{compress(claim)} claims a {compress(statement.value)}",
                    "make it a gum:Link with its check status",
                )


def _check_ends(manuscript: Manuscript, link: str) -> Iterator[Problem]:
    for statement in manuscript.find(link, _SUBJECT):
        is_literal = isinstance(statement.object, ox.Literal)
        if not is_literal and not statement.value.startswith(GID):
            yield statement.problem(
                f"{compress(link)} links {compress(statement.value)}, no thing of ours",
                "link a gid: node; write the match of a term in the ontology",
            )
    for statement in manuscript.find(link, _OBJECT):
        if isinstance(statement.object, ox.Literal):
            yield statement.problem(
                "the rdf:object of a link is a literal",
                "give the IRI of the identifier",
            )
        elif statement.value.startswith(BASE):
            yield statement.problem(
                f"{compress(link)} links to {compress(statement.value)}, which is ours",
                "link to an address elsewhere",
            )


def _check_match(manuscript: Manuscript, link: str) -> Iterator[Problem]:
    statuses = manuscript.values(link, CHECK_STATUS)
    for statement in manuscript.find(link, _PREDICATE):
        if isinstance(statement.object, ox.Literal):
            continue
        if statement.value not in MATCHES:
            yield statement.problem(
                f"{compress(statement.value)} is no predicate of a link",
                "use skos:exactMatch, or skos:closeMatch for a single source",
            )
            continue
        wanted = MATCH_OF_STATUS.get(statuses[0]) if len(statuses) == 1 else None
        if wanted is not None and statement.value != wanted:
            yield statement.problem(
                f"{compress(link)} is {compress(statuses[0])} but says "
                f"{compress(statement.value)}",
                f"write {compress(wanted)} or correct the status",
            )


def _check_notes(manuscript: Manuscript, link: str) -> Iterator[Problem]:
    languages = {
        statement.object.language
        for statement in manuscript.find(link, _NOTE)
        if isinstance(statement.object, ox.Literal)
    }
    for language in _LANGUAGES:
        if language not in languages:
            yield manuscript.first(link).subject_problem(
                f"{compress(link)} has no skos:note in {language!r}",
                f'say how it was checked: skos:note "…"@{language}',
            )


def _find_complete(manuscript: Manuscript) -> Iterator[_Link]:
    for link in manuscript.links:
        triple = manuscript.stated_triple(link)
        statuses = manuscript.values(link, CHECK_STATUS)
        if triple is not None and len(statuses) == 1:
            address = _take_apart(triple.object.value)
            statement = manuscript.find(link, _OBJECT)[0]
            yield _Link(link, triple.subject.value, address, statuses[0], statement)


def _take_apart(iri: str) -> _Address:
    """Give what stays the same however the address is written.

    With or without www, by http or https, escaped or not, it is one identifier.
    """
    match = _ADDRESS.fullmatch(iri)
    host, rest = match.groups() if match else ("", iri)
    last = _LAST_SEGMENT.fullmatch(unquote(rest).rstrip("/"))
    path, identifier = last.groups() if last else ("", rest)
    return _Address(host.lower(), path or "", identifier)


def _check_rejected(links: Iterable[_Link]) -> Iterator[Problem]:
    # By host and identifier: the entity of Wikidata has a page at another path.
    rejected = {
        (link.subject, link.address.host, link.address.identifier): link.node
        for link in links
        if link.status == REJECTED
    }
    for link in links:
        key = (link.subject, link.address.host, link.address.identifier)
        if link.status != REJECTED and key in rejected:
            yield link.statement.problem(
                f"{compress(link.node)} links {compress(link.subject)} to what "
                f"{compress(rejected[key])} rejects",
                "delete one of the two links",
            )


def _check_repeated(links: Iterable[_Link]) -> Iterator[Problem]:
    first: dict[tuple[str, str], str] = {}
    for link in links:
        if link.status == REJECTED:
            continue
        key = (link.subject, link.statement.value)
        other = first.setdefault(key, link.node)
        if other != link.node:
            yield link.statement.problem(
                f"{compress(link.node)} and {compress(other)} are the same link",
                "keep one, with the evidence of both",
            )


def _check_rivals(links: Iterable[_Link]) -> Iterator[Problem]:
    schemes: dict[tuple[str, str, str], list[_Link]] = {}
    for link in links:
        if link.status == VERIFIED:
            key = (link.subject, link.address.host, link.address.path)
            schemes.setdefault(key, []).append(link)
    for (subject, host, _), rivals in schemes.items():
        for one, other in pairwise(rivals):
            if one.address != other.address:
                yield other.statement.problem(
                    f"{compress(one.node)} and {compress(other.node)} give "
                    f"{compress(subject)} two verified identifiers of {host}",
                    "find out which is right and reject the other",
                )
