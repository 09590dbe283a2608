"""Links to other data: what follows from them, and which are refused."""

from __future__ import annotations

import pytest

from tests.unit.editorial.workshop import CLAIMS, HEAD, THINGS, Workshop, claim, link

WIKIDATA = "http://www.wikidata.org/entity/"
Q1, Q2 = WIKIDATA + "Q1", WIKIDATA + "Q2"
GOOD = link("a", Q1)


def refuse(workshop: Workshop, *links: str) -> list[str]:
    """Give the problems of these links, each with the line that it names."""
    text = HEAD + "".join(links)
    workshop.write({"links.ttl": text})
    lines = text.splitlines()
    return [
        f"{lines[problem.line - 1].strip()} | {problem.problem}; {problem.remedy}"
        for problem in workshop.refusal()
        if problem.file.endswith("links.ttl")
    ]


def test_what_is_verified_is_an_exact_match(workshop: Workshop) -> None:
    workshop.write({"links.ttl": HEAD + GOOD}).build()
    assert ("skos:exactMatch", Q1) in workshop.facts("gid:agent-a")


def test_what_one_source_says_is_a_close_match(workshop: Workshop) -> None:
    single = link("a", Q1, status="single-source", match="closeMatch")
    workshop.write({"links.ttl": HEAD + single}).build()
    assert ("skos:closeMatch", Q1) in workshop.facts("gid:agent-a")


@pytest.mark.parametrize("match", ["exactMatch", "closeMatch"])
def test_what_is_rejected_stays_a_node_and_gives_no_match(
    match: str, workshop: Workshop
) -> None:
    rejected = link("a", Q1, status="rejected", match=match)
    workshop.write({"links.ttl": HEAD + rejected}).build()
    assert ("rdf:object", Q1) in workshop.facts("gid:link-a")
    assert Q1 not in {value for _, value in workshop.facts("gid:agent-a")}


def test_a_match_counts_as_derived(workshop: Workshop) -> None:
    before = workshop.build().derived
    workshop.write({"links.ttl": HEAD + GOOD})
    assert workshop.build().derived == before + 1


@pytest.mark.parametrize("match", ["skos:exactMatch", "skos:closeMatch"])
def test_a_match_of_a_thing_is_not_written_by_hand(
    match: str, workshop: Workshop
) -> None:
    things = THINGS.replace('"B"@tr .', f'"B"@tr ;\n    {match} <{Q1}> .')
    workshop.write({"things.ttl": things})
    [problem] = workshop.refusal()
    assert problem.problem == f"{match} is a match that the build derives from links"
    assert problem.remedy.startswith("delete the line and write a gum:Link")
    assert things.splitlines()[problem.line - 1].strip().startswith(match)


def test_a_match_of_a_concept_is_written_by_hand(workshop: Workshop) -> None:
    group = (
        'gv:group a skos:ConceptScheme ; skos:prefLabel "G"@en , "K"@tr .\n'
        'gv:group.a a skos:Concept ; skos:prefLabel "A"@en , "A"@tr ;\n'
        f"    skos:inScheme gv:group ; skos:exactMatch <{Q1}> .\n"
    )
    workshop.write({"groups.ttl": HEAD + group}).build()
    assert ("skos:exactMatch", Q1) in workshop.facts("gv:group.a")


def test_a_match_is_no_matter_for_a_claim(workshop: Workshop) -> None:
    match = claim("match", "gid:agent-a", "skos:exactMatch", "gid:agent-b")
    workshop.write({"claims.ttl": CLAIMS + match})
    assert "gid:claim-match claims a skos:exactMatch" in {
        problem.problem for problem in workshop.refusal()
    }


def test_owl_same_as_is_refused_as_a_property(workshop: Workshop) -> None:
    things = THINGS.replace('"B"@tr .', f'"B"@tr ;\n    owl:sameAs <{Q1}> .')
    workshop.write({"things.ttl": things})
    problems = [problem.problem for problem in workshop.refusal()]
    assert "owl:sameAs would merge all that is said of two things" in problems


