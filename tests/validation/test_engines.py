"""The native engine and the reference give the same report."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import pyoxigraph as ox
import pytest

from gumru_kg import open_graph
from gumru_kg.dataset import Dataset, load_dataset, shipped_graph
from gumru_kg.errors import ValidationFailureError
from gumru_kg.namespaces import RDF, SH
from gumru_kg.validation import ValidationReport, validate
from gumru_kg.validation.shapes_graph import ShapesGraph

FOLDER = Path(__file__).parents[1] / "shapes"
CONFORMING = FOLDER / "conforms.ttl"
FILES = sorted(FOLDER.glob("*/violates-*.ttl"))
ENGINES: tuple[Literal["native", "pyshacl"], ...] = ("native", "pyshacl")
PREFIXES = """
    @prefix ex: <https://example.org/> .
    @prefix owl: <http://www.w3.org/2002/07/owl#> .
    @prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
    @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
    @prefix sh: <http://www.w3.org/ns/shacl#> .
    @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
    ex:prefixes sh:declare [
        sh:prefix "ex" ; sh:namespace "https://example.org/"^^xsd:anyURI ] .
"""


def parse(text: str) -> Dataset:
    return Dataset(
        tuple(ox.parse((PREFIXES + text).encode(), format=ox.RdfFormat.TURTLE))
    )


def constraint(query: str, *, target: str = "sh:targetClass ex:C") -> Dataset:
    return parse(
        f"""
        ex:shape a sh:NodeShape ; {target} ; sh:sparql ex:query .
        ex:query sh:prefixes ex:prefixes ; sh:message "{{$this}}: {{?value}}"@en ;
            sh:select \"\"\"{query}\"\"\" .
        """
    )


def both(data: Dataset, shapes: Dataset) -> ValidationReport:
    """Give the one report of both engines."""
    native, reference = (validate(data, shapes=shapes, engine=each) for each in ENGINES)
    assert native.results == reference.results
    assert native.to_turtle() == reference.to_turtle()
    assert (native.engine, reference.engine) == ENGINES
    return native


@pytest.mark.slow
def test_both_say_that_the_shipped_graph_conforms() -> None:
    reports = [validate(shipped_graph(), engine=each) for each in ENGINES]
    assert [report.results for report in reports] == [(), ()]


@pytest.mark.slow
@pytest.mark.parametrize(
    "file", FILES, ids=lambda file: f"{file.parent.name}/{file.stem}"
)
def test_both_find_the_same_in_what_breaks_a_constraint(file: Path) -> None:
    data = load_dataset([CONFORMING, file])
    fast, reference = validate(data), validate(data, engine="pyshacl")
    assert fast.results
    assert fast.results == reference.results
    assert fast.to_text() == reference.to_text()
    assert fast.to_json() == reference.to_json()
    assert fast.to_turtle() == reference.to_turtle()


def test_auto_is_native_for_all_of_these_but_numbers_written_otherwise() -> None:
    notes = {
        note
        for file in FILES
        for note in validate(load_dataset([CONFORMING, file])).notes
    }
    assert all("depends on how literals are written" in note for note in notes)


def test_both_tell_blank_nodes_apart() -> None:
    data = parse(
        """
        _:one a ex:C ; ex:p _:two . _:two ex:q 01 . _:three a ex:C ; ex:p "x"@EN .
        [] a ex:C ; ex:p [ ex:q true ] .
        """
    )
    shapes = parse(
        """
        ex:shape a sh:NodeShape ; sh:targetClass ex:C ; sh:closed true ;
            sh:ignoredProperties ( rdf:type ) ; sh:property [
                sh:path ( ex:p [ sh:zeroOrOnePath ex:q ] ) ; sh:nodeKind sh:IRI ;
                sh:or ( [ sh:class ex:D ] [ sh:in ( 1 true ) ] ) ] .
        """
    )
    report = both(data, shapes)
    assert {"_:one", "_:three"} < {result.focus_node for result in report.results}


def test_both_give_details_of_details() -> None:
    data = parse('ex:a a ex:C ; ex:p ex:b . ex:b ex:q ex:c . ex:c ex:q "x" , _:y .')
    shapes = parse(
        """
        ex:shape a sh:NodeShape ; sh:targetClass ex:C ;
            sh:property [ sh:path ex:p ; sh:node ex:inner , ex:other ] .
        ex:inner a sh:NodeShape ; sh:property [
            sh:path ex:q ; sh:node [ sh:property [
                sh:path ex:q ; sh:property [ sh:path ex:q ; sh:minCount 1 ] ] ] ] .
        ex:other a sh:NodeShape ; sh:nodeKind sh:Literal ; sh:message "Not one."@en .
        """
    )
    report = both(data, shapes)
    assert len(report.results) == 2
    assert any(detail.details for each in report.results for detail in each.details)


STATEMENTS = """
    ex:shape a sh:NodeShape ; sh:targetClass ex:C ;
        sh:property [ sh:path ex:p ; sh:node ex:inner ] .
    ex:inner a sh:NodeShape ; sh:nodeKind sh:IRI ; sh:closed true ;
        sh:ignoredProperties ( rdf:type ) ; sh:property [
            sh:path ex:q ; sh:minCount 1 ; sh:maxCount 1 ; sh:datatype xsd:integer ] .
