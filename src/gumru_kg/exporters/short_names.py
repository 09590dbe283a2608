"""Names of things that are safe in file names, as keys and as identifiers in XML."""

from __future__ import annotations

import hashlib
import re
from typing import TYPE_CHECKING, Final

from gumru_kg.namespaces import GID

if TYPE_CHECKING:
    from gumru_kg.things import Thing

# In lower case only: two names must not fall together where case does not count.
_PLAIN: Final = re.compile(r"[a-z][a-z0-9-]{0,199}")
_DIGITS: Final = 16


def name_shortly(thing: Thing) -> str:
    """Give a thing a name of ASCII letters, digits and hyphens.

    Args:
        thing: The thing.

    Returns:
        The last part of an IRI of ours; for all else ``x-`` and a digest of the IRI.

    Example:
        >>> from gumru_kg.dataset import shipped_graph
        >>> from gumru_kg.things import Things
        >>> name_shortly(Things(shipped_graph()).find("gid:place-kars"))
        'place-kars'
    """
    name = thing.iri.removeprefix(GID)
    if thing.iri.startswith(GID) and _PLAIN.fullmatch(name) and name[:2] != "x-":
        return name
    return f"x-{hashlib.sha256(thing.iri.encode()).hexdigest()[:_DIGITS]}"
