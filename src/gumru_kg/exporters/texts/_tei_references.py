"""How elements of a TEI document point to one another, and to their sources."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from gumru_kg.exporters.claim_support import list_sources, list_support
from gumru_kg.exporters.texts.xml_tree import write_address
from gumru_kg.exporters.time_spans import is_plain_date, read_time_span
from gumru_kg.namespaces import EDTF, GID, GUM, GV

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from gumru_kg.things import Thing, Things

PREFIXES: Final = {"gid": GID, "gum": GUM, "gv": GV}
_CERT: Final = {
    f"{GV}certainty.certain": "high",
    f"{GV}certainty.probable": "medium",
    f"{GV}certainty.possible": "low",
}


@dataclass(frozen=True, slots=True)
class References:
    """What stands in a document, and under which identifier.

    Attributes:
        things: The graph.
        ids: The ``xml:id`` of a thing by its node.
    """

    things: Things
    ids: Mapping[object, str]

    def point(self, *targets: Thing) -> str:
        """Point to things, within the document where they stand in it.

        Args:
            targets: The things; blank nodes outside the document have no address.

        Returns:
            Pointers, separated by blanks.
        """
        return " ".join(filter(None, (self._point(target) for target in targets)))

    def support(self, thing: Thing, predicate: str, value: object) -> dict[str, str]:
        """Tell on which sources a fact rests, and how sure they are of it.

        Args:
            thing: The subject of the fact.
            predicate: Its property.
            value: Its value.

        Returns:
            The attributes ``source`` and ``cert``; the second only where every source
            says how sure it is.
        """
        claims = list_support(self.things, thing, predicate=predicate, value=value)
        return {
            "source": self.point(*list_sources(claims)),
            "cert": write_certainty(claims),
        }

    def _point(self, target: Thing) -> str:
        if target.node in self.ids:
            return f"#{self.ids[target.node]}"
        if target.iri.startswith("_:"):
            return ""
        for prefix, namespace in PREFIXES.items():
            if target.iri.startswith(namespace):
                local = target.iri.removeprefix(namespace)
                return write_address(f"{prefix}:{local}")
        return write_address(target.iri)


def write_certainty(claims: Iterable[Thing]) -> str:
    """Give the certainty of what several claims state together.

    Args:
        claims: The claims.

    Returns:
        ``high``, ``medium`` or ``low`` as the surest of them has it; nothing when one
        of them does not say.

    Example:
        >>> write_certainty([])
        ''
    """
    stated = [
        {_CERT[iri] for iri in claim.iris("gum:certainty") if iri in _CERT}
        for claim in claims
    ]
    if not stated or not all(stated):
        return ""
    together = set().union(*stated)
    return next(level for level in _CERT.values() if level in together)


def write_dating(text: str | None) -> dict[str, str]:
    """Give the attributes of TEI for a date.

    Args:
        text: A date in EDTF.

    Returns:
        ``when`` for a day, month or year; else the bounds, and the date as EDTF has it.
        Nothing for what is no date.

    Example:
        >>> write_dating("1920-12")
        {'when': '1920-12'}
        >>> write_dating("1920-12-02/1920-12-03")["notAfter"]
        '1920-12-03'
    """
    span = read_time_span(text)
    if span is None:
        return {}
    if is_plain_date(span.text):
        return {"when": span.text}
    return {
        "notBefore": span.earliest.isoformat() if span.earliest else "",
        "notAfter": span.latest.isoformat() if span.latest else "",
        "when-custom": span.text,
        "datingMethod": EDTF,
    }
