"""Linked Art: a record a thing, with its sources, and claims that are no facts."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any, Final

import pyoxigraph as ox
import pytest

from gumru_kg import open_graph
from gumru_kg.dataset import Dataset
from gumru_kg.exporters import export_files
from tests.checkers import install_python
from tests.exporters.hostile import EMPTY, HOSTILE
from tests.exporters.programs import run_python

SCHEMAS: Final = "integration/schemas/linkedart"
VALIDATOR: Final = ("jsonschema[format-nongpl]==4.26.0",)
# Its reader imports requests without saying so.
CROMULENT: Final = ("cromulent==1.0.1", "requests==2.32.5")
VALIDATE: Final = """
import json, sys
from pathlib import Path
from jsonschema import Draft202012Validator
from referencing import Registry, Resource
files = Path(sys.argv[1]).glob("*.json")
schemas = {file.stem: json.loads(file.read_text("utf-8")) for file in files}
known = [(each["$id"], Resource.from_contents(each)) for each in schemas.values()]
registry = Registry().with_resources(known)
checker = Draft202012Validator.FORMAT_CHECKER
faults, count = [], 0
for file in sorted(Path(sys.argv[2]).glob("*/*.json")):
    validator = Draft202012Validator(
        schemas[file.parent.name], registry=registry, format_checker=checker
    )
    record = json.loads(file.read_text("utf-8"))
    faults += [[file.name, each.message] for each in validator.iter_errors(record)]
    count += 1
json.dump([count, faults], sys.stdout)
"""
READ: Final = """
import json, sys, requests
def refuse(*arguments, **options):
    raise RuntimeError("network")
requests.get = refuse
from pathlib import Path
from cromulent.reader import Reader
reader, found = Reader(), {}
for file in sorted(Path(sys.argv[1]).glob("*/*.json")):
    record = reader.read(file.read_text("utf-8"))
    found[file.stem] = [type(record).__name__, record._label]
json.dump(found, sys.stdout)
"""
VOCABULARY: Final = """
import json, sys, cromulent
from pathlib import Path
data = Path(cromulent.__file__).parent / "data"
instances = json.loads((data / "vocab_instances.json").read_text("utf-8"))
json.dump({each["id"]: each["label"] for each in instances.values()}, sys.stdout)
"""


@pytest.fixture(scope="module")
def files(shipped: Dataset) -> dict[str, bytes]:
    return export_files(shipped, "linked-art")


def read(files: dict[str, bytes], name: str) -> Any:  # noqa: ANN401 - any JSON that the file holds
    return json.loads(files[f"{name}.json"])


def write(files: dict[str, bytes], folder: Path) -> None:
    for name, content in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)


@pytest.mark.parametrize(
    ("folder", "kind", "least"),
    [
        ("event", "Event", 50),
        ("person", "Person", 64),
        ("place", "Place", 130),
        ("abstract", "Treaty", 18),
        ("text", "TreatyText", 16),
    ],
)
def test_every_thing_of_a_kind_has_a_record(
    files: dict[str, bytes], folder: str, kind: str, least: int
) -> None:
    query = f"SELECT DISTINCT ?x WHERE {{ ?x a/rdfs:subClassOf* gum:{kind} }}"
    things = [row["x"] for row in open_graph().select(query)]
    expected = {each.value for each in things if isinstance(each, ox.NamedNode)}
    found = {
        json.loads(content)["id"]
        for name, content in files.items()
        if name.startswith(f"{folder}/")
    }
    assert found == expected
    assert len(found) >= least


def test_signing_has_its_night_its_place_and_its_signatories(
    files: dict[str, bytes],
) -> None:
    signing = read(files, "event/event-gumru-signing")
    assert signing["type"] == "Activity"
    assert signing["timespan"]["begin_of_the_begin"] == "1920-12-02T00:00:00Z"
    assert signing["timespan"]["end_of_the_end"] == "1920-12-03T23:59:59Z"
    [place] = signing["took_place_at"]
    assert (place["_label"], place["type"]) == ("Gyumri", "Place")
    names = {each["_label"] for each in signing["carried_out_by"]}
    assert {"Kâzım Karabekir", "Alexander Khatisian"} <= names


def test_fact_names_its_sources_and_a_claim_says_that_it_is_none(
    files: dict[str, bytes],
) -> None:
    signing = read(files, "event/event-gumru-signing")
    texts = [each["content"] for each in signing["referred_to_by"]]
    [date] = [text for text in texts if text.startswith("date: ")]
    assert date.startswith("date: 1920-12-02/1920-12-03. Sources: ")
    assert "Nutuk (Mustafa Kemal, 1927)" in date
    rivals = [text for text in texts if ": date: " in text]
    assert rivals
    assert all(text.startswith("Not a fact of the graph. ") for text in rivals)


def test_equivalents_are_the_verified_matches_only(files: dict[str, bytes]) -> None:
    gyumri = read(files, "place/place-gyumri")
    assert {each["id"] for each in gyumri["equivalent"]} == {
        "http://www.wikidata.org/entity/Q199500",
        "https://sws.geonames.org/616635/",
    }
    assert (
        b"https://en.wikipedia.org/wiki/Gyumri" not in files["place/place-gyumri.json"]
    )
    armenian = [
        each for each in gyumri["identified_by"] if each["content"] == "Գյումրի"
    ]
    assert armenian[0]["_label"] == "hy"


def test_graph_without_things_has_no_record() -> None:
    assert export_files(EMPTY, "linked-art") == {}


@pytest.mark.slow
def test_records_follow_the_schemas(
    files: dict[str, bytes], shared: Path, tmp_path: Path
) -> None:
    write(files, tmp_path / "shipped")
    write(export_files(HOSTILE, "linked-art"), tmp_path / "hostile")
    programs = install_python(*VALIDATOR)
    schemas = shared / SCHEMAS
    found = run_python(programs, VALIDATE, schemas, tmp_path / "shipped")
    assert found == [len(files), []]
    count, faults = run_python(programs, VALIDATE, schemas, tmp_path / "hostile")
    assert (count, faults) == (7, [])
    # A day without a time is no date-time; formats are checked, too.
    signing = read(files, "event/event-gumru-signing")
    signing["timespan"]["begin_of_the_begin"] = "1920-12-02"
    changed = {"event/event-gumru-signing.json": json.dumps(signing).encode()}
    write(changed, tmp_path / "changed")
    _, [fault] = run_python(programs, VALIDATE, schemas, tmp_path / "changed")
    assert "is not a 'date-time'" in fault[1]


@pytest.mark.slow
def test_cromulent_reads_every_record(files: dict[str, bytes], tmp_path: Path) -> None:
    write(files, tmp_path)
    found = run_python(install_python(*CROMULENT), READ, tmp_path)
    assert len(found) == len(files)
    assert found["place-kars"] == ["Place", "Kars"]
    assert found["event-gumru-signing"][0] == "Activity"
    assert found["treaty-kars-1921"][0] == "PropositionalObject"


@pytest.mark.slow
def test_numbers_of_the_thesaurus_are_those_of_cromulent(
    files: dict[str, bytes],
) -> None:
    known = run_python(install_python(*CROMULENT), VOCABULARY)
    pattern = rb'aat/(\d+)",\s+"type": "\w+",\s+"_label": "(\w+)"'
    found = {
        match for content in files.values() for match in re.findall(pattern, content)
    }
    assert len(found) > 4
    for number, label in found:
        assert known[number.decode()] == label.decode()
