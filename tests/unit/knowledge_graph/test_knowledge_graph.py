"""The graph answers with objects, and tells what it cannot answer."""

from __future__ import annotations

import dataclasses
import datetime as dt
import gc
import io
import json
import weakref
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox
import pytest
import rdflib

import gumru_kg
from gumru_kg.dataset import Dataset
from gumru_kg.errors import (
    DataError,
    DateError,
    EngineError,
    FileError,
    QueryError,
    QueryParameterError,
    UnknownNameError,
    UnknownQueryError,
    ValidationFailureError,
)
from gumru_kg.knowledge_graph import KnowledgeGraph, open_graph
from gumru_kg.namespaces import GID
from gumru_kg.results import Solutions, Triples

if TYPE_CHECKING:
    from pathlib import Path

GUMRU = f"{GID}treaty-gumru-1920"
SMALL = """
@prefix gid: <https://w3id.org/gumru/id/> .
@prefix gum: <https://w3id.org/gumru/ont#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
gid:treaty-x a gum:Treaty ; skos:prefLabel "Հ"@hy ; gum:articleCount 01 .
"""


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> KnowledgeGraph:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))
        opened = open_graph()
        assert opened.ask("ASK {}")
        return opened


@pytest.fixture
def small(tmp_path: Path) -> KnowledgeGraph:
    path = tmp_path / "small.ttl"
    path.write_text(SMALL, "utf-8")
    return open_graph(path)


def test_treaties_come_by_date(graph: KnowledgeGraph) -> None:
    treaties = graph.treaties()
    days = [treaty.earliest for treaty in treaties if treaty.earliest is not None]
    assert days == sorted(days)
    assert GUMRU in {treaty.iri for treaty in treaties}
    assert len({treaty.iri for treaty in treaties}) == len(treaties)


def test_treaty_has_its_record(graph: KnowledgeGraph) -> None:
    treaty = graph.treaty("gumru-1920")
    assert treaty.iri == GUMRU
    assert treaty.date == "1920-12-02/1920-12-03"
    assert treaty.earliest == dt.date(1920, 12, 2)
    assert treaty.latest == dt.date(1920, 12, 3)
    assert treaty.status is not None
    assert treaty.status.iri.endswith("status.not-in-force")
    assert len(treaty.parties) == 2
    assert treaty.signatories
    assert {"en", "tr", "hy", "ru"} <= {name.language for name in treaty.names}
    assert [len(text.clauses) >= 1 for text in treaty.texts]


def test_labels_come_in_the_language_asked(graph: KnowledgeGraph) -> None:
    assert graph.treaty(GUMRU, lang="tr").language == "tr"
    assert graph.treaty(GUMRU, lang="TR").language == "tr"


def test_missing_label_falls_back_to_english_and_says_so(graph: KnowledgeGraph) -> None:
    assert graph.treaty(GUMRU, lang="la").language == "en"


def test_thing_without_a_usable_name_is_called_by_its_iri(
    small: KnowledgeGraph,
) -> None:
    (treaty,) = small.treaties(lang="tr")
    assert (treaty.label, treaty.language) == (f"{GID}treaty-x", "")
    (treaty,) = small.treaties(lang="hy")
    assert (treaty.label, treaty.language) == ("Հ", "hy")


def test_answers_turn_into_json(graph: KnowledgeGraph) -> None:
    answers: tuple[Any, ...] = (
        graph.treaty(GUMRU),
        graph.info(),
        *graph.treaties(),
        *graph.provisions(GUMRU),
        *graph.events(),
        *graph.claims(GUMRU),
    )
    for answer in answers:
        text = json.dumps(dataclasses.asdict(answer), default=str)
        assert json.loads(text)["iri"]


def test_answers_cannot_be_changed(graph: KnowledgeGraph) -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        graph.treaty(GUMRU).label = "x"  # type: ignore[misc]  # what is tested


def test_provisions_have_bearers_and_kinds(graph: KnowledgeGraph) -> None:
    provisions = graph.provisions("gumru-1920")
    assert all(provision.bearers for provision in provisions)
    assert all(provision.kinds for provision in provisions)
    assert {provision.is_accepted for provision in provisions} == {True, False}
    assert len({provision.iri for provision in provisions}) == len(provisions)


def test_events_lie_in_the_span(graph: KnowledgeGraph) -> None:
    events = graph.events(since="1920-11", until=dt.date(1920, 12, 31))
    assert events
    for event in events:
        assert event.latest is None or event.latest >= dt.date(1920, 11, 1)
        assert event.earliest is None or event.earliest <= dt.date(1920, 12, 31)
    assert len(graph.events()) > len(events)


