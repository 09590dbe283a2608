"""The file in which a person accepts or rejects what was proposed: SSSOM.

A row with a positive ``reviewer_agreement`` is accepted. One with a negative, or with
the ``predicate_modifier`` Not, is rejected, and stays as the record of that. All others
are open.
"""

from __future__ import annotations

import io
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from gumru_kg.errors import DataError, EngineUnavailableError, FileError
from gumru_kg.exporters.plain_text import disarm_formula
from gumru_kg.integration.sheets import decode_sheet, restore_sheet
from gumru_kg.namespaces import BASE, GID, SKOS, compress
from gumru_kg.query_parameters import is_iri

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from gumru_kg.integration.judgement import Candidate

RELATIONS: Final = (
    "exactMatch",
    "closeMatch",
    "broadMatch",
    "narrowMatch",
    "relatedMatch",
)
_LARGEST: Final = 50_000_000
_PREFIXES: Final = {
    "gid": GID,
    "gumru-graph": f"{BASE}graph/",
    "skos": SKOS,
    "semapv": "https://w3id.org/semapv/vocab/",
    "wd": "http://www.wikidata.org/entity/",
    "orcid": "https://orcid.org/",
}
_JUSTIFICATIONS: Final = {"identifier": "MappingChaining", "name": "CompositeMatching"}
_COLUMNS: Final = (
    "subject_id",
    "subject_label",
    "predicate_id",
    "predicate_modifier",
    "object_id",
    "object_label",
    "mapping_justification",
    "reviewer_agreement",
    "reviewer_id",
    "confidence",
    "object_source",
    "comment",
)
_NEGATED: Final = "Not"
_LICENCE: Final = "https://creativecommons.org/publicdomain/zero/1.0/"
# Signs that are not shown, or that turn the direction of a line.
_HIDDEN: Final = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]")
_REVIEWER_REMEDY: Final = "write orcid:0000-… or an address, or nothing"


@dataclass(frozen=True, slots=True, order=True)
class Mapping:
    """A row of the file.

    Attributes:
        subject: Our thing.
        object: Their thing.
        graph: The graph that theirs stands in.
        relation: A name of ``RELATIONS``.
        subject_label: What we call it.
        object_label: What they call it.
        justification: ``MappingChaining`` where an identifier is shared,
            ``CompositeMatching`` of name, kind, place and date; or what a person wrote.
        confidence: From 0 to 1.
        agreement: From -1 to 1, what a person thinks of it; nothing while it is open.
        is_negated: Whether a person says that the two are not so related.
        reviewers: Who reviewed it, as IRIs.
        comment: What speaks for it and against it.
    """

    subject: str
    object: str
    graph: str
    relation: str
    subject_label: str = ""
    object_label: str = ""
    justification: str = "CompositeMatching"
    confidence: float | None = None
    agreement: float | None = None
    is_negated: bool = False
    reviewers: tuple[str, ...] = ()
    comment: str = ""

    @property
    def is_accepted(self) -> bool:
        """Whether a person agrees."""
        return not self.is_negated and (self.agreement or 0) > 0

    @property
    def is_rejected(self) -> bool:
        """Whether a person disagrees."""
        return self.is_negated or (self.agreement or 0) < 0

    @property
    def is_open(self) -> bool:
        """Whether nobody has judged it."""
        return not self.is_accepted and not self.is_rejected


def propose_mapping(candidate: Candidate, *, graph: str) -> Mapping:
    """Make an open row of a candidate.

    Args:
        candidate: A pair that may be one.
        graph: The graph that their thing stands in.

    Returns:
        The row.

    Example:
        >>> from gumru_kg.integration.comparables import Comparable
        >>> from gumru_kg.integration.judgement import judge_identifier
        >>> town = Comparable("urn:a", frozenset({"place"}), ())
        >>> candidate = judge_identifier(town, town, 100.0, is_sure=True)
        >>> propose_mapping(candidate, graph="urn:g").is_open
        True
    """
    reasons = "; ".join(candidate.reasons)
    state = "" if candidate.state == "clear" else f"{candidate.state}: "
    return Mapping(
        subject=candidate.subject,
        object=candidate.object,
        graph=graph,
        relation=candidate.relation,
        subject_label=candidate.subject_label,
        object_label=candidate.object_label,
        justification=_JUSTIFICATIONS[candidate.basis],
        confidence=candidate.confidence,
        comment=f"{state}{reasons}",
    )