def test_owl_same_as_is_refused_in_a_claim_and_in_a_link(workshop: Workshop) -> None:
    same = claim("same", "gid:agent-a", "owl:sameAs", "gid:agent-b")
    tie = GOOD.replace("skos:exactMatch", "owl:sameAs")
    workshop.write({"claims.ttl": CLAIMS + same, "links.ttl": HEAD + tie})
    problems = [problem.problem for problem in workshop.refusal()]
    assert problems.count("owl:sameAs would merge all that is said of two things") == 2


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("    rdf:subject gid:agent-a ;\n", "", "has no rdf:subject; add exactly one"),
        ("    rdf:predicate skos:exactMatch ;\n", "", "has no rdf:predicate"),
        (f"    rdf:object <{Q1}> ;\n", "", "has no rdf:object"),
        (f"<{Q1}>", f"<{Q1}> , <{Q2}>", "has a second rdf:object; make it a link"),
        ("    gum:checkStatus gv:check.verified ;\n", "", "has no gum:checkStatus"),
        (
            "gv:check.verified",
            "gv:check.verified , gv:check.rejected",
            "gid:link-a has a second gum:checkStatus; make it a link of its own",
        ),
        ("gv:check.verified", "gv:status.signed", "is no value of gum:checkStatus"),
        ("    gum:evidence gid:evidence-other ;\n", "", "has no gum:evidence"),
        ("gid:evidence-other", "gid:agent-b", "gid:agent-b is no gum:Evidence"),
        (
            "gid:agent-a ;",
            "gv:role.signatory ;",
            "links gv:role.signatory, no thing of ours",
        ),
        (f"<{Q1}>", '"Q1"', "the rdf:object of a link is a literal"),
        (f"<{Q1}>", "<ftp://a.example/Q1>", "unknown external IRI <ftp:"),
        (f"<{Q1}>", "gid:agent-b", "links to gid:agent-b, which is ours"),
        ("skos:exactMatch", "skos:relatedMatch", "is no predicate of a link"),
        (
            "skos:exactMatch",
            "skos:closeMatch",
            (
                "gid:link-a is gv:check.verified but says skos:closeMatch; write "
                "skos:exactMatch or correct the status"
            ),
        ),
        (
            "gv:check.verified",
            "gv:check.single-source",
            (
                "gid:link-a is gv:check.single-source but says skos:exactMatch; write "
                "skos:closeMatch"
            ),
        ),
        (' , "Bir listede görüldü."@tr', "", "gid:link-a has no skos:note in 'tr'"),
        ('"Seen in a list."@en , ', "", "gid:link-a has no skos:note in 'en'"),
    ],
)
def test_a_link_is_whole(old: str, new: str, problem: str, workshop: Workshop) -> None:
    assert old in GOOD
    [found] = refuse(workshop, GOOD.replace(old, new))
    assert problem in found


@pytest.mark.parametrize(
    "other_way",
    [Q1, "https://www.wikidata.org/entity/Q1", "https://www.wikidata.org/wiki/Q1"],
)
def test_a_rejected_identifier_is_not_linked(
    other_way: str, workshop: Workshop
) -> None:
    [problem] = refuse(
        workshop, link("no", Q1, status="rejected"), link("a", other_way)
    )
    assert problem == (
        f"rdf:object <{other_way}> ; | gid:link-a links gid:agent-a to what "
        "gid:link-no rejects; delete one of the two links"
    )


def test_what_is_rejected_for_one_may_be_right_for_another(workshop: Workshop) -> None:
    rejected = link("no", Q1, status="rejected", subject="gid:agent-b")
    assert refuse(workshop, rejected, GOOD) == []


def test_two_verified_identifiers_of_one_scheme_are_refused(workshop: Workshop) -> None:
    [problem] = refuse(workshop, GOOD, link("b", Q2.replace("http:", "https:")))
    assert (
        "gid:link-a and gid:link-b give gid:agent-a two verified identifiers of "
        "wikidata.org; find out which is right"
    ) in problem


def test_identifiers_of_other_schemes_or_of_one_source_stand_together(
    workshop: Workshop,
) -> None:
    others = [
        link("b", "https://www.geonames.org/1/"),
        link("c", "https://tr.wikipedia.org/wiki/A"),
        link("d", "https://en.wikipedia.org/wiki/A"),
        link("e", Q2, status="single-source", match="closeMatch"),
        link("f", Q2, subject="gid:agent-b"),
    ]
    assert refuse(workshop, GOOD, *others) == []


def test_one_link_is_written_once(workshop: Workshop) -> None:
    twin = link("b", Q1, status="single-source", match="closeMatch")
    [problem] = refuse(workshop, GOOD, twin)
    assert "gid:link-b and gid:link-a are the same link; keep one" in problem
