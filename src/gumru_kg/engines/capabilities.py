"""What an engine can do that not every engine can."""

from __future__ import annotations

from typing import NamedTuple


class Capabilities(NamedTuple):
    """What an engine can do beside answering SPARQL 1.1.

    Attributes:
        is_local: It runs queries in this process, so they can be given limits.
        has_exact_terms: The quads are at hand with their literals as written, to be
            validated, exported and copied into rdflib.
        has_exact_distances: ``geof:distance`` measures on the ellipsoid.
        keeps_answers: Answers to named queries are kept from one process to the next.

    Example:
        >>> Capabilities(is_local=True).has_exact_terms
        False
    """

    is_local: bool = False
    has_exact_terms: bool = False
    has_exact_distances: bool = False
    keeps_answers: bool = False