"""
"""What is asked of a value does not go beyond the statements on it."""


@pytest.mark.parametrize(
    "statements",
    [
        # Found by its lines.
        """<https://example.org/é> <urn:other> "x" .
            <https://example.org/é>\t<https://example.org/q> "1" .
        <https://example.org/é><https://example.org/q> <https://example.org/b> .""",
        # Found although it is written otherwise, or lines end otherwise.
        '<https://example.org/\\u00E9> <https://example.org/q> "1" .',
        '<urn:x> <urn:y> "\\\\u00E9" .\n<https://example.org/é> <urn:other> "x" .',
        '<urn:x> <urn:y> "z" .\r<https://example.org/é> <https://example.org/q> "1" .',
        # Not there at all.
        "<urn:x> <urn:y> <https://example.org/é> .\n# <https://example.org/é> <urn:z>",
    ],
)
def test_a_value_is_held_against_all_statements_on_it(
    statements: str, tmp_path: Path
) -> None:
    file = tmp_path / "data.nt"
    a, p = "<https://example.org/a>", "<https://example.org/p>"
    lines = (
        f"{a} <{RDF}type> <https://example.org/C> .",
        f"{a} {p} <https://example.org/é> .",
        f'{a} {p} "v" .',
        f"{statements}\n",
    )
    file.write_text("\n".join(lines), "utf-8", newline="")
    shapes = parse(STATEMENTS)
    native, reference = (validate(file, shapes=shapes, engine=it) for it in ENGINES)
    assert native.results == reference.results
    assert [len(result.details) for result in native.results] == [
        len(result.details) for result in reference.results
    ]
    assert all(result.details for result in native.results)


def test_shapes_say_how_much_of_the_data_they_ask() -> None:
    shapes = ShapesGraph(
        parse(
            STATEMENTS
            + """
            ex:text a sh:NodeShape ; sh:or ( [ sh:datatype xsd:date ] ex:word ) .
            ex:word a sh:NodeShape ; sh:pattern "^x" .
            ex:far a sh:NodeShape ; sh:property [ sh:path ex:p ; sh:node ex:inner ] .
            ex:back a sh:NodeShape ; sh:property [ sh:path [ sh:inversePath ex:p ] ] .
            ex:typed a sh:NodeShape ; sh:property [ sh:path ex:p ; sh:class ex:C ] .
            ex:asked a sh:NodeShape ; sh:sparql ex:query .
            """
        )
    )
    names = ("text", "inner", "far", "back", "typed", "asked")
    terms = [ox.NamedNode(f"https://example.org/{name}") for name in names]
    assert [shapes.asks_value_alone(each) for each in terms] == [True] + [False] * 5
    assert [shapes.asks_statements_alone(each) for each in terms] == [
        *(True, True),
        *(False, False, False, False),
    ]


def test_a_constraint_without_a_message_is_put_into_words() -> None:
    shapes = parse(
        """
        ex:shape a sh:NodeShape ; sh:targetClass ex:C ; sh:property [
            sh:path ex:p ; sh:minCount 1 ; sh:in ( 1 "a"@en ) ] .
        """
    )
    report = both(parse("ex:a a ex:C . ex:b a ex:C ; ex:p 2 ."), shapes)
    assert [result.message for result in report.results] == [
        'The shape wants sh:minCount "1"^^<http://www.w3.org/2001/XMLSchema#integer>.',
        (
            'The shape wants sh:in ( "1"^^<http://www.w3.org/2001/XMLSchema#integer> '
            '"a"@en ).'
        ),
    ]


