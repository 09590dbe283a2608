"""Build the graph that is shipped from the files that are edited.

``build`` reads the parts, refuses them with all their problems or derives the facts,
and puts the whole graph in place in one step. ``check`` says whether the file in place
is what a build would write.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from gumru_kg.editorial.problems import Problem
from gumru_kg.errors import BuildError, FileError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

__all__ = ["BuildResult", "CheckResult", "Problem", "build", "check"]

_HEADING: Final = """\
Built by `gumru build` from data/parts/, ontology/gumru.ttl and ontology/concepts.ttl.
Edit those; a change made here is lost.
A fact of a claim-bearing property is the triple of a claim whose verdict is accepted.
signedOn, signedAt and signatory come from the signing, participant from participations,
earliest and latest from dates, exactMatch and closeMatch from links that are not
rejected. All else stands in the files named above."""


@dataclass(frozen=True, slots=True)
class BuildResult:
    """What a build wrote.

    Attributes:
        path: The file.
        triples: How many triples it holds.
        derived: How many of them no file says: the build derived them.
        parts: How many files were read.
        is_changed: Whether the file is other than it was.
    """

    path: Path
    triples: int
    derived: int
    parts: int
    is_changed: bool


@dataclass(frozen=True, slots=True)
class CheckResult:
    """Whether a built file is up to date.

    Attributes:
        path: The file.
        is_up_to_date: Whether a build would write the same bytes.
        first_difference: The line of the first difference, if there is one.
    """

    path: Path
    is_up_to_date: bool
    first_difference: int | None


@dataclass(frozen=True, slots=True)
class _Composition:
    content: bytes
    triples: int
    derived: int
    parts: int


def build(
    parts_dir: Path,
    *,
    ontology_dir: Path,
    out: Path,
    texts: Mapping[str, str] | None = None,
) -> BuildResult:
    """Build the graph from its parts.

    Args:
        parts_dir: The folder of the hand-edited data, ``*.ttl``.
        ontology_dir: The folder of ``gumru.ttl`` and ``concepts.ttl``.
        out: The file to write, Turtle.
        texts: Texts of sources by the IRI of the source, against which the digests
            of spans are checked; only their form is checked without.

    Returns:
        What was written.

    Raises:
        BuildError: When the parts break rules, with every problem found.
        FileError: When something cannot be read or written. In both cases the old
            file stays as it was.

    Example:
        >>> import tempfile
        >>> from pathlib import Path
        >>> folder = Path(tempfile.mkdtemp())
        >>> for name in ("gumru.ttl", "concepts.ttl", "part.ttl"):
        ...     (folder / name).touch()
        >>> build(folder, ontology_dir=folder, out=folder / "built.turtle").triples
        0
    """
    from gumru_kg.output_files import read_start, write_whole

    composed = _compose(parts_dir, ontology_dir, texts or {})
    content = composed.content
    is_changed = not out.is_file() or content != read_start(out, size=len(content) + 1)
    # Written even when equal: whoever runs make sees a fresh file.
    write_whole(out, content=content)
    return BuildResult(
        out, composed.triples, composed.derived, composed.parts, is_changed
    )


def check(
    parts_dir: Path,
    *,
    ontology_dir: Path,
    out: Path,
    texts: Mapping[str, str] | None = None,
) -> CheckResult:
    """Tell whether the built file is what a build would write now.

    Args:
        parts_dir: The folder of the hand-edited data, ``*.ttl``.
        ontology_dir: The folder of ``gumru.ttl`` and ``concepts.ttl``.
        out: The built file; it is not touched.
        texts: Texts of sources, as for ``build``.

    Returns:
        The comparison, byte by byte.

    Raises:
        BuildError: When the parts break rules, with every problem found.
        FileError: When something cannot be read.

    Example:
        >>> import tempfile
        >>> from pathlib import Path
        >>> folder = Path(tempfile.mkdtemp())
        >>> for name in ("gumru.ttl", "concepts.ttl", "part.ttl"):
        ...     (folder / name).touch()
        >>> out = folder / "built.turtle"
        >>> _ = build(folder, ontology_dir=folder, out=out)
        >>> check(folder, ontology_dir=folder, out=out).is_up_to_date
        True
    """
    from gumru_kg.output_files import read_start

    composed = _compose(parts_dir, ontology_dir, texts or {})
    try:
        found = read_start(out, size=len(composed.content) + 1)
    except FileError:
        raise
    except OSError as error:
        reason = (error.strerror or "cannot be read").lower()
        raise FileError(str(out), reason, "run 'gumru build' first") from None
    difference = _first_difference(found, composed.content)
    return CheckResult(out, difference is None, difference)


def _compose(
    parts_dir: Path, ontology_dir: Path, texts: Mapping[str, str]
) -> _Composition:
    from gumru_kg.editorial.checks import find_problems
    from gumru_kg.editorial.derivation import count, derive
    from gumru_kg.editorial.manuscript import Manuscript
    from gumru_kg.editorial.parts import read_parts
    from gumru_kg.turtle import write_turtle

    reading = read_parts(parts_dir, ontology_dir=ontology_dir)
    manuscript = Manuscript(reading.parts)
    problems = {
        *reading.problems,
        *find_problems(manuscript, texts=texts, is_complete=not reading.problems),
    }
    if problems:
        raise BuildError(sorted(problems))
    written = {statement.triple for statement in manuscript.statements}
    whole = written | derive(manuscript)
    whole |= count(whole)
    return _Composition(
        content=write_turtle(whole, comment=_HEADING),
        triples=len(whole),
        derived=len(whole) - len(written),
        parts=len(manuscript.parts),
    )


def _first_difference(found: bytes, wanted: bytes) -> int | None:
    if found == wanted:
        return None
    pairs = zip(found.splitlines(), wanted.splitlines(), strict=False)
    same = 0
    for old, new in pairs:
        if old != new:
            break
        same += 1
    return same + 1
