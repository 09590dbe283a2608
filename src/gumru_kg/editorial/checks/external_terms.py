"""The terms of other vocabularies that the files may use, frozen by name.

A name that its vocabulary does not declare cannot slip in: the tests hold this table
against the vocabularies' own files.
"""

from __future__ import annotations

from typing import Final

from gumru_kg.namespaces import PREFIXES

_NAMES: Final = {
    "dcat": """Dataset Distribution distribution downloadURL keyword landingPage
        mediaType theme version previousVersion""",
    "dcterms": """abstract bibliographicCitation conformsTo contributor created creator
        date description format hasPart identifier isPartOf isReplacedBy isVersionOf
        issued language license modified publisher references relation replaces rights
        source subject title type""",
    "edtf": "EDTF",
    "geo": "Feature Geometry asWKT hasGeometry hasDefaultGeometry wktLiteral",
    "oa": "TextPositionSelector end hasSelector hasSource start",
    "owl": """AnnotationProperty Class DatatypeProperty FunctionalProperty
        InverseFunctionalProperty NamedIndividual ObjectProperty Ontology
        SymmetricProperty TransitiveProperty deprecated disjointWith inverseOf
        priorVersion versionIRI versionInfo""",
    "rdf": "Property Statement langString object predicate subject type",
    "rdfs": """comment domain isDefinedBy label range seeAlso subClassOf
        subPropertyOf""",
    "schema": "containedInPlace contentUrl isbn sha256 url",
    "skos": """Concept ConceptScheme altLabel broadMatch broader changeNote closeMatch
        definition editorialNote exactMatch example hasTopConcept hiddenLabel
        historyNote inScheme narrowMatch narrower notation note prefLabel related
        relatedMatch scopeNote topConceptOf""",
    "vann": "preferredNamespacePrefix preferredNamespaceUri",
    "void": "Dataset dataDump exampleResource feature triples uriSpace vocabulary",
    "xsd": """anyURI boolean date decimal double gYear integer language
        nonNegativeInteger string""",
}

EXTERNAL_TERMS: Final[frozenset[str]] = frozenset(
    PREFIXES[prefix] + name
    for prefix, names in _NAMES.items()
    for name in names.split()
)

_LINKS: Final = {
    "dcat": "downloadURL landingPage mediaType previousVersion theme",
    "dcterms": "conformsTo creator license publisher references relation source",
    "owl": "priorVersion versionIRI",
    "rdfs": "seeAlso",
    "schema": "contentUrl url",
    "skos": "broadMatch closeMatch exactMatch narrowMatch relatedMatch",
    "void": "dataDump feature vocabulary",
}

LINK_PROPERTIES: Final[frozenset[str]] = frozenset(
    PREFIXES[prefix] + name
    for prefix, names in _LINKS.items()
    for name in names.split()
)
"""The properties whose values may be any page or thing on the web."""
