"""Words for invented texts: plain, and of nobody in particular."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

# English and Turkish, from the frequent to the rare.
_WHO: Final = (
    ("The parties", "Taraflar"),
    ("Each party", "Her taraf"),
    ("The first party", "Birinci taraf"),
    ("The second party", "İkinci taraf"),
    ("A mixed commission", "Karma bir komisyon"),
    ("The commanders on both sides", "İki tarafın komutanları"),
    ("The customs officers", "Gümrük memurları"),
    ("Three experts", "Üç uzman"),
)
_WHAT: Final = (
    ("keep the road open", "yolu açık tutar"),
    ("mark the boundary with stones", "sınırı taşlarla belirler"),
    ("exchange the prisoners", "esirleri değiştirir"),
    ("return the rolling stock", "demiryolu araçlarını geri verir"),
    ("levy no tax on grain", "tahıldan vergi almaz"),
    ("withdraw behind the river", "nehrin gerisine çekilir"),
    ("hand over the archives", "arşivleri teslim eder"),
    ("admit consuls", "konsolosları kabul eder"),
    ("repair the telegraph", "telgraf hattını onarır"),
    ("share the water of the springs", "pınarların suyunu paylaşır"),
    ("protect the schools", "okulları korur"),
    ("light the harbour", "limanı aydınlatır"),
)
_WHEN: Final = (
    ("within three months", "üç ay içinde"),
    ("from the day of signature", "imza gününden başlayarak"),
    ("every spring", "her ilkbaharda"),
    ("for ten years", "on yıl boyunca"),
    ("as long as both agree", "ikisi de istedikçe"),
    ("until a conference meets", "bir konferans toplanana kadar"),
    ("at the expense of both", "masraf ortak olmak üzere"),
    ("without compensation", "tazminatsız"),
)


def write_sentence(random: Callable[[], float]) -> tuple[str, str]:
    """Write a sentence of a treaty.

    Args:
        random: Gives numbers from 0 to below 1.

    Returns:
        The sentence in English and in Turkish.
    """
    (who, kim), (what, ne), (when, zaman) = (
        _pick(words, random) for words in (_WHO, _WHAT, _WHEN)
    )
    return f"{who} shall {what} {when}.", f"{kim} {zaman} {ne}."


def write_condition(random: Callable[[], float]) -> tuple[str, str]:
    """Write when a duty holds.

    Args:
        random: Gives numbers from 0 to below 1.

    Returns:
        The condition in English and in Turkish.
    """
    return _pick(_WHEN, random)


def _pick(
    words: Sequence[tuple[str, str]], random: Callable[[], float]
) -> tuple[str, str]:
    # The square makes the first ones frequent and the last ones rare.
    return words[int(random() ** 2 * len(words))]
