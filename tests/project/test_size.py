"""Modules and functions stay small, and carry the names of things."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

SOURCE = Path(__file__).resolve().parents[2] / "src"
MODULES = sorted(SOURCE.rglob("*.py"))
MODULE_LINES = 400
FUNCTION_LINES = 40

FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)


def count_lines(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    # Lines from 'def' on. A docstring is documentation, and may be long.
    lines = (function.end_lineno or function.lineno) - function.lineno + 1
    first = function.body[0]
    if ast.get_docstring(function) is not None and first.end_lineno is not None:
        lines -= first.end_lineno - first.lineno + 1
    return lines


@pytest.mark.parametrize("module", MODULES, ids=lambda path: path.stem)
def test_module_has_at_most_400_lines(module: Path) -> None:
    assert len(module.read_text("utf-8").splitlines()) <= MODULE_LINES


@pytest.mark.parametrize("module", MODULES, ids=lambda path: path.stem)
def test_function_has_at_most_40_lines(module: Path) -> None:
    tree = ast.parse(module.read_text("utf-8"))
    long = {
        node.name: count_lines(node)
        for node in ast.walk(tree)
        if isinstance(node, FUNCTIONS) and count_lines(node) > FUNCTION_LINES
    }
    assert long == {}


def test_no_module_is_named_after_nothing() -> None:
    names = {part for path in MODULES for part in path.relative_to(SOURCE).parts}
    stems = {name.removesuffix(".py").strip("_") for name in names}
    assert stems.isdisjoint({"utils", "util", "helpers", "common", "core", "misc"})