@pytest.mark.parametrize(
    "query",
    [
        "SELECT $this ?value { $this ex:p ?value FILTER(?value > 3) }",
        "SELECT $this { OPTIONAL { $this ex:p ?v } FILTER(!BOUND(?v)) }",
        "SELECT $this ?value { $this ex:p ?value . { FILTER($this != ex:c4) } }",
        "SELECT $this ?value { { $this ex:p ?value } UNION { ?value ex:p $this } }",
        "SELECT $this ?value { BIND($this AS ?value) FILTER(?value = ex:c7) }",
        "SELECT $this { FILTER NOT EXISTS { $this ex:p ?v } }",
        (
            "SELECT $this ?value { $this ex:p ?value ."
            " FILTER NOT EXISTS { ?x ex:p ?value ; a ex:D . FILTER(?x != $this) } }"
        ),
        (
            "SELECT $this ?value { $this ex:p ?value ."
            " FILTER NOT EXISTS { ?x ex:p ?y ; a ex:D . FILTER(?y > ?value) } }"
        ),
        (
            "SELECT $this ?value { $this ex:p ?value FILTER NOT EXISTS {"
            " ?z a ex:E ; ex:p ?w . { ?x ex:p ?value ; a ex:D } } }"
        ),
        "SELECT $this (MAX(?v) AS ?value) { $this ex:p ?v } GROUP BY $this",
        "SELECT $this ?value { ?x ex:p ?value } ORDER BY ?value LIMIT 2",
        (
            "SELECT $this ?value { { SELECT $this (COUNT(?v) AS ?value)"
            " { $this ex:p ?v } GROUP BY $this } FILTER(?value > 1) }"
        ),
    ],
)
def test_one_run_over_all_focus_nodes_is_like_one_for_each(query: str) -> None:
    lines = [f"ex:c{n} a ex:C ; ex:p {n % 5} , {n % 3} ." for n in range(30)]
    lines += ["ex:c30 a ex:C .", "ex:d a ex:D ; ex:p 2 , ex:c3 ."]
    few = parse("\n".join(lines[:5] + lines[-2:]))
    many = parse("\n".join(lines))
    for data in (few, many):
        assert both(data, constraint(query)).engine == "native"


def test_focus_nodes_of_queries_may_be_blank_nodes_and_literals() -> None:
    data = parse('_:a a ex:C ; ex:p "x" . [] a ex:C ; ex:p "y" , 7 .')
    query = "SELECT $this ?value { ?value ?p $this }"
    report = both(data, constraint(query, target="sh:targetObjectsOf ex:p"))
    assert len(report.results) == 3
    report = both(data, constraint("SELECT $this ?value { $this ex:p ?value }"))
    assert len(report.results) == 3


def test_a_query_at_a_nested_property_shape_looks_at_the_values_of_the_outer() -> None:
    shapes = parse(
        """
        ex:shape a sh:NodeShape ; sh:targetClass ex:C ; sh:property ex:outer .
        ex:outer sh:path ex:p ; sh:property ex:inner .
        ex:inner sh:path [ sh:inversePath ex:p ] ; sh:sparql [
            sh:select "SELECT $this ?value { $this $PATH ?value }" ] .
        """
    )
    data = parse("ex:a a ex:C ; ex:p ex:b . ex:c a ex:C ; ex:p ex:b .")
    report = both(data, shapes)
    assert {result.focus_node for result in report.results} == {"https://example.org/b"}


@pytest.mark.parametrize(
    "kinds",
    [
        "ex:Person a rdfs:Class .",
        "ex:Person a owl:Class .",
        "ex:Person a owl:Class . owl:Class rdfs:subClassOf rdfs:Class .",
        "ex:Person a ex:Kind . ex:Kind rdfs:subClassOf rdfs:Class .",
        (
            "ex:Person a ex:Kind . ex:Kind rdfs:subClassOf ex:Sort ."
            "ex:Sort rdfs:subClassOf owl:Class ."
        ),
    ],
)
def test_a_shape_that_is_a_class_looks_at_its_instances(kinds: str) -> None:
    shapes = parse(
        """
        ex:Person a sh:NodeShape ; sh:property [ sh:path ex:name ; sh:minCount 1 ] ;
            sh:sparql [ sh:prefixes ex:prefixes ; sh:message "No name."@en ;
                sh:select "SELECT $this { FILTER NOT EXISTS { $this ex:name ?n } }" ] .
        """
        + kinds
    )
    data = parse(
        "ex:a a ex:Person . ex:b a ex:Child . ex:c a ex:Other ."
        "ex:Child rdfs:subClassOf ex:Person ."
    )
    nodes = [result.focus_node for result in both(data, shapes).results]
    assert sorted(nodes) == 2 * ["https://example.org/a"] + 2 * [
        "https://example.org/b"
    ]


def test_a_literal_comes_back_as_it_was_written() -> None:
    data = parse("ex:a a ex:C ; ex:p 007 .")
    shapes = constraint("SELECT $this ?value { $this ex:p ?value }")
    assert (
        both(data, shapes).results[0].value
        == '"007"^^<http://www.w3.org/2001/XMLSchema#integer>'
    )


