"""The words of the command line itself, in English and Turkish."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from gumru_kg.descriptions import Value

_WORDS: Final[dict[str, tuple[str, str]]] = {
    "about": ("About", "Konu"),
    "also": ("also {}", "ayrıca {}"),
    "and_more": ("and {} more", "ve {} kaynak daha"),
    "article": ("Art.", "Md."),
    "articles": ("Articles", "Maddeler"),
    "articles_of": (
        "Article numbers are those of: {}.",
        "Madde numaraları şunundur: {}.",
    ),
    "borne_by": ("Borne by", "Yükümlü"),
    "claim": ("The claim", "İddia"),
    "claims": ("{} claims", "{} iddia"),
    "claims by stance": ("Claims by stance", "Tutuma göre iddialar"),
    "claims by verdict": ("Claims by verdict", "Karara göre iddialar"),
    "class": ("Things by class", "Türe göre şeyler"),
    "labelled things by language": ("Labels by language", "Dile göre adlar"),
    "sources by perspective": (
        "Sources by perspective",
        "Bakış açısına göre kaynaklar",
    ),
    "claims_one": ("1 claim", "1 iddia"),
    "claims_total": ("claims", "iddia"),
    "creator": ("made by", "hazırlayan"),
    "date": ("Date", "Tarih"),
    "disputed": ("Disputed", "Tartışmalı"),
    "disputed_fact": ("{} (disputed, see below)", "{} (tartışmalı, aşağıya bakınız)"),
    "dispute_count_one": (
        "1 point on which sources differ; no one is put in the right.",
        "Kaynakların ayrıldığı 1 nokta; kimse haklı çıkarılmaz.",
    ),
    "dispute_count": (
        "{} points on which sources differ; no one is put in the right.",
        "Kaynakların ayrıldığı {} nokta; kimse haklı çıkarılmaz.",
    ),
    "event": ("Event", "Olay"),
    "facts": ("Facts", "Olgular"),
    "for": ("For {}", "{} adına"),
    "gap": (
        "{}: content of {} not verified.",
        "{}: {} için içerik doğrulanmadı.",
    ),
    "gap_articles": ("articles {}", "{}. maddeler"),
    "gap_article": ("article {}", "{}. madde"),
    "gaps": ("Not known", "Bilinmeyen"),
    "groups": ("{} independent groups", "{} bağımsız kümedeki"),
    "groups_one": ("one independent group", "bir bağımsız kümedeki"),
    "kind": ("Kind", "Tür"),
    "licence": ("licence", "lisans"),
    "mentions": ("Leads here", "Buraya götürenler"),
    "more_statements": (
        "{} more: gumru who-says {}",
        "{} ifade daha: gumru who-says {}",
    ),
    "denied": ("{} “{}”", "“{1}” ifadesini {0}"),
    "names": ("Names", "Adlar"),
    "no_claims": (
        "No source of the graph says anything about this.",
        "Graftaki hiçbir kaynak bunun hakkında bir şey söylemiyor.",
    ),
    "no_events": (
        "No event of the graph has an accepted date in this span of time.",
        "Grafta bu aralıkta kabul edilmiş tarihi olan bir olay yok.",
    ),
    "no_side": ("On whose behalf is not said", "Kimin adına olduğu bildirilmeyenler"),
    "nothing_note": (
        "–: nothing is accepted of it; 'gumru who-says TREATY' tells what is said.",
        "–: kabul edilmiş bir bilgi yok; söylenenler: gumru who-says ANTLAŞMA.",
    ),
    "parts": ("Took part in", "Katıldığı olaylar"),
    "participants": ("Participants", "Katılanlar"),
    "phases": ("phases", "evreler"),
    "place": ("Place", "Yer"),
    "provision": ("Provision", "Hüküm"),
    "provisions": ("Provisions", "Hükümler"),
    "reported": (
        "Reported by sources, not accepted as part of the treaty:",
        "Kaynakların aktardığı, antlaşmanın parçası olarak kabul edilmeyenler:",
    ),
    "rests_on": ("Rests on", "Dayanak"),
    "rests": (
        "{claims} from {sources} sources in {groups}: {sides}.",
        "{groups} {sources} kaynaktan {claims}: {sides}.",
    ),
    "rests_on_one": (
        "{claims} from one source ({sides}).",
        "Tek kaynaktan {claims} ({sides}).",
    ),
    "said": ("Said by sources, not accepted", "Kaynakların dediği, kabul edilmeyen"),
    "see_also": ("See also", "Ayrıca bakınız"),
    "signatories": ("Signatories", "İmzacılar"),
    "source": ("Source", "Kaynak"),
    "sources": ("sources", "kaynak"),
    "status": ("Status", "Durum"),
    "status_disputed": ("{}; disputed", "{}; tartışmalı"),
    "status_disputed_today": ("{}; today disputed", "{}; bugünü tartışmalı"),
    "status_note": (
        "Status: the last one accepted, and from when; a later one may be unrecorded.",
        "Durum: kabul edilenlerin sonuncusu, başlangıcıyla; sonrası kayıtsız olabilir.",
    ),
    "status_of": ("{status}, for {party}", "{party} için {status}"),
    "topic": ("Topic", "Konu"),
    "treaty": ("Treaty", "Antlaşma"),
    "triples": ("triples", "üçlü"),
    "unplaced": ("–", "–"),
    "until": ("until {}", "{} tarihine kadar"),
    "version": ("version", "sürüm"),
}
_LANGUAGES: Final[dict[str, tuple[str, str]]] = {
    "ar": ("Arabic", "Arapça"),
    "az": ("Azerbaijani", "Azerbaycanca"),
    "be": ("Belarusian", "Belarusça"),
    "de": ("German", "Almanca"),
    "el": ("Greek", "Yunanca"),
    "en": ("English", "İngilizce"),
    "fa": ("Persian", "Farsça"),
    "fr": ("French", "Fransızca"),
    "hy": ("Armenian", "Ermenice"),
    "hyw": ("Western Armenian", "Batı Ermenicesi"),
    "ka": ("Georgian", "Gürcüce"),
    "ku": ("Kurdish", "Kürtçe"),
    "lt": ("Lithuanian", "Litvanca"),
    "ota": ("Ottoman Turkish", "Osmanlı Türkçesi"),
    "ru": ("Russian", "Rusça"),
    "tr": ("Turkish", "Türkçe"),
    "uk": ("Ukrainian", "Ukraynaca"),
}
_SCRIPTS: Final[dict[str, tuple[str, str]]] = {
    "arab": ("Arabic script", "Arap yazısı"),
    "latn": ("Latin script", "Latin yazısı"),
}


# Terms of other vocabularies carry no label in the graph.
_FOREIGN_TERMS: Final[dict[str, tuple[str, str]]] = {
    "dcat:Dataset": ("data set", "veri kümesi"),
    "dcat:keyword": ("keyword", "anahtar sözcük"),
    "dcat:version": ("version", "sürüm"),
    "dcterms:creator": ("author", "yazar"),
    "dcterms:date": ("published", "yayın tarihi"),
    "dcterms:description": ("description", "açıklama"),
    "dcterms:identifier": ("identifier", "kimlik"),
    "dcterms:isPartOf": ("part of", "parçası olduğu"),
    "dcterms:issued": ("published", "yayın tarihi"),
    "dcterms:language": ("language", "dil"),
    "dcterms:license": ("licence", "lisans"),
    "dcterms:publisher": ("publisher", "yayımlayan"),
    "dcterms:source": ("source", "kaynak"),
    "dcterms:subject": ("subject", "konu"),
    "dcterms:title": ("title", "başlık"),
    "geo:Geometry": ("geometry", "geometri"),
    "geo:asWKT": ("geometry", "geometri"),
    "geo:hasGeometry": ("geometry", "geometri"),
    "oa:TextPositionSelector": ("passage", "metin parçası"),
    "oa:end": ("ends at", "bitişi"),
    "oa:hasSelector": ("passage", "metin parçası"),
    "oa:hasSource": ("text", "metin"),
    "oa:start": ("begins at", "başlangıcı"),
    "owl:AnnotationProperty": ("annotation property", "açıklama özelliği"),
    "owl:Class": ("class", "sınıf"),
    "owl:DatatypeProperty": ("data property", "veri özelliği"),
    "owl:FunctionalProperty": ("single-valued", "tek değerli"),
    "owl:ObjectProperty": ("object property", "nesne özelliği"),
    "owl:Ontology": ("ontology", "ontoloji"),
    "owl:versionIRI": ("version", "sürüm"),
    "owl:versionInfo": ("version", "sürüm"),
    "rdf:object": ("value", "değer"),
    "rdf:predicate": ("property", "özellik"),
    "rdf:subject": ("about", "konusu"),
    "rdf:type": ("kind", "tür"),
    "rdfs:comment": ("comment", "açıklama"),
    "rdfs:domain": ("domain", "tanım kümesi"),
    "rdfs:isDefinedBy": ("defined by", "tanımlandığı yer"),
    "rdfs:label": ("label", "etiket"),
    "rdfs:range": ("range", "değer kümesi"),
    "rdfs:seeAlso": ("see also", "ayrıca bakınız"),
    "rdfs:subClassOf": ("kind of", "üst sınıf"),
    "rdfs:subPropertyOf": ("kind of", "üst özellik"),
    "schema:containedInPlace": ("today in", "bugün içinde"),
    "schema:datePublished": ("published", "yayın tarihi"),
    "schema:sha256": ("SHA-256", "SHA-256"),
    "schema:url": ("address", "adres"),
    "skos:Concept": ("concept", "kavram"),
    "skos:ConceptScheme": ("concept scheme", "kavram şeması"),
    "skos:altLabel": ("other name", "başka ad"),
    "skos:broader": ("broader", "üst kavram"),
    "skos:closeMatch": ("elsewhere, seen once", "başka yerde, bir kez"),
    "skos:definition": ("definition", "tanım"),
    "skos:editorialNote": ("editors' note", "editör notu"),
    "skos:exactMatch": ("elsewhere, verified", "başka yerde, doğrulandı"),
    "skos:example": ("example", "örnek"),
    "skos:inScheme": ("scheme", "şema"),
    "skos:notation": ("notation", "kod"),
    "skos:note": ("note", "not"),
    "skos:prefLabel": ("name", "ad"),
    "skos:scopeNote": ("note", "not"),
    "skos:topConceptOf": ("scheme", "şema"),
    "vann:preferredNamespacePrefix": ("prefix", "önek"),
    "vann:preferredNamespaceUri": ("namespace", "ad alanı"),
    "void:Dataset": ("data set", "veri kümesi"),
    "void:exampleResource": ("example", "örnek"),
    "void:triples": ("triples", "üçlü sayısı"),
    "void:uriSpace": ("namespace", "ad alanı"),
    "void:vocabulary": ("vocabulary", "sözlük"),
}


def term_name(term: Value, *, lang: str) -> str:
    """Name a class or property, also one of another vocabulary.

    Args:
        term: The term as the graph names it.
        lang: ``tr`` for Turkish; any other tag gives English.

    Returns:
        Its name, or its CURIE where nobody has named it.

    Example:
        >>> from gumru_kg.descriptions import Value
        >>> term_name(Value("skos:note"), lang="tr")
        'not'
    """
    names = _FOREIGN_TERMS.get(term.text)
    return names[lang == "tr"] if names else term.text


def word(key: str, *, lang: str) -> str:
    """Give a word of the command line.

    Args:
        key: Which word.
        lang: ``tr`` for Turkish; any other tag gives English.

    Returns:
        The word, perhaps with places to fill.

    Example:
        >>> word("provisions", lang="tr")
        'Hükümler'
    """
    return _WORDS[key][lang == "tr"]


def language_name(tag: str, *, lang: str) -> str:
    """Name a language.

    Args:
        tag: A language tag.
        lang: The language to name it in.

    Returns:
        Its name, with the script where the tag gives one, or the tag itself.

    Example:
        >>> language_name("ota-latn", lang="en")
        'Ottoman Turkish, Latin script'
    """
    language, _, script = tag.partition("-")
    if language not in _LANGUAGES:
        return tag
    name = _LANGUAGES[language][lang == "tr"]
    if not script:
        return name
    known = _SCRIPTS.get(script.split("-")[0])
    return f"{name}, {known[lang == 'tr'] if known else script}"
