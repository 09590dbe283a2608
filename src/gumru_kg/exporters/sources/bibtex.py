"""Sources as BibTeX, for LaTeX and reference managers.

Written here: of the libraries, bibtexparser writes values as they come, and pybtex
refuses a value with a lone brace, which any title may have.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from gumru_kg.exporters.sources.entries import list_entries

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gumru_kg.exporters.sources.entries import SourceEntry
    from gumru_kg.things import Things

# BibTeX counts braces even behind a backslash, so they must be spelt out.
_LATEX: Final = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        "{": r"\textbraceleft{}",
        "}": r"\textbraceright{}",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
        **{sign: f"\\{sign}" for sign in "$&#_%"},
    }
)
# An address is taken as it is, but for what would end the value or begin a command.
_IN_ADDRESS: Final = str.maketrans({"\\": "%5C", "{": "%7B", "}": "%7D"})
_WIDTH: Final = 10


def write_bibtex(things: Things) -> bytes:
    """Write the sources of a graph as BibTeX.

    Args:
        things: The graph.

    Returns:
        The bytes of a ``.bib`` file in UTF-8.

    Example:
        >>> from gumru_kg.dataset import shipped_graph
        >>> from gumru_kg.things import Things
        >>> write_bibtex(Things(shipped_graph()))[:6]
        b'@misc{'
    """
    entries = (_write_entry(entry) for entry in list_entries(things))
    return "\n".join(entries).encode()


def _write_entry(entry: SourceEntry) -> str:
    lines = (f"  {name:{_WIDTH}} = {{{value}}},\n" for name, value in _fields(entry))
    return f"@misc{{{entry.key},\n{''.join(lines)}}}\n"


def _fields(entry: SourceEntry) -> Iterator[tuple[str, str]]:
    if entry.authors:
        # Braces keep a name in one piece, whatever commas and words it has.
        yield "author", " and ".join(f"{{{_escape(name)}}}" for name in entry.authors)
    # So they keep capitals, which styles lower by the rules of English.
    yield "title", f"{{{_escape(entry.title)}}}"
    if entry.short_title:
        yield "shorttitle", f"{{{_escape(entry.short_title)}}}"
    if entry.languages:
        yield "language", _escape(", ".join(entry.languages))
    if entry.url:
        yield "url", entry.url.translate(_IN_ADDRESS)
    if entry.keywords:
        words = (word.replace(",", ";") for word in entry.keywords)
        yield "keywords", _escape(", ".join(words))
    if notes := [note for note in (*entry.notes, entry.iri) if note]:
        yield "annotation", _escape("; ".join(notes))


def _escape(text: str) -> str:
    return text.translate(_LATEX)
