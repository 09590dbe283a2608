"""What the concordance of three small treaties says."""

from __future__ import annotations

from pathlib import Path

import pytest

from gumru_kg import KnowledgeGraph, open_graph
from gumru_kg.errors import QueryParameterError, UnknownNameError
from gumru_kg.exporters.concordance import tabulate
from gumru_kg.model.concordance import Concordance, SubjectRow
from gumru_kg.namespaces import GID, GUM, GV

ALL = ("alpha", "beta", "gamma")
TREATIES = Path(__file__).parent / "treaties.ttl"


def _told(concordance: Concordance, notation: str) -> list[tuple[str, str, str, bool]]:
    """List the relations of a subject: kind, later, earlier, whether accepted."""
    return [
        (each.kind, _short(each.later), _short(each.earlier), each.is_accepted)
        for each in _row(concordance, notation).relations
    ]


def _row(concordance: Concordance, notation: str) -> SubjectRow:
    (row,) = [row for row in concordance.rows if row.notation == notation]
    return row


def _short(treaty: str) -> str:
    return treaty.removeprefix(f"{GID}treaty-").partition("-")[0]


def _numbers(row: SubjectRow) -> list[list[tuple[str, str]]]:
    return [
        [(article.number, article.standing) for article in cell.articles]
        for cell in row.cells
    ]


def _graph(folder: Path, treaties: Path, more: str) -> KnowledgeGraph:
    text = f"{treaties.read_text('utf-8')}\n{more}\n"
    file = folder / "treaties.ttl"
    file.write_text(text, "utf-8")
    return open_graph(file)


@pytest.fixture
def file() -> Path:
    return Path(__file__).parent / "treaties.ttl"


# --- Columns and rows --------------------------------------------------------


def test_columns_stand_in_the_order_of_signature(treaties: KnowledgeGraph) -> None:
    shown = treaties.concordance("gamma", "alpha", "beta")
    assert [_short(treaty.iri) for treaty in shown.treaties] == list(ALL)


def test_undated_treaty_stands_last(treaties: KnowledgeGraph) -> None:
    shown = treaties.concordance("empty", "gamma")
    assert [_short(treaty.iri) for treaty in shown.treaties] == ["gamma", "empty"]


@pytest.mark.parametrize(
    "name",
    [
        "alpha",
        "ALPHA",
        "alpha-1900",
        "treaty-alpha-1900",
        "gid:treaty-alpha-1900",
        f"{GID}treaty-alpha-1900",
        "Treaty of Alpha, 1900",
        "alfa antlaşması",
    ],
)
def test_treaty_is_found_by_any_of_its_names(
    treaties: KnowledgeGraph, name: str
) -> None:
    shown = treaties.concordance(name, "gamma")
    assert shown.treaties[0].iri == f"{GID}treaty-alpha-1900"


def test_rows_are_the_subjects_of_the_columns_by_notation(
    treaties: KnowledgeGraph,
) -> None:
    every = treaties.concordance(*ALL)
    assert [row.notation for row in every.rows] == [f"R0{n}" for n in range(1, 7)]
    two = treaties.concordance("alpha", "empty")
    assert [row.notation for row in two.rows] == ["R01", "R02", "R05", "R06"]


def test_treaty_without_provisions_has_empty_cells(treaties: KnowledgeGraph) -> None:
    shown = treaties.concordance("alpha", "empty")
    assert all(row.cells[1].articles == () for row in shown.rows)


def test_treaty_that_nobody_went_through_drops_nothing(
    treaties: KnowledgeGraph,
) -> None:
    for topic in (None, "river"):
        shown = treaties.concordance("alpha", "empty", "beta", topic=topic)
        assert shown.unplaced == (f"{GID}treaty-empty-1915",)
        pairs = {
            (relation.earlier, relation.later)
            for row in shown.rows
            for relation in row.relations
        }
        assert pairs == {(f"{GID}treaty-alpha-1900", f"{GID}treaty-beta-1910")}
        (note,) = [note for note in tabulate(shown).notes if "nothing is" in note]
        assert note.startswith("Treaty of Empty, 1915: ")


