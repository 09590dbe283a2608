"""Find the ontology, data, shapes and queries, in a wheel or in a checkout."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from gumru_kg.errors import ResourceError

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable


def _anchors() -> tuple[Traversable, Traversable]:
    # Both imports together cost as much as a bare start of Python.
    from importlib.resources import files
    from pathlib import Path

    # No build back end makes importlib.resources see the top-level folders of a
    # checkout, so the packaged copy comes first and the checkout second.
    return files("gumru_kg"), Path(__file__).resolve().parents[2]


def resource(*parts: str) -> Traversable:
    """Locate a packaged file or folder.

    Args:
        parts: The path below the package or the checkout, segment by segment.

    Returns:
        A readable resource.

    Raises:
        ResourceError: When neither place holds it.

    Example:
        >>> resource("data", "gumru.ttl").name
        'gumru.ttl'
    """
    for anchor in _anchors():
        found = anchor.joinpath(*parts)
        if found.is_file() or found.is_dir():
            return found
    raise ResourceError("/".join(parts), [str(anchor) for anchor in _anchors()])


def read_resource(*parts: str) -> bytes:
    """Read a packaged file.

    Args:
        parts: The path below the package or the checkout, segment by segment.

    Returns:
        The bytes of the file.

    Raises:
        ResourceError: When neither place holds it.

    Example:
        >>> read_resource("data", "gumru.ttl")[:7]
        b'@prefix'
    """
    package = os.path.dirname(os.path.abspath(__file__))
    for anchor in (package, os.path.dirname(os.path.dirname(package))):
        try:
            with open(os.path.join(anchor, *parts), "rb") as file:
                return file.read()
        except OSError:
            continue
    # Not on a file system (a zip file), or not there at all.
    return resource(*parts).read_bytes()
