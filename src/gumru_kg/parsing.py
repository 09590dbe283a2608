"""Files are given to the parsers, each with the stack that its format needs.

The parser of JSON-LD defines the terms of a context by recursion, one level for each
term that another is defined by. It runs in threads with a stack for the longest chain
that the checks let through, whatever stack the caller has left.

It leaves out without a word what has a relative IRI and no base. So it is given a base
that nobody has, and what comes with it is refused, as in Turtle.
"""

from __future__ import annotations

import json
import threading
from contextlib import contextmanager
from itertools import islice
from queue import Empty, SimpleQueue
from typing import TYPE_CHECKING, BinaryIO, Final, Protocol, TypeVar, cast

import pyoxigraph as ox

from gumru_kg.errors import DataError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_Result = TypeVar("_Result")
_Item = TypeVar("_Item")

# Four times what 4,000 terms take; the system gives memory only for what is used.
_STACK: Final = 32 * 1024 * 1024
# Threads take the size that is set for the process when they start.
_SETTING: Final = threading.Lock()
# So many quads take some 10 milliseconds, a hundred times what a thread takes.
_BATCH: Final = 2_000
# A pipe may keep the other thread waiting; the caller need not wait with it.
_LONGEST_FAREWELL: Final = 1.0
_LONGEST_DEAFNESS: Final = 0.1
_SCHEME: Final = "gumru-relative:"
_BASE: Final = f"{_SCHEME}///"
_LONGEST_SHOWN: Final = 100
# A document without a statement may be larger only by its context.
_LARGEST_EMPTY: Final = 1 << 20


class ParsableFile(Protocol):
    """What a parser needs of a file."""

    @property
    def name(self) -> str:
        """What to call the file in an error."""
        ...

    @property
    def parser(self) -> ox.RdfFormat:
        """The format in which it is read."""
        ...

    def read(self, size: int, /) -> bytes:
        """Read the next piece of at most so many bytes."""
        ...


def parse(file: ParsableFile, *, rename: bool = False) -> Iterator[ox.Quad]:
    """Parse a file, quad by quad.

    Args:
        file: The open file, checked while it is read.
        rename: Whether blank nodes get labels that no other file has.

    Yields:
        The quads in the order of the file.

    Raises:
        SyntaxError: When it does not parse.
        DataError: When JSON-LD has a relative IRI or says nothing, or there is no
            memory for the stack of its parser.

    Example:
        >>> from gumru_kg.rdf_input import open_checked
        >>> with open_checked("ontology/gumru.ttl") as file:
        ...     len(list(parse(file))) > 100
        True
    """
    if file.parser != ox.RdfFormat.JSON_LD:
        # The parser needs .read() and nothing else of a file.
        yield from ox.parse(
            input=cast("BinaryIO", file), format=file.parser, rename_blank_nodes=rename
        )
        return
    is_empty = True
    with _stopping(file) as source:
        quads = ox.parse(
            input=cast("BinaryIO", source),
            format=file.parser,
            base_iri=_BASE,
            rename_blank_nodes=rename,
        )
        # A thread for each batch: none is left over when the caller stops half-way.
        while batch := source.run(lambda: list(islice(quads, _BATCH))):
            is_empty = False
            for quad in batch:
                if _SCHEME in str(quad):
                    _check_references(quad, file.name)
                yield quad
    if is_empty and not source.is_without_content():
        problem = (
            "gives no triple: no property in it is an IRI, or has one by a @context"
        )
        remedy = "write a @context into the file that gives names their IRIs"
        raise DataError(file.name, problem, remedy=remedy)


def load(file: ParsableFile, *, into: ox.Store, in_bulk: bool = False) -> None:
    """Parse a file into a store.

    Args:
        file: The open file, checked while it is read.
        into: The store; blank nodes get new labels in it.
        in_bulk: Whether much comes, for a store on disk.

    Raises:
        SyntaxError: When it does not parse.
        DataError: When JSON-LD has a relative IRI or says nothing, or there is no
            memory for the stack of its parser.

    Example:
        >>> from gumru_kg.rdf_input import open_checked
        >>> store = ox.Store()
        >>> with open_checked("ontology/gumru.ttl") as file:
        ...     load(file, into=store)
        >>> len(store) > 100
        True
    """
    if file.parser == ox.RdfFormat.JSON_LD:
        extend = into.bulk_extend if in_bulk else into.extend
        extend(parse(file, rename=True))
        return
    read = into.bulk_load if in_bulk else into.load
    read(input=cast("BinaryIO", file), format=file.parser)


def _check_references(quad: ox.Quad, name: str) -> None:
    """Refuse an IRI that has got the base; in a text the same letters may stand."""
    for term in quad:
        kind = term.datatype if isinstance(term, ox.Literal) else term
        if isinstance(kind, ox.NamedNode) and kind.value.startswith(_SCHEME):
            written = kind.value.removeprefix(_BASE).removeprefix(_SCHEME)
            problem = f"the IRI {written[:_LONGEST_SHOWN]!r} is relative"
            remedy = "write it in full, or name a @base or @vocab in the @context"
            raise DataError(name, problem, remedy=remedy)


class _Source:
    """A file that another thread reads, until the caller wants no more of it."""

    def __init__(self, file: ParsableFile) -> None:
        self._file = file
        self._is_over = False
        self._start_of_text = bytearray()
        self._thread: threading.Thread | None = None

    def read(self, size: int) -> bytes:
        if self._is_over:
            raise EOFError
        piece = self._file.read(size)
        if len(self._start_of_text) <= _LARGEST_EMPTY:
            self._start_of_text += piece
        return piece

    def is_without_content(self) -> bool:
        """Tell whether what was read has nothing but a context to say."""
        if len(self._start_of_text) > _LARGEST_EMPTY:
            return False
        found = json.loads(self._start_of_text)
        if isinstance(found, dict):
            found = [value for key, value in found.items() if key != "@context"]
        return not any(found if isinstance(found, list) else [found])

    def run(self, work: Callable[[], _Result]) -> _Result:
        """Do some work in a thread with a stack of its own, and wait for it."""
        done: SimpleQueue[tuple[_Result] | BaseException] = SimpleQueue()

        def answer() -> None:
            try:
                done.put((work(),))
            except BaseException as error:  # noqa: BLE001 - the caller raises it
                done.put(error)

        self._thread = threading.Thread(target=answer, daemon=True)
        self._start(self._thread)
        # Ctrl-C is heard here; to join is no way to wait, since before Python 3.13 a
        # thread counts as ended when the join was interrupted.
        found = _wait(done)
        if isinstance(found, BaseException):
            raise found
        return found[0]

    def end(self) -> None:
        """End a thread that the caller was called away from."""
        self._is_over = True
        if self._thread is not None and self._thread.ident is not None:
            self._thread.join(_LONGEST_FAREWELL)

    def _start(self, thread: threading.Thread) -> None:
        with _SETTING:
            before = threading.stack_size(_STACK)
            try:
                thread.start()
            except RuntimeError:
                problem = "cannot be parsed: there is no memory for another thread"
                remedy = "free some memory, or convert the file to Turtle"
                raise DataError(self._file.name, problem, remedy=remedy) from None
            finally:
                threading.stack_size(before)


def _wait(done: SimpleQueue[_Item]) -> _Item:
    while True:
        try:
            return done.get(timeout=_LONGEST_DEAFNESS)
        except Empty:
            # Libraries that hear Ctrl-C themselves, as polars does, let the wait go on.
            continue


@contextmanager
def _stopping(file: ParsableFile) -> Iterator[_Source]:
    source = _Source(file)
    try:
        yield source
    finally:
        source.end()
