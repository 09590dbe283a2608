"""What was measured: kept as JSON, and the statistics of it."""

from __future__ import annotations

import json
import os
from dataclasses import asdict, dataclass
from statistics import median
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from benchmarks.timing import Series

_DIGITS: Final = 6


@dataclass(frozen=True, slots=True)
class Measurement:
    """What one program took for one thing.

    Attributes:
        section: The table of the page: ``queries``.
        what: What was done: ``treaty/list``.
        size: On what: ``100k``.
        program: By which program.
        seconds: Of each run, in the order of the runs.
        cpu: Seconds of the processor, of each run.
        memory: The most memory that a run took, in MB.
        found: How many rows, triples or results the answer has.
        problem: Why there are no runs.
    """

    section: str
    what: str
    size: str
    program: str
    seconds: tuple[float, ...] = ()
    cpu: tuple[float, ...] = ()
    memory: float | None = None
    found: int | None = None
    problem: str = ""

    @property
    def key(self) -> tuple[str, str, str, str]:
        """What tells it from others."""
        return self.section, self.what, self.size, self.program

    @classmethod
    def of(cls, key: tuple[str, str, str, str], series: Series) -> Measurement:
        """Put the runs of a program down.

        Args:
            key: Section, what, size and program.
            series: Its runs.

        Returns:
            The measurement.
        """
        samples = series.samples
        memories = [it.memory for it in samples if it.memory is not None]
        return cls(
            *key,
            seconds=tuple(round(it.seconds, _DIGITS) for it in samples),
            cpu=tuple(round(it.cpu, _DIGITS) for it in samples if it.cpu is not None),
            memory=round(max(memories), 1) if memories else None,
            found=samples[0].found if samples else None,
            problem=series.problem,
        )


@dataclass(frozen=True, slots=True)
class Spread:
    """A median with the range that it comes from.

    Attributes:
        median: The median.
        least: The least.
        most: The most.
    """

    median: float
    least: float
    most: float

    @classmethod
    def of(cls, values: Iterable[float]) -> Spread:
        """Take the median and the range of values.

        Args:
            values: At least one.

        Returns:
            The spread.
        """
        ordered = sorted(values)
        return cls(median(ordered), ordered[0], ordered[-1])


def find_ratio(one: Measurement, other: Measurement) -> Spread | None:
    """Divide the runs of two programs pair by pair.

    Args:
        one: The dividend.
        other: The divisor.

    Returns:
        The spread of the ratios, or None where one of them has no runs.
    """
    pairs = list(zip(one.seconds, other.seconds, strict=False))
    return Spread.of(mine / its for mine, its in pairs) if pairs else None


class Record:
    """All measurements of a run, written to a file as they come.

    Attributes:
        machine: On what it ran.
        libraries: The versions of what was compared.
    """

    def __init__(
        self,
        measurements: Iterable[Measurement] = (),
        *,
        machine: dict[str, str] | None = None,
        libraries: dict[str, str] | None = None,
    ) -> None:
        self.machine = machine or {}
        self.libraries = libraries or {}
        self._kept = {it.key: it for it in measurements}

    def __iter__(self) -> Iterator[Measurement]:
        return iter(self._kept.values())

    def __len__(self) -> int:
        return len(self._kept)

    def add(self, measurement: Measurement) -> None:
        """Put a measurement down, in place of an earlier one of the same."""
        self._kept.pop(measurement.key, None)
        self._kept[measurement.key] = measurement

    def find(self, *key: str) -> Measurement | None:
        """Find the measurement of section, what, size and program."""
        section, what, size, program = key
        return self._kept.get((section, what, size, program))

    def has(self, section: str, what: str, size: str) -> bool:
        """Tell whether any program was measured for this."""
        return any(key[:3] == (section, what, size) for key in self._kept)

    def of_section(self, section: str) -> list[Measurement]:
        """List the measurements of a table."""
        return [it for it in self if it.section == section]

    def write(self, path: Path) -> None:
        """Write all to a file, whole or not at all."""
        content = {
            "machine": self.machine,
            "libraries": self.libraries,
            "measurements": [_drop_empty(asdict(it)) for it in self],
        }
        unfinished = path.with_suffix(".unfinished")
        # One measurement a line, so that two runs can be compared.
        text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
        text = text.replace('{"section"', '\n{"section"') + "\n"
        unfinished.write_text(text, "utf-8")
        os.replace(unfinished, path)  # noqa: PTH105 - the same, and one import less

    @classmethod
    def read(cls, path: Path) -> Record:
        """Read what was written."""
        content: dict[str, Any] = json.loads(path.read_text("utf-8"))
        measurements = [
            Measurement(**{name: _freeze(value) for name, value in it.items()})
            for it in content["measurements"]
        ]
        return cls(
            measurements, machine=content["machine"], libraries=content["libraries"]
        )


def _freeze(value: Any) -> Any:  # noqa: ANN401 - as JSON gives it
    return tuple(value) if isinstance(value, list) else value


def _drop_empty(fields: dict[str, Any]) -> dict[str, Any]:
    return {
        name: value for name, value in fields.items() if value not in (None, "", ())
    }
