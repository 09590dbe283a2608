"""Validate with pySHACL: DATA SHAPES. Prints focus node and component of results."""

import json
import sys

import pyshacl
import rdflib

SH = rdflib.Namespace("http://www.w3.org/ns/shacl#")
data = rdflib.Graph().parse(sys.argv[1], format="nt")
shapes = rdflib.Graph().parse(sys.argv[2], format="turtle")
_, report, _ = pyshacl.validate(data, shacl_graph=shapes)
results = [
    (
        report.value(result, SH.focusNode),
        report.value(result, SH.sourceConstraintComponent),
    )
    for result in report.objects(None, SH.result)
]
print(json.dumps(results))
