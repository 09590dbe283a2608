"""The identifiers of the shipped graph against the tables that they were checked in."""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import unquote

import pyoxigraph as ox
import pytest

from gumru_kg.namespaces import GID, SKOS

if TYPE_CHECKING:
    from pathlib import Path

STATUS_OF_MATCH = {
    f"{SKOS}exactMatch": "verified",
    f"{SKOS}closeMatch": "single-source",
}


@dataclass(frozen=True)
class Match:
    """A match of a thing with what stands at an address."""

    subject: str
    status: str
    address: str


def read_rows(path: Path) -> list[dict[str, str]]:
    if not path.is_file():
        pytest.skip(f"{path.name} is not among the third-party material")
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t"))


def address_of(iri: str) -> str:
    return re.sub(r"^https?://(www\.)?", "", unquote(iri)).rstrip("/")


def host_of(iri: str) -> str:
    return address_of(iri).partition("/")[0]


@pytest.fixture(scope="module")
def quads(checkout: Path) -> list[ox.Quad]:
    path = checkout / "data" / "gumru.ttl"
    return list(ox.parse(path=path, format=ox.RdfFormat.TURTLE))


@pytest.fixture(scope="module")
def matches(quads: list[ox.Quad]) -> list[Match]:
    return [
        Match(
            quad.subject.value,
            STATUS_OF_MATCH[quad.predicate.value],
            address_of(quad.object.value),
        )
        for quad in quads
        if quad.predicate.value in STATUS_OF_MATCH
        and isinstance(quad.subject, ox.NamedNode)
        and isinstance(quad.object, ox.NamedNode)
        and quad.subject.value.startswith(GID)
    ]


def test_no_rejected_identifier_is_a_match(matches: list[Match], shared: Path) -> None:
    table = read_rows(shared / "facts" / "identifiers.tsv")
    hosts = {
        _scheme_of(row): host_of(row["url"]) for row in table if row["url"].strip()
    }
    # One that was kept with a remark stands in both tables.
    kept = {(_scheme_of(row), row["id"]) for row in table if row["status"] != "blank"}
    rejected = {
        (hosts[scheme], identifier)
        for row in read_rows(shared / "facts" / "identifiers_rejected.tsv")
        for scheme in _scheme_of(row).split("/")
        for identifier in row["rejected_id"].split(" / ")
        if (scheme, identifier) not in kept
    }
    found = {
        match
        for match in matches
        for host, identifier in rejected
        if match.address.startswith(f"{host}/")
        and re.split(r"[/#]", match.address)[-1].replace("_", " ") == identifier
    }
    assert rejected
    assert found == set()


def test_every_match_stands_in_the_table_with_its_status(
    matches: list[Match], shared: Path
) -> None:
    listed = {
        (address_of(row["url"]), row["status"])
        for row in read_rows(shared / "facts" / "identifiers.tsv")
    }
    unlisted = [
        match for match in matches if (match.address, match.status) not in listed
    ]
    assert matches
    assert unlisted == []


def test_a_match_is_what_a_link_that_is_not_rejected_says(
    matches: list[Match], quads: list[ox.Quad]
) -> None:
    said: dict[str, dict[str, str]] = {}
    for quad in quads:
        name = quad.predicate.value.rpartition("#")[2]
        if isinstance(quad.subject, ox.NamedNode) and "/id/link-" in quad.subject.value:
            said.setdefault(quad.subject.value, {})[name] = getattr(
                quad.object, "value", ""
            )
    linked = {
        Match(
            link["subject"],
            STATUS_OF_MATCH[link["predicate"]],
            address_of(link["object"]),
        )
        for link in said.values()
        if not link["checkStatus"].endswith("check.rejected")
    }
    assert set(matches) == linked
    assert any(link["checkStatus"].endswith("check.rejected") for link in said.values())


def _scheme_of(row: dict[str, str]) -> str:
    # A scheme may carry a remark in brackets.
    return row["scheme"].partition(" (")[0]
