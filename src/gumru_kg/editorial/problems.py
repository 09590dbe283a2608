"""What is wrong with a part of the graph: where, what, and what to do."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One fault in a hand-edited file.

    Attributes:
        file: The file, as it was named to the build.
        line: The line of the fault, counted from 1.
        problem: What is wrong.
        remedy: What the editor can do about it.

    Example:
        >>> print(Problem("parts/a.ttl", 7, "no source", "add gum:source"))
        parts/a.ttl:7: no source; add gum:source
    """

    file: str
    line: int
    problem: str
    remedy: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.problem}; {self.remedy}"
