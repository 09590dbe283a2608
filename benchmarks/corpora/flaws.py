"""Broken nodes: what may be wrong with a node, and what a validator must find."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from random import Random
from typing import Final


@dataclass(frozen=True, slots=True)
class Flaw:
    """One way to break a node.

    Attributes:
        core: The property shapes of SHACL Core that find it, once each.
        sparql: The SHACL-SPARQL constraints that find it, once each.
    """

    core: tuple[str, ...] = ()
    sparql: tuple[str, ...] = ()


FLAWS: Final[dict[str, Flaw]] = {
    "no-turkish-label": Flaw(core=("LabelledShape-turkish",)),
    "two-english-labels": Flaw(core=("LabelledShape-prefLabel",)),
    "no-articles": Flaw(core=("InstrumentShape-articleCount",)),
    "foreign-topic": Flaw(core=("ProvisionShape-topic",)),
    "date-in-words": Flaw(core=("EventShape-date",)),
    "no-latest-day": Flaw(sparql=("LatestShape-missing",)),
    "born-in-a-polity": Flaw(core=("PersonShape-bornAt",)),
    "no-role": Flaw(core=("ParticipationShape-role",)),
    "swapped-coordinates": Flaw(core=("GeometryShape-region",)),
    "no-perspective": Flaw(core=("SourceShape-perspective",)),
    "tagged-locator": Flaw(core=("EvidenceShape-locator",)),
    "end-before-start": Flaw(core=("TextPositionSelectorShape-start",)),
    "no-note-in-english": Flaw(core=("LinkShape-noteEnglish",)),
    "no-stance": Flaw(core=("ClaimShape-stance",)),
    "denied": Flaw(sparql=("AcceptedVerdictShape-stance",)),
    "fact-not-accepted": Flaw(
        sparql=("UnacceptedVerdictShape-leak", "ClaimBearingShape-claim")
    ),
}


class Breaker:
    """Decides which nodes are broken, and keeps the count.

    Attributes:
        nodes: How many nodes were looked at.
        flaws: How often each flaw was given.
    """

    def __init__(self, *, share: float, seed: int) -> None:
        self.nodes = 0
        self.flaws: Counter[str] = Counter()
        self._share = share
        # Apart from the numbers of the corpus, which the flaws must not change.
        self._random = Random(seed).random  # noqa: S311 - no secret

    def choose(self, *possible: str) -> str | None:
        """Decide on one node.

        Args:
            possible: The flaws that the node may have; every node has one at least.

        Returns:
            The flaw that it gets, or None for a node that keeps the rules.
        """
        self.nodes += 1
        if self._random() >= self._share:
            return None
        flaw = possible[int(self._random() * len(possible))]
        self.flaws[flaw] += 1
        return flaw


def count_results(flaws: Counter[str]) -> tuple[Counter[str], Counter[str]]:
    """Count what a validator must find.

    Args:
        flaws: How often each flaw was given.

    Returns:
        The results of SHACL Core and of SHACL-SPARQL, by name of the shape.
    """
    core: Counter[str] = Counter()
    sparql: Counter[str] = Counter()
    for name, count in flaws.items():
        core.update(dict.fromkeys(FLAWS[name].core, count))
        sparql.update(dict.fromkeys(FLAWS[name].sparql, count))
    return core, sparql
