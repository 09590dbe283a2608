"""Relations between treaties, computed a second time from the triples."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

import pyoxigraph as ox
import pytest
import rdflib
from rdflib import RDF, SKOS, URIRef
from rdflib.namespace import DCTERMS
from rdflib.term import Node

from gumru_kg.namespaces import GID, GUM, GV, compress
from tests.queries.named import Table, ask_store, read_query_file

G = rdflib.Namespace(GUM)
V = rdflib.Namespace(GV)
THREE = [
    URIRef(f"{GID}treaty-{slug}") for slug in ("gumru-1920", "moscow-1921", "kars-1921")
]
GUMRU, MOSCOW, KARS = THREE
TAKING_UP = {
    G[name]
    for name in ("takesUp", "repeats", "modifies", "broadens", "narrows", "reverses")
}
CHANGING = TAKING_UP - {G.takesUp, G.repeats}
FOR = {V["stance.asserts"], V["stance.reports"]}

Tie = tuple[Node, Node, Node]


def _claims(graph: rdflib.Graph, *predicates: Node) -> Iterator[Tie]:
    """List the statements that a source makes and no editor rejects."""
    for claim, predicate in graph.subject_objects(RDF.predicate):
        is_for = graph.value(claim, G.stance) in FOR
        is_kept = graph.value(claim, G.verdict) != V["verdict.rejected"]
        subject, value = graph.value(claim, RDF.subject), graph.value(claim, RDF.object)
        if predicate in predicates and is_for and is_kept and subject and value:
            yield subject, predicate, value


@pytest.fixture(scope="module")
def provisions(graph: rdflib.Graph) -> dict[Node, set[Node]]:
    """The provisions of each treaty, accepted or only reported."""
    found: dict[Node, set[Node]] = defaultdict(set)
    for treaty, _, provision in _claims(graph, G.hasProvision):
        found[treaty].add(provision)
    return found


@pytest.fixture(scope="module")
def nodes(graph: rdflib.Graph, provisions: dict[Node, set[Node]]) -> dict[Node, Node]:
    """The treaty of each provision and clause."""
    found = {rule: treaty for treaty, rules in provisions.items() for rule in rules}
    for treaty, text in graph.subject_objects(G.hasText):
        found |= dict.fromkeys(graph.objects(text, G.hasClause), treaty)
    return found


@pytest.fixture(scope="module")
def ties(graph: rdflib.Graph) -> set[Tie]:
    """What takes up what, by whatever claim that stands."""
    return set(_claims(graph, *TAKING_UP))


@pytest.fixture(scope="module")
def cited(graph: rdflib.Graph) -> dict[tuple[Node, Node], set[Node]]:
    """The subjects whose notation the claims on two provisions or clauses cite."""
    notations = {str(word): node for node, word in graph.subject_objects(SKOS.notation)}
    found: dict[tuple[Node, Node], set[Node]] = defaultdict(set)
    for claim, predicate in graph.subject_objects(RDF.predicate):
        later, earlier = graph.value(claim, RDF.subject), graph.value(claim, RDF.object)
        if predicate in TAKING_UP and later and earlier:
            for evidence in graph.objects(claim, G.evidence):
                locator = str(graph.value(evidence, G.locator))
                found[later, earlier] |= {*filter(None, [notations.get(locator)])}
    return found


def _columns(table: Table, *names: str) -> list[tuple[str, ...]]:
    places = [table[0].index(name) for name in names]
    return [tuple(row[place] for place in places) for row in table[1:]]


def _ask(store: ox.Store, name: str) -> Table:
    return ask_store(store, read_query_file(name).text)


def test_successors_are_all_that_take_the_treaty_up(
    store: ox.Store, ties: set[Tie], nodes: dict[Node, Node]
) -> None:
    answered = _columns(
        _ask(store, "relations/successors"), "later", "relation", "provision"
    )
    expected = {
        (compress(str(later)), compress(str(relation)), compress(str(earlier)))
        for later, relation, earlier in ties
        if nodes[earlier] == GUMRU
    }
    assert set(answered) == expected


def test_differences_are_counted_as_they_are(
    store: ox.Store,
    ties: set[Tie],
    nodes: dict[Node, Node],
    provisions: dict[Node, set[Node]],
) -> None:
    table = _ask(store, "relations/small-changes")
    counts = {
        row[0]: tuple(map(int, row[1:]))
        for row in _columns(
            table, "treaty", "repeated", "changed", "onlyEarlier", "onlyLater"
        )
    }
    for treaty in (MOSCOW, KARS):
        between = {
            tie for tie in ties if (nodes[tie[0]], nodes[tie[2]]) == (treaty, GUMRU)
        }
        tied = {node for tie in between for node in (tie[0], tie[2])}
        assert counts[compress(str(treaty))] == (
            sum(relation == G.repeats for _, relation, _ in between),
            len({(a, b) for a, relation, b in between if relation in CHANGING}),
            len(provisions[GUMRU] - tied),
            len(provisions[treaty] - tied),
        )


def test_subjects_that_stand_alone_are_those_without_a_tie(
    store: ox.Store,
    graph: rdflib.Graph,
    ties: set[Tie],
    nodes: dict[Node, Node],
    provisions: dict[Node, set[Node]],
    cited: dict[tuple[Node, Node], set[Node]],
) -> None:
    unread = {
        clause: nodes[clause]
        for clause in graph.subjects(RDF.type, G.Clause)
        if (clause, SKOS.scopeNote, None) in graph
        and (clause, G.content, None) not in graph
    }
    alone: set[tuple[str, ...]] = set()
    for treaty, change in zip(THREE, ("dropped", "between", "new"), strict=True):
        own = provisions[treaty] | {c for c, owner in unread.items() if owner == treaty}
        # An unread clause of another of the three may take the subject up.
        others = {c for c, owner in unread.items() if owner in {*THREE} - {treaty}}
        subjects = {
            subject for node in own for subject in graph.objects(node, DCTERMS.subject)
        } - {
            subject
            for node in others
            for subject in graph.objects(node, DCTERMS.subject)
        }
        for tie in ties:
            ends = {nodes[tie[0]], nodes[tie[2]]}
            if treaty in ends and ends <= set(THREE):
                shared = set(graph.objects(tie[0], DCTERMS.subject)) & set(
                    graph.objects(tie[2], DCTERMS.subject)
                )
                subjects -= shared or cited[tie[0], tie[2]]
        alone |= {
            (change, compress(str(subject)), compress(str(treaty)))
            for subject in subjects
        }
    answered = _columns(
        _ask(store, "relations/dropped-and-new"), "change", "subject", "treaty"
    )
    assert set(answered) == alone


def test_what_stands_alone_names_the_clauses_that_may_hold_it(
    store: ox.Store, graph: rdflib.Graph, nodes: dict[Node, Node]
) -> None:
    # Where a claim, even a rejected one, puts a provision, a subject is known.
    placed = {
        graph.value(claim, RDF.object)
        for claim in graph.subjects(RDF.predicate, G.expressedIn)
    }
    blank = {
        (nodes[clause], str(label))
        for clause in graph.subjects(RDF.type, G.Clause)
        if (clause, SKOS.scopeNote, None) in graph
        and (clause, G.content, None) not in graph
        and (clause, DCTERMS.subject, None) not in graph
        and clause not in placed
        for label in graph.objects(clause, SKOS.prefLabel)
        if getattr(label, "language", None) == "en" and nodes[clause] in THREE
    }
    assert blank == {
        *((GUMRU, f"Article {n} of the 18-article text") for n in (15, 16, 17)),
        *((MOSCOW, f"Article {n} of the Treaty of Moscow") for n in (4, 9, 10, 11, 14)),
        (KARS, "Article 19 of the Treaty of Kars"),
    }
    rows = _columns(_ask(store, "relations/dropped-and-new"), "treaty", "unread")
    for treaty, unread in rows:
        others = {label for owner, label in blank if compress(str(owner)) != treaty}
        assert set(filter(None, unread.split("; "))) == others


def test_a_clause_without_subject_stands_where_a_comparison_cites_one(
    store: ox.Store, graph: rdflib.Graph
) -> None:
    rows = _columns(_ask(store, "relations/subjects"), "notation", "clause", "standing")
    without = {
        (notation, clause, standing)
        for notation, clause, standing in rows
        if clause
        and (URIRef(clause.replace("gid:", GID)), DCTERMS.subject, None) not in graph
        and "not verified" in standing
        and clause.startswith(("gid:clause-moscow", "gid:clause-kars"))
    }
    assert without == {
        ("C26", "gid:clause-moscow-1921-art-09", "not verified"),
        ("C27", "gid:clause-moscow-1921-art-14", "not verified"),
    }


def test_later_treaty_is_the_subject_of_every_pair(store: ox.Store) -> None:
    listed = _columns(_ask(store, "treaty/list"), "treaty", "earliest")
    days = {row[0]: row[1] for row in listed}
    pairs = _columns(
        _ask(store, "relations/pairs"), "laterTreaty", "earlierTreaty", "later"
    )
    assert [pair for pair in pairs if days[pair[0]] <= days[pair[1]]] == []


def test_chain_follows_any_subject(store: ox.Store) -> None:
    query = read_query_file("relations/chain")
    table = ask_store(store, query.with_value("subject", "gv:subject.army-limits"))
    treaties = [treaty for (treaty,) in _columns(table, "treaty")]
    assert "gid:treaty-gumru-1920" in treaties
    days = [day for (day,) in _columns(table, "earliest") if day]
    assert days == sorted(days)


def test_chain_is_told_in_turkish(store: ox.Store) -> None:
    text = read_query_file("relations/chain").with_value("lang", '"tr"')
    rows = _columns(ask_store(store, text), "treatyLabel", "content", "changes")
    assert all(label.endswith("@tr") for label, _, _ in rows)
    assert all(content.endswith("@tr") for _, content, _ in rows if content)
    assert any("değiştirdiği" in changes for _, _, changes in rows)
