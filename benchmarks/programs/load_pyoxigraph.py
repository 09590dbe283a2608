"""Load a file into a store on disk with pyoxigraph alone: FILE FOLDER."""

import sys

import pyoxigraph as ox

store = ox.Store(sys.argv[2])
store.bulk_load(path=sys.argv[1], format=ox.RdfFormat.N_TRIPLES)
store.flush()
