from __future__ import annotations

from pathlib import Path

import pytest

from gumru_kg.integration import vocabularies as known
from gumru_kg.integration.slots import list_slots

# Of these no file is at hand: a GeoJSON-LD vocabulary, Linked Places and Pleiades are
# known from their contexts and dumps, schema.org is the same with either scheme.
WITHOUT_FILE = (
    known.GEOJSON,
    known.LPO,
    "http://schema.org/",
    "https://pleiades.stoa.org/",
    "https://w3id.org/gumru/",
)


@pytest.fixture(scope="module")
def words(shared: Path) -> frozenset[str]:
    """Every word of the vocabularies, as their files write it."""
    found: set[str] = set()
    for path in sorted((shared / "vocab").iterdir()):
        text = path.read_text("utf-8", errors="replace")
        for sign in "<>\"'#/:;,() \t\r":
            text = text.replace(sign, "\n")
        found.update(text.splitlines())
    return frozenset(found)


@pytest.mark.parametrize("iri", sorted({*list_slots(), *known.KINDS}))
def test_term_is_one_of_its_vocabulary(iri: str, words: frozenset[str]) -> None:
    if iri.startswith(WITHOUT_FILE):
        assert any(iri.startswith(space) for space in known.VOCABULARIES)
        return
    assert iri.rpartition("#")[2].rpartition("/")[2] in words


def test_every_namespace_has_a_name_in_the_profile() -> None:
    iris = {*list_slots(), *known.KINDS}
    unnamed = {
        iri
        for iri in iris
        if not any(iri.startswith(space) for space in known.VOCABULARIES)
    }
    assert unnamed == set()
