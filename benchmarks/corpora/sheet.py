"""Lines of N-Triples about one treaty, with the claims behind its facts."""

from __future__ import annotations

from functools import cache
from random import Random
from typing import TYPE_CHECKING, Final, TypeVar

from gumru_kg.namespaces import GID, expand

if TYPE_CHECKING:
    from collections.abc import Sequence

    from benchmarks.corpora.flaws import Breaker

T = TypeVar("T")

_SEEDS: Final = 1_000_003
# As often as in the shipped graph, roughly.
_SECOND_SOURCE: Final = 0.2
_RATIONALE: Final = 0.15
_PARAPHRASE: Final = 0.1
_REPORTED: Final = 0.4


@cache
def term(curie: str) -> str:
    """Write the IRI of a property, class or concept.

    Args:
        curie: Such as ``gum:date``.

    Returns:
        The IRI in angle brackets.
    """
    return f"<{expand(curie)}>"


def thing(name: str) -> str:
    """Write the IRI of a thing.

    Args:
        name: Such as ``place-007``.

    Returns:
        The IRI in angle brackets.
    """
    return f"<{GID}{name}>"


def text(value: object, language: str = "") -> str:
    """Write a plain string, or a text with its language.

    Args:
        value: The text, without quotes, backslashes and line breaks.
        language: The tag, if any.

    Returns:
        The literal.
    """
    return f'"{value}"@{language}' if language else f'"{value}"'


def typed(value: object, datatype: str) -> str:
    """Write a literal of a datatype.

    Args:
        value: Its lexical form.
        datatype: A CURIE.

    Returns:
        The literal.
    """
    return f'"{value}"^^{term(datatype)}'


class Sheet:
    """Collects lines; the same seed and number give the same ones.

    Attributes:
        lines: The lines so far.
        number: The number of the treaty.
        key: The same as part of a name.
        random: Gives numbers from 0 to below 1. Nothing else of the module ``random``
            is used, for only these are the same in all versions of Python.
        breaker: Decides which nodes are broken.
    """

    def __init__(self, number: int, *, seed: int, breaker: Breaker) -> None:
        self.lines: list[str] = []
        self.number = number
        self.key = f"{number:06d}"
        self.random = Random(seed * _SEEDS + number).random  # noqa: S311 - no secret
        self.breaker = breaker
        self._evidence: list[tuple[str, str]] = []
        self._claims = 0

    def pick(self, choices: Sequence[T]) -> T:
        """Choose one, each as likely as the other."""
        return choices[int(self.random() * len(choices))]

    def chance(self, share: float) -> bool:
        """Tell whether something comes true that does so in this share of cases."""
        return self.random() < share

    def say(self, subject: str, predicate: str, *objects: str) -> None:
        """Write statements of one subject and predicate."""
        start = f"{subject} {term(predicate)} "
        self.lines += [f"{start}{it} .\n" for it in objects]

    def say_in_both(self, subject: str, predicate: str, words: tuple[str, str]) -> None:
        """Write a text in English and Turkish."""
        english, turkish = words
        self.say(subject, predicate, text(english, "en"), text(turkish, "tr"))

    def start(self, subject: str, kind: str, **labels: str) -> None:
        """Write the class and the preferred labels of a thing, by language."""
        self.say(subject, "rdf:type", term(kind))
        names = (text(value, language) for language, value in labels.items())
        self.say(subject, "skos:prefLabel", *names)

    def cite(self, evidence: str, source: str) -> None:
        """Keep a piece of evidence for the claims to come."""
        self._evidence.append((evidence, source))

    def fact(self, subject: str, predicate: str, value: str) -> None:
        """Write a fact and the claim that carries it, sometimes of two sources."""
        self.say(subject, predicate, value)
        second = self.chance(_SECOND_SOURCE)
        # A second accepted claim would still carry the fact of a first that is not.
        more = () if second else ("fact-not-accepted",)
        self._accept(subject, predicate, value, "no-stance", "denied", *more)
        if second:
            self._accept(subject, predicate, value, "no-stance", "denied")

    def claim(self, subject: str, predicate: str, value: str, **marks: str) -> str:
        """Write a claim.

        Args:
            subject: What it is about.
            predicate: A CURIE.
            value: The term that it states.
            marks: The ``stance`` and the ``verdict``; without one it is left out.

        Returns:
            The claim.
        """
        evidence, source = self._evidence[self._claims % len(self._evidence)]
        claim = thing(f"claim-{self.key}-{self._claims:03d}")
        self._claims += 1
        self.start(claim, "gum:Claim")
        self.say(claim, "rdf:subject", subject)
        self.say(claim, "rdf:predicate", term(predicate))
        self.say(claim, "rdf:object", value)
        self.say(claim, "gum:source", source)
        self.say(claim, "gum:evidence", evidence)
        for mark, value_of_it in marks.items():
            self.say(claim, f"gum:{mark}", term(f"gv:{mark}.{value_of_it}"))
        return claim

    def _accept(self, subject: str, predicate: str, value: str, *flaws: str) -> None:
        flaw = self.breaker.choose(*flaws)
        marks = {"verdict": "accepted"}
        if flaw == "fact-not-accepted":
            marks["verdict"] = "attributed"
        stance = "reports" if self.chance(_REPORTED) else "asserts"
        if flaw != "no-stance":
            marks["stance"] = "denies" if flaw == "denied" else stance
        claim = self.claim(subject, predicate, value, **marks)
        if self.chance(_RATIONALE):
            words = ("Nothing contradicts it.", "Aksini söyleyen yok.")
            self.say_in_both(claim, "gum:rationale", words)
        if self.chance(_PARAPHRASE):
            words = (f"Statement {self._claims}", f"{self._claims}. ifade")
            self.say_in_both(claim, "rdfs:label", words)
