"""A small set of parts that builds, for tests to break in one place."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pyoxigraph as ox

from gumru_kg.editorial import BuildResult, CheckResult, Problem, build, check
from gumru_kg.errors import BuildError
from gumru_kg.namespaces import PREFIXES, compress

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

HEAD = "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in PREFIXES.items()) + "\n"

DIGEST_TEXT = "sözün gelişi"

THINGS = HEAD + (
    """\
<https://w3id.org/gumru/data> a void:Dataset , dcat:Dataset ;
    dcterms:title "Test"@en ;
    dcterms:license <https://creativecommons.org/publicdomain/zero/1.0/> .

gid:treaty-test a gum:Treaty ;
    skos:prefLabel "Treaty of Test"@en , "Deneme Antlaşması"@tr ;
    gum:signing gid:event-test-signing .

gid:event-test-signing a gum:Signing ;
    skos:prefLabel "Signing"@en , "İmza"@tr .

gid:participation-test-a a gum:Participation ;
    gum:agent gid:agent-a ;
    gum:role gv:role.head-of-delegation .

gid:participation-test-b a gum:Participation ;
    gum:agent gid:agent-b ;
    gum:role gv:role.addressee .

gid:agent-a a gum:Person ;
    skos:prefLabel "A"@en , "A"@tr .

gid:agent-b a gum:Person ;
    skos:prefLabel "B"@en , "B"@tr .

gid:place-test a gum:Place ;
    skos:prefLabel "Place"@en , "Yer"@tr .

gid:status-test a gum:StatusPhase ;
    gum:ofTreaty gid:treaty-test .

gid:provision-test a gum:Obligation ;
    skos:prefLabel "Provision"@en , "Hüküm"@tr ;
    gum:reciprocal true ;
    gum:bearer gid:agent-a .

gid:source-test a gum:Source ;
    skos:prefLabel "Source"@en , "Kaynak"@tr ;
    dcterms:title "Source"@en ;
    gum:perspective gv:perspective.documentary ;
    schema:sha256 "51b9f61a33a7ff524c0fdd6bcffb0f62004936b629eb5e1b7ad1daee783c3469" ;
    schema:url <https://example.org/source> .

gid:source-other a gum:Source ;
    skos:prefLabel "Other"@en , "Öteki"@tr ;
    dcterms:title "Other"@en .

gid:evidence-test-0-5 a gum:Evidence ;
    oa:hasSource gid:source-test ;
    oa:hasSelector gid:selector-test-0-5 ;
    gum:spanSha256 "47b0efaa58962edd0c08aa7d9146fae7f4d5b863fc325aaff39b00568277c36e" .

gid:selector-test-0-5 a oa:TextPositionSelector ;
    oa:start 0 ;
    oa:end 5 .

gid:evidence-other a gum:Evidence ;
    oa:hasSource gid:source-other ;
    gum:locator "page 3" .
"""
)


def claim(
    name: str, subject: str, predicate: str, value: str, *, verdict: str = "accepted"
) -> str:
    """Write a claim as the editors write it."""
    return f"""
gid:claim-{name} a gum:Claim ;
    rdf:subject {subject} ;
    rdf:predicate {predicate} ;
    rdf:object {value} ;
    gum:source gid:source-test ;
    gum:evidence gid:evidence-test-0-5 ;
    gum:stance gv:stance.asserts ;
    gum:verdict gv:verdict.{verdict} .
"""


def link(
    name: str,
    address: str,
    *,
    status: str = "verified",
    match: str = "exactMatch",
    subject: str = "gid:agent-a",
) -> str:
    """Write a link as the editors write it."""
    return f"""
gid:link-{name} a gum:Link ;
    rdf:subject {subject} ;
    rdf:predicate skos:{match} ;
    rdf:object <{address}> ;
    gum:checkStatus gv:check.{status} ;
    gum:evidence gid:evidence-other ;
    skos:note "Seen in a list."@en , "Bir listede görüldü."@tr .
"""


SIGNING = "gid:event-test-signing"
CLAIMS = (
    HEAD.rstrip("\n")
    + "\n"
    + claim("date", SIGNING, "gum:date", '"1920-12-02/1920-12-03"^^edtf:EDTF')
    + claim("place", SIGNING, "gum:tookPlaceAt", "gid:place-test")
    + claim("a", SIGNING, "gum:participation", "gid:participation-test-a")
    + claim("b", SIGNING, "gum:participation", "gid:participation-test-b")
    + claim("from", "gid:status-test", "gum:from", '"1920-12"^^edtf:EDTF')
    + claim("until", "gid:status-test", "gum:until", '"1921"^^edtf:EDTF')
    + claim(
        "other-date",
        SIGNING,
        "gum:date",
        '"1920-12-01"^^edtf:EDTF',
        verdict="attributed",
    )
)
PARTS = {"claims.ttl": CLAIMS, "things.ttl": THINGS}


@dataclass(frozen=True)
class Workshop:
    """A folder with parts, and the file that is built from them."""

    folder: Path
    ontology_dir: Path

    @property
    def parts_dir(self) -> Path:
        return self.folder / "parts"

    @property
    def out(self) -> Path:
        return self.folder / "gumru.ttl"

    def write(self, parts: Mapping[str, str]) -> Workshop:
        self.parts_dir.mkdir(exist_ok=True)
        for name, text in parts.items():
            (self.parts_dir / name).write_text(text, "utf-8")
        return self

    def build(self, *, texts: Mapping[str, str] | None = None) -> BuildResult:
        return build(
            self.parts_dir, ontology_dir=self.ontology_dir, out=self.out, texts=texts
        )

    def check(self) -> CheckResult:
        return check(self.parts_dir, ontology_dir=self.ontology_dir, out=self.out)

    def refusal(self, *, texts: Mapping[str, str] | None = None) -> list[Problem]:
        """Build what must be refused, and give the problems."""
        try:
            self.build(texts=texts)
        except BuildError as error:
            return list(error.problems)
        return []

    def facts(self, subject: str) -> set[tuple[str, str]]:
        """Give what the built file says of a thing, in short form."""
        quads = ox.parse(path=self.out, format=ox.RdfFormat.TURTLE)
        return {
            (
                compress(quad.predicate.value),
                compress(getattr(quad.object, "value", "")),
            )
            for quad in quads
            if compress(getattr(quad.subject, "value", "")) == subject
        }

    def leftovers(self) -> list[str]:
        return sorted(path.name for path in self.folder.iterdir())
