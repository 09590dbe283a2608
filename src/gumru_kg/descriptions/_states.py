"""In which state treaties are, as far as claims on it are accepted."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from gumru_kg.descriptions._claims import find_rivals
from gumru_kg.descriptions._labels import Labels
from gumru_kg.descriptions._rows import Reader
from gumru_kg.descriptions._treaties import list_phases
from gumru_kg.descriptions.answers import State
from gumru_kg.namespaces import GUM

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gumru_kg.descriptions._rows import Queryable
    from gumru_kg.descriptions.answers import Phase

_LEGAL_STATUS: Final = f"{GUM}legalStatus"


def find_states(
    graph: Queryable, *, treaties: Iterable[str], lang: str = "en"
) -> dict[str, State]:
    """Find the last accepted state of treaties, and whether sources differ on it.

    Args:
        graph: Whatever answers the named queries.
        treaties: The IRIs of the treaties.
        lang: The language of the labels; a missing one is in English.

    Returns:
        A state for each treaty, by its IRI.

    Raises:
        QueryError: When the graph cannot be queried.

    Example:
        >>> from gumru_kg.knowledge_graph import open_graph
        >>> kars = "https://w3id.org/gumru/id/treaty-kars-1921"
        >>> state = find_states(open_graph(), treaties=[kars])[kars]
        >>> state.phase.status.text, state.phase.begin, state.is_disputed
        ('in force', '1922-09-11', True)
    """
    reader = Reader(graph)
    labels = Labels(reader, lang=lang)
    disputed = {
        claim.subject
        for rivals in find_rivals(reader)
        for claim in rivals
        if claim.predicate == _LEGAL_STATUS
    }
    return {
        iri: State(
            phase=_choose_last(list_phases(reader, labels, treaty=iri)),
            is_disputed=iri in disputed,
        )
        for iri in treaties
    }


def _choose_last(phases: tuple[Phase, ...]) -> Phase | None:
    """Choose the last of the phases with a date, else of all; they are in order."""
    dated = [phase for phase in phases if phase.begin]
    return next(reversed(dated or phases), None)
