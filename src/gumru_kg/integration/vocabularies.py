"""What other vocabularies call a name, a date, a point, a kind of thing.

Only the terms by which things can be compared. Where a graph uses others, it is said in
the profile, and its things are found by what they have.
"""

from __future__ import annotations

from typing import Final

from gumru_kg.namespaces import DCTERMS, GEO, GUM, OWL, RDF, RDFS, SCHEMA, SKOS

CRM: Final = "http://www.cidoc-crm.org/cidoc-crm/"
_LA: Final = "https://linked.art/ns/terms/"
_LRM: Final = "http://iflastandards.info/ns/lrm/lrmoo/"
_ELI: Final = "http://data.europa.eu/eli/ontology#"
_FOAF: Final = "http://xmlns.com/foaf/0.1/"
_SKOS_XL: Final = "http://www.w3.org/2008/05/skos-xl#"
_HTTP_SCHEMA: Final = "http://schema.org/"
_WGS84: Final = "http://www.w3.org/2003/01/geo/wgs84_pos#"
GN: Final = "http://www.geonames.org/ontology#"
_PLEIADES: Final = "https://pleiades.stoa.org/places/vocab#"
GEOJSON: Final = "https://purl.org/geojson/vocab#"
LPO: Final = "http://linkedpasts.org/ontology/lpo_latest.ttl#"
WIKIBASE: Final = "http://wikiba.se/ontology#"

# How a profile calls the vocabulary of a namespace, the longest first.
VOCABULARIES: Final[dict[str, str]] = {
    GUM: "gumru-kg",
    CRM: "CIDOC CRM",
    _LA: "Linked Art",
    _LRM: "LRMoo",
    _ELI: "ELI",
    SCHEMA: "schema.org",
    _HTTP_SCHEMA: "schema.org",
    SKOS: "SKOS",
    _SKOS_XL: "SKOS-XL",
    WIKIBASE: "Wikibase",
    "http://www.wikidata.org/prop/": "Wikibase",
    GN: "GeoNames",
    _PLEIADES: "Pleiades",
    _WGS84: "WGS84",
    GEO: "GeoSPARQL",
    GEOJSON: "GeoJSON-LD",
    LPO: "Linked Places",
    _FOAF: "FOAF",
    DCTERMS: "Dublin Core",
    OWL: "OWL",
    RDFS: "RDF Schema",
    RDF: "RDF",
}

# --- Kinds -------------------------------------------------------------------

KINDS: Final[dict[str, str]] = {
    **dict.fromkeys(
        (
            f"{GUM}Place",
            f"{GUM}Boundary",
            f"{CRM}E53_Place",
            f"{SCHEMA}Place",
            f"{SCHEMA}City",
            f"{SCHEMA}AdministrativeArea",
            f"{SCHEMA}Country",
            f"{_HTTP_SCHEMA}Place",
            f"{_HTTP_SCHEMA}City",
            f"{_HTTP_SCHEMA}AdministrativeArea",
            f"{_HTTP_SCHEMA}Country",
            f"{_WGS84}SpatialThing",
            f"{GN}Feature",
            f"{_PLEIADES}Place",
            f"{GEOJSON}Feature",
            f"{GEO}Feature",
        ),
        "place",
    ),
    **dict.fromkeys(
        (
            f"{GUM}Person",
            f"{CRM}E21_Person",
            f"{SCHEMA}Person",
            f"{_HTTP_SCHEMA}Person",
            f"{_FOAF}Person",
        ),
        "person",
    ),
    **dict.fromkeys(
        (
            f"{GUM}Agent",
            f"{GUM}Polity",
            f"{GUM}Government",
            f"{GUM}Delegation",
            f"{CRM}E74_Group",
            f"{SCHEMA}Organization",
            f"{_HTTP_SCHEMA}Organization",
            f"{_FOAF}Organization",
            f"{_FOAF}Group",
        ),
        "group",
    ),
    **dict.fromkeys(
        (
            f"{GUM}Event",
            f"{CRM}E5_Event",
            f"{CRM}E7_Activity",
            f"{SCHEMA}Event",
            f"{_HTTP_SCHEMA}Event",
        ),
        "event",
    ),
    **dict.fromkeys(
        (
            f"{GUM}Treaty",
            f"{_LRM}F1_Work",
            f"{SCHEMA}Legislation",
            f"{_HTTP_SCHEMA}Legislation",
            f"{_ELI}LegalResource",
        ),
        "treaty",
    ),
    # What can be compared with nothing of ours, so that it is not taken for a thing
    # of no known kind.
    **dict.fromkeys(
        (
            f"{CRM}E33_Linguistic_Object",
            f"{CRM}E22_Human-Made_Object",
            f"{CRM}E55_Type",
            f"{CRM}E56_Language",
            f"{CRM}E41_Appellation",
            f"{CRM}E33_E41_Linguistic_Appellation",
            f"{CRM}E42_Identifier",
            f"{CRM}E52_Time-Span",
            f"{SKOS}Concept",
            f"{SKOS}ConceptScheme",
            f"{_SKOS_XL}Label",
            f"{WIKIBASE}Property",
            f"{WIKIBASE}Statement",
            f"{RDF}Statement",
            f"{RDF}Property",
            f"{RDFS}Class",
            f"{OWL}Class",
            f"{OWL}ObjectProperty",
            f"{OWL}DatatypeProperty",
            f"{OWL}AnnotationProperty",
            f"{OWL}Ontology",
            f"{GUM}Claim",
            f"{GUM}Source",
            f"{GUM}Evidence",
            f"{GUM}Question",
            f"{GUM}Appellation",
            f"{GUM}Waypoint",
            f"{GEO}Geometry",
        ),
        "other",
    ),
}

