"""Candidates come with scores, reasons, and whether they are sure."""

from __future__ import annotations

import pytest

from gumru_kg.name_matching import NameCandidate, NameMatcher
from gumru_kg.names import Label

LABELS = [
    Label("urn:kars", "Kars", "tr"),
    Label("urn:kars-river", "Kars Çayı", "tr"),
    Label("urn:treaty-kars", "Kars Antlaşması (1921)", "tr"),
    Label("urn:treaty-kars", "Карсский договор", "ru"),
    Label("urn:treaty-moscow", "Treaty of Moscow, 1921", "en"),
    Label("urn:treaty-moscow", "Московский договор", "ru"),
    Label("urn:batum-armenia", "Treaty of Batum (Armenia), 1918", "en"),
    Label("urn:batum-georgia", "Treaty of Batum (Georgia), 1918", "en"),
    Label("urn:sarikamis", "Sarıkamış", "tr"),
    Label("urn:sharur", "Sharur (district)", "en"),
    Label("urn:sharur", "Şərur", "az"),
    Label("urn:akbaba", "Great Akbaba", "en"),
    Label("urn:karabekir", "Kâzım Karabekir", "tr"),
    Label("urn:orbay", "Kâzım Orbay", "tr"),
    Label("urn:ali-fuat", "Ali Fuat (Cebesoy)", "tr"),
    Label("urn:khatisian", "Alexander Khatisian", "en"),
    Label("urn:khatisian", "Khatissian", "fr"),
    Label("urn:aleppo", "حلب", "ar"),
    Label("urn:mirza", "Abdurrahman Mirza", "tr"),
]


@pytest.fixture(scope="module")
def matcher() -> NameMatcher:
    return NameMatcher(LABELS)


def first(matcher: NameMatcher, text: str, lang: str = "") -> NameCandidate | None:
    found = matcher.match(text, lang=lang)
    return found[0] if found else None


@pytest.mark.parametrize(
    ("text", "iri"),
    [
        ("Ղարս", "urn:kars"),
        ("قارص", "urn:kars"),
        ("Kars River", "urn:kars-river"),
        ("Կարսի պայմանագիր", "urn:treaty-kars"),
        ("Karsantlaşması", "urn:treaty-kars"),
        ("Moskova Antlaşması 1921", "urn:treaty-moscow"),
        ("Sarikamish", "urn:sarikamis"),
        ("Сарыкамыш", "urn:sarikamis"),
        ("General Kiazim Kara Bekir Pasha", "urn:karabekir"),
        ("Karabekir, Kâzım", "urn:karabekir"),
        ("كاظم قره بكر", "urn:karabekir"),
        ("K. Karabekir", "urn:karabekir"),
        ("Ali Fuat Cebesoy", "urn:ali-fuat"),
        ("Хатисов", "urn:khatisian"),
        ("Sharur district", "urn:sharur"),
        ("Halab", "urn:aleppo"),
    ],
)
def test_one_thing_is_surely_found(matcher: NameMatcher, text: str, iri: str) -> None:
    found = first(matcher, text)
    assert found is not None
    assert (found.iri, found.is_sure) == (iri, True), found


@pytest.mark.parametrize(
    "text",
    [
        "Treaty of Batum, 1918",
        "Treaty of Moscow, 1920",
        "Kars Province",
        "Kâzım",
        "Ali Fuat Erden",
        "Akbaba",
        "Sarp",
        "Alexander",
        "Treaty of Kiev",
        "1921",
        "Paşa",
        "xyzzy",
    ],
)
def test_nothing_is_sure_where_the_name_is_of_several_or_of_another(
    matcher: NameMatcher, text: str
) -> None:
    assert not any(each.is_sure for each in matcher.match(text))


def test_all_that_a_name_may_mean_are_listed(matcher: NameMatcher) -> None:
    found = matcher.match("Батумский договор")
    assert {each.iri for each in found[:2]} == {
        "urn:batum-armenia",
        "urn:batum-georgia",
    }
    assert "another thing comes as near" in found[0].reasons


def test_candidates_come_best_first_each_thing_once(matcher: NameMatcher) -> None:
    found = matcher.match("Kars Çayı antlaşması")
    scores = [each.score for each in found]
    assert scores == sorted(scores, reverse=True)
    assert len({each.iri for each in found}) == len(found)
    assert all(0 <= score <= 100 for score in scores)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("KARS", "same letters"),
        ("Karabekir Kâzım", "other order of words"),
        ("Kâzım Karabekir Paşa", "title left out"),
        ("Кара-Бекир", "words of the name missing"),
        ("Kâzım Karabekir Zeyrek", "words left over"),
        ("Treaty of Kars 1921", "same year"),
        ("Treaty of Moscow 1907", "other year"),
        ("Traité de Moscou 1921", "word for the kind left out"),
        ("Moscow", "other kind of thing"),
        ("Sharur", "kind not told"),
        ("Сарыкамыш", "same sound"),
    ],
)
def test_reasons_say_what_was_found(
    matcher: NameMatcher, text: str, reason: str
) -> None:
    found = first(matcher, text)
    assert found is not None
    assert reason in found.reasons, found


def test_only_things_that_are_wanted_are_found(matcher: NameMatcher) -> None:
    found = matcher.match("Kars", among={"urn:treaty-kars", "urn:kars-river"})
    assert {each.iri for each in found} == {"urn:treaty-kars", "urn:kars-river"}


def test_name_of_a_treaty_need_not_say_so_among_treaties(matcher: NameMatcher) -> None:
    treaties = {label.iri for label in LABELS if "treaty" in label.iri}
    given = matcher.find_usual_kinds(treaties)
    assert given == {"treaty"}
    found = matcher.match("Kars", among=treaties, given=given)[0]
    assert (found.iri, found.is_sure) == ("urn:treaty-kars", True)


def test_label_in_the_language_of_the_name_is_given() -> None:
    labels = [Label("urn:k", "Kars", tag) for tag in ("de", "en", "tr")]
    matcher = NameMatcher(labels)
    assert matcher.match("Kars", lang="tr")[0].language == "tr"
    assert matcher.match("Kars", lang="hy")[0].language == "de"


def test_order_of_labels_does_not_matter(matcher: NameMatcher) -> None:
    other = NameMatcher(reversed(LABELS))
    for text in ("Batum", "Kâzım", "Kars antlaşması", "كاظم"):
        ours = [(each.iri, each.score, each.is_sure) for each in matcher.match(text)]
        theirs = [(each.iri, each.score, each.is_sure) for each in other.match(text)]
        assert ours == theirs


@pytest.mark.parametrize(
    "text", ["", " ", "\ud800", "\u0301" * 100_000, "x" * 1_000_000, "((((" * 50]
)
def test_what_is_no_name_matches_nothing(matcher: NameMatcher, text: str) -> None:
    assert matcher.match(text) == ()


def test_hostile_labels_are_passed_over() -> None:
    bombs = ["\u0301" * 100_000, "a " * 100_000, "\ud800", "", "\x00"]
    labels = [Label("urn:bomb", text, "") for text in bombs]
    matcher = NameMatcher([*labels, Label("urn:kars", "Kars", "tr")])
    assert [each.iri for each in matcher.match("Kars")] == ["urn:kars"]


def test_words_are_found_among_many_names() -> None:
    labels = [Label(f"urn:{n}", f"Village number {n}", "en") for n in range(20_000)]
    matcher = NameMatcher([*labels, Label("urn:kars", "Sarıkamış", "tr")])
    assert matcher.match("Сарыкамыш")[0].iri == "urn:kars"
    assert matcher.match("Village number 777")[0].iri == "urn:777"
