"""The folder in which an integration goes on, step by step.

========================  ========================================================
``integration.json``      which graphs are integrated, with their digests
``sources/``              their triples, as they were read
``profile.json``          what they have
``mappings.sssom.tsv``    what may be the same; a person accepts or rejects
``merged/``               what came of it; ``merged/graphs/`` can be opened
``.former/``              what ``merged/`` was before, for whoever wants it back
========================  ========================================================

``merged/`` changes in one step. Where a step was cut off between two renamings, the
next one finds the former state and puts it back.
"""

from __future__ import annotations

import fcntl
import filecmp
import json
import os
import shutil
import tempfile
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from gumru_kg.errors import DataError, FileError
from gumru_kg.output_files import write_whole

if TYPE_CHECKING:
    from collections.abc import Iterator

_FORMAT: Final = 1
_MANIFEST: Final = "integration.json"
_NOTHING: Final = "nothing"
_REMEDY: Final = "run: gumru integrate OTHER -o FOLDER"


@dataclass(frozen=True, slots=True)
class SourceEntry:
    """A graph that is integrated.

    Attributes:
        name: The name of its file.
        graph: The IRI of the graph that its triples are put into.
        sha256: The digest of its file.
        has_features: Whether its things were read from features of GeoJSON.
    """

    name: str
    graph: str
    sha256: str
    has_features: bool


