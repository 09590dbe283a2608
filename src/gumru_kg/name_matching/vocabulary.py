"""The sounds of words, and the places where each stands; found by parts of words.

To compare a word with all others takes the longer the more there are. So only words are
compared that share three letters in a row with it, or two where it is short: a word in
which one letter is another still does.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from gumru_kg.name_matching.comparison import find_similar

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

_MOST_SIMILAR: Final = 60


class Vocabulary:
    """Words with the places where they stand.

    Example:
        >>> words = Vocabulary()
        >>> words.add("kars", 0)
        >>> words.add("hars", 1)
        >>> words.find("kars", cutoff=70)
        [('kars', 100.0), ('hars', 75.0)]
    """

    def __init__(self, *, part: int = 3) -> None:
        self._part = part
        self._places: dict[str, list[int]] = {}
        self._words_by_part: dict[str, list[str]] = {}

    def __len__(self) -> int:
        return len(self._places)

    def add(self, word: str, place: int) -> None:
        """Enter a word.

        Args:
            word: Its sound.
            place: Where it stands.

        Example:
            >>> Vocabulary().add("kars", 0)
        """
        places = self._places.get(word)
        if places is not None:
            places.append(place)
            return
        self._places[word] = [place]
        for part in self._cut(word):
            self._words_by_part.setdefault(part, []).append(word)

    def find(self, word: str, *, cutoff: float) -> list[tuple[str, float]]:
        """Find the words that are spelt most alike.

        Args:
            word: The sound that is looked for.
            cutoff: The smallest likeness.

        Returns:
            Words with their likeness from 0 to 100, the most alike first.

        Example:
            >>> Vocabulary().find("kars", cutoff=70)
            []
        """
        groups = (self._words_by_part.get(part, ()) for part in self._cut(word))
        near = set().union(*groups)
        return find_similar(word, near, cutoff=cutoff, limit=_MOST_SIMILAR)

    def places(self, word: str) -> Sequence[int]:
        """Tell where a word stands.

        Args:
            word: Its sound.

        Returns:
            The places; none for a word that was not entered.

        Example:
            >>> Vocabulary().places("kars")
            ()
        """
        return self._places.get(word, ())

    def strip(self, strip: Callable[[str], str]) -> Vocabulary:
        """Make a vocabulary of the same places by what is left of each word.

        Args:
            strip: Gives what is left of a word.

        Returns:
            The vocabulary.

        Example:
            >>> words = Vocabulary()
            >>> words.add("kars", 3)
            >>> words.strip(lambda word: word.replace("a", "")).places("krs")
            [3]
        """
        stripped = Vocabulary(part=self._part)
        for word, places in self._places.items():
            left = strip(word)
            for place in places:
                stripped.add(left, place)
        return stripped

    def _cut(self, word: str) -> set[str]:
        """Give the parts of a word, with its ends; of a short one smaller parts too."""
        marked = f"^{word}$"
        is_short = len(word) <= self._part + 1
        return {
            marked[start : start + size]
            for size in ((self._part - 1, self._part) if is_short else (self._part,))
            for start in range(len(marked) - size + 1)
        }
