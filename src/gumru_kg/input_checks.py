"""A file is checked piece by piece while it is read, before a parser sees it.

So a hostile one costs no more memory than an honest one: binary noise, a line without
end, XML with its entities, text that is not UTF-8, and nesting that would end the
process, since the parsers are recursive.
"""

from __future__ import annotations

import codecs
import re
from typing import Final, Protocol

import pyoxigraph as ox

from gumru_kg.errors import DataError

LONGEST_LINE: Final = 10_000_000
MOST_TRIPLE_TERMS: Final = 1_000
DEEPEST_JSON: Final = 100
# The largest vocabulary of the web has some 3,000.
MOST_TERMS: Final = 4_000
XML_REMEDY: Final = (
    "convert it to Turtle first, for instance with rapper -i rdfxml -o turtle"
)

_JSON_REMEDY: Final = "name inner nodes by IRIs, and leave out terms that are not used"
_PIECE: Final = 1 << 20
_DATA: Final = -2
_IN_ARRAY: Final = -1
_BY_LINE: Final = (ox.RdfFormat.N_TRIPLES, ox.RdfFormat.N_QUADS)
# A triple term that holds no other, in tokens that no comment and no string can feign:
# where a parser is within neither, it reads them as they stand here. Others count.
_IRI: Final = rb'<[^<>"{}|^`\\\x00-\x20]*+>'
_NAME: Final = rb"(?:[A-Za-z][\w-]*+|_)?:[\w.-]*+"
_TEXT: Final = rb'"(?>(?:[^"\\\n<]|<(?!<)|\\.)*)"'
_LITERAL: Final = (
    _TEXT + rb"(?:@[A-Za-z0-9-]++|\^\^(?:" + _IRI + rb"|" + _NAME + rb"))?"
)
_NODE: Final = rb"(?:" + _IRI + rb"|" + _NAME + rb")"
_VALUE: Final = rb"(?:" + _NODE + rb"|" + _LITERAL + rb"|[+-]?[0-9.]++|true|false)"
_FLAT_TERM: Final = re.compile(
    rb" ".join((rb"<<\(", _NODE, _NODE, _VALUE, rb"\)>>")), re.ASCII
)
_LONGEST_FLAT_TERM: Final = 100_000
# No format that is read can begin so, and every XML or HTML file does.
_XML_START: Final = re.compile(rb"\s*<(?:\?xml|!|html\b|rdf:RDF\s)", re.IGNORECASE)
# The rest of a string, which may be cut.
# Atomic groups, since Python before 3.11.4 forgets where a possessive group ended.
_REST: Final = rb'[^"\\]*+(?>(?:\\.[^"\\]*+)*)(?P<quote>"?)'
_JSON_REST: Final = re.compile(_REST, re.DOTALL)
# Up to the next sign that opens or closes, or a string that may be the keyword; and in
# a context up to the next colon, too.
_JSON_MARK: Final = re.compile(
    rb'(?>(?:[^"{}\[\]]++|"(?!@context")[^"\\]*+")*)(?P<mark>"'
    + _REST
    + rb"|[{}\[\]]?)",
    re.DOTALL,
)
_CONTEXT_MARK: Final = re.compile(
    rb'(?>(?:[^"{}\[\]:]++|"(?!@context")[^"\\]*+")*)(?P<mark>"'
    + _REST
    + rb"|[{}\[\]:]?)",
    re.DOTALL,
)
# The keyword with every letter escaped, and its quotation marks.
_LONGEST_KEYWORD: Final = 50


class Readable(Protocol):
    """What can be read piece by piece."""

    def read(self, size: int, /) -> bytes:
        """Read the next piece of at most so many bytes."""
        ...


