"""Fixtures that all folders of tests share."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).resolve().parents[1]


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--suite",
        metavar="DIR",
        help="Folder of the SHACL test suite of the W3C, or set GUMRU_SHACL_SUITE.",
    )


def pytest_configure(config: pytest.Config) -> None:
    suite = config.getoption("--suite")
    if suite is not None:
        folder = Path(suite).resolve()
        if not any(folder.rglob("*.ttl")):
            message = f"--suite wants a folder of tests, and {folder} holds none"
            raise pytest.UsageError(message)
        # Tests are collected by what lies there, also in other processes.
        os.environ["GUMRU_SHACL_SUITE"] = str(folder)


@pytest.fixture(scope="session")
def checkout() -> Path:
    """The root of the checkout."""
    return CHECKOUT


@pytest.fixture(scope="session")
def shared() -> Path:
    """Third-party material that tests are run against but that is never committed.

    Its folder is named by the environment variable GUMRU_SHARED, or lies beside
    the checkout.
    """
    named = os.environ.get("GUMRU_SHARED")
    folder = Path(named) if named else CHECKOUT.parent / "shared"
    if not folder.is_dir():
        pytest.skip(
            "third-party material is not here: set GUMRU_SHARED to its folder, "
            "or put it beside the checkout as ../shared"
        )
    return folder


@pytest.fixture
def cache_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder that stands in for the user's cache."""
    folder = tmp_path / "cache"
    monkeypatch.setenv("XDG_CACHE_HOME", str(folder))
    return folder
