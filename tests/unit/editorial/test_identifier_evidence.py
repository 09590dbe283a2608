"""Every identifier of others in the graph was seen somewhere, and the tables say where.

``pytest -rP`` on this file prints where each was found.
"""

from __future__ import annotations

import csv
import json
import re
from collections import defaultdict
from typing import TYPE_CHECKING, Any, Final, NamedTuple
from urllib.parse import unquote

import pytest

from gumru_kg import KnowledgeGraph, load_dataset, open_graph
from gumru_kg.namespaces import GID, GV

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

REJECTED: Final = "rejected"
WIKIDATA: Final = re.compile(r"https?://www\.wikidata\.org/(?:entity|prop/direct)/(.+)")
PAIR: Final = re.compile(r"(-?\d+(?:\.\d+)?) (-?\d+(?:\.\d+)?)")
# Places where pages were read after the tables had been written: no table names them,
# so nothing here shows that they were seen.
UNNAMED: Final = frozenset(
    {
        "allinnet-moscow-treaty",
        "ataturk-ansiklopedisi-esendal",
        "ataturk-ansiklopedisi-tengirsenk",
        "batum-azerbaijan-text-ru",
        "biyografya-riza-nur",
        "can-yayinlari-esendal",
        "decree-393-of-1936",
        "evn-report-treaty-of-kars",
        "fourteen-points-text",
        "hasanli-kars-conference",
        "index-anatolicus-kars",
        "kars-treaty-articles-10-12-az",
        "kars-treaty-text-fr",
        "makhmourian-batum",
        "mudros-turkish-text-p520",
        "mudros-turkish-text-p523",
        "prlib-chicherin",
        "reichsgesetzblatt-1878",
        "san-stefano-text-holland",
        "sevres-text-fr",
        "soviet-armenian-encyclopedia-leninakan",
        "tdv-misak-i-milli",
        "tuzluca-hospital-district",
        "wikipedia-en-chicherin",
        "wikipedia-fr-treaty-of-kars",
        "wikipedia-it-cebesoy",
        "wikipedia-ru-gyumri",
        "yerevan-agreement-text-hy",
    }
)


class Seen(NamedTuple):
    """A row of a table that holds an identifier.

    Attributes:
        place: The file and the line.
        slug: What the table calls the thing.
        status: How far the identifier was checked.
        evidence: Where it was seen.
    """

    place: str
    slug: str
    status: str
    evidence: str


class Link(NamedTuple):
    """A link of the graph, as far as it is held against the tables."""

    thing: str
    address: str
    status: str


def read_rows(path: Path) -> Iterator[tuple[str, dict[str, str]]]:
    if not path.is_file():
        pytest.skip(f"{path.name} is not among the third-party material")
    with path.open(encoding="utf-8", newline="") as file:
        for number, row in enumerate(csv.DictReader(file, delimiter="\t"), 2):
            yield f"{path.name}:{number}", row


def address_of(iri: str) -> str:
    return re.sub(r"^https?://(www\.)?", "", unquote(iri)).rstrip("/")


def identifier_of(iri: str) -> str:
    return re.split(r"[/#=]", address_of(iri))[-1].replace("_", " ")


@pytest.fixture(scope="module")
def kg() -> KnowledgeGraph:
    return open_graph()


@pytest.fixture(scope="module")
def links(kg: KnowledgeGraph) -> list[Link]:
    rows = kg.select(
        "SELECT ?thing ?address ?status { ?link a gum:Link ; rdf:subject ?thing ; "
        "rdf:object ?address ; gum:checkStatus ?status } ORDER BY ?thing ?address"
    ).dicts()
    return [
        Link(
            str(row["thing"]).removeprefix(GID),
            str(row["address"]),
            str(row["status"]).removeprefix(f"{GV}check."),
        )
        for row in rows
    ]


@pytest.fixture(scope="module")
def seen(shared: Path) -> dict[str, list[Seen]]:
    """The rows of the table of identifiers by address, without empty ones."""
    found = defaultdict(list)
    for place, row in read_rows(shared / "facts" / "identifiers.tsv"):
        if row["url"].strip():
            each = Seen(place, row["slug"], row["status"], row["evidence"].strip())
            found[address_of(row["url"])].append(each)
    return found


@pytest.fixture(scope="module")
def refused(shared: Path) -> dict[str, list[Seen]]:
    """The rows of the table of rejected identifiers, by identifier."""
    found = defaultdict(list)
    for place, row in read_rows(shared / "facts" / "identifiers_rejected.tsv"):
        each = Seen(place, row["slug"], REJECTED, row["where_seen"].strip())
        identifiers = re.split(r" / ", row["rejected_id"])
        for identifier in {*identifiers, row["rejected_id"]}:
            found[identifier].append(each)
    return found


