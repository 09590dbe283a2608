"""A file is checked piece by piece while it is read, before a parser sees it.

So a hostile one costs no more memory than an honest one: binary noise, a line without
end, XML with its entities, text that is not UTF-8, and nesting that would end the
process, since the parsers are recursive.
"""

from __future__ import annotations

import codecs
import re
from typing import BinaryIO, Final

import pyoxigraph as ox

from gumru_kg.errors import DataError

LONGEST_LINE: Final = 10_000_000
MOST_TRIPLE_TERMS: Final = 1_000
DEEPEST_JSON: Final = 100
XML_REMEDY: Final = (
    "convert it to Turtle first, for instance with rapper -i rdfxml -o turtle"
)

_PIECE: Final = 1 << 20
_BY_LINE: Final = (ox.RdfFormat.N_TRIPLES, ox.RdfFormat.N_QUADS)
# No format that is read can begin so, and every XML or HTML file does.
_XML_START: Final = re.compile(rb"\s*<(?:\?xml|!|html\b|rdf:RDF\s)", re.IGNORECASE)
# What opens and closes in JSON; an escaped sign does neither.
_JSON_MARK: Final = re.compile(rb'\\.|[\\"{}\[\]]', re.DOTALL)


class CheckedFile:
    """A file that lets only what may be RDF pass to the parser.

    Attributes:
        name: What to call the file in an error.
        parser: The format in which it is read.
        line: The number of the line that was reached.
    """

    def __init__(self, file: BinaryIO, name: str, parser: ox.RdfFormat) -> None:
        self.name = name
        self.parser = parser
        self._is_by_line = parser in _BY_LINE
        self._is_json = parser == ox.RdfFormat.JSON_LD
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
            raise self._refuse("is XML, which is not read", XML_REMEDY)
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