def keep_reviews(
    proposed: Iterable[Mapping], reviewed: Iterable[Mapping]
) -> tuple[Mapping, ...]:
    """Put what persons have judged in the place of what is proposed anew.

    Args:
        proposed: Open rows.
        reviewed: The rows of a file that somebody may have worked on.

    Returns:
        All rows, sorted; none that was judged is lost.

    Example:
        >>> row = Mapping("urn:a", "urn:b", "urn:g", "exactMatch")
        >>> judged = Mapping("urn:a", "urn:b", "urn:g", "closeMatch", agreement=1.0)
        >>> keep_reviews([row], [judged]) == (judged,)
        True
    """
    rows = {(row.subject, row.object, row.graph): row for row in proposed}
    for row in reviewed:
        if not row.is_open:
            rows[row.subject, row.object, row.graph] = row
    return tuple(sorted(rows.values(), key=_key))


def write_mappings(rows: Iterable[Mapping]) -> bytes:
    """Write the file.

    Args:
        rows: Its rows.

    Returns:
        SSSOM as TSV.

    Raises:
        EngineUnavailableError: When sssom-pydantic is not installed.

    Example:
        >>> kars = "http://www.wikidata.org/entity/Q127063"
        >>> row = Mapping(f"{GID}place-kars", kars, f"{BASE}graph/x", "exactMatch")
        >>> read_mappings_text(write_mappings([row]).decode(), name="x") == (row,)
        True
    """
    sssom = _load_library()
    from curies import Converter, NamableReference

    ordered = sorted(rows, key=_key)
    converter = Converter.from_prefix_map(_find_prefixes(ordered))

    def refer(iri: str, name: str = "") -> NamableReference:
        curie = converter.parse_uri(iri, strict=True)
        shown = disarm_formula(_HIDDEN.sub("\ufffd", name))
        return NamableReference.from_curie(curie.curie, name=shown or None)

    mappings = [
        sssom.SemanticMapping(
            subject=refer(row.subject, row.subject_label),
            predicate=refer(f"{SKOS}{row.relation}"),
            predicate_modifier=_NEGATED if row.is_negated else None,
            object=refer(row.object, row.object_label),
            justification=refer(f"{_PREFIXES['semapv']}{row.justification}"),
            confidence=row.confidence,
            reviewer_agreement=row.agreement,
            reviewers=[refer(iri) for iri in row.reviewers] or None,
            object_source=refer(row.graph),
            comment=row.comment or None,
        )
        for row in ordered
    ]
    file = io.StringIO(newline="")
    metadata = sssom.MappingSet(id=f"{BASE}mappings/review", license=_LICENCE)
    sssom.write(
        mappings,
        file,
        metadata=metadata,
        converter=converter,
        columns=_COLUMNS,
        condense=False,
    )
    return file.getvalue().replace("\r\n", "\n").encode()


def read_mappings(path: Path) -> tuple[Mapping, ...]:
    """Read a file that somebody may have worked on.

    Args:
        path: The file.

    Returns:
        Its rows.

    Raises:
        FileError: When it cannot be read.
        DataError: When it is no SSSOM, or a row of it cannot be used.
        EngineUnavailableError: When sssom-pydantic is not installed.

    Example:
        >>> from pathlib import Path
        >>> read_mappings(Path("ontology/none.tsv"))
        Traceback (most recent call last):
            ...
        gumru_kg.errors.FileError: ontology/none.tsv: cannot be read (No such file or \
directory); check the path and rights
    """
    try:
        if path.stat().st_size > _LARGEST:
            problem = f"is larger than {_LARGEST // 1_000_000} MB"
            raise DataError(str(path), problem, remedy="split the mappings")
        data = path.read_bytes()
    except OSError as error:
        problem = f"cannot be read ({error.strerror or error})"
        raise FileError(str(path), problem, "check the path and rights") from None
    return read_mappings_text(decode_sheet(data, name=str(path)), name=str(path))


