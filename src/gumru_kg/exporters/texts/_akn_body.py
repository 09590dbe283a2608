"""Clauses of a text as articles of Akoma Ntoso, in the order of their numbers."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

import pyoxigraph as ox

from gumru_kg.exporters.short_names import name_shortly
from gumru_kg.exporters.texts.xml_tree import add
from gumru_kg.model.numbering import read_digits
from gumru_kg.namespaces import GUM

if TYPE_CHECKING:
    from collections.abc import Iterator
    from xml.etree import ElementTree as ET

    from gumru_kg.things import Thing, Things

_ARTICLE: Final = re.compile(r"[0-9]{1,9}")
_PARAGRAPH: Final = re.compile(r"([0-9]{1,9}) §([0-9]{1,9})")
_PREAMBLE: Final = "preamble"
_NOT_READ: Final = {"en": "Content not verified.", "tr": "İçerik doğrulanmadı."}
_NO_CLAUSE: Final = {
    "en": "No clause of this text is described.",
    "tr": "Bu metnin hiçbir maddesi betimlenmemiştir.",
}


def list_provisions(things: Things, clause: Thing) -> tuple[Thing, ...]:
    """List the provisions that are a fact of a clause and of a treaty."""
    found = things.subjects_of("gum:expressedIn", clause)
    return tuple(each for each in found if not _is_attributed_only(things, each))


def _is_attributed_only(things: Things, provision: Thing) -> bool:
    """Tell whether a treaty is said to have a provision, but it is no fact."""
    if things.subjects_of("gum:hasProvision", provision):
        return False
    claims = things.subjects_of("rdf:object", provision)
    return any(f"{GUM}hasProvision" in each.iris("rdf:predicate") for each in claims)


def list_clauses(text: Thing) -> list[Thing]:
    """List the clauses of a text: the preamble, articles by number, all else."""
    return sorted(text.things("gum:hasClause"), key=_sort_key)


def count_articles(text: Thing, things: Things) -> tuple[int, int]:
    """Count the articles that a text lists, and those of which nothing is known."""
    listed = [each for each in list_clauses(text) if _ARTICLE.fullmatch(_number(each))]
    unread = [
        each
        for each in listed
        if not each.terms("gum:content") and not list_provisions(things, each)
    ]
    return len(listed), len(unread)


def add_body(parent: ET.Element, text: Thing, things: Things, language: str) -> None:
    """Add the body of a text.

    Args:
        parent: The act.
        text: The text.
        things: The graph.
        language: The language of the summaries.
    """
    body = add(parent, "body")
    clauses = list_clauses(text)
    numbers = {_number(clause): clause for clause in clauses}
    within: dict[Thing, list[Thing]] = {}
    for clause in clauses:
        found = _PARAGRAPH.fullmatch(_number(clause))
        if found and found[1] in numbers:
            within.setdefault(numbers[found[1]], []).append(clause)
    used: set[str] = set()
    nested = {clause for parts in within.values() for clause in parts}
    for clause in clauses:
        if clause not in nested:
            element = _add_clause(body, clause, "", used)
            parts = within.get(clause, [])
            blocks = add(element, "intro" if parts else "content")
            _add_blocks(blocks, clause, things, language)
            for part in parts:
                inner = _add_clause(element, part, f"{element.get('eId')}__", used)
                _add_blocks(add(inner, "content"), part, things, language)
    if not clauses:
        _add_gap(body, language)


def _add_clause(
    parent: ET.Element, clause: Thing, prefix: str, used: set[str]
) -> ET.Element:
    number = _number(clause)
    eid = name_shortly(clause)
    found = _PARAGRAPH.fullmatch(number)
    attributes = {"wId": eid}
    if prefix and found:
        tag, shown, attributes["eId"] = "paragraph", f"§{found[2]}", f"{prefix}para_"
        attributes["eId"] += found[2]
    elif _ARTICLE.fullmatch(number):
        tag, shown, attributes["eId"] = "article", number, f"art_{number}"
    else:
        tag, shown, attributes["eId"] = "hcontainer", number, f"part_{eid}"
        attributes["name"] = _PREAMBLE if number == _PREAMBLE else "part"
    if attributes["eId"] in used:
        # Two clauses under one number: the second goes by its name.
        attributes["eId"] = f"{attributes['eId']}_{eid}"
    used.add(attributes["eId"])
    element = add(parent, tag, attributes=attributes)
    add(element, "num", shown or "?")
    return element


def _add_blocks(
    blocks: ET.Element, clause: Thing, things: Things, language: str
) -> None:
    summaries = list(_choose(clause, "gum:content", language))
    provisions = list_provisions(things, clause)
    for summary in summaries:
        _add_summary(blocks, summary, language, {"class": "summary"})
    for provision in provisions:
        attributes = {"class": "provision", "refersTo": f"#{name_shortly(provision)}"}
        label = provision.label(language)
        own = provision.language_of(language)
        _add_summary(blocks, ox.Literal(label), language, attributes, own)
    if not summaries and not provisions:
        reasons = [note.value for note in _choose(clause, "skos:scopeNote", language)]
        for reason in reasons or [_NOT_READ.get(language, _NOT_READ["en"])]:
            gap = add(blocks, "p", attributes={"status": "unknown", "class": "gap"})
            add(gap, "remark", reason, {"status": "editorial"})


def _add_summary(
    blocks: ET.Element,
    text: ox.Literal,
    language: str,
    attributes: dict[str, str],
    own: str = "",
) -> None:
    tag = text.language or own
    different = {"xml:lang": tag} if tag != language else {}
    add(blocks, "p", text.value, {**attributes, **different, "status": "editorial"})


def _add_gap(body: ET.Element, language: str) -> None:
    attributes = {"name": "gap", "eId": "gap", "status": "unknown"}
    gap = add(add(body, "hcontainer", attributes=attributes), "content")
    reason = _NO_CLAUSE.get(language, _NO_CLAUSE["en"])
    add(add(gap, "p"), "remark", reason, {"status": "editorial"})


def _choose(thing: Thing, predicate: str, language: str) -> Iterator[ox.Literal]:
    """Give the texts in a language; where there are none, all there are."""
    texts = [each for each in thing.terms(predicate) if isinstance(each, ox.Literal)]
    wished = [each for each in texts if each.language == language]
    yield from wished or texts


def _number(clause: Thing) -> str:
    return clause.text("gum:number") or ""


def _sort_key(clause: Thing) -> tuple[int, list[tuple[int, str]], str]:
    number = _number(clause)
    if number == _PREAMBLE:
        return 0, [], clause.iri
    is_article = _ARTICLE.fullmatch(number) or _PARAGRAPH.fullmatch(number)
    return 1 if is_article else 2, read_digits(number), clause.iri
