"""Files of users, read with suspicion.

Nothing is ever fetched: the parser has no loader for remote contexts, and no base from
which a relative IRI could reach a file.
"""

from __future__ import annotations

import os
import re
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Final, Protocol

import pyoxigraph as ox

from gumru_kg.errors import DataError, FileError, FormatError
from gumru_kg.formats import RDF_FORMATS, find_format_of_file, rdf_format
from gumru_kg.input_checks import XML_REMEDY, CheckedFile
from gumru_kg.input_files import open_file, strip_packing
from gumru_kg.parsing import load, parse

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from gumru_kg.formats import RdfFormat

_PARSERS: Final = {
    "turtle": ox.RdfFormat.TURTLE,
    "trig": ox.RdfFormat.TRIG,
    "ntriples": ox.RdfFormat.N_TRIPLES,
    "nquads": ox.RdfFormat.N_QUADS,
    "jsonld": ox.RdfFormat.JSON_LD,
}
_READ: Final = tuple(name for name, known in RDF_FORMATS.items() if known.is_read)
_PLACE_IN_MESSAGE: Final = re.compile(r"^Parser error at line \d+ [^:]*: ")
_LONGEST_MESSAGE: Final = 200
# For larger ones the system gives new memory each time.
_PIECE: Final = 1 << 16


def read_quads(
    path: str | os.PathLike[str], *, format: str | None = None
) -> Iterator[ox.Quad]:
    """Parse a file of RDF, quad by quad, with its lexical forms as they are.

    Args:
        path: The file.
        format: A name of ``RDF_FORMATS``; by default the suffix tells.

    Yields:
        The quads in the order of the file.

    Raises:
        FileError: When the file cannot be opened or read.
        FormatError: When the format is unknown, or the suffix does not tell it.
        DataError: When the content is refused or does not parse.

    Example:
        >>> next(read_quads("ontology/gumru.ttl")).predicate.value
        'http://www.w3.org/1999/02/22-rdf-syntax-ns#type'
    """
    name = os.fspath(path)
    with open_checked(name, format=format) as file, telling_faults(file):
        yield from parse(file)


def read_text(
    path: str | os.PathLike[str], *, format: str | None = None
) -> CheckedText:
    """Read a file of RDF whole, to parse it more than once.

    Args:
        path: The file.
        format: A name of ``RDF_FORMATS``; by default the suffix tells.

    Returns:
        Its text, checked and not yet parsed.

    Raises:
        FileError: When the file cannot be opened or read.
        FormatError: When the format is unknown, or the suffix does not tell it.
        DataError: When the content is refused.

    Example:
        >>> read_text("ontology/gumru.ttl").content[:7]
        b'@prefix'
    """
    name = os.fspath(path)
    with open_checked(name, format=format) as file:
        content = BytesIO()
        while piece := file.read(_PIECE):
            content.write(piece)
    return CheckedText(name, content.getvalue(), file.parser)


@dataclass(frozen=True, slots=True)
class CheckedText:
    """The text of a file as it was read: it may change, or be a pipe.

    It takes a fraction of the memory of its quads.

    Attributes:
        name: What the file is called.
        content: Its bytes, without a byte order mark.
        parser: The format of them.
    """

    name: str
    content: bytes
    parser: ox.RdfFormat

    def parse(self) -> Iterator[ox.Quad]:
        """Parse the text, with lexical forms and labels of blank nodes as they are.

        Yields:
            The quads in the order of the file.

        Raises:
            DataError: When it does not parse.

        Example:
            >>> text = CheckedText("a", b"<urn:a> <urn:b> 01 .", ox.RdfFormat.TURTLE)
            >>> next(text.parse()).object.value
            '01'
        """
        file = _TextFile(self)
        with telling_faults(file):
            yield from parse(file)

    def load_into(self, store: ox.Store) -> None:
        """Parse the text into a store without making objects of Python.

        Args:
            store: The store to fill; blank nodes get new labels in it.

        Raises:
            DataError: When it does not parse.

        Example:
            >>> text = CheckedText("a", b"<urn:a> <urn:b> 01 .", ox.RdfFormat.TURTLE)
            >>> text.load_into(store := ox.Store())
            >>> len(store)
            1
        """
        file = _TextFile(self)
        with telling_faults(file):
            load(file, into=store)


class _ParsedFile(Protocol):
    """What is told of a file in which a parser finds a fault."""

    @property
    def name(self) -> str: ...

    @property
    def line(self) -> int: ...


class _TextFile:
    """A text in pieces: between them an interruption reaches a parser."""

    def __init__(self, text: CheckedText) -> None:
        self.name = text.name
        self.parser = text.parser
        self._content = text.content
        self._place = 0

    @property
    def line(self) -> int:
        return self._content.count(b"\n", 0, self._place) + 1

    def read(self, size: int) -> bytes:
        start = self._place
        self._place = start + size
        return self._content[start : self._place]


