"""Statements as version 1 commands of QuickStatements."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gumru_kg.exporters.wikidata.statements import list_statements

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gumru_kg.exporters.wikidata.statements import Statement
    from gumru_kg.things import Things


def write_quickstatements(things: Things) -> bytes:
    r"""Write the statements of a graph that can go to Wikidata.

    Args:
        things: The graph.

    Returns:
        A line for each reference of each statement, columns parted by tabs. Nothing,
        when nothing can go there.

    Example:
        >>> from gumru_kg.dataset import shipped_graph
        >>> from gumru_kg.things import Things
        >>> text = write_quickstatements(Things(shipped_graph())).decode()
        >>> text.splitlines()[0].split("\t")[:3]
        ['Q193258', 'P585', '+1923-07-24T00:00:00Z/11']
    """
    return write_commands(list_statements(things))


def write_commands(statements: Iterable[Statement]) -> bytes:
    """Write those of some statements that have no obstacle.

    Args:
        statements: The statements.

    Returns:
        The commands.

    Example:
        >>> write_commands([])
        b''
    """
    # The same statement once more adds a reference to it.
    lines = (
        f'{each.item}\t{each.property}\t{each.value}\tS854\t"{reference}"\n'
        for each in statements
        if not each.obstacles
        for reference in each.references
    )
    return "".join(lines).encode()
