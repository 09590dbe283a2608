"""A concordance in words: the cells of its table, its notes, and CSV.

The terminal, CSV and HTML show the same words. Between two neighbouring treaties stands
what the later one does to the earlier; where it takes up one that is farther away, that
one is named.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING, Final

from gumru_kg.exporters.plain_text import disarm_formula
from gumru_kg.model.concordance import (
    ATTRIBUTED,
    CONTRADICTS,
    DROPPED,
    NEW,
    NOT_COMPARED,
    NOT_VERIFIED,
)
from gumru_kg.model.numbering import name_number

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from gumru_kg.model.concordance import (
        Article,
        Cell,
        Concordance,
        Relation,
        SubjectRow,
    )

ARROW: Final = "→"
NOTHING: Final = "–"
_DOUBT: Final = "?"
_COMPUTED: Final = frozenset({DROPPED, NEW})

_WORDS: Final[dict[str, tuple[str, str]]] = {
    "repeats": ("repeats", "yineler"),
    "takes up": ("takes up", "ele alır"),
    "modifies": ("modifies", "değiştirir"),
    "broadens": ("broadens", "genişletir"),
    "narrows": ("narrows", "daraltır"),
    "reverses": ("reverses", "tersine çevirir"),
    CONTRADICTS: ("contradicts", "bağdaşmaz"),
    DROPPED: ("dropped", "sürdürülmez"),
    NEW: ("new", "yeni"),
    NOT_COMPARED: ("not compared", "kıyaslanmadı"),
    "subject": ("Subject", "Konu"),
    "notation": ("No.", "No."),
    "no article": ("article not known", "maddesi belirsiz"),
    NOT_VERIFIED: ("not verified: {}", "teyitsiz: {}"),
    "named": ("{} ({})", "{} ({})"),
    "direction": (
        "{}: what the treaty on its right does to the one on its left, or in brackets.",
        "{}: sağdaki antlaşmanın soldakine ya da ayraç içindekine ne yaptığı.",
    ),
    "note –": (
        "–: no clause on the subject is known.",
        "–: bu konuda bilinen bir madde yok.",
    ),
    "note ?": (
        "?: not accepted as fact; sources say it, or it rests on a clause not read.",
        "?: olgu sayılmaz; yalnız kaynaklarda geçer ya da okunmamış maddeye dayanır.",
    ),
    "note not verified": (
        "not verified: what the clause holds was not read, or is no fact.",
        "teyitsiz: maddenin içeriği doğrulanmamıştır ya da olgu sayılmaz.",
    ),
    "note computed": (
        "dropped, new: computed; a clause that was not read may hold the subject.",
        "sürdürülmez, yeni: hesaplanır; okunmamış bir madde konuyu içerebilir.",
    ),
    "note not compared": (
        "not compared: both have a clause, and one of them was not read.",
        "kıyaslanmadı: ikisinde de madde var, ama biri okunmamıştır.",
    ),
    "note unplaced": (
        "{}: none of its articles is under a subject; nothing is computed for it.",
        "{}: hiçbir maddesi bir konuya bağlı değildir; bir şey hesaplanmaz.",
    ),
    "note text": ("Articles of {}: {}.", "{} maddeleri: {}."),
}


@dataclass(frozen=True, slots=True)
class ConcordanceTable:
    """The words of a concordance.

    Attributes:
        headers: The heads of the columns: the subject, then the treaties with what
            stands between them.
        rows: One a subject, as many cells as there are headers.
        notes: What the signs in the table mean, those that occur in it.
    """

    headers: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    notes: tuple[str, ...]


def tabulate(concordance: Concordance, *, lang: str = "en") -> ConcordanceTable:
    """Put a concordance into words.

    Args:
        concordance: Treaties side by side.
        lang: ``tr`` for Turkish; any other tag gives English.

    Returns:
        The table.

    Example:
        >>> from gumru_kg import open_graph
        >>> tabulate(open_graph().concordance("gumru", "kars")).headers[0]
        'Subject'
    """
    labels = {treaty.iri: treaty.label for treaty in concordance.treaties}
    texts = _choose_texts(concordance)
    headers = [word("subject", lang=lang)]
    for label in labels.values():
        headers += [ARROW, label] if len(headers) > 1 else [label]
    rows = []
    for row in concordance.rows:
        cells = [f"{row.notation} {row.subject.label}".strip()]
        for place, cell in enumerate(row.cells):
            if place:
                cells.append(_tell_change(row, place, labels, lang=lang))
            cells.append(_tell_articles(cell, texts, lang=lang))
        rows.append(tuple(cells))
    notes = _choose_notes(concordance, rows, texts, lang=lang)
    return ConcordanceTable(tuple(headers), tuple(rows), tuple(notes))


def word(key: str, *, lang: str) -> str:
    """Give a word of a concordance.

    Args:
        key: A kind of relation, or another word of the table.
        lang: ``tr`` for Turkish; any other tag gives English.

    Returns:
        The word, perhaps with places to fill.

    Example:
        >>> word("repeats", lang="tr")
        'yineler'
    """
    return _WORDS[key][lang == "tr"]


def write_concordance_csv(concordance: Concordance, *, lang: str = "en") -> bytes:
    """Write a concordance as CSV, with a column for each two treaties.

    Args:
        concordance: Treaties side by side.
        lang: ``tr`` for Turkish; any other tag gives English.

    Returns:
        The bytes of a file. A cell that a spreadsheet would take for a formula begins
        with an apostrophe, and what a terminal would obey is marked as missing.

    Example:
        >>> from gumru_kg import open_graph
        >>> shown = open_graph().concordance("gumru", "kars")
        >>> write_concordance_csv(shown).splitlines()[0][:11]
        b'No.,Subject'
    """
    import csv
    import io

    labels = {treaty.iri: treaty.label for treaty in concordance.treaties}
    texts = _choose_texts(concordance)
    pairs = list(combinations(labels, 2))
    lines: list[list[str]] = [
        [
            *(word(key, lang=lang) for key in ("notation", "subject")),
            "IRI",
            *labels.values(),
            *(f"{labels[first]} {ARROW} {labels[second]}" for first, second in pairs),
        ]
    ]
    for row in concordance.rows:
        lines.append([row.notation, row.subject.label, row.subject.iri])
        lines[-1] += [_tell_articles(cell, texts, lang=lang) for cell in row.cells]
        for first, second in pairs:
            relations = row.between(earlier=first, later=second)
            lines[-1].append(_tell(relations, lang=lang))
    stream = io.StringIO()
    csv.writer(stream).writerows(
        [disarm_formula(mark_unwritable(cell)) for cell in line] for line in lines
    )
    return stream.getvalue().encode("utf-8", "backslashreplace")


def mark_unwritable(text: str) -> str:
    r"""Mark as missing what neither XML can hold nor a terminal should see.

    Args:
        text: Anybody's text.

    Returns:
        The text without control characters but for tabs and ends of lines.

    Example:
        >>> mark_unwritable("Kars\x1b[31m").encode("ascii", "backslashreplace")
        b'Kars\\ufffd[31m'
    """
    return "".join(sign if _is_writable(sign) else "\ufffd" for sign in text)


def _is_writable(sign: str) -> bool:
    if sign < " ":
        return sign in "\t\n\r"
    return not ("\x7f" <= sign <= "\x9f" or "\ud800" <= sign <= "\udfff") and (
        sign not in "\ufffe\uffff"
    )


def _choose_texts(concordance: Concordance) -> dict[str, str]:
    """Choose the text that gives a treaty's article numbers: the one with the most."""
    counts: dict[str, dict[str, int]] = {}
    for article, treaty in _list_articles(concordance):
        of_text = counts.setdefault(treaty, {})
        of_text[article.text.iri] = of_text.get(article.text.iri, 0) + 1
    return {
        treaty: max(sorted(of_text), key=lambda text: of_text[text])
        for treaty, of_text in counts.items()
    }