@pytest.mark.parametrize(
    ("objects", "query"),
    [
        ("1 , 01", "SELECT $this ?value { $this ex:p ?value }"),
        ("1 . ex:b ex:p 01", "SELECT $this ?value { $this ex:p ?value }"),
        ("01", "SELECT $this ?value { $this ex:p ?v BIND(?v + 0 AS ?value) }"),
    ],
)
def test_a_literal_in_several_forms_is_left_to_the_reference(
    objects: str, query: str
) -> None:
    data = parse(f"ex:a a ex:C ; ex:p {objects} .")
    report = validate(data, shapes=constraint(query))
    reference = validate(data, shapes=constraint(query), engine="pyshacl")
    assert report.results == reference.results
    assert "in other forms, which a query cannot tell" in report.notes[0]


WRITTEN = {
    "a join": (
        "ex:a a ex:C ; ex:p 1 . ex:b a ex:C ; ex:p 01 .",
        "SELECT $this { $this ex:p ?v . ?o ex:p ?v FILTER(?o != $this) }",
    ),
    "a join of times": (
        (
            'ex:a a ex:C ; ex:p "2020-01-01T00:00:00Z"^^xsd:dateTime .'
            'ex:b a ex:C ; ex:p "2020-01-01T00:00:00+00:00"^^xsd:dateTime .'
        ),
        "SELECT $this { $this ex:p ?v . ?o ex:p ?v FILTER(?o != $this) }",
    ),
    "a join with a predicate that is open": (
        "ex:a a ex:C ; ex:p 1 . ex:b ex:q 01 .",
        "SELECT $this { $this ex:p ?v . ?o ?q ?v FILTER(?o != $this) }",
    ),
    "a join over a path": (
        "ex:a a ex:C ; ex:p 1 . ex:b ex:p 01 .",
        "SELECT $this { $this ex:p/^ex:p ?o FILTER(?o != $this) }",
    ),
    "a join that is denied": (
        "ex:a a ex:C ; ex:p 1.50 . ex:b ex:q 1.5 .",
        "SELECT $this { $this ex:p ?v FILTER NOT EXISTS { ?o ex:q ?v } }",
    ),
    "a join with what was computed": (
        "ex:a a ex:C ; ex:p 01 .",
        "SELECT $this { BIND(1 AS ?v) $this ex:p ?v }",
    ),
    "a fraction": ("ex:a a ex:C ; ex:p 1.50 .", "SELECT $this { $this ex:p 1.5 }"),
    "a negative number": (
        "ex:a a ex:C ; ex:p -07 .",
        "SELECT $this { $this ex:p -7 }",
    ),
    "all values as a text": (
        "ex:a a ex:C ; ex:p 01 .",
        "SELECT $this (GROUP_CONCAT(?v) AS ?value) { $this ex:p ?v } GROUP BY $this",
    ),
    "a count": (
        "ex:a a ex:C ; ex:p 01 , 1 .",
        "SELECT $this { $this ex:p ?v } GROUP BY $this HAVING (COUNT(?v) > 1)",
    ),
    "a number": ("ex:a a ex:C ; ex:p 01 .", "SELECT $this { $this ex:p 1 }"),
    "a number of the query": (
        "ex:a a ex:C ; ex:p 1 .",
        "SELECT $this { $this ex:p 01 }",
    ),
    "a truth": (
        'ex:a a ex:C ; ex:p "1"^^xsd:boolean .',
        "SELECT $this { $this ex:p true }",
    ),
    "a cast": (
        "ex:a a ex:C ; ex:p 01 .",
        """PREFIX x: <http://www.w3.org/2001/XMLSchema#>
        SELECT $this { $this ex:p ?v FILTER(x:string(?v) = '01') }""",
    ),
}


@pytest.mark.parametrize("use", WRITTEN)
def test_a_query_that_depends_on_how_literals_are_written_is_not_native(
    use: str,
) -> None:
    text, query = WRITTEN[use]
    data, shapes = parse(text), constraint(query)
    report = validate(data, shapes=shapes)
    assert report.results == validate(data, shapes=shapes, engine="pyshacl").results
    [note] = report.notes
    assert "the store of the native engine writes" in note


# Of numbers, the engines join the texts otherwise in any case.
OTHERWISE = {"a number of the query", "all values as a text"}


@pytest.mark.parametrize("use", sorted(WRITTEN.keys() - OTHERWISE))
def test_a_query_is_native_where_no_literal_could_be_written_otherwise(
    use: str,
) -> None:
    _, query = WRITTEN[use]
    data = parse(
        "ex:a a ex:C ; ex:p 1 , 7 , 1.5 , true , 'x 01 +2 3.0' ; ex:q -2 , 7 ."
        'ex:b a ex:C ; ex:p 7 , "2020-01-01T00:00:00Z"^^xsd:dateTime , 0.25 .'
    )
    both(data, constraint(query))


