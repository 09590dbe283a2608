"""Validate with shacl: DATA SHAPES. Prints focus node and component of each result."""

import json
import sys

import shacl

report = shacl.validate(sys.argv[1], sys.argv[2])
print(json.dumps([(it.focus_node, it.component_iri) for it in report.results]))
