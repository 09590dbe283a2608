"""The words of tables: heads of columns, and closed lists of values.

JSON, CSV and the other formats keep the names and values of the queries.
"""

from __future__ import annotations

import re
from typing import Final

_CAPITAL: Final = re.compile(r"(?=[A-Z])")

# The head of a column in Turkish, and in English where the name of the variable, taken
# apart, would not say it.
_HEADS: Final[dict[str, tuple[str, str]]] = {
    "accepted": ("", "kabul edilen"),
    "acceptedOnes": ("accepted", "kabul edilen"),
    "agent": ("", "aktör"),
    "allOfParty": ("all of the party", "tarafın bütün hükümleri"),
    "articles": ("", "maddeler"),
    "articlesOfFirst": ("articles of the first", "ilkinin maddeleri"),
    "articlesOfLast": ("articles of the last", "sonuncunun maddeleri"),
    "articlesOfMiddle": ("articles of the middle one", "ortancanın maddeleri"),
    "assertingClaims": ("", "ileri süren iddialar"),
    "assertingGroups": ("", "ileri süren kümeler"),
    "attributed": ("attributed only", "yalnız atfedilen"),
    "bearer": ("", "yükümlü"),
    "bearers": ("", "yükümlüler"),
    "beneficiaries": ("", "yararlananlar"),
    "beneficiary": ("", "yararlanan"),
    "boundary": ("", "sınır"),
    "calendar": ("", "takvim"),
    "capacities": ("", "görevler"),
    "capacity": ("", "görev"),
    "certain": ("is certain", "kesin mi"),
    "certainty": ("", "kesinlik"),
    "change": ("", "değişim"),
    "changed": ("", "değişen"),
    "changes": ("", "değişimler"),
    "check": ("", "denetim"),
    "claim": ("", "iddia"),
    "claims": ("", "iddialar"),
    "class": ("", "sınıf"),
    "clause": ("", "madde"),
    "clauseNumber": ("article number", "madde numarası"),
    "condition": ("", "koşul"),
    "conditionalOnes": ("conditional", "koşula bağlı"),
    "content": ("", "içerik"),
    "contradicted": ("contradicted articles", "bağdaşmayan maddeler"),
    "count": ("", "sayı"),
    "creator": ("", "hazırlayan"),
    "dataset": ("data set", "veri kümesi"),
    "date": ("", "tarih"),
    "datedOn": ("", "belgedeki tarih"),
    "denied": ("", "yadsınan"),
    "digest": ("", "özet değeri"),
    "earlier": ("", "önceki"),
    "earlierTreaty": ("", "önceki antlaşma"),
    "earliest": ("", "en erken"),
    "end": ("", "bitiş"),
    "endDate": ("", "bitiş tarihi"),
    "entity": ("thing", "şey"),
    "event": ("", "olay"),
    "evidence": ("", "kanıt"),
    "external": ("elsewhere", "başka yerde"),
    "fewestDays": ("", "en az gün"),
    "form": ("", "biçim"),
    "from": ("", "başlangıç"),
    "gap": ("", "boşluk"),
    "gapBefore": ("", "önceki boşluk"),
    "ground": ("", "gerekçe"),
    "grounds": ("", "gerekçeler"),
    "group": ("", "küme"),
    "groups": ("", "kümeler"),
    "identifier": ("", "kimlik"),
    "identifiers": ("", "kimlikler"),
    "inFirst": ("in the first", "ilkinde"),
    "inLast": ("in the last", "sonuncuda"),
    "inMiddle": ("in the middle one", "ortancada"),
    "isAccepted": ("", "kabul edildi mi"),
    "isCited": ("cites the subject", "bu konuda mı"),
    "isKnown": ("", "biliniyor mu"),
    "isUnverified": ("", "doğrulanmamış mı"),
    "kilometres": ("", "kilometre"),
    "kind": ("", "tür"),
    "label": ("name", "ad"),
    "language": ("", "dil"),
    "later": ("", "sonraki"),
    "laterArticles": ("", "sonraki maddeler"),
    "laterTreaty": ("", "sonraki antlaşma"),
    "latest": ("", "en geç"),
    "licence": ("", "lisans"),
    "link": ("", "bağlantı"),
    "links": ("", "bağlantılar"),
    "locator": ("place in it", "yeri"),
    "match": ("", "eşleşme"),
    "meaning": ("", "anlam"),
    "measure": ("", "ölçü"),
    "mostDays": ("", "en çok gün"),
    "name": ("", "ad"),
    "named": ("", "adı olan"),
    "namedBy": ("named by", "anan sınır"),
    "names": ("", "adlar"),
    "notation": ("", "kod"),
    "note": ("", "not"),
    "number": ("", "numara"),
    "object": ("value", "değer"),
    "onlyEarlier": ("", "yalnız öncekinde"),
    "onlyLater": ("", "yalnız sonrakinde"),
    "order": ("", "sıra"),
    "other": ("", "öteki"),
    "participation": ("", "katılım"),
    "parameters": ("", "parametreler"),
    "party": ("", "taraf"),
    "person": ("", "kişi"),
    "perspective": ("", "bakış açısı"),
    "phase": ("", "evre"),
    "place": ("", "yer"),
    "placement": ("", "yerleştirme"),
    "places": ("", "yerler"),
    "point": ("", "nokta"),
    "pointSource": ("source of the point", "noktanın kaynağı"),
    "polity": ("", "devlet"),
    "predicate": ("property", "özellik"),
    "principal": ("on behalf of", "adına"),
    "problem": ("", "sorun"),
    "property": ("", "özellik"),
    "provision": ("", "hüküm"),
    "provisions": ("", "hükümler"),
    "question": ("", "soru"),
    "rationale": ("", "gerekçe"),
    "reason": ("", "neden"),
    "reasons": ("", "nedenler"),
    "reciprocal": ("", "karşılıklı"),
    "reciprocalOnes": ("reciprocal", "karşılıklı"),
    "rejected": ("", "reddedilen"),
    "relation": ("", "ilişki"),
    "renounced": ("", "vazgeçilen"),
    "repeated": ("", "yinelenen"),
    "restsOn": ("", "dayandığı"),
    "role": ("", "rol"),
    "roles": ("", "roller"),
    "saying": ("", "ifade"),
    "score": ("", "puan"),
    "sides": ("", "iki yandakiler"),
    "sidesDiffer": ("", "iki yan ayrı mı"),
    "signing": ("", "imza"),
    "signingOwn": ("signing by the same source", "imza aynı kaynaktan"),
    "site": ("", "site"),
    "source": ("", "kaynak"),
    "sourceDate": ("date as written", "kaynaktaki tarih"),
    "sources": ("", "kaynaklar"),
    "stance": ("", "tutum"),
    "standing": ("", "kabul durumu"),
    "start": ("", "başlangıç"),
    "startDate": ("", "başlangıç tarihi"),
    "status": ("", "durum"),
    "subject": ("", "konu"),
    "sure": ("", "kesin"),
    "text": ("", "metin"),
    "thing": ("", "şey"),
    "things": ("", "şeyler"),
    "title": ("", "başlık"),
    "topic": ("", "konu"),
    "treaty": ("", "antlaşma"),
    "triples": ("", "üçlüler"),
    "unread": ("articles not read", "okunmamış maddeler"),
    "until": ("", "bitiş"),
    "uses": ("", "kullanım sayısı"),
    "value": ("", "değer"),
    "verdict": ("", "karar"),
    "version": ("", "sürüm"),
    "waypoint": ("", "güzergâh noktası"),
    "wider": ("", "üst kavram"),
    "wording": ("", "sözcük"),
}
# What queries, and the matching of names, say in words of their own.
_VALUES: Final[dict[str, tuple[str, str]]] = {
    "It takes itself up; let only the later take up the earlier.": (
        "",
        "Kendi kendini ele alıyor; yalnız sonraki öncekini ele alsın.",
    ),
    "No class of the ontology has this name; mend it.": (
        "",
        "Ontolojide bu adda bir sınıf yok; düzeltin.",
    ),
    "No property of the ontology has this name; mend it.": (
        "",
        "Ontolojide bu adda bir özellik yok; düzeltin.",
    ),
    "The event is part of itself; let it be part of a longer one.": (
        "",
        "Olay kendi parçası; daha uzun bir olayın parçası olsun.",
    ),
    "The place lies within itself; let the larger contain it.": (
        "",
        "Yer kendi içinde; onu daha büyüğü kapsasın.",
    ),
    "accepted claim without its fact": ("", "olgusu olmayan kabul edilmiş iddia"),
    "accepted": ("", "kabul edildi"),
    "after": ("", "sonra"),
    "article only": ("", "yalnız madde"),
    "attributed": ("attributed only", "yalnız atfedildi"),
    "before or during": ("", "önce ya da sırasında"),
    "before": ("", "önce"),
    "both": ("", "ikisi de"),
    "boundaries with waypoints": ("", "güzergâh noktası olan sınırlar"),
    "claims by stance": ("", "tutuma göre iddialar"),
    "claims by verdict": ("", "karara göre iddialar"),
    "class": ("", "türe göre şeyler"),
    "day": ("", "gün"),
    "dropped": ("", "sürdürülmez"),
    "during or after": ("", "sırasında ya da sonra"),
    "during": ("", "sırasında"),
    "events with a date": ("", "tarihi olan olaylar"),
    "events with a place": ("", "yeri olan olaylar"),
    "fact without an accepted claim": ("", "kabul edilmiş iddiası olmayan olgu"),
    "false": ("no", "hayır"),
    "in a source": ("", "bir kaynakta"),
    "interval": ("", "aralık"),
    "kind not told": ("", "türü belirtilmemiş"),
    "labelled things by language": ("", "dile göre adlar"),
    "month": ("", "ay"),
    "neither": ("", "hiçbiri"),
    "new": ("", "yeni"),
    "not verified": ("", "doğrulanmadı"),
    "one group": ("", "tek küme"),
    "one perspective": ("", "tek bakış açısı"),
    "open interval": ("", "ucu açık aralık"),
    "other kind of thing": ("", "başka türden"),
    "other order of words": ("", "sözcük sırası başka"),
    "other year": ("", "başka yıl"),
    "other": ("", "öteki"),
    "persons with a date of birth": ("", "doğum tarihi olan kişiler"),
    "persons with a date of death": ("", "ölüm tarihi olan kişiler"),
    "places with coordinates": ("", "koordinatı olan yerler"),
    "preferred": ("", "asıl"),
    "provisions with a place in a text": ("", "bir metinde yeri olan hükümler"),
    "relative": ("", "göreli"),
    "same consonants": ("", "aynı ünsüzler"),
    "same letters": ("", "aynı harfler"),
    "same sound": ("", "aynı okunuş"),
    "same year": ("", "aynı yıl"),
    "similar spelling": ("", "benzer yazım"),
    "sources by perspective": ("", "bakış açısına göre kaynaklar"),
    "status phases with a beginning": ("", "başlangıcı olan hukuki evreler"),
    "status phases with an end": ("", "bitişi olan hukuki evreler"),
    "summary only": ("", "yalnız özet"),
    "title left out": ("", "unvan eksik"),
    "treaties with a day of signature": ("", "imza günü olan antlaşmalar"),
    "treaties with a party": ("", "tarafı olan antlaşmalar"),
    "treaties with a provision": ("", "hükmü olan antlaşmalar"),
    "treaties with a signatory": ("", "imzacısı olan antlaşmalar"),
    "treaties with a text": ("", "metni olan antlaşmalar"),
    "true": ("yes", "evet"),
    "uncertain": ("", "kesin değil"),
    "unverified": ("not verified", "doğrulanmadı"),
    "waypoints with coordinates": ("", "koordinatı olan güzergâh noktaları"),
    "word for the kind left out": ("", "tür sözcüğü eksik"),
    "words left over": ("", "fazla sözcükler"),
    "words of the name missing": ("", "addan sözcükler eksik"),
    "year": ("", "yıl"),
    "yes": ("", "evet"),
}


def name_column(variable: str, *, lang: str) -> str:
    """Name a column for readers.

    Args:
        variable: A variable of a named query, ``Label`` at its end left out.
        lang: ``tr`` for Turkish; any other tag gives English.

    Returns:
        Its head; of a variable that has none the words of its name.

    Example:
        >>> name_column("earlierTreaty", lang="en")
        'earlier treaty'
        >>> name_column("earlierTreaty", lang="tr")
        'önceki antlaşma'
    """
    plain = _CAPITAL.sub(" ", variable).lower()
    return _HEADS.get(variable, ("", ""))[lang == "tr"] or plain


def name_value(text: str, *, lang: str) -> str:
    """Put a value that a query made into the words of a language.

    Args:
        text: A text without a language.
        lang: ``tr`` for Turkish; any other tag gives English.

    Returns:
        Its words; the text when no query makes it.

    Example:
        >>> name_value("before or during", lang="tr")
        'önce ya da sırasında'
    """
    return _VALUES.get(text, ("", ""))[lang == "tr"] or text
