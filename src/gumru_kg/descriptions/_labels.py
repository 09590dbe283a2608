"""Names of things in one language, or in the one that comes nearest."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from gumru_kg.descriptions.answers import Value
from gumru_kg.namespaces import RDF, XSD, compress
from gumru_kg.values import to_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from gumru_kg.descriptions._rows import Reader
    from gumru_kg.results import Term

_PLAIN: Final = frozenset({f"{XSD}string", f"{RDF}langString"})
_FALLBACK: Final = "en"


class Labels:
    """The labels of all things, read once for a description."""

    def __init__(self, reader: Reader, *, lang: str) -> None:
        self._lang = lang
        self._names: dict[str, dict[str, str]] = {}
        for thing, label in reader.terms("entity/labels", "entity", "label"):
            language = getattr(label, "language", None) or ""
            names = self._names.setdefault(to_text(thing) or "", {})
            names.setdefault(language, to_text(label) or "")

    def has(self, iri: str) -> bool:
        """Tell whether a thing has a name of its own."""
        return iri in self._names

    def name(self, iri: str) -> Value:
        """Name a thing: in the language, else in English, else in any."""
        names = self._names.get(iri, {})
        language = self.choose(names)
        if language is None:
            return Value(compress(iri), iri=iri)
        return Value(names[language], iri=iri, language=language)

    def name_or_nothing(self, iri: str) -> Value:
        """Name a thing that need not be there."""
        return self.name(iri) if iri else Value("")

    def choose_text(self, texts: Mapping[str, str]) -> str:
        """Choose among the same text by language; empty when there is none."""
        language = self.choose(texts)
        return "" if language is None else texts[language]

    def names(self, iris: Iterable[str]) -> tuple[Value, ...]:
        """Name several things, each once, in the order of their names."""
        named = (self.name(iri) for iri in dict.fromkeys(iris) if iri)
        return tuple(sorted(named, key=lambda value: value.text))

    def value(self, term: Term) -> Value:
        """Make a term ready to be shown."""
        text = str(getattr(term, "value", term))
        datatype = getattr(term, "datatype", None)
        if datatype is None:
            return self.name(text)
        language = getattr(term, "language", None) or ""
        kind = "" if datatype.value in _PLAIN else datatype.value
        return Value(text, language=language, datatype=kind)

    def values(self, terms: Iterable[Term]) -> tuple[Value, ...]:
        """Make terms ready; of a text in several languages only one is kept."""
        values = [self.value(term) for term in dict.fromkeys(terms)]
        languages = {value.language for value in values if not value.iri}
        kept = self.choose(languages - {""})
        return tuple(
            value
            for value in values
            if value.iri or not value.language or value.language == kept
        )

    def choose(self, languages: Iterable[str]) -> str | None:
        """Choose among languages: the one asked for, else English, else any."""
        offered = set(languages)
        for wanted in (self._lang, _FALLBACK):
            if wanted in offered:
                return wanted
        return min(offered, default=None)