@pytest.mark.parametrize(
    "query",
    [
        "SELECT $this { $this ex:p ?v . ?o ex:p ?v FILTER(?o != $this) }",
        "SELECT $this ?value { $this ex:p ?value . ?o ?q ?value FILTER(?o != $this) }",
        "SELECT $this { $this ex:p ?v FILTER NOT EXISTS { ?o ex:q ?v } }",
        "SELECT $this (COUNT(?v) AS ?value) { $this ex:p ?v } GROUP BY $this",
        "SELECT $this ?value { $this ex:q 7 ; ex:p ?value }",
    ],
)
def test_literals_that_are_written_in_one_way_alone_are_joined_natively(
    query: str,
) -> None:
    data = parse(
        """
        ex:a a ex:C ; ex:p 1.50 , 007 , "1"^^xsd:boolean .
        ex:a ex:q 1.50 , "1"^^xsd:boolean .
        ex:b a ex:C ; ex:p 1.50 , "2020-01-01T00:00:00+00:00"^^xsd:dateTime .
        ex:c a ex:C ; ex:p 8 ; ex:q 10 .
        """
    )
    if "ex:q 7" in query:
        data = parse("ex:a a ex:C ; ex:p 1.50 ; ex:q 7 .")
    assert both(data, constraint(query)).results


@pytest.mark.parametrize(
    ("text", "target"),
    [
        ("", "sh:targetNode 05 , 5 , ex:a"),
        ("ex:a ex:p 05 , 5 .", "sh:targetObjectsOf ex:p"),
        ("ex:a ex:p 5 . ex:b ex:q 05 .", "sh:targetObjectsOf ex:p"),
    ],
)
def test_literals_as_focus_nodes_are_left_to_the_reference_if_rewritten(
    text: str, target: str
) -> None:
    query = "SELECT $this { FILTER NOT EXISTS { ?x ex:q $this } }"
    data, shapes = parse(text), constraint(query, target=target)
    report = validate(data, shapes=shapes)
    assert report.results == validate(data, shapes=shapes, engine="pyshacl").results
    assert "is a focus node, and the store" in report.notes[0]


def test_a_query_by_the_name_of_a_graph_never_sees_one_of_the_engine() -> None:
    data = parse("".join(f"ex:n{n} a ex:C ." for n in range(30)))
    shapes = constraint("SELECT $this ?value { GRAPH ?value { ?s ?p $this } }")
    with pytest.raises(ValidationFailureError, match="the data are one graph; choose"):
        validate(data, shapes=shapes, engine="native")
    with pytest.raises(ValidationFailureError, match="single graph"):
        validate(data, shapes=shapes)


@pytest.mark.parametrize("engine", ["native", "auto"])
def test_a_query_that_fails_is_no_report(engine: Literal["native", "auto"]) -> None:
    data = parse("ex:a a ex:C ; ex:p 1 . ex:b a ex:C ; ex:p 2 .")
    query = "SELECT $this ?failure { $this ex:p ?v BIND(?v > {} AS ?failure) }"
    with pytest.raises(ValidationFailureError, match="to true; see what it asks"):
        validate(data, shapes=constraint(query.replace("{}", "1")), engine=engine)
    report = validate(data, shapes=constraint(query.replace("{}", "2")), engine=engine)
    assert len(report.results) == 2


def test_pyshacl_is_not_given_a_query_that_may_fail() -> None:
    shapes = constraint("SELECT $this ?failure { BIND(true AS ?failure) }")
    problem = r"takes \?failure in the query of .*/query for a result; choose"
    with pytest.raises(ValidationFailureError, match=problem):
        validate(parse("ex:a a ex:C ."), shapes=shapes, engine="pyshacl")


def test_a_shape_without_a_name_is_left_to_the_reference_where_a_query_asks_it() -> (
    None
):
    shapes = parse(
        """
        [] a sh:NodeShape ; sh:targetClass ex:C ; sh:sparql [
            sh:select "SELECT $this { FILTER(isBlank($currentShape)) }" ] .
        """
    )
    report = validate(parse("ex:a a ex:C ."), shapes=shapes)
    assert len(report.results) == 1
    assert "asks for $currentShape, and that shape has no name" in report.notes[0]


def test_a_query_may_select_all() -> None:
    query = "SELECT * { $this ex:p ?v . OPTIONAL { ?v ex:q ?value } }"
    data = parse("ex:a a ex:C ; ex:p ex:b , 7 . ex:b ex:q 5 . ex:c a ex:C .")
    assert len(both(data, constraint(query)).results) == 2


