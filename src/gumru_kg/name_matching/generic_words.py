"""Words that tell what a thing is, or how a person is addressed, and not its name.

They are written as ``romanise`` writes them, from labels and sources of this field in
Turkish, Azerbaijani, English, French, German, Russian, Armenian and Georgian.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Final

TITLE: Final = "title"
LINK: Final = "link"
TREATY: Final = "treaty"
MONTH: Final = "month"
# A word of the name: the Great Akbaba is another mountain than the Little one.
QUALIFIER: Final = "qualifier"

_WORDS: Final[dict[str, str]] = {
    TITLE: (
        "bey bei bej beg bek bay bayan pasha pasa pacha efendi effendi agha aga "
        "han mr mrs dr prof gen general generali lt col colonel albay miralay "
        "ferik amiral admiral vice sir sultan mirza molla prens prince graf count "
        "comrade tovarisch tovarishch yoldas baron monsieur paron president pm "
        "premier oglu oghlu ogly oghli zade kizi qizi"
    ),
    LINK: (
        "of the and with between de du des d la le les l et entre und der die das "
        "von ile ve arasinda arasindaki i s so mezhdu o ob ev u da"
    ),
    TREATY: (
        "treaty treaties traite vertrag friedensvertrag agreement accord peace "
        "paix baris barish sulh mir convention armistice"
    ),
    MONTH: (
        "january february march april may june july august september october "
        "november december ocak shubat subat mart nisan mayis haziran temmuz "
        "aghustos agustos eylul ekim kasim aralik janvier fevrier mars avril mai "
        "juin juillet aout septembre octobre novembre decembre yanvarya fevralya "
        "marta aprelya maya iyunya iyulya avgusta sentyabrya oktyabrya noyabrya "
        "dekabrya hunvari petrvari marti aprili mayisi hunisi hulisi ogostosi "
        "septemberi hoktemberi noyemberi dektemberi"
    ),
    QUALIFIER: (
        "great little upper lower old new north south east west northern southern "
        "eastern western buyuk kuchuk kucuk yukari ashaghi asagi eski yeni kuzey "
        "guney doghu dogu bati bolshoy malyy verkhniy nizhniy novyy staryy nor "
        "mets pokr grand petit gross klein"
    ),
    "river": (
        "river irmak irmaghi irmagi nehir nehri chay chayi cay cayi su suyu reka "
        "get mdinare fluss riviere"
    ),
    "lake": ("lake lac gol golu ozero lich tba see"),
    "mountain": (
        "mount mountain mountains mt dagh dag daghi dagi daghlar daghlari daglar "
        "gora ler sar mta"
    ),
    "province": (
        "province il ili iline vilayet vilayeti vilayets guberniya guberniyasi "
        "eyalet eyaleti oblast nahang nahangi marz marzi ostan territory "
        "topraklari prontsia mohafazat munizipalitat munitsipalitet shahrdari "
        "state devlet devleti region bolge bolgesi"
    ),
    "district": (
        "district county kaza kazasi kazaya uezd uyezd rayon rayonu raion rayoni "
        "sancak sancaghi sancagi sanjak sanjaghi liva livasi shrjan "
        "munitsipaliteti municipality ilche ilchesi kreis landkreis"
    ),
    "town": (
        "town city kent kenti shehir shehri sehir sehri gorod kaghak koy koyu "
        "village selo gyugh stadt ville stantsiya station"
    ),
    "battle": (
        "battle war savash savashi savas savasi muharebe muharebesi srazhenie "
        "voyna paterazm chakatamart bataille guerre"
    ),
    "conference": ("conference konferans konferansi konferentsiya congress kongresi"),
}
# Beginnings of words that take endings.
_STEMS: Final[dict[str, str]] = {
    "antla": TREATY,
    "andla": TREATY,
    "anlash": TREATY,
    "anlasm": TREATY,
    "muahede": TREATY,
    "musalahaname": TREATY,
    "ahitname": TREATY,
    "mukavile": TREATY,
    "muqavile": TREATY,
    "sozleshme": TREATY,
    "dogovor": TREATY,
    "dagavor": TREATY,
    "soglashen": TREATY,
    "peremiri": TREATY,
    "mirn": TREATY,
    "mutareke": TREATY,
    "ateshkes": TREATY,
    "ateskes": TREATY,
    "paymanag": TREATY,
    "dashnag": TREATY,
    "hamadzaynag": TREATY,
    "hashtutyan": TREATY,
    "khelshekruleb": TREATY,
    "sutart": TREATY,
    "provints": "province",
    "munitsipal": "district",
    "munizipal": "district",
}
_KINDS: Final = {word: kind for kind, words in _WORDS.items() for word in words.split()}
# The son of, the daughter of: a name of the father, which many labels leave out.
_PATRONYMICS: Final = ("ovich", "evich", "ovna", "evna")
_SHORTEST_PATRONYMIC: Final = 7


@lru_cache(maxsize=65_536)
def find_kind(word: str) -> str:
    """Tell what a word says of a thing.

    Args:
        word: As ``romanise`` writes it.

    Returns:
        ``title``, ``link`` or the kind of thing; empty for a part of a name.

    Example:
        >>> find_kind("pasha"), find_kind("dogovora"), find_kind("kars")
        ('title', 'treaty', '')
    """
    found = _KINDS.get(word)
    if found is not None or word.isdigit():
        return found or ""
    for stem, kind in _STEMS.items():
        if word.startswith(stem):
            return kind
    if len(word) >= _SHORTEST_PATRONYMIC and word.endswith(_PATRONYMICS):
        return TITLE
    return ""
