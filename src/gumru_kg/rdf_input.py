"""Files of users, read with suspicion.

A file is checked piece by piece while the parser reads it, so a hostile one costs no
more memory than an honest one: binary noise, a line without end, XML with its
entities, text that is not UTF-8. Nothing is ever fetched: the parser has no loader
for remote contexts, and no base from which a relative IRI could reach a file.
"""

from __future__ import annotations

import codecs
import os
import re
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Final, cast

import pyoxigraph as ox

from gumru_kg.errors import DataError, FileError, FormatError
from gumru_kg.formats import RDF_FORMATS, find_format_of_file, rdf_format

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gumru_kg.formats import RdfFormat

LONGEST_LINE: Final = 10_000_000
MOST_TRIPLE_TERMS: Final = 1_000
DEEPEST_JSON: Final = 100

_PIECE: Final = 1 << 20

_PARSERS: Final = {
    "turtle": ox.RdfFormat.TURTLE,
    "trig": ox.RdfFormat.TRIG,
    "ntriples": ox.RdfFormat.N_TRIPLES,
    "nquads": ox.RdfFormat.N_QUADS,
    "jsonld": ox.RdfFormat.JSON_LD,
}
_READ: Final = tuple(name for name, known in RDF_FORMATS.items() if known.is_read)
# No format that is read can begin so, and every XML or HTML file does.
_XML_START: Final = re.compile(rb"\s*<(?:\?xml|!|html\b|rdf:RDF\s)", re.IGNORECASE)
# What opens and closes in JSON; an escaped sign does neither.
_JSON_MARK: Final = re.compile(rb'\\.|[\\"{}\[\]]', re.DOTALL)
_PLACE_IN_MESSAGE: Final = re.compile(r"^Parser error at line \d+ [^:]*: ")
_LONGEST_MESSAGE: Final = 200
_XML_REMEDY: Final = (
    "convert it to Turtle first, for instance with rapper -i rdfxml -o turtle"
)


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
    try:
        parser = _PARSERS[_choose_format(name, format).name]
        with Path(name).open("rb") as file:
            checked = CheckedFile(
                file,
                name,
                is_by_line=parser in (ox.RdfFormat.N_TRIPLES, ox.RdfFormat.N_QUADS),
                is_json=parser == ox.RdfFormat.JSON_LD,
            )
            yield from _parse(checked, name, parser)
    except OSError as error:
        raise _describe(name, error) from error


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


