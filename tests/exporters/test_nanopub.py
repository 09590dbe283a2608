"""A nanopublication for each claim, ready to be signed and honest when gathered."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path
from typing import Final

import pyoxigraph as ox
import pytest

from gumru_kg import open_graph
from gumru_kg.dataset import Dataset
from gumru_kg.exporters import export_files
from gumru_kg.namespaces import GID, GUM, RDF
from tests.checkers import find_program, install_python
from tests.exporters.hostile import EMPTY, HOSTILE
from tests.exporters.programs import run_python

NANOPUB: Final = ("nanopub==2.0.1", "nanopub-sign==0.2.0")
SIGNED_DATE: Final = "claim-gumru-signing-date-ataturk-ansiklopedisi.trig"
# Whatever asks the network fails.
OFFLINE: Final = """
import json, sys, requests
from pathlib import Path
def refuse(*arguments, **options):
    raise RuntimeError("network")
requests.get = requests.post = requests.request = refuse
from nanopub import Nanopub, NanopubConf, Profile
"""
CHECK: Final = f"""{OFFLINE}
files = sorted(Path(sys.argv[1]).glob("*.trig"))
json.dump([Nanopub(rdf=file, conf=NanopubConf()).is_valid for file in files],
          sys.stdout)
"""
SIGN: Final = f"""{OFFLINE}
profile = Profile(orcid_id="https://orcid.org/0000-0000-0000-0000", name="Nobody")
found = {{}}
for file in sorted(Path(sys.argv[1]).glob("*.trig")):
    pub = Nanopub(rdf=file, conf=NanopubConf(profile=profile))
    pub.sign()
    pub.store(Path(sys.argv[2]) / file.name)
    found[file.name] = pub.source_uri
json.dump(found, sys.stdout)
"""
VERIFY: Final = f"""{OFFLINE}
import nanopub_sign
def ask(check):
    try:
        check()
    except Exception as error:
        return str(error)
    return True
found = {{}}
for file in sorted(Path(sys.argv[1]).glob("*.trig")):
    pub = Nanopub(rdf=file, conf=NanopubConf())
    found[file.name] = [
        ask(lambda: pub.has_valid_trusty),
        ask(lambda: nanopub_sign.Nanopub(file.read_text("utf-8")).check()),
    ]
