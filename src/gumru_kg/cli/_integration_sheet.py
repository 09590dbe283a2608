"""What an integration found and did, to be read in a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from gumru_kg.cli._text import make_harmless, write_count
from gumru_kg.namespaces import compress

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from gumru_kg.integration import MergeReport, Proposal
    from gumru_kg.integration.profile import Tally
    from gumru_kg.integration.report import GraphFinding

_SHOWN: Final = 10
_TALLIES: Final = 6
_LONGEST: Final = 200


def describe_proposal(proposal: Proposal, folder: str) -> Iterator[str]:
    """Tell what other graphs have and what may be the same.

    Args:
        proposal: What the first step gave.
        folder: The folder of the integration.

    Yields:
        Lines.
    """
    for finding in proposal.graphs:
        yield from _describe_graph(finding)
        yield ""
    judged = sum(not row.is_open for row in proposal.mappings)
    mappings = write_count(len(proposal.mappings), "mapping")
    yield f"{proposal.path}: {mappings}, {judged} of them judged"
    yield "Set reviewer_agreement to 1 or -1 there. Then run:"
    yield f"gumru integrate --apply -o {folder}"


def _describe_graph(finding: GraphFinding) -> Iterator[str]:
    profile = finding.profile
    yield f"{make_harmless(profile.name)}: {write_count(profile.triples, 'triple')}"
    for title, tallies in (
        ("vocabularies", profile.vocabularies),
        ("things", profile.kinds),
        ("languages", profile.languages),
        ("links to", profile.identifiers),
        ("proposed", finding.candidates),
    ):
        yield f"  {title:<13}{_join(tallies) or 'none'}"
    if finding.same:
        yield f"  {'same IRI':<13}{finding.same}"
    yield f"  {'left':<13}{finding.unmatched} without a counterpart here"
    if finding.too_far:
        yield f"  {'too far':<13}{finding.too_far} of like name, not of like place"
    for iri in finding.swapped[:_SHOWN]:
        shown = make_harmless(iri)
        yield f"  {'swapped?':<13}{shown} has its coordinates the wrong way round"
    for unread in finding.repairs[:_SHOWN]:
        value = make_harmless(unread.value)[:60]
        yield f"  {'not read':<13}{value!r} {unread.problem}"
    more = len(finding.repairs) - _SHOWN
    if more > 0:
        yield f"  {'':<13}and {more} more, see profile.json"


def describe_merge(report: MergeReport, folder: str) -> Iterator[str]:
    """Tell what a merge did.

    Args:
        report: What the second step gave.
        folder: The folder of the integration.

    Yields:
        Lines.
    """
    yield f"{folder}/merged/graphs: {_join(report.graphs)}"
    yield f"links: {_join(report.links) or 'none'}"
    yield f"mappings: {report.open} open, {report.rejected} rejected"
    yield f"claims of others: {_join(report.claims) or 'none'}"
    if report.left:
        are = "is" if report.left == 1 else "are"
        mappings = write_count(report.left, "mapping")
        yield f"no claims were made of {mappings} that {are} not exact"
    for conflict in report.conflicts[:_SHOWN]:
        ours = "; ".join(map(make_harmless, conflict.ours))
        theirs = make_harmless(conflict.theirs)
        property_name = compress(conflict.predicate)
        yield f"conflict: {compress(conflict.subject)} {property_name}"
        yield f"  here   {ours}"
        yield f"  there  {theirs}"
    if len(report.conflicts) > _SHOWN:
        more = len(report.conflicts) - _SHOWN
        yield f"and {more} more, see merged/report.json"
    yield from _describe_validation(report)
    if report.borrowed:
        yield f"in our words, but not ours: {_join(report.borrowed)}"
        yield f"  {make_harmless(report.borrowed_examples[0])[:_LONGEST]}"
        yield "  They stay in their graph; for ours alone open merged/graphs/gumru.nq"
    yield f"Undo with: gumru integrate --undo -o {folder}"


def _describe_validation(report: MergeReport) -> Iterator[str]:
    yield (
        "our things, links and claims conform"
        if report.conforms
        else "our things, links and claims do not conform: "
        + write_count(len(report.results), "result")
    )
    for result in report.results[:_SHOWN]:
        yield f"  {make_harmless(result)}"
    if report.their_results:
        results = write_count(report.their_results, "result")
        yield f"their things: {results} of shapes not made for them"


def _join(tallies: Iterable[Tally]) -> str:
    shown = list(tallies)
    parts = [f"{make_harmless(each.name)} {each.number:,}" for each in shown[:_TALLIES]]
    if len(shown) > _TALLIES:
        parts.append("…")
    return " · ".join(parts)
