"""The formats of answers, as pyoxigraph knows them, and how they are written out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pyoxigraph as ox

from gumru_kg.errors import DataError, FormatError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from typing import Protocol

    class Sink(Protocol):
        """What bytes are written to."""

        def write(self, data: bytes, /) -> object:
            """Take bytes."""
            ...


# The names of the table of formats, which a test compares: importing it takes longer
# than a small command has.
_RESULTS: Final = {
    "json": ox.QueryResultsFormat.JSON,
    "csv": ox.QueryResultsFormat.CSV,
    "tsv": ox.QueryResultsFormat.TSV,
    "xml": ox.QueryResultsFormat.XML,
}
_GRAPHS: Final = {
    "turtle": ox.RdfFormat.TURTLE,
    "trig": ox.RdfFormat.TRIG,
    "ntriples": ox.RdfFormat.N_TRIPLES,
    "nquads": ox.RdfFormat.N_QUADS,
    "jsonld": ox.RdfFormat.JSON_LD,
    "rdfxml": ox.RdfFormat.RDF_XML,
}
_CHUNK: Final = 1 << 16
_XML: Final = "xml"
# XML 1.0 has no way to write these, not even as references.
_NOT_IN_XML: Final = rb"[\x00-\x08\x0b\x0c\x0e-\x1f]|\xef\xbf[\xbe\xbf]"


def results_format(name: str) -> ox.QueryResultsFormat:
    """Look a format of results up.

    Args:
        name: Its name.

    Returns:
        The format.

    Raises:
        FormatError: When it is unknown.

    Example:
        >>> results_format("json").file_extension
        'srj'
    """
    if name not in _RESULTS:
        raise FormatError(name, tuple(_RESULTS))
    return _RESULTS[name]


def graph_format(name: str) -> ox.RdfFormat:
    """Look a format of RDF up.

    Args:
        name: Its name.

    Returns:
        The format.

    Raises:
        FormatError: When it is unknown.

    Example:
        >>> graph_format("turtle").file_extension
        'ttl'
    """
    if name not in _GRAPHS:
        raise FormatError(name, tuple(_GRAPHS))
    return _GRAPHS[name]


def write_csv(
    variables: Sequence[str],
    rows: Iterable[
        Iterable[ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple | None]
    ],
    output: Sink,
) -> None:
    r"""Write rows as CSV, as the W3C has it.

    pyoxigraph writes IRIs without quotation marks, even those with a comma, which then
    are two fields.

    Args:
        variables: The header.
        rows: The terms of each row.
        output: Where the bytes go.

    Example:
        >>> import io
        >>> output = io.BytesIO()
        >>> write_csv(["x"], [[ox.NamedNode("urn:a,b")]], output)
        >>> output.getvalue()
        b'x\r\n"urn:a,b"\r\n'
    """
    import csv
    from io import StringIO

    waiting = StringIO()
    writer = csv.writer(waiting)
    writer.writerow(variables)
    for row in rows:
        writer.writerow([_write_field(term) for term in row])
        if waiting.tell() > _CHUNK:
            output.write(waiting.getvalue().encode())
            waiting.seek(0)
            waiting.truncate()
    output.write(waiting.getvalue().encode())


def _write_field(
    term: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple | None,
) -> str | None:
    if isinstance(term, ox.BlankNode | ox.Triple):
        return str(term)
    return None if term is None else term.value


class LineEndingSink:
    r"""Passes bytes on, refuses what XML cannot hold, and ends the last line.

    Example:
        >>> import io
        >>> content = io.BytesIO()
        >>> LineEndingSink(content, format="json").end()
        >>> content.getvalue()
        b'\n'
    """

    def __init__(self, output: Sink, *, format: str) -> None:
        self._output = output
        self._format = format
        self._last = b""

    def write(self, data: bytes) -> int:
        """Pass bytes on.

        Args:
            data: The bytes.

        Returns:
            How many they were.

        Raises:
            DataError: When the format is of XML, and they hold a control sign.
        """
        import re

        # The last two may be the beginning of a sign.
        is_xml = self._format == _XML
        if is_xml and re.search(_NOT_IN_XML, self._last + data):
            problem = "a value holds a control sign, which XML cannot"
            raise DataError(self._format, problem, remedy="take another format")
        # Else a parser of XML would take it for the end of a line.
        self._output.write(data.replace(b"\r", b"&#13;") if is_xml else data)
        self._last = (self._last + data)[-2:]
        return len(data)

    def flush(self) -> None:
        """Do nothing: the output is flushed by its owner."""

    def end(self) -> None:
        """End the last line."""
        if not self._last.endswith(b"\n"):
            self._output.write(b"\n")
