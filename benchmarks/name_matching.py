"""Measure name matching on the sample of spellings, beside plain rapidfuzz.

``python -m benchmarks.name_matching`` prints three tables: what is right among the sure
matches and how many of all are found, ours and without our reading of names, each with
the threshold that does best for it on the half of the sample for tuning; how long a
name takes; and how both grow with the number of labels.
"""

from __future__ import annotations

import random
import time
from functools import partial
from typing import TYPE_CHECKING, Final, NamedTuple

from anyascii import anyascii
from rapidfuzz import fuzz, process

import gumru_kg
from gumru_kg.name_matching import NameMatcher
from gumru_kg.names import Label
from tests.unit.name_matching.sample import (
    Found,
    Spelling,
    match_ours,
    measure,
    read_labels,
    read_sample,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    Fold = Callable[[str], str]
    Scorer = Callable[..., float]

MARGIN: Final = 5
THRESHOLDS: Final = range(60, 101, 2)
SIZES: Final = (1_000, 10_000, 100_000)
SYLLABLES: Final = str.split(
    "ka ra ba ki gu mru sar mish er zu rum van al ta na hi tum ti flis ko ya nli su dag"
    " chi le bo la zi de re lo ri sha vo"
)


class Peer(NamedTuple):
    """A way of matching without our reading of names."""

    name: str
    fold: Fold
    scorer: Scorer

    def match(
        self, spelling: Spelling, labels: Sequence[Label], *, sure: float
    ) -> Found:
        """Find the thing with the label that scores best."""
        wanted = self.fold(spelling.text)
        best: dict[str, float] = {}
        for label in labels:
            score = self.scorer(wanted, self.fold(label.text))
            best[label.iri] = max(score, best.get(label.iri, 0.0))
        ranked = sorted(best.items(), key=lambda item: (-item[1], item[0]))
        runner_up = ranked[1][1] if len(ranked) > 1 else 0.0
        is_near = ranked[0][1] >= sure and ranked[0][1] - runner_up >= MARGIN
        return Found(ranked[0][0], is_near)


PEERS: Final = (
    Peer("rapidfuzz, ratio", str.casefold, fuzz.ratio),
    Peer("rapidfuzz, token_sort_ratio", str.casefold, fuzz.token_sort_ratio),
    Peer("rapidfuzz, WRatio", str.casefold, fuzz.WRatio),
    Peer("anyascii + ratio", lambda text: anyascii(text).lower(), fuzz.ratio),
    Peer(
        "anyascii + token_sort_ratio",
        lambda text: anyascii(text).lower(),
        fuzz.token_sort_ratio,
    ),
    Peer("anyascii + WRatio", lambda text: anyascii(text).lower(), fuzz.WRatio),
)


def print_quality() -> None:
    """Print precision and recall of the sure matches, and the right first ones."""
    sample, labels = read_sample(), read_labels()
    tuning = [each for each in sample if each.is_for_tuning]
    held_out = [each for each in sample if not each.is_for_tuning]
    print(f"{len(tuning)} spellings for tuning, {len(held_out)} held out")
    print("| matcher | threshold | tuning: P / R / first | held out: P / R / first |")
    print("| --- | --- | --- | --- |")
    halves = [_describe(half, match_ours, labels) for half in (tuning, held_out)]
    print(f"| gumru-kg | 85 | {' | '.join(halves)} |")
    for peer in PEERS:
        sure = _tune(peer, tuning, labels)

        def match(
            spelling: Spelling,
            left: Sequence[Label],
            peer: Peer = peer,
            sure: float = sure,
        ) -> Found:
            return peer.match(spelling, left, sure=sure)

        halves = [_describe(half, match, labels) for half in (tuning, held_out)]
        print(f"| {peer.name} | {sure} | {' | '.join(halves)} |")


def _tune(
    peer: Peer, spellings: Sequence[Spelling], labels: dict[str, list[Label]]
) -> int:
    """Choose the threshold with the best harmonic mean of precision and recall."""

    def rate(sure: int) -> float:
        found = measure(
            spellings,
            lambda spelling, left: peer.match(spelling, left, sure=sure),
            labels=labels,
        )
        total = found.precision + found.recall
        return 2 * found.precision * found.recall / total if total else 0.0

    return max(THRESHOLDS, key=lambda sure: (rate(sure), sure))


def _describe(
    spellings: Sequence[Spelling],
    match: Callable[[Spelling, Sequence[Label]], Found],
    labels: dict[str, list[Label]],
) -> str:
    found = measure(spellings, match, labels=labels)
    return f"{found.precision:.2f} / {found.recall:.2f} / {found.first:.2f}"


def print_time() -> None:
    """Print how long names take, in a graph of ours and in larger ones."""
    sample, labels = read_sample(), read_labels()
    ours = list(dict.fromkeys(label for names in labels.values() for label in names))
    words = [each.text for each in sample][::6]
    print("| labels | index, s | a match, ms | rapidfuzz on all labels, ms |")
    print("| --- | --- | --- | --- |")
    for size in (0, *SIZES):
        many = [*ours, *_invent(size)]
        start = time.process_time()
        matcher = NameMatcher(many)
        built = time.process_time() - start
        texts = [label.text.casefold() for label in many]
        match = _time(words, matcher.match)
        plain = _time(words, partial(process.extract, choices=texts))
        print(f"| {len(many):,} | {built:.2f} | {match:.1f} | {plain:.1f} |")
    kg = gumru_kg.open_graph()
    kg.match_name("Kars")
    print(f"match_name on the shipped graph: {_time(words, kg.match_name):.1f} ms")


def _invent(number: int) -> Iterable[Label]:
    """Make names of syllables of the region; the same ones each time."""
    chance = random.Random(number)  # noqa: S311 - no secret
    for place in range(number):
        words = (
            "".join(chance.choices(SYLLABLES, k=chance.randint(2, 4)))
            for _ in range(chance.randint(1, 3))
        )
        yield Label(f"urn:x:{place}", " ".join(words).title(), "en")


def _time(texts: Sequence[str], action: Callable[[str], object]) -> float:
    """Give the milliseconds of processor time that a text takes."""
    start = time.process_time()
    for text in texts:
        action(text)
    return (time.process_time() - start) / len(texts) * 1_000


if __name__ == "__main__":
    print_quality()
    print()
    print_time()
