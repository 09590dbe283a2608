"""Each rule of the parts: broken once, reported with file, line and remedy."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

from tests.unit.editorial.workshop import CLAIMS, HEAD, PARTS, THINGS, Workshop, claim

if TYPE_CHECKING:
    from collections.abc import Iterator


@dataclass(frozen=True)
class Case:
    """A replacement in one file, and the problem it must give."""

    name: str
    file: str
    old: str
    new: str
    at: str
    problem: str
    remedy: str


DATE = '"1920-12-02/1920-12-03"^^edtf:EDTF'
DIGEST = "47b0efaa58962edd0c08aa7d9146fae7f4d5b863fc325aaff39b00568277c36e"
T = "things.ttl"
C = "claims.ttl"
CASES = (
    Case(
        "a syntax error",
        T,
        "gum:role gv:role.addressee .",
        "gum:role gv:role.addressee ; ; ; gid: gid: gid: .",
        "gid: gid: gid:",
        "syntax error",
        "mend the Turtle",
    ),
    Case(
        "a relative IRI",
        T,
        "<https://example.org/source>",
        "<source>",
        "<source>",
        "syntax error: No scheme found",
        "write an absolute IRI",
    ),
    Case(
        "a prefix that is not declared",
        T,
        "gum:role gv:role.addressee",
        "gum:role foo:addressee",
        "foo:addressee",
        "syntax error: The prefix foo:",
        "declare the prefix",
    ),
    Case(
        "a base",
        T,
        "<https://w3id.org/gumru/data> a",
        "@base <https://w3id.org/gumru/> .\n<data> a",
        "@base",
        "relative IRIs",
        "write prefixed names",
    ),
    Case(
        "a blank node in brackets",
        T,
        "gum:agent gid:agent-b ;",
        "gum:agent [ a gum:Person ] ;",
        "[ a gum:Person ]",
        "a blank node",
        "give the node an IRI",
    ),
    Case(
        "a blank node with a label",
        T,
        "gum:agent gid:agent-b ;",
        "gum:agent _:b ;",
        "_:b",
        "a blank node",
        "give the node an IRI",
    ),
    Case(
        "a list",
        T,
        "gum:agent gid:agent-b ;",
        "gum:agent ( gid:agent-b ) ;",
        "( gid:agent-b )",
        "a list",
        "give the node an IRI",
    ),
    Case(
        "a nested triple",
        T,
        "gum:agent gid:agent-b ;",
        "gum:agent <<( gid:agent-a a gum:Person )>> ;",
        "<<(",
        "a nested triple",
        "give the node an IRI",
    ),
    Case(
        "a language tag with capitals",
        T,
        '"Yer"@tr',
        '"Yer"@TR',
        '"Yer"@TR',
        "language tag @TR is not in lower case",
        "write @tr",
    ),
    Case(
        "an unknown property",
        T,
        "gum:signing gid",
        "gum:signng gid",
        "gum:signng",
        "unknown property gum:signng",
        "did you mean gum:signing?",
    ),
    Case(
        "an unknown class",
        T,
        "gid:place-test a gum:Place",
        "gid:place-test a gum:Plaice",
        "gum:Plaice",
        "unknown class gum:Plaice",
        "did you mean gum:Place?",
    ),
    Case(
        "a property as a class",
        T,
        "gid:place-test a gum:Place",
        "gid:place-test a gum:signedOn",
        "a gum:signedOn",
        "unknown class gum:signedOn",
        "declare it in the ontology",
    ),
    Case(
        "an unknown concept",
        T,
        "gv:role.addressee",
        "gv:role.adressee",
        "gv:role.adressee",
        "unknown concept gv:role.adressee",
        "did you mean gv:role.addressee?",
    ),
    Case(
        "a thing that is described nowhere",
        T,
        "gum:bearer gid:agent-a",
        "gum:bearer gid:agent-nobody",
        "gid:agent-nobody",
        "gid:agent-nobody is described nowhere",
        "describe it",
    ),
    Case(
        "a claim on a thing that is described nowhere",
        C,
        "rdf:object gid:place-test",
        "rdf:object gid:place-nowhere",
        "gid:place-nowhere",
        "gid:place-nowhere is described nowhere",
        "describe it",
    ),
    Case(
        "a property of no known vocabulary",
        T,
        'dcterms:title "Other"@en',
        'dcterms:titel "Other"@en',
        "dcterms:titel",
        "unknown property dcterms:titel",
        "use a property of the ontology",
    ),
    Case(
        "a foreign IRI where no link may stand",
        T,
        "gum:bearer gid:agent-a",
        "gum:bearer <https://example.org/a>",
        "https://example.org/a",
        "unknown external IRI",
        "link to it with schema:url",
    ),
    Case(
        "a link that is not of the web",
        T,
        "<https://example.org/source>",
        "<file:///etc/passwd>",
        "file:///etc/passwd",
        "unknown external IRI",
        "link to it with schema:url",
    ),
    Case(
        "a foreign thing described",
        T,
        "gid:place-test a gum:Place",
        "<https://example.org/place> a gum:Place",
        "<https://example.org/place> a",
        "is not ours to describe",
        "describe a gid: node",
    ),
    Case(
        "an unknown datatype",
        T,
        "oa:start 0",
        'oa:start "0"^^xsd:unsignedByte',
        "xsd:unsignedByte",
        "unknown datatype xsd:unsignedByte",
        "use an xsd: datatype",
    ),
    Case(
        "an IRI of two segments",
        T,
        "gid:agent-b a",
        "<https://w3id.org/gumru/id/agent/b> a",
        "id/agent/b> a",
        "is not one segment kind-slug",
        "rename it",
    ),
    Case(
        "an IRI with capitals",
        T,
        "gid:agent-b a",
        "gid:agent-B a",
        "gid:agent-B a",
        "is not one segment kind-slug",
        "rename it",
    ),
    Case(
        "an IRI that is not ASCII",
        T,
        "gid:agent-b a",
        "gid:agent-ş a",
        "gid:agent-ş a",
        "is not ASCII",
        "write it in ASCII",
    ),
    Case(
        "a claim without source",
        C,
        "    gum:source gid:source-test ;\n",
        "",
        "gid:claim-date a",
        "gid:claim-date has no gum:source",
        "add exactly one",
    ),
    Case(
        "a claim without evidence",
        C,
        "    gum:evidence gid:evidence-test-0-5 ;\n",
        "",
        "gid:claim-date a",
        "gid:claim-date has no gum:evidence",
        "say where it stands in the source",
    ),
    Case(
        "a claim without stance",
        C,
        "    gum:stance gv:stance.asserts ;\n",
        "",
        "gid:claim-date a",
        "has no gum:stance",
        "add exactly one",
    ),
    Case(
        "a claim without verdict",
        C,
        " ;\n    gum:verdict gv:verdict.accepted",
        "",
        "gid:claim-date a",
        "has no gum:verdict",
        "add exactly one",
    ),
    Case(
        "a claim without subject",
        C,
        "    rdf:subject gid:event-test-signing ;\n",
        "",
        "gid:claim-date a",
        "has no rdf:subject",
        "add exactly one",
    ),
    Case(
        "a claim with two sources",
        C,
        "gum:source gid:source-test",
        "gum:source gid:source-test , gid:source-other",
        "gid:source-other",
        "has a second gum:source",
        "make it a claim of its own",
    ),
    Case(
        "a claim on a literal",
        C,
        "rdf:subject gid:event-test-signing",
        'rdf:subject "signing"',
        'rdf:subject "signing"',
        "rdf:subject is a literal",
        "name a thing",
    ),
    Case(
        "a verdict that is a stance",
        C,
        "gum:verdict gv:verdict.accepted",
        "gum:verdict gv:stance.denies",
        "gum:verdict gv:stance.denies",
        "gv:stance.denies is no value of gum:verdict",
        "use a concept",
    ),
    Case(
        "evidence in another source",
        C,
        "gum:evidence gid:evidence-test-0-5",
        "gum:evidence gid:evidence-other",
        "gid:evidence-other",
        "gid:evidence-other lies in gid:source-other",
        "cite evidence of the claim's own source",
    ),
    Case(
        "evidence that is none",
        C,
        "gum:evidence gid:evidence-test-0-5",
        "gum:evidence gid:source-test",
        "gum:evidence gid:source-test",
        "gid:source-test is no gum:Evidence",
        "point to a node of that class",
    ),
    Case(
        "an accepted doubt",
        C,
        "gum:stance gv:stance.asserts",
        "gum:stance gv:stance.doubts",
        "gum:verdict gv:verdict.accepted",
        "is accepted, but its source doubts the statement",
        "make it attributed",
    ),
    Case(
        "a label that affirms what is denied",
        C,
        f"rdf:predicate gum:date ;\n    rdf:object {DATE} ;\n"
        "    gum:source gid:source-test ;\n"
        "    gum:evidence gid:evidence-test-0-5 ;\n"
        "    gum:stance gv:stance.asserts ;",
        'rdfs:label "It was signed."@en ;\n    rdf:predicate gum:evaluation ;\n'
        '    rdf:object "it was signed"@en ;\n    gum:source gid:source-test ;\n'
        "    gum:evidence gid:evidence-test-0-5 ;\n    gum:stance gv:stance.denies ;",
        'rdfs:label "It was signed."',
        "is what its source denies",
        "say in the label what the source says",
    ),
    Case(
        "an accepted motive",
        C,
        f"rdf:predicate gum:date ;\n    rdf:object {DATE}",
        'rdf:predicate gum:cause ;\n    rdf:object "a motive"@en',
        "gum:verdict gv:verdict.accepted",
        "gum:cause is evaluative, causal or about blame",
        "make it attributed",
    ),
    Case(
        "an accepted claim of a derived property",
        C,
        f"rdf:predicate gum:date ;\n    rdf:object {DATE}",
        "rdf:predicate gum:participant ;\n    rdf:object gid:agent-a",
        "gum:verdict gv:verdict.accepted",
        "gum:participant is derived by the build",
        "claim the property that it is derived from",
    ),
    Case(
        "an impossible date",
        C,
        DATE,
        '"1920-02-30"^^edtf:EDTF',
        "1920-02-30",
        "'1920-02-30' is not a date that the calendar has",
        "write an EDTF date",
    ),
    Case(
        "a malformed date",
        C,
        DATE,
        '"2 December 1920"^^edtf:EDTF',
        "2 December 1920",
        "is not an EDTF date of level 0 or 1",
        "write an EDTF date",
    ),
    Case(
        "an interval that ends before it begins",
        C,
        DATE,
        '"1920-12-05/1920-12-01"^^edtf:EDTF',
        "1920-12-05/1920-12-01",
        "is an interval that ends before it begins",
        "write an EDTF date",
    ),
    Case(
        "a date that is mere text",
        C,
        DATE,
        '"1920-12-02"',
        'rdf:object "1920-12-02"',
        "gum:date has the range edtf:EDTF, not xsd:string",
        'write "…"^^edtf:EDTF',
    ),
    Case(
        "a number that is none",
        T,
        "oa:start 0",
        'oa:start "zero"^^xsd:integer',
        '"zero"^^xsd:integer',
        '"zero" is no xsd:integer',
        "mend the value",
    ),
    Case(
        "a day that no calendar has",
        T,
        'dcterms:title "Other"@en',
        'dcterms:issued "1919-02-29"^^xsd:date',
        "1919-02-29",
        '"1919-02-29" is no xsd:date',
        "mend the value",
    ),
    Case(
        "a truth value that is none",
        T,
        "gum:reciprocal true",
        'gum:reciprocal "yes"^^xsd:boolean',
        "gum:reciprocal",
        '"yes" is no xsd:boolean',
        "mend the value",
    ),
    Case(
        "a string that is not normalised",
        T,
        '"Öteki"@tr',
        '"O\u0308teki"@tr',
        "O\u0308teki",
        "is not in Unicode normal form NFC",
        "save the file in NFC",
    ),
    Case(
        "a string that is not normalised, escaped",
        T,
        '"Öteki"@tr',
        '"O\\u0308teki"@tr',
        "O\\u0308teki",
        "is not in Unicode normal form NFC",
        "save the file in NFC",
    ),
    Case(
        "an empty label",
        T,
        '"Yer"@tr',
        '""@tr',
        '""@tr',
        "is empty or has blanks at its ends",
        "trim it",
    ),
    Case(
        "two labels in one language",
        T,
        '"Yer"@tr',
        '"Yer"@tr ,\n        "Mekân"@tr',
        "Mekân",
        "gid:place-test has two skos:prefLabel in 'tr'",
        "make the other skos:altLabel",
    ),
    Case(
        "no Turkish label",
        T,
        '"Place"@en , "Yer"@tr',
        '"Place"@en',
        "gid:place-test a",
        "gid:place-test has no skos:prefLabel in 'tr'",
        'add skos:prefLabel "…"@tr',
    ),
    Case(
        "no English label",
        T,
        '"Place"@en , "Yer"@tr',
        '"Yer"@tr',
        "gid:place-test a",
        "gid:place-test has no skos:prefLabel in 'en'",
        'add skos:prefLabel "…"@en',
    ),
    Case(
        "a label without language",
        T,
        '"Place"@en ,',
        '"Place"@en , "Place" ,',
        '"Place" ,',
        "skos:prefLabel without a language",
        "add a tag",
    ),
    Case(
        "a thing described in two files",
        C,
        "\ngid:claim-place a",
        '\ngid:place-test skos:altLabel "Spot"@en .\n\ngid:claim-place a',
        "gid:place-test skos:altLabel",
        "gid:place-test is described in ",
        "keep the whole description in one file",
    ),
    Case(
        "a fact written by hand, without a claim",
        T,
        "gum:signing gid:event-test-signing .",
        "gum:signing gid:event-test-signing ;\n    gum:party gid:agent-a .",
        "gum:party gid:agent-a",
        "gum:party is a fact that the build derives",
        "write a claim with its source",
    ),
    Case(
        "a fact written by hand, with a claim",
        T,
        '"İmza"@tr .',
        '"İmza"@tr ;\n    gum:tookPlaceAt gid:place-test .',
        "gum:tookPlaceAt gid:place-test",
        "gum:tookPlaceAt is a fact that the build derives",
        "delete the line, an accepted claim gives it",
    ),
    Case(
        "a shortcut written by hand",
        T,
        "gum:signing gid:event-test-signing .",
        "gum:signing gid:event-test-signing ;\n    gum:signedAt gid:place-test .",
        "gum:signedAt",
        "gum:signedAt is computed by the build",
        "delete the line",
    ),
    Case(
        "a count of triples written by hand",
        T,
        'dcterms:title "Test"@en ;',
        'dcterms:title "Test"@en ;\n    void:triples 7 ;',
        "void:triples",
        "void:triples is computed by the build",
        "delete the line",
    ),
    Case(
        "two accepted values where one may stand",
        C,
        "gum:verdict gv:verdict.attributed",
        "gum:verdict gv:verdict.accepted",
        '"1920-12-01"^^edtf:EDTF',
        "gid:event-test-signing has two values of gum:date: 1920-12-02/1920-12-03 and "
        "1920-12-01",
        "accept one only",
    ),
    Case(
        "two values of a structural property where one may stand",
        T,
        "gum:agent gid:agent-b",
        "gum:agent gid:agent-b , gid:agent-a",
        "gid:agent-b , gid:agent-a",
        "gid:participation-test-b has two values of gum:agent",
        "accept one only",
    ),
    Case(
        "a digest that is none",
        T,
        f'gum:spanSha256 "{DIGEST}"',
        f'gum:spanSha256 "{DIGEST.upper()}"',
        "gum:spanSha256",
        "gum:spanSha256 is not 64 hexadecimal digits",
        "compute SHA-256",
    ),
    Case(
        "a span without a digest",
        T,
        f' ;\n    gum:spanSha256 "{DIGEST}"',
        "",
        "gid:evidence-test-0-5 a",
        "has offsets but no gum:spanSha256",
        "add the digest",
    ),
    Case(
        "a digest without a span",
        T,
        "    oa:hasSelector gid:selector-test-0-5 ;\n",
        "",
        "gum:spanSha256",
        "has a digest but no oa:hasSelector",
        "say from where to where",
    ),
    Case(
        "a selector without an end",
        T,
        " ;\n    oa:end 5",
        "",
        "oa:hasSelector",
        "has not one oa:start and one oa:end",
        "give both offsets",
    ),
    Case(
        "a span that ends before it begins",
        T,
        "oa:start 0",
        "oa:start 9",
        "gid:evidence-test-0-5 a",
        "ends at 5, before it begins",
        "mend the offsets",
    ),
    Case(
        "evidence without a source",
        T,
        "    oa:hasSource gid:source-other ;\n",
        "",
        "gid:evidence-other a",
        "has not exactly one oa:hasSource",
        "name the one source",
    ),
    Case(
        "one span with two digests",
        T,
        'gum:locator "page 3" .',
        'gum:locator "page 3" .\n\n'
        "gid:evidence-test-again a gum:Evidence ;\n"
        "    oa:hasSource gid:source-test ;\n"
        "    oa:hasSelector gid:selector-test-0-5 ;\n"
        f'    gum:spanSha256 "{"0" * 64}" .',
        "0" * 64,
        "are the same span with different digests",
        "compute the digest again",
    ),
)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_build_refuses(case: Case, workshop: Workshop) -> None:
    workshop.build()
    before = workshop.out.read_bytes()
    assert case.old in PARTS[case.file]
    text = PARTS[case.file].replace(case.old, case.new, 1)
    workshop.write({case.file: text})
    line = text.count("\n", 0, text.index(case.at, _start(text))) + 1
    found = [
        problem
        for problem in workshop.refusal()
        if case.problem in problem.problem and case.remedy in problem.remedy
    ]
    assert [problem.line for problem in found] == [line]
    path = str(workshop.parts_dir / case.file)
    assert str(found[0]).startswith(f"{path}:{line}: ")
    assert "\n" not in str(found[0])
    assert workshop.out.read_bytes() == before
    assert workshop.leftovers() == ["gumru.ttl", "parts"]


def _start(text: str) -> int:
    # Prefix lines hold the same letters as what is looked for.
    return text.rindex("@prefix") if "@base" not in text else 0


def test_parts_of_the_cases_build(workshop: Workshop) -> None:
    assert workshop.refusal() == []


def test_all_problems_of_a_run_are_reported_at_once(workshop: Workshop) -> None:
    workshop.write(
        {
            "things.ttl": THINGS.replace('"Yer"@tr', '"Yer"@en').replace(
                "gum:bearer", "gum:barer"
            ),
            "claims.ttl": CLAIMS.replace(DATE, '"1920-13"^^edtf:EDTF'),
        }
    )
    problems = workshop.refusal()
    assert {problem.problem for problem in problems} == {
        "'1920-13' is not a date that the calendar has",
        "gid:place-test has no skos:prefLabel in 'tr'",
        "gid:place-test has two skos:prefLabel in 'en'",
        "unknown property gum:barer",
    }
    assert problems == sorted(problems)


def test_every_syntax_error_of_a_run_is_reported(workshop: Workshop) -> None:
    workshop.write(
        {
            "things.ttl": THINGS.replace("gum:bearer", "gum bearer").replace(
                "gum:locator", "foo:locator"
            ),
            "claims.ttl": CLAIMS.replace(DATE, "<date>"),
        }
    )
    problems = workshop.refusal()
    assert len(problems) == 3
    assert all(problem.problem.startswith("syntax error") for problem in problems)


def test_a_file_with_a_syntax_error_makes_no_terms_of_others_unknown(
    workshop: Workshop,
) -> None:
    workshop.write({"things.ttl": THINGS + "gid:agent-c a"})
    assert len(workshop.refusal()) == 1


def test_an_attributed_statement_may_not_stand_as_a_fact(workshop: Workshop) -> None:
    leak = claim(
        "bearer",
        "gid:provision-test",
        "gum:bearer",
        "gid:agent-a",
        verdict="attributed",
    )
    workshop.write({"claims.ttl": CLAIMS + leak})
    [problem] = workshop.refusal()
    assert problem.problem == (
        "gum:bearer gid:agent-a stands as a fact, but gid:claim-bearer is not accepted"
    )
    assert problem.file.endswith("things.ttl")


def test_a_file_that_is_not_utf8_is_refused(workshop: Workshop) -> None:
    path = workshop.parts_dir / "things.ttl"
    path.write_bytes(THINGS.encode().replace(b"Yer", b"\xff"))
    [problem] = workshop.refusal()
    assert problem.problem == "not UTF-8"
    assert problem.line == THINGS[: THINGS.index('"Yer"')].count("\n") + 1


def test_problems_of_the_ontology_name_its_file(workshop: Workshop) -> None:
    copy = workshop.folder / "ontology"
    copy.mkdir()
    for name in ("gumru.ttl", "concepts.ttl"):
        (copy / name).write_bytes((workshop.ontology_dir / name).read_bytes())
    text = (copy / "concepts.ttl").read_text("utf-8")
    lone = f'{text}\ngv:status.lonely a skos:Concept ; skos:prefLabel "L"@en .\n'
    (copy / "concepts.ttl").write_text(lone, "utf-8")
    [problem] = Workshop(workshop.folder, copy).refusal()
    assert problem.file == str(copy / "concepts.ttl")
    assert problem.line == lone.count("\n")
    assert "gv:status.lonely has no skos:prefLabel in 'tr'" in problem.problem


def written_in_other_ways() -> Iterator[str]:
    yield THINGS.replace(" ;\n    ", " ; ").replace("\n\n", "\n")
    yield THINGS.replace(" ;\n    ", "\n;\n").replace(" , ", "\n,\n")
    yield THINGS.replace('"Yer"@tr', '"""Yer"""@tr # "gum:x" ; .\n')
    yield THINGS.replace('"Other"@en', "'O [t] (h) \\'er #'@en")
    yield THINGS.replace("\n", "\r\n")
    yield "PREFIX x: <http://example.org/>\n" + THINGS.replace(" .\n", ".\n")


@pytest.mark.parametrize("text", tuple(written_in_other_ways()))
def test_lines_are_found_however_the_turtle_is_laid_out(
    text: str, workshop: Workshop
) -> None:
    text = text.replace("gum:locator", "gum:locater")
    workshop.write({"things.ttl": text})
    (workshop.parts_dir / "things.ttl").write_bytes(text.encode())
    lines = text.count("\n", 0, text.index('"page 3"')) + 1
    assert [problem.line for problem in workshop.refusal()] == [lines]


def test_text_that_looks_like_a_blank_node_is_no_blank_node(workshop: Workshop) -> None:
    label = '"[a] (b) _:c ~ {d} << @Base"@en'
    workshop.write({"things.ttl": THINGS.replace('"Other"@en', label)})
    assert workshop.refusal() == []


def test_a_part_that_only_declares_prefixes_is_fine(workshop: Workshop) -> None:
    workshop.write({"empty.ttl": HEAD})
    assert workshop.refusal() == []


def test_where_very_many_things_are_unknown_no_spelling_is_guessed_for_all(
    workshop: Workshop,
) -> None:
    names = " , ".join(f"gid:source-testx{number}" for number in range(300))
    workshop.write(
        {
            "things.ttl": THINGS.replace(
                "gum:bearer gid", f"rdfs:seeAlso {names} ;\n  gum:bearer gid"
            )
        }
    )
    remedies = [problem.remedy for problem in workshop.refusal()]
    guessed = remedies.count("did you mean gid:source-test?")
    assert 0 < guessed < 100
    assert remedies.count("describe it, with labels") == 300 - guessed
