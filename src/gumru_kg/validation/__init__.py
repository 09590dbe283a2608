"""Hold a graph against the shapes and report what breaks them."""

from __future__ import annotations

from gumru_kg.validation.report import ValidationReport, ValidationResult
from gumru_kg.validation.validator import EngineName, validate

__all__ = ["EngineName", "ValidationReport", "ValidationResult", "validate"]
