"""Judge a pair of things: what speaks for it, what against, and how sure that is.

A shared identifier goes first. Of names alone nothing follows: kind, distance and date
decide, for most names of places are borne by several.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

from gumru_kg.integration.distances import find_distance

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gumru_kg.integration.comparables import Comparable

Relation: TypeAlias = Literal["exactMatch", "closeMatch"]
Basis: TypeAlias = Literal["identifier", "name"]
State: TypeAlias = Literal["clear", "ambiguous", "conflict"]

CERTAIN: Final = 0.98
NEAR: Final = 25.0
FAR: Final = 100.0
SURE_NAME: Final = 85.0
ALONE_NAME: Final = 95.0
_VERY_NEAR: Final = 5.0
_UNLIKE_NAME: Final = 50.0
_UNLIKE: Final = "their names are not alike"
# Days: two years.
_LONG: Final = 730
_DATED: Final = frozenset({"person", "event", "treaty"})


@dataclass(frozen=True, slots=True)
class Candidate:
    """A pair of things that may be one.

    Attributes:
        subject: Our thing.
        subject_label: What we call it.
        object: Their thing.
        object_label: What they call it.
        relation: ``exactMatch``, or ``closeMatch`` where it may be something alike.
        basis: Whether a shared identifier speaks for it, or the name.
        state: ``clear``; ``ambiguous`` where another pair is as good; ``conflict``
            where an identifier is shared and the rest contradicts it.
        confidence: From 0 to 1, by a rule and not by experience.
        name_score: How like the names are, from 0 to 100.
        kilometres: How far they lie apart; nothing where that is not known.
        dates: Whether their dates agree; False where they lie years apart, nothing
            where they do not tell.
        reasons: What speaks for it and against it, in short phrases.
    """

    subject: str
    subject_label: str
    object: str
    object_label: str
    relation: Relation
    basis: Basis
    state: State
    confidence: float
    name_score: float
    kilometres: float | None
    dates: bool | None
    reasons: tuple[str, ...]


def judge_identifier(
    our: Comparable,
    their: Comparable,
    score: float,
    *,
    is_sure: bool,
) -> Candidate:
    """Judge a pair that shares an identifier.

    Args:
        our: Our thing.
        their: Theirs.
        score: How like their names are, from 0 to 100.
        is_sure: Whether both sides say that the identifier means the same.

    Returns:
        The candidate; a conflict where the rest contradicts the identifier.

    Example:
        >>> from gumru_kg.integration.comparables import Comparable
        >>> town = Comparable("urn:a", frozenset({"place"}), ())
        >>> judge_identifier(town, town, 100.0, is_sure=True).relation
        'exactMatch'
    """
    reasons = ["they share an identifier" if is_sure else "they share a near one"]
    faults = []
    kilometres = find_distance(our.geometries, their.geometries)
    dates = compare_dates(our, their)
    if their.kinds and not our.kinds & their.kinds:
        faults.append(f"here {_join(our.kinds)}, there {_join(their.kinds)}")
    if kilometres is not None:
        reasons.append(f"{kilometres:.0f} km apart")
        if kilometres > FAR:
            faults.append(f"more than {FAR:.0f} km apart")
    if dates is False:
        faults.append("their dates lie years apart")
    if our.names and their.names and score < _UNLIKE_NAME:
        reasons.append(_UNLIKE)
    is_exact = is_sure and not faults and our.is_area == their.is_area
    if our.is_area != their.is_area:
        reasons.append("one is an area, the other is not said to be one")
    return Candidate(
        subject=our.iri,
        subject_label=_call(our),
        object=their.iri,
        object_label=_call(their),
        relation="exactMatch" if is_exact else "closeMatch",
        basis="identifier",
        state="conflict" if faults else "clear",
        confidence=0.3 if faults else _rate_identifier(reasons, is_exact=is_exact),
        name_score=score,
        kilometres=kilometres,
        dates=dates,
        reasons=(*reasons, *faults),
    )


def judge_name(
    our: Comparable, their: Comparable, score: float, *, kilometres: float | None
) -> Candidate | None:
    """Judge a pair of like names.

    Args:
        our: Our thing.
        their: Theirs.
        score: How like their names are, from 0 to 100.
        kilometres: How far they lie apart; nothing where that is not known.

    Returns:
        The candidate, or nothing where kind, distance or date speaks against it.

    Example:
        >>> from gumru_kg.integration.comparables import Comparable
        >>> town = Comparable("urn:a", frozenset({"place"}), ())
        >>> judge_name(town, town, 96.0, kilometres=None).relation
        'closeMatch'
    """
    shared = our.kinds & their.kinds
    dates = compare_dates(our, their)
    is_far = kilometres is not None and kilometres > NEAR
    if not shared or is_far or dates is False or not _are_alike_in_form(our, their):
        return None
    is_placed = kilometres is not None or bool(dates and shared & _DATED)
    if score < SURE_NAME and not (kilometres is not None and kilometres <= _VERY_NEAR):
        return None
    is_exact = (
        is_placed and score >= SURE_NAME and not our.is_area and not their.is_area
    )
    if not is_placed and (our.is_area or their.is_area or score < ALONE_NAME):
        return None
    return Candidate(
        subject=our.iri,
        subject_label=_call(our),
        object=their.iri,
        object_label=_call(their),
        relation="exactMatch" if is_exact else "closeMatch",
        basis="name",
        state="clear",
        confidence=_rate(score, is_exact=is_exact, is_placed=is_placed),
        name_score=score,
        kilometres=kilometres,
        dates=dates,
        reasons=_explain(our, their, score, kilometres, dates),
    )


def compare_dates(our: Comparable, their: Comparable) -> bool | None:
    """Tell whether two things have dates that can both be right.

    Sources differ by days and by years of birth, so that a small gap tells nothing.

    Args:
        our: A thing.
        their: Another.

    Returns:
        False when dates of one role lie years apart, True when all have a day in
        common, nothing where they do not, or there are none of one role.

    Example:
        >>> from gumru_kg.integration.comparables import Comparable
        >>> town = Comparable("urn:a", frozenset({"place"}), ())
        >>> compare_dates(town, town) is None
        True
    """
    gaps = []
    for role in ("born", "died", "date"):
        mine = [date for date in our.dates if date.role == role]
        yours = [date for date in their.dates if date.role == role]
        if mine and yours:
            gaps.append(min(a.measure_gap(b) for a in mine for b in yours))
    if any(gap > _LONG for gap in gaps):
        return False
    return True if gaps and not any(gaps) else None


def _are_alike_in_form(our: Comparable, their: Comparable) -> bool:
    # A river bears the name of a town on it, and runs past the gate.
    is_known = bool(our.geometries and their.geometries)
    return not is_known or _is_line(our) == _is_line(their)


def _is_line(thing: Comparable) -> bool:
    return bool(thing.geometries) and all("LINE" in wkt for wkt in thing.geometries)


def _rate_identifier(reasons: Iterable[str], *, is_exact: bool) -> float:
    if not is_exact:
        return 0.7
    # Towns are renamed, and anybody may write an identifier: a person decides.
    return 0.9 if _UNLIKE in reasons else CERTAIN


def _rate(score: float, *, is_exact: bool, is_placed: bool) -> float:
    weight = 0.95 if is_exact else 0.7 if is_placed else 0.5
    return round(weight * score / 100, 2)


def _explain(
    our: Comparable,
    their: Comparable,
    score: float,
    kilometres: float | None,
    dates: bool | None,  # noqa: FBT001 - a fact of the pair
) -> tuple[str, ...]:
    reasons = [
        f"names {score:.0f} of 100 alike",
        f"both {_join(our.kinds & their.kinds)}",
    ]
    if kilometres is not None:
        reasons.append(f"{kilometres:.0f} km apart")
    elif our.kinds & {"place"}:
        reasons.append("no distance known")
    if dates:
        reasons.append("dates agree")
    elif our.kinds & _DATED:
        reasons.append("no dates that agree")
    if our.is_area or their.is_area:
        reasons.append("an area, whose borders may have changed")
    return tuple(reasons)


def _call(thing: Comparable) -> str:
    languages = {label.language: label.text for label in reversed(thing.names)}
    for language in ("en", ""):
        if language in languages:
            return languages[language]
    return next(iter(languages.values()), "")


def _join(kinds: Iterable[str]) -> str:
    return " and ".join(sorted(kinds))
