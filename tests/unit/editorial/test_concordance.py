"""What takes up an earlier provision."""

from __future__ import annotations

import pytest

from tests.unit.editorial.workshop import CLAIMS, HEAD, Workshop, claim


def treaty(name: str) -> str:
    return f"""
gid:treaty-{name} a gum:Treaty ;
    skos:prefLabel "{name}"@en , "{name}"@tr ;
    gum:signing gid:event-{name} ;
    gum:hasText gid:text-{name} .

gid:event-{name} a gum:Signing ;
    skos:prefLabel "{name}"@en , "{name}"@tr .

gid:text-{name} a gum:TreatyText ;
    skos:prefLabel "{name}"@en , "{name}"@tr ;
    gum:hasClause gid:clause-{name} .

gid:clause-{name} a gum:Clause ;
    skos:prefLabel "{name}"@en , "{name}"@tr .

gid:provision-{name} a gum:Obligation ;
    skos:prefLabel "{name}"@en , "{name}"@tr .
"""


TREATIES = HEAD + treaty("old") + treaty("new") + treaty("last")
HEADING = (
    CLAIMS
    + claim("old", "gid:treaty-old", "gum:hasProvision", "gid:provision-old")
    + claim("new", "gid:treaty-new", "gum:hasProvision", "gid:provision-new")
    + claim("d-old", "gid:event-old", "gum:date", '"1920-12-02"^^edtf:EDTF')
    + claim("d-new", "gid:event-new", "gum:date", '"1921-03-16"^^edtf:EDTF')
)


def relation(
    later: str, earlier: str, *, kind: str = "takesUp", verdict: str = "accepted"
) -> str:
    name = f"{kind.lower()}-{later}-{earlier}"
    return claim(name, f"gid:{later}", f"gum:{kind}", f"gid:{earlier}", verdict=verdict)


def refuse(workshop: Workshop, *claims: str) -> list[str]:
    """Give the problems of these claims, each with the line that it names."""
    text = HEADING + "".join(claims)
    workshop.write({"treaties.ttl": TREATIES, "claims.ttl": text})
    lines = text.splitlines()
    return [
        f"{lines[problem.line - 1].strip()} | {problem.problem}; {problem.remedy}"
        for problem in workshop.refusal()
    ]


def test_the_later_provision_takes_up_the_earlier(workshop: Workshop) -> None:
    assert refuse(workshop, relation("provision-new", "provision-old")) == []
    facts = workshop.facts("gid:provision-new")
    assert ("gum:takesUp", "gid:provision-old") in facts


def test_a_circle_is_named(workshop: Workshop) -> None:
    [problem] = refuse(
        workshop,
        relation("provision-old", "provision-last"),
        relation("provision-last", "provision-new"),
        relation("provision-new", "provision-old"),
    )
    assert problem == (
        "rdf:object gid:provision-old ; | gum:takesUp goes in a circle: "
        "gid:provision-old → gid:provision-last → gid:provision-new → "
        "gid:provision-old; let the later provision take up the earlier one only"
    )


def test_a_circle_of_several_kinds_and_verdicts_is_found(workshop: Workshop) -> None:
    [problem] = refuse(
        workshop,
        relation("provision-last", "clause-new", kind="narrows", verdict="attributed"),
        relation("clause-new", "provision-last", kind="repeats"),
    )
    assert "gid:provision-last → gid:clause-new → gid:provision-last" in problem


def test_a_provision_that_takes_up_itself_is_a_circle(workshop: Workshop) -> None:
    [problem] = refuse(workshop, relation("provision-new", "provision-new"))
    assert "circle: gid:provision-new → gid:provision-new;" in problem


def test_two_circles_are_two_problems(workshop: Workshop) -> None:
    problems = refuse(
        workshop,
        relation("provision-new", "provision-new"),
        relation("provision-old", "provision-old"),
    )
    assert len(problems) == 2


def test_a_long_circle_is_shortened(workshop: Workshop) -> None:
    count = 3000  # deeper than Python may recurse
    names = [f"provision-x{number}" for number in range(count)]
    things = "".join(
        f'gid:{name} a gum:Obligation ; skos:prefLabel "X"@en , "X"@tr .\n'
        for name in names
    )
    workshop.write({"many.ttl": HEAD + things})
    [problem] = refuse(workshop, *map(relation, names, [*names[1:], names[0]]))
    assert "gid:provision-x7 → … (3000 in all) → gid:provision-x0; " in problem


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("gv:verdict.accepted", "gv:verdict.rejected"),
        (
            "gv:stance.asserts ;\n    gum:verdict gv:verdict.accepted",
            "gv:stance.denies ;\n    gum:verdict gv:verdict.attributed",
        ),
    ],
)
def test_what_is_rejected_or_denied_closes_no_circle(
    old: str, new: str, workshop: Workshop
) -> None:
    back = relation("provision-old", "provision-new", kind="modifies")
    assert old in back
    there = relation("provision-new", "provision-old", kind="modifies")
    assert refuse(workshop, there, back.replace(old, new)) == []


@pytest.mark.parametrize(
    ("later", "earlier"),
    [
        ("provision-old", "provision-new"),
        ("clause-old", "provision-new"),
        ("provision-old", "clause-new"),
        ("treaty-old", "clause-new"),
    ],
)
def test_what_was_signed_before_takes_up_nothing_signed_later(
    later: str, earlier: str, workshop: Workshop
) -> None:
    [problem] = refuse(workshop, relation(later, earlier, verdict="attributed"))
    assert problem == (
        f"rdf:object gid:{earlier} ; | gid:{later} takes up gid:{earlier}, but "
        "gid:treaty-old was signed before gid:treaty-new; exchange subject and object, "
        "or mend the dates"
    )


def test_an_unknown_date_is_no_fault(workshop: Workshop) -> None:
    assert refuse(workshop, relation("provision-old", "provision-last")) == []
    assert refuse(workshop, relation("clause-last", "clause-new")) == []


def test_dates_that_overlap_are_no_fault(workshop: Workshop) -> None:
    wide = claim("d-last", "gid:event-last", "gum:date", '"1920-12"^^edtf:EDTF')
    forth = relation("clause-old", "clause-last")
    assert refuse(workshop, wide, forth) == []
