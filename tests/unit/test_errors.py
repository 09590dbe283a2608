"""The errors are what their page says."""

from __future__ import annotations

import inspect

import pytest

from gumru_kg import errors
from gumru_kg.errors import GumruError

KINDS = [
    kind
    for _, kind in inspect.getmembers(errors, inspect.isclass)
    if issubclass(kind, GumruError)
]


@pytest.mark.parametrize("kind", KINDS)
def test_every_error_stands_in_the_tree_with_what_it_is_as_well(
    kind: type[GumruError],
) -> None:
    [line] = [
        each
        for each in str(errors.__doc__).splitlines()
        if kind.__name__ in each.replace("─", " ").replace("│", " ").split()
    ]
    others = [base for base in kind.__bases__ if not issubclass(base, GumruError)]
    if kind is not GumruError:
        assert all(f"({base.__name__})" in line for base in others)
