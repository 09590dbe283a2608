"""Cost against size, drawn the same way each time."""

from __future__ import annotations

from statistics import median
from typing import TYPE_CHECKING, Final

from benchmarks import queries, stores, validation
from benchmarks.corpora import SIZES

if TYPE_CHECKING:
    from pathlib import Path

    from benchmarks.measurements import Measurement, Record

_COLOURS: Final = {
    "gumru-kg": "#b2182b",
    "gumru-kg, on disk": "#ef8a62",
    "pyoxigraph": "#2166ac",
    "pyoxigraph, on disk": "#67a9cf",
    "oxigraph load": "#67a9cf",
    "oxrdflib": "#762a83",
    "rdflib": "#1b7837",
    "pySHACL": "#1b7837",
    "shacl": "#2166ac",
    "shifty": "#762a83",
}
_OTHER: Final = "#777777"


def collect_lines(record: Record) -> dict[str, dict[str, list[tuple[int, float]]]]:
    """Collect what is drawn: for each panel and program, triples and seconds.

    Args:
        record: What was measured.

    Returns:
        The points by panel and program.
    """
    panels = {
        "the twelve queries, one after another": (queries.SECTION, None),
        f"validation, {validation.ALL}": (validation.SECTION, validation.ALL),
        stores.MEMORY: (stores.SECTION, stores.MEMORY),
        stores.DISK: (stores.SECTION, stores.DISK),
    }
    return {
        title: _collect(
            [it for it in record.of_section(section) if what in (None, it.what)],
            count=len(queries.KINDS) if what is None else 1,
        )
        for title, (section, what) in panels.items()
    }


def _collect(
    found: list[Measurement], *, count: int
) -> dict[str, list[tuple[int, float]]]:
    lines: dict[str, list[tuple[int, float]]] = {}
    for program in dict.fromkeys(it.program for it in found):
        for size, triples in SIZES.items():
            medians = [
                median(it.seconds)
                for it in found
                if (it.program, it.size) == (program, size) and it.seconds
            ]
            # A sum of fewer would look like a faster program.
            if len(medians) == count:
                lines.setdefault(program, []).append((triples, sum(medians)))
    return lines


def draw_plot(record: Record, path: Path) -> None:
    """Draw cost against size, both in powers of ten.

    Args:
        record: What was measured.
        path: The file, in SVG.
    """
    import matplotlib as mpl
    from matplotlib.figure import Figure

    # Text stays text, so that the file depends on no font; no random names, no date.
    with mpl.rc_context({"svg.fonttype": "none", "svg.hashsalt": "gumru-kg"}):
        figure = Figure(figsize=(11, 8), layout="constrained")
        axes = figure.subplots(2, 2).flat
        for axis, (title, lines) in zip(
            axes, collect_lines(record).items(), strict=True
        ):
            axis.set_title(title)
            axis.set_xlabel("triples")
            axis.set_ylabel("seconds")
            axis.set_xscale("log")
            axis.set_yscale("log")
            axis.grid(visible=True, which="major", color="#dddddd")
            for program, points in lines.items():
                axis.plot(
                    *zip(*points, strict=True),
                    marker="o",
                    label=program,
                    color=_COLOURS.get(program, _OTHER),
                )
            if lines:
                axis.legend()
        figure.savefig(path, format="svg", metadata={"Date": None})
