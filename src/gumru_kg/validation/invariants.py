"""Invariants of our model: queries over the whole graph, run once beside the shapes.

They say what shapes cannot, or only for each node anew. A row is a result.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pyoxigraph as ox

from gumru_kg.namespaces import BASE, GSH, SH
from gumru_kg.validation.findings import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

CHECKS: Final = ("checks/circles", "checks/undeclared-terms")
# The shapes say the same, row by row.
CHECKS_IN_SHAPES: Final = ("checks/facts-and-claims",)

_COMPONENT: Final = f"{GSH}InvariantConstraintComponent"


def find_broken_invariants(store: ox.Store) -> Iterator[Finding]:
    """Ask a store for what breaks an invariant.

    Args:
        store: The data, with the vocabulary.

    Yields:
        What breaks one: the subject of a row is the focus node, its predicate the path
        and its problem the message.

    Example:
        >>> list(find_broken_invariants(ox.Store()))
        []
    """
    from gumru_kg.named_queries import load_query

    for name in CHECKS:
        answer = store.query(load_query(name).text)
        # Tells the type checker what a SELECT gives.
        assert isinstance(answer, ox.QuerySolutions)  # noqa: S101 - for the type checker
        names = [variable.value for variable in answer.variables]
        for row in answer:
            bound = {each: row[each] for each in names}
            path = bound.get("predicate")
            yield Finding(
                focus_node=bound["subject"],
                path=path if isinstance(path, ox.NamedNode) else None,
                value=None,
                component=_COMPONENT,
                severity=f"{SH}Violation",
                source_shape=ox.NamedNode(f"{BASE}queries/{name}"),
                messages=(ox.Literal(bound["problem"].value, language="en"),),
            )
