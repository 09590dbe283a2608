"""Treaties side by side: subjects, articles, and what became of each.

The relations of the graph lead from the later provision to the earlier one. That a
subject was dropped, or is new, is stored nowhere: it is what is left when one treaty
has the subject and nothing ties the other to it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import combinations, product
from typing import TYPE_CHECKING, Final

from gumru_kg.model.entities import Entity, read_entity, read_text
from gumru_kg.model.numbering import read_digits
from gumru_kg.namespaces import GUM, GV

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from gumru_kg.model.treaties import Treaty
    from gumru_kg.results import Solution

ACCEPTED: Final = "accepted"
ATTRIBUTED: Final = "attributed"
NOT_VERIFIED: Final = "not verified"

DROPPED: Final = "dropped"
NEW: Final = "new"
NOT_COMPARED: Final = "not compared"
CONTRADICTS: Final = "contradicts"
# The order in which they are told, the properties of the graph and what is computed.
KINDS: Final = (
    "repeats",
    "takes up",
    "modifies",
    "broadens",
    "narrows",
    "reverses",
    CONTRADICTS,
    DROPPED,
    NEW,
    NOT_COMPARED,
)
_ACCEPTING: Final = f"{GV}verdict.accepted"
_CAPITAL: Final = re.compile(r"(?=[A-Z])")


@dataclass(frozen=True, slots=True)
class Article:
    """A place of a subject in a text of a treaty.

    Attributes:
        iri: The clause; empty when it is not known which one it is.
        number: Its number in its text; empty when it has none.
        text: The text, without IRI when there is no clause.
        standing: ``accepted``; ``attributed`` when only single sources place the
            subject here; ``not verified`` when nobody has read the clause, or its
            content is no fact.
        provisions: The IRIs of the provisions on the subject that stand there.
    """

    iri: str
    number: str
    text: Entity
    standing: str
    provisions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Cell:
    """What one treaty has on a subject.

    Attributes:
        treaty: The IRI of the treaty.
        articles: Where it has it; none when it has not.
    """

    treaty: str
    articles: tuple[Article, ...]


@dataclass(frozen=True, slots=True)
class Tie:
    """One claim that ties a later provision to an earlier one.

    Attributes:
        claim: The IRI of the claim; empty in a graph that keeps no claims.
        later: The later provision or clause.
        earlier: The earlier provision or clause.
        verdict: The IRI of what the editors decided.
        source: The IRI of the source.
        locator: Where in the source it stands.
    """

    claim: str
    later: str
    earlier: str
    verdict: str
    source: str
    locator: str


@dataclass(frozen=True, slots=True)
class Relation:
    """What a later treaty does to what an earlier one has on a subject.

    Attributes:
        kind: One of ``KINDS``.
        iri: The property of the graph; empty when the relation is computed.
        later: The IRI of the later treaty.
        earlier: The IRI of the earlier treaty.
        is_accepted: False when no claim for it is accepted, or when it is computed
            from a clause that nobody has read, or from what only single sources
            place in the treaty.
        ties: The claims; none when the relation is computed.
    """

    kind: str
    iri: str
    later: str
    earlier: str
    is_accepted: bool
    ties: tuple[Tie, ...]


@dataclass(frozen=True, slots=True)
class SubjectRow:
    """A subject in all treaties of a concordance.

    Attributes:
        subject: The subject.
        notation: Its notation, such as C07; empty when it has none.
        cells: One a treaty, in their order.
        relations: What is recorded or computed between each two of the treaties.
    """

    subject: Entity
    notation: str
    cells: tuple[Cell, ...]
    relations: tuple[Relation, ...]

    def between(self, *, earlier: str, later: str) -> tuple[Relation, ...]:
        """Pick the relations of two treaties.

        Args:
            earlier: The IRI of the earlier one.
            later: The IRI of the later one.

        Returns:
            The relations, those of the graph first.
        """
        return tuple(
            relation
            for relation in self.relations
            if (relation.earlier, relation.later) == (earlier, later)
        )


@dataclass(frozen=True, slots=True)
class Concordance:
    """Treaties side by side.

    Attributes:
        treaties: The columns, in the order of signature.
        rows: The subjects, in the order of their notations.
        unplaced: The IRIs of those treaties of which the graph puts no article under
            any subject at all. Nothing is computed for them.
    """

    treaties: tuple[Treaty, ...]
    rows: tuple[SubjectRow, ...]
    unplaced: tuple[str, ...] = ()


def read_concordance(
    subjects: Iterable[Solution],
    *,
    pairs: Iterable[Solution],
    treaties: Sequence[Treaty],
    topic: Entity | None = None,
) -> Concordance:
    """Read the rows of ``relations/subjects`` with ``relations/pairs``.

    Args:
        subjects: One row a place of a subject.
        pairs: One row a claim that ties two provisions.
        treaties: The columns, in the order of signature.
        topic: The only subject wanted, also when no treaty has it.

    Returns:
        The subjects that a treaty among the columns has.

    Example:
        >>> read_concordance([], pairs=[], treaties=[]).rows
        ()
    """
    columns = [treaty.iri for treaty in treaties]
    places: dict[str, list[Solution]] = {}
    for row in subjects:
        if read_text(row, "treaty") in columns:
            places.setdefault(read_text(row, "subject"), []).append(row)
    placed = {read_text(row, "treaty") for group in places.values() for row in group}
    if topic is not None:
        places = {topic.iri: places.get(topic.iri, [])}
    ties = _read_ties(pairs, places, columns)
    rows = (
        _read_subject(
            read_entity(group[0], "subject") if group or topic is None else topic,
            group,
            ties=ties.get(iri, {}),
            columns=columns,
            placed=placed,
        )
        for iri, group in places.items()
    )
    unplaced = (iri for iri in columns if iri not in placed)
    return Concordance(tuple(treaties), tuple(rows), tuple(unplaced))


@dataclass(frozen=True, slots=True)
class _Tying:
    """A claim as it stands under one subject."""

    tie: Tie
    property: str
    is_cited: bool


# By the earlier and the later treaty.
_Ties = dict[tuple[str, str], list[_Tying]]


def _read_ties(
    pairs: Iterable[Solution], places: dict[str, list[Solution]], columns: list[str]
) -> dict[str, _Ties]:
    """Sort the claims by subject, and there by earlier and later treaty."""
    subjects_of: dict[str, set[str]] = {}
    for subject, rows in places.items():
        for row in rows:
            for node in (read_text(row, "provision"), read_text(row, "clause")):
                subjects_of.setdefault(node, set()).add(subject)
    ties: dict[str, _Ties] = {}
    for row in pairs:
        pair = read_text(row, "earlierTreaty"), read_text(row, "laterTreaty")
        if not set(columns).issuperset(pair):
            continue
        tying = _read_tie(row)
        shared = read_text(row, "subject")
        # Two provisions without a common subject stand under the subjects of both.
        either = (
            subjects_of.get(node, ()) for node in (tying.tie.later, tying.tie.earlier)
        )
        for subject in {shared} if shared else set().union(*either):
            ties.setdefault(subject, {}).setdefault(pair, []).append(tying)
    return ties


def _read_tie(row: Solution) -> _Tying:
    tie = Tie(
        claim=read_text(row, "claim"),
        later=read_text(row, "later"),
        earlier=read_text(row, "earlier"),
        verdict=read_text(row, "verdict"),
        source=read_text(row, "source"),
        locator=read_text(row, "locator"),
    )
    # What no claim bears cites nothing, and counts all the same.
    is_cited = not tie.claim or read_text(row, "isCited") == "true"
    return _Tying(tie, read_text(row, "relation"), is_cited)


def _read_subject(
    subject: Entity,
    rows: list[Solution],
    *,
    ties: _Ties,
    columns: list[str],
    placed: set[str],
) -> SubjectRow:
    cells = tuple(
        _read_cell(iri, [row for row in rows if read_text(row, "treaty") == iri])
        for iri in columns
    )
    recorded = {
        pair: _make_relations(group, earlier=pair[0], later=pair[1])
        for pair, group in ties.items()
    }
    relations: list[Relation] = []
    tied = _tie_along(recorded, columns)
    for earlier_cell, later_cell in combinations(cells, 2):
        pair = earlier_cell.treaty, later_cell.treaty
        found = recorded.get(pair, [])
        relations += found
        # What is missing in a treaty that nobody went through was not dropped there.
        if not found and pair not in tied and placed.issuperset(pair):
            relations += _compute(earlier_cell, later_cell)
    notation = read_text(rows[0], "notation") if rows else ""
    return SubjectRow(subject, notation, cells, tuple(relations))


def _tie_along(
    recorded: dict[tuple[str, str], list[Relation]], columns: list[str]
) -> set[tuple[str, str]]:
    """Find the pairs that are tied by way of treaties between them."""
    tied = {
        pair
        for pair, relations in recorded.items()
        if any(relation.kind != CONTRADICTS for relation in relations)
    }
    for between in columns:
        into = [earlier for earlier, later in tied if later == between]
        out = [later for earlier, later in tied if earlier == between]
        tied |= set(product(into, out))
    return tied


def _read_cell(treaty: str, rows: list[Solution]) -> Cell:
    articles: dict[str, Article] = {}
    for row in rows:
        clause, standing = read_text(row, "clause"), read_text(row, "standing")
        provision = read_text(row, "provision")
        known = articles.get(clause)
        if known is None:
            known = Article(
                iri=clause,
                number=read_text(row, "number"),
                text=read_entity(row, "text"),
                standing=standing,
                provisions=(),
            )
        # By the alphabet: what is accepted goes before what is attributed.
        articles[clause] = replace(
            known,
            standing=min(known.standing, standing),
            provisions=(*known.provisions, *([provision] if provision else [])),
        )
    return Cell(treaty, tuple(sorted(articles.values(), key=_order)))


def _order(article: Article) -> tuple[bool, str, bool, list[tuple[int, str]], str]:
    """Order by text and number: ``2 §1`` after ``2``, annexes after articles."""
    numbers = read_digits(article.number)
    is_named = not article.number[:1].isdigit()
    return not article.iri, article.text.iri, is_named, numbers, article.number


def _make_relations(group: list[_Tying], *, earlier: str, later: str) -> list[Relation]:
    # A claim that cites the subject tells more than one that cites another one.
    cited = [tying for tying in group if tying.is_cited]
    by_property: dict[str, dict[Tie, None]] = {}
    for tying in cited or group:
        by_property.setdefault(tying.property, {})[tying.tie] = None
    relations = [
        Relation(
            # gum:takesUp is told as "takes up".
            kind=_CAPITAL.sub(" ", iri.removeprefix(GUM)).lower(),
            iri=iri,
            later=later,
            earlier=earlier,
            is_accepted=any(tie.verdict == _ACCEPTING for tie in ties),
            ties=tuple(ties),
        )
        for iri, ties in by_property.items()
    ]
    return sorted(
        relations, key=lambda each: (not each.is_accepted, KINDS.index(each.kind))
    )


def _compute(earlier: Cell, later: Cell) -> tuple[Relation, ...]:
    """Tell what follows when nothing ties a later treaty to an earlier one."""
    both = earlier.articles and later.articles
    if both and (_is_unread(earlier) or _is_unread(later)):
        # What nobody has read may well take the other up.
        kinds = {NOT_COMPARED: True}
    else:
        kinds = {
            kind: _is_accepted(cell)
            for kind, cell in ((DROPPED, earlier), (NEW, later))
            if cell.articles
        }
    return tuple(
        Relation(kind, "", later.treaty, earlier.treaty, is_sure, ties=())
        for kind, is_sure in kinds.items()
    )


def _is_unread(cell: Cell) -> bool:
    standings = {article.standing for article in cell.articles}
    return standings == {NOT_VERIFIED}


def _is_accepted(cell: Cell) -> bool:
    return any(article.standing == ACCEPTED for article in cell.articles)