@pytest.fixture(scope="module")
def evidence(
    links: list[Link], seen: dict[str, list[Seen]], refused: dict[str, list[Seen]]
) -> dict[Link, list[Seen]]:
    """What the tables say of each link; a link that they do not know has nothing."""
    found = {}
    for link in links:
        if link.status == REJECTED:
            rows = refused.get(identifier_of(link.address), [])
            rows = rows or seen.get(address_of(link.address), [])
        else:
            rows = seen.get(address_of(link.address), [])
        found[link] = rows
    for link, rows in found.items():
        places = ", ".join(row.place for row in rows) or "NOT FOUND"
        print(f"{link.thing} {link.address} [{link.status}]: {places}")  # noqa: T201 - what the run is to show
    return found


def test_every_identifier_occurs_in_a_table(evidence: dict[Link, list[Seen]]) -> None:
    assert len(evidence) > 150
    assert [link for link, rows in evidence.items() if not rows] == []


def test_table_says_where_each_was_seen(evidence: dict[Link, list[Seen]]) -> None:
    unseen = [link for link, rows in evidence.items() if not any(r[3] for r in rows)]
    assert unseen == []


def test_status_of_each_is_that_of_its_row(evidence: dict[Link, list[Seen]]) -> None:
    wrong = [
        (link, rows)
        for link, rows in evidence.items()
        if link.status != REJECTED and {row.status for row in rows} != {link.status}
    ]
    assert wrong == []


def test_each_was_seen_of_the_thing_that_it_is_linked_to(
    evidence: dict[Link, list[Seen]],
) -> None:
    # The tables have names of their own: one for each thing, and no two for one.
    of_thing, of_slug = defaultdict(set), defaultdict(set)
    # What was seen of a town may be rejected of its district, too.
    kept = {link: rows for link, rows in evidence.items() if link.status != REJECTED}
    for link, rows in kept.items():
        for row in rows:
            of_thing[link.thing].add(row.slug)
            of_slug[row.slug].add(link.thing)
    assert {thing: slugs for thing, slugs in of_thing.items() if len(slugs) > 1} == {}
    assert {slug: things for slug, things in of_slug.items() if len(things) > 1} == {}


def test_every_match_is_one_of_the_links(kg: KnowledgeGraph, links: list[Link]) -> None:
    rows = kg.select(
        "SELECT ?thing ?address { ?thing skos:exactMatch|skos:closeMatch ?address }"
    ).dicts()
    matches = {(str(r["thing"]).removeprefix(GID), str(r["address"])) for r in rows}
    assert matches == {
        (link.thing, link.address) for link in links if link.status != REJECTED
    }


def test_terms_of_wikidata_in_the_alignments_occur_in_a_table(
    checkout: Path, seen: dict[str, list[Seen]]
) -> None:
    quads = load_dataset(checkout / "ontology" / "alignments")
    found = {
        match[1]
        for quad in quads
        for match in [WIKIDATA.fullmatch(getattr(quad.object, "value", ""))]
        if match
    }
    listed = {identifier_of(address) for address in seen}
    assert found
    assert found - listed == set()


def test_every_point_of_a_geometry_stands_in_a_file(
    kg: KnowledgeGraph, shared: Path
) -> None:
    folder = shared / "facts" / "geo"
    if not folder.is_dir():
        pytest.skip("the geometries are not among the third-party material")
    listed: set[tuple[float, float]] = set()
    for file in sorted(folder.glob("*.geojson")):
        listed.update(_find_points(json.loads(file.read_text("utf-8"))))
    for _, place in read_rows(shared / "facts" / "coordinates.tsv"):
        if place["lon"]:
            listed.add((float(place["lon"]), float(place["lat"])))
    rows = kg.select("SELECT ?node ?text { ?node geo:asWKT ?text }").dicts()
    lost: dict[str, int] = {}
    for row in rows:
        pairs = {(float(x), float(y)) for x, y in PAIR.findall(str(row["text"]))}
        assert pairs
        if pairs - listed:
            lost[str(row["node"])] = len(pairs - listed)
    assert lost == {}


def test_addresses_of_sources_that_no_table_names_are_known(
    kg: KnowledgeGraph, shared: Path
) -> None:
    folder = shared / "facts"
    texts = [
        unquote(file.read_text("utf-8"))
        for file in sorted(folder.glob("*.*"))
        if file.suffix in {".md", ".tsv"}
    ]
    rows = kg.select(
        "SELECT ?source ?address { ?source a gum:Source ; schema:url ?address }"
    ).dicts()
    unnamed = {
        str(row["source"]).removeprefix(f"{GID}source-")
        for row in rows
        if not any(address_of(str(row["address"])) in text for text in texts)
    }
    assert unnamed == UNNAMED


def _find_points(value: Any) -> Iterator[tuple[float, float]]:  # noqa: ANN401 - JSON
    if isinstance(value, dict):
        for each in value.values():
            yield from _find_points(each)
    elif isinstance(value, list):
        if len(value) > 1 and all(isinstance(n, int | float) for n in value[:2]):
            yield float(value[0]), float(value[1])
        else:
            for each in value:
                yield from _find_points(each)
