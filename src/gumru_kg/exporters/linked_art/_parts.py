"""What records have in common: names, types, times, statements, references."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, TypeAlias
from urllib.parse import quote

import pyoxigraph as ox

from gumru_kg.exporters.claim_support import list_attributed, list_sources, list_support
from gumru_kg.exporters.time_spans import read_time_span
from gumru_kg.namespaces import GUM

if TYPE_CHECKING:
    from gumru_kg.things import Thing, Things
    from gumru_kg.things.thing import Name

Json: TypeAlias = dict[str, Any]

CONTEXT: Final = "https://linked.art/ns/v1/linked-art.json"
_AAT: Final = "http://vocab.getty.edu/aat/"
_PRIMARY: Final = "300404670"
# Those that the vocabulary of cromulent holds, and no others.
_LANGUAGES: Final = {
    "ar": ("300387843", "Arabic"),
    "de": ("300388344", "German"),
    "en": ("300388277", "English"),
    "fa": ("300388296", "Farsi"),
    "fr": ("300388306", "French"),
    "it": ("300388474", "Italian"),
    "ka": ("300388343", "Georgian"),
    "lt": ("300388723", "Lithuanian"),
    "ru": ("300389168", "Russian"),
    "tr": ("300389470", "Turkish"),
}
# What the schemas want an equivalent to be.
_EQUIVALENT: Final = {"Event": "Activity", "PropositionalObject": "LinguisticObject"}
# Of RFC 3986; an IRI may have others, which go in their percent form.
_SIGNS: Final = ":/?#[]@!$&'()*+,;=%-._~"


def write_uri(iri: str) -> str:
    """Write an IRI in the signs of an URI."""
    return quote(iri, safe=_SIGNS)


def refer(thing: Thing, kind: str) -> Json:
    """Refer to the record of a thing."""
    return {"id": write_uri(thing.iri), "type": kind, "_label": thing.label()}


def begin_record(thing: Thing, kind: str, things: Things) -> Json:
    """Begin a record with what all of them have."""
    classes = [each for each in thing.things("rdf:type") if each.iri.startswith(GUM)]
    record = {
        "@context": CONTEXT,
        "id": write_uri(thing.iri),
        "type": kind,
        "_label": thing.label(),
        "identified_by": _list_names(thing),
        "classified_as": [refer(each, "Type") for each in classes],
        "referred_to_by": _list_statements(thing, things),
        "equivalent": [
            {
                "id": write_uri(iri),
                "type": _EQUIVALENT.get(kind, kind),
                "_label": thing.label(),
            }
            for iri in thing.iris("skos:exactMatch")
            if iri.startswith(("http://", "https://"))
        ],
    }
    return {name: value for name, value in record.items() if value != []}


def write_span(texts: tuple[str, ...]) -> Json | None:
    """Give the time-span of a date, if there is just one."""
    span = read_time_span(texts[0]) if len(texts) == 1 else None
    if span is None:
        return None
    found: Json = {
        "type": "TimeSpan",
        "identified_by": [{"type": "Name", "content": span.text}],
    }
    if span.earliest:
        found["begin_of_the_begin"] = f"{span.earliest}T00:00:00Z"
    if span.latest:
        found["end_of_the_end"] = f"{span.latest}T23:59:59Z"
    return found


def list_languages(tags: tuple[str, ...]) -> list[Json]:
    """List languages by tag, as far as their number in the AAT is known."""
    found = [_LANGUAGES[tag] for tag in tags if tag in _LANGUAGES]
    return [
        {"id": f"{_AAT}{number}", "type": "Language", "_label": label}
        for number, label in found
    ]


def _list_names(thing: Thing) -> list[Json]:
    primary = {"id": f"{_AAT}{_PRIMARY}", "type": "Type", "_label": "Primary"}
    names = [{**_write_name(name), "classified_as": [primary]} for name in thing.names]
    return names + [_write_name(name) for name in thing.other_names]


def _write_name(name: Name) -> Json:
    found: Json = {"type": "Name", "content": name.text}
    languages = list_languages((name.language,))
    if languages:
        found["language"] = languages
    elif name.language:
        # No number is known for the language, so that only its tag can say it.
        found["_label"] = name.language
    return found


def _list_statements(thing: Thing, things: Things) -> list[Json]:
    statements = []
    for predicate in ("skos:scopeNote", "gum:content"):
        for term in thing.terms(predicate):
            if isinstance(term, ox.Literal):
                tags = (term.language or "",)
                statement: Json = {"type": "LinguisticObject", "content": term.value}
                if languages := list_languages(tags):
                    statement["language"] = languages
                statements.append(statement)
    texts = [*_list_sources_of_facts(thing, things)]
    texts += map(_write_claim, list_attributed(things, thing))
    english = list_languages(("en",))
    for text in texts:
        record = {"type": "LinguisticObject", "content": text, "language": english}
        statements.append(record)
    return statements


def _list_sources_of_facts(thing: Thing, things: Things) -> list[str]:
    found = []
    for predicate in thing.predicates:
        for value in thing.terms(predicate):
            claims = list_support(things, thing, predicate=predicate, value=value)
            sources = "; ".join(each.label() for each in list_sources(claims))
            if sources:
                words = f"{_name(predicate, things)}: {_write_value(value, things)}"
                found.append(f"{words}. Sources: {sources}.")
    return found


def _write_claim(claim: Thing) -> str:
    sources = ", ".join(each.label() for each in list_sources((claim,))) or "A source"
    stance = ", ".join(each.label() for each in claim.things("gum:stance")) or "states"
    predicates = ", ".join(each.label() for each in claim.things("rdf:predicate"))
    values = [
        *(each.label() for each in claim.things("rdf:object")),
        *claim.texts("rdf:object"),
    ]
    value = ", ".join(values)
    return f"Not a fact of the graph. {sources} {stance}: {predicates}: {value}."


def _name(predicate: str, things: Things) -> str:
    found = things.find(predicate)
    return found.label() if found else predicate


def _write_value(value: object, things: Things) -> str:
    if isinstance(value, ox.Literal):
        return value.value
    found = things.find(value.value) if isinstance(value, ox.NamedNode) else None
    return found.label() if found else str(value)
