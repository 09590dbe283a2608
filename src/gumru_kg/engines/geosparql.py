"""The functions of GeoSPARQL 1.1 that the embedded engine has.

pyoxigraph brings most of them, in the plane of longitude and latitude. Three things
make it necessary to stand before them: some text ends the whole process (collections
nested in one another), the operations that cut geometries can take minutes, and the
distance knows points on a sphere only. So each function reads its geometries strictly
first (see ``geometry``), and what cannot be computed with is an error in the sense of
SPARQL: the result is unbound, and a FILTER leaves the row out.

======================================== =============================================
distance (metre, kilometre)              our own, on the ellipsoid (see ``geodesy``)
metricDistance                           the same in metres
sf…, eh…, rcc8…, relate                  of pyoxigraph
envelope, convexHull, centroid           of pyoxigraph
area, length, perimeter                  of pyoxigraph, on a sphere
isEmpty, isSimple, dimension, …          of pyoxigraph
union, intersection, (sym)difference     switched off
======================================== =============================================

A geometry is well-known text without a reference system, or with that of CRS84.
"""

from __future__ import annotations

from functools import cache, lru_cache
from typing import TYPE_CHECKING, Final, TypeAlias

import pyoxigraph as ox

from gumru_kg.errors import GeometryError
from gumru_kg.namespaces import GEO, GEOF, UOM, XSD

if TYPE_CHECKING:
    from collections.abc import Callable

    from gumru_kg.results import Term

    Function: TypeAlias = Callable[..., Term | None]

_WKT: Final = ox.NamedNode(f"{GEO}wktLiteral")
_DOUBLE: Final = ox.NamedNode(f"{XSD}double")
_BOOLEAN: Final = ox.NamedNode(f"{XSD}boolean")
_METRES: Final = {
    ox.NamedNode(f"{UOM}metre"): 1.0,
    ox.NamedNode(f"{UOM}kilometre"): 1000.0,
}

# What pyoxigraph has, by how many of the arguments are geometries.
_OF_TWO: Final = (
    *("sfEquals", "sfDisjoint", "sfIntersects", "sfTouches"),
    *("sfWithin", "sfContains", "sfOverlaps", "sfCrosses"),
    *("ehEquals", "ehDisjoint", "ehMeet", "ehOverlap"),
    *("ehCovers", "ehCoveredBy", "ehInside", "ehContains"),
    *("rcc8eq", "rcc8dc", "rcc8ec", "rcc8po"),
    *("rcc8tpp", "rcc8tppi", "rcc8ntpp", "rcc8ntppi"),
    "relate",
)
_OF_ONE: Final = (
    *("area", "length", "perimeter"),
    *("asGeoJSON", "centroid", "convexHull", "envelope"),
    *("coordinateDimension", "dimension", "spatialDimension"),
    *("getSRID", "isEmpty", "isSimple"),
)
_SWITCHED_OFF: Final = ("union", "intersection", "difference", "symDifference")


@cache
def load_functions() -> dict[ox.NamedNode, Function]:
    """Make the functions, by their IRIs, for an engine that takes such.

    Returns:
        The functions. Each takes terms and gives a term, or nothing where SPARQL has
        an error.

    Example:
        >>> kars = ox.Literal("POINT(43.09746 40.60846)", datatype=_WKT)
        >>> gyumri = ox.Literal("POINT(43.84749 40.78943)", datatype=_WKT)
        >>> measure = load_functions()[ox.NamedNode(f"{GEOF}distance")]
        >>> measure(kars, gyumri, ox.NamedNode(f"{UOM}kilometre")).value[:4]
        '66.4'
    """
    functions: dict[str, Function] = {
        "distance": _measure_in_unit,
        "metricDistance": _measure_in_metres,
        **{name: _guard(name, geometries=2) for name in _OF_TWO},
        **{name: _guard(name, geometries=1) for name in _OF_ONE},
        **dict.fromkeys(_SWITCHED_OFF, _answer_nothing),
    }
    return {ox.NamedNode(GEOF + name): function for name, function in functions.items()}


def _measure_in_unit(*terms: Term) -> Term | None:
    if len(terms) != len(("first", "second", "unit")):
        return None
    metres = _METRES.get(terms[2]) if isinstance(terms[2], ox.NamedNode) else None
    return None if metres is None else _measure(terms[:2], metres)


def _measure_in_metres(*terms: Term) -> Term | None:
    return _measure(terms, 1.0) if len(terms) == len(("first", "second")) else None


@lru_cache(maxsize=128)
def _measure(terms: tuple[Term, ...], unit: float) -> Term | None:
    from gumru_kg.engines.geodesy import measure_distance
    from gumru_kg.engines.geometry import parse_wkt

    texts = [text for text in map(_read_text, terms) if text]
    if len(texts) != len(terms):
        return None
    try:
        # The limits hold before pyoxigraph sees the text.
        first, second = map(parse_wkt, texts)
        touches = not (first.is_of_points and second.is_of_points) and (
            _ask_engine("sfIntersects", terms) == ox.Literal("true", datatype=_BOOLEAN)
        )
        metres = 0.0 if touches else measure_distance(first, second)
    except GeometryError:
        return None
    return ox.Literal(repr(metres / unit), datatype=_DOUBLE)


def _guard(name: str, *, geometries: int) -> Function:
    def answer(*terms: Term) -> Term | None:
        # Few queries compute with geometries, and every query loads this module.
        from gumru_kg.engines.geometry import parse_wkt

        texts = [text for text in map(_read_text, terms[:geometries]) if text]
        if len(texts) != geometries:
            return None
        try:
            for text in texts:
                parse_wkt(text)
        except GeometryError:
            return None
        return _ask_engine(name, terms)

    return answer


def _answer_nothing(*_: Term) -> Term | None:
    return None


def _read_text(term: Term) -> str | None:
    if isinstance(term, ox.Literal) and term.datatype == _WKT:
        return term.value
    return None


@lru_cache(maxsize=64)
def _ask_engine(name: str, terms: tuple[Term, ...]) -> Term | None:
    """Have pyoxigraph compute: what replaces a function cannot call it otherwise."""
    if any(isinstance(term, ox.BlankNode | ox.Triple) for term in terms):
        return None
    arguments = ", ".join(map(str, terms))
    answer = ox.Store().query(f"SELECT (<{GEOF}{name}>({arguments}) AS ?found) {{}}")
    if not isinstance(answer, ox.QuerySolutions):
        return None
    found: Term | None = next(answer)["found"]
    return found
