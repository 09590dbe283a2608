from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from textwrap import dedent

import pytest
from rdflib import RDF, BNode, Dataset, Graph, Literal, URIRef
from rdflib.compare import isomorphic
from rdflib.namespace import SH, XSD

from gumru_kg import dataset as gumru_dataset
from gumru_kg.errors import DataError, ValidationFailureError, ViolationError
from gumru_kg.namespaces import GID, GSH, GUM
from gumru_kg.validation import ValidationReport, validate

CONFORMING = Path(__file__).parents[1] / "shapes" / "conforms.ttl"
PREFIXES = """
    @prefix edtf: <http://id.loc.gov/datatypes/edtf/> .
    @prefix gid: <https://w3id.org/gumru/id/> .
    @prefix gum: <https://w3id.org/gumru/ont#> .
    @prefix gv: <https://w3id.org/gumru/voc/> .
    @prefix ex: <https://example.org/> .
    @prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
    @prefix sh: <http://www.w3.org/ns/shacl#> .
    @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
    @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""


def parse(text: str) -> Graph:
    return Graph().parse(data=PREFIXES + text, format="turtle")


def with_conforming(text: str) -> Graph:
    return Graph().parse(CONFORMING) + parse(text)


@pytest.fixture(scope="module")
def report() -> ValidationReport:
    return validate(
        with_conforming(
            """
            gid:person-a gum:born "1874-13"^^edtf:EDTF .
            gid:treaty-b gum:signing gid:event-b .
            gid:clause-a gum:content "La paix"@fr .
            gid:evidence-b skos:prefLabel "Kanıt"@tr .
            gid:evidence-c a gum:Evidence ;
                <http://www.w3.org/ns/oa#hasSource> gid:source-b .
            """
        )
    )


def test_a_result_tells_where_and_what_and_how_to_mend_it() -> None:
    report = validate(with_conforming("gid:treaty-b gum:signing gid:event-b ."))
    (result,) = report.results
    assert not report.conforms
    assert result.focus_node == f"{GID}treaty-b"
    assert result.focus_label == "Treaty B"
    assert result.path == f"{GUM}signing"
    assert result.value == f"{GID}event-b"
    assert result.component == str(SH.ClassConstraintComponent)
    assert result.severity == str(SH.Violation)
    assert result.source_shape == f"{GSH}TreatyShape-signing"
    assert result.source_constraint is None
    assert "keep one" in result.message


def test_a_result_of_a_query_names_the_query_and_the_claim() -> None:
    report = validate(with_conforming("gid:claim-a gum:stance gv:stance.denies ."))
    rules = {result.rule: result for result in report.results}
    result = rules[f"{GSH}AcceptedVerdictShape-stance"]
    assert result.source_shape == f"{GSH}AcceptedVerdictShape"
    assert result.value == f"{GID}claim-a"


def test_a_value_that_is_a_literal_keeps_its_datatype_and_its_lexical_form() -> None:
    report = validate(with_conforming("gid:treaty-b gum:articleCount 00 ."))
    (result,) = report.results
    assert result.value is not None
    assert result.value.startswith('"0')
    assert result.value.endswith('"^^<http://www.w3.org/2001/XMLSchema#integer>')


def test_details_say_why_a_value_is_no_date() -> None:
    report = validate(
        with_conforming('gid:treaty-b gum:enteredIntoForceOn "1920-13"^^edtf:EDTF .')
    )
    (result,) = report.results
    (detail,) = result.details
    assert detail.component == str(SH.PatternConstraintComponent)
    assert detail.source_shape == f"{GSH}EdtfValue"


def test_a_warning_does_not_conform_but_does_not_raise() -> None:
    report = validate(
        with_conforming(
            "gid:evidence-c a gum:Evidence ;"
            "<http://www.w3.org/ns/oa#hasSource> gid:source-b ."
        )
    )
    assert not report.conforms
    assert report.results[0].severity == str(SH.Warning)
    assert "sh:Warning gid:evidence-c" in report.to_text()
    report.raise_for_violations()


def test_violations_raise_an_error_that_holds_the_report(
    report: ValidationReport,
) -> None:
    with pytest.raises(ViolationError, match="5 results") as caught:
        report.raise_for_violations()
    assert caught.value.report is report


def test_conforming_data_give_an_empty_report() -> None:
    report = validate(Graph().parse(CONFORMING))
    assert report.conforms
    assert report.results == ()
    assert report.to_text() == "The data conform to the shapes.\n"
    assert json.loads(report.to_json()) == {"conforms": True, "results": []}
    report.raise_for_violations()


def test_the_text_groups_results_by_rule_within_80_columns(
    report: ValidationReport,
) -> None:
    text = report.to_text()
    assert text.startswith("The data do not conform to the shapes: 5 results.\n")
    assert (
        dedent(
            """
        gsh:TreatyShape-signing
          gid:treaty-b (Treaty B) gum:signing gid:event-b
            A treaty is concluded by at most one event of the class gum:Signing; keep
              one, and make rival dates claims on it.
        """
        )
        in text
    )
    assert max(map(len, text.splitlines())) <= 80


def test_the_text_of_several_places_says_the_remedy_once() -> None:
    report = validate(
        with_conforming(
            "gid:treaty-a gum:hasText gid:place-a ."
            "gid:treaty-b gum:hasText gid:place-a ."
        )
    )
    assert len(report.results) == 2
    assert report.to_text().count("type the node or correct the link.") == 1


def test_the_text_passes_no_control_character_on_to_the_terminal() -> None:
    report = validate(
        with_conforming(
            'gid:question-x a gum:Question ; skos:prefLabel "X\\u001b[2J\\u202eY"@en .'
        )
    )
    text = report.to_text()
    assert "X\ufffd[2J\ufffdY" in text
    assert "\x1b" not in text
    assert "\u202e" not in text


def test_json_has_every_field_of_every_result(report: ValidationReport) -> None:
    found = json.loads(report.to_json())
    assert found["conforms"] is False
    assert len(found["results"]) == 5
    labels = {result["focus_label"] for result in found["results"]}
    assert "Person A" in labels
    assert set(found["results"][0]) == {
        "focus_node",
        "path",
        "value",
        "component",
        "severity",
        "source_shape",
        "message",
        "source_constraint",
        "focus_label",
        "details",
    }


def test_turtle_is_a_shacl_report(report: ValidationReport) -> None:
    graph = Graph().parse(data=report.to_turtle(), format="turtle")
    (root,) = graph.subjects(RDF.type, SH.ValidationReport)
    assert graph.value(root, SH.conforms) == Literal(lexical_or_value=False)
    assert len(list(graph.objects(root, SH.result))) == 5
    focus_nodes = set(graph.objects(None, SH.focusNode))
    assert URIRef(f"{GID}person-a") in focus_nodes


def test_turtle_says_what_the_report_holds(report: ValidationReport) -> None:
    again = ValidationReport(conforms=False, results=report.results)
    assert again.to_turtle() == report.to_turtle()
    fewer = replace(report, results=report.results[:1])
    assert fewer.to_turtle().count("sh:resultSeverity") == 1
    assert "sh:conforms false" in replace(report, results=()).to_turtle()


def test_turtle_says_what_a_result_says_now(report: ValidationReport) -> None:
    [first, *_] = report.results
    changed = replace(first, message="Other.", value='"007"^^<urn:code>')
    text = replace(report, results=(changed,)).to_turtle()
    assert 'sh:resultMessage "Other."' in text
    assert 'sh:value "007"^^<urn:code>' in text
    for path in ("no path", "<urn:a>/<urn:b>", "_:b"):
        odd = replace(report, results=(replace(changed, path=path),))
        with pytest.raises(DataError, match="neither an IRI nor a literal; take res"):
            odd.to_turtle()


def test_report_is_a_graph_of_rdflib_as_well(report: ValidationReport) -> None:
    graph = report.to_rdflib()
    (root,) = graph.subjects(RDF.type, SH.ValidationReport)
    assert len(list(graph.objects(root, SH.result))) == len(report.results)
    assert len(graph) == len(Graph().parse(data=report.to_turtle()))


def test_turtle_keeps_compound_paths() -> None:
    report = validate(with_conforming("gid:treaty-b gum:hasText gid:text-a ."))
    (result,) = report.results
    assert result.path == f"^<{GUM}hasText>"
    assert "sh:resultPath [ sh:inversePath gum:hasText ]" in report.to_turtle()


def test_every_kind_of_path_is_written_as_in_sparql() -> None:
    shapes = parse(
        """
        ex:shape a sh:NodeShape ; sh:targetNode ex:x ;
            sh:property ex:a, ex:b, ex:c, ex:d, ex:e .
        ex:a sh:path ( ex:p [ sh:inversePath ex:q ] ) ; sh:minCount 1 .
        ex:b sh:path [ sh:alternativePath ( ex:p ex:q ) ] ; sh:minCount 1 .
        ex:c sh:path [ sh:zeroOrMorePath ex:p ] ; sh:minCount 2 .
        ex:d sh:path [ sh:oneOrMorePath ex:p ] ; sh:minCount 1 .
        ex:e sh:path [ sh:zeroOrOnePath ex:p ] ; sh:minCount 2 .
        """
    )
    report = validate(Graph().parse(CONFORMING), shapes=shapes)
    p, q = "<https://example.org/p>", "<https://example.org/q>"
    assert [result.path for result in report.results] == [
        f"{p}/^{q}",
        f"({p}|{q})",
        f"({p})*",
        f"({p})+",
        f"({p})?",
    ]


def test_the_same_data_in_another_order_give_the_same_report(
    report: ValidationReport,
) -> None:
    lines = """
        gid:evidence-c a gum:Evidence ;
            <http://www.w3.org/ns/oa#hasSource> gid:source-b .
        gid:evidence-b skos:prefLabel "Kanıt"@tr .
        gid:clause-a gum:content "La paix"@fr .
        gid:treaty-b gum:signing gid:event-b .
        gid:person-a gum:born "1874-13"^^edtf:EDTF .
    """
    again = validate(parse(lines) + Graph().parse(CONFORMING))
    assert again == report
    assert again.to_text() == report.to_text()
    assert again.to_json() == report.to_json()
    assert again.to_turtle() == report.to_turtle()


def test_the_data_are_not_changed() -> None:
    graph = parse("gid:place-x a gum:Place .")
    before = Graph() + graph
    validate(graph)
    assert isomorphic(graph, before)


def test_the_ontology_is_read_along_with_data_that_lack_it() -> None:
    report = validate(
        parse(
            """
            gid:person-x a gum:Person ;
                skos:prefLabel "X"@en, "X"@tr ; gum:bornAt gid:boundary-x .
            gid:boundary-x a gum:Boundary ; skos:prefLabel "Y"@en .
            gid:treaty-x a gum:Treaty ; skos:prefLabel "Z"@en, "Z"@tr ;
                gum:legalStatus gv:status.in-force .
            """
        )
    )
    # The boundary is a place, the status is a concept, the fact has no claim.
    assert [result.rule.removeprefix(GSH) for result in report.results] == [
        *["ClaimBearingShape-claim"] * 2,
        "LabelledShape-turkish",
    ]


def test_named_graphs_are_validated_together() -> None:
    dataset = Dataset()
    dataset.default_graph.parse(CONFORMING)
    named = dataset.graph(URIRef("https://example.org/graph"))
    named.add((URIRef(f"{GID}place-x"), RDF.type, URIRef(f"{GUM}Place")))
    report = validate(dataset)
    assert {result.focus_node for result in report.results} == {f"{GID}place-x"}
    assert not dataset.default_union


def test_a_dataset_and_its_rdflib_graph_give_the_same_report() -> None:
    graph = with_conforming(
        'gid:treaty-b gum:signing gid:event-b ; gum:articleCount "none" .'
    )
    report = validate(gumru_dataset.Dataset.from_rdflib(graph))
    assert len(report.results) == 3
    assert report == validate(graph)


def test_a_blank_node_is_named_as_in_turtle() -> None:
    graph = Graph().parse(CONFORMING)
    graph.add((BNode("b0"), RDF.type, URIRef(f"{GUM}Question")))
    assert {result.focus_node for result in validate(graph).results} == {"_:b0"}


def test_a_report_among_the_data_is_no_part_of_the_report() -> None:
    report = validate(
        with_conforming(
            """
            _:r a sh:ValidationReport , gum:Question ; sh:conforms true ;
                sh:result _:x ; sh:detail _:r ; ex:p _:r .
            _:x a sh:ValidationResult ; sh:focusNode ex:forged ; sh:detail _:x ;
                sh:sourceConstraintComponent ex:forged ; sh:sourceShape ex:forged ;
                sh:resultSeverity sh:Info .
            _:y a sh:ValidationReport , gum:Question ; sh:result _:x .
            """
        )
    )
    assert len({result.focus_node for result in report.results}) == 2
    assert {result.severity for result in report.results} == {str(SH.Violation)}
    assert "forged" not in report.to_turtle()
    (conforms,) = Graph().parse(data=report.to_turtle()).objects(None, SH.conforms)
    assert conforms == Literal("false", datatype=XSD.boolean)


def test_an_ill_typed_literal_is_reported_and_not_logged(
    caplog: pytest.LogCaptureFixture,
) -> None:
    graph = with_conforming(
        'gid:event-b gum:date "1920/.."^^edtf:EDTF ; gum:earliest "never"^^xsd:date .'
    )
    caplog.clear()
    report = validate(graph)
    assert f"{GSH}BoundsShape-earliest" in {result.rule for result in report.results}
    assert caplog.records == []


@pytest.mark.parametrize(
    "constraint",
    [
        "sh:minCount 1 , 2",
        'sh:pattern "("',
        "sh:property ex:nowhere",
        "sh:sparql ex:query",
    ],
)
def test_ill_formed_shapes_are_a_failure_in_one_line(constraint: str) -> None:
    shapes = parse(
        f"""
        ex:shape a sh:NodeShape ; sh:targetClass gum:Treaty ; sh:property ex:label .
        ex:label a sh:PropertyShape ; sh:path skos:prefLabel ; {constraint} .
        ex:query a sh:SPARQLConstraint ; sh:select "SELECT $this WHERE {{" .
        """
    )
    with pytest.raises(ValidationFailureError, match="could not run") as caught:
        validate(Graph().parse(CONFORMING), shapes=shapes)
    assert "\n" not in str(caught.value)


def test_a_query_that_prebinding_forbids_is_a_failure() -> None:
    shapes = parse(
        """
        ex:shape a sh:NodeShape ; sh:targetClass gum:Treaty ; sh:sparql ex:query .
        ex:query a sh:SPARQLConstraint ;
            sh:select "SELECT $this WHERE { $this a ?t . VALUES ?t { <x> } }" .
        """
    )
    with pytest.raises(ValidationFailureError, match="VALUES"):
        validate(Graph().parse(CONFORMING), shapes=shapes)


def test_importing_validation_imports_neither_rdflib_nor_pyshacl() -> None:
    code = (
        "import sys, gumru_kg.validation;"
        "print([name for name in ('rdflib', 'pyshacl') if name in sys.modules])"
    )
    run = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    assert run.stdout.strip() == "[]"
