"""Let ``python -m gumru_kg`` be ``gumru``."""

from __future__ import annotations

from gumru_kg.cli import run

if __name__ == "__main__":
    run()
