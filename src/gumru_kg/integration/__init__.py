"""Bring other graphs together with ours, without losing who said what.

::

    from gumru_kg.integration import merge, propose, undo_merge

    propose(graph, ["places.geojson"], folder="work")
    # A person reviews work/mappings.sssom.tsv.
    merge(graph, folder="work")
"""

from gumru_kg.integration.merging import merge, undo_merge
from gumru_kg.integration.proposing import propose
from gumru_kg.integration.report import MergeReport, Proposal

__all__ = ["MergeReport", "Proposal", "merge", "propose", "undo_merge"]
