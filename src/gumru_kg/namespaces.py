"""The one table of prefixes, and the one place where the base IRI stands."""

from __future__ import annotations

from typing import Final

BASE: Final = "https://w3id.org/gumru/"

ONTOLOGY: Final = f"{BASE}ont"
GUM: Final = f"{BASE}ont#"
GV: Final = f"{BASE}voc/"
GID: Final = f"{BASE}id/"
GSH: Final = f"{BASE}shapes#"

RDF: Final = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS: Final = "http://www.w3.org/2000/01/rdf-schema#"
XSD: Final = "http://www.w3.org/2001/XMLSchema#"
OWL: Final = "http://www.w3.org/2002/07/owl#"
SKOS: Final = "http://www.w3.org/2004/02/skos/core#"
DCTERMS: Final = "http://purl.org/dc/terms/"
OA: Final = "http://www.w3.org/ns/oa#"
SCHEMA: Final = "https://schema.org/"
GEO: Final = "http://www.opengis.net/ont/geosparql#"
GEOF: Final = "http://www.opengis.net/def/function/geosparql/"
UOM: Final = "http://www.opengis.net/def/uom/OGC/1.0/"
EDTF: Final = "http://id.loc.gov/datatypes/edtf/"
SH: Final = "http://www.w3.org/ns/shacl#"
VOID: Final = "http://rdfs.org/ns/void#"

PREFIXES: Final[dict[str, str]] = {
    "crm": "http://www.cidoc-crm.org/cidoc-crm/",
    "crminf": "http://www.cidoc-crm.org/extensions/crminf/",
    "dcat": "http://www.w3.org/ns/dcat#",
    "dcterms": DCTERMS,
    "edtf": EDTF,
    "eli": "http://data.europa.eu/eli/ontology#",
    "geo": GEO,
    "geof": GEOF,
    "gid": GID,
    "gsh": GSH,
    "gum": GUM,
    "gv": GV,
    "lrm": "http://iflastandards.info/ns/lrm/lrmoo/",
    "oa": OA,
    "owl": OWL,
    "prov": "http://www.w3.org/ns/prov#",
    "rdf": RDF,
    "rdfs": RDFS,
    "schema": SCHEMA,
    "sh": SH,
    "skos": SKOS,
    "uom": UOM,
    "vann": "http://purl.org/vocab/vann/",
    "void": VOID,
    "xsd": XSD,
}


def expand(curie: str) -> str | None:
    """Expand a CURIE of the prefix table to its IRI.

    Args:
        curie: A compact IRI such as ``gid:treaty-gumru-1920``.

    Returns:
        The full IRI, or ``None`` when the prefix is not in the table.

    Example:
        >>> expand("gid:treaty-gumru-1920")
        'https://w3id.org/gumru/id/treaty-gumru-1920'
    """
    prefix, colon, local = curie.partition(":")
    if not colon or prefix not in PREFIXES:
        return None
    return PREFIXES[prefix] + local


def compress(iri: str) -> str:
    """Write an IRI as a CURIE where the prefix table allows it.

    Args:
        iri: A full IRI.

    Returns:
        The CURIE with the longest matching namespace, or the IRI unchanged.

    Example:
        >>> compress("https://w3id.org/gumru/ont#Treaty")
        'gum:Treaty'
    """
    best = max(
        ((prefix, ns) for prefix, ns in PREFIXES.items() if iri.startswith(ns)),
        key=lambda entry: len(entry[1]),
        default=None,
    )
    if best is None or "/" in iri[len(best[1]) :] or "#" in iri[len(best[1]) :]:
        return iri
    return f"{best[0]}:{iri[len(best[1]) :]}"
