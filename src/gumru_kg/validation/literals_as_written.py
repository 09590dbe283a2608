"""Literals as the data have them, for those that a store writes another way."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Final

import pyoxigraph as ox

from gumru_kg.namespaces import RDF, XSD

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gumru_kg.rdflib_terms import Term

_KEPT: Final = frozenset({f"{XSD}string", f"{RDF}langString"})
_PLACE: Final = ox.NamedNode("urn:gumru-kg:literal")


class LiteralsAsWritten:
    """Knows which literals of the data a store of pyoxigraph rewrites.

    Example:
        >>> one = ox.Literal("01", datatype=ox.NamedNode(f"{XSD}integer"))
        >>> data = [ox.Quad(_PLACE, _PLACE, one)]
        >>> LiteralsAsWritten(data).restore(ox.Literal(1)).value
        '01'
    """

    def __init__(self, quads: Iterable[ox.Quad]) -> None:
        self._quads = quads

    @cached_property
    def _rewritten(self) -> dict[ox.Literal, ox.Literal]:
        typed: dict[ox.Literal, None] = {}
        for quad in self._quads:
            term = quad.object
            if isinstance(term, ox.Literal) and term.datatype.value not in _KEPT:
                typed[term] = None
        numbered = {f"urn:{number}": old for number, old in enumerate(typed)}
        store = ox.Store()
        store.bulk_extend(
            ox.Quad(ox.NamedNode(number), _PLACE, old)
            for number, old in numbered.items()
        )
        changed: dict[ox.Literal, ox.Literal] = {}
        for quad in store:
            old = numbered[str(quad.subject)[1:-1]]
            if isinstance(quad.object, ox.Literal) and quad.object != old:
                changed[old] = quad.object
        return changed

    @cached_property
    def predicates(self) -> frozenset[str]:
        """The predicates of literals that the store writes another way."""
        changed = self._rewritten
        return frozenset(q.predicate.value for q in self._quads if q.object in changed)

    def restore(self, term: Term) -> Term:
        """Give a literal of an answer back as the data have it.

        Args:
            term: A term that came out of a store.

        Returns:
            The literal of the data, if only one is written so in the store.
        """
        if not isinstance(term, ox.Literal) or term.datatype.value in _KEPT:
            return term
        before = [old for old, new in self._rewritten.items() if new == term]
        return before[0] if len(before) == 1 else term
