"""Find things by what people call them.

A name may be an IRI, a CURIE, a slug with or without its kind, or a label in any
language. Labels are compared first as written but for capitals, with the four letters
i of Turkish as one, then without accents and signs.
"""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, Final

from gumru_kg.errors import UnknownNameError
from gumru_kg.namespaces import BASE, GID, GUM, GV, compress, expand

if TYPE_CHECKING:
    from collections.abc import Iterable

_NEAREST: Final = 5
_SHORTLIST: Final = 40
_SMALLEST_RATIO: Final = 0.55
# Plain casefolding makes two signs of İ and leaves ı alone.
_ONE_I: Final = str.maketrans({"İ": "i", "I": "i", "ı": "i"})


def fold(text: str) -> str:
    """Put away capitals, in Turkish as well.

    Args:
        text: A name.

    Returns:
        The name for comparison.

    Example:
        >>> fold("IĞDIR") == fold("Iğdır") == fold("iğdir")
        True
    """
    return unicodedata.normalize("NFKC", text).translate(_ONE_I).casefold()


def loosen(text: str) -> str:
    """Put away capitals, accents and signs.

    Args:
        text: A name.

    Returns:
        The letters and digits, with single spaces.

    Example:
        >>> loosen("Brest–Litovsk'in Kâzım")
        'brest litovsk in kazim'
    """
    decomposed = unicodedata.normalize("NFKD", fold(text))
    letters = (
        sign if sign.isalnum() else " "
        for sign in decomposed
        if not unicodedata.combining(sign)
    )
    return " ".join("".join(letters).split())


class NameIndex:
    """The names of all things of a graph.

    Example:
        >>> kars = "https://w3id.org/gumru/id/place-kars"
        >>> NameIndex([(kars, "Kars"), (kars, "Карс")]).resolve("KARS")
        'https://w3id.org/gumru/id/place-kars'
    """

    def __init__(self, names: Iterable[tuple[str, str]]) -> None:
        self._labels: dict[str, str] = {}
        self._exact: dict[str, dict[str, None]] = {}
        self._loose: dict[str, dict[str, None]] = {}
        self._by_slug: dict[str, dict[str, None]] = {}
        for iri, name in names:
            if iri not in self._labels:
                self._add_slugs(iri)
            self._labels.setdefault(iri, name)
            self._exact.setdefault(fold(name), {})[iri] = None
            self._loose.setdefault(loosen(name), {})[iri] = None

    def _add_slugs(self, iri: str) -> None:
        if not iri.startswith((GID, GV, GUM)):
            return
        slug = iri.removeprefix(GID).removeprefix(GV).removeprefix(GUM).casefold()
        kind, sign, rest = slug.partition("-")
        if iri.startswith(GV):
            kind, sign, rest = slug.partition(".")
        # A whole slug is nobody else's; without its kind it may be shared.
        self._by_slug.setdefault(slug, {})[iri] = None
        if sign:
            self._by_slug.setdefault(rest, {}).setdefault(iri)

    def resolve(self, name: str) -> str:
        """Find the one thing of a name.

        Args:
            name: An IRI, a CURIE, a slug or a label.

        Returns:
            The IRI of the thing.

        Raises:
            UnknownNameError: When no thing has this name, or several do.
        """
        found = self.find(name)
        if len(found) == 1:
            return found[0]
        if found:
            problem = f"{name!r} names {len(found)} things, write the slug of one"
            raise UnknownNameError(
                name, tuple(map(self.describe, found[:_NEAREST])), problem=problem
            )
        near = self.find_nearest(name)
        raise UnknownNameError(name, tuple(map(self.describe, near)))

    def find(self, name: str) -> tuple[str, ...]:
        """Find the things of a name; the closest way of comparing decides.

        Args:
            name: An IRI, a CURIE, a slug or a label.

        Returns:
            The IRIs, or nothing.
        """
        text = name.strip()
        for iri in (text, expand(text)):
            if iri is not None and iri in self._labels:
                return (iri,)
        slug = text.casefold()
        whole = f"{GID}{slug}"
        if whole in self._labels:
            return (whole,)
        for table, key in (
            (self._exact, fold(text)),
            (self._by_slug, slug),
            (self._loose, loosen(text)),
        ):
            if key and key in table:
                return tuple(table[key])
        return ()

    def search(self, text: str) -> tuple[str, ...]:
        """Find the things whose name holds a text.

        Args:
            text: A part of a name.

        Returns:
            The IRIs, things with exactly this name first.
        """
        part = loosen(text)
        found = dict.fromkeys(self.find(text))
        if part:
            for name, iris in self._loose.items():
                if part in name:
                    found.update(iris)
        return tuple(found)

    def find_nearest(self, name: str) -> tuple[str, ...]:
        """Find the things whose names come closest.

        Args:
            name: What was written.

        Returns:
            At most five IRIs, the closest first.
        """
        from difflib import SequenceMatcher

        wanted = loosen(name)
        pairs = _pairs(wanted)
        # Comparing whole names is slow, counting shared pairs of letters is not.
        shortlist = sorted(
            self._loose,
            key=lambda known: -len(pairs & _pairs(known)) / (len(known) + len(wanted)),
        )[:_SHORTLIST]
        matcher = SequenceMatcher(b=wanted, autojunk=False)
        rated: list[tuple[float, str]] = []
        for known in shortlist:
            matcher.set_seq1(known)
            ratio = max(matcher.ratio(), 0.75 if wanted and wanted in known else 0)
            if ratio >= _SMALLEST_RATIO:
                rated.append((-ratio, known))
        iris = (iri for _, known in sorted(rated) for iri in self._loose[known])
        return tuple(dict.fromkeys(iris))[:_NEAREST]

    def label(self, iri: str) -> str:
        """Give the first name of a thing.

        Args:
            iri: The thing.

        Returns:
            The name; the IRI when it has none.
        """
        return self._labels.get(iri, iri)

    def describe(self, iri: str) -> str:
        """Give the first name of a thing with its slug.

        Args:
            iri: The thing.

        Returns:
            Text for a message.
        """
        slug = iri.removeprefix(GID) if iri.startswith(BASE) else iri
        return f"{self.label(iri)} ({compress(slug)})"


def _pairs(text: str) -> set[str]:
    return {text[place : place + 2] for place in range(len(text) - 1)}
