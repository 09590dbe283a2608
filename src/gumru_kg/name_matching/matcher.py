"""Find the things whose names come nearest to a name.

Names are blocked by words: only labels with a word that sounds like one of those asked
for are compared, and of many the ones with the rarest such words.
"""

from __future__ import annotations

import math
from dataclasses import replace
from functools import cached_property, partial
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from gumru_kg.name_matching.candidates import NameCandidate
from gumru_kg.name_matching.comparison import KIND_UNTOLD, Comparison, compare_names
from gumru_kg.name_matching.folding import fold_name, strip_vowels
from gumru_kg.name_matching.vocabulary import Vocabulary

if TYPE_CHECKING:
    from collections.abc import Container, Iterable

    from gumru_kg.name_matching.folding import FoldedName, Word
    from gumru_kg.names import Label

SURE: Final = 85.0
MARGIN: Final = 5.0
_MARGIN_UNTOLD: Final = 15.0
AMBIGUOUS: Final = "another thing comes as near"
_WORTH_SHOWING: Final = 55.0
_WORD_CUTOFF: Final = 66.0
_JOINED_CUTOFF: Final = 80.0
_MOST_JOINED: Final = 5
_MOST_LABELS: Final = 4_000
_COMPARED: Final = 80
_MOST_READINGS: Final = 4
_USUAL: Final = 0.5


