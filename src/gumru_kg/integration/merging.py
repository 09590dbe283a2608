"""The second step: merge what was accepted, with its evidence, into graphs apart."""

from __future__ import annotations

from collections import Counter
from dataclasses import asdict
from typing import TYPE_CHECKING, Final, NamedTuple

import pyoxigraph as ox

from gumru_kg.errors import DataError, FileError
from gumru_kg.integration.borrowed_terms import BorrowedTerms
from gumru_kg.integration.claim_writing import SourceFile, write_claims
from gumru_kg.integration.graph_reading import GraphReader
from gumru_kg.integration.imported_claims import Pair, find_claims, find_distant
from gumru_kg.integration.judgement import CERTAIN
from gumru_kg.integration.links import write_links
from gumru_kg.integration.mappings import read_mappings
from gumru_kg.integration.profile import Tally
from gumru_kg.integration.proposing import read_things
from gumru_kg.integration.report import Conflict, MergeReport, find_conflicts
from gumru_kg.integration.workspace import Workspace
from gumru_kg.namespaces import BASE, GEO, GUM
from gumru_kg.validation import validate

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from gumru_kg.dataset import Dataset
    from gumru_kg.integration.comparables import Comparable
    from gumru_kg.integration.imported_claims import ImportedClaim
    from gumru_kg.integration.mappings import Mapping
    from gumru_kg.validation import ValidationReport

GRAPHS: Final = f"{BASE}graph/"
_OURS: Final = ox.NamedNode(f"{GRAPHS}gumru")
_LINKS: Final = ox.NamedNode(f"{GRAPHS}links")
_CLAIMS: Final = ox.NamedNode(f"{GRAPHS}imported-claims")
_SIGNING: Final = f"{GUM}signing"
_CHAINED: Final = "MappingChaining"


class _Judged(NamedTuple):
    """The rows of a mapping file by what was said of them."""

    accepted: tuple[Mapping, ...]
    open: int
    rejected: int


def merge(
    ours: Dataset, *, folder: str, accept_identifiers: bool = False
) -> MergeReport:
    """Merge other graphs with ours as a file of mappings says.

    Each graph keeps its triples unchanged in a named graph of its own; the accepted
    mappings and what others say of our things lie in two more. Doing it twice changes
    nothing, and ``undo_merge`` brings back what was there before.

    Args:
        ours: Our graph.
        folder: The folder of ``propose``.
        accept_identifiers: Whether open mappings count as accepted that rest on a
            shared identifier, where nothing contradicts it and no other is as good.

    Returns:
        What was done.

    Raises:
        FileError: When the folder is none of an integration, or cannot be written.
        DataError: When the mapping file cannot be used, or names a thing that is not
            there.
        ValidationFailureError: When the validator could not work.
        EngineUnavailableError: When sssom-pydantic is not installed.

    Example:
        >>> from gumru_kg.dataset import shipped_graph
        >>> merge(shipped_graph(), folder="nowhere")
        Traceback (most recent call last):
            ...
        gumru_kg.errors.FileError: nowhere: is no folder of an integration; run: \
gumru integrate OTHER -o FOLDER
    """
    workspace = Workspace(folder)
    with workspace.lock():
        if not workspace.mappings.exists():
            problem = "has no mapping file: the first step was cut off"
            remedy = "run: gumru integrate OTHER -o FOLDER"
            raise FileError(folder, problem, remedy)
        rows = read_mappings(workspace.mappings)
        judged = _judge(rows, accept_identifiers=accept_identifiers)
        merger = _Merger(ours, workspace)
        pairs = merger.pair(judged.accepted)
        with workspace.stage() as staged:
            report = merger.write(staged, judged, pairs)
            workspace.write_json(staged / "report.json", asdict(report))
            workspace.put(staged)
    return report


def undo_merge(folder: str) -> None:
    """Bring back what was there before the last merge, byte for byte.

    Args:
        folder: The folder of ``propose``.

    Raises:
        FileError: When the folder is none of an integration, or nothing was merged.

    Example:
        >>> undo_merge("nowhere")
        Traceback (most recent call last):
            ...
        gumru_kg.errors.FileError: nowhere: is no folder of an integration; run: \
gumru integrate OTHER -o FOLDER
    """
    workspace = Workspace(folder)
    with workspace.lock():
        workspace.undo()


def _judge(rows: Sequence[Mapping], *, accept_identifiers: bool) -> _Judged:
    def is_certain(row: Mapping) -> bool:
        is_shared = row.justification == _CHAINED and row.relation == "exactMatch"
        return is_shared and row.is_open and (row.confidence or 0) >= CERTAIN

    accepted = tuple(
        row
        for row in rows
        if row.is_accepted or (accept_identifiers and is_certain(row))
    )
    rejected = sum(row.is_rejected for row in rows)
    return _Judged(accepted, len(rows) - len(accepted) - rejected, rejected)