def test_the_message_of_a_query_is_english_before_any_other() -> None:
    shapes = parse(
        """
        ex:shape a sh:NodeShape ; sh:targetClass ex:C ; sh:sparql ex:query .
        ex:query sh:prefixes ex:prefixes ;
            sh:message "Wert {?value}"@de , "value {?value}"@en , "{?value} olmaz"@tr ;
            sh:select "SELECT $this ?value { $this ex:p ?value }" .
        """
    )
    report = both(parse("ex:a a ex:C ; ex:p 1 ."), shapes)
    assert [result.message for result in report.results] == ["value 1"]


def test_a_prefix_that_is_not_declared_is_told_in_few_words() -> None:
    shapes = parse(
        "ex:shape a sh:NodeShape ; sh:targetClass ex:C ;"
        " sh:sparql [ sh:select 'SELECT $this { $this ex:p ?v }' ] ."
    )
    problem = (
        "the query of a part of https://example.org/shape cannot be run: the prefix of "
        "'ex:p' is not declared; name its sh:prefixes; check the shapes"
    )
    with pytest.raises(ValidationFailureError) as failure:
        validate(parse("ex:a a ex:C ."), shapes=shapes)
    assert str(failure.value).endswith(problem)


GEOMETRY = """
    PREFIX geo: <http://www.opengis.net/ont/geosparql#>
    PREFIX geof: <http://www.opengis.net/def/function/geosparql/>
    PREFIX uom: <http://www.opengis.net/def/uom/OGC/1.0/>
    SELECT $this ?value { $this geo:asWKT ?wkt """


def test_geometries_of_the_data_do_not_end_the_process() -> None:
    deep = 50_000
    text = f"{'GEOMETRYCOLLECTION(' * deep}{')' * deep}"
    data = parse(
        "@prefix geo: <http://www.opengis.net/ont/geosparql#> ."
        f'ex:a a ex:C ; geo:asWKT "{text}"^^geo:wktLiteral .'
        'ex:b a ex:C ; geo:asWKT "POINT(44 40)"^^geo:wktLiteral .'
    )
    area = '"POLYGON((0 0,9 0,9 9,0 9,0 0))"^^geo:wktLiteral'
    query = f"{GEOMETRY} FILTER(!geof:sfWithin(?wkt, {area})) }}"
    [result] = validate(data, shapes=constraint(query), engine="native").results
    assert result.focus_node == "https://example.org/b"


def test_distances_in_constraints_are_those_of_queries() -> None:
    text = (
        "@prefix geo: <http://www.opengis.net/ont/geosparql#> ."
        'ex:a a ex:C ; geo:asWKT "POINT(43 40)"^^geo:wktLiteral .'
    )
    place = '"POINT(45 40)"^^geo:wktLiteral'
    query = f"{GEOMETRY} BIND(geof:distance(?wkt, {place}, uom:metre) AS ?value) }}"
    [result] = validate(parse(text), shapes=constraint(query)).results
    [row] = open_graph(parse(text)).select(query.replace("$this", "?this"))
    assert result.value == str(row["value"])


def test_a_query_without_focus_nodes_keeps_no_engine_from_its_work() -> None:
    query = "SELECT $this { $this ex:p ?v . ?o ?q ?v }"
    assert both(parse("ex:a ex:p 01 ."), constraint(query)).engine == "native"


def test_a_date_is_not_before_a_text_whatever_the_reference_says() -> None:
    # SPARQL 1.1, 17.3: to compare them is an error, and a filter drops errors.
    data = parse('ex:a a ex:C ; ex:p "1990-06-15"^^xsd:date ; ex:q "unknown" .')
    query = "SELECT $this { $this ex:p ?p ; ex:q ?q FILTER(?p < ?q) }"
    assert validate(data, shapes=constraint(query)).conforms


def test_a_date_and_a_node_cannot_be_ordered_whatever_the_reference_says() -> None:
    # SHACL, 4.5.3: what cannot be compared is a result as well.
    data = parse("ex:a a ex:C ; ex:p 1 ; ex:q ex:b .")
    shapes = parse("[] sh:targetClass ex:C ; sh:path ex:p ; sh:lessThan ex:q .")
    [result] = validate(data, shapes=shapes).results
    assert result.component == f"{SH}LessThanConstraintComponent"


def test_a_blank_node_has_no_length_whatever_the_reference_says() -> None:
    # SHACL, 4.4.1: a blank node is a result, whatever the length.
    shapes = parse("ex:shape sh:targetClass ex:C ; sh:minLength 0 .")
    assert not validate(parse("_:x a ex:C ."), shapes=shapes).conforms


