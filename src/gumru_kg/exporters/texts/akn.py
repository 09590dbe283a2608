"""The structure of treaties as documents of Akoma Ntoso 3.0.

The wording of a treaty is not in the graph. A document is an expression of our own: its
articles stand in order under their numbers, and hold what the graph says they provide,
marked as editorial; what was not read stands as a gap.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from xml.etree import ElementTree as ET

from gumru_kg.exporters.dataset_header import read_header
from gumru_kg.exporters.short_names import name_shortly
from gumru_kg.exporters.texts._akn_body import (
    add_body,
    count_articles,
    list_clauses,
    list_provisions,
)
from gumru_kg.exporters.texts.xml_tree import add, write_address, write_document
from gumru_kg.exporters.time_spans import read_time_span
from gumru_kg.language_tags import is_language_tag
from gumru_kg.namespaces import BASE

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gumru_kg.exporters.time_spans import TimeSpan
    from gumru_kg.things import Thing, Things

_NAMESPACE: Final = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
# Of the codes that ISO 3166 leaves to users: a treaty is the law of no one country.
_COUNTRY: Final = "xx"
_EDITOR: Final = "editors"
_WORK: Final = {
    "FRBRcountry": _COUNTRY,
    "FRBRsubtype": "treaty",
    "FRBRprescriptive": "false",
    "FRBRauthoritative": "false",
}
# The codes of ISO 639-2 that addresses of Akoma Ntoso want.
_LANGUAGES: Final = {
    "az": "aze",
    "de": "deu",
    "en": "eng",
    "fr": "fra",
    "hy": "hye",
    "ka": "kat",
    "ru": "rus",
    "tr": "tur",
}
_NOTICE: Final = {
    "en": "Not the wording of the treaty: what its articles provide, as far as sources "
    "say, in the words of the editors.",
    "tr": "Antlaşmanın metni değildir: maddelerinin, kaynakların bildirdiği ölçüde, ne "
    "öngördüğüdür; sözler editörlerindir.",
}
_COUNT: Final = {
    "en": "Articles of the text: {count}; listed here: {listed}, "
    "of them not read: {unread}.",
    "tr": "Metnin madde sayısı: {count}; burada sıralanan: {listed}, "
    "bunlardan okunmayan: {unread}.",
}


def write_akn(things: Things) -> dict[str, bytes]:
    """Write each text of each treaty as a document of Akoma Ntoso.

    Args:
        things: The graph.

    Returns:
        XML by the name of its file, one for each language in which the text has a
        name. Akoma Ntoso wants a date, so that a treaty without one gets no document.

    Example:
        >>> from gumru_kg.dataset import shipped_graph
        >>> from gumru_kg.things import Things
        >>> files = write_akn(Things(shipped_graph()))
        >>> files["text-kars-1921-20.en.xml"].count(b"<article ")
        20
    """
    files = {}
    for treaty in things.of_class("gum:Treaty"):
        dates = map(read_time_span, treaty.texts("gum:signedOn"))
        signed = next(filter(None, dates), None)
        if signed is None:
            continue
        for text in treaty.things("gum:hasText"):
            for language in _list_languages(text):
                document = _Document(things, treaty, text, signed, language)
                files[f"{name_shortly(text)}.{language}.xml"] = document.write()
    return files


class _Document:
    """One text of a treaty, in one language."""

    def __init__(
        self,
        things: Things,
        treaty: Thing,
        text: Thing,
        signed: TimeSpan,
        language: str,
    ) -> None:
        self._things = things
        self._treaty = treaty
        self._text = text
        self._language = language
        first = signed.earliest or signed.latest
        last = signed.latest or signed.earliest
        self._dates = [("signature", first)]
        if first != last or signed.earliest is None or signed.latest is None:
            bounds = (
                ("signature-earliest", signed.earliest),
                ("signature-latest", signed.latest),
            )
            self._dates = [(name, day) for name, day in bounds if day]
        kind = f"/akn/{_COUNTRY}/act/treaty/{self._dates[0][1]}"
        self._work = f"{kind}/{name_shortly(text).removeprefix('text-')}"
        code = _LANGUAGES.get(language, language)
        self._expression = f"{self._work}/{code}@{self._dates[0][1]}"

    def write(self) -> bytes:
        root = ET.Element("akomaNtoso", {"xmlns": _NAMESPACE})
        attributes = {"name": "treaty", "contains": "singleVersion"}
        act = add(root, "act", attributes=attributes)
        self._add_meta(act)
        self._add_preface(act)
        add_body(act, self._text, self._things, self._language)
        return write_document(root)

    def _add_meta(self, act: ET.Element) -> None:
        meta = add(act, "meta")
        attributes = {"source": f"#{_EDITOR}"}
        identification = add(meta, "identification", attributes=attributes)
        parties = [name_shortly(party) for party in self._treaty.things("gum:party")]
        aliases = {"title": self._treaty.label(self._language), "iri": self._treaty.iri}
        work = add(identification, "FRBRWork")
        self._add_level(work, self._work, aliases, parties or [_EDITOR])
        for name, value in _WORK.items():
            add(work, name, attributes={"value": value})
        expression = add(identification, "FRBRExpression")
        aliases = {"title": self._text.label(self._language), "iri": self._text.iri}
        self._add_level(expression, self._expression, aliases, [_EDITOR])
        add(expression, "FRBRlanguage", attributes={"language": self._language})
        copy = add(identification, "FRBRManifestation")
        self._add_level(copy, f"{self._expression}.xml", {}, [_EDITOR])
        self._add_references(meta)

    def _add_level(
        self,
        level: ET.Element,
        address: str,
        aliases: dict[str, str],
        authors: list[str],
    ) -> None:
        add(level, "FRBRthis", attributes={"value": f"{address}/!main"})
        add(level, "FRBRuri", attributes={"value": address})
        for name, value in aliases.items():
            if not value.startswith("_:"):
                add(level, "FRBRalias", attributes={"value": value, "name": name})
        for name, day in self._dates:
            add(level, "FRBRdate", attributes={"date": str(day), "name": name})
        for author in authors:
            add(level, "FRBRauthor", attributes={"href": f"#{author}"})

    def _add_references(self, meta: ET.Element) -> None:
        references = add(meta, "references", attributes={"source": f"#{_EDITOR}"})
        creators = ", ".join(read_header(self._things).creators) or "unknown"
        attributes = {"eId": _EDITOR, "href": BASE, "showAs": creators}
        add(references, "TLCOrganization", attributes=attributes)
        self._refer(references, "TLCOrganization", self._treaty.things("gum:party"))
        provisions = {
            provision.iri: provision
            for clause in list_clauses(self._text)
            for provision in list_provisions(self._things, clause)
        }
        parties = {party.iri for party in self._treaty.things("gum:party")}
        rest = [each for iri, each in provisions.items() if iri not in parties]
        self._refer(references, "TLCConcept", rest)

    def _refer(self, parent: ET.Element, tag: str, things: Iterable[Thing]) -> None:
        for thing in things:
            attributes = {
                "eId": name_shortly(thing),
                "href": write_address(thing.iri),
                "showAs": thing.label(self._language),
            }
            add(parent, tag, attributes=attributes)

    def _add_preface(self, act: ET.Element) -> None:
        preface = add(act, "preface")
        title = add(add(preface, "longTitle"), "p")
        add(title, "docTitle", self._treaty.label(self._language))
        add(preface, "p", self._text.label(self._language), {"class": "text"})
        notices = [_NOTICE.get(self._language, _NOTICE["en"])]
        count = self._text.text("gum:articleCount")
        if count:
            words = _COUNT.get(self._language, _COUNT["en"])
            listed, unread = count_articles(self._text, self._things)
            notices.append(words.format(count=count, listed=listed, unread=unread))
        for notice in notices:
            block = add(preface, "p", attributes={"class": "notice"})
            add(block, "remark", notice, {"status": "editorial"})


def _list_languages(text: Thing) -> list[str]:
    found = {name.language for name in text.names if is_language_tag(name.language)}
    return sorted(found) or ["en"]