# --- Properties --------------------------------------------------------------

NAMES: Final = frozenset(
    {
        f"{RDFS}label",
        f"{SKOS}prefLabel",
        f"{SKOS}altLabel",
        f"{SCHEMA}name",
        f"{SCHEMA}alternateName",
        f"{_HTTP_SCHEMA}name",
        f"{_HTTP_SCHEMA}alternateName",
        f"{_FOAF}name",
        f"{GN}name",
        f"{GN}alternateName",
        f"{GN}officialName",
        f"{DCTERMS}title",
    }
)
# A node that is a name, and what of it is the text.
NAME_NODES: Final = frozenset(
    {
        f"{CRM}P1_is_identified_by",
        f"{LPO}name_attestation",
        f"{_SKOS_XL}prefLabel",
        f"{_SKOS_XL}altLabel",
    }
)
NAME_TEXTS: Final = frozenset(
    {
        f"{CRM}P190_has_symbolic_content",
        f"{LPO}toponym",
        f"{_SKOS_XL}literalForm",
    }
)
IDENTIFIERS: Final = frozenset(
    {
        f"{SKOS}exactMatch",
        f"{OWL}sameAs",
        f"{SCHEMA}sameAs",
        f"{_HTTP_SCHEMA}sameAs",
    }
)
NEAR_IDENTIFIERS: Final = frozenset({f"{SKOS}closeMatch"})
# Of an article elsewhere: that it is about the thing.
ABOUT: Final = frozenset({f"{_HTTP_SCHEMA}about", f"{SCHEMA}about"})

GEOMETRIES: Final = frozenset(
    {
        f"{GEO}hasGeometry",
        f"{GEO}hasDefaultGeometry",
        f"{SCHEMA}geo",
        f"{_HTTP_SCHEMA}geo",
    }
)
SHAPES: Final = frozenset({f"{GEO}asWKT", f"{CRM}P168_place_is_defined_by"})
LATITUDES: Final = frozenset(
    {f"{_WGS84}lat", f"{SCHEMA}latitude", f"{_HTTP_SCHEMA}latitude"}
)
LONGITUDES: Final = frozenset(
    {f"{_WGS84}long", f"{SCHEMA}longitude", f"{_HTTP_SCHEMA}longitude"}
)

# A date, and what it is the date of.
DATES: Final[dict[str, str]] = {
    f"{GUM}date": "date",
    f"{GUM}signedOn": "date",
    f"{GUM}born": "born",
    f"{GUM}died": "died",
    f"{SCHEMA}birthDate": "born",
    f"{SCHEMA}deathDate": "died",
    f"{_HTTP_SCHEMA}birthDate": "born",
    f"{_HTTP_SCHEMA}deathDate": "died",
    f"{SCHEMA}startDate": "date",
    f"{_HTTP_SCHEMA}startDate": "date",
    f"{SCHEMA}legislationDate": "date",
    f"{_ELI}date_document": "date",
}
TIME_SPANS: Final = frozenset({f"{CRM}P4_has_time-span"})
BEGINNINGS: Final = frozenset({f"{CRM}P82a_begin_of_the_begin"})
ENDS: Final = frozenset({f"{CRM}P82b_end_of_the_end"})
# An event of somebody's life, and the date that it is.
LIFE_EVENTS: Final[dict[str, str]] = {
    f"{CRM}P98i_was_born": "born",
    f"{CRM}P100i_died_in": "died",
}
PLACES: Final[dict[str, str]] = {
    f"{GUM}tookPlaceAt": "place",
    f"{GUM}signedAt": "place",
    f"{GUM}bornAt": "born",
    f"{GUM}diedAt": "died",
    f"{CRM}P7_took_place_at": "place",
    f"{SCHEMA}birthPlace": "born",
    f"{SCHEMA}deathPlace": "died",
    f"{SCHEMA}location": "place",
    f"{_HTTP_SCHEMA}birthPlace": "born",
    f"{_HTTP_SCHEMA}deathPlace": "died",
    f"{_HTTP_SCHEMA}location": "place",
}

# Wikibase numbers its properties, and describes them: these are the English labels.
WIKIBASE_DATES: Final = {
    "date of birth": "born",
    "date of death": "died",
    "point in time": "date",
}
WIKIBASE_PLACES: Final = {
    "place of birth": "born",
    "place of death": "died",
    "location": "place",
}
WIKIBASE_POINT: Final = "coordinate location"
WIKIBASE_CLASS: Final = "instance of"
WIKIBASE_KINDS: Final = {"human": "person", "treaty": "treaty"}

# Words by which others say that a place is an area and not a settlement.
AREA_WORDS: Final = frozenset(
    {
        "administrative",
        "canton",
        "continent",
        "country",
        "county",
        "department",
        "district",
        "empire",
        "governorate",
        "macroregion",
        "municipality",
        "province",
        "rayon",
        "raion",
        "region",
        "republic",
        "state",
        "territorial",
        "uezd",
        "vilayet",
    }
)
SETTLEMENT_WORDS: Final = frozenset(
    {
        "capital",
        "city",
        "hamlet",
        "locality",
        "neighbourhood",
        "settlement",
        "town",
        "village",
    }
)
