"""Answers that are computed a second time, in plain Python, from the triples."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterator

import pyoxigraph as ox
import pytest
import rdflib
from rdflib import OWL, RDF, RDFS, SKOS, Literal, URIRef
from rdflib.term import Node

from gumru_kg.namespaces import GID, GUM, GV, compress
from tests.queries.named import Table, ask_graph, ask_store, read_query_file

G = rdflib.Namespace(GUM)
V = rdflib.Namespace(GV)
AGAINST = {V["stance.doubts"], V["stance.denies"]}


def _write(term: Node) -> str:
    if isinstance(term, URIRef):
        return compress(str(term))
    assert isinstance(term, Literal)
    return f"{term}@{term.language}" if term.language else str(term)


def _columns(table: Table, *names: str) -> list[tuple[str, ...]]:
    places = [table[0].index(name) for name in names]
    return [tuple(row[place] for place in places) for row in table[1:]]


def _value(graph: rdflib.Graph, subject: Node, property_: URIRef) -> Node:
    (value,) = graph.objects(subject, property_)
    return value


def _statement(graph: rdflib.Graph, claim: Node) -> tuple[Node, Node, Node]:
    return (
        _value(graph, claim, RDF.subject),
        _value(graph, claim, RDF.predicate),
        _value(graph, claim, RDF.object),
    )


def _claims(graph: rdflib.Graph, *verdicts: str) -> Iterator[Node]:
    for verdict in verdicts:
        yield from graph.subjects(G.verdict, V[f"verdict.{verdict}"])


@pytest.fixture(scope="module")
def rivals(graph: rdflib.Graph) -> set[tuple[str, ...]]:
    """The disputed positions: subject, predicate, object, denied."""
    positions: dict[object, set[tuple[Node, Node, Node, bool]]] = defaultdict(set)
    for claim in _claims(graph, "accepted", "attributed"):
        subject, predicate, value = _statement(graph, claim)
        denied = _value(graph, claim, G.stance) in AGAINST
        position = (subject, predicate, value, denied)
        questions = list(graph.objects(claim, G.answers))
        for question in questions:
            positions[question].add(position)
        if not questions and (predicate, RDF.type, OWL.FunctionalProperty) in graph:
            positions[subject, predicate].add(position)
    return {
        (_write(s), _write(p), _write(o), str(denied).lower())
        for group in positions.values()
        if len(group) > 1
        for s, p, o, denied in group
    }


def test_disputed_are_the_groups_with_two_positions(
    store: ox.Store, rivals: set[tuple[str, ...]]
) -> None:
    table = ask_store(store, read_query_file("claims/disputed").text)
    found = _columns(table, "subject", "predicate", "object", "denied")
    assert set(found) == rivals


def test_one_sided_are_the_facts_of_one_perspective_or_group(
    store: ox.Store, graph: rdflib.Graph
) -> None:
    sources: dict[tuple[Node, Node, Node], set[Node]] = defaultdict(set)
    for claim in _claims(graph, "accepted"):
        source = _value(graph, claim, G.source)
        sources[_statement(graph, claim)].add(source)
    expected: Counter[tuple[str, ...]] = Counter()
    for statement, said_by in sources.items():
        groups = {_value(graph, source, G.group) for source in said_by}
        views = {_value(graph, source, G.perspective) for source in said_by}
        if len(groups) == 1 or len(views) == 1:
            kind = "one group" if len(groups) == 1 else "one perspective"
            view = _write(next(iter(views))) if len(views) == 1 else ""
            expected[*map(_write, statement), kind, view] += 1
    table = ask_store(store, read_query_file("claims/one-sided").text)
    columns = ("subject", "predicate", "object", "restsOn", "perspective")
    assert Counter(_columns(table, *columns)) == expected


def test_burden_counts_what_each_party_bears(
    store: ox.Store, graph: rdflib.Graph
) -> None:
    treaty = URIRef(f"{GID}treaty-gumru-1920")
    provisions = {
        value
        for claim in _claims(graph, "accepted", "attributed")
        for subject, predicate, value in [_statement(graph, claim)]
        if (subject, predicate) == (treaty, G.hasProvision)
    }
    expected = Counter(
        (_write(party), _write(_value(graph, provision, RDF.type)))
        for provision in provisions
        for party in graph.objects(provision, G.bearer)
    )
    table = ask_store(store, read_query_file("provisions/burden").text)
    found = _columns(table, "party", "kind", "provisions")
    assert {(party, kind): int(count) for party, kind, count in found} == expected


def test_counts_are_those_of_the_triples(store: ox.Store, graph: rdflib.Graph) -> None:
    table = ask_store(store, read_query_file("dataset/counts").text)
    found = {(m, v): int(n) for m, v, n in _columns(table, "measure", "value", "count")}
    for verdict in ("accepted", "attributed", "rejected"):
        count = found["claims by verdict", f"gv:verdict.{verdict}"]
        assert count == len(set(_claims(graph, verdict)))
    assert found["class", "gum:Claim"] == len(set(graph.subjects(RDF.type, G.Claim)))
    assert found["labelled things by language", "tr"] == len(
        {s for s, o in graph.subject_objects(SKOS.prefLabel) if _language(o) == "tr"}
    )
    about = ask_store(store, read_query_file("dataset/about").text)
    assert _columns(about, "triples") == [(str(len(graph)),)]


def _language(term: Node) -> str | None:
    return term.language if isinstance(term, Literal) else None


def test_find_knows_every_name(store: ox.Store, graph: rdflib.Graph) -> None:
    table = ask_store(store, read_query_file("names/find").text)
    expected = {
        (_write(thing), _write(name))
        for property_ in (SKOS.prefLabel, SKOS.altLabel, RDFS.label)
        for thing, name in graph.subject_objects(property_)
    }
    assert set(_columns(table, "thing", "name")) == expected


def test_languages_are_those_of_the_names(store: ox.Store, graph: rdflib.Graph) -> None:
    table = ask_store(store, read_query_file("dataset/languages").text)
    expected = Counter(
        _language(name)
        for property_ in (SKOS.prefLabel, SKOS.altLabel, RDFS.label)
        for _, name in graph.subject_objects(property_)
    )
    found = {lang: int(n) for lang, n in _columns(table, "language", "names")}
    assert found == expected


def test_days_from_the_offensive_are_those_of_the_calendar(
    store: ox.Store, graph: rdflib.Graph
) -> None:
    def day(event: str, bound: URIRef) -> dt.date:
        value = _value(graph, URIRef(f"{GID}event-{event}"), bound)
        return dt.date.fromisoformat(str(value))

    fewest = day("gumru-signing", G.earliest) - day("eastern-offensive", G.latest)
    most = day("gumru-signing", G.latest) - day("eastern-offensive", G.earliest)
    table = ask_store(store, read_query_file("events/days-from-offensive").text)
    assert _columns(table, "fewestDays", "mostDays") == [
        (str(fewest.days), str(most.days))
    ]


@pytest.mark.parametrize(
    ("first", "last"),
    [
        ("1900-02-28", "1900-03-01"),
        ("1920-02-28", "1920-03-01"),
        ("1919-12-31", "1920-01-01"),
        ("1582-10-15", "2026-11-22"),
    ],
)
def test_days_are_right_over_leap_days_and_years(first: str, last: str) -> None:
    store = ox.Store()
    data = f"""
        @prefix gid: <{GID}> . @prefix gum: <{GUM}> .
        @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
        gid:event-a gum:date "{first}" ;
            gum:earliest "{first}"^^xsd:date ; gum:latest "{first}"^^xsd:date .
        gid:event-b gum:date "{last}" ;
            gum:earliest "{last}"^^xsd:date ; gum:latest "{last}"^^xsd:date .
    """
    store.load(data.encode(), format=ox.RdfFormat.TURTLE)
    text = read_query_file("events/days-from-offensive").text
    text = text.replace("gid:event-eastern-offensive", "gid:event-a")
    text = text.replace("gid:event-gumru-signing", "gid:event-b")
    days = (dt.date.fromisoformat(last) - dt.date.fromisoformat(first)).days
    assert ask_store(store, text)[1:] == ((first, last, str(days), str(days)),)


def test_spans_carry_the_whole_ledger(store: ox.Store) -> None:
    table = ask_store(store, read_query_file("evidence/spans").text)
    identifiers = {
        name for (cell,) in _columns(table, "identifiers") for name in cell.split()
    }
    assert identifiers == {f"S{number:02d}" for number in range(1, 60)}


def test_gaps_are_the_characters_that_no_span_covers(store: ox.Store) -> None:
    table = ask_store(store, read_query_file("evidence/spans").text)
    rows = [
        tuple(map(int, row)) for row in _columns(table, "start", "end", "gapBefore")
    ]
    covered = {place for start, end, _ in rows for place in range(start, end)}
    length = max(end for _, end, _ in rows)
    # Spans that begin at one place have one gap before them.
    gaps = {start: gap for start, _, gap in rows}
    assert sum(gaps.values()) == length - len(covered)


def test_a_fact_without_claim_is_found(graph: rdflib.Graph) -> None:
    text = read_query_file("checks/facts-and-claims").text
    treaty = URIRef(f"{GID}treaty-gumru-1920")
    broken = rdflib.Graph() + graph
    broken.add((treaty, G.party, URIRef(f"{GID}agent-georgia-1918")))
    (row,) = _columns(
        ask_graph(broken, text), "problem", "subject", "predicate", "object"
    )
    assert row == (
        "fact without an accepted claim",
        "gid:treaty-gumru-1920",
        "gum:party",
        "gid:agent-georgia-1918",
    )


def test_an_accepted_claim_without_fact_is_found(graph: rdflib.Graph) -> None:
    text = read_query_file("checks/facts-and-claims").text
    treaty = URIRef(f"{GID}treaty-gumru-1920")
    broken = rdflib.Graph() + graph
    broken.remove((treaty, G.legalStatus, None))
    rows = _columns(ask_graph(broken, text), "problem", "subject", "predicate")
    assert set(rows) == {
        ("accepted claim without its fact", "gid:treaty-gumru-1920", "gum:legalStatus")
    }