def test_missing_topic_does_not_make_a_treaty_empty(treaties: KnowledgeGraph) -> None:
    assert treaties.concordance(*ALL, topic="toll").unplaced == ()


@pytest.mark.parametrize("day", ["9999-99-99", "-0044-03-15", "12021-01-01", "soon"])
def test_day_that_is_none_is_no_day(tmp_path: Path, day: str) -> None:
    """A graph that nobody validated is compared all the same."""
    file = tmp_path / "days.ttl"
    text = TREATIES.read_text("utf-8").replace('"1900-01-01"^^xsd', f'"{day}"^^xsd')
    file.write_text(text, "utf-8")
    treaties = open_graph(file).concordance("alpha", "beta").treaties
    days = {_short(treaty.iri): (treaty.earliest, treaty.latest) for treaty in treaties}
    assert days["alpha"] == (None, None)


@pytest.mark.parametrize(
    "topic", ["river", "gv:subject.river", "subject.river", "R01", "r01", "ırmak"]
)
def test_topic_is_found_by_any_of_its_names(
    treaties: KnowledgeGraph, topic: str
) -> None:
    shown = treaties.concordance(*ALL, topic=topic)
    assert [row.subject.iri for row in shown.rows] == [f"{GV}subject.river"]


def test_topic_that_no_treaty_has_is_a_row_of_nothing(
    treaties: KnowledgeGraph,
) -> None:
    (row,) = treaties.concordance(*ALL, topic="balıkçılık", lang="tr").rows
    assert row.subject.label == "balıkçılık"
    assert _numbers(row) == [[], [], []]
    assert row.relations == ()


# --- Cells -------------------------------------------------------------------


def test_article_says_how_sure_it_is(treaties: KnowledgeGraph) -> None:
    shown = treaties.concordance(*ALL)
    # That it is a fact of the treaty does not hang on the article.
    assert _numbers(_row(shown, "R01"))[2] == [("1", "attributed"), ("", "accepted")]
    assert _numbers(_row(shown, "R04"))[1] == [("4", "not verified")]
    assert _numbers(_row(shown, "R04"))[2] == [("5", "accepted")]


def test_provision_without_a_clause_has_no_known_article(
    treaties: KnowledgeGraph,
) -> None:
    (cell, *_) = _row(treaties.concordance(*ALL), "R06").cells
    (article,) = cell.articles
    assert (article.iri, article.number) == ("", "")
    assert article.provisions == (f"{GID}provision-alpha-mill",)


def test_articles_of_the_main_text_are_told(treaties: KnowledgeGraph) -> None:
    shown = treaties.concordance(*ALL)
    assert _numbers(_row(shown, "R01"))[0] == [("1", "accepted"), ("7", "accepted")]
    table = tabulate(shown)
    assert table.rows[0][1] == "1"
    assert "Articles of Treaty of Alpha, 1900: full text of Alpha." in table.notes


def test_provision_outside_a_clause_not_read_is_told() -> None:
    """The graph accepts C25, but not as the article that nobody has read."""
    shown = open_graph().concordance("gumru", "kars")
    rows = {row[0][:3]: row for row in tabulate(shown).rows}
    assert rows["C25"][1:3] == ("not verified: 13; article not known", "dropped")
    assert rows["C34"][1:3] == ("article not known", "dropped")
    assert rows["C31"][1:3] == ("article not known?", "dropped?")


def test_number_of_thousands_of_digits_is_a_number(tmp_path: Path) -> None:
    file = tmp_path / "digits.ttl"
    long = "9" * 5_000
    text = TREATIES.read_text("utf-8").replace('number "7"', f'number "{long}"')
    file.write_text(text, "utf-8")
    (cell, _) = _row(open_graph(file).concordance("alpha", "beta"), "R01").cells
    assert [article.number for article in cell.articles] == ["1", long]


# --- Relations ---------------------------------------------------------------


def test_relation_is_that_of_the_later_to_the_earlier(treaties: KnowledgeGraph) -> None:
    assert _told(treaties.concordance(*ALL), "R01") == [
        ("repeats", "beta", "alpha", True),
        ("modifies", "gamma", "beta", False),
    ]