def parse_quads(data: bytes, *, source: str, format: str = "turtle") -> list[ox.Quad]:
    """Parse RDF that belongs to the package.

    Args:
        data: The serialized graph.
        source: What to call it in an error.
        format: A name of ``RDF_FORMATS``.

    Returns:
        The quads in the order of the data.

    Raises:
        DataError: When it does not parse.

    Example:
        >>> len(parse_quads(b"<urn:a> <urn:b> 01 .", source="example"))
        1
    """
    try:
        return list(ox.parse(input=data, format=_PARSERS[format]))
    except SyntaxError as error:
        raise _describe_fault(source, error) from error


def index_data(data: bytes, *, load: Callable[..., None], source: str) -> None:
    """Parse Turtle that belongs to the package into a store.

    Args:
        data: The serialized graph.
        load: How the store takes it: its ``load`` is the faster one in memory, its
            ``bulk_load`` on disk.
        source: What to call it in an error.

    Raises:
        DataError: When it does not parse.

    Example:
        >>> store = ox.Store()
        >>> index_data(b"<urn:a> <urn:b> 01 .", load=store.load, source="example")
        >>> len(store)
        1
    """
    try:
        load(input=data, format=ox.RdfFormat.TURTLE)
    except SyntaxError as error:
        raise _describe_fault(source, error) from error


@contextmanager
def open_checked(name: str, *, format: str | None = None) -> Iterator[CheckedFile]:
    """Open a file of RDF for a parser, unpacked and checked while it is read.

    Args:
        name: The file.
        format: A name of ``RDF_FORMATS``; by default the suffix tells.

    Yields:
        The file.

    Raises:
        FileError: When the file cannot be opened or read.
        FormatError: When the format is unknown, or the suffix does not tell it.
        DataError: When the format is not read.

    Example:
        >>> with open_checked("ontology/gumru.ttl") as file:
        ...     file.read(7)
        b'@prefix'
    """
    try:
        parser = _PARSERS[_choose_format(name, format).name]
        with open_file(name) as file:
            yield CheckedFile(file, name, parser)
    except OSError as error:
        raise _describe(name, error) from error


@contextmanager
def telling_faults(file: _ParsedFile) -> Iterator[None]:
    """Tell in our own words what a parser finds wrong with a file.

    Args:
        file: What is being parsed.

    Yields:
        Nothing.

    Raises:
        DataError: When the parser says that the file is no RDF, or gives up.

    Example:
        >>> with open_checked("ontology/gumru.ttl") as file, telling_faults(file):
        ...     raise SyntaxError("nothing fits")
        Traceback (most recent call last):
            ...
        gumru_kg.errors.DataError: ontology/gumru.ttl: nothing fits; mend the file
    """
    try:
        yield
    except SyntaxError as error:
        raise _describe_fault(file.name, error) from error
    except MemoryError:
        # The parser's own limit for one value; memory has not run out.
        problem = "has a value of some 10 MB, longer than the parser takes"
        raise DataError(file.name, problem, line=file.line) from None


def _choose_format(name: str, format: str | None) -> RdfFormat:
    chosen = (
        find_format_of_file(strip_packing(name))
        if format is None
        else rdf_format(format)
    )
    if chosen is None:
        # A folder or a missing file is told first: its suffix does not matter.
        path = Path(name)
        path.stat()
        if path.is_dir():
            raise IsADirectoryError(name)
        problem = f"the suffix of {name!r} tells no format"
        raise FormatError(name, _READ, problem=problem)
    if not chosen.is_read:
        raise DataError(name, "RDF/XML is not read", remedy=XML_REMEDY)
    return chosen


def _describe(name: str, error: OSError) -> FileError:
    if isinstance(error, FileError):
        return error
    if isinstance(error, FileNotFoundError):
        return FileError(name, "there is no such file", "check the path")
    if isinstance(error, IsADirectoryError):
        return FileError(name, "is a folder", "name the files in it")
    return FileError(
        name, f"cannot be read: {error.strerror or error}", "check the path and rights"
    )


def _describe_fault(name: str, error: SyntaxError) -> DataError:
    message = _PLACE_IN_MESSAGE.sub("", error.msg or str(error))
    if "LoadDocumentCallback" in message:
        return DataError(
            name,
            "names a remote @context, and nothing is fetched",
            remedy="write the context into the file",
        )
    if "No scheme found" in message:
        message = "an IRI is relative"
        remedy = "write it in full, or name a base in the file"
    else:
        remedy = "mend the file"
    message = " ".join(message.split())
    if len(message) > _LONGEST_MESSAGE:
        message = f"{message[:_LONGEST_MESSAGE]}…"
    return DataError(
        name, message, line=error.lineno, column=error.offset, remedy=remedy
    )