def _list_articles(concordance: Concordance) -> list[tuple[Article, str]]:
    return [
        (article, cell.treaty)
        for row in concordance.rows
        for cell in row.cells
        for article in cell.articles
        if article.iri
    ]


def _tell_articles(cell: Cell, texts: dict[str, str], *, lang: str) -> str:
    """Give the numbers in the treaty's main text, else those of another one."""
    main = [
        article
        for article in cell.articles
        if article.text.iri == texts.get(cell.treaty)
    ]
    placed = main or [article for article in cell.articles if article.iri]
    if not cell.articles:
        return NOTHING
    read = dict.fromkeys(
        _number(article, lang=lang) + _DOUBT * (article.standing == ATTRIBUTED)
        for article in placed
        if article.standing != NOT_VERIFIED
    )
    unread = dict.fromkeys(
        _number(article, lang=lang)
        for article in placed
        if article.standing == NOT_VERIFIED
    )
    told = [", ".join(read)] if read else []
    if unread:
        told.append(word(NOT_VERIFIED, lang=lang).format(", ".join(unread)))
    homeless = [article for article in cell.articles if not article.iri]
    if homeless and not read:
        # What is known of the subject rests on this one, not on a clause not read.
        is_doubtful = homeless[0].standing == ATTRIBUTED
        told.append(word("no article", lang=lang) + _DOUBT * is_doubtful)
    return "; ".join(told)


