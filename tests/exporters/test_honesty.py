"""No format makes a fact of what is attributed only, or a link of a rejected one."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

import pytest

from gumru_kg import open_graph
from gumru_kg.exporters import EXPORTS, export_files
from gumru_kg.formats import RDF_FORMATS
from gumru_kg.namespaces import GID

if TYPE_CHECKING:
    from gumru_kg.dataset import Dataset

# They hold the whole graph, each claim and link with its verdict.
WHOLE: Final = {
    *RDF_FORMATS,
    *("rdf12", "jsonld-framed", "csv", "xlsx", "parquet", "rocrate", "datapackage"),
}
# They have claims beside facts, each with its source.
WITH_CLAIMS: Final = {"crm", "schema", "tei", "nanopub"}
ATTRIBUTED_ONLY: Final = """
SELECT DISTINCT ?thing {
  ?claim a gum:Claim ; rdf:subject|rdf:object ?thing .
  VALUES ?kind { "provision-" "event-acts-" "status-" }
  FILTER(ISIRI(?thing) && CONTAINS(STR(?thing), ?kind))
  FILTER NOT EXISTS {
    ?other gum:verdict gv:verdict.accepted ; rdf:subject|rdf:object ?thing .
  }
}
"""
REJECTED: Final = """
SELECT DISTINCT ?other {
  ?link a gum:Link ; gum:checkStatus gv:check.rejected ; rdf:object ?other .
  FILTER NOT EXISTS { ?thing skos:exactMatch|skos:closeMatch ?other }
}
"""
ITEM: Final = re.compile(r".*/(Q[0-9]+)")


def ask(query: str) -> set[str]:
    found = open_graph().select(query)
    texts = (row.text(found.variables[0]) for row in found)
    return {text for text in texts if text}


def write(shipped: Dataset, name: str) -> str:
    contents = export_files(shipped, name).values()
    return b"\n".join(contents).decode("utf-8", "replace")


@pytest.mark.slow
@pytest.mark.parametrize("name", sorted(set(EXPORTS) - WHOLE))
def test_no_rejected_link_is_exported(name: str, shipped: Dataset) -> None:
    content = write(shipped, name)
    rejected = ask(REJECTED)
    items = {found[1] for found in map(ITEM.fullmatch, rejected) if found}
    assert len(rejected) > 20
    assert len(items) > 10
    assert not [address for address in rejected if address in content]
    assert not items & set(re.findall(r"\bQ[0-9]+\b", content))
    assert "owl:sameAs" not in content
    assert "owl#sameAs" not in content


@pytest.mark.slow
@pytest.mark.parametrize("name", sorted(set(EXPORTS) - WHOLE - WITH_CLAIMS))
def test_what_is_attributed_only_is_in_no_format_of_facts(
    name: str, shipped: Dataset
) -> None:
    content = write(shipped, name)
    claimed = {iri.removeprefix(GID) for iri in ask(ATTRIBUTED_ONLY)}
    assert {"provision-gumru-1920-arms", "event-acts-kars-1919"} <= claimed
    assert "status-batum-1918-in-force" in claimed
    assert not claimed & set(re.findall(r"[a-z]+-[a-z0-9-]+", content))
