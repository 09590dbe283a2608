"""Open a file or a store through our API and ask it: SOURCE [QUERY [NAME=VALUE...]]."""

import sys

from gumru_kg import open_graph
from gumru_kg.results import Solutions

source, *query = sys.argv[1:]
graph = open_graph(source)
if query:
    values = dict(pair.split("=", 1) for pair in query[1:])
    answer = graph.query(query[0], **values)
    assert isinstance(answer, Solutions)  # noqa: S101 - for the type checker
    sys.stdout.buffer.write(answer.write("json"))
else:
    counted = graph.select("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }")
    print(*(number for (number,) in counted.rows()))
