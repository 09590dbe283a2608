"""Sources, evidence, links and rival claims of one invented treaty."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from benchmarks.corpora.sheet import term, text, thing, typed

if TYPE_CHECKING:
    from datetime import date

    from benchmarks.corpora.sheet import Sheet
    from benchmarks.corpora.world import World

_SOURCES: Final = 3
_PASSAGES: Final = 5
_RIVALS: Final = (
    ("attributed", "reports"),
    ("attributed", "asserts"),
    ("rejected", "asserts"),
    ("attributed", "denies"),
)
_DIGEST_BITS: Final = 32


def write_sources(sheet: Sheet, world: World) -> None:
    """Write the sources and their passages, on which claims rest."""
    for index in range(_SOURCES):
        source = thing(f"source-{sheet.key}-{index}")
        name = f"{sheet.number}-{index}"
        sheet.start(source, "gum:Source", en=f"Source {name}", tr=f"Kaynak {name}")
        flaw = sheet.breaker.choose("no-perspective")
        perspective = sheet.pick(world.concepts["perspective"])
        sheet.say(source, "dcterms:title", text(f"On Treaty {sheet.number}", "en"))
        sheet.say(source, "dcterms:language", text("en"))
        sheet.say(source, "dcterms:identifier", text(f"B{name}"))
        sheet.say(source, "gum:group", sheet.pick(world.concepts["group"]))
        if flaw is None:
            sheet.say(source, "gum:perspective", perspective)
        if index == 0:
            sheet.say(source, "schema:sha256", text(_make_digest(sheet)))
    for passage in range(_PASSAGES * _SOURCES):
        index = passage % _SOURCES
        evidence = thing(f"evidence-{sheet.key}-{passage:02d}")
        source = thing(f"source-{sheet.key}-{index}")
        flaw = sheet.breaker.choose("tagged-locator")
        sheet.start(evidence, "gum:Evidence")
        sheet.say(evidence, "oa:hasSource", source)
        page = f"p. {1 + int(sheet.random() * 400)}"
        sheet.say(evidence, "gum:locator", text(page, "en" if flaw else ""))
        if index == 0:
            _write_selector(sheet, evidence, passage)
        sheet.cite(evidence, source)


def _make_digest(sheet: Sheet) -> str:
    # Eight times 32 bits.
    return "".join(f"{int(sheet.random() * 2**_DIGEST_BITS):08x}" for _ in range(8))


def _write_selector(sheet: Sheet, evidence: str, passage: int) -> None:
    selector = thing(f"selector-{sheet.key}-{passage:02d}")
    flaw = sheet.breaker.choose("end-before-start")
    start = 10 + int(sheet.random() * 90_000)
    end = start - 5 if flaw else start + 60
    sheet.say(evidence, "gum:spanSha256", text(_make_digest(sheet)))
    sheet.say(evidence, "oa:hasSelector", selector)
    sheet.start(selector, "oa:TextPositionSelector")
    sheet.say(selector, "oa:start", typed(start, "xsd:integer"))
    sheet.say(selector, "oa:end", typed(end, "xsd:integer"))


def write_links(sheet: Sheet, treaty: str, place: str) -> None:
    """Write links to other data, and the matches that they carry."""
    for index, (subject, match, status) in enumerate(
        (
            (treaty, "skos:exactMatch", "verified"),
            (place, "skos:closeMatch", "single-source"),
        )
    ):
        link = thing(f"link-{sheet.key}-{index}")
        address = f"<https://data.example/{sheet.key}/{index}>"
        flaw = sheet.breaker.choose("no-note-in-english")
        sheet.start(link, "gum:Link")
        sheet.say(link, "rdf:subject", subject)
        sheet.say(link, "rdf:predicate", term(match))
        sheet.say(link, "rdf:object", address)
        sheet.say(link, "gum:checkStatus", term(f"gv:check.{status}"))
        sheet.say(link, "gum:evidence", thing(f"evidence-{sheet.key}-01"))
        sheet.say(link, "skos:note", text("İki liste aynı.", "tr"))
        if flaw is None:
            sheet.say(link, "skos:note", text("Two lists agree.", "en"))
        sheet.say(subject, match, address)


def write_claims(sheet: Sheet, signing: str, treaty: str, day: date) -> None:
    """Write rival dates of the signing under a question, and an appraisal."""
    number, question = sheet.number, thing(f"question-{sheet.key}")
    sheet.start(
        question,
        "gum:Question",
        en=f"Date of signature of Treaty {number}",
        tr=f"{number}. Antlaşmanın imza tarihi",
    )
    accepted = typed(day, "edtf:EDTF")
    for index, (verdict, stance) in enumerate(_RIVALS):
        rival = typed(day + timedelta(days=index + 1), "edtf:EDTF")
        value = accepted if stance == "denies" else rival
        claim = sheet.claim(signing, "gum:date", value, verdict=verdict, stance=stance)
        sheet.say(claim, "gum:answers", question)
    words = text("The treaty was of great weight.", "en")
    sheet.claim(treaty, "gum:evaluation", words, verdict="attributed", stance="asserts")
