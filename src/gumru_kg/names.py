"""Find things by what people call them.

A name may be an IRI, a CURIE, a slug with or without its kind, or a label in any
language. Labels are compared first as written but for capitals, with the four letters
i of Turkish as one, then without accents and signs, then without years and brackets.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cached_property
from typing import TYPE_CHECKING, Final, NamedTuple, TypeAlias

from gumru_kg.combining_marks import limit_marks
from gumru_kg.errors import UnknownNameError
from gumru_kg.namespaces import GID, GUM, GV, compress, expand

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from gumru_kg.name_matching import NameMatcher

# The things of each name, in their order.
_Table: TypeAlias = dict[str, dict[str, None]]

_NEAREST: Final = 5
_WIDEST_GAP: Final = 20
_SLUG_LIKE: Final = re.compile("[a-z0-9:.-]+")
_NEAR_SLUG: Final = 75.0
_ADDITIONS: Final = re.compile(r"\([^)]*\)|,?\s*\b\d{4}\b(?:\s*[–-]\s*\d{4}\b)?")
# Plain casefolding makes two signs of İ and leaves ı alone.
_ONE_I: Final = str.maketrans({"İ": "i", "I": "i", "ı": "i"})


class _Loosening(dict[int, str]):
    """What becomes of a sign: nothing of a mark, a space of what is no letter."""

    def __missing__(self, code: int) -> str:
        sign = chr(code)
        kept = sign if sign.isalnum() else " "
        self[code] = "" if unicodedata.combining(sign) else kept
        return self[code]


_LOOSE: Final = _Loosening()


class Label(NamedTuple):
    """A name of a thing.

    Attributes:
        iri: The thing.
        text: The name.
        language: Its language; empty when it has none.
    """

    iri: str
    text: str
    language: str


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
    if text.isascii():
        # Most slugs and many labels; nothing of it is to be normalised.
        return text.lower()
    normal = unicodedata.normalize("NFKC", limit_marks(text))
    return normal.translate(_ONE_I).casefold()


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
    return " ".join(decomposed.translate(_LOOSE).split())


class NameIndex:
    """The names of all things of a graph.

    Example:
        >>> kars = "https://w3id.org/gumru/id/place-kars"
        >>> names = [Label(kars, "Kars", "tr"), Label(kars, "Карс", "ru")]
        >>> NameIndex(names).resolve("KARS")
        'https://w3id.org/gumru/id/place-kars'
    """

    def __init__(self, labels: Iterable[Label]) -> None:
        self._labels: dict[str, dict[str, str]] = {}
        self._given = tuple(dict.fromkeys(labels))
        for label in self._given:
            names = self._labels.setdefault(label.iri, {})
            names.setdefault(label.language, label.text)

    # A table is made when it is asked: most names are found in one of the first.
    @cached_property
    def _exact(self) -> _Table:
        return _tabulate((fold(label.text), label.iri) for label in self._given)

    @cached_property
    def _slugs(self) -> _Table:
        return _tabulate(
            (loosen(slug), iri) for iri in self._labels for slug in _list_slugs(iri)
        )

    @cached_property
    def _loose(self) -> _Table:
        return _tabulate((loosen(label.text), label.iri) for label in self._given)

    @cached_property
    def _short(self) -> _Table:
        return _tabulate(self._list_short())

    def _list_short(self) -> Iterator[tuple[str, str]]:
        seen: set[str] = set()
        for label in self._given:
            if label.iri not in seen:
                seen.add(label.iri)
                # moscow for treaty-moscow-1921, where nothing else is called so.
                for rest in _list_slugs(label.iri)[1:]:
                    yield loosen(_ADDITIONS.sub("", rest)), label.iri
            yield loosen(_ADDITIONS.sub("", label.text)), label.iri

    def resolve(self, name: str) -> str:
        """Find the one thing of a name.

        Args:
            name: An IRI, a CURIE, a slug or a label.

        Returns:
            The IRI of the thing.

        Raises:
            UnknownNameError: When no thing has this name, with the nearest ones; or
                when several do, with those.
        """
        found = self.find(name)
        if len(found) == 1:
            return found[0]
        if found:
            problem = f"{name!r} names {len(found)} things, so write the slug of one"
            candidates = tuple(
                f"{_slug(iri)} ({self.label(iri).text})" for iri in found[:_NEAREST]
            )
            raise UnknownNameError(name, candidates, problem=problem)
        raise UnknownNameError(name, self.find_nearest(name))

    def find(self, name: str) -> tuple[str, ...]:
        """Find the things of a name; the closest way of comparing decides.

        Args:
            name: An IRI, a CURIE, a slug or a label.

        Returns:
            The IRIs, or nothing.
        """
        text = name.strip()
        for iri in (text, expand(text), f"{GID}{text}"):
            if iri is not None and iri in self._labels:
                return (iri,)
        for table, key in self._look_up(text):
            if key and key in table:
                found = tuple(table[key])
                things = tuple(iri for iri in found if iri.startswith(GID))
                # A thing goes before a concept or a class of the same name.
                return things if len(things) == 1 else found
        return ()

    def _look_up(self, text: str) -> Iterator[tuple[_Table, str]]:
        loose = loosen(text)
        yield self._exact, fold(text)
        yield self._slugs, loose
        yield self._loose, loose
        yield self._short, loose

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
        """Find the names that come closest, in any script.

        Args:
            name: What was written.

        Returns:
            At most five names with the slugs of their things, the closest first.
        """
        rated = [
            (each.score, each.iri, each.label)
            for each in self._label_matcher.match(name, limit=_NEAREST)
        ]
        rated.extend(self._find_slugs(name))
        # A label goes before a slug that comes as near.
        rated.sort(key=lambda entry: -entry[0])
        near: dict[str, str] = {}
        for score, iri, written in rated:
            if score < rated[0][0] - _WIDEST_GAP:
                break
            near.setdefault(iri, f"{written} ({_slug(iri)})")
        return tuple(near.values())[:_NEAREST]

    def _find_slugs(self, name: str) -> Iterator[tuple[float, str, str]]:
        """Find the slugs that a name may be a slip of, and what is called so."""
        from gumru_kg.name_matching import find_similar

        if not _SLUG_LIKE.fullmatch(name.strip()):
            return
        similar = find_similar(
            loosen(name), self._slugs, cutoff=_NEAR_SLUG, limit=_NEAREST
        )
        for slug, score in similar:
            for iri in self._slugs[slug]:
                yield score, iri, self.label(iri).text

    @cached_property
    def _label_matcher(self) -> NameMatcher:
        from gumru_kg.name_matching import NameMatcher

        return NameMatcher(self._given)

    def list_some(self) -> tuple[str, ...]:
        """List the first of the names, where none comes near.

        Returns:
            At most five names with the slugs of their things.
        """
        return tuple(
            f"{self.label(iri).text} ({_slug(iri)})"
            for iri in list(self._labels)[:_NEAREST]
        )

    def label(self, iri: str, *, lang: str = "en") -> Label:
        """Give the name of a thing.

        Args:
            iri: The thing.
            lang: The language; without a name in it English, else any language.

        Returns:
            The name; the IRI when it has none.
        """
        names = self._labels.get(iri, {})
        for language in (lang, "en", *sorted(names)):
            if language in names:
                return Label(iri, names[language], language)
        return Label(iri, iri, "")


def _tabulate(entries: Iterable[tuple[str, str]]) -> _Table:
    table: _Table = {}
    for key, iri in entries:
        table.setdefault(key, {})[iri] = None
    return table


def _list_slugs(iri: str) -> list[str]:
    """List the slug of a thing, and what of it follows its kind."""
    for namespace, sign in ((GID, "-"), (GV, "."), (GUM, "")):
        if iri.startswith(namespace):
            slug = iri.removeprefix(namespace)
            _, found, rest = slug.partition(sign) if sign else (slug, "", "")
            return [slug, rest] if found else [slug]
    return []


def _slug(iri: str) -> str:
    return iri.removeprefix(GID) if iri.startswith(GID) else compress(iri)
