"""One name that many bear, and names that do not say what they are of."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from gumru_kg.dataset import Dataset
from gumru_kg.integration import propose

TOWN = 'ex:{} a s:City ; s:name "Kars" ; s:latitude {} ; s:longitude {} .\n'
CROWD = "".join(TOWN.format(f"a{n:03}", 50 + n / 100, 10) for n in range(300))
Write = Callable[..., str]


def test_near_one_of_a_crowd_of_one_name_is_found(
    ours: Dataset, write_turtle: Write, tmp_path: Path
) -> None:
    path = write_turtle(CROWD + TOWN.format("near", 40.6, 43.1))
    proposal = propose(ours, [path], folder=str(tmp_path / "work"))
    [row] = [row for row in proposal.mappings if row.subject.endswith("place-kars")]
    assert (row.object, row.relation) == ("http://example.org/near", "exactMatch")
    assert not row.comment.startswith("ambiguous")


def test_name_of_what_shares_an_identifier_is_compared_in_any_crowd(
    ours: Dataset, write_turtle: Write, tmp_path: Path
) -> None:
    path = write_turtle(
        f'{CROWD} ex:z a s:City ; s:name "Kars" ; s:sameAs wd:Q127063 .'
    )
    proposal = propose(ours, [path], folder=str(tmp_path / "work"))
    [row] = [row for row in proposal.mappings if row.object.endswith("org/z")]
    assert row.relation == "exactMatch"
    assert "not alike" not in row.comment


@pytest.mark.parametrize(
    ("day", "relation"), [("1921-10-13", "exactMatch"), ("1878-07-13", None)]
)
def test_treaty_need_not_be_called_one(
    ours: Dataset, write_turtle: Write, tmp_path: Path, day: str, relation: str | None
) -> None:
    path = write_turtle(
        "@prefix gum: <https://w3id.org/gumru/ont#> .\n"
        f'ex:t a gum:Treaty ; rdfs:label "Kars"@en ; s:legislationDate "{day}" .'
    )
    proposal = propose(ours, [path], folder=str(tmp_path / "work"))
    found = {
        row.subject.rpartition("/")[2]: row.relation
        for row in proposal.mappings
        if row.object == "http://example.org/t"
    }
    assert found == ({"treaty-kars-1921": relation} if relation else {})