class Workspace:
    """The folder of an integration."""

    def __init__(self, folder: str | os.PathLike[str]) -> None:
        self.folder = Path(folder)
        self.mappings = self.folder / "mappings.sssom.tsv"
        self.profile = self.folder / "profile.json"
        self.merged = self.folder / "merged"
        self._manifest = self.folder / _MANIFEST
        self._former = self.folder / ".former"
        # What could be brought back before the merge that goes on.
        self._older = self.folder / ".older"

    @contextmanager
    def lock(self, *, create: bool = False) -> Iterator[None]:
        """Keep the folder to one step at a time, and mend what was cut off.

        Args:
            create: Whether to make the folder.

        Yields:
            Nothing.

        Raises:
            FileError: When it is no such folder, or another step goes on in it.
        """
        self._check(create=create)
        is_new = False
        try:
            is_new = self._make()
            with self._lock():
                self._mend()
                yield
        except BaseException as error:
            if is_new:
                shutil.rmtree(self.folder, ignore_errors=True)
            if isinstance(error, FileError) or not isinstance(error, OSError):
                raise
            problem = f"cannot be written ({error.strerror or error})"
            raise FileError(str(self.folder), problem, "name another folder") from None

    def _make(self) -> bool:
        """Make the folder, and tell whether it was not there: who made it may go."""
        try:
            self.folder.mkdir()
        except FileExistsError:
            return False
        return True

    @contextmanager
    def _lock(self) -> Iterator[None]:
        # A link that somebody has put there leads to a file of somebody.
        flags = os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW
        with os.fdopen(os.open(self.folder / ".lock", flags, 0o644), "r+b") as file:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError:
                problem = "another step goes on in it"
                raise FileError(str(self.folder), problem, "wait for it") from None
            yield

    def _check(self, *, create: bool) -> None:
        if self._manifest.is_file():
            return
        if not create:
            problem = "is no folder of an integration"
            raise FileError(str(self.folder), problem, _REMEDY)
        if self.folder.exists() and not self.folder.is_dir():
            raise FileError(str(self.folder), "is a file", "name a folder")
        if self.folder.is_dir() and not self._holds_only_ours():
            problem = "holds other files"
            raise FileError(str(self.folder), problem, "name a new or an empty folder")
        if not self.folder.parent.is_dir():
            problem = f"there is no folder {str(self.folder.parent)!r}"
            raise FileError(str(self.folder), problem, "make it first")

    def _holds_only_ours(self) -> bool:
        # A first step that was cut off has no manifest yet.
        names = {each.name for each in self.folder.iterdir()}
        return {name for name in names if not name.startswith(".")} <= {"sources"}

    def source_path(self, entry: SourceEntry, *, of_features: bool = False) -> Path:
        """Tell where the triples of a graph lie.

        Args:
            entry: The graph.
            of_features: Whether those are meant that features were read as.

        Returns:
            The path of a file of N-Quads.
        """
        suffix = ".features.nq" if of_features else ".nq"
        return self.folder / "sources" / f"{entry.sha256[:12]}{suffix}"

    def read_sources(self) -> tuple[SourceEntry, ...]:
        """Read which graphs are integrated.

        Returns:
            The graphs; none before the first step.

        Raises:
            DataError: When the file that tells it is damaged.
        """
        if not self._manifest.is_file():
            return ()
        try:
            found = json.loads(self._manifest.read_text("utf-8"))
            if found["format"] != _FORMAT:
                problem = f"has the format {found['format']}, not {_FORMAT}"
                raise DataError(str(self._manifest), problem, remedy="use a new folder")
            return tuple(SourceEntry(**entry) for entry in found["sources"])
        except (ValueError, KeyError, TypeError):
            problem = "is damaged"
            remedy = "propose anew into a new folder"
            raise DataError(str(self._manifest), problem, remedy=remedy) from None

    def write_sources(self, entries: tuple[SourceEntry, ...]) -> None:
        """Write down which graphs are integrated.

        Args:
            entries: The graphs.
        """
        content = {
            "format": _FORMAT,
            "sources": [asdict(entry) for entry in entries],
        }
        write_whole(self._manifest, content=_to_json(content))

    def write_json(self, path: Path, value: object) -> None:
        """Write a file of JSON whole.

        Args:
            path: The file.
            value: What it shall hold.
        """
        write_whole(path, content=_to_json(value))

    @contextmanager
    def stage(self) -> Iterator[Path]:
        """Make a folder to be filled; it is gone after the step unless it is put.

        Yields:
            The folder.
        """
        folder = Path(tempfile.mkdtemp(prefix=".staged-", dir=self.folder))
        try:
            yield folder
        finally:
            shutil.rmtree(folder, ignore_errors=True)

    def put(self, staged: Path) -> bool:
        """Put a folder in the place of what was merged before.

        Args:
            staged: A folder that was made by ``stage``.

        Returns:
            Whether anything changed; what was there before is kept for ``undo``.
        """
        if self.merged.is_dir() and _are_equal(self.merged, staged):
            return False
        staged.chmod(0o755)
        if self._former.exists():
            self._former.rename(self._older)
        self._former.mkdir()
        if self.merged.exists():
            self.merged.rename(self._former / "merged")
        else:
            (self._former / _NOTHING).touch()
        staged.rename(self.merged)
        shutil.rmtree(self._older, ignore_errors=True)
        return True

    def undo(self) -> None:
        """Put what was there before the last merge in its place.

        Raises:
            FileError: When nothing was merged, or it was undone already.
        """
        former = self._former / "merged"
        if not former.is_dir() and not (self._former / _NOTHING).is_file():
            problem = "there is no merge to be undone"
            raise FileError(str(self.folder), problem, "a merge is undone once")
        with self.stage() as scratch:
            if self.merged.exists():
                self.merged.rename(scratch / "merged")
            if former.is_dir():
                former.rename(self.merged)
            shutil.rmtree(self._former)

    def _mend(self) -> None:
        for left in self.folder.glob(".staged-*"):
            # A folder that an undoing had moved away belongs to nobody any more.
            shutil.rmtree(left, ignore_errors=True)
        for unfinished in self.folder.glob(".gumru-*"):
            unfinished.unlink()
        former = self._former / "merged"
        has_former = former.is_dir() or (self._former / _NOTHING).is_file()
        is_cut = not has_former or not self.merged.exists()
        if former.is_dir() and not self.merged.exists():
            former.rename(self.merged)
        if is_cut and self._former.exists():
            shutil.rmtree(self._former)
        if is_cut and self._older.exists():
            self._older.rename(self._former)
        shutil.rmtree(self._older, ignore_errors=True)


def _are_equal(one: Path, other: Path) -> bool:
    names = [
        sorted(file.relative_to(each).as_posix() for file in each.rglob("*"))
        for each in (one, other)
    ]
    if names[0] != names[1]:
        return False
    files = [name for name in names[0] if (one / name).is_file()]
    _, differing, failed = filecmp.cmpfiles(one, other, files, shallow=False)
    return not differing and not failed


def _to_json(value: object) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=2) + "\n").encode()