def test_relation_names_its_claims(treaties: KnowledgeGraph) -> None:
    first, _ = _row(treaties.concordance(*ALL), "R01").relations
    assert first.iri == f"{GUM}repeats"
    (tie,) = first.ties
    assert tie.claim == f"{GID}claim-beta-river-repeats"
    assert tie.locator == "R01"
    assert tie.verdict == f"{GV}verdict.accepted"


def test_fact_of_a_graph_without_claims_counts(treaties: KnowledgeGraph) -> None:
    shown = treaties.concordance("alpha", "gamma")
    (relation,) = _row(shown, "R02").relations
    assert (relation.kind, relation.is_accepted) == ("broadens", True)
    assert [tie.claim for tie in relation.ties] == [""]


def test_what_has_no_partner_is_dropped_or_new(treaties: KnowledgeGraph) -> None:
    shown = treaties.concordance(*ALL)
    assert _told(shown, "R03") == [
        ("new", "beta", "alpha", True),
        ("dropped", "gamma", "beta", True),
    ]
    assert _told(shown, "R06")[:2] == [
        ("dropped", "beta", "alpha", True),
        ("new", "beta", "alpha", True),
    ]


def test_denial_of_a_relation_is_no_relation(treaties: KnowledgeGraph) -> None:
    # Gamma's bridge is said not to repeat Beta's toll.
    kinds = {kind for kind, *_ in _told(treaties.concordance(*ALL), "R03")}
    assert "repeats" not in kinds


def test_chain_by_way_of_a_third_treaty_is_not_dropped(
    treaties: KnowledgeGraph,
) -> None:
    pairs = [
        (later, earlier)
        for _, later, earlier, _ in _told(treaties.concordance(*ALL), "R01")
    ]
    assert ("gamma", "alpha") not in pairs
    # Without the third one nothing ties them.
    kinds = [kind for kind, *_ in _told(treaties.concordance("alpha", "gamma"), "R01")]
    assert kinds == ["dropped", "new"]


def test_clause_that_nobody_read_is_not_compared(treaties: KnowledgeGraph) -> None:
    assert _told(treaties.concordance(*ALL), "R04") == [
        ("new", "beta", "alpha", False),
        ("new", "gamma", "alpha", True),
        ("not compared", "gamma", "beta", True),
    ]


def test_what_skips_a_treaty_is_told_with_the_name_of_the_other(
    treaties: KnowledgeGraph,
) -> None:
    rows = {row[0]: row for row in tabulate(treaties.concordance(*ALL)).rows}
    assert rows["R02 bridge"][1:] == (
        "2",
        "dropped",
        "–",
        "broadens (Treaty of Alpha, 1900)",
        "3",
    )
    assert rows["R05 island"][4] == "contradicts (Treaty of Alpha, 1900)"


def test_circle_of_relations_ends_and_shows_what_time_allows(
    tmp_path: Path, file: Path
) -> None:
    graph = _graph(
        tmp_path,
        file,
        "gid:provision-alpha-river gum:repeats gid:provision-gamma-river .\n"
        "gid:provision-gamma-river gum:repeats gid:provision-beta-river .",
    )
    kinds = _told(graph.concordance(*ALL), "R01")
    assert ("repeats", "gamma", "beta", True) in kinds
    assert all(earlier != "gamma" for _, _, earlier, _ in kinds)


