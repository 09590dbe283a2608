"""Validate with shacl-rust: DATA SHAPES. Prints focus node and component of results."""

import json
import sys
from pathlib import Path

import shacl_rust

report = shacl_rust.validate(
    Path(sys.argv[1]).read_text("utf-8"),
    Path(sys.argv[2]).read_text("utf-8"),
    data_format="nt",
    experimental_index=True,
)
results = report["results"]
print(
    json.dumps([(it["focusNode"], it["sourceConstraintComponent"]) for it in results])
)
