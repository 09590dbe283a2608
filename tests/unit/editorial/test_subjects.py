"""A clause has a subject only where a source tells what it holds."""

from __future__ import annotations

import pytest

from tests.unit.editorial.workshop import CLAIMS, HEAD, THINGS, Workshop, claim

CLAUSE = """
gid:text-test a gum:TreatyText ;
    skos:prefLabel "Text"@en , "Metin"@tr ;
    gum:hasClause gid:clause-test .

gid:clause-test a gum:Clause ;
    skos:prefLabel "Article"@en , "Madde"@tr ;
    dcterms:subject gv:subject.trade .
"""
VOCABULARY = HEAD + (
    """\
gv:subject a skos:ConceptScheme ;
    skos:prefLabel "subject"@en , "konu"@tr .

gv:subject.trade a skos:Concept ;
    skos:prefLabel "trade"@en , "ticaret"@tr ;
    skos:inScheme gv:subject .
"""
)
REFUSAL = (
    "gid:clause-test has a subject, but no source says what it holds; leave the "
    "subject out, or add a claim of gum:content, or of gum:expressedIn"
)
HOLDS = ("gid:clause-test", "gum:content", '"Holds it."@en')
PLACED = ("gid:provision-test", "gum:expressedIn", "gid:clause-test")
NUMBERED = ("gid:clause-test", "gum:number", '"9"')


def find(workshop: Workshop, *claims: str) -> list[str]:
    """Give the problems of the parts with these claims; none when they build."""
    things, claimed = THINGS + CLAUSE, CLAIMS + "".join(claims)
    workshop.write({"things.ttl": things, "claims.ttl": claimed})
    return [f"{problem.problem}; {problem.remedy}" for problem in workshop.refusal()]


@pytest.mark.parametrize(
    "claims",
    [
        (),
        (claim("n", *NUMBERED),),
        (claim("h", *HOLDS, verdict="rejected"),),
        (claim("h", *HOLDS, verdict="attributed").replace("asserts", "denies"),),
        (claim("p", *PLACED, verdict="rejected"),),
    ],
)
def test_a_clause_that_nobody_has_read_has_no_subject(
    claims: tuple[str, ...], workshop: Workshop
) -> None:
    assert find(workshop, *claims) == [REFUSAL]


@pytest.mark.parametrize("statement", [HOLDS, PLACED])
def test_what_a_source_alone_tells_gives_a_clause_its_subject(
    statement: tuple[str, str, str], workshop: Workshop
) -> None:
    assert find(workshop, claim("told", *statement, verdict="attributed")) == []
