"""What all treaties of a corpus share: the model, states, regions and groups."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import pyoxigraph as ox

from benchmarks.corpora.sheet import term, text, thing
from gumru_kg._resources import read_resource
from gumru_kg.namespaces import BASE, GV, PREFIXES

SHARED: Final = 40
_IN_SCHEME: Final = ox.NamedNode(f"{PREFIXES['skos']}inScheme")


@dataclass(frozen=True, slots=True)
class World:
    """What treaties are made of.

    Attributes:
        lines: The model and the shared things, as N-Triples.
        polities: The states.
        regions: Places that hold other places.
        concepts: By scheme, such as ``topic``.
    """

    lines: tuple[str, ...]
    polities: tuple[str, ...]
    regions: tuple[str, ...]
    concepts: dict[str, tuple[str, ...]]


def make_world() -> World:
    """Read the model and invent the shared things.

    Returns:
        The world, always the same one.
    """
    model = [
        quad.triple
        for file in ("gumru.ttl", "concepts.ttl")
        for quad in ox.parse(
            read_resource("ontology", file), format=ox.RdfFormat.TURTLE
        )
    ]
    lines = [f"{triple} .\n" for triple in model]
    concepts: dict[str, list[str]] = {}
    for triple in model:
        if triple.predicate == _IN_SCHEME:
            scheme = str(triple.object).removeprefix(f"<{GV}").removesuffix(">")
            concepts.setdefault(scheme, []).append(str(triple.subject))
    numbers = [f"{number:02d}" for number in range(1, SHARED + 1)]
    polities = tuple(thing(f"polity-{number}") for number in numbers)
    regions = tuple(thing(f"place-region-{number}") for number in numbers)
    groups = tuple(f"<{GV}group.{number}>" for number in numbers)
    lines += _write_dataset()
    lines += _write(term("gv:group"), "skos:ConceptScheme", "Groups", "Öbekler")
    for number, (polity, region, group) in enumerate(
        zip(polities, regions, groups, strict=True), 1
    ):
        lines += _write(polity, "gum:Polity", f"State {number}", f"{number}. Devlet")
        lines += _write(region, "gum:Place", f"Region {number}", f"{number}. Bölge")
        lines += _write(group, "skos:Concept", f"group {number}", f"{number}. öbek")
        lines.append(f"{group} {term('skos:inScheme')} {term('gv:group')} .\n")
        lines += [
            f"{group} {term('skos:definition')} {text(words, tag)} .\n"
            for words, tag in (("Sources of one origin.", "en"), ("Bir köken.", "tr"))
        ]
    return World(
        tuple(lines),
        polities,
        regions,
        {"group": groups, **{name: tuple(found) for name, found in concepts.items()}},
    )


def _write(subject: str, kind: str, english: str, turkish: str) -> list[str]:
    label = term("skos:prefLabel")
    return [
        f"{subject} {term('rdf:type')} {term(kind)} .\n",
        f"{subject} {label} {text(english, 'en')} .\n",
        f"{subject} {label} {text(turkish, 'tr')} .\n",
    ]


def _write_dataset() -> list[str]:
    facts = {
        "rdf:type": term("dcat:Dataset"),
        "dcterms:title": text("An invented corpus", "en"),
        "dcterms:license": "<https://creativecommons.org/publicdomain/zero/1.0/>",
        "dcat:version": text("0"),
    }
    return [f"<{BASE}data> {term(name)} {value} .\n" for name, value in facts.items()]
