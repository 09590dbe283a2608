"""The engines that the one suite is run on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pytest

from gumru_kg.engines.embedded import EmbeddedEngine
from gumru_kg.rdf_input import parse_quads

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    import pyoxigraph as ox

    from gumru_kg.engines import Engine

# What makes an engine of quads, by name. A new engine joins the suite here.
MAKERS: Final[dict[str, Callable[[Sequence[ox.Quad]], Engine]]] = {
    "embedded": EmbeddedEngine.from_quads,
}
DATA: Final = """
@prefix gid: <https://w3id.org/gumru/id/> .
@prefix gum: <https://w3id.org/gumru/ont#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
gid:treaty-a a gum:Treaty ; gum:articleCount 18 .
gid:treaty-b a gum:Treaty ; gum:articleCount 16 .
<urn:graph> { gid:treaty-c a gum:Treaty . gid:treaty-a a gum:Treaty . }
"""


@pytest.fixture(params=MAKERS)
def engine(request: pytest.FixtureRequest) -> Engine:
    """An engine on a small data set of two graphs."""
    return MAKERS[request.param](parse_quads(DATA.encode(), source="", format="trig"))