def test_open_span_reaches_all_events(graph: KnowledgeGraph) -> None:
    assert set(graph.events(since="1900")) | set(graph.events(until="1900")) == set(
        graph.events()
    )


@pytest.mark.parametrize(
    ("since", "until"),
    [
        ("1920-13", None),
        (None, "1920-02-30"),
        ("yesterday", None),
        ("", None),
        ("1921", "1920"),
        ("1920-12-03", "1920-12-02"),
    ],
)
def test_wrong_date_is_refused(
    graph: KnowledgeGraph, since: str | None, until: str | None
) -> None:
    with pytest.raises(DateError):
        graph.events(since=since, until=until)


def test_claims_say_who_says_what(graph: KnowledgeGraph) -> None:
    claims = graph.claims("event-gumru-signing")
    assert {claim.verdict for claim in claims} <= {"accepted", "attributed", "rejected"}
    assert {claim.stance for claim in claims} <= {
        "asserts",
        "reports",
        "doubts",
        "denies",
    }
    assert all(claim.source.label and claim.evidence for claim in claims)
    assert len({claim.iri for claim in claims}) == len(claims)


def test_claims_of_a_seed_span_have_offsets(graph: KnowledgeGraph) -> None:
    evidence = [one for claim in graph.claims("seed") for one in claim.evidence]
    assert any(
        one.start is not None and one.end is not None and one.start < one.end
        for one in evidence
    )


def test_disputes_have_two_positions_or_more(graph: KnowledgeGraph) -> None:
    disputes = graph.disputed(lang="tr")
    assert disputes
    for dispute in disputes:
        assert len(dispute.positions) >= 2
        for position in dispute.positions:
            assert len(position.witnesses) >= position.groups > 0


def test_statements_of_a_source_are_its_own(graph: KnowledgeGraph) -> None:
    source = graph.resolve("seed")
    statements = graph.statements("seed")
    assert {w.source.iri for said in statements for w in said.witnesses} == {source}


def test_info_counts_what_is_there(graph: KnowledgeGraph) -> None:
    info = graph.info()
    assert info.triples == len(graph.dataset)
    assert info.version == info.package_version == gumru_kg.__version__
    verdicts = [c.count for c in info.counts if c.measure == "claims by verdict"]
    assert sum(verdicts) == info.claims


def test_info_of_a_graph_that_does_not_describe_itself(small: KnowledgeGraph) -> None:
    info = small.info()
    assert info.iri == ""
    assert [
        (count.value, count.count) for count in info.counts if count.value[:3] == "gum"
    ]


@pytest.mark.parametrize(
    "name", ["treaty-gumru-1920", "gumru-1920", GUMRU, "gid:treaty-gumru-1920"]
)
def test_thing_is_found_by_its_identifiers(graph: KnowledgeGraph, name: str) -> None:
    assert graph.resolve(name) == GUMRU


def test_every_preferred_name_of_the_treaty_leads_to_it(graph: KnowledgeGraph) -> None:
    for name in graph.treaty(GUMRU).names:
        if name.is_preferred:
            assert graph.resolve(name.text) == GUMRU


def test_thing_without_a_name_is_found_by_its_slug(graph: KnowledgeGraph) -> None:
    claim = graph.claims(GUMRU)[0].iri
    assert graph.resolve(claim.removeprefix(GID)) == claim


def test_unknown_name_comes_with_the_nearest(graph: KnowledgeGraph) -> None:
    with pytest.raises(UnknownNameError, match="treaty-gumru-1920") as caught:
        graph.treaty("Gümrü Antlaşmsı")
    assert 1 <= len(caught.value.nearest) <= 5


def test_town_and_treaty_of_one_name_are_told_apart(graph: KnowledgeGraph) -> None:
    assert graph.treaty("kars").iri == f"{GID}treaty-kars-1921"
    assert graph.provisions("kars") == graph.provisions("treaty-kars-1921")
    assert graph.resolve("place-kars") == f"{GID}place-kars"


def test_what_is_no_treaty_is_told(graph: KnowledgeGraph) -> None:
    with pytest.raises(UnknownNameError, match="is gid:place-kars, which is no treaty"):
        graph.treaty("place-kars")


def test_language_that_is_none_is_refused(graph: KnowledgeGraph) -> None:
    with pytest.raises(QueryParameterError):
        graph.treaties(lang='en" } #')


