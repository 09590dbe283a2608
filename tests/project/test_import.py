"""Importing the package costs nothing."""

from __future__ import annotations

import subprocess
import sys

HEAVY = (
    "anyascii",
    "click",
    "edtf",
    "httpx",
    "owlrl",
    "pyoxigraph",
    "pyparsing",
    "pyshacl",
    "rapidfuzz",
    "rdflib",
)


def run(code: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=True
    )
    return done.stdout.strip()


def test_import_loads_no_dependency() -> None:
    loaded = run(
        "import sys, gumru_kg; "
        f"print(*[name for name in {HEAVY!r} if name in sys.modules])"
    )
    assert loaded == ""


def test_import_of_the_errors_loads_no_dependency() -> None:
    loaded = run(
        "import sys, gumru_kg.errors; "
        f"print(*[name for name in {HEAVY!r} if name in sys.modules])"
    )
    assert loaded == ""


def test_every_public_name_exists() -> None:
    missing = run(
        "import gumru_kg; "
        "print(*[n for n in gumru_kg.__all__ if not hasattr(gumru_kg, n)])"
    )
    assert missing == ""


def test_an_unknown_name_is_an_attribute_error() -> None:
    assert run(
        "import gumru_kg\ntry: gumru_kg.nothing\nexcept AttributeError as e: print(e)"
    ).endswith("has no attribute 'nothing'")
