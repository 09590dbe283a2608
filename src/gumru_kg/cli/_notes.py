"""Notes beside a result, on standard error."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from gumru_kg.cli._text import write_count

if TYPE_CHECKING:
    from collections.abc import Iterator


def note(text: str) -> None:
    """Tell something that is no part of the result.

    Args:
        text: One line.

    Example:
        >>> note("3 labels are not in 'hy', shown in English")
    """
    click.echo(f"gumru: {text}", err=True)


def note_fallbacks(answer: object, *, lang: str) -> None:
    """Tell how many labels of an answer are in another language than was asked for.

    Args:
        answer: A description, or several of its parts.
        lang: The language that was asked for.

    Example:
        >>> note_fallbacks((), lang="tr")
    """
    note_count(len(set(_find_fallbacks(answer, lang))), lang=lang)


def note_count(count: int, *, lang: str) -> None:
    """Tell how many labels are in another language than was asked for.

    Args:
        count: How many; nothing is told of none.
        lang: The language that was asked for.

    Example:
        >>> note_count(0, lang="tr")
    """
    if count:
        are = "is" if count == 1 else "are"
        labels = write_count(count, "label")
        note(
            f"{labels} {are} not in '{lang}', shown in English or as the graph has them"
        )


def _find_fallbacks(answer: object, lang: str) -> Iterator[str]:
    """Walk through an answer and give the things whose label is not in the language."""
    from dataclasses import fields, is_dataclass

    if isinstance(answer, tuple):
        for part in answer:
            yield from _find_fallbacks(part, lang)
    elif is_dataclass(answer):
        iri, language = getattr(answer, "iri", ""), getattr(answer, "language", "")
        if iri and language and language != lang:
            yield iri
        for field in fields(answer):
            yield from _find_fallbacks(getattr(answer, field.name), lang)
