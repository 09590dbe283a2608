"""A description as a page of text for the terminal."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from gumru_kg.cli._dates import read_date
from gumru_kg.cli._tables import Table, paint
from gumru_kg.cli._text import make_harmless, pad, wrap, write_number
from gumru_kg.cli._words import language_name, term_name, word
from gumru_kg.model.numbering import name_number
from gumru_kg.namespaces import DCTERMS, EDTF, GUM, GV, XSD, compress

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from gumru_kg.descriptions import Description, Fact, Statement, Value, Witness

_DATES: Final = frozenset({f"{EDTF}EDTF", f"{XSD}date"})
_NUMBERS: Final = frozenset({f"{XSD}integer", f"{XSD}decimal"})
_LANGUAGES: Final = frozenset({f"{GUM}language", f"{DCTERMS}language"})
_NUMBER: Final = f"{GUM}number"
_SQUARE_KILOMETRES: Final = frozenset({f"{GUM}areaRetained", f"{GUM}areaCeded"})
_LABEL_COLUMN: Final = 18
_WITNESSES_SHOWN: Final = 2
_ATTRIBUTED: Final = f"{GV}verdict.attributed"
# So many long values stand better below one another than in one line.
_MANY_VALUES: Final = 3


class Page:
    """Lines of one width, in one language."""

    def __init__(self, *, width: int, lang: str) -> None:
        self.width = width
        self.lang = lang
        self.lines: list[str] = []

    def word(self, key: str, *values: object, **named: object) -> str:
        """Give a word of the command line, its places filled."""
        return word(key, lang=self.lang).format(*values, **named)

    def count(self, key: str, number: int) -> str:
        """Give a word with a number, by another key when it is one of it."""
        return self.word(f"{key}_one" if number == 1 else key, number)

    def title(self, text: str, *, below: str) -> None:
        """Begin the page."""
        self.lines += [paint(line, bold=True) for line in wrap(text, self.width)]
        self.lines += [paint(line, dim=True) for line in wrap(below, self.width)]

    def heading(self, text: str) -> None:
        """Begin a section."""
        self.lines += ["", paint(text, bold=True, fg="cyan")]

    def paragraph(self, text: str, *, indent: int = 2, **style: object) -> None:
        """Write a text, wrapped and indented."""
        harmless = make_harmless(text)
        self.lines += [
            " " * indent + paint(line, **style)
            for line in wrap(harmless, self.width - indent)
        ]

    def entry(self, label: str, text: str) -> None:
        """Write a label and, beside it, a text that may need several lines."""
        room = self.width - _LABEL_COLUMN - 4
        label_lines = wrap(make_harmless(label), _LABEL_COLUMN)
        text_lines = wrap(make_harmless(text), room)
        height = max(len(label_lines), len(text_lines))
        label_lines += [""] * (height - len(label_lines))
        text_lines += [""] * (height - len(text_lines))
        for left, right in zip(label_lines, text_lines, strict=True):
            shown = paint(pad(left, _LABEL_COLUMN), dim=True)
            self.lines.append(f"  {shown}  {right}".rstrip())

    def bullet(self, text: str, *, indent: int = 2) -> None:
        """Write an item of a list."""
        lines = wrap(make_harmless(text), self.width - indent - 2)
        marks = ["• ", *["  "] * (len(lines) - 1)]
        for mark, line in zip(marks, lines, strict=True):
            self.lines.append(" " * indent + mark + line)

    def table(self, headers: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
        """Write a table."""
        lines = Table.of(headers, rows).lines(width=self.width - 2)
        self.lines += [f"  {line}" for line in lines]

    def show(self, value: Value, *, property: str = "") -> str:
        """Write a value for readers: dates and languages in words."""
        if value.certainty:
            sure = replace(value, certainty="")
            return f"{self.show(sure, property=property)} ({value.certainty})"
        if value.datatype in _DATES:
            return read_date(value.text, lang=self.lang)
        if property in _LANGUAGES:
            return language_name(value.text, lang=self.lang)
        if property == _NUMBER:
            return name_number(value.text, lang=self.lang)
        if value.datatype not in _NUMBERS:
            return value.text
        unit = " km²" if property in _SQUARE_KILOMETRES else ""
        return write_number(value.text, lang=self.lang) + unit


def write_names(page: Page, description: Description) -> None:
    """Write the names, language by language."""
    page.heading(page.word("names"))
    by_language: dict[str, tuple[list[str], list[str]]] = {}
    for name in description.names:
        preferred, others = by_language.setdefault(name.language, ([], []))
        (preferred if name.is_preferred else others).append(name.text)
    for tag in sorted(
        by_language, key=lambda tag: (tag != page.lang, tag != "en", tag)
    ):
        preferred, others = by_language[tag]
        more = page.word("also", "; ".join(others)) if preferred else "; ".join(others)
        text = "; ".join([*preferred, *([more] if others else [])])
        page.entry(language_name(tag, lang=page.lang) if tag else "", text)


def write_facts(
    page: Page,
    facts: Sequence[Fact],
    *,
    heading: str,
    disputed: Collection[tuple[str, str]] = frozenset(),
) -> None:
    """Write facts, a property a line, and tell which property and value is disputed."""
    if not facts:
        return
    page.heading(page.word(heading))
    for fact in facts:
        values = [page.show(value, property=fact.property.iri) for value in fact.values]
        is_list = len(values) > _MANY_VALUES
        lines = values if is_list else ["; ".join(values)]
        if any((fact.property.iri, value.text) in disputed for value in fact.values):
            lines[-1] = page.word("disputed_fact", lines[-1])
        for number, line in enumerate(lines):
            label = term_name(fact.property, lang=page.lang)
            page.entry("" if number else label, line)


def write_statement(page: Page, statement: Statement, *, indent: int = 4) -> None:
    """Write a statement, and below it who makes it."""
    page.bullet(say(page, statement), indent=indent - 2)
    told = name_witnesses(page, statement.witnesses)
    page.paragraph(told, indent=indent, dim=True)


def say(page: Page, statement: Statement) -> str:
    """Put a statement into words, with what its sources and the editors do with it."""
    is_paraphrased = bool(statement.paraphrase.text)
    words = (
        statement.paraphrase.text if is_paraphrased else say_plainly(page, statement)
    )
    stances = dict.fromkeys(witness.stance.text for witness in statement.witnesses)
    is_denial_unsaid = statement.is_denied and not is_paraphrased
    denial = f"{'/'.join(stances)}:" if is_denial_unsaid else ""
    # "Attributed" is what everything is that has no mark.
    verdicts = dict.fromkeys(
        witness.verdict.text
        for witness in statement.witnesses
        if witness.verdict.iri != _ATTRIBUTED
    )
    mark = f"[{', '.join(verdicts)}]" if verdicts else ""
    return " ".join(filter(None, [denial, words, mark]))


def say_plainly(page: Page, statement: Statement) -> str:
    """Say what the claims state, apart from the words they are put into."""
    value = page.show(statement.value, property=statement.property.iri)
    return f"{statement.lead} {value}".strip()


def name_witnesses(page: Page, witnesses: Sequence[Witness]) -> str:
    """Name some of the sources, and the perspectives of all."""
    sources = list(dict.fromkeys(witness.source.text for witness in witnesses))
    shown = sources[:_WITNESSES_SHOWN]
    if len(sources) == _WITNESSES_SHOWN + 1:
        shown = sources
    if len(sources) > len(shown):
        shown.append(page.word("and_more", len(sources) - len(shown)))
    perspectives = dict.fromkeys(
        witness.perspective.text for witness in witnesses if witness.perspective.text
    )
    return f"{'; '.join(shown)} ({', '.join(perspectives)})"


def begin(description: Description, *, width: int) -> Page:
    """Begin the page of a thing: what it is called and what it is."""
    page = Page(width=width, lang=description.lang)
    kinds = ", ".join(term_name(kind, lang=page.lang) for kind in description.kinds)
    page.title(
        make_harmless(description.label.text),
        below=f"{kinds} · {compress(description.iri)}",
    )
    return page
