"""The sample of spellings, and how matchers are measured on it.

Each spelling stands in the fact base, in the line that its row names, and belongs to a
thing of the graph, or to none (``-``). What the graph itself calls so is left out
before a spelling is looked for: it must be found by the other labels of its thing.
"""

from __future__ import annotations

import csv
import hashlib
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pyoxigraph as ox

import gumru_kg
from gumru_kg.name_matching import NameMatcher
from gumru_kg.names import Label, loosen
from gumru_kg.namespaces import GID
from gumru_kg.results import Solution, Solutions

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    # What a spelling means, by the labels that are left.
    Matcher = Callable[["Spelling", Sequence[Label]], "Found"]

FILE: Final = Path(__file__).with_name("pairs.tsv")


@dataclass(frozen=True, slots=True)
class Spelling:
    """A row of the sample."""

    text: str
    language: str
    kind: str
    iri: str
    origin: str

    @property
    def is_for_tuning(self) -> bool:
        """Half of the sample, chosen by the digest of the text."""
        return hashlib.sha256(self.text.encode()).digest()[0] % 2 == 0


@dataclass(frozen=True, slots=True)
class Found:
    """The best candidate."""

    iri: str
    is_sure: bool


@dataclass(frozen=True, slots=True)
class Measures:
    """What a matcher did."""

    spellings: int
    reachable: int
    precision: float
    recall: float
    first: float
    wrong: tuple[str, ...]
    missed: tuple[str, ...]


def read_sample() -> tuple[Spelling, ...]:
    with FILE.open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        return tuple(
            Spelling(
                row["spelling"],
                row["language"],
                row["class"],
                "" if row["thing"] == "-" else GID + row["thing"],
                row["origin"],
            )
            for row in rows
        )


def read_labels() -> dict[str, list[Label]]:
    """Give the labels of the things of each class, its narrower ones included."""
    wider: dict[str, set[str]] = defaultdict(set)
    for row in _rows("names/classes"):
        wider[row.text("class") or ""].add((row.text("wider") or "").partition("#")[2])
    labels: dict[str, dict[Label, None]] = defaultdict(dict)
    kinds: dict[str, set[str]] = defaultdict(set)
    for row in _rows("names/find"):
        label = _read_label(row)
        kinds[label.iri] |= wider[row.text("class") or ""]
        for kind in kinds[label.iri]:
            labels[kind][label] = None
    for label in map(_read_label, _rows("names/dated")):
        for kind in kinds[label.iri]:
            labels[kind][label] = None
    return {kind: list(names) for kind, names in labels.items()}


def _rows(query: str) -> Solutions:
    answer = gumru_kg.open_graph().query(query)
    assert isinstance(answer, Solutions)
    return answer


def _read_label(row: Solution) -> Label:
    name = row["name"]
    assert isinstance(name, ox.Literal)
    return Label(row.text("thing") or "", name.value, name.language or "")


def leave_out(text: str, labels: Iterable[Label]) -> list[Label]:
    """Leave out what is called so already, but for capitals, accents and signs."""
    same = loosen(text)
    return [label for label in labels if loosen(label.text) != same]


def measure(
    spellings: Sequence[Spelling], match: Matcher, *, labels: dict[str, list[Label]]
) -> Measures:
    """Count what is right among the sure matches, and what of all was found."""
    right = first = reachable = 0
    wrong, missed = [], []
    for each in spellings:
        left = leave_out(each.text, labels[each.kind])
        # A thing that has no other label is not to be found, nor another instead.
        meant = each.iri if any(label.iri == each.iri for label in left) else ""
        found = match(each, left)
        reachable += bool(meant)
        first += bool(meant) and found.iri == meant
        if found.is_sure and found.iri == meant:
            right += 1
        elif found.is_sure:
            wrong.append(f"{each.text} -> {found.iri}")
        elif meant:
            missed.append(f"{each.text} -> {found.iri}")
    return Measures(
        spellings=len(spellings),
        reachable=reachable,
        precision=right / max(1, right + len(wrong)),
        recall=right / max(1, reachable),
        first=first / max(1, reachable),
        wrong=tuple(wrong),
        missed=tuple(missed),
    )


def match_ours(spelling: Spelling, labels: Sequence[Label]) -> Found:
    """Match as ``KnowledgeGraph.match_name`` does for things of one class."""
    matcher = NameMatcher(labels)
    given = matcher.find_usual_kinds({label.iri for label in labels})
    found = matcher.match(spelling.text, lang=spelling.language, given=given)
    return Found(found[0].iri, found[0].is_sure) if found else Found("", is_sure=False)