def test_shapes_that_lead_back_to_themselves_are_left_to_the_reference() -> None:
    shapes = parse(
        "ex:shape sh:targetClass ex:C ; sh:property ex:part ."
        "ex:part sh:path ex:p ; sh:nodeKind sh:Literal ; sh:property ex:inner ."
        "ex:inner sh:path ex:q ; sh:node ex:shape ."
    )
    report = validate(parse("ex:a a ex:C ; ex:p ex:b ."), shapes=shapes)
    assert len(report.results) == 1
    assert "a shape refers back to itself" in report.notes[0]


@pytest.mark.parametrize("engine", ["auto", "pyshacl"])
def test_shapes_that_are_not_followed_to_their_end_are_no_answer(
    engine: Literal["auto", "pyshacl"], capfd: pytest.CaptureFixture[str]
) -> None:
    chain = "".join(f"ex:n{n} ex:p ex:n{n + 1} ; ex:q 1 ." for n in range(6))
    shapes = parse(
        "ex:shape a sh:NodeShape ; sh:targetClass ex:C ; sh:property"
        " [ sh:path ex:p ; sh:node ex:shape ] , [ sh:path ex:q ; sh:minCount 1 ] ."
    )
    with pytest.raises(ValidationFailureError, match="does not follow it to the end"):
        validate(parse(f"ex:n0 a ex:C . {chain}"), shapes=shapes, engine=engine)
    assert capfd.readouterr() == ("", "")


def test_what_pyshacl_logs_is_told_once(capfd: pytest.CaptureFixture[str]) -> None:
    shapes = parse(
        "ex:shape a sh:NodeShape ; sh:targetClass ex:C ; sh:property"
        " [ sh:path ex:p ; sh:qualifiedValueShape [ sh:class ex:D ] ] ."
    )
    data = parse("ex:a a ex:C ; ex:p ex:b .")
    with pytest.raises(ValidationFailureError, match="qualifiedMinCount"):
        validate(data, shapes=shapes, engine="pyshacl")
    assert capfd.readouterr() == ("", "")
    assert validate(data, shapes=shapes).conforms


SHAPE = "ex:shape a sh:NodeShape ; sh:targetClass ex:C ; sh:property ex:part . "
LIMITS = {
    "constraint component": SHAPE
    + """
        ex:part sh:path ex:p ; ex:most 3 .
        ex:Most a sh:ConstraintComponent ; sh:parameter [ sh:path ex:most ] ;
            sh:validator [ a sh:SPARQLAskValidator ;
                sh:ask "ASK { FILTER ($value <= $most) }" ] .
    """,
    "other shapes refer to it": SHAPE
    + """
        ex:part sh:path ex:p ; sh:node ex:inner .
        ex:inner a sh:NodeShape ; sh:sparql [
            sh:select "SELECT $this { FILTER ($this > 3) }" ] .
    """,
    "look-ahead": SHAPE + 'ex:part sh:path ex:p ; sh:pattern "^(?!0)" .',
    "depends on how literals are written": SHAPE
    + """
        ex:part sh:path ex:p ; sh:sparql [ sh:select
            "SELECT $this ?value { $this $PATH ?value FILTER(STR(?value) = '07') }" ] .
    """,
}


LIMITS["has sh:closed"] = """
    ex:shape a sh:NodeShape ; sh:targetNode ex:a , ex:b ; sh:property ex:part .
    ex:part sh:path [ sh:zeroOrOnePath ex:q ] ; sh:closed true ;
        sh:ignoredProperties ( rdf:type ) ; sh:property [ sh:path ex:p ;
            sh:maxInclusive 5 ; sh:severity sh:Info ] .
"""


@pytest.mark.parametrize("reason", LIMITS)
def test_auto_falls_back_on_the_reference_and_says_why(reason: str) -> None:
    data = parse("ex:a a ex:C ; ex:p 07 . ex:b a ex:C ; ex:p 1 .")
    shapes = parse(LIMITS[reason])
    report = validate(data, shapes=shapes)
    assert report.engine == "pyshacl"
    assert [result.focus_node for result in report.results] == ["https://example.org/a"]
    [note] = report.notes
    assert note.startswith("checked by pySHACL, which is slower: ")
    assert reason in note
    with pytest.raises(ValidationFailureError, match="choose the engine") as failure:
        validate(data, shapes=shapes, engine="native")
    assert reason in str(failure.value)


