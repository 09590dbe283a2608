"""A graph of somebody who means no good, and one without anything in it."""

from __future__ import annotations

from typing import Final

import pyoxigraph as ox

from gumru_kg.dataset import Dataset

_PREFIXES: Final = """
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX edtf: <http://id.loc.gov/datatypes/edtf/>
PREFIX geo: <http://www.opengis.net/ont/geosparql#>
PREFIX gid: <https://w3id.org/gumru/id/>
PREFIX gum: <https://w3id.org/gumru/ont#>
PREFIX gv: <https://w3id.org/gumru/voc/>
PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX schema: <https://schema.org/>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
"""
_TURTLE: Final = (
    _PREFIXES
    + r"""
gid:source-bad a gum:Source ; skos:prefLabel "l}abel"@en ;
    dcterms:title "a { \\input{/etc/passwd} % $x$ ~^_&# } } \u0007\u0000\n@book{x,"@en ;
    dcterms:creator "Doe, and, and Co {" ; dcterms:language "x y" ;
    schema:url <javascript:alert(1)> , "http://a b" ; gum:perspective [] .
<http://x.example/../a/"\u003E\u003Cscript\u003E> a gum:Source .
[] a gum:Source ; skos:prefLabel "blank"@en , "blank\u0001"@x-klingon .
gid:person-a a gum:Person ; gum:born "not a date" , "1920-13-45"^^edtf:EDTF ;
    skos:prefLabel "]]> <!-- & \u000b \uFFFE"@en ;
    gum:bornAt "nowhere" , [] ; skos:exactMatch <urn:x> , "Q1" ,
    <http://www.wikidata.org/entity/Q42\u0009|P31> ,
    <http://www.wikidata.org/entity/Q42> .
gid:Person-A a gum:Person .
<http://a.example/x/../../etc/passwd>
    a gum:Person , gum:Place , gum:Event , gum:Treaty .
[] a gum:Person ; skos:prefLabel "nobody" ; gum:born "1900"^^edtf:EDTF .
gid:place-a a gum:Place ; geo:hasGeometry
    [ geo:asWKT "POINT(1 2)<x>" ] , [ geo:asWKT "POINT EMPTY" ] , gid:nothing .
gid:event-a a gum:Event ; gum:date "1920-12-02/.."^^edtf:EDTF ;
    gum:tookPlaceAt gid:none ;
    gum:participation gid:part , [ gum:agent [] ] ; gum:earliest "x" .
gid:treaty-a a gum:Treaty ; gum:hasText gid:text-a , [] , "text" ; gum:signedOn "12" .
gid:text-a a gum:TreatyText ; gum:hasClause gid:clause-a , gid:clause-b , gid:text-a ;
    gum:language "</a>" , "english please" .
gid:clause-a a gum:Clause ; gum:number "<1>" , "2" ; gum:content "x\u0002"@en , "y" .
gid:clause-b a gum:Clause ; gum:number "2" .
gid:provision-a gum:expressedIn gid:clause-a ; skos:prefLabel "p\u0003"@en .
gid:claim-a a gum:Claim ; rdf:subject gid:event-a ; rdf:predicate gum:date ;
    rdf:object "1920-12-02/.."^^edtf:EDTF , [] ; gum:source gid:source-bad , [] , "s" ;
    gum:evidence [] , gid:none ; gum:verdict gv:verdict.accepted , "no" .
gid:claim-b a gum:Claim ; gum:verdict gv:verdict.attributed .
[] a gum:Claim ; rdf:subject _:b ; rdf:predicate _:b ; rdf:object _:b ;
    gum:verdict gv:verdict.attributed .
gid:claim-c a gum:Claim ; rdf:subject "a" ; rdf:predicate gum:date ; rdf:object 1 .
gum:Event rdfs:subClassOf gum:Event , gum:Person .
"""
)


def _parse(turtle: str) -> Dataset:
    # What stands in angle brackets above is no IRI of the standard on purpose.
    quads = ox.parse(turtle.encode(), format=ox.RdfFormat.TURTLE, lenient=True)
    return Dataset(tuple(quads))


HOSTILE: Final = _parse(_TURTLE)
EMPTY: Final = Dataset(())
