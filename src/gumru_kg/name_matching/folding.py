"""Fold names to what is heard in them, whatever the script and spelling.

A name becomes words, each with its letters and its sound; titles and words for the
kind of a thing are laid aside, years are kept apart, and what stands in brackets may
be missing. Voiced and voiceless sounds are one, as Eastern and Western Armenian and the
ends of Turkish words exchange them, and so are the endings of Armenian family names
and their Russian forms.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, NamedTuple

from gumru_kg.name_matching.generic_words import (
    LINK,
    MONTH,
    QUALIFIER,
    TITLE,
    TREATY,
    find_kind,
)
from gumru_kg.name_matching.romanisation import ABJAD, is_turkic, romanise, tidy

MOST_WORDS: Final = 30
_MOST_JOINED: Final = 4

_BRACKETS: Final = re.compile(r"[(\[«“\"]([^()\[\]«»“”\"]*)[)\]»”\"]")
_ALTERNATIVES: Final = re.compile(r"(?<=\D)\s*/\s*(?=\D)")
_NOMINATIVE: Final = re.compile(r"(?<=[ა-ჰ]{3})ი\b")
_READ_TWO_WAYS: Final = re.compile("[cjxqCJXQ]")
_YEAR: Final = "year"
_YEARS: Final = re.compile("1[0-9]{3}|20[0-9]{2}")
_DAYS: Final = re.compile("[0-3]?[0-9]")
_NO_KINDS: Final = frozenset({TITLE, LINK, MONTH, QUALIFIER, _YEAR, ""})
# Short words in -ov are places: Moscow.
_FAMILY: Final = re.compile("(?<=...)i?[iye]an(?:ts?|tz|c|z)?$|(?<=.{5})o(?:v|ff?|w)$")
_ADJECTIVE: Final = re.compile(r"(?<=...)(?:skiy|skaya|skoe|skoy|skogo|ski|skyi)$")
_CASE: Final = re.compile(r"(?<=...)(?:yi|is|i)$")
_SOUNDS: Final = tuple(
    (re.compile(pattern), sound)
    for pattern, sound in (
        ("t?sch|tch", "ch"),
        ("dzh|dj|zh|ch|j", "C"),
        ("sh", "S"),
        ("kh|^x", "h"),
        ("x", "ks"),
        ("gh|q", "g"),
        ("c(?=[eiy])", "s"),
        ("ph", "f"),
        ("th", "t"),
        ("ts|tz|dz|z", "s"),
        ("[cg]", "k"),
        ("b", "p"),
        ("d", "t"),
        ("[wf]", "v"),
        ("sk(?:iy|y|ii|ij|yi)$", "ski"),
        ("[yi]a", "a"),
        ("[yi]?ou|[yi]u|ue", "u"),
        ("[yi]o|oe", "o"),
        ("[yi]e|[yi]?ee", "e"),
        ("y", "i"),
        ("e", "a"),
        ("(?<=.)h(?![aiou])", ""),
        (r"(.)\1+", r"\1"),
    )
)
_VOWELS: Final = re.compile("[aeiou]")


class Word(NamedTuple):
    """A word of a name.

    Attributes:
        letters: In plain Latin letters.
        sound: What is heard, roughly.
        is_optional: Whether it stands in brackets.
        is_qualifier: Whether it tells things of one name apart: *great*, *lower*.
    """

    letters: str
    sound: str
    is_optional: bool
    is_qualifier: bool


@dataclass(frozen=True, slots=True)
class FoldedName:
    """A name as it is compared.

    Attributes:
        words: Its own words.
        kinds: What other words say of the thing: ``treaty``, ``river``.
        kinds_aside: Those that stand in brackets only.
        years: The years in it.
        has_title: Whether a title or the name of a father was laid aside.
        letters: All words in plain letters, those laid aside as well.
        whole: What is heard of those outside of brackets, as one word.
        is_one_word: Whether only one stands outside of brackets.
        is_abjad: Whether it is written without most of its vowels.
    """

    words: tuple[Word, ...]
    kinds: frozenset[str]
    kinds_aside: frozenset[str]
    years: tuple[int, ...]
    has_title: bool
    letters: str
    whole: str
    is_one_word: bool
    is_abjad: bool


def fold_name(text: str, *, language: str = "") -> tuple[FoldedName, ...]:
    """Fold a name.

    Args:
        text: A name.
        language: Its language, or nothing where that is not known.

    Returns:
        The name and, where it holds several (``Arpaçay / Akhuryan``), each of them, and
        without a language as Turkish as well, which reads ``c`` otherwise; nothing
        when there is no letter in it, or it is longer than names are.

    Example:
        >>> [name.words[0].sound for name in fold_name("Карсский договор")]
        ['kars']
        >>> [name.letters for name in fold_name("Arpaçay / Akhuryan (river)")]
        ['arpachay river', 'akhuryan river']
    """
    clean = tidy(text)
    readings = [is_turkic(clean, language)]
    if not language and _READ_TWO_WAYS.search(clean):
        readings = [False, True]
    texts = _read(clean)
    if len(readings) == len(texts) == 1:
        name = _fold(clean, turkic=readings[0])
        return (name,) if name.words else ()
    folded = (_fold(one, turkic=turkic) for turkic in readings for one in texts)
    return tuple(dict.fromkeys(name for name in folded if name.words))


def _read(text: str) -> tuple[str, ...]:
    """Give the name, or those that a stroke parts, each with what is in brackets.

    Georgian names come without the *i* of the nominative as well.
    """
    parts = _ALTERNATIVES.split(text)
    if len(parts) > 1:
        asides = " ".join(_BRACKETS.findall(text))
        return tuple(f"{_BRACKETS.sub(' ', part)} ({asides})" for part in parts)
    return tuple(dict.fromkeys((text, _NOMINATIVE.sub("", text))))


def _fold(text: str, *, turkic: bool) -> FoldedName:
    asides = _BRACKETS.findall(text)
    inner = romanise(" ".join(asides), turkic=turkic).split() if asides else []
    outer_text = _BRACKETS.sub(" ", text) if asides else text
    outer = romanise(outer_text, turkic=turkic).split()
    told = [(word, False) for word in outer] + [(word, True) for word in inner]
    told = told[:MOST_WORDS]
    sorts = _sort_words([word for word, _ in told])
    # A name that is all titles or kinds is compared by them.
    kept = [
        (*pair, sort == QUALIFIER)
        for pair, sort in zip(told, sorts, strict=True)
        if sort in {"", QUALIFIER}
    ] or [(*pair, False) for pair in told]
    kinds = frozenset(sorts) - _NO_KINDS
    hear = _hear_inflected if TREATY in kinds else _hear
    return FoldedName(
        words=tuple(Word(word, hear(word), *how) for word, *how in kept),
        kinds=kinds,
        kinds_aside=kinds - frozenset(sorts[: len(outer)]),
        years=tuple(
            int(word)
            for (word, _), sort in zip(told, sorts, strict=True)
            if sort == _YEAR
        ),
        has_title=TITLE in sorts,
        letters=" ".join(word for word, _ in told),
        whole="".join(map(_hear, outer)) if len(outer) <= _MOST_JOINED else "",
        is_one_word=len(outer) == 1,
        is_abjad=ABJAD.search(text) is not None,
    )


def _sort_words(words: list[str]) -> list[str]:
    """Tell of each word what it is, and of a word of the name nothing."""
    sorts = [_YEAR if _YEARS.fullmatch(word) else find_kind(word) for word in words]
    for place, sort in enumerate(sorts):
        if sort != MONTH:
            continue
        days = [near for near in (place - 1, place + 1) if 0 <= near < len(words)]
        days = [near for near in days if _DAYS.fullmatch(words[near])]
        # May is a month beside a number only.
        if not days and not any(kind == _YEAR for kind in sorts[place + 1 : place + 2]):
            sorts[place] = ""
        for near in days:
            sorts[near] = MONTH
    return sorts


def strip_vowels(sound: str) -> str:
    """Give the consonants of a sound, for names in Arabic script.

    Args:
        sound: The sound of a word.

    Returns:
        Its consonants, but for those that also write vowels.

    Example:
        >>> strip_vowels("karapekir")
        'krpkr'
    """
    return _VOWELS.sub("", sound)


@lru_cache(maxsize=65_536)
def _hear(word: str) -> str:
    if word.isdigit():
        return word
    sound = _FAMILY.sub("+", word)
    for pattern, heard in _SOUNDS:
        sound = pattern.sub(heard, sound)
    return sound or word


@lru_cache(maxsize=4_096)
def _hear_inflected(word: str) -> str:
    """Hear a word in the name of a treaty, where it may be an adjective or a case."""
    stem = _ADJECTIVE.sub("", word)
    return _hear(_CASE.sub("", word) if stem == word else stem)