def read_mappings_text(text: str, *, name: str) -> tuple[Mapping, ...]:
    """Read the text of such a file, whatever a spreadsheet has made of it.

    Args:
        text: SSSOM as a table.
        name: What to call it in an error.

    Returns:
        Its rows.

    Raises:
        DataError: When it is no SSSOM, or a row of it cannot be used.
        EngineUnavailableError: When sssom-pydantic is not installed.

    Example:
        >>> row = Mapping("urn:a", "urn:b", f"{BASE}graph/x", "exactMatch")
        >>> read_mappings_text(write_mappings([row]).decode(), name="x")[0].object
        'urn:b'
    """
    sssom = _load_library()
    if "\0" in text:
        raise DataError(name, "holds a NUL byte", remedy="save it as TSV")
    try:
        restored = restore_sheet(text, name=name)
        found = sssom.read(io.StringIO(restored), return_errors=True)
    except DataError:
        raise
    except Exception as error:  # noqa: BLE001 - of YAML, CSV, pydantic and its own
        problem = f"is no SSSOM: {_shorten(error)}"
        remedy = "keep its head, which begins with #, and save it as TSV"
        raise DataError(name, problem, remedy=remedy) from None
    errors = found[-1]
    if errors:
        problem = f"cannot be used: {_shorten(errors[0].exception)}"
        remedy = "mend the row, or run without the file to propose anew"
        raise DataError(name, problem, line=errors[0].line_number, remedy=remedy)
    converter = found[1]
    return _join_rows([_read_row(row, converter, name) for row in found[0]], name)


def _join_rows(rows: Iterable[Mapping], name: str) -> tuple[Mapping, ...]:
    """Refuse a pair that is judged twice, and not alike."""
    judged: dict[tuple[str, str, str], Mapping] = {}
    for row in rows:
        if row.is_open:
            continue
        other = judged.setdefault((row.subject, row.object, row.graph), row)
        if (other.relation, other.is_accepted) != (row.relation, row.is_accepted):
            problem = f"judges {compress(row.subject)} and {row.object} twice"
            raise DataError(name, problem, remedy="keep one of the two rows")
    opened = [
        row
        for row in rows
        if row.is_open and (row.subject, row.object, row.graph) not in judged
    ]
    return (*judged.values(), *opened)


def _read_row(row: Any, converter: Any, name: str) -> Mapping:  # noqa: ANN401 - of a library that is not always there
    relation = converter.expand_reference(row.predicate, strict=True)
    if not relation.startswith(SKOS) or relation.removeprefix(SKOS) not in RELATIONS:
        problem = f"{row.subject.curie} has the predicate {compress(relation)}"
        known = ", ".join(f"skos:{each}" for each in RELATIONS)
        raise DataError(name, problem, remedy=f"use one of {known}")
    if row.object_source is None:
        problem = f"{row.subject.curie} has no object_source"
        raise DataError(name, problem, remedy="keep that column as it was written")
    reviewers = [
        converter.expand_reference(each, strict=True) for each in row.reviewers or ()
    ]
    for reviewer in reviewers:
        if not is_iri(reviewer):
            problem = f"{row.subject.curie} has the reviewer_id {reviewer[:80]!r}"
            raise DataError(name, problem, remedy=_REVIEWER_REMEDY)
    return Mapping(
        subject=converter.expand_reference(row.subject, strict=True),
        object=converter.expand_reference(row.object, strict=True),
        graph=converter.expand_reference(row.object_source, strict=True),
        relation=relation.removeprefix(SKOS),
        subject_label=getattr(row.subject, "name", None) or "",
        object_label=getattr(row.object, "name", None) or "",
        justification=row.justification.identifier,
        confidence=row.confidence,
        agreement=row.reviewer_agreement,
        is_negated=row.predicate_modifier == _NEGATED,
        reviewers=tuple(reviewers),
        comment=row.comment or "",
    )


def _find_prefixes(rows: Iterable[Mapping]) -> dict[str, str]:
    """Give each namespace that occurs a prefix: those known, then n1, n2 and so on."""
    spaces = {
        _find_space(iri)
        for row in rows
        for iri in (row.subject, row.object, row.graph, *row.reviewers)
        if not any(iri.startswith(known) for known in _PREFIXES.values())
    }
    numbered = {f"n{place}": space for place, space in enumerate(sorted(spaces), 1)}
    return {**_PREFIXES, **numbered}


def _find_space(iri: str) -> str:
    name = iri.rstrip("/#:")
    cut = max(map(name.rfind, "/#:")) + 1
    return iri[:cut] or iri


def _key(row: Mapping) -> tuple[str, str, float, str, str]:
    return row.subject, row.graph, -(row.confidence or 0), row.object, row.relation


def _shorten(error: Exception) -> str:
    lines = [line.strip() for line in str(error).splitlines() if line.strip()]
    return " ".join(lines[1:3] or lines or [type(error).__name__])[:160]


def _load_library() -> Any:  # noqa: ANN401 - a module
    try:
        import sssom_pydantic
    except ImportError:
        raise EngineUnavailableError("sssom-pydantic", "integration") from None
    return sssom_pydantic
