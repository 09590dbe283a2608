"""What a name may mean."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class NameCandidate:
    """A thing that a name may mean.

    Attributes:
        iri: The thing.
        label: Its name that came nearest.
        language: The language of that name; empty when it has none.
        score: How near it came, from 0 to 100.
        is_sure: Whether it came near enough, and no other thing nearly as near.
        reasons: What speaks for it and against it, in short phrases.
    """

    iri: str
    label: str
    language: str
    score: float
    is_sure: bool
    reasons: tuple[str, ...]
