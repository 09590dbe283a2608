"""Parts in a folder of their own, built against the real ontology."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.unit.editorial.workshop import PARTS, Workshop

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def workshop(tmp_path: Path, checkout: Path) -> Workshop:
    return Workshop(tmp_path, checkout / "ontology").write(PARTS)
