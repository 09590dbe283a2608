"""Parameters of named queries: what kind they are of, and how a value is written.

A value becomes one term of SPARQL or is refused; no text of a user is ever part of a
query in any other way.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from gumru_kg.errors import QueryParameterError
from gumru_kg.language_tags import is_language_tag
from gumru_kg.namespaces import PREFIXES, expand

if TYPE_CHECKING:
    import re

_XSD_DATE: Final = "<http://www.w3.org/2001/XMLSchema#date>"
# Some engines read \u0022 anywhere, before they read anything else, and do not see that
# a backslash before it is escaped. So a letter u after a backslash is escaped as well,
# with all eight digits, after which no further one can be taken for a part.
_ESCAPES: Final = {
    "\\u": "\\\\\\U00000075",
    "\\U": "\\\\\\U00000055",
    "\\": "\\\\",
    '"': '\\"',
    "\n": "\\n",
    "\r": "\\r",
    "\t": "\\t",
}
_TO_ESCAPE: Final = r'\\[uU]?|["\n\r\t]'
_INTEGER: Final = r"[+-]?[0-9]{1,1000}"
_ALSO_IN_SCHEMES: Final = dict.fromkeys(map(ord, "+.-"))
_NOT_IN_IRIS: Final = frozenset('<>"{}|^`\\')


class Parameter(NamedTuple):
    """A parameter of a named query.

    Attributes:
        name: The variable, without its question mark.
        default: The default as it stands in the query, a term of SPARQL.
        kind: ``iri``, ``language``, ``string``, ``integer`` or ``date``.
    """

    name: str
    default: str
    kind: str


def tell_kind(query: str, name: str, default: str) -> str:
    """Tell the kind of a parameter by its default.

    Args:
        query: The name of the query.
        name: The name of the parameter.
        default: The default as it stands in the query.

    Returns:
        ``iri``, ``language``, ``string``, ``integer`` or ``date``.

    Raises:
        QueryParameterError: When it is of no known kind.

    Example:
        >>> tell_kind("treaty/list", "lang", '"en"')
        'language'
    """
    if default.startswith('"'):
        if "^^" in default:
            if default.endswith(("xsd:date", _XSD_DATE)):
                return "date"
        else:
            return "language" if name == "lang" else "string"
    elif default.lstrip("+-").isdigit():
        return "integer"
    elif default.startswith("<") or expand(default) is not None:
        return "iri"
    raise QueryParameterError(query, name, f"its default {default} is of no known kind")


def serialize(query: str, parameter: Parameter, value: object) -> str:
    r"""Write a value as one term of SPARQL.

    Args:
        query: The name of the query.
        parameter: The parameter.
        value: Text, a number, a date, or a term of pyoxigraph or rdflib.

    Returns:
        The term.

    Raises:
        QueryParameterError: When the parameter cannot take the value.

    Example:
        >>> serialize("names/find", Parameter("name", '""', "string"), 'Kars" }')
        '"Kars\\" }"'
    """
    import re

    text = _to_text(value)
    match parameter.kind:
        case "iri":
            iri = expand(text) or text
            if is_iri(iri):
                return f"<{iri}>"
            known = ", ".join(PREFIXES)
            problem = f"{text!r} is no IRI, nor a CURIE with one of: {known}"
        case "language":
            return f'"{read_language(query, parameter.name, text)}"'
        case "integer":
            if re.fullmatch(_INTEGER, text):
                return str(int(text))
            problem = f"{text[:60]!r} is no whole number of up to 1,000 digits"
        case "date":
            if _is_date(text):
                return f'"{text}"^^{_XSD_DATE}'
            problem = f"{text!r} is no date such as 1920-12-02"
        case _:
            if _is_encodable(text):
                return f'"{re.sub(_TO_ESCAPE, _escape, text)}"'
            problem = "the text cannot be written in UTF-8"
    raise QueryParameterError(query, parameter.name, problem)


def _escape(found: re.Match[str]) -> str:
    return _ESCAPES[found[0]]


def read_language(query: str, name: str, text: object) -> str:
    """Take a language tag from a user.

    Args:
        query: What is asked, for an error.
        name: The name of the parameter.
        text: What was given.

    Returns:
        The tag in lower case, as the graph has them.

    Raises:
        QueryParameterError: When it is no language tag.

    Example:
        >>> read_language("describe", "lang", "TR")
        'tr'
    """
    if isinstance(text, str) and is_language_tag(text):
        return text.lower()
    problem = f"{text!r} is no language tag such as en or tr"
    raise QueryParameterError(query, name, problem)


def _to_text(value: object) -> str:
    """Give a term, a number, a date or text as text."""
    if isinstance(value, str):
        # Terms of rdflib are text.
        return str(value)
    inner = getattr(value, "value", value)
    try:
        return inner.isoformat() if hasattr(inner, "isoformat") else str(inner)
    except ValueError:
        # A number of more digits than Python writes.
        return "a number too large to be written"


def is_iri(text: str) -> bool:
    """Tell whether a text is a full IRI that can stand in a query.

    Args:
        text: Any text.

    Returns:
        True when it has a scheme and no sign that an IRI cannot have.

    Example:
        >>> is_iri("https://w3id.org/gumru/data"), is_iri("gumru-1920")
        (True, False)
    """
    scheme, colon, rest = text.partition(":")
    if not (
        colon
        and rest
        and scheme[:1].isalpha()
        and scheme.isascii()
        and scheme.translate(_ALSO_IN_SCHEMES).isalnum()
        and min(text) > " "
        and _NOT_IN_IRIS.isdisjoint(text)
    ):
        return False
    import pyoxigraph as ox

    try:
        ox.NamedNode(text)
    except ValueError:
        return False
    return True


def _is_date(text: str) -> bool:
    import datetime as dt

    try:
        # From Python 3.11 on fromisoformat takes other forms too, such as 19201202.
        return dt.date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _is_encodable(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True
