"""The first step: read other graphs, profile them and propose what may be the same."""

from __future__ import annotations

from collections import Counter
from dataclasses import asdict
from typing import TYPE_CHECKING

import pyoxigraph as ox

from gumru_kg.errors import DataError
from gumru_kg.integration.candidates import find_candidates
from gumru_kg.integration.graph_reading import GraphReader
from gumru_kg.integration.links import find_rejected
from gumru_kg.integration.mappings import (
    keep_reviews,
    propose_mapping,
    read_mappings,
    write_mappings,
)
from gumru_kg.integration.profile import ProfileCounter, Tally
from gumru_kg.integration.report import GraphFinding, Proposal
from gumru_kg.integration.sources import check_sources
from gumru_kg.integration.workspace import SourceEntry, Workspace
from gumru_kg.output_files import write_whole

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from gumru_kg.dataset import Dataset
    from gumru_kg.integration.candidates import Comparison
    from gumru_kg.integration.comparables import Comparable
    from gumru_kg.integration.mappings import Mapping as Row
    from gumru_kg.integration.profile import GraphProfile
    from gumru_kg.integration.sources import OtherGraph


def propose(
    ours: Dataset,
    paths: Sequence[str],
    *,
    folder: str,
    contexts: Mapping[str, str] | None = None,
) -> Proposal:
    """Read other graphs and write what may be the same into a file for review.

    Nothing is fetched and nothing is merged. What persons have judged in an earlier
    file of the folder is kept.

    Args:
        ours: Our graph.
        paths: Files of other graphs: RDF but RDF/XML, or GeoJSON.
        folder: Where the integration goes on; made if it is not there.
        contexts: Files for remote contexts of JSON-LD, by their IRIs.

    Returns:
        What was found.

    Raises:
        FileError: When a file or the folder cannot be read or written.
        FormatError: When a suffix tells no format.
        DataError: When a file does not parse, is given twice, names a context that
            was not given, or has changed since its mappings were reviewed.
        EngineUnavailableError: When sssom-pydantic is not installed.

    Example:
        >>> from gumru_kg.dataset import shipped_graph
        >>> propose(shipped_graph(), [], folder="somewhere")
        Traceback (most recent call last):
            ...
        gumru_kg.errors.DataError: integrate: no other graph is given; name its file
    """
    if not paths:
        raise DataError("integrate", "no other graph is given", remedy="name its file")
    others = check_sources(tuple(paths), contexts or {})
    workspace = Workspace(folder)
    with workspace.lock(create=True):
        reviewed = _read_reviewed(workspace, others)
        our_things = list(GraphReader(ours).read())
        rejected = find_rejected(ours)
        findings: list[GraphFinding] = []
        rows: list[Row] = []
        for other in others:
            profile, things = _take(workspace, other)
            comparison = find_candidates(our_things, things, rejected=rejected)
            rows += [
                propose_mapping(candidate, graph=other.graph)
                for candidate in comparison.candidates
            ]
            findings.append(_find(profile, things, comparison))
        kept = keep_reviews(rows, reviewed)
        content = write_mappings(kept)
        # First what makes it a folder of an integration, so that a cut step goes on.
        workspace.write_sources(tuple(map(describe_source, others)))
        workspace.write_json(workspace.profile, [asdict(each) for each in findings])
        write_whole(workspace.mappings, content=content)
    return Proposal(tuple(findings), kept, str(workspace.mappings))


def describe_source(other: OtherGraph) -> SourceEntry:
    """Describe another graph for the folder.

    Args:
        other: The graph.

    Returns:
        Its entry.

    Example:
        >>> from gumru_kg.integration.sources import OtherGraph
        >>> describe_source(OtherGraph("ontology/gumru.ttl", {})).has_features
        False
    """
    return SourceEntry(other.name, other.graph, other.sha256, other.has_features)


def read_things(
    path: Path, *, compared: Path
) -> tuple[ProfileCounter, list[Comparable]]:
    """Read the things of a graph that lies in the folder.

    Args:
        path: Its triples.
        compared: The triples that its things are read from.

    Returns:
        The counts of its triples, and its things.

    Example:
        >>> from pathlib import Path
        >>> path = Path("graph.nq")
        >>> line = "<urn:k> <http://www.w3.org/2000/01/rdf-schema#label> 'Kars' ."
        >>> path.write_text(line.replace("'", '"')) > 0
        True
        >>> [thing.iri for thing in read_things(path, compared=path)[1]]
        ['urn:k']
    """
    counter = ProfileCounter()
    for _ in counter.count(_parse(path)):
        pass
    reader = GraphReader(_parse(compared), wikibase=counter.wikibase)
    return counter, list(reader.read())


def _take(
    workspace: Workspace, other: OtherGraph
) -> tuple[GraphProfile, list[Comparable]]:
    entry = describe_source(other)
    path = workspace.source_path(entry)
    path.parent.mkdir(exist_ok=True)
    compared = path
    _write_once(path, other.read)
    if other.has_features:
        compared = workspace.source_path(entry, of_features=True)
        _write_once(compared, other.read_compared)
    counter, things = read_things(path, compared=compared)
    profile = counter.finish(
        other.name, graph=other.graph, sha256=other.sha256, things=things
    )
    return profile, things


def _write_once(path: Path, read: Callable[[], Iterable[ox.Quad]]) -> None:
    """Write N-Quads, unless a step before has done so: the name holds the digest."""
    if path.exists():
        return
    unfinished = path.with_suffix(".part")
    with unfinished.open("wb") as file:
        ox.serialize(read(), output=file, format=ox.RdfFormat.N_QUADS)
    unfinished.replace(path)


def _parse(path: Path) -> Iterator[ox.Quad]:
    return iter(ox.parse(path=path, format=ox.RdfFormat.N_QUADS))


def _read_reviewed(
    workspace: Workspace, others: Sequence[OtherGraph]
) -> tuple[Row, ...]:
    if not workspace.mappings.exists():
        return ()
    rows = read_mappings(workspace.mappings)
    graphs = {other.graph for other in others}
    for entry in workspace.read_sources():
        lost = [row for row in rows if row.graph == entry.graph and not row.is_open]
        if lost and entry.graph not in graphs:
            problem = (
                f"mappings that were judged ({len(lost)}) belong to {entry.name}, "
                "which is not given or has changed since"
            )
            remedy = "give it as it was, or use a new folder"
            raise DataError(str(workspace.mappings), problem, remedy=remedy)
    return rows


def _find(
    profile: GraphProfile, things: Sequence[Comparable], comparison: Comparison
) -> GraphFinding:
    counts = Counter(f"{each.relation}, {each.state}" for each in comparison.candidates)
    known = {thing.iri for thing in things if thing.kinds}
    matched = {each.object for each in comparison.candidates} | set(comparison.same)
    return GraphFinding(
        profile=profile,
        candidates=tuple(Tally(*entry) for entry in sorted(counts.items())),
        same=len(comparison.same),
        unmatched=len(known - matched),
        too_far=comparison.too_far,
        swapped=comparison.swapped,
        repairs=profile.unread,
    )
