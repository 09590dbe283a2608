"""Validate with shifty: DATA SHAPES. Prints focus node and component of results."""

import json
import sys

import rdflib
import shifty

SH = rdflib.Namespace("http://www.w3.org/ns/shacl#")
report = shifty.validate(sys.argv[1], sys.argv[2], infer=False)[1]
results = [
    (
        report.value(result, SH.focusNode),
        report.value(result, SH.sourceConstraintComponent),
    )
    for result in report.objects(None, SH.result)
]
print(json.dumps(results))
