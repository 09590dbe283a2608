"""SPARQL constraints in several threads on one store."""

from __future__ import annotations

import subprocess
import sys

# Both threads write their focus nodes into the store, again and again, and the
# interpreter changes between them as often as it can.
PROGRAM = """
import sys
from threading import Thread

import pyoxigraph as ox

from gumru_kg.rdf_input import parse_quads
from gumru_kg.validation.literals_as_written import LiteralsAsWritten
from gumru_kg.validation.shapes_graph import ShapesGraph
from gumru_kg.validation.sparql_constraints import SparqlEngine, list_constraints

sys.setswitchinterval(1e-6)
head = "@prefix sh: <http://www.w3.org/ns/shacl#> ."
shapes = ShapesGraph(parse_quads((head + "".join(
    f"<urn:s{n}> a sh:NodeShape ; sh:targetClass <urn:c> ; sh:sparql <urn:q{n}> ."
    f"<urn:q{n}> sh:select 'SELECT $this {{ $this <urn:p> {n} }}' ."
    for n in range(2)
)).encode(), source="shapes"))
data = parse_quads("".join(
    f"<urn:x{n}> a <urn:c> ; <urn:p> 0 ." for n in range(6_000)
).encode(), source="data")
store = ox.Store()
store.bulk_extend(data)
literals = LiteralsAsWritten(lambda: iter(data), store=store)
engine = SparqlEngine(shapes, store, literals, knows_blank_nodes=True)
found = {}
def work(constraint):
    for _ in range(25):
        found[constraint] = len(engine.find([constraint]))
threads = [Thread(target=work, args=(each,)) for each in list_constraints(shapes)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(sorted(found.values()))
"""


def test_constraints_side_by_side_do_not_wait_for_one_another_for_ever() -> None:
    ended = subprocess.run(
        [sys.executable, "-c", PROGRAM],
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=120,
    )
    assert (ended.stdout, ended.stderr) == ("[0, 6000]\n", "")