class _Merger:
    def __init__(self, ours: Dataset, workspace: Workspace) -> None:
        self._ours = ours
        self._workspace = workspace
        self._sources = workspace.read_sources()
        self._borrowed = BorrowedTerms(ours)
        self._things = {thing.iri: thing for thing in GraphReader(ours).read()}
        self._theirs = {
            entry.graph: self._read_theirs(entry.graph) for entry in self._sources
        }

    def _read_theirs(self, graph: str) -> dict[str, Comparable]:
        [entry] = [each for each in self._sources if each.graph == graph]
        path = self._workspace.source_path(entry)
        compared = self._workspace.source_path(entry, of_features=entry.has_features)
        try:
            _, things = read_things(path, compared=compared)
        except (OSError, SyntaxError):
            remedy = "propose anew into a new folder"
            raise DataError(str(path), "is damaged or gone", remedy=remedy) from None
        return {thing.iri: thing for thing in things}

    def pair(self, rows: Iterable[Mapping]) -> list[Pair]:
        """Look up both things of each accepted mapping."""
        name = str(self._workspace.mappings)
        pairs: list[Pair] = []
        for row in rows:
            our = self._things.get(row.subject)
            their = self._theirs.get(row.graph, {}).get(row.object)
            if row.graph not in self._theirs:
                problem = f"maps {row.object} of {row.graph}, a graph that is not here"
                raise DataError(name, problem, remedy="give its file once more")
            if our is None or their is None:
                lost = row.subject if our is None else row.object
                problem = f"maps {lost}, which is not in its graph"
                remedy = "mend the row, or propose anew"
                raise DataError(name, problem, remedy=remedy)
            if row.relation == "exactMatch":
                pairs.append(Pair(our, their, row.graph))
        return pairs

    def write(self, staged: Path, judged: _Judged, pairs: list[Pair]) -> MergeReport:
        """Write all graphs of the result, and validate them."""
        graphs = staged / "graphs"
        graphs.mkdir()
        files = {
            entry.graph: SourceFile(entry.name, entry.sha256) for entry in self._sources
        }
        claims = tuple(sorted(set(find_claims(pairs, signings=self._find_signings()))))
        counts = Counter(
            {"gumru": _write(graphs / "gumru.nq", self._place_ours())},
        )
        for entry in self._sources:
            path = self._workspace.source_path(entry)
            name = entry.graph.removeprefix(GRAPHS)
            placed = _place_theirs(path, entry.graph)
            watched = self._borrowed.watch(placed, name=name)
            counts[name] = _write(graphs / f"{name}.nq", watched)
        links = _in_graph(write_links(judged.accepted, files=files), _LINKS)
        counts["links"] = _write(graphs / "links.nq", links)
        stated = _in_graph(write_claims(claims, files=files), _CLAIMS)
        counts["imported-claims"] = _write(graphs / "imported-claims.nq", stated)
        found = validate([str(graphs)])
        return self._report(judged, pairs, claims, counts, found)

    def _find_signings(self) -> dict[str, str]:
        return {
            quad.subject.value: quad.object.value
            for quad in self._ours
            if quad.predicate.value == _SIGNING
            and isinstance(quad.subject, ox.NamedNode)
            and isinstance(quad.object, ox.NamedNode)
        }

    def _place_ours(self) -> Iterator[ox.Quad]:
        default = ox.DefaultGraph()
        for subject, predicate, value, graph in self._ours:
            placed = _OURS if graph == default else graph
            yield ox.Quad(subject, predicate, value, placed)

    def _report(
        self,
        judged: _Judged,
        pairs: list[Pair],
        claims: tuple[ImportedClaim, ...],
        counts: Counter[str],
        found: ValidationReport,
    ) -> MergeReport:
        subjects = {str(quad.subject) for quad in self._ours}
        ours = [
            f"{result.focus_node}: {result.message}"
            for result in found.results
            if f"<{result.focus_node}>" in subjects or "-import-" in result.focus_node
        ]
        distant = [
            Conflict(
                subject=pair.our.iri,
                predicate=f"{GEO}hasGeometry",
                ours=pair.our.geometries,
                theirs=f"{'; '.join(pair.their.geometries)} ({kilometres:.0f} km away)",
                graph=pair.graph,
            )
            for pair, kilometres in find_distant(pairs)
        ]
        return MergeReport(
            graphs=_tally(counts),
            links=_tally(Counter(row.relation for row in judged.accepted)),
            open=judged.open,
            rejected=judged.rejected,
            claims=_tally(Counter(claim.agreement for claim in claims)),
            conflicts=(*find_conflicts(claims), *distant),
            left=len(judged.accepted) - len(pairs),
            conforms=not ours,
            results=tuple(ours),
            their_results=len(found.results) - len(ours),
            borrowed=_tally(self._borrowed.counts),
            borrowed_examples=tuple(self._borrowed.examples),
        )


def _place_theirs(path: Path, graph: str) -> Iterator[ox.Quad]:
    """Put triples of no graph into theirs; graphs keep their names, or what can be."""
    target = ox.NamedNode(graph)
    for subject, predicate, value, name in ox.parse(
        path=path, format=ox.RdfFormat.N_QUADS
    ):
        placed = name
        if isinstance(name, ox.DefaultGraph):
            placed = target
        elif isinstance(name, ox.NamedNode) and name.value.startswith(BASE):
            # It might be taken for one of ours.
            placed = ox.NamedNode(f"{graph}/{name.value.removeprefix(BASE)}")
        yield ox.Quad(subject, predicate, value, placed)


def _in_graph(triples: Iterable[ox.Triple], graph: ox.NamedNode) -> Iterator[ox.Quad]:
    found = sorted(set(triples), key=str)
    return (ox.Quad(it.subject, it.predicate, it.object, graph) for it in found)


def _write(path: Path, quads: Iterable[ox.Quad]) -> int:
    count = 0

    def counted() -> Iterator[ox.Quad]:
        nonlocal count
        for quad in quads:
            count += 1
            yield quad

    with path.open("wb") as file:
        ox.serialize(counted(), output=file, format=ox.RdfFormat.N_QUADS)
    if not count:
        # A file without a statement is no graph to a reader.
        path.unlink()
    return count


def _tally(counts: Counter[str]) -> tuple[Tally, ...]:
    return tuple(Tally(*entry) for entry in sorted(counts.items()))
