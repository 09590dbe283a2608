"""Open a file or an index with pyoxigraph alone and ask it: SOURCE [FILE OF SPARQL]."""

import sys

import pyoxigraph as ox

source, *query = sys.argv[1:]
suffix = source.rpartition(".")[2]
if suffix in {"nt", "ttl"}:
    store = ox.Store()
    kind = ox.RdfFormat.N_TRIPLES if suffix == "nt" else ox.RdfFormat.TURTLE
    store.bulk_load(path=source, format=kind)
else:
    store = ox.Store.read_only(source)
if query:
    with open(query[0], encoding="utf-8") as file:
        answer = store.query(file.read())
    assert isinstance(answer, ox.QuerySolutions)  # noqa: S101 - for the type checker
    answer.serialize(sys.stdout.buffer, format=ox.QueryResultsFormat.JSON)
else:
    counted = store.query("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }")
    assert isinstance(counted, ox.QuerySolutions)  # noqa: S101 - for the type checker
    print(*(row["n"].value for row in counted))
