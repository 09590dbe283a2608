"""Every example in a docstring runs, and every public function has one."""

from __future__ import annotations

import doctest
import importlib
import inspect
import io
import pkgutil
from typing import TYPE_CHECKING

import pytest

import gumru_kg

if TYPE_CHECKING:
    from pathlib import Path

# Importing __main__ would start the command line.
MODULES = sorted(
    {
        "gumru_kg",
        *(
            module.name
            for module in pkgutil.walk_packages(gumru_kg.__path__, "gumru_kg.")
            if not module.name.endswith("__main__")
        ),
    }
)
# The promise is to users of the library; commands show examples in their help.
PUBLIC = [name for name in MODULES if "._" not in name and ".cli" not in name]


@pytest.mark.parametrize("name", MODULES)
def test_examples_run(
    name: str, checkout: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Examples name folders of the checkout; what they write lands elsewhere.
    for folder in ("data", "ontology", "shapes"):
        (tmp_path / folder).symlink_to(checkout / folder)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    module = importlib.import_module(name)
    runner = doctest.DocTestRunner(verbose=False, optionflags=doctest.ELLIPSIS)
    report = io.StringIO()
    for test in doctest.DocTestFinder().find(module, name):
        runner.run(test, out=report.write)
    assert runner.summarize(verbose=False).failed == 0, report.getvalue()


@pytest.mark.parametrize("name", PUBLIC)
def test_public_functions_have_an_example(name: str) -> None:
    module = importlib.import_module(name)
    without = [
        function_name
        for function_name, function in inspect.getmembers(module, inspect.isfunction)
        if function.__module__ == name
        and not function_name.startswith("_")
        and ">>>" not in (inspect.getdoc(function) or "")
    ]
    assert without == []


@pytest.mark.parametrize("name", PUBLIC)
def test_public_classes_and_functions_are_described(name: str) -> None:
    module = importlib.import_module(name)
    without = [
        member_name
        for member_name, member in inspect.getmembers(module)
        if (inspect.isclass(member) or inspect.isfunction(member))
        and member.__module__ == name
        and not member_name.startswith("_")
        and not inspect.getdoc(member)
    ]
    assert without == []
    assert inspect.getdoc(module)
