"""``gumru load``: files into a store on disk."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

from gumru_kg.cli._output import write_lines
from gumru_kg.cli._text import write_count

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_STEPS = 1_000


@click.command(
    "load",
    epilog="Example: gumru load corpus/ --store corpus.store, and then: gumru query "
    "treaty/list --file store:corpus.store",
)
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@click.option(
    "--store",
    required=True,
    metavar="FOLDER",
    help="The store: a new folder, an empty one, or one whose load was cut off.",
)
@click.option("--format", metavar="FORMAT", help="Read all files in this format.")
def load_files(*, files: tuple[str, ...], store: str, format: str | None) -> None:
    """Load RDF files and folders into a store on disk.

    The store is opened as store:FOLDER where a command takes a FILE. It keeps the files
    as they are, packed, to export and validate them.
    """
    from gumru_kg.engines.store_loading import load_store

    with _show_progress() as progress:
        loaded = load_store(files, store=store, format=format, progress=progress)
    quads = write_count(loaded.quads, "quad")
    write_lines([f"{store}: {quads} of {write_count(len(loaded.files), 'file')}"])


@contextmanager
def _show_progress() -> Iterator[Callable[[int, int], None] | None]:
    """Draw a bar on standard error when somebody looks at it."""
    if sys.stderr is None or not sys.stderr.isatty():
        yield None
        return
    with click.progressbar(length=_STEPS, label="loading", file=sys.stderr) as bar:

        def show(taken: int, total: int) -> None:
            # Of a pipe nobody knows how long it is.
            if total:
                bar.update(min(_STEPS, _STEPS * taken // total) - bar.pos)

        yield show
