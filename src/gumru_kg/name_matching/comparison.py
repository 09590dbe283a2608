"""Compare two folded names: a score from 0 to 100, and the reasons for it.

Only here the library rapidfuzz is met.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING, Final, NamedTuple

from rapidfuzz import fuzz, process

from gumru_kg.name_matching.folding import Word, strip_vowels
from gumru_kg.name_matching.generic_words import TREATY

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from gumru_kg.name_matching.folding import FoldedName

SAME_LETTERS: Final = "same letters"
SAME_SOUND: Final = "same sound"
SIMILAR: Final = "similar spelling"
CONSONANTS: Final = "same consonants"
ORDER: Final = "other order of words"
TITLE: Final = "title left out"
GENERIC: Final = "word for the kind left out"
PART: Final = "words of the name missing"
SURPLUS: Final = "words left over"
YEAR: Final = "same year"
OTHER_YEAR: Final = "other year"
OTHER_KIND: Final = "other kind of thing"
KIND_UNTOLD: Final = "kind not told"

# How much letters count beside sounds, and what a sound alone can reach.
_LETTERS: Final = 0.15
_SMALLEST_WORD: Final = 66.0
_INITIAL: Final = 90.0
_SHORT: Final = 4
_SHORT_DIFFERS: Final = 0.85
# What a word of the label costs that was not asked for; one in brackets is an aside.
_MISSING: Final = 0.5
_MISSING_BEFORE_LAST: Final = 0.35
_MISSING_ASIDE: Final = 0.05
_MISSING_QUALIFIER: Final = 0.8
# What a word that was asked for costs, where the label is all there.
_SURPLUS: Final = 0.7
_SURPLUS_ASIDE: Final = 0.2
_JOINED: Final = 0.97
_SHORTEST_JOINED: Final = 6
_SAME_WHEN_JOINED: Final = 90.0
_ABJAD: Final = 0.93
_SHORTEST_ABJAD: Final = 3
_KIND_UNSAID: Final = 0.84
_KIND_ASIDE: Final = 0.94
_KIND_CONFLICT: Final = 0.7
_TREATY_OR_NOT: Final = 0.75
_OTHER_YEAR: Final = 0.65
_SAME: Final = 99.0
_AT_SIGHT: Final = 0.7


class Comparison(NamedTuple):
    """How one name compares with another.

    Attributes:
        score: From 0 to 100.
        reasons: What was found, the closest first.
    """

    score: float
    reasons: tuple[str, ...]


def find_similar(
    word: str, vocabulary: Iterable[str], *, cutoff: float, limit: int
) -> list[tuple[str, float]]:
    """Find the words that are spelt most alike.

    Args:
        word: What is looked for.
        vocabulary: The words to look through.
        cutoff: The smallest score.
        limit: The most words wanted.

    Returns:
        Words with scores from 0 to 100, the most alike first.

    Example:
        >>> find_similar("kars", ["hars", "kars", "van"], cutoff=70, limit=2)
        [('kars', 100.0), ('hars', 75.0)]
    """
    found = process.extract(
        word, list(vocabulary), scorer=fuzz.ratio, score_cutoff=cutoff, limit=None
    )
    # Sorted by ourselves: of words that are equally alike the choice is no accident.
    ranked = sorted((-score, each) for each, score, _ in found)
    return [(each, -score) for score, each in ranked[:limit]]


def compare_names(
    asked: FoldedName,
    known: FoldedName,
    *,
    weigh: Callable[[Word], float],
    given: frozenset[str] = frozenset(),
) -> Comparison:
    """Compare a name with a label.

    Args:
        asked: The name that was asked for.
        known: The label.
        weigh: Tells how much a word counts; the rarer the more.
        years: The years of the thing, by its other labels, where this has none.
        given: The kinds that the name need not tell, as only things of these kinds are
            looked for.

    Returns:
        The score with its reasons.

    Example:
        >>> from gumru_kg.name_matching.folding import fold_name
        >>> [asked], [known] = fold_name("Katisyan"), fold_name("Хатисов")
        >>> compare_names(asked, known, weigh=lambda word: 1).score > 80
        True
    """
    if not asked.kinds:
        asked = replace(asked, kinds=given)
    best = _compare_words_of(asked, known, weigh)
    found = _weigh_circumstances(best, asked, known)
    if asked.is_one_word != known.is_one_word:
        # Written without spaces, a name shows no words for its kind.
        whole = _compare_whole(asked.whole, known.whole)
        found = max(found, whole, key=lambda each: each.score)
    if found.score >= 100 * _AT_SIGHT:
        return found
    # A slip in a word such as *treaty* hides what it is; never a ground to be sure.
    score = fuzz.ratio(asked.letters, known.letters) * _AT_SIGHT
    reasons = (each for each in found.reasons if each not in {SAME_LETTERS, SAME_SOUND})
    seen = Comparison(score, tuple(dict.fromkeys((SIMILAR, *reasons))))
    return max(found, seen, key=lambda each: each.score)


def _compare_words_of(
    asked: FoldedName, known: FoldedName, weigh: Callable[[Word], float]
) -> Comparison:
    if asked.letters == known.letters:
        return Comparison(100.0, (SAME_LETTERS,))
    best = max(
        _align(_merge(asked, known), _merge(known, asked), weigh),
        _compare_joined(asked, known),
        key=lambda each: each.score,
    )
    if asked.is_abjad != known.is_abjad:
        best = max(best, _compare_consonants(asked, known), key=lambda each: each.score)
    return best


def _merge(name: FoldedName, other: FoldedName) -> FoldedName:
    """Join two words that the other name writes as one: *Kara Bekir*."""
    for place, (one, two) in enumerate(pairwise(name.words)):
        joined = Word(one.letters + two.letters, one.sound + two.sound, *one[2:])
        is_one = len(joined.sound) >= _SHORTEST_JOINED and _is_among(joined, other)
        if is_one and not (_is_among(one, other) or _is_among(two, other)):
            words = (*name.words[:place], joined, *name.words[place + 2 :])
            return replace(name, words=words)
    return name


def _is_among(word: Word, name: FoldedName) -> bool:
    return any(_compare_words(word, each) >= _SAME_WHEN_JOINED for each in name.words)


def _align(
    asked: FoldedName, known: FoldedName, weigh: Callable[[Word], float]
) -> Comparison:
    """Pair the words, the most alike first, wherever they stand."""
    pairs = sorted(
        (
            (-_compare_words(one, other), place, there)
            for place, one in enumerate(asked.words)
            for there, other in enumerate(known.words)
        ),
    )
    paired: dict[int, tuple[int, float]] = {}
    taken: set[int] = set()
    for negative, place, there in pairs:
        if negative and place not in paired and there not in taken:
            paired[place] = (there, -negative)
            taken.add(there)
    gained = possible = 0.0
    surplus = _SURPLUS if _is_whole(known, taken) else 1.0
    for place, one in enumerate(asked.words):
        weight = weigh(one)
        if place in paired:
            there, likeness = paired[place]
            weight += weigh(known.words[there])
            gained += likeness * weight
        else:
            weight *= _SURPLUS_ASIDE if one.is_optional else surplus
        possible += weight
    possible += _charge(known, taken, weigh, has_surplus=len(paired) < len(asked.words))
    score = gained / possible if possible else 0.0
    return Comparison(score, _explain(asked, known, paired))


def _is_whole(known: FoldedName, taken: set[int]) -> bool:
    """Tell whether a label of several words was found whole."""
    own = {there for there, word in enumerate(known.words) if not word.is_optional}
    return len(own) > 1 and own <= taken


def _charge(
    known: FoldedName,
    taken: set[int],
    weigh: Callable[[Word], float],
    *,
    has_surplus: bool,
) -> float:
    """Tell what the words of the label cost that were not asked for."""
    own = [there for there, word in enumerate(known.words) if not word.is_optional]
    # Of a person the last name alone is a name, of most things it is not the first.
    has_last = bool(own) and own[-1] in taken
    costs = 0.0
    for there, word in enumerate(known.words):
        if there in taken:
            continue
        if word.is_qualifier:
            cost = _MISSING_QUALIFIER
        elif word.is_optional and not has_surplus:
            cost = _MISSING_ASIDE
        else:
            cost = _MISSING_BEFORE_LAST if has_last else _MISSING
        costs += cost * weigh(word)
    return costs


def _explain(
    asked: FoldedName, known: FoldedName, paired: dict[int, tuple[int, float]]
) -> tuple[str, ...]:
    if not paired:
        return ()
    worst = min(likeness for _, likeness in paired.values())
    same = all(
        asked.words[place].letters == known.words[there].letters
        for place, (there, _) in paired.items()
    )
    sounds = all(
        asked.words[place].sound == known.words[there].sound
        for place, (there, _) in paired.items()
    )
    reasons = [
        SAME_LETTERS if same and worst >= _SAME else SAME_SOUND if sounds else SIMILAR
    ]
    order = [paired[place][0] for place in sorted(paired)]
    if order != sorted(order):
        reasons.append(ORDER)
    if len(paired) < len(asked.words):
        reasons.append(SURPLUS)
    missing = set(range(len(known.words))) - set(order)
    if any(not known.words[there].is_optional for there in missing):
        reasons.append(PART)
    return tuple(reasons)


def _compare_words(one: Word, other: Word) -> float:
    if one.letters == other.letters:
        return 100.0
    if one.letters.isdigit() or other.letters.isdigit():
        return 0.0
    if len(one.letters) == 1 or len(other.letters) == 1:
        return _INITIAL if one.sound[0] == other.sound[0] else 0.0
    letters = fuzz.ratio(one.letters, other.letters)
    sound = fuzz.ratio(one.sound, other.sound)
    if min(len(one.sound), len(other.sound)) <= _SHORT and one.sound != other.sound:
        # In a short word another letter is another word.
        sound *= _SHORT_DIFFERS
        letters *= _SHORT_DIFFERS
    likeness = max(letters, _LETTERS * letters + (1 - _LETTERS) * sound)
    return likeness if likeness >= _SMALLEST_WORD else 0.0


def _compare_joined(asked: FoldedName, known: FoldedName) -> Comparison:
    """Compare as one word: *Kara Bekir* with *Karabekir*."""
    one = "".join(word.sound for word in asked.words)
    other = "".join(word.sound for word in known.words if not word.is_optional)
    return _compare_whole(one, other)


def _compare_whole(one: str, other: str) -> Comparison:
    if min(len(one), len(other)) < _SHORTEST_JOINED:
        return Comparison(0.0, ())
    score = fuzz.ratio(one, other) * _JOINED
    return Comparison(score, (SAME_SOUND if one == other else SIMILAR,))


def _compare_consonants(asked: FoldedName, known: FoldedName) -> Comparison:
    one = strip_vowels("".join(word.sound for word in asked.words))
    other = strip_vowels("".join(word.sound for word in known.words))
    if min(len(one), len(other)) < _SHORTEST_ABJAD:
        return Comparison(0.0, ())
    vowels = fuzz.ratio(
        "".join(word.sound for word in asked.words),
        "".join(word.sound for word in known.words),
    )
    score = (0.8 * fuzz.ratio(one, other) + 0.2 * vowels) * _ABJAD
    return Comparison(score, (CONSONANTS if one == other else SIMILAR,))


def _weigh_circumstances(
    found: Comparison, asked: FoldedName, known: FoldedName
) -> Comparison:
    score, reasons = found.score, list(found.reasons)
    if asked.has_title != known.has_title:
        reasons.append(TITLE)
        score *= 0.995
    if asked.kinds & known.kinds:
        reasons.append(GENERIC)
    elif asked.kinds or known.kinds:
        factor, reason = _compare_kinds(asked, known)
        score *= factor
        reasons.append(reason)
    if asked.years and known.years:
        is_apart = max(asked.years) < min(known.years)
        if not is_apart and min(asked.years) <= max(known.years):
            reasons.append(YEAR)
        else:
            reasons.append(OTHER_YEAR)
            score *= _OTHER_YEAR
    return Comparison(score, tuple(dict.fromkeys(reasons)))


def _compare_kinds(asked: FoldedName, known: FoldedName) -> tuple[float, str]:
    """Tell what is left of a score when the words for the kind differ, and why."""
    if TREATY in asked.kinds or TREATY in known.kinds:
        return _TREATY_OR_NOT, OTHER_KIND
    if asked.kinds and known.kinds:
        return _KIND_CONFLICT, OTHER_KIND
    told = asked if asked.kinds else known
    is_aside = told.kinds == told.kinds_aside
    return _KIND_ASIDE if is_aside else _KIND_UNSAID, KIND_UNTOLD