class NameMatcher:
    """An index of names, by what is heard in them.

    Example:
        >>> from gumru_kg.names import Label
        >>> matcher = NameMatcher([Label("urn:k", "Kâzım Karabekir", "tr")])
        >>> matcher.match("Кязим Кара-Бекир паша")[0].is_sure
        True
    """

    def __init__(self, labels: Iterable[Label]) -> None:
        self._names: list[tuple[Label, FoldedName]] = []
        self._lengths: list[int] = []
        self._words = Vocabulary()
        self._joined = Vocabulary(part=4)
        # Words of names in Arabic script, by their consonants.
        self._abjad = Vocabulary()
        for label in labels:
            for name in fold_name(label.text, language=label.language):
                self._add(label, name)
        self._complete_names()

    def _complete_names(self) -> None:
        """Give each name the years and kinds that stand in others of its thing only.

        A *Sharur (district)* is a district in every language.
        """
        years: dict[str, tuple[int, ...]] = {}
        kinds: dict[str, frozenset[str]] = {}
        for label, name in self._names:
            if name.years:
                years[label.iri] = years.get(label.iri, ()) + name.years
            if name.kinds_aside:
                kinds[label.iri] = kinds.get(label.iri, frozenset()) | name.kinds_aside
        for place, (label, name) in enumerate(self._names):
            told = frozenset() if name.kinds else kinds.get(label.iri, frozenset())
            span = name.years or years.get(label.iri, ())
            if told or span != name.years:
                known = replace(
                    name,
                    kinds=name.kinds | told,
                    kinds_aside=name.kinds_aside | told,
                    years=span,
                )
                self._names[place] = (label, known)

    def _add(self, label: Label, name: FoldedName) -> None:
        place = len(self._names)
        self._names.append((label, name))
        own = sum(not word.is_optional for word in name.words)
        self._lengths.append(2 + max(1, own))
        for word in {word.sound: None for word in name.words}:
            self._words.add(word, place)
            if name.is_abjad:
                self._abjad.add(strip_vowels(word), place)
        for sound in _join(name):
            self._joined.add(sound, place)
            if name.is_abjad:
                self._abjad.add(strip_vowels(sound), place)

    @cached_property
    def _consonants(self) -> Vocabulary:
        return self._words.strip(strip_vowels)

    def match(
        self,
        text: str,
        *,
        among: Container[str] | None = None,
        lang: str = "",
        given: frozenset[str] = frozenset(),
        limit: int = 10,
    ) -> tuple[NameCandidate, ...]:
        """Find the things that a name may mean.

        Args:
            text: The name, in any script.
            among: The only things wanted, by IRI.
            lang: The language of the name: how its letters are read; of names that
                come equally near the one in this language is given.
            given: Kinds that the name need not tell, see ``find_usual_kinds``.
            limit: The most things wanted.

        Returns:
            The things, the nearest first; nothing when no name comes near, or the text
            is empty or longer than names are.

        Example:
            >>> from gumru_kg.names import Label
            >>> NameMatcher([Label("urn:g", "Gyumri", "en")]).match("Գյումրի")[0].score
            100.0
            >>> NameMatcher([]).match("")
            ()
        """
        best: dict[str, tuple[float, bool, Label, Comparison]] = {}
        for asked in fold_name(text, language=lang)[:_MOST_READINGS]:
            for place in self._shortlist(asked, among):
                label, known = self._names[place]
                found = compare_names(
                    asked,
                    known,
                    weigh=self._weigh,
                    given=given,
                )
                entry = (found.score, label.language == lang, label, found)
                if label.iri not in best or entry[:2] > best[label.iri][:2]:
                    best[label.iri] = entry
        ranked = sorted(
            best.values(), key=lambda entry: (-round(entry[0], 1), entry[2].iri)
        )
        return _judge(ranked)[:limit]

    def find_usual_kinds(self, among: Container[str]) -> frozenset[str]:
        """Find what most of some things are called in their names.

        Args:
            among: The things, by IRI.

        Returns:
            The kinds that stand in a name of at least half of them: ``treaty``, say.

        Example:
            >>> from gumru_kg.names import Label
            >>> matcher = NameMatcher([Label("urn:t", "Treaty of Kars", "en")])
            >>> matcher.find_usual_kinds({"urn:t"})
            frozenset({'treaty'})
        """
        things: set[str] = set()
        called: dict[str, set[str]] = {}
        for label, name in self._names:
            if label.iri in among:
                things.add(label.iri)
                for kind in name.kinds:
                    called.setdefault(kind, set()).add(label.iri)
        return frozenset(
            kind for kind, iris in called.items() if len(iris) >= _USUAL * len(things)
        )

    def _shortlist(
        self, asked: FoldedName, among: Container[str] | None
    ) -> tuple[int, ...]:
        """Choose the labels to compare: those with the most and rarest like words."""
        gains: dict[int, float] = {}
        gather = partial(self._gather, gains=gains, among=among)
        sounds = tuple({word.sound: None for word in asked.words})
        for sound in sounds:
            gather(sound, self._words, cutoff=_WORD_CUTOFF)
        for sound in (*sounds, *_join(asked)):
            gather(sound, self._joined, cutoff=_JOINED_CUTOFF)
            if asked.is_abjad:
                gather(strip_vowels(sound), self._consonants, cutoff=_WORD_CUTOFF)
            elif len(self._abjad):
                gather(strip_vowels(sound), self._abjad, cutoff=_WORD_CUTOFF)
        for sound in _join(asked):
            gather(sound, self._words, cutoff=_JOINED_CUTOFF)
        # Of two labels with the same words of those asked for, the shorter is nearer.
        ranked = sorted(
            gains,
            key=lambda place: (-gains[place] / self._lengths[place], place),
        )
        return tuple(ranked[:_COMPARED])

    def _gather(
        self,
        sound: str,
        vocabulary: Vocabulary,
        *,
        cutoff: float,
        gains: dict[int, float],
        among: Container[str] | None,
    ) -> None:
        seen: set[int] = set()
        for word, likeness in vocabulary.find(sound, cutoff=cutoff):
            places = vocabulary.places(word)
            gain = likeness * self._rarity(len(places))
            for place in places:
                if place in seen or (len(gains) > _MOST_LABELS and place not in gains):
                    continue
                if among is None or self._names[place][0].iri in among:
                    seen.add(place)
                    gains[place] = gains.get(place, 0.0) + gain

    def _weigh(self, word: Word) -> float:
        return self._rarity(len(self._words.places(word.sound)))

    def _rarity(self, number: int) -> float:
        return 1.0 + math.log((len(self._names) + 1) / (number + 1))


def _join(name: FoldedName) -> tuple[str, ...]:
    """Give the sounds of neighbouring words as of one, and of the whole name."""
    sounds = [word.sound for word in name.words[:_MOST_JOINED]]
    pairs = ["".join(pair) for pair in pairwise(sounds)]
    return tuple(dict.fromkeys([*pairs, name.whole] if name.whole else pairs))


def _judge(
    ranked: list[tuple[float, bool, Label, Comparison]],
) -> tuple[NameCandidate, ...]:
    candidates = []
    for place, (score, _, label, found) in enumerate(ranked):
        if score < _WORTH_SHOWING:
            break
        next_score = ranked[1][0] if len(ranked) > 1 else 0.0
        is_near = place == 0 and score >= SURE
        # A town and its district have one name, and it may be the other that is meant.
        margin = _MARGIN_UNTOLD if KIND_UNTOLD in found.reasons else MARGIN
        is_sure = is_near and score - next_score >= margin
        reasons = found.reasons
        if is_near and not is_sure:
            reasons = (*reasons, AMBIGUOUS)
        candidates.append(
            NameCandidate(
                iri=label.iri,
                label=label.text,
                language=label.language,
                score=round(score, 1),
                is_sure=is_sure,
                reasons=reasons,
            )
        )
    return tuple(candidates)