print()
json.dump(found, sys.stdout)
"""


def parse_graphs(content: bytes) -> dict[str, set[ox.Triple]]:
    found: dict[str, set[ox.Triple]] = {}
    for quad in ox.parse(content, format=ox.RdfFormat.TRIG):
        name = str(quad.graph_name).strip("<>").rpartition("#")[2]
        found.setdefault(name, set()).add(quad.triple)
    return found


@pytest.fixture(scope="module")
def files(shipped: Dataset) -> dict[str, bytes]:
    return export_files(shipped, "nanopub")


def test_every_claim_has_one(files: dict[str, bytes]) -> None:
    claims = open_graph().select("SELECT ?claim WHERE { ?claim a gum:Claim }")
    names = {str(row["claim"]).strip("<>").removeprefix(GID) for row in claims}
    assert {name.removesuffix(".trig") for name in files} == names


def test_assertions_of_all_together_are_facts_and_what_sources_say(
    files: dict[str, bytes], shipped: Dataset
) -> None:
    facts = {quad.triple for quad in shipped}
    accepted = attributed = 0
    for name, content in files.items():
        graphs = parse_graphs(content)
        assert set(graphs) == {"Head", "assertion", "provenance", "pubinfo"}
        plain = graphs["assertion"]
        assert plain <= facts, name
        claim = ox.NamedNode(GID + name.removesuffix(".trig"))
        if b"gum:verdict gv:verdict.accepted" in content:
            accepted += 1
            assert len(plain) == 1
            assert all(triple.subject != claim for triple in plain)
        else:
            attributed += 1
            assert {triple.subject for triple in plain} == {claim}
            assert {
                ox.NamedNode(f"{GUM}source"),
                ox.NamedNode(f"{GUM}stance"),
                ox.NamedNode(f"{RDF}object"),
            } <= {triple.predicate for triple in plain}
    verdicts = [
        str(triple.object)
        for triple in facts
        if triple.predicate == ox.NamedNode(f"{GUM}verdict")
    ]
    kept = sum("verdict.accepted" in verdict for verdict in verdicts)
    assert (accepted, attributed) == (kept, len(verdicts) - kept)


def test_provenance_says_where_in_the_source_it_stands(
    files: dict[str, bytes],
) -> None:
    names = [name for name in files if b"gum:spanSha256" in files[name]]
    assert names
    for name in names:
        provenance = parse_graphs(files[name])["provenance"]
        said = {str(triple.predicate).strip("<>") for triple in provenance}
        assert {
            "http://www.w3.org/ns/prov#hadPrimarySource",
            "http://www.w3.org/ns/prov#wasDerivedFrom",
            f"{GUM}evidence",
            f"{GUM}spanSha256",
            "http://www.w3.org/ns/oa#start",
        } <= said


def test_graph_without_claims_gives_no_file() -> None:
    assert export_files(EMPTY, "nanopub") == {}


@pytest.mark.slow
def test_library_finds_the_templates_well_formed(
    files: dict[str, bytes], tmp_path: Path
) -> None:
    for name in [*sorted(files)[::20], SIGNED_DATE]:
        (tmp_path / name).write_bytes(files[name])
    for name, content in export_files(HOSTILE, "nanopub").items():
        (tmp_path / f"hostile-{name}").write_bytes(content)
    found = run_python(install_python(*NANOPUB), CHECK, tmp_path)
    assert len(found) > 100
    assert all(found)


@pytest.mark.slow
def test_two_programs_verify_what_is_signed_and_refuse_what_is_changed(
    files: dict[str, bytes], tmp_path: Path
) -> None:
    programs = install_python(*NANOPUB)
    templates, signed = tmp_path / "templates", tmp_path / "signed"
    templates.mkdir()
    signed.mkdir()
    for name in [*sorted(files)[::60], SIGNED_DATE]:
        (templates / name).write_bytes(files[name])
    addresses = run_python(programs, SIGN, templates, signed)
    assert len(set(addresses.values())) == len(addresses) > 40
    for address in addresses.values():
        assert re.fullmatch(r"http://purl\.org/np/RA[\w-]{43}", address)
    verified = run_python(programs, VERIFY, signed)
    assert verified == {name: [True, True] for name in addresses}
    changed = signed / SIGNED_DATE
    text = changed.read_text("utf-8")
    changed.write_text(text.replace("1920-12-02/1920-12-03", "1920-12-02"), "utf-8")
    first, second = run_python(programs, VERIFY, signed)[SIGNED_DATE]
    assert "is not valid" in first
    assert "hash" in second


@pytest.mark.slow
def test_command_of_the_documentation_signs(
    files: dict[str, bytes], checkout: Path, tmp_path: Path
) -> None:
    page = (checkout / "docs" / "texts.md").read_text("utf-8")
    [command] = re.findall(r"^np sign .*$", page, re.MULTILINE)
    programs = install_python(*NANOPUB)
    template = tmp_path / "nanopub" / SIGNED_DATE
    template.parent.mkdir()
    template.write_bytes(files[SIGNED_DATE])
    assert str(template.relative_to(tmp_path)) in command
    make = (
        find_program("openssl"),
        "genrsa",
        "-traditional",
        "-out",
        "key.pem",
        "2048",
    )
    subprocess.run(make, cwd=tmp_path, check=True, capture_output=True)
    lines = (tmp_path / "key.pem").read_text("ascii").splitlines()
    key = "".join(line for line in lines if not line.startswith("-"))
    (tmp_path / "id_rsa").write_text(key, "ascii")
    words = [programs / "np", *command.split()[1:]]
    subprocess.run(words, cwd=tmp_path, check=True, capture_output=True)
    signed = f"signed.{SIGNED_DATE}"
    template.unlink()
    verified = run_python(programs, VERIFY, template.parent)
    assert verified == {signed: [True, True]}
