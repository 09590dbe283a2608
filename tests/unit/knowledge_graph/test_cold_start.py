"""The shortest command stays short."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING, Final

from gumru_kg.engines.store_loading import load_store

if TYPE_CHECKING:
    from pathlib import Path

# What a small question has no need of. pathlib and importlib.resources alone take as
# long as a bare start of Python.
NOT_NEEDED: Final = (
    "anyascii",
    "difflib",
    "edtf",
    "importlib.resources",
    "pathlib",
    "pyshacl",
    "rapidfuzz",
    "rdflib",
    "tempfile",
    "gumru_kg.dataset",
    "gumru_kg.engines.embedded",
    "gumru_kg.name_matching",
    "gumru_kg.names",
    "gumru_kg.rdf_input",
    "gumru_kg.validation",
)
ASK: Final = "import gumru_kg; gumru_kg.open_graph().treaties()"
# To make a dataclass, above all the first one, takes a third of a bare start.
NOT_NEEDED_BY_A_STORE: Final = (*NOT_NEEDED[:9], "dataclasses", "inspect", "json")
ASK_STORE: Final = (
    "import sys, gumru_kg; graph = gumru_kg.open_graph('store:' + sys.argv[1]);"
    "answer = graph.query('entity/facts', entity='gid:treaty-gumru-1920').write('json')"
)


def run(*arguments: str) -> str:
    # A fresh installation has its byte code as well.
    environment = {
        name: value
        for name, value in os.environ.items()
        if name != "PYTHONDONTWRITEBYTECODE"
    }
    done = subprocess.run(
        arguments, env=environment, capture_output=True, encoding="utf-8", check=True
    )
    return done.stdout


def test_kept_answer_needs_little_more_than_the_parser_of_results(
    cache_home: Path,
) -> None:
    run(sys.executable, "-c", ASK)
    assert cache_home.exists()
    names = f"[name for name in {NOT_NEEDED!r} if name in sys.modules]"
    assert run(sys.executable, "-c", f"import sys; {ASK}; print({names})") == "[]\n"


def test_store_is_asked_with_little_more_than_the_engine(tmp_path: Path) -> None:
    store = str(tmp_path / "store")
    load_store("ontology/gumru.ttl", store=store)
    names = f"[name for name in {NOT_NEEDED_BY_A_STORE!r} if name in sys.modules]"
    asked = f"{ASK_STORE}; print({names})"
    assert run(sys.executable, "-c", asked, store) == "[]\n"