def test_named_query_takes_names_for_things(graph: KnowledgeGraph) -> None:
    for name in ("gumru-1920", GUMRU, "Gümrü Antlaşması", ox.NamedNode(GUMRU)):
        answer = graph.query("treaty/parties", treaty=name)
        assert isinstance(answer, Solutions)
        assert len(list(answer)) == 2


def test_named_query_refuses_what_it_does_not_know(graph: KnowledgeGraph) -> None:
    with pytest.raises(UnknownQueryError):
        graph.query("treaty/nothing")
    with pytest.raises(QueryParameterError):
        graph.query("treaty/list", treaty=GUMRU)
    with pytest.raises(UnknownNameError):
        graph.query("treaty/parties", treaty="nothing at all")


def test_kept_answers_are_those_of_the_engine(cache_home: Path) -> None:
    del cache_home  # the place where they are kept
    first = [open_graph().treaty(GUMRU), open_graph().disputed(), open_graph().info()]
    again = [open_graph().treaty(GUMRU), open_graph().disputed(), open_graph().info()]
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("GUMRU_NO_CACHE", "1")
        direct = [open_graph().treaty(GUMRU), open_graph().disputed()]
    assert first == again
    assert first[:2] == direct


def test_every_named_query_answers_alike_from_the_cache(cache_home: Path) -> None:
    del cache_home
    first, again = open_graph(), open_graph()
    for name in gumru_kg.load_catalog():
        one, two = first.query(name), again.query(name)
        if isinstance(one, Triples):
            # Triples have no order, and are not kept.
            assert isinstance(two, Triples)
            assert set(one) == set(two), name
            continue
        assert isinstance(one, Solutions)
        assert isinstance(two, Solutions)
        assert list(one) == list(two), name


def test_file_is_opened(small: KnowledgeGraph) -> None:
    assert [treaty.iri for treaty in small.treaties()] == [f"{GID}treaty-x"]
    assert small.disputed() == ()
    assert not small.validate().conforms
    assert small.validate(engine="pyshacl").engine == "pyshacl"
    with pytest.raises(ValidationFailureError, match="holds no shape"):
        small.validate(shapes="ontology")


def test_lexical_forms_survive_opening_and_export(small: KnowledgeGraph) -> None:
    assert b'"01"' in small.export("ntriples")


def test_several_files_are_opened_as_one(tmp_path: Path) -> None:
    for number in (1, 2):
        (tmp_path / f"{number}.nt").write_text(
            f"<urn:{number}> <urn:b> <urn:c> .", "utf-8"
        )
    opened = open_graph([tmp_path / "1.nt", str(tmp_path / "2.nt")])
    assert len(opened.dataset) == 2


def test_graph_of_rdflib_and_data_set_are_opened() -> None:
    given = rdflib.Graph().parse(data=SMALL, format="turtle")
    assert len(open_graph(given).treaties()) == 1
    assert len(open_graph(Dataset.from_rdflib(given)).treaties()) == 1


def test_missing_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(FileError):
        open_graph(tmp_path / "none.ttl")


def test_rdflib_gets_the_whole_graph(graph: KnowledgeGraph) -> None:
    assert len(graph.to_rdflib()) == len(graph.dataset)


def test_things_are_searched_by_part_of_a_name(graph: KnowledgeGraph) -> None:
    found = graph.find_entities("karabekir", lang="tr")
    assert any(thing.iri == f"{GID}agent-karabekir" for thing in found)
    assert graph.find_entities("xyzzy") == ()


@pytest.mark.parametrize("name", ["name", "self", "nothing"])
def test_unknown_parameter_is_told_whatever_its_name(
    graph: KnowledgeGraph, name: str
) -> None:
    parameters: dict[str, object] = {name: "x"}
    with pytest.raises(QueryParameterError, match="none of this name; it has: lang"):
        graph.query("treaty/list", **parameters)


@pytest.mark.parametrize("text", ["ASK {}", "SELECT * { ?s ?p 1 }", "DESCRIBE <urn:a>"])
def test_sparql_in_place_of_a_name_is_told_its_method(
    graph: KnowledgeGraph, text: str
) -> None:
    with pytest.raises(UnknownQueryError, match=r"give the name.*\.sparql\(…\) takes"):
        graph.query(text)


def test_other_form_is_told_the_method_that_takes_it(graph: KnowledgeGraph) -> None:
    for run in (graph.select, graph.construct):
        with pytest.raises(QueryError, match=r"\.sparql\(…\) of a graph"):
            run("ASK {}")
    assert graph.sparql("ASK {}") is True


