"""What others state in our name: with our addresses, or our words, and not as we do.

It stays in their graph. But whoever opens the merged folder as one graph, and does not
ask which graph a statement is of, would take it for ours.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

import pyoxigraph as ox

from gumru_kg.namespaces import BASE, GUM

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_SHOWN: Final = 20


class BorrowedTerms:
    """The statements of others that would be taken for ours.

    Args:
        ours: Our graph.

    Attributes:
        counts: How many there are in each graph.
        examples: The first of them, as N-Quads.
    """

    def __init__(self, ours: Iterable[ox.Quad]) -> None:
        self._known = {quad.triple for quad in ours if _is_borrowed(quad)}
        self.counts: Counter[str] = Counter()
        self.examples: list[str] = []

    def watch(self, quads: Iterable[ox.Quad], *, name: str) -> Iterator[ox.Quad]:
        """Look for such statements as a graph goes by.

        Args:
            quads: Another graph.
            name: What to call it.

        Yields:
            The same quads.
        """
        for quad in quads:
            if _is_borrowed(quad) and quad.triple not in self._known:
                self.counts[name] += 1
                if len(self.examples) < _SHOWN:
                    self.examples.append(str(quad))
            yield quad


def _is_borrowed(quad: ox.Quad) -> bool:
    subject = quad.subject
    if isinstance(subject, ox.NamedNode) and subject.value.startswith(BASE):
        # Features without an address get one below the name of their graph.
        return not subject.value.startswith(f"{BASE}graph/import-")
    return quad.predicate.value.startswith(GUM)
