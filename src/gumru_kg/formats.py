"""The one table of formats: names, media types and file suffixes."""

from __future__ import annotations

from typing import Final, NamedTuple

from gumru_kg.errors import FormatError


class RdfFormat(NamedTuple):
    """A serialization of RDF.

    Attributes:
        name: The name on the command line and in the API.
        media_type: The registered media type.
        suffix: The usual file suffix, with its dot.
        is_read: Whether files of users are read in it.
    """

    name: str
    media_type: str
    suffix: str
    is_read: bool = True


RDF_FORMATS: Final[dict[str, RdfFormat]] = {
    rdf_format.name: rdf_format
    for rdf_format in (
        RdfFormat("turtle", "text/turtle", ".ttl"),
        RdfFormat("trig", "application/trig", ".trig"),
        RdfFormat("ntriples", "application/n-triples", ".nt"),
        RdfFormat("nquads", "application/n-quads", ".nq"),
        RdfFormat("jsonld", "application/ld+json", ".jsonld"),
        # Written only: an XML parser opens the door to entity bombs.
        RdfFormat("rdfxml", "application/rdf+xml", ".rdf", is_read=False),
    )
}

# The graph in the words of others, derived from it, in Turtle. Read as Turtle is.
VIEW_FORMATS: Final[dict[str, RdfFormat]] = {
    view_format.name: view_format
    for view_format in (
        RdfFormat("crm", "text/turtle", ".ttl", is_read=False),
        RdfFormat("eli", "text/turtle", ".ttl", is_read=False),
        RdfFormat("schema", "text/turtle", ".ttl", is_read=False),
        RdfFormat("rdf12", "text/turtle;version=1.2", ".ttl", is_read=False),
    )
}


class ExchangeFormat(NamedTuple):
    """A format of another field, which no reader turns back into the whole graph.

    Attributes:
        name: The name on the command line and in the API.
        media_type: The media type of its file, or of the chief one of several.
        suffix: The usual file suffix, with its dot; empty where it is a folder.
        summary: What it is for, in a few words.
        writer: The function that writes it, ``module:function`` in ``exporters``.
        is_folder: Whether it is several files.
    """

    name: str
    media_type: str
    suffix: str
    summary: str
    writer: str
    is_folder: bool = False


