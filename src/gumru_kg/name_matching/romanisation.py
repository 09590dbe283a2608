"""Write names of any script in plain Latin letters.

Turkish, Azerbaijani, Armenian and Arabic letters are read by tables of our own, as the
names of the region are: anyascii, which reads all else, gives letters where sounds are
wanted (``c`` for the first sound of *Cebesoy*).
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from gumru_kg.combining_marks import limit_marks

MOST_SIGNS: Final = 400

_TURKIC: Final = frozenset({"tr", "az", "ota", "crh", "tk"})
_TURKIC_LETTERS: Final = re.compile("[çÇğĞşŞıİəƏ]")
_TURKIC_SOUNDS: Final = str.maketrans(
    {
        "ç": "ch",
        "ş": "sh",
        "ğ": "gh",
        "ı": "i",
        "ə": "e",
        "c": "j",
        "j": "zh",
        "x": "kh",
        "q": "k",
    }
)
_ARMENIAN: Final = re.compile("[\u0531-\u0587]")
# Two letters for one sound, and letters that sound otherwise at the start of a word;
# Eastern spelling and the classical one, which Western Armenian keeps.
_ARMENIAN_GROUPS: Final = (
    ("և", "եվ"),
    (r"եւ(?=[ա-ֆ]|\b)", "եվ"),
    (r"\bյ", "հ"),
    (r"\bո(?![ւվ])", "վօ"),
    ("ու", "u"),
    ("(?:յու|իւ)", "yu"),
    ("(?:յա|եա)", "ya"),
    ("(?:յօ|յո|եօ)", "yo"),
    (r"[այ]յ\b", "ա"),
)
_ARMENIAN_LETTERS: Final = str.maketrans(
    dict(
        pair.split("=")
        for pair in str.split(
            "ա=a բ=b գ=g դ=d ե=e զ=z է=e ը=e թ=t ժ=zh ի=i լ=l խ=kh ծ=ts կ=k հ=h ձ=dz"
            " ղ=gh ճ=ch մ=m յ=y ն=n շ=sh ո=o չ=ch պ=p ջ=j ռ=r ս=s վ=v տ=t ր=r ց=ts ւ=v"
            " փ=p ք=k օ=o ֆ=f"
        )
    )
)
ABJAD: Final = re.compile("[\u0590-\u06ff\u0750-\u077f\u08a0-\u08ff\ufb1d-\ufefc]")
# As Ottoman and Persian read them; anyascii goes by Arabic, and leaves vowels out.
_OTTOMAN_GROUPS: Final = (
    (r"\bا[يىی]", "i"),
    (r"\bاو", "o"),
    (r"\bو|و(?=[اآيىی])", "v"),
    (r"\b[يىی]", "y"),
    ("(?<=\\w)\u0647\\b", "e"),
)
_OTTOMAN_LETTERS: Final = str.maketrans("ثذضظقكکاآأإويىی", "سزززكككaaaiuiii")
_APOSTROPHES: Final = str.maketrans(dict.fromkeys("'’\u02bc`\u00b4", " "))
_NO_LETTERS: Final = re.compile("[^0-9a-z]+")


def tidy(text: str) -> str:
    r"""Bring a name into a form in which it can be read sign by sign.

    Args:
        text: A name.

    Returns:
        The name in composed letters, without controls and lone halves of signs; empty
        when it is longer than names are.

    Example:
        >>> tidy("  Gu\u0308mru\u0308\u0000 ")
        'Gümrü'
    """
    if text.isascii() and text.isprintable():
        short = text.strip()
        return short if len(short) <= MOST_SIGNS else ""
    if len(text) > 2 * MOST_SIGNS:
        # What is cut is longer than any name, even of letters with a mark each.
        return ""
    composed = unicodedata.normalize("NFKC", limit_marks(text))
    kept = "".join(
        " " if unicodedata.category(sign) in {"Cc", "Zl", "Zp"} else sign
        for sign in composed
        if unicodedata.category(sign) not in {"Cf", "Cn", "Co", "Cs"}
    ).strip()
    return kept if len(kept) <= MOST_SIGNS else ""


def is_turkic(text: str, language: str) -> bool:
    """Tell whether the letters of a name are to be read as Turkish ones.

    Args:
        text: A name.
        language: Its language, or nothing where that is not known.

    Returns:
        True for a Turkic language, and for a name with letters of one.

    Example:
        >>> is_turkic("Celal", "tr"), is_turkic("Iğdır", ""), is_turkic("Cyril", "en")
        (True, True, False)
    """
    if language:
        primary = language.partition("-")[0]
        if primary in _TURKIC:
            return True
    return not text.isascii() and _TURKIC_LETTERS.search(text) is not None


def romanise(text: str, *, turkic: bool = False) -> str:
    """Write a name in plain Latin letters.

    Args:
        text: A tidy name.
        turkic: Read Latin letters as Turkish and Azerbaijani do.

    Returns:
        Small letters from a to z and digits, with single spaces.

    Example:
        >>> romanise("Ալեքսանդր Խատիսեան"), romanise("Хатисов")
        ('aleksandr khatisyan', 'khatisov')
        >>> romanise("Celal Qarabəkir", turkic=True)
        'jelal karabekir'
    """
    small = text.translate(_APOSTROPHES).replace("İ", "i").lower().replace("ў", "в")
    if turkic:
        small = small.translate(_TURKIC_SOUNDS)
    if not small.isascii():
        if _ARMENIAN.search(small):
            small = _replace(small, _ARMENIAN_GROUPS).translate(_ARMENIAN_LETTERS)
        if ABJAD.search(small):
            small = _replace(small, _OTTOMAN_GROUPS).translate(_OTTOMAN_LETTERS)
        small = _spell(small)
    return _NO_LETTERS.sub(" ", small).strip()


def _replace(text: str, groups: tuple[tuple[str, str], ...]) -> str:
    for letters, sound in groups:
        text = re.sub(letters, sound, text)
    return text


def _spell(text: str) -> str:
    from anyascii import anyascii

    # It marks soft and hard sounds by apostrophes, which are no letters.
    return anyascii(text).replace("'", "").lower()
