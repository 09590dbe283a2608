"""Literals as the data have them, for those that a store writes another way."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Final

import pyoxigraph as ox

from gumru_kg.namespaces import XSD
from gumru_kg.validation.native import NativeLimitError

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator

    from gumru_kg.rdflib_terms import Term

_PLACE: Final = ox.NamedNode("urn:gumru-kg:literal")
# What the store takes for a value, and gives back in one form of many.
_VALUES: Final = frozenset(
    f"{XSD}{name}"
    for name in (
        *("boolean", "dateTime", "dateTimeStamp", "dayTimeDuration", "decimal"),
        *("double", "duration", "float", "integer", "time", "yearMonthDuration"),
    )
)
# Of these, only the time zone of Greenwich has several forms.
_DAYS: Final = frozenset(
    f"{XSD}{name}"
    for name in ("date", "gDay", "gMonth", "gMonthDay", "gYear", "gYearMonth")
)
_GREENWICH: Final = "Z"


class LiteralsAsWritten:
    """Knows which literals of the data a store of pyoxigraph rewrites.

    Example:
        >>> one = ox.Literal("01", datatype=ox.NamedNode(f"{XSD}integer"))
        >>> data = [ox.Quad(_PLACE, _PLACE, one)]
        >>> LiteralsAsWritten(lambda: data).restore(ox.Literal(1)).value
        '01'
    """

    def __init__(
        self,
        give_quads: Callable[[], Iterable[ox.Quad]],
        *,
        store: ox.Store | None = None,
        may_differ: Callable[[], bool] = lambda: True,
    ) -> None:
        self._give_quads = give_quads
        self._store = store
        self._look = may_differ

    @cached_property
    def _may_differ(self) -> bool:
        """Whether it is worth the time to parse the data and compare."""
        return self._look()

    @cached_property
    def _forms(self) -> dict[ox.Literal, list[ox.Literal]]:
        """The literals of the data, by how the store writes them."""
        typed: dict[ox.Literal, None] = {}
        for quad in self._give_quads():
            term = quad.object
            if isinstance(term, ox.Literal) and term.datatype.value.startswith(XSD):
                typed[term] = None
        forms: dict[ox.Literal, list[ox.Literal]] = {}
        for old, new in _rewrite(typed):
            forms.setdefault(new, []).append(old)
        return forms

    def find_predicates(
        self,
        names: Iterable[str] | None,
        *,
        of_several_forms: bool = False,
        like: Collection[ox.Literal] | None = None,
    ) -> frozenset[str]:
        """Find predicates of literals that the store writes another way.

        Args:
            names: Where to look; None looks everywhere.
            of_several_forms: Whether only those count that the store takes for another.
            like: What the store must write for them; None asks for nothing.

        Returns:
            All of them, unless there is none among the names.
        """
        if not self._may_differ:
            return frozenset()
        if self._store is not None and names is not None:
            # Most data have none, and then they need not be parsed.
            places = map(ox.NamedNode, names)
            if not any(map(self._may_rewrite, places)):
                return frozenset()
        changed = {
            old
            for new, forms in self._forms.items()
            for old in forms
            if (len(forms) > 1 or (old != new and not of_several_forms))
            and (like is None or new in like)
        }
        return frozenset(
            quad.predicate.value
            for quad in self._give_quads()
            if quad.object in changed
        )

    def _may_rewrite(self, predicate: ox.NamedNode) -> bool:
        assert self._store is not None  # noqa: S101 - for the type checker
        quads = self._store.quads_for_pattern(None, predicate, None)
        return any(not is_kept(quad.object) for quad in quads)

    def check_focus_nodes(self, nodes: Iterable[Term]) -> None:
        """Refuse literals as focus nodes that the store writes another way.

        Args:
            nodes: Focus nodes, of the data or of the shapes.

        Raises:
            NativeLimitError: With the first of them.
        """
        literals = [node for node in nodes if isinstance(node, ox.Literal)]
        for old, new in _rewrite(literals):
            is_ours = is_kept(new) or not self._may_differ
            forms = [] if is_ours else self._forms.get(new, [])
            if old != new or any(form != new for form in forms):
                problem = f"{old} is a focus node, and the store of the native engine"
                raise NativeLimitError(f"{problem} takes other literals for the same")

    def restore(self, term: Term, *, may_be_computed: bool = False) -> Term:
        """Give a literal of an answer back as the data have it.

        Args:
            term: A term that came out of a store.
            may_be_computed: Whether it need not be one of the data.

        Returns:
            The term of the data.

        Raises:
            NativeLimitError: When the data have it in several forms.
        """
        if not isinstance(term, ox.Literal) or is_kept(term) or not self._may_differ:
            return term
        forms = self._forms.get(term, [])
        if may_be_computed:
            forms = list({*forms, term})
        if len(forms) > 1:
            problem = f"the data have {term} in other forms, which a query cannot tell"
            raise NativeLimitError(problem)
        return forms[0] if forms else term


def _rewrite(
    literals: Iterable[ox.Literal],
) -> Iterator[tuple[ox.Literal, ox.Literal]]:
    """Give each literal with what a store makes of it."""
    numbered = {f"urn:{number}": old for number, old in enumerate(literals)}
    store = ox.Store()
    store.bulk_extend(
        ox.Quad(ox.NamedNode(number), _PLACE, old) for number, old in numbered.items()
    )
    for quad in store:
        if isinstance(quad.object, ox.Literal) and isinstance(
            quad.subject, ox.NamedNode
        ):
            yield numbered[quad.subject.value], quad.object


def is_kept(term: Term) -> bool:
    """Tell whether a term can only have been written as it comes out of a store.

    Args:
        term: A term that came out of a store.

    Returns:
        False when the data may have it otherwise.

    Example:
        >>> is_kept(ox.Literal("1")), is_kept(ox.Literal(1))
        (True, False)
    """
    if not isinstance(term, ox.Literal):
        return True
    datatype = term.datatype.value
    if datatype in _DAYS:
        return not term.value.endswith(_GREENWICH)
    return datatype not in _VALUES