# By field: RDF, places and time, networks, tables, text and library, packages.
_EXCHANGE: Final[tuple[ExchangeFormat, ...]] = (
    ExchangeFormat(
        "jsonld-framed",
        "application/ld+json",
        "",
        "JSON-LD, a document for each kind of thing with its parts nested",
        "framed_jsonld:write_framed_jsonld",
        is_folder=True,
    ),
    ExchangeFormat(
        "lpf",
        "application/geo+json",
        ".lpf.json",
        "places for gazetteers (Linked Places Format)",
        "places.lpf:write_lpf",
    ),
    ExchangeFormat(
        "lp-tsv",
        "text/tab-separated-values",
        ".tsv",
        "places as a table for gazetteers (LP-TSV)",
        "places.lp_tsv:write_lp_tsv",
    ),
    ExchangeFormat(
        "geojson",
        "application/geo+json",
        ".geojson",
        "places, waypoints and events for maps",
        "places.geojson:write_geojson",
    ),
    ExchangeFormat(
        "kml",
        "application/vnd.google-earth.kml+xml",
        ".kml",
        "places, names and events in time for globes",
        "places.kml:write_kml",
    ),
    ExchangeFormat(
        "gexf",
        "application/gexf+xml",
        ".gexf",
        "people, treaties, events and places as a network for Gephi",
        "networks.networkx_graph:write_gexf",
    ),
    ExchangeFormat(
        "graphml",
        "application/graphml+xml",
        ".graphml",
        "the network for igraph, networkx, yEd",
        "networks.networkx_graph:write_graphml",
    ),
    ExchangeFormat(
        "cytoscape",
        "application/json",
        ".cyjs",
        "the network for Cytoscape",
        "networks.cytoscape:write_cytoscape",
    ),
    ExchangeFormat(
        "neo4j",
        "text/csv",
        "",
        "the network as CSV for the bulk import of Neo4j",
        "networks.neo4j:write_neo4j",
        is_folder=True,
    ),
    ExchangeFormat(
        "bibtex",
        "application/x-bibtex",
        ".bib",
        "the sources, for LaTeX and reference managers",
        "sources.bibtex:write_bibtex",
    ),
    ExchangeFormat(
        "csl-json",
        "application/vnd.citationstyles.csl+json",
        ".json",
        "the sources, for Zotero and Pandoc",
        "sources.csl_json:write_csl_json",
    ),
    ExchangeFormat(
        "tei",
        "application/tei+xml",
        ".tei.xml",
        "people, places, events and sources for editions (TEI P5)",
        "texts.tei:write_tei",
    ),
    ExchangeFormat(
        "akn",
        "application/akn+xml",
        "",
        "the articles of each treaty, summarised, for collections of law (Akoma Ntoso)",
        "texts.akn:write_akn",
        is_folder=True,
    ),
    ExchangeFormat(
        "linked-art",
        "application/ld+json",
        "",
        "a record a thing, for collections (Linked Art)",
        "linked_art.records:write_linked_art",
        is_folder=True,
    ),
    ExchangeFormat(
        "quickstatements",
        "text/tab-separated-values",
        ".tsv",
        "what can go to Wikidata, with references",
        "wikidata.quickstatements:write_quickstatements",
    ),
    ExchangeFormat(
        "nanopub",
        "application/trig",
        "",
        "a nanopublication to sign for each claim",
        "nanopub.templates:write_nanopubs",
        is_folder=True,
    ),
    ExchangeFormat(
        "csv",
        "text/csv",
        "",
        "a table a class, with CSVW metadata",
        "tables.csv_files:write_csv_folder",
        is_folder=True,
    ),
    ExchangeFormat(
        "xlsx",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        ".xlsx",
        "a workbook, a sheet a class",
        "tables.workbook:write_workbook",
    ),
    ExchangeFormat(
        "parquet",
        "application/vnd.apache.parquet",
        "",
        "a table a class, with types and lists",
        "tables.parquet_files:write_parquet_folder",
        is_folder=True,
    ),
    ExchangeFormat(
        "rocrate",
        "application/ld+json",
        "",
        "an RO-Crate 1.2 with the graph and its tables",
        "packages.rocrate:write_rocrate",
        is_folder=True,
    ),
    ExchangeFormat(
        "dcat",
        "text/turtle",
        ".ttl",
        "the data set described in DCAT 3 and VoID",
        "packages.dcat:write_dcat",
    ),
    ExchangeFormat(
        "schema-dataset",
        "application/ld+json",
        ".jsonld",
        "the data set described for search engines",
        "packages.schema_dataset:write_schema_dataset",
    ),
    ExchangeFormat(
        "datacite",
        "application/vnd.datacite.datacite+xml",
        ".xml",
        "the data set described for a deposit, DataCite 4.7",
        "packages.datacite:write_datacite",
    ),
    ExchangeFormat(
        "datapackage",
        "application/json",
        "",
        "a Frictionless Data Package of the tables",
        "packages.datapackage:write_datapackage",
        is_folder=True,
    ),
)
EXCHANGE_FORMATS: Final = {each.name: each for each in _EXCHANGE}

RESULTS_FORMATS: Final[dict[str, str]] = {
    "json": "application/sparql-results+json",
    "csv": "text/csv",
    "tsv": "text/tab-separated-values",
    "xml": "application/sparql-results+xml",
}

_SUFFIXES: Final[dict[str, str]] = {
    **{rdf_format.suffix: name for name, rdf_format in RDF_FORMATS.items()},
    ".json": "jsonld",
    ".owl": "rdfxml",
    ".xml": "rdfxml",
}


def rdf_format(name: str) -> RdfFormat:
    """Look a serialization up by its name.

    Args:
        name: A key of ``RDF_FORMATS``.

    Returns:
        The format.

    Raises:
        FormatError: When no serialization has this name.

    Example:
        >>> rdf_format("turtle").media_type
        'text/turtle'
    """
    try:
        return RDF_FORMATS[name]
    except KeyError:
        raise FormatError(name, tuple(RDF_FORMATS)) from None


def find_format_of_file(file_name: str) -> RdfFormat | None:
    """Tell the serialization of a file by its suffix.

    Args:
        file_name: A file's name or path.

    Returns:
        The format, or ``None`` when the suffix is not known.

    Example:
        >>> find_format_of_file("gumru.ttl").name
        'turtle'
    """
    dot = file_name.rfind(".")
    name = _SUFFIXES.get(file_name[dot:].lower()) if dot >= 0 else None
    return RDF_FORMATS[name] if name else None
