"""What nobody should send, and somebody will."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from gumru_kg.dataset import Dataset
from gumru_kg.errors import DataError, FileError, FormatError
from gumru_kg.integration import merge, propose
from gumru_kg.integration.mappings import read_mappings_text

POINT = "s:latitude {} ; s:longitude {} ."


def write(tmp_path: Path, name: str, content: str | bytes) -> str:
    path = tmp_path / name
    data = content if isinstance(content, bytes) else content.encode()
    path.write_bytes(data)
    return str(path)


def refuse(ours: Dataset, tmp_path: Path, path: str) -> str:
    with pytest.raises((DataError, FileError, FormatError)) as caught:
        propose(ours, [path], folder=str(tmp_path / "work"))
    assert "\n" not in str(caught.value)
    assert not (tmp_path / "work").exists()
    return str(caught.value)


def test_rdf_xml_is_refused_with_the_command_that_converts_it(
    ours: Dataset, tmp_path: Path
) -> None:
    path = write(tmp_path, "other.rdf", '<?xml version="1.0"?><rdf:RDF/>')
    assert "rapper -i rdfxml -o turtle" in refuse(ours, tmp_path, path)


def test_remote_context_is_not_fetched(ours: Dataset, tmp_path: Path) -> None:
    document = {"@context": "http://127.0.0.1:9/context", "@id": "urn:x"}
    path = write(tmp_path, "other.jsonld", json.dumps(document))
    message = refuse(ours, tmp_path, path)
    assert "nothing is fetched" in message
    assert "--context http://127.0.0.1:9/context=FILE" in message


def test_given_context_is_used_in_the_place_of_the_remote_one(
    ours: Dataset, tmp_path: Path
) -> None:
    name = "http://example.org/context"
    context = write(
        tmp_path, "c.json", '{"@context": {"name": "https://schema.org/name"}}'
    )
    document = {"@context": name, "@id": "urn:x", "name": "Kars"}
    path = write(tmp_path, "other.jsonld", json.dumps(document))
    proposal = propose(
        ours, [path], folder=str(tmp_path / "work"), contexts={name: context}
    )
    [vocabulary] = proposal.graphs[0].profile.vocabularies
    assert (vocabulary.name, vocabulary.number) == ("schema.org", 1)


@pytest.mark.parametrize(
    ("name", "content", "problem"),
    [
        ("a.jsonld", '{"@id": ', "is no JSON"),
        ("a.jsonld", b"\xff\xfe", "is not UTF-8"),
        ("a.geojson", "[1, 2]", "is no FeatureCollection"),
        ("a.geojson", '{"type": "Feature", "x": NaN}', "NaN is no number of JSON"),
        ("a.jsonld", "[" * 100_000, "nests too many levels"),
        ("a.jsonld", '{"a":' * 500 + "1" + "}" * 500, "levels"),
        ("a.csv", "a,b", "tells no format"),
        ("a.ttl", "", "is empty"),
        ("a.ttl", "<urn:a> <urn:b> .", "a.ttl:1"),
    ],
)
def test_file_that_is_no_graph_is_told_in_one_line(
    ours: Dataset, tmp_path: Path, name: str, content: str | bytes, problem: str
) -> None:
    assert problem in refuse(ours, tmp_path, write(tmp_path, name, content))


def test_missing_file_and_one_given_twice_are_told(
    ours: Dataset, tmp_path: Path
) -> None:
    assert "cannot be read" in refuse(ours, tmp_path, str(tmp_path / "none.ttl"))
    path = write(tmp_path, "a.nt", "<urn:a> <urn:b> <urn:c> .\n")
    with pytest.raises(DataError, match="holds the same as"):
        propose(ours, [path, path], folder=str(tmp_path / "work"))


def test_circles_of_blank_nodes_are_read_and_kept(
    ours: Dataset, write_turtle: Callable[..., str], tmp_path: Path
) -> None:
    circle = "_:a ex:p _:b . _:b ex:p _:c . _:c ex:p _:a , _:c ."
    path = write_turtle(f'{circle} ex:k a s:Place ; s:name "Kars" ; s:geo _:a .')
    folder = tmp_path / "work"
    proposal = propose(ours, [path], folder=str(folder))
    assert proposal.graphs[0].profile.blank_nodes == 3
    merge(ours, folder=str(folder))
    [merged] = (folder / "merged" / "graphs").glob("import-*.nq")
    assert merged.read_text("utf-8").count("\n") == 7


def test_literals_as_identifiers_are_told_and_not_followed(
    ours: Dataset, write_turtle: Callable[..., str], tmp_path: Path
) -> None:
    path = write_turtle(
        'ex:x a s:City ; s:name "Elsewhere" ; '
        's:sameAs "http://www.wikidata.org/entity/Q127063" .'
    )
    proposal = propose(ours, [path], folder=str(tmp_path / "work"))
    [finding] = proposal.graphs
    assert proposal.mappings == ()
    [unread] = finding.repairs
    assert "is a literal" in unread.problem


def test_swapped_coordinates_are_told_and_match_nothing(
    ours: Dataset, write_turtle: Callable[..., str], tmp_path: Path
) -> None:
    path = write_turtle(
        f'ex:x a s:City ; s:name "Kars" ; {POINT.format(43.097, 40.608)}'
    )
    proposal = propose(ours, [path], folder=str(tmp_path / "work"))
    assert proposal.graphs[0].swapped == ("http://example.org/x",)
    assert proposal.mappings == ()


def test_dates_as_text_are_told_and_make_no_claim(
    ours: Dataset, write_turtle: Callable[..., str], tmp_path: Path
) -> None:
    path = write_turtle(
        'ex:x a s:Event ; s:name "Signing of the Treaty of Gümrü (Alexandropol)" ; '
        's:startDate "the night of 2 to 3 December 1920" .'
    )
    proposal = propose(ours, [path], folder=str(tmp_path / "work"))
    [unread] = proposal.graphs[0].repairs
    assert unread.value == "the night of 2 to 3 December 1920"
    assert "is no date that is read" in unread.problem
    assert all(row.relation == "closeMatch" for row in proposal.mappings)


def test_identifier_that_the_rest_contradicts_is_a_conflict(
    ours: Dataset, write_turtle: Callable[..., str], tmp_path: Path
) -> None:
    path = write_turtle(
        'ex:x a s:City ; s:name "Kars" ; s:sameAs wd:Q127063 ; '
        + POINT.format(52.5, 13.4)
    )
    folder = tmp_path / "work"
    proposal = propose(ours, [path], folder=str(folder))
    [row] = proposal.mappings
    assert row.relation == "closeMatch"
    assert row.comment.startswith("conflict: ")
    assert merge(ours, folder=str(folder), accept_identifiers=True).links == ()


def test_identifier_of_a_thing_of_another_name_is_not_accepted_by_itself(
    ours: Dataset, write_turtle: Callable[..., str], tmp_path: Path
) -> None:
    path = write_turtle(
        'ex:x a s:Person ; s:name "Quite Other" ; '
        "owl:sameAs <https://w3id.org/gumru/id/agent-karabekir> ."
    )
    folder = tmp_path / "work"
    [row] = propose(ours, [path], folder=str(folder)).mappings
    assert row.relation == "exactMatch"
    assert "their names are not alike" in row.comment
    assert merge(ours, folder=str(folder), accept_identifiers=True).links == ()


def test_two_things_with_one_identifier_are_ambiguous(
    ours: Dataset, write_turtle: Callable[..., str], tmp_path: Path
) -> None:
    path = write_turtle(
        "".join(
            f'ex:{name} a s:City ; s:name "Kars" ; s:sameAs wd:Q127063 .'
            for name in "xy"
        )
    )
    folder = tmp_path / "work"
    proposal = propose(ours, [path], folder=str(folder))
    assert [row.comment.partition(":")[0] for row in proposal.mappings] == (
        ["ambiguous"] * 2
    )
    assert merge(ours, folder=str(folder), accept_identifiers=True).links == ()


def test_link_that_the_graph_rejects_is_not_proposed(
    ours: Dataset, write_turtle: Callable[..., str], tmp_path: Path
) -> None:
    from gumru_kg.integration.links import find_rejected

    subject, address = min(
        pair for pair in find_rejected(ours) if "/id/place-" in pair[0]
    )
    label = next(
        quad.object
        for quad in ours
        if quad.subject.value == subject and "prefLabel" in quad.predicate.value  # type: ignore[union-attr]  # the rows of this answer are known
    )
    path = write_turtle(f"<{address}> a s:Place ; s:name {label} .")
    proposal = propose(ours, [path], folder=str(tmp_path / "work"))
    assert subject not in {row.subject for row in proposal.mappings}


def test_names_that_are_formulas_are_defused_in_the_file(
    ours: Dataset, write_turtle: Callable[..., str], tmp_path: Path
) -> None:
    path = write_turtle(
        'ex:x a s:City ; s:name "=HYPERLINK(1)" , "Kars"@tr ; s:sameAs wd:Q127063 .'
    )
    folder = tmp_path / "work"
    propose(ours, [path], folder=str(folder))
    text = (folder / "mappings.sssom.tsv").read_text("utf-8")
    assert "\t=HYPERLINK" not in text


HEAD = """#curie_map:
#  gid: https://w3id.org/gumru/id/
#  gumru-graph: https://w3id.org/gumru/graph/
#  owl: http://www.w3.org/2002/07/owl#
#  semapv: https://w3id.org/semapv/vocab/
#  skos: http://www.w3.org/2004/02/skos/core#
#  wd: http://www.wikidata.org/entity/
#mapping_set_id: https://w3id.org/gumru/mappings/review
"""
COLUMNS = "subject_id predicate_id object_id mapping_justification object_source"
ROW = "gid:place-kars {} wd:Q1 semapv:CompositeMatching gumru-graph:x"


def table(row: str) -> str:
    return HEAD + "\n".join("\t".join(line.split(" ")) for line in (COLUMNS, row))


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (table(ROW.format("owl:sameAs")), "has the predicate owl:sameAs"),
        (table(ROW.format("skos:notation")), "has the predicate skos:notation"),
        (table(ROW.format("no:prefix")), "cannot be used"),
        (table("gid:place-kars skos:exactMatch"), "cannot be used"),
        ("not a table", "is no SSSOM"),
        ("", "is no SSSOM"),
        ("#curie_map: [\n", "is no SSSOM"),
        ("a\0b", "NUL"),
    ],
)
def test_mapping_file_that_cannot_be_used_is_told_in_one_line(
    text: str, problem: str
) -> None:
    with pytest.raises(DataError) as caught:
        read_mappings_text(text, name="m.tsv")
    assert problem in str(caught.value)
    assert "\n" not in str(caught.value)


def test_mapping_with_a_changed_target_is_told(
    ours: Dataset, write_turtle: Callable[..., str], tmp_path: Path
) -> None:
    folder = tmp_path / "work"
    path = write_turtle('ex:x a s:City ; s:name "Kars" ; s:sameAs wd:Q127063 .')
    propose(ours, [path], folder=str(folder))
    mappings = folder / "mappings.sssom.tsv"
    text = mappings.read_text("utf-8")
    changed = text.replace("n1:x\t", "n1:other\t").replace(
        "MappingChaining\t\t", "MappingChaining\t1\t"
    )
    assert changed != text
    mappings.write_text(changed, "utf-8")
    with pytest.raises(DataError, match="which is not in its graph"):
        merge(ours, folder=str(folder))
    assert not (folder / "merged").exists()
