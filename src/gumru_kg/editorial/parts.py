"""Read the hand-edited files, and know the line of every statement.

A parser of RDF gives triples without places. But Turtle that has no blank node and no
list writes exactly one object for each triple, and the parser gives them in the order
of the text. So a small tokenizer counts objects, and the n-th object is the place of
the n-th triple. It never decides what a triple is; that stays with the parser.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Final

import pyoxigraph as ox

from gumru_kg.editorial.problems import Problem
from gumru_kg.editorial.triples import PlainTriple, find_plain
from gumru_kg.errors import FileError
from gumru_kg.output_files import read_start

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_TOKEN: Final = re.compile(
    r"""
      (?P<comment>\#[^\r\n]*)
    | (?P<string>\"{3}(?:[^"\\]|\\.|"(?!""))*\"{3}
               | '{3}(?:[^'\\]|\\.|'(?!''))*'{3}
               | "(?:[^"\\\r\n]|\\.)*" | '(?:[^'\\\r\n]|\\.)*')
    | (?P<iri><(?!<)[^<>\s]*>)
    | (?P<tag>@[A-Za-z]+(?:-[A-Za-z0-9]+)*)
    | (?P<datatype>\^\^)
    | (?P<blank>_:[^\s;,]+|<<|>>|[\[\]()~{}|])
    | (?P<punctuation>[;,.])
    | (?P<word>(?:[^\s;,.<>"'\[\]()\#^@\\]|\\.|\.(?=[^\s;,.<>"'\[\]()\#]))+)
    """,
    re.VERBOSE | re.DOTALL,
)

_TRIPLE_TERM: Final = b"<<"
_MOST_TRIPLE_TERMS: Final = 1_000
# In noise the parser stumbles at every byte, and takes its time for each.
_MOST_STUMBLES: Final = 200
_MOST_BYTES: Final = 50_000_000
_REFUSED: Final = {
    "_:": "a blank node",
    "[": "a blank node",
    "(": "a list",
    "<<": "a nested triple",
    "{": "an annotation of a triple",
    "~": "an annotation of a triple",
}


@dataclass(frozen=True, slots=True)
class Place:
    """Where a statement stands.

    Attributes:
        subject: The line of its subject.
        value: The line of its object.
    """

    subject: int
    value: int


@dataclass(frozen=True)
class Part:
    """One hand-edited Turtle file.

    Attributes:
        name: The file, as it was named to the build.
        text: Its content.
        triples: Its triples in the order of the text.
        is_ontology: Whether it declares terms rather than describes things.
    """

    name: str
    text: str = field(repr=False)
    triples: tuple[PlainTriple, ...] = field(repr=False)
    is_ontology: bool = False

    @cached_property
    def places(self) -> tuple[Place, ...]:
        """The place of each triple; found only when a problem asks for it."""
        return tuple(_places(self.text))

    @cached_property
    def statements(self) -> tuple[Statement, ...]:
        """The triples with the way back to their places."""
        return tuple(
            Statement(triple, self, number)
            for number, triple in enumerate(self.triples)
        )


@dataclass(frozen=True, slots=True, eq=False)
class Statement:
    """A triple as it stands in a file."""

    triple: PlainTriple
    part: Part
    number: int

    @property
    def subject(self) -> str:
        """The IRI of the subject."""
        return self.triple.subject.value

    @property
    def predicate(self) -> str:
        """The IRI of the predicate."""
        return self.triple.predicate.value

    @property
    def object(self) -> ox.NamedNode | ox.Literal:
        """The object."""
        return self.triple.object

    @property
    def value(self) -> str:
        """The IRI or the lexical form of the object."""
        return self.triple.object.value

    def problem(self, problem: str, remedy: str) -> Problem:
        """Report something wrong with this statement, at the line of its object."""
        place = self.part.places[self.number]
        return Problem(self.part.name, place.value, problem, remedy)

    def subject_problem(self, problem: str, remedy: str) -> Problem:
        """Report something wrong with what this statement describes."""
        place = self.part.places[self.number]
        return Problem(self.part.name, place.subject, problem, remedy)


@dataclass(frozen=True, slots=True)
class Reading:
    """What came of reading files.

    Attributes:
        parts: The files that could be read without a fault.
        problems: The faults of the others.
    """

    parts: tuple[Part, ...]
    problems: tuple[Problem, ...]


def read_parts(parts_dir: Path, *, ontology_dir: Path) -> Reading:
    """Read all hand-edited files.

    Args:
        parts_dir: The folder of the data, ``*.ttl``.
        ontology_dir: The folder of ``gumru.ttl`` and ``concepts.ttl``.

    Returns:
        The files that are sound as Turtle, and the faults of those that are not.

    Raises:
        FileError: When a folder or a file cannot be read.

    Example:
        >>> from pathlib import Path
        >>> read_parts(Path("no-such-folder"), ontology_dir=Path("ontology"))
        Traceback (most recent call last):
            ...
        gumru_kg.errors.FileError: no-such-folder: no such folder; name that of the...
    """
    if not parts_dir.is_dir():
        raise FileError(str(parts_dir), "no such folder", "name that of the parts")
    data = sorted(parts_dir.glob("*.ttl"), key=lambda path: path.name)
    if not data:
        raise FileError(str(parts_dir), "no *.ttl file in it", "name another folder")
    terms = [ontology_dir / "gumru.ttl", ontology_dir / "concepts.ttl"]
    parts: list[Part] = []
    problems: list[Problem] = []
    for path in (*terms, *data):
        part, faults = _read(path, is_ontology=path in terms)
        problems += faults
        if part is not None and not faults:
            parts.append(part)
    return Reading(tuple(parts), tuple(problems))


def _read(path: Path, *, is_ontology: bool) -> tuple[Part | None, list[Problem]]:
    name = str(path)
    content = _read_content(path)
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        return None, [Problem(name, line, "not UTF-8", "save the file as UTF-8")]
    refused = list(_find_refused_syntax(name, text))
    if content.count(_TRIPLE_TERM) > _MOST_TRIPLE_TERMS:
        # They may nest, and where thousands do the parser ends the process.
        line = content.count(b"\n", 0, content.index(_TRIPLE_TERM)) + 1
        problem = f"'<<' more than {_MOST_TRIPLE_TERMS} times"
        return None, [Problem(name, line, problem, "give nodes IRIs of their own")]
    triples, faults = _parse(name, content)
    part = Part(name, text, tuple(triples), is_ontology=is_ontology)
    faults += refused
    if not faults and len(part.places) != len(triples):
        problem = "Turtle that is more than subject, predicate and object"
        faults.append(Problem(name, 1, problem, "write plain RDF 1.1 Turtle"))
    return part, faults


def _read_content(path: Path) -> bytes:
    name = str(path)
    try:
        content = read_start(path, size=_MOST_BYTES + 1)
    except FileError:
        raise
    except FileNotFoundError:
        raise FileError(name, "no such file", "create it or name another") from None
    except OSError as error:
        reason = error.strerror or "unreadable"
        raise FileError(name, reason.lower(), "make it readable") from None
    if len(content) > _MOST_BYTES:
        problem = f"is larger than {_MOST_BYTES // 1_000_000} MB"
        raise FileError(name, problem, "split it")
    return content


def _parse(name: str, content: bytes) -> tuple[list[PlainTriple], list[Problem]]:
    triples: list[PlainTriple] = []
    faults: list[Problem] = []
    parser = ox.parse(content, format=ox.RdfFormat.TURTLE)
    stumbles = 0
    while stumbles < _MOST_STUMBLES:
        # The parser picks up after a fault, so one run reports all of them.
        try:
            plain = find_plain(next(parser).triple)
        except StopIteration:
            break
        except SyntaxError as error:
            stumbles += 1
            _, _, what = error.msg.partition(": ")
            problem = f"syntax error: {what or error.msg}"
            line = error.lineno or 1
            # Picking up again in the same line, it stumbles over the same fault.
            if not faults or faults[-1].line != line:
                faults.append(Problem(name, line, problem, _remedy(what)))
        else:
            # What is not plain shows in the text, where its line is known.
            triples += [plain] if plain else []
    return triples, faults


def _remedy(what: str) -> str:
    if "No scheme" in what:
        return "write an absolute IRI or a prefixed name"
    if "prefix" in what:
        return "declare the prefix at the top of the file"
    return "mend the Turtle"


def _find_refused_syntax(name: str, text: str) -> Iterator[Problem]:
    lines = _LineFinder(text)
    for token in _TOKEN.finditer(text):
        kind, word = token.lastgroup, token.group()
        line = lines.line(token.start())
        if kind == "blank":
            refused = _REFUSED.get("_:" if word.startswith("_:") else word)
            if refused:
                yield Problem(name, line, refused, "give the node an IRI of its own")
        elif word == "@base" or (kind == "word" and word.upper() == "BASE"):
            yield Problem(name, line, "relative IRIs (@base)", "write prefixed names")
        elif kind == "tag" and word != word.lower():
            # Read from the text: the parser lower-cases tags on its own.
            problem = f"language tag {word} is not in lower case"
            yield Problem(name, line, problem, f"write {word.lower()}")


class _LineFinder:
    def __init__(self, text: str) -> None:
        self._ends = [match.start() for match in re.finditer("\n", text)]

    def line(self, offset: int) -> int:
        return bisect_right(self._ends, offset - 1) + 1


def _places(text: str) -> Iterator[Place]:
    """Walk the tokens of sound Turtle without blank nodes, object by object."""
    lines = _LineFinder(text)
    subject = 1
    expects = "subject"
    for token in _TOKEN.finditer(text):
        kind, word = token.lastgroup, token.group()
        if kind == "comment":
            continue
        if kind == "punctuation" and expects != "directive":
            expects = {".": "subject", ";": "predicate", ",": "object"}[word]
        elif expects == "subject":
            if word in ("@prefix", "@base") or word.upper() in ("PREFIX", "BASE"):
                # The IRI ends a directive; the full stop after it changes nothing.
                expects = "directive"
            else:
                subject, expects = lines.line(token.start()), "predicate"
        elif expects == "directive":
            expects = "subject" if kind == "iri" else "directive"
        elif expects == "predicate":
            expects = "object"
        elif expects == "object":
            yield Place(subject, lines.line(token.start()))
            expects = "end"
