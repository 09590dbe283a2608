"""Open a file or an index with pyoxigraph alone and ask it: SOURCE [FILE OF SPARQL]."""

import sys
from typing import Any

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
        answer: Any = store.query(file.read())
    sys.stdout.buffer.write(answer.serialize(format=ox.QueryResultsFormat.JSON))
else:
    counted: Any = store.query("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }")
    print(*(row["n"].value for row in counted))