class CheckedFile:
    """A file that lets only what may be RDF pass to the parser.

    Attributes:
        name: What to call the file in an error.
        line: The number of the line that was reached.
    """

    def __init__(
        self,
        file: BinaryIO,
        name: str,
        *,
        is_by_line: bool = False,
        is_json: bool = False,
    ) -> None:
        self.name = name
        self._is_by_line = is_by_line
        self._is_json = is_json
        self._depth = 0
        self._is_in_string = False
        self._ends_in_escape = False
        self._file = file
        self._decoder = codecs.getincrementaldecoder("utf-8")()
        self.line = 1
        self._line_length = 0
        self._triple_terms = 0
        self._is_at_start = True
        self._is_blank = True

    def read(self, size: int = -1) -> bytes:
        """Read and check the next piece.

        Args:
            size: The greatest number of bytes.

        Returns:
            The piece without a byte order mark; nothing at the end of the file.

        Raises:
            DataError: When the piece cannot belong to RDF in UTF-8.
        """
        size = min(size, _PIECE) if size > 0 else _PIECE
        piece = self._file.read(size)
        if self._is_at_start:
            piece = self._check_start(piece, size)
        self._check_text(piece)
        if self._is_blank:
            self._is_blank = not piece.strip()
            if not piece and self._is_blank:
                raise self._refuse("is empty", "give a file that holds RDF")
        self._check_triple_terms(piece)
        if self._is_json:
            self._check_depth(piece)
        self._check_lines(piece)
        return piece

    def _check_start(self, piece: bytes, size: int) -> bytes:
        self._is_at_start = False
        # A short read may end within the mark.
        while 0 < len(piece) < len(codecs.BOM_UTF8):
            more = self._file.read(len(codecs.BOM_UTF8) - len(piece))
            if not more:
                break
            piece += more
        if piece.startswith(codecs.BOM_UTF8):
            piece = piece.removeprefix(codecs.BOM_UTF8) or self._file.read(size)
        if _XML_START.match(piece):
            raise self._refuse("is XML, which is not read", _XML_REMEDY)
        return piece

    def _check_text(self, piece: bytes) -> None:
        place = piece.find(b"\0")
        if place >= 0:
            self.line += piece.count(b"\n", 0, place)
            raise self._refuse("holds a NUL byte, so it is no text", "give a text file")
        try:
            self._decoder.decode(piece, final=not piece)
        except UnicodeDecodeError as error:
            self.line += piece.count(b"\n", 0, error.start)
            raise self._refuse("is not UTF-8", "save the file as UTF-8") from None

    def _check_triple_terms(self, piece: bytes) -> None:
        # They may nest, and where thousands do the parser ends the process.
        if self._is_by_line and b"\n" in piece:
            first, *others = (line.count(b"<<") for line in piece.split(b"\n"))
            most = max(self._triple_terms + first, *others)
            self._triple_terms = others[-1]
        else:
            self._triple_terms += piece.count(b"<<")
            most = self._triple_terms
        if most > MOST_TRIPLE_TERMS:
            problem = f"holds '<<' more than {MOST_TRIPLE_TERMS} times"
            raise self._refuse(
                problem, "write triple terms as statements of RDF 1.1, or use N-Quads"
            )

    def _check_depth(self, piece: bytes) -> None:
        # The parser is recursive, and some thousand levels end the process.
        start = 1 if self._ends_in_escape else 0
        self._ends_in_escape = False
        for found in _JSON_MARK.finditer(piece, start):
            mark = found[0]
            if mark == b'"':
                self._is_in_string = not self._is_in_string
            elif mark == b"\\":
                self._ends_in_escape = True
            elif not self._is_in_string and len(mark) == 1:
                self._depth += 1 if mark in b"{[" else -1
                if self._depth > DEEPEST_JSON:
                    problem = f"nests more than {DEEPEST_JSON} levels deep"
                    raise self._refuse(problem, "name the inner nodes by IRIs")

    def _check_lines(self, piece: bytes) -> None:
        end = piece.rfind(b"\n")
        longest = self._line_length + (len(piece) if end < 0 else piece.find(b"\n"))
        if longest > LONGEST_LINE:
            problem = f"has a line of more than {LONGEST_LINE // 1_000_000} MB"
            raise self._refuse(problem, "break the line, a statement to each")
        self.line += piece.count(b"\n")
        if end < 0:
            self._line_length += len(piece)
        else:
            self._line_length = len(piece) - end - 1

    def _refuse(self, problem: str, remedy: str) -> DataError:
        return DataError(self.name, problem, line=self.line, remedy=remedy)


def _parse(file: CheckedFile, name: str, parser: ox.RdfFormat) -> Iterator[ox.Quad]:
    try:
        # The parser needs .read() and nothing else of a file.
        yield from ox.parse(input=cast("BinaryIO", file), format=parser)
    except SyntaxError as error:
        raise _describe_fault(name, error) from error
    except MemoryError:
        # The parser's own limit for one value; memory has not run out.
        problem = "has a value of some 10 MB, longer than the parser takes"
        raise DataError(name, problem, line=file.line) from None


def _choose_format(name: str, format: str | None) -> RdfFormat:
    chosen = find_format_of_file(name) if format is None else rdf_format(format)
    if chosen is None:
        # A folder or a missing file is told first: its suffix does not matter.
        path = Path(name)
        path.stat()
        if path.is_dir():
            raise IsADirectoryError(name)
        problem = f"the suffix of {name!r} tells no format"
        raise FormatError(name, _READ, problem=problem)
    if not chosen.is_read:
        raise DataError(name, "RDF/XML is not read", remedy=_XML_REMEDY)
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
