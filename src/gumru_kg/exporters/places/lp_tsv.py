"""LP-TSV 0.5, the table of the World Historical Gazetteer: a place a row.

The table has room for one time of a place, and for no source or time of a variant. A
row runs from the first to the last day on which the graph knows something of the
place; where it knows no day the cells are empty, and no year is made up.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from gumru_kg.exporters.places.gazetteer import cite_dataset, list_places
from gumru_kg.exporters.places.links import list_links
from gumru_kg.exporters.places.lpf import UNKNOWN_CLASS
from gumru_kg.exporters.plain_text import disarm_formula, write_one_line
from gumru_kg.namespaces import GID

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterable

    from gumru_kg.exporters.places.gazetteer import Place
    from gumru_kg.things import Things

_COLUMNS: Final = (
    "id",
    "title",
    "title_source",
    "title_uri",
    "fclasses",
    "types",
    "start",
    "end",
    "variants",
    "matches",
    "parent_name",
    "parent_id",
    "lon",
    "lat",
    "geowkt",
    "geo_source",
    "geo_id",
    "description",
)
_SYSTEM: Final = re.compile(r"<[^>]*>\s*")


def write_lp_tsv(things: Things) -> bytes:
    r"""Write the places of a graph as a table.

    Args:
        things: The graph.

    Returns:
        Tab-separated values in UTF-8.

    Example:
        >>> from gumru_kg.dataset import shipped_graph
        >>> from gumru_kg.things import Things
        >>> table = write_lp_tsv(Things(shipped_graph())).decode().splitlines()
        >>> table[0].split("\t")[:3]
        ['id', 'title', 'title_source']
    """
    rows: list[tuple[str, ...]] = [_COLUMNS]
    for place in list_places(things):
        cells = _describe(place, things)
        rows.append(tuple(cells.get(column, "") for column in _COLUMNS))
    return "".join("\t".join(row) + "\n" for row in rows).encode()


def _describe(place: Place, things: Things) -> dict[str, str]:
    source = (cite_dataset(things) or (None,))[0]
    whole = next(iter(place.wholes), None)
    classes = (things.find(iri) for iri in place.thing.classes)
    kinds = [
        kind.text("rdfs:label", "en") or kind.slug
        for kind in classes
        if kind is not None
    ]
    notes = place.thing.texts("skos:scopeNote", "en")
    aliases = [link.alias for link in list_links(place.thing) if link.alias]
    cells = {
        "id": place.thing.iri.removeprefix(GID),
        "title": place.title,
        "title_source": source.label if source else "",
        "title_uri": source.iri if source else "",
        "fclasses": UNKNOWN_CLASS,
        "types": _join(kinds),
        "variants": _join(
            f"{name.text}@{name.language}" if name.language else name.text
            for name in place.names
        ),
        "matches": _join(aliases),
        "parent_name": whole.label() if whole else "",
        "parent_id": whole.iri if whole else "",
        "description": " ".join(notes),
    }
    cells = {name: _defuse(write_one_line(cell)) for name, cell in cells.items()}
    return cells | _write_time(place) | _write_shape(place)


def _join(values: Iterable[str]) -> str:
    return ";".join(dict.fromkeys(value.replace(";", ",") for value in values))


def _defuse(cell: str) -> str:
    return disarm_formula(cell)


def _write_time(place: Place) -> dict[str, str]:
    """Give the first and last day; none where a date is open on that side."""
    begins = [span.earliest for span in place.spans]
    ends = [span.latest for span in place.spans]
    first, last = _choose(min, begins), _choose(max, ends)
    return {"start": first, "end": last if first else ""}


def _choose(
    which: Callable[[Iterable[dt.date]], dt.date], days: list[dt.date | None]
) -> str:
    known = [day for day in days if day]
    return which(known).isoformat() if known and len(known) == len(days) else ""


def _write_shape(place: Place) -> dict[str, str]:
    citations = [each for shape in place.shapes for each in shape.citations]
    cells = {
        "geo_source": _defuse(_join(each.label for each in citations)),
        "geo_id": next((write_one_line(each.iri) for each in citations), ""),
    }
    if [shape.kind for shape in place.shapes] == ["Point"]:
        longitude, latitude = place.shapes[0].coordinates
        return cells | {"lon": str(longitude), "lat": str(latitude)}
    texts = [_SYSTEM.sub("", write_one_line(shape.wkt)) for shape in place.shapes]
    if len(texts) > 1:
        texts = [f"GEOMETRYCOLLECTION({', '.join(texts)})"]
    return cells | {"geowkt": "".join(texts)}
