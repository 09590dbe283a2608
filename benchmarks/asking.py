"""Programs that answer queries, each in the way of its library."""

from __future__ import annotations

import hashlib
from functools import cache
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from gumru_kg.named_queries import load_query
from gumru_kg.namespaces import PREFIXES, XSD

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    # Gets the name of a query and its parameters, and gives rows or triples.
    Ask: TypeAlias = Callable[[str, Mapping[str, str]], Any]

_STRING: Final = f"{XSD}string"
_NUMBERS: Final = frozenset({f"{XSD}integer", f"{XSD}decimal"})


def bind(name: str, parameters: Mapping[str, str]) -> str:
    """Write a named query with its parameters, for engines that take text."""
    return _bind_once(name, tuple(parameters.items()))


@cache
def _bind_once(name: str, parameters: tuple[tuple[str, str], ...]) -> str:
    # Who asks an engine by itself has the text ready.
    return load_query(name).bind(dict(parameters))


def open_memory(path: str) -> dict[str, Ask]:
    """Ours and the engine below, each with the file in memory."""
    import pyoxigraph as ox

    from gumru_kg import open_graph

    graph = open_graph(path)
    store = ox.Store()
    store.bulk_load(path=path, format=ox.RdfFormat.N_TRIPLES)
    return {
        "gumru-kg": lambda name, values: graph.query(name, **values),
        "pyoxigraph": lambda name, values: _ask_raw(store, name, values),
    }


def open_disk(path: str) -> dict[str, Ask]:
    """Ours and the engine below, on the index that ``gumru load`` made."""
    import pyoxigraph as ox

    from gumru_kg import open_graph
    from gumru_kg.engines.store_folder import INDEX

    graph = open_graph(f"store:{path}")
    store = ox.Store.read_only(f"{path}/{INDEX}")
    return {
        "gumru-kg, on disk": lambda name, values: graph.query(name, **values),
        "pyoxigraph, on disk": lambda name, values: _ask_raw(store, name, values),
    }


def _ask_raw(store: Any, name: str, values: Mapping[str, str]) -> Any:  # noqa: ANN401 - whatever the library or the program gives
    return store.query(bind(name, values))


def open_rdflib(path: str) -> dict[str, Ask]:
    """The engine of rdflib, with the file in its memory store."""
    import rdflib

    return {"rdflib": _ask_rdflib(rdflib.Graph(), path, "nt")}


def open_oxrdflib(path: str) -> dict[str, Ask]:
    """The API of rdflib on a store of pyoxigraph."""
    import rdflib

    return {"oxrdflib": _ask_rdflib(rdflib.Graph(store="Oxigraph"), path, "ox-nt")}


def _ask_rdflib(graph: Any, path: str, format: str) -> Ask:  # noqa: ANN401 - whatever the library or the program gives
    graph.parse(path, format=format)
    for prefix, namespace in PREFIXES.items():
        graph.bind(prefix, namespace, replace=True)
    return lambda name, values: graph.query(bind(name, values))


def open_endpoint(url: str) -> dict[str, Ask]:
    """Ours, asking an endpoint."""
    from gumru_kg import open_graph

    graph = open_graph(url)
    return {"gumru-kg": lambda name, values: graph.query(name, **values)}


ENGINES: Final[dict[str, Callable[[str], dict[str, Ask]]]] = {
    "endpoint": open_endpoint,
    "memory": open_memory,
    "disk": open_disk,
    "oxrdflib": open_oxrdflib,
    "rdflib": open_rdflib,
}


def digest_rows(rows: Iterable[Iterable[Any]]) -> tuple[str, int]:
    """Digest an answer so that those of several libraries can be compared.

    Args:
        rows: Rows or triples, with terms of pyoxigraph or rdflib.

    Returns:
        A digest that does not depend on their order, and how many they are.
    """
    lines = sorted("\t".join(map(describe_term, row)) for row in rows)
    digest = hashlib.sha256("\n".join(lines).encode()).hexdigest()
    return digest[:16], len(lines)


def describe_term(term: Any) -> str:  # noqa: ANN401 - whatever the library or the program gives
    """Write a term alike, whichever library it is of.

    Args:
        term: A term, or None for a variable without a value.

    Returns:
        Its kind, value, language and datatype.
    """
    if term is None:
        return ""
    # Terms of rdflib are texts; what they call their value is something of Python.
    value = str(term) if isinstance(term, str) else str(term.value)
    if not hasattr(term, "datatype"):
        return f"<{value}>"
    language = (term.language or "").lower()
    datatype = getattr(term.datatype, "value", term.datatype)
    if language or datatype is None or str(datatype) == _STRING:
        return f'"{value}"@{language}'
    if str(datatype) in _NUMBERS and "." in value:
        value = value.rstrip("0").rstrip(".")
    return f'"{value}"^^{datatype}'