def _number(article: Article, *, lang: str) -> str:
    return name_number(article.number or article.iri.rpartition("/")[2], lang=lang)


def _tell_change(
    row: SubjectRow, place: int, labels: dict[str, str], *, lang: str
) -> str:
    """Tell what a treaty does to its neighbour, or to one that is farther away."""
    later = row.cells[place].treaty
    before = row.cells[place - 1].treaty
    near = row.between(earlier=before, later=later)
    is_recorded = any(relation.iri for relation in near)
    far = [
        word("named", lang=lang).format(_tell([relation], lang=lang), labels[cell])
        for cell in (cell.treaty for cell in row.cells[: place - 1])
        for relation in row.between(earlier=cell, later=later)
        if relation.kind == CONTRADICTS or (relation.iri and not is_recorded)
    ]
    if far and not is_recorded:
        # Not new when an older treaty has it.
        near = tuple(relation for relation in near if relation.kind != NEW)
    return "; ".join(filter(None, [_tell(near, lang=lang), *far]))


def _tell(relations: Iterable[Relation], *, lang: str) -> str:
    return ", ".join(
        word(relation.kind, lang=lang) + _DOUBT * (not relation.is_accepted)
        for relation in relations
    )


def _choose_notes(
    concordance: Concordance,
    rows: Sequence[Sequence[str]],
    texts: dict[str, str],
    *,
    lang: str,
) -> list[str]:
    articles = _list_articles(concordance)
    kinds = {each.kind for row in concordance.rows for each in row.relations}
    cells = {cell for row in rows for cell in row[1:]}
    is_told = {
        "note –": NOTHING in cells,
        "note ?": any(_DOUBT in cell for cell in cells),
        "note not verified": any(each.standing == NOT_VERIFIED for each, _ in articles),
        "note computed": bool(kinds & _COMPUTED),
        "note not compared": NOT_COMPARED in kinds,
    }
    notes = [word("direction", lang=lang).format(ARROW)] if rows else []
    notes += [word(key, lang=lang) for key, told in is_told.items() if told]
    for treaty in concordance.treaties:
        if treaty.iri in concordance.unplaced and rows:
            notes.append(word("note unplaced", lang=lang).format(treaty.label))
        names = {
            article.text.iri: article.text.label
            for article, owner in articles
            if owner == treaty.iri
        }
        if len(names) > 1:
            text = names[texts[treaty.iri]]
            notes.append(word("note text", lang=lang).format(treaty.label, text))
    return notes
