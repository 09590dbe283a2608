"""Which facts sources do not agree on, by the rule of the query ``claims/disputed``."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Final

from gumru_kg.exporters.claim_support import is_rejected
from gumru_kg.namespaces import GV, OWL, compress, expand

if TYPE_CHECKING:
    from gumru_kg.things import Thing, Things

_CONTRARY: Final = frozenset({f"{GV}stance.denies", f"{GV}stance.doubts"})
_FUNCTIONAL: Final = f"{OWL}FunctionalProperty"


class Disputes:
    """The facts of a graph for which claims are held against others.

    Claims that are not rejected are compared when they answer one question, or give a
    property that has one value for a thing. Two positions make a dispute.
    """

    def __init__(self, facts: set[tuple[object, str, object]]) -> None:
        self._facts = facts
        self._by_thing: dict[object, set[str]] = defaultdict(set)
        for subject, predicate, _ in facts:
            self._by_thing[subject].add(predicate)

    def has(self, thing: Thing, predicate: str, *, value: Thing | None = None) -> bool:
        """Tell whether a fact is disputed.

        Args:
            thing: The subject of the fact.
            predicate: Its property, a CURIE or IRI.
            value: Its object; without one, any that the graph has for a fact.

        Returns:
            True when it is.
        """
        name = expand(predicate) or predicate
        if name not in self._by_thing.get(thing.node, ()):
            return False
        values = thing.terms(name) if value is None else (value.node,)
        return any((thing.node, name, each) in self._facts for each in values)

    def has_date(self, thing: Thing) -> bool:
        """Tell whether the date of an event or of a treaty's signing is disputed.

        Args:
            thing: The event or treaty.

        Returns:
            True when it is.
        """
        dated = (thing, *thing.things("gum:signing"))
        return any(self.has(each, "gum:date") for each in dated)

    def of_thing(self, thing: Thing) -> tuple[str, ...]:
        """List the properties of which a fact on a thing is disputed.

        Args:
            thing: The thing.

        Returns:
            CURIEs, sorted.
        """
        found = sorted(self._by_thing.get(thing.node, ()))
        return tuple(compress(name) for name in found if self.has(thing, name))


def find_disputes(things: Things) -> Disputes:
    """Find the facts on which the claims of a graph do not agree.

    Args:
        things: The graph.

    Returns:
        The disputes.

    Example:
        >>> from gumru_kg.dataset import shipped_graph
        >>> from gumru_kg.things import Things
        >>> things = Things(shipped_graph())
        >>> signing = things.find("gid:event-gumru-signing")
        >>> find_disputes(things).has(signing, "gum:date")
        True
    """
    slots: dict[object, set[tuple[object, ...]]] = defaultdict(set)
    for claim in things.of_class("gum:Claim"):
        if is_rejected(claim):
            continue
        is_contrary = not _CONTRARY.isdisjoint(claim.iris("gum:stance"))
        questions = claim.iris("gum:answers")
        for predicate in claim.iris("rdf:predicate"):
            for subject in claim.terms("rdf:subject"):
                keys: list[object] = list(questions)
                if not questions and _is_functional(things, predicate):
                    keys = [(subject, predicate)]
                for value in claim.terms("rdf:object"):
                    for key in keys:
                        slots[key].add((subject, predicate, value, is_contrary))
    return Disputes(
        {
            (subject, str(predicate), value)
            for positions in slots.values()
            if len(positions) > 1
            for subject, predicate, value, _ in positions
        }
    )


def _is_functional(things: Things, predicate: str) -> bool:
    found = things.find(predicate)
    return found is not None and _FUNCTIONAL in found.classes
