"""One invented treaty in the model of the project, as lines of N-Triples."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from benchmarks.corpora.records import write_claims, write_links, write_sources
from benchmarks.corpora.sheet import Sheet, term, text, thing, typed
from benchmarks.corpora.wording import write_condition, write_sentence

if TYPE_CHECKING:
    from benchmarks.corpora.flaws import Breaker
    from benchmarks.corpora.world import World

PROVISIONS: Final = 6
_CLAUSES: Final = 7
_KINDS: Final = (
    "gum:Obligation",
    "gum:Obligation",
    "gum:Obligation",
    "gum:Recognition",
    "gum:Cession",
    "gum:Permission",
    "gum:Renunciation",
    "gum:Prohibition",
)
_EVENTS: Final = ("gum:Negotiation", "gum:DiplomaticAct", "gum:MilitaryAction")
_RELATIONS: Final = ("gum:repeats", "gum:modifies", "gum:broadens", "gum:narrows")
_FIRST_DAY: Final = date(1800, 1, 1)
_DAYS: Final = 70_000
# Steps of the golden ratio spread any number of treaties evenly over the years.
_STEP: Final = 0.6180339887498949
_SHARE_OF_BOUNDARIES: Final = 0.25


@dataclass(frozen=True, slots=True)
class Cast:
    """Who and what a treaty is about.

    Attributes:
        treaty: The treaty.
        day: The day of its signing.
        parties: Two states.
        persons: Those who sign.
        places: Where things happen.
    """

    treaty: str
    day: date
    parties: tuple[str, str]
    persons: tuple[str, ...]
    places: tuple[str, ...]


def find_day(number: int) -> date:
    """Tell when a treaty was signed.

    Args:
        number: The number of the treaty.

    Returns:
        The day, between 1800 and 1991.
    """
    return _FIRST_DAY + timedelta(days=int(number * _STEP % 1 * _DAYS))


def write_treaty(
    number: int, world: World, *, seed: int, breaker: Breaker
) -> list[str]:
    """Write a treaty with all that belongs to it.

    Args:
        number: Its number, from 0.
        world: What it shares with the others.
        seed: The seed of the corpus.
        breaker: Decides which nodes are broken.

    Returns:
        Lines of N-Triples.
    """
    sheet = Sheet(number, seed=seed, breaker=breaker)
    write_sources(sheet, world)
    cast = _write_cast(sheet, world)
    clauses = _write_text(sheet, cast, world)
    _write_provisions(sheet, cast, world, clauses)
    _write_signing(sheet, cast, world)
    _write_events(sheet, cast, world)
    if sheet.chance(_SHARE_OF_BOUNDARIES):
        _write_boundary(sheet, cast)
    write_links(sheet, cast.treaty, cast.places[0])
    write_claims(sheet, thing(f"event-{sheet.key}-signing"), cast.treaty, cast.day)
    return sheet.lines


def _start_named(sheet: Sheet, subject: str, kind: str, **labels: str) -> None:
    flaw = sheet.breaker.choose("no-turkish-label", "two-english-labels")
    if flaw == "no-turkish-label":
        del labels["tr"]
    sheet.start(subject, kind, **labels)
    if flaw == "two-english-labels":
        sheet.say(subject, "skos:prefLabel", text("Another name", "en"))


def _write_cast(sheet: Sheet, world: World) -> Cast:
    key, number = sheet.key, sheet.number
    first = int(sheet.random() * len(world.polities))
    second = (first + 1 + int(sheet.random() * (len(world.polities) - 1))) % len(
        world.polities
    )
    places = tuple(thing(f"place-{key}-{index}") for index in range(3))
    persons = tuple(thing(f"person-{key}-{index}") for index in range(3))
    cast = Cast(
        thing(f"treaty-{key}"),
        find_day(number),
        (world.polities[first], world.polities[second]),
        persons,
        places,
    )
    for index, place in enumerate(places):
        _write_place(sheet, place, f"{number}-{index}", world)
    for index, person in enumerate(persons):
        _write_person(sheet, person, f"{number}-{index}", cast)
    return cast


def _write_place(sheet: Sheet, place: str, name: str, world: World) -> None:
    _start_named(
        sheet,
        place,
        "gum:Place",
        en=f"Place {name}",
        tr=f"Yer {name}",
        hy=f"Վայր {name}",
        ru=f"Место {name}",
    )
    sheet.say(place, "skos:altLabel", text(f"Old place {name}", "en"))
    sheet.say(place, "schema:containedInPlace", sheet.pick(world.regions))
    geometry = place.replace("/place-", "/geometry-")
    flaw = sheet.breaker.choose("swapped-coordinates")
    longitude, latitude = 25 + 30 * sheet.random(), 35 + 15 * sheet.random()
    if flaw:
        longitude, latitude = 45.0, 25.0
    point = f"POINT({longitude:.4f} {latitude:.4f})"
    sheet.say(place, "geo:hasGeometry", geometry)
    sheet.start(geometry, "geo:Geometry")
    sheet.say(geometry, "geo:asWKT", typed(point, "geo:wktLiteral"))
    sheet.say_in_both(geometry, "skos:note", ("An invented point.", "Uydurma nokta."))


def _write_person(sheet: Sheet, person: str, name: str, cast: Cast) -> None:
    _start_named(
        sheet,
        person,
        "gum:Person",
        en=f"Person {name}",
        tr=f"Kişi {name}",
        hy=f"Անձ {name}",
        ru=f"Лицо {name}",
    )
    born = cast.day.year - 30 - int(sheet.random() * 30)
    flaw = sheet.breaker.choose("born-in-a-polity")
    birthplace = sheet.pick(cast.places)
    sheet.fact(person, "gum:born", typed(born, "edtf:EDTF"))
    sheet.fact(person, "gum:bornAt", cast.parties[0] if flaw else birthplace)


def _write_text(sheet: Sheet, cast: Cast, world: World) -> list[str]:
    key, number, treaty_text = sheet.key, sheet.number, thing(f"text-{sheet.key}")
    _start_named(
        sheet,
        treaty_text,
        "gum:TreatyText",
        en=f"Text of Treaty {number}",
        tr=f"{number}. Antlaşmanın metni",
    )
    sheet.say(cast.treaty, "gum:hasText", treaty_text)
    sheet.fact(treaty_text, "gum:datedOn", typed(cast.day, "edtf:EDTF"))
    clauses = [thing(f"clause-{key}-{index:02d}") for index in range(1, _CLAUSES + 1)]
    for index, clause in enumerate(clauses, 1):
        _start_named(
            sheet, clause, "gum:Clause", en=f"Article {index}", tr=f"Madde {index}"
        )
        sheet.say(treaty_text, "gum:hasClause", clause)
        sheet.say(clause, "dcterms:subject", sheet.pick(world.concepts["subject"]))
        sheet.fact(clause, "gum:number", text(index))
        english, turkish = write_sentence(sheet.random)
        sheet.fact(clause, "gum:content", text(english, "en"))
        sheet.fact(clause, "gum:content", text(turkish, "tr"))
    return clauses


def _write_provisions(
    sheet: Sheet, cast: Cast, world: World, clauses: list[str]
) -> None:
    earlier = int(sheet.random() * (sheet.number + 1))
    for index in range(PROVISIONS):
        provision = thing(f"provision-{sheet.key}-{index}")
        sheet.start(
            provision,
            sheet.pick(_KINDS),
            en=f"Rule {index} of Treaty {sheet.number}",
            tr=f"{sheet.number}. Antlaşmanın {index}. kuralı",
        )
        bearer, beneficiary = cast.parties if index % 2 else cast.parties[::-1]
        flaw = sheet.breaker.choose("foreign-topic")
        topic = sheet.pick(world.concepts["topic"])
        sheet.say(provision, "gum:bearer", bearer)
        sheet.say(provision, "gum:beneficiary", beneficiary)
        sheet.say(provision, "gum:topic", term("gv:calendar.julian") if flaw else topic)
        sheet.say(provision, "dcterms:subject", sheet.pick(world.concepts["subject"]))
        sheet.say(provision, "gum:concerns", sheet.pick(cast.places))
        sheet.fact(provision, "gum:expressedIn", clauses[index])
        sheet.fact(cast.treaty, "gum:hasProvision", provision)
        if index == 0:
            sheet.say(provision, "gum:reciprocal", typed("true", "xsd:boolean"))
        if index == 1:
            words = write_condition(sheet.random)
            sheet.say_in_both(provision, "gum:condition", words)
        if index <= 1 and find_day(earlier) < cast.day:
            old = thing(f"provision-{earlier:06d}-{index}")
            sheet.fact(provision, sheet.pick(_RELATIONS), old)


def _write_signing(sheet: Sheet, cast: Cast, world: World) -> None:
    treaty, number, day = cast.treaty, sheet.number, typed(cast.day, "edtf:EDTF")
    signing = thing(f"event-{sheet.key}-signing")
    flaw = sheet.breaker.choose("no-articles")
    sheet.start(
        treaty,
        "gum:Treaty",
        en=f"Treaty {number}",
        tr=f"{number}. Antlaşma",
        hy=f"Պայմանագիր {number}",
        ru=f"Договор {number}",
    )
    sheet.say(treaty, "skos:altLabel", text(f"Pact {number}", "en"))
    sheet.say(treaty, "gum:signing", signing)
    sheet.say(treaty, "gum:signedOn", day)
    sheet.say(treaty, "gum:signedAt", cast.places[0])
    sheet.say(treaty, "gum:signatory", *cast.persons[:2])
    for party in cast.parties:
        sheet.fact(treaty, "gum:party", party)
    articles = typed(0 if flaw else _CLAUSES, "xsd:integer")
    sheet.fact(treaty, "gum:articleCount", articles)
    sheet.fact(treaty, "gum:language", text(sheet.pick(("fr", "tr", "hy", "ru"))))
    sheet.fact(treaty, "gum:legalStatus", sheet.pick(world.concepts["status"]))
    _write_event(sheet, signing, "gum:Signing", cast.day, "Signing", "İmza")
    sheet.fact(signing, "gum:tookPlaceAt", cast.places[0])
    for index, person in enumerate(cast.persons[:2]):
        role = term("gv:role.signatory")
        part = _write_participation(sheet, f"s{index}", person, role)
        sheet.fact(part, "gum:capacity", sheet.pick(world.concepts["capacity"]))
        sheet.fact(part, "gum:onBehalfOf", cast.parties[index])
        sheet.fact(signing, "gum:participation", part)
    sheet.say(signing, "gum:participant", *cast.persons[:2])
    phase = thing(f"status-{sheet.key}")
    sheet.start(phase, "gum:StatusPhase")
    sheet.say(phase, "gum:ofTreaty", treaty)
    sheet.fact(phase, "gum:statusType", sheet.pick(world.concepts["status"]))
    sheet.fact(phase, "gum:from", day)
    sheet.say(phase, "gum:earliest", typed(cast.day, "xsd:date"))


def _write_participation(sheet: Sheet, name: str, agent: str, *roles: str) -> str:
    part = thing(f"participation-{sheet.key}-{name}")
    sheet.start(part, "gum:Participation", en=f"Part {name}", tr=f"Katılım {name}")
    sheet.say(part, "gum:agent", agent)
    sheet.say(part, "gum:role", *roles)
    return part


def _write_event(
    sheet: Sheet, event: str, kind: str, day: date, english: str, turkish: str
) -> None:
    number, signing = sheet.number, kind == "gum:Signing"
    # The date of a signing stands on its treaty, too.
    flaws = () if signing else ("date-in-words",)
    flaw = sheet.breaker.choose("no-latest-day", *flaws)
    sheet.start(event, kind, en=f"{english} {number}", tr=f"{turkish} {number}")
    if flaw == "date-in-words":
        sheet.fact(event, "gum:date", text("in the autumn of that year"))
    else:
        sheet.fact(event, "gum:date", typed(day, "edtf:EDTF"))
    sheet.say(event, "gum:earliest", typed(day, "xsd:date"))
    if flaw != "no-latest-day":
        sheet.say(event, "gum:latest", typed(day, "xsd:date"))


def _write_events(sheet: Sheet, cast: Cast, world: World) -> None:
    for index, kind in enumerate(_EVENTS):
        event = thing(f"event-{sheet.key}-{index}")
        day = cast.day - timedelta(days=10 + int(sheet.random() * 300))
        _write_event(sheet, event, kind, day, f"Event {index} of", f"Olay {index}")
        sheet.fact(event, "gum:tookPlaceAt", cast.places[index])
        sheet.say(event, "gum:concerns", cast.treaty)
        agent = cast.persons[2] if index else cast.parties[0]
        role = sheet.pick(world.concepts["role"])
        # At a signing the signatories follow from the roles.
        flaw = sheet.breaker.choose("no-role")
        roles = () if flaw else (role,)
        part = _write_participation(sheet, f"e{index}", agent, *roles)
        sheet.fact(event, "gum:participation", part)
        sheet.say(event, "gum:participant", agent)


def _write_boundary(sheet: Sheet, cast: Cast) -> None:
    boundary, number = thing(f"boundary-{sheet.key}"), sheet.number
    _start_named(
        sheet, boundary, "gum:Boundary", en=f"Boundary {number}", tr=f"Sınır {number}"
    )
    for order, place in enumerate(cast.places, 1):
        waypoint = thing(f"waypoint-{sheet.key}-{order}")
        sheet.start(waypoint, "gum:Waypoint", en=f"Point {order}", tr=f"Nokta {order}")
        sheet.fact(waypoint, "gum:waypointOf", boundary)
        sheet.say(waypoint, "gum:order", typed(order, "xsd:integer"))
        sheet.say(waypoint, "gum:atPlace", place)