@pytest.mark.parametrize("nothing", [[], (), iter(())])
def test_list_of_nothing_is_refused(nothing: list[str]) -> None:
    with pytest.raises(FileError, match=r"nothing to open.*name a file"):
        open_graph(nothing)


@pytest.mark.parametrize(
    ("source", "kind"),
    [
        (io.BytesIO(b""), "BytesIO"),
        (io.StringIO("<urn:a> <urn:b> 1 ."), "StringIO"),
        (b"data/gumru.ttl", "bytes"),
        (5, "int"),
        (["data/gumru.ttl", 5], "int"),
    ],
)
def test_object_that_is_no_source_is_told_by_its_type(source: str, kind: str) -> None:
    with pytest.raises(DataError, match=f"of the type {kind} is given; give a path"):
        open_graph(source)


def test_store_of_pyoxigraph_is_copied() -> None:
    store = ox.Store()
    assert len(open_graph(store).dataset) == 0
    store.add(ox.Quad(*map(ox.NamedNode, ("urn:a", "urn:b", "urn:c", "urn:g"))))
    graph = open_graph(store)
    assert list(graph.dataset) == list(store)
    store.clear()
    assert graph.ask("ASK { <urn:a> <urn:b> <urn:c> }")


@pytest.mark.parametrize("sources", [("store:a", "b.ttl"), (["b.ttl", "store:a"],)])
def test_store_is_opened_alone(sources: tuple[str, ...]) -> None:
    with pytest.raises(DataError, match="store:a: a store is opened by itself"):
        open_graph(*sources)


@pytest.mark.parametrize("source", ["", [""], ["data/gumru.ttl", ""]])
def test_empty_path_is_told(source: str) -> None:
    with pytest.raises(FileError, match="'': is no path; name a file"):
        open_graph(source)
    with pytest.raises(FileError, match="store: names no folder"):
        open_graph("store:")


def test_address_among_files_is_told_its_place() -> None:
    with pytest.raises(FileError, match=r"is an address.*--endpoint"):
        open_graph(["https://example.org/sparql"])


def test_language_is_read_alike_everywhere(graph: KnowledgeGraph) -> None:
    ways = (
        lambda lang: graph.describe("gumru-1920", lang=lang),
        lambda lang: graph.statements("gumru-1920", lang=lang),
        lambda lang: graph.find_entities("gümrü", lang=lang),
        lambda lang: graph.treaties(lang=lang),
        lambda lang: graph.match_name("gümrü", lang=lang),
    )
    for way in ways:
        assert way("TR") == way("tr")
        with pytest.raises(QueryParameterError, match="'not a tag!' is no language"):
            way("not a tag!")
    assert ways[0]("TR") != ways[0]("en")


def test_number_of_candidates_is_one(graph: KnowledgeGraph) -> None:
    assert graph.match_name("kars", limit=0) == ()
    with pytest.raises(QueryParameterError, match="-1 is no number of candidates"):
        graph.match_name("kars", limit=-1)


def test_closed_graph_lets_go_of_its_store_and_says_so(tmp_path: Path) -> None:
    gumru_kg.load_store("data/gumru.ttl", store=tmp_path / "store")
    with open_graph(f"store:{tmp_path / 'store'}") as graph:
        rows = graph.select("SELECT ?t { ?t a gum:Treaty }")
        index = weakref.ref(graph.engine)
        assert repr(graph) == f"<KnowledgeGraph in the store {tmp_path / 'store'}>"
    gc.collect()
    assert index() is None
    assert len(list(rows)) >= 3
    for ask in (graph.treaties, graph.validate, lambda: graph.export("turtle")):
        with pytest.raises(EngineError, match="was closed; open it again"):
            ask()
    graph.close()


def test_graphs_say_what_they_are() -> None:
    assert repr(open_graph()) == "<KnowledgeGraph shipped>"
    assert repr(open_graph(Dataset(()))) == "<KnowledgeGraph in memory>"
    assert repr(open_graph("data/gumru.ttl")) == "<KnowledgeGraph of data/gumru.ttl>"
    endpoint = open_graph("https://example.org/sparql?key=secret")
    assert repr(endpoint) == "<KnowledgeGraph at https://example.org/sparql>"


def test_closed_endpoint_says_so() -> None:
    graph = open_graph("http://127.0.0.1:1/sparql")
    engine = graph.engine
    graph.close()
    with pytest.raises(EngineError, match="the graph was closed"):
        graph.ask("ASK {}")
    with pytest.raises(EngineError, match="sparql: was closed; open it again"):
        engine.ask("ASK {}")
