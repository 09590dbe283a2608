"""Read a file into a store of rdflib and count it: FILE STORE FORMAT."""

import sys

import rdflib

path, store, kind = sys.argv[1:]
graph = rdflib.Graph(store=store)
graph.parse(path, format=kind)
print(len(graph))
