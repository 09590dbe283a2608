"""``gumru find`` lists what a name may mean."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from gumru_kg.cli._query_words import name_value
from gumru_kg.name_matching import comparison
from gumru_kg.namespaces import GID

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Gumru


def test_candidates_are_listed_with_reasons(gumru: Gumru) -> None:
    ended = gumru("find", "Хатисов Александр", "--kind", "Person")
    assert ended.exit_code == 0
    first = ended.stdout.splitlines()[2]
    assert "agent-khatisian" in first
    assert "yes" in first
    assert "other order" in first


def test_json_has_scores_and_certainty(gumru: Gumru) -> None:
    found = gumru("find", "Գյումրի", "--kind", "Place", "--json").json()
    assert found[0]["iri"] == f"{GID}place-gyumri"
    assert found[0]["is_sure"] is True
    assert found[0]["score"] == 100.0
    assert set(found[0]) == {
        "iri",
        "label",
        "language",
        "score",
        "is_sure",
        "reasons",
    }


def test_name_that_nothing_bears_gives_exit_code_1(gumru: Gumru) -> None:
    ended = gumru("find", "xyzzy")
    assert (ended.exit_code, ended.stdout) == (1, "")
    assert ended.error_lines == ["gumru: no name comes near 'xyzzy'"]
    ended = gumru("find", "xyzzy", "--json")
    assert (ended.exit_code, ended.json()) == (1, [])


def test_unknown_class_gives_one_line(gumru: Gumru) -> None:
    ended = gumru("find", "Kars", "--kind", "Plcae")
    assert ended.exit_code == 3
    assert len(ended.error_lines) == 1
    assert "Place (gum:Place)" in ended.stderr


def test_language_that_is_none_is_a_fault_of_usage(gumru: Gumru) -> None:
    ended = gumru("find", "Kars", "--lang", "turkish please")
    assert ended.exit_code == 2
    assert "is no language tag" in ended.stderr


def test_things_of_a_users_file_are_found(gumru: Gumru, tmp_path: Path) -> None:
    file = tmp_path / "other.ttl"
    label = "<http://www.w3.org/2000/01/rdf-schema#label>"
    file.write_text(f'<urn:x:kars> {label} "Ղարս"@hy .', "utf-8")
    found = gumru("find", "Kars", "--file", str(file), "--json").json()
    assert [each["iri"] for each in found] == ["urn:x:kars"]


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("Карский договор", "treaty-kars-1921"),
        ("Гюмри", "place-gyumri"),
        ("Aleksandropol Antlaşması", "treaty-gumru-1920"),
        ("karabkir", "agent-karabekir"),
        ("event-gumru-signign", "event-gumru-signing"),
    ],
)
def test_unknown_name_lists_the_nearest_and_guesses_nothing(
    gumru: Gumru, name: str, slug: str
) -> None:
    ended = gumru("show", name)
    assert (ended.exit_code, ended.stdout) == (3, "")
    nearest = ended.stderr.partition("nearest: ")[2].split(", ")
    assert slug in nearest[0]


def test_table_is_turkish_when_turkish_is_asked(gumru: Gumru) -> None:
    shown = gumru("find", "gümrü", "--lang", "tr", environment={"COLUMNS": "200"})
    head = shown.stdout.splitlines()[0].split("  ")
    assert head[0] == "puan"
    assert "aynı harfler, türü belirtilmemiş" in shown.stdout
    assert "same letters" not in shown.stdout
    listed = gumru("queries", "names", "--lang", "tr").stdout.split()
    assert listed[:3] == ["ad", "soru", "parametreler"]


def test_every_reason_has_a_turkish_name() -> None:
    reasons = [
        value
        for name, value in vars(comparison).items()
        if name.isupper() and isinstance(value, str) and " " in value
    ]
    assert "same letters" in reasons
    assert [it for it in reasons if name_value(it, lang="tr") == it] == []
