"""The four graphs of a nanopublication, and a file for each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, TypeAlias

import pyoxigraph as ox

from gumru_kg.exporters.claim_support import is_accepted
from gumru_kg.exporters.short_names import name_shortly
from gumru_kg.namespaces import PREFIXES, RDFS, expand

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from gumru_kg.things import Thing, Things

_Fact: TypeAlias = tuple[object, str, object]

_NP: Final = "http://www.nanopub.org/nschema#"
# What signs a nanopublication puts its own address in the place of this one.
_TEMPORARY: Final = "http://purl.org/nanopub/temp/gumru-kg-"
_TYPE: Final = ox.NamedNode(f"{PREFIXES['rdf']}type")
# What the source says, and in which way it says it.
_STATEMENT: Final = (
    "rdf:type",
    "rdf:subject",
    "rdf:predicate",
    "rdf:object",
    "gum:source",
    "gum:assertedBy",
    "gum:stance",
    "gum:certainty",
    "gum:ground",
    "gum:sourceDate",
    "gum:calendar",
    "gum:nameInSource",
)
_SOURCE: Final = ("skos:prefLabel", "schema:url", "gum:perspective", "gum:group")


def write_nanopubs(things: Things) -> dict[str, bytes]:
    """Write a template of a nanopublication for each claim of a graph.

    Args:
        things: The graph.

    Returns:
        TriG by the name of its file. A claim without subject, property or value makes
        no statement, and gets none.

    Example:
        >>> from gumru_kg.dataset import shipped_graph
        >>> from gumru_kg.things import Things
        >>> files = write_nanopubs(Things(shipped_graph()))
        >>> name = "claim-gumru-signing-date-nutuk-1927.trig"
        >>> files[name].count(b"np:Nanopublication")
        1
    """
    about = list(_describe_data_set(things))
    return {
        f"{name_shortly(claim)}.trig": _write(claim, about)
        for claim in things.of_class("gum:Claim")
        if _list_statements(claim)
    }


def _write(claim: Thing, about: list[tuple[str, object]]) -> bytes:
    base = f"{_TEMPORARY}{name_shortly(claim)}#"
    this, assertion = ox.NamedNode(base), ox.NamedNode(f"{base}assertion")
    graphs = {
        "Head": _head(base),
        "assertion": _assertion(claim),
        "provenance": _provenance(claim, assertion),
        "pubinfo": _pubinfo(claim, this, about),
    }
    # A graph after the other, as readers of nanopublications know them.
    quads = [
        ox.Quad(subject, ox.NamedNode(expand(predicate) or predicate), value, graph)  # type: ignore[arg-type]  # narrower than what the library declares
        for name, facts in graphs.items()
        for graph in (ox.NamedNode(f"{base}{name}"),)
        for subject, predicate, value in sorted(set(facts), key=str)
    ]
    content = ox.serialize(
        quads, format=ox.RdfFormat.TRIG, prefixes=_list_prefixes(quads, base)
    )
    return content or b""


def _head(base: str) -> Iterator[_Fact]:
    this = ox.NamedNode(base)
    yield this, "rdf:type", ox.NamedNode(f"{_NP}Nanopublication")
    for name, graph in (
        ("hasAssertion", "assertion"),
        ("hasProvenance", "provenance"),
        ("hasPublicationInfo", "pubinfo"),
    ):
        yield this, f"{_NP}{name}", ox.NamedNode(f"{base}{graph}")


def _assertion(claim: Thing) -> Iterable[_Fact]:
    if is_accepted(claim):
        return _list_statements(claim)
    return _describe(claim, _STATEMENT)


def _provenance(claim: Thing, assertion: ox.NamedNode) -> Iterator[_Fact]:
    yield assertion, "prov:wasDerivedFrom", claim.node
    if is_accepted(claim):
        yield from _describe(claim, _STATEMENT)
    for source in claim.things("gum:source"):
        yield assertion, "prov:hadPrimarySource", source.node
        yield from _describe(source, _SOURCE)
    for evidence in claim.things("gum:evidence"):
        yield claim.node, "gum:evidence", evidence.node
        yield from _describe(evidence, evidence.predicates)
        for selector in evidence.things("oa:hasSelector"):
            yield from _describe(selector, selector.predicates)


def _pubinfo(
    claim: Thing, this: ox.NamedNode, about: list[tuple[str, object]]
) -> Iterator[_Fact]:
    label = " ".join(each.label() for each in claim.things("rdf:subject"))
    properties = " ".join(each.label() for each in claim.things("rdf:predicate"))
    yield this, f"{RDFS}label", ox.Literal(f"{label}: {properties}", language="en")
    yield this, "dcterms:subject", claim.node
    yield from _describe(claim, ("gum:verdict", "gum:rationale", "gum:answers"))
    for predicate, value in about:
        yield this, predicate, value


def _describe_data_set(things: Things) -> Iterator[tuple[str, object]]:
    for data_set in things.of_class("dcat:Dataset"):
        yield "dcterms:isPartOf", data_set.node
        for predicate in ("dcterms:license", "dcat:version"):
            for value in data_set.terms(predicate):
                yield predicate, value


def _describe(thing: Thing, predicates: Iterable[str]) -> list[_Fact]:
    return [
        (thing.node, predicate, value)
        for predicate in predicates
        for value in _keep_one_language(thing.terms(predicate))
    ]


def _keep_one_language(values: tuple[object, ...]) -> list[object]:
    # Programs that sign do not agree on the order of texts that differ in language, so
    # that one of them finds wrong what another has signed.
    texts = [each for each in values if isinstance(each, ox.Literal) and each.language]
    english = [each for each in texts if each.language == "en"]
    kept = (english or texts)[:1]
    return [each for each in values if each not in texts or each in kept]


def _list_statements(claim: Thing) -> list[_Fact]:
    return [
        (subject.node, predicate, value)
        for subject in claim.things("rdf:subject")
        for predicate in claim.iris("rdf:predicate")
        for value in claim.terms("rdf:object")
    ]


def _list_prefixes(quads: list[ox.Quad], base: str) -> dict[str, str]:
    iris = {
        term.value
        for quad in quads
        for term in (quad.subject, quad.predicate, quad.object)
        if isinstance(term, ox.NamedNode)
    }
    iris |= {
        quad.object.datatype.value
        for quad in quads
        if isinstance(quad.object, ox.Literal)
    }
    # One search a prefix: there are thousands of templates, and no IRI breaks a line.
    lines = "\n".join(("", *iris))
    known = {"np": _NP, **PREFIXES}
    used = {
        prefix: namespace
        for prefix, namespace in sorted(known.items())
        if f"\n{namespace}" in lines
    }
    return {"this": base, **used}