def test_claim_stands_under_the_subject_that_it_cites(
    tmp_path: Path, file: Path
) -> None:
    # Both pairs share two subjects; each claim cites one of them.
    graph = _graph(
        tmp_path,
        file,
        """
        gid:provision-alpha-bridge dcterms:subject gv:subject.toll .
        gid:provision-beta-toll dcterms:subject gv:subject.bridge .
        gid:evidence-r02 a gum:Evidence ; gum:locator "R02" .
        gid:evidence-r03 a gum:Evidence ; gum:locator "R03" .
        gid:claim-r02 a gum:Claim ; rdf:subject gid:provision-beta-toll ;
            rdf:predicate gum:narrows ; rdf:object gid:provision-alpha-bridge ;
            gum:source gid:source-concordance ; gum:evidence gid:evidence-r02 ;
            gum:stance gv:stance.asserts ; gum:verdict gv:verdict.attributed .
        gid:claim-r03 a gum:Claim ; rdf:subject gid:provision-beta-toll ;
            rdf:predicate gum:reverses ; rdf:object gid:provision-alpha-bridge ;
            gum:source gid:source-concordance ; gum:evidence gid:evidence-r03 ;
            gum:stance gv:stance.asserts ; gum:verdict gv:verdict.attributed .
        """,
    )
    shown = graph.concordance("alpha", "beta")
    assert [kind for kind, *_ in _told(shown, "R02")] == ["narrows"]
    assert [kind for kind, *_ in _told(shown, "R03")] == ["reverses"]


# --- Refusals ----------------------------------------------------------------


def test_one_treaty_is_refused_with_the_others(treaties: KnowledgeGraph) -> None:
    for names in (["alpha"], ["alpha", "treaty-alpha-1900"]):
        with pytest.raises(UnknownNameError, match="two treaties or more") as refused:
            treaties.concordance(*names)
        assert "Treaty of Beta, 1910 (treaty-beta-1910)" in refused.value.nearest


def test_unknown_treaty_is_refused_with_the_nearest(treaties: KnowledgeGraph) -> None:
    with pytest.raises(UnknownNameError, match="no treaty is called 'Gama'") as refused:
        treaties.concordance("alpha", "Gama")
    assert refused.value.nearest[0].endswith("(treaty-gamma-1920)")


def test_thing_that_is_no_treaty_is_refused(treaties: KnowledgeGraph) -> None:
    with pytest.raises(UnknownNameError, match="no treaty"):
        treaties.concordance("alpha", "provision-beta-toll")


def test_unknown_topic_is_refused_with_the_nearest(treaties: KnowledgeGraph) -> None:
    with pytest.raises(UnknownNameError, match="no subject is called 'rivr'") as told:
        treaties.concordance(*ALL, topic="rivr")
    assert told.value.nearest[0] == "river (gv:subject.river)"
    with pytest.raises(UnknownNameError) as told:
        treaties.concordance(*ALL, topic="?")
    assert len(told.value.nearest) == 5


def test_language_that_is_none_is_refused(treaties: KnowledgeGraph) -> None:
    with pytest.raises(QueryParameterError):
        treaties.concordance(*ALL, lang='en" }')


# --- The shipped graph -------------------------------------------------------


def test_three_treaties_are_the_default() -> None:
    graph = open_graph()
    assert graph.concordance() == graph.concordance("kars", "gumru", "moscow")


def test_nakhchivan_is_followed_from_article_to_article() -> None:
    (row,) = open_graph().concordance(topic="C07").rows
    gumru, moscow, kars = (
        {article.number for article in cell.articles if article.standing == "accepted"}
        for cell in row.cells
    )
    assert (gumru, moscow, kars) == ({"2 §2"}, {"3"}, {"5"})
    assert {relation.kind for relation in row.relations} == {"modifies"}
    # Whether Kars repeats the ban of Moscow on a transfer was not verified.
    doubted = [relation for relation in row.relations if not relation.is_accepted]
    assert [(relation.earlier, relation.later) for relation in doubted] == [
        (f"{GID}treaty-moscow-1921", f"{GID}treaty-kars-1921")
    ]


def test_every_claim_of_a_relation_is_one_of_the_graph() -> None:
    graph = open_graph()
    ties = {
        tie
        for row in graph.concordance().rows
        for relation in row.relations
        for tie in relation.ties
    }
    assert ties
    claims = {f"<{tie.claim}>" for tie in ties}
    found = graph.select(
        "SELECT ?claim { ?claim rdf:subject ?later ; rdf:object ?earlier . "
        f"FILTER(?claim IN ({', '.join(sorted(claims))})) }}"
    )
    assert {f"<{row.text('claim')}>" for row in found} == claims
