"""Terms of pyoxigraph as terms of rdflib, and back, to the last character.

rdflib rewrites literals that it thinks it understands (``"01"^^xsd:integer`` becomes
``"1"``), and tells ``"x"`` from ``"x"^^xsd:string``, which RDF 1.1 does not. So
literals cross unnormalised, and those of ``xsd:string`` as plain ones.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any, Final, TypeAlias

import pyoxigraph as ox

from gumru_kg.errors import DataError
from gumru_kg.namespaces import PREFIXES, XSD

if TYPE_CHECKING:
    import logging
    from collections.abc import Iterable, Iterator, Sequence

    import rdflib
    from rdflib.term import Node
    from typing_extensions import TypeIs

Term: TypeAlias = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple

_STRING: Final = f"{XSD}string"
_BOOLEANS: Final = ("true", "false", "1", "0")
_PLACE: Final = "rdflib"
# So many terms are kept to be given again.
_MOST_INTERNED: Final = 20_000
_KEEP: Final = "rdflib knows RDF 1.1 only: use the quads as they are"


def to_rdflib_term(term: Term) -> Node:
    """Give a term to rdflib with its lexical form as it is.

    Args:
        term: A term of pyoxigraph.

    Returns:
        The same term of rdflib.

    Raises:
        DataError: When RDF 1.1, and so rdflib, has no such term.

    Example:
        >>> to_rdflib_term(ox.Literal("Gümrü", language="tr"))
        rdflib.term.Literal('Gümrü', lang='tr')
    """
    import rdflib

    match term:
        case ox.NamedNode():
            return rdflib.URIRef(term.value)
        case ox.BlankNode():
            return rdflib.BNode(term.value)
        case ox.Triple():
            raise DataError(_PLACE, f"{term} is a triple term of RDF 1.2", remedy=_KEEP)
    if term.direction is not None:
        raise DataError(_PLACE, f"{term} has a direction of RDF 1.2", remedy=_KEEP)
    if term.language is not None:
        return rdflib.Literal(term.value, lang=term.language, normalize=False)
    if term.datatype.value == _STRING:
        return rdflib.Literal(term.value, normalize=False)
    datatype = rdflib.URIRef(term.datatype.value)
    if datatype == rdflib.RDF.HTML:
        return _keep_unparsed(term.value, datatype)
    return _read_quietly(term.value, datatype)


def _read_quietly(text: str, datatype: rdflib.URIRef) -> rdflib.Literal:
    """Make a literal; for one that it cannot read, rdflib logs a traceback or warns.

    Such a literal goes over as it is, and some are right: the hour 24, say.
    """
    import logging
    import warnings

    import rdflib

    logger = logging.getLogger("rdflib.term")
    logger.addFilter(_is_for_others)
    try:
        if datatype != rdflib.XSD.boolean or text in _BOOLEANS:
            return rdflib.Literal(text, datatype=datatype, normalize=False)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", UserWarning)
            return rdflib.Literal(text, datatype=datatype, normalize=False)
    finally:
        logger.removeFilter(_is_for_others)


def _is_for_others(record: logging.LogRecord) -> bool:
    return "Failed to convert" not in record.getMessage()


def _keep_unparsed(text: str, datatype: rdflib.URIRef) -> rdflib.Literal:
    """Make a literal of a datatype that rdflib would parse for very long.

    Of nested HTML that takes a time by its square, and any text is HTML.
    """
    import rdflib

    unknown = rdflib.URIRef(f"{datatype}#unparsed")
    literal = rdflib.Literal(text, datatype=unknown, normalize=False)
    # As a pickled literal is read again: what it was made of is not asked anew.
    literal.__setstate__((None, {"language": None, "datatype": datatype}))
    return literal


def from_rdflib_term(node: Node) -> ox.NamedNode | ox.BlankNode | ox.Literal:
    """Take a term over from rdflib with its lexical form as it is.

    Args:
        node: A term of rdflib.

    Returns:
        The same term of pyoxigraph; language tags come in lower case.

    Raises:
        DataError: When it is no RDF term: a relative IRI, a variable, say.

    Example:
        >>> import rdflib
        >>> from_rdflib_term(rdflib.Literal("Kars", lang="EN"))
        <Literal value=Kars language=en>
    """
    import rdflib

    try:
        match node:
            case rdflib.URIRef():
                return ox.NamedNode(str(node))
            case rdflib.BNode():
                return ox.BlankNode(str(node))
            case rdflib.Literal(language=str() as language):
                return ox.Literal(str(node), language=language)
            case rdflib.Literal(datatype=rdflib.URIRef() as datatype):
                return ox.Literal(str(node), datatype=ox.NamedNode(str(datatype)))
            case rdflib.Literal():
                return ox.Literal(str(node))
    except ValueError as error:
        raise DataError(_PLACE, f"{node!r} is not valid: {error}") from error
    raise DataError(_PLACE, f"{node!r} is not a term of RDF 1.1")


def is_rdflib_graph(value: object) -> TypeIs[rdflib.Graph]:
    """Tell whether something is a graph of rdflib, without importing rdflib.

    Args:
        value: Anything.

    Returns:
        True for a graph or data set of rdflib.

    Example:
        >>> is_rdflib_graph("data/gumru.ttl")
        False
    """
    # Nobody who has a graph of rdflib has not imported rdflib.
    if "rdflib" not in sys.modules:
        return False
    import rdflib

    return isinstance(value, rdflib.Graph)


def build_rdflib_graph(triples: Iterable[ox.Triple | ox.Quad]) -> rdflib.Graph:
    """Put triples into a graph of rdflib.

    Args:
        triples: Triples, or quads whose graph names are left out.

    Returns:
        A graph in memory, with the prefixes of the project bound.

    Raises:
        DataError: When a term is of RDF 1.2.

    Example:
        >>> kars = ox.NamedNode("https://w3id.org/gumru/id/place-kars")
        >>> len(build_rdflib_graph([ox.Triple(kars, kars, ox.Literal("Kars"))]))
        1
    """
    import rdflib

    graph = rdflib.Graph()
    bind_prefixes(graph)
    interned: dict[Term, Node] = {}
    for triple in triples:
        graph.add(
            (
                intern_term(triple.subject, interned),
                intern_term(triple.predicate, interned),
                intern_term(triple.object, interned),
            )
        )
    return graph


def build_rdflib_dataset(quads: Iterable[ox.Quad]) -> rdflib.Dataset:
    """Put quads into a data set of rdflib.

    Args:
        quads: The quads.

    Returns:
        A data set in memory, with the prefixes of the project bound.

    Raises:
        DataError: When a term is of RDF 1.2.

    Example:
        >>> kars = ox.NamedNode("https://w3id.org/gumru/id/place-kars")
        >>> len(build_rdflib_dataset([ox.Quad(kars, kars, kars, kars)]))
        1
    """
    import rdflib

    dataset = rdflib.Dataset()
    bind_prefixes(dataset)
    interned: dict[Term, Node] = {}
    for quad in quads:
        name = quad.graph_name
        if isinstance(name, ox.DefaultGraph):
            graph = dataset.default_graph
        else:
            identifier = intern_term(name, interned)
            # Tells the type checker what the name of a graph can only be.
            assert isinstance(identifier, rdflib.URIRef | rdflib.BNode)  # noqa: S101 - for the type checker
            graph = dataset.graph(identifier)
        graph.add(
            (
                intern_term(quad.subject, interned),
                intern_term(quad.predicate, interned),
                intern_term(quad.object, interned),
            )
        )
    return dataset


def read_rdflib_quads(graph: rdflib.Graph) -> Iterator[ox.Quad]:
    """Take the triples of a graph, or the quads of a data set, of rdflib.

    Args:
        graph: A graph; a data set is one as well.

    Yields:
        The quads, in no order.

    Raises:
        DataError: When a term is no term of RDF 1.1.

    Example:
        >>> import rdflib
        >>> graph = rdflib.Graph().parse(data="<urn:a> <urn:b> 01 .")
        >>> len(list(read_rdflib_quads(graph)))
        1
    """
    import rdflib

    # Whether a term may stand in its place is found out by making the quad, so its
    # type is left open.
    interned: dict[Node, Any] = {}

    def take(node: Node) -> Any:  # noqa: ANN401 - Node of rdflib is open
        term = interned.get(node)
        if term is None:
            term = interned[node] = from_rdflib_term(node)
        return term

    if isinstance(graph, rdflib.ConjunctiveGraph):
        default = _default_graph_name(graph)
        rows: Iterable[Sequence[Any]] = graph.quads((None, None, None, None))
    else:
        default = graph.identifier
        rows = ((*triple, default) for triple in graph)
    for subject, predicate, value, context in rows:
        # A graph in a conjunctive graph, its name in a data set.
        name = getattr(context, "identifier", context)
        try:
            yield ox.Quad(
                take(subject),
                take(predicate),
                take(value),
                None if name is None or name == default else take(name),
            )
        except TypeError as error:
            problem = f"{subject!r} {predicate!r} {value!r} is no triple of RDF"
            raise DataError(_PLACE, problem) from error


def _default_graph_name(graph: rdflib.ConjunctiveGraph) -> object:
    import rdflib

    # The data set's other name for it is deprecated.
    if isinstance(graph, rdflib.Dataset):
        return graph.default_graph.identifier
    return graph.default_context.identifier


def translate_rows(
    variables: Sequence[str], rows: Iterable[Iterable[Term | None]]
) -> Iterator[dict[str, Node]]:
    """Give rows of an answer to rdflib, in memory that does not grow with them.

    Args:
        variables: The names of the columns.
        rows: The terms of each row, or nothing where a variable is unbound.

    Yields:
        The bound variables of a row.

    Raises:
        DataError: When a term is of RDF 1.2.

    Example:
        >>> next(translate_rows(["name"], [[ox.Literal("Kars")]]))
        {'name': rdflib.term.Literal('Kars')}
    """
    interned: dict[Term, Node] = {}
    for row in rows:
        if len(interned) > _MOST_INTERNED:
            interned.clear()
        yield {
            variable: intern_term(term, interned)
            for variable, term in zip(variables, row, strict=True)
            if term is not None
        }


def bind_prefixes(graph: rdflib.Graph) -> None:
    """Bind the project's prefixes in a graph of rdflib.

    Args:
        graph: Any graph of rdflib.

    Example:
        >>> import rdflib
        >>> bind_prefixes(rdflib.Graph())
    """
    for prefix, namespace in PREFIXES.items():
        graph.bind(prefix, namespace, replace=True)


def intern_term(term: Term, interned: dict[Term, Node]) -> Node:
    """Convert a term once, however often it occurs.

    Args:
        term: A term of pyoxigraph.
        interned: The terms converted so far; the new one is added.

    Returns:
        The term of rdflib.

    Raises:
        DataError: When RDF 1.1 has no such term.

    Example:
        >>> seen = {}
        >>> kars = ox.Literal("Kars")
        >>> intern_term(kars, seen) is intern_term(kars, seen)
        True
    """
    node = interned.get(term)
    if node is None:
        node = interned[term] = to_rdflib_term(term)
    return node
