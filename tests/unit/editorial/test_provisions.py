"""On what a provision, its place and the content of an article may be accepted."""

from __future__ import annotations

import pytest

from tests.unit.editorial.workshop import CLAIMS, THINGS, Workshop, claim

CLAUSES = """
gid:text-test a gum:TreatyText ;
    skos:prefLabel "Text"@en , "Metin"@tr ;
    gum:hasClause gid:clause-test .

gid:clause-test a gum:Clause ;
    skos:prefLabel "Article"@en , "Madde"@tr .

gid:source-turkish a gum:Source ;
    skos:prefLabel "Turkish"@en , "Türk"@tr ;
    dcterms:title "Turkish"@en ;
    gum:perspective gv:perspective.turkish-national .

gid:source-armenian a gum:Source ;
    skos:prefLabel "Armenian"@en , "Ermeni"@tr ;
    dcterms:title "Armenian"@en ;
    gum:perspective gv:perspective.armenian-national .

gid:evidence-turkish a gum:Evidence ;
    oa:hasSource gid:source-turkish ;
    gum:locator "page 1" .

gid:evidence-armenian a gum:Evidence ;
    oa:hasSource gid:source-armenian ;
    gum:locator "page 1" .
"""
HELD = ("gid:treaty-test", "gum:hasProvision", "gid:provision-test")
PLACED = ("gid:provision-test", "gum:expressedIn", "gid:clause-test")
HOLDS = ("gid:clause-test", "gum:content", '"Holds it."@en')
REASON = 'gum:verdict gv:verdict.accepted ;\n    gum:rationale "It quotes it."@en'


def tell(
    name: str, statement: tuple[str, str, str], side: str, verdict: str = "accepted"
) -> str:
    """Write a claim of a source of one side, or of the text."""
    text = claim(f"{name}-{side}", *statement, verdict=verdict)
    if side == "text":
        return text
    return text.replace("source-test", f"source-{side}").replace(
        "evidence-test-0-5", f"evidence-{side}"
    )


def find(workshop: Workshop, *claims: str) -> list[str]:
    """Give the problems of the parts with these claims; none when they build."""
    things, claimed = THINGS + CLAUSES, CLAIMS + "".join(claims)
    workshop.write({"things.ttl": things, "claims.ttl": claimed})
    return [problem.problem for problem in workshop.refusal()]


ALONE = (
    "gid:provision-test is accepted, but borne out neither by a text nor by two "
    "perspectives"
)
ASTRAY = (
    "gid:provision-test is accepted in gid:clause-test, but not as a provision of a "
    "treaty"
)
UNREAD = (
    "the content of gid:clause-test is accepted, but borne out neither by a text nor "
    "by two perspectives"
)


@pytest.mark.parametrize(
    "claims",
    [
        (tell("held", HELD, "text"),),
        (tell("held", HELD, "turkish"), tell("held", HELD, "armenian")),
        (
            tell("held", HELD, "turkish").replace(
                "gum:verdict gv:verdict.accepted", REASON
            ),
        ),
        (tell("held", HELD, "turkish", "attributed"),),
        (tell("held", HELD, "text"), tell("placed", PLACED, "turkish")),
        (
            tell("held", HELD, "text"),
            tell("placed", PLACED, "turkish"),
            tell("holds", HOLDS, "turkish"),
        ),
        (tell("holds", HOLDS, "turkish"), tell("holds", HOLDS, "armenian")),
        (tell("holds", HOLDS, "turkish", "attributed"),),
    ],
)
def test_what_is_borne_out_builds(claims: tuple[str, ...], workshop: Workshop) -> None:
    assert find(workshop, *claims) == []


@pytest.mark.parametrize(
    ("claims", "problems"),
    [
        ((tell("held", HELD, "turkish"),), [ALONE]),
        # What is only attributed is no second perspective.
        (
            (
                tell("held", HELD, "turkish"),
                tell("held", HELD, "armenian", "attributed"),
            ),
            [ALONE],
        ),
        ((tell("placed", PLACED, "text"),), [ASTRAY]),
        (
            (
                tell("held", HELD, "turkish", "attributed"),
                tell("placed", PLACED, "turkish"),
                tell("holds", HOLDS, "turkish"),
            ),
            [ASTRAY, UNREAD],
        ),
        ((tell("holds", HOLDS, "armenian"),), [UNREAD]),
    ],
)
def test_what_one_side_says_is_not_accepted(
    claims: tuple[str, ...], problems: list[str], workshop: Workshop
) -> None:
    assert sorted(find(workshop, *claims)) == sorted(problems)
