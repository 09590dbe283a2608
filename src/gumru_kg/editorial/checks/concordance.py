"""What takes up an earlier provision: later than that, and never in a circle."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Final

from gumru_kg.dates import bounds
from gumru_kg.editorial.checks.affirmed import Affirmed, find_affirmed
from gumru_kg.errors import DateError
from gumru_kg.namespaces import GUM, RDFS, compress

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from gumru_kg.dates import Bounds
    from gumru_kg.editorial.manuscript import Manuscript
    from gumru_kg.editorial.problems import Problem

    # What a provision takes up, with the claims that say so.
    _Edges = Mapping[str, Mapping[str, Affirmed]]

_TAKES_UP: Final = f"{GUM}takesUp"
# Of a longer circle its beginning is enough to find it.
_MOST_NAMED: Final = 8


def check_concordance(manuscript: Manuscript) -> Iterator[Problem]:
    """Find circles of provisions, and provisions that take up later ones.

    Args:
        manuscript: The parts.

    Yields:
        The problems.

    Example:
        >>> from gumru_kg.editorial.manuscript import Manuscript
        >>> list(check_concordance(Manuscript([])))
        []
    """
    relations = list(find_affirmed(manuscript, _find_kinds(manuscript)))
    if relations:
        yield from _check_circles(relations)
        yield from _check_order(manuscript, relations)


def _find_kinds(manuscript: Manuscript) -> frozenset[str]:
    """Give ``gum:takesUp`` and all properties below it."""
    kinds = {_TAKES_UP}
    is_growing = True
    while is_growing:
        below = {
            iri
            for iri in manuscript.vocabulary.properties
            if not kinds.isdisjoint(manuscript.values(iri, f"{RDFS}subPropertyOf"))
        }
        is_growing = not below <= kinds
        kinds |= below
    return frozenset(kinds)


def _check_circles(relations: Iterable[Affirmed]) -> Iterator[Problem]:
    edges: dict[str, dict[str, Affirmed]] = defaultdict(dict)
    for relation in relations:
        edges[relation.subject].setdefault(relation.object, relation)
    for circle in _find_circles(edges):
        # The claim that closes the circle is the one that is named.
        closing = edges[circle[-1]][circle[0]]
        names = [compress(iri) for iri in circle[:_MOST_NAMED]]
        if len(circle) > _MOST_NAMED:
            names.append(f"… ({len(circle)} in all)")
        names.append(compress(circle[0]))
        yield closing.problem(
            f"gum:takesUp goes in a circle: {' → '.join(names)}",
            "let the later provision take up the earlier one only",
        )


def _find_circles(edges: _Edges) -> Iterator[list[str]]:
    """Find circles that share no node, depth first and without recursion."""
    done: set[str] = set()
    told: set[str] = set()
    for start in edges:
        path: dict[str, Iterator[str]] = {}
        following = start if start not in done else None
        while following is not None or path:
            if following is not None:
                path[following] = iter(edges.get(following, ()))
            last = next(reversed(path))
            following = next(path[last], None)
            if following is None:
                done.add(last)
                del path[last]
            elif following in path:
                nodes = list(path)
                circle = nodes[nodes.index(following) :]
                if told.isdisjoint(circle):
                    told.update(circle)
                    yield circle
                following = None
            elif following in done:
                following = None


def _check_order(
    manuscript: Manuscript, relations: Iterable[Affirmed]
) -> Iterator[Problem]:
    treaties = _find_treaties(manuscript)
    signings = _find_signings(manuscript)
    for relation in relations:
        for later in treaties[relation.subject] & signings.keys():
            for earlier in treaties[relation.object] & signings.keys():
                if _is_before(signings[later], signings[earlier]):
                    yield relation.problem(
                        f"{compress(relation.subject)} takes up "
                        f"{compress(relation.object)}, but {compress(later)} was "
                        f"signed before {compress(earlier)}",
                        "exchange subject and object, or mend the dates",
                    )


def _is_before(one: Bounds, other: Bounds) -> bool:
    return (
        one.latest is not None
        and other.earliest is not None
        and one.latest < other.earliest
    )


def _find_treaties(manuscript: Manuscript) -> Mapping[str, set[str]]:
    """Tell of provisions and clauses which treaties they belong to."""
    treaties: dict[str, set[str]] = defaultdict(set)
    for relation in find_affirmed(manuscript, {f"{GUM}hasProvision"}):
        treaties[relation.object].add(relation.subject)
    for treaty in manuscript.things:
        for text in manuscript.values(treaty, f"{GUM}hasText"):
            for clause in manuscript.values(text, f"{GUM}hasClause"):
                treaties[clause].add(treaty)
        if manuscript.find(treaty, f"{GUM}signing"):
            treaties[treaty].add(treaty)
    return treaties


def _find_signings(manuscript: Manuscript) -> Mapping[str, Bounds]:
    """Tell when treaties were signed, as far as a claim on it is accepted."""
    dates = {
        triple.subject.value: triple.object.value
        for _, triple in manuscript.accepted
        if triple.predicate.value == f"{GUM}date"
    }
    signings: dict[str, Bounds] = {}
    for treaty in manuscript.things:
        for event in manuscript.values(treaty, f"{GUM}signing"):
            try:
                signings[treaty] = bounds(dates[event])
            except (KeyError, DateError):
                continue  # not known, or reported with the literal
    return signings