class CheckedFile:
    """A file that lets only what may be RDF pass to the parser.

    Attributes:
        name: What to call the file in an error.
        parser: The format in which it is read.
        line: The number of the line that was reached.
    """

    def __init__(self, file: Readable, name: str, parser: ox.RdfFormat) -> None:
        self.name = name
        self.parser = parser
        self._is_by_line = parser in _BY_LINE
        self._json = _JsonWatch() if parser == ox.RdfFormat.JSON_LD else None
        self._file = file
        self._decoder = codecs.getincrementaldecoder("utf-8")()
        self.line = 1
        self._line_length = 0
        self._triple_terms = 0
        self._cut_term = b""
        self._is_at_start = True
        self._is_blank = True

    @property
    def taken(self) -> int:
        """The number of bytes that were taken from the disk, if the file counts it."""
        taken: int = getattr(self._file, "taken", 0)
        return taken

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
        if self._json is not None:
            problem = self._json.find_problem(piece)
            if problem:
                raise self._refuse(problem, _JSON_REMEDY)
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
        if self._is_by_line and b"<<" not in piece:
            if b"\n" in piece:
                self._triple_terms = 0
            return
        if self._is_by_line and b"\n" in piece:
            first, *others = (line.count(b"<<") for line in piece.split(b"\n"))
            most = max(self._triple_terms + first, *others)
            self._triple_terms = others[-1]
        else:
            self._triple_terms += self._count_triple_terms(piece)
            most = self._triple_terms
        if most > MOST_TRIPLE_TERMS:
            problem = f"holds '<<' more than {MOST_TRIPLE_TERMS} times"
            raise self._refuse(
                problem, "write triple terms as statements of RDF 1.1, or use N-Quads"
            )

    def _count_triple_terms(self, piece: bytes) -> int:
        """Count those that may nest, so not those that hold no other."""
        text = self._cut_term + piece
        self._cut_term = b""
        start = text.rfind(b"<<")
        if start < 0 or _FLAT_TERM.match(text, start):
            start = len(text) - 1 if text.endswith(b"<") else len(text)
        # The last one may go on in the next piece.
        if piece and len(text) - start < _LONGEST_FLAT_TERM:
            text, self._cut_term = text[:start], text[start:]
        return text.count(b"<<") - sum(1 for _ in _FLAT_TERM.finditer(text))

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


class _JsonWatch:
    """How deep JSON nests, and how many terms a context defines.

    The parser is recursive in both: terms may be defined by one another. Some thousand
    levels end the process.
    """

    def __init__(self) -> None:
        # How many terms each open object has defined, or what else it is.
        self._levels: list[int] = []
        # And how many the contexts within its term definitions, the longest way down.
        self._inner: list[int] = []
        self._is_in_string = False
        self._ends_in_escape = False
        # Whether the next object or array may be the value of the keyword.
        self._is_context = False

    def find_problem(self, piece: bytes) -> str | None:
        """Look over the next piece, and tell what is wrong with it."""
        place = 0
        if self._is_in_string and piece:
            place = self._read_string(
                _JSON_REST.match(piece, int(self._ends_in_escape)), piece
            )
            # A string in two pieces may be anything.
            self._is_context = True
        while place < len(piece):
            is_data = not self._levels or self._levels[-1] == _DATA
            found = (_JSON_MARK if is_data else _CONTEXT_MARK).match(piece, place)
            mark = found["mark"] if found else b""
            place = found.end() if found else len(piece)
            if mark[:1] == b'"':
                is_escaped = b"\\u" in mark and len(mark) <= _LONGEST_KEYWORD
                self._is_context |= is_escaped or mark == b'"@context"'
                place = self._read_string(found, piece)
            elif mark and (problem := self._count(mark)):
                return problem
        return None

    def _read_string(self, found: re.Match[bytes] | None, piece: bytes) -> int:
        self._is_in_string = found is None or not found["quote"]
        end = len(piece) if found is None else found.end()
        # What is left of a string that is cut is the beginning of an escape.
        self._ends_in_escape = self._is_in_string and end < len(piece)
        return len(piece) if self._is_in_string else end

    def _count(self, mark: bytes) -> str | None:
        levels = self._levels
        if mark == b":":
            # Colons are met in contexts only.
            levels[-1] += 1
            return self._find_long_chain()
        problem = None
        if mark in b"{[":
            is_context = self._is_context or (bool(levels) and levels[-1] == _IN_ARRAY)
            start = 0 if mark == b"{" else _IN_ARRAY
            levels.append(start if is_context else _DATA)
            self._inner.append(0)
        elif levels:
            chain = max(levels.pop(), 0) + self._inner.pop()
            if levels and chain > self._inner[-1]:
                self._inner[-1] = chain
                problem = self._find_long_chain()
        self._is_context = False
        if len(levels) > DEEPEST_JSON:
            return f"nests more than {DEEPEST_JSON} levels deep"
        return problem

    def _find_long_chain(self) -> str | None:
        too_long = max(self._levels[-1], 0) + self._inner[-1] > MOST_TERMS
        return f"has a context of more than {MOST_TERMS} terms" if too_long else None
