"""Claims put into words and gathered by what they say."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from gumru_kg.descriptions.answers import Statement, Witness
from gumru_kg.namespaces import GUM, RDF

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from gumru_kg.descriptions._claims import Claim
    from gumru_kg.descriptions._labels import Labels

# The value says all: "content: the parties end the war" would say no more.
_SELF_EXPLAINING: Final = frozenset(
    {f"{GUM}{name}" for name in ("content", "evaluation", "cause", "participation")}
) | {f"{RDF}type"}
# Its name says whose part in which event it is.
_PARTICIPATION: Final = f"{GUM}participation"


class Context:
    """What a reader knows before a statement, so that it need not be said again."""

    def __init__(
        self, *, subjects: Iterable[str] = (), properties: Iterable[str] = ()
    ) -> None:
        self._subjects = frozenset(subjects)
        self._properties = frozenset(properties)

    def lead(self, claim: Claim, labels: Labels) -> str:
        """Say what the value of a claim is the value of."""
        parts = []
        if claim.subject not in self._subjects and claim.predicate != _PARTICIPATION:
            parts.append(f"{labels.name(claim.subject).text}:")
        if claim.predicate not in self._properties | _SELF_EXPLAINING:
            parts.append(f"{labels.name(claim.predicate).text}:")
        return " ".join(parts)


def gather(
    claims: Iterable[Claim], labels: Labels, *, context: Context
) -> tuple[Statement, ...]:
    """Gather the claims that say the same.

    Args:
        claims: Claims; of a text in several languages only one language is kept.
        labels: The names of things.
        context: What the reader knows already.

    Returns:
        The statements in the order of their first claims.
    """
    positions: dict[tuple[object, ...], list[Claim]] = {}
    for claim in _in_one_language(list(claims), labels):
        positions.setdefault(claim.position, []).append(claim)
    statements: dict[object, list[Claim]] = {}
    for position, group in positions.items():
        for claim, words in _put_into_words(group, labels):
            # Claims on several things may have been put into the same words.
            statements.setdefault(words or position, []).append(claim)
    return tuple(_state(group, labels, context) for group in statements.values())


def _put_into_words(claims: Sequence[Claim], labels: Labels) -> list[tuple[Claim, str]]:
    """Give each claim its paraphrase, or none where one of them is a plain value.

    Paraphrases of one value may differ in what they add, so no source is given the
    words of another.
    """
    if all(labels.has(claim.iri) for claim in claims):
        return [(claim, labels.name(claim.iri).text) for claim in claims]
    # The first decides how the statement is shown.
    return [(claim, "") for claim in sorted(claims, key=lambda it: labels.has(it.iri))]


def _in_one_language(claims: Sequence[Claim], labels: Labels) -> list[Claim]:
    texts: dict[tuple[str, str, str], list[Claim]] = {}
    for claim in claims:
        if claim.language:
            key = (claim.subject, claim.predicate, claim.source)
            texts.setdefault(key, []).append(claim)
    left_out = {
        claim.iri
        for group in texts.values()
        for kept in [labels.choose(claim.language for claim in group)]
        for claim in group
        if claim.language != kept
    }
    return [claim for claim in claims if claim.iri not in left_out]


def _state(claims: Sequence[Claim], labels: Labels, context: Context) -> Statement:
    first = claims[0]
    is_paraphrased = labels.has(first.iri)
    witnesses = (_witness(claim, labels) for claim in claims)
    return Statement(
        subject=labels.name(first.subject),
        property=labels.name(first.predicate),
        lead=context.lead(first, labels),
        value=labels.value(first.object),
        paraphrase=labels.name_or_nothing(first.iri if is_paraphrased else ""),
        is_denied=first.is_denied,
        is_accepted=any(claim.is_accepted for claim in claims),
        groups=len({claim.group or claim.source for claim in claims}),
        witnesses=tuple(sorted(witnesses, key=lambda witness: witness.source.text)),
    )


def _witness(claim: Claim, labels: Labels) -> Witness:
    return Witness(
        claim=claim.iri,
        identifier=claim.identifier,
        source=labels.name(claim.source),
        perspective=labels.name_or_nothing(claim.perspective),
        group=claim.group,
        stance=labels.name(claim.stance),
        verdict=labels.name(claim.verdict),
        locator=claim.locator,
        rationale=labels.choose_text(claim.rationales),
    )