@pytest.mark.parametrize("engine", ["auto", *ENGINES])
@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("ex:a a ex:C .", "holds no shape"),
        (SHAPE, "ex.*part, which is not defined"),
        (SHAPE + "ex:part sh:minCount 1 .", "has no sh:path"),
        (SHAPE + "ex:part sh:path [] .", "path of .* is not well-formed"),
        (SHAPE + "ex:part sh:path ex:p ; sh:minCount 1 , 2 .", "more than one"),
        (SHAPE + 'ex:part sh:path ex:p ; sh:maxCount "x" .', "wants a whole number"),
        (SHAPE + "ex:part sh:path ex:p ; sh:in ex:list .", "sh:in wants a list"),
        (
            SHAPE + 'ex:part sh:path ex:p ; sh:deactivated "1"^^xsd:boolean .',
            "sh:deactivated wants true or false",
        ),
        (SHAPE + 'ex:part sh:path ex:p ; sh:pattern "(" .', "could not run"),
        (SHAPE + "ex:part sh:path ex:p ; sh:sparql ex:q .", "no sh:select"),
        (SHAPE + "ex:part sh:path ex:p ; sh:node ex:part .", "wants a node shape"),
        *(
            (
                SHAPE + "ex:part sh:path ex:p ; sh:sparql ex:q . "
                f"ex:q sh:select 'SELECT $this {query}' .",
                "and nothing is fetched",
            )
            for query in (
                "FROM <https://example.org/> { $this ?p ?o }",
                "{ SERVICE <https://example.org/> { $this ?p ?o } }",
            )
        ),
    ],
)
def test_shapes_that_are_none_are_told_in_one_line(
    engine: Literal["auto", "native", "pyshacl"], text: str, problem: str
) -> None:
    data = parse('ex:a a ex:C ; ex:p "b" .')
    with pytest.raises(ValidationFailureError, match=problem) as failure:
        validate(data, shapes=parse(text), engine=engine)
    assert "\n" not in str(failure.value)


@pytest.mark.parametrize(
    ("part", "problem"),
    [
        (
            'sh:property [ sh:path ex:p ; sh:maxCount "x" ]',
            r'whole number and is "x" \(the part on <.*/p> of https://example.org/shape\)',
        ),
        (
            'sh:or ( [ sh:property [ sh:path ex:p ; sh:maxCount "x" ] ] )',
            r'and is "x" \(the part on <.*/p> of https://example.org/shape\)',
        ),
        (
            "sh:property [ sh:minCount 1 ]",
            "a part of https://example.org/shape has no sh:path",
        ),
        (
            "sh:sparql []",
            "a part of https://example.org/shape has no sh:select",
        ),
    ],
)
def test_fault_of_a_part_without_a_name_tells_whose_it_is(
    part: str, problem: str
) -> None:
    shapes = parse(f"ex:shape a sh:NodeShape ; sh:targetClass ex:C ; {part} .")
    with pytest.raises(ValidationFailureError, match=problem):
        validate(parse("ex:a a ex:C ."), shapes=shapes)


def test_pattern_that_is_none_is_told_without_a_value_to_hold_against_it() -> None:
    shapes = parse(SHAPE + 'ex:part sh:path ex:p ; sh:pattern "(" .')
    with pytest.raises(ValidationFailureError, match=r'is "\(" \(.*part\)'):
        validate(parse("ex:a a ex:Other ."), shapes=shapes)


def test_imports_of_shapes_are_not_fetched_and_this_is_told() -> None:
    shapes = parse(
        "ex:shapes owl:imports <https://example.org/more> , ex:shape ."
        "ex:shape sh:targetClass ex:C ; sh:nodeKind sh:IRI ."
    )
    report = validate(parse("ex:a a ex:C ."), shapes=shapes)
    [note] = report.notes
    assert note.startswith("the shapes import <https://example.org/more>; nothing is")


def test_shapes_from_files_come_beside_those_of_the_package(tmp_path: Path) -> None:
    file = tmp_path / "more.ttl"
    file.write_text(
        "@prefix sh: <http://www.w3.org/ns/shacl#> ."
        "<urn:shape> a sh:NodeShape ; sh:severity sh:Info ; sh:nodeKind sh:Literal ;"
        " sh:targetClass <https://w3id.org/gumru/ont#Treaty> ."
    )
    report = validate(CONFORMING, extra_shapes=[file])
    assert {result.source_shape for result in report.results} == {"urn:shape"}
    assert (report.fails_on("info"), report.fails_on("warning")) == (True, False)
    assert report.results == validate(CONFORMING, shapes=file).results


def test_an_unknown_engine_or_severity_is_refused() -> None:
    problem = "no engine 'fast'; choose one of: auto, native, pyshacl$"
    with pytest.raises(ValidationFailureError, match=problem):
        validate(CONFORMING, engine="fast")  # type: ignore[arg-type] # it must be refused
    with pytest.raises(ValueError, match="no severity"):
        validate(CONFORMING).fails_on("fatal")
