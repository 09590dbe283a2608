"""The places of the graph with what each of the formats for places asks of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from gumru_kg.exporters.attestations import (
    Attestation,
    Citation,
    list_attestations,
    merge_citations,
)
from gumru_kg.exporters.dataset_header import read_header
from gumru_kg.exporters.dated_names import list_dated_names
from gumru_kg.exporters.disputes import find_disputes
from gumru_kg.exporters.places.shapes import read_shapes
from gumru_kg.exporters.plain_text import write_one_line
from gumru_kg.exporters.time_spans import join_time_span, read_time_span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from gumru_kg.exporters.dataset_header import DatasetHeader
    from gumru_kg.exporters.places.shapes import Shape
    from gumru_kg.exporters.time_spans import TimeSpan
    from gumru_kg.things import Thing, Things

_CONTAINED: Final = "schema:containedInPlace"


class PlaceName(NamedTuple):
    """A name of a place, as one value of it is attested.

    Attributes:
        text: The name.
        language: Its tag in lower case; empty when it has none.
        span: The time in which the place bore it, where a source says so.
        citations: Who says so.
        certainty: ``probable`` or ``possible`` where a source is not certain, and
            ``attributed`` where the editors have not accepted it.
    """

    text: str
    language: str
    span: TimeSpan | None = None
    citations: tuple[Citation, ...] = ()
    certainty: str = ""


class Relation(NamedTuple):
    """A tie of a place to another.

    Attributes:
        target: The other place.
        label: What ties them, in words.
        is_part: Whether the place lies in the other.
        citations: Who says so.
        certainty: As of a name.
    """

    target: Thing
    label: str
    is_part: bool
    citations: tuple[Citation, ...]
    certainty: str


class Place(NamedTuple):
    """A place and all that is exported of it.

    Attributes:
        thing: The place in the graph.
        names: Its names, dated ones first.
        shapes: Its geometries.
        relations: Its ties to other places.
        spans: When things happened here, and when treaties that name it were signed.
        is_time_disputed: Whether sources differ on one of these dates.
    """

    thing: Thing
    names: tuple[PlaceName, ...]
    shapes: tuple[Shape, ...]
    relations: tuple[Relation, ...]
    spans: tuple[TimeSpan, ...]
    is_time_disputed: bool

    @property
    def title(self) -> str:
        """Its name in English, or else in any language, or else its IRI."""
        return write_one_line(self.thing.label())

    @property
    def wholes(self) -> tuple[Thing, ...]:
        """The places in which it lies, as far as that is a fact."""
        return tuple(
            each.target
            for each in self.relations
            if each.is_part and each.certainty != "attributed"
        )


def list_places(things: Things) -> tuple[Place, ...]:
    """List the places of a graph, boundaries among them.

    Args:
        things: The graph.

    Returns:
        The places, by IRI.

    Example:
        >>> from gumru_kg.dataset import shipped_graph
        >>> from gumru_kg.things import Things
        >>> places = list_places(Things(shipped_graph()))
        >>> gyumri = next(each for each in places if each.title == "Gyumri")
        >>> [name.span.text for name in gyumri.names if name.text == "Leninakan"]
        ['1924/1990', '1924/1990']
    """
    disputes = find_disputes(things)
    found = []
    for place in things.of_class("gum:Place", "gum:Boundary"):
        dated = _list_dated(things, place)
        found.append(
            Place(
                place,
                tuple(_list_names(things, place)),
                read_shapes(place),
                (*_list_wholes(things, place), *_list_stations(things, place)),
                _list_spans(dated),
                any(disputes.has_date(each) for each in dated),
            )
        )
    return tuple(found)


def cite_dataset(things: Things) -> tuple[Citation, ...]:
    """Cite the data set, for labels that the editors have given.

    Args:
        things: The graph.

    Returns:
        The data set, if the graph describes one.

    Example:
        >>> from gumru_kg.dataset import shipped_graph
        >>> from gumru_kg.things import Things
        >>> [each.iri for each in cite_dataset(Things(shipped_graph()))]
        ['https://w3id.org/gumru/data']
    """
    header = read_header(things)
    title = title_dataset(header)
    return (Citation(header.iri, title),) if title else ()


def title_dataset(header: DatasetHeader) -> str:
    """Give the title of a data set in one line.

    Args:
        header: What the graph says of itself.

    Returns:
        The title in English, or else in any language; empty where there is none.

    Example:
        >>> from gumru_kg.dataset import shipped_graph
        >>> from gumru_kg.things import Things
        >>> title_dataset(read_header(Things(shipped_graph())))
        'Treaty of Gümrü (Alexandropol) knowledge graph'
    """
    titles = {name.language: name.text for name in reversed(header.titles)}
    return write_one_line(titles.get("en") or next(iter(titles.values()), ""))


def list_waypoints(things: Things, boundary: Thing) -> tuple[Thing, ...]:
    """List the waypoints of a boundary.

    Args:
        things: The graph.
        boundary: The boundary.

    Returns:
        The waypoints in their order.

    Example:
        >>> from gumru_kg.dataset import shipped_graph
        >>> from gumru_kg.things import Things
        >>> things = Things(shipped_graph())
        >>> boundary = things.find("gid:place-boundary-gumru-1920")
        >>> list_waypoints(things, boundary)[0].label()
        '1: mouth of the Lower Karasu'
    """
    found = things.subjects_of("gum:waypointOf", boundary)
    return tuple(sorted(found, key=lambda each: (read_order(each), each.iri)))


def read_order(waypoint: Thing) -> int:
    """Read which waypoint of its boundary one is.

    Args:
        waypoint: The waypoint.

    Returns:
        Its number, or 0 when it has none.

    Example:
        >>> from gumru_kg.dataset import shipped_graph
        >>> from gumru_kg.things import Things
        >>> things = Things(shipped_graph())
        >>> read_order(things.find("gid:waypoint-gumru-1920-04"))
        4
    """
    text = waypoint.text("gum:order") or ""
    return int(text) if text.isdecimal() and text.isascii() else 0


def _list_names(things: Things, place: Thing) -> Iterator[PlaceName]:
    dated = set()
    for appellation in things.subjects_of("gum:appellationOf", place):
        for name in _date_names(things, appellation, place):
            dated.add((name.text, name.language))
            yield name
    editors = cite_dataset(things)
    for text, language in dict.fromkeys((*place.names, *place.other_names)):
        if (write_one_line(text), language) not in dated and write_one_line(text):
            yield PlaceName(write_one_line(text), language, None, editors)


def _date_names(
    things: Things, appellation: Thing, place: Thing
) -> Iterator[PlaceName]:
    """Give the name as accepted, and once more for each rival time of it."""
    begins = list_attestations(things, appellation, "gum:from")
    ends = list_attestations(things, appellation, "gum:until")
    uses = [
        each
        for each in list_attestations(things, appellation, "gum:appellationOf")
        if each.value == place.node
    ]
    begin, end = appellation.text("gum:from"), appellation.text("gum:until")
    accepted = [each for each in (*uses, *begins, *ends) if each.is_accepted]
    times = [
        (join_time_span(begin, end), merge_citations(accepted), _weakest(accepted))
    ]
    for kind, attestations in (("from", begins), ("until", ends)):
        for rival in attestations:
            if rival.is_accepted:
                continue
            text = getattr(rival.value, "value", "")
            sides = (text, end) if kind == "from" else (begin, text)
            times.append(
                (join_time_span(*sides), merge_citations([rival]), "attributed")
            )
    for text, language in list_dated_names(appellation, place):
        for span, citations, certainty in times:
            yield PlaceName(write_one_line(text), language, span, citations, certainty)


def _list_wholes(things: Things, place: Thing) -> Iterator[Relation]:
    facts = set(place.terms(_CONTAINED))
    attested = list_attestations(things, place, _CONTAINED)
    for whole in place.things(_CONTAINED):
        mine = [
            each for each in attested if each.is_accepted and each.value == whole.node
        ]
        label = f"in {write_one_line(whole.label())}"
        yield Relation(whole, label, True, merge_citations(mine), _weakest(mine))  # noqa: FBT003 - a fact, by its place in the record
    for rival in attested:
        target = things.find(getattr(rival.value, "value", ""))
        if rival.value not in facts and not rival.is_accepted and target:
            label = f"in {write_one_line(target.label())}, as a source says"
            yield Relation(target, label, True, merge_citations([rival]), "attributed")  # noqa: FBT003 - a fact, by its place in the record


def _list_stations(things: Things, boundary: Thing) -> Iterator[Relation]:
    """Tie a boundary to the places that its waypoints name."""
    for waypoint in list_waypoints(things, boundary):
        for place in waypoint.things("gum:atPlace"):
            mine = [
                each
                for each in list_attestations(things, waypoint, "gum:waypointOf")
                if each.is_accepted and each.value == boundary.node
            ]
            label = f"waypoint {write_one_line(waypoint.label())}"
            yield Relation(place, label, False, merge_citations(mine), _weakest(mine))  # noqa: FBT003 - a fact, by its place in the record


def _list_dated(things: Things, place: Thing) -> tuple[Thing, ...]:
    """List the events here, and the acts and treaties that name the place."""
    found = set(things.subjects_of("gum:tookPlaceAt", place))
    boundaries = [
        boundary
        for waypoint in things.subjects_of("gum:atPlace", place)
        for boundary in waypoint.things("gum:waypointOf")
    ]
    for named in (place, *boundaries):
        for subject in things.subjects_of("gum:concerns", named):
            found.add(subject)
            found |= set(things.subjects_of("gum:hasProvision", subject))
    return tuple(found)


def _list_spans(dated: Iterable[Thing]) -> tuple[TimeSpan, ...]:
    dates = {
        date
        for thing in dated
        for date in (*thing.texts("gum:date"), *thing.texts("gum:signedOn"))
    }
    spans = (read_time_span(date) for date in sorted(dates))
    return tuple(span for span in spans if span)


def _weakest(attestations: list[Attestation]) -> str:
    """Tell how certain the most certain of several attestations is."""
    found = {each.certainty for each in attestations}
    if not found or "" in found or "certain" in found:
        return ""
    return "probable" if "probable" in found else "possible"
