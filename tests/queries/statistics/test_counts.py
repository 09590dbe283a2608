"""The rows of the statistics, computed again from the triples of the shipped graph."""

from __future__ import annotations

from collections import Counter

import pyoxigraph as ox
import rdflib
from rdflib import DCTERMS, RDF, SKOS, URIRef

from gumru_kg.namespaces import GUM, GV, compress
from tests.queries.named import ask_store, read_query_file

G = rdflib.Namespace(GUM)
V = rdflib.Namespace(GV)
VERDICTS = ("accepted", "attributed", "rejected")


def ask(store: ox.Store, name: str) -> list[dict[str, str]]:
    header, *rows = ask_store(store, read_query_file(f"statistics/{name}").text)
    return [dict(zip(header, row, strict=True)) for row in rows]


def name(term: object) -> str:
    return compress(str(term))


def test_facts_are_the_accepted_claims(store: ox.Store, graph: rdflib.Graph) -> None:
    expected = {
        (
            name(graph.value(claim, RDF.subject)),
            name(graph.value(claim, RDF.predicate)),
            name(graph.value(claim, G.source)),
        )
        for claim in graph.subjects(G.verdict, V["verdict.accepted"])
    }
    rows = ask(store, "facts")
    assert {(r["subject"], r["predicate"], r["source"]) for r in rows} == expected


def test_every_source_is_there_with_its_claims(
    store: ox.Store, graph: rdflib.Graph
) -> None:
    counts = Counter(
        (graph.value(claim, G.source), graph.value(claim, G.verdict))
        for claim in graph.subjects(RDF.type, G.Claim)
    )
    expected = {
        name(source): tuple(
            str(counts[source, V[f"verdict.{verdict}"]]) for verdict in VERDICTS
        )
        for source in graph.subjects(RDF.type, G.Source)
    }
    rows = ask(store, "sources")
    assert len(rows) == len(expected)
    assert {
        row["source"]: tuple(row[verdict] for verdict in VERDICTS) for row in rows
    } == expected
    assert {row["source"]: row["language"] for row in rows if row["language"]} == {
        name(source): str(language)
        for source, language in graph.subject_objects(DCTERMS.language)
        if (source, RDF.type, G.Source) in graph
    }


def test_content_of_every_clause_is_known_or_not(
    store: ox.Store, graph: rdflib.Graph
) -> None:
    def state(clause: rdflib.term.Node) -> str:
        if (clause, G.content, None) in graph:
            return "accepted"
        is_attributed = any(
            graph.value(claim, RDF.predicate) == G.content
            and graph.value(claim, G.verdict) == V["verdict.attributed"]
            for claim in graph.subjects(RDF.subject, clause)
        )
        return "attributed" if is_attributed else "unverified"

    expected = {
        name(clause): state(clause) for clause in graph.objects(None, G.hasClause)
    }
    rows = ask(store, "clauses")
    assert {r["clause"]: r["content"] for r in rows if r["clause"]} == expected
    treaties = {name(treaty) for treaty in graph.subjects(RDF.type, G.Treaty)}
    assert {row["treaty"] for row in rows} == treaties


def test_persons_without_a_date_of_death_are_found(
    store: ox.Store, graph: rdflib.Graph
) -> None:
    expected = {
        name(person): "true" if (person, G.died, None) in graph else "false"
        for person in graph.subjects(RDF.type, G.Person)
    }
    rows = ask(store, "completeness")
    assert {
        row["thing"]: row["isKnown"]
        for row in rows
        if row["measure"] == "persons with a date of death"
    } == expected


def test_every_link_is_counted(store: ox.Store, graph: rdflib.Graph) -> None:
    links = set(graph.subjects(RDF.type, G.Link))
    rows = ask(store, "links")
    assert sum(int(row["links"]) for row in rows) == len(links)


def test_every_rejected_claim_is_listed(store: ox.Store, graph: rdflib.Graph) -> None:
    expected = {name(it) for it in graph.subjects(G.verdict, V["verdict.rejected"])}
    assert {row["claim"] for row in ask(store, "rejected")} == expected


def test_names_of_persons_are_counted_with_those_of_all_agents(
    store: ox.Store, graph: rdflib.Graph
) -> None:
    wider = set(graph.transitive_subjects(rdflib.RDFS.subClassOf, G.Agent))
    agents = {it for kind in wider for it in graph.subjects(RDF.type, kind)}
    expected = Counter(
        label.language
        for agent in agents
        for label in graph.objects(agent, URIRef(SKOS.prefLabel))
        if isinstance(label, rdflib.Literal)
    )
    assert {
        row["language"]: int(row["named"])
        for row in ask(store, "label-languages")
        if row["kind"] == "gum:Agent"
    } == dict(expected)
