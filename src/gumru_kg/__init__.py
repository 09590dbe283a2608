"""The Treaty of Gümrü (Alexandropol, 1920) as a knowledge graph."""

from __future__ import annotations

__version__ = "0.1.0"
